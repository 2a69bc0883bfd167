//! Compiled → assessed: what every clock of a case is at a moment.
//!
//! For each clock: the case's events are put in order (`occurrence.rs`), turned
//! into instances by the transitions (`life.rs`, `transition/`), each instance is
//! reckoned move by move (`course.rs`), and what it is at the moment is decided
//! (`state.rs`), with who has to be told (`escalation.rs`) and when anything will
//! change (`next_change.rs`). `answer.rs` is what comes out.

mod actions;
mod answer;
mod attributes;
mod chain;
mod clock;
mod course;
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
mod start;
mod state;
mod transition;
mod values;

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
        let events = events.in_zone(ready.calendar.zone());
        // Asked for alone, it starts with the case's one event.
        let alone = only.and(events.first()).map(chain::Led::stopped);
        let follows = ready.leader.and_then(|leader| {
            let (pack, clock, _) = engine.clock(leader.id)?;
            Some(chain::Followed {
                leader: match only {
                    Some(_) => leader.at_the_stop(),
                    None => leader,
                },
                pack: &pack.id,
                clock: &clock.id,
                instances: match only {
                    Some(_) => alone.as_slice(),
                    None => led.get(&leader.id).map_or(&[], Vec::as_slice),
                },
            })
        });
        let asked = clock::Asked {
            case,
            pack,
            clock,
            ready,
            events,
            follows,
            as_of,
            right: engine.right(*id).is_some(),
            options,
        };
        let assessed = clock::assess(&asked, &mut findings, &mut next);
        answers.push((*id, assessed.answers));
        if ready.followed {
            led.insert(*id, assessed.led);
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
