//! What an instance is at a moment.

use std::fmt;

use serde::Serialize;

use super::life::End;
use super::{Course, EndKind, Why};
use crate::count::{CancelledLate, Deadline, Kind};
use crate::time::{Instant, Zone};

/// What a clock is at a moment. Decided in this order: cancelled; met or missed;
/// overdue; paused; at risk; on track, or open where the rule gives no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum State {
    /// Not started yet.
    Pending,
    /// Running, in time.
    OnTrack,
    /// Running without a deadline: the rule gives no number, and it is never overdue.
    Open,
    /// Running, in time, past the clock's own warning.
    AtRisk,
    /// Held; nothing is used while it is.
    Paused,
    /// Running, too late.
    Overdue,
    /// Stopped in time.
    Met,
    /// Stopped too late.
    Missed,
    /// No longer owed.
    Cancelled,
    /// It cannot be said: see the reason.
    Undetermined,
}

impl State {
    /// The word for it in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::OnTrack => "on-track",
            State::Open => "open",
            State::AtRisk => "at-risk",
            State::Paused => "paused",
            State::Overdue => "overdue",
            State::Met => "met",
            State::Missed => "missed",
            State::Cancelled => "cancelled",
            State::Undetermined => "undetermined",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Decides; why not when a verdict cannot be given.
pub(super) fn decide<'e, 'c>(
    course: &Course<'e, 'c>,
    as_of: Instant,
) -> Result<State, Why<'e, 'c>> {
    match (&course.end, course.due) {
        (Some(end), Some(due)) => ended(end, &due, course),
        (Some(_), None) => Ok(State::Cancelled),
        (None, None) => Ok(State::Paused),
        (None, Some(due)) if as_of >= due.overdue_from() => Ok(State::Overdue),
        (None, Some(_)) => Ok(match course.at_risk {
            Some(at_risk) if as_of >= at_risk => State::AtRisk,
            _ => State::OnTrack,
        }),
    }
}

/// What an instance is that has ended.
pub(super) fn ended<'e, 'c>(
    end: &End<'e, 'c>,
    due: &Deadline,
    course: &Course<'e, 'c>,
) -> Result<State, Why<'e, 'c>> {
    match (end.kind, course.cancelled_late) {
        (EndKind::Missed, _) => Ok(State::Missed),
        (EndKind::Stopped, _) => verdict(end, due, course),
        (EndKind::Cancelled, CancelledLate::Cancelled) => Ok(State::Cancelled),
        (EndKind::Cancelled, CancelledLate::Missed) => match verdict(end, due, course)? {
            State::Missed => Ok(State::Missed),
            _ => Ok(State::Cancelled),
        },
    }
}

/// Whether an end came in time.
fn verdict<'e, 'c>(
    end: &End<'e, 'c>,
    due: &Deadline,
    course: &Course<'e, 'c>,
) -> Result<State, Why<'e, 'c>> {
    let stop = &end.by.when;
    let kind: Kind = course.reckoning.kind;
    let zone: &Zone = course.reckoning.calendar.zone();
    if stop.is_date() && due.whole_day && kind.counts_dates() {
        return Ok(if stop.day <= due.day {
            State::Met
        } else {
            State::Missed
        });
    }
    if stop.latest(zone) < due.overdue_from() {
        return Ok(State::Met);
    }
    if stop.at >= due.overdue_from() {
        return Ok(State::Missed);
    }
    Err(Why::TimeNeeded {
        end: end.kind,
        on: stop.day,
        due: *due,
    })
}
