//! Instants, dates and zones.
//!
//! Inside the engine an instant is a whole number of milliseconds and a date a
//! whole number of days; [`chrono`] stands at the border, and the time zone
//! database behind [`Zone`].

mod day;
mod given;
mod instant;
mod iso;
mod steps;
pub(crate) mod written;
mod zone;

pub(crate) use day::{Day, days_and_rest, name_of};
pub use given::EventTime;
pub(crate) use given::{impossible_date, uk_date};
pub(crate) use instant::{Instant, earlier, serialize_instant, serialize_optional_instant};
pub(crate) use iso::iso_date;
pub(crate) use steps::{Buckets, Steps};
pub use zone::Zone;
pub(crate) use zone::{Local, Walls, ZONE_DATA};

/// Milliseconds in a second, a minute, an hour, a day of 24 hours.
pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;
