//! What a calendar is asked, and what can be answered.

use std::fmt;

use dueby::{Begins, Ends, ReceivedOffDay, Roll};

use crate::date::Date;
use crate::zone::Zone;

/// Instants are milliseconds since 1970.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Question {
    IsWorkingDay(Date),
    AddWorkingDays(Date, i64),
    WorkingDaysBetween(Date, Date),
    Roll(Date, Roll),
    IsOpen(i64),
    NextOpen(i64),
    PreviousClose(i64),
    Openings(i64, i64),
    /// The start, the milliseconds, and whether a sum at an edge moves on.
    AddWorkingTime(i64, i64, bool),
    WorkingTimeBetween(i64, i64),
    Instant(Time),
    After(Time, Allowance, Convention),
    Before(Time, Allowance, Convention),
    /// Of two allowances the one that ends earlier, or later.
    Whichever(Time, [Allowance; 2], Later, Convention),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Later(pub(crate) bool);

impl Later {
    pub(crate) fn word(self) -> &'static str {
        if self.0 { "later" } else { "earlier" }
    }
}

/// A time as it is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Time {
    Instant(i64),
    /// A date, the minutes after its midnight, and milliseconds.
    Local(Date, i64, i64),
    Date(Date),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
    Weeks,
    Months,
    Years,
    WorkingDays,
    WorkingMinutes,
    WorkingHours,
}

impl Unit {
    pub(crate) const ALL: [Unit; 10] = [
        Unit::Seconds,
        Unit::Minutes,
        Unit::Hours,
        Unit::Days,
        Unit::Weeks,
        Unit::Months,
        Unit::Years,
        Unit::WorkingDays,
        Unit::WorkingMinutes,
        Unit::WorkingHours,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Unit::Seconds => "seconds",
            Unit::Minutes => "minutes",
            Unit::Hours => "hours",
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
            Unit::WorkingDays => "working days",
            Unit::WorkingMinutes => "working minutes",
            Unit::WorkingHours => "working hours",
        }
    }

    /// Whether dates are counted, so that a convention means something.
    pub(crate) fn counts_dates(self) -> bool {
        use Unit::*;
        matches!(self, Days | Weeks | Months | Years | WorkingDays)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Allowance {
    pub(crate) number: i64,
    pub(crate) unit: Unit,
}

impl fmt::Display for Allowance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.unit.name())
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Convention {
    pub(crate) begins: Begins,
    pub(crate) received_off_day: ReceivedOffDay,
    /// Minutes after midnight.
    pub(crate) cut_off: Option<i64>,
    pub(crate) ends: Ends,
    pub(crate) roll: Roll,
}

impl Convention {
    pub(crate) const DEFAULT: Convention = Convention {
        begins: Begins::DayAfter,
        received_off_day: ReceivedOffDay::Stays,
        cut_off: None,
        ends: Ends::EndOfDay,
        roll: Roll::None,
    };
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    Yes(bool),
    Date(Date),
    Number(i64),
    Instant(i64),
    Openings(Vec<(i64, i64)>),
    /// The last millisecond in time, its date, the first too late, and whether it is
    /// the end of a day.
    Sum(i64, Date, i64, bool),
    /// The code of an error.
    None(String),
}

/// The instant as people write it in a zone, to the millisecond.
pub(crate) fn written(at: i64, zone: &Zone) -> String {
    let (minute, millis) = (at.div_euclid(60_000), at.rem_euclid(60_000));
    let (date, minutes) = zone.shows(minute);
    let offset = zone.offset(minute);
    format!(
        "{date}T{:02}:{:02}:{:02}.{:03}{}{:02}:{:02}",
        minutes / 60,
        minutes % 60,
        millis / 1000,
        millis % 1000,
        if offset < 0 { '-' } else { '+' },
        offset.abs() / 60,
        offset.abs() % 60
    )
}

impl Answer {
    pub(crate) fn told(&self, zone: &Zone) -> String {
        let at = |at: &i64| written(*at, zone);
        match self {
            Answer::Yes(yes) => yes.to_string(),
            Answer::Date(date) => date.to_string(),
            Answer::Number(number) => number.to_string(),
            Answer::Instant(instant) => at(instant),
            Answer::Openings(openings) => openings
                .iter()
                .map(|(open, close)| format!("\n    {} until {}", at(open), at(close)))
                .collect(),
            Answer::Sum(last, date, late, whole) => format!(
                "{} on {date}, overdue from {}{}",
                at(last),
                at(late),
                if *whole { ", a whole day" } else { "" }
            ),
            Answer::None(code) => format!("no answer: {code}"),
        }
    }
}

impl Time {
    fn told(self, zone: &Zone) -> String {
        match self {
            Time::Instant(at) => written(at, zone),
            Time::Local(date, minutes, millis) => format!(
                "{date}T{:02}:{:02}:{:02}.{:03} on the wall",
                minutes / 60,
                minutes % 60,
                millis / 1000,
                millis % 1000
            ),
            Time::Date(date) => format!("{date}, date alone"),
        }
    }
}

impl Question {
    /// Its kind, for telling how many there were of each.
    pub(crate) fn kind(&self) -> String {
        match self {
            Question::IsWorkingDay(_) => "is working day".to_owned(),
            Question::AddWorkingDays(_, days) if *days < 0 => "working days backwards".to_owned(),
            Question::AddWorkingDays(..) => "working days forwards".to_owned(),
            Question::WorkingDaysBetween(..) => "working days between".to_owned(),
            Question::Roll(..) => "roll".to_owned(),
            Question::IsOpen(_) => "is open".to_owned(),
            Question::NextOpen(_) => "next open".to_owned(),
            Question::PreviousClose(_) => "previous close".to_owned(),
            Question::Openings(..) => "openings".to_owned(),
            Question::AddWorkingTime(_, millis, _) if *millis < 0 => {
                "working time backwards".to_owned()
            }
            Question::AddWorkingTime(..) => "working time forwards".to_owned(),
            Question::WorkingTimeBetween(..) => "working time between".to_owned(),
            Question::Instant(_) => "instant of a time".to_owned(),
            Question::After(_, allowance, _) => format!("{} after", allowance.unit.name()),
            Question::Before(_, allowance, _) => format!("{} before", allowance.unit.name()),
            Question::Whichever(..) => "the earlier or the later of two".to_owned(),
        }
    }

    pub(crate) fn told(&self, zone: &Zone) -> String {
        let at = |at: &i64| written(*at, zone);
        let convention = |it: &Convention| {
            let cut_off = it.cut_off.map_or("none".to_owned(), |minutes| {
                format!("{:02}:{:02}", minutes / 60, minutes % 60)
            });
            format!(
                "begins {}, received off day {}, cut-off {cut_off}, ends {}, roll {}",
                it.begins, it.received_off_day, it.ends, it.roll
            )
        };
        match self {
            Question::IsWorkingDay(date) => format!("is {date} a working day"),
            Question::AddWorkingDays(date, days) => format!("{date} and {days} working days"),
            Question::WorkingDaysBetween(from, until) => {
                format!("working days from {from} until {until}")
            }
            Question::Roll(date, roll) => format!("{date} rolled: {roll}"),
            Question::IsOpen(instant) => format!("is it open at {}", at(instant)),
            Question::NextOpen(instant) => format!("next open at or after {}", at(instant)),
            Question::PreviousClose(instant) => {
                format!("previous close at or before {}", at(instant))
            }
            Question::Openings(from, until) => format!("openings {} to {}", at(from), at(until)),
            Question::AddWorkingTime(start, millis, moves) => format!(
                "{} and {millis} ms of open time, {} at an edge",
                at(start),
                if *moves { "moves" } else { "stays" }
            ),
            Question::WorkingTimeBetween(from, until) => {
                format!("open time from {} until {}", at(from), at(until))
            }
            Question::Instant(time) => format!("the instant of {}", time.told(zone)),
            Question::After(time, allowance, it) => {
                format!("{allowance} after {}: {}", time.told(zone), convention(it))
            }
            Question::Before(time, allowance, it) => {
                format!("{allowance} before {}: {}", time.told(zone), convention(it))
            }
            Question::Whichever(time, [first, second], later, it) => format!(
                "{first} or {second}, whichever is {}, after {}: {}",
                later.word(),
                time.told(zone),
                convention(it)
            ),
        }
    }
}
