//! What is odd about cases is a part of the answer for people, and a line on standard
//! error where the answer goes to a file or to a program.

mod common;

use common::{Folder, Ran, pack};

fn assess(files: &[(&str, &[u8])], file: &str, more: &[&str]) -> Ran {
    let folder = Folder::with(files);
    let pack = pack();
    let args = ["assess", file, "--pack", &pack, "--as-of", "2025-12-23"];
    folder.run(&[&args[..], more].concat())
}

const CASE: &[u8] = br#"{"case": "C-1", "kind": "complaint", "events": [
    {"event": "complaint.received", "at": "2025-12-19"},
    {"event": "complaint.anwsered", "at": "2025-12-22"}]}"#;

#[test]
fn of_one_case() {
    let ran = assess(&[("case.json", CASE)], "case.json", &[]);
    assert_eq!(ran.code, Some(0));
    // Between the table and the reasons.
    let to_check = "
To check
  case.json, event 2: no clock knows the event \"complaint.anwsered\"
    did you mean \"complaint.answered\"?

Answer within 5 working days
  rule answer ";
    assert!(ran.out.contains(to_check), "{}", ran.out);
    assert_eq!(
        ran.err,
        "note: case.json, event 2: no clock knows the event \"complaint.anwsered\" \
         [unknown-event]\n  help: did you mean \"complaint.answered\"?\n"
    );
    let strict = assess(&[("case.json", CASE)], "case.json", &["--strict"]);
    assert!(
        strict
            .refused()
            .starts_with("error: case.json, event 2: no clock knows")
    );
}

#[test]
fn the_same_of_many_cases_is_told_once() {
    let csv = b"case,kind,event,at\n\
                A,complaint,complaint.anwsered,2025-12-19\n\
                B,complaint,complaint.anwsered,2025-12-19\n";
    let ran = assess(&[("c.csv", csv)], "c.csv", &[]);
    let told = "c.csv:2: no clock knows the event \"complaint.anwsered\" (2 times, here first)";
    let near = "did you mean \"complaint.answered\"?";
    assert!(
        ran.out
            .contains(&format!("\nTo check\n  {told}\n    {near}\n")),
        "{}",
        ran.out
    );
    assert_eq!(
        ran.err,
        format!("note: {told} [unknown-event]\n  help: {near}\n")
    );
}

// Thursday 23 December 2027 is day 0; Monday 3 January 2028 takes the place of New Year's
// Day and is not proclaimed yet: see due.rs.
#[test]
fn of_one_deadline() {
    let pack = pack();
    let ran = common::run(&["due", &pack, "answer", "--from", "2027-12-23"]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.out
            .contains("\nTo check\n  --from: the deadline of \"answer\" rests on New Year's Day"),
        "{}",
        ran.out
    );
}

// Programs find it in "findings".
#[test]
fn not_beside_json() {
    let ran = assess(&[("case.json", CASE)], "case.json", &["--json"]);
    assert!(!ran.good().contains("To check"));
    assert!(ran.good().contains("\"findings\":[{"));
}

#[test]
fn nothing_odd_is_not_told() {
    let case = br#"{"case": "C-1", "kind": "complaint"}"#;
    let ran = assess(&[("case.json", case)], "case.json", &[]);
    assert!(!ran.good().contains("To check"));
}

// A step of a path beyond the calendar: its last date is a Monday, and the fifth working
// day after the Friday before Christmas 2035 is Monday 31.
#[test]
fn a_step_beyond_the_calendar_says_which_option_helps() {
    let case = br#"{"case": "C-1", "kind": "complaint", "events": [
        {"event": "complaint.received", "at": "2035-12-20"}]}"#;
    let text = std::fs::read_to_string(pack())
        .unwrap()
        .replace("at = \"due\"", "at = \"5 working days after due\"");
    let folder = Folder::with(&[("case.json", case), ("p.toml", text.as_bytes())]);
    let ran = folder.run(&[
        "assess",
        "case.json",
        "--pack",
        "p.toml",
        "--as-of",
        "2035-12-21",
    ]);
    assert!(
        ran.out.contains(
            "\n    give one of that id whose years reach that far with --calendar FILE\n"
        ),
        "{ran:?}"
    );
}
