//! A count back from an end, told from the end on.

use super::Entry;
use super::runs::{Runs, projected};
use crate::calendar::RangeError;
use crate::count::{Allowance, Back, Begins, Deadline, Ends, Kind};
use crate::time::Day;

/// What was counted and skipped, the latest first.
pub(crate) fn backwards(back: &Back<'_>) -> Result<Vec<Entry>, RangeError> {
    let mut entries = Vec::new();
    let kind = back.allowance.kind();
    if kind.counts_dates() {
        back_to(back, &mut entries)?;
        let rolls_to = back.counting.roll.apply(back.first, back.calendar)?;
        rolled(back, back.first, rolls_to, &mut entries);
    } else {
        time(back, &mut entries);
    }
    entries.push(Entry::Due {
        at: back.calendar.zone().write(back.reached.last),
        date: back.reached.day(back.calendar.zone()).date(),
        ends: ends(back),
    });
    Ok(entries)
}

/// What was counted back to the date reached, before any roll.
pub(super) fn back_to(back: &Back<'_>, entries: &mut Vec<Entry>) -> Result<(), RangeError> {
    rolled(back, back.end.day, back.from, entries);
    if back.allowance.kind() != Kind::CivilMonths {
        return dates(back, entries);
    }
    entries.push(Entry::CountedMonths {
        from: back.from.date(),
        to: back.first.date(),
        months: back.allowance.amount(),
    });
    Ok(())
}

/// The same of two limits, of which one governs.
pub(crate) fn backwards_two(
    first: &Back<'_>,
    second: &Back<'_>,
    governing: Deadline,
) -> Result<Vec<Entry>, RangeError> {
    let mut entries = Vec::new();
    let mut due = None;
    for back in [first, second] {
        let governs = due.is_none() && back.reached == governing;
        let mut own = backwards(back)?;
        let end = own.pop();
        if governs {
            due = end;
        }
        entries.append(&mut own);
        entries.push(Entry::Limit {
            within: back.allowance,
            at: Some(back.calendar.zone().write(back.reached.last)),
            date: Some(back.reached.day(back.calendar.zone()).date()),
            ends: ends(back),
            governs,
        });
    }
    entries.extend(due);
    Ok(entries)
}

fn ends(back: &Back<'_>) -> Option<Ends> {
    let counts_dates = back.allowance.kind().counts_dates();
    counts_dates.then_some(back.counting.ends)
}

fn rolled(back: &Back<'_>, from: Day, to: Day, entries: &mut Vec<Entry>) {
    if from == to {
        return;
    }
    entries.push(Entry::Rolled {
        from: from.date(),
        to: to.date(),
        why: back
            .calendar
            .why_off(from.date())
            .unwrap_or_else(|| "not a working day".to_owned()),
        projected: projected(back.calendar, from),
    });
}

fn dates(back: &Back<'_>, entries: &mut Vec<Entry>) -> Result<(), RangeError> {
    if back.counting.begins == Begins::DayAfter {
        entries.push(Entry::NotCounted {
            from: back.from.date(),
            to: back.from.date(),
            why: "the count goes back from the day before".to_owned(),
        });
    }
    let mut runs = Runs::new(back.calendar, back.allowance.kind() == Kind::WorkingDays);
    let mut day = back.last;
    while runs.total() < back.allowance.amount() {
        runs.add(day, false)?;
        day = day.previous();
    }
    runs.tell(entries);
    Ok(())
}

fn time(back: &Back<'_>, entries: &mut Vec<Entry>) {
    let zone = back.calendar.zone();
    let (from, until) = (back.reached.last, back.end.at);
    let kind = back.allowance.kind();
    let mut spans: Vec<_> = if kind == Kind::WorkingTime {
        back.calendar.open_spans(from, until).collect()
    } else if from < until {
        vec![(from, until)]
    } else {
        Vec::new()
    };
    spans.reverse();
    let mut total = 0;
    for (from, to) in spans {
        let time = to.since(from);
        total += time;
        entries.push(Entry::CountedTime {
            from: zone.write(from),
            to: zone.write(to),
            time: Allowance::of(kind, time),
            total: Allowance::of(kind, total),
        });
    }
}
