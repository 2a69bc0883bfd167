//! Mistakes that can be read: each found, once, however it is written, and nothing else.

use dueby::{Checker, Report, Severity};

fn check(text: &str) -> Report {
    let mut checker = Checker::new();
    for calendar in dueby_rules::calendars().unwrap() {
        checker = checker.calendar(calendar);
    }
    checker.text("pack.toml", text).check()
}

fn told(report: &Report) -> String {
    let problems = report.problems().iter();
    let worse = problems.filter(|one| one.severity() > Severity::Note);
    worse.map(|one| format!("{one}\n")).collect()
}

const TEN: &str = r#"
[pack]
id = "p"
title = "P"
calendar = "utc"
basis = "promise"

[attribute.level]
type = "text"
one-of = ["high", "low"]

[attribute.age]
type = "number"

[[clock]]
id = "gap"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = { by = "level", high = "1 day" }

[[clock]]
id = "overlap"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = [
  { when = { age = { at-least = 18 } }, is = "1 day" },
  { when = { age = { less-than = 19 } }, is = "2 days" },
]

[[clock]]
id = "idle-row"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = [
  { when = { level = "high" }, is = "1 day" },
  { when = { level = "low" }, is = "2 days" },
  { is = "3 days" },
]

[[clock]]
id = "for-nobody"
kind = "k"
when = { all = [{ level = "high" }, { level = "low" }] }
starts = "k.begun"
stops = "k.ended"
within = "1 day"

[[clock]]
id = "endless"
kind = "k"
when = { level = "high" }
starts = "k.begun"
stops = { event = "k.ended", when = { level = "low" } }
within = "1 day"

[[clock]]
id = "cancelled-by-its-stop"
kind = "k"
starts = "k.begun"
stops = "k.ended"
cancels = "k.ended"
within = "1 day"

[[clock]]
id = "out-of-order"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "5 days"
escalation = "backwards"

[[clock]]
id = "at-one-moment"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "5 days"
escalation = "at-once"

[[clock]]
id = "beyond-its-cap"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "5 days"
extension = { on = "k.extended", by = "3 days", at-most = "5 days" }

[[clock]]
id = "by-law"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "5 days"
basis = "statute"

[escalation.backwards]
steps = [
  { at = "due", notify = "manager" },
  { at = "75%", notify = "director", acknowledged-by = "k.begun" },
]

[escalation.at-once]
steps = [{ at = "due", notify = "manager" }, { at = "due", notify = "director" }]
"#;

/// Each mistake is found, once, and nothing else.
#[test]
fn ten_mistakes_that_can_be_read_are_ten_findings() {
    let report = check(TEN);
    let found: Vec<&str> = report
        .problems()
        .iter()
        .map(|problem| problem.code().as_str())
        .collect();
    assert_eq!(
        found,
        [
            "table-gap",
            "table-overlap",
            "row-never-matches",
            "never-holds",
            "never-stops",
            "event-without-effect",
            "extension-beyond-cap",
            "missing-source",
            "steps-out-of-order",
            "steps-at-one-moment",
        ],
        "{}",
        told(&report)
    );
}

/// Several texts with mistakes of every sort: those that cannot be read, those that can, and
/// those between texts.
#[test]
fn mistakes_of_every_sort_are_found_in_one_run() {
    let unread = TEN
        .replace("id = \"p\"", "id = \"q\"")
        .replace(
            "kind = \"k\"\nwhen = { level = \"high\" }",
            "kind = \"k\"\nwhen = { levle = \"high\" }",
        )
        .replace("within = \"1 day\"", "within = \"1 dya\"")
        .replace("escalation = \"at-once\"", "escalation = \"at-onec\"");
    let other = "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"nowhere\"\nbasis = \"promise\"\n\
                 [[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"1 day\"\n\
                 at-risk = \"2 days before due\"\n\
                 [escalation.unused]\nsteps = [{ at = \"due\", notify = \"x\" }]\n";
    let mut checker = Checker::new();
    for calendar in dueby_rules::calendars().unwrap() {
        checker = checker.calendar(calendar);
    }
    let report = checker
        .text("p", TEN)
        .text("q", unread)
        .text("r", other)
        .check();
    let of = |file: &str| -> Vec<&str> {
        let problems = report.problems().iter();
        problems
            .filter(|one| one.place().file.as_deref() == Some(file))
            .map(|one| one.code().as_str())
            .collect()
    };
    assert_eq!(of("p").len(), 10);
    // "1 dya" stands three times.
    assert_eq!(
        of("q"),
        [
            "bad-allowance",
            "unknown-attribute",
            "bad-allowance",
            "bad-allowance",
            "unknown-escalation"
        ]
    );
    assert_eq!(
        of("r"),
        [
            "duplicate-name",
            "unknown-calendar",
            "step-before-start",
            "unused-name"
        ]
    );
}

/// The steps of a path in other words: none that comes too early hides behind another.
#[test]
fn steps_out_of_order_are_found_however_they_are_written() {
    let steps = |steps: &str| -> Vec<&'static str> {
        let text = format!(
            "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"utc\"\nbasis = \"promise\"\n\
             [[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\nwithin = \"40 days\"\n\
             escalation = \"x\"\n[escalation.x]\nsteps = [{}]\n",
            steps
                .split("; ")
                .map(|at| format!("{{ at = \"{at}\", notify = \"{at}\" }}"))
                .collect::<Vec<_>>()
                .join(", ")
        );
        let report = check(&text);
        report
            .problems()
            .iter()
            .map(|one| one.code().as_str())
            .collect()
    };
    let nothing: [&str; 0] = [];
    for (written, found) in [
        (
            "7 days before due; 1 week before due",
            &["steps-at-one-moment"][..],
        ),
        ("due; 100%; 1 day after due", &["steps-at-one-moment"]),
        ("due; 0 hours after due", &["steps-at-one-moment"]),
        (
            "due; 5 working days before due; 1 day after due",
            &["steps-out-of-order"],
        ),
        // 49 hours are more than two days, whatever the clocks do; a month has 28 days or more.
        (
            "1 day before due; 100 hours before due",
            &["steps-out-of-order"],
        ),
        (
            "1 month after due; 3 weeks after due",
            &["steps-out-of-order"],
        ),
        // The second cannot be held against the first, the third can.
        (
            "2 days after start; 50%; 1 day after start",
            &["steps-out-of-order"],
        ),
        (
            "due; 3 hours after start; 1 day before due",
            &["steps-out-of-order"],
        ),
        // What hangs on the calendar is not said.
        ("5 working days before due; 6 days before due", &nothing),
        ("24 hours before due; 1 day before due", &nothing),
        (
            "start; 50%; 1 day before due; due; 1 hour after due",
            &nothing,
        ),
    ] {
        assert_eq!(steps(written), found, "{written}");
    }
}

/// What an adversary writes in other words is found too, and what is right is not.
#[test]
fn mistakes_are_found_in_other_words() {
    let codes = |lines: &str| -> Vec<&'static str> {
        let text = format!(
            "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n\
             [attribute.level]\ntype = \"text\"\none-of = [\"high\", \"low\"]\n\
             [attribute.day]\ntype = \"date\"\n{lines}"
        );
        let report = check(&text);
        report
            .problems()
            .iter()
            .map(|one| one.code().as_str())
            .collect()
    };
    let clock = |lines: &str| {
        format!("[[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\n{lines}\n")
    };
    let plain = |lines: &str| clock(&format!("stops = \"k.ended\"\n{lines}"));
    let dated = |due: &str| {
        format!("[[clock]]\nid = \"a\"\nkind = \"k\"\nstops = \"k.ended\"\ndue = {due}\n")
    };
    let roll = "counting = { roll = \"next working day\" }\n";
    let nothing: &[&str] = &[];
    for (lines, found) in [
        // Stopped and cancelled by the same event under the same condition.
        (
            clock("stops = { event = \"k.ended\", when = { level = \"high\" } }\ncancels = { event = \"k.ended\", when = { level = \"high\" } }\nwithin = \"1 day\""),
            &["event-without-effect"][..],
        ),
        (
            clock("stops = { event = \"k.ended\", when = { level = \"high\" } }\ncancels = { event = \"k.ended\", when = { level = \"low\" } }\nwithin = \"1 day\""),
            nothing,
        ),
        // Extended to a date, and never by any time.
        (
            plain("within = \"5 days\"\nextension = { on = \"k.extended\", to = { attribute = \"day\" }, at-most = \"0 days\" }"),
            &["extension-beyond-cap"],
        ),
        // An appointment of a code says where it stands, as a clock does.
        (
            "[attribute.f]\ntype = \"text\"\n[[appointment]]\nid = \"v\"\nkind = \"k\"\nmade = \"k.begun\"\nkept = \"k.ended\"\nwindow = { from = \"f\", until = \"f\" }\nbasis = \"code\"\n".to_owned(),
            &["missing-source"],
        ),
        // The calendar ends with 2035: a rolled date needs it, another does not; a reading
        // and a step that is repeated reach as far as the clock.
        (dated("\"2050-01-01\"") + roll, &["calendar-too-short"]),
        (dated("\"2050-01-01\""), nothing),
        (dated("{ every-year = \"30 June\", from = 2030, to = 2050 }") + roll, &["calendar-too-short"]),
        (dated("{ every-year = \"30 June\", from = 2030 }") + roll, nothing),
        (
            plain("within = \"300 days\"\nchecked = \"2034-12-01\"\nescalation = \"x\"")
                + "[escalation.x]\nsteps = [{ at = \"200 days after start\", notify = \"m\", repeat = { every = \"30 days\", at-most = 50 } }]\n",
            &["calendar-too-short"],
        ),
        (
            plain("within = \"1 day\"\nchecked = \"2034-12-01\"\nstatus = \"contested\"\n\
                   [[clock.reading]]\nname = \"x\"\nsays = \"x\"\nwithin = \"5 years\"\n\
                   [[clock.reading]]\nname = \"y\"\nsays = \"y\"\nwithin = \"1 day\""),
            &["calendar-too-short"],
        ),
        (
            plain("within = \"1 day\"\nstatus = \"contested\"\n\
                   [[clock.reading]]\nname = \"x\"\nsays = \"x\"\ncalendar = \"nowhere\"\n\
                   [[clock.reading]]\nname = \"y\"\nsays = \"y\"\nwithin = \"2 days\""),
            &["unknown-calendar"],
        ),
    ] {
        assert_eq!(codes(&lines), found, "{lines}");
    }
}
