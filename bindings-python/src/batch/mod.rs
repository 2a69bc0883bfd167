//! Many cases, and sums over columns: Arrow in, Arrow out.
//!
//! Columns are lent as they are where they fit, else read once into vectors (`read.rs`), the events of two shapes of tables put
//! case by case (`events.rs` by `groups.rs`, `cases.rs`), assessed by the engine's own batch and written
//! (`run.rs`); what only single answers tell, case by case (`singly.rs`). No Python object is made for a row: all of this runs without the interpreter.

mod asking;
mod cases;
mod events;
mod groups;
mod read;
mod run;
mod singly;
mod sums;
mod table;

pub(crate) use sums::Columns;
pub(crate) use table::{Column, Table};

use crate::batch::read::{Attributes, Texts, Trouble};
use arrow_array::ArrayRef;
use arrow_buffer::ScalarBuffer;
use dueby::TimeSort;

/// The columns of many cases, ready to be lent to the engine.
#[derive(Default)]
pub(crate) struct Gathered {
    /// The host's reference of each case, as it was given.
    pub(crate) keys: Vec<ArrayRef>,
    pub(crate) count: usize,
    pub(crate) kinds: Option<Texts>,
    pub(crate) attributes: Vec<Attributes>,
    pub(crate) first_event: Vec<usize>,
    pub(crate) types: Texts,
    pub(crate) times: ScalarBuffer<i64>,
    /// Nothing where all are instants.
    pub(crate) sorts: Option<Vec<TimeSort>>,
    pub(crate) recorded: Option<Vec<i64>>,
    pub(crate) sets: Vec<Attributes>,
    /// The steps that reports are about; the batch of the engine has no place for them.
    pub(crate) steps: Option<Texts>,
    /// Cases that cannot be read, by number, in order.
    pub(crate) troubles: Vec<(u32, Trouble)>,
}
