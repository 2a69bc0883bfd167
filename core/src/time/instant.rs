//! An instant, as a number of milliseconds.

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeZone, Utc};
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

/// RFC 3339 with the offset in digits and milliseconds only where there are some:
/// one instant in one zone has one spelling, in every language.
pub(crate) fn write(time: &DateTime<FixedOffset>) -> String {
    time.to_rfc3339_opts(SecondsFormat::AutoSi, false)
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
