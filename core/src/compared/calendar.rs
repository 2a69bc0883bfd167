//! Two editions of a calendar, date by date.

use chrono::NaiveDate;

use super::facts::{Facts, Whose, differences};
use super::{Compared, Compares, Difference, Edition, Part};
use crate::calendar::{Calendar, Window};
use crate::time::{Day, MINUTE};

pub(super) fn compare(old: Option<&Calendar>, new: Option<&Calendar>) -> Compared {
    let differences = match (old, new) {
        (Some(old), Some(new)) => of_one(old, new),
        _ => Vec::new(),
    };
    Compared {
        what: Compares::Calendar,
        was: old.map(edition),
        now: new.map(edition),
        differences,
    }
}

fn edition(calendar: &Calendar) -> Edition {
    Edition {
        id: calendar.id().to_owned(),
        title: calendar.title().to_owned(),
        version: None,
        revision: calendar.revision().to_owned(),
    }
}

fn of_one(old: &Calendar, new: &Calendar) -> Vec<Difference> {
    let mut found = differences(&Whose::whole(), &head(old), &head(new));
    for priority in priorities(old, new) {
        dates(old, new, priority, &mut found);
    }
    found
}

fn head(calendar: &Calendar) -> Facts {
    let spec = calendar.spec();
    let mut facts = Facts::default();
    facts.word("id", Some(&spec.id));
    facts.note("title", Some(&spec.title));
    facts.word("zone", Some(spec.zone.name()));
    facts.word("from", Some(spec.from.date()));
    facts.word("to", Some(spec.to.date()));
    facts
}

/// Everybody, then each priority that some closure is for alone.
fn priorities<'c>(old: &'c Calendar, new: &'c Calendar) -> Vec<Option<&'c str>> {
    let mut named = old.spec().priorities();
    named.extend(new.spec().priorities());
    std::iter::once(None)
        .chain(named.into_iter().map(Some))
        .collect()
}

/// The dates that both know and of which they say something else. What is the same for a
/// priority as for everybody is not said twice.
fn dates(old: &Calendar, new: &Calendar, priority: Option<&str>, found: &mut Vec<Difference>) {
    let (was, now) = (old.spec().plan(priority), new.spec().plan(priority));
    let of_all = (old.spec().plan(None), new.spec().plan(None));
    let (a, b) = (old.spec(), new.spec());
    for day in (a.from.max(b.from).0..=a.to.min(b.to).0).map(Day) {
        let (before, after) = (was.windows(day), now.windows(day));
        let same_as_all =
            priority.is_some() && of_all.0.windows(day) == before && of_all.1.windows(day) == after;
        let says = |windows: &[Window], holiday: Option<crate::calendar::Holiday>| {
            let projected = holiday.as_ref().is_some_and(|holiday| holiday.projected);
            let words = hours(windows, holiday.map(|holiday| holiday.name));
            if projected {
                format!("{words}, expected")
            } else {
                words
            }
        };
        let holiday = |plan: &crate::calendar::Plan<'_>, windows: &[Window]| {
            windows.is_empty().then(|| plan.holiday(day)).flatten()
        };
        if before == after && (!before.is_empty() || same_as_all) {
            continue;
        }
        let (was_off, now_off) = (holiday(&was, before), holiday(&now, after));
        if same_as_all || (before == after && was_off == now_off) {
            continue;
        }
        let date: NaiveDate = day.date();
        let whose = Whose::part(Part::Date, &date.to_string(), None);
        let mut different = whose.differs(
            "dates",
            Some(says(before, was_off.clone())),
            Some(says(after, now_off.clone())),
        );
        different.at = priority.map(|priority| format!("priority is \"{priority}\""));
        // Another name for the same day off moves no date; whether it is proclaimed is told.
        let projected = |off: &Option<crate::calendar::Holiday>| {
            off.as_ref().is_some_and(|holiday| holiday.projected)
        };
        different.computes = before != after || projected(&was_off) != projected(&now_off);
        found.push(different);
    }
}

/// `09:00-17:00`, or why it is closed.
fn hours(windows: &[Window], off: Option<String>) -> String {
    if windows.is_empty() {
        return off.map_or("not worked".to_owned(), |name| format!("off: {name}"));
    }
    let time = |millis: i64| {
        let minutes = millis / MINUTE;
        // A night's closing is on the next day's clock.
        let minutes = if minutes > 24 * 60 {
            minutes - 24 * 60
        } else {
            minutes
        };
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    };
    let windows: Vec<String> = windows
        .iter()
        .map(|window| format!("{}-{}", time(window.open), time(window.close)))
        .collect();
    format!("open {}", windows.join(", "))
}
