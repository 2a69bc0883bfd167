//! `--json`: exactly the engine's answers, a line each.

mod common;

use common::{BUILT_IN, Folder, pack, root, run, run_in};
use dueby::{Case, EventTime, Options, Value};

fn expected(case: &str, as_of: &str) -> String {
    let engine = dueby_rules::engine([BUILT_IN]).unwrap();
    let case = Case::from_json(case, "").unwrap();
    let as_of = engine.instant(as_of.parse().unwrap()).unwrap();
    let answer = engine.assess(&case, as_of).unwrap();
    serde_json::to_string(&answer).unwrap() + "\n"
}

#[test]
fn one_case_and_many() {
    let as_of = "2025-12-22T09:00";
    let one = std::fs::read_to_string(root().join("examples/cases/complaint-at-christmas.json"));
    let one = one.unwrap();
    let many = std::fs::read_to_string(root().join("examples/cases/events.jsonl")).unwrap();
    let ran = run(&[
        "assess",
        "examples/cases/complaint-at-christmas.json",
        "examples/cases/events.jsonl",
        "--pack",
        BUILT_IN,
        "--as-of",
        as_of,
        "--json",
    ]);
    let mut all = expected(&one, as_of);
    for line in many.lines() {
        all.push_str(&expected(line, as_of));
    }
    assert_eq!(ran.good(), all);
}

#[test]
fn standard_input_is_one_case_or_many() {
    let as_of = "2025-12-22T09:00";
    let args = [
        "assess", "-", "--pack", BUILT_IN, "--as-of", as_of, "--json",
    ];
    let one = "{\n  \"case\": \"A\",\n  \"kind\": \"complaint\"\n}\n";
    let ran = run_in(root(), &args, &[], one.as_bytes());
    assert_eq!(ran.good(), expected(one, as_of));
    let lines = [
        "{\"case\": \"A\"}",
        "{\"case\": \"B\", \"kind\": \"complaint\"}",
    ];
    let ran = run_in(root(), &args, &[], lines.join("\n").as_bytes());
    let all: String = lines.iter().map(|line| expected(line, as_of)).collect();
    assert_eq!(ran.good(), all);
}

#[test]
fn findings_are_in_the_answer_and_nowhere_else() {
    let case = "{\"case\": \"A\", \"events\": [{\"event\": \"x\", \"at\": \"2025-12-19\"}]}";
    let folder = Folder::with(&[("a.json", case.as_bytes())]);
    let args = [
        "assess",
        "a.json",
        "--pack",
        BUILT_IN,
        "--as-of",
        "2026-01-05",
        "--json",
    ];
    let ran = folder.run(&args);
    assert!(ran.good().contains("\"code\":\"unknown-event\""));
}

#[test]
fn due_is_the_engines_answer() {
    let engine = dueby_rules::engine([BUILT_IN]).unwrap();
    let from: EventTime = "2025-12-19T16:42".parse().unwrap();
    let answer = engine
        .due(
            BUILT_IN,
            "repair-completion",
            from,
            &[("priority", Value::from("urgent"))],
            &Options::default(),
        )
        .unwrap();
    let ran = run(&[
        "due",
        BUILT_IN,
        "repair-completion",
        "--from",
        "2025-12-19T16:42",
        "--set",
        "priority=urgent",
        "--json",
    ]);
    assert_eq!(ran.good(), serde_json::to_string(&answer).unwrap() + "\n");
}

#[test]
fn no_cases_are_no_lines() {
    let folder = Folder::with(&[("c.csv", b"case,event,at\n")]);
    let pack = pack();
    let args = [
        "assess",
        "c.csv",
        "--pack",
        &pack,
        "--as-of",
        "2026-01-05",
        "--json",
    ];
    assert_eq!(folder.run(&args).good(), "");
}
