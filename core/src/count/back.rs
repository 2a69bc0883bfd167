//! Counting back from an end: the mirror of a deadline.

use super::{Allowance, Begins, Counting, Deadline, Kind, ReceivedOffDay, Roll, Trigger};
use crate::calendar::{Calendar, RangeError};
use crate::time::Day;

/// A count that goes back from an end.
#[derive(Debug)]
pub(crate) struct Back<'c> {
    pub(crate) calendar: &'c Calendar,
    pub(crate) counting: &'c Counting,
    pub(crate) allowance: Allowance,
    pub(crate) end: Trigger,
    /// The date that is counted back from, after any roll of the end.
    pub(crate) from: Day,
    /// The last date that counts: the first one going back.
    pub(crate) last: Day,
    /// The date reached, before any roll.
    pub(crate) first: Day,
    pub(crate) reached: Deadline,
}

impl<'c> Back<'c> {
    fn new(
        end: Trigger,
        allowance: Allowance,
        counting: &'c Counting,
        calendar: &'c Calendar,
    ) -> Self {
        Back {
            calendar,
            counting,
            allowance,
            end,
            from: end.day,
            last: end.day,
            first: end.day,
            reached: Deadline::at(end.at),
        }
    }

    /// Dates before a date, and no more than that: neither rolled nor ended.
    pub(super) fn of_dates(
        end: Trigger,
        allowance: Allowance,
        counting: &'c Counting,
        calendar: &'c Calendar,
    ) -> Result<Self, RangeError> {
        let mut back = Back::new(end, allowance, counting, calendar);
        back.dates()?;
        Ok(back)
    }

    pub(crate) fn from(
        end: Trigger,
        allowance: Allowance,
        counting: &'c Counting,
        calendar: &'c Calendar,
    ) -> Result<Self, RangeError> {
        let mut back = Back::new(end, allowance, counting, calendar);
        match allowance.kind() {
            Kind::Elapsed | Kind::WorkingTime => {
                let at = if allowance.kind() == Kind::Elapsed {
                    end.at.plus(-allowance.amount())
                } else {
                    calendar.subtract_open(end.at, allowance.amount())?
                };
                back.reached = Deadline::at(at);
            }
            Kind::CivilDays | Kind::CivilMonths | Kind::WorkingDays => {
                back.dates()?;
                let day = counting.roll.apply(back.first, calendar)?;
                back.reached = counting.ends.on(day, end.millis(), calendar)?;
            }
        }
        back.reached.covered()?;
        Ok(back)
    }

    fn dates(&mut self) -> Result<(), RangeError> {
        let roll = match self.counting.received_off_day {
            ReceivedOffDay::NextWorkingDay => Roll::Next,
            ReceivedOffDay::PreviousWorkingDay => Roll::Previous,
            ReceivedOffDay::Stays | ReceivedOffDay::SecondWorkingDay => Roll::None,
        };
        self.from = roll.apply(self.end.day, self.calendar)?;
        let ending_with = self.counting.begins == Begins::WithTheDay;
        self.last = if ending_with {
            self.from
        } else {
            self.from.previous()
        };
        let beyond = self.last.next();
        let amount = i32::try_from(self.allowance.amount()).unwrap_or(i32::MAX);
        self.first = match self.allowance.kind() {
            Kind::WorkingDays if amount > 0 => self.calendar.nth_working_before(beyond, amount)?,
            Kind::CivilMonths => {
                let corresponding = self
                    .from
                    .plus_months(-amount)
                    .ok_or_else(|| self.calendar.beyond(self.from))?;
                if ending_with {
                    corresponding.next()
                } else {
                    corresponding
                }
            }
            _ => beyond.plus(-amount),
        };
        Ok(())
    }
}
