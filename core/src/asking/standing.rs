//! Which instance is meant, and what it is: the part of a [`ClockAnswer`] that
//! comparisons are told in.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde::Serialize;

use crate::assess::{AppointmentAnswer, ClockAnswer, Reason, RightAnswer, State};
use crate::count::Limit;
use crate::time::serialize_instant;

/// Which instance of which clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct InstanceName {
    /// The pack's id.
    pub pack: String,
    /// The clock's id.
    pub clock: String,
    /// Which run of it, from 1.
    pub instance: usize,
    /// What is promised.
    pub promise: String,
}

impl InstanceName {
    pub(super) fn of(answer: &ClockAnswer) -> Self {
        InstanceName {
            pack: answer.pack.clone(),
            clock: answer.clock.clone(),
            instance: answer.instance,
            promise: answer.promise.clone(),
        }
    }
}

/// A deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct DeadlineAnswer {
    /// The last millisecond in time.
    #[serde(serialize_with = "serialize_instant")]
    pub due: DateTime<FixedOffset>,
    /// Its date.
    pub due_date: NaiveDate,
    /// Whether it is the end of that date, as people would say it.
    pub whole_day: bool,
}

impl DeadlineAnswer {
    /// The deadline of an instance; none while it is paused.
    pub(super) fn of(answer: &ClockAnswer) -> Option<Self> {
        answer.due.map(|due| Self::at(due, answer.within))
    }

    /// The last moment of a right.
    pub(super) fn of_right(answer: &RightAnswer) -> Option<Self> {
        answer
            .open_until
            .map(|until| Self::at(until, answer.within))
    }

    /// While paused: what it would be if the clock resumed.
    pub(super) fn if_resumed(answer: &ClockAnswer) -> Option<Self> {
        answer
            .due_if_resumed
            .map(|due| Self::at(due, answer.within))
    }

    fn at(due: DateTime<FixedOffset>, within: Option<Limit>) -> Self {
        // A clock of 24 hours that started at midnight is not one of days.
        let counts_dates =
            within.is_none_or(|within| within.kinds().any(|kind| kind.counts_dates()));
        let last = NaiveTime::from_hms_milli_opt(23, 59, 59, 999);
        DeadlineAnswer {
            due,
            due_date: due.date_naive(),
            whole_day: counts_dates && last == Some(due.time()),
        }
    }
}

/// What an instance is under some rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// Why it is undetermined, where it is.
    pub reason: Option<Reason>,
    /// The time allowed, extensions included.
    pub within: Option<Limit>,
    /// The rule's own words, where it gives no number.
    pub open: Option<String>,
    /// Its deadline. Null while paused.
    pub deadline: Option<DeadlineAnswer>,
    /// While paused: its deadline if it resumed at the moment of the answer.
    pub deadline_if_resumed: Option<DeadlineAnswer>,
    /// The window, and what became of it, where it is an appointment's.
    pub appointment: Option<AppointmentAnswer>,
}

impl Standing {
    pub(super) fn of(answer: &ClockAnswer) -> Self {
        Standing {
            state: answer.state,
            reason: answer.reason.clone(),
            within: answer.within,
            open: answer.open.clone(),
            deadline: DeadlineAnswer::of(answer),
            deadline_if_resumed: DeadlineAnswer::if_resumed(answer),
            appointment: answer.appointment,
        }
    }
}
