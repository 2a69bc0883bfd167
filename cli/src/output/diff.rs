//! What a new edition of rules changes, in words.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dueby::{Cases, Compared, Compares, Diff, Difference, Edition, Part, WhatIf};

use super::table::wrap;
use super::width;
use super::words::shown;

/// From so many clocks on, what changes alike for all of them is said once.
const SEVERAL: usize = 3;

/// A text for people that is longer is not shown when it changes.
const LONG: usize = 80;

/// The most dates of a calendar that are listed.
const MOST_DATES: usize = 30;

/// All that is different, edition by edition.
pub(crate) fn people(diff: &Diff, what_if: Option<&WhatIf>) -> String {
    let mut text = String::new();
    let mut others = 0;
    for one in &diff.compared {
        let same = one.was.is_some() && one.now.is_some() && one.differences.is_empty();
        if same && diff.compared.len() > 1 {
            others += 1;
            continue;
        }
        compared(&mut text, one);
    }
    match others {
        0 => {}
        1 => text.push_str("Nothing changes in 1 other\n\n"),
        some => {
            let _ = writeln!(text, "Nothing changes in {some} others\n");
        }
    }
    if !diff.computes {
        let different = diff.compared.iter().any(|one| !one.differences.is_empty());
        text.push_str(if different {
            "Nothing that computes changes: what is above only travels with answers\n"
        } else {
            "Nothing changes\n"
        });
    }
    if let Some(what_if) = what_if {
        if !text.ends_with("\n\n") {
            text.push('\n');
        }
        for told in what_if.text().lines() {
            line(&mut text, told, 0);
        }
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text.push('\n');
    text
}

fn compared(text: &mut String, one: &Compared) {
    let what = match one.what {
        Compares::Pack => "pack",
        Compares::Calendar => "calendar",
        _ => "text",
    };
    match (&one.was, &one.now) {
        (Some(was), Some(now)) => line(text, &editions(was, now), 0),
        (None, Some(now)) => line(text, &format!("New: the {what} {}", name(now)), 0),
        (Some(was), None) => line(
            text,
            &format!("No longer there: the {what} {}", name(was)),
            0,
        ),
        (None, None) => {}
    }
    let mut alike: BTreeMap<Words<'_>, Vec<&Difference>> = BTreeMap::new();
    for different in &one.differences {
        if different.of == Part::Clock && different.field != "id" {
            alike.entry(said(different)).or_default().push(different);
        }
    }
    alike.retain(|_, those| those.len() >= SEVERAL);
    let mut last = None;
    let mut dates = 0;
    for different in in_order(&one.differences) {
        if let Some(those) = alike.get(&said(different))
            && different.of == Part::Clock
        {
            if those
                .first()
                .is_some_and(|first| std::ptr::eq(*first, different))
            {
                let names: Vec<&str> = those.iter().filter_map(|one| one.id.as_deref()).collect();
                line(
                    text,
                    &format!("{} clocks: {}", those.len(), names.join(", ")),
                    0,
                );
                line(text, &words(different), 2);
                last = None;
            }
            continue;
        }
        if different.of == Part::Date {
            dates += 1;
            if dates > MOST_DATES {
                continue;
            }
        }
        let whose = (different.of, different.id.as_deref());
        if different.of == Part::Date {
            line(
                text,
                &format!("{}: {}", date(different), words(different)),
                0,
            );
        } else if different.of == Part::Whole {
            line(text, &words(different), 0);
        } else {
            if last != Some(whose) {
                line(text, &part(different), 0);
            }
            line(text, &words(different), 2);
        }
        last = Some(whose);
    }
    if dates > MOST_DATES {
        line(text, &format!("and {} more dates", dates - MOST_DATES), 0);
    }
    text.push('\n');
}

/// Part by part, what computes before what only travels with answers.
fn in_order(differences: &[Difference]) -> Vec<&Difference> {
    let mut parts: Vec<&Difference> = differences.iter().collect();
    parts
        .chunk_by_mut(|a, b| (a.of, &a.id) == (b.of, &b.id))
        .for_each(|part| part.sort_by_key(|different| !different.computes));
    parts
}

fn line(text: &mut String, words: &str, indent: usize) {
    for line in wrap(&shown(words), width().saturating_sub(indent), 2) {
        let _ = writeln!(text, "{:indent$}{line}", "");
    }
}

fn name(one: &Edition) -> String {
    match &one.version {
        Some(version) => format!("{}@{version} ({})", one.id, one.title),
        None => format!("{} ({})", one.id, one.title),
    }
}

/// Which two editions are compared.
fn editions(was: &Edition, now: &Edition) -> String {
    let with = |one: &Edition| match &one.version {
        Some(version) => format!("{version}, revision {}", one.revision),
        None => format!("revision {}", one.revision),
    };
    if was.id == now.id {
        format!("{}: {} → {}", now.id, with(was), with(now))
    } else {
        format!("{} ({}) → {} ({})", was.id, with(was), now.id, with(now))
    }
}

/// `Clock "acknowledge" (Acknowledge a complaint)`
fn part(different: &Difference) -> String {
    let what = match different.of {
        Part::Clock => "Clock",
        Part::Right => "Right",
        Part::Escalation => "Escalation path",
        Part::Parameter => "Parameter",
        Part::Attribute => "Attribute",
        Part::Condition => "Condition",
        _ => "",
    };
    let id = different.id.as_deref().unwrap_or_default();
    match &different.title {
        Some(title) => format!("{what} \"{id}\" ({title})"),
        None => format!("{what} \"{id}\""),
    }
}

fn date(different: &Difference) -> String {
    let id = different.id.as_deref().unwrap_or_default();
    id.parse().map_or_else(|_| id.to_owned(), super::words::day)
}

/// What is said of a difference, whosever it is.
type Words<'d> = (&'d str, Option<&'d str>, Option<&'d str>, Option<&'d str>);

fn said(different: &Difference) -> Words<'_> {
    (
        different.field,
        different.at.as_deref(),
        different.was.as_deref(),
        different.now.as_deref(),
    )
}

/// What is different, without whose.
pub(crate) fn words(different: &Difference) -> String {
    let (was, now) = (different.was.as_deref(), different.now.as_deref());
    if different.field == "id" {
        return match (was, now) {
            (Some(was), Some(now)) if different.of == Part::Whole => {
                format!("id: {was} became {now}")
            }
            (Some(was), Some(_)) => format!("was called \"{was}\""),
            (None, Some(now)) => format!("new: {now}"),
            (Some(was), None) => format!("no longer there: {was}"),
            (None, None) => String::new(),
        };
    }
    let changed = match (was, now) {
        (Some(was), Some(now)) => format!("{was} became {now}"),
        (None, Some(now)) => format!("new: {now}"),
        (Some(was), None) => format!("no longer {was}"),
        (None, None) => String::new(),
    };
    let effect = effect(different).map_or(String::new(), |effect| format!(": {effect}"));
    let is_long = |text: Option<&str>| text.is_some_and(|text| text.chars().count() > LONG);
    let changed = match (was, now) {
        // All of it is in the texts, and in what programs are told.
        (Some(_), Some(_)) if !different.computes && (is_long(was) || is_long(now)) => {
            "in other words".to_owned()
        }
        _ => changed,
    };
    if different.of == Part::Date {
        return match &different.at {
            Some(at) => format!("{changed} where {at}"),
            None => changed,
        };
    }
    let field = label(different.field);
    match &different.at {
        Some(at) => format!("{field}, {at}: {changed}{effect}"),
        None => format!("{field}: {changed}{effect}"),
    }
}

fn effect(different: &Difference) -> Option<&'static str> {
    match different.cases {
        Some(Cases::More) => return Some("for more cases"),
        Some(Cases::Fewer) => return Some("for fewer cases"),
        _ => {}
    }
    if different.was.is_none() || different.now.is_none() {
        return None;
    }
    match (different.later, different.earlier) {
        (Some(true), Some(false)) => Some("later"),
        (Some(false), Some(true)) => Some("earlier"),
        (Some(true), Some(true)) => Some("later from some starts, earlier from others"),
        (Some(true), None) => Some("later from some starts"),
        (None, Some(true)) => Some("earlier from some starts"),
        (Some(false), None) => Some("never later"),
        (None, Some(false)) => Some("never earlier"),
        (Some(false), Some(false)) => Some("the same time"),
        (None, None) => is_a_time(different.field).then_some("later or earlier, by the calendar"),
    }
}

fn is_a_time(field: &str) -> bool {
    ["within", "reading.within", "value"].contains(&field)
}

/// The word for a field, as people say it.
fn label(field: &str) -> &str {
    match field {
        "within" => "allowance",
        "when" => "condition",
        "starts" => "starts at",
        "starts.if-cancelled" => "if what it follows is cancelled",
        "stops" => "stopped by",
        "used" => "used by",
        "ends" => "ended by",
        "cancels" => "cancelled by",
        "cancelled-late" => "cancelled when overdue",
        "excuses" => "reasons given by",
        "missed" => "missed by",
        "resets" => "counts anew from",
        "resets.in-time" => "counts anew",
        "reopens" => "reopened by",
        "reopens.as" => "reopened as",
        "pauses" => "paused",
        "pausing.before-start" => "paused before its start",
        "pausing.when-overdue" => "paused when overdue",
        "repeats" => "repeats",
        "repeats.early" => "stopped early",
        "not-before" => "not before",
        "on-change" => "when its limit changes",
        "extension.on" => "extended by",
        "extension.by" => "each extension",
        "extension.to" => "extended to",
        "extension.at-most" => "extensions in all",
        "extension.beyond-cap" => "an extension beyond the cap",
        "extension.in-time" => "an extension is in time",
        "extension.when" => "extended under the condition",
        "counting.begins" => "the count begins",
        "counting.received-off-day" => "received on a day off",
        "counting.cut-off" => "received the next day from",
        "counting.ends" => "the last day ends",
        "counting.roll" => "a deadline on a day off goes to",
        "counting.pause-days" => "days a pause takes out",
        "at-risk" => "at risk",
        "escalation" => "escalation path",
        "reading" => "reading",
        "reading.within" => "allowance of the reading",
        "reading.calendar" => "calendar of the reading",
        "steps" => "steps",
        "steps.at" => "moment",
        "steps.notify" => "who is told",
        "steps.repeat" => "repeated",
        "steps.acknowledged-by" => "acknowledged by",
        "steps.within" => "to be acknowledged within",
        "governs.by" => "governs by the date of",
        "governs.from" => "governs from",
        "governs.until" => "governs until",
        "governs.or-later" => "governs from a later date in",
        "governs.decides" => "which date decides",
        "governs.when" => "governs under the condition",
        "one-of" => "values",
        "source.title" => "document",
        "source.provision" => "source",
        "source.link" => "link",
        "to" => "leads to",
        other => other,
    }
}
