//! Dates and times as they stand in a picture.
//!
//! chrono's patterns are read while they are used, and whoever reads them carries every pattern there is.

use chrono::{DateTime, Datelike, FixedOffset, Month, Timelike, Weekday};

/// `Thu 25 Dec 2025 16:42`
pub(crate) fn moment(at: &DateTime<FixedOffset>) -> String {
    format!("{} {}", day(at), minutes(at))
}

/// `Thu 25 Dec 2025`
pub(crate) fn day(date: &impl Datelike) -> String {
    format!(
        "{} {} {:04}",
        date.weekday(),
        day_of_year(date),
        date.year()
    )
}

/// `25 Dec`
pub(crate) fn day_of_year(date: &impl Datelike) -> String {
    format!("{} {}", date.day(), month(date))
}

/// `Dec`
pub(crate) fn month(date: &impl Datelike) -> &'static str {
    // chrono's months are 1 to 12.
    let number = u8::try_from(date.month()).ok();
    let month = number.and_then(|number| Month::try_from(number).ok());
    let name = month.map_or("", |month| month.name());
    name.get(..3).unwrap_or(name)
}

/// `16:42`
pub(crate) fn minutes(time: &impl Timelike) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `Thursday`
pub(crate) fn weekday(date: &impl Datelike) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Days, TimeDelta};

    #[test]
    fn dates_are_those_of_chronos_patterns() {
        let mut at = DateTime::parse_from_rfc3339("0999-12-30T23:07:00+01:00").expect("a time");
        for _ in 0..1_000 {
            for (pattern, ours) in [
                ("%a %-d %b %Y %H:%M", super::moment(&at)),
                ("%a %-d %b %Y", super::day(&at)),
                ("%-d %b", super::day_of_year(&at)),
                ("%b", super::month(&at).to_owned()),
                ("%H:%M", super::minutes(&at)),
                ("%A", super::weekday(&at).to_owned()),
            ] {
                assert_eq!(ours, at.format(pattern).to_string());
            }
            at = at + Days::new(1_103) + TimeDelta::minutes(67);
        }
    }
}
