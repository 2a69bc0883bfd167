//! Times as people and systems write them.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::iso;
use crate::error::{Code, Error, Problem};

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
        if let Some(time) = usual(trimmed.as_bytes()).or_else(|| unusual(trimmed)) {
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
            format!("\"{}\" is not a time", shown.escape_debug()),
        )
        .hint(hint)
        .into())
    }
}

/// The forms that systems write, digit by digit: a date; a date and a time to the minute, the second
/// or the millisecond; the same in UTC, `Z`. Nothing for any other, which is then read slowly.
fn usual(text: &[u8]) -> Option<EventTime> {
    let (date, rest) = text.split_first_chunk::<10>()?;
    let [y, e, a, r, b'-', m, o, b'-', d, t] = *date else {
        return None;
    };
    let (month, day) = (two(m, o)?, two(d, t)?);
    let date = NaiveDate::from_ymd_opt((two(y, e)? * 100 + two(a, r)?) as i32, month, day)?;
    let Some((mark, rest)) = rest.split_first() else {
        return Some(EventTime::Date(date));
    };
    let (minutes, rest) = rest.split_first_chunk::<5>()?;
    let [h, i, b':', n, u] = *minutes else {
        return None;
    };
    let (hour, minute) = (two(h, i)?, two(n, u)?);
    let (second, millis, rest) = match rest {
        [b':', s, c, b'.', x, y, z, rest @ ..] => {
            (two(*s, *c)?, two(*x, *y)? * 10 + two(b'0', *z)?, rest)
        }
        [b':', s, c, rest @ ..] => (two(*s, *c)?, 0, rest),
        rest => (0, 0, rest),
    };
    let local = date.and_hms_milli_opt(hour, minute, second, millis)?;
    match (mark, rest) {
        (b'T' | b' ', []) => Some(EventTime::Local(local)),
        (b'T' | b' ', b"Z") => Some(EventTime::Instant(local.and_utc().fixed_offset())),
        _ => None,
    }
}

/// All forms.
fn unusual(trimmed: &str) -> Option<EventTime> {
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

/// Two digits as a number.
fn two(tens: u8, ones: u8) -> Option<u32> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    Some(digit(tens)? * 10 + digit(ones)?)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read the short way is what chrono reads of it.
    #[test]
    fn the_usual_forms_are_read_as_all_are() {
        let dates = [
            "2025-12-19",
            "2024-02-29",
            "2025-02-29",
            "2025-13-01",
            "0000-01-01",
            "9999-12-31",
            "2025-1-19",
            "+025-12-19",
            "2025/12/19",
            "2025-12-00",
        ];
        let times = [
            "",
            "T16:42",
            " 16:42",
            "t16:42",
            "T24:00",
            "T23:59",
            "T16:60",
            "T16:42:07",
            "T16:42:60",
            "T16:42:07.123",
            "T16:42:07.12",
            "T16:42.123",
            " 16:42:07.999",
            "T16:4",
            "T16:42:",
            "T",
        ];
        let zones = ["", "Z", "z", "+00:00", "+01:00", " Z", "Zx"];
        let mut read = 0;
        for date in dates {
            for time in times {
                for zone in zones {
                    let text = format!("{date}{time}{zone}");
                    if let Some(usual) = usual(text.as_bytes()) {
                        assert_eq!(Some(usual), unusual(&text), "{text}");
                        read += 1;
                    }
                }
            }
        }
        // Four dates there are: alone; at a minute, a second and a millisecond, local and in UTC.
        assert_eq!(read, 4 * (1 + 6 * 2));
    }
}
