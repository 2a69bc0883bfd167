//! An instant, as a number of milliseconds.

use std::fmt::Write;

use chrono::{DateTime, FixedOffset, TimeZone, Timelike, Utc};
use serde::Serializer;

/// An instant: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Instant(pub(crate) i64);

impl Instant {
    /// Finer than a millisecond is rounded down.
    pub(crate) fn of<Tz: TimeZone>(time: &DateTime<Tz>) -> Self {
        // `timestamp_millis` rounds down, before 1970 too.
        Instant(time.timestamp_millis())
    }

    pub(crate) fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    pub(crate) fn plus(self, millis: i64) -> Self {
        Instant(self.0.saturating_add(millis))
    }

    /// The first instant too late, when this one is the last in time.
    pub(crate) fn next(self) -> Self {
        self.plus(1)
    }

    pub(crate) fn since(self, earlier: Instant) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The earlier of two, or the one that there is.
#[inline]
pub(crate) fn earlier(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// RFC 3339 with the offset in digits and milliseconds only where there are some:
/// one instant in one zone has one spelling, in every language.
pub(crate) fn write(time: &DateTime<FixedOffset>) -> String {
    let mut text = String::with_capacity(29);
    // Writing into a text does not fail.
    let _ = write!(text, "{}T", time.date_naive());
    two(&mut text, time.hour());
    text.push(':');
    two(&mut text, time.minute());
    text.push(':');
    two(&mut text, time.second());
    let millis = time.nanosecond() / 1_000_000;
    if millis > 0 {
        text.push('.');
        text.push(digit(millis / 100));
        two(&mut text, millis);
    }
    let east = time.offset().local_minus_utc();
    text.push(if east < 0 { '-' } else { '+' });
    // The few offsets that have seconds are told to the nearest minute.
    let minutes = (east.unsigned_abs() + 30) / 60;
    two(&mut text, minutes / 60);
    text.push(':');
    two(&mut text, minutes % 60);
    text
}

/// The last two digits of a number.
fn two(text: &mut String, number: u32) {
    text.push(digit(number / 10));
    text.push(digit(number));
}

/// The last digit of a number.
fn digit(number: u32) -> char {
    char::from_digit(number % 10, 10).unwrap_or('0')
}

/// For answers: see [`write`].
pub(crate) fn serialize_instant<S: Serializer>(
    time: &DateTime<FixedOffset>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&write(time))
}

/// For answers: see [`write`].
pub(crate) fn serialize_optional_instant<S: Serializer>(
    time: &Option<DateTime<FixedOffset>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serialize_instant(time, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, SecondsFormat};

    /// As chrono writes it, at any instant and for any offset.
    #[test]
    fn as_chrono_writes_it() {
        let offsets = [0, 3_600, -3_600, 19_800, -16_200, -2_670, 50_400, 45, -45];
        for offset in offsets.into_iter().filter_map(FixedOffset::east_opt) {
            for at in [
                0,
                1,
                999,
                -1,
                63_072_000_000,
                1_766_162_520_250,
                4_102_444_799_999,
            ] {
                let time = DateTime::from_timestamp_millis(at).map(|at| at.with_timezone(&offset));
                for time in time.into_iter() {
                    assert_eq!(
                        super::write(&time),
                        time.to_rfc3339_opts(SecondsFormat::AutoSi, false)
                    );
                }
            }
        }
    }
}
