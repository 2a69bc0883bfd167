//! Compiled → assessed: what every clock of a case is at a moment.
//!
//! For each clock: the case's events are put in order (`occurrence.rs`), turned
//! into instances by the transitions (`life.rs`, `transition/`), each instance is
//! reckoned move by move (`course.rs`), and what it is at the moment is decided
//! (`state.rs`), with who has to be told (`escalation.rs`) and when anything will
//! change (`next_change.rs`). `decide.rs` goes through all this in numbers; `tell.rs`
//! puts into words what was decided (`why.rs`: why it could not be), and `answer.rs` is
//! what comes out.

mod actions;
mod answer;
mod attributes;
mod chain;
mod course;
mod decide;
mod escalation;
mod findings;
mod given;
mod holding;
mod life;
mod next_change;
mod occurrence;
mod options;
mod pending;
mod right;
mod ruled;
mod series;
mod start;
mod state;
mod tell;
mod transition;
mod values;
mod why;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

pub use answer::{
    Assessment, ClockAnswer, EscalationAnswer, Finding, FollowsAnswer, Reason, ReasonCode,
    Revisions, StepState, TriggerAnswer,
};
pub(crate) use course::Course;
pub(crate) use life::EndKind;
pub(crate) use occurrence::Occurrence;
pub use options::{Accept, Options};
pub use right::{RightAnswer, RightState};
pub(crate) use ruled::Ruled;
pub(crate) use start::{By, Start};
pub use state::State;
pub(crate) use why::Why;

use crate::case::Case;
use crate::compiled::{ClockId, CompiledPack, Engine, unknown_clock};
use crate::error::{Code, Error, Problem};
use crate::time::{Instant, ZONE_DATA, Zone};
use findings::Findings;
use next_change::NextChange;

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
    let mut findings = Findings::default();
    let events = occurrence::Events::read(engine, case, as_of, options, &mut findings)?;
    next.events(&events);

    if let Some(kind) = &case.kind {
        unknown_kind(engine, kind, &mut findings);
    }
    values::slips(engine, case, &mut findings);
    let mut answers = Vec::new();
    let mut led: BTreeMap<ClockId, Vec<chain::Led<'_, '_>>> = BTreeMap::new();
    for id in &engine.order {
        let Some((pack, clock, ready)) = engine.clock(*id) else {
            continue;
        };
        if only.is_some_and(|only| only != (&pack.id, &clock.id)) {
            continue;
        }
        let asked = decide::Asked {
            case,
            pack,
            clock,
            ready,
            follows: ready
                .leader
                .and_then(|leader| chain::Follows::of(engine, leader, only.is_some())),
            events: events.in_zone(ready.calendar.zone()),
            as_of,
            right: engine.right(*id).is_some(),
            options,
        };
        let links = match (&asked.follows, only) {
            (None, _) => Vec::new(),
            (Some(follows), None) => {
                let instances = led.get(&follows.leader.id).map_or(&[][..], Vec::as_slice);
                follows.links(&asked, instances)
            }
            // Asked for alone, it starts with the case's one event.
            (Some(follows), Some(_)) => {
                let alone = asked.events.first().map(chain::Led::stopped);
                follows.links(&asked, alone.as_slice())
            }
        };
        let mut told = Vec::new();
        let own = decide::decide(
            &asked,
            links,
            &mut findings,
            &mut next,
            |decided, findings| {
                told.push(tell::tell(&asked, &decided, findings));
            },
        );
        told.sort_by_key(|answer| answer.instance);
        answers.push((*id, told));
        if ready.followed {
            led.insert(*id, own);
        }
    }
    answers.sort_by_key(|(id, _)| *id);
    let (mut clocks, mut rights) = (Vec::new(), Vec::new());
    for (id, answers) in answers {
        match engine.right(id) {
            Some(right) => rights.extend(answers.into_iter().map(|one| right::tell(right, one))),
            None => clocks.extend(answers),
        }
    }
    let findings = findings.finish(case);
    if options.strict {
        findings::refuse(&findings)?;
    }
    Ok(Assessment {
        schema: 1,
        case: case.case.clone(),
        as_of: zone.write(as_of),
        next_change: next.at().map(|at| zone.write(at)),
        revisions: Revisions {
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            zones: ZONE_DATA.to_owned(),
            packs: engine
                .packs
                .iter()
                .map(|compiled| (compiled.pack.id.clone(), compiled.pack.revision.clone()))
                .collect(),
            calendars: engine
                .calendars()
                .map(|calendar| (calendar.id().to_owned(), calendar.revision().to_owned()))
                .collect(),
        },
        clocks,
        rights,
        findings,
        notice: answer::NOTICE.to_owned(),
    })
}

/// Refuses what would be wrong whatever the case: a clock to accept that does not
/// exist, a moment outside the years of the zone data.
pub(crate) fn check(engine: &Engine, as_of: DateTime<Utc>, options: &Options) -> Result<(), Error> {
    for accepted in options.accept.clocks() {
        let known = || {
            engine
                .packs
                .iter()
                .flat_map(CompiledPack::all_clocks)
                .map(|(clock, _)| clock.id.as_str())
        };
        if !known().any(|id| id == accepted) {
            return Err(unknown_clock(accepted, known()).into());
        }
    }
    Zone::covered(Instant::of(&as_of))
}

/// Notes a kind of case that no clock is for: a slip would leave every promise out.
fn unknown_kind(engine: &Engine, kind: &str, findings: &mut Findings) {
    let kinds = || -> std::collections::BTreeSet<&str> {
        let clocks = engine.packs.iter().flat_map(CompiledPack::all_clocks);
        clocks.map(|(clock, _)| clock.kind.as_str()).collect()
    };
    if !kinds().contains(kind) {
        let shown: String = kind.chars().take(100).collect();
        findings.add(Problem::unknown(
            Code::UnknownKind,
            format!("no clock is for cases of kind \"{}\"", shown.escape_debug()),
            kind,
            "the kinds are",
            kinds(),
        ));
    }
}
