//! Which cases are looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use dueby::Sample;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::batch::{Frame, Table, table_given};
use crate::errors::TableError;

/// Which cases of a table are to be inspected: `percent` of a hundred of them, rounded up, chosen so
/// that nobody can pick and everybody can check.
///
/// `cases` is a table with a row for each case, its references in the column `case`; `by` names the
/// column by whose values it is divided: of each the percentage is chosen. `seed` and `period` are
/// any texts; publish the seed before the period begins. The mark of a case is the SHA-1 of seed, period,
/// the value of `by` (nothing without it) and the reference, each followed by a line feed; those with the
/// smallest are chosen, the same in every language. A reference that is there twice is one case. Gives a
/// table of `stratum`, `case` and `mark`, by stratum and mark. Raises TableError where a case has no
/// reference, and ValueError.
///
/// >>> import pyarrow
/// >>> repairs = pyarrow.table({'case': [f'R-{n}' for n in range(1, 96)], 'patch': ['Norton'] * 95})
/// >>> chosen = dueby.sample(repairs, seed='spring', period='2025-26', percent=10, by='patch')
/// >>> len(chosen), chosen.column_names
/// (10, ('stratum', 'case', 'mark'))
#[pyfunction]
#[pyo3(signature = (cases, *, seed, period, percent, case = "case", by = None))]
pub(crate) fn sample(
    py: Python<'_>,
    cases: &Bound<'_, PyAny>,
    seed: &str,
    period: &str,
    percent: u32,
    case: &str,
    by: Option<&str>,
) -> PyResult<Table> {
    if percent > 100 {
        return Err(PyValueError::new_err("percent is a number from 0 to 100"));
    }
    let frame = table_given(cases, "cases")?;
    let chosen = py.detach(|| choose(&frame, seed, period, percent, case, by));
    chosen.map_err(TableError::new_err)
}

fn choose(
    frame: &Frame,
    seed: &str,
    period: &str,
    percent: u32,
    case: &str,
    by: Option<&str>,
) -> Result<Table, String> {
    let references = texts(frame, case)?;
    let strata = by.map(|by| texts(frame, by)).transpose()?;
    let mut divided: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in 0..frame.rows {
        let Some(reference) = &references[row] else {
            return Err(format!("the case in row {row} has no reference"));
        };
        let stratum = strata.as_ref().and_then(|strata| strata[row].as_deref());
        let of = divided.entry(stratum.unwrap_or_default()).or_default();
        of.push(reference);
    }
    let (mut stratum, mut chosen, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for (name, all) in divided {
        let sample = Sample::new(seed, period, name, percent);
        for one in sample.choose(all) {
            stratum.push(name);
            chosen.push(one);
            marks.push(sample.mark(one));
        }
    }
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("stratum", Arc::new(StringArray::from(stratum))),
        ("case", Arc::new(StringArray::from(chosen))),
        ("mark", Arc::new(StringArray::from(marks))),
    ];
    super::tables::table(columns)
}

/// A column in words, whatever it is of.
fn texts(frame: &Frame, name: &str) -> Result<Vec<Option<String>>, String> {
    let mut all = Vec::with_capacity(frame.rows);
    for chunk in frame.column(name)? {
        let chunk = cast(&chunk, &DataType::LargeUtf8);
        let chunk = chunk.map_err(|error| format!("the column \"{name}\": {error}"))?;
        let chunk = chunk.as_string::<i64>();
        all.extend(chunk.iter().map(|text| text.map(str::to_owned)));
    }
    Ok(all)
}
