//! What a calendar means: its dates and its opening windows.

use std::collections::BTreeMap;

use chrono::Weekday;

use super::names;
use crate::calendar::{CalendarSpec, Holiday, Window};
use crate::count::TimeOfDay;
use crate::error::{Code, Problem};
use crate::model::{At, HoursTable};
use crate::text::Reader;
use crate::text::calendar::Written;
use crate::time::{DAY, Day, Zone};

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];

/// Checks a calendar as it was written; nothing when it cannot be made.
pub(crate) fn calendar(
    written: Written,
    revision: String,
    reader: &mut Reader<'_>,
) -> Option<CalendarSpec> {
    let week = written.hours.as_ref().map(|hours| week(hours, reader));
    let head = written.head?;
    names::id(&head.id, "a calendar's id", true, reader);
    if let Some(checked) = &head.checked {
        names::date(checked, reader);
    }
    let zone = match Zone::named(head.zone.get_ref()) {
        Ok(zone) => Some(zone),
        Err(error) => {
            reader.note_all(&error, &head.zone.span());
            None
        }
    };
    let from = names::date(&head.from, reader).map(Day::of);
    let to = names::date(&head.to, reader).map(Day::of);
    let (from, to) = (from?, to?);
    let zone = zone?;
    for (day, place) in [(from, &head.from), (to, &head.to)] {
        // The edges of the zone's own years, a day inside them on each side.
        let inside = zone.covers(crate::time::Instant(i64::from(day.0) * DAY));
        if let Err(error) = inside {
            reader.note_all(&error, &place.span());
            return None;
        }
    }
    if to < from {
        reader.note(
            Problem::new(Code::BadDate, "the calendar ends before it begins")
                .hint("\"from\" is the first date it knows and \"to\" the last, both inclusive"),
            head.to.span(),
        );
        return None;
    }
    let mut holidays = BTreeMap::new();
    for (projected, listed) in [(false, &written.holidays), (true, &written.projected)] {
        for (date, name) in listed {
            let Some(day) = names::date(date, reader).map(Day::of) else {
                continue;
            };
            if day < from || day > to {
                reader.note(
                    Problem::new(
                        Code::CalendarRange,
                        format!("{} lies outside the years of the calendar", day.date()),
                    )
                    .hint("change \"from\" or \"to\", or leave the date out"),
                    date.span(),
                );
            }
            let holiday = Holiday {
                name: name.clone(),
                projected,
            };
            if holidays.insert(day, holiday).is_some() {
                reader.note(
                    Problem::new(
                        Code::DuplicateName,
                        format!("{} is both proclaimed and projected", day.date()),
                    )
                    .hint("keep it under [holidays] once it is proclaimed"),
                    date.span(),
                );
            }
        }
    }
    Some(CalendarSpec {
        id: head.id.into_inner(),
        title: head.title.into_inner(),
        revision,
        zone,
        from,
        to,
        week: week?,
        holidays,
    })
}

/// The week's windows: `mon-fri = "09:00-12:30, 13:30-17:00"`, `sat = "…"`.
fn week(hours: &HoursTable, reader: &mut Reader<'_>) -> [Vec<Window>; 7] {
    let mut week: [Vec<Window>; 7] = Default::default();
    let mut named: [bool; 7] = Default::default();
    for (days, text) in hours {
        let Some((first, last)) = weekdays(days.get_ref()) else {
            reader.note(
                Problem::new(
                    Code::BadHours,
                    format!("\"{}\" is no weekday", days.get_ref().escape_debug()),
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

fn windows(text: &At<String>, reader: &mut Reader<'_>) -> Option<Vec<Window>> {
    const HINT: &str = "write opening and closing: \"09:00-17:00\", \"09:00-12:30, 13:30-17:00\", \
                        \"22:00-06:00\" over midnight, or \"00:00-24:00\"";
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
                    format!("\"{}\" is no opening window", part.escape_debug()),
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
