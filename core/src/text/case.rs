//! Reading a case.

use super::{LARGEST_CASE, MOST_EVENTS, serde_message, within_limits};
use crate::case::Case;
use crate::error::{Code, Error, Place, Problem, Shown as _};

/// What a case looks like, for those who gave something else.
const LIKE: &str =
    "a case looks like {\"case\": \"C-1\", \"kind\": \"complaint\", \"events\": […]}";

/// Reads a case from JSON.
pub(crate) fn case(text: &str, file: &str) -> Result<Case, Error> {
    within_limits(text, file, "a case", LARGEST_CASE)?;
    if text.trim_start().starts_with('[') {
        return Err(Problem::new(Code::WrongType, "this is a list, and a case is one object")
            .hint("give one case, or many as JSON Lines: a case on each line, no brackets around them")
            .at(Place::in_text(file, text, 0..0))
            .into());
    }
    let case: Case =
        serde_json::from_str(text).map_err(|error| json_problem(&error, text, file, LIKE))?;
    checked(case).map_err(|error| error.in_file(file))
}

/// What the shape alone does not say: a reference, and not too many events.
pub(crate) fn checked(case: Case) -> Result<Case, Error> {
    if case.case.trim().is_empty() {
        return Err(
            Problem::new(Code::MissingField, "the case has no reference").hint(
                "give \"case\" the reference your system knows it by: escalation ids contain it",
            ).into(),
        );
    }
    if case.events.len() > MOST_EVENTS {
        return Err(Problem::new(
            Code::TooLarge,
            format!(
                "case \"{}\" has {} events; a case may have at most {MOST_EVENTS}",
                case.case.shown(),
                case.events.len()
            ),
        )
        .into());
    }
    Ok(case)
}

/// What is wrong with a JSON text, at its place.
pub(super) fn json_problem(
    error: &serde_json::Error,
    text: &str,
    file: &str,
    like: &str,
) -> Problem {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let start = line_start(text, error.line()) + error.column().saturating_sub(1);
    // serde_json counts bytes; the place counts characters and has to be on one.
    let mut start = start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let problem = match error.classify() {
        serde_json::error::Category::Eof => {
            Problem::new(Code::Syntax, "the text ends before it is complete")
                .hint("the file may have been cut short: fetch it again")
        }
        serde_json::error::Category::Syntax if message.starts_with("recursion limit") => {
            serde_message::problem(message)
        }
        serde_json::error::Category::Syntax => {
            Problem::new(Code::Syntax, format!("this is not JSON: {message}")).hint(like)
        }
        _ => serde_message::problem(message),
    };
    problem.at(Place::in_text(file, text, start..start))
}

fn line_start(text: &str, line: usize) -> usize {
    match line {
        0 | 1 => 0,
        _ => text
            .match_indices('\n')
            .nth(line - 2)
            .map_or(text.len(), |(at, _)| at + 1),
    }
}
