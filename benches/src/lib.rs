//! What the benchmarks share: the rows they count, the office they count for, and
//! plain scripts that say what the answers are. How to run and read them is in
//! `README.md`.

// Only benchmarks use this: what is wrong here should stop them.
#![allow(clippy::unwrap_used)]

mod by_hand;
pub mod london;
mod office;
mod openings;
mod rows;
mod script;
pub mod timing;

pub use by_hand::ByHand;
pub use office::Office;
pub use openings::Openings;
pub use rows::{DayRows, ROWS, Random, TimeRows, date, instant};
pub use script::Script;
