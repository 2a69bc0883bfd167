//! Calendars, compiled: which dates are worked, when it is open, and why not.
//!
//! A calendar is made once and then answers from tables (`tables.rs`): `days.rs` for
//! dates, `hours.rs` for opening times, `shapes.rs` for the hours of one date. `spec.rs`
//! is what the tables are made from.

mod arithmetic;
mod closure;
mod days;
mod hours;
mod refresh;
mod shapes;
mod spec;
mod tables;
mod yearly;

use crate::sorted::{Map, sort_by_key};
use std::sync::Arc;

use chrono::NaiveDate;

pub use arithmetic::AtEdge;
pub(crate) use closure::{Closure, Span};
pub(crate) use spec::{Authority, CalendarSpec, Composition, Holiday, HolidayRule, Plan, Window};
pub(crate) use yearly::{YearlyCondition, YearlyDay, Years, month_day};

use crate::error::{Code, Error, Problem};
use crate::time::{Day, Instant, Zone};
use days::DayTable;
use hours::OpenTable;
use tables::Tables;

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
    holidays: Map<Day, Holiday>,
    tables: Arc<Tables>,
    /// The same for the priorities that some closure binds alone.
    priorities: Map<String, Calendar>,
}

/// A date that a calendar does not know, or a time that the data of zones does not.
/// Small, so that answers stay so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RangeError(Box<Unknown>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Unknown {
    Calendar(DateRange),
    Zone(Problem),
}

/// A date asked for, and the dates known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct DateRange {
    calendar: String,
    asked: Day,
    from: Day,
    to: Day,
}

impl RangeError {
    /// A time outside what the data of zones covers.
    pub(crate) fn zone(error: &Error) -> Self {
        RangeError(Box::new(Unknown::Zone(error.first().clone())))
    }

    /// What is wrong, for people.
    pub(crate) fn problem(&self) -> Problem {
        match &*self.0 {
            Unknown::Calendar(range) => range.problem(),
            Unknown::Zone(problem) => problem.clone(),
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
    /// Makes the tables; those of `others` are shared where they are equal.
    pub(crate) fn compile(spec: CalendarSpec, others: &[Calendar]) -> Self {
        let spec = Arc::new(spec);
        let mut made = Vec::new();
        for other in others {
            made.extend(other.all_tables());
        }
        let mut calendar = |priority: Option<&str>, priorities: Map<String, Calendar>| {
            let plan = spec.plan(priority);
            let tables = Tables::compile(&plan, made.iter());
            made.push(Arc::clone(&tables));
            Calendar(Arc::new(Inner {
                holidays: plan.holidays(),
                tables,
                priorities,
                spec: Arc::clone(&spec),
            }))
        };
        let mut priorities = Map::new();
        for priority in spec.priorities().iter() {
            let bound = calendar(Some(priority), Map::new());
            priorities.insert((*priority).to_owned(), bound);
        }
        calendar(None, priorities)
    }

    fn all_tables(&self) -> Vec<Arc<Tables>> {
        let mut all = vec![Arc::clone(&self.0.tables)];
        for calendar in self.0.priorities.values() {
            all.push(Arc::clone(&calendar.0.tables));
        }
        all
    }

    /// What its tables take in memory, in bytes, those for single priorities included;
    /// calendars that were read together share equal tables.
    pub fn table_bytes(&self) -> usize {
        let mut tables = self.all_tables();
        sort_by_key(&mut tables, Arc::as_ptr);
        tables.dedup_by(|a, b| Arc::ptr_eq(a, b));
        tables.iter().map(|tables| tables.bytes()).sum()
    }

    /// The calendar for cases of a priority: the same, unless a closure binds that
    /// priority alone.
    pub fn for_priority(&self, priority: &str) -> &Calendar {
        self.0.priorities.get(priority).unwrap_or(self)
    }

    /// Whether it is another calendar for some of them.
    pub(crate) fn has_priorities(&self) -> bool {
        !self.0.priorities.is_empty()
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
        let spec = crate::text::calendar(text, file, false, others)?;
        Ok(Calendar::compile(spec, others))
    }

    /// Reads a calendar from JSON, of the same shape: a `[table]` is an object, a `[[list]]`
    /// a list of them. It may build on others, as [`Calendar::from_toml_with`] has it.
    ///
    /// # Errors
    ///
    /// As [`Calendar::from_toml_with`]; `syntax` also for what lies more than 127 deep.
    ///
    /// ```
    /// let office = r#"{
    ///   "calendar": {"id": "office", "title": "An office", "zone": "Europe/London",
    ///                "from": "2026-01-01", "to": "2026-12-31"},
    ///   "hours": {"mon-fri": "09:00-17:00"},
    ///   "holidays": {"2026-12-25": "Christmas Day"}
    /// }"#;
    /// let office = dueby::Calendar::from_json_with(office, "office.json", &[])?;
    /// assert!(!office.is_working_day("2026-12-25".parse().unwrap())?);
    /// # Ok::<(), dueby::Error>(())
    /// ```
    pub fn from_json_with(text: &str, file: &str, others: &[Calendar]) -> Result<Self, Error> {
        let spec = crate::text::calendar(text, file, true, others)?;
        Ok(Calendar::compile(spec, others))
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
        let (from, to) = self.days().span();
        (from.date(), to.date())
    }

    pub(crate) fn holiday(&self, day: Day) -> Option<&Holiday> {
        self.0.holidays.get(&day)
    }

    /// The error for a date that this calendar does not know.
    #[cold]
    pub(crate) fn beyond(&self, asked: Day) -> RangeError {
        let (from, to) = self.days().span();
        RangeError(Box::new(Unknown::Calendar(DateRange {
            calendar: self.0.spec.id.clone(),
            asked,
            from,
            to,
        })))
    }

    #[inline]
    pub(crate) fn is_working(&self, day: Day) -> Result<bool, RangeError> {
        let working = self.days().is_working(day);
        working.ok_or_else(|| self.beyond(day))
    }

    /// The nth working day from `first` on, which counts when it is one. `n` from 1.
    #[inline]
    pub(crate) fn nth_working(&self, first: Day, n: i32) -> Result<Day, RangeError> {
        let sum = self.days().nth(first, n);
        sum.ok_or_else(|| self.beyond_by(first, true))
    }

    /// The nth working day before `day`, itself not counted. `n` from 1.
    #[inline]
    pub(crate) fn nth_working_before(&self, day: Day, n: i32) -> Result<Day, RangeError> {
        let sum = self.days().nth_before(day, n);
        sum.ok_or_else(|| self.beyond_by(day, false))
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
    #[inline]
    pub(crate) fn working_between(&self, from: Day, until: Day) -> Result<i64, RangeError> {
        let days = self.days().between(from, until);
        days.ok_or_else(|| self.beyond_between(from, until))
    }

    /// The error of a sum from a date: that date itself, or what lies past the end that
    /// the sum went to.
    #[cold]
    pub(crate) fn beyond_by(&self, day: Day, forwards: bool) -> RangeError {
        let (from, to) = self.days().span();
        self.beyond(match forwards {
            true if day < from => day,
            true => to.next(),
            false if day > to => day,
            false => from.previous(),
        })
    }

    /// The error of a sum from a date that is known to one past the last.
    #[cold]
    pub(crate) fn beyond_last(&self) -> RangeError {
        self.beyond(self.days().span().1.next())
    }

    /// The error of what lies between two dates.
    #[cold]
    pub(crate) fn beyond_between(&self, from: Day, until: Day) -> RangeError {
        let (first, last) = self.days().span();
        let known = |day: Day| (first..=last.next()).contains(&day);
        self.beyond(if known(from) { until } else { from })
    }

    /// The table of dates.
    pub(crate) fn days(&self) -> &DayTable {
        &self.0.tables.days
    }

    /// The table of opening times.
    pub(crate) fn hours(&self) -> &OpenTable {
        &self.0.tables.hours
    }

    /// The first opening on a date, if it opens.
    pub(crate) fn opening(&self, day: Day) -> Result<Option<Instant>, RangeError> {
        self.is_working(day)?;
        Ok(self.0.tables.hours_of(day).map(|(open, _)| open))
    }

    /// The last closing on a date, if it opens. An opening over midnight belongs to
    /// the date it starts on.
    pub(crate) fn closing(&self, day: Day) -> Result<Option<Instant>, RangeError> {
        self.is_working(day)?;
        Ok(self.0.tables.hours_of(day).map(|(_, close)| close))
    }

    /// The instant by which an amount of open time has passed since `start`. None
    /// at all is the start itself when open, else the next opening.
    #[inline]
    pub(crate) fn add_open(&self, start: Instant, millis: i64) -> Result<Instant, RangeError> {
        let sum = self.hours().add(start, millis);
        sum.ok_or_else(|| self.beyond_by(self.zone().date(start), true))
    }

    /// Open time from the first known instant until this one: what lies between two instants is
    /// the difference of theirs.
    #[inline]
    pub(crate) fn open_until(&self, at: Instant) -> Result<i64, RangeError> {
        let total = self.hours().total(at);
        total.ok_or_else(|| self.beyond(self.zone().date(at)))
    }

    /// The latest instant from which an amount of open time passes until `end`.
    #[inline]
    pub(crate) fn subtract_open(&self, end: Instant, millis: i64) -> Result<Instant, RangeError> {
        let sum = self.hours().subtract(end, millis);
        sum.ok_or_else(|| self.beyond_by(self.zone().date(end), false))
    }

    /// Whether it is open at an instant.
    #[inline]
    pub(crate) fn open_at(&self, at: Instant) -> Result<bool, RangeError> {
        let open = self.hours().is_open(at);
        open.ok_or_else(|| self.beyond(self.zone().date(at)))
    }

    /// Milliseconds of open time in `[from, until)`.
    #[inline]
    pub(crate) fn open_between(&self, from: Instant, until: Instant) -> Result<i64, RangeError> {
        let millis = self.hours().between(from, until);
        millis.ok_or_else(|| {
            let zone = self.zone();
            self.beyond_between(zone.date(from), zone.date(until))
        })
    }

    /// The instant itself while open, else the last closing before it.
    pub(crate) fn close_at_or_before(&self, at: Instant) -> Result<Instant, RangeError> {
        let close = self.hours().close_at_or_before(at);
        close.ok_or_else(|| self.beyond_by(self.zone().date(at), false))
    }

    /// The first open instant at or after one; nothing when the calendar knows none.
    pub(crate) fn opens_from(&self, at: Instant) -> Option<Instant> {
        self.hours().next_open(at)
    }

    /// The openings that overlap `[from, until)`, for explanations.
    pub(crate) fn open_spans(
        &self,
        from: Instant,
        until: Instant,
    ) -> impl DoubleEndedIterator<Item = (Instant, Instant)> + '_ {
        self.hours().overlapping(from, until)
    }
}
