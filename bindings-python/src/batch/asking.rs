//! What an engine is asked about tables of cases.

use std::collections::BTreeMap;

use dueby::Code;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::Gathered;
use super::cases::Cases;
use super::events::EventRows;
use super::read::table_given;
use super::run::{Ask, run};
use super::singly::{self, Wanted};
use super::table::{First, Table};
use crate::case::Case;
use crate::engine::{Engine, named};
use crate::errors::{Of, TableError, refuse};

impl Engine {
    fn ask(
        &self,
        as_of: &Bound<'_, PyAny>,
        known_at: Option<&Bound<'_, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'_, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
    ) -> PyResult<Ask<'_>> {
        Ok(Ask {
            engine: &self.engine,
            as_of: self.instant(as_of)?,
            options: self.options(known_at, false, accept, readings)?,
            strict,
        })
    }
}

/// A table of what is wanted; one of clocks draws its first cases, asked in the same way.
fn answered<'py>(
    slf: &Bound<'py, Engine>,
    gathered: &Gathered,
    ask: &Ask<'_>,
    wanted: Wanted,
    (as_of, named): (&Bound<'py, PyAny>, Bound<'py, PyDict>),
) -> PyResult<Table> {
    let py = slf.py();
    match wanted {
        Wanted::Clocks => {
            let cases = singly::first(gathered).into_iter();
            Ok(run(py, gathered, ask)?.drawn_as(First {
                engine: slf.clone().unbind(),
                cases: cases
                    .map(|case| Py::new(py, Case(case)))
                    .collect::<PyResult<_>>()?,
                as_of: as_of.clone().unbind(),
                named: named.unbind(),
            }))
        }
        other => singly::run(py, gathered, ask, other),
    }
}

#[pymethods]
impl Engine {
    /// What every promise of many cases is at a moment, from a table with a row for each
    /// event.
    ///
    /// `events` is a table of pandas, Polars, pyarrow, DuckDB or another with the Arrow
    /// PyCapsule interface, with the columns `case` (texts or whole numbers), `event` (its
    /// type) and `at` (dates, times or texts that say them; with `day_first`, also as
    /// 19/12/2025), in any order. `attributes` names further columns: attributes that the
    /// event set; without it, all others are. `recorded_at` names the column of when each was
    /// recorded. What is known of cases beside their events stands in `cases`: a table with
    /// the column `case`, and one for each attribute. A column `kind` there, or `kind` for
    /// all, says what they are about.
    ///
    /// The answer has a row for each instance of each clock, in the order of the cases, and
    /// times as instants in the engine's zone. A case that cannot be read has one row, whose
    /// `status` says why in a stable code; else `status` is "ok". With `strict`, it raises
    /// CaseError instead. `known_at`, `accept` and `readings` are those of `assess`. Raises
    /// TableError, UnknownNameError. Can be interrupted.
    ///
    /// `table` asks for other rows: "rights", what residents may do and until when; "findings",
    /// what is odd about cases; "steps", whom to tell and when, with the `id` of each step. They
    /// are those of single answers, and take as long. For these, `step` names the column of what
    /// a host's reports are about: in rows of the events "step.sent" and "step.acknowledged", the
    /// id of the step.
    ///
    /// >>> import polars
    /// >>> events = polars.DataFrame({
    /// ...     'case': ['C-1', 'C-2'], 'event': ['complaint.received'] * 2,
    /// ...     'at': [date(2025, 12, 19), date(2025, 12, 22)]})
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> table = engine.assess_events(events, datetime(2025, 12, 24, 9), kind='complaint').to_polars()
    /// >>> table.filter(polars.col('clock') == 'complaint-acknowledgement')['state'].to_list()
    /// ['overdue', 'on-track']
    #[pyo3(signature = (
        events, as_of, *, case = "case", event = "event", at = "at", recorded_at = None,
        step = None, attributes = None, cases = None, kind = None, day_first = false, known_at = None,
        strict = false, accept = None, readings = None, table = "clocks"
    ))]
    #[allow(clippy::too_many_arguments)]
    fn assess_events(
        slf: &Bound<'_, Self>,
        events: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        case: &str,
        event: &str,
        at: &str,
        recorded_at: Option<&str>,
        step: Option<&str>,
        attributes: Option<Vec<String>>,
        cases: Option<&Bound<'_, PyAny>>,
        kind: Option<&str>,
        day_first: bool,
        known_at: Option<&Bound<'_, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'_, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
        table: &str,
    ) -> PyResult<Table> {
        let wanted = Wanted::read(table)?;
        if step.is_some() && wanted == Wanted::Clocks {
            return Err(PyValueError::new_err(
                "reports of steps count for table=\"steps\", \"rights\" and \"findings\": the table of \
                 clocks places steps as if nothing had been reported",
            ));
        }
        let py = events.py();
        let asked = named(py, known_at, false, accept, &readings)?;
        let ask = slf.get().ask(as_of, known_at, strict, accept, readings)?;
        let frame = table_given(events, "events")?;
        let cases = cases.map(|cases| table_given(cases, "cases")).transpose()?;
        let rows = EventRows {
            frame: &frame,
            case,
            event,
            at,
            recorded_at,
            step,
            attributes: attributes.as_deref(),
            cases: cases.as_ref(),
            kind,
            day_first,
        };
        let gathered = py.detach(|| rows.gather()).map_err(TableError::new_err)?;
        answered(slf, &gathered, &ask, wanted, (as_of, asked))
    }

    /// What every promise of many cases is at a moment, from a table with a row for each
    /// case, as housing systems export them.
    ///
    /// `cases` is a table as `assess_events` takes it, with a column of references named
    /// `case`. `events` says which columns hold when something happened, and what:
    /// `{"received on": "complaint.received"}`; a cell with nothing in it means that it has
    /// not. `attributes` names the columns of attributes; without it, all others are. A
    /// column `kind`, or `kind` for all, says what cases are about.
    ///
    /// The answer and the other arguments are those of `assess_events`. Raises TableError,
    /// UnknownNameError (`unknown-event` for a type in `events` that no clock knows), and
    /// with `strict` CaseError. Can be interrupted.
    ///
    /// >>> import pyarrow
    /// >>> cases = pyarrow.table({
    /// ...     'ref': ['C-1', 'C-2'], 'received': ['19/12/2025', '31/02/2025']})
    /// >>> engine = dueby.Engine('landlords/customer-care-strategy')
    /// >>> table = engine.assess_cases(
    /// ...     cases, datetime(2025, 12, 24, 9), case='ref', kind='complaint',
    /// ...     events={'received': 'complaint.received'}, day_first=True).to_pyarrow()
    /// >>> table.select(['case', 'clock', 'state', 'status']).to_pylist()[-1]
    /// {'case': 'C-2', 'clock': None, 'state': 'undetermined', 'status': 'bad-time'}
    #[pyo3(signature = (
        cases, as_of, *, events, case = "case", attributes = None, kind = None,
        day_first = false, known_at = None, strict = false, accept = None, readings = None,
        table = "clocks"
    ))]
    #[allow(clippy::too_many_arguments)]
    fn assess_cases(
        slf: &Bound<'_, Self>,
        cases: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        events: &Bound<'_, PyDict>,
        case: &str,
        attributes: Option<Vec<String>>,
        kind: Option<&str>,
        day_first: bool,
        known_at: Option<&Bound<'_, PyAny>>,
        strict: bool,
        accept: Option<&Bound<'_, PyAny>>,
        readings: Option<BTreeMap<String, String>>,
        table: &str,
    ) -> PyResult<Table> {
        let wanted = Wanted::read(table)?;
        let py = cases.py();
        let asked = named(py, known_at, false, accept, &readings)?;
        let ask = slf.get().ask(as_of, known_at, strict, accept, readings)?;
        let frame = table_given(cases, "cases")?;
        let mut columns: Vec<(String, String)> = Vec::new();
        for (column, event) in events {
            let event: String = event.extract()?;
            if !ask.engine.event_types().any(|known| known == event) {
                return Err(refuse(
                    py,
                    Code::UnknownEvent,
                    Of::Asked,
                    &format!("no clock knows the event \"{}\"", event.escape_debug()),
                    "Engine.event_types lists those that they know",
                ));
            }
            columns.push((column.extract()?, event));
        }
        let given = Cases {
            frame: &frame,
            case,
            events: &columns,
            attributes: attributes.as_deref(),
            kind,
            day_first,
        };
        let gathered = py.detach(|| given.gather()).map_err(TableError::new_err)?;
        answered(slf, &gathered, &ask, wanted, (as_of, asked))
    }
}
