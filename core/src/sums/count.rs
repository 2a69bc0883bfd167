//! An allowance counted under a convention.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::ColumnError;
use super::columns;
use crate::calendar::{Calendar, RangeError};
use crate::count::{
    Allowance, Back, Counting, Deadline, Limit, ReceivedOffDay, Reckoning, Trigger,
};
use crate::error::{Code, Error, Problem};
use crate::explain::{Entry, Walk, backwards, backwards_two, tell};
use crate::time::{EventTime, Instant, Zone};

/// A limit counted under a convention, without a pack or a case: the arithmetic
/// of one promise.
///
/// ```
/// use dueby::{Begins, Count, Counting};
///
/// # let calendar = dueby::Calendar::from_toml(r#"
/// # [calendar]
/// # id = "office"
/// # title = "An office"
/// # zone = "Europe/London"
/// # from = "2025-01-01"
/// # to = "2026-12-31"
/// # [hours]
/// # mon-fri = "09:00-17:00"
/// # [holidays]
/// # 2025-12-25 = "Christmas Day"
/// # 2025-12-26 = "Boxing Day"
/// # "#, "office.toml")?;
/// let count = Count::new(&calendar, "5 working days".parse()?, Counting::default());
/// let due = count.after("2025-12-19T16:42".parse()?)?;
/// assert_eq!(due.date.to_string(), "2025-12-30");
/// let why: Vec<String> = count
///     .explain_after("2025-12-19T16:42".parse()?)?
///     .iter()
///     .map(|entry| entry.text())
///     .collect();
/// assert!(why.contains(&"Thu 25 Dec 2025 skipped: Christmas Day".to_owned()));
///
/// // The last day on which notice can be given, "ending with" the day itself.
/// let ending_with = Counting { begins: Begins::WithTheDay, ..Counting::default() };
/// let notice = Count::new(&calendar, "5 working days".parse()?, ending_with);
/// assert_eq!(notice.before("2025-12-30".parse()?)?.date.to_string(), "2025-12-22");
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    calendar: Calendar,
    limit: Limit,
    counting: Counting,
}

/// Where a sum ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sum {
    /// The last millisecond that is still in time.
    pub at: DateTime<FixedOffset>,
    /// The date, in the calendar's zone.
    pub date: NaiveDate,
    /// The first instant that is too late.
    pub overdue_from: DateTime<FixedOffset>,
    /// Whether it is in time until its date ends.
    pub whole_day: bool,
}

impl Count {
    /// `counting` says how dates are counted; it means nothing for hours.
    pub fn new(calendar: &Calendar, limit: Limit, counting: Counting) -> Self {
        Count {
            calendar: calendar.clone(),
            limit,
            counting,
        }
    }

    /// The deadline of what starts at a time: exactly that of a clock. Hours of a date
    /// alone are counted from the day's beginning.
    ///
    /// # Errors
    ///
    /// `calendar-range` when the sum leaves [`Calendar::span`], `missing-time` for a
    /// local time that the clocks skipped, `time-range` outside 1972 to 2099.
    pub fn after(&self, start: EventTime) -> Result<Sum, Error> {
        let start = Trigger::of(start, self.calendar.zone())?;
        Ok(self.tell(&self.due(start)?))
    }

    /// What an end is counted back to: the latest time that lies the allowance before
    /// it. Days go back from the day before, the end being day 0 ("5 days before");
    /// with [`Begins::WithTheDay`](crate::Begins::WithTheDay) the end is day 1 ("5 days
    /// ending with"). [`Counting::received_off_day`] says where an end on a
    /// non-working day goes first, [`Counting::roll`] where the result goes.
    ///
    /// # Errors
    ///
    /// As [`Count::after`]; `pointless-option` for a cut-off or the second working day,
    /// which mean nothing backwards.
    pub fn before(&self, end: EventTime) -> Result<Sum, Error> {
        let end = Trigger::of(end, self.calendar.zone())?;
        let (first, second) = self.limit.parts();
        let first = self.back(end, first)?.reached;
        let reached = match second {
            None => first,
            Some(second) => self.governing(first, self.back(end, second)?.reached),
        };
        Ok(self.tell(&reached))
    }

    /// What [`Count::after`] counted and skipped, in order.
    ///
    /// # Errors
    ///
    /// As [`Count::after`].
    pub fn explain_after(&self, start: EventTime) -> Result<Vec<Entry>, Error> {
        let start = Trigger::of(start, self.calendar.zone())?;
        let due = self.due(start)?;
        let (first, second) = self.limit.parts();
        let mut reckonings = vec![self.reckon(start, first)?];
        if let Some(second) = second {
            reckonings.push(self.reckon(start, second)?);
        }
        let mut walks = Vec::new();
        let mut governed = false;
        for reckoning in &reckonings {
            let own = reckoning.due()?;
            let governs = !governed && own == due;
            governed |= governs;
            walks.push(Walk {
                reckoning,
                held: None,
                led: false,
                due: Some(own),
                governs,
            });
        }
        let mut entries = Vec::new();
        tell(&walks, &mut entries)?;
        Ok(entries)
    }

    /// What [`Count::before`] counted and skipped, from the end on backwards.
    ///
    /// # Errors
    ///
    /// As [`Count::before`].
    pub fn explain_before(&self, end: EventTime) -> Result<Vec<Entry>, Error> {
        let end = Trigger::of(end, self.calendar.zone())?;
        let (first, second) = self.limit.parts();
        let first = self.back(end, first)?;
        let Some(second) = second else {
            return Ok(backwards(&first)?);
        };
        let second = self.back(end, second)?;
        Ok(backwards_two(
            &first,
            &second,
            self.governing(first.reached, second.reached),
        )?)
    }

    /// [`Count::after`] over a column of instants: milliseconds since 1970 in, the
    /// last millisecond in time out.
    ///
    /// # Errors
    ///
    /// See [`ColumnError`].
    pub fn after_each(&self, starts: &[i64], dues: &mut [i64]) -> Result<(), ColumnError> {
        let zone = self.calendar.zone();
        columns::each(dues, starts.iter(), starts.len(), |start| {
            Zone::covered(Instant(*start))?;
            let start = Trigger::instant(Instant(*start), zone);
            Ok::<_, Error>(self.due(start)?.last.0)
        })
    }

    fn due(&self, start: Trigger) -> Result<Deadline, RangeError> {
        let (first, second) = self.limit.parts();
        let first = self.reckon(start, first)?.due()?;
        match second {
            None => Ok(first),
            Some(second) => Ok(self.governing(first, self.reckon(start, second)?.due()?)),
        }
    }

    fn reckon(&self, start: Trigger, within: Allowance) -> Result<Reckoning<'_>, RangeError> {
        Reckoning::new(start, within, &self.counting, &self.calendar)
    }

    fn back(&self, end: Trigger, within: Allowance) -> Result<Back<'_>, Error> {
        pointless(&self.counting)?;
        Ok(Back::from(end, within, &self.counting, &self.calendar)?)
    }

    fn governing(&self, first: Deadline, second: Deadline) -> Deadline {
        match self.limit {
            Limit::Two { whichever, .. } => whichever.of(first, second),
            Limit::One(_) => first,
        }
    }

    fn tell(&self, deadline: &Deadline) -> Sum {
        let zone = self.calendar.zone();
        Sum {
            at: zone.write(deadline.last),
            date: deadline.day(zone).date(),
            overdue_from: zone.write(deadline.overdue_from()),
            whole_day: deadline.whole_day,
        }
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
