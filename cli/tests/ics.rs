//! `dueby assess --ics`: the deadlines of running promises as an iCalendar file.

mod common;

use common::{Folder, Ran, pack};
use icalendar::{Calendar, Component, Event};

// A complaint of Friday 19 December 2025 is due on Tuesday 30 (25 and 26 are holidays). A
// repair of 25 October at 16:42 was due 24 hours later: the clocks went back, so at 15:42
// by the clock and in UTC. C-2 is paused, C-3 answered, the apology undetermined.
const CASES: &str = r#"{"case": "Ä, 1/2; b", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-19T16:42"}]}
{"case": "R-1", "kind": "repair", "attributes": {"priority": "emergency"}, "events": [{"event": "repair.reported", "at": "2025-10-25T16:42"}]}
{"case": "C-2", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-19T16:42"}, {"event": "complaint.held", "at": "2025-12-22T10:00"}]}
{"case": "C-3", "kind": "complaint", "events": [{"event": "complaint.received", "at": "2025-12-19T16:42"}, {"event": "complaint.answered", "at": "2025-12-22T10:00"}]}
{"case": "F-1", "kind": "fault", "events": [{"event": "fault.found", "at": "2025-12-19T16:42"}]}
"#;

fn assess(folder: &Folder, cases: &str, file: &str) -> Ran {
    let pack = pack();
    let rules = ["--pack", &pack, "--as-of", "2025-12-23T09:00"];
    let output = ["--ics", file, "--json"];
    folder.run(&[&["assess", cases][..], &rules, &output].concat())
}

fn written(folder: &Folder, file: &str) -> String {
    std::fs::read_to_string(folder.path().join(file)).unwrap()
}

/// The names in a folder.
fn names(folder: &Folder) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn running_promises_are_events() {
    let folder = Folder::with(&[("c.jsonl", CASES.as_bytes())]);
    let ran = assess(&folder, "c.jsonl", "d.ics");
    assert_eq!(ran.good().lines().count(), 5);
    let text = written(&folder, "d.ics");
    let calendar: Calendar = text.parse().unwrap();
    let events: Vec<&Event> = calendar.events().collect();
    assert_eq!(events.len(), 2);
    let value = |event: usize, name: &str| events[event].property_value(name).unwrap();

    // A whole day: it ends where the next begins.
    assert_eq!(value(0, "DTSTART"), "20251230");
    assert_eq!(value(0, "DTEND"), "20251231");
    assert!(text.contains("\r\nDTSTART;VALUE=DATE:20251230\r\n"));
    assert_eq!(
        value(0, "UID"),
        "%C3%84%2C%201%2F2%3B%20b/test/mixed/answer/1@dueby"
    );
    assert_eq!(value(0, "DTSTAMP"), "20251223T090000Z");
    assert_eq!(value(0, "TRANSP"), "TRANSPARENT");
    assert!(text.contains("\r\nSUMMARY:Answer within 5 working days: Ä\\, 1/2\\; b\r\n"));
    let unfolded = text.replace("\r\n ", "");
    for said in [
        "DESCRIPTION:on-track as of Tue 23 Dec 2025 09:00\\n",
        "\\nThu 25 Dec 2025 skipped: Christmas Day\\n",
        "\\ndue by the end of Tue 30 Dec 2025\\n",
        "\\n\\nA calculation\\, not legal advice.\r\n",
    ] {
        assert!(unfolded.contains(said), "{said} in {unfolded}");
    }

    // A moment, in UTC, which ends when it begins.
    assert_eq!(value(1, "DTSTART"), "20251026T154200Z");
    assert_eq!(events[1].property_value("DTEND"), None);
    assert_eq!(value(1, "SUMMARY"), "Make safe within 24 hours: R-1");
    assert_eq!(value(1, "UID"), "R-1/test/mixed/make-safe/1@dueby");
    assert!(unfolded.contains("DESCRIPTION:overdue as of Tue 23 Dec 2025 09:00\\n"));
}

#[test]
fn lines_are_as_the_format_has_them() {
    let folder = Folder::with(&[("c.jsonl", CASES.as_bytes())]);
    assess(&folder, "c.jsonl", "d.ics").good();
    let text = written(&folder, "d.ics");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    assert!(text.contains("\r\n "), "{text}");
}

#[test]
fn the_same_input_gives_the_same_bytes_in_the_place_of_the_old() {
    let folder = Folder::with(&[("c.jsonl", CASES.as_bytes()), ("d.ics", b"old")]);
    assess(&folder, "c.jsonl", "d.ics").good();
    assess(&folder, "c.jsonl", "e.ics").good();
    assert_eq!(written(&folder, "d.ics"), written(&folder, "e.ics"));
    assert_eq!(names(&folder), ["c.jsonl", "d.ics", "e.ics"]);
}

#[test]
fn bad_cases_leave_the_old_file_as_it_was() {
    let bad = CASES.replace("\"R-1\"", "1");
    let folder = Folder::with(&[("c.jsonl", bad.as_bytes()), ("d.ics", b"old")]);
    assess(&folder, "c.jsonl", "d.ics").refused();
    assert_eq!(written(&folder, "d.ics"), "old");
    assert_eq!(names(&folder), ["c.jsonl", "d.ics"]);
}

#[test]
fn files_that_cannot_be_written() {
    let folder = Folder::with(&[("c.jsonl", CASES.as_bytes())]);
    let said = |file: &str| {
        let ran = assess(&folder, "c.jsonl", file);
        assert_eq!(ran.out, "");
        (ran.code, ran.err)
    };
    assert_eq!(
        said("none/d.ics"),
        (
            Some(1),
            "error: none/d.ics: there is no such folder [unwritable]\n  help: make the folder \
             first, or check its name\n"
                .to_owned()
        )
    );
    assert_eq!(
        said("."),
        (
            Some(1),
            "error: .: this is a folder [unwritable]\n  help: name a file in it\n".to_owned()
        )
    );
    assert_eq!(
        said("-"),
        (
            Some(2),
            "error: --ics: this is written to a file and not to the screen [bad-argument]\n  help: give its \
             name: --ics deadlines.ics\n"
                .to_owned()
        )
    );
}
