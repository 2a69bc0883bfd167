//! Times given as arguments.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use dueby::{Engine, EventTime};

use crate::problems::{Stop, Trouble};

/// A time as people write it, or the word `now`.
pub(crate) fn given(text: &str, option: &str) -> Result<EventTime, Stop> {
    if text.trim() == "now" {
        let now = DateTime::<Utc>::from(SystemTime::now());
        return Ok(EventTime::Instant(now.fixed_offset()));
    }
    text.parse().map_err(|error| {
        let mut troubles = Trouble::all(&error, option);
        for trouble in &mut troubles {
            // Where no date is recognised, a word may have been meant: "today".
            if trouble
                .help
                .as_deref()
                .is_some_and(|help| help.starts_with("write "))
            {
                trouble.and_help("\"now\" is a time too");
            }
        }
        troubles.into()
    })
}

/// The instant of such a time, in the zone of the first pack's calendar.
pub(crate) fn instant(engine: &Engine, text: &str, option: &str) -> Result<DateTime<Utc>, Stop> {
    engine
        .instant(given(text, option)?)
        .map_err(|error| Trouble::all(&error, option).into())
}
