//! Files of many cases → cases, each with the place it was read from.
//!
//! No file is opened here: bytes are read from what somebody else has opened, or are pushed as
//! they come ([`Streamed`]). One file here reads each format, and everything that is found goes to
//! a [`Sink`]: cases one by one, so that a file of any length can be read, and every problem.

#![forbid(unsafe_code)]
#![deny(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

mod being;
mod by_name;
mod cell;
mod csv;
mod csv_cases;
mod csv_events;
mod dates;
mod json;
mod json_lines;
mod json_rows;
mod json_words;
mod mapping;
mod parts;
mod rows;
mod streamed;
mod text;
mod trouble;
mod value;
mod watch;

use std::sync::Arc;

use dueby::{Case, Engine};

pub use csv::csv;
pub use dates::Dates;
pub use json::case;
pub use json_lines::{lines, read as json_lines};
pub use json_words::plain as json_words;
pub use mapping::Mapping;
pub use parts::{Part, Parts};
pub use streamed::{Form, Streamed};
pub use text::utf8;
pub use trouble::{Trouble, Under, list_of, nearest};
pub use value::value;

/// The longest line of a file with many cases, and the longest file with one, in bytes.
pub const LONGEST: usize = 16 * 1024 * 1024;

/// What takes what is read.
pub trait Sink {
    /// A case.
    fn case(&mut self, given: Given);
    /// Something wrong.
    fn problem(&mut self, trouble: Trouble);
    /// Something to know.
    fn note(&mut self, note: Trouble);
}

/// What reading needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The rules, whose events are known by their names.
    pub engine: &'a Engine,
    /// What the columns of a CSV file are, where a file says so.
    pub mapping: Option<&'a Mapping>,
    /// How dates are written, where no mapping says so.
    pub dates: Dates,
}

/// A case as it was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The case.
    pub case: Case,
    /// Where it was read.
    pub origin: Origin,
}

/// Where a case was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The file.
    pub file: Arc<str>,
    /// The line it begins on, in a file of many cases.
    pub line: Option<u64>,
    /// Where its events were read.
    pub events: EventPlaces,
}

/// Where the events of a case were read, by their index.
#[derive(Debug, Clone, PartialEq)]
pub enum EventPlaces {
    /// In the case's own list.
    Listed,
    /// On these lines.
    Lines(Vec<u64>),
    /// In columns of these names.
    Columns(Vec<Arc<str>>),
    /// Where the case is.
    There,
}

impl Origin {
    /// An argument that stands for a case.
    pub fn argument(name: &str) -> Self {
        Origin {
            file: Arc::from(name),
            line: None,
            events: EventPlaces::There,
        }
    }

    /// Where the case is, or one of its events.
    pub fn place(&self, event: Option<usize>) -> String {
        let case = match self.line {
            Some(line) => format!("{}:{line}", self.file),
            None => self.file.to_string(),
        };
        let Some(index) = event else {
            return case;
        };
        match &self.events {
            EventPlaces::There => case,
            // People count from one.
            EventPlaces::Listed => format!("{case}, event {}", index + 1),
            EventPlaces::Lines(lines) => match lines.get(index) {
                Some(line) => format!("{}:{line}", self.file),
                None => case,
            },
            EventPlaces::Columns(columns) => match columns.get(index) {
                Some(column) => format!("{case}, column \"{column}\""),
                None => case,
            },
        }
    }
}

/// Pulls bytes until there are no more or the taker has enough; the taker is told which are
/// the last.
pub(crate) fn pull(
    mut read: impl std::io::Read,
    mut take: impl FnMut(&[u8], bool) -> bool,
) -> std::io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        match read.read(&mut buffer) {
            Ok(0) => {
                take(&[], true);
                return Ok(());
            }
            Ok(many) => {
                if !take(buffer.get(..many).unwrap_or_default(), false) {
                    return Ok(());
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
pub(crate) mod collected {
    //! A sink for tests.

    use super::{Dates, Given, Mapping, Reading, Sink, Trouble};

    #[derive(Debug, Default)]
    pub(crate) struct Collected {
        pub(crate) cases: Vec<Given>,
        pub(crate) problems: Vec<Trouble>,
        pub(crate) notes: Vec<Trouble>,
    }

    /// What a CSV text holds, read with the built-in pack.
    pub(crate) fn csv(text: &str, mapping: Option<&Mapping>) -> Collected {
        let engine = dueby_rules::engine(["landlords/customer-care-strategy"]).unwrap();
        let reading = Reading {
            engine: &engine,
            mapping,
            dates: Dates::Iso,
        };
        let mut found = Collected::default();
        super::csv(text.as_bytes(), "a.csv", &reading, &mut found);
        found
    }

    impl Collected {
        /// Every problem as `place: message [code]`.
        pub(crate) fn told(&self) -> Vec<String> {
            self.problems
                .iter()
                .map(|t| format!("{}: {} [{}]", t.place, t.message, t.code))
                .collect()
        }
    }

    impl Sink for Collected {
        fn case(&mut self, given: Given) {
            self.cases.push(given);
        }

        fn problem(&mut self, trouble: Trouble) {
            self.problems.push(trouble);
        }

        fn note(&mut self, note: Trouble) {
            self.notes.push(note);
        }
    }
}
