//! Sums without a case: an allowance counted from a start or back from an end, what
//! lies between two times, each with its explanation; and the same over columns.
//!
//! [`Count`] is one limit under one convention (`count.rs` forwards, `back.rs`
//! backwards), `between.rs` tells what lies between, [`Columns`] asks for many at once.

mod back;
mod between;
mod columns;
mod count;

pub(crate) use back::Back;
pub use columns::{ColumnError, Columns};
pub use count::{Count, Sum};
