//! A plain clock decided in one walk over what happened (`compiled/plain.rs` says what is
//! plain): what a batch does for most rows.
//!
//! The walk is the life of a clock (`life.rs`) that has one instance: it starts, is held
//! and freed, and ends. Whatever else happens is for the general way, and nothing is said
//! here. All that is counted and decided of the instance is what the general way counts and
//! decides it with: `running.rs`, `state.rs`, `next_change.rs`.

use super::attributes::Attributes;
use super::course::{Stretch, Stretches};
use super::decide::{Asked, held_back};
use super::given::Given;
use super::governing::Governing;
use super::next_change::NextChange;
use super::running::{Ended, Running};
use super::state::{self, Verdicts};
use super::{EndKind, Options, State, choosing, escalation, series};
use crate::calendar::Calendar;
use crate::checked::{Clock, Escalation, Verdict};
use crate::compiled::{ClockId, Engine, Plain, PlainAct};
use crate::count::{Allowance, Deadline, Limit, Moment, Single, Term, Trigger};
use crate::time::{Instant, Zone};

/// Something that has happened, as columns have it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Happened {
    pub(crate) at: Instant,
    /// The code of its type.
    pub(crate) of_type: u32,
    /// Its row.
    pub(crate) row: usize,
}

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
    pub(crate) state: State,
    pub(crate) due: Option<Deadline>,
    pub(crate) elapsed: Option<Allowance>,
    pub(crate) remaining: Option<Allowance>,
    /// When anything of it will differ.
    pub(crate) next: Option<Instant>,
    /// The number of the last step of its path of which somebody had to be told, from 1.
    pub(crate) level: Option<usize>,
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
            plain: ready.plain.as_ref()?,
            zone: ready.calendar.zone(),
            path,
            asks_dates: (moments.iter()).any(|moment| matches!(moment, Moment::AfterStart(_))),
        })
    }

    /// A moment, for this clock.
    pub(crate) fn moment(&self, at: Instant) -> Trigger {
        Trigger::instant(at, self.zone)
    }

    /// What it is at a moment, `now`, by what has happened by then, in order; nothing where
    /// that is for the general way to say. `acts` is what each type of event does, `recorded`
    /// when a row was.
    #[inline(always)]
    pub(crate) fn decide(
        &self,
        happened: &[Happened],
        acts: &[PlainAct],
        terms: Terms<'e>,
        now: &Trigger,
        recorded: impl Fn(usize) -> Option<Instant>,
    ) -> Option<Plainly> {
        let (allowance, calendar) = match terms {
            Terms::Within(allowance, calendar) => (allowance, calendar),
            Terms::NotForIt => return Some(Plainly::NotListed),
            Terms::Unsaid => return None,
        };
        let mut before = None;
        // What it does to the clock; nothing where two things happened at one instant, of
        // which the rules have an order of their own.
        let mut act = |one: &Happened| {
            let act = acts.get(one.of_type as usize)?;
            if *act != PlainAct::Nothing && before.replace(one.at) == Some(one.at) {
                return None;
            }
            Some(*act)
        };
        let mut rest = happened.iter();
        let start = loop {
            let Some(one) = rest.next() else {
                return Some(Plainly::Waiting);
            };
            match act(one)? {
                PlainAct::Start => break one,
                // It may hold what starts later.
                PlainAct::Pause(_) => return None,
                // There is nothing to end.
                PlainAct::Stop | PlainAct::Cancel | PlainAct::Resume(_) | PlainAct::Nothing => {}
            }
        };
        let dates = self.asks_dates || allowance.kind().counts_dates();
        let when = |at: Instant| {
            if dates {
                self.moment(at)
            } else {
                Trigger::undated(at)
            }
        };
        let single = Single::Within(allowance);
        let mut running =
            Running::begin(when(start.at), single, &self.clock.counting, calendar).ok()?;
        let mut stretches = Stretches::new();
        if self.path.is_some() {
            stand(&mut running, start.at, &mut stretches)?;
        }
        let mut paused = 0;
        let mut end: Option<Ended> = None;
        for one in rest {
            let act = act(one)?;
            if act == PlainAct::Nothing {
                continue;
            }
            if end.is_some() {
                // A start would be that of the next instance; all else comes too late.
                if act == PlainAct::Start {
                    return None;
                }
                continue;
            }
            match act {
                PlainAct::Pause(pairs) => {
                    if paused == 0 && running.hold(when(one.at)).ok()? && self.path.is_some() {
                        stretches.push(Stretch {
                            from: one.at,
                            due: None,
                        });
                    }
                    paused |= pairs;
                }
                PlainAct::Resume(pairs) if paused & pairs != 0 => {
                    paused &= !pairs;
                    if paused == 0 && running.resume(when(one.at)).ok()? && self.path.is_some() {
                        stand(&mut running, one.at, &mut stretches)?;
                    }
                }
                PlainAct::Stop | PlainAct::Cancel => {
                    let when = when(one.at);
                    if running.resume(when).ok()? && self.path.is_some() {
                        stand(&mut running, one.at, &mut stretches)?;
                    }
                    let kind = if act == PlainAct::Stop {
                        EndKind::Stopped
                    } else {
                        EndKind::Cancelled
                    };
                    end = Some(Ended { kind, when });
                }
                // What runs already is not started again, nor freed when it is not held.
                PlainAct::Start | PlainAct::Resume(_) | PlainAct::Nothing => {}
            }
        }
        let mut standing = self.stand(&mut running, end, now)?;
        if let Some(path) = self.path {
            let plain = escalation::Plain {
                running: &running,
                stretches: &stretches,
                ended: end.map(|end| end.when.at),
                recorded: recorded(start.row),
            };
            let (level, next_step) = escalation::plainly(path, plain, now.at);
            let mut next = NextChange::after(now.at);
            standing
                .next
                .into_iter()
                .chain(next_step)
                .for_each(|at| next.candidate(at));
            standing = Standing {
                level,
                next_step,
                next: next.at(),
                ..standing
            };
        }
        Some(Plainly::Started(standing))
    }

    #[inline(always)]
    fn stand(
        &self,
        running: &mut Running<'_>,
        end: Option<Ended>,
        now: &Trigger,
    ) -> Option<Standing> {
        let standing = running.standing().ok()?;
        let due = running.paused.is_none().then_some(standing);
        let at_risk = match (self.clock.at_risk, &due) {
            (Some(moment), Some(due)) => running.warning(moment, due).ok(),
            _ => None,
        };
        let verdicts = Verdicts {
            kind: running.reckoning.kind,
            zone: self.zone,
            cancelled_late: self.clock.cancelled_late,
        };
        let state = state::decide(end, due, at_risk, &verdicts, now.at).ok()?;
        let until = running.used_until(end.map(|end| end.when), now);
        let (elapsed, remaining) = running.told(&until, &standing);
        let mut next = NextChange::after(now.at);
        next.clock(due, at_risk, state, std::iter::empty());
        Some(Standing {
            started: running.start.at,
            stopped: end
                .filter(|end| end.kind == EndKind::Stopped)
                .map(|end| end.when.at),
            state,
            due,
            elapsed,
            remaining,
            next: next.at(),
            level: None,
            next_step: None,
        })
    }
}

/// The deadline stands as it does from an instant on.
fn stand(running: &mut Running<'_>, from: Instant, stretches: &mut Stretches) -> Option<()> {
    let due = Some(running.standing().ok()?);
    stretches.push(Stretch { from, due });
    Some(())
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
