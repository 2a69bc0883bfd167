//! Every convention by the words of `docs/rule-language.md`, from date to date: slow,
//! and nothing of it is dueby's.

use chrono::{Datelike, Days, Months, NaiveDate};
use dueby::{Allowance, Begins, Counting, Ends, Limit, ReceivedOffDay, Roll, Whichever};

use crate::london::{DAY, HOUR, instant_of, local};
use crate::{Openings, Script};

/// A limit counted under a convention.
#[derive(Debug)]
pub struct ByHand<'a> {
    /// Which dates are worked.
    pub script: &'a Script,
    /// When it is open.
    pub openings: &'a Openings,
    /// How much time there is.
    pub limit: Limit,
    /// Its only cut-off is 16:00: what a time of day is, dueby does not tell.
    pub counting: Counting,
}

impl ByHand<'_> {
    /// The last millisecond in time.
    pub fn due(&self, start: i64) -> i64 {
        match self.limit {
            Limit::One(allowance) => self.due_within(allowance, start),
            Limit::Two {
                first,
                second,
                whichever,
            } => {
                let first = self.due_within(first, start);
                let second = self.due_within(second, start);
                match whichever {
                    Whichever::Earlier => first.min(second),
                    Whichever::Later => first.max(second),
                }
            }
        }
    }

    fn due_within(&self, allowance: Allowance, start: i64) -> i64 {
        let (date, time) = local(start);
        let last = match allowance {
            Allowance::Elapsed(hours) => return start + hours.millis,
            Allowance::WorkingTime(time) => return self.openings.add(start, time.millis),
            Allowance::WorkingDays(working) => {
                // Working days after day 0; beginning with a day is after the one before.
                let day_zero = self.day_zero(date, time, working.days);
                self.script.add(day_zero, working.days)
            }
            Allowance::CivilDays(civil) => {
                self.day_zero(date, time, civil.days) + Days::new(civil.days as u64)
            }
            Allowance::CivilMonths(months) => {
                let received = self.received(date, time);
                let corresponding = received + Months::new(months.months as u32);
                // A month that has no such date is the period's last one, whole.
                match self.counting.begins {
                    Begins::WithTheDay if corresponding.day() == received.day() => {
                        corresponding - Days::new(1)
                    }
                    Begins::DayAfter | Begins::WithTheDay => corresponding,
                }
            }
        };
        self.ends(self.rolled(last), time)
    }

    /// The date on which it counts as received.
    fn received(&self, date: NaiveDate, time: i64) -> NaiveDate {
        let next = || self.script.add(date, 1);
        if !self.script.works(date) {
            match self.counting.received_off_day {
                ReceivedOffDay::Stays => {}
                ReceivedOffDay::NextWorkingDay | ReceivedOffDay::SecondWorkingDay => return next(),
                ReceivedOffDay::PreviousWorkingDay => return self.script.subtract(date, 1),
            }
        }
        match self.counting.cut_off {
            Some(_) if time >= 16 * HOUR => next(),
            _ => date,
        }
    }

    /// The date before the first that counts; no days at all wait for no second one.
    fn day_zero(&self, date: NaiveDate, time: i64, days: i32) -> NaiveDate {
        let received = self.received(date, time);
        let second = self.counting.received_off_day == ReceivedOffDay::SecondWorkingDay;
        match self.counting.begins {
            _ if second && !self.script.works(date) && days == 0 => received,
            _ if second && !self.script.works(date) => self.script.add(date, 2) - Days::new(1),
            Begins::DayAfter => received,
            Begins::WithTheDay => received - Days::new(1),
        }
    }

    fn rolled(&self, date: NaiveDate) -> NaiveDate {
        if self.script.works(date) {
            return date;
        }
        let (previous, next) = (self.script.subtract(date, 1), self.script.add(date, 1));
        match self.counting.roll {
            Roll::None => date,
            Roll::Next => next,
            Roll::Previous => previous,
            Roll::Modified if next.month() == date.month() => next,
            Roll::Modified => previous,
        }
    }

    fn ends(&self, date: NaiveDate, time: i64) -> i64 {
        let midnight_after = |date: NaiveDate| instant_of(date + Days::new(1), 0);
        match self.counting.ends {
            Ends::Closing if self.script.works(date) => instant_of(date, 17 * HOUR),
            // Not open at all: the end of the day.
            Ends::Closing | Ends::EndOfDay => midnight_after(date) - 1,
            Ends::SameTime => instant_of(date, time.min(DAY - 1)),
            Ends::DayBefore => midnight_after(date - Days::new(1)) - 1,
        }
    }
}
