//! A calendar as somebody would describe it, and what it says of a date. The engine
//! gets it as TOML (`toml.rs`), the oracle reads it as it stands.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::date::{Date, easter, length};

/// Minutes after the midnight that its day begins with; the closing is past 24 hours
/// for a window over midnight.
pub(crate) type Window = (i64, i64);

#[derive(Debug, Clone)]
pub(crate) struct Description {
    pub(crate) id: String,
    /// Nothing takes over the zone of what it builds on; so with the years.
    pub(crate) zone: Option<&'static str>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    pub(crate) builds_on: BuildsOn,
    /// Monday first. Nothing where the weekday is not named, no windows where closed.
    pub(crate) hours: [Option<Vec<Window>>; 7],
    pub(crate) dates: BTreeMap<Date, Vec<Window>>,
    pub(crate) holidays: BTreeSet<Date>,
    pub(crate) projected: BTreeSet<Date>,
    pub(crate) cancelled: BTreeSet<Date>,
    pub(crate) published: Option<Date>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) closures: Vec<Closure>,
}

#[derive(Debug, Clone)]
pub(crate) enum BuildsOn {
    Nothing,
    Extends(Box<Description>),
    OffWhenAny(Vec<Description>),
    OffWhenAll(Vec<Description>),
}

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) on: On,
    /// The day of the year that has to be one of these weekdays.
    pub(crate) when: Option<(u8, u8, Vec<usize>)>,
    /// The years it holds in, both inclusive.
    pub(crate) years: Option<(i32, i32)>,
}

#[derive(Debug, Clone)]
pub(crate) enum On {
    /// A month and a day.
    Day(u8, u8),
    /// First to fourth, or last as 5; the weekday; the month.
    Nth(u8, usize, u8),
    /// Days after Easter Sunday.
    Easter(i64),
}

#[derive(Debug, Clone)]
pub(crate) struct Closure {
    pub(crate) span: Span,
    pub(crate) priorities: Vec<&'static str>,
}

#[derive(Debug, Clone)]
pub(crate) enum Span {
    Once(Date, Date),
    /// From one month and day to another, and the years it begins in.
    Yearly((u8, u8), (u8, u8), Option<(i32, i32)>),
}

fn in_years(years: Option<(i32, i32)>, year: i32) -> bool {
    years.is_none_or(|(from, to)| from <= year && year <= to)
}

impl Rule {
    fn names(&self, date: Date) -> bool {
        let day = match self.on {
            On::Day(month, day) => (date.month, date.day) == (month, day),
            On::Nth(5, weekday, month) => {
                date.month == month
                    && date.weekday() == weekday
                    && date.day + 7 > length(date.year, month)
            }
            On::Nth(nth, weekday, month) => {
                date.month == month
                    && date.weekday() == weekday
                    && date.day > 7 * (nth - 1)
                    && date.day <= 7 * nth
            }
            // Never so far from Easter that it is in another year.
            On::Easter(days) => easter(date.year).turn(days) == date,
        };
        day && in_years(self.years, date.year)
            && self.when.as_ref().is_none_or(|(month, day, weekdays)| {
                weekdays.contains(&Date::new(date.year, *month, *day).weekday())
            })
    }
}

impl Closure {
    fn covers(&self, date: Date, priority: Option<&str>) -> bool {
        let binds = self.priorities.is_empty()
            || priority.is_some_and(|priority| self.priorities.contains(&priority));
        let day = (date.month, date.day);
        binds
            && match self.span {
                Span::Once(from, to) => from <= date && date <= to,
                Span::Yearly(from, to, years) if from <= to => {
                    from <= day && day <= to && in_years(years, date.year)
                }
                // Over the year's end: the part after it began in the year before.
                Span::Yearly(from, to, years) => {
                    (from <= day && in_years(years, date.year))
                        || (day <= to && in_years(years, date.year - 1))
                }
            }
    }
}

impl Description {
    /// Monday to Friday, and nothing else.
    pub(crate) fn nine_to_five(id: &str, zone: &'static str, from: Date, to: Date) -> Self {
        let windows = |weekday| (weekday < 5).then(|| vec![(9 * 60, 17 * 60)]);
        Description {
            id: id.to_owned(),
            zone: Some(zone),
            from: Some(from),
            to: Some(to),
            builds_on: BuildsOn::Nothing,
            hours: std::array::from_fn(windows),
            dates: BTreeMap::new(),
            holidays: BTreeSet::new(),
            projected: BTreeSet::new(),
            cancelled: BTreeSet::new(),
            published: None,
            rules: Vec::new(),
            closures: Vec::new(),
        }
    }

    /// The calendar that it extends.
    fn base(&self) -> Option<&Description> {
        match &self.builds_on {
            BuildsOn::Extends(base) => Some(base),
            _ => None,
        }
    }

    /// The dates that it or what it takes over has cancelled.
    pub(crate) fn all_cancelled(&self) -> BTreeSet<Date> {
        let below = self.base().map(Description::all_cancelled);
        &self.cancelled | &below.unwrap_or_default()
    }

    /// Those it is made of.
    pub(crate) fn parts(&self) -> &[Description] {
        match &self.builds_on {
            BuildsOn::OffWhenAny(parts) | BuildsOn::OffWhenAll(parts) => parts,
            BuildsOn::Extends(base) => base.parts(),
            BuildsOn::Nothing => &[],
        }
    }

    /// The first that has a say, itself or what it takes over.
    fn said<T>(&self, what: impl Fn(&Description) -> Option<T> + Copy) -> Option<T> {
        what(self).or_else(|| self.base().and_then(|base| base.said(what)))
    }

    pub(crate) fn zone(&self) -> &'static str {
        self.said(|it| it.zone)
            .unwrap_or_else(|| self.parts()[0].zone())
    }

    pub(crate) fn span(&self) -> (Date, Date) {
        let from = self.said(|it| it.from);
        let to = self.said(|it| it.to);
        // Known only as far as all of its parts are.
        let parts: Vec<(Date, Date)> = self.parts().iter().map(Description::span).collect();
        (
            from.unwrap_or_else(|| parts.iter().map(|part| part.0).max().unwrap()),
            to.unwrap_or_else(|| parts.iter().map(|part| part.1).min().unwrap()),
        )
    }

    pub(crate) fn weekday_hours(&self, weekday: usize) -> Option<Vec<Window>> {
        self.said(|it| it.hours[weekday].clone())
    }

    fn has_hours(&self) -> bool {
        (0..7).any(|weekday| self.weekday_hours(weekday).is_some())
    }

    fn is_holiday(&self, date: Date) -> bool {
        let listed = self.said(|it| {
            if it.cancelled.contains(&date) {
                Some(Some(false))
            } else if it.holidays.contains(&date) || it.projected.contains(&date) {
                Some(Some(true))
            } else {
                None
            }
        });
        if let Some(Some(listed)) = listed {
            return listed;
        }
        let published = self.said(|it| it.published);
        published.is_none_or(|published| published < date)
            && (self.any(|it| it.rules.iter().any(|rule| rule.names(date))))
    }

    /// Itself or what it takes over.
    fn any(&self, what: impl Fn(&Description) -> bool + Copy) -> bool {
        what(self) || self.base().is_some_and(|base| base.any(what))
    }

    /// The windows of a date: none when it is not worked.
    pub(crate) fn windows(&self, date: Date, priority: Option<&str>) -> Vec<Window> {
        if let Some(own) = self.said(|it| it.dates.get(&date).cloned()) {
            return own;
        }
        let closed = self.any(|it| {
            it.closures
                .iter()
                .any(|closure| closure.covers(date, priority))
        });
        if closed || self.is_holiday(date) {
            return Vec::new();
        }
        let parts: Vec<Vec<Window>> = self
            .parts()
            .iter()
            .map(|part| part.windows(date, priority))
            .collect();
        if !parts.is_empty() && self.off_by_parts(&parts) {
            return Vec::new();
        }
        if self.has_hours() || parts.is_empty() {
            return self.weekday_hours(date.weekday()).unwrap_or_default();
        }
        parts
            .into_iter()
            .find(|windows| !windows.is_empty())
            .unwrap_or_default()
    }

    fn off_by_parts(&self, parts: &[Vec<Window>]) -> bool {
        match &self.builds_on {
            BuildsOn::OffWhenAny(_) => parts.iter().any(Vec::is_empty),
            BuildsOn::OffWhenAll(_) => parts.iter().all(Vec::is_empty),
            BuildsOn::Extends(base) => base.off_by_parts(parts),
            BuildsOn::Nothing => false,
        }
    }
}
