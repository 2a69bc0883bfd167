//! A date that lies so long before another, or after it.

use super::{Allowance, Back, Counting, Reckoning, Side, Trigger};
use crate::calendar::{Calendar, RangeError};
use crate::time::Day;

/// How far from a date that is given, and on which side of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lead {
    pub(crate) side: Side,
    /// In days, weeks, months, years or working days.
    pub(crate) by: Allowance,
}

precompiled!(struct Lead { side, by });

/// A lead counted from its date.
pub(crate) enum Counted<'c> {
    Before(Back<'c>),
    After(Reckoning<'c>),
}

impl Lead {
    /// Counts it, under the options that a deadline is counted under.
    pub(crate) fn from<'c>(
        self,
        day: Day,
        counting: &'c Counting,
        calendar: &'c Calendar,
    ) -> Result<Counted<'c>, RangeError> {
        let given = Trigger::date(calendar.zone().start_of(day), day);
        Ok(match self.side {
            Side::Before => Counted::Before(Back::of_dates(given, self.by, counting, calendar)?),
            Side::After => Counted::After(Reckoning::new(given, self.by, counting, calendar)?),
        })
    }
}

impl Counted<'_> {
    /// The date reached, before any roll.
    pub(crate) fn reached(&self) -> Result<Day, RangeError> {
        match self {
            Counted::Before(back) => Ok(back.first),
            Counted::After(reckoning) => reckoning.last_day(),
        }
    }
}
