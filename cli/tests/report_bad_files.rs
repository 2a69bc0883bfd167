//! `dueby report` over files with something wrong in them.

mod common;

use common::report::{CASE_LINES, EVENTS, errors, json, remedies, report};

const BAD: &str = "\
case,kind,event,at,patch
R-1,repair,repair.reported,2025-04-02,Norton
R-1,,repair.completed,soon,
R-2,repair,repair.reported,2025-06-01,Norton
R-2,,repair.completed,2025-06-11
R-3,repair,repair.reported,2025-06-01,Stockton
R-3,repair,,2025-06-12,
,repair,repair.reported,2025-06-12,
R-4,repair,repair.reported,2025-06-20,Stockton
R-4,complaint,repair.completed,2025-06-21,
R-5,repair,repair.reported,2025-03-30T01:30,
R-6,repair,repair.reported,31/06/2025,
R-7,repair,repair.reported,2025-07-01,
R-2,,repair.inspected,2025-06-12,
";

#[test]
fn each_bad_row_is_told_and_the_rest_is_counted() {
    let ran = report("a.csv", BAD.as_bytes(), &["--json"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        errors(&ran),
        [
            "a.csv:3, column \"at\": \"soon\" is not a time [bad-time]",
            "a.csv:5: this row has 4 values and the first line names 5 columns [syntax]",
            "a.csv:7, column \"event\": this is blank [missing-field]",
            "a.csv:8, column \"case\": this is blank [missing-field]",
            "a.csv:10, column \"kind\": \"complaint\" is another kind than the \"repair\" of line 9 [duplicate-name]",
            "a.csv:11: 01:30 on 30 March 2025 does not exist in Europe/London: the clocks went forward over it [missing-time]",
            "a.csv:12, column \"at\": \"31/06/2025\" is not a time [bad-time]",
            "a.csv:14: case \"R-2\" comes again after other cases [duplicate-name]",
        ]
    );
    // Each has its remedy.
    assert_eq!(remedies(&ran).len(), 8, "{ran:#?}");
    assert!(remedies(&ran)[6].contains("--dates uk"), "{ran:#?}");
    assert!(
        remedies(&ran)[7].contains("sort the file by its cases"),
        "{ran:#?}"
    );
    let report = json(&ran);
    // R-7 alone. R-1 to R-6 and the row of no case are left out; R-2 came again.
    assert_eq!(report["cases"], 1);
    assert_eq!(report["read"]["left_out"], 7);
    assert_eq!(report["repeated"], 1);
    assert_eq!(report["repeated_cases"][0], "R-2");
    assert_eq!(report["read"]["problems"], 8);
    assert_eq!(report["read"]["by_code"]["bad-time"], 2);
    assert_eq!(report["read"]["first"][1]["place"], "a.csv:5");
}

#[test]
fn strict_stops_at_the_first() {
    for threads in ["1", "4"] {
        let ran = report("a.csv", BAD.as_bytes(), &["--strict", "--threads", threads]);
        assert_eq!(
            ran.refused().lines().next(),
            Some("error: a.csv:3, column \"at\": \"soon\" is not a time [bad-time]")
        );
        assert_eq!(errors(&ran).len(), 1);
        assert!(
            ran.err.ends_with("stopped there; nothing was written\n"),
            "{ran:#?}"
        );
    }
}

#[test]
fn files_that_were_cut_short() {
    // Between quotation marks, in the last case: all before it is counted.
    let cut = format!("{EVENTS}R-6,repair,repair.reported,2025-07-01,\"Nor");
    let ran = report("a.csv", cut.as_bytes(), &["--json"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        errors(&ran),
        ["a.csv:11: a quotation mark opens in this row and is never closed [syntax]"]
    );
    assert_eq!(json(&ran)["cases"], 5);
    assert_eq!(json(&ran)["read"]["left_out"], 1);
    // In the middle of a case: its first row is not enough.
    let cut = EVENTS.split("-06-12").next().unwrap();
    let ran = report("a.csv", cut.as_bytes(), &["--json"]);
    assert!(
        errors(&ran)[0].starts_with("a.csv:8: this row has 4 values"),
        "{ran:#?}"
    );
    assert!(
        remedies(&ran)[0].contains("it may have been cut short"),
        "{ran:#?}"
    );
    assert_eq!(json(&ran)["cases"], 2);
    // After a whole row, but before its end.
    let ran = report("a.csv", EVENTS.trim_end().as_bytes(), &["--json"]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.err.contains("note: a.csv: the last line has no end"),
        "{ran:#?}"
    );
    // JSON
    let cut = &CASE_LINES[..CASE_LINES.len() - 20];
    let ran = report("a.jsonl", cut.as_bytes(), &["--json"]);
    assert!(errors(&ran)[0].starts_with("a.jsonl:5:"), "{ran:#?}");
    assert_eq!(json(&ran)["cases"], 4);
}

#[test]
fn json_lines_say_what_is_wrong_with_them() {
    let lines = r#"{"case": 7, "event": "repair.reported", "at": "2025-06-01"}
{"case": "A", "event": "repair.reported", "at": "2025-06-01", "rooms": [1]}
{"case": "B", "repair.reported": 20250601}
{"case": "C", "repair.reported": "1/6/2025"}
{"case": "D", "knd": "repair"}
{"case": "E", "event": "repair.reported"}
["F"]
{"case": "G", "repair.reported": "2025-06-01"}
{"case": "G", "repair.reported": "2025-06-01"}
{"case": "", "repair.reported": "2025-06-01"}
{"case": " ", "repair.reported": "2025-06-01"}
{"case": "", "kind": "repair", "events": []}
{"case": "", "kind": "repair", "events": []}
"#;
    let ran = report("a.jsonl", lines.as_bytes(), &["--json"]);
    assert_eq!(
        errors(&ran),
        [
            "a.jsonl:1, field \"case\": this is not a text [wrong-type]",
            "a.jsonl:2, field \"rooms\": this is neither a text nor a number, true or false [wrong-type]",
            "a.jsonl:3, field \"repair.reported\": this is not a text [wrong-type]",
            "a.jsonl:4, field \"repair.reported\": \"1/6/2025\" is not a time [bad-time]",
            "a.jsonl:5:19: there is no field \"knd\" here [unknown-field]",
            "a.jsonl:6, field \"at\": this is blank [missing-field]",
            "a.jsonl:7: this is a list and not a case [wrong-type]",
            "a.jsonl:9: case \"G\" was given before [duplicate-name]",
            "a.jsonl:10, field \"case\": this is blank [missing-field]",
            "a.jsonl:11, field \"case\": this is blank [missing-field]",
            "a.jsonl:12: the case has no reference [missing-field]",
            "a.jsonl:13: the case has no reference [missing-field]",
        ]
    );
    assert_eq!(json(&ran)["cases"], 1);
}
