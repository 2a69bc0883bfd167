//! A duty without a number, in words.

mod common;

use common::Folder;

const PACK: &str = r#"[pack]
id = "england/hazards"
title = "Hazards"
calendar = "england-and-wales"
basis = "statute"

[[clock]]
id = "make-safe"
promise = "Make a hazard safe as soon as reasonably practicable"
kind = "hazard"
starts = "hazard.reported"
stops = "hazard.made-safe"
within = { open = "as soon as reasonably practicable" }
source = "regulation 5"
"#;

const CASE: &str = r#"{"case": "H-1", "kind": "hazard",
  "events": [{"event": "hazard.reported", "at": "2026-01-12T10:00"}]}"#;

fn told(case: &str, as_of: &str) -> String {
    let files = [
        ("pack.toml", PACK.as_bytes()),
        ("case.json", case.as_bytes()),
    ];
    let folder = Folder::with(&files);
    let args = [
        "assess",
        "case.json",
        "--pack",
        "pack.toml",
        "--as-of",
        as_of,
    ];
    folder
        .run(&args)
        .good()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// From Monday at 10:00 to Thursday at 14:30 are three days and four hours and a half.
#[test]
fn it_says_that_there_is_no_number_and_how_long_it_has_run() {
    let text = told(CASE, "2026-01-15T14:30");
    for said in [
        "open no number of days -",
        "rule make-safe of england/hazards (\"regulation 5\"); calendar england-and-wales",
        "no number of days is given: the rule says \"as soon as reasonably practicable\"",
        "it has run for 3 days 4 hours",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let text = told(CASE, "2026-01-12T12:05");
    assert!(text.contains("it has run for 2 hours 5 minutes"), "{text}");
}

#[test]
fn once_it_is_done_it_says_how_long_it_ran() {
    let done = r#", {"event": "hazard.made-safe", "at": "2026-01-13T10:00"}]"#;
    let text = told(&CASE.replace(']', done), "2026-01-15T14:30");
    assert!(
        text.contains("Tue 13 Jan 2026 10:00: met it ran for 1 day"),
        "{text}"
    );
}
