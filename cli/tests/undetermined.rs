//! Promises that cannot be judged: why, and what to type to have them run.

mod common;

use common::{Folder, pack};

const PACK: &str = "\
[pack]
id = \"waiting\"
title = \"Promises that wait\"
calendar = \"england-and-wales\"
basis = \"promise\"

[[clock]]
id = \"first\"
promise = \"Call back\"
kind = \"call\"
starts = \"call.made\"
stops = \"call.returned\"
within = { parameter = \"how-soon\" }

[[clock]]
id = \"second\"
promise = \"Settle it\"
kind = \"call\"
when = { priority = [\"urgent\", \"routine\"], vulnerable = true }
starts = \"call.made\"
stops = \"call.settled\"
within = \"2 days\"

[[clock]]
id = \"third\"
promise = \"Confirm it in writing\"
kind = \"call\"
starts = \"call.returned\"
stops = \"call.confirmed\"
within = { parameter = \"how-soon\" }

[parameter.how-soon]
type = \"allowance\"
question = \"How soon?\"
";

/// What is told of the promises of a case, between the table and the foot.
fn told(case: &str) -> String {
    let folder = Folder::with(&[("p.toml", PACK.as_bytes()), ("c.json", case.as_bytes())]);
    let ran = folder.run(&[
        "assess",
        "c.json",
        "--pack",
        "p.toml",
        "--as-of",
        "2025-12-22",
    ]);
    let out = ran.good();
    let (_, told) = out.split_once("\n\n").unwrap();
    let (_, told) = told.split_once("\n\n").unwrap();
    let (told, _) = told.split_once("\n\nA calculation").unwrap();
    told.to_owned()
}

#[test]
fn what_waits_for_one_thing_is_told_together() {
    // Started by other events: that is told of each.
    assert_eq!(
        told(r#"{"case": "A", "kind": "call", "attributes": {"vulnerable": true}}"#),
        "\
Call back
  not started: it starts at call.made
Confirm it in writing
  not started: it starts at call.returned
  undetermined: the parameter \"how-soon\" has no value: How soon?
  to have them run: --param how-soon=VALUE

Settle it
  not started: it starts at call.made
  undetermined: the attribute \"priority\" is missing
  to have it run: give the case the attribute \"priority\": \"urgent\" or \"routine\""
    );
    assert!(
        told(r#"{"case": "A", "kind": "call", "attributes": {"priority": "urgent"}}"#)
            .contains("\n  to have it run: give the case the attribute \"vulnerable\": true")
    );
}

#[test]
fn a_comparison_is_told_in_words() {
    let when = "when = { priority = [\"urgent\", \"routine\"], vulnerable = true }";
    let pack = PACK.replace(when, "when = { rooms = { at-least = 2 } }");
    assert_ne!(pack, PACK);
    let folder = Folder::with(&[
        ("p.toml", pack.as_bytes()),
        ("c.json", br#"{"case": "A", "kind": "call"}"#),
    ]);
    let ran = folder.run(&[
        "assess",
        "c.json",
        "--pack",
        "p.toml",
        "--as-of",
        "2025-12-22",
    ]);
    assert!(
        ran.good().contains(
            "\n  to have it run: give the case the attribute \"rooms\"; what counts is whether \
             rooms is at least 2\n"
        ),
        "{ran:?}"
    );
}

#[test]
fn in_many_cases_too() {
    let cases = "{\"case\": \"A\", \"kind\": \"call\"}\n{\"case\": \"B\", \"kind\": \"call\"}\n";
    let folder = Folder::with(&[("p.toml", PACK.as_bytes()), ("c.jsonl", cases.as_bytes())]);
    let ran = folder.run(&[
        "assess",
        "c.jsonl",
        "--pack",
        "p.toml",
        "--as-of",
        "2025-12-22",
    ]);
    let out = ran.good();
    let (_, told) = out.split_once("\nUndetermined\n").unwrap();
    let (told, _) = told.split_once("\n\n").unwrap();
    assert_eq!(
        told,
        "  Call back: A, B
  Confirm it in writing: A, B
    the parameter \"how-soon\" has no value: How soon?
    to have them run: --param how-soon=VALUE
  Settle it: A, B
    the attribute \"priority\" is missing
    to have it run: give the case the attribute \"priority\": \"urgent\" or \"routine\""
    );
}

// 31 December 2035 is the last date that the shipped calendar knows.
#[test]
fn beyond_the_calendar_the_option_is_named() {
    let pack = pack();
    let ran = common::run(&["due", &pack, "answer", "--from", "2035-12-31"]);
    let said: Vec<&str> = ran.good().split_whitespace().collect();
    let said = said.join(" ");
    assert!(
        said.contains(
            "its last date, 2035-12-31: give one of that id whose years reach that far with \
             --calendar FILE"
        ),
        "{said}"
    );
}
