//! What the benchmarks share: the rows they count, the office they count for, and
//! plain scripts that say what the answers are. How to run and read them is in
//! `README.md`.

// Only benchmarks use this: what is wrong here should stop them.
#![allow(clippy::unwrap_used)]

mod by_hand;
mod histories;
pub mod london;
mod office;
mod openings;
mod queue;
mod rows;
mod script;
pub mod timing;

pub use by_hand::ByHand;
pub use histories::{
    ALLOWED, CLOCK, Histories, PRIORITIES, SIX, Standing, WHOLE, clock_engine, whole_engine,
};
pub use office::Office;
pub use openings::Openings;
pub use queue::Queue;
pub use rows::{DayRows, ROWS, Random, TimeRows, date, instant};
pub use script::Script;
