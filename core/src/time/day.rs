//! A date, as a number of days.

use chrono::{Datelike, NaiveDate, Weekday};

/// A date: days since 1970-01-01, in no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Day(pub(crate) i32);

/// 1970-01-01 in chrono's count from 1 January of year 1.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    #[inline]
    pub(crate) fn of(date: NaiveDate) -> Self {
        Day(date.num_days_from_ce() - EPOCH_FROM_CE)
    }

    pub(crate) fn date(self) -> NaiveDate {
        self.0
            .checked_add(EPOCH_FROM_CE)
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            .unwrap_or(NaiveDate::MAX)
    }

    pub(crate) fn plus(self, days: i32) -> Self {
        Day(self.0.saturating_add(days))
    }

    pub(crate) fn next(self) -> Self {
        self.plus(1)
    }

    pub(crate) fn previous(self) -> Self {
        self.plus(-1)
    }

    /// The day the same number of the month, `months` later or earlier; a month
    /// too short for it gives its last day. Nothing beyond chrono's years.
    pub(crate) fn plus_months(self, months: i32) -> Option<Self> {
        let count = chrono::Months::new(months.unsigned_abs());
        let date = if months < 0 {
            self.date().checked_sub_months(count)
        } else {
            self.date().checked_add_months(count)
        };
        date.map(Day::of)
    }

    pub(crate) fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        const FROM_THURSDAY: [Weekday; 7] = [
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
        ];
        let [first, ..] = FROM_THURSDAY;
        let index = self.0.rem_euclid(7) as usize;
        FROM_THURSDAY.get(index).copied().unwrap_or(first)
    }

    /// The weekday's name, in English.
    pub(crate) fn weekday_name(self) -> &'static str {
        match self.weekday() {
            Weekday::Mon => "Monday",
            Weekday::Tue => "Tuesday",
            Weekday::Wed => "Wednesday",
            Weekday::Thu => "Thursday",
            Weekday::Fri => "Friday",
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
        }
    }

    pub(crate) fn same_month(self, other: Day) -> bool {
        let (a, b) = (self.date(), other.date());
        (a.year(), a.month()) == (b.year(), b.month())
    }
}
