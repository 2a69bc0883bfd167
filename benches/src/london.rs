//! British time by the words of the law, without a time zone database: one hour ahead
//! from one o'clock, Greenwich mean time, on the last Sunday of March until the same
//! on the last Sunday of October (Summer Time Act 1972, as amended by SI 2002/262).

use chrono::{Datelike, NaiveDate};

use crate::date;

/// Milliseconds of an hour and of a day.
pub const HOUR: i64 = 3_600_000;
/// Milliseconds of a day of 24 hours.
pub const DAY: i64 = 24 * HOUR;

/// The local date of an instant, and the milliseconds since its midnight by the clock.
pub fn local(at: i64) -> (NaiveDate, i64) {
    let summer = if is_summer(at) { HOUR } else { 0 };
    let local = at + summer;
    (date(local.div_euclid(DAY) as i32), local.rem_euclid(DAY))
}

/// The instant of a time by the clock: the first where it is twice, the moment of the
/// change where it is never.
pub fn instant_of(day: NaiveDate, millis: i64) -> i64 {
    let written = i64::from(day.to_epoch_days()) * DAY + millis;
    let (begins, _) = summer(day.year());
    if is_summer(written - HOUR) {
        written - HOUR
    } else if (begins..begins + HOUR).contains(&written) {
        begins
    } else {
        written
    }
}

fn is_summer(at: i64) -> bool {
    let (begins, ends) = summer(date(at.div_euclid(DAY) as i32).year());
    (begins..ends).contains(&at)
}

fn summer(year: i32) -> (i64, i64) {
    let last_sunday = |month| {
        let last = NaiveDate::from_ymd_opt(year, month, 31).unwrap();
        last.to_epoch_days() - last.weekday().num_days_from_sunday() as i32
    };
    let one_o_clock = |month| i64::from(last_sunday(month)) * DAY + HOUR;
    (one_o_clock(3), one_o_clock(10))
}
