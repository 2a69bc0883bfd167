//! A date, as a number of days.

use chrono::{Datelike, NaiveDate, Weekday};

use super::DAY;

/// A date: days since 1970-01-01, in no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Day(pub(crate) i32);

/// 1970-01-01 in chrono's count from 1 January of year 1.
const EPOCH_FROM_CE: i32 = 719_163;

/// The number of days that so many milliseconds since 1970 are, rounded down, and the milliseconds
/// that are left.
///
/// Numbers of 32 bits are divided by multiplication on every machine; those of 64 are not on
/// WebAssembly, where this is asked most.
#[inline]
pub(crate) fn days_and_rest(millis: i64) -> (i64, i64) {
    // A day is 84,375 times 1,024 milliseconds; so told until the year 2109.
    const PARTS: u32 = (DAY >> 10) as u32;
    let days = match u32::try_from(millis >> 10) {
        Ok(parts) => i64::from(parts / PARTS),
        Err(_) => millis.div_euclid(DAY),
    };
    (days, millis.wrapping_sub(days.wrapping_mul(DAY)))
}

impl Day {
    #[inline]
    pub(crate) fn of(date: NaiveDate) -> Self {
        Day(date.num_days_from_ce() - EPOCH_FROM_CE)
    }

    pub(crate) fn date(self) -> NaiveDate {
        self.0
            .checked_add(EPOCH_FROM_CE)
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            .unwrap_or(NaiveDate::MAX)
    }

    pub(crate) fn plus(self, days: i32) -> Self {
        Day(self.0.saturating_add(days))
    }

    pub(crate) fn next(self) -> Self {
        self.plus(1)
    }

    pub(crate) fn previous(self) -> Self {
        self.plus(-1)
    }

    /// The day the same number of the month, `months` later or earlier; a month
    /// too short for it gives its last day. Nothing beyond chrono's years.
    pub(crate) fn plus_months(self, months: i32) -> Option<Self> {
        let count = chrono::Months::new(months.unsigned_abs());
        let date = if months < 0 {
            self.date().checked_sub_months(count)
        } else {
            self.date().checked_add_months(count)
        };
        date.map(Day::of)
    }

    pub(crate) fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        const FROM_THURSDAY: [Weekday; 7] = [
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
        ];
        let [first, ..] = FROM_THURSDAY;
        let index = self.0.rem_euclid(7) as usize;
        FROM_THURSDAY.get(index).copied().unwrap_or(first)
    }

    /// The weekday's name, in English.
    pub(crate) fn weekday_name(self) -> &'static str {
        name_of(self.weekday())
    }

    pub(crate) fn same_month(self, other: Day) -> bool {
        let (a, b) = (self.date(), other.date());
        (a.year(), a.month()) == (b.year(), b.month())
    }
}

/// A weekday's name, in English.
pub(crate) fn name_of(weekday: Weekday) -> &'static str {
    match weekday {
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
    use super::{DAY, days_and_rest};

    #[test]
    fn days_are_those_of_a_plain_division() {
        let mut near = vec![0, i64::MIN, i64::MAX, 1 << 42, DAY << 15];
        near.extend((-50_000..60_000).map(|day| day * DAY));
        near.extend((0..5_000).map(|part| (u64::from(u32::MAX) as i64 - part) << 10));
        near.extend((0..63).flat_map(|power| [1 << power, -1 << power]));
        for at in near {
            for millis in [-1_025, -1_024, -1, 0, 1, 1_023, 1_024].map(|by| at.saturating_add(by)) {
                let plain = (millis.div_euclid(DAY), millis.rem_euclid(DAY));
                assert_eq!(days_and_rest(millis), plain, "{millis}");
            }
        }
    }
}
