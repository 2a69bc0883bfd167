//! What an instance is at a moment.

use std::fmt;

use serde::Serialize;

use super::running::Ended;
use super::{EndKind, Why};
use crate::count::{CancelledLate, Deadline, Kind};
use crate::time::{Day, Instant, Zone};

/// What a clock is at a moment. Decided in this order: cancelled; met or missed;
/// overdue; paused; at risk; on track, or open where the rule gives no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
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

/// What verdicts on an instance hang on, beside its end and its deadline.
pub(super) struct Verdicts<'z> {
    pub(super) kind: Kind,
    pub(super) zone: &'z Zone,
    /// What a cancellation makes of it once it is overdue.
    pub(super) cancelled_late: CancelledLate,
}

/// No verdict: it ended on this date, and was due at a time of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeNeeded {
    end: EndKind,
    on: Day,
    due: Deadline,
}

impl From<TimeNeeded> for Why<'_, '_> {
    fn from(TimeNeeded { end, on, due }: TimeNeeded) -> Self {
        Why::TimeNeeded { end, on, due }
    }
}

/// Decides; why not when a verdict cannot be given.
#[inline]
pub(super) fn decide(
    end: Option<Ended>,
    due: Option<Deadline>,
    at_risk: Option<Instant>,
    verdicts: &Verdicts<'_>,
    as_of: Instant,
) -> Result<State, TimeNeeded> {
    match (end, due) {
        (Some(end), Some(due)) => ended(&end, &due, verdicts),
        (Some(_), None) => Ok(State::Cancelled),
        (None, None) => Ok(State::Paused),
        (None, Some(due)) if as_of >= due.overdue_from() => Ok(State::Overdue),
        (None, Some(_)) => Ok(match at_risk {
            Some(at_risk) if as_of >= at_risk => State::AtRisk,
            _ => State::OnTrack,
        }),
    }
}

/// What an instance is that has ended.
#[inline]
pub(super) fn ended(
    end: &Ended,
    due: &Deadline,
    verdicts: &Verdicts<'_>,
) -> Result<State, TimeNeeded> {
    match (end.kind, verdicts.cancelled_late) {
        (EndKind::Missed, _) => Ok(State::Missed),
        (EndKind::Stopped, _) => verdict(end, due, verdicts),
        (EndKind::Cancelled, CancelledLate::Cancelled) => Ok(State::Cancelled),
        (EndKind::Cancelled, CancelledLate::Missed) => match verdict(end, due, verdicts)? {
            State::Missed => Ok(State::Missed),
            _ => Ok(State::Cancelled),
        },
    }
}

/// Whether an end came in time.
#[inline]
fn verdict(end: &Ended, due: &Deadline, verdicts: &Verdicts<'_>) -> Result<State, TimeNeeded> {
    let stop = &end.when;
    if stop.is_date() && due.whole_day && verdicts.kind.counts_dates() {
        return Ok(if stop.day <= due.day(verdicts.zone) {
            State::Met
        } else {
            State::Missed
        });
    }
    if stop.latest(verdicts.zone) < due.overdue_from() {
        return Ok(State::Met);
    }
    if stop.at >= due.overdue_from() {
        return Ok(State::Missed);
    }
    Err(TimeNeeded {
        end: end.kind,
        on: stop.day,
        due: *due,
    })
}
