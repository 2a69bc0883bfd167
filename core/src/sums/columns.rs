//! Sums over columns: many at once, from slices into slices.
//!
//! No allocation a row; a row without an answer stops no other.

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
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
        both(dates, days, ends, |date, days| {
            Ok(self.calendar.plus_working(Day(date), days)?.0)
        })
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
        both(from, until, days, |from, until| {
            // No calendar has more dates than fit.
            Ok(self.calendar.working_between(Day(from), Day(until))? as i32)
        })
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
        both(starts, millis, ends, |start, millis| {
            let start = Instant(start);
            Ok(if millis >= 0 {
                self.calendar.add_open(start, millis)?.0
            } else {
                self.calendar
                    .subtract_open(start, millis.saturating_neg())?
                    .0
            })
        })
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
        both(from, until, millis, |from, until| {
            self.calendar.open_between(Instant(from), Instant(until))
        })
    }
}

/// A column out of two.
fn both<A: Copy, B: Copy, O: Default>(
    a: &[A],
    b: &[B],
    out: &mut [O],
    answer: impl Fn(A, B) -> Result<O, RangeError>,
) -> Result<(), ColumnError> {
    same_length(a.len(), b.len())?;
    each(out, a.iter().zip(b), a.len(), |(a, b)| Ok(answer(*a, *b)?))
}

/// A column out of rows.
pub(super) fn each<R, O: Default>(
    out: &mut [O],
    rows: impl Iterator<Item = R>,
    length: usize,
    answer: impl Fn(R) -> Result<O, Error>,
) -> Result<(), ColumnError> {
    same_length(length, out.len())?;
    let mut failed: Option<(Vec<usize>, Error)> = None;
    for (row, (place, given)) in out.iter_mut().zip(rows).enumerate() {
        *place = answer(given).unwrap_or_else(|error| {
            failed
                .get_or_insert_with(|| (Vec::new(), error))
                .0
                .push(row);
            O::default()
        });
    }
    match failed {
        None => Ok(()),
        Some((rows, first)) => Err(ColumnError::Rows { rows, first }),
    }
}

fn same_length(expected: usize, found: usize) -> Result<(), ColumnError> {
    if expected == found {
        Ok(())
    } else {
        Err(ColumnError::Lengths { expected, found })
    }
}
