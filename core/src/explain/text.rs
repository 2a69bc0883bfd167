//! The same in plain English, for a resident or an Ombudsman.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike};

use super::{Entry, Given, Unit};
use crate::State;
use crate::case::Value;
use crate::count::{Allowance, Ends, Limit, OnChange, StartsAt};
use crate::error::Shown as _;
use crate::time::written;
use crate::words::place_of;

impl Entry {
    /// The step as a sentence, without a full stop.
    ///
    /// Dates are written `Thu 25 Dec 2025`, times on the 24-hour clock.
    pub fn text(&self) -> String {
        match self {
            Entry::Waiting { events } => {
                format!("not started: it starts at {}", any_of(events))
            }
            Entry::Follows {
                pack,
                clock,
                instance,
                at,
            } => {
                let at = match at {
                    StartsAt::Stop => "is stopped",
                    StartsAt::Due => "falls due",
                    StartsAt::StopOrDue => "is stopped or falls due, whichever is earlier",
                };
                format!("starts when {clock} of {pack}{} {at}", run(*instance))
            }
            Entry::StartedAtDue {
                clock,
                instance,
                date,
                at,
                ..
            } => format!("{clock}{} was due {}", run(*instance), by(at, *date)),
            Entry::Deemed { date } => {
                format!(
                    "counts as done on {}: it came early and keeps the anniversary",
                    day(*date)
                )
            }
            Entry::Lead {
                attribute,
                date,
                side,
                by,
            } => format!("{attribute} is {}: {by} {} it", day(*date), side.as_str()),
            Entry::Dated { date } => format!("the rule says {}", day(*date)),
            Entry::Open { says } => {
                format!("no number of days is given: the rule says \"{says}\"")
            }
            Entry::IfStarted { date, at } => {
                format!(
                    "not started: counted as if it did when that is due, {}",
                    by(at, *date)
                )
            }
            Entry::Projected { at, date, ends } => {
                format!("it would then be due {}", end(at, *date, *ends))
            }
            Entry::Rule {
                pack,
                version,
                clock,
                within,
                due,
                attribute,
                value,
                parameter,
                row,
                given,
                source,
                calendar,
                ..
            } => {
                let version = match version {
                    Some(version) => format!(" version {version}"),
                    None => String::new(),
                };
                let mut text = format!("rule {clock} of {pack}{version}");
                match (within, due) {
                    (Some(within), _) => text.push_str(&format!(": within {within}")),
                    (None, Some(due)) => text.push_str(&format!(": due on {}", day(*due))),
                    (None, None) => {}
                }
                if let Some(row) = row {
                    text.push_str(&format!(" by row {row} because {}", Given::told(given)));
                }
                match (attribute, value) {
                    (Some(attribute), Some(value)) => {
                        text.push_str(&format!(" because {attribute} is {value}"));
                    }
                    (Some(attribute), None) => text.push_str(&format!(", the {attribute}")),
                    (None, _) => {}
                }
                if let Some(parameter) = parameter {
                    text.push_str(&format!(", as filled in for {parameter}"));
                }
                if let Some(source) = source {
                    text.push_str(&format!(" (\"{source}\")"));
                }
                text.push_str(&format!("; calendar {calendar}"));
                text
            }
            Entry::Started {
                event, at, date, ..
            } => format!("{event} {}", happened(at.as_ref(), *date)),
            Entry::Changed {
                event,
                at,
                date,
                from,
                to,
                from_date,
                to_date,
                counts,
                due_before,
                ..
            } => {
                let limit = |limit: &Option<Limit>, date: &Option<NaiveDate>| match (limit, date) {
                    (Some(limit), _) => limit.to_string(),
                    (None, Some(date)) => day(*date),
                    (None, None) => "nothing that could be said".to_owned(),
                };
                let so = match counts {
                    OnChange::Kept => "the first stays",
                    OnChange::FromTheChange => "counted from then",
                    OnChange::FromTheStart => "counted from the start",
                };
                let due = due_before.as_ref().map_or(String::new(), |due| {
                    format!("; it was due by {}", moment(due))
                });
                format!(
                    "{event} {}: from {} to {}, {so}{due}",
                    happened(at.as_ref(), *date),
                    limit(from, from_date),
                    limit(to, to_date)
                )
            }
            Entry::Anew {
                event, at, date, ..
            } => format!("{event} {}: counted anew", happened(at.as_ref(), *date)),
            Entry::Received { date, why, .. } => format!("{why}, {}", day(*date)),
            Entry::NotCounted { from, to, why } => {
                format!("{} not counted: {why}", span(*from, *to))
            }
            Entry::Counted {
                from,
                to,
                days,
                total,
                unit,
            } => {
                let name = match unit {
                    Unit::Days => "day",
                    Unit::WorkingDays => "working day",
                };
                if *days == 1 {
                    format!("{} is {name} {total}", day(*to))
                } else {
                    let first = total - days + 1;
                    format!("{} are {name}s {first} to {total}", span(*from, *to))
                }
            }
            Entry::Skipped {
                from,
                to,
                why,
                projected,
                ..
            } => {
                let projected = if *projected {
                    " (expected, not yet proclaimed)"
                } else {
                    ""
                };
                // A weekend's name would only say its dates again.
                if from != to && place_of(" and ", why).is_some() {
                    format!("{} skipped", span(*from, *to))
                } else if *why == written::weekday(*from) {
                    format!("{} skipped", day(*from))
                } else {
                    format!("{} skipped: {why}{projected}", span(*from, *to))
                }
            }
            Entry::Paused { from, to, .. } => match to {
                Some(to) => format!("{} paused", span(*from, *to)),
                None => format!("paused from {} on", day(*from)),
            },
            Entry::CountedMonths { from, to, months } => format!(
                "{} {} {} is {}",
                Allowance::of(crate::Kind::CivilMonths, *months),
                if to < from { "before" } else { "from" },
                day(*from),
                day(*to)
            ),
            Entry::Moved { to, days, .. } => format!(
                "moved by {} of pause to {}",
                Allowance::of(crate::Kind::CivilDays, *days),
                day(*to)
            ),
            Entry::CountedTime {
                from,
                to,
                time,
                total,
            } => {
                let sum = if time == total {
                    String::new()
                } else {
                    format!(", {total} in all")
                };
                // Else ten o'clock to ten o'clock would not be a day.
                let clocks = match from
                    .offset()
                    .local_minus_utc()
                    .cmp(&to.offset().local_minus_utc())
                {
                    Ordering::Less => "; the clocks went forward",
                    Ordering::Equal => "",
                    Ordering::Greater => "; the clocks went back",
                };
                format!("{} to {}: {time}{sum}{clocks}", moment(from), moment(to))
            }
            Entry::PausedTime { from, to } => match to {
                Some(to) => format!("{} to {} paused", moment(from), moment(to)),
                None => format!("paused from {} on", moment(from)),
            },
            Entry::Extended {
                by,
                of,
                within,
                event,
                ..
            } => {
                let of = of.map_or(String::new(), |of| format!(" of the {of} asked for"));
                format!("{event}: extended by {by}{of}, to {within}")
            }
            Entry::Window { from, until, lead } => {
                let lead = lead.map_or(String::new(), |lead| format!("; owed {lead} before"));
                format!(
                    "appointment from {} to {}{lead}",
                    moment(from),
                    moment(until)
                )
            }
            Entry::Reopened {
                event,
                at,
                date,
                ended,
                state,
                ..
            } => format!(
                "{event} {}: reopened; {state} on {}",
                happened(at.as_ref(), *date),
                day(*ended)
            ),
            Entry::Limit {
                within,
                at,
                date,
                ends,
                governs,
            } => {
                let end = match (at, date) {
                    (Some(at), Some(date)) => end(at, *date, *ends),
                    _ => "held".to_owned(),
                };
                let governs = if *governs { ", which governs" } else { "" };
                format!("{within}: {end}{governs}")
            }
            Entry::Rolled { from, to, why, .. } => {
                format!("{} is {why}: moved to {}", day(*from), day(*to))
            }
            Entry::Due { at, date, ends } => format!("due {}", end(at, *date, *ends)),
            Entry::Ended {
                event,
                at,
                date,
                cancelled,
                state,
                ..
            } => {
                let late = if *cancelled && *state == State::Missed {
                    "cancelled when it was overdue: "
                } else {
                    ""
                };
                format!("{event} {}: {late}{state}", happened(at.as_ref(), *date))
            }
            Entry::Excused {
                event,
                at,
                date,
                note,
                ..
            } => {
                let note = note.as_ref().map_or(String::new(), |note| {
                    let shown: String = note.chars().take(200).collect();
                    format!(" (\"{}\")", shown.shown())
                });
                let when = happened(at.as_ref(), *date);
                format!("{event} {when}{note}: a reason, which moves nothing")
            }
        }
    }
}

impl Given {
    /// `priority is urgent and vulnerable is not given`
    pub(crate) fn told(given: &[Given]) -> String {
        let told = given.iter().map(|one| {
            let name = &one.attribute;
            match &one.value {
                Some(Value::Text(text)) => format!("{name} is {}", text.shown()),
                Some(value) => format!("{name} is {value}"),
                None => format!("{name} is not given"),
            }
        });
        told.collect::<Vec<_>>().join(" and ")
    }
}

fn end(at: &DateTime<FixedOffset>, date: NaiveDate, ends: Option<Ends>) -> String {
    match ends {
        Some(Ends::EndOfDay) => format!("by the end of {}", day(date)),
        Some(Ends::DayBefore) => format!("before that: by the end of {}", day(date)),
        Some(Ends::Closing) => format!("at closing on {}", moment(at)),
        Some(Ends::SameTime) | None => format!("by {}", moment(at)),
    }
}

/// Which run it is, where it is not the first.
fn run(instance: usize) -> String {
    match instance {
        1 => String::new(),
        other => format!(" (run {other})"),
    }
}

/// `by the end of Thu 25 Dec 2025`, told by the midnight that ends that date, or a time.
fn by(at: &DateTime<FixedOffset>, date: NaiveDate) -> String {
    if at.date_naive() > date {
        format!("by the end of {}", day(date))
    } else {
        format!("by {}", moment(at))
    }
}

fn any_of(events: &[String]) -> String {
    events.join(" or ")
}

/// `Thu 25 Dec 2025`
pub(crate) fn day(date: NaiveDate) -> String {
    written::day(date)
}

/// `Sat 27 to Sun 28 Dec 2025`, with months and years where they differ.
fn span(from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        return day(from);
    }
    let first = if from.year() != to.year() {
        day(from)
    } else if from.month() != to.month() {
        written::day_of_year(from)
    } else {
        written::day_of_month(from)
    };
    format!("{first} to {}", day(to))
}

/// `Thu 25 Dec 2025 16:42`, with seconds and their fraction where there are some.
pub(crate) fn moment(at: &DateTime<FixedOffset>) -> String {
    let date = day(at.date_naive());
    if at.nanosecond() != 0 {
        format!("{date} {}", written::milliseconds(at))
    } else if at.second() != 0 {
        format!("{date} {}", written::seconds(at))
    } else {
        format!("{date} {}", written::minutes(at))
    }
}

fn happened(at: Option<&DateTime<FixedOffset>>, date: NaiveDate) -> String {
    match at {
        Some(at) => format!("on {}", moment(at)),
        None => format!("on {} (date alone)", day(date)),
    }
}
