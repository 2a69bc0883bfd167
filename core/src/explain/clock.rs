//! The explanation of an instance of a clock.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::back::back_to;
use super::{Entry, Given, Walk, tell};
use crate::assess::{By, Course, EndKind, Occurrence, Opened, Reopened, Ruled, Start, State};
use crate::calendar::{Calendar, RangeError};
use crate::checked::{Clock, Pack};
use crate::count::{Allowance, Counted, Lead, Limit, Reckoning};
use crate::time::Day;

/// What chose an allowance.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Chosen<'e> {
    pub(crate) attribute: Option<&'e str>,
    pub(crate) value: Option<&'e str>,
    pub(crate) parameter: Option<&'e str>,
    /// The date that the attribute has, where the due lies before or after it.
    pub(crate) given: Option<(NaiveDate, &'e Lead)>,
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
    let calendar = course.running.reckoning.calendar;
    let bounds = (ruled.term.limit(), ruled.term.date());
    let mut entries = vec![rule(clock, pack, bounds, calendar, (chosen, given))];
    started(&course.start, calendar, &mut entries);
    for changed in &ruled.changed {
        let (change, event) = (&changed.change, changed.change.event);
        entries.push(Entry::Changed {
            event: event.event.event.clone(),
            index: event.index,
            at: exact(event, calendar),
            date: event.when.day.date(),
            from: change.before.and_then(|term| term.limit()),
            to: change.after.and_then(|term| term.limit()),
            from_date: change.before.and_then(|term| term.date()),
            to_date: change.after.and_then(|term| term.date()),
            counts: clock.on_change,
            due_before: changed
                .due_before
                .map(|due| calendar.zone().write(due.last)),
        });
    }
    reopenings(&course.reopened, calendar, &mut entries);
    anew(course.anew, calendar, &mut entries);
    led(chosen, &course.running.reckoning, &mut entries)?;
    counted(ruled, chosen.given.is_some(), &mut entries)?;
    if let Some(end) = course.end {
        entries.push(ended(end.by, end.kind, calendar, state));
    }
    Ok(entries)
}

/// The explanation of a duty without a number.
pub(crate) fn open(clock: &Clock, pack: &Pack, opened: &Opened<'_, '_>) -> Vec<Entry> {
    let calendar = opened.calendar;
    let chosen = (&Chosen::default(), Vec::new());
    let mut entries = vec![rule(clock, pack, (None, None), calendar, chosen)];
    started(&opened.start, calendar, &mut entries);
    reopenings(&opened.reopened, calendar, &mut entries);
    anew(opened.anew, calendar, &mut entries);
    for (from, to) in &opened.pauses {
        entries.push(Entry::PausedTime {
            from: calendar.zone().write(*from),
            to: to.map(|to| calendar.zone().write(to)),
        });
    }
    entries.push(Entry::Open {
        says: opened.says.to_owned(),
    });
    if let Some(end) = opened.end {
        entries.push(ended(end.by, end.kind, calendar, opened.state));
    }
    entries
}

fn reopenings(reopened: &[Reopened<'_, '_>], calendar: &Calendar, entries: &mut Vec<Entry>) {
    for reopened in reopened {
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
}

fn anew(event: Option<&Occurrence<'_>>, calendar: &Calendar, entries: &mut Vec<Entry>) {
    if let Some(event) = event {
        entries.push(Entry::Anew {
            event: event.event.event.clone(),
            index: event.index,
            at: exact(event, calendar),
            date: event.when.day.date(),
        });
    }
}

/// The explanation of an instance that has not started: what it would count if it did.
pub(crate) fn projection(
    clock: &Clock,
    pack: &Pack,
    ruled: &Ruled<'_, '_>,
    (chosen, given): (&Chosen<'_>, Vec<Given>),
    follows: Entry,
) -> Result<Vec<Entry>, RangeError> {
    let from = ruled.course.start.when;
    let bounds = (ruled.term.limit(), ruled.term.date());
    let calendar = ruled.course.running.reckoning.calendar;
    let mut entries = vec![
        rule(clock, pack, bounds, calendar, (chosen, given)),
        follows,
        Entry::IfStarted {
            at: calendar.zone().write(from.at),
            date: from.day.date(),
        },
    ];
    led(chosen, &ruled.course.running.reckoning, &mut entries)?;
    counted(ruled, chosen.given.is_some(), &mut entries)?;
    if let Some(Entry::Due { at, date, ends }) = entries.pop() {
        entries.push(Entry::Projected { at, date, ends });
    }
    Ok(entries)
}

/// What ended an instance.
pub(crate) fn ended(
    by: &Occurrence<'_>,
    kind: EndKind,
    calendar: &Calendar,
    state: State,
) -> Entry {
    Entry::Ended {
        event: by.event.event.clone(),
        index: by.index,
        at: exact(by, calendar),
        date: by.when.day.date(),
        cancelled: kind == EndKind::Cancelled,
        state,
    }
}

/// A reason that was given.
pub(crate) fn excused(event: &Occurrence<'_>, calendar: &Calendar) -> Entry {
    Entry::Excused {
        event: event.event.event.clone(),
        index: event.index,
        at: exact(event, calendar),
        date: event.when.day.date(),
        note: event.event.note.clone(),
    }
}

fn rule(
    clock: &Clock,
    pack: &Pack,
    (within, due): (Option<Limit>, Option<NaiveDate>),
    calendar: &Calendar,
    (chosen, given): (&Chosen<'_>, Vec<Given>),
) -> Entry {
    Entry::Rule {
        pack: pack.id.clone(),
        version: pack.version.clone(),
        clock: clock.id.clone(),
        within,
        due,
        attribute: chosen.attribute.map(str::to_owned),
        value: match chosen.given {
            Some((date, _)) => Some(date.to_string()),
            None => chosen.value.map(str::to_owned),
        },
        parameter: chosen.parameter.map(str::to_owned),
        row: chosen.row.map(|(row, _)| row + 1),
        given,
        source: clock.source.provision.clone(),
        calendar: calendar.id().to_owned(),
        zone: calendar.zone().name().to_owned(),
    }
}

fn started(start: &Start<'_, '_>, calendar: &Calendar, entries: &mut Vec<Entry>) {
    match start.by {
        By::Nothing => {}
        By::Event(event) => {
            entries.push(Entry::Started {
                event: event.event.event.clone(),
                index: event.index,
                at: exact(event, calendar),
                date: event.when.day.date(),
            });
            // The run before was stopped early, and kept its anniversary.
            if start.when.day != event.when.day {
                entries.push(Entry::Deemed {
                    date: start.when.day.date(),
                });
            }
        }
        By::Due {
            pack,
            clock,
            instance,
        } => entries.push(Entry::StartedAtDue {
            pack: pack.to_owned(),
            clock: clock.to_owned(),
            instance,
            at: calendar.zone().write(start.when.at),
            date: start.when.day.date(),
        }),
    }
}

/// What was counted from the date that an attribute gives, before it or after it.
fn led(
    chosen: &Chosen<'_>,
    counted: &Reckoning<'_>,
    entries: &mut Vec<Entry>,
) -> Result<(), RangeError> {
    let (Some(attribute), Some((date, lead))) = (chosen.attribute, chosen.given) else {
        return Ok(());
    };
    entries.push(Entry::Lead {
        attribute: attribute.to_owned(),
        date,
        side: lead.side,
        by: lead.by,
    });
    match lead.from(Day::of(date), counted.counting, counted.calendar)? {
        Counted::Before(back) => back_to(&back, entries),
        Counted::After(reckoning) => {
            let walk = Walk {
                reckoning: &reckoning,
                held: None,
                led: false,
                due: None,
                governs: false,
            };
            tell(&[walk], entries)
        }
    }
}

/// The extensions, what was counted and what was not, and the deadline.
fn counted(ruled: &Ruled<'_, '_>, led: bool, entries: &mut Vec<Entry>) -> Result<(), RangeError> {
    let course = &ruled.course;
    let other = ruled.other.as_ref();
    extended(course, entries);
    if let Some(other) = other {
        extended(&other.course, entries);
    }
    let own = Walk {
        led,
        ..walk(course, true)
    };
    match other {
        None => tell(&[own], entries)?,
        Some(other) => {
            let beside = walk(&other.course, false);
            let walks = if other.is_first {
                [beside, own]
            } else {
                [own, beside]
            };
            tell(&walks, entries)?;
        }
    }
    Ok(())
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
            within: Allowance::of(course.running.reckoning.kind, within),
        });
    }
}

fn walk<'r, 'c>(course: &'r Course<'c, '_>, governs: bool) -> Walk<'r, 'c> {
    Walk {
        reckoning: &course.running.reckoning,
        held: course.running.paused,
        led: false,
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
