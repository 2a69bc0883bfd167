//! What targets come to, as tables.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray, UInt64Array,
};
use arrow_schema::{Field, Schema};
use chrono::{DateTime, FixedOffset, NaiveDate};
use dueby::{Failed, FigureAnswer, TargetAnswer, TargetState, TargetsAnswer};

use crate::allowance::kind;
use crate::batch::{Table, word};

/// Columns as a table.
pub(super) fn table(columns: Vec<(&str, ArrayRef)>) -> Result<Table, String> {
    let fields = columns
        .iter()
        .map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let arrays = columns.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays);
    let batch = batch.map_err(|error| error.to_string())?;
    Ok(Table::new(vec![batch], schema, Vec::new()))
}

/// A figure, where there is one, with whose it is.
struct Row<'a> {
    of: &'a TargetAnswer,
    group: Option<&'a str>,
    from: NaiveDate,
    until: NaiveDate,
    state: Option<TargetState>,
    figure: Option<&'a FigureAnswer>,
}

/// What each row has, as a column.
fn texts<'a, T>(rows: &'a [T], of: impl Fn(&'a T) -> Option<&'a str>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<StringArray>())
}

fn words<T>(rows: &[T], of: impl Fn(&T) -> Option<String>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<StringArray>())
}

fn counts<T>(rows: &[T], of: impl Fn(&T) -> Option<u64>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<UInt64Array>())
}

fn whole<T>(rows: &[T], of: impl Fn(&T) -> Option<i64>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<Int64Array>())
}

fn numbers<T>(rows: &[T], of: impl Fn(&T) -> Option<f64>) -> ArrayRef {
    Arc::new(rows.iter().map(of).collect::<Float64Array>())
}

fn dates<T>(rows: &[T], of: impl Fn(&T) -> NaiveDate) -> ArrayRef {
    let days = rows.iter().map(|row| {
        let since = of(row) - NaiveDate::default();
        Some(since.num_days() as i32)
    });
    Arc::new(days.collect::<Date32Array>())
}

fn instants<T>(
    rows: &[T],
    zone: &str,
    of: impl Fn(&T) -> Option<DateTime<FixedOffset>>,
) -> ArrayRef {
    let at = rows
        .iter()
        .map(|row| of(row).map(|at| at.timestamp_millis()));
    let at: TimestampMillisecondArray = at.collect();
    Arc::new(at.with_timezone(zone))
}

/// Whose figures they are, and what they are.
fn figures<'a>(rows: &'a [Row<'a>]) -> Vec<(&'static str, ArrayRef)> {
    let figure = |row: &Row<'a>| row.figure;
    vec![
        ("pack", texts(rows, |row| Some(&row.of.pack))),
        ("target", texts(rows, |row| Some(&row.of.target))),
        ("group", texts(rows, |row| row.group)),
        ("from", dates(rows, |row| row.from)),
        ("until", dates(rows, |row| row.until)),
        (
            "state",
            texts(rows, |row| row.state.map(|state| state.as_str())),
        ),
        ("figure", numbers(rows, |row| figure(row)?.value)),
        ("time", whole(rows, |row| Some(figure(row)?.time?.amount()))),
        (
            "time_kind",
            words(rows, |row| Some(kind(figure(row)?.time?.kind()).to_owned())),
        ),
        (
            "numerator",
            counts(rows, |row| Some(figure(row)?.numerator)),
        ),
        ("denominator", counts(rows, |row| figure(row)?.denominator)),
        ("kept", counts(rows, |row| Some(figure(row)?.kept))),
        ("failed", counts(rows, |row| Some(figure(row)?.failed))),
        ("overdue", counts(rows, |row| Some(figure(row)?.overdue))),
        (
            "undetermined",
            counts(rows, |row| Some(figure(row)?.undetermined)),
        ),
        (
            "of_completed",
            numbers(rows, |row| figure(row)?.of_completed),
        ),
        (
            "with_overdue",
            numbers(rows, |row| figure(row)?.with_overdue),
        ),
    ]
}

/// Each target over its own period, and by groups.
pub(super) fn whole_periods(answer: &TargetsAnswer) -> Result<Table, String> {
    let rows: Vec<Row<'_>> = answer
        .targets
        .iter()
        .flat_map(|of| {
            let all = Row {
                of,
                group: None,
                from: of.from,
                until: of.until,
                state: of.state,
                figure: of.figure.as_ref(),
            };
            let groups = of.groups.iter().map(|group| Row {
                of,
                // A group without a name is told apart from all together.
                group: Some(group.value.as_deref().unwrap_or_default()),
                from: of.from,
                until: of.until,
                state: None,
                figure: group.figure.as_ref(),
            });
            std::iter::once(all).chain(groups)
        })
        .collect();
    let mut columns = figures(&rows);
    // Of the whole alone.
    let alone = |row: &Row<'_>| row.group.is_none();
    columns.extend([
        (
            "reason",
            words(&rows, |row| {
                row.of
                    .reason
                    .filter(|_| alone(row))
                    .map(|reason| word(&reason))
            }),
        ),
        (
            "reason_about",
            texts(&rows, |row| {
                row.of.reason_about.as_deref().filter(|_| alone(row))
            }),
        ),
        ("measure", words(&rows, |row| Some(word(&row.of.measure)))),
        ("bound", texts(&rows, |row| row.of.bound.as_deref())),
        (
            "at_least",
            Arc::new(
                rows.iter()
                    .map(|row| row.of.at_least)
                    .collect::<BooleanArray>(),
            ) as ArrayRef,
        ),
        ("bound_figure", numbers(&rows, |row| row.of.bound_value)),
        (
            "before",
            numbers(&rows, |row| row.of.before.filter(|_| alone(row))),
        ),
        (
            "change",
            numbers(&rows, |row| row.of.change.filter(|_| alone(row))),
        ),
        (
            "expected",
            counts(&rows, |row| row.of.expected.filter(|_| alone(row))),
        ),
        (
            "may_fail",
            whole(&rows, |row| row.of.may_fail.filter(|_| alone(row))),
        ),
        (
            "needed_share",
            numbers(&rows, |row| row.of.needed_share.filter(|_| alone(row))),
        ),
        (
            "needed_count",
            counts(&rows, |row| row.of.needed_count.filter(|_| alone(row))),
        ),
        ("promise", texts(&rows, |row| Some(&row.of.promise))),
        ("definition", texts(&rows, |row| Some(&row.of.definition))),
    ]);
    table(columns)
}

/// Each target over every one of its periods that the report touches.
pub(super) fn periods(answer: &TargetsAnswer) -> Result<Table, String> {
    let rows: Vec<Row<'_>> = answer
        .targets
        .iter()
        .flat_map(|of| {
            of.periods.iter().map(move |period| Row {
                of,
                group: None,
                from: period.from,
                until: period.until,
                state: period.state,
                figure: period.figure.as_ref(),
            })
        })
        .collect();
    table(without(figures(&rows), &["group"]))
}

/// Each target month by month.
pub(super) fn months(answer: &TargetsAnswer) -> Result<Table, String> {
    let rows: Vec<Row<'_>> = answer
        .targets
        .iter()
        .flat_map(|of| {
            of.months.iter().map(move |month| Row {
                of,
                group: None,
                from: month.month,
                until: (month.month + chrono::Months::new(1))
                    .pred_opt()
                    .unwrap_or(month.month),
                state: None,
                figure: month.figure.as_ref(),
            })
        })
        .collect();
    table(without(figures(&rows), &["group", "state"]))
}

fn without<'a>(columns: Vec<(&'a str, ArrayRef)>, names: &[&str]) -> Vec<(&'a str, ArrayRef)> {
    let columns = columns.into_iter();
    columns.filter(|(name, _)| !names.contains(name)).collect()
}

/// The cases that failed each target and are named, with why.
pub(super) fn failures(answer: &TargetsAnswer) -> Result<Table, String> {
    let rows: Vec<(&TargetAnswer, &Failed)> = answer
        .targets
        .iter()
        .flat_map(|of| of.failed.iter().map(move |failed| (of, failed)))
        .collect();
    let zone = answer.zone.as_str();
    table(vec![
        ("pack", texts(&rows, |(of, _)| Some(&of.pack))),
        ("target", texts(&rows, |(of, _)| Some(&of.target))),
        ("case", texts(&rows, |(_, failed)| Some(&failed.case))),
        (
            "instance",
            counts(&rows, |(_, failed)| Some(failed.instance)),
        ),
        ("due", instants(&rows, zone, |(_, failed)| failed.due)),
        ("at", instants(&rows, zone, |(_, failed)| failed.at)),
        ("why", texts(&rows, |(_, failed)| Some(why(failed)))),
    ])
}

/// Why one failed, in a word of states where it is a clock's.
fn why(failed: &Failed) -> &'static str {
    match (failed.due, failed.at) {
        (Some(_), Some(_)) => "missed",
        (Some(_), None) => "overdue",
        (None, _) => "not followed",
    }
}
