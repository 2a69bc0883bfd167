//! Sums of working days and opening times. Dates are days since 1970-01-01, instants
//! milliseconds since then.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dueby::{AtEdge, ColumnError, Counting, Entry, Error, EventTime, Sum};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::shipped::calendars;
use crate::thrown::{Thrown, json};

/// A calendar.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Calendar(pub(crate) dueby::Calendar);

/// A shipped calendar by its id.
#[wasm_bindgen(js_name = shippedCalendar)]
pub fn shipped_calendar(id: &str) -> Result<Option<Calendar>, Thrown> {
    Ok(calendars()?.calendar(id)?.map(Calendar))
}

/// 1970-01-01 in chrono's count.
const EPOCH_FROM_CE: i32 = 719_163;

fn date(day: i32) -> Result<NaiveDate, Thrown> {
    let date = day.checked_add(EPOCH_FROM_CE);
    date.and_then(NaiveDate::from_num_days_from_ce_opt)
        .ok_or_else(|| Thrown::of("bad-time", "this is no date that can be computed with"))
}

fn day(date: NaiveDate) -> i32 {
    use chrono::Datelike as _;
    date.num_days_from_ce() - EPOCH_FROM_CE
}

fn instant(millis: f64) -> Result<DateTime<Utc>, Thrown> {
    // Finer than a millisecond is rounded down.
    DateTime::from_timestamp_millis(millis.floor() as i64)
        .filter(|_| millis.is_finite())
        .ok_or_else(|| Thrown::of("bad-time", "this is no time that can be computed with"))
}

fn column(result: Result<(), ColumnError>) -> Result<(), Thrown> {
    result.map_err(|error| match &error {
        ColumnError::Rows { first, .. } => Thrown::of(first.code().as_str(), &error.to_string()),
        _ => Thrown::of("wrong-type", &error.to_string()),
    })
}

/// Steps, and each in words.
#[derive(Serialize)]
struct Explained {
    explanation: Vec<Entry>,
    texts: Vec<String>,
}

impl Explained {
    fn of(explanation: Vec<Entry>) -> Self {
        Explained {
            texts: explanation.iter().map(Entry::text).collect(),
            explanation,
        }
    }
}

#[derive(Serialize)]
struct ToldSum {
    at: String,
    date: String,
    overdue_from: String,
    whole_day: bool,
    #[serde(flatten)]
    explained: Explained,
}

impl ToldSum {
    fn of(sum: &Sum, explanation: Vec<Entry>) -> Self {
        let write = |at: &DateTime<chrono::FixedOffset>| EventTime::from(*at).to_string();
        ToldSum {
            at: write(&sum.at),
            date: sum.date.to_string(),
            overdue_from: write(&sum.overdue_from),
            whole_day: sum.whole_day,
            explained: Explained::of(explanation),
        }
    }
}

#[wasm_bindgen]
impl Calendar {
    /// Its id.
    pub fn id(&self) -> String {
        self.0.id().to_owned()
    }

    /// Its title.
    pub fn title(&self) -> String {
        self.0.title().to_owned()
    }

    /// Its revision.
    pub fn revision(&self) -> String {
        self.0.revision().to_owned()
    }

    /// The name of its zone.
    pub fn zone(&self) -> String {
        self.0.zone().name().to_owned()
    }

    /// The first date that it knows.
    #[wasm_bindgen(js_name = firstDay)]
    pub fn first_day(&self) -> i32 {
        day(self.0.span().0)
    }

    /// The last date that it knows.
    #[wasm_bindgen(js_name = lastDay)]
    pub fn last_day(&self) -> i32 {
        day(self.0.span().1)
    }

    /// The instant of a time as people write it.
    pub fn instant(&self, time: &str) -> Result<f64, Thrown> {
        Ok(self.0.instant(time.parse()?)?.timestamp_millis() as f64)
    }

    /// The offset of its zone at an instant, in milliseconds.
    #[wasm_bindgen(js_name = offsetAt)]
    pub fn offset_at(&self, millis: f64) -> Result<f64, Thrown> {
        let local = self.0.local(instant(millis)?)?;
        Ok(f64::from(local.offset().local_minus_utc()) * 1000.0)
    }

    /// Whether a date is worked.
    #[wasm_bindgen(js_name = isWorkingDay)]
    pub fn is_working_day(&self, day: i32) -> Result<bool, Thrown> {
        Ok(self.0.is_working_day(date(day)?)?)
    }

    /// Why a date is off by name, if it is.
    #[wasm_bindgen(js_name = whyOff)]
    pub fn why_off(&self, day: i32) -> Result<Option<String>, Thrown> {
        Ok(self.0.why_off(date(day)?))
    }

    /// A date and a number of working days later, or earlier.
    #[wasm_bindgen(js_name = addWorkingDays)]
    pub fn add_working_days(&self, start: i32, days: i32) -> Result<i32, Thrown> {
        let mut end = [0];
        match self
            .0
            .columns()
            .add_working_days(&[start], &[days], &mut end)
        {
            Ok(()) => Ok(end[0]),
            Err(ColumnError::Rows { first, .. }) => Err(first.into()),
            Err(other) => Err(Thrown::of("wrong-type", &other.to_string())),
        }
    }

    /// The working days from a date, inclusive, to another, exclusive.
    #[wasm_bindgen(js_name = workingDaysBetween)]
    pub fn working_days_between(&self, from: i32, until: i32) -> Result<i32, Thrown> {
        Ok(self.0.working_days_between(date(from)?, date(until)?)? as i32)
    }

    /// A date itself when it is a working day, else where the roll takes it.
    pub fn roll(&self, day_: i32, roll: &str) -> Result<i32, Thrown> {
        Ok(day(self.0.roll(date(day_)?, roll.parse()?)?))
    }

    /// The openings between two instants: each one's start and end, one after another.
    pub fn openings(&self, from: f64, until: f64) -> Result<Vec<f64>, Thrown> {
        let openings = self.0.openings(instant(from)?, instant(until)?);
        let mut edges = Vec::new();
        for (from, until) in openings {
            edges.push(from.timestamp_millis() as f64);
            edges.push(until.timestamp_millis() as f64);
        }
        Ok(edges)
    }

    /// Whether it is open at an instant.
    #[wasm_bindgen(js_name = isOpen)]
    pub fn is_open(&self, at: f64) -> Result<bool, Thrown> {
        Ok(self.0.is_open(instant(at)?)?)
    }

    /// The first instant from one on at which it is open.
    #[wasm_bindgen(js_name = nextOpen)]
    pub fn next_open(&self, at: f64) -> Result<f64, Thrown> {
        Ok(self.0.next_open(instant(at)?)?.timestamp_millis() as f64)
    }

    /// The last closing up to an instant.
    #[wasm_bindgen(js_name = previousClose)]
    pub fn previous_close(&self, at: f64) -> Result<f64, Thrown> {
        Ok(self.0.previous_close(instant(at)?)?.timestamp_millis() as f64)
    }

    /// An instant and an amount of opening time later, or earlier, in milliseconds.
    #[wasm_bindgen(js_name = addWorkingTime)]
    pub fn add_working_time(&self, start: f64, millis: f64, moves: bool) -> Result<f64, Thrown> {
        let edge = if moves { AtEdge::Moves } else { AtEdge::Stays };
        let amount = TimeDelta::milliseconds(millis as i64);
        let end = self.0.add_working_time(instant(start)?, amount, edge)?;
        Ok(end.timestamp_millis() as f64)
    }

    /// The opening time between two instants, in milliseconds.
    #[wasm_bindgen(js_name = workingTimeBetween)]
    pub fn working_time_between(&self, from: f64, until: f64) -> Result<f64, Thrown> {
        let time = self
            .0
            .working_time_between(instant(from)?, instant(until)?)?;
        Ok(time.num_milliseconds() as f64)
    }

    /// [`Calendar::add_working_days`] for each row.
    #[wasm_bindgen(js_name = addWorkingDaysEach)]
    pub fn add_working_days_each(&self, starts: &[i32], days: &[i32]) -> Result<Vec<i32>, Thrown> {
        let mut ends = vec![0; starts.len()];
        column(self.0.columns().add_working_days(starts, days, &mut ends))?;
        Ok(ends)
    }

    /// [`Calendar::working_days_between`] for each row.
    #[wasm_bindgen(js_name = workingDaysBetweenEach)]
    pub fn working_days_between_each(
        &self,
        from: &[i32],
        until: &[i32],
    ) -> Result<Vec<i32>, Thrown> {
        let mut days = vec![0; from.len()];
        column(
            self.0
                .columns()
                .working_days_between(from, until, &mut days),
        )?;
        Ok(days)
    }

    /// [`Calendar::add_working_time`] for each row; what ends at a closing stays there.
    #[wasm_bindgen(js_name = addWorkingTimeEach)]
    pub fn add_working_time_each(
        &self,
        starts: &[i64],
        millis: &[i64],
    ) -> Result<Vec<i64>, Thrown> {
        let mut ends = vec![0; starts.len()];
        column(self.0.columns().add_working_time(starts, millis, &mut ends))?;
        Ok(ends)
    }

    /// [`Calendar::working_time_between`] for each row.
    #[wasm_bindgen(js_name = workingTimeBetweenEach)]
    pub fn working_time_between_each(
        &self,
        from: &[i64],
        until: &[i64],
    ) -> Result<Vec<i64>, Thrown> {
        let mut millis = vec![0; from.len()];
        column(
            self.0
                .columns()
                .working_time_between(from, until, &mut millis),
        )?;
        Ok(millis)
    }

    /// The calendar for cases of a priority: the same, unless a closure binds that one alone.
    #[wasm_bindgen(js_name = forPriority)]
    pub fn for_priority(&self, priority: &str) -> Calendar {
        Calendar(self.0.for_priority(priority).clone())
    }

    /// What [`Calendar::working_days_between`] counts and skips, as JSON.
    #[wasm_bindgen(js_name = explainWorkingDaysBetween)]
    pub fn explain_working_days_between(&self, from: i32, until: i32) -> Result<String, Thrown> {
        let (from, until) = (date(from)?, date(until)?);
        let explanation = self.0.explain_working_days_between(from, until)?;
        Ok(json(&Explained::of(explanation)))
    }

    /// What [`Calendar::working_time_between`] counts, as JSON.
    #[wasm_bindgen(js_name = explainWorkingTimeBetween)]
    pub fn explain_working_time_between(&self, from: f64, until: f64) -> Result<String, Thrown> {
        let (from, until) = (instant(from)?, instant(until)?);
        let explanation = self.0.explain_working_time_between(from, until)?;
        Ok(json(&Explained::of(explanation)))
    }

    /// A limit to be counted. The options are the words of a pack's `counting` table; an empty
    /// one is the default.
    pub fn count(
        &self,
        limit: &str,
        begins: &str,
        received_off_day: &str,
        cut_off: &str,
        ends: &str,
        roll: &str,
    ) -> Result<Count, Thrown> {
        fn given<T: std::str::FromStr<Err = Error>>(word: &str, usual: T) -> Result<T, Error> {
            if word.is_empty() {
                Ok(usual)
            } else {
                word.parse()
            }
        }
        let usual = Counting::default();
        let counting = Counting {
            begins: given(begins, usual.begins)?,
            received_off_day: given(received_off_day, usual.received_off_day)?,
            cut_off: match cut_off {
                "" => None,
                time => Some(time.parse()?),
            },
            ends: given(ends, usual.ends)?,
            roll: given(roll, usual.roll)?,
            ..usual
        };
        let count = dueby::Count::new(&self.0, limit.parse()?, counting);
        Ok(Count { count, last: None })
    }
}

/// A limit under one convention, and where it ended the last time: numbers cross the boundary
/// cheaply, and one call gives one.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Count {
    count: dueby::Count,
    last: Option<Sum>,
}

#[wasm_bindgen]
impl Count {
    fn reached(&mut self, time: EventTime, back: bool) -> Result<f64, Thrown> {
        let sum = if back {
            self.count.before(time)?
        } else {
            self.count.after(time)?
        };
        self.last = Some(sum);
        Ok(sum.at.timestamp_millis() as f64)
    }

    /// The last millisecond in time, counted from a date or back from it.
    #[wasm_bindgen(js_name = reachDay)]
    pub fn reach_day(&mut self, day: i32, back: bool) -> Result<f64, Thrown> {
        self.reached(date(day)?.into(), back)
    }

    /// The same from an instant.
    #[wasm_bindgen(js_name = reachInstant)]
    pub fn reach_instant(&mut self, millis: f64, back: bool) -> Result<f64, Thrown> {
        self.reached(instant(millis)?.fixed_offset().into(), back)
    }

    /// The same from a time as people write it.
    #[wasm_bindgen(js_name = reachText)]
    pub fn reach_text(&mut self, time: &str, back: bool) -> Result<f64, Thrown> {
        self.reached(time.parse()?, back)
    }

    /// The date of what was last reached, where it is in time until that ends; else the least
    /// number.
    pub fn day(&self) -> i32 {
        let whole = self.last.filter(|sum| sum.whole_day);
        whole.map_or(i32::MIN, |sum| day(sum.date))
    }

    /// The offset from UTC of what was last reached, in milliseconds.
    pub fn offset(&self) -> i32 {
        let offset = |sum: &Sum| sum.at.offset().local_minus_utc() * 1000;
        self.last.as_ref().map_or(0, offset)
    }

    /// Where it ends and what was counted and skipped, as JSON.
    pub fn explained(&self, time: &str, back: bool) -> Result<String, Thrown> {
        let time: EventTime = time.parse()?;
        let (sum, why) = if back {
            (self.count.before(time)?, self.count.explain_before(time)?)
        } else {
            (self.count.after(time)?, self.count.explain_after(time)?)
        };
        Ok(json(&ToldSum::of(&sum, why)))
    }
}
