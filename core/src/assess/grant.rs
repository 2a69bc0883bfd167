//! Whether an extension is granted, and how much of it.

use super::Occurrence;
use super::ask::Ask;
use super::course::Course;
use crate::calendar::RangeError;
use crate::checked::{By, Extension};
use crate::count::{Allowance, BeyondCap, Deadline, Ends, InTime, Kind};
use crate::time::Day;

/// What becomes of an extension.
pub(super) enum Grant {
    /// So much is granted; `of` is what was asked for where the cap cut it.
    By {
        by: Allowance,
        of: Option<Allowance>,
    },
    Refused(String),
    /// It extends the clock's other limit.
    OfTheOther,
}

/// Decides on an extension that is asked for when the deadline stands at `standing`.
pub(super) fn decide(
    course: &Course<'_, '_>,
    extension: &Extension,
    (event, ask): (&Occurrence<'_>, Ask),
    standing: &Deadline,
) -> Result<Grant, RangeError> {
    let kind = course.allowance.kind();
    if !extension.is_of(kind) {
        return Ok(
            if course
                .beside
                .is_some_and(|other| extension.is_of(other.kind()))
            {
                Grant::OfTheOther
            } else {
                Grant::Refused("is in another kind of time than the allowance".to_owned())
            },
        );
    }
    if ask == Ask::Unfounded {
        return Ok(Grant::Refused(
            "did not meet the rule's condition".to_owned(),
        ));
    }
    if let Some(why) = too_late(course, extension.in_time, event, standing)? {
        return Ok(Grant::Refused(why.to_owned()));
    }
    let asked = match (&extension.by, ask) {
        (By::Allowance(by), _) => *by,
        (By::Date(_), Ask::To(day)) => match to_date(course, day)? {
            Ok(by) => by,
            Err(why) => return Ok(Grant::Refused(why)),
        },
        (By::Date(attribute), _) => {
            return Ok(Grant::Refused(format!(
                "has no date in \"{attribute}\" (the year first, \"2026-11-22\")"
            )));
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
        _ => Grant::Refused(format!("would extend by more than {at_most} in all")),
    })
}

/// Why something comes too late to count, if it does.
pub(super) fn too_late(
    course: &Course<'_, '_>,
    in_time: InTime,
    event: &Occurrence<'_>,
    standing: &Deadline,
) -> Result<Option<&'static str>, RangeError> {
    // By its date alone it came too late only when the whole day had passed. What holds
    // the clock began while the deadline could still be kept.
    let passed = |deadline: &Deadline| match course.paused {
        Some(held) => held.from.at >= deadline.overdue_from,
        None => event.when.at >= deadline.overdue_from,
    };
    Ok(match in_time {
        InTime::AnyTime => None,
        InTime::BeforeDue => {
            passed(standing).then_some("came when the promise was overdue already")
        }
        InTime::BeforeFirstDue => passed(&course.reckoning.unextended(course.allowance)?)
            .then_some("came when the first deadline had passed"),
    })
}

/// By how much the deadline moves to the end of a date; or why it does not.
fn to_date(course: &Course<'_, '_>, day: Day) -> Result<Result<Allowance, String>, RangeError> {
    let reckoning = &course.reckoning;
    if course.paused.is_some() {
        return Ok(Err(
            "asks for a date while the clock is paused and has none".to_owned(),
        ));
    }
    // "Before" a day ends on the day before it.
    let last = match reckoning.counting.ends {
        Ends::DayBefore => day.next(),
        _ => day,
    };
    if reckoning.kind == Kind::WorkingDays && reckoning.dates_between(last, last.next())? == 0 {
        return Ok(Err(format!(
            "asks for {}, which is not a working day",
            last.date()
        )));
    }
    let by = reckoning.amount_until(last)? - reckoning.amount;
    Ok(if by > 0 {
        Ok(Allowance::of(reckoning.kind, by))
    } else {
        Err(format!(
            "asks for {}, which is not later than the deadline",
            day.date()
        ))
    })
}
