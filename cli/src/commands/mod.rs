//! What can be done, one command a file.

mod assess;
mod calendar;
mod check;
mod diff;
mod due;
mod explain;
mod packs;
mod report;
mod test;

pub(crate) use assess::run as assess;
pub(crate) use calendar::run as calendar;
pub(crate) use check::run as check;
pub(crate) use diff::run as diff;
pub(crate) use due::run as due;
pub(crate) use explain::run as explain;
pub(crate) use packs::run as packs;
pub(crate) use report::run as report;
pub(crate) use test::run as test;
