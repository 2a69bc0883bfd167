//! Assessed → asked more: every change to come of a case (`timeline.rs`), and what
//! other rules or calendars would change (`what_if.rs`).
//!
//! Both ask the engine as any caller would and compare its answers
//! (`differences.rs`), so that they can never say anything else than it does.
//! `text.rs` tells them to people.

mod differences;
mod rights;
mod standing;
mod text;
mod timeline;
mod what_if;

pub use rights::{RightMoved, RightName, RightStanding, RightStatesMoved, RightsSummary};
pub use standing::{DeadlineAnswer, InstanceName, Standing};
pub use timeline::{Change, Timeline, What};
pub use what_if::{Comparison, Differing, Moved, StatesMoved, Summary, WhatIf};
