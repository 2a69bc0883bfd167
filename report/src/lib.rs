//! A report: what targets over many cases come to, and what could not be counted.
//!
//! [`counting`] counts what is found in files. [`Report`] is the data, [`words`] tells its figures as people read them, and [`html`] is a
//! page that a board reads.

#![forbid(unsafe_code)]
#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

pub mod counting;
mod page;
pub mod words;

use std::collections::BTreeMap;

use dueby::TargetsAnswer;
pub use page::html;
use serde::Serialize;

/// What targets come to over the cases of some files.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase", rename = "ReportAnswer")
)]
pub struct Report {
    /// What was counted.
    #[serde(flatten)]
    pub answer: TargetsAnswer,
    /// What was read, and what could not be.
    pub read: ReadAnswer,
}

/// What was read for a report, and what could not be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct ReadAnswer {
    /// The files, as they were named.
    pub files: Vec<String>,
    /// How many cases were left out, because something in them could not be read.
    pub left_out: u64,
    /// How many things were wrong.
    pub problems: u64,
    /// How many by their code.
    pub by_code: BTreeMap<String, u64>,
    /// The first thousand of them, in the order of the files.
    pub first: Vec<ReadProblem>,
    /// How many events were of a type that no rule knows, by that type: the hundred first of
    /// them in alphabetical order.
    pub unknown_events: BTreeMap<String, u64>,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct ReadProblem {
    /// The file, the line and the column.
    pub place: String,
    /// Its code, as `dueby explain` knows it.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}
