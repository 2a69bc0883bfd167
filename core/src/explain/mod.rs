//! Assessed → explained: how a deadline was reckoned, as data and in plain English.
//!
//! The data is enough to reckon the deadline again: `entry.rs` says how.
//! `clock.rs` makes it for a clock, `walk.rs` for a count, `text.rs` tells it to people.

mod back;
mod clock;
mod entry;
mod runs;
mod text;
mod told;
mod walk;

pub(crate) use back::{backwards, backwards_two};
pub(crate) use clock::{Chosen, ended, excused, explain, open, projection};
pub use entry::{Entry, Given, Unit};
pub(crate) use entry::{not_started, projected};
pub(crate) use walk::{Walk, dates_between, tell, time_between};
