//! Counting back from an end: the mirror of a deadline.

use crate::calendar::{Calendar, RangeError};
use crate::count::{Allowance, Begins, Counting, Deadline, Kind, ReceivedOffDay, Roll, Trigger};
use crate::error::{Code, Error, Problem};
use crate::explain::{Entry, backwards};
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
    pub(super) fn from(
        end: Trigger,
        allowance: Allowance,
        counting: &'c Counting,
        calendar: &'c Calendar,
    ) -> Result<Self, Error> {
        pointless(counting)?;
        let mut back = Back {
            calendar,
            counting,
            allowance,
            end,
            from: end.day,
            last: end.day,
            first: end.day,
            reached: Deadline::at(end.at),
        };
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

    pub(super) fn explain(&self) -> Result<Vec<Entry>, RangeError> {
        backwards(self)
    }
}

/// What means nothing when the count goes back is refused, not passed over.
fn pointless(counting: &Counting) -> Result<(), Error> {
    let option = if counting.cut_off.is_some() {
        "a cut-off"
    } else if counting.received_off_day == ReceivedOffDay::SecondWorkingDay {
        "the second working day"
    } else {
        return Ok(());
    };
    Err(Problem::new(
        Code::PointlessOption,
        format!("{option} means nothing for a count that goes back from an end"),
    )
    .hint("leave it out")
    .into())
}
