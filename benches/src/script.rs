//! Working days as a script would count them: a set of holidays, and a step for every
//! date. Slow, and plain enough to be believed.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate, Weekday};

/// The bank holidays, and what is asked of them.
#[derive(Debug)]
pub struct Script {
    holidays: HashSet<NaiveDate>,
    first: NaiveDate,
    last: NaiveDate,
}

impl Script {
    pub(crate) fn new(holidays: &[NaiveDate], (first, last): (NaiveDate, NaiveDate)) -> Self {
        Script {
            holidays: holidays.iter().copied().collect(),
            first,
            last,
        }
    }

    /// Every date that is known.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.first.iter_days().take_while(|date| *date <= self.last)
    }

    /// Whether a date is worked.
    pub fn works(&self, date: NaiveDate) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&date)
    }

    /// The nth working day after a date.
    pub fn add(&self, mut date: NaiveDate, days: i32) -> NaiveDate {
        let mut left = days;
        while left > 0 {
            date = date.succ_opt().unwrap();
            if self.works(date) {
                left -= 1;
            }
        }
        date
    }

    /// The nth working day before a date.
    pub fn subtract(&self, mut date: NaiveDate, days: i32) -> NaiveDate {
        let mut left = days;
        while left > 0 {
            date = date.pred_opt().unwrap();
            if self.works(date) {
                left -= 1;
            }
        }
        date
    }

    /// Working days from the first date up to the second, which is not counted.
    pub fn between(&self, from: NaiveDate, until: NaiveDate) -> i32 {
        from.iter_days()
            .take_while(|date| *date < until)
            .filter(|date| self.works(*date))
            .count() as i32
    }
}
