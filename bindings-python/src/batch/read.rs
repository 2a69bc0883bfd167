//! Arrow columns → vectors of times and of attributes' values.

use std::borrow::Cow;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::ScalarBuffer;
use arrow_cast::cast;
use arrow_schema::{DataType, TimeUnit};
use chrono::NaiveDate;
use dueby::{Code, EventTime, Names, TimeSort, Values};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;

use super::texts::{Texts, as_texts, is_text};
use crate::errors::TableError;

/// Why a case cannot be read.
#[derive(Clone, PartialEq)]
pub(crate) struct Trouble {
    pub(crate) code: Code,
    pub(crate) message: String,
}

/// A table that was given.
pub(crate) struct Frame {
    batches: Vec<RecordBatch>,
    pub(crate) names: Vec<String>,
    pub(crate) rows: usize,
}

/// Takes a table: anything with the Arrow PyCapsule interface.
pub(crate) fn table_given(given: &Bound<'_, PyAny>, what: &str) -> PyResult<Frame> {
    let any: AnyRecordBatch = given.extract().map_err(|_| {
        let of = given
            .get_type()
            .name()
            .map_or_else(|_| String::new(), |name| name.to_string());
        TableError::new_err(format!(
            "{what} are a table of pandas, Polars, pyarrow, DuckDB or another with the Arrow \
             PyCapsule interface, not a {of}"
        ))
    })?;
    let (batches, schema) = any.into_table().map_err(PyErr::from)?.into_inner();
    let names = schema
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect();
    let rows = batches.iter().map(RecordBatch::num_rows).sum();
    Ok(Frame {
        batches,
        names,
        rows,
    })
}

impl Frame {
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// A column's chunks.
    pub(crate) fn column(&self, name: &str) -> Result<Vec<ArrayRef>, String> {
        let Some(place) = self.names.iter().position(|known| known == name) else {
            let known = self.names.join("\", \"");
            return Err(format!(
                "there is no column \"{name}\"; the columns are \"{known}\""
            ));
        };
        Ok(self
            .batches
            .iter()
            .map(|batch| batch.column(place).clone())
            .collect())
    }
}

/// An attribute's column.
pub(crate) struct Attributes {
    pub(crate) name: String,
    pub(crate) values: Owned,
}

pub(crate) enum Owned {
    Texts(Texts),
    Numbers(Vec<f64>),
    Flags(Vec<u8>),
}

/// What is lent of a flag that is missing.
const NO_FLAG: u8 = 2;

impl Owned {
    pub(crate) fn read(chunks: &[ArrayRef], name: &str) -> Result<Self, String> {
        let of = chunks
            .first()
            .map_or(DataType::Null, |chunk| chunk.data_type().clone());
        if is_text(&of) {
            return Ok(Owned::Texts(Texts::read(chunks, name)?));
        }
        match of {
            DataType::Boolean => {
                let flags = chunks.iter().flat_map(|chunk| chunk.as_boolean().iter());
                Ok(Owned::Flags(
                    flags.map(|flag| flag.map_or(NO_FLAG, u8::from)).collect(),
                ))
            }
            of if of.is_numeric() => {
                let mut numbers = Vec::new();
                for chunk in chunks {
                    let chunk = cast(chunk, &DataType::Float64).map_err(|e| e.to_string())?;
                    let chunk = chunk.as_primitive::<Float64Type>();
                    numbers.extend(chunk.iter().map(|number| number.unwrap_or(f64::NAN)));
                }
                Ok(Owned::Numbers(numbers))
            }
            // A date or a time, of an appointment say: rules read those as texts.
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => {
                let text =
                    |chunk: &ArrayRef| cast(chunk, &DataType::Utf8).map_err(|e| e.to_string());
                let chunks: Vec<ArrayRef> = chunks.iter().map(text).collect::<Result<_, _>>()?;
                Ok(Owned::Texts(Texts::read(&chunks, name)?))
            }
            other => Err(format!(
                "the attribute \"{name}\" is of texts, numbers, true and false or dates, not {other}"
            )),
        }
    }

    /// The same with rows in another order.
    pub(crate) fn in_order(self, order: &[u32]) -> Self {
        match self {
            Owned::Texts(texts) => Owned::Texts(Texts {
                codes: in_order(&texts.codes, order).into(),
                ..texts
            }),
            Owned::Numbers(numbers) => Owned::Numbers(in_order(&numbers, order)),
            Owned::Flags(flags) => Owned::Flags(in_order(&flags, order)),
        }
    }

    /// Those of some rows.
    pub(crate) fn lent<'a>(&'a self, names: &'a [&'a str], rows: Range<usize>) -> Values<'a> {
        match self {
            Owned::Texts(texts) => Values::Texts(Names {
                names,
                codes: &texts.codes[rows],
            }),
            Owned::Numbers(numbers) => Values::Numbers(&numbers[rows]),
            Owned::Flags(flags) => Values::Flags(&flags[rows]),
        }
    }
}

pub(crate) fn in_order<T: Copy>(values: &[T], order: &[u32]) -> Vec<T> {
    order.iter().map(|row| values[*row as usize]).collect()
}

/// When things happened.
#[derive(Default)]
pub(crate) struct Times {
    /// Milliseconds; nobody's where the time is missing.
    pub(crate) millis: ScalarBuffer<i64>,
    pub(crate) sorts: Sorts,
    /// Rows without a time, in order.
    pub(crate) missing: Vec<u32>,
    /// Rows whose text is no time, in order.
    pub(crate) wrong: Vec<(u32, Trouble)>,
}

/// What they are: of one sort, or each of its own.
pub(crate) enum Sorts {
    All(TimeSort),
    Each(Vec<TimeSort>),
}

impl Default for Sorts {
    fn default() -> Self {
        Sorts::All(TimeSort::Instant)
    }
}

impl Sorts {
    pub(crate) fn of(&self, row: usize) -> TimeSort {
        match self {
            Sorts::All(sort) => *sort,
            Sorts::Each(sorts) => sorts[row],
        }
    }
}

impl Times {
    pub(crate) fn read(chunks: &[ArrayRef], name: &str, day_first: bool) -> Result<Self, String> {
        let mut times = Times::default();
        let of = chunks
            .first()
            .map_or(DataType::Null, |chunk| chunk.data_type().clone());
        times.sorts = match &of {
            DataType::Timestamp(_, Some(_)) => Sorts::All(TimeSort::Instant),
            DataType::Timestamp(_, None) => Sorts::All(TimeSort::Local),
            DataType::Date32 | DataType::Date64 => Sorts::All(TimeSort::Date),
            of if is_text(of) => Sorts::Each(Vec::new()),
            other => {
                return Err(format!(
                    "the column \"{name}\" holds dates, times or texts that say them, not {other}"
                ));
            }
        };
        if let [chunk] = chunks
            && matches!(of, DataType::Timestamp(TimeUnit::Millisecond, _))
        {
            let column = chunk.as_primitive::<TimestampMillisecondType>();
            times.millis = column.values().clone();
            times.missing = nulls(chunk, 0).collect();
            return Ok(times);
        }
        let mut millis: Vec<i64> = Vec::with_capacity(chunks.iter().map(|one| one.len()).sum());
        for chunk in chunks {
            if !is_text(&of) {
                times.missing.extend(nulls(chunk, millis.len()));
            }
            match chunk.data_type() {
                DataType::Timestamp(TimeUnit::Second, _) => {
                    let values = chunk.as_primitive::<TimestampSecondType>().values();
                    millis.extend(values.iter().map(|at| at.saturating_mul(1_000)));
                }
                DataType::Timestamp(TimeUnit::Millisecond, _) => {
                    let values = chunk.as_primitive::<TimestampMillisecondType>().values();
                    millis.extend_from_slice(values);
                }
                DataType::Timestamp(TimeUnit::Microsecond, _) => {
                    let values = chunk.as_primitive::<TimestampMicrosecondType>().values();
                    millis.extend(values.iter().map(|at| at.div_euclid(1_000)));
                }
                DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                    let values = chunk.as_primitive::<TimestampNanosecondType>().values();
                    millis.extend(values.iter().map(|at| at.div_euclid(1_000_000)));
                }
                DataType::Date32 => {
                    let values = chunk.as_primitive::<Date32Type>().values();
                    millis.extend(values.iter().map(|day| i64::from(*day) * 86_400_000));
                }
                DataType::Date64 => {
                    millis.extend_from_slice(chunk.as_primitive::<Date64Type>().values());
                }
                _ => {
                    let texts = as_texts(chunk, name)?;
                    let texts = cast(&texts, &DataType::LargeUtf8).map_err(|e| e.to_string())?;
                    times.add_texts(&texts, day_first, &mut millis);
                }
            }
        }
        times.millis = millis.into();
        Ok(times)
    }

    fn add_texts(&mut self, chunk: &ArrayRef, day_first: bool, millis: &mut Vec<i64>) {
        let Sorts::Each(sorts) = &mut self.sorts else {
            return;
        };
        for text in chunk.as_string::<i64>() {
            let row = millis.len() as u32;
            let (at, sort) = match text.map(str::trim) {
                None | Some("") => {
                    self.missing.push(row);
                    (0, TimeSort::Instant)
                }
                Some(text) => match time(text, day_first) {
                    Ok(time) => time,
                    Err(trouble) => {
                        self.wrong.push((row, trouble));
                        (0, TimeSort::Instant)
                    }
                },
            };
            millis.push(at);
            sorts.push(sort);
        }
    }
}

/// The rows of a chunk with nothing in them, when so many rows come before it.
fn nulls(chunk: &ArrayRef, before: usize) -> impl Iterator<Item = u32> + '_ {
    let some = chunk.null_count() > 0;
    let rows = (0..chunk.len()).filter(move |row| some && chunk.is_null(*row));
    rows.map(move |row| (before + row) as u32)
}

/// A text as a time.
fn time(text: &str, day_first: bool) -> Result<(i64, TimeSort), Trouble> {
    let text = if day_first {
        year_first(text)
    } else {
        Cow::Borrowed(text)
    };
    match text.parse::<EventTime>() {
        Ok(EventTime::Instant(at)) => Ok((at.timestamp_millis(), TimeSort::Instant)),
        Ok(EventTime::Local(at)) => Ok((at.and_utc().timestamp_millis(), TimeSort::Local)),
        Ok(EventTime::Date(date)) => {
            let start = date.and_time(chrono::NaiveTime::MIN).and_utc();
            Ok((start.timestamp_millis(), TimeSort::Date))
        }
        Err(error) => Err(Trouble {
            code: error.code(),
            message: error.first().message().to_owned(),
        }),
    }
}

/// `19/12/2025 16:42` written year first, as British systems export it; anything else as it
/// is.
fn year_first(text: &str) -> Cow<'_, str> {
    let (date, rest) = text
        .split_once(' ')
        .map_or((text, None), |(date, rest)| (date, Some(rest)));
    match (NaiveDate::parse_from_str(date, "%d/%m/%Y"), rest) {
        (Ok(date), None) => Cow::Owned(date.to_string()),
        (Ok(date), Some(rest)) => Cow::Owned(format!("{date}T{rest}")),
        (Err(_), _) => Cow::Borrowed(text),
    }
}
