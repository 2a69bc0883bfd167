//! Moments beside a deadline or a start: `1 working day before due`, `75%`, `start`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Allowance, Deadline, Kind, Reckoning, Trigger};
use crate::calendar::{Calendar, RangeError};
use crate::error::{Code, Error, Problem, Shown as _};
use crate::time::{Day, HOUR, Instant};

/// When an escalation step or a warning is, relative to a clock.
///
/// Written `1 working day before due`, `due`, `2 working days after due`, `start`,
/// `2 hours after start`, or as the share of the allowance that is used, `75%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub enum Moment {
    /// This long before the deadline.
    Before(Allowance),
    /// The first instant too late.
    Due,
    /// This long after the deadline.
    After(Allowance),
    /// When this share of the allowance, in percent, has been used.
    Used(u32),
    /// When the clock starts.
    Start,
    /// This long after that, whatever pauses.
    AfterStart(Allowance),
}

precompiled!(
    enum Moment {
        Before(a),
        Due,
        After(a),
        Used(a),
        Start,
        AfterStart(a),
    }
);

impl Moment {
    /// Whether it is counted from the start, as a share of the time is too.
    pub(crate) fn needs_start(self) -> bool {
        match self {
            Moment::Used(_) | Moment::Start | Moment::AfterStart(_) => true,
            Moment::Before(_) | Moment::Due | Moment::After(_) => false,
        }
    }

    /// Which of two moments of one clock comes first, where that does not depend on the
    /// dates: `Less` when this one does.
    pub(crate) fn order(self, other: Moment) -> Option<Ordering> {
        /// Before, at or after the deadline; a share of all of it is the deadline, and so is
        /// no time before or after it. No days are the opening of its date.
        fn side(moment: Moment) -> Option<i8> {
            Some(match moment {
                Moment::Before(none) | Moment::After(none)
                    if none.amount() == 0 && none.kind().counts_dates() =>
                {
                    return None;
                }
                Moment::Start | Moment::AfterStart(_) => return None,
                Moment::Before(lead) if lead.amount() > 0 => -1,
                Moment::Used(percent) if percent < 100 => -1,
                Moment::After(delay) if delay.amount() > 0 => 1,
                Moment::Before(_) | Moment::After(_) | Moment::Used(_) | Moment::Due => 0,
            })
        }
        match (self, other) {
            // No step comes before the clock starts.
            (Moment::Start, Moment::Start) => return Some(Ordering::Equal),
            (Moment::Start, _) => return Some(Ordering::Less),
            (_, Moment::Start) => return Some(Ordering::Greater),
            (Moment::AfterStart(a), Moment::AfterStart(b)) => return a.apart(b),
            _ => {}
        }
        match side(self)?.cmp(&side(other)?) {
            Ordering::Equal => match (self, other) {
                (Moment::Before(a), Moment::Before(b)) => b.apart(a),
                (Moment::After(a), Moment::After(b)) => a.apart(b),
                (Moment::Used(a), Moment::Used(b)) => Some(a.cmp(&b)),
                _ if side(self) == Some(0) => Some(Ordering::Equal),
                _ => None,
            },
            different => Some(different),
        }
    }
}

impl Allowance {
    /// Which of two distances from one instant is shorter, where no calendar and no hour
    /// that the clocks skip could turn that round.
    fn apart(self, other: Allowance) -> Option<Ordering> {
        if self.kind() == other.kind() {
            return Some(self.amount().cmp(&other.amount()));
        }
        let ((least, most), (other_least, other_most)) = (self.hours(), other.hours());
        if most.is_some_and(|most| most < other_least) {
            Some(Ordering::Less)
        } else if other_most.is_some_and(|most| most < least) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// The fewest and the most hours that lie between an instant and what is so far from it:
    /// days fall at some hour of their date; how many days so many working days are, only
    /// the calendar says.
    fn hours(self) -> (i64, Option<i64>) {
        let amount = self.amount();
        let days = |fewest: i64, most: i64| ((fewest - 1) * 24 - 1, Some((most + 1) * 24 + 1));
        match self.kind() {
            Kind::Elapsed => (amount / HOUR, Some(amount / HOUR + 1)),
            Kind::CivilDays => days(amount, amount),
            Kind::CivilMonths => days(amount * 28, amount * 31),
            Kind::WorkingDays => (days(amount, amount).0, None),
            Kind::WorkingTime => (amount / HOUR, None),
        }
    }
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
        if trimmed == "start" {
            return Ok(Moment::Start);
        }
        if let Some(lead) = trimmed.strip_suffix(" before due") {
            return Ok(Moment::Before(lead.parse()?));
        }
        if let Some(delay) = trimmed.strip_suffix(" after due") {
            return Ok(Moment::After(delay.parse()?));
        }
        if let Some(delay) = trimmed.strip_suffix(" after start") {
            return Ok(Moment::AfterStart(delay.parse()?));
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
            format!("\"{}\" is not a moment", shown.shown()),
        )
        .hint(
            "write \"1 working day before due\", \"due\", \"2 working days after due\", \
             \"start\", \"2 hours after start\" or a share of the allowance from \"1%\" to \
             \"100%\"",
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
            Moment::Start => f.write_str("start"),
            Moment::AfterStart(delay) => write!(f, "{delay} after start"),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The instant of a moment for a clock with this deadline.
pub(crate) fn place(
    moment: Moment,
    reckoning: &Reckoning<'_>,
    due: &Deadline,
) -> Result<Instant, RangeError> {
    place_from(moment, &reckoning.trigger, reckoning, due)
}

/// The same with another start than the one it is counted from now.
pub(crate) fn place_from(
    moment: Moment,
    start: &Trigger,
    reckoning: &Reckoning<'_>,
    due: &Deadline,
) -> Result<Instant, RangeError> {
    let calendar = reckoning.calendar;
    match moment {
        Moment::Due => Ok(due.overdue_from()),
        // A share of days may end after a deadline within its day.
        Moment::Used(percent) => Ok(reckoning.used_up(percent)?.min(due.overdue_from())),
        Moment::Before(lead) => shift(calendar, due.boundary(), due.day(calendar.zone()), lead, -1),
        Moment::After(delay) => shift(calendar, due.boundary(), due.day(calendar.zone()), delay, 1),
        Moment::Start => Ok(start.at),
        Moment::AfterStart(delay) => shift(calendar, start.at, start.day, delay, 1),
    }
}

/// The instant of a moment that is counted from a start; none for any other.
pub(crate) fn place_from_start(
    moment: Moment,
    start: &Trigger,
    calendar: &Calendar,
) -> Option<Result<Instant, RangeError>> {
    match moment {
        Moment::Start => Some(Ok(start.at)),
        Moment::AfterStart(delay) => Some(shift(calendar, start.at, start.day, delay, 1)),
        Moment::Before(_) | Moment::Due | Moment::After(_) | Moment::Used(_) => None,
    }
}

/// The instant so many times an allowance after an instant; before it, where that is
/// negative.
///
/// Days fall at the opening of that day, or at its start when the calendar does not
/// open on it, and `day` is day 0; hours are counted from the instant.
pub(crate) fn shift(
    calendar: &Calendar,
    from: Instant,
    day: Day,
    by: Allowance,
    times: i64,
) -> Result<Instant, RangeError> {
    let amount = by.amount().saturating_mul(times);
    let small = i32::try_from(amount).unwrap_or(if amount < 0 { -i32::MAX } else { i32::MAX });
    let day: Day = match by.kind() {
        Kind::Elapsed => return Ok(from.plus(amount)),
        Kind::WorkingTime if times < 0 => return calendar.subtract_open(from, -amount),
        Kind::WorkingTime => return calendar.add_open(from, amount),
        Kind::CivilDays => day.plus(small),
        Kind::CivilMonths => day.plus_months(small).ok_or_else(|| calendar.beyond(day))?,
        Kind::WorkingDays if small == 0 => day,
        Kind::WorkingDays if small < 0 => calendar.nth_working_before(day, -small)?,
        Kind::WorkingDays => calendar.nth_working(day.next(), small)?,
    };
    Ok(calendar
        .opening(day)
        .ok()
        .flatten()
        .unwrap_or_else(|| calendar.zone().start_of(day)))
}
