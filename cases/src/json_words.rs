//! What the JSON reader says, in words for people who do not write JSON every day.

/// What it says, and what is said here.
const SAID: [(&str, &str); 12] = [
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "a new line or a tab stands between quotation marks: close them, or write \\n or \\t",
    ),
    (
        "expected value",
        "a value is missing, or does not stand in double quotation marks",
    ),
    (
        "expected ident",
        "a word does not stand in double quotation marks",
    ),
    ("expected `,` or `}`", "a comma or \"}\" is missing"),
    ("expected `,` or `]`", "a comma or \"]\" is missing"),
    ("expected `:`", "a colon is missing after a name"),
    ("trailing comma", "a comma follows the last of a list"),
    ("trailing characters", "more follows after its end"),
    (
        "key must be a string",
        "a name does not stand in double quotation marks",
    ),
    (
        "invalid escape",
        "a backslash in a text has to be written twice",
    ),
    ("invalid number", "a number is not written in digits"),
    ("recursion limit exceeded", "it is nested too deeply"),
];

/// A message of the JSON reader, without its place.
pub fn plain(message: &str) -> String {
    SAID.iter().find(|(json, _)| *json == message).map_or_else(
        || message.replace('`', "\""),
        |(_, said)| (*said).to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn every_message_of_the_reader_is_known() {
        for (text, said) in [
            (
                "{\"a\": \"b\n\"}",
                "a new line or a tab stands between quotation marks: close them, or write \\n or \\t",
            ),
            (
                "{\"a\": b}",
                "a value is missing, or does not stand in double quotation marks",
            ),
            (
                "{\"a\": trve}",
                "a word does not stand in double quotation marks",
            ),
            ("{\"a\": 1 \"b\": 2}", "a comma or \"}\" is missing"),
            ("[1 2]", "a comma or \"]\" is missing"),
            ("{\"a\" 1}", "a colon is missing after a name"),
            ("[1,]", "a comma follows the last of a list"),
            ("{} {}", "more follows after its end"),
            ("{a: 1}", "a name does not stand in double quotation marks"),
            (
                "{\"a\": \"\\N\"}",
                "a backslash in a text has to be written twice",
            ),
            ("{\"a\": 1.}", "a number is not written in digits"),
        ] {
            let error = serde_json::from_str::<Value>(text).unwrap_err().to_string();
            let (message, _) = error.rsplit_once(" at line ").unwrap();
            assert_eq!(plain(message), said, "{text}");
        }
        let deep = "[".repeat(200);
        let error = serde_json::from_str::<Value>(&deep)
            .unwrap_err()
            .to_string();
        let (message, _) = error.rsplit_once(" at line ").unwrap();
        assert_eq!(plain(message), "it is nested too deeply");
    }
}
