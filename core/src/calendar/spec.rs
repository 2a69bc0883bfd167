//! What a calendar's tables are made from.

use crate::sorted::{Map, Set};
use std::sync::Arc;

use chrono::{Datelike, Weekday};

use super::closure::Closure;
use super::yearly::{YearlyCondition, YearlyDay, Years};
use crate::time::{Day, Zone};

/// A checked calendar, before its tables are made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CalendarSpec {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) revision: String,
    pub(crate) zone: Zone,
    /// The first and the last date known, both inclusive.
    pub(crate) from: Day,
    pub(crate) to: Day,
    /// The last date up to which the dated holidays are complete: rules speak only
    /// of later ones.
    pub(crate) published: Option<Day>,
    /// Opening windows by weekday, Monday first; no windows, no working day.
    pub(crate) week: [Vec<Window>; 7],
    /// Dates with windows of their own, whatever else is said of them.
    pub(crate) dates: Map<Day, Vec<Window>>,
    pub(crate) holidays: Map<Day, Holiday>,
    pub(crate) rules: Vec<HolidayRule>,
    pub(crate) closures: Vec<Closure>,
    /// Dates on which no holiday holds, though one was listed or ruled.
    pub(crate) cancelled: Set<Day>,
    /// Calendars whose days off make this one's.
    pub(crate) parts: Option<Composition>,
}

precompiled!(struct CalendarSpec {
    id, title, revision, zone, from, to, published, week, dates, holidays, rules, closures,
    cancelled, parts,
});

/// A calendar made of others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Composition {
    /// Off when any of them is.
    Any(Vec<Arc<CalendarSpec>>),
    /// Off only when all of them are.
    All(Vec<Arc<CalendarSpec>>),
}

precompiled!(
    enum Composition {
        Any(a),
        All(a),
    }
);

/// A date that is not worked although its weekday is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Holiday {
    pub(crate) name: String,
    /// Expected, but not yet proclaimed.
    pub(crate) projected: bool,
}

precompiled!(struct Holiday { name, projected });

/// A holiday that comes every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HolidayRule {
    pub(crate) name: String,
    pub(crate) on: YearlyDay,
    pub(crate) when: Option<YearlyCondition>,
    pub(crate) by: Authority,
    pub(crate) years: Years,
}

precompiled!(struct HolidayRule { name, on, when, by, years });

/// What makes a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Authority {
    Statute,
    /// Only a proclamation: expected until there is one.
    Proclamation,
    CommonLaw,
    /// The organisation's own.
    Custom,
}

precompiled!(
    enum Authority {
        Statute,
        Proclamation,
        CommonLaw,
        Custom,
    }
);

impl Authority {
    pub(crate) const WORDS: &'static [(Authority, &'static str)] = &[
        (Authority::Statute, "statute"),
        (Authority::Proclamation, "proclamation"),
        (Authority::CommonLaw, "common-law"),
        (Authority::Custom, "custom"),
    ];
}

/// An opening: milliseconds after midnight, half-open. The closing is after the
/// opening, and beyond 24 hours for a window over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Window {
    pub(crate) open: i64,
    pub(crate) close: i64,
}

precompiled!(struct Window { open, close });

#[cfg(feature = "precompiled")]
impl Window {
    fn is_possible(self) -> bool {
        0 <= self.open && self.open < self.close && self.close <= 2 * crate::time::DAY
    }
}

/// What each date of a calendar is, for cases of one priority.
#[derive(Debug)]
pub(crate) struct Plan<'s> {
    spec: &'s CalendarSpec,
    /// Dates off by a holiday or a closure.
    off: Map<Day, Holiday>,
    /// Whether each date is one of those, from the calendar's first on.
    is_off: Vec<bool>,
    parts: Vec<Plan<'s>>,
}

impl CalendarSpec {
    /// Whether tables can be made of it: what is read from a text always is.
    #[cfg(feature = "precompiled")]
    pub(crate) fn is_possible(&self) -> bool {
        let possible = |windows: &Vec<Window>| windows.iter().all(|one| one.is_possible());
        let parts = match &self.parts {
            Some(Composition::Any(parts) | Composition::All(parts)) => parts.as_slice(),
            None => &[],
        };
        self.from <= self.to
            && Zone::covers(self.from)
            && Zone::covers(self.to)
            && self.week.iter().all(possible)
            && self.dates.values().all(possible)
            && parts.iter().all(|part| part.is_possible())
    }

    /// How many calendars it is made of: itself alone, or the sum of its parts.
    pub(crate) fn leaves(&self) -> usize {
        match &self.parts {
            Some(Composition::Any(parts) | Composition::All(parts)) => {
                parts.iter().map(|part| part.leaves()).sum::<usize>().max(1)
            }
            None => 1,
        }
    }

    /// The priorities that a closure of this calendar, or of one it is made of, names.
    pub(crate) fn priorities(&self) -> Set<&str> {
        let mut priorities = Set::new();
        for closure in &self.closures {
            for priority in &closure.priorities {
                priorities.insert(priority.as_str());
            }
        }
        if let Some(Composition::Any(parts) | Composition::All(parts)) = &self.parts {
            for part in parts {
                priorities.extend(part.priorities());
            }
        }
        priorities
    }

    /// What its dates are for cases of a priority.
    pub(crate) fn plan(&self, priority: Option<&str>) -> Plan<'_> {
        let mut off = self.holidays.clone();
        for rule in &self.rules {
            for year in self.from.date().year()..=self.to.date().year() {
                let held = rule.years.holds(year)
                    && rule.when.as_ref().is_none_or(|when| when.holds(year));
                let Some(day) = rule.on.in_year(year).filter(|_| held) else {
                    continue;
                };
                if self.published.is_none_or(|published| day > published) {
                    off.get_or_insert(day, || Holiday {
                        name: rule.name.clone(),
                        projected: rule.by == Authority::Proclamation,
                    });
                }
            }
        }
        off.retain(|day, _| !self.cancelled.contains(day));
        for closure in self.closures.iter().filter(|one| one.binds(priority)) {
            for day in closure.days(self.from, self.to) {
                off.get_or_insert(day, || Holiday {
                    name: closure.name.clone(),
                    projected: false,
                });
            }
        }
        let parts = match &self.parts {
            Some(Composition::Any(parts) | Composition::All(parts)) => {
                parts.iter().map(|part| part.plan(priority)).collect()
            }
            None => Vec::new(),
        };
        let mut is_off = vec![false; usize::try_from(self.to.0 - self.from.0 + 1).unwrap_or(0)];
        for day in off.keys() {
            if let Some(place) = is_off.get_mut(self.place(*day)) {
                *place = true;
            }
        }
        Plan {
            spec: self,
            off,
            is_off,
            parts,
        }
    }

    /// The place of a date from the first on; one before it has none.
    fn place(&self, day: Day) -> usize {
        usize::try_from(i64::from(day.0) - i64::from(self.from.0)).unwrap_or(usize::MAX)
    }

    fn weekday(&self, weekday: Weekday) -> &[Window] {
        let index = weekday.num_days_from_monday() as usize;
        self.week.get(index).map_or(&[], Vec::as_slice)
    }
}

impl Plan<'_> {
    pub(crate) fn spec(&self) -> &CalendarSpec {
        self.spec
    }

    /// The windows of a date: none when it is not worked.
    pub(crate) fn windows(&self, day: Day) -> &[Window] {
        if let Some(own) = self.spec.dates.get(&day) {
            return own;
        }
        if self.is_off.get(self.spec.place(day)) == Some(&true) {
            return &[];
        }
        let own = self.spec.weekday(day.weekday());
        let worked = |part: &&Plan<'_>| !part.windows(day).is_empty();
        match &self.spec.parts {
            None => own,
            Some(Composition::Any(_)) if !self.parts.iter().all(|part| worked(&part)) => &[],
            Some(Composition::All(_)) if !self.parts.iter().any(|part| worked(&part)) => &[],
            // Hours of its own, or those of the first calendar that works.
            Some(_) if self.spec.week.iter().all(Vec::is_empty) => self
                .parts
                .iter()
                .find(worked)
                .map_or(&[], |part| part.windows(day)),
            Some(_) => own,
        }
    }

    /// Why a date is off by name, if it is.
    pub(crate) fn holiday(&self, day: Day) -> Option<Holiday> {
        if self.spec.dates.contains_key(&day) {
            return None;
        }
        if let Some(own) = self.off.get(&day) {
            return Some(own.clone());
        }
        let mut found: Vec<(&str, Holiday)> = Vec::new();
        for part in &self.parts {
            if let Some(holiday) = part.holiday(day) {
                found.push((&part.spec.title, holiday));
            }
        }
        let all = found.len() == self.parts.len();
        let mut names: Vec<&str> = Vec::new();
        for (_, holiday) in &found {
            if !names.contains(&holiday.name.as_str()) {
                names.push(&holiday.name);
            }
        }
        let (_, first) = found.first()?;
        // A day that is off everywhere under one name needs no places.
        let name = if all && names.len() == 1 {
            first.name.clone()
        } else {
            let named: Vec<String> = found
                .iter()
                .map(|(title, holiday)| format!("{} ({title})", holiday.name))
                .collect();
            named.join(", ")
        };
        // Off when any is: sure when one of them is sure. Off when all are: only when
        // every one of them is.
        let projected = |(_, holiday): &(&str, Holiday)| holiday.projected;
        let projected = match &self.spec.parts {
            Some(Composition::All(_)) => found.iter().any(projected),
            _ => found.iter().all(projected),
        };
        Some(Holiday { name, projected })
    }

    /// Every date that is off by name, in order.
    pub(crate) fn holidays(&self) -> Map<Day, Holiday> {
        let mut days = Set::new();
        for day in self.off.keys() {
            days.insert(*day);
        }
        for part in &self.parts {
            for day in part.holidays().keys() {
                days.insert(*day);
            }
        }
        let mut holidays = Map::new();
        for day in days.iter() {
            if self.windows(*day).is_empty()
                && let Some(holiday) = self.holiday(*day)
            {
                holidays.insert(*day, holiday);
            }
        }
        holidays
    }
}
