//! Which dates a pause takes out of a count of days.

use super::PauseDays;
use crate::time::Day;

impl PauseDays {
    /// The dates lost: the first, and the first that is not lost any more.
    pub(crate) fn lost(self, paused: Day, resumed: Day) -> (Day, Day) {
        match self {
            PauseDays::ResumptionCounts => (paused, resumed),
            PauseDays::BothEnds => (paused, resumed.next()),
        }
    }
}
