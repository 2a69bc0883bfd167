//! A time of year: days of every year, over New Year too.

use std::fmt;

use chrono::{Datelike, Month, NaiveDate};

use crate::calendar::YearlyDay;

/// From one day of every year until another, both inclusive; over New Year where the last
/// comes before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Season {
    pub(crate) from: DayOfYear,
    pub(crate) until: DayOfYear,
}

precompiled!(struct Season { from, until });

/// `1 November`, as its month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DayOfYear {
    month: u32,
    day: u32,
}

precompiled!(struct DayOfYear { month, day });

impl DayOfYear {
    /// Reads `1 November`; 29 February is one, though not every year has it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match YearlyDay::parse(text)? {
            YearlyDay::Date { month, day } => Some(DayOfYear { month, day }),
            YearlyDay::Weekday { .. } | YearlyDay::Easter { .. } => None,
        }
    }
}

impl Season {
    /// Its ends in a year that has every day.
    pub(crate) fn ends(self) -> impl Iterator<Item = NaiveDate> {
        let ends = [self.from, self.until].into_iter();
        ends.filter_map(|end| NaiveDate::from_ymd_opt(2024, end.month, end.day))
    }

    /// Whether a date lies in it.
    pub(crate) fn contains(self, date: NaiveDate) -> bool {
        let day = DayOfYear {
            month: date.month(),
            day: date.day(),
        };
        if self.from <= self.until {
            self.from <= day && day <= self.until
        } else {
            self.from <= day || day <= self.until
        }
    }
}

impl fmt::Display for DayOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let month = u8::try_from(self.month).ok();
        let month = month.and_then(|month| Month::try_from(month).ok());
        write!(f, "{} {}", self.day, month.map_or("", |month| month.name()))
    }
}

impl fmt::Display for Season {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "from {} to {} of any year", self.from, self.until)
    }
}
