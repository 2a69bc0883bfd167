//! Working dates as two tables: a date's rank, and the date of a rank.

use super::spec::Plan;
use crate::time::Day;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct DayTable {
    first: Day,
    /// For each date known, and one past the last: the working dates before it.
    before: Vec<u32>,
    /// The working dates, in order.
    dates: Vec<Day>,
}

impl DayTable {
    pub(super) fn compile(plan: &Plan<'_>) -> Self {
        let (first, last) = (plan.spec().from, plan.spec().to);
        let mut before = Vec::new();
        let mut dates = Vec::new();
        for day in (first.0..=last.0).map(Day) {
            before.push(dates.len() as u32);
            if !plan.windows(day).is_empty() {
                dates.push(day);
            }
        }
        before.push(dates.len() as u32);
        DayTable {
            first,
            before,
            dates,
        }
    }

    /// The first and the last date known.
    pub(super) fn span(&self) -> (Day, Day) {
        let known = i32::try_from(self.before.len()).unwrap_or(i32::MAX) - 1;
        (self.first, self.first.plus(known - 1))
    }

    /// The working dates before a date: nothing for a date before the first known
    /// or after the one past the last.
    fn rank(&self, day: Day) -> Option<u32> {
        let index = usize::try_from(day.0.checked_sub(self.first.0)?).ok()?;
        self.before.get(index).copied()
    }

    pub(super) fn is_working(&self, day: Day) -> Option<bool> {
        Some(self.rank(day.next())? > self.rank(day)?)
    }

    /// The nth working date from `first` on, n from 1.
    pub(super) fn nth(&self, first: Day, n: i32) -> Option<Day> {
        let index = i64::from(self.rank(first)?) + i64::from(n) - 1;
        self.dates.get(usize::try_from(index).ok()?).copied()
    }

    /// The nth working date before `day`, n from 1.
    pub(super) fn nth_before(&self, day: Day, n: i32) -> Option<Day> {
        let index = i64::from(self.rank(day)?) - i64::from(n);
        self.dates.get(usize::try_from(index).ok()?).copied()
    }

    /// Working dates in `[from, until)`; negative when reversed.
    pub(super) fn between(&self, from: Day, until: Day) -> Option<i64> {
        Some(i64::from(self.rank(until)?) - i64::from(self.rank(from)?))
    }
}
