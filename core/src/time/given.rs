//! Times as people and systems write them.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::iso;
use crate::error::{Code, Error, Problem, Shown as _};

/// When an event happened, as precisely as it was recorded.
///
/// Read from ISO 8601: `2025-12-19T16:42:00+00:00` or `…Z` is an instant,
/// `2025-12-19T16:42:00` (or with a space, or without the seconds) is local to the
/// clock's calendar, `2025-12-19` is some time on that day. Anything finer than a
/// millisecond is rounded down when a deadline is computed from it.
///
/// ```
/// use dueby::EventTime;
///
/// let local: EventTime = "2025-12-19 16:42".parse()?;
/// assert!(matches!(local, EventTime::Local(_)));
/// let day: EventTime = "2025-12-19".parse()?;
/// assert!(matches!(day, EventTime::Date(_)));
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "Date | string"))]
pub enum EventTime {
    /// An instant, with the offset it was written with.
    Instant(DateTime<FixedOffset>),
    /// A time of day in the zone of the clock's calendar.
    Local(NaiveDateTime),
    /// Some time on this date.
    Date(NaiveDate),
}

/// The longest text that can be a time: `2025-12-19T16:42:00.123456789+00:00`.
const LONGEST: usize = 40;

impl FromStr for EventTime {
    type Err = Error;

    /// # Errors
    ///
    /// `bad-time` for anything but the forms above, with what would be right.
    fn from_str(text: &str) -> Result<Self, Error> {
        let trimmed = text.trim();
        if let Some(time) = read(trimmed) {
            return Ok(time);
        }
        let shown: String = text.chars().take(LONGEST).collect();
        let hint = match (uk_date(trimmed), impossible_date(trimmed)) {
            (Some(iso), _) => format!("dates are written year first: \"{iso}\""),
            (None, true) => "there is no such date: check its day and month".to_owned(),
            (None, false) => {
                "write \"2025-12-19T16:42:00\" (local time), \"2025-12-19T16:42:00Z\" \
                     (an instant) or \"2025-12-19\" (a date alone)"
                    .to_owned()
            }
        };
        Err(Problem::new(
            Code::BadTime,
            format!("\"{}\" is not a time", shown.shown()),
        )
        .hint(hint)
        .into())
    }
}

/// Every form.
fn read(trimmed: &str) -> Option<EventTime> {
    if trimmed.len() > LONGEST {
        return None;
    }
    if let Some(date) = iso::iso_date(trimmed) {
        return Some(EventTime::Date(date));
    }
    Some(match iso::date_time(trimmed)? {
        (_, Some(instant)) => EventTime::Instant(instant),
        (local, None) => EventTime::Local(local),
    })
}

/// Whether it looks like a date, year first, but is none: 29 February 2025.
pub(crate) fn impossible_date(text: &str) -> bool {
    let Some(date) = text.get(..10) else {
        return false;
    };
    let like_a_date = date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    like_a_date && iso::iso_date(date).is_none()
}

/// What `19/12/2025` would be, for the hint.
pub(crate) fn uk_date(text: &str) -> Option<String> {
    let (date, rest) = match text.split_once(' ') {
        Some((date, rest)) => (date, Some(rest)),
        None => (text, None),
    };
    let date = iso::day_first(date)?;
    Some(match rest {
        Some(rest) => format!("{date}T{rest}"),
        None => date.to_string(),
    })
}

impl fmt::Display for EventTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EventTime::Instant(time) => f.write_str(&super::instant::write(time)),
            EventTime::Local(time) => write!(f, "{}T{}", time.date(), time.time()),
            EventTime::Date(date) => fmt::Display::fmt(date, f),
        }
    }
}

impl Serialize for EventTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EventTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|error: Error| {
            let problem = error.first();
            serde::de::Error::custom(format!(
                "{}; {}",
                problem.message(),
                problem.remedy().unwrap_or_default()
            ))
        })
    }
}

impl From<DateTime<FixedOffset>> for EventTime {
    fn from(time: DateTime<FixedOffset>) -> Self {
        EventTime::Instant(time)
    }
}

impl From<NaiveDateTime> for EventTime {
    fn from(time: NaiveDateTime) -> Self {
        EventTime::Local(time)
    }
}

impl From<NaiveDate> for EventTime {
    fn from(date: NaiveDate) -> Self {
        EventTime::Date(date)
    }
}
