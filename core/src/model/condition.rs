//! A condition on attributes, as it is written.

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::At;
use crate::case::{Value, finite};

/// `{ priority = "urgent", rooms = { at-least = 2 }, any = [ {…}, {…} ] }`: entries
/// that must all hold.
#[derive(Debug)]
pub(crate) struct Condition(pub(crate) Vec<(At<String>, Entry)>);

/// One entry: an attribute with what it must be, or other conditions.
#[derive(Debug)]
pub(crate) enum Entry {
    All(At<Vec<At<Condition>>>),
    Any(At<Vec<At<Condition>>>),
    Not(At<Condition>),
    /// One that the pack has named.
    Named(At<String>),
    Is(At<Test>),
}

/// What an attribute must be.
#[derive(Debug)]
pub(crate) enum Test {
    One(Value),
    OneOf(Vec<At<Value>>),
    /// What a landlord fills in: `{ parameter = "…" }`.
    Parameter(At<String>),
    Compared(Box<Comparison>),
}

/// `{ at-least = 2, at-most = 4 }`, `{ exists = true }` or
/// `{ from = "1 November", until = "30 April" }`
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub(crate) at_least: Option<At<Edge>>,
    pub(crate) more_than: Option<At<Edge>>,
    pub(crate) at_most: Option<At<Edge>>,
    pub(crate) less_than: Option<At<Edge>>,
    pub(crate) exists: Option<At<bool>>,
    pub(crate) from: Option<At<String>>,
    pub(crate) until: Option<At<String>>,
}

/// An end of a span.
#[derive(Debug)]
pub(crate) enum Edge {
    Number(f64),
    Text(String),
    Parameter(At<String>),
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Condition;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a condition, such as { priority = \"urgent\" }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Condition, A::Error> {
                let mut entries = Vec::new();
                while let Some(name) = map.next_key::<At<String>>()? {
                    let entry = match name.get_ref().as_str() {
                        "all" => Entry::All(map.next_value()?),
                        "any" => Entry::Any(map.next_value()?),
                        "not" => Entry::Not(map.next_value()?),
                        "condition" => Entry::Named(map.next_value()?),
                        _ => Entry::Is(map.next_value()?),
                    };
                    entries.push((name, entry));
                }
                Ok(Condition(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

impl<'de> Deserialize<'de> for Test {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TestVisitor)
    }
}

/// A date that TOML has read as one of its own, as a table with a private name.
const BARE_DATE: &str = "a date stands between quotation marks here: \"2026-01-01\"";

struct TestVisitor;

impl<'de> Visitor<'de> for TestVisitor {
    type Value = Test;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "a text, a number, true or false, a list of them, or a comparison such as \
             { at-least = 2 }",
        )
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Test, E> {
        Ok(Test::One(Value::Text(text.to_owned())))
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Test, E> {
        Ok(Test::One(Value::Flag(flag)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Test, E> {
        Ok(Test::One(Value::Number(number as f64)))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Test, E> {
        finite(number).map(|number| Test::One(Value::Number(number)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Test, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Test::OneOf(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Test, A::Error> {
        const KNOWN: &[&str] = &[
            "at-least",
            "more-than",
            "at-most",
            "less-than",
            "exists",
            "from",
            "until",
            "parameter",
        ];
        let mut comparison = Comparison::default();
        let (mut parameter, mut names) = (None, 0);
        while let Some(name) = map.next_key::<String>()? {
            names += 1;
            match name.as_str() {
                "parameter" => parameter = Some(map.next_value()?),
                "at-least" => comparison.at_least = Some(map.next_value()?),
                "more-than" => comparison.more_than = Some(map.next_value()?),
                "at-most" => comparison.at_most = Some(map.next_value()?),
                "less-than" => comparison.less_than = Some(map.next_value()?),
                "exists" => comparison.exists = Some(map.next_value()?),
                "from" => comparison.from = Some(map.next_value()?),
                "until" => comparison.until = Some(map.next_value()?),
                bare if bare.starts_with('$') => return Err(A::Error::custom(BARE_DATE)),
                unknown => return Err(A::Error::unknown_field(unknown, KNOWN)),
            }
        }
        match parameter {
            Some(_) if names > 1 => Err(A::Error::custom(
                "\"parameter\" stands alone, or as an end of a comparison: { at-least = { parameter = \"name\" } }",
            )),
            Some(parameter) => Ok(Test::Parameter(parameter)),
            None => Ok(Test::Compared(Box::new(comparison))),
        }
    }
}

impl<'de> Deserialize<'de> for Edge {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EdgeVisitor;
        impl<'de> Visitor<'de> for EdgeVisitor {
            type Value = Edge;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number, a date between quotation marks, or { parameter = \"name\" }")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Edge, E> {
                Ok(Edge::Text(text.to_owned()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Edge, E> {
                Ok(Edge::Number(number as f64))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Edge, E> {
                Ok(Edge::Number(number))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Edge, A::Error> {
                let mut parameter = None;
                while let Some(name) = map.next_key::<String>()? {
                    match name.as_str() {
                        "parameter" => parameter = Some(map.next_value()?),
                        bare if bare.starts_with('$') => return Err(A::Error::custom(BARE_DATE)),
                        unknown => return Err(A::Error::unknown_field(unknown, &["parameter"])),
                    }
                }
                let name = parameter.ok_or_else(|| A::Error::missing_field("parameter"))?;
                Ok(Edge::Parameter(name))
            }
        }
        deserializer.deserialize_any(EdgeVisitor)
    }
}
