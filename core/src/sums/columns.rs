//! Sums over columns: many at once, from slices into slices.
//!
//! No allocation a row; a row without an answer stops no other.

use std::fmt;

use crate::calendar::{Calendar, RangeError};
use crate::error::Error;
use crate::time::{Day, Instant};

/// The sums of a calendar over columns, from [`Calendar::columns`].
///
/// Dates are days since 1970-01-01, instants and amounts of time milliseconds, as
/// columns of data frames hold them. The columns of one call are of one length.
///
/// ```
/// # let calendar = dueby::Calendar::from_toml(r#"
/// # [calendar]
/// # id = "office"
/// # title = "An office"
/// # zone = "Europe/London"
/// # from = "2025-01-01"
/// # to = "2026-12-31"
/// # [hours]
/// # mon-fri = "09:00-17:00"
/// # "#, "office.toml")?;
/// let starts = [20_441, 20_442]; // 19 and 20 December 2025
/// let mut ends = [0; 2];
/// calendar.columns().add_working_days(&starts, &[5, 5], &mut ends).unwrap();
/// assert_eq!(ends, [20_448, 20_448]); // 26 December 2025, no holiday here
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Columns<'c> {
    calendar: &'c Calendar,
}

/// Why a call over columns did not answer every row.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// The columns are not of one length; nothing was written.
    #[error("the columns have {expected} and {found} rows: give columns of one length")]
    Lengths {
        /// The rows of the first column.
        expected: usize,
        /// The rows of one that differs.
        found: usize,
    },
    /// Some rows have no answer, and hold 0; every other row has its answer.
    #[error("{} of the rows have no answer, the first of them row {}: {first}",
        rows.len(), rows.first().copied().unwrap_or_default())]
    Rows {
        /// The rows without an answer, from 0, in order.
        rows: Vec<usize>,
        /// Why the first of them has none.
        first: Error,
    },
}

/// As for people: a million rows would hide why.
impl fmt::Debug for ColumnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Calendar {
    /// The same sums over columns.
    pub fn columns(&self) -> Columns<'_> {
        Columns { calendar: self }
    }
}

impl Columns<'_> {
    /// [`Calendar::add_working_days`] for each row: dates and numbers of days in,
    /// dates out.
    ///
    /// # Errors
    ///
    /// See [`ColumnError`].
    pub fn add_working_days(
        &self,
        dates: &[i32],
        days: &[i32],
        ends: &mut [i32],
    ) -> Result<(), ColumnError> {
        let table = self.calendar.days();
        both(
            (dates, days),
            ends,
            |date, days| Some(table.plus(Day(date), days)?.0),
            |date, days| self.calendar.beyond_by(Day(date), days >= 0),
        )
    }

    /// [`Calendar::working_days_between`] for each row: dates in, inclusive and
    /// exclusive, numbers of days out.
    ///
    /// # Errors
    ///
    /// See [`ColumnError`].
    pub fn working_days_between(
        &self,
        from: &[i32],
        until: &[i32],
        days: &mut [i32],
    ) -> Result<(), ColumnError> {
        let table = self.calendar.days();
        both(
            (from, until),
            days,
            // No calendar has more dates than fit.
            |from, until| Some(table.between(Day(from), Day(until))? as i32),
            |from, until| self.calendar.beyond_between(Day(from), Day(until)),
        )
    }

    /// [`Calendar::add_working_time`] for each row: instants and amounts in, instants
    /// out; a sum that ends exactly at a closing stays there.
    ///
    /// # Errors
    ///
    /// See [`ColumnError`].
    pub fn add_working_time(
        &self,
        starts: &[i64],
        millis: &[i64],
        ends: &mut [i64],
    ) -> Result<(), ColumnError> {
        let (table, zone) = (self.calendar.hours(), self.calendar.zone());
        both(
            (starts, millis),
            ends,
            |start, millis| {
                let end = if millis >= 0 {
                    table.add(Instant(start), millis)
                } else {
                    table.subtract(Instant(start), millis.saturating_neg())
                };
                Some(end?.0)
            },
            |start, millis| {
                let day = zone.date(Instant(start));
                self.calendar.beyond_by(day, millis >= 0)
            },
        )
    }

    /// [`Calendar::working_time_between`] for each row: instants in, amounts out.
    ///
    /// # Errors
    ///
    /// See [`ColumnError`].
    pub fn working_time_between(
        &self,
        from: &[i64],
        until: &[i64],
        millis: &mut [i64],
    ) -> Result<(), ColumnError> {
        let (table, zone) = (self.calendar.hours(), self.calendar.zone());
        both(
            (from, until),
            millis,
            |from, until| table.between(Instant(from), Instant(until)),
            |from, until| {
                let date = |at: i64| zone.date(Instant(at));
                self.calendar.beyond_between(date(from), date(until))
            },
        )
    }
}

/// A column out of two: the answer of a row, or why there is none. Which rows have none
/// is asked only where some have, so that nothing is noted on the way.
fn both<I: Copy, O: Copy + Default>(
    (a, b): (&[I], &[I]),
    out: &mut [O],
    answer: impl Fn(I, I) -> Option<O>,
    why: impl Fn(I, I) -> RangeError,
) -> Result<(), ColumnError> {
    same_length(a.len(), b.len())?;
    same_length(a.len(), out.len())?;
    let rows = || a.iter().copied().zip(b.iter().copied());
    let mut all = true;
    for (place, (a, b)) in out.iter_mut().zip(rows()) {
        let found = answer(a, b);
        all &= found.is_some();
        *place = found.unwrap_or_default();
    }
    if all {
        return Ok(());
    }
    each(out, rows(), a.len(), |(a, b)| {
        answer(a, b).ok_or_else(|| why(a, b))
    })
}

/// A column out of rows.
pub(super) fn each<R, O: Default, E: Into<Error>>(
    out: &mut [O],
    rows: impl Iterator<Item = R>,
    length: usize,
    answer: impl Fn(R) -> Result<O, E>,
) -> Result<(), ColumnError> {
    same_length(length, out.len())?;
    let mut failed = Failed::default();
    for (row, (place, given)) in out.iter_mut().zip(rows).enumerate() {
        *place = match answer(given) {
            Ok(answer) => answer,
            Err(error) => failed.note(row, error.into()),
        };
    }
    match failed.first {
        None => Ok(()),
        Some(first) => Err(ColumnError::Rows {
            rows: failed.rows,
            first,
        }),
    }
}

/// The rows without an answer.
#[derive(Default)]
struct Failed {
    rows: Vec<usize>,
    first: Option<Error>,
}

impl Failed {
    #[cold]
    fn note<O: Default>(&mut self, row: usize, error: Error) -> O {
        self.rows.push(row);
        self.first.get_or_insert(error);
        O::default()
    }
}

fn same_length(expected: usize, found: usize) -> Result<(), ColumnError> {
    if expected == found {
        Ok(())
    } else {
        Err(ColumnError::Lengths { expected, found })
    }
}
