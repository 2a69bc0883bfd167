//! The engine's answers to the same questions.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use dueby::{AtEdge, Calendar, Count, Counting, Error, EventTime, Sum};

use crate::date::Date;
use crate::description::Description;
use crate::question::{Allowance, Answer, Convention, Question, Time};
use crate::toml::texts;
use crate::walk::MINUTE;
use crate::zone::Zone;

/// The engine's calendar of a description, for cases of a priority.
pub(crate) fn calendar(
    description: &Description,
    priority: Option<&str>,
) -> Result<Calendar, Error> {
    let mut known = Vec::new();
    for text in texts(description) {
        known.push(Calendar::from_toml_with(&text, "random.toml", &known)?);
    }
    let calendar = known.pop().unwrap();
    Ok(match priority {
        Some(priority) => calendar.for_priority(priority).clone(),
        None => calendar,
    })
}

pub(crate) fn naive(date: Date) -> NaiveDate {
    NaiveDate::from_ymd_opt(date.year, date.month.into(), date.day.into()).unwrap()
}

pub(crate) fn date(naive: NaiveDate) -> Date {
    Date::new(naive.year(), naive.month() as u8, naive.day() as u8)
}

pub(crate) fn utc(at: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at).unwrap()
}

pub(crate) fn event_time(time: Time) -> EventTime {
    match time {
        Time::Instant(at) => EventTime::Instant(utc(at).fixed_offset()),
        Time::Local(date, minutes, millis) => {
            let since = TimeDelta::milliseconds(minutes * MINUTE + millis);
            EventTime::Local(NaiveDateTime::from(naive(date)) + since)
        }
        Time::Date(date) => EventTime::Date(naive(date)),
    }
}

pub(crate) fn counting(convention: &Convention) -> Counting {
    Counting {
        begins: convention.begins,
        received_off_day: convention.received_off_day,
        cut_off: convention.cut_off.map(|minutes| {
            let written = format!("{:02}:{:02}", minutes / 60, minutes % 60);
            written.parse().unwrap()
        }),
        ends: convention.ends,
        roll: convention.roll,
        ..Counting::default()
    }
}

pub(crate) fn count(calendar: &Calendar, allowance: Allowance, it: &Convention) -> Count {
    let allowance = allowance.to_string().parse().unwrap();
    Count::new(calendar, allowance, counting(it))
}

/// An instant that is written with the offset that its zone has then.
fn millis(at: DateTime<FixedOffset>, zone: &Zone) -> i64 {
    let millis = at.timestamp_millis();
    let minute = millis.div_euclid(MINUTE);
    if (crate::zone::FIRST..crate::zone::END).contains(&minute) {
        let offset = i64::from(at.offset().local_minus_utc());
        assert_eq!(offset, zone.offset(minute) * 60, "the offset of {at}");
    }
    millis
}

pub(crate) fn answer(calendar: &Calendar, zone: &Zone, question: &Question) -> Answer {
    let instant = |at: DateTime<FixedOffset>| Answer::Instant(millis(at, zone));
    let dated = |found: NaiveDate| Answer::Date(date(found));
    let sum = |sum: Sum| {
        let (at, late) = (millis(sum.at, zone), millis(sum.overdue_from, zone));
        Answer::Sum(at, date(sum.date), late, sum.whole_day)
    };
    let answer = match question {
        Question::IsWorkingDay(date) => calendar.is_working_day(naive(*date)).map(Answer::Yes),
        Question::AddWorkingDays(date, days) => calendar
            .add_working_days(naive(*date), *days as i32)
            .map(dated),
        Question::WorkingDaysBetween(from, until) => calendar
            .working_days_between(naive(*from), naive(*until))
            .map(Answer::Number),
        Question::Roll(date, roll) => calendar.roll(naive(*date), *roll).map(dated),
        Question::IsOpen(at) => calendar.is_open(utc(*at)).map(Answer::Yes),
        Question::NextOpen(at) => calendar.next_open(utc(*at)).map(instant),
        Question::PreviousClose(at) => calendar.previous_close(utc(*at)).map(instant),
        Question::Openings(from, until) => Ok(Answer::Openings(
            calendar
                .openings(utc(*from), utc(*until))
                .map(|(open, close)| (millis(open, zone), millis(close, zone)))
                .collect(),
        )),
        Question::AddWorkingTime(start, amount, moves) => {
            let edge = if *moves { AtEdge::Moves } else { AtEdge::Stays };
            let amount = TimeDelta::milliseconds(*amount);
            calendar
                .add_working_time(utc(*start), amount, edge)
                .map(instant)
        }
        Question::WorkingTimeBetween(from, until) => calendar
            .working_time_between(utc(*from), utc(*until))
            .map(|time| Answer::Number(time.num_milliseconds())),
        Question::Instant(time) => calendar
            .instant(event_time(*time))
            .map(|at| Answer::Instant(at.timestamp_millis())),
        Question::After(start, allowance, it) => count(calendar, *allowance, it)
            .after(event_time(*start))
            .map(sum),
        Question::Before(end, allowance, it) => count(calendar, *allowance, it)
            .before(event_time(*end))
            .map(sum),
        Question::Whichever(start, [first, second], later, it) => {
            let limit = format!("{first} or {second}, whichever is {}", later.word());
            Count::new(calendar, limit.parse().unwrap(), counting(it))
                .after(event_time(*start))
                .map(sum)
        }
    };
    answer.unwrap_or_else(|error| Answer::None(error.code().as_str().to_owned()))
}
