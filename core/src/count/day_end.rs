//! When on its last day a deadline is.

use super::{Deadline, Ends};
use crate::calendar::{Calendar, RangeError};
use crate::time::{DAY, Day};

impl Ends {
    /// The deadline on a day. `millis` is the trigger's time of day: none, as for a
    /// date alone, makes "same time" the end of the day.
    pub(crate) fn on(
        self,
        day: Day,
        millis: Option<i64>,
        calendar: &Calendar,
    ) -> Result<Deadline, RangeError> {
        let zone = calendar.zone();
        match (self, millis) {
            (Ends::SameTime, Some(millis)) => {
                Ok(Deadline::exact(zone.instant(day, millis.min(DAY - 1)), day))
            }
            (Ends::Closing, _) => match calendar.closing(day)? {
                Some(closing) => Ok(Deadline::exact(closing, day)),
                // Not open at all that day: the day's own end is the closing.
                None => Ok(Deadline::whole_day(day, zone)),
            },
            (Ends::DayBefore, _) => Ok(Deadline::whole_day(day.previous(), zone)),
            (Ends::EndOfDay | Ends::SameTime, _) => Ok(Deadline::whole_day(day, zone)),
        }
    }
}
