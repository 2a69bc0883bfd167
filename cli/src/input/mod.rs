//! Files → cases, each with the place it was read from.
//!
//! `source.rs` opens and guards the bytes, one file here reads each format, and
//! everything that is found goes to a [`Sink`]: cases one by one, so that a file of
//! any length can be read, and every problem.

mod being;
mod by_name;
mod cell;
mod csv_cases;
mod csv_events;
mod dates;
mod files;
mod json;
mod json_lines;
mod json_rows;
mod json_words;
mod mapping;
mod parts;
mod questions;
mod rows;
mod source;
mod value;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use dueby::{Case, Engine};

pub(crate) use dates::Dates;
pub(crate) use files::{Found, files};
pub(crate) use mapping::Mapping;
pub(crate) use parts::{Encoding, Part, Parts, Reader, read as read_parts};
pub(crate) use questions::questions;
pub(crate) use source::{Limit, text};
pub(crate) use value::value;

use crate::problems::Trouble;
use crate::progress::Progress;

/// The longest line of a file with many cases, and the longest file with one.
pub(crate) const LONGEST: usize = 16 * 1024 * 1024;

/// What takes what is read.
pub(crate) trait Sink {
    /// A case.
    fn case(&mut self, given: Given);
    /// Something wrong.
    fn problem(&mut self, trouble: Trouble);
    /// Something to know.
    fn note(&mut self, note: Trouble);
}

/// What reading needs to know.
pub(crate) struct Reading<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) mapping: Option<&'a Mapping>,
    pub(crate) progress: &'a Progress,
}

/// A case as it was given.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Given {
    pub(crate) case: Case,
    pub(crate) origin: Origin,
}

/// Where a case was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Origin {
    pub(crate) file: Arc<str>,
    /// The line it begins on, in a file of many cases.
    pub(crate) line: Option<u64>,
    pub(crate) events: EventPlaces,
}

/// Where the events of a case were read, by their index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum EventPlaces {
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
    pub(crate) fn argument(name: &str) -> Self {
        Origin {
            file: Arc::from(name),
            line: None,
            events: EventPlaces::There,
        }
    }

    /// Where the case is, or one of its events.
    pub(crate) fn place(&self, event: Option<usize>) -> String {
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

/// Whether a file is CSV, by its name.
fn is_csv(file: &Path) -> bool {
    let ending = file.extension().map(|ending| ending.to_string_lossy());
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

/// Refuses files that cannot be read together.
pub(crate) fn check_files(cases: &[PathBuf], map: Option<&Path>) -> Result<(), Trouble> {
    let streams = cases.iter().filter(|file| file.as_os_str() == "-").count();
    if streams > 1 {
        return Err(Trouble::argument("-", "standard input is given twice").help("name it once"));
    }
    if let Some(mapping) = map
        && !cases.iter().any(|file| is_csv(file))
    {
        let name = mapping.display().to_string();
        return Err(
            Trouble::argument("--map", "none of the cases is in a CSV file").help(format!(
                "leave out --map {name}: JSON says itself what its parts are"
            )),
        );
    }
    Ok(())
}

/// Reads every case of a file, or of standard input when it is `-`.
pub(crate) fn read(file: &Path, reading: &Reading<'_>, sink: &mut impl Sink) {
    let name = file.display().to_string();
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        _ if name == "-" => json::stream(reading, sink),
        Some("json") => json::file(file, sink),
        Some("jsonl" | "ndjson") => match source::open(file) {
            Ok(opened) => json_lines::read(reading.progress.watch(opened), &name, sink),
            Err(trouble) => sink.problem(trouble),
        },
        Some("csv") => match source::open(file) {
            Ok(opened) => csv_file(reading.progress.watch(opened), &name, reading, sink),
            Err(trouble) => sink.problem(trouble),
        },
        Some("xlsx" | "xlsm" | "xls" | "ods") if file.is_file() => {
            sink.problem(Trouble::argument(name, "this is a spreadsheet").help(
                "save it as \"CSV UTF-8 (Comma delimited)\" and give that file, which ends in .csv",
            ))
        }
        _ => match source::open(file) {
            Ok(_) => sink.problem(
                Trouble::argument(name, "the name does not say what the file holds").help(
                    "end it in .json (one case), .jsonl or .ndjson (a case on each line) or \
                     .csv, or give JSON on standard input as \"-\"",
                ),
            ),
            Err(trouble) => sink.problem(trouble),
        },
    }
}

/// Reads a CSV file of either shape.
fn csv_file(opened: impl std::io::Read, name: &str, reading: &Reading<'_>, sink: &mut impl Sink) {
    let Some(mut rows) = rows::Rows::open(opened, name, sink) else {
        return;
    };
    if let Some(mapping) = reading.mapping {
        match mapping.bind(&rows.head.columns, name) {
            Ok(bound) => csv_cases::read(&mut rows, &bound, sink),
            Err(troubles) => troubles.into_iter().for_each(|t| sink.problem(t)),
        }
    } else if let Some(trouble) = csv_events::in_capitals(&rows.head) {
        sink.problem(trouble);
    } else if rows.head.has("event") || rows.head.has("at") {
        csv_events::read(&mut rows, sink);
    } else {
        match by_name::bind(&rows.head, reading.engine, dates::Dates::Iso, sink) {
            Ok(bound) => csv_cases::read(&mut rows, &bound, sink),
            Err(trouble) => sink.problem(trouble),
        }
    }
}

#[cfg(test)]
pub(crate) mod collected {
    //! A sink for tests.

    use super::{Given, Mapping, Progress, Reading, Sink, Trouble};

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
            progress: &Progress::over(&[]),
        };
        let mut found = Collected::default();
        super::csv_file(text.as_bytes(), "a.csv", &reading, &mut found);
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
