//! Civil days: every date counts, whatever the calendar.

use crate::time::Day;

/// A number of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDays {
    /// Dates.
    pub days: i32,
}

impl CivilDays {
    /// The last of this many dates, of which `first` is the first. No dates at all
    /// end on the day before the first.
    pub(crate) fn last_from(self, first: Day) -> Day {
        first.plus(self.days).previous()
    }
}
