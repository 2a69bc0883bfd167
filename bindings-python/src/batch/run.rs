//! Cases → rows of clocks.

use std::ops::Range;

use chrono::{DateTime, Utc};
use dueby::{AttributeColumn, Batch, CaseColumns, ClockRows, Code, EventColumns, Names, Options};
use pyo3::prelude::*;

use super::cases::Window;
use super::read::{Attributes, Owned, Trouble};
use super::rows::Clocks;
use super::table::Table;
use super::{AT_ONCE, Gathered, Lent};
use crate::errors::{Of, OrRaise, TableError, refuse};

/// A question about many cases.
pub(crate) struct Ask<'a> {
    pub(crate) engine: &'a dueby::Engine,
    pub(crate) as_of: DateTime<Utc>,
    pub(crate) options: Options,
    /// What cannot be read is raised, not told in its row.
    pub(crate) strict: bool,
}

/// Assesses every case; one that cannot be read has a row that says so, or is raised.
pub(crate) fn run(py: Python<'_>, gathered: &Gathered, ask: &Ask<'_>) -> PyResult<Table> {
    let (made, clocks) = py.detach(|| assess(gathered, ask))?;
    let table = py.detach(|| made.finish(&gathered.keys, &clocks));
    let (batches, schema) = table.map_err(TableError::new_err)?;
    Ok(Table::new(batches, schema, unknown(gathered, ask.engine)))
}

/// The types of events that no clock knows.
pub(crate) fn unknown(gathered: &Gathered, engine: &dueby::Engine) -> Vec<String> {
    let mut unknown: Vec<String> = Vec::new();
    for name in &gathered.types {
        let is_known = |name: &str| engine.event_types().any(|known| known == name);
        if !name.is_empty() && !unknown.contains(name) && !is_known(name) {
            unknown.push(name.clone());
        }
    }
    unknown
}

/// What columns have of texts, each once.
pub(crate) struct Lists<'g> {
    kinds: Vec<&'g str>,
    attributes: Vec<Vec<&'g str>>,
    types: Vec<&'g str>,
}

impl<'g> Lists<'g> {
    pub(crate) fn of(gathered: &'g Gathered) -> Self {
        Lists {
            kinds: gathered
                .kinds
                .as_ref()
                .map(|kinds| kinds.lent())
                .unwrap_or_default(),
            attributes: texts(&gathered.attributes),
            types: gathered.types.iter().map(String::as_str).collect(),
        }
    }
}

/// Lends the cases of a window to the engine.
pub(crate) fn lend<T>(
    (gathered, lists): (&Gathered, &Lists<'_>),
    (window, lent): (Range<usize>, &Lent<'_>),
    use_it: impl FnOnce(&CaseColumns<'_>) -> T,
) -> T {
    let set_texts = texts(lent.sets);
    let sets = columns(lent.sets, &set_texts, lent.events.clone());
    let attributes = columns(&gathered.attributes, &lists.attributes, window.clone());
    use_it(&CaseColumns {
        references: None,
        kinds: gathered.kinds.as_ref().map(|kinds| Names {
            names: &lists.kinds,
            codes: &kinds.codes[window],
        }),
        attributes: &attributes,
        first_event: lent.first_event,
        events: EventColumns {
            types: Names {
                names: &lists.types,
                codes: lent.codes,
            },
            times: lent.times,
            sorts: lent.sorts,
            recorded: lent.recorded,
            references: None,
            steps: None,
            sets: &sets,
        },
    })
}

fn assess(gathered: &Gathered, ask: &Ask<'_>) -> PyResult<(Clocks, Vec<(String, String)>)> {
    let lists = Lists::of(gathered);
    let mut made = Clocks::new(ask.engine.calendar().zone().name());
    let mut troubles = gathered.troubles.as_slice();
    let mut clocks = Vec::new();
    let mut room = Window::default();
    let step = gathered.window();
    let mut first = 0;
    loop {
        let window = first..(first + step).min(gathered.count);
        first = window.end;
        let lent = gathered.lent(window.clone(), &mut room);
        let within = troubles.partition_point(|(case, _)| (*case as usize) < window.end);
        let (here, later) = troubles.split_at(within);
        troubles = later;
        lend((gathered, &lists), (window.clone(), &lent), |cases| {
            let batch = ask.engine.batch(cases, &ask.options);
            let batch = batch.map_err(|error| TableError::new_err(error.to_string()))?;
            if clocks.is_empty() {
                let all = batch.clocks();
                clocks = all
                    .map(|(pack, clock)| (pack.id().to_owned(), clock.id().to_owned()))
                    .collect();
            }
            each(gathered, ask, &batch, window, here, &mut made)
        })?;
        if first >= gathered.count {
            return Ok((made, clocks));
        }
    }
}

/// Assesses the cases of a window, but for those that could not be read.
fn each(
    gathered: &Gathered,
    ask: &Ask<'_>,
    batch: &Batch<'_>,
    window: Range<usize>,
    troubles: &[(u32, Trouble)],
    made: &mut Clocks,
) -> PyResult<()> {
    let mut troubles = troubles.iter().peekable();
    let mut first = window.start;
    while first < window.end {
        let mut end = (first + AT_ONCE).min(window.end);
        if let Some((case, trouble)) = troubles.next_if(|(case, _)| *case as usize == first) {
            if ask.strict {
                return Err(raised(gathered, *case, trouble.code, &trouble.message));
            }
            made.unread(*case, trouble.code);
            first += 1;
            continue;
        }
        if let Some((case, _)) = troubles.peek() {
            end = end.min(*case as usize);
        }
        let ids: Vec<u32> = ((first - window.start) as u32..(end - window.start) as u32).collect();
        let mut rows = room(ids.len());
        let asked = batch.assess_some(&ids, ask.as_of, &mut rows);
        Python::attach(|py| {
            asked
                .or_raise(py, Of::Asked)
                .and_then(|()| py.check_signals())
        })?;
        if window.start > 0 {
            let start = window.start as u32;
            rows.case.iter_mut().for_each(|case| *case += start);
        }
        if ask.strict
            && let Some(row) = rows.status.iter().position(Option::is_some)
            && let Some(code) = rows.status[row]
        {
            let message = code.meaning().trim();
            return Err(raised(gathered, rows.case[row], code, message));
        }
        made.add(rows);
        first = end;
    }
    Ok(())
}

/// Rows with room for one of each case, so that they are not moved as they grow.
fn room(cases: usize) -> ClockRows {
    let (numbers, instants) = (|| Vec::with_capacity(cases), || Vec::with_capacity(cases));
    ClockRows {
        case: numbers(),
        clock: numbers(),
        instance: numbers(),
        state: Vec::with_capacity(cases),
        reason: Vec::with_capacity(cases),
        status: Vec::with_capacity(cases),
        started: instants(),
        stopped: instants(),
        cancelled: instants(),
        outcome: Vec::with_capacity(cases),
        due: instants(),
        overdue_from: instants(),
        kind: Vec::with_capacity(cases),
        elapsed: instants(),
        remaining: instants(),
        next_change: instants(),
        level: numbers(),
        next_step: instants(),
        assessed: numbers(),
        case_next_change: instants(),
    }
}

/// The texts of each column of texts.
fn texts(columns: &[Attributes]) -> Vec<Vec<&str>> {
    let texts = columns.iter().map(|column| match &column.values {
        Owned::Texts(texts) => texts.lent(),
        Owned::Numbers(_) | Owned::Flags(_) => Vec::new(),
    });
    texts.collect()
}

fn columns<'a>(
    columns: &'a [Attributes],
    names: &'a [Vec<&'a str>],
    rows: Range<usize>,
) -> Vec<AttributeColumn<'a>> {
    let columns = columns.iter().zip(names);
    columns
        .map(|(column, names)| AttributeColumn {
            name: &column.name,
            values: column.values.lent(names, rows.clone()),
        })
        .collect()
}

#[cold]
pub(crate) fn raised(gathered: &Gathered, case: u32, code: Code, message: &str) -> PyErr {
    let name = gathered.keys.name(case as usize);
    Python::attach(|py| {
        let message = format!("case \"{name}\": {message}");
        refuse(
            py,
            code,
            Of::Case,
            &message,
            "correct it, or have it told in its row with strict=False",
        )
    })
}
