//! Whether an extension is granted, and how much of it.

use super::Occurrence;
use std::fmt;

use super::ask::Ask;
use super::course::Course;
use crate::calendar::RangeError;
use crate::checked::{By, Extension};
use crate::count::{Allowance, BeyondCap, Deadline, Ends, InTime, Kind};
use crate::time::Day;

/// Why an extension or a reset moves nothing.
#[derive(Debug, Clone, Copy)]
pub(super) enum Refusal<'e> {
    AnotherKind,
    /// The rule's condition does not hold.
    Unfounded,
    TooLate,
    /// Later than the deadline without extensions.
    AfterFirstDue,
    /// More than this in all.
    TooMuch(Allowance),
    /// This attribute is no date.
    NoDate(&'e str),
    /// To a date, while paused.
    Paused,
    OffDay(Day),
    NotLater(Day),
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::AnotherKind => f.write_str("is in another kind of time than the allowance"),
            Refusal::Unfounded => f.write_str("did not meet the rule's condition"),
            Refusal::TooLate => f.write_str("came when the promise was overdue already"),
            Refusal::AfterFirstDue => f.write_str("came when the first deadline had passed"),
            Refusal::TooMuch(at_most) => write!(f, "would extend by more than {at_most} in all"),
            Refusal::NoDate(attribute) => write!(
                f,
                "has no date in \"{attribute}\" (the year first, \"2026-11-22\")"
            ),
            Refusal::Paused => {
                f.write_str("asks for a date while the clock is paused and has none")
            }
            Refusal::OffDay(day) => {
                write!(f, "asks for {}, which is not a working day", day.date())
            }
            Refusal::NotLater(day) => write!(
                f,
                "asks for {}, which is not later than the deadline",
                day.date()
            ),
        }
    }
}

/// What becomes of an extension.
pub(super) enum Grant<'e> {
    /// So much is granted; `of` is what was asked for where the cap cut it.
    By {
        by: Allowance,
        of: Option<Allowance>,
    },
    Refused(Refusal<'e>),
    /// It extends the clock's other limit.
    OfTheOther,
}

/// Decides on an extension that is asked for.
pub(super) fn decide<'e>(
    course: &Course<'e, '_>,
    extension: &'e Extension,
    (event, ask): (&Occurrence<'_>, Ask),
) -> Result<Grant<'e>, RangeError> {
    let kind = course.allowance.kind();
    if !extension.is_of(kind) {
        return Ok(
            if course
                .beside
                .is_some_and(|other| extension.is_of(other.kind()))
            {
                Grant::OfTheOther
            } else {
                Grant::Refused(Refusal::AnotherKind)
            },
        );
    }
    if ask == Ask::Unfounded {
        return Ok(Grant::Refused(Refusal::Unfounded));
    }
    if let Some(why) = too_late(course, extension.in_time, event)? {
        return Ok(Grant::Refused(why));
    }
    let asked = match (&extension.by, ask) {
        (By::Allowance(by), _) => *by,
        (By::Date(_), Ask::To(day)) => match to_date(course, day)? {
            Ok(by) => by,
            Err(why) => return Ok(Grant::Refused(why)),
        },
        (By::Date(attribute), _) => {
            return Ok(Grant::Refused(Refusal::NoDate(attribute)));
        }
    };
    let Some(at_most) = extension.at_most else {
        return Ok(Grant::By {
            by: asked,
            of: None,
        });
    };
    let so_far: i64 = course.granted.iter().map(|grant| grant.by.amount()).sum();
    let left = at_most.amount() - so_far;
    if asked.amount() <= left {
        return Ok(Grant::By {
            by: asked,
            of: None,
        });
    }
    Ok(match extension.beyond_cap {
        BeyondCap::CutToTheCap if left > 0 => Grant::By {
            by: Allowance::of(kind, left),
            of: Some(asked),
        },
        _ => Grant::Refused(Refusal::TooMuch(at_most)),
    })
}

/// Why something comes too late to count, if it does.
pub(super) fn too_late(
    course: &Course<'_, '_>,
    in_time: InTime,
    event: &Occurrence<'_>,
) -> Result<Option<Refusal<'static>>, RangeError> {
    // By its date alone it came too late only when the whole day had passed. What holds
    // the clock began while the deadline could still be kept.
    let passed = |deadline: &Deadline| match course.running.paused {
        Some(from) => from.at >= deadline.overdue_from(),
        None => event.when.at >= deadline.overdue_from(),
    };
    Ok(match in_time {
        InTime::AnyTime => None,
        InTime::BeforeDue => passed(&course.standing).then_some(Refusal::TooLate),
        InTime::BeforeFirstDue => passed(&course.running.reckoning.unextended(course.allowance)?)
            .then_some(Refusal::AfterFirstDue),
    })
}

/// By how much the deadline moves to the end of a date; or why it does not.
fn to_date(
    course: &Course<'_, '_>,
    day: Day,
) -> Result<Result<Allowance, Refusal<'static>>, RangeError> {
    let reckoning = &course.running.reckoning;
    if course.running.paused.is_some() {
        return Ok(Err(Refusal::Paused));
    }
    // "Before" a day ends on the day before it.
    let last = match reckoning.counting.ends {
        Ends::DayBefore => day.next(),
        _ => day,
    };
    if reckoning.kind == Kind::WorkingDays && reckoning.dates_between(last, last.next())? == 0 {
        return Ok(Err(Refusal::OffDay(last)));
    }
    let by = reckoning.amount_until(last)? - reckoning.amount;
    Ok(if by > 0 {
        Ok(Allowance::of(reckoning.kind, by))
    } else {
        Err(Refusal::NotLater(day))
    })
}
