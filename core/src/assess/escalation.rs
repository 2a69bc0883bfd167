//! Who has to be told, and when.
//!
//! A step's moment follows the deadline. Where the deadline moved, a step whose
//! moment had come before it moved keeps that moment; the others move with it.

use smallvec::SmallVec;

use super::{Course, StepState};
use crate::calendar::RangeError;
use crate::checked::Escalation;
use crate::count::place_moment;
use crate::time::Instant;

/// A step at its moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) at: Option<Instant>,
    pub(crate) state: StepState,
}

/// The steps of a path for one instance, in the path's order.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    placed: SmallVec<[Placed; 4]>,
    /// The error of the first that lies beyond the calendar.
    beyond: Option<RangeError>,
}

impl Steps {
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Placed> + ExactSizeIterator {
        self.placed.iter()
    }

    pub(super) fn beyond(&self) -> Option<&RangeError> {
        self.beyond.as_ref()
    }

    /// The moments of those still to come.
    pub(crate) fn scheduled(&self) -> impl Iterator<Item = Instant> + '_ {
        let to_come = |placed: &&Placed| placed.state == StepState::Scheduled;
        self.iter().filter(to_come).filter_map(|placed| placed.at)
    }
}

/// Places every step of a path.
pub(super) fn place_all(path: &Escalation, course: &Course<'_, '_>, as_of: Instant) -> Steps {
    let mut steps = Steps::default();
    for step in &path.steps {
        let placed = place(course, step.at, as_of).unwrap_or_else(|error| {
            steps.beyond.get_or_insert(error);
            Placed {
                at: None,
                state: StepState::Undetermined,
            }
        });
        steps.placed.push(placed);
    }
    steps
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
        let at = place_moment(moment, &course.reckoning, &due)?.max(stretch.from);
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
