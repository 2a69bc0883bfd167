//! The tables of a directory.

use toml::de::DeValue;

use super::node::{self, Node, Read, Wrong};
use super::{At, Condition};

table! {
    /// `[directory]`
    #[derive(Debug)]
    pub(crate) struct DirectoryHead {
        pub(crate) id: At<String>,
        pub(crate) title: At<String>,
        pub(crate) calendar: Option<At<String>>,
        pub(crate) _notes as "notes": Option<At<String>>,
    }
}

table! {
    /// `[contact.NAME]`
    #[derive(Debug)]
    pub(crate) struct Contact {
        pub(crate) title: At<String>,
        pub(crate) address: Option<At<String>>,
        pub(crate) calendar: Option<At<String>>,
        pub(crate) manager: Option<At<String>>,
        pub(crate) deputy: Option<At<String>>,
        pub(crate) absent: Option<At<Vec<Absence>>>,
        pub(crate) members: Option<At<Vec<At<String>>>>,
        pub(crate) told: Option<At<String>>,
    }
}

table! {
    /// `{ from = "…", until = "…", reason = "…" }`
    #[derive(Debug)]
    pub(crate) struct Absence {
        pub(crate) from: At<String>,
        pub(crate) until: At<String>,
        pub(crate) reason: Option<At<String>>,
    }
}

table! {
    /// `[[role]]`
    #[derive(Debug)]
    pub(crate) struct Role {
        pub(crate) name: At<String>,
        pub(crate) when: Option<At<Condition>>,
        pub(crate) contact: Option<At<Whom>>,
        pub(crate) manager_of: Option<At<String>>,
        pub(crate) out_of_hours: Option<At<Whom>>,
        pub(crate) hours: Option<At<String>>,
    }
}

/// `"a-contact"`, a list of them, or `{ by = "patch", Stockton = "a-contact", … }`.
#[derive(Debug)]
pub(crate) enum Whom {
    Named(Contacts),
    By {
        attribute: At<String>,
        rows: Vec<(At<String>, At<Contacts>)>,
    },
}

/// A contact, or a list of them. A single one has the place of the whole.
#[derive(Debug)]
pub(crate) enum Contacts {
    One(String),
    Many(Vec<At<String>>),
}

impl Read for Contacts {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::String(_) => String::read(node).map(Contacts::One),
            DeValue::Array(_) => Vec::read(node).map(Contacts::Many),
            _ => Err(Wrong::shape(
                &node,
                "the name of a contact, or a list of them",
            )),
        }
    }
}

impl Read for Whom {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        const EXPECTED: &str = "the name of a contact, a list of them, or a table { by = \"attribute\", \
             value = \"contact\", … }";
        if matches!(node.get_ref(), DeValue::String(_) | DeValue::Array(_)) {
            return Contacts::read(node).map(Whom::Named);
        }
        let span = node.span();
        let mut attribute = None;
        let mut rows = Vec::new();
        for (name, node) in node::table(node, EXPECTED)? {
            if name.get_ref() == "by" {
                attribute = Some(Read::read(node)?);
            } else {
                rows.push((name, Read::read(node)?));
            }
        }
        match attribute {
            Some(attribute) => Ok(Whom::By { attribute, rows }),
            None => Err(Wrong::missing("by", span)),
        }
    }
}
