//! The conventions as the rule language describes them, on foot.

use dueby::{Begins, Ends, ReceivedOffDay, Roll};

use crate::date::Date;
use crate::question::{Allowance, Answer, Convention, Later, Question, Time, Unit};
use crate::walk::{Beyond, Found, MINUTE, Walked, in_zone_years};

/// What keeps a sum from an answer.
#[derive(Debug, PartialEq)]
pub(crate) enum Nothing {
    Beyond(Beyond),
    /// A local time that the clocks jump over.
    Missing,
    /// An option that means nothing here.
    Pointless,
}

impl From<Beyond> for Nothing {
    fn from(beyond: Beyond) -> Self {
        Nothing::Beyond(beyond)
    }
}

/// The time a sum starts from.
pub(crate) struct Start {
    pub(crate) at: i64,
    pub(crate) date: Date,
    /// Milliseconds after midnight by the clock on the wall; nothing for a date alone.
    time: Option<i64>,
}

/// The answer to any question.
pub(crate) fn answer(walked: &Walked, question: &Question) -> Answer {
    let answer = match question {
        Question::IsWorkingDay(date) => walked.works(*date).map(Answer::Yes),
        Question::AddWorkingDays(date, days) => {
            walked.add_working_days(*date, *days).map(Answer::Date)
        }
        Question::WorkingDaysBetween(from, until) => walked
            .working_days_between(*from, *until)
            .map(Answer::Number),
        Question::Roll(date, roll) => rolled(walked, *date, *roll).map(Answer::Date),
        Question::IsOpen(at) => walked.is_open(*at).map(Answer::Yes),
        Question::NextOpen(at) => walked.next_open(*at).map(Answer::Instant),
        Question::PreviousClose(at) => walked.previous_close(*at).map(Answer::Instant),
        Question::Openings(from, until) => Ok(Answer::Openings(walked.openings(*from, *until))),
        Question::AddWorkingTime(start, millis, moves) => walked
            .add_working_time(*start, *millis, *moves)
            .map(Answer::Instant),
        Question::WorkingTimeBetween(from, until) => walked
            .working_time_between(*from, *until)
            .map(Answer::Number),
        Question::Instant(time) => {
            return told(start(walked, *time).map(|start| Answer::Instant(start.at)));
        }
        Question::After(time, allowance, convention) => {
            return told(after(walked, *time, *allowance, convention));
        }
        Question::Before(time, allowance, convention) => {
            return told(before(walked, *time, *allowance, convention));
        }
        Question::Whichever(time, allowances, later, convention) => {
            return told(whichever(walked, *time, *allowances, *later, convention));
        }
    };
    told(answer.map_err(Nothing::Beyond))
}

fn told(answer: Result<Answer, Nothing>) -> Answer {
    let code = match answer {
        Ok(answer) => return answer,
        Err(Nothing::Beyond(Beyond::Calendar)) => "calendar-range",
        Err(Nothing::Beyond(Beyond::Zone)) => "time-range",
        Err(Nothing::Missing) => "missing-time",
        Err(Nothing::Pointless) => "pointless-option",
    };
    Answer::None(code.to_owned())
}

pub(crate) fn start(walked: &Walked, time: Time) -> Result<Start, Nothing> {
    let found = match time {
        Time::Instant(at) => {
            if !in_zone_years(at) {
                return Err(Beyond::Zone.into());
            }
            let (date, minutes) = walked.zone.shows(at.div_euclid(MINUTE));
            let time = minutes * MINUTE + at.rem_euclid(MINUTE);
            Start {
                at,
                date,
                time: Some(time),
            }
        }
        Time::Local(date, minutes, millis) => {
            let found = walked.at(date, minutes, millis);
            Start {
                at: found.ok_or(Nothing::Missing)?,
                date,
                time: Some(minutes * MINUTE + millis),
            }
        }
        Time::Date(date) => Start {
            at: walked.zone.first_showing(date, 0) * MINUTE,
            date,
            time: None,
        },
    };
    match in_zone_years(found.at) {
        true => Ok(found),
        false => Err(Beyond::Zone.into()),
    }
}

/// The dates of an allowance, or its milliseconds, or its months.
pub(crate) fn amount(allowance: Allowance) -> i64 {
    allowance.number
        * match allowance.unit {
            Unit::Seconds => 1000,
            Unit::Minutes | Unit::WorkingMinutes => MINUTE,
            Unit::Hours | Unit::WorkingHours => 60 * MINUTE,
            Unit::Weeks => 7,
            Unit::Years => 12,
            Unit::Days | Unit::Months | Unit::WorkingDays => 1,
        }
}

/// A deadline at an instant, which itself is in time; the one after it is too late, and
/// zones are known for both.
fn at_instant(walked: &Walked, at: i64) -> Result<Answer, Nothing> {
    let (date, _) = walked.zone.shows(at.div_euclid(MINUTE));
    at_instant_of(date, at)
}

fn at_instant_of(date: Date, at: i64) -> Result<Answer, Nothing> {
    match in_zone_years(at) && in_zone_years(at + 1) {
        true => Ok(Answer::Sum(at, date, at + 1, false)),
        false => Err(Beyond::Zone.into()),
    }
}

fn after(
    walked: &Walked,
    time: Time,
    allowance: Allowance,
    convention: &Convention,
) -> Result<Answer, Nothing> {
    let start = start(walked, time)?;
    let amount = amount(allowance);
    match allowance.unit {
        Unit::Seconds | Unit::Minutes | Unit::Hours => {
            return at_instant(walked, start.at + amount);
        }
        Unit::WorkingMinutes | Unit::WorkingHours => {
            return at_instant(walked, walked.add_working_time(start.at, amount, false)?);
        }
        _ => {}
    }
    let (received, day_1) = first(walked, &start, convention)?;
    let last = match allowance.unit {
        Unit::Days | Unit::Weeks | Unit::WorkingDays if amount == 0 => day_0(received, day_1),
        Unit::Days | Unit::Weeks => day_1.turn(amount - 1),
        Unit::WorkingDays => counted_on(walked, day_1, amount)?,
        _ => months_on(received, amount, convention.begins),
    };
    let last = rolled(walked, last, convention.roll)?;
    ended(walked, last, start.time, convention.ends)
}

/// Where no days at all end: on the day of receipt, or the day before one that would
/// itself be day 1.
pub(crate) fn day_0(received: Date, day_1: Date) -> Date {
    match received == day_1 {
        true => received.previous(),
        false => received,
    }
}

/// The corresponding date; of a period that begins with its day the date before, or the
/// last of a month that has no such date.
pub(crate) fn months_on(day: Date, months: i64, begins: Begins) -> Date {
    let corresponding = day.corresponding(months);
    match begins {
        Begins::WithTheDay if corresponding.day == day.day => corresponding.previous(),
        _ => corresponding,
    }
}

/// Each counted for itself from the same start.
fn whichever(
    walked: &Walked,
    time: Time,
    [first, second]: [Allowance; 2],
    later: Later,
    convention: &Convention,
) -> Result<Answer, Nothing> {
    let first = after(walked, time, first, convention)?;
    let second = after(walked, time, second, convention)?;
    let last = |answer: &Answer| match answer {
        Answer::Sum(at, ..) => *at,
        _ => 0,
    };
    // Of equal ones the first.
    let governs = match later {
        Later(true) => last(&first) >= last(&second),
        Later(false) => last(&first) <= last(&second),
    };
    Ok(if governs { first } else { second })
}

/// The nth working day, the first date counting when it is one.
fn counted_on(walked: &Walked, first: Date, days: i64) -> Found<Date> {
    let mut date = first;
    let mut left = days;
    loop {
        left -= i64::from(walked.works(date)?);
        if left == 0 {
            return Ok(date);
        }
        date = date.next();
    }
}

/// The date that it counts as received on, and day 1.
pub(crate) fn first(
    walked: &Walked,
    start: &Start,
    convention: &Convention,
) -> Found<(Date, Date)> {
    let date = start.date;
    let day_1 = |received: Date| match convention.begins {
        Begins::DayAfter => received.next(),
        Begins::WithTheDay => received,
    };
    // The first time the wall shows it: there is no going back before it.
    let cut_off = match (convention.cut_off, start.time) {
        (Some(cut_off), Some(_)) => start.at >= walked.zone.first_showing(date, cut_off) * MINUTE,
        _ => false,
    };
    let received = match convention.received_off_day {
        // On a day off there is nobody to cut off: what comes then has its own option.
        ReceivedOffDay::Stays if cut_off => walked.add_working_days(date, 1)?,
        ReceivedOffDay::Stays => date,
        _ if walked.works(date)? && cut_off => walked.add_working_days(date, 1)?,
        _ if walked.works(date)? => date,
        ReceivedOffDay::NextWorkingDay => walked.add_working_days(date, 1)?,
        ReceivedOffDay::PreviousWorkingDay => walked.add_working_days(date, -1)?,
        ReceivedOffDay::SecondWorkingDay => {
            return Ok((
                walked.add_working_days(date, 1)?,
                walked.add_working_days(date, 2)?,
            ));
        }
    };
    Ok((received, day_1(received)))
}

pub(crate) fn rolled(walked: &Walked, date: Date, roll: Roll) -> Found<Date> {
    match roll {
        Roll::None => Ok(date),
        Roll::Next => walked.next_working(date),
        Roll::Previous => walked.previous_working(date),
        Roll::Modified => {
            let next = walked.next_working(date)?;
            match (next.year, next.month) == (date.year, date.month) {
                true => Ok(next),
                false => walked.previous_working(date),
            }
        }
    }
}

fn ended(walked: &Walked, date: Date, time: Option<i64>, ends: Ends) -> Result<Answer, Nothing> {
    let whole = |date: Date| {
        let late = walked.zone.first_showing(date.next(), 0) * MINUTE;
        match in_zone_years(late - 1) && in_zone_years(late) {
            true => Ok(Answer::Sum(late - 1, date, late, true)),
            false => Err(Beyond::Zone.into()),
        }
    };
    match (ends, time) {
        (Ends::DayBefore, _) => whole(date.previous()),
        (Ends::EndOfDay, _) | (Ends::SameTime, None) => whole(date),
        (Ends::SameTime, Some(time)) => {
            let minute = walked.zone.first_showing(date, time / MINUTE);
            // In a gap it is the instant of the jump.
            let shown = walked.zone.exactly(date, time / MINUTE).is_some();
            let rest = if shown { time % MINUTE } else { 0 };
            at_instant(walked, minute * MINUTE + rest)
        }
        (Ends::Closing, _) => {
            let day = &walked.days[walked.place(date)?];
            match day.openings.last() {
                None => whole(date),
                // A night's closing is that of the date it began on.
                Some((_, close)) => at_instant_of(date, close * MINUTE),
            }
        }
    }
}

/// Back from an end: the mirror of `after`.
fn before(
    walked: &Walked,
    time: Time,
    allowance: Allowance,
    convention: &Convention,
) -> Result<Answer, Nothing> {
    let end = start(walked, time)?;
    if convention.cut_off.is_some()
        || convention.received_off_day == ReceivedOffDay::SecondWorkingDay
    {
        return Err(Nothing::Pointless);
    }
    let amount = amount(allowance);
    match allowance.unit {
        Unit::Seconds | Unit::Minutes | Unit::Hours => {
            return at_instant(walked, end.at - amount);
        }
        // The mirror of the next opening.
        Unit::WorkingMinutes | Unit::WorkingHours if amount == 0 => {
            return at_instant(walked, walked.previous_close(end.at)?);
        }
        Unit::WorkingMinutes | Unit::WorkingHours => {
            return at_instant(walked, walked.add_working_time(end.at, -amount, false)?);
        }
        _ => {}
    }
    let from = moved_end(walked, end.date, convention)?;
    let day_1 = match convention.begins {
        Begins::DayAfter => from.previous(),
        Begins::WithTheDay => from,
    };
    let reached = match allowance.unit {
        Unit::Days | Unit::Weeks => day_1.turn(1 - amount),
        Unit::WorkingDays if amount == 0 => day_1.next(),
        Unit::WorkingDays => counted_back(walked, day_1, amount)?,
        _ if convention.begins == Begins::WithTheDay => from.corresponding(-amount).next(),
        _ => from.corresponding(-amount),
    };
    let reached = rolled(walked, reached, convention.roll)?;
    ended(walked, reached, end.time, convention.ends)
}

/// Where an end on a non-working day goes before it is counted back from.
pub(crate) fn moved_end(walked: &Walked, end: Date, convention: &Convention) -> Found<Date> {
    match convention.received_off_day {
        ReceivedOffDay::NextWorkingDay => walked.next_working(end),
        ReceivedOffDay::PreviousWorkingDay => walked.previous_working(end),
        _ => Ok(end),
    }
}

fn counted_back(walked: &Walked, first: Date, days: i64) -> Found<Date> {
    let mut date = first;
    let mut left = days;
    loop {
        left -= i64::from(walked.works(date)?);
        if left == 0 {
            return Ok(date);
        }
        date = date.previous();
    }
}
