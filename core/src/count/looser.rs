//! Whether one limit can end later than another that is counted from the same start.
//!
//! What is decided holds for every start. Where it would hang on a calendar, or on an hour
//! that the clocks skip, nothing is decided.

use chrono::{Days, Months, NaiveDate};

use super::{Allowance, Kind, Limit, Whichever};
use crate::time::HOUR;

impl Limit {
    /// Whether this limit can end later than another, both counted by default: `false` when
    /// from no start it does, `true` when from some start it does, nothing where that cannot
    /// be said.
    pub(crate) fn can_end_after(&self, other: &Limit) -> Option<bool> {
        match (self, other) {
            // The later of two is late when either is; the earlier only when both are.
            (
                Limit::Two {
                    first,
                    second,
                    whichever,
                },
                _,
            ) => {
                let parts = [first, second].map(|one| Limit::One(*one).can_end_after(other));
                match whichever {
                    Whichever::Later => either(parts),
                    Whichever::Earlier => not_unless_both(parts),
                }
            }
            (
                _,
                Limit::Two {
                    first,
                    second,
                    whichever,
                },
            ) => {
                let parts = [first, second].map(|one| self.can_end_after(&Limit::One(*one)));
                match whichever {
                    Whichever::Earlier => either(parts),
                    Whichever::Later => not_unless_both(parts),
                }
            }
            (Limit::One(own), Limit::One(other)) => own.can_end_after(*other),
        }
    }
}

/// Some start is late for one of them: then it is late for both taken together.
fn either(parts: [Option<bool>; 2]) -> Option<bool> {
    match parts {
        [Some(true), _] | [_, Some(true)] => Some(true),
        [Some(false), Some(false)] => Some(false),
        _ => None,
    }
}

/// Late only from a start that is late for both, which need not be the same one.
fn not_unless_both(parts: [Option<bool>; 2]) -> Option<bool> {
    match parts {
        [Some(false), _] | [_, Some(false)] => Some(false),
        _ => None,
    }
}

impl Allowance {
    fn can_end_after(self, other: Allowance) -> Option<bool> {
        use Kind::{CivilDays, CivilMonths, Elapsed, WorkingDays};
        let (own, than) = (self.amount(), other.amount());
        match (self.kind(), other.kind()) {
            (one, same) if one == same => Some(own > than),
            (CivilDays, CivilMonths) => Some(own > days_in(than).0),
            (CivilMonths, CivilDays) => Some(days_in(own).1 > than),
            // Each working day is at least a day, and how many more is the calendar's.
            (CivilDays, WorkingDays) => (own <= than).then_some(false),
            (WorkingDays, CivilDays) => (own > than).then_some(true),
            (CivilMonths, WorkingDays) => (days_in(own).1 <= than).then_some(false),
            (WorkingDays, CivilMonths) => (own > days_in(than).0).then_some(true),
            // From the last moment of a day, that many days are that many times 24 hours, or
            // an hour less; from midnight a day more, or an hour more than that.
            (Elapsed, CivilDays) => between(own, 24 * than - 1, 24 * than),
            (CivilDays, Elapsed) => {
                let longest = 24 * (own + 1);
                if than >= (longest + 1) * HOUR {
                    Some(false)
                } else {
                    (than < longest * HOUR).then_some(true)
                }
            }
            _ => None,
        }
    }
}

/// Whether some milliseconds are never later than these hours, or later from some start.
fn between(millis: i64, never: i64, some: i64) -> Option<bool> {
    if millis <= never * HOUR {
        Some(false)
    } else {
        (millis > some * HOUR).then_some(true)
    }
}

/// The fewest and the most days that so many months have, over the starts of four years.
fn days_in(months: i64) -> (i64, i64) {
    let months = Months::new(u32::try_from(months).unwrap_or(u32::MAX));
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
    let mut range: Option<(i64, i64)> = None;
    for day in 0..1461 {
        let Some(start) = first.checked_add_days(Days::new(day)) else {
            continue;
        };
        let Some(end) = start.checked_add_months(months) else {
            continue;
        };
        let days = (end - start).num_days();
        range = Some(range.map_or((days, days), |(least, most)| {
            (least.min(days), most.max(days))
        }));
    }
    range.unwrap_or((0, i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(own: &str, than: &str) -> Option<bool> {
        let limit = |text: &str| -> Limit { text.parse().unwrap_or_else(|_| panic!("{text}")) };
        limit(own).can_end_after(&limit(than))
    }

    /// Worked by hand from what the units mean.
    #[test]
    fn what_can_end_later() {
        let (yes, no, unsaid) = (Some(true), Some(false), None);
        for (own, than, expected) in [
            ("5 working days", "10 working days", no),
            ("10 working days", "10 working days", no),
            ("11 working days", "10 working days", yes),
            ("90 minutes", "1 hour", yes),
            ("1 week", "7 days", no),
            ("12 months", "1 year", no),
            // February has 28 days, so that from 1 February 29 days end later than a month.
            ("28 days", "1 month", no),
            ("29 days", "1 month", yes),
            ("1 month", "31 days", no),
            ("1 month", "30 days", yes),
            ("1 year", "366 days", no),
            ("1 year", "365 days", yes),
            ("10 days", "10 working days", no),
            ("11 days", "10 working days", unsaid),
            ("10 working days", "10 days", unsaid),
            ("11 working days", "10 days", yes),
            ("1 month", "31 working days", no),
            ("1 month", "30 working days", unsaid),
            // 23:59 on the Saturday before the clocks go forward.
            ("23 hours", "1 day", no),
            ("24 hours", "1 day", unsaid),
            ("25 hours", "1 day", yes),
            // From midnight, a day ends after 48 hours, or 49 in autumn.
            ("1 day", "49 hours", no),
            ("1 day", "48 hours", unsaid),
            ("1 day", "47 hours", yes),
            ("8 working hours", "1 working day", unsaid),
            (
                "5 working days or 1 week, whichever is earlier",
                "10 working days",
                no,
            ),
            (
                "5 working days or 3 weeks, whichever is later",
                "10 working days",
                unsaid,
            ),
            (
                "11 working days or 1 day, whichever is later",
                "10 working days",
                yes,
            ),
            (
                "11 working days or 12 working days, whichever is earlier",
                "10 working days",
                unsaid,
            ),
            (
                "10 working days",
                "10 working days or 3 weeks, whichever is later",
                no,
            ),
            (
                "6 working days",
                "5 working days or 3 weeks, whichever is earlier",
                yes,
            ),
        ] {
            assert_eq!(later(own, than), expected, "{own} against {than}");
        }
    }
}
