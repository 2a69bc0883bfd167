//! The steps of a reckoning, as data.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::case::Value;
use crate::count::{Allowance, Ends, Limit, OnChange, Side, StartsAt};
use crate::time::{serialize_instant, serialize_optional_instant};

/// One step of a reckoning. In JSON, `step` says which.
///
/// A deadline in days is the end of the last date of the last `counted`,
/// `counted-months` or `moved` entry, that of `dated`, or the date `rolled` to (of the day before it
/// where `due` says so); the dates of those
/// entries and of `not-counted`, `skipped` and `paused` follow one another without
/// a gap from the date of `received`, else that of `anew`, `deemed`, `started`, `started-at-due`
/// or `if-started`. A deadline in hours is the end of the last
/// `counted-time` entry. What follows a `lead` follows from its date, back or on: counted back,
/// the deadline is the end of the first date of the last `counted`. Of two limits each is told so, up to its `limit` entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all_fields = "camelCase")
)]
pub enum Entry {
    /// What the clock waits for, while nothing has started it.
    Waiting {
        /// Any of these events starts it.
        events: Vec<String>,
    },
    /// The instance of another clock that it follows.
    Follows {
        /// That clock's pack.
        pack: String,
        /// That clock's id.
        clock: String,
        /// Which run of it.
        instance: usize,
        /// When it starts.
        at: StartsAt,
    },
    /// It started when that instance, or the one before, fell due.
    StartedAtDue {
        /// The pack of the clock that fell due.
        pack: String,
        /// That clock's id.
        clock: String,
        /// Which run of it.
        instance: usize,
        /// When: the midnight that ends a whole-day deadline.
        #[serde(serialize_with = "serialize_instant")]
        at: DateTime<FixedOffset>,
        /// The date of that due, which is counted from.
        date: NaiveDate,
    },
    /// A stop counts as on this date, and not on its own: it came early, and keeps the
    /// anniversary. What follows a start that it is is counted from this date.
    Deemed {
        /// The date that it counts as.
        date: NaiveDate,
    },
    /// The end is a date that the rule says: nothing is counted.
    Dated {
        /// That date.
        date: NaiveDate,
    },
    /// The end is counted from a date that the case says, before it or after it.
    Lead {
        /// The attribute that says it.
        attribute: String,
        /// That date.
        date: NaiveDate,
        /// Whether the end lies before it or after it.
        side: Side,
        /// How long.
        by: Allowance,
    },
    /// The rule gives no number: there is no deadline.
    Open {
        /// The rule's own words.
        says: String,
    },
    /// It has not started: what follows counts from when it would.
    IfStarted {
        /// From then: the midnight that ends a whole-day deadline.
        #[serde(serialize_with = "serialize_instant")]
        at: DateTime<FixedOffset>,
        /// The date that is counted from.
        date: NaiveDate,
    },
    /// The deadline that it would have then.
    Projected {
        /// The last millisecond in time.
        #[serde(serialize_with = "serialize_instant")]
        at: DateTime<FixedOffset>,
        /// Its date.
        date: NaiveDate,
        /// What on that date it is; null for a deadline in hours.
        ends: Option<Ends>,
    },
    /// The rule that is applied.
    Rule {
        /// The pack's id.
        pack: String,
        /// The pack's version, where it has several.
        version: Option<String>,
        /// The clock's id.
        clock: String,
        /// The time it allows, before extensions; null where its due is a date, or it
        /// gives no number.
        within: Option<Limit>,
        /// The date that it is due on, before any roll, where the rule says one.
        due: Option<NaiveDate>,
        /// The attribute whose value chose the allowance.
        attribute: Option<String>,
        /// That value; of a due on a date, only where it lies before or after that date.
        value: Option<String>,
        /// The parameter that the allowance was filled in by.
        parameter: Option<String>,
        /// The row of a table over several attributes that is for the case, from 1.
        row: Option<usize>,
        /// The attributes by which that row was chosen.
        given: Vec<Given>,
        /// Where in the pack's source it stands.
        source: Option<String>,
        /// The calendar it counts with.
        calendar: String,
        /// That calendar's zone, in which all dates and times are.
        zone: String,
    },
    /// The event that started the clock.
    Started {
        /// Its type.
        event: String,
        /// Its index in the case's list, from 0.
        index: usize,
        /// When it happened; null when only the date is known.
        #[serde(serialize_with = "serialize_optional_instant")]
        at: Option<DateTime<FixedOffset>>,
        /// Its date.
        date: NaiveDate,
    },
    /// It counts as received on another date than it came.
    Received {
        /// The date it counts as received on.
        date: NaiveDate,
        /// The rule that says so.
        why: String,
        /// Whether that rests on a holiday expected but not yet proclaimed.
        projected: bool,
    },
    /// An event changed the limit.
    Changed {
        /// Its type.
        event: String,
        /// Its index in the case's list, from 0.
        index: usize,
        /// When it happened; null when only the date is known.
        #[serde(serialize_with = "serialize_optional_instant")]
        at: Option<DateTime<FixedOffset>>,
        /// Its date.
        date: NaiveDate,
        /// The limit before; null where none could be chosen.
        from: Option<Limit>,
        /// The limit that the event called for.
        to: Option<Limit>,
        /// The date that it was due on before, where it is due on one.
        from_date: Option<NaiveDate>,
        /// The date that the event called for.
        to_date: Option<NaiveDate>,
        /// From when that counts, or that it does not.
        counts: OnChange,
        /// The deadline before; null where there was none, or it still holds.
        #[serde(serialize_with = "serialize_optional_instant")]
        due_before: Option<DateTime<FixedOffset>>,
    },
    /// The window of an appointment; what follows counts from when it was made.
    Window {
        /// Its first instant.
        #[serde(serialize_with = "serialize_instant")]
        from: DateTime<FixedOffset>,
        /// Its last instant.
        #[serde(serialize_with = "serialize_instant")]
        until: DateTime<FixedOffset>,
        /// How long before it the promise falls due; null where it is due in the window.
        lead: Option<Allowance>,
    },
    /// What had ended was taken up again.
    Reopened {
        /// The type of the event that reopened it.
        event: String,
        /// Its index in the case's list, from 0.
        index: usize,
        /// When it happened; null when only the date is known.
        #[serde(serialize_with = "serialize_optional_instant")]
        at: Option<DateTime<FixedOffset>>,
        /// Its date.
        date: NaiveDate,
        /// The date on which it had ended.
        ended: NaiveDate,
        /// What it had become then.
        state: crate::State,
    },
    /// The count began anew from an event: what stands before is not counted.
    Anew {
        /// Its type.
        event: String,
        /// Its index in the case's list, from 0.
        index: usize,
        /// When it happened; null when only the date is known.
        #[serde(serialize_with = "serialize_optional_instant")]
        at: Option<DateTime<FixedOffset>>,
        /// Its date.
        date: NaiveDate,
    },
    /// Dates before the first that counts: day 0.
    NotCounted {
        /// The first of them.
        from: NaiveDate,
        /// The last of them.
        to: NaiveDate,
        /// The rule that says so.
        why: String,
    },
    /// Dates that count, one after the other.
    Counted {
        /// The first of them.
        from: NaiveDate,
        /// The last of them.
        to: NaiveDate,
        /// How many.
        days: i64,
        /// How many with those before.
        total: i64,
        /// Which sort of dates is counted.
        unit: Unit,
    },
    /// Dates that do not count.
    Skipped {
        /// The first of them.
        from: NaiveDate,
        /// The last of them.
        to: NaiveDate,
        /// How many.
        days: i64,
        /// The holiday's name, or the weekdays.
        why: String,
        /// Whether the holiday is expected but not yet proclaimed.
        projected: bool,
    },
    /// Dates that a pause took out.
    Paused {
        /// The first of them.
        from: NaiveDate,
        /// The last of them; null while the pause lasts.
        to: Option<NaiveDate>,
        /// How many dates that would have counted.
        days: Option<i64>,
    },
    /// Months that count, as one span from date to corresponding date.
    CountedMonths {
        /// The date they are counted from.
        from: NaiveDate,
        /// The last date of the span.
        to: NaiveDate,
        /// How many.
        months: i64,
    },
    /// The end of a span of months moved by what pauses took.
    Moved {
        /// The date before.
        from: NaiveDate,
        /// The date after.
        to: NaiveDate,
        /// By how many days.
        days: i64,
    },
    /// Time that counts.
    CountedTime {
        /// From this instant.
        #[serde(serialize_with = "serialize_instant")]
        from: DateTime<FixedOffset>,
        /// Until this instant.
        #[serde(serialize_with = "serialize_instant")]
        to: DateTime<FixedOffset>,
        /// How much.
        time: Allowance,
        /// How much with that before.
        total: Allowance,
    },
    /// Time that a pause took out.
    PausedTime {
        /// From this instant.
        #[serde(serialize_with = "serialize_instant")]
        from: DateTime<FixedOffset>,
        /// Until this instant; null while the pause lasts.
        #[serde(serialize_with = "serialize_optional_instant")]
        to: Option<DateTime<FixedOffset>>,
    },
    /// An extension that was granted.
    Extended {
        /// The event that asked for it.
        event: String,
        /// Its index in the case's list, from 0.
        index: usize,
        /// By how much.
        by: Allowance,
        /// How much was asked for, where that is more than the cap left.
        of: Option<Allowance>,
        /// The time allowed from then on.
        within: Allowance,
    },
    /// Where one of two limits ends; the entries since the one before are its own.
    Limit {
        /// The limit, extensions included.
        within: Allowance,
        /// The last millisecond in time; null while a pause holds it.
        #[serde(serialize_with = "serialize_optional_instant")]
        at: Option<DateTime<FixedOffset>>,
        /// Its date.
        date: Option<NaiveDate>,
        /// What on that date it is; null for a limit in hours.
        ends: Option<Ends>,
        /// Whether it governs: whether its end is the deadline.
        governs: bool,
    },
    /// The end moved off a date that is not a working day.
    Rolled {
        /// The date before.
        from: NaiveDate,
        /// The date after.
        to: NaiveDate,
        /// Why the date before is not a working day.
        why: String,
        /// Whether that is a holiday expected but not yet proclaimed.
        projected: bool,
    },
    /// The deadline.
    Due {
        /// The last millisecond in time.
        #[serde(serialize_with = "serialize_instant")]
        at: DateTime<FixedOffset>,
        /// Its date.
        date: NaiveDate,
        /// What on that date it is; null for a deadline in hours.
        ends: Option<Ends>,
    },
    /// The event that ended the clock.
    Ended {
        /// Its type.
        event: String,
        /// Its index in the case's list, from 0.
        index: usize,
        /// When it happened; null when only the date is known.
        #[serde(serialize_with = "serialize_optional_instant")]
        at: Option<DateTime<FixedOffset>>,
        /// Its date.
        date: NaiveDate,
        /// Whether it took the promise away; it did not keep it then.
        cancelled: bool,
        /// What the clock became.
        state: crate::State,
    },
    /// A reason that was given: it stands beside the verdict, and moves nothing.
    Excused {
        /// The type of the event that gave it.
        event: String,
        /// Its index in the case's list, from 0.
        index: usize,
        /// When it happened; null when only the date is known.
        #[serde(serialize_with = "serialize_optional_instant")]
        at: Option<DateTime<FixedOffset>>,
        /// Its date.
        date: NaiveDate,
        /// What was noted with it.
        note: Option<String>,
    },
}

/// An attribute with its value as it was.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Given {
    /// The attribute's name.
    pub attribute: String,
    /// Its value; null where there was none.
    pub value: Option<Value>,
}

/// Which dates a count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Unit {
    /// Every date.
    Days,
    /// Dates on which the calendar works.
    WorkingDays,
}

/// The explanation of a clock that has not started.
pub(crate) fn not_started(events: &[String]) -> Vec<Entry> {
    if events.is_empty() {
        return Vec::new();
    }
    vec![Entry::Waiting {
        events: events.to_vec(),
    }]
}

/// The first projected holiday that a reckoning rests on, as its date and name.
pub(crate) fn projected(explanation: &[Entry]) -> Option<(NaiveDate, &str)> {
    explanation.iter().find_map(|entry| match entry {
        Entry::Skipped {
            from: date,
            why,
            projected: true,
            ..
        }
        | Entry::Rolled {
            from: date,
            why,
            projected: true,
            ..
        }
        | Entry::Received {
            date,
            why,
            projected: true,
        } => Some((*date, why.as_str())),
        _ => None,
    })
}
