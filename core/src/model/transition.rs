//! What moves a clock while it runs: extensions, resets, reopenings, how it is paused.

use toml::de::DeValue;

use super::node::{Node, Read, Wrong};
use super::{At, Condition, Names};

table! {
    in schema,
    /// `extension = { on = "…", by = "…", at-most = "…" }`
    #[derive(Debug)]
    pub(crate) struct Extension {
        pub(crate) on: At<Names>,
        pub(crate) by: Option<At<String>>,
        pub(crate) to: Option<At<OfAttribute>>,
        pub(crate) at_most: Option<At<String>>,
        #[cfg_attr(
            feature = "schema",
            schemars(with = "Option<super::schema::BeyondCap>")
        )]
        pub(crate) beyond_cap: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::InTime>"))]
        pub(crate) in_time: Option<At<String>>,
        pub(crate) when: Option<At<Condition>>,
    }
}

table! {
    in schema,
    /// `{ attribute = "…" }`
    #[derive(Debug)]
    pub(crate) struct OfAttribute {
        pub(crate) attribute: At<String>,
    }
}

table! {
    in schema,
    /// `pausing = { before-start = "…", when-overdue = "…" }`
    #[derive(Debug)]
    pub(crate) struct Pausing {
        #[cfg_attr(
            feature = "schema",
            schemars(with = "Option<super::schema::BeforeStart>")
        )]
        pub(crate) before_start: Option<At<String>>,
        #[cfg_attr(
            feature = "schema",
            schemars(with = "Option<super::schema::WhenOverdue>")
        )]
        pub(crate) when_overdue: Option<At<String>>,
    }
}

/// `resets = "…"`, a list, or `{ on = "…", in-time = "…" }`; `reopens` is the same with
/// `as`.
#[derive(Debug)]
pub(crate) struct Turning {
    pub(crate) on: Names,
    pub(crate) in_time: Option<At<String>>,
    pub(crate) how: Option<At<String>>,
}

impl Turning {
    fn plain(on: Names) -> Self {
        Turning {
            on,
            in_time: None,
            how: None,
        }
    }
}

impl Read for Turning {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        table! {
            struct Table {
                on: Names,
                in_time: Option<At<String>>,
                how as "as": Option<At<String>>,
            }
        }
        match node.get_ref() {
            DeValue::String(_) | DeValue::Array(_) => Names::read(node).map(Turning::plain),
            DeValue::Table(_) => Table::read(node).map(|table| Turning {
                on: table.on,
                in_time: table.in_time,
                how: table.how,
            }),
            _ => Err(Wrong::shape(
                &node,
                "an event's type, a list of them, or a table { on = … }",
            )),
        }
    }
}
