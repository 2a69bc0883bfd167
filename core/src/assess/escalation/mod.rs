//! Who has to be told, and when.
//!
//! Each step of the path is placed, with its repeats (`placing.rs`); what was reported
//! of it (`reports.rs`) and who took it on (`acknowledging.rs`) decide what becomes of
//! the steps after it; whom its role leads to is found last (`resolving.rs`).

mod acknowledging;
mod placing;
pub(super) mod reports;
pub(super) mod resolving;

use super::attributes::Attributes;
use super::findings::Findings;
use super::{Course, EscalationAnswer, Occurrence, StepReason, StepState};
use crate::calendar::RangeError;
use crate::case::Case;
use crate::checked::{Acknowledged, Escalation, Step};
use crate::compiled::CompiledDirectory;
use crate::count::shift;
use crate::time::Instant;
use placing::{Placed, Placing};
use reports::Reports;
use resolving::{Found, Resolving};

/// The path of an instance, at a moment.
pub(super) struct Path<'a, 'e, 'c> {
    pub(super) path: &'a Escalation,
    pub(super) name: &'a str,
    /// What the ids of its steps begin with.
    pub(super) instance: &'a str,
    pub(super) course: &'a Course<'e, 'c>,
    pub(super) case: &'c Case,
    pub(super) events: &'e [Occurrence<'c>],
    pub(super) as_of: Instant,
    pub(super) directory: Option<&'a CompiledDirectory>,
}

/// One time that a step comes.
struct Occasion {
    /// The step's place on the path, from 0.
    step: usize,
    /// Which time it is, from 1.
    number: u32,
    id: String,
    placed: Placed,
    acknowledge_by: Option<Instant>,
    acknowledged: Option<Instant>,
}

impl Occasion {
    fn at(&self) -> Option<Instant> {
        let comes = matches!(self.placed.state, StepState::Scheduled | StepState::Fired);
        self.placed.at.filter(|_| comes)
    }
}

/// The steps of a path for one instance, and the moments of those to come.
pub(super) fn steps(
    asked: &Path<'_, '_, '_>,
    findings: &mut Findings,
) -> (Vec<EscalationAnswer>, Vec<Instant>, Option<RangeError>) {
    let reports = Reports::among(asked.events);
    let placing = Placing::new(asked.course, asked.as_of, reports.sends);
    let mut beyond = None;
    let mut all: Vec<Occasion> = Vec::new();
    // When somebody took it on, for the whole path.
    let mut taken_on: Option<Instant> = None;
    let mut not_after = None;
    for (index, step) in asked.path.steps.iter().enumerate() {
        let mut occasions = place(asked, index, not_after, &reports, &placing, &mut beyond);
        let acknowledged = acknowledge(asked, step, &mut occasions, &reports, findings);
        taken_on = taken_on.into_iter().chain(acknowledged).min();
        let ends = match asked.path.acknowledged {
            Acknowledged::EndsThePath => taken_on,
            Acknowledged::EndsTheStep => {
                withdraw(&mut occasions, acknowledged);
                acknowledged
            }
        };
        let waits_until = match wait(asked, step, &occasions) {
            Ok(until) => until,
            Err(error) => {
                beyond = beyond.or(Some(error));
                None
            }
        };
        if let Some(first) = occasions.first_mut() {
            first.acknowledge_by = waits_until;
        }
        not_after = waits_until.filter(|until| ends.is_none_or(|at| at >= *until));
        all.append(&mut occasions);
    }
    if asked.path.acknowledged == Acknowledged::EndsThePath {
        withdraw(&mut all, taken_on);
    }
    for occasion in &all {
        check(asked, occasion, &reports, taken_on, findings);
    }
    let scheduled = all
        .iter()
        .filter(|one| one.placed.state == StepState::Scheduled)
        .filter_map(|one| one.placed.at)
        .collect();
    let answers = all
        .into_iter()
        .filter_map(|occasion| {
            let step = asked.path.steps.get(occasion.step)?;
            Some(answer(asked, step, occasion))
        })
        .collect();
    (answers, scheduled, beyond)
}

/// Places a step and its repeats.
fn place(
    asked: &Path<'_, '_, '_>,
    index: usize,
    not_after: Option<Instant>,
    reports: &Reports<'_, '_>,
    placing: &Placing<'_, '_, '_>,
    beyond: &mut Option<RangeError>,
) -> Vec<Occasion> {
    let Some(step) = asked.path.steps.get(index) else {
        return Vec::new();
    };
    let mut anchors = placing.anchors();
    let repeats = step.repeat.map_or(0, |repeat| repeat.at_most);
    let own = format!("{}/{}/{}", asked.instance, asked.name, index + 1);
    (0..=repeats)
        .map(|repeat| {
            let number = repeat + 1;
            let id = if repeat == 0 {
                own.clone()
            } else {
                format!("{own}.{number}")
            };
            let sent = reports.of(&id).sent.map(|sent| &sent.when);
            let placed = placing.place(step, repeat, not_after, sent, &mut anchors);
            let placed = placed.unwrap_or_else(|error| {
                *beyond = beyond.take().or(Some(error));
                Placed {
                    at: None,
                    state: StepState::Undetermined,
                    why: None,
                    sent: None,
                }
            });
            Occasion {
                step: index,
                number,
                id,
                placed,
                acknowledge_by: None,
                acknowledged: None,
            }
        })
        .collect()
}

/// Marks what was acknowledged of a step; when it was first.
fn acknowledge(
    asked: &Path<'_, '_, '_>,
    step: &Step,
    occasions: &mut [Occasion],
    reports: &Reports<'_, '_>,
    findings: &mut Findings,
) -> Option<Instant> {
    let zone = asked.course.reckoning.calendar.zone();
    let told = |occasion: &Occasion| {
        let fired = occasion.placed.state == StepState::Fired;
        occasion.placed.at.filter(|_| fired)
    };
    for occasion in occasions.iter_mut() {
        let Some(report) = reports.of(&occasion.id).acknowledged else {
            continue;
        };
        // Reported by its date, and still to come on that day.
        let to_come = occasion.placed.state == StepState::Scheduled
            && occasion
                .placed
                .at
                .is_some_and(|at| at <= report.when.latest(zone));
        occasion.acknowledged =
            told(occasion).and_then(|at| acknowledging::taken_on(at, &report.when, zone));
        if occasion.acknowledged.is_none() && !to_come {
            reports::not_due(report, "it counts for nothing", &occasion.id, findings);
        }
    }
    for event in acknowledging::by_rule(
        &step.acknowledged_by,
        asked.case,
        asked.events,
        asked.course,
    ) {
        // What was told last is what somebody took on.
        let last = occasions.iter_mut().rev().find_map(|occasion| {
            let at = acknowledging::taken_on(told(occasion)?, &event.when, zone)?;
            Some((occasion, at))
        });
        if let Some((occasion, at)) = last {
            occasion.acknowledged = occasion.acknowledged.into_iter().chain([at]).min();
        }
    }
    occasions.iter().filter_map(|one| one.acknowledged).min()
}

/// Until when the next step waits for an acknowledgement of this one.
fn wait(
    asked: &Path<'_, '_, '_>,
    step: &Step,
    occasions: &[Occasion],
) -> Result<Option<Instant>, RangeError> {
    let told = occasions.first().and_then(Occasion::at);
    let (Some(within), Some(at)) = (step.within, told) else {
        return Ok(None);
    };
    let calendar = asked.course.reckoning.calendar;
    shift(calendar, at, calendar.zone().date(at), within, 1).map(Some)
}

/// Takes back what had not come when somebody took it on.
fn withdraw(occasions: &mut [Occasion], taken_on: Option<Instant>) {
    let Some(taken_on) = taken_on else { return };
    for occasion in occasions {
        if occasion.placed.sent.is_none() && occasion.at().is_some_and(|at| at > taken_on) {
            occasion.placed.state = StepState::Withdrawn;
            occasion.placed.why = Some(StepReason::Acknowledged);
            occasion.acknowledge_by = None;
            occasion.acknowledged = None;
        }
    }
}

/// Notes what was sent although its moment had not come.
fn check(
    asked: &Path<'_, '_, '_>,
    occasion: &Occasion,
    reports: &Reports<'_, '_>,
    taken_on: Option<Instant>,
    findings: &mut Findings,
) {
    let Some(report) = reports.of(&occasion.id).sent else {
        return;
    };
    let ended = asked.path.acknowledged == Acknowledged::EndsThePath
        && occasion.placed.sent > taken_on
        && taken_on.is_some()
        && occasion.placed.at > taken_on;
    if occasion.placed.why == Some(StepReason::Sent) || ended {
        let what = "it keeps the time at which it was sent";
        reports::not_due(report, what, &occasion.id, findings);
    }
}

fn answer(asked: &Path<'_, '_, '_>, step: &Step, occasion: Occasion) -> EscalationAnswer {
    let calendar = asked.course.reckoning.calendar;
    let zone = calendar.zone();
    let write = |at: Instant| zone.write(at);
    let Placed {
        at,
        state,
        why,
        sent,
    } = occasion.placed;
    let found = recipients(asked, step, &occasion);
    let opens = match &found {
        Some(found) => found.to.iter().filter_map(|one| one.deliver_from).min(),
        None => None,
    };
    let opens = opens.or(at.and_then(|at| calendar.opens_from(at)).map(write));
    let (to, unresolved) = match found {
        Some(found) => (Some(found.to), found.unresolved),
        None => (None, Vec::new()),
    };
    EscalationAnswer {
        id: occasion.id,
        step: occasion.step + 1,
        occurrence: occasion.number,
        when: step.at,
        at: at.map(write),
        deliver_from: opens,
        notify: step.notify.clone(),
        to,
        unresolved,
        state: match (state, occasion.acknowledged) {
            (StepState::Fired, Some(_)) => StepState::Acknowledged,
            (state, _) => state,
        },
        why,
        sent: sent.map(write),
        acknowledge_by: occasion.acknowledge_by.map(write),
        acknowledged: occasion.acknowledged.map(write),
        basis: asked.path.basis,
    }
}

/// Whom the role leads to at the step's moment: by what is known then, or now of a step
/// to come.
fn recipients(asked: &Path<'_, '_, '_>, step: &Step, occasion: &Occasion) -> Option<Found> {
    let (directory, at) = (asked.directory?, occasion.at()?);
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(at.min(asked.as_of));
    let resolving = Resolving {
        directory,
        known: &known.values,
        at,
        calendar: asked.course.reckoning.calendar,
    };
    Some(resolving.role(&step.notify))
}
