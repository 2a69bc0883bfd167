//! The sheet: a row for each quarter of an hour from 2 February to the end of 2026, in
//! London's time by jiff, with the bank holidays by their names in the paper.

use std::sync::LazyLock;

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Milliseconds of a row.
pub(crate) const QUARTER: i64 = 15 * 60_000;

/// 2026: Good Friday, Easter Monday, early May, spring, summer, Christmas, Boxing Day
/// (Monday 28 December, for the Saturday).
const BANK_HOLIDAYS: [(i8, i8); 7] = [(4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)];

pub(crate) struct Row {
    /// The date it lies on, a number that goes up by one a day.
    pub(crate) date: i64,
    /// Whether the office works on that date.
    pub(crate) works: bool,
    /// Whether the office is open during it: from nine to five.
    pub(crate) open: bool,
}

pub(crate) struct Sheet {
    first: i64,
    rows: Vec<Row>,
}

impl Sheet {
    pub(crate) fn get() -> &'static Sheet {
        static SHEET: LazyLock<Sheet> = LazyLock::new(Sheet::write);
        &SHEET
    }

    fn write() -> Self {
        let first: Timestamp = "2026-02-02T00:00:00Z".parse().unwrap();
        let london = TimeZone::get("Europe/London").unwrap();
        let mut rows = Vec::new();
        let mut at = first;
        let mut date = 0;
        let mut before = None;
        while at < "2026-12-31T00:00:00Z".parse().unwrap() {
            let local = at.to_zoned(london.clone());
            let today = local.date();
            if before.is_some_and(|before| before != today) {
                date += 1;
            }
            before = Some(today);
            let weekend = matches!(today.weekday(), Weekday::Saturday | Weekday::Sunday);
            let works = !weekend && !BANK_HOLIDAYS.contains(&(today.month(), today.day()));
            rows.push(Row {
                date,
                works,
                open: works && (9..17).contains(&local.hour()),
            });
            at += 15.minutes();
        }
        Sheet {
            first: first.as_millisecond(),
            rows,
        }
    }

    /// The instant at which a row begins.
    pub(crate) fn at(&self, row: i64) -> i64 {
        self.first + row * QUARTER
    }

    pub(crate) fn row_of(&self, at: &str) -> i64 {
        let at: Timestamp = at.parse().unwrap();
        (at.as_millisecond() - self.first) / QUARTER
    }

    pub(crate) fn row(&self, row: i64) -> &Row {
        &self.rows[row as usize]
    }

    /// Whether the office works on a date.
    pub(crate) fn works(&self, date: i64) -> bool {
        self.row(self.begins(date)).works
    }

    /// The first row of a date.
    pub(crate) fn begins(&self, date: i64) -> i64 {
        self.rows.partition_point(|row| row.date < date) as i64
    }

    pub(crate) fn begins_a_date(&self, row: i64) -> bool {
        self.begins(self.row(row).date) == row
    }

    /// The last millisecond of a date.
    pub(crate) fn end_of(&self, date: i64) -> i64 {
        self.at(self.begins(date + 1)) - 1
    }

    /// The row that an instant lies in.
    pub(crate) fn row_at(&self, at: i64) -> i64 {
        (at - self.first).div_euclid(QUARTER)
    }

    pub(crate) fn date_of(&self, at: i64) -> i64 {
        self.row(self.row_at(at)).date
    }

    /// When the office opens on a date; its beginning, where it does not.
    pub(crate) fn opening(&self, date: i64) -> i64 {
        let begins = self.begins(date);
        let open = (begins..self.begins(date + 1)).find(|row| self.row(*row).open);
        self.at(open.unwrap_or(begins))
    }

    /// When so many milliseconds of the rows that count have passed since an instant.
    pub(crate) fn after(&self, from: i64, millis: i64, counts: impl Fn(i64) -> bool) -> i64 {
        let (mut row, mut at, mut left) = (self.row_at(from), from, millis);
        loop {
            let end = self.at(row + 1);
            if counts(row) {
                if left <= end - at {
                    return at + left;
                }
                left -= end - at;
            }
            (row, at) = (row + 1, end);
        }
    }

    /// The instant from which so many milliseconds of the rows that count pass until another.
    pub(crate) fn before(&self, until: i64, millis: i64, counts: impl Fn(i64) -> bool) -> i64 {
        let (mut row, mut at, mut left) = (self.row_at(until - 1), until, millis);
        loop {
            let start = self.at(row);
            if counts(row) {
                if left <= at - start {
                    return at - left;
                }
                left -= at - start;
            }
            (row, at) = (row - 1, start);
        }
    }
}
