//! When something happened, in a zone.

use std::num::NonZeroU32;

use chrono::{Datelike as _, NaiveDateTime, Timelike as _};

use crate::error::{Code, Error, Problem};
use crate::time::{Day, EventTime, Instant, Local, Zone, written};

/// When something happened, in the zone of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// The earliest it can have been: the start of the day for a date alone.
    pub(crate) at: Instant,
    pub(crate) day: Day,
    /// The local time of day and a millisecond more; none for a date alone.
    time: Option<NonZeroU32>,
}

impl Trigger {
    /// A time as people write it, in a zone; a date alone at its beginning, a time that
    /// was twice as the first.
    ///
    /// # Errors
    ///
    /// `missing-time` and `time-range`.
    pub(crate) fn of(time: EventTime, zone: &Zone) -> Result<Self, Error> {
        let trigger = match time {
            EventTime::Instant(at) => Trigger::instant(Instant::of(&at), zone),
            EventTime::Date(date) => {
                let day = Day::of(date);
                Trigger::date(zone.start_of(day), day)
            }
            EventTime::Local(time) => local(time, zone)?,
        };
        Zone::covered(trigger.at)?;
        Ok(trigger)
    }

    /// A date alone; what it is of begins at an instant.
    pub(crate) fn date(at: Instant, day: Day) -> Self {
        Trigger {
            at,
            day,
            time: None,
        }
    }

    #[inline]
    pub(crate) fn instant(at: Instant, zone: &Zone) -> Self {
        let (day, millis) = zone.local(at);
        Trigger {
            at,
            day,
            time: time_of_day(millis),
        }
    }

    /// An instant on a date that nobody will ask for: of what counts time and no dates.
    #[inline]
    pub(crate) fn undated(at: Instant) -> Self {
        Trigger {
            at,
            day: Day(0),
            time: NonZeroU32::new(1),
        }
    }

    /// The milliseconds of the wall clock since its midnight; none for a date alone.
    #[inline]
    pub(crate) fn millis(&self) -> Option<i64> {
        self.time.map(|time| i64::from(time.get()) - 1)
    }

    /// Whether only the date is known.
    #[inline]
    pub(crate) fn is_date(&self) -> bool {
        self.time.is_none()
    }

    /// The latest it can have been.
    pub(crate) fn latest(&self, zone: &Zone) -> Instant {
        if self.is_date() {
            zone.end_of(self.day)
        } else {
            self.at
        }
    }
}

/// As a trigger keeps it, so that it takes little memory. A day has fewer milliseconds.
#[inline]
fn time_of_day(millis: i64) -> Option<NonZeroU32> {
    NonZeroU32::new(millis as u32 + 1)
}

fn local(time: NaiveDateTime, zone: &Zone) -> Result<Trigger, Error> {
    let day = Day::of(time.date());
    let seconds = i64::from(time.num_seconds_from_midnight());
    let millis = seconds * 1_000 + i64::from(time.nanosecond() / 1_000_000);
    match zone.resolve(day, millis) {
        Local::Once(at) | Local::Twice(at, _) => Ok(Trigger {
            at,
            day,
            time: time_of_day(millis),
        }),
        Local::Never(change) => {
            let written = |at: Instant| {
                let offset = *zone.write(at).offset();
                format!("{}T{}{offset}", time.date(), written::seconds(&time))
            };
            Err(Problem::new(
                Code::MissingTime,
                format!(
                    "{} on {} {} {} does not exist in {}: the clocks went forward over it",
                    written::minutes(&time),
                    time.day(),
                    written::month(time.date()),
                    time.year(),
                    zone.name()
                ),
            )
            .hint(format!(
                "correct the time, or write it with its offset from UTC: \"{}\" by a clock \
                 that had not been put forward, \"{}\" by one that had",
                written(change.plus(-1)),
                written(change),
            ))
            .into())
        }
    }
}
