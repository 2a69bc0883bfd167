//! Reading the digits of dates and times.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// What is left of a text.
struct Rest<'t>(&'t [u8]);

impl Rest<'_> {
    /// Takes one of some letters, if it comes next.
    fn one_of(&mut self, letters: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        letters.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// The number that the digits which come next are, of so many at least and at most.
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.0.iter().take(most);
        let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
        let (number, rest) = self.0.split_at_checked(digits.max(least))?;
        self.0 = rest;
        number.iter().try_fold(0, |number: u32, byte| {
            let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
            number.checked_mul(10)?.checked_add(digit)
        })
    }

    /// What comes after a point, as nanoseconds; finer is rounded down.
    fn nanoseconds(&mut self) -> Option<u32> {
        let before = self.0.len();
        let number = self.number(1, 9)?;
        let digits = u32::try_from(before - self.0.len()).ok()?;
        while self.one_of(b"0123456789").is_some() {}
        number.checked_mul(10_u32.checked_pow(9 - digits)?)
    }

    /// `Z`, `+01:00`, `+0100` or `+01`, with what stands after it.
    fn offset(mut self) -> Option<FixedOffset> {
        while self.one_of(b" ").is_some() {}
        let seconds = match self.one_of(b"Zz+-")? {
            b'Z' | b'z' => 0,
            sign => {
                let hours = i32::try_from(self.number(2, 2)?).ok()?;
                let minutes = match self.0 {
                    [] => 0,
                    _ => {
                        self.one_of(b":");
                        i32::try_from(self.number(2, 2).filter(|minutes| *minutes < 60)?).ok()?
                    }
                };
                let seconds = (hours * 60 + minutes) * 60;
                if sign == b'-' { -seconds } else { seconds }
            }
        };
        self.0.is_empty().then(|| FixedOffset::east_opt(seconds))?
    }
}

/// A date with its year first, its parts apart by hyphens: nothing where there is no such date.
fn date(text: &mut Rest<'_>) -> Option<NaiveDate> {
    let year = i32::try_from(text.number(4, 4)?).ok()?;
    text.one_of(b"-")?;
    let month = text.number(1, 2)?;
    text.one_of(b"-")?;
    let day = text.number(1, 2)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A date written year first in all its digits, and nothing else.
pub(crate) fn iso_date(text: &str) -> Option<NaiveDate> {
    (text.len() == 10).then(|| whole(text, date))?
}

/// A date written day first, as in the United Kingdom: `19/12/2025`.
pub(super) fn day_first(text: &str) -> Option<NaiveDate> {
    whole(text, |text| {
        let day = text.number(1, 2)?;
        text.one_of(b"/")?;
        let month = text.number(1, 2)?;
        text.one_of(b"/")?;
        let year = i32::try_from(text.number(4, 4)?).ok()?;
        NaiveDate::from_ymd_opt(year, month, day)
    })
}

/// What reads the whole of a text.
fn whole<T>(text: &str, read: impl FnOnce(&mut Rest<'_>) -> Option<T>) -> Option<T> {
    let mut rest = Rest(text.as_bytes());
    let read = read(&mut rest)?;
    rest.0.is_empty().then_some(read)
}

/// A date and a time of day, and where an offset follows the instant that they are.
pub(super) fn date_time(text: &str) -> Option<(NaiveDateTime, Option<DateTime<FixedOffset>>)> {
    let mut text = Rest(text.as_bytes());
    let date = date(&mut text)?;
    text.one_of(b"Tt ")?;
    let hour = text.number(1, 2)?;
    text.one_of(b":")?;
    let minute = text.number(1, 2)?;
    let (mut second, mut nano) = (0, 0);
    if text.one_of(b":").is_some() {
        second = text.number(1, 2)?;
        if text.one_of(b".").is_some() {
            nano = text.nanoseconds()?;
        }
    }
    let local = date.and_time(NaiveTime::from_hms_nano_opt(hour, minute, second, nano)?);
    if text.0.is_empty() {
        return Some((local, None));
    }
    let offset = text.offset()?;
    let instant = DateTime::from_naive_utc_and_offset(local.checked_sub_offset(offset)?, offset);
    Some((local, Some(instant)))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, NaiveDateTime};

    use super::{date_time, day_first, iso_date};

    const DIGITS: [&str; 12] = [
        "00", "01", "02", "09", "12", "13", "23", "24", "28", "30", "59", "60",
    ];

    /// Whatever is written in two digits each means what chrono says, and is refused where
    /// chrono refuses it.
    #[test]
    fn as_chrono_reads_it() {
        let ends = [
            "",
            ":07",
            ":60",
            ":07.5",
            ":07.123456789",
            ":07.1234567891",
            ":07.",
            ":",
            "Z",
            "z",
            "+01:00",
            "-0330",
            "+05",
            " +01:00",
            "+24:00",
            "+01:60",
            "+1",
            ":07Z",
            ":07+01:00",
            ":07.25-11:59",
            ":60Z",
            ":07+24:00",
            ":07x",
            "x",
        ];
        for (at, month) in DIGITS.iter().enumerate() {
            for day in DIGITS {
                let date = format!("2024-{month}-{day}");
                let known = NaiveDate::parse_from_str(&date, "%Y-%m-%d").ok();
                assert_eq!(iso_date(&date), known, "{date}");
                let uk = format!("{day}/{month}/2024");
                assert_eq!(day_first(&uk), known, "{uk}");
                for minute in DIGITS {
                    let hour = DIGITS.get((at + 3) % DIGITS.len()).unwrap_or(&"00");
                    for end in ends {
                        for between in ["T", " "] {
                            let text = format!("{date}{between}{hour}:{minute}{end}");
                            assert_eq!(date_time(&text), by_chrono(&text), "{text}");
                        }
                    }
                }
            }
        }
    }

    type Read = (NaiveDateTime, Option<DateTime<chrono::FixedOffset>>);

    fn by_chrono(text: &str) -> Option<Read> {
        use chrono::Timelike as _;
        let instant = DateTime::parse_from_rfc3339(text).ok().or_else(|| {
            let patterns = ["%Y-%m-%dT%H:%M%#z", "%Y-%m-%d %H:%M%#z"];
            let mut read = patterns.iter();
            read.find_map(|pattern| DateTime::parse_from_str(text, pattern).ok())
        });
        if let Some(instant) = instant {
            return (instant.nanosecond() < 1_000_000_000)
                .then(|| (instant.naive_local(), Some(instant)));
        }
        let patterns = [
            "%Y-%m-%dT%H:%M:%S%.f",
            "%Y-%m-%d %H:%M:%S%.f",
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%d %H:%M",
        ];
        let mut read = patterns.iter();
        let local = read.find_map(|pattern| NaiveDateTime::parse_from_str(text, pattern).ok());
        local
            .filter(|local| local.nanosecond() < 1_000_000_000)
            .map(|local| (local, None))
    }
}
