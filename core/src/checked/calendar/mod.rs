//! What a calendar means: its years, its hours, its holidays, and what it takes
//! over from the calendars it builds on.

mod holidays;
mod hours;

use crate::sorted::Set;
use std::sync::Arc;

use super::names;
use crate::calendar::{Authority, Calendar, CalendarSpec, Composition, Holiday};
use crate::error::{Code, Problem, Shown as _, list_of};
use crate::model::{At, CalendarHead};
use crate::text::Reader;
use crate::text::calendar::Written;
use crate::time::{DAY, Day, Instant, Zone};

/// The most calendars that one can be made of, those of its parts counted.
const MOST_PARTS: usize = 32;

/// The most priorities that the closures of a calendar can name: each has tables of
/// its own.
const MOST_PRIORITIES: usize = 16;

/// Checks a calendar as it was written; nothing when it cannot be made.
pub(crate) fn calendar(
    written: Written,
    others: &[Calendar],
    reader: &mut Reader<'_>,
) -> Option<CalendarSpec> {
    let rules: Vec<_> = written
        .rules
        .iter()
        .filter_map(|rule| holidays::rule(rule, reader))
        .collect();
    let closures: Vec<_> = written
        .closures
        .iter()
        .filter_map(|closure| holidays::closure(closure, reader))
        .collect();
    let Some(head) = &written.head else {
        // Whatever else can be checked without a head.
        if let Some(hours) = &written.hours {
            hours::week(hours, Default::default(), reader);
        }
        return None;
    };
    names::id(&head.id, "a calendar's id", true, reader);
    if let Some(checked) = &head.checked {
        names::date(checked, reader);
    }
    let base = foundation(head, others, reader);
    let week = match &written.hours {
        Some(hours) => hours::week(
            hours,
            base.as_ref()
                .map(|base| base.week.clone())
                .unwrap_or_default(),
            reader,
        ),
        None => base
            .as_ref()
            .map(|base| base.week.clone())
            .unwrap_or_default(),
    };
    let mut spec = base?;
    spec.week = week;
    spec.rules.extend(rules);
    spec.closures.extend(closures);
    for (date, text) in written.dates.iter().flatten() {
        let (day, windows) = (names::date(date, reader), hours::windows(text, reader));
        if let (Some(day), Some(windows)) = (day.map(Day::of), windows)
            && within(&spec, day, date, reader)
        {
            spec.dates.insert(day, windows);
        }
    }
    if !reader.has_problems() && never_opens(&spec) {
        let place = written.hours.iter().flatten().map(|(days, _)| days.span());
        reader.note(
            Problem::new(
                Code::BadHours,
                "the calendar never opens: no weekday has hours, and no single date has any",
            )
            .hint(
                "give the weekdays that are worked their hours: mon-fri = \"09:00-17:00\", or \
                 single dates theirs under [dates]",
            ),
            place
                .min_by_key(|span| span.start)
                .unwrap_or_else(|| head.id.span()),
        );
        return None;
    }
    for (date, _) in &written.cancelled {
        if let Some(day) = names::date(date, reader).map(Day::of) {
            spec.cancelled.insert(day);
        }
    }
    dated(&written, &mut spec, reader);
    let priorities = spec.priorities().len();
    if priorities > MOST_PRIORITIES {
        let place = written.closures.first().map_or(0..0, |one| one.from.span());
        reader.note(
            Problem::new(
                Code::TooLarge,
                format!(
                    "the closures name {priorities} priorities; {MOST_PRIORITIES} are the most"
                ),
            )
            .hint("leave \"priorities\" out where a closure binds everybody"),
            place,
        );
        return None;
    }
    Some(spec)
}

/// Whether there is nothing that could ever be counted. A calendar made of others takes
/// its hours from them.
fn never_opens(spec: &CalendarSpec) -> bool {
    spec.parts.is_none()
        && spec.week.iter().all(Vec::is_empty)
        && spec.dates.values().all(Vec::is_empty)
}

/// Adds the dated holidays; those it takes over are replaced where a date stands
/// again.
fn dated(written: &Written, spec: &mut CalendarSpec, reader: &mut Reader<'_>) {
    let mut seen = Set::new();
    for (projected, listed) in [(false, &written.holidays), (true, &written.projected)] {
        for (date, holiday) in listed {
            if let Some(by) = &holiday.by {
                names::word(by, Authority::WORDS, reader);
            }
            let Some(day) = names::date(date, reader).map(Day::of) else {
                continue;
            };
            within(spec, day, date, reader);
            if seen.contains(&day) {
                reader.note(
                    Problem::new(
                        Code::DuplicateName,
                        format!("{} is both proclaimed and projected", day.date()),
                    )
                    .hint("keep it under [holidays] once it is proclaimed"),
                    date.span(),
                );
            }
            seen.insert(day);
            spec.holidays.insert(
                day,
                Holiday {
                    name: holiday.name.clone(),
                    projected,
                },
            );
        }
    }
}

/// Whether a date lies within the calendar's years; noted when it does not.
fn within(spec: &CalendarSpec, day: Day, date: &At<String>, reader: &mut Reader<'_>) -> bool {
    if spec.from <= day && day <= spec.to {
        return true;
    }
    reader.note(
        Problem::new(
            Code::CalendarRange,
            format!("{} lies outside the years of the calendar", day.date()),
        )
        .hint("change \"from\" or \"to\", or leave the date out"),
        date.span(),
    );
    false
}

/// What a calendar starts from: nothing, the one it extends, or those it is made of.
fn foundation(
    head: &CalendarHead,
    others: &[Calendar],
    reader: &mut Reader<'_>,
) -> Option<CalendarSpec> {
    let forms = [
        head.extends.as_ref().map(|id| vec![id]),
        head.off_when_any
            .as_ref()
            .map(|ids| ids.get_ref().iter().collect()),
        head.off_when_all
            .as_ref()
            .map(|ids| ids.get_ref().iter().collect()),
    ];
    if forms.iter().flatten().count() > 1 {
        reader.note(
            Problem::new(
                Code::PointlessOption,
                "a calendar builds on others in one way only",
            )
            .hint("keep one of \"extends\", \"off-when-any\" and \"off-when-all\""),
            head.id.span(),
        );
        return None;
    }
    let mut found = Vec::new();
    for id in forms.iter().flatten().flatten() {
        match others.iter().find(|other| other.id() == id.get_ref()) {
            Some(other) => found.push(Arc::clone(other.spec())),
            None => {
                let message = format!("there is no calendar \"{}\"", id.get_ref().shown());
                let problem = if others.is_empty() {
                    Problem::new(Code::UnknownCalendar, message)
                        .hint("no other calendar is given: give those that it builds on as well")
                } else {
                    Problem::unknown(
                        Code::UnknownCalendar,
                        message,
                        id.get_ref(),
                        "the calendars given are",
                        others.iter().map(Calendar::id),
                    )
                };
                reader.note(problem, id.span());
                return None;
            }
        }
    }
    let leaves: usize = found.iter().map(|spec| spec.leaves()).sum();
    if leaves > MOST_PARTS {
        reader.note(
            Problem::new(
                Code::TooLarge,
                format!("it is made of {leaves} calendars; {MOST_PARTS} are the most"),
            )
            .hint("name each calendar once"),
            head.id.span(),
        );
        return None;
    }
    let (from, to) = years(head, &found, reader)?;
    let zone = zone(head, &found, reader)?;
    let published = match &head.published {
        Some(date) => Some(Day::of(names::date(date, reader)?)),
        None => None,
    };
    let revision = reader.revision(found.iter().map(|spec| spec.revision.as_str()));
    let mut spec = match (&head.extends, found.first()) {
        (Some(_), Some(base)) => CalendarSpec {
            published: published.or(base.published),
            ..(**base).clone()
        },
        _ => CalendarSpec {
            id: String::new(),
            title: String::new(),
            revision: String::new(),
            zone: zone.clone(),
            from,
            to,
            published,
            week: Default::default(),
            dates: Default::default(),
            holidays: Default::default(),
            rules: Vec::new(),
            closures: Vec::new(),
            cancelled: Default::default(),
            parts: None,
        },
    };
    spec.id = head.id.get_ref().clone();
    spec.title = head.title.get_ref().clone();
    spec.revision = revision;
    (spec.from, spec.to, spec.zone) = (from, to, zone);
    if head.off_when_any.is_some() {
        spec.parts = Some(Composition::Any(found));
    } else if head.off_when_all.is_some() {
        spec.parts = Some(Composition::All(found));
    }
    Some(spec)
}

/// The first and the last date known: as written, within those of what it builds on.
fn years(
    head: &CalendarHead,
    found: &[Arc<CalendarSpec>],
    reader: &mut Reader<'_>,
) -> Option<(Day, Day)> {
    let known = (
        found.iter().map(|spec| spec.from).max(),
        found.iter().map(|spec| spec.to).min(),
    );
    let mut edge = |written: &Option<At<String>>, known: Option<Day>, name: &str| match written {
        Some(date) => {
            let day = Day::of(names::date(date, reader)?);
            if let Err(error) = Zone::covered(Instant(i64::from(day.0) * DAY)) {
                reader.note_all(&error, &date.span());
                return None;
            }
            Some(day)
        }
        None if known.is_some() => known,
        None => {
            reader.note(
                Problem::new(
                    Code::MissingField,
                    format!("the field \"{name}\" is missing"),
                )
                .hint(format!("add \"{name}\": a calendar knows a span of years")),
                head.id.span(),
            );
            None
        }
    };
    let from = edge(&head.from, known.0, "from");
    let to = edge(&head.to, known.1, "to");
    let (from, to) = (from?, to?);
    let place = head.to.as_ref().or(head.from.as_ref()).unwrap_or(&head.id);
    if to < from {
        reader.note(
            Problem::new(Code::BadDate, "the calendar ends before it begins")
                .hint("\"from\" is the first date it knows and \"to\" the last, both inclusive"),
            place.span(),
        );
        return None;
    }
    if known.0.is_some_and(|known| from < known) || known.1.is_some_and(|known| to > known) {
        let names = found.iter().map(|spec| spec.id.as_str());
        reader.note(
            Problem::new(
                Code::CalendarRange,
                format!("its years reach beyond those of {}", list_of(names)),
            )
            .hint("leave \"from\" and \"to\" out, or keep them within what it builds on"),
            place.span(),
        );
        return None;
    }
    Some((from, to))
}

fn zone(head: &CalendarHead, found: &[Arc<CalendarSpec>], reader: &mut Reader<'_>) -> Option<Zone> {
    match (&head.zone, found.first()) {
        (Some(name), _) => match Zone::named(name.get_ref()) {
            Ok(zone) => Some(zone),
            Err(error) => {
                reader.note_all(&error, &name.span());
                None
            }
        },
        (None, Some(base)) => Some(base.zone.clone()),
        (None, None) => {
            reader.note(
                Problem::new(Code::MissingField, "the field \"zone\" is missing")
                    .hint("add \"zone\", such as \"Europe/London\""),
                head.id.span(),
            );
            None
        }
    }
}
