//! Many cases at once: typed arrays in, typed arrays out.

use dueby::{
    AttributeColumn, CaseColumns, ClockRows, EventColumns, NOTHING, Names, TimeSort, Values,
};
use serde::Serialize;
use wasm_bindgen::JsValue;
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
        Ok(Rows {
            rows,
            clocks,
            numbers: Vec::new(),
            codes: Vec::new(),
        })
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

/// What was decided, a row for each instance. JavaScript copies its columns out of the module's
/// memory, where they stay until this is freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rows {
    rows: ClockRows,
    clocks: String,
    numbers: Vec<Vec<f64>>,
    codes: Vec<Vec<i8>>,
}

/// Where a column begins in the module's memory, and how many it holds.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Place(u32, u32);

#[wasm_bindgen]
impl Place {
    /// The number of the first byte.
    pub fn at(&self) -> u32 {
        self.0
    }

    /// How many there are.
    pub fn length(&self) -> u32 {
        self.1
    }
}

impl Place {
    fn of<T>(column: &[T]) -> Self {
        Place(column.as_ptr() as usize as u32, column.len() as u32)
    }
}

/// A column of words: the place of each row's among the names; -1 is none.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Words {
    names: String,
    codes: Place,
}

#[wasm_bindgen]
impl Words {
    /// Takes the words, a JSON list.
    pub fn names(&mut self) -> String {
        std::mem::take(&mut self.names)
    }

    /// The places: a byte each.
    pub fn codes(&self) -> Place {
        Place(self.codes.0, self.codes.1)
    }
}

/// Of a word that has not come yet.
const NEW: i8 = i8::MIN;

/// A column of words: each word once, in the order they come in, and the place of each row's. The
/// number of a word is its own.
fn coded<C: Copy, N: Serialize>(
    column: &[C],
    number: impl Fn(C) -> u8,
    name: impl Fn(C) -> Option<N>,
) -> (String, Vec<i8>) {
    let mut places = [NEW; 256];
    let mut names: Vec<N> = Vec::new();
    let codes = column.iter().map(|word| {
        let place = &mut places[usize::from(number(*word))];
        if *place == NEW {
            *place = -1;
            if let Some(name) = name(*word) {
                *place = names.len() as i8;
                names.push(name);
            }
        }
        *place
    });
    let codes = codes.collect();
    (json(&names), codes)
}

#[wasm_bindgen]
impl Rows {
    /// The module's memory.
    pub fn memory(&self) -> JsValue {
        wasm_bindgen::memory()
    }

    /// Which clocks there are, as JSON: a row's clock is a place in it.
    pub fn clocks(&self) -> String {
        self.clocks.clone()
    }

    /// The column of a name that holds whole numbers: four bytes each.
    pub fn whole(&self, name: &str) -> Option<Place> {
        let rows = &self.rows;
        let column = match name {
            "case" => &rows.case,
            "clock" => &rows.clock,
            "instance" => &rows.instance,
            "level" => &rows.level,
            "assessed" => &rows.assessed,
            _ => return None,
        };
        Some(Place::of(column))
    }

    /// The column of a name that holds times or amounts, numbers of eight bytes; not a number
    /// where there is none. Once.
    pub fn number(&mut self, name: &str) -> Option<Place> {
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
        let column = numbers(std::mem::take(column));
        let place = Place::of(&column);
        self.numbers.push(column);
        Some(place)
    }

    /// The column of a name that holds words.
    pub fn word(&mut self, name: &str) -> Option<Words> {
        const NONE: u8 = u8::MAX;
        let rows = &self.rows;
        let (names, codes) = match name {
            "state" => coded(&rows.state, |state| state as u8, Some),
            "reason" => coded(
                &rows.reason,
                |reason| reason.map_or(NONE, |reason| reason as u8),
                |reason| reason,
            ),
            "outcome" => coded(
                &rows.outcome,
                |outcome| outcome.map_or(NONE, |outcome| outcome as u8),
                |outcome| outcome,
            ),
            "status" => coded(
                &rows.status,
                |code| code.map_or(NONE, |code| code as u8),
                |code| code,
            ),
            "kind" => coded(
                &rows.kind,
                |kind| kind.map_or(NONE, |kind| kind as u8),
                |kind| kind.map(kind_word),
            ),
            _ => return None,
        };
        let place = Place::of(&codes);
        self.codes.push(codes);
        Some(Words {
            names,
            codes: place,
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
