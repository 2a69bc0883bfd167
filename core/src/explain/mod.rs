//! Assessed → explained: how a deadline was reckoned, as data and in plain English.
//!
//! The data is enough to reckon the deadline again: `entry.rs` says how.
//! `walk.rs` makes it, `text.rs` tells it to people.

mod entry;
mod text;
mod walk;

pub use entry::{Entry, Unit};
pub(crate) use entry::{not_started, projected};
pub(crate) use walk::{Chosen, explain};
