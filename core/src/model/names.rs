//! Events: one, or a list of them, each perhaps under a condition.

use toml::de::DeValue;

use super::node::{Node, Read, Wrong};
use super::{At, Condition};

/// `"complaint.received"`, `{ event = "…", when = {…} }`, or a list of both. Members of
/// a list carry their places; a single one has the place of the whole.
#[derive(Debug)]
pub(crate) enum Names {
    One(Name),
    Many(Vec<At<Name>>),
}

/// One event.
#[derive(Debug)]
pub(crate) enum Name {
    Type(String),
    Under(Box<Under>),
}

table! {
    in schema,
    /// `{ event = "…", when = {…} }`
    #[derive(Debug)]
    pub(crate) struct Under {
        pub(crate) event: At<String>,
        pub(crate) when: Option<At<Condition>>,
    }
}

impl Default for Names {
    fn default() -> Self {
        Names::Many(Vec::new())
    }
}

impl Read for Names {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::Array(_) => Vec::read(node).map(Names::Many),
            DeValue::String(_) | DeValue::Table(_) => Name::read(node).map(Names::One),
            _ => Err(Wrong::shape(&node, "an event's type, or a list of them")),
        }
    }
}

impl Read for Name {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::String(_) => String::read(node).map(Name::Type),
            DeValue::Table(_) => Under::read(node).map(|under| Name::Under(Box::new(under))),
            _ => Err(Wrong::shape(
                &node,
                "an event's type, or a table { event = …, when = … }",
            )),
        }
    }
}
