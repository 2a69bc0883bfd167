//! Moments beside a deadline: `1 working day before due`, `due`, `75%`.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Allowance, Deadline, Kind, Reckoning};
use crate::calendar::RangeError;
use crate::error::{Code, Error, Problem};
use crate::time::{Day, Instant};

/// When an escalation step or a warning is, relative to a clock.
///
/// Written `1 working day before due`, `due`, `2 working days after due`, or as
/// the share of the allowance that is used, `75%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// This long before the deadline.
    Before(Allowance),
    /// The first instant too late.
    Due,
    /// This long after the deadline.
    After(Allowance),
    /// When this share of the allowance, in percent, has been used.
    Used(u32),
}

impl FromStr for Moment {
    type Err = Error;

    /// # Errors
    ///
    /// `bad-moment` for anything but the forms above; `bad-allowance` for a lead
    /// that is not an allowance.
    fn from_str(text: &str) -> Result<Self, Error> {
        let trimmed = text.trim();
        if trimmed == "due" {
            return Ok(Moment::Due);
        }
        if let Some(lead) = trimmed.strip_suffix(" before due") {
            return Ok(Moment::Before(lead.parse()?));
        }
        if let Some(delay) = trimmed.strip_suffix(" after due") {
            return Ok(Moment::After(delay.parse()?));
        }
        if let Some(percent) = trimmed.strip_suffix('%')
            && let Ok(percent) = percent.parse::<u32>()
            && (1..=100).contains(&percent)
        {
            return Ok(Moment::Used(percent));
        }
        let shown: String = text.chars().take(60).collect();
        Err(Problem::new(
            Code::BadMoment,
            format!("\"{}\" is not a moment", shown.escape_debug()),
        )
        .hint(
            "write \"1 working day before due\", \"due\", \"2 working days after due\" \
             or a share of the allowance from \"1%\" to \"100%\"",
        )
        .into())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Before(lead) => write!(f, "{lead} before due"),
            Moment::Due => f.write_str("due"),
            Moment::After(delay) => write!(f, "{delay} after due"),
            Moment::Used(percent) => write!(f, "{percent}%"),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The instant of a moment for a clock with this deadline.
///
/// Leads and delays in days fall at the opening of that day, or at its start when
/// the calendar does not open on it; those in hours are counted from the deadline:
/// from midnight for a whole day.
pub(crate) fn place(
    moment: Moment,
    reckoning: &Reckoning<'_>,
    due: &Deadline,
) -> Result<Instant, RangeError> {
    let calendar = reckoning.calendar;
    let (allowance, sign) = match moment {
        Moment::Due => return Ok(due.overdue_from),
        // A share of days may end after a deadline within its day.
        Moment::Used(percent) => return Ok(reckoning.used_up(percent)?.min(due.overdue_from)),
        Moment::Before(lead) => (lead, -1),
        Moment::After(delay) => (delay, 1),
    };
    let amount = allowance.amount();
    let small = i32::try_from(amount).unwrap_or(i32::MAX);
    let day: Day = match allowance.kind() {
        Kind::Elapsed => return Ok(due.boundary.plus(sign * amount)),
        Kind::WorkingTime if sign < 0 => return calendar.subtract_open(due.boundary, amount),
        Kind::WorkingTime => return calendar.add_open(due.boundary, amount),
        Kind::CivilDays => due.day.plus(if sign < 0 { -small } else { small }),
        Kind::CivilMonths => due
            .day
            .plus_months(if sign < 0 { -small } else { small })
            .ok_or_else(|| calendar.beyond(due.day))?,
        Kind::WorkingDays if small == 0 => due.day,
        Kind::WorkingDays if sign < 0 => calendar.nth_working_before(due.day, small)?,
        Kind::WorkingDays => calendar.nth_working(due.day.next(), small)?,
    };
    Ok(calendar
        .opening(day)
        .ok()
        .flatten()
        .unwrap_or_else(|| calendar.zone().start_of(day)))
}
