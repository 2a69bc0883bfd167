//! Calendars that end before what the rules reach: on the date a clock was last checked
//! it was in use, and its deadline and last step have to lie within the calendar.

use chrono::{Datelike, NaiveDate};

use super::places::Step;
use super::{Found, Source, written};
use crate::calendar::Calendar;
use crate::checked::{Clock, DueDate, Within};
use crate::count::{Allowance, Kind, Moment, Roll};
use crate::error::{Code, Problem, Shown as _, closest, list_of};

pub(super) fn check(source: &Source<'_>, calendars: &[Calendar], found: &mut Found) {
    let known = |id: &str| calendars.iter().find(|calendar| calendar.id() == id);
    let mut unknown: Vec<&str> = Vec::new();
    for one in written(source) {
        let own = one.clock.calendar.as_deref();
        let id = own.unwrap_or(&source.pack.calendar);
        let place = match own {
            Some(_) => one.path("calendar", &[]),
            None => vec![Step::Key("pack"), Step::Key("calendar")],
        };
        for (index, reading) in one.clock.readings.iter().enumerate() {
            if let Some(own) = &reading.calendar
                && known(own).is_none()
                && !unknown.contains(&own.as_str())
            {
                unknown.push(own);
                let place = [Step::Index(index), Step::Key("calendar")];
                found.at(
                    source,
                    &one.path("reading", &place),
                    no_calendar(own, calendars),
                );
            }
        }
        let Some(calendar) = known(id) else {
            if !unknown.contains(&id) {
                unknown.push(id);
                found.at(source, &place, no_calendar(id, calendars));
            }
            continue;
        };
        let (from, to) = calendar.span();
        if let Some(date) = rolled(one.clock).filter(|date| *date < from || *date > to) {
            found.at(
                source,
                &one.path("due", &[]),
                Problem::new(
                    Code::CalendarTooShort,
                    format!(
                        "clock \"{}\" is due on {date}, moved off days that are not worked, and \
                         calendar \"{id}\" knows those from {from} to {to}",
                        one.clock.id
                    ),
                )
                .hint("use a calendar whose years reach that far"),
            );
            continue;
        }
        let Some(checked) = one.clock.checked else {
            continue;
        };
        let last = latest(one.clock, source, checked);
        let problem = if checked < from {
            Problem::new(
                Code::CalendarTooShort,
                format!(
                    "calendar \"{id}\" begins on {from}, after clock \"{}\" was checked, {checked}",
                    one.clock.id
                ),
            )
        } else if last.is_some_and(|last| last > to) {
            Problem::new(
                Code::CalendarTooShort,
                format!(
                    "calendar \"{id}\" ends on {to}, and clock \"{}\", started on {checked} when it \
                     was checked, runs until {} at least",
                    one.clock.id,
                    last.map_or("then".to_owned(), |last| last.to_string())
                ),
            )
        } else {
            continue;
        };
        found.at(
            source,
            &one.path("id", &[]),
            problem.hint("use a calendar whose years reach that far"),
        );
    }
}

pub(super) fn no_calendar(id: &str, calendars: &[Calendar]) -> Problem {
    let names = || calendars.iter().map(Calendar::id);
    let message = format!("there is no calendar \"{}\"", id.shown());
    Problem::new(Code::UnknownCalendar, message).hint(match closest(id, names()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!(
            "check its file together with this one; those known are {}",
            list_of(names())
        ),
    })
}

/// The last date of its own that a clock needs a calendar for: only to move off days that are
/// not worked. A due of every year without a last one needs it for as long as it goes on.
fn rolled(clock: &Clock) -> Option<NaiveDate> {
    if clock.counting.roll == Roll::None {
        return None;
    }
    match &clock.within {
        Within::Date(DueDate::On(date)) => Some(*date),
        Within::Date(DueDate::EveryYear { first, last }) => first.with_year((*last)?),
        _ => None,
    }
}

/// A date that a clock started on a date needs, by sums that are never too large: a
/// working day takes a day at least.
fn latest(clock: &Clock, source: &Source<'_>, from: NaiveDate) -> Option<NaiveDate> {
    let within = super::written_within(clock, &source.pack)?;
    let readings = clock.readings.iter().filter_map(|one| one.within.as_ref());
    let allowance = std::iter::once(within)
        .chain(readings)
        .flat_map(Within::limits)
        .flat_map(|limit| {
            let (first, second) = limit.parts();
            std::iter::once(first).chain(second)
        })
        .map(days)
        .max()?;
    let extension = clock
        .extension
        .as_ref()
        .and_then(|one| one.at_most)
        .map_or(0, days);
    let due = allowance.checked_add(extension)?;
    let path = clock.escalation.as_ref();
    let path = path.and_then(|name| source.pack.escalations.get(name));
    let steps = path.map_or(&[][..], |path| path.steps.as_slice());
    // Each at its moment, and again as often as it is repeated.
    let last = steps.iter().filter_map(|step| {
        let moment = match step.at {
            Moment::After(delay) => due.checked_add(days(delay))?,
            Moment::AfterStart(delay) => days(delay),
            Moment::Due => due,
            Moment::Start => 0,
            Moment::Before(_) | Moment::Used(_) => return None,
        };
        let again = step.repeat.as_ref().map_or(0, |repeat| {
            days(repeat.every).saturating_mul(i64::from(repeat.at_most))
        });
        moment.checked_add(again)
    });
    let all = last.max().unwrap_or(0).max(due);
    from.checked_add_signed(chrono::TimeDelta::try_days(all)?)
}

/// About how many days an amount takes, at least.
fn days(allowance: Allowance) -> i64 {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let amount = allowance.amount();
    match allowance.kind() {
        Kind::Elapsed => amount / DAY,
        Kind::CivilDays => amount,
        Kind::CivilMonths => amount.saturating_mul(28),
        Kind::WorkingDays => amount,
        Kind::WorkingTime => amount / DAY,
    }
}
