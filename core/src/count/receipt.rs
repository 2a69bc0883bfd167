//! The day a trigger counts as received, and the first day that counts.

use super::{Begins, Counting, ReceivedOffDay};
use crate::calendar::{Calendar, RangeError};
use crate::time::Day;

/// Where a count of days starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Receipt {
    /// The date of the trigger itself.
    pub(crate) happened: Day,
    /// The date on which it counts as received.
    pub(crate) received: Day,
    /// The first date that can count.
    pub(crate) first: Day,
    /// Whether the date of receipt is itself the first: "beginning with".
    pub(crate) begins_with: bool,
    /// Whether it came at or after the cut-off.
    pub(crate) after_cut_off: bool,
}

impl Receipt {
    /// `millis` is the local time of day of the trigger; none for a date alone,
    /// which is taken as before any cut-off.
    pub(crate) fn of(
        happened: Day,
        millis: Option<i64>,
        counting: &Counting,
        calendar: &Calendar,
    ) -> Result<Self, RangeError> {
        let after_cut_off = match (counting.cut_off, millis) {
            (Some(cut_off), Some(millis)) => millis >= cut_off.millis,
            _ => false,
        };
        let off_day = counting.received_off_day;
        let working = if after_cut_off || off_day != ReceivedOffDay::Stays {
            calendar.is_working(happened)?
        } else {
            true
        };
        let received = if !working && off_day != ReceivedOffDay::Stays {
            match off_day {
                ReceivedOffDay::Stays => happened,
                ReceivedOffDay::PreviousWorkingDay => calendar.previous_working(happened)?,
                ReceivedOffDay::NextWorkingDay | ReceivedOffDay::SecondWorkingDay => {
                    calendar.next_working(happened)?
                }
            }
        } else if after_cut_off {
            calendar.next_working(happened)?
        } else {
            happened
        };
        let begins_with = counting.begins == Begins::WithTheDay;
        let first = if !working && off_day == ReceivedOffDay::SecondWorkingDay {
            calendar.next_working(received)?
        } else if begins_with {
            received
        } else {
            received.next()
        };
        Ok(Receipt {
            happened,
            received,
            first,
            begins_with,
            after_cut_off,
        })
    }
}
