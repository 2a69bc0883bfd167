//! How the cells of a column are read.

use std::collections::BTreeMap;

use dueby::Value;

use crate::trouble::{list_of, nearest};
use crate::value;

/// How the cells of a column become values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// `true` and `false` as flags, plain numbers as numbers, the rest as text.
    Plain,
    /// As text, whatever it looks like.
    Text,
    /// As a number.
    Number,
    /// As true or false.
    Flag { yes: Vec<String>, no: Vec<String> },
    /// As the text that stands for it.
    Values(BTreeMap<String, String>),
}

impl Cell {
    /// The value of a cell; or what is wrong, and what would be right.
    pub(crate) fn value(&self, text: &str) -> Result<Value, (String, String)> {
        match self {
            Cell::Plain => Ok(value::value(text)),
            Cell::Text => Ok(Value::from(text)),
            Cell::Number => value::number(text).map(Value::Number).ok_or_else(|| {
                (
                    format!("\"{}\" is not a number", text.escape_debug()),
                    "write digits, with a point for fractions: \"12.5\"".to_owned(),
                )
            }),
            Cell::Flag { yes, no } => {
                if yes.iter().any(|word| word == text) {
                    return Ok(Value::Flag(true));
                }
                if no.iter().any(|word| word == text) {
                    return Ok(Value::Flag(false));
                }
                let words = |words: &[String]| list_of(words.iter().map(String::as_str));
                Err((
                    format!("\"{}\" is neither yes nor no", text.escape_debug()),
                    format!(
                        "the mapping says that yes is {} and no is {}",
                        words(yes),
                        words(no)
                    ),
                ))
            }
            Cell::Values(values) => values
                .get(text)
                .map(|value| Value::from(value.as_str()))
                .ok_or_else(|| {
                    let known = || values.keys().map(String::as_str);
                    let help = match nearest(text, known()) {
                        Some(near) => format!("did you mean \"{near}\"?"),
                        None => format!("it knows {}", list_of(known())),
                    };
                    (
                        format!(
                            "the mapping does not say what \"{}\" is",
                            text.escape_debug()
                        ),
                        help,
                    )
                }),
        }
    }
}
