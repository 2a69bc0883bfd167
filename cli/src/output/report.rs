//! A report for people: the targets in a table, their groups, who failed, what was not counted.

use std::collections::BTreeSet;

use anstyle::{AnsiColor, Style};
use chrono::NaiveDate;
use dueby::{Engine, Measure, Status, TargetAnswer, TargetReason, TargetState};
use dueby_report::{Report, words};

use super::table::{Cell, Column, Table, wrap};
use super::words::{NOTHING, shown};
use super::{foot, width};
use crate::problems::{self, Trouble, nearest};

/// The most cases that are named of a target.
const NAMED: usize = 5;

pub(crate) fn people(report: &Report) -> String {
    let answer = &report.answer;
    let mut text = format!(
        "Report {} to {}\nAs of {} ({})\n{}",
        words::day(answer.from),
        words::day(answer.until),
        super::words::moment(&answer.as_of),
        answer.zone,
        words::many(answer.cases, "case"),
    );
    if let (Some(from), Some(until)) = (answer.data_from, answer.data_until) {
        text.push_str(&format!(
            ", with events from {} to {}",
            words::day(from),
            words::day(until)
        ));
    }
    text.push_str("\n\n");
    let mut table = Table::new([
        Column::free("Promise"),
        Column::down_to("Target", 14),
        Column::fixed("Figure"),
        Column::down_to("Counted", 22),
        Column::down_to("State", 14),
        Column::down_to("Still", 16),
    ]);
    for target in &answer.targets {
        table.row([
            Cell::plain(&promise(target, answer.from, answer.until)),
            Cell::plain(target.bound.as_deref().unwrap_or("a measure")),
            Cell::plain(&figure(target)),
            Cell::plain(&counted(target)),
            Cell::styled(&state(target), colour(target.state)),
            Cell::plain(&words::still(target).unwrap_or_else(|| NOTHING.to_owned())),
        ]);
    }
    text.push_str(&table.write(width()));
    remedies(report, &mut text);
    if let Some(by) = &answer.by {
        groups(report, by, &mut text);
    }
    for target in &answer.targets {
        failed(target, &mut text);
    }
    not_counted(report, &mut text);
    text.push_str(&foot(&answer.notice, &answer.revisions, width()));
    text
}

/// What is promised, with its own period where that is not the report's.
fn promise(target: &TargetAnswer, from: NaiveDate, until: NaiveDate) -> String {
    let mut promise = target.promise.clone();
    if target.status != Status::Confirmed {
        promise.push_str(&format!(" ({})", target.status.as_str()));
    }
    if (target.from, target.until) != (from, until) {
        let (from, until) = (words::day(target.from), words::day(target.until));
        promise.push_str(&format!("\n{from} to {until}"));
    }
    promise
}

fn figure(target: &TargetAnswer) -> String {
    let told = |figure| words::figure(target.measure, figure);
    target.figure.as_ref().map_or(NOTHING.to_owned(), told)
}

fn counted(target: &TargetAnswer) -> String {
    let Some(figure) = &target.figure else {
        return NOTHING.to_owned();
    };
    let mut lines = match words::both_ways(figure) {
        Some([completed, overdue]) => vec![
            format!("completed: {completed}"),
            format!("with overdue: {overdue}"),
        ],
        None => vec![words::counted(target.measure, figure)],
    };
    lines.retain(|line| !line.is_empty());
    if figure.undetermined > 0 {
        lines.push(format!(
            "undetermined: {}",
            words::number(figure.undetermined)
        ));
    }
    lines.join("\n")
}

fn state(target: &TargetAnswer) -> String {
    let state = target.state.map_or(NOTHING.to_owned(), words::state);
    match target.why() {
        None => state,
        Some(why) => format!("{state}\n{why}"),
    }
}

/// What has to be given for targets of which something is missing.
fn remedies(report: &Report, text: &mut String) {
    let needed = report.answer.targets.iter().filter_map(|target| {
        let about = target.reason_about.as_deref()?;
        Some(match target.reason? {
            TargetReason::MissingNumber => format!("--number {about}=NUMBER"),
            TargetReason::MissingParameter => format!("--param {about}=VALUE"),
            TargetReason::UnknownClock => format!("--pack {about}"),
            TargetReason::NotAccepted => format!("--accept {about}"),
            _ => return None,
        })
    });
    let needed: BTreeSet<String> = needed.collect();
    if needed.is_empty() {
        return;
    }
    text.push_str("\nTo have all of them counted\n");
    for option in needed {
        text.push_str(&format!("  {option}\n"));
    }
}

fn colour(state: Option<TargetState>) -> Style {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match state {
        Some(TargetState::Missed) => colour(AnsiColor::Red).bold(),
        Some(TargetState::AtRisk) => colour(AnsiColor::Yellow),
        Some(TargetState::Met) => colour(AnsiColor::Green),
        Some(TargetState::OnTrack) => Style::new(),
        _ => Style::new().dimmed(),
    }
}

fn groups(report: &Report, by: &str, text: &mut String) {
    let mut table = Table::new([
        Column::free("Promise"),
        Column::down_to("Group", 20),
        Column::fixed("Figure"),
        Column::down_to("Counted", 22),
    ]);
    for target in &report.answer.targets {
        for (place, group) in target.groups.iter().enumerate() {
            let value = group.value.clone();
            let value = value.unwrap_or_else(|| format!("without {by}"));
            let one = TargetAnswer {
                figure: group.figure.clone(),
                ..target.clone()
            };
            let name = if place == 0 {
                target.promise.as_str()
            } else {
                ""
            };
            table.row([
                Cell::plain(name),
                Cell::plain(&value),
                Cell::plain(&figure(&one)),
                Cell::plain(&counted(&one)),
            ]);
        }
    }
    if !table.is_empty() {
        text.push_str(&format!("\nBy {}\n", shown(by)));
        text.push_str(&table.write(width()));
    }
}

fn failed(target: &TargetAnswer, text: &mut String) {
    if target.failed.is_empty() || target.measure == Measure::Count {
        return;
    }
    text.push('\n');
    for line in wrap(&shown(&format!("Failed: {}", target.promise)), width(), 2) {
        text.push_str(&line);
        text.push('\n');
    }
    for one in target.failed.iter().take(NAMED) {
        let instance = match one.instance {
            0 | 1 => String::new(),
            more => format!(" ({more})"),
        };
        let line = format!("  {}{instance}: {}", one.case, words::why(one));
        text.push_str(&shown(&line));
        text.push('\n');
    }
    let more = target.more_failed + target.failed.len().saturating_sub(NAMED) as u64;
    if more > 0 {
        text.push_str(&format!("  and {} more\n", words::number(more)));
    }
}

/// What is missing from the figures.
fn not_counted(report: &Report, text: &mut String) {
    let (read, answer) = (&report.read, &report.answer);
    let mut lines = Vec::new();
    if read.left_out > 0 {
        lines.push(format!(
            "{} left out: something in them could not be read",
            words::many(read.left_out, "case")
        ));
    }
    if answer.repeated > 0 {
        lines.push(format!(
            "{} came again and not counted again",
            words::many(answer.repeated, "case")
        ));
    }
    if read.problems > 0 {
        let codes = read.by_code.iter();
        let codes: Vec<String> = codes
            .map(|(code, times)| format!("{} {code}", words::number(*times)))
            .collect();
        lines.push(format!(
            "{}: {}",
            words::many(read.problems, "problem"),
            codes.join(", ")
        ));
    }
    if !answer.not_covered.is_empty() {
        let months: Vec<String> = answer
            .not_covered
            .iter()
            .map(|month| words::month(*month))
            .collect();
        lines.push(format!(
            "the cases do not reach {}: nothing is known of it",
            months.join(", ")
        ));
    }
    if lines.is_empty() {
        return;
    }
    text.push_str("\nNot counted\n");
    for line in lines {
        for line in wrap(&line, width().saturating_sub(2), 2) {
            text.push_str(&format!("  {line}\n"));
        }
    }
}

/// So many types of events that no rule knows have a note each; more of them one together.
const APART: usize = 5;

/// What is odd about the cases as a whole, beside the report.
pub(crate) fn notes(report: &Report, engine: &Engine) {
    let unknown = &report.read.unknown_events;
    if unknown.len() > APART {
        let named: Vec<String> = unknown
            .iter()
            .map(|(event, times)| {
                format!("\"{}\" ({})", event.escape_debug(), words::number(*times))
            })
            .collect();
        let message = format!(
            "events of {} types are known to no rule: {}",
            unknown.len(),
            named.join(", ")
        );
        let near: Vec<String> = unknown
            .keys()
            .filter_map(|event| {
                let near = nearest(event, engine.event_types())?;
                Some(format!("\"{near}\" by \"{}\"", event.escape_debug()))
            })
            .collect();
        let mut note = Trouble::new("", dueby::Code::UnknownEvent, message);
        if !near.is_empty() {
            note = note.help(format!("did you mean {}?", near.join(", ")));
        }
        return problems::tell_text(&note.write_note());
    }
    for (event, times) in unknown {
        let message = format!(
            "{} \"{}\", which no rule knows",
            match times {
                1 => "one event is".to_owned(),
                many => format!("{} events are", words::number(*many)),
            },
            event.escape_debug()
        );
        let note = Trouble::new("", dueby::Code::UnknownEvent, message);
        let note = match nearest(event, engine.event_types()) {
            Some(near) => note.help(format!("did you mean \"{near}\"?")),
            None => note,
        };
        problems::tell_text(&note.write_note());
    }
}
