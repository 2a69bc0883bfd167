//! Working time: hours and minutes while the calendar is open.

/// An amount of open time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkingTime {
    /// Milliseconds of open time.
    pub millis: i64,
}

precompiled!(struct WorkingTime { millis });
