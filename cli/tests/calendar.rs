//! `dueby calendar`, told to people: the calendar of England and Wales is open from 09:00 to
//! 17:00 on weekdays. In 2025, 25 December is a Thursday.

mod common;

use common::{Folder, run, without_revisions};

fn ask(question: &[&str]) -> String {
    let mut args = vec!["calendar", "england-and-wales"];
    args.extend(question);
    run(&args).good().to_owned()
}

/// The first line, which has the answer.
fn first(question: &[&str]) -> String {
    ask(question).lines().next().unwrap_or_default().to_owned()
}

// Friday 19 is day 0; Mon 22, Tue 23, Wed 24 are 1 to 3; Mon 29 and Tue 30 are 4 and 5.
const FORWARDS: &str = "\
Tue 30 Dec 2025
  Fri 19 Dec 2025 not counted: the count begins on the day after
  Sat 20 to Sun 21 Dec 2025 skipped
  Mon 22 to Wed 24 Dec 2025 are working days 1 to 3
  Thu 25 Dec 2025 skipped: Christmas Day
  Fri 26 Dec 2025 skipped: Boxing Day
  Sat 27 to Sun 28 Dec 2025 skipped
  Mon 29 to Tue 30 Dec 2025 are working days 4 to 5
";

#[test]
fn working_days_forwards() {
    assert_eq!(ask(&["add", "2025-12-19", "5 working days"]), FORWARDS);
    // A time is taken by its date, and the amount need not be quoted.
    let time = ["add", "2025-12-19T23:59", "5", "working", "days"];
    assert_eq!(ask(&time), FORWARDS);
    // 23:30 in UTC on 18 June is 00:30 on 19 June: Friday 20 is a day later.
    assert_eq!(
        first(&["add", "2025-06-18T23:30Z", "1 working day"]),
        "Fri 20 Jun 2025"
    );
    // No days at all are over where they begin, on a Saturday too.
    assert_eq!(
        first(&["add", "2025-12-20", "0 working days"]),
        "Sat 20 Dec 2025"
    );
}

// The other way round: Monday 29 is 1, Wednesday 24 to Monday 22 are 2 to 4, Friday 19 is
// 5. Ending with Tuesday 30, that is 1 itself and Monday 22 is 5.
#[test]
fn working_days_back() {
    let back = ask(&["subtract", "2025-12-30", "5 working days"]);
    assert!(back.starts_with("Fri 19 Dec 2025\n"), "{back}");
    for skipped in [
        "\n  Thu 25 Dec 2025 skipped: Christmas Day\n",
        "\n  Fri 26 Dec 2025 skipped: Boxing Day\n",
        "\n  Sat 27 to Sun 28 Dec 2025 skipped\n",
        "\n  Sat 20 to Sun 21 Dec 2025 skipped\n",
    ] {
        assert!(back.contains(skipped), "{back}");
    }
    let ending_with = [
        "subtract",
        "2025-12-30",
        "5 working days",
        "--begins",
        "with the day",
    ];
    assert_eq!(first(&ending_with), "Mon 22 Dec 2025");
    // An end on Saturday 20 that goes to Friday 19 first: Thursday 18 is 1.
    let sum = [
        "subtract",
        "2025-12-20",
        "1 working day",
        "--received-off-day",
    ];
    assert_eq!(
        first(&[&sum[..], &["previous working day"]].concat()),
        "Thu 18 Dec 2025"
    );
}

// In November 2025, the 15th is a Saturday; Monday is the 17th. 31 May 2025 is a Saturday,
// and 2 June a Monday in another month.
#[test]
fn every_counting_option() {
    for (question, options, answer) in [
        ("2025-11-15 1 working day", &[][..], "Mon 17 Nov 2025"),
        (
            "2025-11-15 1 working day",
            &["--received-off-day", "stays"],
            "Mon 17 Nov 2025",
        ),
        // Received on Monday, so Tuesday is day 1.
        (
            "2025-11-15 1 working day",
            &["--received-off-day", "next working day"],
            "Tue 18 Nov 2025",
        ),
        // Received on Friday: Monday is day 1.
        (
            "2025-11-15 1 working day",
            &["--received-off-day", "previous working day"],
            "Mon 17 Nov 2025",
        ),
        // Tuesday is the second working day after Saturday.
        (
            "2025-11-15 2 working days",
            &["--received-off-day", "second working day"],
            "Wed 19 Nov 2025",
        ),
        // Monday itself is day 1.
        (
            "2025-11-17 2 working days",
            &["--begins", "with the day"],
            "Tue 18 Nov 2025",
        ),
        (
            "2025-11-17 2 working days",
            &["--begins", "the day after"],
            "Wed 19 Nov 2025",
        ),
        // At four sharp it is Tuesday's; a minute before it is not.
        (
            "2025-11-17T16:00 1 working day",
            &["--cut-off", "16:00"],
            "Wed 19 Nov 2025",
        ),
        (
            "2025-11-17T15:59 1 working day",
            &["--cut-off", "16:00"],
            "Tue 18 Nov 2025",
        ),
        (
            "2025-11-17T10:42 1 working day",
            &["--ends", "end of day"],
            "Tue 18 Nov 2025",
        ),
        (
            "2025-11-17T10:42 1 working day",
            &["--ends", "closing"],
            "Tue 18 Nov 2025 17:00",
        ),
        (
            "2025-11-17T10:42 1 working day",
            &["--ends", "same time"],
            "Tue 18 Nov 2025 10:42",
        ),
        // A date alone has no time of day: the whole of Tuesday.
        (
            "2025-11-17 1 working day",
            &["--ends", "same time"],
            "Tue 18 Nov 2025",
        ),
        (
            "2025-11-17 1 working day",
            &["--ends", "day before"],
            "Mon 17 Nov 2025",
        ),
        // Ten days after Wednesday 21 May is Saturday 31 May.
        ("2025-05-21 10 days", &["--roll", "none"], "Sat 31 May 2025"),
        (
            "2025-05-21 10 days",
            &["--roll", "next working day"],
            "Mon 2 Jun 2025",
        ),
        (
            "2025-05-21 10 days",
            &["--roll", "previous working day"],
            "Fri 30 May 2025",
        ),
        (
            "2025-05-21 10 days",
            &["--roll", "next working day in the month"],
            "Fri 30 May 2025",
        ),
    ] {
        let mut all = vec!["add"];
        all.extend(question.split(' '));
        all.extend(options);
        assert_eq!(first(&all), answer, "{all:?}");
    }
    // The library's explanation is told, what a roll or a receipt did with it.
    assert_eq!(
        ask(&["add", "2025-05-21", "10 days", "--roll", "next working day"]),
        "\
Mon 2 Jun 2025
  Wed 21 May 2025 not counted: the count begins on the day after
  Thu 22 to Sat 31 May 2025 are days 1 to 10
  Sat 31 May 2025 is Saturday: moved to Mon 2 Jun 2025
"
    );
    assert!(
        ask(&[
            "add",
            "2025-11-17T16:00",
            "1 working day",
            "--cut-off",
            "16:00"
        ])
        .contains("\n  at or after 16:00: received on the next working day, Tue 18 Nov 2025\n")
    );
}

#[test]
fn working_hours() {
    // One hour on Wednesday 24, seven from Monday 29 at 09:00.
    assert_eq!(
        ask(&["add", "2025-12-24T16:00", "8 working hours"]),
        "\
Mon 29 Dec 2025 16:00
  Wed 24 Dec 2025 16:00 to Wed 24 Dec 2025 17:00: 1 working hour
  Mon 29 Dec 2025 09:00 to Mon 29 Dec 2025 16:00: 7 working hours, 8 working hours in all
"
    );
    // Three hours back to Monday's opening, five more back from Wednesday 17:00.
    assert_eq!(
        first(&["subtract", "2025-12-29T12:00", "8 working hours"]),
        "Wed 24 Dec 2025 12:00"
    );
    // A whole day is over at closing, or at the next opening; and back.
    for (question, end) in [
        ("add 2025-12-24T09:00", "Wed 24 Dec 2025 17:00"),
        (
            "add 2025-12-24T09:00 --at-edge stays",
            "Wed 24 Dec 2025 17:00",
        ),
        (
            "add 2025-12-24T09:00 --at-edge moves",
            "Mon 29 Dec 2025 09:00",
        ),
        ("subtract 2025-12-29T17:00", "Mon 29 Dec 2025 09:00"),
        (
            "subtract 2025-12-29T17:00 --at-edge moves",
            "Wed 24 Dec 2025 17:00",
        ),
    ] {
        let mut question: Vec<&str> = question.split(' ').collect();
        question.insert(2, "480 working minutes");
        assert_eq!(first(&question), end, "{question:?}");
    }
}

#[test]
fn other_units() {
    // 2026 is no leap year, 2028 is.
    for (question, end) in [
        (["add", "2025-12-19", "10 days"], "Mon 29 Dec 2025"),
        (["subtract", "2025-12-19", "2 weeks"], "Fri 5 Dec 2025"),
        (["add", "2026-01-31", "1 month"], "Sat 28 Feb 2026"),
        (["subtract", "2028-03-31", "1 month"], "Tue 29 Feb 2028"),
        (["add", "2028-02-29", "1 year"], "Wed 28 Feb 2029"),
        // The clocks went back at 02:00 on 26 October 2025.
        (
            ["add", "2025-10-25T16:42", "24 hours"],
            "Sun 26 Oct 2025 15:42",
        ),
        (
            ["subtract", "2025-10-26T15:42", "24 hours"],
            "Sat 25 Oct 2025 16:42",
        ),
        // 01:30 came twice that day; the first of them is meant, half an hour before
        // the clocks went back to 01:00.
        (
            ["add", "2025-10-26T01:30", "30 minutes"],
            "Sun 26 Oct 2025 01:00",
        ),
    ] {
        assert_eq!(first(&question), end, "{question:?}");
    }
}

// The ten working days end on 7 January 2026, as in assess.rs; three weeks after Friday 19
// December is Friday 9 January.
// The clocks go back on Sunday 25 October 2026, at 02:00: the first 01:24 has passed when it
// is 01:10 again.
#[test]
fn a_cut_off_that_comes_twice() {
    let sum = [
        "add",
        "2026-10-25T01:10+00:00",
        "1 working day",
        "--cut-off",
        "01:24",
    ];
    let told = ask(&sum);
    assert!(told.starts_with("Tue 27 Oct 2026\n"), "{told}");
    let why =
        "\n  at or after the first 01:24: received on the next working day, Mon 26 Oct 2026\n";
    assert!(told.contains(why), "{told}");
}

#[test]
fn two_limits() {
    for (which, end) in [("earlier", "Wed 7 Jan 2026"), ("later", "Fri 9 Jan 2026")] {
        let amount = format!("10 working days or 3 weeks, whichever is {which}");
        assert_eq!(first(&["add", "2025-12-19", &amount]), end);
    }
}

#[test]
fn between() {
    // 19, 22, 23, 24, 29, 30, 31 December and 2 January; 5 January is not counted.
    let all = ask(&["between", "2025-12-19", "2026-01-05"]);
    assert!(all.starts_with("8 working days\n  Fri 19 Dec 2025 is working day 1\n"));
    assert!(all.contains("\n  Thu 1 Jan 2026 skipped: New Year's Day\n"));
    assert!(all.ends_with("\n  Sat 3 to Sun 4 Jan 2026 skipped\n"));
    assert_eq!(
        ask(&["between", "2025-12-22", "2025-12-19"]),
        "-1 working day\n  Fri 19 Dec 2025 is working day 1\n  Sat 20 to Sun 21 Dec 2025 \
         skipped\n"
    );
    assert_eq!(
        ask(&["between", "2025-12-19", "2026-01-05", "--in", "days"]),
        "17 days\n"
    );
    // One hour on Wednesday, one and a half on Monday.
    let hours = ["between", "2025-12-24T16:00", "2025-12-29T10:30"];
    assert_eq!(
        first(&[&hours[..], &["--in", "working hours"]].concat()),
        "2 working hours 30 working minutes"
    );
}

// 2025 has 261 weekdays, 8 of them holidays: 253 working days. Its 52 weekends alone are
// 52 steps, and so are the weekdays between them.
#[test]
fn at_most_sixty_steps_are_told() {
    let said = ask(&["between", "2025-01-01", "2026-01-01"]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 1 + 60 + 1);
    assert_eq!(lines[0], "253 working days");
    assert!(
        lines[61].ends_with(" more; --json has all of them"),
        "{said}"
    );
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
