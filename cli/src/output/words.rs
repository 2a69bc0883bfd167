//! Answers in words: dates, deadlines, what is left.

use anstyle::{AnsiColor, Style};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike};
use dueby::{Allowance, ClockAnswer, Elapsed, EscalationAnswer, State, Status, StepState};

/// What a cell says when there is nothing to say.
pub(crate) const NOTHING: &str = "-";

/// A text from outside made safe for a terminal: what would move its cursor, change
/// its colours or turn its direction is written as an escape.
pub(crate) fn shown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                safe.extend(c.escape_unicode());
            }
            c if c.is_control() => safe.extend(c.escape_default()),
            c => safe.push(c),
        }
    }
    safe
}

/// `Thu 25 Dec 2025`
pub(crate) fn day(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `Thu 25 Dec 2025 16:42`, with seconds and their fraction where there are some. The
/// one millisecond by which too late begins after a deadline is left out.
pub(crate) fn moment(at: &DateTime<FixedOffset>) -> String {
    let time = match (at.second(), at.nanosecond()) {
        (0, 0 | 1_000_000) => at.format("%H:%M"),
        (_, 0 | 1_000_000) => at.format("%H:%M:%S"),
        _ => at.format("%H:%M:%S%.3f"),
    };
    format!("{} {time}", day(at.date_naive()))
}

/// The last moment in time: the end of its day, where it is that.
pub(crate) fn last_moment(at: &DateTime<FixedOffset>) -> String {
    if NaiveTime::from_hms_milli_opt(23, 59, 59, 999) == Some(at.time()) {
        format!("the end of {}", day(at.date_naive()))
    } else {
        moment(at)
    }
}

/// A number of things: `1 case`, `2 cases`.
pub(crate) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// The promise, with what has to be said beside it wherever it stands.
pub(crate) fn promise(clock: &ClockAnswer, one_of_several: bool, packs: bool) -> String {
    let mut beside = Vec::new();
    if one_of_several {
        beside.push(format!("instance {}", clock.instance));
    }
    if clock.status != Status::Confirmed {
        beside.push(clock.status.as_str().to_owned());
    }
    if packs {
        beside.push(clock.pack.clone());
    }
    if beside.is_empty() {
        clock.promise.clone()
    } else {
        format!("{} ({})", clock.promise, beside.join(", "))
    }
}

/// The deadline: `end of Tue 23 Dec 2025` or `Sat 20 Dec 2025 16:42`.
pub(crate) fn due(clock: &ClockAnswer) -> String {
    match (&clock.due, &clock.due_if_resumed) {
        (Some(due), _) => deadline(due, clock),
        (None, Some(due)) => format!("if resumed now:\n{}", deadline(due, clock)),
        (None, None) => match &clock.projected_due {
            Some(due) => format!("projected:\n{}", deadline(due, clock)),
            None if clock.open.is_some() => "no number of days".to_owned(),
            None => NOTHING.to_owned(),
        },
    }
}

fn deadline(at: &DateTime<FixedOffset>, clock: &ClockAnswer) -> String {
    if is_whole_day(at, clock) {
        format!("end of {}", day(at.date_naive()))
    } else {
        moment(at)
    }
}

/// Whether a deadline is the end of its day.
pub(crate) fn is_whole_day(at: &DateTime<FixedOffset>, clock: &ClockAnswer) -> bool {
    let last = NaiveTime::from_hms_milli_opt(23, 59, 59, 999);
    counts_dates(clock) && last == Some(at.time())
}

fn counts_dates(clock: &ClockAnswer) -> bool {
    // What has no time allowed is due on a date.
    clock
        .within
        .is_none_or(|within| within.kinds().any(|kind| kind.counts_dates()))
}

/// How long a duty without a number has run: `it has run for 3 days 4 hours`.
pub(crate) fn ran(clock: &ClockAnswer) -> Option<String> {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    const HOUR: i64 = 60 * 60 * 1000;
    let Allowance::Elapsed(elapsed) = clock.elapsed? else {
        return None;
    };
    clock.open.as_ref()?;
    let (days, hours) = (elapsed.millis / DAY, elapsed.millis % DAY / HOUR);
    let time = match (days, hours) {
        (0, _) => elapsed_time(elapsed.millis),
        (days, 0) => count(days as usize, "day"),
        (days, hours) => format!(
            "{} {}",
            count(days as usize, "day"),
            count(hours as usize, "hour")
        ),
    };
    Some(match clock.state {
        State::Met | State::Cancelled | State::Missed => format!("it ran for {time}"),
        _ => format!("it has run for {time}"),
    })
}

/// Less than a day, to the minute.
fn elapsed_time(millis: i64) -> String {
    const MINUTE: i64 = 60 * 1000;
    Allowance::Elapsed(Elapsed {
        millis: millis / MINUTE * MINUTE,
    })
    .to_string()
}

/// What is left, or by how much it was kept or missed.
pub(crate) fn remaining(clock: &ClockAnswer) -> String {
    let Some(remaining) = clock.remaining.map(|left| left.to_string()) else {
        return match clock.state {
            // Too late by more than the calendar can count.
            State::Missed | State::Overdue => "late".to_owned(),
            _ => NOTHING.to_owned(),
        };
    };
    let none = remaining.starts_with("0 ");
    match clock.state {
        State::Met if none && counts_dates(clock) => "on the last day".to_owned(),
        State::Met if none => "just in time".to_owned(),
        State::Met => format!("{remaining} to spare"),
        State::Missed | State::Overdue => match remaining.strip_prefix('-') {
            Some(late) => format!("{late} late{}", in_days(clock)),
            // A weekend after the last working day, for example.
            None if none => format!("less than 1{} late", unit(&remaining)),
            None => remaining,
        },
        State::OnTrack | State::AtRisk if none => "last day".to_owned(),
        State::OnTrack | State::AtRisk | State::Paused => remaining,
        _ => NOTHING.to_owned(),
    }
}

/// Two days and more in hours are hard to take in: ` (51 days)`. Working hours are no
/// days of any one length.
fn in_days(clock: &ClockAnswer) -> String {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    match clock.remaining {
        Some(Allowance::Elapsed(late)) if late.millis.unsigned_abs() >= 2 * DAY => {
            format!(" ({} days)", late.millis.unsigned_abs() / DAY)
        }
        _ => String::new(),
    }
}

/// ` working day` of `0 working days`.
fn unit(none: &str) -> &str {
    let unit = none.strip_prefix('0').unwrap_or(none);
    unit.strip_suffix('s').unwrap_or(unit)
}

/// Who is told next, and when.
pub(crate) fn told_next(clock: &ClockAnswer) -> String {
    clock
        .escalations
        .iter()
        .filter(|step| step.state == StepState::Scheduled)
        .filter_map(|step| Some((step.at?, step)))
        .min_by_key(|(at, step)| (*at, step.step))
        .map_or_else(
            || NOTHING.to_owned(),
            |(at, step)| format!("{}{}\n{}", step.notify, who(step), moment(&at)),
        )
}

/// Who has the role of a step, where a directory says so.
fn who(step: &EscalationAnswer) -> String {
    let titles = step.to.iter().flatten().map(|one| one.title.as_str());
    let titles: Vec<&str> = titles.collect();
    match (&step.to, titles.as_slice()) {
        (None, _) => String::new(),
        (Some(_), []) => ": nobody found".to_owned(),
        (Some(_), titles) => format!(": {}", titles.join("; ")),
    }
}

/// The colour of a state.
pub(crate) fn colour(state: State) -> Style {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match state {
        State::Overdue | State::Missed => colour(AnsiColor::Red).bold(),
        State::AtRisk => colour(AnsiColor::Yellow),
        State::Met => colour(AnsiColor::Green),
        State::OnTrack | State::Open => Style::new(),
        _ => Style::new().dimmed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_move_a_terminal_is_written_out() {
        assert_eq!(shown("C-1\u{1b}[2J\r\n"), "C-1\\u{1b}[2J\\r\\n");
        assert_eq!(shown("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(shown("Müller, 5 £"), "Müller, 5 £");
    }

    #[test]
    fn moments_have_seconds_only_where_there_are_some() {
        for (text, expected) in [
            ("2025-12-20T16:42:00+00:00", "Sat 20 Dec 2025 16:42"),
            ("2025-12-20T16:42:07+00:00", "Sat 20 Dec 2025 16:42:07"),
            ("2025-12-20T16:42:00.001+00:00", "Sat 20 Dec 2025 16:42"),
            (
                "2025-12-20T16:42:00.250+00:00",
                "Sat 20 Dec 2025 16:42:00.250",
            ),
        ] {
            assert_eq!(moment(&text.parse().unwrap()), expected);
        }
    }
}
