//! What a calendar's tables are made from.

use std::collections::BTreeMap;

use chrono::Weekday;

use crate::time::{Day, Zone};

/// A checked calendar, before its tables are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CalendarSpec {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) revision: String,
    pub(crate) zone: Zone,
    /// The first and the last date known, both inclusive.
    pub(crate) from: Day,
    pub(crate) to: Day,
    /// Opening windows by weekday, Monday first; no windows, no working day.
    pub(crate) week: [Vec<Window>; 7],
    pub(crate) holidays: BTreeMap<Day, Holiday>,
}

/// A date that is not worked although its weekday is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holiday {
    pub(crate) name: String,
    /// Expected, but not yet proclaimed.
    pub(crate) projected: bool,
}

/// An opening: milliseconds after midnight, half-open. The closing is after the
/// opening, and beyond 24 hours for a window over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Window {
    pub(crate) open: i64,
    pub(crate) close: i64,
}

impl CalendarSpec {
    /// The windows of a date: none on a holiday.
    pub(crate) fn windows(&self, day: Day) -> &[Window] {
        if self.holidays.contains_key(&day) {
            return &[];
        }
        self.weekday(day.weekday())
    }

    pub(crate) fn weekday(&self, weekday: Weekday) -> &[Window] {
        let index = weekday.num_days_from_monday() as usize;
        self.week.get(index).map_or(&[], Vec::as_slice)
    }
}
