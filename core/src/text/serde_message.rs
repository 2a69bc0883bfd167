//! What serde says is wrong, told in this crate's codes and with a suggestion.

use super::json::{not_json, place_of};
use crate::error::{Code, Problem};
use crate::model::{misshapen, missing, unknown};

/// What is wrong with a JSON text that serde reads, at its place. `like` says what the text
/// should look like.
pub(super) fn of_json(error: &serde_json::Error, text: &str, file: &str, like: &str) -> Problem {
    if error.is_data() {
        let place = place_of(error, text, file);
        let message = error.to_string();
        let end = format!(" at line {} column {}", error.line(), error.column());
        problem(message.strip_suffix(&end).unwrap_or(&message)).at(place)
    } else {
        not_json(error, text, file, like)
    }
}

/// That there are more levels than anybody needs.
pub(super) fn too_deep() -> Problem {
    Problem::new(Code::Syntax, "tables and lists lie too deep in one another")
        .hint("write it in fewer levels: no rule needs more than a few")
}

/// What is wrong with a text that is not TOML, from the library's message.
pub(super) fn of_toml(message: &str) -> Problem {
    let message = message.lines().next().unwrap_or(message).trim();
    if ["recursion limit", "cannot recurse"]
        .iter()
        .any(|deep| message.starts_with(deep))
    {
        too_deep()
    } else if message.starts_with("duplicate key") {
        Problem::new(Code::DuplicateName, "the same name stands here twice")
            .hint("keep one of them")
    } else {
        Problem::new(Code::Syntax, message)
    }
}

/// A problem from serde's message: its wording for unknown and missing fields and
/// wrong types is stable, and names stand between backticks.
pub(super) fn problem(message: &str) -> Problem {
    let message = message.lines().next().unwrap_or(message).trim();
    let mut quoted = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let field = quoted.next().unwrap_or_default();
        return unknown(field, quoted);
    }
    if message.starts_with("missing field") {
        return missing(quoted.next().unwrap_or_default());
    }
    if message.starts_with("duplicate field")
        && let Some(field) = quoted.next()
    {
        return Problem::new(
            Code::DuplicateName,
            format!("\"{field}\" stands here twice"),
        )
        .hint("keep one of them");
    }
    if let Some((found, expected)) = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|rest| rest.split_once(", expected "))
    {
        return misshapen(&plain(found), &plain(expected));
    }
    if let Some((message, hint)) = message.split_once(" is not a time; ") {
        return Problem::new(Code::BadTime, format!("{message} is not a time")).hint(hint);
    }
    of_toml(message)
}

/// serde's and Rust's words for types, as people say them.
fn plain(words: &str) -> String {
    let mut words = words.replace('`', "");
    for (serde, people) in [
        ("a borrowed string", "a text"),
        ("a string", "a text"),
        ("string ", "the text "),
        ("integer ", "the number "),
        ("floating point ", "the number "),
        ("boolean true", "true"),
        ("boolean false", "false"),
        ("sequence", "a list"),
        ("a sequence", "a list"),
        ("map", "a table"),
        ("null", "null"),
    ] {
        if let Some(rest) = words.strip_prefix(serde) {
            words = format!("{people}{rest}");
            break;
        }
    }
    if words == "a boolean" {
        words = "true or false".to_owned();
    }
    if words.starts_with("struct ") {
        words = "a table".to_owned();
    }
    words
}
