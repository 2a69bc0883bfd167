//! What targets come to, as an object.

use std::collections::BTreeMap;

use dueby_report::{ReadAnswer, Report};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::fold::{Fold, State};
use super::tables;
use crate::batch::Table;
use crate::engine::Engine;
use crate::errors::{Of, OrRaise, TableError};
use crate::times;

/// What the targets of an engine's packs come to over many cases: from `Engine.report_events`,
/// `Engine.report_cases` or `Fold.answer`.
///
/// Its parts are tables. `to_json()` is what `dueby report --json` writes, `to_html()` the page that a
/// board reads. In the tables a `figure` is a share from 0 to 1, a number, or one for each thousand; a
/// percentile has a `time` instead, in milliseconds or days as `time_kind` says.
///
/// >>> import polars
/// >>> repairs = polars.DataFrame({
/// ...     'case': ['R-1', 'R-2'], 'reported': ['2025-06-02', '2025-06-02'], 'done': ['2025-06-09', None]})
/// >>> engine = dueby.Engine('england/tenant-satisfaction-measures')
/// >>> answer = engine.report_cases(
/// ...     repairs, '2025-26', kind='repair', events={'reported': 'repair.reported', 'done': 'repair.completed'})
/// >>> answer.cases, answer.left_out, 'denominator' in answer.figures.column_names
/// (2, 0, True)
#[pyclass(frozen, eq, module = "dueby")]
pub(crate) struct TargetsAnswer {
    report: Report,
    /// What it is made of, without the references of cases.
    fold: Py<Fold>,
}

impl PartialEq for TargetsAnswer {
    fn eq(&self, other: &Self) -> bool {
        self.report == other.report
    }
}

impl TargetsAnswer {
    pub(super) fn of(py: Python<'_>, fold: Fold) -> PyResult<Self> {
        let State { counts, .. } = fold.state(py).clone();
        let answer = fold.resume(counts).or_raise(py, Of::Asked)?.answer();
        let read: ReadAnswer = fold.state(py).read();
        Ok(TargetsAnswer {
            report: Report { answer, read },
            fold: Py::new(py, fold)?,
        })
    }
}

fn made(table: Result<Table, String>) -> PyResult<Table> {
    table.map_err(TableError::new_err)
}

#[pymethods]
impl TargetsAnswer {
    /// The moment it is for.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let engine = self.fold.get().engine.get();
        engine.zone.write(py, self.report.answer.as_of)
    }

    /// The first date of the report.
    #[getter]
    fn from_<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        times::to_date(py, self.report.answer.from)
    }

    /// The last date of the report, which still belongs to it.
    #[getter]
    fn until<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        times::to_date(py, self.report.answer.until)
    }

    /// The zone of its months and times.
    #[getter]
    fn zone(&self) -> &str {
        &self.report.answer.zone
    }

    /// The attribute by whose values figures are told as well.
    #[getter]
    fn by(&self) -> Option<&str> {
        self.report.answer.by.as_deref()
    }

    /// How many cases were counted.
    #[getter]
    fn cases(&self) -> u64 {
        self.report.answer.cases
    }

    /// How many were given again under a reference that was there, and not counted.
    #[getter]
    fn repeated(&self) -> u64 {
        self.report.answer.repeated
    }

    /// Some of those references, the first twenty in order.
    #[getter]
    fn repeated_cases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.report.answer.repeated_cases)
    }

    /// How many cases were left out, because something in them could not be read.
    #[getter]
    fn left_out(&self) -> u64 {
        self.report.read.left_out
    }

    /// How many of them by the code of what is wrong.
    #[getter]
    fn left_out_by_code(&self) -> BTreeMap<String, u64> {
        self.report.read.by_code.clone()
    }

    /// How many events were of a type that no rule knows, by that type.
    #[getter]
    fn unknown_events(&self) -> BTreeMap<String, u64> {
        self.report.read.unknown_events.clone()
    }

    /// The date of the first event of all cases.
    #[getter]
    fn data_from<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let date = self.report.answer.data_from;
        date.map(|date| times::to_date(py, date)).transpose()
    }

    /// The date of the last event that had happened.
    #[getter]
    fn data_until<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let date = self.report.answer.data_until;
        date.map(|date| times::to_date(py, date)).transpose()
    }

    /// The first dates of months that had begun and that the events do not reach: of these nothing is
    /// known.
    #[getter]
    fn not_covered<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let months = self.report.answer.not_covered.iter();
        let months = months.map(|date| times::to_date(py, *date));
        PyTuple::new(py, months.collect::<PyResult<Vec<_>>>()?)
    }

    /// That this is a calculation, not legal advice.
    #[getter]
    fn notice(&self) -> &str {
        &self.report.answer.notice
    }

    /// A row for each target over its own period, and one for each group, "" for cases without a value:
    /// `pack`, `target`, `group`, `from`, `until` (both inclusive), `state`, `figure`, `numerator`,
    /// `denominator` and what it is made of, what the rest of the period has to be, and the target in words.
    #[getter]
    fn figures(&self) -> PyResult<Table> {
        made(tables::whole_periods(&self.report.answer))
    }

    /// A row for every period of each target that the report touches and that had begun.
    #[getter]
    fn periods(&self) -> PyResult<Table> {
        made(tables::periods(&self.report.answer))
    }

    /// A row for each month of each target: those of the report, and at least twelve.
    #[getter]
    fn months(&self) -> PyResult<Table> {
        made(tables::months(&self.report.answer))
    }

    /// The cases that failed each target in its period, the latest first and twenty at most: `why` is
    /// "missed", "overdue", or "not followed" by what should have come.
    #[getter]
    fn failures(&self) -> PyResult<Table> {
        made(tables::failures(&self.report.answer))
    }

    /// The answer as JSON, the same text as `dueby report --json`.
    ///
    /// >>> answer = dueby.Engine('england/tenant-satisfaction-measures').fold('2025-26').answer()
    /// >>> answer.to_json()[:12]
    /// '{"schema":1,'
    fn to_json(&self) -> String {
        serde_json::to_string(&self.report).unwrap_or_default()
    }

    /// The answer as one page of HTML that needs nothing else.
    ///
    /// >>> answer = dueby.Engine('england/tenant-satisfaction-measures').fold('2025-26').answer()
    /// >>> answer.to_html()[:15]
    /// '<!DOCTYPE html>'
    fn to_html(&self) -> String {
        dueby_report::html(&self.report)
    }

    /// What a notebook shows: the figures.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        self.figures()?._repr_html_(py)
    }

    fn __repr__(&self) -> String {
        let answer = &self.report.answer;
        format!(
            "<TargetsAnswer {} to {}: {} targets over {} cases>",
            answer.from,
            answer.until,
            answer.targets.len(),
            answer.cases
        )
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(py: Python<'_>, fold: &Bound<'_, Fold>) -> PyResult<Self> {
        let state = fold.get().state(py).clone();
        TargetsAnswer::of(py, fold.get().with(py, state))
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let parts = (slf.get().fold.bind(slf.py()),);
        Ok((slf.getattr("_of")?, parts.into_pyobject(slf.py())?))
    }
}

/// The arguments of `Engine.fold`, out of those that came by keyword.
fn divided<'py>(named: &Bound<'py, PyDict>) -> PyResult<(Bound<'py, PyDict>, Bound<'py, PyDict>)> {
    let py = named.py();
    let (of_fold, of_table) = (PyDict::new(py), PyDict::new(py));
    for (name, value) in named {
        let text: String = name.extract()?;
        let fold = ["as_of", "by", "numbers", "known_at", "accept", "readings"];
        match fold.contains(&text.as_str()) {
            true => of_fold.set_item(name, value)?,
            false => of_table.set_item(name, value)?,
        }
    }
    Ok((of_fold, of_table))
}

fn report<'py>(
    slf: &Bound<'py, Engine>,
    (method, cases): (&str, &Bound<'py, PyAny>),
    period: &str,
    named: Option<&Bound<'py, PyDict>>,
) -> PyResult<TargetsAnswer> {
    let py = slf.py();
    let (of_fold, of_table) = match named {
        Some(named) => divided(named)?,
        None => (PyDict::new(py), PyDict::new(py)),
    };
    let fold = slf
        .as_any()
        .call_method("fold", (period,), Some(&of_fold))?;
    fold.call_method(method, (cases,), Some(&of_table))?;
    fold.cast::<Fold>()?.get().answer(py)
}

#[pymethods]
impl Engine {
    /// What the targets of the packs come to over a table with a row for each event, as `dueby report` says.
    ///
    /// `period` and the arguments `as_of`, `by`, `numbers`, `known_at`, `accept` and `readings` are those of
    /// `fold`, all others those of `Fold.add_events`, whose table says which cases were not counted.
    ///
    /// >>> import polars
    /// >>> events = polars.DataFrame({'case': ['R-1'], 'event': ['repair.reported'], 'at': ['2025-06-02']})
    /// >>> engine = dueby.Engine('england/tenant-satisfaction-measures')
    /// >>> engine.report_events(events, '2025-26', kind='repair').cases
    /// 1
    #[pyo3(signature = (events, period, **named))]
    fn report_events<'py>(
        slf: &Bound<'py, Self>,
        events: &Bound<'py, PyAny>,
        period: &str,
        named: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<TargetsAnswer> {
        report(slf, ("add_events", events), period, named)
    }

    /// The same over a table with a row for each case: all other arguments are those of `Fold.add_cases`.
    ///
    /// >>> import polars
    /// >>> cases = polars.DataFrame({'case': ['R-1'], 'kind': ['repair'], 'reported': ['2025-06-02']})
    /// >>> engine = dueby.Engine('england/tenant-satisfaction-measures')
    /// >>> engine.report_cases(cases, '2025-26', events={'reported': 'repair.reported'}).cases
    /// 1
    #[pyo3(signature = (cases, period, **named))]
    fn report_cases<'py>(
        slf: &Bound<'py, Self>,
        cases: &Bound<'py, PyAny>,
        period: &str,
        named: Option<&Bound<'py, PyDict>>,
    ) -> PyResult<TargetsAnswer> {
        report(slf, ("add_cases", cases), period, named)
    }
}
