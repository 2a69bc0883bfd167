//! Dates one after the other, told as spans of the same sort.

use crate::few::Few;

use super::{Entry, Unit};
use crate::calendar::{Calendar, RangeError};
use crate::time::Day;

/// Dates in the order of a count, forwards or backwards.
pub(super) struct Runs<'c> {
    calendar: &'c Calendar,
    /// Whether working days are counted, or every date.
    working: bool,
    runs: Few<Run<'c>, 16>,
    total: i64,
}

struct Run<'c> {
    sort: Sort<'c>,
    /// The first and the last, by date.
    from: Day,
    to: Day,
    /// How many that are of the sort that is counted.
    days: i64,
}

/// What a date is to a count.
#[derive(PartialEq)]
enum Sort<'c> {
    Counted,
    Paused,
    Holiday { name: &'c str, projected: bool },
    Weekday,
}

impl<'c> Runs<'c> {
    pub(super) fn new(calendar: &'c Calendar, working: bool) -> Self {
        Runs {
            calendar,
            working,
            runs: Few::new(),
            total: 0,
        }
    }

    /// How many dates have been counted.
    pub(super) fn total(&self) -> i64 {
        self.total
    }

    /// The next date of the count.
    pub(super) fn add(&mut self, day: Day, paused: bool) -> Result<(), RangeError> {
        let works = !self.working || self.calendar.is_working(day)?;
        let sort = if paused {
            Sort::Paused
        } else if works {
            self.total += 1;
            Sort::Counted
        } else if let Some(holiday) = self.calendar.holiday(day) {
            Sort::Holiday {
                name: &holiday.name,
                projected: holiday.projected,
            }
        } else {
            Sort::Weekday
        };
        let days = i64::from(works);
        match self.runs.last_mut() {
            Some(run) if run.sort == sort => {
                run.from = run.from.min(day);
                run.to = run.to.max(day);
                run.days += days;
            }
            _ => self.runs.push(Run {
                sort,
                from: day,
                to: day,
                days,
            }),
        }
        Ok(())
    }

    pub(super) fn tell(self, entries: &mut Vec<Entry>) {
        let mut total = 0;
        // With what comes after them: a roll, the deadline, the end.
        entries.reserve(self.runs.len() + 3);
        for run in self.runs {
            let (from, to) = (run.from.date(), run.to.date());
            let skipped = |why: String, projected: bool| Entry::Skipped {
                from,
                to,
                days: i64::from(run.to.0) - i64::from(run.from.0) + 1,
                why,
                projected,
            };
            entries.push(match run.sort {
                Sort::Counted => {
                    total += run.days;
                    Entry::Counted {
                        from,
                        to,
                        days: run.days,
                        total,
                        unit: if self.working {
                            Unit::WorkingDays
                        } else {
                            Unit::Days
                        },
                    }
                }
                Sort::Paused => Entry::Paused {
                    from,
                    to: Some(to),
                    days: Some(run.days),
                },
                Sort::Holiday { name, projected } => skipped(name.to_owned(), projected),
                Sort::Weekday => skipped(weekdays(run.from, run.to), false),
            });
        }
    }
}

fn weekdays(from: Day, to: Day) -> String {
    let name = Day::weekday_name;
    if from == to {
        name(from).to_owned()
    } else if from.next() == to {
        [name(from), " and ", name(to)].concat()
    } else {
        [name(from), " to ", name(to)].concat()
    }
}

pub(super) fn projected(calendar: &Calendar, day: Day) -> bool {
    calendar
        .holiday(day)
        .is_some_and(|holiday| holiday.projected)
}
