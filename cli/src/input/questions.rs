//! Questions to a calendar as JSON Lines on standard input.

use dueby::Code;
use serde_json::Value;

use super::{json, json_lines};
use crate::problems::{self, Trouble};
use crate::question::{QUESTIONS, Question};

const EXAMPLE: &str =
    "write {\"add\": {\"start\": \"2025-12-19\", \"amount\": \"5 working days\"}}, for example";

/// Reads every question, each with the place it was read from, and passes it on.
pub(crate) fn questions(
    opened: impl std::io::Read,
    mut take: impl FnMut(&str, Result<Question, Trouble>),
) {
    let name = json::STANDARD_INPUT;
    let asked = json_lines::lines(opened, name, "question", |number, line| {
        let place = format!("{name}:{number}");
        take(&place, line.and_then(|text| question(&text, &place)));
    });
    if asked == 0 {
        let trouble = Trouble::new(name, Code::EmptyText, "no question is asked").help(EXAMPLE);
        take(name, Err(trouble));
    }
}

fn question(text: &str, place: &str) -> Result<Question, Trouble> {
    let value: Value = serde_json::from_str(text).map_err(|error| trouble(&error, place))?;
    let wrong = |code, message: &str| Trouble::new(place, code, message).help(EXAMPLE);
    let Value::Object(fields) = value else {
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
    // Read again and not out of the value, which has forgotten fields given twice.
    serde_json::from_str(text).map_err(|error| trouble(&error, place))
}

/// A problem of JSON or of its fields, in the words of this command.
fn trouble(error: &serde_json::Error, place: &str) -> Trouble {
    let told = error.to_string();
    let message = told
        .rsplit_once(" at line ")
        .map_or(told.as_str(), |(message, _)| message)
        .replace('`', "\"");
    let code = if !error.is_data() {
        Code::Syntax
    } else if message.starts_with("unknown field") {
        Code::UnknownField
    } else if message.starts_with("unknown variant") {
        Code::UnknownWord
    } else if message.starts_with("missing field") {
        Code::MissingField
    } else if message.starts_with("duplicate field") {
        Code::DuplicateName
    } else {
        Code::WrongType
    };
    Trouble::new(format!("{place}:{}", error.column()), code, message).help(EXAMPLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
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
            "{\"subtract\":{\"end\":\"now\",\"amount\":\"1 month\",\"roll\":\"next\"}}",
            "{\"between\":{\"from\":\"a\",\"to\":\"b\",\"in\":\"working hours\"}}",
            "{\"is-open\":{\"at\":\"a\"}}",
            "{\"is-working-day\":{\"date\":\"a\"}}",
            "{\"next-open\":{\"at\":\"a\"}}",
            "{\"previous-close\":{\"at\":\"a\"}}",
        ] {
            assert_eq!(read(text), [format!("standard input:1: {text}")]);
        }
    }

    #[test]
    fn what_is_not_a_question() {
        for (text, told) in [
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
                "standard input:1:14: missing field \"at\" [missing-field]",
            ),
            (
                "{\"is-open\": {\"at\": \"a\", \"at\": \"b\"}}",
                "standard input:1:28: duplicate field \"at\" [duplicate-name]",
            ),
            (
                "{\"is-open\": {\"at\": 5}}",
                "standard input:1:20: invalid type: integer \"5\", expected a string \
                 [wrong-type]",
            ),
        ] {
            assert_eq!(read(text), [told], "{text}");
        }
    }
}
