//! How long the next step waits for an acknowledgement, while the clock is paused too.

use crate::calendar::{Calendar, RangeError};
use crate::count::{Allowance, Kind, PauseDays, shift};
use crate::time::Instant;

/// When so much time is over that began at an instant; nothing while a pause holds it.
/// Pauses take of it what they take of a clock: of hours those that lie in them, of days
/// the dates, that of the pause but not that of the resumption. The date of `at` is day 0.
pub(super) fn until(
    calendar: &Calendar,
    at: Instant,
    within: Allowance,
    pauses: impl Iterator<Item = (Instant, Option<Instant>)>,
) -> Result<Option<Instant>, RangeError> {
    let zone = calendar.zone();
    let first = zone.date(at);
    let mut until = shift(calendar, at, first, within, 1)?;
    let more = |until: Instant, kind: Kind, amount: i64| {
        let day = zone.date(until);
        shift(calendar, until, day, Allowance::of(kind, amount), 1)
    };
    for (from, to) in pauses {
        let from = from.max(at);
        // A pause takes the day on which it comes, also where that is the last.
        let day = zone.date(from).max(first.next());
        let takes = match within.kind().counts_dates() {
            true => from < until && day <= zone.date(until),
            false => from < until,
        };
        if !takes {
            continue;
        }
        let Some(to) = to else {
            return Ok(None);
        };
        let (day, end) = PauseDays::ResumptionCounts.lost(day, zone.date(to));
        until = match within.kind() {
            Kind::Elapsed => until.plus((to.0 - from.0).max(0)),
            Kind::WorkingTime => {
                let lost = calendar.open_between(from, to.max(from))?;
                more(until, Kind::WorkingTime, lost)?
            }
            Kind::WorkingDays if day < end => {
                let lost = calendar.working_between(day, end)?;
                more(until, Kind::WorkingDays, lost)?
            }
            Kind::CivilDays | Kind::CivilMonths if day < end => {
                more(until, Kind::CivilDays, i64::from(end.0 - day.0))?
            }
            _ => until,
        };
    }
    Ok(Some(until))
}
