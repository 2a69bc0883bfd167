//! Elapsed time: seconds, minutes and hours, the same everywhere.

use crate::time::Instant;

/// An amount of elapsed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Elapsed {
    /// Milliseconds.
    pub millis: i64,
}

precompiled!(struct Elapsed { millis });

impl Elapsed {
    /// The instant this much after the start. It is the last that is still in
    /// time: what is promised within 24 hours of 10:00 may be done at 10:00.
    pub(crate) fn after(self, start: Instant) -> Instant {
        start.plus(self.millis)
    }
}
