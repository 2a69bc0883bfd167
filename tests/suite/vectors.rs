//! Every row of `vectors/law.json`: dated examples that others published or that
//! were worked by hand from a statute's words. The file says where each is from.

use chrono::DateTime;
use dueby::{Accept, Calendar, Case, Options};
use dueby_tests::{engine, one_clock, read};
use serde_json::{Map, Value};

/// A calendar given with the row: its own holidays, as the origin's tests mock them.
fn own_calendar(given: &Map<String, Value>) -> Calendar {
    let text = |name: &str| given[name].as_str().unwrap();
    let mut toml = format!(
        "[calendar]\nid = \"own\"\ntitle = \"Own\"\nzone = \"{}\"\nfrom = \"{}\"\nto = \"{}\"\n[hours]\n",
        text("zone"),
        text("from"),
        text("to")
    );
    for (days, hours) in given["hours"].as_object().unwrap() {
        toml.push_str(&format!("{days} = {hours}\n"));
    }
    toml.push_str("[holidays]\n");
    for date in given["holidays"].as_array().unwrap() {
        toml.push_str(&format!("{} = \"Holiday\"\n", date.as_str().unwrap()));
    }
    for closure in given
        .get("closures")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        toml.push_str(&format!(
            "[[closure]]\nname = {}\nfrom = {}\nto = {}\npriorities = {}\n",
            closure["name"], closure["from"], closure["to"], closure["priorities"]
        ));
    }
    Calendar::from_toml(&toml, "own.toml").unwrap_or_else(|error| panic!("{error}\n{toml}"))
}

/// What a row with `op` gives: no deadline, but a sum that its calendar is asked for.
fn sum(row: &Value, calendar: &str, own: Option<Calendar>) -> String {
    assert_eq!(row["op"], "add-working-days", "{}", row["id"]);
    let calendar = dueby_rules::calendars()
        .unwrap()
        .into_iter()
        .chain(own)
        .find(|one| one.id() == calendar)
        .unwrap();
    let start = row["start"].as_str().unwrap().parse().unwrap();
    let days = row["days"].as_i64().unwrap().try_into().unwrap();
    calendar.add_working_days(start, days).unwrap().to_string()
}

#[test]
fn law() {
    let vectors: Value = serde_json::from_str(&read("tests/vectors/law.json")).unwrap();
    let rows = vectors["rows"].as_array().unwrap();
    assert!(rows.len() >= 100, "only {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let text = |name: &str| row[name].as_str().unwrap();
        let (calendar, own) = match &row["calendar"] {
            Value::String(id) => (id.as_str(), None),
            given => ("own", Some(own_calendar(given.as_object().unwrap()))),
        };
        if row.get("op").is_some() {
            let date = sum(row, calendar, own);
            if row["expected"]["date"] != date.as_str() {
                wrong.push(format!(
                    "{}: expected {}, got {date}",
                    text("id"),
                    row["expected"]
                ));
            }
            continue;
        }
        let mut rest = match row.get("due") {
            Some(date) => format!("due = {date}\n"),
            None => format!("within = \"{}\"\n", text("within")),
        };
        let counting = row["counting"].as_object().unwrap();
        if !counting.is_empty() {
            let options: Vec<String> = counting
                .iter()
                .map(|(name, word)| format!("{name} = {word}"))
                .collect();
            rest.push_str(&format!("counting = {{ {} }}\n", options.join(", ")));
        }
        // What is due on a date is moved by nothing.
        if row.get("due").is_none() {
            rest.push_str("pauses = { from = \"it.paused\", until = \"it.resumed\" }\n");
        }
        let engine = engine(&one_clock(calendar, &rest), own);
        let mut case = Case::new(text("id"), "it")
            .with_event("it.started", text("start"))
            .unwrap();
        if let Some(priority) = row.get("priority").and_then(Value::as_str) {
            case = case.with_attribute("priority", priority);
        }
        if let Some(pauses) = row["pauses"].as_array() {
            for pause in pauses {
                case = case
                    .with_event("it.paused", pause["from"].as_str().unwrap())
                    .and_then(|case| {
                        case.with_event("it.resumed", pause["until"].as_str().unwrap())
                    })
                    .unwrap();
            }
        }
        // Late enough for every pause to have happened; no answer depends on it.
        let as_of = "2030-01-01T00:00:00Z".parse().unwrap();
        let options = Options::default().accept(Accept::all());
        let answer = engine.assess_with(&case, as_of, &options).unwrap();
        let clock = &answer.clocks[0];
        let expected = row["expected"].as_object().unwrap();
        let right = match (expected.get("due-date"), expected.get("due")) {
            (Some(date), None) => {
                clock.due_date.map(|date| date.to_string()).as_deref() == date.as_str()
            }
            (None, Some(due)) => {
                clock.due == Some(DateTime::parse_from_rfc3339(due.as_str().unwrap()).unwrap())
            }
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{}: expected {:?}, got {:?} ({:?})",
                text("id"),
                expected,
                clock.due,
                clock.reason
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
