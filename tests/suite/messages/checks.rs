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
    if example.contains("[pack]") || example.contains("[calendar]") {
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
    Code::UnknownContact,
    Code::UnknownRole,
    Code::CircularRole,
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
