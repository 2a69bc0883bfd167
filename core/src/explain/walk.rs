//! Walking a reckoning again, date by date or opening by opening, to tell it.

use chrono::{DateTime, FixedOffset};

use super::{Entry, Unit};
use crate::assess::{Course, Occurrence, State};
use crate::calendar::{Calendar, RangeError};
use crate::checked::{Clock, Pack};
use crate::count::{Allowance, Begins, Kind, ReceivedOffDay, Roll};
use crate::time::{Day, Instant};

/// What chose an allowance.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Chosen {
    pub(crate) attribute: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) parameter: Option<String>,
}

/// The explanation of an instance.
pub(crate) fn explain(
    clock: &Clock,
    pack: &Pack,
    course: &Course<'_, '_>,
    chosen: &Chosen,
    state: State,
) -> Result<Vec<Entry>, RangeError> {
    let calendar = course.reckoning.calendar;
    let mut entries = vec![
        Entry::Rule {
            pack: pack.id.clone(),
            clock: clock.id.clone(),
            within: course.allowance,
            attribute: chosen.attribute.clone(),
            value: chosen.value.clone(),
            parameter: chosen.parameter.clone(),
            source: clock.source.clone(),
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
    let mut within = course.allowance.amount();
    for granted in &course.granted {
        within += granted.by.amount();
        entries.push(Entry::Extended {
            event: granted.event.event.event.clone(),
            index: granted.event.index,
            by: granted.by,
            within: Allowance::of(course.reckoning.kind, within),
        });
    }
    match course.reckoning.kind {
        Kind::Elapsed | Kind::WorkingTime => time(course, &mut entries),
        Kind::CivilMonths => {
            received(course, &mut entries);
            months(course, &mut entries);
        }
        Kind::CivilDays | Kind::WorkingDays => {
            received(course, &mut entries);
            dates(course, &mut entries)?;
        }
    }
    if let Some(due) = course.due {
        entries.push(Entry::Due {
            at: calendar.zone().write(due.last),
            date: due.day.date(),
            ends: course
                .reckoning
                .kind
                .counts_dates()
                .then_some(course.reckoning.counting.ends),
        });
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

fn exact(event: &Occurrence<'_>, calendar: &Calendar) -> Option<DateTime<FixedOffset>> {
    event
        .when
        .millis
        .map(|_| calendar.zone().write(event.when.at))
}

/// The receipt, and the dates before the first that counts.
fn received(course: &Course<'_, '_>, entries: &mut Vec<Entry>) {
    let reckoning = &course.reckoning;
    let receipt = reckoning.receipt;
    if receipt.received != receipt.happened {
        let off = reckoning
            .calendar
            .why_off(receipt.happened.date())
            .filter(|_| reckoning.counting.received_off_day != ReceivedOffDay::Stays);
        let why = match (off, reckoning.counting.cut_off) {
            (Some(off), _) => format!(
                "{off} is not a working day: received on the {}",
                match reckoning.counting.received_off_day {
                    ReceivedOffDay::PreviousWorkingDay => "previous working day",
                    _ => "next working day",
                }
            ),
            (None, Some(cut_off)) if receipt.after_cut_off => {
                format!("at or after {cut_off}: received on the next working day")
            }
            (None, _) => "received on another day".to_owned(),
        };
        entries.push(Entry::Received {
            date: receipt.received.date(),
            why,
            projected: projected(reckoning.calendar, receipt.happened),
        });
    }
    // Months are counted from day 0 to the corresponding date, as one span.
    if reckoning.kind != Kind::CivilMonths && receipt.first > receipt.received {
        let why = if reckoning.counting.received_off_day == ReceivedOffDay::SecondWorkingDay
            && receipt.received != receipt.happened
        {
            "the count begins on the second working day"
        } else {
            "the count begins on the day after"
        };
        entries.push(Entry::NotCounted {
            from: receipt.received.date(),
            to: receipt.first.previous().date(),
            why: why.to_owned(),
        });
    }
}

/// What a date is to a count.
#[derive(Clone, PartialEq)]
enum Sort {
    Counted,
    Paused,
    Holiday { name: String, projected: bool },
    Weekday,
}

/// Working days or civil days, date by date.
fn dates(course: &Course<'_, '_>, entries: &mut Vec<Entry>) -> Result<(), RangeError> {
    let reckoning = &course.reckoning;
    let calendar = reckoning.calendar;
    let lost = lost(course);
    let working = reckoning.kind == Kind::WorkingDays;
    // Up to the last date counted or, while paused, the day before the pause.
    let open = course
        .paused
        .map(|held| held.from.day.max(reckoning.receipt.first));
    let mut total = 0;
    let mut runs: Vec<(Sort, Day, Day, i64)> = Vec::new();
    let mut day = reckoning.receipt.first;
    while open.map_or(total < reckoning.amount, |open| day < open) {
        let works = !working || calendar.is_working(day)?;
        let sort = if lost
            .iter()
            .any(|(from, until)| (*from..*until).contains(&day))
        {
            Sort::Paused
        } else if works {
            total += 1;
            Sort::Counted
        } else if let Some(holiday) = calendar.holiday(day) {
            Sort::Holiday {
                name: holiday.name.clone(),
                projected: holiday.projected,
            }
        } else {
            Sort::Weekday
        };
        let counts = i64::from(works);
        match runs.last_mut() {
            Some((same, _, to, days)) if *same == sort => {
                *to = day;
                *days += counts;
            }
            _ => runs.push((sort, day, day, counts)),
        }
        day = day.next();
    }
    let end = day.previous();
    let mut total = 0;
    for (sort, from, to, days) in runs {
        let all = i64::from(to.0) - i64::from(from.0) + 1;
        let (first, last) = (from.date(), to.date());
        entries.push(match sort {
            Sort::Counted => {
                total += days;
                Entry::Counted {
                    from: first,
                    to: last,
                    days,
                    total,
                    unit: if working {
                        Unit::WorkingDays
                    } else {
                        Unit::Days
                    },
                }
            }
            Sort::Paused => Entry::Paused {
                from: first,
                to: Some(last),
                days: Some(days),
            },
            Sort::Holiday { name, projected } => Entry::Skipped {
                from: first,
                to: last,
                days: all,
                why: name,
                projected,
            },
            Sort::Weekday => Entry::Skipped {
                from: first,
                to: last,
                days: all,
                why: weekdays(from, to),
                projected: false,
            },
        });
    }
    if let Some(from) = open {
        entries.push(Entry::Paused {
            from: from.date(),
            to: None,
            days: None,
        });
    }
    rolled(course, end, entries);
    Ok(())
}

/// The dates that each pause took, first inclusive, last exclusive.
fn lost(course: &Course<'_, '_>) -> Vec<(Day, Day)> {
    let reckoning = &course.reckoning;
    reckoning
        .pauses
        .iter()
        .map(|pause| {
            reckoning
                .counting
                .pause_days
                .lost(pause.from.day, pause.until.day)
        })
        .filter(|(from, until)| from < until)
        .collect()
}

fn weekdays(from: Day, to: Day) -> String {
    let name = |day: Day| day.date().format("%A").to_string();
    if from == to {
        name(from)
    } else if from.next() == to {
        format!("{} and {}", name(from), name(to))
    } else {
        format!("{} to {}", name(from), name(to))
    }
}

/// Months, as one span, and what pauses moved it by.
fn months(course: &Course<'_, '_>, entries: &mut Vec<Entry>) {
    let reckoning = &course.reckoning;
    let receipt = reckoning.receipt;
    let months = i32::try_from(reckoning.amount).unwrap_or(i32::MAX);
    let Some(mut last) = receipt.received.plus_months(months) else {
        return;
    };
    if reckoning.counting.begins == Begins::WithTheDay {
        last = last.previous();
    }
    entries.push(Entry::CountedMonths {
        from: receipt.received.date(),
        to: last.date(),
        months: reckoning.amount,
    });
    let mut moved = 0;
    let mut free_from = receipt.first;
    for (from, until) in lost(course) {
        let from = from.max(free_from);
        if until <= from {
            continue;
        }
        free_from = until;
        let days = i64::from(until.0) - i64::from(from.0);
        moved += days;
        entries.push(Entry::Paused {
            from: from.date(),
            to: Some(until.previous().date()),
            days: Some(days),
        });
    }
    if let Some(held) = course.paused {
        entries.push(Entry::Paused {
            from: held.from.day.date(),
            to: None,
            days: None,
        });
    }
    if moved > 0 {
        let to = last.plus(i32::try_from(moved).unwrap_or(i32::MAX));
        entries.push(Entry::Moved {
            from: last.date(),
            to: to.date(),
            days: moved,
        });
        last = to;
    }
    rolled(course, last, entries);
}

/// A roll off the last date counted.
fn rolled(course: &Course<'_, '_>, last: Day, entries: &mut Vec<Entry>) {
    let Some(due) = course.due else { return };
    if due.day == last || course.reckoning.counting.roll == Roll::None {
        return;
    }
    let calendar = course.reckoning.calendar;
    entries.push(Entry::Rolled {
        from: last.date(),
        to: due.day.date(),
        why: calendar
            .why_off(last.date())
            .unwrap_or_else(|| "not a working day".to_owned()),
        projected: projected(calendar, last),
    });
}

fn projected(calendar: &Calendar, day: Day) -> bool {
    calendar
        .holiday(day)
        .is_some_and(|holiday| holiday.projected)
}

/// Elapsed or open time, between pauses.
fn time(course: &Course<'_, '_>, entries: &mut Vec<Entry>) {
    let reckoning = &course.reckoning;
    let calendar = reckoning.calendar;
    let zone = calendar.zone();
    let write = |at: Instant| zone.write(at);
    let mut total = 0;
    let mut counted = |from: Instant, to: Instant, entries: &mut Vec<Entry>| {
        let spans: Vec<(Instant, Instant)> = match reckoning.kind {
            Kind::WorkingTime => calendar.open_spans(from, to).collect(),
            _ if from < to => vec![(from, to)],
            _ => Vec::new(),
        };
        for (from, to) in spans {
            let time = to.since(from);
            total += time;
            entries.push(Entry::CountedTime {
                from: write(from),
                to: write(to),
                time: Allowance::of(reckoning.kind, time),
                total: Allowance::of(reckoning.kind, total),
            });
        }
    };
    let mut from = reckoning.trigger.at;
    for pause in &reckoning.pauses {
        let paused = pause.from.at.max(from);
        let resumed = pause.until.at.max(paused);
        counted(from, paused, entries);
        entries.push(Entry::PausedTime {
            from: write(paused),
            to: Some(write(resumed)),
        });
        from = resumed;
    }
    match (course.due, course.paused) {
        (Some(due), _) => counted(from, due.last.max(from), entries),
        (None, Some(held)) => {
            let paused = held.from.at.max(from);
            counted(from, paused, entries);
            entries.push(Entry::PausedTime {
                from: write(paused),
                to: None,
            });
        }
        (None, None) => {}
    }
}
