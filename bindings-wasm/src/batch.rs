//! Many cases at once: typed arrays in, typed arrays out.

use dueby::{
    AttributeColumn, CaseColumns, ClockRows, EventColumns, NOTHING, Names, TimeSort, Values,
};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::{self, Engine};
use crate::thrown::{Thrown, json};

/// Texts as codes, owned.
#[derive(Debug, Default)]
struct Coded {
    names: Vec<String>,
    codes: Vec<u32>,
}

#[derive(Debug)]
enum Column {
    Texts(Coded),
    Numbers(Vec<f64>),
    Flags(Vec<u8>),
}

/// The columns of some cases.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Columns {
    kinds: Option<Coded>,
    first_event: Vec<usize>,
    types: Coded,
    times: Vec<i64>,
    sorts: Option<Vec<TimeSort>>,
    recorded: Option<Vec<i64>>,
    references: Option<Vec<u64>>,
    /// Those of cases, and those that events set.
    attributes: [Vec<(String, Column)>; 2],
}

/// Milliseconds as JavaScript has them; what is no number is nothing. In place.
fn millis(times: Vec<f64>) -> Vec<i64> {
    let whole = |time: f64| {
        if time.is_nan() {
            NOTHING
        } else {
            time.floor() as i64
        }
    };
    times.into_iter().map(whole).collect()
}

/// The same back.
fn numbers(millis: Vec<i64>) -> Vec<f64> {
    let number = |one: i64| {
        if one == NOTHING { f64::NAN } else { one as f64 }
    };
    millis.into_iter().map(number).collect()
}

#[wasm_bindgen]
impl Engine {
    /// Cases with their events: where each case's begin, and each event's type and time.
    pub fn columns(
        &self,
        first_event: Vec<u32>,
        names: Vec<String>,
        codes: Vec<u32>,
        times: Vec<f64>,
    ) -> Columns {
        Columns {
            first_event: first_event.into_iter().map(|row| row as usize).collect(),
            types: Coded { names, codes },
            times: millis(times),
            ..Columns::default()
        }
    }
}

#[wasm_bindgen]
impl Columns {
    /// What each case is about.
    pub fn kinds(&mut self, names: Vec<String>, codes: Vec<u32>) {
        self.kinds = Some(Coded { names, codes });
    }

    /// What each time is: 0 an instant, 1 what the wall clock showed, 2 a date.
    pub fn sorts(&mut self, sorts: &[u8]) {
        let sort = |sort: &u8| match sort {
            1 => TimeSort::Local,
            2 => TimeSort::Date,
            _ => TimeSort::Instant,
        };
        self.sorts = Some(sorts.iter().map(sort).collect());
    }

    /// When each event was recorded.
    pub fn recorded(&mut self, times: Vec<f64>) {
        self.recorded = Some(millis(times));
    }

    /// The host's number of each event.
    pub fn references(&mut self, numbers: &[f64]) {
        self.references = Some(numbers.iter().map(|number| *number as u64).collect());
    }

    /// An attribute that is a text, of cases or set by events.
    pub fn texts(&mut self, of_events: bool, name: String, names: Vec<String>, codes: Vec<u32>) {
        self.add(of_events, name, Column::Texts(Coded { names, codes }));
    }

    /// An attribute that is a number.
    pub fn numbers(&mut self, of_events: bool, name: String, values: Vec<f64>) {
        self.add(of_events, name, Column::Numbers(values));
    }

    /// An attribute that is true or false: 1 or 0, all else is missing.
    pub fn flags(&mut self, of_events: bool, name: String, values: Vec<u8>) {
        self.add(of_events, name, Column::Flags(values));
    }

    /// Assesses every case at a moment.
    pub fn assess(
        &self,
        engine: &Engine,
        as_of: &str,
        known_at: Option<String>,
        accept: &str,
    ) -> Result<Rows, Thrown> {
        let engine = &engine.0;
        let options = engine::options(engine, known_at, false, accept)?;
        let as_of = engine::moment(engine, as_of)?;
        let kinds = self.kinds.as_ref().map(Refs::of);
        let types = Refs::of(&self.types);
        let [cases, events] = &self.attributes;
        let (cases, events) = (Borrowed::of(cases), Borrowed::of(events));
        let (attributes, sets) = (cases.columns(), events.columns());
        let columns = CaseColumns {
            references: None,
            kinds: kinds.as_ref().map(Refs::names),
            attributes: &attributes,
            first_event: &self.first_event,
            events: EventColumns {
                types: types.names(),
                times: &self.times,
                sorts: self.sorts.as_deref(),
                recorded: self.recorded.as_deref(),
                references: self.references.as_deref(),
                steps: None,
                sets: &sets,
            },
        };
        let batch = engine
            .batch(&columns, &options)
            .map_err(|error| Thrown::of("wrong-type", &error.to_string()))?;
        let mut rows = ClockRows::default();
        batch.assess(as_of, &mut rows)?;
        let clocks = batch.clocks().map(|(pack, clock)| Named {
            pack: pack.id(),
            version: pack.version(),
            clock: clock.id(),
        });
        let clocks = json(&clocks.collect::<Vec<_>>());
        Ok(Rows { rows, clocks })
    }

    fn add(&mut self, of_events: bool, name: String, column: Column) {
        let [cases, events] = &mut self.attributes;
        let list = if of_events { events } else { cases };
        list.push((name, column));
    }
}

/// Coded texts as slices.
struct Refs<'c> {
    names: Vec<&'c str>,
    codes: &'c [u32],
}

impl<'c> Refs<'c> {
    fn of(coded: &'c Coded) -> Self {
        Refs {
            names: coded.names.iter().map(String::as_str).collect(),
            codes: &coded.codes,
        }
    }

    fn names(&self) -> Names<'_> {
        Names {
            names: &self.names,
            codes: self.codes,
        }
    }
}

/// Columns of attributes as slices.
struct Borrowed<'c>(Vec<(&'c str, BorrowedColumn<'c>)>);

enum BorrowedColumn<'c> {
    Texts(Refs<'c>),
    Numbers(&'c [f64]),
    Flags(&'c [u8]),
}

impl<'c> Borrowed<'c> {
    fn of(columns: &'c [(String, Column)]) -> Self {
        let columns = columns.iter().map(|(name, column)| {
            let column = match column {
                Column::Texts(coded) => BorrowedColumn::Texts(Refs::of(coded)),
                Column::Numbers(values) => BorrowedColumn::Numbers(values),
                Column::Flags(values) => BorrowedColumn::Flags(values),
            };
            (name.as_str(), column)
        });
        Borrowed(columns.collect())
    }

    fn columns(&self) -> Vec<AttributeColumn<'_>> {
        let columns = self.0.iter().map(|(name, column)| AttributeColumn {
            name,
            values: match column {
                BorrowedColumn::Texts(refs) => Values::Texts(refs.names()),
                BorrowedColumn::Numbers(values) => Values::Numbers(values),
                BorrowedColumn::Flags(values) => Values::Flags(values),
            },
        });
        columns.collect()
    }
}

#[derive(Serialize)]
struct Named<'c> {
    pack: &'c str,
    version: Option<&'c str>,
    clock: &'c str,
}

/// What was decided, a row for each instance.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rows {
    rows: ClockRows,
    clocks: String,
}

/// Names of a column's words, and its codes.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Words {
    names: String,
    codes: Vec<i8>,
}

#[wasm_bindgen]
impl Words {
    /// Takes the words, a JSON list.
    pub fn names(&mut self) -> String {
        std::mem::take(&mut self.names)
    }

    /// Takes the place of each row's; -1 is none.
    pub fn codes(&mut self) -> Vec<i8> {
        std::mem::take(&mut self.codes)
    }
}

impl Words {
    /// A column of words: each word once, and the place of each row's. There are few words, so
    /// going over the rows once for each takes less than to look each row's up.
    fn of<T: Copy + PartialEq, N: Serialize>(
        column: impl ExactSizeIterator<Item = Option<T>> + Clone,
        name: impl Fn(T) -> N,
    ) -> Self {
        let mut codes = vec![-1; column.len()];
        let mut names: Vec<N> = Vec::new();
        let mut rest = column.clone().zip(0..);
        while let Some((Some(word), row)) =
            rest.find(|(word, row)| word.is_some() && codes.get(*row) == Some(&-1))
        {
            let code = i8::try_from(names.len()).unwrap_or(-1);
            names.push(name(word));
            for (other, place) in column.clone().zip(&mut codes).skip(row) {
                *place = if other == Some(word) { code } else { *place };
            }
        }
        Words {
            names: json(&names),
            codes,
        }
    }
}

#[wasm_bindgen]
impl Rows {
    /// Which clocks there are, as JSON: a row's clock is a place in it.
    pub fn clocks(&self) -> String {
        self.clocks.clone()
    }

    /// Takes the column of a name that holds whole numbers.
    pub fn whole(&mut self, name: &str) -> Option<Vec<u32>> {
        let rows = &mut self.rows;
        let column = match name {
            "case" => &mut rows.case,
            "clock" => &mut rows.clock,
            "instance" => &mut rows.instance,
            "level" => &mut rows.level,
            "assessed" => &mut rows.assessed,
            _ => return None,
        };
        Some(std::mem::take(column))
    }

    /// Takes the column of a name that holds times or amounts; not a number where there is
    /// none.
    pub fn number(&mut self, name: &str) -> Option<Vec<f64>> {
        let rows = &mut self.rows;
        let column = match name {
            "started" => &mut rows.started,
            "stopped" => &mut rows.stopped,
            "cancelled" => &mut rows.cancelled,
            "due" => &mut rows.due,
            "overdueFrom" => &mut rows.overdue_from,
            "elapsed" => &mut rows.elapsed,
            "remaining" => &mut rows.remaining,
            "nextChange" => &mut rows.next_change,
            "nextStep" => &mut rows.next_step,
            "caseNextChange" => &mut rows.case_next_change,
            _ => return None,
        };
        Some(numbers(std::mem::take(column)))
    }

    /// The column of a name that holds words.
    pub fn word(&self, name: &str) -> Option<Words> {
        let rows = &self.rows;
        Some(match name {
            "state" => Words::of(rows.state.iter().copied().map(Some), |state| state),
            "reason" => Words::of(rows.reason.iter().copied(), |reason| reason),
            "outcome" => Words::of(rows.outcome.iter().copied(), |outcome| outcome),
            "status" => Words::of(rows.status.iter().copied(), |code| code),
            "kind" => Words::of(rows.kind.iter().copied(), kind_word),
            _ => return None,
        })
    }
}

/// The word for a kind of time.
fn kind_word(kind: dueby::Kind) -> &'static str {
    match kind {
        dueby::Kind::Elapsed => "elapsed",
        dueby::Kind::CivilDays => "civil-days",
        dueby::Kind::CivilMonths => "civil-months",
        dueby::Kind::WorkingDays => "working-days",
        dueby::Kind::WorkingTime => "working-time",
    }
}
