//! Rows of clocks → Arrow.

use std::sync::Arc;

use arrow_array::types::Int16Type;
use arrow_array::{
    Array as _, ArrayRef, DictionaryArray, Int16Array, Int64Array, RecordBatch, StringArray,
    TimestampMillisecondArray, UInt32Array, new_null_array,
};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use dueby::{CASE_ALONE, ClockRows, Code, Kind, NOTHING, Outcome, ReasonCode, State};

use super::keys::Keys;
use crate::allowance::kind;

/// Words as numbers, in the order in which they come.
struct Words<T> {
    names: Vec<String>,
    /// For each variant, one more than its number; 0 for none yet.
    numbers: [i16; 256],
    of: fn(T) -> String,
}

impl<T: Copy> Words<T> {
    fn new(of: fn(T) -> String) -> Self {
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
        self.names.push((self.of)(word));
        if let Some(place) = self.numbers.get_mut(variant) {
            *place = number + 1;
        }
        number
    }

    fn names(&self) -> ArrayRef {
        Arc::new(StringArray::from_iter_values(&self.names))
    }
}

pub(crate) fn word<T: serde::Serialize>(of: &T) -> String {
    let json = serde_json::to_value(of).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

/// The number of "ok".
const OK: i16 = 0;
const NO_WORD: i16 = -1;

/// A table of clocks as it is made: part after part, each made Arrow while it is at hand.
pub(crate) struct Clocks {
    zone: Arc<str>,
    state: Words<State>,
    reason: Words<ReasonCode>,
    outcome: Words<Outcome>,
    status: Words<Code>,
    kind: Words<Kind>,
    /// A column of instants without any, to be shared by all that have none.
    none: ArrayRef,
    /// Rows that are too few for a part.
    few: Option<ClockRows>,
    parts: Vec<Part>,
}

/// Some rows. Words are numbers until all of them are known.
struct Part {
    case: Vec<u32>,
    clock: Vec<i16>,
    instance: Vec<u32>,
    state: Vec<i16>,
    started: ArrayRef,
    stopped: ArrayRef,
    cancelled: ArrayRef,
    due: ArrayRef,
    overdue_from: ArrayRef,
    remaining: ArrayRef,
    kind: Vec<i16>,
    next_change: ArrayRef,
    level: Vec<u32>,
    next_step: ArrayRef,
    status: Vec<i16>,
    reason: Vec<i16>,
    outcome: Vec<i16>,
}

/// Fewer rows are not worth a part.
const FEW: usize = 8_192;

impl Clocks {
    pub(crate) fn new(zone: &str) -> Self {
        let zone: Arc<str> = zone.into();
        let mut status = Words::new(|code: Code| code.to_string());
        status.names.push("ok".to_owned());
        Clocks {
            state: Words::new(|state| word(&state)),
            reason: Words::new(|reason| word(&reason)),
            outcome: Words::new(|outcome| word(&outcome)),
            status,
            kind: Words::new(|of| kind(of).to_owned()),
            none: new_null_array(
                &DataType::Timestamp(TimeUnit::Millisecond, Some(Arc::clone(&zone))),
                0,
            ),
            zone,
            few: None,
            parts: Vec::new(),
        }
    }

    /// Adds rows of cases that come after all those before.
    pub(crate) fn add(&mut self, rows: ClockRows) {
        let rows = match self.few.take() {
            Some(mut few) => {
                append(&mut few, rows);
                few
            }
            None => rows,
        };
        match rows.len() {
            ..FEW => self.few = Some(rows),
            _ => self.part(rows),
        }
    }

    /// Adds a case that could not even be given to the engine.
    pub(crate) fn unread(&mut self, case: u32, code: Code) {
        let nothing = || vec![NOTHING];
        self.add(ClockRows {
            case: vec![case],
            clock: vec![CASE_ALONE],
            instance: vec![0],
            state: vec![State::Undetermined],
            reason: vec![None],
            status: vec![Some(code)],
            started: nothing(),
            stopped: nothing(),
            cancelled: nothing(),
            outcome: vec![None],
            due: nothing(),
            overdue_from: nothing(),
            kind: vec![None],
            elapsed: Vec::new(),
            remaining: nothing(),
            next_change: nothing(),
            level: vec![0],
            next_step: nothing(),
            assessed: Vec::new(),
            case_next_change: Vec::new(),
        });
    }

    fn part(&mut self, rows: ClockRows) {
        let clock = rows.clock.iter().map(|clock| match *clock {
            CASE_ALONE => NO_WORD,
            clock => i16::try_from(clock).unwrap_or(NO_WORD),
        });
        let state = rows.state.iter().map(|state| {
            let state = *state;
            self.state.number(state as usize, state)
        });
        let part = Part {
            clock: clock.collect(),
            state: state.collect(),
            reason: numbered(&rows.reason, NO_WORD, |of| {
                self.reason.number(of as usize, of)
            }),
            outcome: numbered(&rows.outcome, NO_WORD, |of| {
                self.outcome.number(of as usize, of)
            }),
            status: numbered(&rows.status, OK, |of| self.status.number(of as usize, of)),
            kind: numbered(&rows.kind, NO_WORD, |of| self.kind.number(of as usize, of)),
            case: rows.case,
            instance: rows.instance,
            level: rows.level,
            started: self.instants(rows.started),
            stopped: self.instants(rows.stopped),
            cancelled: self.instants(rows.cancelled),
            due: self.instants(rows.due),
            overdue_from: self.instants(rows.overdue_from),
            next_change: self.instants(rows.next_change),
            next_step: self.instants(rows.next_step),
            remaining: {
                let nulls = nulls(rows.remaining.len(), |row| rows.remaining[row] != NOTHING);
                Arc::new(Int64Array::new(ScalarBuffer::from(rows.remaining), nulls))
            },
        };
        self.parts.push(part);
    }

    fn instants(&mut self, values: Vec<i64>) -> ArrayRef {
        let rows = values.len();
        let nulls = nulls(rows, |row| values[row] != NOTHING);
        if nulls
            .as_ref()
            .is_some_and(|nulls| nulls.null_count() == rows)
        {
            if self.none.len() < rows {
                self.none = new_null_array(self.none.data_type(), rows);
            }
            return self.none.slice(0, rows);
        }
        let array = TimestampMillisecondArray::new(ScalarBuffer::from(values), nulls);
        Arc::new(array.with_timezone(Arc::clone(&self.zone)))
    }

    /// The table, of clocks that are called so, by their packs and ids.
    pub(crate) fn finish(
        mut self,
        keys: &Keys,
        clocks: &[(String, String)],
    ) -> Result<(Vec<RecordBatch>, SchemaRef), String> {
        if self.few.is_some() || self.parts.is_empty() {
            let few = self.few.take().unwrap_or_default();
            self.part(few);
        }
        let names = Names {
            state: self.state.names(),
            reason: self.reason.names(),
            outcome: self.outcome.names(),
            status: self.status.names(),
            kind: self.kind.names(),
            clock: Arc::new(StringArray::from_iter_values(
                clocks.iter().map(|(_, clock)| clock),
            )),
            packs: Packs::of(clocks),
        };
        let mut schema: Option<SchemaRef> = None;
        let mut batches = Vec::with_capacity(self.parts.len());
        for part in self.parts {
            let columns = part.columns(keys, &names)?;
            let schema = schema.get_or_insert_with(|| {
                let fields = columns
                    .iter()
                    .map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
                Arc::new(Schema::new(fields.collect::<Vec<_>>()))
            });
            let arrays = columns.into_iter().map(|(_, array)| array).collect();
            let batch = RecordBatch::try_new(Arc::clone(schema), arrays);
            batches.push(batch.map_err(|error| error.to_string())?);
        }
        Ok((batches, schema.ok_or("no columns")?))
    }
}

/// What the numbers of every column of words stand for.
struct Names {
    state: ArrayRef,
    reason: ArrayRef,
    outcome: ArrayRef,
    status: ArrayRef,
    kind: ArrayRef,
    clock: ArrayRef,
    packs: Packs,
}

/// The packs, each once, and the number of each clock's.
struct Packs {
    names: ArrayRef,
    of_clock: Vec<i16>,
}

impl Packs {
    fn of(clocks: &[(String, String)]) -> Self {
        let mut packs: Vec<&String> = Vec::new();
        let of_clock = clocks.iter().map(|(pack, _)| {
            let known = packs.iter().position(|known| *known == pack);
            known.unwrap_or_else(|| {
                packs.push(pack);
                packs.len() - 1
            }) as i16
        });
        Packs {
            of_clock: of_clock.collect(),
            names: Arc::new(StringArray::from_iter_values(packs)),
        }
    }
}

impl Part {
    fn columns(self, keys: &Keys, names: &Names) -> Result<Vec<(&'static str, ArrayRef)>, String> {
        let pack = self.clock.iter().map(|clock| {
            let pack = usize::try_from(*clock).ok();
            let pack = pack.and_then(|clock| names.packs.of_clock.get(clock));
            pack.copied().unwrap_or(NO_WORD)
        });
        Ok(vec![
            ("case", keys.of(&self.case)?),
            ("pack", words(pack.collect(), &names.packs.names)?),
            ("clock", words(self.clock, &names.clock)?),
            ("instance", Arc::new(UInt32Array::from(self.instance))),
            ("state", words(self.state, &names.state)?),
            ("started", self.started),
            ("stopped", self.stopped),
            ("cancelled", self.cancelled),
            ("due", self.due),
            ("overdue_from", self.overdue_from),
            ("remaining", self.remaining),
            ("remaining_kind", words(self.kind, &names.kind)?),
            ("next_change", self.next_change),
            ("escalation_level", Arc::new(UInt32Array::from(self.level))),
            ("next_step", self.next_step),
            ("status", words(self.status, &names.status)?),
            ("reason", words(self.reason, &names.reason)?),
            ("outcome", words(self.outcome, &names.outcome)?),
        ])
    }
}

/// Words as numbers; `nothing` where there is none.
fn numbered<T: Copy>(
    words: &[Option<T>],
    nothing: i16,
    mut number: impl FnMut(T) -> i16,
) -> Vec<i16> {
    let numbers = words.iter().map(|word| match word {
        Some(word) => number(*word),
        None => nothing,
    });
    numbers.collect()
}

/// Which rows have something; nothing where all have.
fn nulls(rows: usize, is_there: impl Fn(usize) -> bool) -> Option<NullBuffer> {
    let there = NullBuffer::new(BooleanBuffer::collect_bool(rows, is_there));
    (there.null_count() > 0).then_some(there)
}

fn words(keys: Vec<i16>, names: &ArrayRef) -> Result<ArrayRef, String> {
    let nulls = nulls(keys.len(), |row| keys[row] != NO_WORD);
    let keys = Int16Array::new(ScalarBuffer::from(keys), nulls);
    let array = DictionaryArray::<Int16Type>::try_new(keys, Arc::clone(names));
    array
        .map(|array| Arc::new(array) as ArrayRef)
        .map_err(|error| error.to_string())
}

/// Puts rows after others, with the columns that a table has.
fn append(rows: &mut ClockRows, mut more: ClockRows) {
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
    rows.state.append(&mut more.state);
    rows.reason.append(&mut more.reason);
    rows.outcome.append(&mut more.outcome);
    rows.status.append(&mut more.status);
    rows.kind.append(&mut more.kind);
}
