//! `dueby calendar`: the calendar of England and Wales is open from 09:00 to 17:00 on
//! weekdays. In 2025, 25 December is a Thursday.

mod common;

use common::{Folder, root, run, run_in, without_revisions};

fn ask(question: &[&str]) -> String {
    let mut args = vec!["calendar", "england-and-wales"];
    args.extend(question);
    run(&args).good().to_owned()
}

fn refused(question: &[&str]) -> String {
    let mut args = vec!["calendar", "england-and-wales"];
    args.extend(question);
    run(&args).refused().to_owned()
}

// Friday 19 is day 0; Mon 22, Tue 23, Wed 24 are 1 to 3; Mon 29 and Tue 30 are 4 and 5.
const SKIPPED: &str = "  skipped Sat 20 Dec 2025
  skipped Sun 21 Dec 2025
  skipped Thu 25 Dec 2025: Christmas Day
  skipped Fri 26 Dec 2025: Boxing Day
  skipped Sat 27 Dec 2025
  skipped Sun 28 Dec 2025
";

#[test]
fn working_days_forwards_and_back() {
    let forwards = format!("Tue 30 Dec 2025\n{SKIPPED}");
    assert_eq!(ask(&["add", "2025-12-19", "5 working days"]), forwards);
    // A time is taken by its date, and the amount need not be quoted.
    let time = ["add", "2025-12-19T23:59", "5", "working", "days"];
    assert_eq!(ask(&time), forwards);
    // 23:30 in UTC on 18 June is 00:30 on 19 June: Friday 20 is a day later.
    assert_eq!(
        ask(&["add", "2025-06-18T23:30Z", "1 working day"]),
        "Fri 20 Jun 2025\n"
    );
    assert_eq!(
        ask(&["subtract", "2025-12-30", "5 working days"]),
        format!("Fri 19 Dec 2025\n{SKIPPED}")
    );
    // No days at all are over where they begin, on a Saturday too.
    assert_eq!(
        ask(&["add", "2025-12-20", "0 working days"]),
        "Sat 20 Dec 2025\n"
    );
}

// From a Saturday, Monday is day 1; rolled to Monday first, Tuesday is.
#[test]
fn a_start_is_rolled_when_that_is_asked_for() {
    assert_eq!(
        ask(&["add", "2025-11-15", "1 working day"]),
        "Mon 17 Nov 2025\n  skipped Sun 16 Nov 2025\n"
    );
    assert_eq!(
        ask(&["add", "2025-11-15", "1 working day", "--roll", "next"]),
        "Tue 18 Nov 2025\n  Sat 15 Nov 2025 is not a working day: moved to Mon 17 Nov 2025\n"
    );
    assert_eq!(
        ask(&["add", "2025-11-15", "1 working day", "--roll", "previous"]),
        "Mon 17 Nov 2025\n  Sat 15 Nov 2025 is not a working day: moved to Fri 14 Nov 2025\n  \
         skipped Sat 15 Nov 2025\n  skipped Sun 16 Nov 2025\n"
    );
    // After Saturday 31 May 2025 comes Monday 2 June, in another month.
    assert_eq!(
        ask(&["add", "2025-05-31", "10 days", "--roll", "modified"]),
        "Mon 9 Jun 2025\n  Sat 31 May 2025 is not a working day: moved to Fri 30 May 2025\n"
    );
}

#[test]
fn working_hours() {
    // One hour on Wednesday 24, seven from Monday 29 at 09:00.
    assert_eq!(
        ask(&["add", "2025-12-24T16:00", "8 working hours"]),
        "Mon 29 Dec 2025 16:00\n"
    );
    // Three hours back to Monday's opening, five more back from Wednesday 17:00.
    assert_eq!(
        ask(&["subtract", "2025-12-29T12:00", "8 working hours"]),
        "Wed 24 Dec 2025 12:00\n"
    );
    // A whole day is over at closing, or at the next opening; and back.
    for (question, end) in [
        ("add 2025-12-24T09:00", "Wed 24 Dec 2025 17:00\n"),
        (
            "add 2025-12-24T09:00 --at-edge stays",
            "Wed 24 Dec 2025 17:00\n",
        ),
        (
            "add 2025-12-24T09:00 --at-edge moves",
            "Mon 29 Dec 2025 09:00\n",
        ),
        ("subtract 2025-12-29T17:00", "Mon 29 Dec 2025 09:00\n"),
        (
            "subtract 2025-12-29T17:00 --at-edge moves",
            "Wed 24 Dec 2025 17:00\n",
        ),
    ] {
        let mut question: Vec<&str> = question.split(' ').collect();
        question.insert(2, "480 working minutes");
        assert_eq!(ask(&question), end, "{question:?}");
    }
}

#[test]
fn other_units() {
    // 2026 is no leap year, 2028 is.
    for (question, end) in [
        (["add", "2025-12-19", "10 days"], "Mon 29 Dec 2025\n"),
        (["subtract", "2025-12-19", "2 weeks"], "Fri 5 Dec 2025\n"),
        (["add", "2026-01-31", "1 month"], "Sat 28 Feb 2026\n"),
        (["subtract", "2028-03-31", "1 month"], "Tue 29 Feb 2028\n"),
        (["add", "2028-02-29", "1 year"], "Wed 28 Feb 2029\n"),
        // The clocks went back at 02:00 on 26 October 2025.
        (
            ["add", "2025-10-25T16:42", "24 hours"],
            "Sun 26 Oct 2025 15:42\n",
        ),
        (
            ["subtract", "2025-10-26T15:42", "24 hours"],
            "Sat 25 Oct 2025 16:42\n",
        ),
        // 01:30 came twice that day; the first of them is meant, half an hour before
        // the clocks went back to 01:00.
        (
            ["add", "2025-10-26T01:30", "30 minutes"],
            "Sun 26 Oct 2025 01:00\n",
        ),
    ] {
        assert_eq!(ask(&question), end, "{question:?}");
    }
}

#[test]
fn between() {
    // 19, 22, 23, 24, 29, 30, 31 December and 2 January; 5 January is not counted.
    let all = ask(&["between", "2025-12-19", "2026-01-05"]);
    assert_eq!(all.lines().next(), Some("8 working days"));
    assert!(all.contains("\n  skipped Thu 1 Jan 2026: New Year's Day\n"));
    assert_eq!(all.lines().count(), 1 + 9);
    assert_eq!(
        ask(&["between", "2025-12-22", "2025-12-19"]),
        "-1 working day\n  skipped Sat 20 Dec 2025\n  skipped Sun 21 Dec 2025\n"
    );
    assert_eq!(
        ask(&["between", "2025-12-19", "2026-01-05", "--in", "days"]),
        "17 days\n"
    );
    // One hour on Wednesday, one and a half on Monday.
    let hours = ["between", "2025-12-24T16:00", "2025-12-29T10:30"];
    assert_eq!(
        ask(&[&hours[..], &["--in", "working hours"]].concat()),
        "2 working hours 30 working minutes\n"
    );
}

// 2025 has 261 weekdays, 8 of them holidays: 253 working days, 112 others.
#[test]
fn at_most_sixty_days_are_named() {
    let said = ask(&["between", "2025-01-01", "2026-01-01"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 1 + 60 + 1);
    assert_eq!(lines[0], "253 working days");
    assert_eq!(lines[61], "  skipped 52 more");
}

#[test]
fn open_and_closed() {
    for (question, answer) in [
        (
            ["is-open", "2025-12-24T09:00"],
            "Wed 24 Dec 2025 09:00: open\n",
        ),
        (
            ["is-open", "2025-12-24T17:00"],
            "Wed 24 Dec 2025 17:00: closed\n",
        ),
        (
            ["is-open", "2025-12-25T11:00"],
            "Thu 25 Dec 2025 11:00: closed, Christmas Day\n",
        ),
        (
            ["is-working-day", "2025-12-24"],
            "Wed 24 Dec 2025: a working day\n",
        ),
        (
            ["is-working-day", "2025-12-27T11:00"],
            "Sat 27 Dec 2025: not a working day, Saturday\n",
        ),
        (["next-open", "2025-12-24T17:00"], "Mon 29 Dec 2025 09:00\n"),
        (["next-open", "2025-12-24T12:00"], "Wed 24 Dec 2025 12:00\n"),
        (
            ["previous-close", "2025-12-29T08:00"],
            "Wed 24 Dec 2025 17:00\n",
        ),
        (
            ["previous-close", "2025-12-24T17:00"],
            "Wed 24 Dec 2025 17:00\n",
        ),
    ] {
        assert_eq!(ask(&question), answer);
    }
}

#[test]
fn json() {
    assert_eq!(
        revised(&ask(&["next-open", "2025-07-05T10:00", "--json"])),
        "{\"calendar\":\"england-and-wales\",\"revision\":\"R\",\
         \"question\":{\"next-open\":{\"at\":\"2025-07-05T10:00\"}},\
         \"answer\":\"2025-07-07T09:00:00+01:00\"}\n"
    );
    assert_eq!(
        revised(&ask(&[
            "--json",
            "add",
            "--roll",
            "next",
            "2025-12-26",
            "0",
            "working",
            "days"
        ])),
        "{\"calendar\":\"england-and-wales\",\"revision\":\"R\",\
         \"question\":{\"add\":{\"start\":\"2025-12-26\",\"amount\":\"0 working days\",\
         \"roll\":\"next\"}},\"answer\":\"2025-12-29\",\
         \"rolled\":{\"from\":\"2025-12-26\",\"to\":\"2025-12-29\"},\"skipped\":[]}\n"
    );
}

/// The text with the revision of each line as `R`.
fn revised(text: &str) -> String {
    let mut all = String::new();
    for line in text.lines() {
        let (before, after) = line.split_once("\"revision\":\"").unwrap();
        let (revision, after) = after.split_once('"').unwrap();
        assert_eq!(revision.len(), 12);
        all.push_str(&format!("{before}\"revision\":\"R\"{after}\n"));
    }
    all
}

fn lines(text: &str) -> common::Ran {
    let args = ["calendar", "england-and-wales"];
    run_in(root(), &args, &[], text.as_bytes())
}

#[test]
fn many_questions_are_answered_in_order() {
    let ran = lines(
        "{\"is-working-day\": {\"date\": \"2025-12-25\"}}\n\n\
         {\"subtract\": {\"end\": \"2025-12-23\", \"amount\": \"1 working day\"}}\r\n\
         {\"between\": {\"from\": \"2025-12-24T16:00\", \"to\": \"2025-12-24T16:30\", \
         \"in\": \"working hours\"}}",
    );
    let start = "{\"calendar\":\"england-and-wales\",\"revision\":\"R\",\"question\":";
    assert_eq!(
        revised(ran.good()),
        format!(
            "{start}{{\"is-working-day\":{{\"date\":\"2025-12-25\"}}}},\
             \"answer\":false,\"why\":\"Christmas Day\"}}\n\
             {start}{{\"subtract\":{{\"end\":\"2025-12-23\",\"amount\":\"1 working day\"}}}},\
             \"answer\":\"2025-12-22\",\"skipped\":[]}}\n\
             {start}{{\"between\":{{\"from\":\"2025-12-24T16:00\",\"to\":\"2025-12-24T16:30\",\
             \"in\":\"working hours\"}}}},\"answer\":\"30 working minutes\"}}\n"
        )
    );
}

#[test]
fn every_bad_line_is_told_and_nothing_is_written() {
    let ran = lines(
        "{\"is-working-day\": {\"date\": \"2025-12-25\"}}\n{\"ad\": {}}\n\
         {\"add\": {\"start\": \"19/12/2025\", \"amount\": \"1 day\"}}\n\
         {\"add\": {\"start\": \"2025-12-19\", \"amount\": \"1 day\", \"rol\": \"next\"}}\n\
         {\"is-working-day\": {\"date\": \"2040-01-01\"}}\n",
    );
    assert_eq!(
        ran.refused(),
        "error: standard input:2: there is no question \"ad\" [unknown-field]
  help: did you mean \"add\"?
error: standard input:3, \"start\": \"19/12/2025\" is not a time [bad-time]
  help: dates are written year first: \"2025-12-19\"
error: standard input:4:56: unknown field \"rol\", expected one of \"start\", \"amount\", \
         \"roll\", \"at-edge\" [unknown-field]
  help: write {\"add\": {\"start\": \"2025-12-19\", \"amount\": \"5 working days\"}}, for example
error: standard input:5: calendar \"england-and-wales\" does not know 2040-01-01 later than its \
         last date, 2035-12-31 [calendar-range]
  help: ask a calendar whose years reach that far
4 problems; nothing was written
"
    );
    assert!(
        lines("")
            .refused()
            .contains("no question is asked [empty-text]")
    );
}

#[test]
fn questions_that_cannot_be_answered() {
    assert_eq!(
        refused(&["add", "2025-12-24", "8 working hours"]),
        "error: START: \"2025-12-24\" does not say the time of day [bad-time]\n  help: write \
         \"2025-12-24T09:00\", for example\n"
    );
    assert_eq!(
        refused(&["add", "2025-12-24T09:00", "24 hours", "--roll", "next"]),
        "error: --roll: this means nothing for \"24 hours\" [pointless-option]\n  help: leave it \
         out; it is for days, weeks, months and years\n"
    );
    assert_eq!(
        refused(&["add", "2025-12-24", "5 working days", "--at-edge", "stays"]),
        "error: --at-edge: this means nothing for \"5 working days\" [pointless-option]\n  help: \
         leave it out; it is for working hours and working minutes\n"
    );
    // The clocks went forward from 01:00 to 02:00.
    let said = refused(&["subtract", "2025-03-30T01:30", "24 hours"]);
    assert!(
        said.starts_with("error: END: 01:30 on 30 March 2025"),
        "{said}"
    );
    assert!(said.contains("[missing-time]"), "{said}");
    let said = refused(&["subtract", "2025-12-30", "5 wroking days"]);
    assert!(said.starts_with("error: AMOUNT: "), "{said}");
    let said = run(&["calendar", "england-and-wals", "is-open", "now"]);
    assert_eq!(
        said.refused(),
        "error: there is no calendar \"england-and-wals\" [unknown-calendar]\n  help: did you mean \
         \"england-and-wales\"? Otherwise, give a calendar of your own as a .toml file\n"
    );
}

const OFFICE: &str = "[calendar]
id = \"our-office\"
title = \"Our office\"
extends = \"england-and-wales\"
[[closure]]
name = \"Christmas closure\"
from = \"29 December\"
to = \"31 December\"
priorities = [\"routine\"]
";

// For routine cases 29 to 31 December are closed and 1 January is a holiday: after 22, 23
// and 24 December come 2 and 5 January.
#[test]
fn calendars_of_ones_own() {
    let annexe = OFFICE
        .replace("our-office", "annexe")
        .replace("england-and-wales", "our-office")
        .replace(
            "[[closure]]",
            "[hours]\nmon-fri = \"10:00-16:00\"\n[[closure]]",
        );
    let folder = Folder::with(&[
        ("office.toml", OFFICE.as_bytes()),
        ("annexe.toml", annexe.as_bytes()),
    ]);
    let first = |args: &[&str]| {
        let ran = folder.run(args);
        ran.good().lines().next().unwrap_or_default().to_owned()
    };
    let add = ["add", "2025-12-19", "5 working days"];
    for calendar in [
        &["calendar", "office.toml"][..],
        &["calendar", "our-office", "--calendar", "office.toml"],
    ] {
        assert_eq!(first(&[calendar, &add].concat()), "Tue 30 Dec 2025");
        let routine = [calendar, &add, &["--priority", "routine"]].concat();
        assert_eq!(first(&routine), "Mon 5 Jan 2026");
        let urgent = [calendar, &add, &["--priority", "urgent"]].concat();
        assert_eq!(first(&urgent), "Tue 30 Dec 2025");
    }
    let annexe = ["calendar", "annexe.toml", "--calendar", "office.toml"];
    let opens = [&annexe[..], &["next-open", "2025-12-24T07:00"]].concat();
    assert_eq!(first(&opens), "Wed 24 Dec 2025 10:00");
    let ran = folder.run(&["calendar", "annexe.toml", "is-open", "2025-12-24T07:00"]);
    assert!(without_revisions(ran.refused()).contains("our-office"));
}
