//! The explanation of an instance of a clock.

use chrono::{DateTime, FixedOffset};

use super::{Entry, Given, Walk, tell};
use crate::assess::{Course, Occurrence, Ruled, State};
use crate::calendar::{Calendar, RangeError};
use crate::checked::{Clock, Pack};
use crate::count::Allowance;

/// What chose an allowance.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Chosen<'e> {
    pub(crate) attribute: Option<&'e str>,
    pub(crate) value: Option<&'e str>,
    pub(crate) parameter: Option<&'e str>,
    /// The row of a table over several attributes, from 0, and how many events had not
    /// set anything yet when it was chosen.
    pub(crate) row: Option<(usize, usize)>,
}

/// The explanation of an instance.
pub(crate) fn explain(
    clock: &Clock,
    pack: &Pack,
    ruled: &Ruled<'_, '_>,
    (chosen, given): (&Chosen<'_>, Vec<Given>),
    state: State,
) -> Result<Vec<Entry>, RangeError> {
    let course = &ruled.course;
    let calendar = course.reckoning.calendar;
    let mut entries = vec![
        Entry::Rule {
            pack: pack.id.clone(),
            version: pack.version.clone(),
            clock: clock.id.clone(),
            within: ruled.limit,
            attribute: chosen.attribute.map(str::to_owned),
            value: chosen.value.map(str::to_owned),
            parameter: chosen.parameter.map(str::to_owned),
            row: chosen.row.map(|(row, _)| row + 1),
            given,
            source: clock.source.provision.clone(),
            calendar: calendar.id().to_owned(),
            zone: calendar.zone().name().to_owned(),
        },
        Entry::Started {
            event: course.start.event.event.clone(),
            index: course.start.index,
            at: exact(course.start, calendar),
            date: course.start.when.day.date(),
        },
    ];
    for changed in &ruled.changed {
        let (change, event) = (&changed.change, changed.change.event);
        entries.push(Entry::Changed {
            event: event.event.event.clone(),
            index: event.index,
            at: exact(event, calendar),
            date: event.when.day.date(),
            from: change.before,
            to: change.after,
            counts: clock.on_change,
            due_before: changed
                .due_before
                .map(|due| calendar.zone().write(due.last)),
        });
    }
    for reopened in &course.reopened {
        let event = reopened.event;
        entries.push(Entry::Reopened {
            event: event.event.event.clone(),
            index: event.index,
            at: exact(event, calendar),
            date: event.when.day.date(),
            ended: reopened.end.by.when.day.date(),
            state: reopened.state,
        });
    }
    if let Some(event) = course.anew {
        entries.push(Entry::Anew {
            event: event.event.event.clone(),
            index: event.index,
            at: exact(event, calendar),
            date: event.when.day.date(),
        });
    }
    let other = ruled.other.as_ref();
    extended(course, &mut entries);
    if let Some(other) = other {
        extended(&other.course, &mut entries);
    }
    let own = walk(course, true);
    match other {
        None => tell(&[own], &mut entries)?,
        Some(other) => {
            let beside = walk(&other.course, false);
            let walks = if other.is_first {
                [beside, own]
            } else {
                [own, beside]
            };
            tell(&walks, &mut entries)?;
        }
    }
    if let Some(end) = course.end {
        entries.push(Entry::Ended {
            event: end.by.event.event.clone(),
            index: end.by.index,
            at: exact(end.by, calendar),
            date: end.by.when.day.date(),
            state,
        });
    }
    Ok(entries)
}

fn extended(course: &Course<'_, '_>, entries: &mut Vec<Entry>) {
    let mut within = course.allowance.amount();
    for granted in &course.granted {
        within += granted.by.amount();
        entries.push(Entry::Extended {
            event: granted.event.event.event.clone(),
            index: granted.event.index,
            by: granted.by,
            of: granted.of,
            within: Allowance::of(course.reckoning.kind, within),
        });
    }
}

fn walk<'r, 'c>(course: &'r Course<'c, '_>, governs: bool) -> Walk<'r, 'c> {
    Walk {
        reckoning: &course.reckoning,
        held: course.paused.map(|held| held.from),
        due: course.due,
        governs,
    }
}

fn exact(event: &Occurrence<'_>, calendar: &Calendar) -> Option<DateTime<FixedOffset>> {
    event
        .when
        .millis()
        .map(|_| calendar.zone().write(event.when.at))
}
