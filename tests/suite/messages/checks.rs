//! What checking says of packs that can be read, a code at a time: message, place, help.

use std::fmt::Write as _;

use dueby::{Checker, Code, Report};

use crate::{CLOCK, HEAD};

/// A report on these texts, beside the calendars that come with dueby.
pub(crate) fn check(texts: &[(&str, &str)]) -> Report {
    let mut checker = Checker::new();
    for calendar in dueby_rules::calendars().unwrap() {
        checker = checker.calendar(calendar);
    }
    for (file, text) in texts {
        checker = checker.text(*file, *text);
    }
    checker.check()
}

pub(crate) fn told(report: &Report) -> String {
    let mut text = String::new();
    for problem in report.problems() {
        writeln!(text, "{}: {problem}", problem.severity()).unwrap();
        for example in problem.examples() {
            writeln!(text, "  for example: {example}").unwrap();
        }
    }
    text
}

/// A text from an example of the catalogue: a whole one, or lines that take the place of a
/// clock's and tables that follow it.
fn whole(example: &str) -> String {
    let heads = ["[pack]", "[calendar]", "[directory]"];
    if heads.iter().any(|head| example.contains(head)) {
        return example.to_owned();
    }
    let tables = example
        .lines()
        .scan(0, |from, line| {
            let start = *from;
            *from += line.len() + 1;
            Some((start, line))
        })
        .find(|(_, line)| line.starts_with('['))
        .map_or(example.len(), |(start, _)| start);
    let (lines, tables) = example.split_at(tables);
    let given: Vec<&str> = lines
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name)
        .collect();
    let kept = CLOCK.lines().filter(|line| {
        let name = line.split_once(" = ").map(|(name, _)| name);
        name.is_none_or(|name| !given.contains(&name))
    });
    let kept: Vec<&str> = kept.collect();
    format!("{HEAD}\n{}\n{lines}\n{tables}\n", kept.join("\n"))
}

/// What only a case, a program that asks or a whole file can bring about.
const ELSEWHERE: &[Code] = &[
    Code::EmptyText,
    Code::TooLarge,
    Code::NotUtf8,
    Code::NotDecided,
    Code::BadNumber,
    Code::TooEarly,
    Code::ReopenWithoutStop,
    Code::VisitTooEarly,
    Code::ResetTooLate,
    Code::UnknownCondition,
    Code::LooserThanLaw,
    Code::VersionsOverlap,
    Code::UnknownReading,
    Code::NoVersion,
    Code::UnresolvedRole,
    Code::UnknownStep,
    Code::StepReportedTwice,
    Code::StepNotDue,
    Code::UnknownPack,
    Code::UnknownClock,
    Code::BadTime,
    Code::MissingTime,
    Code::TimeRange,
    Code::UnknownEvent,
    Code::UnknownKind,
    Code::UnknownValue,
    Code::FutureEvent,
    Code::StopWithoutStart,
    Code::PauseWithoutStart,
    Code::ResumeWithoutPause,
    Code::PauseTooLate,
    Code::ExtensionRefused,
    Code::ProjectedHoliday,
    Code::BeyondCalendar,
];

/// Steps for roles that are found always, never, for some cases, or that are misspelt.
const ROLES: &str = r#"
[pack]
id = "p"
title = "P"
calendar = "england-and-wales"
basis = "promise"

[attribute.patch]
type = "text"
one-of = ["Stockton", "Harbourside", "Riverside"]

[attribute.rent]
type = "money"

[[clock]]
id = "a"
kind = "k"
starts = "k.begun"
stops = "k.ended"
within = "5 working days"
escalation = "x"

[[clock]]
id = "of-harbourside"
kind = "k"
when = { patch = "Harbourside" }
starts = "k.begun"
stops = "k.ended"
within = "3 working days"
escalation = "y"

[escalation.x]
steps = [
  { at = "start", notify = "handler" },
  { at = "50%", notify = "manager" },
  { at = "75%", notify = "board" },
  { at = "due", notify = "head of huosing" },
  { at = "1 day after due", notify = "duty officer" },
]

[escalation.y]
steps = [
  { at = "start", notify = "surveyor" },
  { at = "due", notify = "handler" },
]
"#;

const DIRECTORY: &str = r#"
[directory]
id = "ours"
title = "Ours"
calendar = "ofice"

[contact.officer]
title = "officer"
manager = "head"

[contact.caretaker]
title = "caretaker"

[contact.head]
title = "head of housing"

[[role]]
name = "handler"
contact = { by = "patch", Stockton = "officer", Harbourside = "caretaker" }

[[role]]
name = "manager"
manager-of = "handler"

[[role]]
name = "board"
when = { patch = "Elsewhere" }
contact = "head"

[[role]]
name = "head of housing"
contact = "head"

[[role]]
name = "duty officer"
contact = "officer"
out-of-hours = { by = "patch", Stockton = "head", Riverside = "head" }

[[role]]
name = "surveyor"
when = { rent = { at-least = 100 } }
contact = "head"
"#;

const AWAY: &str = r#"
[directory]
id = "ours"
title = "Ours"

[contact.first]
title = "first officer"
deputy = "second"
absent = [{ from = "2026-08-03", until = "2026-08-14" }]

[contact.second]
title = "second officer"
deputy = "first"
absent = [{ from = "2026-08-10", until = "2026-08-21" }]

[contact.third]
title = "third officer"
absent = [{ from = "2026-08-10", until = "2026-08-21" }]

[contact.nobody-asks-for]
title = "somebody else"
absent = [{ from = "2026-08-10", until = "2026-08-21" }]

[contact.team]
title = "team"
members = ["third", "fourth"]

[contact.fourth]
title = "fourth officer"
deputy = "third"
absent = [{ from = "2026-08-24", until = "2026-08-28" }]

[[role]]
name = "officer"
contact = ["first", "team"]
"#;

/// Codes that need more than one example can show.
fn others() -> Vec<(&'static str, Report)> {
    let table = format!(
        "{HEAD}{}",
        CLOCK.replace(
            "\"2 working days\"",
            "{ by = \"level\", high = \"1 day\", low = \"2 days\" }"
        )
    );
    let few = Checker::new()
        .text("pack.toml", table)
        .most_steps(1)
        .check();
    let calendar = |id: &str, on: &str| {
        format!("[calendar]\nid = \"{id}\"\ntitle = \"C\"\nextends = \"{on}\"\n")
    };
    vec![
        ("a table that takes too many steps", few),
        (
            "calendars that go round",
            check(&[
                ("a.toml", &calendar("a", "b")),
                ("b.toml", &calendar("b", "a")),
            ]),
        ),
        (
            "two calendars of one id",
            check(&[
                ("a.toml", &calendar("a", "scotland")),
                ("b.toml", &calendar("a", "scotland")),
            ]),
        ),
        (
            "two packs of one id",
            check(&[
                ("a.toml", &format!("{HEAD}{CLOCK}")),
                ("b.toml", &format!("{HEAD}{CLOCK}")),
            ]),
        ),
        (
            "an extension that its cap cuts off",
            check(&[(
                "pack.toml",
                &whole(
                    "extension = { on = \"k.extended\", by = \"2 working days\", at-most = \"5 working days\" }",
                ),
            )]),
        ),
        (
            "a step before the start of one of two clocks",
            check(&[(
                "pack.toml",
                &whole(
                    "escalation = \"x\"\n[escalation.x]\nsteps = [{ at = \"3 working days before due\", notify = \"a\" }]\n",
                ),
            )]),
        ),
        (
            "a pause that its own stop ends",
            check(&[(
                "pack.toml",
                &whole(
                    "pauses = [{ from = \"k.ended\", until = \"k.resumed\" }, { from = \"k.held\", until = \"k.held\" }]",
                ),
            )]),
        ),
        (
            "gaps among numbers, dates and flags",
            check(&[(
                "pack.toml",
                &whole(
                    "when = { any = [{ rooms = { at-least = 3, at-most = 2 } }, { flat = true, not = { flat = true } }] }",
                ),
            )]),
        ),
        (
            "a directory that does not suit its pack",
            check(&[("pack.toml", ROLES), ("directory.toml", DIRECTORY)]),
        ),
        (
            "deputies who are away together",
            check(&[("directory.toml", AWAY)]),
        ),
        (
            "a comment that hides",
            check(&[("pack.toml", &format!("{HEAD}# \u{202e}desrever\n{CLOCK}"))]),
        ),
    ]
}

/// The codes that are tried here.
pub(crate) fn codes() -> Vec<Code> {
    let tried = Code::ALL.iter().filter(|code| !ELSEWHERE.contains(code));
    let reports = tried.map(|code| check(&[("pack.toml", &whole(code.explained().example))]));
    let others = others().into_iter().map(|(_, report)| report);
    reports
        .chain(others)
        .flat_map(|report| {
            report
                .problems()
                .iter()
                .map(|one| one.code())
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn messages_of_checks() {
    let mut all = String::new();
    for (what, report) in others() {
        assert!(!report.problems().is_empty(), "{what}: nothing was found");
        writeln!(all, "# {what}\n{}", told(&report)).unwrap();
    }
    insta::assert_snapshot!("checks", all);
}

/// Every code that rules can bring about has an example, and checking finds it there and
/// nothing worse beside it.
#[test]
fn messages_of_the_catalogue() {
    let mut all = String::new();
    for code in Code::ALL {
        let explained = code.explained();
        assert!(!explained.example.is_empty(), "{code} has no example");
        assert!(!explained.remedy.is_empty(), "{code} has no remedy");
        if ELSEWHERE.contains(code) {
            continue;
        }
        let text = whole(explained.example);
        let report = check(&[("pack.toml", &text)]);
        let codes: Vec<Code> = report.problems().iter().map(|one| one.code()).collect();
        assert!(
            codes.contains(code),
            "{code}: {codes:?}\n{text}\n{}",
            told(&report)
        );
        writeln!(all, "# {code}\n{}\n\n{}", explained.example, told(&report)).unwrap();
    }
    insta::assert_snapshot!("catalogue", all);
}
