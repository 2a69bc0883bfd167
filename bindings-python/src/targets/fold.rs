//! Counts of targets, as an object.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use dueby::{Added, Code, Counts, MergeError, TargetOptions};
use dueby_report::ReadAnswer;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::sync::MutexExt as _;
use pyo3::types::{PyDict, PyTuple};

use super::answer::TargetsAnswer;
use crate::batch::{Cases, EventRows, Left, Table, count, table_given};
use crate::case::Case;
use crate::engine::{Engine, named};
use crate::errors::{Of, OrRaise, TableError, refuse};

/// Targets counted over cases, in any order: what `Engine.fold` begins.
///
/// Cases are added as tables (`add_events`, `add_cases`) or one by one (`add`); parts counted apart, on
/// threads, processes or machines, are put together by `merge`, and the answer is the same however
/// the cases were divided. Counts alone are kept, and eight bytes of each case's reference, so that
/// none is counted twice. It can be pickled, which is how it comes from one process to another.
///
/// >>> engine = dueby.Engine('england/tenant-satisfaction-measures')
/// >>> fold = engine.fold('2025-26')
/// >>> fold.add(dueby.Case('R-1', 'repair'))
/// True
/// >>> fold.add(dueby.Case('R-1', 'repair')), len(fold)
/// (False, 1)
#[pyclass(frozen, module = "dueby")]
pub(crate) struct Fold {
    pub(super) engine: Py<Engine>,
    /// The arguments, for what is pickled.
    period: String,
    asked: Py<PyDict>,
    pub(super) as_of: DateTime<Utc>,
    pub(super) options: TargetOptions,
    state: Mutex<State>,
}

/// What was counted and what was not.
#[derive(Clone, Default)]
pub(super) struct State {
    pub(super) counts: Counts,
    /// How many cases could not be read, by code.
    pub(super) left_out: BTreeMap<String, u64>,
    pub(super) unknown_events: BTreeMap<String, u64>,
}

impl State {
    /// As reports tell it.
    pub(super) fn read(&self) -> ReadAnswer {
        let left_out = self.left_out.values().sum();
        ReadAnswer {
            left_out,
            problems: left_out,
            by_code: self.left_out.clone(),
            unknown_events: self.unknown_events.clone(),
            ..ReadAnswer::default()
        }
    }

    fn note(&mut self, left: &Left) {
        add(&mut self.left_out, left.by_code());
        add(&mut self.unknown_events, left.unknown_events.clone());
    }
}

fn add(into: &mut BTreeMap<String, u64>, more: BTreeMap<String, u64>) {
    for (name, times) in more {
        *into.entry(name).or_default() += times;
    }
}

impl Fold {
    /// Python is not held while another thread counts.
    pub(super) fn state(&self, py: Python<'_>) -> MutexGuard<'_, State> {
        let locked = self.state.lock_py_attached(py);
        locked.unwrap_or_else(PoisonError::into_inner)
    }

    /// The same, of other counts.
    pub(super) fn with(&self, py: Python<'_>, state: State) -> Self {
        Fold {
            engine: self.engine.clone_ref(py),
            period: self.period.clone(),
            asked: self.asked.clone_ref(py),
            as_of: self.as_of,
            options: self.options.clone(),
            state: Mutex::new(state),
        }
    }

    /// Goes on from counts.
    pub(super) fn resume(&self, counts: Counts) -> Result<dueby::Fold<'_>, dueby::Error> {
        dueby::Fold::resume(&self.engine.get().engine, self.as_of, &self.options, counts)
    }

    /// Counts the cases of a table: all that can be read or, where that is refused or interrupted,
    /// none.
    fn table(
        &self,
        py: Python<'_>,
        strict: bool,
        gather: impl FnOnce() -> Result<crate::batch::Gathered, String> + Send,
    ) -> PyResult<Table> {
        let engine = &self.engine.get().engine;
        py.detach(|| {
            let mut gathered = gather().map_err(TableError::new_err)?;
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let counts = state.counts.clone();
            let fold = self.resume(counts);
            let mut fold = Python::attach(|py| fold.or_raise(py, Of::Asked))?;
            let left = count(&mut gathered, engine, &mut fold, strict)?;
            state.counts = fold.into_counts();
            state.note(&left);
            left.table(&gathered).map_err(TableError::new_err)
        })
    }
}

#[pymethods]
impl Engine {
    /// Begins to count the targets of the packs over cases, as `dueby report` does.
    ///
    /// `period` is a financial year "2025-26", a quarter "2025-Q4", a month "2025-11", a calendar year
    /// "2025" or "rolling 12 months", which are the month of `as_of` and those before it. `as_of` is
    /// the moment asked for; without it, the last of the period. `by` names the attribute by whose
    /// values figures are told as well, `numbers` what rates are of: `{"homes": 20390}`, of a group of
    /// `by` `{"homes:Norton": 1800}`. `known_at`, `accept` and `readings` are those of `assess`. Raises
    /// Error (`bad-date`, `unknown-field`), and ValueError where no pack has a target.
    ///
    /// >>> engine = dueby.Engine('england/tenant-satisfaction-measures')
    /// >>> engine.fold('2025-26', by='patch')
    /// <Fold of 2025-04-01 to 2026-03-31: 0 cases>
    #[pyo3(signature = (
        period, *, as_of = None, by = None, numbers = None, known_at = None, accept = None,
        readings = None
    ))]
    #[allow(clippy::too_many_arguments)]
    pub(super) fn fold<'py>(
        slf: &Bound<'py, Self>,
        period: &str,
        as_of: Option<&Bound<'py, PyAny>>,
        by: Option<String>,
        numbers: Option<BTreeMap<String, u64>>,
        known_at: Option<&Bound<'py, PyAny>>,
        accept: Option<&Bound<'py, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<Fold> {
        let (py, this) = (slf.py(), slf.get());
        if this.engine.packs().all(|pack| pack.targets().is_empty()) {
            return Err(PyValueError::new_err(
                "these packs have no target: assess says what their clocks are",
            ));
        }
        let moment = as_of.map(|as_of| this.instant(as_of)).transpose()?;
        let span = this.engine.span(period, moment);
        let (span, moment) = span.or_raise(py, Of::Asked)?;
        let asked = named(py, known_at, false, accept, &readings)?;
        asked.del_item("strict")?;
        asked.set_item("as_of", as_of)?;
        asked.set_item("by", by.clone())?;
        asked.set_item("numbers", numbers.clone())?;
        let assess = this.options(known_at, false, accept, readings)?;
        let mut options = TargetOptions::of(span).assess(assess);
        if let Some(by) = by {
            options = options.by(by);
        }
        for (name, number) in numbers.into_iter().flatten() {
            options = options.number(name, number);
        }
        // What the engine refuses, it refuses now.
        dueby::Fold::new(&this.engine, moment, &options).or_raise(py, Of::Asked)?;
        Ok(Fold {
            engine: slf.clone().unbind(),
            period: period.to_owned(),
            asked: asked.unbind(),
            as_of: moment,
            options,
            state: Mutex::default(),
        })
    }
}

#[pymethods]
impl Fold {
    /// Counts a case, a Case or a dict; False where one of its reference was counted before. Raises
    /// CaseError, TimeError: it is not counted then.
    ///
    /// >>> fold = dueby.Engine('england/tenant-satisfaction-measures').fold('2025-26')
    /// >>> fold.add({'case': 'R-1', 'kind': 'repair'})
    /// True
    fn add(&self, py: Python<'_>, case: &Bound<'_, PyAny>) -> PyResult<bool> {
        let case = Case::given(case)?;
        let mut state = self.state(py);
        let counts = std::mem::take(&mut state.counts);
        let mut fold = self.resume(counts).or_raise(py, Of::Asked)?;
        let added = fold.add(&case.get().0);
        state.counts = fold.into_counts();
        Ok(added.or_raise(py, Of::Case)? == Added::Counted)
    }

    /// Counts cases from a table with a row for each event; the arguments are those of
    /// `Engine.assess_events`.
    ///
    /// Gives a table of the cases that were not counted: `case`, `status` (a stable code;
    /// "duplicate-name" for those that were counted before) and `message`; its `unknown_events` are the
    /// types that no rule knows. With `strict` the first of them raises CaseError and nothing of the
    /// table is counted, and neither is it where the user interrupts. Raises TableError.
    ///
    /// >>> import polars
    /// >>> events = polars.DataFrame({
    /// ...     'case': ['R-1', 'R-2'], 'event': ['repair.reported'] * 2, 'at': ['2025-06-02', '31/06/2025']})
    /// >>> fold = dueby.Engine('england/tenant-satisfaction-measures').fold('2025-26')
    /// >>> fold.add_events(events, kind='repair').to_polars()['status'].to_list(), len(fold)
    /// (['bad-time'], 1)
    #[pyo3(signature = (
        events, *, case = "case", event = "event", at = "at", recorded_at = None, attributes = None,
        cases = None, kind = None, day_first = false, strict = false
    ))]
    #[allow(clippy::too_many_arguments)]
    fn add_events(
        &self,
        py: Python<'_>,
        events: &Bound<'_, PyAny>,
        case: &str,
        event: &str,
        at: &str,
        recorded_at: Option<&str>,
        attributes: Option<Vec<String>>,
        cases: Option<&Bound<'_, PyAny>>,
        kind: Option<&str>,
        day_first: bool,
        strict: bool,
    ) -> PyResult<Table> {
        let frame = table_given(events, "events")?;
        let cases = cases.map(|cases| table_given(cases, "cases")).transpose()?;
        let rows = EventRows {
            frame: &frame,
            case,
            event,
            at,
            recorded_at,
            step: None,
            attributes: attributes.as_deref(),
            cases: cases.as_ref(),
            kind,
            day_first,
        };
        self.table(py, strict, || rows.gather())
    }

    /// Counts cases from a table with a row for each; the arguments are those of
    /// `Engine.assess_cases`, the answer and the errors those of `add_events`. Here a type in `events` that
    /// no clock knows may be one that a target counts.
    ///
    /// >>> import pyarrow
    /// >>> cases = pyarrow.table({'case': ['R-1'], 'reported': ['02/06/2025'], 'done': ['09/06/2025']})
    /// >>> fold = dueby.Engine('england/tenant-satisfaction-measures').fold('2025-26')
    /// >>> left_out = fold.add_cases(
    /// ...     cases, kind='repair', day_first=True,
    /// ...     events={'reported': 'repair.reported', 'done': 'repair.completed'})
    /// >>> len(left_out), len(fold)
    /// (0, 1)
    #[pyo3(signature = (
        cases, *, events, case = "case", attributes = None, kind = None, day_first = false, strict = false
    ))]
    #[allow(clippy::too_many_arguments)]
    fn add_cases(
        &self,
        py: Python<'_>,
        cases: &Bound<'_, PyAny>,
        events: &Bound<'_, PyDict>,
        case: &str,
        attributes: Option<Vec<String>>,
        kind: Option<&str>,
        day_first: bool,
        strict: bool,
    ) -> PyResult<Table> {
        let frame = table_given(cases, "cases")?;
        let columns = self.engine.get().columns_of_events(events)?;
        let given = Cases {
            frame: &frame,
            case,
            events: &columns,
            attributes: attributes.as_deref(),
            kind,
            day_first,
        };
        self.table(py, strict, || given.gather())
    }

    /// Adds what another fold counted, of an engine of the same packs, for the same period and moment.
    /// The other one is left as it is. Raises CaseError (`duplicate-name`) where a case was counted in
    /// both, and ValueError where they were begun otherwise; nothing is changed then.
    ///
    /// >>> engine = dueby.Engine('england/tenant-satisfaction-measures')
    /// >>> one, other = engine.fold('2025-26'), engine.fold('2025-26')
    /// >>> one.add({'case': 'R-1'}), other.add({'case': 'R-2'})
    /// (True, True)
    /// >>> one.merge(other)
    /// >>> len(one)
    /// 2
    fn merge(&self, py: Python<'_>, other: &Bound<'_, Fold>) -> PyResult<()> {
        let theirs = other.get();
        let taken = theirs.state(py).clone();
        let other = theirs.resume(taken.counts).or_raise(py, Of::Asked)?;
        let mut state = self.state(py);
        let counts = std::mem::take(&mut state.counts);
        let mut fold = self.resume(counts).or_raise(py, Of::Asked)?;
        let merged = fold.merge(other);
        state.counts = fold.into_counts();
        merged.map_err(|error| match error {
            MergeError::Overlap { .. } => refuse(
                py,
                Code::DuplicateName,
                Of::Case,
                &error.to_string(),
                "divide cases by their references",
            ),
            _ => PyValueError::new_err(error.to_string()),
        })?;
        add(&mut state.left_out, taken.left_out);
        add(&mut state.unknown_events, taken.unknown_events);
        Ok(())
    }

    /// What the cases counted so far come to.
    ///
    /// >>> fold = dueby.Engine('england/tenant-satisfaction-measures').fold('2025-26')
    /// >>> fold.answer().cases
    /// 0
    pub(super) fn answer(&self, py: Python<'_>) -> PyResult<TargetsAnswer> {
        let state = self.state(py);
        let kept = State {
            counts: state.counts.without_references(),
            ..state.clone()
        };
        drop(state);
        TargetsAnswer::of(py, self.with(py, kept))
    }

    fn __len__(&self, py: Python<'_>) -> usize {
        usize::try_from(self.state(py).counts.len()).unwrap_or(usize::MAX)
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!(
            "<Fold of {}: {} cases>",
            self.options.span,
            self.__len__(py)
        )
    }

    /// Only for what was pickled.
    #[staticmethod]
    fn _of(
        engine: &Bound<'_, Engine>,
        period: &str,
        asked: &Bound<'_, PyDict>,
        counts: &str,
        left_out: BTreeMap<String, u64>,
        unknown_events: BTreeMap<String, u64>,
    ) -> PyResult<Fold> {
        let py = engine.py();
        let fold = engine.call_method("fold", (period,), Some(asked))?;
        let counts = Counts::from_json(counts).or_raise(py, Of::Asked)?;
        let state = State {
            counts,
            left_out,
            unknown_events,
        };
        Ok(fold.cast::<Fold>()?.get().with(py, state))
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, this) = (slf.py(), slf.get());
        let state = this.state(py).clone();
        let parts = (
            this.engine.bind(py),
            &this.period,
            this.asked.bind(py),
            py.detach(|| state.counts.to_json()),
            state.left_out,
            state.unknown_events,
        );
        Ok((slf.getattr("_of")?, parts.into_pyobject(py)?))
    }
}
