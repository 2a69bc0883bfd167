//! What can be done, one command a file.

mod assess;
mod calendar;
mod due;
mod packs;

pub(crate) use assess::run as assess;
pub(crate) use calendar::run as calendar;
pub(crate) use due::run as due;
pub(crate) use packs::run as packs;
