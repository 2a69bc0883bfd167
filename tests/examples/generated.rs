//! Reads cases from standard input, a line of JSON each, and prints what Rust says of them: for
//! the tests of other languages, which have to give the same bytes. A line each of `assess`,
//! `timeline` and `change` for a case, and one each of `what-if` and `batch` for all.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write as _, stdin, stdout};

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use dueby::{
    Accept, AttributeColumn, Case, CaseColumns, ClockRows, Code, Engine, EventColumns, EventTime,
    Kind, NOTHING, Names, Options, Outcome, ReasonCode, State, TimeSort, Value, Values,
};
use serde::Serialize;

/// What the tests of other languages make their engines of too.
const PACKS: [&str; 6] = [
    "england/awaabs-law",
    "england/complaint-handling-code",
    "england/right-to-repair",
    "england/tenant-satisfaction-measures",
    "landlords/customer-care-strategy",
    "uk/gas-safety",
];
const OTHER_PACKS: [&str; 1] = ["landlords/customer-culture"];

fn main() {
    let engine = dueby_rules::engine(PACKS).unwrap();
    let other = dueby_rules::engine(OTHER_PACKS).unwrap();
    let options = Options::default().accept(Accept::all());
    let as_of: DateTime<Utc> = "2024-01-15T09:30:00Z".parse().unwrap();
    let cases: Vec<Case> = stdin()
        .lines()
        .map(|line| Case::from_json(&line.unwrap(), "case").unwrap())
        .collect();
    let mut out = BufWriter::new(stdout().lock());
    let mut print = |what: &str, answer: String| writeln!(out, "{what}\t{answer}").unwrap();
    for case in &cases {
        let answer = engine.assess_with(case, as_of, &options).unwrap();
        print("assess", json(&answer));
        let until = as_of + TimeDelta::days(60);
        let timeline = engine.timeline(case, as_of, until, &options).unwrap();
        print("timeline", json(&timeline));
    }
    let what_if = engine.what_if(&other, &cases, as_of, &options).unwrap();
    print("what-if", json(&what_if));
    print("batch", batch(&engine, &cases, as_of, &options));
}

fn json<T: Serialize>(answer: &T) -> String {
    serde_json::to_string(answer).unwrap()
}

/// Texts and their codes.
#[derive(Default)]
struct Coded {
    names: Vec<String>,
    codes: Vec<u32>,
}

impl Coded {
    fn push(&mut self, text: Option<&str>) {
        let Some(text) = text else {
            return self.codes.push(Names::NONE);
        };
        let place = self.names.iter().position(|name| name == text);
        self.codes.push(place.unwrap_or_else(|| {
            self.names.push(text.to_owned());
            self.names.len() - 1
        }) as u32);
    }

    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}

/// A column for each attribute of each sort: over cases, or over events.
fn attributes<'c>(
    rows: impl Iterator<Item = &'c dueby::Map<String, Value>> + Clone,
) -> BTreeMap<String, (Coded, Vec<f64>, Vec<u8>)> {
    let mut columns: BTreeMap<String, _> = BTreeMap::new();
    let all: Vec<String> = rows.clone().flat_map(|row| row.keys().cloned()).collect();
    for name in all {
        columns.entry(name).or_insert_with_key(|name| {
            let (mut texts, mut numbers, mut flags) = (Coded::default(), Vec::new(), Vec::new());
            for row in rows.clone() {
                let value = row.get(name);
                let text = match value {
                    Some(Value::Text(text)) => Some(text.as_str()),
                    _ => None,
                };
                texts.push(text);
                numbers.push(match value {
                    Some(Value::Number(number)) => *number,
                    _ => f64::NAN,
                });
                flags.push(match value {
                    Some(Value::Flag(flag)) => u8::from(*flag),
                    _ => 2,
                });
            }
            (texts, numbers, flags)
        });
    }
    columns
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rows<'r> {
    clocks: Vec<(&'r str, Option<&'r str>, &'r str)>,
    case: &'r [u32],
    clock: &'r [u32],
    instance: &'r [u32],
    state: &'r [State],
    reason: &'r [Option<ReasonCode>],
    outcome: &'r [Option<Outcome>],
    status: &'r [Option<Code>],
    kind: Vec<Option<&'static str>>,
    started: Vec<Option<i64>>,
    stopped: Vec<Option<i64>>,
    cancelled: Vec<Option<i64>>,
    due: Vec<Option<i64>>,
    overdue_from: Vec<Option<i64>>,
    elapsed: Vec<Option<i64>>,
    remaining: Vec<Option<i64>>,
    next_change: Vec<Option<i64>>,
    level: &'r [u32],
    next_step: Vec<Option<i64>>,
    assessed: &'r [u32],
    case_next_change: Vec<Option<i64>>,
}

fn batch(engine: &Engine, cases: &[Case], as_of: DateTime<Utc>, options: &Options) -> String {
    let (mut kinds, mut types) = (Coded::default(), Coded::default());
    let (mut first_event, mut times, mut sorts) = (vec![0], Vec::new(), Vec::new());
    for case in cases {
        kinds.push(case.kind.as_deref());
        for event in &case.events {
            types.push(Some(&event.event));
            let local = |time: NaiveDateTime| time.and_utc().timestamp_millis();
            let (time, sort) = match event.at {
                EventTime::Instant(at) => (at.timestamp_millis(), TimeSort::Instant),
                EventTime::Local(at) => (local(at), TimeSort::Local),
                EventTime::Date(date) => (local(date.into()), TimeSort::Date),
            };
            times.push(time);
            sorts.push(sort);
        }
        first_event.push(times.len());
    }
    let known = attributes(cases.iter().map(|case| &case.attributes));
    let of_texts: Vec<Vec<&str>> = known.values().map(|(texts, ..)| texts.names()).collect();
    let mut attributes = Vec::new();
    for ((name, (texts, numbers, flags)), names) in known.iter().zip(&of_texts) {
        let codes = &texts.codes;
        let texts = Values::Texts(Names { names, codes });
        for values in [texts, Values::Numbers(numbers), Values::Flags(flags)] {
            attributes.push(AttributeColumn { name, values });
        }
    }
    let (kind_names, type_names) = (kinds.names(), types.names());
    let columns = CaseColumns {
        kinds: Some(Names {
            names: &kind_names,
            codes: &kinds.codes,
        }),
        references: None,
        attributes: &attributes,
        first_event: &first_event,
        events: EventColumns {
            types: Names {
                names: &type_names,
                codes: &types.codes,
            },
            times: &times,
            sorts: Some(&sorts),
            ..EventColumns::default()
        },
    };
    let batch = engine.batch(&columns, options).unwrap();
    let mut rows = ClockRows::default();
    batch.assess(as_of, &mut rows).unwrap();
    let some = |column: &[i64]| {
        let number = |one: &i64| (*one != NOTHING).then_some(*one);
        column.iter().map(number).collect::<Vec<_>>()
    };
    let clocks = batch.clocks();
    json(&Rows {
        clocks: clocks
            .map(|(pack, clock)| (pack.id(), pack.version(), clock.id()))
            .collect(),
        case: &rows.case,
        clock: &rows.clock,
        instance: &rows.instance,
        state: &rows.state,
        reason: &rows.reason,
        outcome: &rows.outcome,
        status: &rows.status,
        kind: rows.kind.iter().map(|kind| kind.map(word)).collect(),
        started: some(&rows.started),
        stopped: some(&rows.stopped),
        cancelled: some(&rows.cancelled),
        due: some(&rows.due),
        overdue_from: some(&rows.overdue_from),
        elapsed: some(&rows.elapsed),
        remaining: some(&rows.remaining),
        next_change: some(&rows.next_change),
        level: &rows.level,
        next_step: some(&rows.next_step),
        assessed: &rows.assessed,
        case_next_change: some(&rows.case_next_change),
    })
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Elapsed => "elapsed",
        Kind::CivilDays => "civil-days",
        Kind::CivilMonths => "civil-months",
        Kind::WorkingDays => "working-days",
        Kind::WorkingTime => "working-time",
    }
}
