//! Dates as spreadsheets write them.

use chrono::{NaiveDate, NaiveTime};
use dueby::EventTime;

/// How a file writes its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Dates {
    /// Year first: `2025-12-19`, as the engine reads them.
    #[default]
    Iso,
    /// Day first: `19/12/2025` or `19/12/2025 16:42`; year first is read as well.
    Uk,
}

/// What is wrong with a date, and what would be right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BadDate {
    pub(crate) message: String,
    pub(crate) help: String,
}

const UK_HELP: &str =
    "write day, month and year, with the time if it is known: \"19/12/2025 16:42\"";

impl Dates {
    /// A date or time in a cell.
    pub(crate) fn read(self, text: &str) -> Result<EventTime, BadDate> {
        if self == Dates::Uk
            && let Some(parts) = parts(text)
        {
            return uk(text, &parts);
        }
        text.parse().map_err(|error: dueby::Error| {
            let problem = error.first();
            let help = match self {
                Dates::Uk => UK_HELP.to_owned(),
                Dates::Iso => {
                    let right = problem.remedy().unwrap_or_default();
                    match parts(text) {
                        Some(_) => format!(
                            "{right}; for a file with dates like this one, say that its dates begin with the day"
                        ),
                        None => right.to_owned(),
                    }
                }
            };
            BadDate {
                message: problem.message().to_owned(),
                help,
            }
        })
    }
}

/// A date whose year does not come first, in its parts, and the time after it.
struct Parts<'t> {
    numbers: [&'t str; 3],
    time: Option<&'t str>,
}

fn parts(text: &str) -> Option<Parts<'_>> {
    let (date, time) = match text.split_once(' ') {
        Some((date, time)) => (date, Some(time.trim())),
        None => (text, None),
    };
    let mark = date.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut numbers = date.split(mark);
    let numbers = [numbers.next()?, numbers.next()?, numbers.next()?];
    let all_digits = numbers.iter().all(|part| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())
    });
    let [first, _, last] = numbers;
    (all_digits && date.matches(mark).count() == 2 && first.len() <= 2 && last.len() >= 2)
        .then_some(Parts { numbers, time })
}

fn uk(text: &str, parts: &Parts<'_>) -> Result<EventTime, BadDate> {
    let bad = |message: String, help: String| BadDate { message, help };
    let [day, month, year] = parts.numbers.map(|part| part.parse::<u32>().unwrap_or(0));
    let [.., written_year] = parts.numbers;
    if written_year.len() != 4 {
        return Err(bad(
            format!("the year of \"{text}\" does not have four digits"),
            UK_HELP.to_owned(),
        ));
    }
    let date =
        |month: u32, day: u32| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    let Some(date) = date(month, day) else {
        return Err(match (month, date(day, month)) {
            (13.., Some(swapped)) => bad(
                format!("\"{text}\" is not a date: there is no month {month}"),
                format!(
                    "dates in this file are day first: did you mean \"{}\"?",
                    swapped.format("%d/%m/%Y")
                ),
            ),
            (0 | 13.., _) => bad(
                format!("\"{text}\" is not a date: there is no month {month}"),
                UK_HELP.to_owned(),
            ),
            _ => bad(
                format!("\"{text}\" is not a date: that month has no day {day}"),
                UK_HELP.to_owned(),
            ),
        });
    };
    let Some(time) = parts.time else {
        return Ok(EventTime::Date(date));
    };
    ["%H:%M", "%H:%M:%S", "%H:%M:%S%.f"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(time, format).ok())
        .map(|time| EventTime::Local(date.and_time(time)))
        .ok_or_else(|| {
            bad(
                format!("\"{time}\" is not a time of day"),
                "write hours and minutes on the 24-hour clock: \"16:42\"".to_owned(),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(dates: Dates, text: &str) -> String {
        match dates.read(text) {
            Ok(time) => time.to_string(),
            Err(error) => format!("{}; {}", error.message, error.help),
        }
    }

    #[test]
    fn day_first() {
        for (text, expected) in [
            ("19/12/2025", "2025-12-19"),
            ("01/02/2025", "2025-02-01"),
            ("1/2/2025", "2025-02-01"),
            ("19.12.2025", "2025-12-19"),
            ("19-12-2025 16:42", "2025-12-19T16:42:00"),
            ("19/12/2025 16:42:30", "2025-12-19T16:42:30"),
            ("19/12/2025 9:05", "2025-12-19T09:05:00"),
            // A leap day, and what is year first cannot be misread.
            ("29/02/2028", "2028-02-29"),
            ("2025-12-19 16:42:00", "2025-12-19T16:42:00"),
            ("2025-12-19T16:42:00Z", "2025-12-19T16:42:00+00:00"),
        ] {
            assert_eq!(read(Dates::Uk, text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_told_what_would_be_right() {
        for (text, message, help) in [
            ("31/13/2025", "is not a date: there is no month 13", UK_HELP),
            (
                "12/31/2025",
                "is not a date: there is no month 31",
                "dates in this file are day first: did you mean \"31/12/2025\"?",
            ),
            (
                "30/02/2025",
                "is not a date: that month has no day 30",
                UK_HELP,
            ),
            (
                "29/02/2026",
                "is not a date: that month has no day 29",
                UK_HELP,
            ),
            (
                "00/01/2025",
                "is not a date: that month has no day 0",
                UK_HELP,
            ),
            ("19/12/25", "does not have four digits", UK_HELP),
            ("soon", "\"soon\" is not a time", UK_HELP),
            ("19 December 2025", "is not a time", UK_HELP),
            (
                "19/12/2025 4:42 PM",
                "\"4:42 PM\" is not a time of day",
                "24-hour clock",
            ),
            (
                "19/12/2025 25:00",
                "\"25:00\" is not a time of day",
                "24-hour clock",
            ),
        ] {
            let told = read(Dates::Uk, text);
            assert!(told.contains(message), "{text}: {told}");
            assert!(told.contains(help), "{text}: {told}");
        }
    }

    #[test]
    fn year_first_points_to_the_mapping_for_other_dates() {
        assert_eq!(
            read(Dates::Iso, "2025-12-19 16:42:00"),
            "2025-12-19T16:42:00"
        );
        let told = read(Dates::Iso, "19/12/2025");
        assert!(
            told.contains("2025-12-19") && told.contains("begin with the day"),
            "{told}"
        );
        assert!(!read(Dates::Iso, "soon").contains("begin with the day"));
    }
}
