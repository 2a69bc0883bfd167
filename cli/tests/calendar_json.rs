//! `dueby calendar` in JSON, one question or many, and what it refuses: with the calendar of
//! England and Wales, open from 09:00 to 17:00 on weekdays.

mod common;

use common::{root, run, run_in};

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

#[test]
fn json() {
    assert_eq!(
        revised(&ask(&["next-open", "2025-07-05T10:00", "--json"])),
        "{\"calendar\":\"england-and-wales\",\"revision\":\"R\",\
         \"question\":{\"next-open\":{\"at\":\"2025-07-05T10:00\"}},\
         \"answer\":\"2025-07-07T09:00:00+01:00\"}\n"
    );
    // Boxing Day is a Friday, and the next working day a Monday.
    assert_eq!(
        revised(&ask(&[
            "--json",
            "add",
            "--received-off-day",
            "next working day",
            "2025-12-26",
            "0",
            "working",
            "days"
        ])),
        "{\"calendar\":\"england-and-wales\",\"revision\":\"R\",\
         \"question\":{\"add\":{\"start\":\"2025-12-26\",\"amount\":\"0 working days\",\
         \"received-off-day\":\"next working day\"}},\"answer\":\"2025-12-29\",\
         \"explanation\":[{\"step\":\"received\",\"date\":\"2025-12-29\",\"why\":\"Boxing Day is \
         not a working day: received on the next working day\",\"projected\":false},\
         {\"step\":\"not-counted\",\"from\":\"2025-12-29\",\"to\":\"2025-12-29\",\"why\":\"the \
         count begins on the day after\"},{\"step\":\"due\",\
         \"at\":\"2025-12-29T23:59:59.999+00:00\",\"date\":\"2025-12-29\",\
         \"ends\":\"end of day\"}]}\n"
    );
    // With an end in time it is a time.
    let closing = [
        "add",
        "2025-12-19",
        "5 working days",
        "--ends",
        "closing",
        "--json",
    ];
    assert!(ask(&closing).contains(",\"answer\":\"2025-12-30T17:00:00+00:00\","));
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
         {\"subtract\": {\"end\": \"2025-12-23\", \"amount\": \"1 month\", \
         \"ends\": \"same time\"}}\r\n\
         {\"between\": {\"from\": \"2025-12-24T16:00\", \"to\": \"2025-12-24T16:30\", \
         \"in\": \"working hours\"}}",
    );
    let start = "{\"calendar\":\"england-and-wales\",\"revision\":\"R\",\"question\":";
    assert_eq!(
        revised(ran.good()),
        format!(
            "{start}{{\"is-working-day\":{{\"date\":\"2025-12-25\"}}}},\
             \"answer\":false,\"why\":\"Christmas Day\"}}\n\
             {start}{{\"subtract\":{{\"end\":\"2025-12-23\",\"amount\":\"1 month\",\
             \"ends\":\"same time\"}}}},\"answer\":\"2025-11-23\",\"explanation\":[\
             {{\"step\":\"counted-months\",\"from\":\"2025-12-23\",\"to\":\"2025-11-23\",\
             \"months\":1}},{{\"step\":\"due\",\"at\":\"2025-11-23T23:59:59.999+00:00\",\
             \"date\":\"2025-11-23\",\"ends\":\"same time\"}}]}}\n\
             {start}{{\"between\":{{\"from\":\"2025-12-24T16:00\",\"to\":\"2025-12-24T16:30\",\
             \"in\":\"working hours\"}}}},\"answer\":\"30 working minutes\",\"explanation\":[\
             {{\"step\":\"counted-time\",\"from\":\"2025-12-24T16:00:00+00:00\",\
             \"to\":\"2025-12-24T16:30:00+00:00\",\"time\":\"30 working minutes\",\
             \"total\":\"30 working minutes\"}}]}}\n"
        )
    );
}

#[test]
fn every_bad_line_is_told_and_nothing_is_written() {
    let ran = lines(
        "{\"is-working-day\": {\"date\": \"2025-12-25\"}}\n{\"ad\": {}}\n\
         {\"add\": {\"start\": \"19/12/2025\", \"amount\": \"1 day\"}}\n\
         {\"add\": {\"start\": \"2025-12-19\", \"amount\": \"1 day\", \"rol\": \"next\"}}\n\
         {\"add\": {\"start\": \"2025-12-19\", \"amount\": \"1 day\", \"roll\": \"next workin day\"}}\n\
         {\"add\": {\"start\": \"2025-12-19\", \"amount\": \"1 day\", \"cut-off\": \"4pm\"}}\n\
         {\"subtract\": {\"end\": \"2025-12-19\", \"amount\": \"1 day\", \"cut-off\": \"16:00\"}}\n\
         {\"is-working-day\": {\"date\": \"2040-01-01\"}}\n",
    );
    assert_eq!(
        ran.refused(),
        "error: standard input:2: there is no question \"ad\" [unknown-field]
  help: did you mean \"add\"?
error: standard input:3, \"start\": \"19/12/2025\" is not a time [bad-time]
  help: dates are written year first: \"2025-12-19\"
error: standard input:4: there is no field \"rol\" here [unknown-field]
  help: did you mean \"roll\"?
error: standard input:5, \"roll\": \"next workin day\" is not known here [unknown-word]
  help: did you mean \"next working day\"?
error: standard input:6, \"cut-off\": \"4pm\" is not a time of day [bad-time]
  help: write hours and minutes, such as \"09:00\" or \"16:30\"
error: standard input:7, \"cut-off\": a cut-off means nothing for a count that goes back from \
         an end [pointless-option]
  help: leave it out
error: standard input:8: calendar \"england-and-wales\" does not know 2040-01-01 later than its \
         last date, 2035-12-31 [calendar-range]
  help: ask one whose years reach that far: its FILE as CALENDAR, or one of the same id with \
         --calendar FILE
7 problems; nothing was written
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
        refused(&["add", "2025-12-24T09:00", "24 hours", "--roll", "none"]),
        "error: --roll: this means nothing for \"24 hours\" [pointless-option]\n  help: leave it \
         out; it is for days, weeks, months and years\n"
    );
    assert_eq!(
        refused(&["add", "2025-12-24", "5 working days", "--at-edge", "stays"]),
        "error: --at-edge: this means nothing for \"5 working days\" [pointless-option]\n  help: \
         leave it out; it is for working hours and working minutes\n"
    );
    let second = ["--received-off-day", "second working day"];
    assert!(
        refused(&[&["subtract", "2025-12-30", "5 days"], &second[..]].concat())
            .starts_with("error: --received-off-day: the second working day means nothing for"),
    );
    // What the option was called before it had the name that packs have for it.
    let said = refused(&["add", "2025-12-20", "5 working days", "--roll", "next"]);
    assert!(said.contains("\"next working day\""), "{said}");
    // The clocks went forward from 01:00 to 02:00.
    let said = refused(&["subtract", "2025-03-30T01:30", "24 hours"]);
    assert!(
        said.starts_with("error: END: 01:30 on 30 March 2025"),
        "{said}"
    );
    assert!(said.contains("[missing-time]"), "{said}");
    assert_eq!(
        refused(&["add", "2025-12-30", "-5", "days"]),
        "error: AMOUNT: \"-5 days\" is less than nothing [bad-allowance]\n  help: to count back, \
         ask \"subtract\" without the minus sign\n"
    );
    let said = refused(&["subtract", "2025-12-30", "5 wroking days"]);
    assert!(said.starts_with("error: AMOUNT: "), "{said}");
    let said = run(&["calendar", "england-and-wals", "is-open", "now"]);
    assert_eq!(
        said.refused(),
        "error: there is no calendar \"england-and-wals\" [unknown-calendar]\n  help: did you mean \
         \"england-and-wales\"? Otherwise, give a calendar of your own as a .toml file\n"
    );
}
