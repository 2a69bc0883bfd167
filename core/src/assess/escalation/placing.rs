//! When a step comes.
//!
//! A step's moment follows the deadline. Where the deadline moved, a step whose
//! moment had come before it moved keeps that moment; the others move with it. Where
//! the host reports what it sent, only what was sent keeps its moment.

use crate::few::Few;

use super::runs::{Plain, Runs};
use crate::assess::course::Stretch;
use crate::assess::{StepReason, StepState};
use crate::calendar::RangeError;
use crate::checked::Step;
use crate::count::{Deadline, Moment, Trigger, place_moment_from, shift};
use crate::time::{Instant, earlier};

/// A step, or one of its repeats, at its moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) at: Option<Instant>,
    pub(super) state: StepState,
    pub(super) why: Option<StepReason>,
    /// When the host sent it.
    pub(super) sent: Option<Instant>,
}

/// What a step is that comes at an instant; `recorded` is when its clock's start was.
#[inline]
fn come(at: Instant, as_of: Instant, recorded: Option<Instant>) -> (StepState, Option<StepReason>) {
    if at > as_of {
        (StepState::Scheduled, None)
    } else if recorded.is_some_and(|recorded| at < recorded) {
        (StepState::Skipped, Some(StepReason::RecordedLate))
    } else {
        (StepState::Fired, None)
    }
}

/// Where a step of a plain clock comes that has no repeats, waits for nothing and is not reported,
/// and what it is then; nothing where it never comes. What [`Placing::place`] says, without the
/// windows being kept.
#[inline]
pub(super) fn once(
    moment: Moment,
    plain: Plain<'_, '_>,
    as_of: Instant,
) -> Result<Option<(Instant, StepState)>, RangeError> {
    let end = plain.ended.map(|end| end.max(plain.running.start.at));
    let reckoning = &plain.running.reckoning;
    let mut stretches = plain.stretches.iter().peekable();
    while let Some(Stretch { from, due }) = stretches.next() {
        let Some(due) = due else { continue };
        let next = stretches.peek().map(|next| next.from);
        let until = earlier(next, end);
        if until.is_some_and(|until| plain.is_later(moment, due, until)) {
            continue;
        }
        let at = place_moment_from(moment, &reckoning.trigger, reckoning, due)?.max(*from);
        if until.is_none_or(|until| at < until) {
            return Ok(Some((at, come(at, as_of, plain.recorded).0)));
        }
    }
    Ok(None)
}

/// From one instant until another it stood so.
pub(super) struct Window {
    pub(super) from: Instant,
    pub(super) until: Option<Instant>,
    pub(super) stands: Stands,
}

/// Where the deadline stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Nowhere: it was paused.
    Held,
    Until(Deadline),
    /// There is none: it ran by this of what it was counted from.
    Open(usize),
}

/// One for each window.
pub(super) type Anchors = Few<Option<Anchor>, 6>;

/// Where the repeats of a step are counted from in a window.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    at: Instant,
    repeat: u32,
    sooner: bool,
}

/// What the steps of an instance are placed in.
pub(super) struct Placing<'a, 'e, 'c> {
    runs: Runs<'a, 'e, 'c>,
    as_of: Instant,
    windows: Few<Window, 6>,
    /// Whether the host reports what it sends.
    reporting: bool,
}

impl<'a, 'e, 'c> Placing<'a, 'e, 'c> {
    pub(super) fn new(runs: Runs<'a, 'e, 'c>, as_of: Instant, reporting: bool) -> Self {
        // An end by its date alone takes effect as early on its day as it can.
        let end = runs.ended().map(|end| end.max(runs.started()));
        let mut windows: Few<Window, 6> = Few::new();
        runs.stood(|from, stands| {
            if let Some(last) = windows.last_mut() {
                // Something happened that did not move the deadline.
                if last.stands == stands {
                    return;
                }
                last.until = Some(from);
            }
            windows.push(Window {
                from,
                until: None,
                stands,
            });
        });
        for window in &mut windows {
            window.until = earlier(window.until, end);
        }
        Placing {
            runs,
            as_of,
            windows,
            reporting,
        }
    }

    /// From when until when the clock was paused, in their order; the last perhaps still is.
    pub(super) fn held(&self) -> impl Iterator<Item = (Instant, Option<Instant>)> + '_ {
        let held = |window: &&Window| window.stands == Stands::Held;
        let windows = self.windows.iter().filter(held);
        windows.map(|window| (window.from, window.until))
    }

    /// The anchors of a step that has not been placed.
    pub(super) fn anchors(&self) -> Anchors {
        let mut anchors = Anchors::new();
        for _ in &self.windows {
            anchors.push(None);
        }
        anchors
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
        let calendar = self.runs.calendar();
        let zone = calendar.zone();
        let mut last = None;
        for (window, kept) in self.windows.iter().zip(anchors) {
            last = None;
            if window.stands == Stands::Held {
                continue;
            }
            let anchor = match kept {
                Some(anchor) => *anchor,
                None => match self.anchor(step, window, not_after) {
                    Some(anchor) => anchor?,
                    None => continue,
                },
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
            let recorded = self.runs.recorded().filter(|_| sent_at.is_none());
            let (state, why) = come(at, self.as_of, recorded);
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
                why: Some(if self.runs.ended().is_some() {
                    StepReason::Ended
                } else {
                    StepReason::Paused
                }),
                sent: None,
            },
        })
    }

    /// The moment of the step itself, from where its repeats are counted; none where it
    /// can have no moment.
    fn anchor(
        &self,
        step: &Step,
        window: &Window,
        not_after: Option<Instant>,
    ) -> Option<Result<Anchor, RangeError>> {
        let own = self.runs.place(step.at, window)?;
        let (at, sooner) = match (own, not_after) {
            (Ok(own), Some(not_after)) if not_after < own => (not_after, true),
            // Its own moment may lie beyond the calendar.
            (Err(_), Some(not_after)) => (not_after, true),
            (Ok(own), _) => (own, false),
            (Err(error), None) => return Some(Err(error)),
        };
        Some(Ok(Anchor {
            at,
            repeat: 0,
            sooner,
        }))
    }
}
