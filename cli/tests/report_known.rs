//! `dueby report`: what was known when, and types of events that no rule knows.

mod common;

use common::{Folder, Ran, data};
use serde_json::Value;

/// Ten days each. R-1 is completed on the fifth day, and recorded a week later; R-2 is open, and
/// overdue on 15 July 2025.
const CASES: &str = "\
case,kind,event,at,recorded_at
R-1,repair,repair.reported,2025-06-02,
R-1,,repair.completed,2025-06-07,2025-06-14T09:00
R-2,repair,repair.reported,2025-06-20,
";

fn report(cases: &str, more: &[&str]) -> Value {
    let pack = data("targets.toml");
    let mut args = vec![
        "report", "c.csv", "--pack", &pack, "--period", "2025-26", "--json",
    ];
    args.extend(["--as-of", "2025-07-15"]);
    args.extend(more);
    let ran: Ran = Folder::with(&[("c.csv", cases.as_bytes())]).run(&args);
    ran.good();
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    report["targets"].clone()
}

#[test]
fn what_was_recorded_later_changes_nothing() {
    let without: String = CASES
        .lines()
        .filter(|line| !line.contains("repair.completed"))
        .map(|line| format!("{line}\n"))
        .collect();
    let before = report(CASES, &["--known-at", "2025-06-14T08:59"]);
    assert_eq!(before, report(&without, &[]));
    // At that very moment it is known.
    let then = report(CASES, &["--known-at", "2025-06-14T09:00"]);
    assert_eq!(then, report(CASES, &[]));
    assert_ne!(then, before);
}

/// Six types that no rule knows, one of them a slip, are told in one note with their counts.
#[test]
fn many_unknown_types_are_one_note() {
    let mut cases = CASES.to_owned();
    for name in [
        "a.b",
        "c.d",
        "e.f",
        "g.h",
        "repair.complted",
        "repair.complted",
        "i.j",
    ] {
        cases.push_str(&format!(
            "R-3,repair,{name},2025-06-0{},\n",
            1 + name.len() % 9
        ));
    }
    let pack = data("targets.toml");
    let args = [
        "report",
        "c.csv",
        "--pack",
        &pack,
        "--period",
        "2025-26",
        "--as-of",
        "2025-07-15",
    ];
    let ran: Ran = Folder::with(&[("c.csv", cases.as_bytes())]).run(&args);
    assert_eq!(ran.code, Some(0));
    let told = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        told,
        "note: events of 6 types are known to no rule: \"a.b\" (1), \"c.d\" (1), \"e.f\" (1), \
         \"g.h\" (1), \"i.j\" (1), \"repair.complted\" (2) [unknown-event] help: did you mean \
         \"repair.completed\" by \"repair.complted\"?"
    );
}
