//! One row a case, with a column for each event: as housing systems export.
//!
//! Their events are put case by case a window of cases after the other, so that only one window's
//! need memory.

use std::collections::BTreeMap;
use std::ops::Range;

use dueby::TimeSort;

use super::keys::Keys;
use super::read::{Attributes, Frame, Owned, Sorts, Times, Trouble};
use super::texts::Texts;
use super::{Gathered, Happened, Lent, without_a_name};

/// How such a table is read.
pub(crate) struct Cases<'a> {
    pub(crate) frame: &'a Frame,
    /// The column of the host's references.
    pub(crate) case: &'a str,
    /// Columns with the types of the events whose times they hold.
    pub(crate) events: &'a [(String, String)],
    pub(crate) attributes: Option<&'a [String]>,
    pub(crate) kind: Option<&'a str>,
    pub(crate) day_first: bool,
}

impl Cases<'_> {
    pub(crate) fn gather(&self) -> Result<Gathered, String> {
        let frame = self.frame;
        let mut types: Vec<String> = Vec::new();
        let mut columns = Vec::new();
        for (column, event) in self.events {
            let known = types.iter().position(|name| name == event);
            let code = known.unwrap_or_else(|| {
                types.push(event.clone());
                types.len() - 1
            });
            let times = Times::read(&frame.column(column)?, column, self.day_first)?;
            columns.push(Column {
                name: column.clone(),
                code: code as u32,
                times,
            });
        }
        let keys = Keys::new(frame.column(self.case)?, None);
        let mut troubles = troubles(&columns);
        without_a_name(&keys, frame.rows, &mut troubles);
        Ok(Gathered {
            keys,
            count: frame.rows,
            kinds: kinds(frame, self.kind, frame.rows)?,
            attributes: self.attributes(frame)?,
            types,
            happened: Happened::Columns(columns),
            troubles,
        })
    }

    fn attributes(&self, frame: &Frame) -> Result<Vec<Attributes>, String> {
        let given: Vec<&String> = match self.attributes {
            Some(names) => names.iter().collect(),
            None => frame
                .names
                .iter()
                .filter(|name| {
                    *name != self.case
                        && *name != "kind"
                        && !self.events.iter().any(|(column, _)| column == *name)
                })
                .collect(),
        };
        given
            .into_iter()
            .map(|name| {
                let values = Owned::read(&frame.column(name)?, name)?;
                Ok(Attributes {
                    name: name.clone(),
                    values,
                })
            })
            .collect()
    }
}

/// A column of times, with the code of the event that they are of.
pub(crate) struct Column {
    name: String,
    code: u32,
    times: Times,
}

impl Column {
    /// Whether there is an instant in every row.
    fn is_whole(&self) -> bool {
        self.are_instants() && self.times.missing.is_empty() && self.times.wrong.is_empty()
    }

    fn are_instants(&self) -> bool {
        matches!(self.times.sorts, Sorts::All(TimeSort::Instant))
    }
}

/// Cases of which a cell cannot be read, in order: the first such cell of each.
fn troubles(columns: &[Column]) -> Vec<(u32, Trouble)> {
    let mut troubles = BTreeMap::new();
    for column in columns {
        for (row, trouble) in &column.times.wrong {
            troubles.entry(*row).or_insert_with(|| Trouble {
                code: trouble.code,
                message: format!("{}, in the column \"{}\"", trouble.message, column.name),
            });
        }
    }
    troubles.into_iter().collect()
}

/// The events of some cases, in memory that is used again.
#[derive(Default)]
pub(crate) struct Window {
    first_event: Vec<usize>,
    codes: Vec<u32>,
    times: Vec<i64>,
    sorts: Vec<TimeSort>,
}

impl Window {
    /// The events of some cases, case by case.
    pub(crate) fn of<'w>(&'w mut self, columns: &[Column], cases: Range<usize>) -> Lent<'w> {
        let all_instants = columns.iter().all(Column::are_instants);
        match columns.iter().all(Column::is_whole) {
            true => self.all(columns, cases),
            false => self.some(columns, cases, all_instants),
        }
        Lent {
            first_event: &self.first_event,
            codes: &self.codes,
            times: &self.times,
            sorts: (!all_instants).then_some(&self.sorts),
            recorded: None,
            sets: &[],
            steps: None,
        }
    }

    /// Of cases of which each has all events.
    fn all(&mut self, columns: &[Column], cases: Range<usize>) {
        let (count, each) = (cases.len(), columns.len());
        // But for the last window all are of one length.
        if self.first_event.len() != count + 1 {
            self.first_event.clear();
            self.first_event.extend((0..=count).map(|case| case * each));
            self.codes.clear();
            let codes = columns.iter().map(|column| column.code);
            let codes = std::iter::repeat_n(codes, count).flatten();
            self.codes.extend(codes);
            self.times.resize(count * each, 0);
        }
        if each == 0 {
            return;
        }
        let of_columns: Vec<&[i64]> = columns
            .iter()
            .map(|column| &column.times.millis[cases.clone()])
            .collect();
        for (row, times) in self.times.chunks_exact_mut(each).enumerate() {
            for (time, column) in times.iter_mut().zip(&of_columns) {
                *time = column[row];
            }
        }
    }

    /// Of cases of which some events have not happened, or cannot be read, or need to be told
    /// apart by what their times are.
    fn some(&mut self, columns: &[Column], cases: Range<usize>, all_instants: bool) {
        self.first_event.clear();
        self.codes.clear();
        self.times.clear();
        self.sorts.clear();
        // Where in what is missing and wrong of each column the rows have come.
        let first = cases.start as u32;
        let begun = columns.iter().map(|column| {
            let Times { missing, wrong, .. } = &column.times;
            (
                missing.partition_point(|row| *row < first),
                wrong.partition_point(|(row, _)| *row < first),
            )
        });
        let mut next: Vec<(usize, usize)> = begun.collect();
        for row in cases {
            self.first_event.push(self.times.len());
            for (column, next) in columns.iter().zip(&mut next) {
                let Times { missing, wrong, .. } = &column.times;
                if missing.get(next.0) == Some(&(row as u32)) {
                    next.0 += 1;
                    continue;
                }
                if wrong.get(next.1).is_some_and(|(at, _)| *at == row as u32) {
                    next.1 += 1;
                    continue;
                }
                self.codes.push(column.code);
                self.times.push(column.times.millis[row]);
                if !all_instants {
                    self.sorts.push(column.times.sorts.of(row));
                }
            }
        }
        self.first_event.push(self.times.len());
    }
}

/// What each case is about: the column "kind" where there is one, else one word for all.
pub(crate) fn kinds(
    frame: &Frame,
    kind: Option<&str>,
    count: usize,
) -> Result<Option<Texts>, String> {
    if frame.has("kind") {
        return Texts::read(&frame.column("kind")?, "kind").map(Some);
    }
    Ok(kind.map(|kind| Texts::of_all(kind, count)))
}
