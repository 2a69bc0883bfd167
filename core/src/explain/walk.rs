//! Walking a reckoning again, date by date or opening by opening, to tell it.

use super::Entry;
use super::runs::{Runs, projected};
use crate::calendar::{Calendar, RangeError};
use crate::count::{
    Allowance, Begins, CivilMonths, Deadline, Ends, Kind, ReceivedOffDay, Reckoning, Trigger,
};
use crate::time::{Day, Instant};

/// A reckoning, and how it stands.
pub(crate) struct Walk<'r, 'c> {
    pub(crate) reckoning: &'r Reckoning<'c>,
    /// Since when a pause holds it.
    pub(crate) held: Option<Trigger>,
    /// The deadline; none while a pause holds it.
    pub(crate) due: Option<Deadline>,
    /// Whether it ends on a date that was counted from another, which was told.
    pub(crate) led: bool,
    /// Whether its deadline is the clock's.
    pub(crate) governs: bool,
}

/// What was counted and what was not, for one limit or for two of which one governs,
/// and the deadline.
pub(crate) fn tell(walks: &[Walk<'_, '_>], entries: &mut Vec<Entry>) -> Result<(), RangeError> {
    for walk in walks {
        walk.counted(entries)?;
        if walks.len() > 1 {
            let zone = walk.reckoning.calendar.zone();
            entries.push(Entry::Limit {
                within: Allowance::of(walk.reckoning.kind, walk.reckoning.amount),
                at: walk.due.map(|due| zone.write(due.last)),
                date: walk.due.map(|due| due.day(zone).date()),
                ends: walk.ends(),
                governs: walk.governs,
            });
        }
    }
    if let Some(walk) = walks.iter().find(|walk| walk.governs)
        && let Some(due) = walk.due
    {
        let zone = walk.reckoning.calendar.zone();
        entries.push(Entry::Due {
            at: zone.write(due.last),
            date: due.day(zone).date(),
            ends: walk.ends(),
        });
    }
    Ok(())
}

impl Walk<'_, '_> {
    /// What was counted and what was not.
    fn counted(&self, entries: &mut Vec<Entry>) -> Result<(), RangeError> {
        if self.reckoning.to_date {
            let day = self.reckoning.last_day()?;
            if !self.led {
                entries.push(Entry::Dated { date: day.date() });
            }
            return self.rolled(day, entries);
        }
        match self.reckoning.kind {
            Kind::Elapsed | Kind::WorkingTime => self.time(entries),
            Kind::CivilMonths => {
                self.received(entries);
                self.months(entries)?;
            }
            Kind::CivilDays | Kind::WorkingDays => {
                self.received(entries);
                self.dates(entries)?;
            }
        }
        Ok(())
    }

    /// What the end is: nothing for time.
    fn ends(&self) -> Option<Ends> {
        let counts_dates = self.reckoning.kind.counts_dates();
        counts_dates.then_some(self.reckoning.counting.ends)
    }

    /// The receipt, and the dates before the first that counts.
    fn received(&self, entries: &mut Vec<Entry>) {
        let reckoning = &self.reckoning;
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
                    let again = reckoning.trigger.millis() < Some(cut_off.millis);
                    let first = if again { "the first " } else { "" };
                    format!("at or after {first}{cut_off}: received on the next working day")
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
            let until = match reckoning.amount {
                0 => receipt.day_zero(),
                _ => receipt.first.previous(),
            };
            entries.push(Entry::NotCounted {
                from: receipt.received.date(),
                to: until.date(),
                why: why.to_owned(),
            });
        }
    }

    /// Working days or civil days, date by date.
    fn dates(&self, entries: &mut Vec<Entry>) -> Result<(), RangeError> {
        let reckoning = &self.reckoning;
        let calendar = reckoning.calendar;
        let lost = self.lost();
        let working = reckoning.kind == Kind::WorkingDays;
        // Up to the last date counted or, while paused, the day before the pause.
        let open = self.held.map(|held| held.day.max(reckoning.receipt.first));
        let mut runs = Runs::new(calendar, working);
        let mut day = reckoning.receipt.first;
        while open.map_or(runs.total() < reckoning.amount, |open| day < open) {
            let paused = lost
                .iter()
                .any(|(from, until)| (*from..*until).contains(&day));
            runs.add(day, paused)?;
            day = day.next();
        }
        let end = match (reckoning.amount, open) {
            (0, None) => reckoning.receipt.day_zero(),
            _ => day.previous(),
        };
        runs.tell(entries);
        if let Some(from) = open {
            entries.push(Entry::Paused {
                from: from.date(),
                to: None,
                days: None,
            });
        }
        self.rolled(end, entries)
    }

    /// The dates that each pause took, first inclusive, last exclusive.
    fn lost(&self) -> Vec<(Day, Day)> {
        let pause_days = &self.reckoning.counting.pause_days;
        let mut lost = Vec::new();
        for pause in &self.reckoning.pauses {
            let (from, until) = pause_days.lost(pause.from.day, pause.until.day);
            if from < until {
                lost.push((from, until));
            }
        }
        lost
    }

    /// Months, as one span, and what pauses moved it by.
    fn months(&self, entries: &mut Vec<Entry>) -> Result<(), RangeError> {
        let reckoning = &self.reckoning;
        let receipt = reckoning.receipt;
        let months = i32::try_from(reckoning.amount).unwrap_or(i32::MAX);
        let begins_with = reckoning.counting.begins == Begins::WithTheDay;
        let Some(mut last) = CivilMonths::last_from(months, receipt.received, begins_with) else {
            return Ok(());
        };
        entries.push(Entry::CountedMonths {
            from: receipt.received.date(),
            to: last.date(),
            months: reckoning.amount,
        });
        let mut moved = 0;
        let mut free_from = receipt.first;
        for (from, until) in self.lost() {
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
        if let Some(held) = self.held {
            entries.push(Entry::Paused {
                from: held.day.date(),
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
        self.rolled(last, entries)
    }

    /// A roll off the last date counted.
    fn rolled(&self, last: Day, entries: &mut Vec<Entry>) -> Result<(), RangeError> {
        if self.due.is_none() {
            return Ok(());
        }
        let calendar = self.reckoning.calendar;
        let to = self.reckoning.counting.roll.apply(last, calendar)?;
        if to == last {
            return Ok(());
        }
        entries.push(Entry::Rolled {
            from: last.date(),
            to: to.date(),
            why: calendar
                .why_off(last.date())
                .unwrap_or_else(|| "not a working day".to_owned()),
            projected: projected(calendar, last),
        });
        Ok(())
    }

    /// Elapsed or open time, between pauses.
    fn time(&self, entries: &mut Vec<Entry>) {
        let reckoning = &self.reckoning;
        let calendar = reckoning.calendar;
        let zone = calendar.zone();
        let write = |at: Instant| zone.write(at);
        let mut total = 0;
        let mut counted = |from: Instant, to: Instant, entries: &mut Vec<Entry>| {
            spans(calendar, reckoning.kind, from, to, &mut total, entries);
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
        match (self.due, self.held) {
            (Some(due), _) => counted(from, due.last.max(from), entries),
            (None, Some(held)) => {
                let paused = held.at.max(from);
                counted(from, paused, entries);
                entries.push(Entry::PausedTime {
                    from: write(paused),
                    to: None,
                });
            }
            (None, None) => {}
        }
    }
}

/// The dates in `[from, until)` that are worked and those that are not.
pub(crate) fn dates_between(
    calendar: &Calendar,
    from: Day,
    until: Day,
) -> Result<Vec<Entry>, RangeError> {
    let mut runs = Runs::new(calendar, true);
    for day in (from.0..until.0).map(Day) {
        runs.add(day, false)?;
    }
    let mut entries = Vec::new();
    runs.tell(&mut entries);
    Ok(entries)
}

/// The openings in `[from, until)`.
pub(crate) fn time_between(calendar: &Calendar, from: Instant, until: Instant) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut total = 0;
    spans(
        calendar,
        Kind::WorkingTime,
        from,
        until,
        &mut total,
        &mut entries,
    );
    entries
}

/// Time that counts, an entry for each span of it.
fn spans(
    calendar: &Calendar,
    kind: Kind,
    from: Instant,
    until: Instant,
    total: &mut i64,
    entries: &mut Vec<Entry>,
) {
    let mut counted = |from: Instant, to: Instant| {
        let time = to.since(from);
        *total += time;
        entries.push(Entry::CountedTime {
            from: calendar.zone().write(from),
            to: calendar.zone().write(to),
            time: Allowance::of(kind, time),
            total: Allowance::of(kind, *total),
        });
    };
    if kind == Kind::WorkingTime {
        for (from, to) in calendar.open_spans(from, until) {
            counted(from, to);
        }
    } else if from < until {
        counted(from, until);
    }
}
