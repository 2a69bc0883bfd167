//! Calendars, compiled: which dates are worked, when it is open, and why not.
//!
//! A calendar is made once and then answers from tables: `days.rs` for dates,
//! `hours.rs` for opening times. `spec.rs` is what the tables are made from.

mod arithmetic;
mod closure;
mod days;
mod hours;
mod refresh;
mod spec;
mod yearly;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

pub use arithmetic::AtEdge;
pub(crate) use closure::{Closure, Span};
pub(crate) use spec::{Authority, CalendarSpec, Composition, Holiday, HolidayRule, Window};
pub(crate) use yearly::{YearlyCondition, YearlyDay, Years, month_day};

use crate::error::{Code, Error, Problem};
use crate::time::{Day, Instant, Zone};
use days::DayTable;
use hours::OpenTable;

/// A working calendar: a zone, opening hours, and the dates that are not worked.
///
/// It knows a span of years and gives no answer outside it. Cheap to clone.
///
/// ```
/// let calendar = dueby::Calendar::from_toml(
///     r#"
///     [calendar]
///     id = "office"
///     title = "An office"
///     zone = "Europe/London"
///     from = "2025-01-01"
///     to = "2026-12-31"
///     [hours]
///     mon-fri = "09:00-17:00"
///     [holidays]
///     2025-12-25 = "Christmas Day"
///     2025-12-26 = "Boxing Day"
///     "#,
///     "office.toml",
/// )?;
/// let christmas = chrono::NaiveDate::from_ymd_opt(2025, 12, 25).unwrap();
/// assert!(!calendar.is_working_day(christmas)?);
/// assert_eq!(calendar.why_off(christmas), Some("Christmas Day".to_owned()));
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar(Arc<Inner>);

#[derive(Debug, PartialEq)]
struct Inner {
    spec: Arc<CalendarSpec>,
    holidays: BTreeMap<Day, Holiday>,
    days: DayTable,
    hours: OpenTable,
    /// The same for the priorities that some closure binds alone.
    priorities: BTreeMap<String, Calendar>,
}

/// A date that a calendar does not know, or a time that the data of zones does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RangeError {
    Calendar(DateRange),
    Zone(Box<Problem>),
}

/// A date asked for, and the dates known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateRange {
    pub(crate) calendar: String,
    pub(crate) asked: Day,
    pub(crate) from: Day,
    pub(crate) to: Day,
}

impl RangeError {
    /// What is wrong, for people.
    pub(crate) fn problem(&self) -> Problem {
        match self {
            RangeError::Calendar(range) => range.problem(),
            RangeError::Zone(problem) => (**problem).clone(),
        }
    }
}

impl DateRange {
    fn problem(&self) -> Problem {
        let (asked, side) = if self.asked > self.to {
            (self.asked, "later than")
        } else {
            (self.asked, "earlier than")
        };
        let asked = if asked == self.to.next() {
            "a date".to_owned()
        } else {
            asked.date().to_string()
        };
        let edge = if side == "later than" {
            format!("its last date, {}", self.to.date())
        } else {
            format!("its first date, {}", self.from.date())
        };
        Problem::new(
            Code::CalendarRange,
            format!(
                "calendar \"{}\" does not know {asked} {side} {edge}",
                self.calendar
            ),
        )
        .hint("give the engine a calendar whose years reach that far")
    }
}

impl From<RangeError> for Error {
    fn from(error: RangeError) -> Self {
        error.problem().into()
    }
}

impl Calendar {
    pub(crate) fn compile(spec: CalendarSpec) -> Self {
        let spec = Arc::new(spec);
        let named: Vec<String> = spec.priorities().into_iter().map(str::to_owned).collect();
        let priorities = named
            .into_iter()
            .map(|priority| {
                let calendar = Calendar::tables(&spec, Some(&priority), BTreeMap::new());
                (priority, calendar)
            })
            .collect();
        Calendar::tables(&spec, None, priorities)
    }

    fn tables(
        spec: &Arc<CalendarSpec>,
        priority: Option<&str>,
        priorities: BTreeMap<String, Calendar>,
    ) -> Self {
        let plan = spec.plan(priority);
        let days = DayTable::compile(&plan);
        let hours = OpenTable::compile(&plan, &days);
        Calendar(Arc::new(Inner {
            holidays: plan.holidays(),
            days,
            hours,
            priorities,
            spec: Arc::clone(spec),
        }))
    }

    /// The calendar for cases of a priority: the same, unless a closure binds that
    /// priority alone.
    pub fn for_priority(&self, priority: &str) -> &Calendar {
        self.0.priorities.get(priority).unwrap_or(self)
    }

    pub(crate) fn spec(&self) -> &Arc<CalendarSpec> {
        &self.0.spec
    }

    /// Reads a calendar from TOML. `file` is what to call the text in messages.
    ///
    /// # Errors
    ///
    /// Every problem of the text, each with its line and column: see [`Code`].
    pub fn from_toml(text: &str, file: &str) -> Result<Self, Error> {
        Calendar::from_toml_with(text, file, &[])
    }

    /// Reads a calendar that builds on others: that extends one of them, or is off
    /// when any or all of some are.
    ///
    /// # Errors
    ///
    /// As [`Calendar::from_toml`]; `unknown-calendar` for one that is not given.
    pub fn from_toml_with(text: &str, file: &str, others: &[Calendar]) -> Result<Self, Error> {
        crate::text::calendar(text, file, others).map(Calendar::compile)
    }

    /// The id that packs name it by.
    pub fn id(&self) -> &str {
        &self.0.spec.id
    }

    /// The title, for people.
    pub fn title(&self) -> &str {
        &self.0.spec.title
    }

    /// Which edition it is: the first twelve hexadecimal digits of the SHA-1 of the
    /// text it was read from and of the revisions of the calendars it builds on.
    pub fn revision(&self) -> &str {
        &self.0.spec.revision
    }

    /// The zone that its local times are in.
    pub fn zone(&self) -> &Zone {
        &self.0.spec.zone
    }

    /// The first and the last date it knows, both inclusive.
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        let (from, to) = self.0.days.span();
        (from.date(), to.date())
    }

    pub(crate) fn holiday(&self, day: Day) -> Option<&Holiday> {
        self.0.holidays.get(&day)
    }

    /// The error for a date that this calendar does not know.
    pub(crate) fn beyond(&self, asked: Day) -> RangeError {
        let (from, to) = self.0.days.span();
        RangeError::Calendar(DateRange {
            calendar: self.0.spec.id.clone(),
            asked,
            from,
            to,
        })
    }

    pub(crate) fn is_working(&self, day: Day) -> Result<bool, RangeError> {
        self.0.days.is_working(day).ok_or_else(|| self.beyond(day))
    }

    /// The nth working day from `first` on, which counts when it is one. `n` from 1.
    pub(crate) fn nth_working(&self, first: Day, n: i32) -> Result<Day, RangeError> {
        self.0
            .days
            .nth(first, n)
            .ok_or_else(|| self.beyond(self.past_the_end(first)))
    }

    /// The nth working day before `day`, itself not counted. `n` from 1.
    pub(crate) fn nth_working_before(&self, day: Day, n: i32) -> Result<Day, RangeError> {
        self.0
            .days
            .nth_before(day, n)
            .ok_or_else(|| self.beyond(day.min(self.0.days.span().0.previous())))
    }

    /// The next working day after a date.
    pub(crate) fn next_working(&self, day: Day) -> Result<Day, RangeError> {
        self.nth_working(day.next(), 1)
    }

    /// The last working day before a date.
    pub(crate) fn previous_working(&self, day: Day) -> Result<Day, RangeError> {
        self.nth_working_before(day, 1)
    }

    /// The working days in `[from, until)`.
    pub(crate) fn working_between(&self, from: Day, until: Day) -> Result<i64, RangeError> {
        self.0.days.between(from, until).ok_or_else(|| {
            let (first, _) = self.0.days.span();
            self.beyond(if from < first { from } else { until })
        })
    }

    /// A date to name in an error about what lies after a date.
    fn past_the_end(&self, first: Day) -> Day {
        let (from, to) = self.0.days.span();
        if first < from { first } else { to.next() }
    }

    /// The first opening on a date, if it opens.
    pub(crate) fn opening(&self, day: Day) -> Result<Option<Instant>, RangeError> {
        self.is_working(day)?;
        let (from, until) = self.bounds(day);
        Ok(self.0.hours.first_in(from, until).map(|(open, _)| open))
    }

    /// The last closing on a date, if it opens. An opening over midnight belongs to
    /// the date it starts on.
    pub(crate) fn closing(&self, day: Day) -> Result<Option<Instant>, RangeError> {
        self.is_working(day)?;
        let (from, until) = self.bounds(day);
        Ok(self.0.hours.last_in(from, until).map(|(_, close)| close))
    }

    fn bounds(&self, day: Day) -> (Instant, Instant) {
        (
            self.0.spec.zone.start_of(day),
            self.0.spec.zone.start_of(day.next()),
        )
    }

    /// The instant by which an amount of open time has passed since `start`. None
    /// at all is the start itself when open, else the next opening.
    pub(crate) fn add_open(&self, start: Instant, millis: i64) -> Result<Instant, RangeError> {
        self.0
            .hours
            .add(start, millis)
            .ok_or_else(|| self.beyond(self.past_the_end(self.0.spec.zone.date(start))))
    }

    /// The latest instant from which an amount of open time passes until `end`.
    pub(crate) fn subtract_open(&self, end: Instant, millis: i64) -> Result<Instant, RangeError> {
        self.0.hours.subtract(end, millis).ok_or_else(|| {
            let first = self.0.days.span().0;
            self.beyond(self.0.spec.zone.date(end).min(first.previous()))
        })
    }

    /// Milliseconds of open time in `[from, until)`.
    pub(crate) fn open_between(&self, from: Instant, until: Instant) -> Result<i64, RangeError> {
        self.0.hours.between(from, until).ok_or_else(|| {
            let first = self.0.days.span().0;
            let day = self.0.spec.zone.date(from);
            self.beyond(if day < first {
                day
            } else {
                self.0.spec.zone.date(until)
            })
        })
    }

    /// The instant itself while open, else the last closing before it.
    pub(crate) fn close_at_or_before(&self, at: Instant) -> Result<Instant, RangeError> {
        self.0.hours.close_at_or_before(at).ok_or_else(|| {
            let first = self.0.days.span().0;
            self.beyond(self.0.spec.zone.date(at).min(first.previous()))
        })
    }

    /// The first open instant at or after one; nothing when the calendar knows none.
    pub(crate) fn opens_from(&self, at: Instant) -> Option<Instant> {
        self.0.hours.next_open(at)
    }

    /// The openings that overlap `[from, until)`, for explanations.
    pub(crate) fn open_spans(
        &self,
        from: Instant,
        until: Instant,
    ) -> impl Iterator<Item = (Instant, Instant)> + '_ {
        self.0.hours.overlapping(from, until)
    }
}
