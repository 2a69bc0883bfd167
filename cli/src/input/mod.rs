//! Files → cases, each with the place it was read from.
//!
//! `source.rs` opens and guards the bytes; the crate `dueby-cases` reads them, and passes on
//! each case and every problem.

mod files;
mod json;
mod mapping;
mod parts;
mod questions;
mod source;

use std::path::{Path, PathBuf};

use dueby::Engine;
use dueby_cases::{self as cases, Dates};
pub(crate) use dueby_cases::{Given, LONGEST, Mapping, Origin, value};

pub(crate) use files::{Found, files};
pub(crate) use mapping::mapping;
pub(crate) use parts::{Encoding, Reader, read as read_parts};
pub(crate) use questions::questions;
pub(crate) use source::Limit;

use crate::problems::Trouble;
use crate::progress::Progress;

/// What reading needs to know.
pub(crate) struct Reading<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) mapping: Option<&'a Mapping>,
    pub(crate) progress: &'a Progress,
}

/// The whole text of a file. What is larger than the limit is refused before it is read.
pub(crate) fn text(file: &Path, limit: Limit) -> Result<String, Trouble> {
    Ok(source::text(file, limit)?)
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
pub(crate) fn read(file: &Path, reading: &Reading<'_>, sink: &mut impl cases::Sink) {
    let name = file.display().to_string();
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        _ if name == "-" => json::stream(reading, sink),
        Some("json") => json::file(file, sink),
        Some("jsonl" | "ndjson") => match source::open(file) {
            Ok(opened) => cases::json_lines(reading.progress.watch(opened), &name, sink),
            Err(trouble) => sink.problem(trouble),
        },
        Some("csv") => match source::open(file) {
            Ok(opened) => {
                let rules = cases::Reading {
                    engine: reading.engine,
                    mapping: reading.mapping,
                    dates: Dates::Iso,
                };
                cases::csv(reading.progress.watch(opened), &name, &rules, sink);
            }
            Err(trouble) => sink.problem(trouble),
        },
        Some("xlsx" | "xlsm" | "xls" | "ods") if file.is_file() => {
            sink.problem(argument(name, "this is a spreadsheet").help(
                "save it as \"CSV UTF-8 (Comma delimited)\" and give that file, which ends in .csv",
            ))
        }
        _ => match source::open(file) {
            Ok(_) => sink.problem(
                argument(name, "the name does not say what the file holds").help(
                    "end it in .json (one case), .jsonl or .ndjson (a case on each line) or \
                     .csv, or give JSON on standard input as \"-\"",
                ),
            ),
            Err(trouble) => sink.problem(trouble),
        },
    }
}

/// An argument that cannot be taken, where it is told among what is wrong with files.
fn argument(place: String, message: &str) -> cases::Trouble {
    cases::Trouble {
        code: "bad-argument",
        ..cases::Trouble::new(place, dueby::Code::Syntax, message)
    }
}
