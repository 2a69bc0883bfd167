//! Cases → rows of clocks.

use std::sync::Arc;

use arrow_array::types::Int16Type;
use arrow_array::{
    Array as _, ArrayRef, DictionaryArray, Int16Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray, UInt32Array,
};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{Field, Schema, SchemaRef};
use chrono::{DateTime, Utc};
use dueby::{
    AttributeColumn, CASE_ALONE, CaseColumns, ClockRows, Code, EventColumns, Kind, NOTHING, Names,
    Options, Outcome, ReasonCode, State,
};
use pyo3::prelude::*;

use super::Gathered;
use super::read::{Attributes, Owned, Trouble};
use super::table::Table;
use crate::allowance::kind;
use crate::errors::{Of, OrRaise, TableError, refuse};

/// A question about many cases.
pub(crate) struct Ask<'a> {
    pub(crate) engine: &'a dueby::Engine,
    pub(crate) as_of: DateTime<Utc>,
    pub(crate) options: Options,
    /// What cannot be read is raised, not told in its row.
    pub(crate) strict: bool,
}

/// Cases between two looks at whether the user has interrupted.
const AT_ONCE: usize = 16_384;

/// Words as numbers, in the order in which they come.
struct Words<T> {
    names: Vec<String>,
    /// For each variant, one more than its number; 0 for none yet.
    numbers: [i16; 256],
    of: fn(T) -> (usize, String),
}

impl<T: Copy> Words<T> {
    fn new(of: fn(T) -> (usize, String)) -> Self {
        Words {
            names: Vec::new(),
            numbers: [0; 256],
            of,
        }
    }

    fn number(&mut self, variant: usize, word: T) -> i16 {
        match self.numbers.get(variant) {
            Some(number) if *number > 0 => *number - 1,
            _ => self.add(variant, word),
        }
    }

    #[cold]
    fn add(&mut self, variant: usize, word: T) -> i16 {
        let number = self.names.len() as i16;
        self.names.push((self.of)(word).1);
        if let Some(place) = self.numbers.get_mut(variant) {
            *place = number + 1;
        }
        number
    }
}

pub(crate) fn word<T: serde::Serialize>(of: &T) -> String {
    let json = serde_json::to_value(of).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

/// The words of every column of words.
struct Dictionaries {
    state: Words<State>,
    reason: Words<ReasonCode>,
    outcome: Words<Outcome>,
    status: Words<Code>,
    kind: Words<Kind>,
}

/// Some rows, as numbers.
struct Part {
    rows: ClockRows,
    state: Vec<i16>,
    reason: Vec<i16>,
    outcome: Vec<i16>,
    status: Vec<i16>,
    kind: Vec<i16>,
}

/// The number of "ok".
const OK: i16 = 0;
const NO_WORD: i16 = -1;

/// Assesses every case; one that cannot be read has a row that says so, or is raised.
pub(crate) fn run(py: Python<'_>, gathered: &Gathered, ask: &Ask<'_>) -> PyResult<Table> {
    let made = py.detach(|| assess(gathered, ask));
    let (parts, dictionaries, clocks) = made?;
    let table = py.detach(|| write(gathered, ask, parts, &dictionaries, &clocks));
    let (batches, schema) = table.map_err(TableError::new_err)?;
    Ok(Table::new(batches, schema, unknown(gathered, ask)))
}

/// The types of events that no clock knows.
pub(crate) fn unknown(gathered: &Gathered, ask: &Ask<'_>) -> Vec<String> {
    let mut unknown: Vec<String> = Vec::new();
    for name in &gathered.types.names {
        let is_known = |name: &str| ask.engine.event_types().any(|known| known == name);
        if !name.is_empty() && !unknown.contains(name) && !is_known(name) {
            unknown.push(name.clone());
        }
    }
    unknown
}

/// The references of all cases.
pub(crate) fn all_keys(gathered: &Gathered) -> Result<ArrayRef, String> {
    let keys: Vec<&dyn arrow_array::Array> = gathered.keys.iter().map(AsRef::as_ref).collect();
    match keys.as_slice() {
        [] => Ok(arrow_array::new_empty_array(&arrow_schema::DataType::Utf8)),
        [_] => Ok(Arc::clone(&gathered.keys[0])),
        keys => arrow_select::concat::concat(keys).map_err(|error| error.to_string()),
    }
}

/// The reference of a case.
pub(crate) fn name_of(gathered: &Gathered, case: usize) -> String {
    let mut place = case;
    for chunk in &gathered.keys {
        if place < chunk.len() {
            return arrow_cast::display::array_value_to_string(chunk, place).unwrap_or_default();
        }
        place -= chunk.len();
    }
    String::new()
}

type Made = (Vec<Part>, Dictionaries, Vec<(String, String)>);

fn assess(gathered: &Gathered, ask: &Ask<'_>) -> PyResult<Made> {
    let (case_texts, set_texts) = (texts(&gathered.attributes), texts(&gathered.sets));
    let attributes = columns(&gathered.attributes, &case_texts);
    let sets = columns(&gathered.sets, &set_texts);
    let kind_names = gathered
        .kinds
        .as_ref()
        .map(|kinds| kinds.lent())
        .unwrap_or_default();
    let type_names = gathered.types.lent();
    let cases = CaseColumns {
        references: None,
        kinds: gathered.kinds.as_ref().map(|kinds| Names {
            names: &kind_names,
            codes: &kinds.codes,
        }),
        attributes: &attributes,
        first_event: &gathered.first_event,
        events: EventColumns {
            types: Names {
                names: &type_names,
                codes: &gathered.types.codes,
            },
            times: &gathered.times,
            sorts: gathered.sorts.as_deref(),
            recorded: gathered.recorded.as_deref(),
            references: None,
            steps: None,
            sets: &sets,
        },
    };
    let batch = ask
        .engine
        .batch(&cases, &ask.options)
        .map_err(|error| TableError::new_err(error.to_string()))?;
    let clocks: Vec<(String, String)> = batch
        .clocks()
        .map(|(pack, clock)| (pack.id().to_owned(), clock.id().to_owned()))
        .collect();
    let mut dictionaries = Dictionaries {
        state: Words::new(|state| (state as usize, word(&state))),
        reason: Words::new(|reason| (reason as usize, word(&reason))),
        outcome: Words::new(|outcome| (outcome as usize, word(&outcome))),
        status: Words::new(|code| (code as usize, code.to_string())),
        kind: Words::new(|of| (of as usize, kind(of).to_owned())),
    };
    dictionaries.status.names.push("ok".to_owned());
    let mut parts = Vec::new();
    let mut troubles = gathered.troubles.iter().peekable();
    let mut first = 0;
    while first < gathered.count {
        let mut end = (first + AT_ONCE).min(gathered.count);
        let trouble = troubles.peek().map(|(case, _)| *case as usize);
        if trouble == Some(first) {
            if let Some((case, trouble)) = troubles.next() {
                if ask.strict {
                    return Err(raised(gathered, *case, trouble.code, &trouble.message));
                }
                parts.push(Part::unread(*case, trouble, &mut dictionaries));
            }
            first += 1;
            continue;
        }
        if let Some(trouble) = trouble {
            end = end.min(trouble);
        }
        let ids: Vec<u32> = (first as u32..end as u32).collect();
        let mut rows = room(ids.len());
        let asked = batch.assess_some(&ids, ask.as_of, &mut rows);
        Python::attach(|py| {
            asked
                .or_raise(py, Of::Asked)
                .and_then(|()| py.check_signals())
        })?;
        if ask.strict
            && let Some(row) = rows.status.iter().position(Option::is_some)
            && let Some(code) = rows.status[row]
        {
            return Err(raised(
                gathered,
                rows.case[row],
                code,
                code.meaning().trim(),
            ));
        }
        parts.push(Part::of(rows, &mut dictionaries));
        first = end;
    }
    Ok((parts, dictionaries, clocks))
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

fn columns<'a>(columns: &'a [Attributes], names: &'a [Vec<&'a str>]) -> Vec<AttributeColumn<'a>> {
    let columns = columns.iter().zip(names);
    columns
        .map(|(column, names)| AttributeColumn {
            name: &column.name,
            values: column.values.lent(names),
        })
        .collect()
}

#[cold]
pub(crate) fn raised(gathered: &Gathered, case: u32, code: Code, message: &str) -> PyErr {
    let name = name_of(gathered, case as usize);
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

impl Part {
    fn of(rows: ClockRows, words: &mut Dictionaries) -> Self {
        let state = rows
            .state
            .iter()
            .map(|state| words.state.number(*state as usize, *state));
        let state = state.collect();
        let reason = rows.reason.iter().map(|reason| match reason {
            Some(reason) => words.reason.number(*reason as usize, *reason),
            None => NO_WORD,
        });
        let reason = reason.collect();
        let outcome = rows.outcome.iter().map(|outcome| match outcome {
            Some(outcome) => words.outcome.number(*outcome as usize, *outcome),
            None => NO_WORD,
        });
        let outcome = outcome.collect();
        let status = rows.status.iter().map(|status| match status {
            Some(code) => words.status.number(*code as usize, *code),
            None => OK,
        });
        let status = status.collect();
        let kind = rows.kind.iter().map(|kind| match kind {
            Some(kind) => words.kind.number(*kind as usize, *kind),
            None => NO_WORD,
        });
        let kind = kind.collect();
        Part {
            rows,
            state,
            reason,
            outcome,
            status,
            kind,
        }
    }

    /// The row of a case that could not even be given to the engine.
    fn unread(case: u32, trouble: &Trouble, words: &mut Dictionaries) -> Self {
        let nothing = || vec![NOTHING];
        let rows = ClockRows {
            case: vec![case],
            clock: vec![CASE_ALONE],
            instance: vec![0],
            state: vec![State::Undetermined],
            reason: vec![None],
            status: vec![Some(trouble.code)],
            started: nothing(),
            stopped: nothing(),
            cancelled: nothing(),
            outcome: vec![None],
            due: nothing(),
            overdue_from: nothing(),
            kind: vec![None],
            elapsed: nothing(),
            remaining: nothing(),
            next_change: nothing(),
            level: vec![0],
            next_step: nothing(),
            assessed: vec![case],
            case_next_change: nothing(),
        };
        Part::of(rows, words)
    }
}

/// Which rows have something; nothing where all have.
fn nulls(rows: usize, is_there: impl Fn(usize) -> bool) -> Option<NullBuffer> {
    let there = NullBuffer::new(BooleanBuffer::collect_bool(rows, is_there));
    (there.null_count() > 0).then_some(there)
}

fn numbers(values: &[i64]) -> Option<NullBuffer> {
    nulls(values.len(), |row| values[row] != NOTHING)
}

fn instants(values: Vec<i64>, zone: &Arc<str>) -> ArrayRef {
    let nulls = numbers(&values);
    let array = TimestampMillisecondArray::new(ScalarBuffer::from(values), nulls);
    Arc::new(array.with_timezone(Arc::clone(zone)))
}

fn words(keys: Vec<i16>, names: &ArrayRef) -> Result<ArrayRef, String> {
    let nulls = nulls(keys.len(), |row| keys[row] != NO_WORD);
    let keys = Int16Array::new(ScalarBuffer::from(keys), nulls);
    let array = DictionaryArray::<Int16Type>::try_new(keys, Arc::clone(names));
    array
        .map(|array| Arc::new(array) as ArrayRef)
        .map_err(|error| error.to_string())
}

/// Rows as Arrow.
fn write(
    gathered: &Gathered,
    ask: &Ask<'_>,
    parts: Vec<Part>,
    dictionaries: &Dictionaries,
    clocks: &[(String, String)],
) -> Result<(Vec<RecordBatch>, SchemaRef), String> {
    let text = |error: arrow_schema::ArrowError| error.to_string();
    let keys = all_keys(gathered)?;
    let zone: Arc<str> = ask.engine.calendar().zone().name().into();
    let named = |names: &[String]| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(
            names.iter().map(String::as_str),
        ))
    };
    let state_names = named(&dictionaries.state.names);
    let reason_names = named(&dictionaries.reason.names);
    let outcome_names = named(&dictionaries.outcome.names);
    let status_names = named(&dictionaries.status.names);
    let kind_names = named(&dictionaries.kind.names);
    let clock_names: ArrayRef = Arc::new(StringArray::from_iter_values(
        clocks.iter().map(|(_, clock)| clock),
    ));
    let mut packs: Vec<&String> = Vec::new();
    let pack_of: Vec<i16> = clocks
        .iter()
        .map(|(pack, _)| {
            let known = packs.iter().position(|known| *known == pack);
            known.unwrap_or_else(|| {
                packs.push(pack);
                packs.len() - 1
            }) as i16
        })
        .collect();
    let pack_names: ArrayRef = Arc::new(StringArray::from_iter_values(packs));
    let mut batches = Vec::new();
    let mut schema: Option<SchemaRef> = None;
    let parts = if parts.is_empty() {
        let mut none = Dictionaries {
            state: Words::new(|state| (0, word(&state))),
            reason: Words::new(|reason| (0, word(&reason))),
            outcome: Words::new(|outcome| (0, word(&outcome))),
            status: Words::new(|code| (0, code.to_string())),
            kind: Words::new(|of| (0, kind(of).to_owned())),
        };
        vec![Part::of(ClockRows::default(), &mut none)]
    } else {
        joined(parts)
    };
    for Part {
        rows,
        state,
        reason,
        outcome,
        status,
        kind,
    } in parts
    {
        let clock: Vec<i16> = rows
            .clock
            .iter()
            .map(|clock| i16::try_from(*clock).unwrap_or(NO_WORD))
            .collect();
        let pack = clock
            .iter()
            .map(|clock| pack_of.get(*clock as usize).copied().unwrap_or(NO_WORD));
        let pack = words(pack.collect(), &pack_names)?;
        let remaining_nulls = numbers(&rows.remaining);
        let case = UInt32Array::from(rows.case);
        let named: Vec<(&str, ArrayRef)> = vec![
            (
                "case",
                arrow_select::take::take(&keys, &case, None).map_err(text)?,
            ),
            ("pack", pack),
            ("clock", words(clock, &clock_names)?),
            ("instance", Arc::new(UInt32Array::from(rows.instance))),
            ("state", words(state, &state_names)?),
            ("started", instants(rows.started, &zone)),
            ("stopped", instants(rows.stopped, &zone)),
            ("cancelled", instants(rows.cancelled, &zone)),
            ("due", instants(rows.due, &zone)),
            ("overdue_from", instants(rows.overdue_from, &zone)),
            (
                "remaining",
                Arc::new(Int64Array::new(
                    ScalarBuffer::from(rows.remaining),
                    remaining_nulls,
                )),
            ),
            ("remaining_kind", words(kind, &kind_names)?),
            ("next_change", instants(rows.next_change, &zone)),
            ("escalation_level", Arc::new(UInt32Array::from(rows.level))),
            ("next_step", instants(rows.next_step, &zone)),
            ("status", words(status, &status_names)?),
            ("reason", words(reason, &reason_names)?),
            ("outcome", words(outcome, &outcome_names)?),
        ];
        let schema = schema.get_or_insert_with(|| {
            let fields = named
                .iter()
                .map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
            Arc::new(Schema::new(fields.collect::<Vec<_>>()))
        });
        let arrays = named.into_iter().map(|(_, array)| array).collect();
        batches.push(RecordBatch::try_new(Arc::clone(schema), arrays).map_err(text)?);
    }
    let schema = schema.ok_or("no columns")?;
    Ok((batches, schema))
}

/// Small parts, as there are between rows that cannot be read, put together.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::new();
    for mut part in parts {
        match all.last_mut() {
            Some(last) if last.rows.len() < AT_ONCE => {
                let (rows, more) = (&mut last.rows, &mut part.rows);
                for (into, from) in [
                    (&mut rows.case, &mut more.case),
                    (&mut rows.clock, &mut more.clock),
                    (&mut rows.instance, &mut more.instance),
                    (&mut rows.level, &mut more.level),
                ] {
                    into.append(from);
                }
                for (into, from) in [
                    (&mut rows.started, &mut more.started),
                    (&mut rows.stopped, &mut more.stopped),
                    (&mut rows.cancelled, &mut more.cancelled),
                    (&mut rows.due, &mut more.due),
                    (&mut rows.overdue_from, &mut more.overdue_from),
                    (&mut rows.remaining, &mut more.remaining),
                    (&mut rows.next_change, &mut more.next_change),
                    (&mut rows.next_step, &mut more.next_step),
                ] {
                    into.append(from);
                }
                last.state.append(&mut part.state);
                last.reason.append(&mut part.reason);
                last.outcome.append(&mut part.outcome);
                last.status.append(&mut part.status);
                last.kind.append(&mut part.kind);
            }
            _ => all.push(part),
        }
    }
    all
}
