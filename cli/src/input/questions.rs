//! Questions to a calendar as JSON Lines on standard input.

use std::collections::BTreeMap;

use dueby::Code;
use serde_json::Value;

use super::json;
use crate::problems::{self, Trouble};
use crate::question::{self, QUESTIONS, Question};

const EXAMPLE: &str =
    "write {\"add\": {\"start\": \"2025-12-19\", \"amount\": \"5 working days\"}}, for example";

/// Reads every question, each with the place it was read from, and passes it on.
pub(crate) fn questions(
    opened: impl std::io::Read,
    mut take: impl FnMut(&str, Result<Question, Trouble>),
) {
    let name = json::STANDARD_INPUT;
    let fields = question::fields();
    let asked = dueby_cases::lines(opened, name, "question", |number, line| {
        let place = format!("{name}:{number}");
        take(
            &place,
            line.map_err(Trouble::from)
                .and_then(|text| read(&text, &place, &fields)),
        );
        true
    });
    if asked == 0 {
        let trouble = Trouble::new(name, Code::EmptyText, "no question is asked").help(EXAMPLE);
        take(name, Err(trouble));
    }
}

/// `known` are the names of the parts of each question.
fn read(
    text: &str,
    place: &str,
    known: &BTreeMap<String, Vec<String>>,
) -> Result<Question, Trouble> {
    // The end of the line is not meant to be in a text that was cut short.
    let text = text.trim_end();
    let value: Value =
        serde_json::from_str(text).map_err(|error| trouble(&error, place, EXAMPLE))?;
    let wrong = |code, message: &str| Trouble::new(place, code, message).help(EXAMPLE);
    let Value::Object(fields) = &value else {
        return Err(wrong(Code::WrongType, "this is not a question"));
    };
    let mut names = fields.keys();
    let (Some(name), None) = (names.next(), names.next()) else {
        let message = "a line has one question, by its name";
        return Err(wrong(Code::WrongType, message));
    };
    if !QUESTIONS.contains(&name.as_str()) {
        let message = format!("there is no question \"{}\"", name.escape_debug());
        return Err(Trouble::new(place, Code::UnknownField, message).help(
            match problems::nearest(name, QUESTIONS.into_iter()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!(
                    "the questions are {}",
                    problems::list_of(QUESTIONS.into_iter())
                ),
            },
        ));
    }
    let (Some(Value::Object(parts)), Some(known)) = (fields.get(name), known.get(name)) else {
        let message = format!("the parts of \"{name}\" stand between {{ and }}");
        return Err(Trouble::new(place, Code::WrongType, message).help(example(name)));
    };
    if let Some(part) = parts.keys().find(|part| !known.contains(part)) {
        let message = format!("there is no field \"{}\" here", part.escape_debug());
        let names = || known.iter().map(String::as_str);
        return Err(Trouble::new(place, Code::UnknownField, message).help(
            match problems::nearest(part, names()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("the fields are {}", problems::list_of(names())),
            },
        ));
    }
    // Read again and not out of the value, which has forgotten fields given twice.
    serde_json::from_str(text).map_err(|error| trouble(&error, place, example(name)))
}

/// What a question looks like.
fn example(name: &str) -> &'static str {
    match name {
        "subtract" => {
            "write {\"subtract\": {\"end\": \"2025-12-30\", \"amount\": \"5 working days\"}}, for \
             example"
        }
        "between" => {
            "write {\"between\": {\"from\": \"2025-12-19\", \"to\": \"2026-01-05\", \"in\": \
             \"working days\"}}, for example; \"in\" can be \"working days\", \"working hours\" or \
             \"days\""
        }
        "is-open" => "write {\"is-open\": {\"at\": \"2025-12-24T16:00\"}}, for example",
        "is-working-day" => "write {\"is-working-day\": {\"date\": \"2025-12-26\"}}, for example",
        "next-open" => "write {\"next-open\": {\"at\": \"2025-12-24T17:00\"}}, for example",
        "previous-close" => {
            "write {\"previous-close\": {\"at\": \"2025-12-29T08:00\"}}, for example"
        }
        _ => EXAMPLE,
    }
}

/// A problem of JSON or of its fields, in the words of this command.
fn trouble(error: &serde_json::Error, place: &str, example: &str) -> Trouble {
    let told = error.to_string();
    let message = told
        .rsplit_once(" at line ")
        .map_or(told.as_str(), |(message, _)| message);
    let name = message.split('`').nth(1).unwrap_or_default();
    let wrong = message
        .strip_prefix("invalid type: ")
        .and_then(|wrong| wrong.split_once(", expected "));
    let (code, said) = if error.is_eof() {
        let said = "the line ends before the question is complete".to_owned();
        (Code::Syntax, said)
    } else if !error.is_data() {
        let said = format!("this is not JSON: {}", dueby_cases::json_words(message));
        (Code::Syntax, said)
    } else if message.starts_with("unknown variant") {
        (Code::UnknownWord, format!("\"{name}\" is not known here"))
    } else if message.starts_with("missing field") {
        (
            Code::MissingField,
            format!("the field \"{name}\" is missing"),
        )
    } else if message.starts_with("duplicate field") {
        (Code::DuplicateName, format!("\"{name}\" stands here twice"))
    } else if let Some((_, "a string" | "string or map")) = wrong {
        (
            Code::WrongType,
            "this should be a text in quotation marks".to_owned(),
        )
    } else {
        (Code::WrongType, "this is of the wrong type".to_owned())
    };
    let place = match error.column() {
        0 => place.to_owned(),
        column => format!("{place}:{column}"),
    };
    Trouble::new(place, code, said).help(example)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        questions(text.as_bytes(), |place, question| {
            found.push(match question {
                Ok(question) => format!("{place}: {}", serde_json::to_string(&question).unwrap()),
                Err(t) => format!("{}: {} [{}]", t.place, t.message, t.code),
            });
        });
        found
    }

    #[test]
    fn questions_are_echoed_as_they_are_asked() {
        for text in [
            "{\"add\":{\"start\":\"2025-12-19\",\"amount\":\"5 working days\"}}",
            "{\"subtract\":{\"end\":\"now\",\"amount\":\"1 month\",\"begins\":\"with the day\",\
             \"cut-off\":\"16:00\",\"roll\":\"none\"}}",
            "{\"between\":{\"from\":\"a\",\"to\":\"b\",\"in\":\"working hours\"}}",
            "{\"is-open\":{\"at\":\"a\"}}",
            "{\"is-working-day\":{\"date\":\"a\"}}",
            "{\"next-open\":{\"at\":\"a\"}}",
            "{\"previous-close\":{\"at\":\"a\"}}",
        ] {
            assert_eq!(told(text), [format!("standard input:1: {text}")]);
        }
    }

    #[test]
    fn what_is_not_a_question() {
        for (text, expected) in [
            ("", "standard input: no question is asked [empty-text]"),
            (
                "[1]",
                "standard input:1: this is not a question [wrong-type]",
            ),
            (
                "{}",
                "standard input:1: a line has one question, by its name [wrong-type]",
            ),
            (
                "{\"ad\": {}}",
                "standard input:1: there is no question \"ad\" [unknown-field]",
            ),
            (
                "{\"is-open\": {}}",
                "standard input:1:14: the field \"at\" is missing [missing-field]",
            ),
            (
                "{\"is-open\": {\"at\": \"a\", \"at\": \"b\"}}",
                "standard input:1:28: \"at\" stands here twice [duplicate-name]",
            ),
            (
                "{\"is-open\": {\"at\": 5}}",
                "standard input:1:20: this should be a text in quotation marks \
                 [wrong-type]",
            ),
            (
                "{\"is-open\": [\"2025-12-24T16:00\"]}",
                "standard input:1: the parts of \"is-open\" stand between { and } [wrong-type]",
            ),
            (
                "{\"is-open\": {\"at\": \"2025-12-2\n",
                "standard input:1:29: the line ends before the question is complete [syntax]",
            ),
            (
                "{\"between\": {\"from\": \"a\", \"to\": \"b\", \"in\": \"hours\"}}",
                "standard input:1:50: \"hours\" is not known here [unknown-word]",
            ),
            (
                "{\"add\": {\"start\": \"a\", \"amount\": \"b\", \"roll\": \"x\", \"roll\": \"y\"}}",
                "standard input:1:63: \"roll\" stands here twice [duplicate-name]",
            ),
            (
                "{\"add\": {\"start\": \"a\", \"amount\": \"b\", \"cutoff\": 1}}",
                "standard input:1: there is no field \"cutoff\" here [unknown-field]",
            ),
        ] {
            assert_eq!(told(text), [expected], "{text}");
        }
    }
}
