//! Cases → counts of targets.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema};
use dueby::{CaseColumns, Code, Fold};
use pyo3::prelude::*;

use super::cases::Window;
use super::run::{Lists, lend, raised};
use super::table::Table;
use super::{AT_ONCE, Gathered, Happened};
use crate::errors::TableError;

/// A moment that no rule knows: the engine says so of each case that has it.
pub(super) const SPOILT: i64 = i64::MAX;

/// What was not counted.
#[derive(Default)]
pub(crate) struct Left {
    /// Cases, each with the code of what is wrong and what that means.
    cases: Vec<(u32, Code, String)>,
    /// How many events are of types that no rule knows, by type.
    pub(crate) unknown_events: BTreeMap<String, u64>,
}

impl Left {
    /// How many cases cannot be read, by code; those given again are no part of them.
    pub(crate) fn by_code(&self) -> BTreeMap<String, u64> {
        let mut codes = BTreeMap::new();
        let unread = self.cases.iter().map(|(_, code, _)| *code);
        for code in unread.filter(|code| *code != Code::DuplicateName) {
            *codes.entry(code.to_string()).or_default() += 1;
        }
        codes
    }

    /// The cases as a table.
    pub(crate) fn table(mut self, gathered: &Gathered) -> Result<Table, String> {
        self.cases.sort_by_key(|(case, ..)| *case);
        let cases: Vec<u32> = self.cases.iter().map(|(case, ..)| *case).collect();
        let codes = self.cases.iter().map(|(_, code, _)| code.to_string());
        let messages = self.cases.iter().map(|(.., message)| message.as_str());
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("case", gathered.keys.of(&cases)?),
            ("status", Arc::new(StringArray::from_iter_values(codes))),
            ("message", Arc::new(StringArray::from_iter_values(messages))),
        ];
        let fields = columns
            .iter()
            .map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let arrays = columns.into_iter().map(|(_, array)| array).collect();
        let batch = RecordBatch::try_new(Arc::clone(&schema), arrays);
        let batch = batch.map_err(|error| error.to_string())?;
        let unknown = self.unknown_events.into_keys().collect();
        Ok(Table::new(vec![batch], schema, unknown))
    }
}

/// Counts every case that can be read and was not counted before; with `strict` it raises where
/// there is another. Nothing of Python's is held meanwhile.
pub(crate) fn count(
    gathered: &mut Gathered,
    engine: &dueby::Engine,
    fold: &mut Fold<'_>,
    strict: bool,
) -> PyResult<Left> {
    let mut left = Left::default();
    let passed_over = gathered.spoil();
    let lists = Lists::of(gathered);
    let is_unknown: Vec<bool> = gathered
        .types
        .iter()
        .map(|name| {
            let known = engine.event_types().any(|known| known == name);
            !known && !name.is_empty() && !name.starts_with("step.")
        })
        .collect();
    let mut by_type = vec![0_u64; is_unknown.len()];
    let troubles: BTreeMap<u32, (Code, &str)> = gathered
        .troubles
        .iter()
        .map(|(case, trouble)| (*case, (trouble.code, trouble.message.as_str())))
        .collect();
    let tell = |left: &mut Left, case: u32, code: Code| -> PyResult<()> {
        let (code, message) = match troubles.get(&case) {
            Some((code, message)) => (*code, *message),
            None if code == Code::DuplicateName => {
                (code, "a case of this reference was counted before")
            }
            None => (code, code.meaning().trim()),
        };
        if strict {
            return Err(raised(gathered, case, code, message));
        }
        left.cases.push((case, code, message.to_owned()));
        Ok(())
    };
    let mut room = Window::default();
    let step = gathered.window().min(gathered.few());
    let mut passed_over = passed_over.into_iter().peekable();
    let mut first = 0;
    while first < gathered.count {
        if passed_over.next_if_eq(&(first as u32)).is_some() {
            tell(&mut left, first as u32, Code::MissingField)?;
            first += 1;
            continue;
        }
        let mut end = (first + step).min(gathered.count);
        if let Some(case) = passed_over.peek() {
            end = end.min(*case as usize);
        }
        let window = first..end;
        let ids: Vec<u32> = (first as u32..end as u32).collect();
        let references = gathered.keys.of(&ids).map_err(TableError::new_err)?;
        let references = cast(&references, &DataType::LargeUtf8);
        let references = references.map_err(|error| TableError::new_err(error.to_string()))?;
        let references: Vec<&str> = references
            .as_string::<i64>()
            .iter()
            .map(Option::unwrap_or_default)
            .collect();
        let lent = gathered.lent(window.clone(), &mut room);
        for code in lent.codes {
            by_type[*code as usize] += 1;
        }
        let added = lend((gathered, &lists), (window, &lent), |cases| {
            let references = Some(&references[..]);
            fold.add_columns(&CaseColumns {
                references,
                ..*cases
            })
        });
        let added = added.map_err(|error| TableError::new_err(error.to_string()))?;
        let twice = added
            .twice
            .into_iter()
            .map(|case| (case, Code::DuplicateName));
        for (case, code) in added.unread.into_iter().chain(twice) {
            tell(&mut left, (first + case) as u32, code)?;
        }
        Python::attach(|py| py.check_signals())?;
        first = end;
    }
    let named = gathered.types.iter().zip(is_unknown).zip(by_type);
    for ((name, _), times) in named.filter(|((_, unknown), times)| *unknown && *times > 0) {
        *left.unknown_events.entry(name.clone()).or_default() += times;
    }
    Ok(left)
}

impl Gathered {
    /// A window that a user who interrupts does not wait long for, and that is worth it.
    fn few(&self) -> usize {
        let texts = self.attributes.iter().map(super::names_of).sum::<usize>();
        let sets = match &self.happened {
            Happened::Rows(rows) => rows.sets.iter().map(super::names_of).sum::<usize>(),
            Happened::Columns(_) => 0,
        };
        AT_ONCE.max((texts + sets) * 8)
    }

    /// Gives cases that cannot be read a moment that the engine cannot read either. Gives back those
    /// that have no event: they have to be passed over.
    fn spoil(&mut self) -> Vec<u32> {
        let mut without = Vec::new();
        let rows = match &mut self.happened {
            Happened::Rows(rows) => rows,
            Happened::Columns(_) => {
                // Cells that cannot be read are spoilt as they are; references are not cells.
                let references = self.keys.without(self.count).into_iter();
                without.extend(references);
                return without;
            }
        };
        if self.troubles.is_empty() {
            return without;
        }
        let mut times = Vec::from(std::mem::take(&mut rows.times));
        for (case, _) in &self.troubles {
            let place = *case as usize;
            let (row, end) = (rows.first_event[place], rows.first_event[place + 1]);
            if row == end {
                without.push(*case);
                continue;
            }
            times[row] = SPOILT;
            if let Some(recorded) = &mut rows.recorded {
                recorded[row] = dueby::NOTHING;
            }
        }
        rows.times = times.into();
        without
    }
}
