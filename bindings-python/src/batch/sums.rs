//! Sums of a calendar over columns.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, DurationMillisecondArray, Int32Array, RecordBatch, StringArray,
    TimestampMillisecondArray,
};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use dueby::{ColumnError, EventTime, TimeSort};
use pyo3::prelude::*;
use pyo3::types::{PyDelta, PyInt, PyTuple};
use pyo3_arrow::input::AnyArray;

use super::read::Times;
use super::table::{Column, Table};
use crate::calendar::Calendar;
use crate::errors::{Of, TableError, exception};
use crate::times;

/// The sums of a calendar over columns: arrays in, a Column out.
///
/// A column is an array of pyarrow, a series of Polars or pandas, or another with the Arrow
/// PyCapsule interface: dates, times, numbers of days, durations. Times without a zone are
/// local to the calendar's. One number or timedelta may stand for a column of them.
///
/// A row without an answer, outside the calendar's years or with nothing in it, raises; with
/// `strict=False` the answer is a Table of `value` and `status`, which is "ok" or the code of
/// what is wrong.
///
/// >>> import pyarrow
/// >>> columns = dueby.Calendar.named('england-and-wales').columns
/// >>> starts = pyarrow.array([date(2025, 12, 19), date(1950, 1, 2)])
/// >>> columns.add_working_days(starts, 5, strict=False).to_pyarrow().to_pylist()
/// [{'value': datetime.date(2025, 12, 30), 'status': 'ok'}, {'value': None, 'status': 'calendar-range'}]
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct Columns {
    pub(crate) calendar: Py<Calendar>,
}

impl PartialEq for Columns {
    fn eq(&self, other: &Self) -> bool {
        self.calendar.get() == other.calendar.get()
    }
}

/// A column that was given, as one array.
fn array(given: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let any: AnyArray = given.extract().map_err(|_| {
        let of = given
            .get_type()
            .name()
            .map_or_else(|_| String::new(), |name| name.to_string());
        TableError::new_err(format!(
            "a column is an array of pyarrow, a series of Polars or pandas, or another with the \
             Arrow PyCapsule interface, not a {of}"
        ))
    })?;
    let (chunks, field) = any.into_chunked_array().map_err(PyErr::from)?.into_inner();
    match chunks.as_slice() {
        [] => Ok(arrow_array::new_empty_array(field.data_type())),
        [one] => Ok(Arc::clone(one)),
        many => {
            let many: Vec<&dyn Array> = many.iter().map(AsRef::as_ref).collect();
            arrow_select::concat::concat(&many)
                .map_err(|error| TableError::new_err(error.to_string()))
        }
    }
}

fn as_type(array: &ArrayRef, to: &DataType, what: &str) -> PyResult<ArrayRef> {
    if array.data_type() == to {
        return Ok(Arc::clone(array));
    }
    let fits = match to {
        DataType::Date32 => matches!(array.data_type(), DataType::Date32 | DataType::Date64),
        DataType::Duration(_) => matches!(array.data_type(), DataType::Duration(_)),
        _ => array.data_type().is_integer(),
    };
    if !fits {
        return Err(TableError::new_err(format!(
            "{what} are wanted here, not {}",
            array.data_type()
        )));
    }
    cast(array, to).map_err(|error| TableError::new_err(error.to_string()))
}

/// Instants, in milliseconds; which rows have none, and why.
struct Instants {
    millis: ScalarBuffer<i64>,
    /// Rows that have none, in order, each with its code.
    without: Vec<(usize, String)>,
}

fn instants(given: &Bound<'_, PyAny>, calendar: &dueby::Calendar) -> PyResult<Instants> {
    let array = array(given)?;
    let times = Times::read(&[array], "times", false).map_err(TableError::new_err)?;
    let mut without: Vec<(usize, String)> = Vec::new();
    for row in &times.missing {
        without.push((*row as usize, "missing-field".to_owned()));
    }
    for (row, trouble) in &times.wrong {
        without.push((*row as usize, trouble.code.to_string()));
    }
    let mut millis = times.millis;
    let sorts = times.sorts;
    if !matches!(sorts, super::read::Sorts::All(TimeSort::Instant)) {
        let mut walls = Vec::from(millis);
        for (row, at) in walls.iter_mut().enumerate() {
            let Some(wall) = chrono::DateTime::from_timestamp_millis(*at) else {
                continue;
            };
            let time = match sorts.of(row) {
                TimeSort::Instant => continue,
                TimeSort::Local => EventTime::Local(wall.naive_utc()),
                TimeSort::Date => EventTime::Date(wall.date_naive()),
            };
            match calendar.instant(time) {
                Ok(instant) => *at = instant.timestamp_millis(),
                Err(error) => without.push((row, error.code().to_string())),
            }
        }
        millis = walls.into();
    }
    without.sort_by_key(|(row, _)| *row);
    without.dedup_by_key(|(row, _)| *row);
    Ok(Instants { millis, without })
}

fn nothing_in(array: &ArrayRef) -> Vec<(usize, String)> {
    if array.null_count() == 0 {
        return Vec::new();
    }
    let rows = (0..array.len()).filter(|row| array.is_null(*row));
    rows.map(|row| (row, "missing-field".to_owned())).collect()
}

/// A column of answers, or what is wrong with some of them.
fn told(
    py: Python<'_>,
    strict: bool,
    rows: usize,
    mut without: Vec<(usize, String)>,
    asked: Result<(), ColumnError>,
    write: impl FnOnce(Option<NullBuffer>) -> ArrayRef,
) -> PyResult<Py<PyAny>> {
    match asked {
        Ok(()) => {}
        Err(ColumnError::Rows { rows, first }) => {
            let nowhere = without.is_empty() || without.iter().all(|(row, _)| *row != rows[0]);
            if strict && nowhere {
                let raised = exception(py, &first, Of::Asked);
                let note = format!("row {} of {} without an answer", rows[0], rows.len());
                raised.value(py).call_method1("add_note", (note,))?;
                return Err(raised);
            }
            let code = first.code().to_string();
            without.extend(rows.into_iter().map(|row| (row, code.clone())));
            without.sort_by_key(|(row, _)| *row);
            without.dedup_by_key(|(row, _)| *row);
        }
        Err(other) => return Err(TableError::new_err(other.to_string())),
    }
    if strict {
        if let Some((row, code)) = without.first() {
            return Err(TableError::new_err(format!(
                "row {row} has no answer: {code}"
            )));
        }
        return Ok(Py::new(py, Column::new(write(None)))?.into_any());
    }
    let mut there = vec![true; rows];
    let mut status = vec!["ok"; rows];
    for (row, code) in &without {
        if let (Some(there), Some(status)) = (there.get_mut(*row), status.get_mut(*row)) {
            *there = false;
            *status = code;
        }
    }
    let value = write(Some(NullBuffer::from(there)));
    let status: ArrayRef = Arc::new(StringArray::from(status));
    let schema = Arc::new(Schema::new(vec![
        Field::new("value", value.data_type().clone(), true),
        Field::new("status", DataType::Utf8, false),
    ]));
    let batch = RecordBatch::try_new(Arc::clone(&schema), vec![value, status]);
    let batch = batch.map_err(|error| TableError::new_err(error.to_string()))?;
    Ok(Py::new(py, Table::new(vec![batch], schema, Vec::new()))?.into_any())
}

fn same_length(first: usize, second: usize) -> PyResult<()> {
    if first == second {
        return Ok(());
    }
    Err(TableError::new_err(format!(
        "the columns have {first} and {second} rows: give columns of one length"
    )))
}

#[pymethods]
impl Columns {
    /// The calendar.
    #[getter]
    fn calendar(&self, py: Python<'_>) -> Py<Calendar> {
        self.calendar.clone_ref(py)
    }

    /// `Calendar.add_working_days` for each row: dates and numbers of days in, dates out.
    /// Raises CalendarRangeError, TableError.
    ///
    /// >>> import polars
    /// >>> columns = dueby.Calendar.named('england-and-wales').columns
    /// >>> columns.add_working_days(polars.Series([date(2025, 12, 19)]), 5).to_polars().to_list()
    /// [datetime.date(2025, 12, 30)]
    #[pyo3(signature = (dates, days, *, strict = true))]
    fn add_working_days(
        &self,
        dates: &Bound<'_, PyAny>,
        days: &Bound<'_, PyAny>,
        strict: bool,
    ) -> PyResult<Py<PyAny>> {
        let py = dates.py();
        let dates = as_type(&array(dates)?, &DataType::Date32, "dates")?;
        let rows = dates.len();
        let days: ArrayRef = if days.is_instance_of::<PyInt>() {
            Arc::new(Int32Array::from(vec![days.extract::<i32>()?; rows]))
        } else {
            as_type(&array(days)?, &DataType::Int32, "numbers of days")?
        };
        same_length(rows, days.len())?;
        let mut without = nothing_in(&dates);
        without.extend(nothing_in(&days));
        let mut ends = vec![0; rows];
        let calendar = &self.calendar.get().calendar;
        let asked = py.detach(|| {
            calendar.columns().add_working_days(
                dates.as_primitive::<Date32Type>().values(),
                days.as_primitive::<Int32Type>().values(),
                &mut ends,
            )
        });
        told(py, strict, rows, without, asked, |nulls| {
            Arc::new(Date32Array::new(ends.into(), nulls))
        })
    }

    /// `Calendar.working_days_between` for each row: dates in, inclusive and exclusive,
    /// numbers of days out. Raises CalendarRangeError, TableError.
    ///
    /// >>> import pyarrow
    /// >>> columns = dueby.Calendar.named('england-and-wales').columns
    /// >>> dates = [pyarrow.array([day]) for day in (date(2025, 12, 19), date(2025, 12, 30))]
    /// >>> columns.working_days_between(*dates).to_pyarrow().to_pylist()
    /// [5]
    #[pyo3(signature = (from_inclusive, to_exclusive, *, strict = true))]
    fn working_days_between(
        &self,
        from_inclusive: &Bound<'_, PyAny>,
        to_exclusive: &Bound<'_, PyAny>,
        strict: bool,
    ) -> PyResult<Py<PyAny>> {
        let py = from_inclusive.py();
        let from = as_type(&array(from_inclusive)?, &DataType::Date32, "dates")?;
        let until = as_type(&array(to_exclusive)?, &DataType::Date32, "dates")?;
        let rows = from.len();
        same_length(rows, until.len())?;
        let mut without = nothing_in(&from);
        without.extend(nothing_in(&until));
        let mut days = vec![0; rows];
        let calendar = &self.calendar.get().calendar;
        let asked = py.detach(|| {
            calendar.columns().working_days_between(
                from.as_primitive::<Date32Type>().values(),
                until.as_primitive::<Date32Type>().values(),
                &mut days,
            )
        });
        told(py, strict, rows, without, asked, |nulls| {
            Arc::new(Int32Array::new(days.into(), nulls))
        })
    }

    /// `Calendar.add_working_time` for each row: times and durations in, instants out, in
    /// milliseconds. Raises CalendarRangeError, TableError.
    ///
    /// >>> import pyarrow
    /// >>> columns = dueby.Calendar.named('england-and-wales').columns
    /// >>> starts = pyarrow.array([datetime(2025, 12, 24, 16)])
    /// >>> columns.add_working_time(starts, timedelta(hours=2)).to_pyarrow()[0].as_py().hour
    /// 10
    #[pyo3(signature = (starts, time, *, strict = true))]
    fn add_working_time(
        &self,
        starts: &Bound<'_, PyAny>,
        time: &Bound<'_, PyAny>,
        strict: bool,
    ) -> PyResult<Py<PyAny>> {
        let py = starts.py();
        let calendar = &self.calendar.get().calendar;
        let starts = instants(starts, calendar)?;
        let rows = starts.millis.len();
        let mut without = starts.without;
        let time: ArrayRef = if time.is_instance_of::<PyDelta>() {
            Arc::new(DurationMillisecondArray::from(vec![
                times::millis(time)?;
                rows
            ]))
        } else {
            let given = array(time)?;
            as_type(
                &given,
                &DataType::Duration(TimeUnit::Millisecond),
                "durations",
            )?
        };
        same_length(rows, time.len())?;
        without.extend(nothing_in(&time));
        let time = cast(&time, &DataType::Int64)
            .map_err(|error| TableError::new_err(error.to_string()))?;
        let mut ends = vec![0; rows];
        let asked = py.detach(|| {
            calendar.columns().add_working_time(
                &starts.millis,
                time.as_primitive::<Int64Type>().values(),
                &mut ends,
            )
        });
        let zone: Arc<str> = calendar.zone().name().into();
        told(py, strict, rows, without, asked, |nulls| {
            Arc::new(TimestampMillisecondArray::new(ends.into(), nulls).with_timezone(zone))
        })
    }

    /// `Calendar.working_time_between` for each row: times in, durations out, in
    /// milliseconds. Raises CalendarRangeError, TableError.
    ///
    /// >>> import pyarrow
    /// >>> columns = dueby.Calendar.named('england-and-wales').columns
    /// >>> times = [pyarrow.array([at]) for at in (datetime(2025, 12, 24, 16), datetime(2025, 12, 29, 10))]
    /// >>> columns.working_time_between(*times).to_pyarrow().to_pylist()
    /// [datetime.timedelta(seconds=7200)]
    #[pyo3(signature = (from_, until, *, strict = true))]
    fn working_time_between(
        &self,
        from_: &Bound<'_, PyAny>,
        until: &Bound<'_, PyAny>,
        strict: bool,
    ) -> PyResult<Py<PyAny>> {
        let py = from_.py();
        let calendar = &self.calendar.get().calendar;
        let (from, until) = (instants(from_, calendar)?, instants(until, calendar)?);
        let rows = from.millis.len();
        same_length(rows, until.millis.len())?;
        let mut without = from.without;
        without.extend(until.without);
        let mut millis = vec![0; rows];
        let asked = py.detach(|| {
            calendar
                .columns()
                .working_time_between(&from.millis, &until.millis, &mut millis)
        });
        told(py, strict, rows, without, asked, |nulls| {
            Arc::new(DurationMillisecondArray::new(millis.into(), nulls))
        })
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(calendar: Py<Calendar>) -> Self {
        Columns { calendar }
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let parts = (slf.get().calendar.bind(slf.py()),);
        Ok((slf.getattr("_of")?, parts.into_pyobject(slf.py())?))
    }

    fn __repr__(&self) -> String {
        format!("<Columns of {}>", self.calendar.get().calendar.id())
    }
}
