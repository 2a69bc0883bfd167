//! Working days: dates on which the calendar works.

use crate::calendar::{Calendar, RangeError};
use crate::time::Day;

/// A number of working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkingDays {
    /// Working dates.
    pub days: i32,
}

precompiled!(struct WorkingDays { days });

impl WorkingDays {
    /// The last of this many working days, counted from `first`, which counts when
    /// it is a working day itself. At least one.
    pub(crate) fn last_from(self, first: Day, calendar: &Calendar) -> Result<Day, RangeError> {
        calendar.nth_working(first, self.days)
    }
}
