//! Random rows, the same at every run: no library's own random numbers, so that any
//! language can make them again.

use chrono::{DateTime, NaiveDate, Utc};

/// How many rows there are of each sort.
pub const ROWS: usize = 100_000;

const MINUTE: i64 = 60_000;
const MINUTES_A_DAY: i64 = 24 * 60;

/// Marsaglia's xorshift of 64 bits.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// A sequence; each seed but 0 has its own.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// A number from 0 to `below - 1`.
    pub fn below(&mut self, below: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % below as u64) as i64
    }
}

/// Starts and numbers of working days.
#[derive(Debug)]
pub struct DayRows {
    /// Days since 1970-01-01.
    pub starts: Vec<i32>,
    /// The same as dates.
    pub dates: Vec<NaiveDate>,
    /// Working days, from 1 to 250.
    pub days: Vec<i32>,
}

impl DayRows {
    /// Starts on every date of 2015 to 2034 alike: 31 in 100 are not worked.
    pub fn new() -> Self {
        let mut random = Random::new(0x9e37_79b9_7f4a_7c15);
        let (first, span) = (day(2015), i64::from(day(2035) - day(2015)));
        let mut rows = DayRows {
            starts: Vec::with_capacity(ROWS),
            dates: Vec::with_capacity(ROWS),
            days: Vec::with_capacity(ROWS),
        };
        for _ in 0..ROWS {
            let start = first + random.below(span) as i32;
            rows.starts.push(start);
            rows.dates.push(date(start));
            rows.days.push(random.below(250) as i32 + 1);
        }
        rows
    }
}

impl Default for DayRows {
    fn default() -> Self {
        DayRows::new()
    }
}

/// Starts and amounts of working time, in whole minutes: a library counts in seconds.
#[derive(Debug)]
pub struct TimeRows {
    /// Milliseconds since 1970-01-01.
    pub starts: Vec<i64>,
    /// Milliseconds of working time.
    pub amounts: Vec<i64>,
}

impl TimeRows {
    /// Starts at every minute of 2015 to 2034 alike, amounts from a minute to eighty
    /// hours, which is ten working days.
    pub fn new() -> Self {
        TimeRows::between(2015, 2035, 1, 80 * 60)
    }

    /// The same starts, within 2015 to 2024, and amounts near to one length.
    pub fn of_length(minutes: i64) -> Self {
        TimeRows::between(2015, 2025, minutes - 30, 60)
    }

    fn between(from: i32, until: i32, least: i64, span: i64) -> Self {
        let mut random = Random::new(0xd1b5_4a32_d192_ed03);
        let first = i64::from(day(from)) * MINUTES_A_DAY;
        let minutes = i64::from(day(until) - day(from)) * MINUTES_A_DAY;
        let mut rows = TimeRows {
            starts: Vec::with_capacity(ROWS),
            amounts: Vec::with_capacity(ROWS),
        };
        for _ in 0..ROWS {
            rows.starts.push((first + random.below(minutes)) * MINUTE);
            rows.amounts.push((least + random.below(span)) * MINUTE);
        }
        rows
    }
}

impl Default for TimeRows {
    fn default() -> Self {
        TimeRows::new()
    }
}

/// Days since 1970-01-01 of a year's first day.
pub(crate) fn day(year: i32) -> i32 {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap().to_epoch_days()
}

/// A date, from the days since 1970-01-01.
pub fn date(days: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(days).unwrap()
}

/// An instant, from the milliseconds since 1970-01-01.
pub fn instant(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap()
}
