//! Sums without a case: an allowance counted from a start or back from an end, what
//! lies between two times, each with its explanation; and the same over columns.
//!
//! [`Count`] is one limit under one convention (`count.rs`), `between.rs` tells what lies between, [`Columns`] asks for many at once.

mod between;
mod columns;
mod count;

pub use columns::{ColumnError, Columns};
pub use count::{Count, Sum};
