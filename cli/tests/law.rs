//! The dated examples of `tests/vectors/law.json`, asked of `dueby calendar`: what others
//! published or what was worked by hand, and not what the engine says.

mod common;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use common::{root, run_in};
use serde_json::{Map, Value};

/// The rows that are one sum in a shipped calendar, as questions, by calendar.
fn rows() -> BTreeMap<String, Vec<Value>> {
    let file = root().join("tests/vectors/law.json");
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut rows: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in vectors["rows"].as_array().unwrap() {
        let pauses = row["pauses"].as_array().map_or(0, Vec::len);
        let plain = pauses == 0 && row.get("priority").is_none() && row.get("op").is_none();
        let counts_dates = ["day", "week", "month", "year"]
            .iter()
            .any(|unit| row["within"].as_str().unwrap_or_default().contains(unit));
        let timed = row["start"].as_str().unwrap().contains('T');
        if let (Value::String(calendar), true, true) = (
            &row["calendar"],
            plain,
            // Hours of a date alone are not asked for here.
            counts_dates || timed,
        ) {
            rows.entry(calendar.clone()).or_default().push(row.clone());
        }
    }
    rows
}

fn question(row: &Value) -> String {
    let mut parts = Map::new();
    parts.insert("start".to_owned(), row["start"].clone());
    parts.insert("amount".to_owned(), row["within"].clone());
    // Pauses are no part of a sum.
    let counting = row["counting"].as_object().unwrap().clone();
    parts.extend(
        counting
            .into_iter()
            .filter(|(name, _)| name != "pause-days"),
    );
    serde_json::json!({ "add": parts }).to_string()
}

#[test]
fn law() {
    let mut asked = 0;
    let mut wrong = Vec::new();
    for (calendar, rows) in rows() {
        let questions: Vec<String> = rows.iter().map(question).collect();
        let input = questions.join("\n");
        let ran = run_in(root(), &["calendar", &calendar], &[], input.as_bytes());
        let answers: Vec<&str> = ran.good().lines().collect();
        assert_eq!(answers.len(), rows.len());
        for (row, answer) in rows.iter().zip(answers) {
            let answer: Value = serde_json::from_str(answer).unwrap();
            let answer = answer["answer"].as_str().unwrap();
            let expected = row["expected"].as_object().unwrap();
            let right = match (expected.get("due-date"), expected.get("due")) {
                (Some(date), None) => answer.get(..10) == date.as_str(),
                (None, Some(due)) => {
                    let time = |text| DateTime::<FixedOffset>::parse_from_rfc3339(text).ok();
                    time(answer).is_some() && time(answer) == time(due.as_str().unwrap())
                }
                _ => false,
            };
            if !right {
                wrong.push(format!("{}: {expected:?}, not {answer}", row["id"]));
            }
            asked += 1;
        }
    }
    assert!(asked >= 70, "only {asked} rows");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
