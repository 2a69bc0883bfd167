//! What a parameter is filled in with, whatever its type.

use toml::de::DeValue;

use super::node::{self, Node, Read, Wrong};

/// A value as it is written.
#[derive(Debug)]
pub(crate) enum Filled {
    Text(String),
    Integer(i64),
    Float(f64),
    Flag(bool),
    /// A date that stands without quotation marks, as it is written.
    Date(String),
    List(Vec<Filled>),
    /// In the order of the names.
    #[cfg_attr(
        not(feature = "texts"),
        expect(dead_code, reason = "what they hold is for texts")
    )]
    Table(Vec<(String, Filled)>),
}

impl Filled {
    /// The type as TOML calls it.
    pub(crate) fn type_str(&self) -> &'static str {
        match self {
            Filled::Text(_) => "string",
            Filled::Integer(_) => "integer",
            Filled::Float(_) => "float",
            Filled::Flag(_) => "boolean",
            Filled::Date(_) => "datetime",
            Filled::List(_) => "array",
            Filled::Table(_) => "table",
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Filled::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Read for Filled {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::String(_) => String::read(node).map(Filled::Text),
            DeValue::Integer(_) => i64::read(node).map(Filled::Integer),
            DeValue::Float(_) => match node::number(node.get_ref()) {
                Some(number) => Ok(Filled::Float(number)),
                None => Err(Wrong::shape(&node, "a number that can be counted to")),
            },
            DeValue::Boolean(flag) => Ok(Filled::Flag(*flag)),
            DeValue::Datetime(date) => Ok(Filled::Date(date.to_string())),
            DeValue::Array(_) => Vec::read(node).map(Filled::List),
            DeValue::Table(_) => {
                let mut rows = Vec::new();
                for (name, node) in node::table(node, "a table")? {
                    rows.push((name.into_inner(), Filled::read(node)?));
                }
                Ok(Filled::Table(rows))
            }
        }
    }
}
