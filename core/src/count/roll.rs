//! Where a deadline goes that falls on a date that is not a working day.

use super::Roll;
use crate::calendar::{Calendar, RangeError};
use crate::time::Day;

impl Roll {
    /// The date the deadline falls on after rolling.
    pub(crate) fn apply(self, day: Day, calendar: &Calendar) -> Result<Day, RangeError> {
        if self == Roll::None || calendar.is_working(day)? {
            return Ok(day);
        }
        match self {
            Roll::None => Ok(day),
            Roll::Next => calendar.next_working(day),
            Roll::Previous => calendar.previous_working(day),
            Roll::Modified => {
                let next = calendar.next_working(day)?;
                if next.same_month(day) {
                    Ok(next)
                } else {
                    calendar.previous_working(day)
                }
            }
        }
    }
}
