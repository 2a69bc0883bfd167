//! Compiled → assessed: what every clock of a case is at a moment.
//!
//! For each clock: the case's events are put in order (`occurrence.rs`), turned
//! into instances by the transitions (`life.rs`, `transition/`), each instance is
//! reckoned move by move (`course.rs`), and what it is at the moment is decided
//! (`state.rs`), with who has to be told (`escalation/`) and when anything will
//! change (`next_change.rs`). `decide.rs` goes through all this in numbers; `tell.rs`
//! puts into words what was decided (`why.rs`: why it could not be), and `answer.rs` is
//! what comes out.

mod actions;
mod answer;
mod appointment;
mod ask;
mod attributes;
mod beginnings;
mod chain;
mod choosing;
mod course;
mod decide;
mod escalation;
mod findings;
mod frozen;
mod given;
mod governing;
mod grant;
mod holding;
mod life;
mod next_change;
mod occurrence;
mod open;
mod options;
mod pending;
mod plain;
mod reading;
mod recipient;
mod right;
mod ruled;
mod running;
mod series;
mod start;
mod state;
mod table;
mod tell;
mod transition;
mod values;
mod why;

use crate::sorted::{Map, sort_by_key};
use std::cell::Cell;

use chrono::{DateTime, Utc};

pub use answer::{
    AppointmentAnswer, Assessment, ClockAnswer, DirectoryRevision, EscalationAnswer, Finding,
    FollowsAnswer, Reason, ReasonCode, Revisions, StepReason, StepState, TriggerAnswer,
};
pub use appointment::Outcome;
pub(crate) use course::{Course, Reopened};
pub(crate) use life::EndKind;
pub(crate) use occurrence::{Events, Occurrence, put_in_order, recorded_before};
pub(crate) use open::Opened;
pub use options::{Accept, Options};
pub(crate) use plain::{Happened, PlainClock, Plainly, Terms, terms};
pub use reading::ReadingAnswer;
pub use recipient::{RecipientAnswer, UnresolvedAnswer, UnresolvedCode, Via};
pub use right::{RightAnswer, RightState};
pub(crate) use ruled::Ruled;
pub(crate) use start::{By, Start};
pub use state::State;
pub(crate) use tell::outcome;
pub(crate) use why::Why;

use crate::calendar::Calendar;
use crate::case::Case;
use crate::checked::{Pack, Reading};
use crate::compiled::{ClockId, Engine, unknown_clock};
use crate::error::{Code, Error, Problem, Shown as _};
use crate::time::{Instant, ZONE_DATA, Zone};
pub(crate) use answer::NOTICE;
pub(crate) use attributes::Attributes;
use chain::{Follows, Led};
use decide::Asked;
pub(crate) use decide::{Decided, Decision};
pub(crate) use escalation::resolving::{Resolve, resolve_role};
pub(crate) use findings::Findings;
pub(crate) use given::Given;
use governing::Governing;
pub(crate) use next_change::NextChange;

/// The most instances and escalation steps that one answer tells.
const MOST_TOLD: usize = 50_000;

/// Assesses a case; `only` names one pack's clock when no other is asked for.
pub(crate) fn assess(
    engine: &Engine,
    case: &Case,
    as_of: DateTime<Utc>,
    options: &Options,
    only: Option<(&str, &str)>,
) -> Result<Assessment, Error> {
    check(engine, as_of, options)?;
    let as_of = Instant::of(&as_of);
    let zone = engine.calendar.zone();
    let mut next = NextChange::after(as_of);
    let mut findings = Findings::heard();
    let events = Events::read(engine, case, as_of, options, &mut findings)?;

    if let Some(kind) = &case.kind {
        unknown_kind(engine, kind, &mut findings);
    }
    values::slips(engine, case, &mut findings);
    let mut answers = Vec::new();
    governing::unclaimed(engine, &events, &mut findings);
    let enough = Cell::new(false);
    let question = Question {
        engine,
        given: &Given::of(case),
        events: &events,
        as_of,
        options,
        only,
        known: &|_| false,
        enough: &enough,
    };
    let mut told = 0;
    question.each(&mut findings, &mut next, |asked, decided, findings| {
        if enough.get() {
            return;
        }
        let answer = tell::tell(asked, &decided, findings);
        told += 1 + answer.escalations.len();
        enough.set(told > MOST_TOLD);
        answers.push((asked.id, asked.right, answer));
    });
    if enough.get() {
        return Err(Problem::new(
            Code::TooLarge,
            format!(
                "this case makes more than {MOST_TOLD} instances and steps of these packs' clocks"
            ),
        )
        .hint("assess it with fewer packs, or leave out events that start what has ended long ago")
        .into());
    }
    // In the order of the packs, whatever was decided before what follows it.
    sort_by_key(&mut answers, |(id, _, answer)| (*id, answer.instance));
    let (mut clocks, mut rights) = (Vec::new(), Vec::new());
    for (_, right, answer) in answers {
        match right {
            Some(told) => rights.push(right::tell(told, answer)),
            None => clocks.push(answer),
        }
    }
    if only.is_none() {
        escalation::reports::check(events.in_zone(0), &clocks, &mut findings);
    }
    escalation::resolving::check(&clocks, &mut findings);
    let findings = findings.finish(case);
    if options.strict {
        findings::refuse(&findings)?;
    }
    Ok(Assessment {
        schema: 1,
        case: case.case.clone(),
        as_of: zone.write(as_of),
        next_change: next.at().map(|at| zone.write(at)),
        revisions: Revisions::of(engine),
        clocks,
        rights,
        findings,
        notice: answer::NOTICE.to_owned(),
    })
}

impl Revisions {
    /// Those of all that an engine has.
    pub(crate) fn of(engine: &Engine) -> Self {
        let (mut packs, mut calendars) = (Map::new(), Map::new());
        for compiled in &engine.packs {
            packs.insert(compiled.pack.name(), compiled.pack.revision.clone());
        }
        let mut of_calendars = |known: &Map<String, Calendar>| {
            for calendar in known.values() {
                calendars.insert(calendar.id().to_owned(), calendar.revision().to_owned());
            }
        };
        of_calendars(&engine.calendars);
        if let Some(ready) = &engine.directory {
            of_calendars(&ready.calendars);
        }
        Revisions {
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            zones: ZONE_DATA.to_owned(),
            packs,
            calendars,
            directory: engine.directory().map(|directory| DirectoryRevision {
                id: directory.id.clone(),
                revision: directory.revision.clone(),
            }),
        }
    }
}

/// What is asked of an engine for one case, wherever that comes from.
pub(crate) struct Question<'e, 'c> {
    pub(crate) engine: &'e Engine,
    pub(crate) given: &'e Given<'c>,
    pub(crate) events: &'e Events<'c>,
    pub(crate) as_of: Instant,
    pub(crate) options: &'e Options,
    pub(crate) only: Option<(&'e str, &'e str)>,
    /// Whether a clock, by its place in the engine's order, is known already.
    pub(crate) known: &'e dyn Fn(usize) -> bool,
    /// Whether no more is wanted.
    pub(crate) enough: &'e Cell<bool>,
}

impl<'e, 'c> Question<'e, 'c> {
    /// Every instance of every clock and of every right, each after what it follows.
    pub(crate) fn each(
        &self,
        findings: &mut Findings,
        next: &mut NextChange,
        mut each: impl FnMut(&Asked<'e, 'c>, Decided<'_, 'e, 'c>, &mut Findings),
    ) {
        next.events(self.events);
        let mut led: Map<ClockId, Vec<Led<'e, 'c>>> = Map::new();
        let mut governing: Option<(&'e Pack, Governing<'e>)> = None;
        // Of packs with versions: the last number that an instance of a clock has had.
        let mut last: Map<(&'e str, &'e str), usize> = Map::new();
        let mut clocks = 0;
        for (order, (id, pack, clock, ready, right)) in self.engine.asked_in_order().enumerate() {
            let place = clocks;
            clocks += u32::from(right.is_none());
            if (self.known)(order) {
                continue;
            }
            if self.enough.get() {
                return;
            }
            if self.only.is_some_and(|only| only != (&pack.id, &clock.id)) {
                continue;
            }
            let governs = match governing.take() {
                Some((of, governs)) if std::ptr::eq(of, pack) => governs,
                _ => governing::governing(self, pack, next),
            };
            governing = Some((pack, governs.clone()));
            if governs.is_nothing() {
                continue;
            }
            let name = (pack.id.as_str(), clock.id.as_str());
            let mut number = last.get(&name).copied().unwrap_or(0);
            let alone = self.only.is_some();
            let leader = ready.leader.as_ref();
            let follows = leader.and_then(|leader| Follows::of(self.engine, pack, leader, alone));
            let asked = Asked {
                id,
                case: self.given,
                place,
                pack,
                clock,
                ready,
                follows,
                directory: self.engine.directory.as_ref(),
                events: self.events.in_zone(ready.zone),
                as_of: self.as_of,
                governing: governs,
                first: number + 1,
                under: None,
                right,
                options: self.options,
            };
            let links = match &asked.follows {
                None => Vec::new(),
                // Asked for alone, it starts with the case's one event.
                Some(follows) if alone => {
                    let stopped = asked.events.first().map(Led::stopped);
                    follows.links(&asked, stopped.as_slice())
                }
                Some(follows) => follows.all(&asked, &led),
            };
            let own = reading::decide(
                &asked,
                &links,
                findings,
                next,
                &mut |asked, decided, findings| {
                    if decided.instance.is_some() {
                        number = number.max(decided.number);
                    }
                    each(asked, decided, findings);
                },
            );
            if ready.followed {
                led.insert(id, own);
            }
            if pack.governs.is_some() {
                last.insert(name, number);
            }
        }
    }
}

/// Refuses what would be wrong whatever the case: a clock to accept that does not
/// exist, a moment outside the years of the zone data.
pub(crate) fn check(engine: &Engine, as_of: DateTime<Utc>, options: &Options) -> Result<(), Error> {
    for accepted in options.accept.clocks() {
        let known = engine.clock_ids();
        if !known.contains(&accepted) {
            return Err(unknown_clock(accepted, known).into());
        }
    }
    for (clock, reading) in options.accept.readings() {
        let mut known: Vec<&str> = Vec::new();
        for compiled in &engine.packs {
            for (one, _) in compiled.all_clocks() {
                if one.id == clock {
                    known.extend(one.readings.iter().map(Reading::name));
                }
            }
        }
        if !known.contains(&reading) {
            return Err(Problem::unknown(
                Code::UnknownReading,
                format!(
                    "\"{}\" is no reading of the clock \"{clock}\"",
                    reading.shown()
                ),
                reading,
                "its readings are",
                known,
            )
            .into());
        }
    }
    Zone::covered(Instant::of(&as_of))
}

/// Notes a kind of case that no clock is for: a slip would leave every promise out.
fn unknown_kind(engine: &Engine, kind: &str, findings: &mut Findings) {
    let kinds = &engine.expected.kinds;
    if !kinds.contains(kind) {
        let shown: String = kind.chars().take(100).collect();
        findings.add(Problem::unknown(
            Code::UnknownKind,
            format!("no clock is for cases of kind \"{}\"", shown.shown()),
            kind,
            "the kinds are",
            kinds.iter().map(String::as_str),
        ));
    }
}
