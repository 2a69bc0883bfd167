//! What an attribute can be.

use super::decimal::Decimal;
use crate::error::Shown as _;
use crate::sorted::Map;
use crate::text::Found;
use std::cmp::Ordering;
use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// An attribute's value: a text, a number, or true or false.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(type = "string | number | boolean")
)]
pub enum Value {
    /// A text. Compared letter by letter.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
}

precompiled!(
    enum Value {
        Text(a),
        Number(a),
        Flag(a),
    }
);

impl Value {
    /// An order of values, for where there has to be one.
    pub(crate) fn order(&self, other: &Value) -> Ordering {
        match (self, other) {
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
            (Value::Flag(a), Value::Flag(b)) => a.cmp(b),
            (Value::Text(_), _) | (Value::Number(_), Value::Flag(_)) => Ordering::Less,
            (Value::Number(_) | Value::Flag(_), _) => Ordering::Greater,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => write!(f, "\"{}\"", text.shown()),
            Value::Number(number) => write!(f, "{}", Decimal(*number)),
            Value::Flag(flag) => write!(f, "{flag}"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Flag(flag)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Number(number)
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(number) => serializer.serialize_f64(*number),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

struct ValueVisitor;

impl Visitor<'_> for ValueVisitor {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true or false")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Value::Text(text.to_owned())))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Some(Value::Flag(flag)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Value::Number(number as f64)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Value::Number(number as f64)))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        finite(number).map(|number| Some(Value::Number(number)))
    }

    /// Databases export what is not known as null: the attribute is missing.
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// The number that a text is, read as those of JSON are: the same digits are the same number
/// wherever they stand.
pub(crate) fn number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    digits
        .starts_with(|first: char| first.is_ascii_digit() || first == '.')
        .then_some(())?;
    // JSON has one nought before a point, and none before other digits.
    let digits = digits.trim_start_matches('0');
    let nought = if digits.starts_with(|first: char| first.is_ascii_digit()) {
        ""
    } else {
        "0"
    };
    let digits = format!("{nought}{digits}");
    let number: Found<'_> = serde_json::from_str(&digits).ok()?;
    Some(sign * number.number()?)
}

/// TOML has words for what is no number and for what is beyond all; nothing is equal to the
/// one, no case has the other, and JSON can say neither.
fn finite<E: Error>(number: f64) -> Result<f64, E> {
    if number.is_finite() {
        return Ok(number);
    }
    let found = serde::de::Unexpected::Float(number);
    Err(E::invalid_value(found, &"a number that can be counted to"))
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer
            .deserialize_any(ValueVisitor)?
            .ok_or_else(|| D::Error::custom("a value is missing here"))
    }
}

/// A map of attributes, in which null means that there is none.
pub(super) mod map {
    use serde::de::{Deserializer, Error, MapAccess, Visitor};
    use serde::{Serialize, Serializer};

    use super::{Map, Value, ValueVisitor};

    pub(crate) fn serialize<S: Serializer>(
        map: &Map<String, Value>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        map.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Map<String, Value>, D::Error> {
        struct Attributes;
        impl<'de> Visitor<'de> for Attributes {
            type Value = Map<String, Value>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("attributes with their values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut values: Map<String, Value> = Map::new();
                // Those that are null, only to be told when one comes again.
                let mut nulls: Map<String, Value> = Map::new();
                while let Some(name) = map.next_key::<String>()? {
                    if values.contains_key(&name) || nulls.contains_key(&name) {
                        return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
                    }
                    match map.next_value_seed(OneValue)? {
                        Some(value) => values.insert(name, value),
                        None => nulls.insert(name, Value::Flag(false)),
                    };
                }
                Ok(values)
            }
        }
        deserializer.deserialize_map(Attributes)
    }

    struct OneValue;

    impl<'de> serde::de::DeserializeSeed<'de> for OneValue {
        type Value = Option<Value>;

        fn deserialize<D: Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(ValueVisitor)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_by_themselves() {
        for (text, expected) in [
            ("12.50", Some(12.5)),
            ("-7", Some(-7.0)),
            ("+3", Some(3.0)),
            ("0", Some(0.0)),
            ("007", Some(7.0)),
            (".5", Some(0.5)),
            ("1e3", Some(1000.0)),
            ("", None),
            ("-", None),
            ("+-1", None),
            ("12 pounds", None),
            ("inf", None),
            ("nan", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
