//! Rule text → model: reading TOML and JSON, with a place for everything wrong.

pub(crate) mod calendar;
mod case;
pub(crate) mod directory;
mod govuk;
mod harmful;
mod json;
mod json_value;
pub(crate) mod pack;
mod reader;
#[cfg(feature = "texts")]
mod rows;
mod serde_message;

pub(crate) use calendar::calendar;
pub(crate) use case::case;
pub(crate) use directory::directory;
pub(crate) use govuk::govuk;
pub(crate) use json::Found;
pub(crate) use json_value::{is_json, object as json_object};
pub(crate) use pack::pack;
pub use reader::read_toml;
#[cfg(feature = "texts")]
pub(crate) use reader::value as inline_value;
pub(crate) use reader::{MOST_PROBLEMS, Reader, more, revision};
#[cfg(feature = "texts")]
pub(crate) use rows::rows;

use crate::error::{Code, Error, Place, Problem};

/// The largest pack or calendar, in bytes.
const LARGEST_RULES: usize = 1024 * 1024;

/// The largest case, in bytes, and its most events.
const LARGEST_CASE: usize = 16 * 1024 * 1024;
const MOST_EVENTS: usize = 10_000;

/// Refuses what is empty or larger than the limit, before anything is parsed.
fn within_limits(text: &str, file: &str, what: &str, most: usize) -> Result<(), Error> {
    let problem = if text.len() > most {
        Problem::new(
            Code::TooLarge,
            format!(
                "{what} of {} bytes is larger than the {} MiB that one may have",
                text.len(),
                most / 1024 / 1024
            ),
        )
    } else if text.trim().is_empty() {
        Problem::new(
            Code::EmptyText,
            format!("{what} was expected here, and the text is empty"),
        )
        .hint("check that the right file was given, and that it was saved")
    } else {
        return Ok(());
    };
    Err(problem.at(Place::file(file)).into())
}
