//! Dates and times in words, and the time of day in digits.
//!
//! chrono's patterns are read while they are used, and whoever reads them carries every pattern
//! there is: more than the rest of what is said about time.

use chrono::{Datelike, Month, NaiveDate, Timelike};

use super::Day;

/// The first three letters, as calendars have them: `Thu`, `Dec`.
fn short(name: &'static str) -> &'static str {
    name.get(..3).unwrap_or(name)
}

/// `Thursday`
pub(crate) fn weekday(date: NaiveDate) -> &'static str {
    Day::of(date).weekday_name()
}

/// `December`
pub(crate) fn month(date: NaiveDate) -> &'static str {
    // chrono's months are 1 to 12.
    let number = u8::try_from(date.month()).ok();
    let month = number.and_then(|number| Month::try_from(number).ok());
    month.unwrap_or(Month::January).name()
}

/// `Thu 25`
pub(crate) fn day_of_month(date: NaiveDate) -> String {
    format!("{} {}", short(weekday(date)), date.day())
}

/// `Thu 25 Dec`
pub(crate) fn day_of_year(date: NaiveDate) -> String {
    format!("{} {}", day_of_month(date), short(month(date)))
}

/// `Thu 25 Dec 2025`
pub(crate) fn day(date: NaiveDate) -> String {
    format!("{} {:04}", day_of_year(date), date.year())
}

/// `16:42`
pub(crate) fn minutes(time: &impl Timelike) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `16:42:07`
pub(crate) fn seconds(time: &impl Timelike) -> String {
    format!("{}:{:02}", minutes(time), time.second())
}

/// `16:42:07.250`
pub(crate) fn milliseconds(time: &impl Timelike) -> String {
    format!("{}.{:03}", seconds(time), time.nanosecond() / 1_000_000)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    /// Every date of some years, and some times, as chrono's patterns have them.
    #[test]
    fn as_chrono_writes_it() {
        let first = NaiveDate::from_ymd_opt(1999, 12, 30);
        let days = first.map(|first| first.iter_days().take(900));
        for date in days.into_iter().flatten() {
            for (ours, pattern) in [
                (super::day(date), "%a %-d %b %Y"),
                (super::day_of_year(date), "%a %-d %b"),
                (super::day_of_month(date), "%a %-d"),
                (super::month(date).to_owned(), "%B"),
                (super::weekday(date).to_owned(), "%A"),
            ] {
                assert_eq!(ours, date.format(pattern).to_string());
            }
        }
        for (hour, minute, second, milli) in [(0, 0, 0, 0), (9, 5, 7, 40), (23, 59, 59, 999)] {
            let time = NaiveTime::from_hms_milli_opt(hour, minute, second, milli);
            if let Some(time) = time {
                for (ours, pattern) in [
                    (super::minutes(&time), "%H:%M"),
                    (super::seconds(&time), "%H:%M:%S"),
                    (super::milliseconds(&time), "%H:%M:%S%.3f"),
                ] {
                    assert_eq!(ours, time.format(pattern).to_string());
                }
            }
        }
    }
}
