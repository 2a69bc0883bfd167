//! What the functions of each library mean, in calls of dueby. None of them counts
//! anything.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use dueby::{AtEdge, Calendar, Roll};
use serde_json::Value;

use crate::Answer::{Change, Date, Flag, Number, Refused, Time};
use crate::calendar::{calendar_text, head, hours, written};
use crate::{Answer, Row, after, seconds};

/// biz (Ruby): `AtEdge::Moves`; a reversed range is no time; a sum of days keeps the
/// time of day and, where that is not open, moves on in its own direction.
pub(crate) fn biz(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "add_business_time" | "sub_business_time" => row.add(AtEdge::Moves),
        "business_time_between" => seconds(row.between("start", "end").max(TimeDelta::zero())),
        "add_business_days_keep_time" | "sub_business_days_keep_time" => {
            let (start, days) = (row.time("start"), row.days());
            let date = row.calendar.add_working_days(start.date_naive(), days);
            let same_time = row.on(date.unwrap(), start.time()).to_utc();
            let end = if row.forwards() {
                row.calendar.next_open(same_time)
            } else {
                row.calendar.previous_close(same_time)
            };
            Time(end.unwrap())
        }
        "is_open" => Flag(row.is_open()),
        "periods_after" => row.periods_after(),
        "periods_before" => row.periods_before(),
        // The breaks are a calendar of their own, whether inside of hours or not.
        "is_on_break" => {
            let mut text = head(&row.zone()) + "[hours]\nmon-sun = \"closed\"\n[dates]\n";
            for (date, windows) in row.given["calendar"]["breaks"].as_object().unwrap() {
                text.push_str(&format!("{date} = {}\n", written(&hours(windows))));
            }
            let breaks = Calendar::from_toml(&text, "breaks.toml").unwrap();
            let at = row.time("at").to_utc();
            Flag(breaks.is_open(at).unwrap())
        }
        "is_holiday" => {
            let date = row.date("at");
            Flag(row.calendar.why_off(date).as_deref() == Some("Holiday"))
        }
        // What an edge of an interval means: when a date's own hours begin. Hours are to
        // the minute; the seconds pass after it.
        "local_to_utc" => {
            let local: NaiveDateTime = row.text("local").parse().unwrap();
            let hours = format!("{} = \"{}-24:00\"\n", local.date(), local.format("%H:%M"));
            let text = head(&row.zone()) + "[hours]\nmon = \"09:00-17:00\"\n[dates]\n" + &hours;
            let calendar = Calendar::from_toml(&text, "edge.toml").unwrap();
            let day = row.read(&local.date().to_string()).to_utc();
            let open = calendar.next_open(day).unwrap().to_utc();
            let seconds = TimeDelta::seconds(local.second().into());
            Time(
                calendar
                    .add_working_time(open, seconds, AtEdge::Stays)
                    .unwrap(),
            )
        }
        other => panic!("{other}"),
    }
}

/// business_time (Ruby): `AtEdge::Stays`; a sum of days begins on a working day, the
/// next one or, backwards, the one before, from its opening then; it keeps the time
/// of day or, where that is not open, goes to an opening: the next one or, backwards,
/// that of the day before it.
pub(crate) fn business_time_gem(row: &mut Row<'_>, op: &str) -> Answer {
    let rolled = |row: &Row<'_>, date: NaiveDate, forwards: bool| {
        let roll = if forwards { Roll::Next } else { Roll::Previous };
        row.calendar.roll(date, roll).unwrap()
    };
    let opening = |row: &mut Row<'_>, date: NaiveDate| {
        let midnight = row.on(date, NaiveTime::MIN).to_utc();
        row.calendar.next_open(midnight).unwrap()
    };
    match op {
        "add_business_time" | "sub_business_time" => row.add(AtEdge::Stays),
        "business_time_between" => seconds(row.between("start", "end")),
        "add_business_days" | "sub_business_days" => {
            let (start, days) = (row.date("start"), row.days());
            let first = rolled(row, start, row.forwards());
            Date(row.calendar.add_working_days(first, days).unwrap())
        }
        "add_business_days_keep_time" | "sub_business_days_keep_time" => {
            let (start, days) = (row.time("start"), row.days());
            let forwards = row.forwards();
            let first = rolled(row, start.date_naive(), forwards);
            let last = row.calendar.add_working_days(first, days).unwrap();
            if first != start.date_naive() {
                return Time(opening(row, last));
            }
            let same_time = row.on(last, start.time());
            if row.calendar.is_open(same_time.to_utc()).unwrap() {
                Time(same_time)
            } else if forwards {
                Time(row.calendar.next_open(same_time.to_utc()).unwrap())
            } else {
                let close = row.calendar.previous_close(same_time.to_utc()).unwrap();
                Time(opening(row, close.date_naive()))
            }
        }
        // A working day, rolled to, with the time of day kept whether open or not.
        "first_business_day_keep_time" | "previous_business_day_keep_time" => {
            let at = row.time("at");
            let date = rolled(row, at.date_naive(), op.starts_with("first"));
            Time(row.on(date, at.time()))
        }
        "count_business_days" => row.count(),
        "next_open_or_same" => Time(row.next_open()),
        "prev_close_or_same" => Time(row.previous_close()),
        "is_open" => Flag(row.is_open()),
        other => panic!("{other}"),
    }
}

/// businesstimedelta (Python): `AtEdge::Stays`; hours over midnight belong to the day
/// they begin on.
pub(crate) fn businesstimedelta(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "add_business_time" | "sub_business_time" => row.add(AtEdge::Stays),
        "add_then_sub_roundtrip" => {
            let (start, amount) = (row.time("start").to_utc(), row.amount());
            let end = row.calendar.add_working_time(start, amount, AtEdge::Stays);
            let end = end.unwrap().to_utc();
            Time(
                row.calendar
                    .add_working_time(end, -amount, AtEdge::Stays)
                    .unwrap(),
            )
        }
        "business_time_between" => seconds(row.between("start", "end")),
        "periods_after" => row.periods_after(),
        "periods_before" => row.periods_before(),
        other => panic!("{other}"),
    }
}

/// business-hours-java: half-open hours, as they are.
pub(crate) fn dhatim_business_hours(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "is_open" => Flag(row.is_open()),
        "seconds_until_open" => {
            let at = row.time("at");
            seconds(row.next_open() - at)
        }
        other => panic!("{other}"),
    }
}

/// moment-business-time (JavaScript): `AtEdge::Stays`; a closing is still open; sums of
/// days are of dates, and the date counted from is day 0 even when it is not worked.
pub(crate) fn moment_business_time(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "is_working_day" => {
            let date = row.date("at");
            Flag(row.calendar.is_working_day(date).unwrap())
        }
        "is_open" => Flag(row.is_open() || row.previous_close() == row.time("at")),
        "next_open_or_same" => Time(row.next_open()),
        "prev_close_or_same" => Time(row.previous_close()),
        "next_transition" => {
            let (at, (_, end)) = (row.time("at").to_utc(), row.span());
            let (open, close) = row.calendar.openings(at, end).next().unwrap();
            if row.is_open() {
                Change(close, false)
            } else {
                Change(open, true)
            }
        }
        "last_transition" => {
            let (at, (start, _)) = (row.time("at").to_utc(), row.span());
            let (open, close) = row.calendar.openings(start, at).last().unwrap();
            if row.is_open() {
                Change(open, true)
            } else {
                Change(close, false)
            }
        }
        "next_working_day" | "prev_working_day" => {
            let (at, days) = (row.date("at"), if op.starts_with("next") { 1 } else { -1 });
            Date(row.calendar.add_working_days(at, days).unwrap())
        }
        "add_business_time" | "sub_business_time" => row.add(AtEdge::Stays),
        "add_business_days_keep_time" => {
            let (start, days) = (row.date("start"), row.days());
            Date(row.calendar.add_working_days(start, days).unwrap())
        }
        "working_diff" => working_diff(row),
        other => panic!("{other}"),
    }
}

/// Calendar days are the working days after one date up to and with the other. Other
/// units are shares of working time, a day being as much of it as the first working
/// day has; whole ones are cut towards zero.
pub(crate) fn working_diff(row: &mut Row<'_>) -> Answer {
    let unit = row.text("unit").to_owned();
    if unit == "calendarDays" {
        let (from, to) = (row.date("from"), row.date("to"));
        let days = row.calendar.working_days_between(after(from), after(to));
        return Number(days.unwrap() as f64);
    }
    let length = match unit.as_str() {
        "hour" | "hours" => TimeDelta::hours(1),
        "minutes" => TimeDelta::minutes(1),
        "day" | "days" => {
            let day = row.date("from").min(row.date("to"));
            let day = row.calendar.roll(day, Roll::Next).unwrap();
            let from = row.on(day, NaiveTime::MIN).to_utc();
            let until = row.on(after(day), NaiveTime::MIN).to_utc();
            row.calendar.working_time_between(from, until).unwrap()
        }
        other => panic!("{other}"),
    };
    let time = row.between("from", "to");
    let share = time.num_milliseconds() as f64 / length.num_milliseconds() as f64;
    if row.given["inputs"]["fractional"].as_bool().unwrap() {
        Number(share)
    } else {
        Number(share.trunc())
    }
}

/// numpy's busday functions: the date is rolled first, and then counted from; between
/// dates the first counts and the last does not, whichever is the earlier.
pub(crate) fn numpy_busday(row: &mut Row<'_>, op: &str) -> Answer {
    match op {
        "busday_offset" => {
            let (date, roll) = (row.date("date"), row.text("roll").to_owned());
            let rolled = |roll| row.calendar.roll(date, roll).unwrap();
            let month = |date: NaiveDate| date.format("%Y-%m").to_string();
            let first = match roll.as_str() {
                "raise" if !row.calendar.is_working_day(date).unwrap() => return Refused,
                "raise" => date,
                "forward" | "following" => rolled(Roll::Next),
                "backward" | "preceding" => rolled(Roll::Previous),
                "modifiedfollowing" => rolled(Roll::Modified),
                // The mirror of `Roll::Modified`: backwards, unless that leaves the month.
                "modifiedpreceding" => {
                    let before = rolled(Roll::Previous);
                    if month(before) == month(date) {
                        before
                    } else {
                        rolled(Roll::Next)
                    }
                }
                other => panic!("{other}"),
            };
            Date(row.calendar.add_working_days(first, row.days()).unwrap())
        }
        "count_business_days" => {
            let (start, end) = (row.date("start"), row.date("end"));
            if start <= end {
                return row.count();
            }
            let days = row.calendar.working_days_between(after(start), after(end));
            Number(days.unwrap() as f64)
        }
        "is_business_day" => {
            let date = row.date("date");
            Flag(row.calendar.is_working_day(date).unwrap())
        }
        // Whether a calendar with this week is refused when it is read.
        "validate_calendar" => {
            let mask = row.text("weekmask").chars();
            let mut given = row.given["calendar"].clone();
            for (day, mask) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
                .iter()
                .zip(mask)
            {
                if mask == '0' {
                    given["weekly"][day] = Value::Array(Vec::new());
                }
            }
            match Calendar::from_toml(&calendar_text(&given), "mask.toml") {
                Ok(_) => Flag(true),
                Err(_) => Refused,
            }
        }
        other => panic!("{other}"),
    }
}
