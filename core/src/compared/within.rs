//! How long a clock has, row by row, in words.

use chrono::Datelike as _;

use super::facts::{Facts, Says};
use crate::checked::{DueDate, Within};
use crate::error::Shown as _;
use crate::time::written;

/// What a row is called that is for every case without one.
const OTHERWISE: &str = "every other case";

pub(super) fn add(facts: &mut Facts, field: &'static str, reading: Option<&str>, within: &Within) {
    let mut add = |at: Option<String>, says: Says| {
        let at = match (reading, at) {
            (Some(reading), Some(row)) => Some(format!("\"{reading}\", {row}")),
            (Some(reading), None) => Some(format!("\"{reading}\"")),
            (None, at) => at,
        };
        match at {
            Some(at) => facts.at(field, at, says),
            None => facts.add(field, says),
        }
    };
    match within {
        Within::Fixed(limit) => add(None, Says::Limit(*limit)),
        Within::By { attribute, rows } => {
            for (name, limit) in rows {
                let row = format!("{attribute} is \"{}\"", name.shown());
                add(Some(row), Says::Limit(*limit));
            }
        }
        Within::Table(rows) => {
            for row in rows {
                let when = row.when.as_ref().map(ToString::to_string);
                add(
                    Some(when.unwrap_or_else(|| OTHERWISE.to_owned())),
                    Says::Limit(row.is),
                );
            }
        }
        Within::Window(window) => {
            let (from, until) = (&window.from, &window.until);
            let says = match &window.lead {
                None => format!("in the window from \"{from}\" until \"{until}\""),
                Some(lead) => {
                    let long = match (&lead.parameter, lead.of) {
                        (Some(name), _) => format!("what is filled in as \"{name}\""),
                        (None, of) => of.map_or_else(String::new, |of| of.to_string()),
                    };
                    format!("{long} before the window from \"{from}\"")
                }
            };
            add(None, Says::Text(says));
        }
        Within::Parameter(name) => {
            add(None, Says::Text(format!("what is filled in as \"{name}\"")))
        }
        Within::Open(words) => {
            add(
                None,
                Says::Text(format!("no number: \"{}\"", words.shown())),
            );
        }
        Within::Date(due) => {
            let says = match due {
                DueDate::On(date) => date.to_string(),
                DueDate::Attribute { name, lead: None } => {
                    format!("the date that \"{name}\" gives")
                }
                DueDate::Attribute {
                    name,
                    lead: Some(lead),
                } => format!(
                    "{} {} the date that \"{name}\" gives",
                    lead.by,
                    lead.side.as_str()
                ),
                DueDate::EveryYear { first, last } => {
                    let day = format!("{} {}", first.day(), written::month(*first));
                    let from = first.year();
                    match last {
                        Some(last) => format!("{day} of each year from {from} to {last}"),
                        None => format!("{day} of each year from {from}"),
                    }
                }
                DueDate::Text(text) => format!("no day that can be said: \"{text}\""),
            };
            add(None, Says::Text(says));
        }
    }
}
