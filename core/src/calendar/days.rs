//! Working dates as two tables: a date's rank, and the date of a rank.

use chrono::NaiveDate;

use crate::time::Day;

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DayTable {
    first: Day,
    /// For each date known, and one past the last: the working dates before it. The
    /// years that zone data covers have fewer dates than fit.
    before: Vec<u16>,
    /// The working dates, in order.
    dates: Vec<Day>,
    /// The same as callers have them: to work one out takes longer than to look it up.
    civil: Vec<NaiveDate>,
}

impl DayTable {
    /// The dates from the first on, each with whether it is worked.
    pub(super) fn compile(first: Day, worked: impl Iterator<Item = bool>) -> Self {
        let mut before = vec![0];
        let (mut dates, mut civil) = (Vec::new(), Vec::new());
        let mut day = first;
        // The next date is told from this one sooner than from its number.
        let mut date = first.date();
        for works in worked {
            if works {
                dates.push(day);
                civil.push(date);
            }
            before.push(dates.len() as u16);
            day = day.next();
            date = date.succ_opt().unwrap_or(date);
        }
        DayTable {
            first,
            before,
            dates,
            civil,
        }
    }

    /// The first and the last date known.
    pub(super) fn span(&self) -> (Day, Day) {
        let known = i32::try_from(self.before.len()).unwrap_or(i32::MAX) - 1;
        (self.first, self.first.plus(known - 1))
    }

    /// The place of a date in the tables.
    #[inline]
    pub(super) fn index(&self, day: Day) -> usize {
        // A date before the first wraps to a place that no table has.
        day.0.wrapping_sub(self.first.0) as u32 as usize
    }

    /// The working dates before a date: nothing for a date before the first known
    /// or after the one past the last.
    #[inline]
    fn rank(&self, day: Day) -> Option<i64> {
        self.before.get(self.index(day)).copied().map(i64::from)
    }

    #[inline]
    pub(super) fn is_working(&self, day: Day) -> Option<bool> {
        let index = self.index(day);
        Some(self.before.get(index + 1)? > self.before.get(index)?)
    }

    #[inline]
    fn date(&self, rank: i64) -> Option<Day> {
        self.dates.get(usize::try_from(rank).ok()?).copied()
    }

    /// The rank of the date a number of working dates after a date, or before it when
    /// negative; `days` is not 0.
    #[inline]
    fn rank_of_sum(&self, day: Day, days: i32) -> Option<usize> {
        let index = self.index(day);
        let (before, up_to) = (self.before.get(index)?, self.before.get(index + 1)?);
        let rank = if days > 0 {
            i64::from(*up_to) + i64::from(days) - 1
        } else {
            i64::from(*before) + i64::from(days)
        };
        usize::try_from(rank).ok()
    }

    /// The date a number of working dates after a date, or before it when negative.
    #[inline]
    pub(crate) fn plus(&self, day: Day, days: i32) -> Option<Day> {
        if days == 0 {
            return self.is_working(day).map(|_| day);
        }
        self.dates.get(self.rank_of_sum(day, days)?).copied()
    }

    /// The same for a date as callers have it.
    #[inline]
    pub(super) fn plus_civil(&self, date: NaiveDate, days: i32) -> Option<NaiveDate> {
        let day = Day::of(date);
        if days == 0 {
            return self.is_working(day).map(|_| date);
        }
        self.civil.get(self.rank_of_sum(day, days)?).copied()
    }

    /// The nth working date from `first` on, n from 1.
    #[inline]
    pub(super) fn nth(&self, first: Day, n: i32) -> Option<Day> {
        self.date(self.rank(first)? + i64::from(n) - 1)
    }

    /// The nth working date before `day`, n from 1.
    #[inline]
    pub(super) fn nth_before(&self, day: Day, n: i32) -> Option<Day> {
        self.date(self.rank(day)? - i64::from(n))
    }

    /// Working dates in `[from, until)`; negative when reversed.
    #[inline]
    pub(crate) fn between(&self, from: Day, until: Day) -> Option<i64> {
        Some(self.rank(until)? - self.rank(from)?)
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(self.before.as_slice())
            + size_of_val(self.dates.as_slice())
            + size_of_val(self.civil.as_slice())
    }
}
