//! When a step comes.
//!
//! A step's moment follows the deadline. Where the deadline moved, a step whose
//! moment had come before it moved keeps that moment; the others move with it. Where
//! the host reports what it sent, only what was sent keeps its moment.

use smallvec::{SmallVec, smallvec};

use crate::assess::{Course, StepReason, StepState};
use crate::calendar::RangeError;
use crate::checked::Step;
use crate::count::{Deadline, Trigger, place_moment_from, shift};
use crate::time::Instant;

/// A step, or one of its repeats, at its moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) at: Option<Instant>,
    pub(super) state: StepState,
    pub(super) why: Option<StepReason>,
    /// When the host sent it.
    pub(super) sent: Option<Instant>,
}

/// From one instant until another the deadline stood here: nowhere, while paused.
struct Window {
    from: Instant,
    until: Option<Instant>,
    due: Option<Deadline>,
}

/// One for each window.
pub(super) type Anchors = SmallVec<[Option<Anchor>; 4]>;

/// Where the repeats of a step are counted from in a window.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    at: Instant,
    repeat: u32,
    sooner: bool,
}

/// What the steps of an instance are placed in.
pub(super) struct Placing<'a, 'e, 'c> {
    course: &'a Course<'e, 'c>,
    as_of: Instant,
    windows: SmallVec<[Window; 4]>,
    /// Whether the host reports what it sends.
    reporting: bool,
}

impl<'a, 'e, 'c> Placing<'a, 'e, 'c> {
    pub(super) fn new(course: &'a Course<'e, 'c>, as_of: Instant, reporting: bool) -> Self {
        // An end by its date alone takes effect as early on its day as it can.
        let end = course
            .end
            .map(|end| end.by.when.at.max(course.start.when.at));
        let mut windows: SmallVec<[Window; 4]> = SmallVec::new();
        for stretch in &course.stretches {
            if let Some(last) = windows.last_mut() {
                // Something happened that did not move the deadline.
                if last.due == stretch.due {
                    continue;
                }
                last.until = Some(stretch.from);
            }
            windows.push(Window {
                from: stretch.from,
                until: None,
                due: stretch.due,
            });
        }
        for window in &mut windows {
            window.until = window.until.into_iter().chain(end).min();
        }
        Placing {
            course,
            as_of,
            windows,
            reporting,
        }
    }

    /// The anchors of a step that has not been placed.
    pub(super) fn anchors(&self) -> Anchors {
        smallvec![None; self.windows.len()]
    }

    /// Places a step, or one of its repeats, counted from 0, in their order. It comes at
    /// `not_after` if its own moment is later; `sent` is the host's report.
    pub(super) fn place(
        &self,
        step: &Step,
        repeat: u32,
        not_after: Option<Instant>,
        sent: Option<&Trigger>,
        anchors: &mut [Option<Anchor>],
    ) -> Result<Placed, RangeError> {
        let calendar = self.course.running.reckoning.calendar;
        let zone = calendar.zone();
        let mut last = None;
        for (window, kept) in self.windows.iter().zip(anchors) {
            last = None;
            let Some(due) = &window.due else { continue };
            let anchor = match kept {
                Some(anchor) => *anchor,
                None => self.anchor(step, window, due, not_after)?,
            };
            let mut at = match (&step.repeat, repeat.saturating_sub(anchor.repeat)) {
                (Some(repeat), times @ 1..) => {
                    let day = zone.date(anchor.at);
                    shift(calendar, anchor.at, day, repeat.every, i64::from(times))?
                }
                _ => anchor.at,
            };
            *kept = Some(anchor);
            // Never before the clock started, nor before its deadline came to stand here:
            // what repeats is counted from then on.
            if at < window.from {
                at = window.from;
                *kept = Some(Anchor {
                    at,
                    repeat,
                    ..anchor
                });
            }
            last = Some(at);
            if window.until.is_some_and(|until| at >= until) {
                continue;
            }
            let sent_at = match sent {
                Some(sent) if at > sent.latest(zone) => continue,
                Some(sent) => Some(sent.at.max(at)),
                // It was not sent before the deadline moved.
                None if self.reporting && window.until.is_some() => continue,
                None => None,
            };
            let recorded = self.course.start.recorded;
            let (state, why) = if at > self.as_of {
                (StepState::Scheduled, None)
            } else if sent_at.is_none() && recorded.is_some_and(|recorded| at < recorded) {
                (StepState::Skipped, Some(StepReason::RecordedLate))
            } else {
                (StepState::Fired, None)
            };
            return Ok(Placed {
                at: Some(at),
                state,
                why: why.or(anchor.sooner.then_some(StepReason::NotAcknowledged)),
                sent: sent_at.filter(|at| *at <= self.as_of),
            });
        }
        Ok(match sent {
            // Sent all the same: it keeps its time.
            Some(sent) => Placed {
                at: Some(sent.at),
                state: StepState::Fired,
                why: Some(StepReason::Sent),
                sent: Some(sent.at),
            },
            None => Placed {
                at: last,
                state: StepState::Withdrawn,
                why: Some(if self.course.end.is_some() {
                    StepReason::Ended
                } else {
                    StepReason::Paused
                }),
                sent: None,
            },
        })
    }

    /// The moment of the step itself, from where its repeats are counted.
    fn anchor(
        &self,
        step: &Step,
        window: &Window,
        due: &Deadline,
        not_after: Option<Instant>,
    ) -> Result<Anchor, RangeError> {
        let reckoning = self.course.reckoning_at(window.from);
        let own = place_moment_from(step.at, &reckoning.trigger, reckoning, due);
        let (at, sooner) = match (own, not_after) {
            (Ok(own), Some(not_after)) if not_after < own => (not_after, true),
            // Its own moment may lie beyond the calendar.
            (Err(_), Some(not_after)) => (not_after, true),
            (own, _) => (own?, false),
        };
        Ok(Anchor {
            at,
            repeat: 0,
            sooner,
        })
    }
}
