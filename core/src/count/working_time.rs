//! Working time: hours and minutes while the calendar is open.

use crate::calendar::{Calendar, RangeError};
use crate::time::Instant;

/// An amount of open time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkingTime {
    /// Milliseconds of open time.
    pub millis: i64,
}

precompiled!(struct WorkingTime { millis });

impl WorkingTime {
    /// The instant by which this much open time has passed since the start. Time
    /// that runs out exactly at closing runs out there, not at the next opening.
    pub(crate) fn after(self, start: Instant, calendar: &Calendar) -> Result<Instant, RangeError> {
        calendar.add_open(start, self.millis)
    }
}
