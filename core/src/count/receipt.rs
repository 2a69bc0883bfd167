//! The day a trigger counts as received, and the first day that counts.

use super::{Begins, Counting, ReceivedOffDay, Trigger};
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
    /// A date alone is taken as before any cut-off. A cut-off whose local time comes
    /// twice is the first: what comes after it is late, though the clocks have gone back.
    pub(crate) fn of(
        trigger: Trigger,
        counting: &Counting,
        calendar: &Calendar,
    ) -> Result<Self, RangeError> {
        let happened = trigger.day;
        let after_cut_off = match (counting.cut_off, trigger.millis()) {
            (Some(cut_off), Some(_)) => {
                trigger.at >= calendar.zone().instant(happened, cut_off.millis)
            }
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

    /// Where a count of no dates at all ends: on the date of receipt, or, where that is
    /// the first to count, on the one before.
    pub(crate) fn day_zero(&self) -> Day {
        self.first.previous().min(self.received)
    }

    /// Of what counts hours, or ends on a date: as it happened, whatever the calendar knows of that date.
    pub(crate) fn at_once(trigger: Trigger) -> Self {
        Receipt {
            happened: trigger.day,
            received: trigger.day,
            first: trigger.day.next(),
            begins_with: false,
            after_cut_off: false,
        }
    }
}
