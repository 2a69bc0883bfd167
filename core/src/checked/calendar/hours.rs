//! Opening hours: by weekday, and for single dates.

use chrono::Weekday;

use crate::calendar::Window;
use crate::count::TimeOfDay;
use crate::error::{Code, Problem, Shown as _};
use crate::model::{At, HoursTable};
use crate::text::Reader;
use crate::time::DAY;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// What `[hours]` may say of a weekday, or `[dates]` of a date, that is not worked.
const CLOSED: &str = "closed";

/// The week's windows: `mon-fri = "09:00-12:30, 13:30-17:00"`, `sat = "…"`. Weekdays
/// not named keep those of the calendar it extends.
pub(super) fn week(
    hours: &HoursTable,
    base: [Vec<Window>; 7],
    reader: &mut Reader<'_>,
) -> [Vec<Window>; 7] {
    let mut week = base;
    let mut named: [bool; 7] = Default::default();
    for (days, text) in hours {
        let Some((first, last)) = weekdays(days.get_ref()) else {
            reader.note(
                Problem::new(
                    Code::BadHours,
                    format!("\"{}\" is no weekday", days.get_ref().shown()),
                )
                .hint("write \"mon\", \"tue\" … \"sun\", or a span of them such as \"mon-fri\""),
                days.span(),
            );
            continue;
        };
        let Some(windows) = windows(text, reader) else {
            continue;
        };
        for index in first..=last {
            let (Some(day), Some(seen)) = (week.get_mut(index), named.get_mut(index)) else {
                continue;
            };
            if std::mem::replace(seen, true) {
                reader.note(
                    Problem::new(Code::DuplicateName, "a weekday has hours twice")
                        .hint("give each weekday its hours once"),
                    days.span(),
                );
            }
            *day = windows.clone();
        }
    }
    overnight(&week, hours, reader);
    week
}

/// The indices of a weekday or a span of weekdays, Monday 0.
fn weekdays(text: &str) -> Option<(usize, usize)> {
    let index = |name: &str| WEEKDAYS.iter().position(|(word, _)| *word == name);
    match text.split_once('-') {
        Some((first, last)) => {
            let (first, last) = (index(first)?, index(last)?);
            (first < last).then_some((first, last))
        }
        None => index(text).map(|day| (day, day)),
    }
}

/// A day's windows; none for one that is closed.
pub(super) fn windows(text: &At<String>, reader: &mut Reader<'_>) -> Option<Vec<Window>> {
    if text.get_ref() == CLOSED {
        return Some(Vec::new());
    }
    const HINT: &str = "write opening and closing: \"09:00-17:00\", \"09:00-12:30, 13:30-17:00\", \
                        \"22:00-06:00\" over midnight, \"00:00-24:00\", or \"closed\"";
    let mut windows: Vec<Window> = Vec::new();
    for part in text.get_ref().split(',') {
        let part = part.trim();
        let window = part.split_once('-').and_then(|(open, close)| {
            let open = TimeOfDay::parse(open.trim())?.millis;
            let close = TimeOfDay::parse(close.trim())?.millis;
            (open < DAY).then_some(Window { open, close })
        });
        let Some(mut window) = window else {
            reader.note(
                Problem::new(
                    Code::BadHours,
                    format!("\"{}\" is no opening window", part.shown()),
                )
                .hint(HINT),
                text.span(),
            );
            return None;
        };
        if window.close == window.open {
            reader.note(
                Problem::new(
                    Code::BadHours,
                    format!("\"{part}\" opens and closes at the same time"),
                )
                .hint("leave the weekday out if it is closed; write \"00:00-24:00\" for all day"),
                text.span(),
            );
            return None;
        }
        if window.close < window.open {
            window.close += DAY;
        }
        if windows.last().is_some_and(|last| window.open < last.close) {
            reader.note(
                Problem::new(
                    Code::BadHours,
                    format!("\"{part}\" begins before the window ahead of it has ended"),
                )
                .hint("write the windows of a day in order, without overlap"),
                text.span(),
            );
            return None;
        }
        windows.push(window);
    }
    Some(windows)
}

/// Notes a window over midnight that runs into the next weekday's own hours.
fn overnight(week: &[Vec<Window>; 7], hours: &HoursTable, reader: &mut Reader<'_>) {
    for (index, day) in week.iter().enumerate() {
        let tomorrow = week.get((index + 1) % 7).and_then(|day| day.first());
        let (Some(last), Some(first)) = (day.last(), tomorrow) else {
            continue;
        };
        if last.close - DAY > first.open {
            let name = WEEKDAYS.get(index).map_or("", |(name, _)| name);
            let place = hours
                .iter()
                .find(|(days, _)| {
                    weekdays(days.get_ref()).is_some_and(|(a, b)| (a..=b).contains(&index))
                })
                .map_or(0..0, |(_, text)| text.span());
            reader.note(
                Problem::new(
                    Code::BadHours,
                    format!("the hours of {name} run into those of the day after"),
                )
                .hint("end the night's window where the next day's begins"),
                place,
            );
            return;
        }
    }
}
