//! Dates as a wall calendar has them: a year, a month and a day, and a page turned at
//! a time. Nothing here divides days into years.

use std::fmt;
use std::sync::LazyLock;

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(crate) const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Date {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// How many days a month of a year has.
pub(crate) fn length(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 400 == 0 => 29,
        2 if year % 100 == 0 => 28,
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    pub(crate) const fn new(year: i32, month: u8, day: u8) -> Self {
        Date { year, month, day }
    }

    /// Reads `2026-12-24`.
    pub(crate) fn read(text: &str) -> Self {
        let parts: Vec<i32> = text.split('-').map(|part| part.parse().unwrap()).collect();
        Date::new(parts[0], parts[1] as u8, parts[2] as u8)
    }

    pub(crate) fn next(self) -> Self {
        match self {
            Date { year, month, day } if day < length(year, month) => {
                Date::new(year, month, day + 1)
            }
            Date {
                year, month: 12, ..
            } => Date::new(year + 1, 1, 1),
            Date { year, month, .. } => Date::new(year, month + 1, 1),
        }
    }

    pub(crate) fn previous(self) -> Self {
        match self {
            Date { year, month, day } if day > 1 => Date::new(year, month, day - 1),
            Date { year, month: 1, .. } => Date::new(year - 1, 12, 31),
            Date { year, month, .. } => Date::new(year, month - 1, length(year, month - 1)),
        }
    }

    /// So many pages on, or back when negative.
    pub(crate) fn turn(self, days: i64) -> Self {
        let mut date = self;
        for _ in 0..days {
            date = date.next();
        }
        for _ in days..0 {
            date = date.previous();
        }
        date
    }

    /// The day of the same number so many months later or earlier, month by month; the
    /// last day of a month that is too short.
    pub(crate) fn corresponding(self, months: i64) -> Self {
        let (mut year, mut month) = (self.year, self.month);
        for _ in 0..months {
            (year, month) = if month == 12 {
                (year + 1, 1)
            } else {
                (year, month + 1)
            };
        }
        for _ in months..0 {
            (year, month) = if month == 1 {
                (year - 1, 12)
            } else {
                (year, month - 1)
            };
        }
        Date::new(year, month, self.day.min(length(year, month)))
    }

    /// Days since 1 January 1970: its page's place in the almanac.
    pub(crate) fn number(self) -> i64 {
        let place = ALMANAC.binary_search(&self).unwrap();
        place as i64 - *EPOCH
    }

    pub(crate) fn numbered(number: i64) -> Self {
        ALMANAC[usize::try_from(number + *EPOCH).unwrap()]
    }

    /// Monday is 0.
    pub(crate) fn weekday(self) -> usize {
        // 1 January 1970 was a Thursday.
        (self.number() + 3).rem_euclid(7) as usize
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Every date that can be asked about, in order: an allowance of a hundred years on
/// either side of the times that zones are known for.
static ALMANAC: LazyLock<Vec<Date>> = LazyLock::new(|| {
    std::iter::successors(Some(Date::new(1860, 1, 1)), |date| Some(date.next()))
        .take_while(|date| date.year < 2210)
        .collect()
});

static EPOCH: LazyLock<i64> =
    LazyLock::new(|| ALMANAC.binary_search(&Date::new(1970, 1, 1)).unwrap() as i64);

/// The Sunday of Easter: by Gauss's rule with the corrections for 1900 to 2199, where
/// M is 24 and N is 5 until 2099 and 6 after.
pub(crate) fn easter(year: i32) -> Date {
    let n = if year < 2100 { 5 } else { 6 };
    let (a, b, c) = (year % 19, year % 4, year % 7);
    let d = (19 * a + 24) % 30;
    let e = (2 * b + 4 * c + 6 * d + n) % 7;
    // The two exceptions: 26 April, and 25 April in the later years of the moon.
    let days = match d + e {
        35 => 28,
        34 if d == 28 && a > 10 => 27,
        days => days,
    };
    Date::new(year, 3, 22).turn(days.into())
}

/// Dates and weekdays that anybody can look up: moon landing, millennium, leap days,
/// and feasts of Easter at both ends of their range.
#[test]
fn the_almanac_is_right() {
    for (date, weekday) in [
        ("1969-07-20", "Sunday"),
        ("2000-01-01", "Saturday"),
        ("2000-02-29", "Tuesday"),
        ("2024-02-29", "Thursday"),
        ("2026-11-22", "Sunday"),
        ("2099-12-31", "Thursday"),
        ("2100-03-01", "Monday"),
    ] {
        assert_eq!(WEEKDAYS[Date::read(date).weekday()], weekday, "{date}");
    }
    assert_eq!(Date::read("2001-09-09").number(), 11_574);
    assert_eq!(Date::read("2100-02-28").next(), Date::read("2100-03-01"));
    assert_eq!(
        Date::read("2096-02-28").next().previous().next(),
        Date::read("2096-02-29")
    );
    for date in [
        "1981-04-19",
        "2008-03-23",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19",
    ] {
        let date = Date::read(date);
        assert_eq!(easter(date.year), date);
    }
}
