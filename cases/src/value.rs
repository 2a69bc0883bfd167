//! A text as an attribute's value.

use dueby::Value;

/// `true` and `false` are flags, a plain number is a number, the rest is text.
pub fn value(text: &str) -> Value {
    match text {
        "true" => Value::Flag(true),
        "false" => Value::Flag(false),
        _ => match number(text) {
            // What would not be written back as it is, `007` or `1.10`, is a
            // reference and not a number.
            Some(number) if number.to_string() == text => Value::Number(number),
            _ => Value::from(text),
        },
    }
}

/// A number in digits, with a point and a minus sign at most.
pub(crate) fn number(text: &str) -> Option<f64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
        .then(|| text.parse().ok())
        .flatten()
        .filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_numbers() {
        for (text, expected) in [
            ("true", Value::Flag(true)),
            ("false", Value::Flag(false)),
            ("True", Value::from("True")),
            ("7", Value::Number(7.0)),
            ("-0.5", Value::Number(-0.5)),
            ("007", Value::from("007")),
            ("1.10", Value::from("1.10")),
            ("1e5", Value::from("1e5")),
            ("inf", Value::from("inf")),
            ("NaN", Value::from("NaN")),
            ("-", Value::from("-")),
            // More digits than a number can hold.
            ("12345678901234567890", Value::from("12345678901234567890")),
            ("Stockton", Value::from("Stockton")),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }
}
