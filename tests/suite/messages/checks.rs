//! What checking says of packs that can be read, a code at a time: message, place, help.

use std::fmt::Write as _;

use dueby::{Checker, Code, Report, Severity};

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
        assert!(codes.contains(code), "{code}: {codes:?}\n{text}\n{}", told(&report));
        writeln!(all, "# {code}\n{}\n\n{}", explained.example, told(&report)).unwrap();
    }
    insta::assert_snapshot!("catalogue", all);
}

#[test]
fn codes_of_one_severity_stay_together() {
    assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Note);
}
