//! Allowances, as rules write them: `2 working days`, `24 hours`, `1 month`.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{CivilDays, CivilMonths, Elapsed, WorkingDays, WorkingTime};
use crate::error::{Code, Error, Problem, Shown as _, closest};
use crate::time::{HOUR, MINUTE, SECOND};

/// How much time a promise allows, in one kind of time.
///
/// Written as a number and a unit, or several of the same kind: `2 working days`,
/// `24 hours`, `1 hour 30 minutes`, `8 working hours`, `10 days`, `12 weeks`,
/// `1 month`, `5 years`. Numbers are whole.
///
/// ```
/// use dueby::{Allowance, Kind};
///
/// let two: Allowance = "2 working days".parse()?;
/// assert_eq!(two.kind(), Kind::WorkingDays);
/// let ten: Allowance = "10 days".parse()?;
/// assert_eq!(ten.kind(), Kind::CivilDays);
/// assert!("2 working hours 3 days".parse::<Allowance>().is_err());
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub enum Allowance {
    /// Time on any clock: seconds, minutes, hours.
    Elapsed(Elapsed),
    /// Dates: days, weeks.
    CivilDays(CivilDays),
    /// Corresponding dates: months, years.
    CivilMonths(CivilMonths),
    /// Dates on which the calendar works.
    WorkingDays(WorkingDays),
    /// Time while the calendar is open: working hours, working minutes.
    WorkingTime(WorkingTime),
}

precompiled!(
    enum Allowance {
        Elapsed(a),
        CivilDays(a),
        CivilMonths(a),
        WorkingDays(a),
        WorkingTime(a),
    }
);

/// The kinds of time, which are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Seconds, minutes, hours.
    Elapsed,
    /// Days, weeks.
    CivilDays,
    /// Months, years.
    CivilMonths,
    /// Working days.
    WorkingDays,
    /// Working hours, working minutes.
    WorkingTime,
}

precompiled!(
    enum Kind {
        Elapsed,
        CivilDays,
        CivilMonths,
        WorkingDays,
        WorkingTime,
    }
);

impl Kind {
    /// Whether it counts dates, so that a deadline falls on a day.
    pub const fn counts_dates(self) -> bool {
        matches!(
            self,
            Kind::CivilDays | Kind::CivilMonths | Kind::WorkingDays
        )
    }
}

/// A unit: its names, its kind, and how many of the kind's own units it is.
struct Unit {
    one: &'static str,
    many: &'static str,
    kind: Kind,
    size: i64,
}

const UNITS: &[Unit] = &[
    unit("second", "seconds", Kind::Elapsed, SECOND),
    unit("minute", "minutes", Kind::Elapsed, MINUTE),
    unit("hour", "hours", Kind::Elapsed, HOUR),
    unit("day", "days", Kind::CivilDays, 1),
    unit("week", "weeks", Kind::CivilDays, 7),
    unit("month", "months", Kind::CivilMonths, 1),
    unit("year", "years", Kind::CivilMonths, 12),
    unit("working day", "working days", Kind::WorkingDays, 1),
    unit(
        "working minute",
        "working minutes",
        Kind::WorkingTime,
        MINUTE,
    ),
    unit("working hour", "working hours", Kind::WorkingTime, HOUR),
];

const fn unit(one: &'static str, many: &'static str, kind: Kind, size: i64) -> Unit {
    Unit {
        one,
        many,
        kind,
        size,
    }
}

/// The longest allowance of each kind: about a hundred years, so that no sum
/// of allowances overflows.
const fn most(kind: Kind) -> i64 {
    match kind {
        Kind::Elapsed | Kind::WorkingTime => 36_525 * 24 * HOUR,
        Kind::CivilDays | Kind::WorkingDays => 36_525,
        Kind::CivilMonths => 1_200,
    }
}

impl Allowance {
    /// The kind of time it is counted in.
    pub const fn kind(&self) -> Kind {
        match self {
            Allowance::Elapsed(_) => Kind::Elapsed,
            Allowance::CivilDays(_) => Kind::CivilDays,
            Allowance::CivilMonths(_) => Kind::CivilMonths,
            Allowance::WorkingDays(_) => Kind::WorkingDays,
            Allowance::WorkingTime(_) => Kind::WorkingTime,
        }
    }

    /// The number of the kind's own units: milliseconds, dates or months.
    pub const fn amount(&self) -> i64 {
        match self {
            Allowance::Elapsed(elapsed) => elapsed.millis,
            Allowance::CivilDays(days) => days.days as i64,
            Allowance::CivilMonths(months) => months.months as i64,
            Allowance::WorkingDays(days) => days.days as i64,
            Allowance::WorkingTime(time) => time.millis,
        }
    }

    /// An amount of a kind; an amount that does not fit is cut to what does.
    pub(crate) fn of(kind: Kind, amount: i64) -> Self {
        let small = i32::try_from(amount).unwrap_or(if amount < 0 { i32::MIN } else { i32::MAX });
        match kind {
            Kind::Elapsed => Allowance::Elapsed(Elapsed { millis: amount }),
            Kind::CivilDays => Allowance::CivilDays(CivilDays {
                days: small,
                in_weeks: false,
            }),
            Kind::CivilMonths => Allowance::CivilMonths(CivilMonths {
                months: small,
                in_years: false,
            }),
            Kind::WorkingDays => Allowance::WorkingDays(WorkingDays { days: small }),
            Kind::WorkingTime => Allowance::WorkingTime(WorkingTime { millis: amount }),
        }
    }
}

impl FromStr for Allowance {
    type Err = Error;

    /// # Errors
    ///
    /// `bad-allowance` for an unknown unit, a number that is not whole, parts of
    /// different kinds, or more than a hundred years.
    fn from_str(text: &str) -> Result<Self, Error> {
        let bad = |message: String| {
            Problem::new(Code::BadAllowance, message).hint(
                "write a whole number and a unit, such as \"2 working days\", \"24 hours\", \
                 \"10 days\", \"8 working hours\", \"12 weeks\", \"1 month\" or \"5 years\"",
            )
        };
        let shown: String = text.chars().take(60).collect();
        let shown = shown.shown();
        let mut words = text.split_ascii_whitespace().peekable();
        let mut total: Option<(Kind, i64)> = None;
        // Written in weeks or years throughout: told in them too.
        let mut large = true;
        while let Some(number) = words.next() {
            let count: i64 = number
                .parse()
                .ok()
                .filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))
                .ok_or_else(|| bad(format!("\"{shown}\" is not an allowance")))?;
            let mut name = words
                .next()
                .ok_or_else(|| bad(format!("\"{shown}\" has a number without a unit")))?
                .to_owned();
            if name == "working"
                && let Some(next) = words.next()
            {
                name = format!("working {next}");
            }
            let unit = UNITS
                .iter()
                .find(|unit| unit.one == name || unit.many == name)
                .ok_or_else(|| {
                    let problem = bad(format!(
                        "\"{shown}\" has an unknown unit, \"{}\"",
                        name.shown()
                    ));
                    // Both words of "workin days" are needed to see what was meant.
                    let both = words.peek().map(|next| format!("{name} {next}"));
                    let mut names = Vec::new();
                    for unit in UNITS {
                        names.extend([unit.one, unit.many]);
                    }
                    let near = both.and_then(|both| closest(&both, names.iter().copied()));
                    match near.or_else(|| closest(&name, names)) {
                        Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
                        None => problem,
                    }
                })?;
            let so_far = match total {
                Some((kind, _)) if kind != unit.kind => {
                    return Err(bad(format!("\"{shown}\" mixes kinds of time")).into());
                }
                Some((_, so_far)) => so_far,
                None => 0,
            };
            let sum = count
                .checked_mul(unit.size)
                .and_then(|part| part.checked_add(so_far))
                .filter(|sum| *sum <= most(unit.kind))
                .ok_or_else(|| bad(format!("\"{shown}\" is more than a hundred years")))?;
            total = Some((unit.kind, sum));
            large &= unit.size > 1;
        }
        let (kind, amount) = total.ok_or_else(|| bad("an allowance is empty".to_owned()))?;
        Ok(match Allowance::of(kind, amount) {
            Allowance::CivilDays(days) => Allowance::CivilDays(CivilDays {
                in_weeks: large,
                ..days
            }),
            Allowance::CivilMonths(months) => Allowance::CivilMonths(CivilMonths {
                in_years: large,
                ..months
            }),
            allowance => allowance,
        })
    }
}

/// Writes an amount as rules do, with a minus sign before it where it is negative:
/// `-1 hour 30 minutes`. Weeks and years stay weeks and years where a rule wrote
/// them; a sum worked out is told in days and months.
impl fmt::Display for Allowance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.amount();
        if amount < 0 {
            f.write_str("-")?;
        }
        let amount = amount.unsigned_abs();
        match self {
            Allowance::Elapsed(_) => clock_time(f, amount, ""),
            Allowance::WorkingTime(_) => clock_time(f, amount, "working "),
            Allowance::CivilDays(days) if days.in_weeks => plural(f, amount / 7, "week"),
            Allowance::CivilDays(_) => plural(f, amount, "day"),
            Allowance::CivilMonths(months) if months.in_years => plural(f, amount / 12, "year"),
            Allowance::CivilMonths(_) => plural(f, amount, "month"),
            Allowance::WorkingDays(_) => plural(f, amount, "working day"),
        }
    }
}

fn plural(f: &mut fmt::Formatter<'_>, count: u64, unit: &str) -> fmt::Result {
    write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// Hours, minutes and seconds, with milliseconds as a fraction of the seconds.
fn clock_time(f: &mut fmt::Formatter<'_>, millis: u64, kind: &str) -> fmt::Result {
    let (hour, minute, second) = (HOUR as u64, MINUTE as u64, SECOND as u64);
    let mut space = "";
    for (count, unit) in [
        (millis / hour, "hour"),
        (millis % hour / minute, "minute"),
        (millis % minute / second, "second"),
    ] {
        let fraction = if unit == "second" { millis % second } else { 0 };
        if count == 0 && fraction == 0 && !(millis == 0 && unit == "minute") {
            continue;
        }
        f.write_str(space)?;
        if fraction > 0 {
            write!(f, "{count}.{fraction:03} {kind}seconds")?;
        } else {
            plural(f, count, &format!("{kind}{unit}"))?;
        }
        space = " ";
    }
    Ok(())
}

impl Serialize for Allowance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_it_reads() {
        for text in [
            "2 working days",
            "1 working day",
            "24 hours",
            "1 hour 30 minutes",
            "20 seconds",
            "8 working hours",
            "10 days",
            "28 days",
            "12 weeks",
            "12 months",
            "1 month",
            "5 years",
            "0 minutes",
        ] {
            let allowance: Allowance = text.parse().unwrap();
            assert_eq!(allowance.to_string(), text);
        }
        let late = Allowance::of(Kind::Elapsed, -(90 * MINUTE + 250));
        assert_eq!(late.to_string(), "-1 hour 30 minutes 0.250 seconds");
    }
}
