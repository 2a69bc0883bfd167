//! A plain clock decided in one walk over what happened (`compiled/plain.rs` says what is
//! plain): what a batch does for most rows.
//!
//! The walk (`walk.rs`) is the life of a clock (`life.rs`) that has one instance. What is counted
//! on the way is one of two: time and nothing else (`timed.rs`), or anything, with warnings and
//! steps (`kept.rs`), by what the general way counts it with. Both are decided by what the
//! general way decides by: `state.rs`, `next_change.rs`.

mod kept;
mod timed;
mod walk;

use super::attributes::Attributes;
use super::decide::{Asked, held_back};
use super::given::Given;
use super::governing::Governing;
use super::running::Ended;
use super::state::Verdicts;
use super::{EndKind, Options, State, choosing, series};
use crate::calendar::Calendar;
use crate::checked::{Clock, Escalation, Verdict};
use crate::compiled::{ClockId, Engine, Plain, PlainAct};
use crate::count::{Allowance, Kind, Limit, Moment, Term, Trigger};
use crate::time::{Instant, Zone};
use kept::Kept;
use timed::Timed;
pub(crate) use walk::Happened;
use walk::{Walked, walk};

/// What a case's attributes make of a clock.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Terms<'e> {
    /// It is not for such cases.
    NotForIt,
    /// It counts so much, by this calendar.
    Within(Allowance, &'e Calendar),
    /// That is for the general way to say.
    Unsaid,
}

/// What a plain clock is.
#[derive(Debug)]
pub(crate) enum Plainly {
    /// Nothing: the case is none for it.
    NotListed,
    /// It waits for its start.
    Waiting,
    Started(Standing),
}

/// What an instance is at a moment.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) started: Instant,
    pub(crate) stopped: Option<Instant>,
    pub(crate) cancelled: Option<Instant>,
    pub(crate) state: State,
    /// The last millisecond in time; nothing while it is held.
    pub(crate) due: Option<Instant>,
    pub(crate) elapsed: Option<Allowance>,
    pub(crate) remaining: Option<Allowance>,
    /// When anything of it will differ.
    pub(crate) next: Option<Instant>,
    /// The number of the last step of its path of which somebody had to be told, from 1; or 0.
    pub(crate) level: u32,
    pub(crate) next_step: Option<Instant>,
}

/// A plain clock, and what a batch asks of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlainClock<'e> {
    pub(crate) clock: &'e Clock,
    pub(crate) plain: &'e Plain,
    path: Option<&'e Escalation>,
    zone: &'e Zone,
    /// Whether dates are asked for even of what counts time alone.
    asks_dates: bool,
}

impl<'e> PlainClock<'e> {
    /// Nothing where the clock is not plain.
    pub(crate) fn of(engine: &'e Engine, id: ClockId) -> Option<Self> {
        let (pack, clock, ready) = engine.clock(id)?;
        let path = clock.escalation.as_deref();
        let path = path.and_then(|name| pack.escalations.get(name));
        let mut moments = clock.at_risk.into_iter().collect::<Vec<_>>();
        moments.extend(
            path.iter()
                .flat_map(|path| path.steps.iter().map(|step| step.at)),
        );
        Some(PlainClock {
            clock,
            plain: ready.plain(pack, clock)?,
            zone: ready.calendar.zone(),
            path,
            asks_dates: (moments.iter()).any(|moment| matches!(moment, Moment::AfterStart(_))),
        })
    }

    /// A moment, for this clock.
    pub(crate) fn moment(&self, at: Instant) -> Trigger {
        Trigger::instant(at, self.zone)
    }

    /// Puts down what it is at a moment, `now`, by what has happened by then; nothing where that
    /// is for the general way to say. `acts` is what each type of event does.
    #[inline]
    pub(crate) fn decide(
        &self,
        happened: &Happened<'_>,
        acts: &[PlainAct],
        terms: Terms<'e>,
        now: &Trigger,
        decided: &mut Option<Plainly>,
    ) {
        let (allowance, calendar) = match terms {
            Terms::Within(allowance, calendar) => (allowance, calendar),
            Terms::NotForIt => {
                *decided = Some(Plainly::NotListed);
                return;
            }
            Terms::Unsaid => return,
        };
        if self.path.is_none() && self.clock.at_risk.is_none() && !allowance.kind().counts_dates() {
            self.timed(happened, acts, (allowance, calendar), now, decided);
        } else {
            self.kept(happened, acts, (allowance, calendar), now, decided);
        }
    }

    /// Where time is counted and nothing else. A function of its own, as is the other: in one, it
    /// is so large that compilers of WebAssembly keep little in registers.
    #[inline(never)]
    fn timed(
        &self,
        happened: &Happened<'_>,
        acts: &[PlainAct],
        (allowance, calendar): (Allowance, &'e Calendar),
        now: &Trigger,
        decided: &mut Option<Plainly>,
    ) -> Option<()> {
        let begin = |start| Timed::begin(start, allowance, calendar);
        *decided = Some(match walk(happened, acts, begin)? {
            Walked::Waiting => Plainly::Waiting,
            Walked::Started { count, end, .. } => Plainly::Started(count.standing(self, end, now)?),
        });
        Some(())
    }

    /// Whatever is counted, with its warning and its steps.
    #[inline(never)]
    fn kept(
        &self,
        happened: &Happened<'_>,
        acts: &[PlainAct],
        (allowance, calendar): (Allowance, &'e Calendar),
        now: &Trigger,
        decided: &mut Option<Plainly>,
    ) -> Option<()> {
        let begin = |start| Kept::begin(self, start, allowance, calendar);
        *decided = Some(match walk(happened, acts, begin)? {
            Walked::Waiting => Plainly::Waiting,
            Walked::Started {
                recorded,
                count,
                end,
            } => Plainly::Started(count.standing(end, recorded, now)?),
        });
        Some(())
    }

    fn verdicts(&self, kind: Kind) -> Verdicts<'_> {
        Verdicts {
            kind,
            zone: self.zone,
            cancelled_late: self.clock.cancelled_late,
        }
    }
}

/// When it was stopped or cancelled, if that ended it.
fn ended(end: Option<Ended>, kind: EndKind) -> Option<Instant> {
    let ended = end.filter(|end| end.kind == kind);
    ended.map(|end| end.when.at)
}

/// What attributes make of a plain clock: asked as the general way asks it, of a case to which
/// nothing has happened.
pub(crate) fn terms<'e>(
    engine: &'e Engine,
    id: ClockId,
    given: &Given<'_>,
    options: &Options,
) -> Terms<'e> {
    let Some((pack, clock, ready)) = engine.clock(id) else {
        return Terms::Unsaid;
    };
    let asked = Asked {
        id,
        case: given,
        place: 0,
        pack,
        clock,
        ready,
        follows: None,
        directory: None,
        events: &[],
        as_of: Instant(0),
        governing: Governing::everything(),
        first: 1,
        under: None,
        right: engine.right(id),
        options,
    };
    let attributes = Attributes::of(given, &[]);
    match clock.when.judge(&attributes.values) {
        Verdict::Holds => {}
        Verdict::Fails => return Terms::NotForIt,
        Verdict::Missing(_) => return Terms::Unsaid,
    }
    if held_back(&asked).is_some() {
        return Terms::Unsaid;
    }
    match choosing::choose(&asked, 1, &attributes) {
        Ok((Term::Within(Limit::One(allowance)), _)) => {
            Terms::Within(allowance, series::calendar(ready, &attributes.values))
        }
        _ => Terms::Unsaid,
    }
}
