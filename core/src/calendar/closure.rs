//! Closures: spans of dates that are not worked, once or every year.

use chrono::Datelike;

use super::yearly::Years;
use crate::time::Day;

/// A span of dates that are not worked, for everybody or for some priorities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Closure {
    pub(crate) name: String,
    pub(crate) span: Span,
    /// The years it begins in.
    pub(crate) years: Years,
    /// The priorities it binds; none for all.
    pub(crate) priorities: Vec<String>,
}

precompiled!(struct Closure { name, span, years, priorities });

/// Both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    Once(Day, Day),
    /// Months and days; the second before the first runs over the year's end.
    Yearly((u32, u32), (u32, u32)),
}

precompiled!(
    enum Span {
        Once(a, b),
        Yearly(a, b),
    }
);

impl Closure {
    /// The dates it covers from one to another, both inclusive, in order.
    pub(crate) fn days(&self, first: Day, last: Day) -> Vec<Day> {
        let (mut day, to) = match self.span {
            Span::Once(from, to) => (from.max(first), to.min(last)),
            Span::Yearly(..) => (first, last),
        };
        let mut days = Vec::new();
        while day <= to {
            if self.covers(day) {
                days.push(day);
            }
            day = day.next();
        }
        days
    }

    fn covers(&self, day: Day) -> bool {
        match self.span {
            Span::Once(from, to) => from <= day && day <= to,
            Span::Yearly(from, to) => {
                let date = day.date();
                let (year, at) = (date.year(), (date.month(), date.day()));
                if from <= to {
                    from <= at && at <= to && self.years.holds(year)
                } else if at >= from {
                    self.years.holds(year)
                } else {
                    // The part after New Year belongs to the year it began in.
                    at <= to && self.years.holds(year - 1)
                }
            }
        }
    }

    /// Whether it binds a case of this priority.
    pub(crate) fn binds(&self, priority: Option<&str>) -> bool {
        self.priorities.is_empty()
            || priority.is_some_and(|priority| self.priorities.iter().any(|one| one == priority))
    }
}
