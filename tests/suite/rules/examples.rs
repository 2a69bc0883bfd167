//! The published examples of `vectors/law.json`, asked of the shipped packs.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use dueby::{Accept, Case, Options};
use dueby_tests::read;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Questions {
    ask: Vec<Ask>,
    not_asked: Vec<NotAsked>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Ask {
    rows: Vec<String>,
    pack: String,
    clock: Option<String>,
    right: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    attributes: toml::Table,
    /// The event on the row's start; none where the case's events are all that happened.
    start: Option<String>,
    /// Which run of a clock that repeats.
    run: Option<usize>,
    /// Which date of the answer the row gives.
    #[serde(default)]
    gives: Gives,
    pause: Option<[String; 2]>,
    #[serde(default)]
    events: Vec<toml::Table>,
    accept: Option<String>,
    reading: Option<String>,
}

/// A date of an answer.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Gives {
    /// By when it is due.
    #[default]
    Due,
    /// The first date of the window that ends with the due.
    EarlyFrom,
    /// That date, which is the row's start, and the due.
    Window,
    /// The first date on which a stop counts.
    NotBefore,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct NotAsked {
    rows: Vec<String>,
    why: String,
}

/// The pack beside the vectors that has what is contested in others' practice.
const READINGS: &str = "examples/readings";

fn questions() -> Questions {
    toml::from_str(&read("tests/vectors/packs.toml")).unwrap_or_else(|error| panic!("{error}"))
}

fn rows() -> Vec<Value> {
    let vectors: Value = serde_json::from_str(&read("tests/vectors/law.json")).unwrap();
    vectors["rows"].as_array().unwrap().clone()
}

#[test]
fn every_example_is_asked_or_says_why_not() {
    let Questions { ask, not_asked } = questions();
    assert!(not_asked.iter().all(|one| !one.why.is_empty()));
    let asked: BTreeSet<&str> = ask
        .iter()
        .flat_map(|one| &one.rows)
        .map(String::as_str)
        .collect();
    let left: BTreeSet<&str> = not_asked
        .iter()
        .flat_map(|one| &one.rows)
        .map(String::as_str)
        .collect();
    assert!(asked.is_disjoint(&left));
    let rows = rows();
    let there: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    let known: BTreeSet<&str> = asked.union(&left).copied().collect();
    assert_eq!(there, known);
}

#[test]
fn the_packs_give_the_dates() {
    let rows = rows();
    let mut wrong = Vec::new();
    for ask in questions().ask {
        for id in &ask.rows {
            let row = rows.iter().find(|row| row["id"] == id.as_str()).unwrap();
            let found = answer(&ask, row);
            if !found.is_same(&row["expected"]) {
                wrong.push(format!(
                    "{id}, {}: expected {}, got {:?} ({})",
                    ask.pack, row["expected"], found.due, found.why
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A deadline, or why there is none; or another date of the answer.
struct Found {
    due: Option<DateTime<chrono::FixedOffset>>,
    date: Option<NaiveDate>,
    why: String,
}

impl Found {
    fn is_same(&self, expected: &Value) -> bool {
        let of_due = self.due.map(|due| due.date_naive());
        let date = self.date.or(of_due).map(|date| date.to_string());
        match (expected.get("due-date"), expected.get("due")) {
            (Some(expected), None) => date.as_deref() == expected.as_str(),
            (None, Some(expected)) => {
                self.due == Some(DateTime::parse_from_rfc3339(expected.as_str().unwrap()).unwrap())
            }
            _ => false,
        }
    }
}

fn answer(ask: &Ask, row: &Value) -> Found {
    let start = ask.start.iter();
    let mut events: Vec<Value> = start
        .map(|event| json!({"event": event, "at": row["start"]}))
        .collect();
    for pause in row
        .get("pauses")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let [from, until] = ask.pause.as_ref().unwrap();
        events.push(json!({"event": from, "at": pause["from"]}));
        events.push(json!({"event": until, "at": pause["until"]}));
    }
    events.extend(ask.events.iter().map(|event| json!(event)));
    let case = json!({
        "case": row["id"],
        "kind": ask.kind.as_deref().unwrap_or("example"),
        "attributes": ask.attributes,
        "events": events,
    });
    let case = Case::from_json(&case.to_string(), "example").unwrap_or_else(|e| panic!("{e}"));
    let accept = match ask.accept.as_deref() {
        None => Accept::none(),
        Some("unconfirmed") => Accept::none().unconfirmed(),
        Some("contested") => Accept::none().contested(),
        Some(other) => panic!("{other:?}"),
    };
    let accept = match (&ask.reading, &ask.clock) {
        (Some(reading), Some(clock)) => accept.reading(clock, reading),
        _ => accept,
    };
    let engine = if ask.pack == READINGS {
        dueby_tests::engine(&read("tests/vectors/readings.toml"), None)
    } else {
        dueby_rules::engine([ask.pack.as_str()]).unwrap()
    };
    // Late enough for every event to have happened; no deadline depends on it.
    let as_of = "2030-01-01T00:00:00Z".parse().unwrap();
    let options = Options::default().accept(accept);
    let answer = engine.assess_with(&case, as_of, &options).unwrap();
    if let Some(name) = &ask.right {
        let right = answer.rights.iter().find(|one| one.right == *name).unwrap();
        return Found {
            due: right.open_until,
            date: None,
            why: format!("{:?}", right.reason),
        };
    }
    let name = ask.clock.as_ref().unwrap();
    let run = ask.run.unwrap_or(1);
    let mut clocks = answer.clocks.iter();
    let clock = clocks.find(|one| one.clock == *name && one.instance == run);
    let Some(clock) = clock else {
        return Found {
            due: None,
            date: None,
            why: "not listed".to_owned(),
        };
    };
    let (due, date) = match ask.gives {
        Gives::Due => (clock.due, None),
        Gives::EarlyFrom => (None, clock.early_from),
        Gives::NotBefore => (None, clock.not_before),
        Gives::Window => {
            let first = clock.early_from.map(|date| date.to_string());
            assert_eq!(first.as_deref(), row["start"].as_str(), "{}", row["id"]);
            (clock.due, None)
        }
    };
    Found {
        due,
        date,
        why: format!("{:?} {:?}", clock.state, clock.reason),
    }
}

/// What is contested is asked under each of its readings, and each gives its own date: the
/// rows of one example are those with its number, with a suffix or without.
#[test]
fn what_is_contested_has_an_answer_under_each_reading() {
    let asks = questions().ask;
    let readings_of = |id: &str| -> Vec<&str> {
        let of_row = asks
            .iter()
            .filter(|ask| ask.rows.iter().any(|row| row == id));
        of_row.filter_map(|ask| ask.reading.as_deref()).collect()
    };
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| !row["contested"].is_null()) {
        let id = row["id"].as_str().unwrap();
        let example = id.trim_end_matches("-b");
        let (one, other) = (readings_of(example), readings_of(&format!("{example}-b")));
        if one.is_empty() || other.is_empty() || one.iter().any(|name| other.contains(name)) {
            wrong.push(format!("{id}: {one:?} and {other:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
