//! One case as JSON.

use std::sync::Arc;

use dueby::{Case, Code};

use super::{EventPlaces, Given, Origin, json_words};
use crate::trouble::Trouble;

/// What the library says before what the JSON reader says.
const NOT_JSON: &str = "this is not JSON: ";

/// What to do with more than one.
pub(crate) const MANY: &str =
    "for many cases, write JSON Lines: a case on each line, in a file that ends in .jsonl";

/// A case from its JSON; `line` is the line it stands on in a file of many.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn case(text: &str, name: &str, line: Option<u64>) -> Result<Given, Vec<Trouble>> {
    let place = match line {
        Some(line) => format!("{name}:{line}"),
        None => name.to_owned(),
    };
    if text.trim_start().starts_with('[') {
        return Err(vec![
            Trouble::new(place, Code::WrongType, "this is a list and not a case").help(
                "write many cases as JSON Lines: each on a line of its own, without the list \
                 around them, in a file that ends in .jsonl",
            ),
        ]);
    }
    // Where it was cut short inside of quotation marks, the end of the line is not meant
    // to be in them.
    let case = Case::from_json(text.trim_end(), name).map_err(|error| {
        error
            .problems()
            .map(|problem| {
                let mut trouble = Trouble::of(problem, &place);
                if let Some(json) = trouble.message.strip_prefix(NOT_JSON) {
                    if json == "trailing characters" && line.is_none() {
                        trouble.help = Some(MANY.to_owned());
                    }
                    trouble.message = format!("{NOT_JSON}{}", json_words::plain(json));
                }
                if let Some(help) = fuller(&trouble) {
                    trouble.help = Some(help);
                }
                if let Some(line) = line {
                    trouble.place = match problem.place().column {
                        Some(column) => format!("{name}:{line}:{column}"),
                        None => place.clone(),
                    };
                }
                trouble
            })
            .collect::<Vec<_>>()
    })?;
    Ok(Given {
        case,
        origin: Origin {
            file: Arc::from(name),
            line,
            events: EventPlaces::Listed,
        },
    })
}

/// What would be right, where the library says only a word of it or nothing.
fn fuller(trouble: &Trouble) -> Option<String> {
    let number = trouble.message.strip_prefix("this is the number ");
    let number = number.and_then(|rest| rest.strip_suffix("; it should be a text"));
    if let Some(number) = number {
        return Some(format!("write it in quotation marks: \"{number}\""));
    }
    let right = match trouble.help.as_deref()? {
        "add \"case\"" => "add \"case\", the reference: \"case\": \"C-1042\"",
        "add \"event\"" => "add \"event\", what happened: \"event\": \"complaint.received\"",
        "add \"at\"" => "add \"at\", when it happened: \"at\": \"2025-12-19T16:42\"",
        _ => return None,
    };
    Some(right.to_owned())
}
