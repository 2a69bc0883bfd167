//! What lies between two times, told.

use chrono::{DateTime, NaiveDate, Utc};

use crate::calendar::Calendar;
use crate::error::Error;
use crate::explain::{Entry, dates_between, time_between};
use crate::time::{Day, Instant};

impl Calendar {
    /// What [`Calendar::working_days_between`] counts and skips, from the earlier date
    /// on.
    ///
    /// # Errors
    ///
    /// `calendar-range` when a date is outside [`Calendar::span`].
    pub fn explain_working_days_between(
        &self,
        from_inclusive: NaiveDate,
        to_exclusive: NaiveDate,
    ) -> Result<Vec<Entry>, Error> {
        let (a, b) = (Day::of(from_inclusive), Day::of(to_exclusive));
        self.working_between(a, b)?;
        Ok(dates_between(self, a.min(b), a.max(b))?)
    }

    /// What [`Calendar::working_time_between`] counts: each opening between the two
    /// instants, from the earlier on.
    ///
    /// # Errors
    ///
    /// `calendar-range` for an instant outside [`Calendar::span`].
    pub fn explain_working_time_between(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<Entry>, Error> {
        let (a, b) = (Instant::of(&from), Instant::of(&until));
        self.open_between(a, b)?;
        Ok(time_between(self, a.min(b), a.max(b)))
    }
}
