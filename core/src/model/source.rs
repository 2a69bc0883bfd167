//! Where a rule stands: a text, or a document with its provision and link.

use toml::de::DeValue;

use super::At;
use super::node::{Node, Read, Wrong};

/// `source = "…"` or `{ title = "…", provision = "…", link = "…" }`.
#[derive(Debug)]
pub(crate) enum Source {
    Text(String),
    Document(Document),
}

table! {
    in schema,
    /// `{ title = "…", provision = "…", link = "…" }`
    #[derive(Debug)]
    pub(crate) struct Document {
        pub(crate) title: Option<At<String>>,
        pub(crate) provision: Option<At<String>>,
        pub(crate) link: Option<At<String>>,
    }
}

impl Read for Source {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::String(_) => String::read(node).map(Source::Text),
            DeValue::Table(_) => Document::read(node).map(Source::Document),
            _ => Err(Wrong::shape(
                &node,
                "a text, or a table { title = …, provision = …, link = … }",
            )),
        }
    }
}
