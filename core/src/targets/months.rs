//! Calendar months, as numbers: what every period is made of.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::checked::Period;
use crate::compiled::Engine;
use crate::error::{Code, Error, Problem, Shown as _};
use crate::time::{Day, Instant};

/// A calendar month: the months since January of year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Month(pub(crate) i32);

impl Month {
    pub(crate) fn of(day: Day) -> Self {
        let date = day.date();
        Month(date.year() * 12 + date.month0() as i32)
    }

    /// Its first date.
    pub(crate) fn first(self) -> NaiveDate {
        let month = self.0.rem_euclid(12) as u32 + 1;
        NaiveDate::from_ymd_opt(self.0.div_euclid(12), month, 1).unwrap_or(NaiveDate::MAX)
    }

    pub(crate) fn plus(self, months: i32) -> Self {
        Month(self.0.saturating_add(months))
    }
}

/// Calendar months that follow one another: a financial year, a quarter, a month.
///
/// Written `2025-26` or `2025/26` (the year from 1 April 2025 to 31 March 2026), `2025-Q4` (a quarter of
/// the calendar year: October to December 2025), `2025-11` (November 2025) or `2025` (January
/// to December). Of years before 2012 only the form with `/` is a financial year: `2011-12` is
/// December 2011.
///
/// ```
/// use dueby::Span;
///
/// let year: Span = "2025-26".parse()?;
/// assert_eq!(year.first().to_string(), "2025-04-01");
/// assert_eq!(year.last().to_string(), "2026-03-31");
/// assert_eq!("2025-11".parse::<Span>()?.last().to_string(), "2025-11-30");
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    pub(crate) from: Month,
    /// How many, at least one.
    pub(crate) months: i32,
}

impl Span {
    /// The first date.
    pub fn first(&self) -> NaiveDate {
        self.from.first()
    }

    /// The last date, which still belongs to it.
    pub fn last(&self) -> NaiveDate {
        self.end().first().pred_opt().unwrap_or(NaiveDate::MAX)
    }

    /// The month after the last.
    pub(crate) fn end(&self) -> Month {
        self.from.plus(self.months)
    }

    pub(crate) fn contains(&self, month: Month) -> bool {
        (self.from..self.end()).contains(&month)
    }

    pub(crate) fn each(&self) -> impl Iterator<Item = Month> + use<> {
        let from = self.from;
        (0..self.months).map(move |number| from.plus(number))
    }

    /// The same moved by months.
    pub(crate) fn moved(&self, months: i32) -> Self {
        Span {
            from: self.from.plus(months),
            months: self.months,
        }
    }

    /// The period that a month belongs to.
    pub(crate) fn of(period: Period, month: Month) -> Self {
        let (from, months) = match period {
            Period::Month => (month, 1),
            Period::Quarter => (Month(month.0 - month.0.rem_euclid(3)), 3),
            // April is month 3 from January.
            Period::FinancialYear => (Month(month.0 - (month.0 - 3).rem_euclid(12)), 12),
            Period::Rolling(months) => {
                let months = i32::try_from(months).unwrap_or(1);
                (month.plus(1 - months), months)
            }
        };
        Span { from, months }
    }
}

impl Engine {
    /// A period as it is asked for: what a [`Span`] is written as, or `rolling 12 months`, which
    /// are the calendar month of `as_of` and the 11 before it, in the zone of the first pack's
    /// calendar; 1 to 600 months. And the moment that it is told for: `as_of` or, without it, the
    /// last millisecond of the period.
    ///
    /// # Errors
    ///
    /// `bad-date` for anything else; `missing-field` for rolling months without `as_of`.
    pub fn span(
        &self,
        text: &str,
        as_of: Option<DateTime<Utc>>,
    ) -> Result<(Span, DateTime<Utc>), Error> {
        let zone = self.calendar.zone();
        let rolling = text.trim().strip_prefix("rolling ").and_then(|rest| {
            let number = rest.strip_suffix("months").or(rest.strip_suffix("month"))?;
            let number: u32 = number.trim().parse().ok()?;
            (1..=600).contains(&number).then_some(number)
        });
        let Some(months) = rolling else {
            let span: Span = text.parse()?;
            let last = || zone.start_of(Day::of(span.end().first())).plus(-1).utc();
            return Ok((span, as_of.unwrap_or_else(last)));
        };
        let Some(as_of) = as_of else {
            let message = "rolling months are counted back from a moment";
            return Err(Problem::new(Code::MissingField, message)
                .hint("say as of when")
                .into());
        };
        let month = Month::of(zone.date(Instant::of(&as_of)));
        Ok((Span::of(Period::Rolling(months), month), as_of))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.first(), self.last())
    }
}

impl FromStr for Span {
    type Err = Error;

    /// # Errors
    ///
    /// `bad-date` for anything but the four forms, and for years outside 1972 to 2098.
    fn from_str(text: &str) -> Result<Self, Error> {
        read(text.trim()).ok_or_else(|| {
            Problem::new(
                Code::BadDate,
                format!("\"{}\" is not a period", text.shown()),
            )
            .hint("write a financial year as \"2025-26\", a quarter as \"2025-Q4\", a month as \"2025-11\" or a calendar year as \"2025\"")
            .into()
        })
    }
}

fn read(text: &str) -> Option<Span> {
    let digits = |text: &str, many: usize| {
        (text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<i32>().ok())
            .flatten()
    };
    if let Some((year, next)) = text.split_once('/') {
        let year = digits(year, 4).filter(|year| (1972..=2098).contains(year))?;
        return (digits(next, 2)? == (year + 1) % 100).then(|| Span {
            from: Month(year * 12 + 3),
            months: 12,
        });
    }
    let (year, rest) = text.split_once('-').unwrap_or((text, ""));
    let year = digits(year, 4).filter(|year| (1972..=2098).contains(year))?;
    let of = |month: i32, months: i32| Span {
        from: Month(year * 12 + month),
        months,
    };
    if rest.is_empty() {
        return (!text.contains('-')).then(|| of(0, 12));
    }
    if let Some(quarter) = rest.strip_prefix('Q') {
        let quarter = digits(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?;
        return Some(of((quarter - 1) * 3, 3));
    }
    let number = digits(rest, 2)?;
    if (1..=12).contains(&number) {
        // 2011-12 is December 2011; the financial year is written 2011/12.
        return Some(of(number - 1, 1));
    }
    (number == (year + 1) % 100).then(|| of(3, 12))
}
