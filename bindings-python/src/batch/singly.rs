//! Cases one by one → tables of what single answers tell: rights, findings, steps.
//!
//! The engine's batch has no words; here each case is put together, assessed as it would be
//! alone, and what was asked for kept. Still no object of Python's is made for a row.

use std::sync::Arc;

use arrow_array::builder::{
    StringBuilder, StringDictionaryBuilder, TimestampMillisecondBuilder, UInt32Builder,
};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{Field, Schema};
use chrono::{DateTime, FixedOffset};
use dueby::{Assessment, Case, Code, Event, EventTime, NOTHING, TimeSort, Value};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::cases::Window;
use super::read::{Attributes, Owned};
use super::rows::word;
use super::run::{Ask, raised, unknown};
use super::table::Table;
use super::texts::Texts;
use super::{Gathered, Happened, Lent};
use crate::errors::TableError;

/// What is wanted of each case.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Wanted {
    Clocks,
    Rights,
    Findings,
    Steps,
}

impl Wanted {
    pub(crate) fn read(word: &str) -> PyResult<Self> {
        match word {
            "clocks" => Ok(Wanted::Clocks),
            "rights" => Ok(Wanted::Rights),
            "findings" => Ok(Wanted::Findings),
            "steps" => Ok(Wanted::Steps),
            other => Err(PyValueError::new_err(format!(
                "table is \"clocks\", \"rights\", \"findings\" or \"steps\", not {other:?}"
            ))),
        }
    }

    /// The columns between the case and the status.
    fn columns(self) -> &'static [(&'static str, Sort)] {
        use Sort::{Moment, Number, Text, Word};
        match self {
            Wanted::Clocks => &[],
            Wanted::Rights => &[
                ("pack", Word),
                ("right", Word),
                ("instance", Number),
                ("title", Word),
                ("to", Word),
                ("nation", Word),
                ("state", Word),
                ("open_from", Moment),
                ("open_until", Moment),
                ("used", Moment),
                ("reason", Word),
            ],
            Wanted::Findings => &[
                ("code", Word),
                ("event", Word),
                ("index", Number),
                ("message", Text),
                ("hint", Text),
            ],
            Wanted::Steps => &[
                ("pack", Word),
                ("clock", Word),
                ("instance", Number),
                ("id", Text),
                ("step", Number),
                ("occurrence", Number),
                ("notify", Word),
                ("to", Word),
                ("state", Word),
                ("why", Word),
                ("at", Moment),
                ("deliver_from", Moment),
                ("sent", Moment),
                ("acknowledged", Moment),
                ("acknowledge_by", Moment),
            ],
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Sort {
    /// One of a few texts.
    Word,
    Text,
    Number,
    Moment,
}

enum Column {
    Word(StringDictionaryBuilder<Int32Type>),
    Text(StringBuilder),
    Number(UInt32Builder),
    Moment(TimestampMillisecondBuilder),
}

enum Cell<'a> {
    Text(Option<&'a str>),
    Own(Option<String>),
    Number(usize),
    Moment(Option<DateTime<FixedOffset>>),
}

impl Column {
    fn new(sort: Sort) -> Self {
        match sort {
            Sort::Word => Column::Word(StringDictionaryBuilder::new()),
            Sort::Text => Column::Text(StringBuilder::new()),
            Sort::Number => Column::Number(UInt32Builder::new()),
            Sort::Moment => Column::Moment(TimestampMillisecondBuilder::new()),
        }
    }

    fn text(&mut self, text: Option<&str>) {
        match self {
            Column::Word(words) => words.append_option(text),
            Column::Text(texts) => texts.append_option(text),
            Column::Number(_) | Column::Moment(_) => self.nothing(),
        }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match (cell, self) {
            (Cell::Text(text), column) => column.text(*text),
            (Cell::Own(text), column) => column.text(text.as_deref()),
            (Cell::Number(number), Column::Number(numbers)) => {
                numbers.append_option(u32::try_from(*number).ok());
            }
            (Cell::Moment(at), Column::Moment(moments)) => {
                moments.append_option(at.map(|at| at.timestamp_millis()));
            }
            (_, column) => column.nothing(),
        }
    }

    fn nothing(&mut self) {
        match self {
            Column::Word(words) => words.append_null(),
            Column::Text(texts) => texts.append_null(),
            Column::Number(numbers) => numbers.append_null(),
            Column::Moment(moments) => moments.append_null(),
        }
    }

    fn array(mut self, zone: &Arc<str>) -> ArrayRef {
        match &mut self {
            Column::Word(words) => Arc::new(words.finish()),
            Column::Text(texts) => Arc::new(texts.finish()),
            Column::Number(numbers) => Arc::new(numbers.finish()),
            Column::Moment(moments) => Arc::new(moments.finish().with_timezone(Arc::clone(zone))),
        }
    }
}

/// The rows of a table as they are made.
struct Rows {
    cases: Vec<u32>,
    columns: Vec<Column>,
    status: StringDictionaryBuilder<Int32Type>,
}

impl Rows {
    fn add(&mut self, case: u32, cells: &[Cell<'_>]) {
        self.cases.push(case);
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.status.append_value("ok");
    }

    /// A case that cannot be read.
    fn unread(&mut self, case: u32, code: Code) {
        self.cases.push(case);
        self.columns.iter_mut().for_each(Column::nothing);
        self.status.append_value(code.as_str());
    }

    fn take(&mut self, number: u32, case: &Case, answer: &Assessment, wanted: Wanted) {
        match wanted {
            Wanted::Clocks => {}
            Wanted::Rights => self.rights(number, answer),
            Wanted::Findings => self.findings(number, case, answer),
            Wanted::Steps => self.steps(number, answer),
        }
    }

    fn rights(&mut self, number: u32, answer: &Assessment) {
        for right in &answer.rights {
            self.add(
                number,
                &[
                    Cell::Text(Some(&right.pack)),
                    Cell::Text(Some(&right.right)),
                    Cell::Number(right.instance),
                    Cell::Text(Some(&right.title)),
                    Cell::Text(Some(&right.to)),
                    Cell::Text(right.nation.as_deref()),
                    Cell::Text(Some(right.state.as_str())),
                    Cell::Moment(right.open_from),
                    Cell::Moment(right.open_until),
                    Cell::Moment(right.used),
                    Cell::Own(right.reason.as_ref().map(|reason| word(&reason.code))),
                ],
            );
        }
    }

    fn findings(&mut self, number: u32, case: &Case, answer: &Assessment) {
        for finding in &answer.findings {
            let event = finding.event.and_then(|index| case.events.get(index));
            self.add(
                number,
                &[
                    Cell::Text(Some(finding.code.as_str())),
                    Cell::Text(event.map(|event| event.event.as_str())),
                    Cell::Number(finding.event.unwrap_or(usize::MAX)),
                    Cell::Text(Some(&finding.message)),
                    Cell::Text(finding.hint.as_deref()),
                ],
            );
        }
    }

    fn steps(&mut self, number: u32, answer: &Assessment) {
        for clock in &answer.clocks {
            for step in &clock.escalations {
                let to = step.to.as_ref().map(|to| {
                    let contacts: Vec<&str> = to.iter().map(|one| one.contact.as_str()).collect();
                    contacts.join(", ")
                });
                self.add(
                    number,
                    &[
                        Cell::Text(Some(&clock.pack)),
                        Cell::Text(Some(&clock.clock)),
                        Cell::Number(clock.instance),
                        Cell::Text(Some(&step.id)),
                        Cell::Number(step.step),
                        Cell::Number(step.occurrence as usize),
                        Cell::Text(Some(&step.notify)),
                        Cell::Own(to),
                        Cell::Own(Some(word(&step.state))),
                        Cell::Own(step.why.map(|why| word(&why))),
                        Cell::Moment(step.at),
                        Cell::Moment(step.deliver_from),
                        Cell::Moment(step.sent),
                        Cell::Moment(step.acknowledged),
                        Cell::Moment(step.acknowledge_by),
                    ],
                );
            }
        }
    }
}

/// Assesses every case alone, and keeps what is wanted.
pub(crate) fn run(
    py: Python<'_>,
    gathered: &Gathered,
    ask: &Ask<'_>,
    wanted: Wanted,
) -> PyResult<Table> {
    let rows = py.detach(|| assess(gathered, ask, wanted))?;
    let zone: Arc<str> = ask.engine.calendar().zone().name().into();
    let case = gathered.keys.of(&rows.cases).map_err(TableError::new_err)?;
    let text = |error: arrow_schema::ArrowError| TableError::new_err(error.to_string());
    let mut named: Vec<(&str, ArrayRef)> = vec![("case", case)];
    for (column, (name, _)) in rows.columns.into_iter().zip(wanted.columns()) {
        named.push((name, column.array(&zone)));
    }
    let mut status = rows.status;
    named.push(("status", Arc::new(status.finish())));
    let fields = named
        .iter()
        .map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let arrays = named.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays).map_err(text)?;
    Ok(Table::new(
        vec![batch],
        schema,
        unknown(gathered, ask.engine),
    ))
}

/// Cases between two looks at whether the user has interrupted.
const AT_ONCE: u32 = 1_024;

fn assess(gathered: &Gathered, ask: &Ask<'_>, wanted: Wanted) -> PyResult<Rows> {
    let columns = wanted.columns().iter();
    let mut rows = Rows {
        cases: Vec::new(),
        columns: columns.map(|(_, sort)| Column::new(*sort)).collect(),
        status: StringDictionaryBuilder::new(),
    };
    let mut troubles = gathered.troubles.iter().peekable();
    let (mut room, step) = (Window::default(), gathered.window());
    for first in (0..gathered.count).step_by(step) {
        let window = first..(first + step).min(gathered.count);
        let lent = gathered.lent(window.clone(), &mut room);
        for number in window {
            let place = number - first;
            let number = number as u32;
            if number % AT_ONCE == AT_ONCE - 1 {
                Python::attach(|py| py.check_signals())?;
            }
            if let Some((_, trouble)) = troubles.next_if(|(case, _)| *case == number) {
                if ask.strict {
                    return Err(raised(gathered, number, trouble.code, &trouble.message));
                }
                rows.unread(number, trouble.code);
                continue;
            }
            let Some(case) = case(gathered, number as usize, &lent, place) else {
                rows.unread(number, Code::TimeRange);
                continue;
            };
            match ask.engine.assess_with(&case, ask.as_of, &ask.options) {
                Ok(answer) => rows.take(number, &case, &answer, wanted),
                Err(error) if ask.strict => {
                    let message = error.first().message();
                    return Err(raised(gathered, number, error.code(), message));
                }
                Err(error) => rows.unread(number, error.code()),
            }
        }
    }
    Ok(rows)
}

/// Cases that are drawn where a table is shown.
const DRAWN: usize = 8;

/// The first cases that can be read. Of a table with a row for each case no more rows than these
/// are looked at.
pub(crate) fn first(gathered: &Gathered) -> Vec<Case> {
    const LOOKED_AT: usize = 1_024;
    let troubles = &gathered.troubles;
    let is_read = |number: &usize| {
        troubles
            .binary_search_by_key(number, |(case, _)| *case as usize)
            .is_err()
    };
    let most = match &gathered.happened {
        Happened::Rows(_) => gathered.count,
        Happened::Columns(_) => gathered.count.min(LOOKED_AT),
    };
    let mut room = Window::default();
    let lent = gathered.lent(0..most, &mut room);
    let numbers = (0..most).filter(is_read);
    numbers
        .filter_map(|number| case(gathered, number, &lent, number))
        .take(DRAWN)
        .collect()
}

/// A case of the columns, by itself, in that place of those lent; nothing where one of its times
/// is none.
pub(crate) fn case(
    gathered: &Gathered,
    number: usize,
    lent: &Lent<'_>,
    place: usize,
) -> Option<Case> {
    let mut case = Case {
        case: gathered.keys.name(number),
        kind: gathered
            .kinds
            .as_ref()
            .and_then(|kinds| text(kinds, number)),
        attributes: values(&gathered.attributes, number),
        events: Vec::new(),
    };
    for row in lent.first_event[place]..lent.first_event[place + 1] {
        let sort = lent.sorts.map_or(TimeSort::Instant, |sorts| sorts[row]);
        let at = DateTime::from_timestamp_millis(lent.times[row])?;
        let at = match sort {
            TimeSort::Instant => EventTime::Instant(at.fixed_offset()),
            TimeSort::Local => EventTime::Local(at.naive_utc()),
            TimeSort::Date => EventTime::Date(at.date_naive()),
        };
        let of = gathered.types.get(lent.codes[row] as usize);
        let mut event = Event::new(of.cloned().unwrap_or_default(), at);
        event.set = values(lent.sets, lent.events.start + row);
        event.step = lent
            .steps
            .and_then(|steps| text(steps, lent.events.start + row));
        event.recorded_at = match lent.recorded {
            Some(recorded) if recorded[row] != NOTHING => {
                let at = DateTime::from_timestamp_millis(recorded[row])?;
                Some(EventTime::Instant(at.fixed_offset()))
            }
            _ => None,
        };
        case.events.push(event);
    }
    Some(case)
}

fn text(texts: &Texts, row: usize) -> Option<String> {
    texts.names.get(texts.codes[row] as usize).cloned()
}

/// What the columns have in a row.
fn values(columns: &[Attributes], row: usize) -> dueby::Map<String, Value> {
    let mut values = dueby::Map::default();
    for column in columns {
        let value = match &column.values {
            Owned::Texts(texts) => text(texts, row).map(Value::Text),
            Owned::Numbers(numbers) => {
                let number = numbers[row];
                (!number.is_nan()).then_some(Value::Number(number))
            }
            Owned::Flags(flags) => match flags[row] {
                0 => Some(Value::Flag(false)),
                1 => Some(Value::Flag(true)),
                _ => None,
            },
        };
        if let Some(value) = value {
            values.insert(column.name.clone(), value);
        }
    }
    values
}
