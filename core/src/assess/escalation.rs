//! Who has to be told, and when.
//!
//! A step's moment follows the deadline. Where the deadline moved, a step whose
//! moment had come before it moved keeps that moment; the others move with it.

use super::{Course, EscalationAnswer, StepState};
use crate::calendar::RangeError;
use crate::checked::Escalation;
use crate::count::place_moment;
use crate::time::Instant;

/// A step at its moment.
pub(super) struct Placed {
    pub(super) at: Option<Instant>,
    pub(super) state: StepState,
}

/// The steps of a path for one instance; the error of the first that lies beyond
/// the calendar, beside the others.
pub(super) fn steps(
    path: &Escalation,
    path_name: &str,
    instance_id: &str,
    course: &Course<'_, '_>,
    as_of: Instant,
) -> (Vec<EscalationAnswer>, Vec<Instant>, Option<RangeError>) {
    let calendar = course.reckoning.calendar;
    let mut answers = Vec::new();
    let mut scheduled = Vec::new();
    let mut beyond = None;
    for (index, step) in path.steps.iter().enumerate() {
        let placed = match place(course, step.at, as_of) {
            Ok(placed) => placed,
            Err(error) => {
                beyond = beyond.or(Some(error));
                Placed {
                    at: None,
                    state: StepState::Undetermined,
                }
            }
        };
        if let (Some(at), StepState::Scheduled) = (placed.at, placed.state) {
            scheduled.push(at);
        }
        let number = index + 1;
        let zone = calendar.zone();
        answers.push(EscalationAnswer {
            id: format!("{instance_id}/{path_name}/{number}"),
            step: number,
            when: step.at,
            at: placed.at.map(|at| zone.write(at)),
            deliver_from: placed
                .at
                .and_then(|at| calendar.opens_from(at))
                .map(|at| zone.write(at)),
            notify: step.notify.clone(),
            state: placed.state,
            basis: path.basis,
        });
    }
    (answers, scheduled, beyond)
}

fn place(
    course: &Course<'_, '_>,
    moment: crate::Moment,
    as_of: Instant,
) -> Result<Placed, RangeError> {
    // An end by its date alone takes effect as early on its day as it can.
    let end = course
        .end
        .map(|end| end.by.when.at.max(course.start.when.at));
    let mut last = None;
    for (index, stretch) in course.stretches.iter().enumerate() {
        last = None;
        let Some(due) = stretch.due else { continue };
        let until = course
            .stretches
            .get(index + 1)
            .map(|next| next.from)
            .into_iter()
            .chain(end)
            .min();
        // Never before the clock started, nor before its deadline came to stand here.
        let at = place_moment(moment, course.reckoning_at(stretch.from), &due)?.max(stretch.from);
        last = Some(at);
        if until.is_some_and(|until| at >= until) {
            continue;
        }
        let state = if at > as_of {
            StepState::Scheduled
        } else if course.start.recorded.is_some_and(|recorded| at < recorded) {
            StepState::Skipped
        } else {
            StepState::Fired
        };
        return Ok(Placed {
            at: Some(at),
            state,
        });
    }
    Ok(Placed {
        at: last,
        state: StepState::Withdrawn,
    })
}
