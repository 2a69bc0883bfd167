//! Appointments: the window that an event sets, and when the promise falls due by it.

use serde::Serialize;

use super::attributes::Attributes;
use super::decide::Asked;
use super::life::{End, Instance};
use super::{EndKind, Occurrence, State, Why};
use crate::calendar::RangeError;
use crate::case::Value;
use crate::checked::{Awaited, Known, Window};
use crate::count::{Allowance, Kind, Limit, Trigger};
use crate::time::{EventTime, Instant, Zone};

/// A window, from its first to its last instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening {
    pub(crate) from: Trigger,
    pub(crate) last: Instant,
}

/// Why there is no window.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ill<'e, 'c> {
    Missing(&'e str),
    NotATime(&'e str, &'c Value),
    /// It ends before it begins.
    Reversed(&'e str, &'e str),
}

/// The window that an event sets.
pub(super) fn opening<'e, 'c>(
    window: &'e Window,
    event: &Occurrence<'c>,
    attributes: &mut Attributes<'e, 'c>,
    zone: &Zone,
) -> Result<Opening, Ill<'e, 'c>> {
    let known = attributes.right_after(event);
    let (from, until) = (
        time(&window.from, &known, zone)?,
        time(&window.until, &known, zone)?,
    );
    let last = until.latest(zone);
    if last < from.at {
        return Err(Ill::Reversed(&window.from, &window.until));
    }
    Ok(Opening { from, last })
}

fn time<'e, 'c>(name: &'e str, known: &Known<'c>, zone: &Zone) -> Result<Trigger, Ill<'e, 'c>> {
    let value: &'c Value = known.get(name).copied().ok_or(Ill::Missing(name))?;
    let Value::Text(text) = value else {
        return Err(Ill::NotATime(name, value));
    };
    text.parse::<EventTime>()
        .and_then(|time| Trigger::of(time, zone))
        .map_err(|_| Ill::NotATime(name, value))
}

impl Opening {
    /// Whether something happened before the window; by its date alone, before its day.
    pub(super) fn is_early(&self, when: &Trigger) -> bool {
        if when.is_date() {
            when.day < self.from.day
        } else {
            when.at < self.from.at
        }
    }
}

/// How long the promise has from when the appointment was made; nothing where it was
/// made when it was too late for what is owed beforehand.
pub(super) fn limit<'e, 'c>(
    asked: &Asked<'e, 'c>,
    window: &Window,
    instance: &Instance<'e, 'c>,
) -> Result<Option<Limit>, Why<'e, 'c>> {
    let opening = match instance.window {
        Some(Ok(opening)) => opening,
        Some(Err(Ill::Missing(name))) => return Err(Why::MissingAttribute(name)),
        Some(Err(ill)) => return Err(Why::NoWindow(ill)),
        None => return Ok(None),
    };
    let last = match &window.lead {
        None => opening.last,
        Some(lead) => {
            // What is not filled in was held back before.
            let parameter = asked.ready.parameter.as_deref();
            let of = lead.of.ok_or(Why::NotFilledIn(parameter))?;
            before(asked, &opening, of).map_err(Why::OutOfRange)?
        }
    };
    let left = last.since(instance.start.when.at);
    if left < 0 && window.lead.is_some() {
        return Ok(None);
    }
    Ok(Some(Limit::One(Allowance::of(Kind::Elapsed, left.max(0)))))
}

/// The last instant that is so long before a window; in days, the end of that day.
fn before(
    asked: &Asked<'_, '_>,
    opening: &Opening,
    lead: Allowance,
) -> Result<Instant, RangeError> {
    let calendar = &asked.ready.calendar;
    let (at, day) = (opening.from.at, opening.from.day);
    let few = i32::try_from(lead.amount()).unwrap_or(i32::MAX);
    let day = match lead.kind() {
        Kind::Elapsed => return Ok(at.plus(-lead.amount())),
        Kind::WorkingTime => return calendar.subtract_open(at, lead.amount()),
        Kind::CivilDays => day.plus(-few),
        Kind::CivilMonths => day.plus_months(-few).ok_or_else(|| calendar.beyond(day))?,
        Kind::WorkingDays if few == 0 => day,
        Kind::WorkingDays => calendar.nth_working_before(day, few)?,
    };
    Ok(calendar.zone().end_of(day))
}

/// What became of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Outcome {
    /// It is still to come, or nothing is recorded of it.
    Made,
    /// Somebody came within the window.
    Kept,
    /// Somebody came after it.
    Late,
    /// Nobody came.
    Missed,
    /// Somebody came, and the resident was not there.
    NoAccess,
    /// Another took its place: the next instance.
    Rearranged,
    /// It was taken away.
    Cancelled,
    /// It cannot be said: the visit is recorded by its date alone.
    Undetermined,
}

impl Outcome {
    /// The word for it in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Made => "made",
            Outcome::Kept => "kept",
            Outcome::Late => "late",
            Outcome::Missed => "missed",
            Outcome::NoAccess => "no-access",
            Outcome::Rearranged => "rearranged",
            Outcome::Cancelled => "cancelled",
            Outcome::Undetermined => "undetermined",
        }
    }

    /// What an end made of it.
    pub(super) fn of(window: &Window, end: Option<End<'_, '_>>, state: State) -> Self {
        let Some(end) = end else {
            return Outcome::Made;
        };
        let among = |events: &[Awaited]| {
            let mut events = events.iter();
            events.any(|awaited| awaited.event == end.by.event.event)
        };
        match (end.kind, state) {
            (EndKind::Missed, _) => Outcome::Missed,
            (EndKind::Stopped, State::Met) => Outcome::Kept,
            (EndKind::Stopped, State::Missed) => Outcome::Late,
            (EndKind::Stopped, _) => Outcome::Undetermined,
            (EndKind::Cancelled, _) if among(&window.no_access) => Outcome::NoAccess,
            (EndKind::Cancelled, _) if among(&window.cancelled) => Outcome::Cancelled,
            (EndKind::Cancelled, _) => Outcome::Rearranged,
        }
    }
}
