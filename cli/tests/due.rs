//! `dueby due`, told to people.

mod common;

use common::{BUILT_IN, pack, run, without_revisions};

// Friday 19 is day 0, a weekend, then Monday 22 and Tuesday 23.
#[test]
fn a_deadline_in_working_days() {
    let ran = run(&[
        "due",
        BUILT_IN,
        "complaint-acknowledgement",
        "--from",
        "2025-12-19T16:42",
    ]);
    assert_eq!(
        without_revisions(ran.good()),
        "\
Acknowledge a complaint within 2 working days: due by the end of Tue 23 Dec 2025
  complaint.received on Fri 19 Dec 2025 16:42
  Fri 19 Dec 2025 not counted: the count begins on the day after
  Sat 20 to Sun 21 Dec 2025 skipped
  Mon 22 to Tue 23 Dec 2025 are working days 1 to 2
  rule complaint-acknowledgement of landlords/customer-care-strategy: within 2 working days
    (\"Responses in Writing, line 72\"); calendar england-and-wales

A calculation, not legal advice.
Made with dueby 0.1.0, time zones 2026e, pack landlords/customer-care-strategy revision
  REVISION, calendar england-and-wales revision REVISION
"
    );
}

fn first_line(args: &[&str]) -> String {
    let pack = pack();
    let mut all = vec!["due", &pack];
    all.extend(args);
    let ran = run(&all);
    ran.good().lines().next().unwrap_or_default().to_owned()
}

// The clocks went back on Sunday 26 October 2025: 24 hours later it is an hour earlier.
#[test]
fn a_deadline_in_hours() {
    assert_eq!(
        first_line(&[
            "make-safe",
            "--from",
            "2025-10-25T16:42",
            "--set",
            "priority=emergency"
        ]),
        "Make safe within 24 hours: due by Sun 26 Oct 2025 15:42"
    );
    // A date alone starts the clock at the beginning of the day.
    assert_eq!(
        first_line(&[
            "make-safe",
            "--from",
            "2025-12-19",
            "--set",
            "priority=emergency"
        ]),
        "Make safe within 24 hours: due by Sat 20 Dec 2025 00:00"
    );
}

// To ask for a clock by name is to accept it. Ten days after Friday 19 is Monday 29.
#[test]
fn a_contested_rule_says_that_it_is() {
    assert_eq!(
        first_line(&["reply", "--from", "2025-12-19"]),
        "Reply within 10 days (contested): due by the end of Mon 29 Dec 2025"
    );
}

// Day 0 is Friday 19; Monday 22 and Tuesday 23.
#[test]
fn a_parameter_is_filled_in() {
    assert_eq!(
        first_line(&[
            "apology",
            "--from",
            "2025-12-19",
            "--param",
            "apology-time=2 working days"
        ]),
        "Apologise: due by the end of Tue 23 Dec 2025"
    );
}

#[test]
fn what_is_needed_to_answer() {
    for (args, lines) in [
        (
            ["make-safe", "--from", "2025-12-19"].as_slice(),
            [
                "Make safe within 24 hours: undetermined, the attribute \"priority\" is missing",
                "  it applies with --set priority=emergency",
            ],
        ),
        (
            &[
                "make-safe",
                "--from",
                "2025-12-19",
                "--set",
                "priority=urgent",
            ],
            [
                "Make safe within 24 hours: does not apply",
                "  it applies with --set priority=emergency",
            ],
        ),
        (
            &["apology", "--from", "2025-12-19"],
            [
                "Apologise: undetermined, the parameter \"apology-time\" has no value: How soon is \
                 the apology made?",
                "  to have it run: --param apology-time=VALUE",
            ],
        ),
    ] {
        let pack = pack();
        let mut all = vec!["due", &pack];
        all.extend(args);
        let ran = run(&all);
        let told: Vec<&str> = ran.good().lines().take(2).collect();
        assert_eq!(told, lines);
    }
}

// Thursday 23 December 2027 is day 0, Friday 24 is 1; 25 and 26 are a weekend, 27 and 28
// their substitutes; 29, 30 and 31 are 2 to 4; Monday 3 January 2028 takes the place of
// New Year's Day, a Saturday, and is not proclaimed yet; Tuesday 4 is 5.
#[test]
fn a_deadline_that_rests_on_a_holiday_to_be_proclaimed_says_so() {
    let pack = pack();
    let ran = run(&["due", &pack, "answer", "--from", "2027-12-23"]);
    assert_eq!(ran.code, Some(0));
    assert!(
        ran.out
            .starts_with("Answer within 5 working days: due by the end of Tue 4 Jan 2028\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.err
            .starts_with("note: --from: the deadline of \"answer\" rests on New Year's Day")
    );
}

#[test]
fn beyond_the_calendar() {
    let line = first_line(&["answer", "--from", "2035-12-31"]);
    assert!(
        line.starts_with("Answer within 5 working days: undetermined, calendar"),
        "{line}"
    );
}

/// Two working days to acknowledge a complaint of the old Code, five of the new one: the date
/// of the complaint decides. 29 March 2024 is Good Friday, 1 April Easter Monday.
#[test]
fn a_deadline_under_the_version_of_its_day() {
    let first = |name: &str, from: &str| {
        let ran = run(&[
            "due",
            name,
            "stage-1-acknowledgement",
            "--from",
            from,
            "--set",
            "nation=england",
            "--set",
            "landlord=council",
        ]);
        ran.good().lines().next().unwrap_or_default().to_owned()
    };
    let code = "england/complaint-handling-code";
    assert_eq!(
        first(code, "2024-03-31"),
        "Acknowledge and log a complaint (contested): due by the end of Wed 3 Apr 2024"
    );
    assert_eq!(
        first(code, "2024-04-01"),
        "Acknowledge, define and log a complaint within 5 working days: due by the end of Mon 8 \
         Apr 2024"
    );
    let ran = run(&[
        "due",
        "england/complaint-handling-code@2022-04-01",
        "stage-1-acknowledgement",
        "--from",
        "2024-04-01",
    ]);
    assert_eq!(
        ran.refused(),
        "error: --from: no version of england/complaint-handling-code is for what happens on \
         2024-04-01 [no-version]\n  help: there is one from 2022-04-01 until 2024-03-31\n"
    );
}
