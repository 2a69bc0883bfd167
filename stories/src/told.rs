//! Differences in words.

use chrono::{DateTime, FixedOffset, NaiveDate};
use dueby::{Assessment, Entry, EventTime};

use super::written::Expected;

/// A value as people read it: dates and times in words, texts without quotation marks.
pub(super) fn plain(value: &dyn std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    let inner = text
        .strip_prefix("Some(")
        .and_then(|text| text.strip_suffix(')'))
        .unwrap_or(&text);
    if inner == "None" || inner == "\"none\"" {
        return "none".to_owned();
    }
    match inner
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
    {
        Some(text) => match text.parse::<EventTime>() {
            Ok(EventTime::Date(date)) => day(date),
            Ok(EventTime::Instant(at)) => moment(&at),
            Ok(EventTime::Local(at)) => format!("{} {}", day(at.date()), at.format("%H:%M")),
            Err(_) => text.to_owned(),
        },
        None => inner.to_owned(),
    }
}

fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// A moment; the last millisecond of a day is its end.
fn moment(at: &DateTime<FixedOffset>) -> String {
    let time = at.format("%H:%M:%S%.3f").to_string();
    match time.as_str() {
        "23:59:59.999" => format!("end of {}", day(at.date_naive())),
        time => {
            let time = time.strip_suffix(".000").unwrap_or(time);
            let time = time.strip_suffix(":00").unwrap_or(time);
            format!("{} {time}", day(at.date_naive()))
        }
    }
}

/// Why the answer says what it says of a clock.
pub(super) fn because(what: &str, expected: &Expected, answer: &Assessment) -> Vec<String> {
    let Some(name) = &expected.clock else {
        return Vec::new();
    };
    let instance = expected.instance.unwrap_or(1);
    let mut clocks = answer.clocks.iter();
    let Some(clock) = clocks.find(|one| one.clock == *name && one.instance == instance) else {
        return Vec::new();
    };
    let mut why = Vec::new();
    if let Some(reason) = &clock.reason {
        why.push(reason.message.clone());
    }
    match what {
        "state" => {
            why.extend(clock.due.map(|due| format!("it is due {}", until(&due))));
            why.extend(
                clock
                    .stopped
                    .map(|at| format!("it was stopped {}", moment(&at))),
            );
        }
        "steps" | "findings" | "next-change" | "instances" | "clock" => {}
        _ => why.extend(
            clock
                .explanation
                .iter()
                .filter(|entry| shifts(entry))
                .map(Entry::text),
        ),
    }
    why
}

fn until(due: &DateTime<FixedOffset>) -> String {
    let told = moment(due);
    if told.starts_with("end of") {
        format!("by the {told}")
    } else {
        told
    }
}

/// Whether a step of the reckoning moves a deadline in a way that is easily missed: a
/// holiday, a pause, an extension, and not the weekends and the days that count.
fn shifts(entry: &Entry) -> bool {
    match entry {
        Entry::Skipped { .. } => entry.text().contains(": "),
        Entry::Waiting { .. }
        | Entry::Rule { .. }
        | Entry::Started { .. }
        | Entry::NotCounted { .. }
        | Entry::Counted { .. }
        | Entry::CountedMonths { .. }
        | Entry::Lead { .. }
        | Entry::Excused { .. } => false,
        // What is due, or when it is told, is no reason for it.
        _ => !entry.text().starts_with("due "),
    }
}
