//! The columns looked through once, and everything with a name made ready.

use super::columns::{AttributeColumn, CaseColumns, EventColumns, Names, Values};
use crate::case::{Event, Value};
use crate::compiled::{Engine, EventId};
use crate::time::EventTime;

/// What is wrong with the columns as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// Columns are not of one length.
    #[error("the column {column} has {found} rows, and {expected} are wanted")]
    Lengths {
        /// Which column.
        column: String,
        /// The rows it should have.
        expected: usize,
        /// The rows it has.
        found: usize,
    },
    /// A code has no name.
    #[error("row {row} of the column {column} has the code {code}, which has no name")]
    NoName {
        /// Which column.
        column: String,
        /// The row, from 0.
        row: usize,
        /// The code.
        code: u32,
    },
    /// `first_event` does not run from 0 to the number of events without going back.
    #[error(
        "first_event is {found} at {place}: it begins with 0, never goes back and ends with \
         the number of events, {events}"
    )]
    FirstEvent {
        /// Where in `first_event`.
        place: usize,
        /// What is there.
        found: usize,
        /// How many events there are.
        events: usize,
    },
}

/// Columns made ready.
#[derive(Debug)]
pub(crate) struct Prepared<'a> {
    pub(super) references: Option<&'a [&'a str]>,
    pub(super) kinds: Option<Names<'a>>,
    pub(super) attributes: Vec<Ready<'a>>,
    pub(super) first_event: &'a [usize],
    pub(super) events: EventColumns<'a>,
    pub(super) types: Vec<Type>,
    pub(super) sets: Vec<Ready<'a>>,
}

/// A type of events.
#[derive(Debug)]
pub(super) struct Type {
    pub(super) id: Option<EventId>,
    /// One of the type that sets nothing. Its time is nobody's: when each happened is in
    /// the columns.
    pub(super) plain: Event,
}

/// An attribute's column with its values made.
#[derive(Debug)]
pub(super) struct Ready<'a> {
    pub(super) name: &'a str,
    pub(super) values: Values<'a>,
    /// The texts, by code.
    texts: Vec<Value>,
    /// Whether no row has a value.
    empty: bool,
}

static FALSE: Value = Value::Flag(false);
static TRUE: Value = Value::Flag(true);

impl<'a> Ready<'a> {
    fn of(column: &AttributeColumn<'a>, what: &str, rows: usize) -> Result<Self, BatchError> {
        let named = || format!("\"{}\" of the {what}", column.name);
        let mut texts = Vec::new();
        match column.values {
            Values::Texts(names) => {
                check_names(&names, rows, true, &named)?;
                texts = names.names.iter().map(|text| Value::from(*text)).collect();
            }
            Values::Numbers(numbers) => check_length(numbers.len(), rows, &named)?,
            Values::Flags(flags) => check_length(flags.len(), rows, &named)?,
        }
        let mut ready = Ready {
            name: column.name,
            values: column.values,
            texts,
            empty: false,
        };
        ready.empty = !(0..rows).any(|row| ready.has(row));
        Ok(ready)
    }

    /// The value of a row, unless it is a number, which is nowhere yet.
    #[inline]
    pub(super) fn made(&self, row: usize) -> Option<&Value> {
        match self.values {
            Values::Texts(names) => self.text(*names.codes.get(row)? as usize),
            Values::Flags(flags) => Ready::flag(*flags.get(row)?),
            Values::Numbers(_) => None,
        }
    }

    /// A text by its code.
    #[inline]
    pub(super) fn text(&self, code: usize) -> Option<&Value> {
        self.texts.get(code)
    }

    #[inline]
    pub(super) fn flag(flag: u8) -> Option<&'static Value> {
        match flag {
            0 => Some(&FALSE),
            1 => Some(&TRUE),
            _ => None,
        }
    }

    /// Whether a row has a value.
    #[inline]
    pub(super) fn has(&self, row: usize) -> bool {
        match self.values {
            Values::Texts(names) => names
                .codes
                .get(row)
                .is_some_and(|code| *code != Names::NONE),
            Values::Flags(flags) => flags.get(row).is_some_and(|flag| *flag < 2),
            Values::Numbers(numbers) => numbers.get(row).is_some_and(|number| !number.is_nan()),
        }
    }

    /// Whether no row has.
    pub(super) fn is_empty(&self) -> bool {
        self.empty
    }

    /// The number of a row.
    #[inline]
    pub(super) fn number(&self, row: usize) -> Option<f64> {
        match self.values {
            Values::Numbers(numbers) => numbers.get(row).copied().filter(|number| !number.is_nan()),
            _ => None,
        }
    }
}

impl<'a> Prepared<'a> {
    pub(crate) fn new(engine: &Engine, cases: &CaseColumns<'a>) -> Result<Self, BatchError> {
        let events = cases.events;
        let rows = events.times.len();
        let named = |name: &'static str| move || name.to_owned();
        check_names(&events.types, rows, false, &named("types"))?;
        for (length, name) in [
            (events.sorts.map(<[_]>::len), "sorts"),
            (events.recorded.map(<[_]>::len), "recorded"),
            (events.references.map(<[_]>::len), "references"),
        ] {
            check_length(length.unwrap_or(rows), rows, &named(name))?;
        }
        let count = check_first_event(cases.first_event, rows)?;
        if let Some(steps) = &events.steps {
            check_names(steps, rows, true, &named("steps"))?;
        }
        // A step's id begins with the reference of its case.
        if cases.references.is_some() || events.steps.is_some() {
            check_references(cases.references, count)?;
        }
        if let Some(kinds) = &cases.kinds {
            check_names(kinds, count, true, &named("kinds"))?;
        }
        let ready = |columns: &[AttributeColumn<'a>], what: &str, rows: usize| {
            let columns = columns.iter().map(|column| Ready::of(column, what, rows));
            columns.collect::<Result<Vec<_>, _>>()
        };
        let mut sets = ready(events.sets, "events", rows)?;
        sets.retain(|column| !column.is_empty());
        let types = events.types.names.iter().map(|name| Type {
            id: engine.vocabulary.get(*name).copied(),
            plain: Event::new(*name, EventTime::Date(chrono::NaiveDate::MIN)),
        });
        Ok(Prepared {
            references: cases.references,
            kinds: cases.kinds,
            attributes: ready(cases.attributes, "cases", count)?,
            first_event: cases.first_event,
            types: types.collect(),
            sets,
            events,
        })
    }

    /// The references, where there are any to go by.
    pub(crate) fn references(&self) -> Result<&'a [&'a str], BatchError> {
        check_references(self.references, self.len())
    }

    /// The step that a row is a report about.
    pub(super) fn step(&self, row: usize) -> Option<&'a str> {
        let steps = self.events.steps?;
        steps.names.get(*steps.codes.get(row)? as usize).copied()
    }

    /// How many cases there are.
    pub(crate) fn len(&self) -> usize {
        self.first_event.len().saturating_sub(1)
    }
}

fn check_length(
    found: usize,
    expected: usize,
    column: &dyn Fn() -> String,
) -> Result<(), BatchError> {
    if found == expected {
        return Ok(());
    }
    Err(BatchError::Lengths {
        column: column(),
        expected,
        found,
    })
}

fn check_references<'a>(
    references: Option<&'a [&'a str]>,
    cases: usize,
) -> Result<&'a [&'a str], BatchError> {
    let references = references.unwrap_or_default();
    let name = || "references of the cases".to_owned();
    check_length(references.len(), cases, &name)?;
    Ok(references)
}

fn check_names(
    names: &Names<'_>,
    rows: usize,
    may_be_missing: bool,
    column: &dyn Fn() -> String,
) -> Result<(), BatchError> {
    check_length(names.codes.len(), rows, column)?;
    let fits =
        |code: u32| (code as usize) < names.names.len() || (may_be_missing && code == Names::NONE);
    match names.codes.iter().position(|code| !fits(*code)) {
        None => Ok(()),
        Some(row) => Err(BatchError::NoName {
            column: column(),
            row,
            code: names.codes.get(row).copied().unwrap_or_default(),
        }),
    }
}

/// The number of cases.
fn check_first_event(first_event: &[usize], events: usize) -> Result<usize, BatchError> {
    let wrong = |place: usize| {
        Err(BatchError::FirstEvent {
            place,
            found: first_event.get(place).copied().unwrap_or_default(),
            events,
        })
    };
    let Some(count) = first_event.len().checked_sub(1) else {
        // Nothing at all is no cases, if there are no events either.
        return if events == 0 { Ok(0) } else { wrong(0) };
    };
    let mut before = 0;
    for (place, first) in first_event.iter().enumerate() {
        let expected = match place {
            0 => *first == 0,
            _ => *first >= before,
        };
        if !expected {
            return wrong(place);
        }
        before = *first;
    }
    if before == events {
        Ok(count)
    } else {
        wrong(count)
    }
}
