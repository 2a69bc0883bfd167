//! What an event does to a clock's life: one transition a file. Whether a pause
//! or an extension came in time is not asked here: see `course.rs`.

mod cancel;
mod excuse;
mod extend;
mod holding;
mod miss;
mod pause;
mod reopen;
mod reset;
mod resume;
mod start;
mod stop;

pub(super) use cancel::{cancel, cancel_one};
pub(super) use excuse::excuse;
pub(super) use extend::extend;
pub(super) use holding::holding;
pub(super) use miss::miss;
pub(super) use pause::pause;
pub(super) use reopen::reopen;
pub(super) use reset::reset;
pub(super) use resume::resume;
pub(super) use start::{open, start};
pub(super) use stop::stop;

use crate::error::Code;

/// Whether a transition did something, and what to report when it did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    Done,
    /// It may do something later: a pause before the start.
    Waiting,
    /// It cannot be said whether it does: an attribute is missing.
    Unknown,
    Nothing(Option<Code>),
}
