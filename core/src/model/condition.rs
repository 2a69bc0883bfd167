//! A condition on attributes, as it is written.

use toml::de::DeValue;

use super::At;
use super::node::{self, Node, Read, Wrong};
use super::pack::OfParameter;
use crate::case::Value;

/// `{ priority = "urgent", rooms = { at-least = 2 }, any = [ {…}, {…} ] }`: entries
/// that must all hold.
#[derive(Debug, Default)]
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

table! {
    /// `{ at-least = 2, at-most = 4 }`, `{ exists = true }` or
    /// `{ from = "1 November", until = "30 April" }`
    #[derive(Debug)]
    pub(crate) struct Comparison {
        pub(crate) at_least: Option<At<Edge>>,
        pub(crate) more_than: Option<At<Edge>>,
        pub(crate) at_most: Option<At<Edge>>,
        pub(crate) less_than: Option<At<Edge>>,
        pub(crate) exists: Option<At<bool>>,
        pub(crate) from: Option<At<String>>,
        pub(crate) until: Option<At<String>>,
        /// Alone: what a landlord fills in stands in place of all others.
        parameter: Option<At<String>>,
    }
}

/// An end of a span.
#[derive(Debug)]
pub(crate) enum Edge {
    Number(f64),
    Text(String),
    Parameter(At<String>),
}

impl Read for Condition {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        let mut entries = Vec::new();
        for (name, node) in node::table(node, "a condition, such as { priority = \"urgent\" }")? {
            let entry = match name.get_ref().as_str() {
                "all" => Entry::All(Read::read(node)?),
                "any" => Entry::Any(Read::read(node)?),
                "not" => Entry::Not(Read::read(node)?),
                "condition" => Entry::Named(Read::read(node)?),
                _ => Entry::Is(Read::read(node)?),
            };
            entries.push((name, entry));
        }
        Ok(Condition(entries))
    }
}

impl Read for Test {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        const EXPECTED: &str = "a text, a number, true or false, a list of them, or a comparison such as \
             { at-least = 2 }";
        match node.get_ref() {
            DeValue::Array(_) => Vec::read(node).map(Test::OneOf),
            DeValue::Table(_) => comparison(node),
            DeValue::Datetime(_) => Err(Wrong::said(BARE_DATE, node.span())),
            _ => value(&node, EXPECTED).map(Test::One),
        }
    }
}

impl Read for Value {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        value(&node, "a text, a number, true or false")
    }
}

fn value(node: &Node<'_>, expected: &str) -> Result<Value, Wrong> {
    match node.get_ref() {
        DeValue::String(text) => Ok(Value::Text(text.as_ref().to_owned())),
        DeValue::Boolean(flag) => Ok(Value::Flag(*flag)),
        // No case has what TOML calls "nan" and "inf".
        number => match node::number(number) {
            Some(number) if number.is_finite() => Ok(Value::Number(number)),
            Some(_) => Err(Wrong::shape(node, "a number that can be counted to")),
            None => Err(Wrong::shape(node, expected)),
        },
    }
}

fn comparison(node: Node<'_>) -> Result<Test, Wrong> {
    let span = node.span();
    let is_alone = node
        .get_ref()
        .as_table()
        .is_some_and(|table| table.len() == 1);
    let mut comparison = Comparison::read(node)?;
    match comparison.parameter.take() {
        Some(parameter) if is_alone => Ok(Test::Parameter(parameter)),
        Some(_) => Err(Wrong::said(
            "\"parameter\" stands alone, or as an end of a comparison: { at-least = { parameter = \"name\" } }",
            span,
        )),
        None => Ok(Test::Compared(Box::new(comparison))),
    }
}

/// Of a date that TOML has read as one of its own.
const BARE_DATE: &str = "a date stands between quotation marks here: \"2026-01-01\"";

impl Read for Edge {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::String(_) => String::read(node).map(Edge::Text),
            DeValue::Table(_) => OfParameter::read(node).map(|of| Edge::Parameter(of.parameter)),
            DeValue::Datetime(_) => Err(Wrong::said(BARE_DATE, node.span())),
            value => node::number(value).map(Edge::Number).ok_or_else(|| {
                Wrong::shape(
                    &node,
                    "a number, a date between quotation marks, or { parameter = \"name\" }",
                )
            }),
        }
    }
}
