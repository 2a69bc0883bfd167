//! Civil days: every date counts, whatever the calendar.

use crate::time::Day;

/// A number of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDays {
    /// Dates.
    pub days: i32,
    /// Whether the rule writes them in weeks.
    pub(crate) in_weeks: bool,
}

precompiled!(struct CivilDays { days, in_weeks });

impl CivilDays {
    /// The last of a number of dates, of which `first` is the first.
    pub(crate) fn last_from(days: i32, first: Day) -> Day {
        first.plus(days).previous()
    }
}
