//! The days of a landlord's years: their dates, and on which of them work is done.

use chrono::{Datelike, Days as Whole, NaiveDate, Weekday};

/// The bank holidays of England and Wales, 2019 to 2027, as GOV.UK publishes them. Fixed
/// here, so that a new edition of the shipped calendar changes no byte of what is made.
pub const BANK_HOLIDAYS: &[&str] = &[
    "2019-01-01",
    "2019-04-19",
    "2019-04-22",
    "2019-05-06",
    "2019-05-27",
    "2019-08-26",
    "2019-12-25",
    "2019-12-26",
    "2020-01-01",
    "2020-04-10",
    "2020-04-13",
    "2020-05-08",
    "2020-05-25",
    "2020-08-31",
    "2020-12-25",
    "2020-12-28",
    "2021-01-01",
    "2021-04-02",
    "2021-04-05",
    "2021-05-03",
    "2021-05-31",
    "2021-08-30",
    "2021-12-27",
    "2021-12-28",
    "2022-01-03",
    "2022-04-15",
    "2022-04-18",
    "2022-05-02",
    "2022-06-02",
    "2022-06-03",
    "2022-08-29",
    "2022-09-19",
    "2022-12-26",
    "2022-12-27",
    "2023-01-02",
    "2023-04-07",
    "2023-04-10",
    "2023-05-01",
    "2023-05-08",
    "2023-05-29",
    "2023-08-28",
    "2023-12-25",
    "2023-12-26",
    "2024-01-01",
    "2024-03-29",
    "2024-04-01",
    "2024-05-06",
    "2024-05-27",
    "2024-08-26",
    "2024-12-25",
    "2024-12-26",
    "2025-01-01",
    "2025-04-18",
    "2025-04-21",
    "2025-05-05",
    "2025-05-26",
    "2025-08-25",
    "2025-12-25",
    "2025-12-26",
    "2026-01-01",
    "2026-04-03",
    "2026-04-06",
    "2026-05-04",
    "2026-05-25",
    "2026-08-31",
    "2026-12-25",
    "2026-12-28",
    "2027-01-01",
    "2027-03-26",
    "2027-03-29",
    "2027-05-03",
    "2027-05-31",
    "2027-08-30",
    "2027-12-27",
    "2027-12-28",
];

/// How many days after the last are known, for what is planned beyond it.
const BEYOND: u32 = 800;

/// A row of days, numbered from 0.
#[derive(Debug)]
pub struct Days {
    first: NaiveDate,
    count: u32,
    texts: Vec<[u8; 10]>,
    works: Vec<bool>,
}

impl Days {
    /// The days from `first` to `last`, both included.
    pub(crate) fn new(first: NaiveDate, last: NaiveDate) -> Self {
        let count = (last - first).num_days() as u32 + 1;
        let mut texts = Vec::new();
        let mut works = Vec::new();
        for number in 0..count + BEYOND {
            let date = first + Whole::new(u64::from(number));
            let text = date.to_string();
            let mut bytes = [b'0'; 10];
            bytes.copy_from_slice(&text.as_bytes()[..10]);
            texts.push(bytes);
            let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            works.push(!weekend && BANK_HOLIDAYS.binary_search(&text.as_str()).is_err());
        }
        Days {
            first,
            count,
            texts,
            works,
        }
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The date of one.
    pub fn date(&self, number: u32) -> NaiveDate {
        self.first + Whole::new(u64::from(number))
    }

    /// The date of one as it is written, year first.
    pub fn text(&self, number: u32) -> &[u8; 10] {
        &self.texts[number as usize]
    }

    /// Whether work is done on it.
    pub fn works(&self, number: u32) -> bool {
        self.works[number as usize]
    }

    /// The day on which so many working days after one are over.
    pub(crate) fn working_days_after(&self, number: u32, working_days: u32) -> u32 {
        let mut day = number;
        let mut left = working_days;
        while left > 0 && day + 1 < self.works.len() as u32 {
            day += 1;
            left -= u32::from(self.works(day));
        }
        day
    }

    /// The day itself, or the next on which work is done.
    pub(crate) fn worked_on(&self, number: u32) -> u32 {
        let mut day = number;
        while !self.works(day) && day + 1 < self.works.len() as u32 {
            day += 1;
        }
        day
    }
}
