//! Civil months: the corresponding date, clamped at the month's end.
//!
//! A month from 30 January ends on 28 or 29 February: *Dodds v Walker* [1981]
//! UKHL, and the Interpretation Act 1978, Schedule 1 ("month" is a calendar month).

use chrono::Datelike;

use crate::time::Day;

/// A number of calendar months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilMonths {
    /// Months.
    pub months: i32,
    /// Whether the rule writes them in years.
    pub(crate) in_years: bool,
}

precompiled!(struct CivilMonths { months, in_years });

impl CivilMonths {
    /// The last day of a period of a number of months after day 0: the date of the
    /// same number, or the last of a month that is too short. A period that begins
    /// with a day ends the day before the corresponding date of that day, or with the
    /// month where that month has no such date: so SI 2018/1082, rule 1.4(2)(a).
    pub(crate) fn last_from(months: i32, day_zero: Day, begins_with_it: bool) -> Option<Day> {
        let corresponding = day_zero.plus_months(months)?;
        let has_it = corresponding.date().day() == day_zero.date().day();
        Some(if begins_with_it && has_it {
            corresponding.previous()
        } else {
            corresponding
        })
    }
}
