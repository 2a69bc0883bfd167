//! Five repairs in every shape of file, and a report over them.

use serde_json::Value;

use super::{Folder, Ran, data};

/// Five repairs, ten days each, on 15 July 2025 at the start of the day. R-1: 2 to 10 April,
/// in time, inspected on the 20th. R-2: 1 to 11 June, the last day, in time. R-3: 1 to 12
/// June, a day late. R-4: reported on 20 June, due by the end of 30 June, open. R-5: reported
/// on 14 July, due on the 24th.
pub(crate) const EVENTS: &str = "\
case,kind,event,at,patch
R-1,repair,repair.reported,2025-04-02,Norton
R-1,,repair.completed,2025-04-10,
R-1,,repair.inspected,2025-04-20,
R-2,repair,repair.reported,2025-06-01,Norton
R-2,,repair.completed,2025-06-11,
R-3,repair,repair.reported,2025-06-01,Stockton
R-3,,repair.completed,2025-06-12,
R-4,repair,repair.reported,2025-06-20,Stockton
R-5,repair,repair.reported,2025-07-14,
";

/// The same, a case a row.
pub(crate) const CASES: &str = "\
case,kind,patch,repair.reported,repair.completed,repair.inspected
R-1,repair,Norton,2025-04-02,2025-04-10,2025-04-20
R-2,repair,Norton,2025-06-01,2025-06-11,
R-3,repair,Stockton,2025-06-01,2025-06-12,
R-4,repair,Stockton,2025-06-20,,
R-5,repair,,2025-07-14,,
";

pub(crate) const EVENT_LINES: &str = r#"{"case": "R-1", "kind": "repair", "event": "repair.reported", "at": "2025-04-02", "patch": "Norton"}
{"case": "R-1", "event": "repair.completed", "at": "2025-04-10"}
{"case": "R-1", "event": "repair.inspected", "at": "2025-04-20"}
{"case": "R-2", "kind": "repair", "event": "repair.reported", "at": "2025-06-01", "patch": "Norton"}
{"case": "R-2", "event": "repair.completed", "at": "2025-06-11", "patch": null}
{"case": "R-3", "kind": "repair", "event": "repair.reported", "at": "2025-06-01", "patch": "Stockton"}
{"case": "R-3", "event": "repair.completed", "at": "2025-06-12"}
{"case": "R-4", "kind": "repair", "event": "repair.reported", "at": "2025-06-20", "patch": "Stockton"}
{"case": "R-5", "kind": "repair", "event": "repair.reported", "at": "2025-07-14"}
"#;

pub(crate) const CASE_LINES: &str = r#"{"case": "R-1", "kind": "repair", "patch": "Norton", "repair.reported": "2025-04-02", "repair.completed": "2025-04-10", "repair.inspected": "2025-04-20"}
{"case": "R-2", "kind": "repair", "patch": "Norton", "repair.reported": "2025-06-01", "repair.completed": "2025-06-11"}
{"case": "R-3", "kind": "repair", "attributes": {"patch": "Stockton"}, "events": [{"event": "repair.completed", "at": "2025-06-12"}, {"event": "repair.reported", "at": "2025-06-01"}]}
{"case": "R-4", "kind": "repair", "patch": "Stockton", "repair.reported": "2025-06-20", "repair.completed": null}
{"case": "R-5", "kind": "repair", "repair.reported": "2025-07-14", "repair.inspected": ""}
"#;

pub(crate) fn report(file: &str, bytes: &[u8], more: &[&str]) -> Ran {
    let pack = data("targets.toml");
    let mut args = vec!["report", file, "--pack", &pack];
    if !more.contains(&"--period") {
        args.extend(["--period", "2025-26"]);
    }
    if !more.contains(&"--as-of") {
        args.extend(["--as-of", "2025-07-15"]);
    }
    args.extend(more);
    Folder::with(&[(file, bytes)]).run(&args)
}

#[track_caller]
pub(crate) fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:#?}"))
}

/// A target of a report.
#[track_caller]
pub(crate) fn target<'r>(report: &'r Value, name: &str) -> &'r Value {
    let mut targets = report["targets"].as_array().unwrap().iter();
    targets.find(|one| one["target"] == name).unwrap()
}

/// A table with one space wherever there are several or a line ends.
pub(crate) fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a problem said, without its remedies.
pub(crate) fn errors(ran: &Ran) -> Vec<&str> {
    let lines = ran.err.lines();
    lines
        .filter_map(|line| line.strip_prefix("error: "))
        .collect()
}

pub(crate) fn remedies(ran: &Ran) -> Vec<&str> {
    let lines = ran.err.lines();
    lines
        .filter_map(|line| line.strip_prefix("  help: "))
        .collect()
}
