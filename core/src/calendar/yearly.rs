//! Days that come every year: a date, a weekday of a month, a day beside Easter.

use chrono::{Datelike, Month, NaiveDate, Weekday};

use crate::time::{Day, name_of};
use crate::words::around;

/// A day of every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearlyDay {
    /// `25 December`
    Date { month: u32, day: u32 },
    /// `first Monday of May`: the first is 1, the last -1.
    Weekday {
        nth: i8,
        weekday: Weekday,
        month: u32,
    },
    /// `Easter Sunday`, `2 days before Easter`, `1 day after Easter`.
    Easter { offset: i32 },
}

precompiled!(enum YearlyDay {
    Date { month, day }, Weekday { nth, weekday, month }, Easter { offset },
});

/// `25 December is Saturday or Sunday`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct YearlyCondition {
    pub(crate) month: u32,
    pub(crate) day: u32,
    pub(crate) weekdays: Vec<Weekday>,
}

precompiled!(struct YearlyCondition { month, day, weekdays });

/// `1978-`, `2007-2011`, `2012`: both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Years {
    pub(crate) from: i32,
    pub(crate) to: i32,
}

precompiled!(struct Years { from, to });

impl YearlyDay {
    /// The day in a year; nothing for 29 February in a common year.
    pub(crate) fn in_year(self, year: i32) -> Option<Day> {
        let date = match self {
            YearlyDay::Date { month, day } => NaiveDate::from_ymd_opt(year, month, day)?,
            YearlyDay::Weekday {
                nth,
                weekday,
                month,
            } if nth > 0 => {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth.unsigned_abs())?
            }
            YearlyDay::Weekday { weekday, month, .. } => (1..=5)
                .rev()
                .find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth))?,
            YearlyDay::Easter { offset } => return Some(easter(year)?.plus(offset)),
        };
        Some(Day::of(date))
    }

    /// Reads any of the forms; nothing for anything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        match words.as_slice() {
            ["Easter", "Sunday"] => Some(YearlyDay::Easter { offset: 0 }),
            [days, "day" | "days", side, "Easter"] => {
                let days: i32 = days.parse().ok().filter(|days| (1..=100).contains(days))?;
                match *side {
                    "before" => Some(YearlyDay::Easter { offset: -days }),
                    "after" => Some(YearlyDay::Easter { offset: days }),
                    _ => None,
                }
            }
            [nth, weekday, "of", month] => {
                let nth = match *nth {
                    "first" => 1,
                    "second" => 2,
                    "third" => 3,
                    "fourth" => 4,
                    "last" => -1,
                    _ => return None,
                };
                Some(YearlyDay::Weekday {
                    nth,
                    weekday: self::weekday(weekday)?,
                    month: month_number(month)?,
                })
            }
            [_, _] => {
                let (month, day) = month_day(text)?;
                Some(YearlyDay::Date { month, day })
            }
            _ => None,
        }
    }
}

impl YearlyCondition {
    pub(crate) fn holds(&self, year: i32) -> bool {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .is_some_and(|date| self.weekdays.contains(&date.weekday()))
    }

    /// Reads `25 December is Saturday or Sunday`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (date, mut rest) = around(" is ", text)?;
        let (month, day) = month_day(date.trim())?;
        let mut weekdays = Vec::new();
        while let Some((one, more)) = around(" or ", rest) {
            weekdays.push(weekday(one.trim())?);
            rest = more;
        }
        weekdays.push(weekday(rest.trim())?);
        Some(YearlyCondition {
            month,
            day,
            weekdays,
        })
    }
}

impl Years {
    pub(crate) const ALL: Years = Years {
        from: i32::MIN,
        to: i32::MAX,
    };

    pub(crate) fn holds(self, year: i32) -> bool {
        (self.from..=self.to).contains(&year)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let year = |text: &str| -> Option<i32> {
            (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.parse().ok())?
        };
        match text.split_once('-') {
            None => year(text).map(|year| Years {
                from: year,
                to: year,
            }),
            Some((from, "")) => Some(Years {
                from: year(from)?,
                ..Years::ALL
            }),
            Some((from, to)) => {
                let (from, to) = (year(from)?, year(to)?);
                (from <= to).then_some(Years { from, to })
            }
        }
    }
}

/// Reads `25 December` into month and day; 29 February is a day, 30 is not.
pub(crate) fn month_day(text: &str) -> Option<(u32, u32)> {
    let (day, month) = text.split_once(' ')?;
    let (day, month) = (day.parse().ok()?, month_number(month)?);
    // A leap year has every date.
    NaiveDate::from_ymd_opt(2000, month, day)?;
    Some((month, day))
}

fn month_number(name: &str) -> Option<u32> {
    // chrono reads any case and abbreviations; a rule has one spelling.
    let is_called = |number: &u8| Month::try_from(*number).is_ok_and(|month| month.name() == name);
    (1..=12).find(is_called).map(u32::from)
}

/// A weekday by its name or the first three letters of it, in any case.
fn weekday(text: &str) -> Option<Weekday> {
    let mut all = (0..7).filter_map(|number: u8| Weekday::try_from(number).ok());
    all.find(|weekday| {
        let name = name_of(*weekday);
        let short = name.get(..3).unwrap_or(name);
        text.eq_ignore_ascii_case(name) || text.eq_ignore_ascii_case(short)
    })
}

/// Easter Sunday in the Gregorian calendar: the anonymous algorithm published in
/// Nature, 20 April 1876 (Meeus, Astronomical Algorithms, chapter 8).
fn easter(year: i32) -> Option<Day> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    let date = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    Some(Day::of(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// And months by the one spelling that rules have.
    #[test]
    fn weekdays_are_read_as_chrono_reads_them() {
        for text in [
            "Monday", "monday", "TUESDAY", "wed", "Thu", "Thur", "Thurs", "Friday ", "fri.",
            "Satur", "Sun", "sunday", "", "day", "M", "Mo", "Mondays", "Žun",
        ] {
            assert_eq!(weekday(text), text.parse().ok(), "{text}");
        }
        for (number, name) in (1..).zip(["January", "February", "March", "April", "May", "June"]) {
            assert_eq!(month_number(name), Some(number));
            assert_eq!(month_number(&name.to_lowercase()), None);
        }
        assert_eq!(month_number("Jan"), None);
        assert_eq!(month_number("December"), Some(12));
    }

    /// Dates of Easter as published by the U.S. Naval Observatory and, for the
    /// earliest and the latest possible, by Meeus.
    #[test]
    fn easter_falls_where_it_was_published() {
        for (year, date) in [
            (1818, "1818-03-22"),
            (1943, "1943-04-25"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2011, "2011-04-24"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter(year).unwrap().date().to_string(), date);
        }
    }

    #[test]
    fn the_last_weekday_of_a_month() {
        let last = YearlyDay::parse("last Monday of May").unwrap();
        assert_eq!(last.in_year(2027).unwrap().date().to_string(), "2027-05-31");
        assert_eq!(last.in_year(2026).unwrap().date().to_string(), "2026-05-25");
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "Christmas",
            "25 Dec",
            "31 June",
            "fifth Monday of May",
            "monday of May",
        ] {
            assert_eq!(YearlyDay::parse(text), None, "{text}");
        }
        for text in ["2012-2007", "12", "2012-20", "-2012"] {
            assert_eq!(Years::parse(text), None, "{text}");
        }
        assert_eq!(YearlyCondition::parse("25 December is Weekend"), None);
    }
}
