//! When something happened, in a zone.

use chrono::NaiveDateTime;

use crate::error::{Code, Error, Problem};
use crate::time::{Day, EventTime, Instant, Local, Zone};

/// When something happened, in the zone of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// The earliest it can have been: the start of the day for a date alone.
    pub(crate) at: Instant,
    pub(crate) day: Day,
    /// The local time of day; none for a date alone.
    pub(crate) millis: Option<i64>,
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
                Trigger {
                    at: zone.start_of(day),
                    day,
                    millis: None,
                }
            }
            EventTime::Local(time) => local(time, zone)?,
        };
        Zone::covered(trigger.at)?;
        Ok(trigger)
    }

    pub(crate) fn instant(at: Instant, zone: &Zone) -> Self {
        let (day, millis) = zone.local(at);
        Trigger {
            at,
            day,
            millis: Some(millis),
        }
    }

    /// The latest it can have been.
    pub(crate) fn latest(&self, zone: &Zone) -> Instant {
        match self.millis {
            Some(_) => self.at,
            None => zone.end_of(self.day),
        }
    }
}

fn local(time: NaiveDateTime, zone: &Zone) -> Result<Trigger, Error> {
    let day = Day::of(time.date());
    let midnight = time.date().and_time(chrono::NaiveTime::MIN);
    let millis = time.signed_duration_since(midnight).num_milliseconds();
    match zone.resolve(day, millis) {
        Local::Once(at) | Local::Twice(at, _) => Ok(Trigger {
            at,
            day,
            millis: Some(millis),
        }),
        Local::Never(change) => {
            let written = |at: Instant| {
                let offset = *zone.write(at).offset();
                format!("{}{offset}", time.format("%Y-%m-%dT%H:%M:%S"))
            };
            Err(Problem::new(
                Code::MissingTime,
                format!(
                    "{} does not exist in {}: the clocks went forward over it",
                    time.format("%H:%M on %-d %B %Y"),
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
