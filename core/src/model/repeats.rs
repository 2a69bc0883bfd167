//! Clocks that run again by themselves, and deadlines that are dates.

use toml::de::DeValue;

use super::node::{Node, Read, Wrong};
use super::{At, Names};

table! {
    in schema,
    /// `repeats = { next = "…", until = "…", early = "…", early-opens = "…" }`
    #[derive(Debug)]
    pub(crate) struct Repeats {
        #[cfg_attr(feature = "schema", schemars(with = "super::schema::NextRun"))]
        pub(crate) next: At<String>,
        pub(crate) until: Option<At<Names>>,
        pub(crate) early: Option<At<String>>,
        #[cfg_attr(
            feature = "schema",
            schemars(with = "Option<super::schema::EarlyOpens>")
        )]
        pub(crate) early_opens: Option<At<String>>,
    }
}

/// `due = "2026-03-31"`, `{ attribute = "…" }`, `{ attribute = "…", before = "2 months" }`, `{ parameter = "…" }`, `{ every-year = "30 June", … }` or
/// `{ text = "…" }`.
#[derive(Debug)]
pub(crate) enum Due {
    Date(String),
    Attribute {
        name: At<String>,
        before: Option<At<String>>,
        after: Option<At<String>>,
    },
    Parameter(At<String>),
    EveryYear {
        on: At<String>,
        from: At<i32>,
        to: Option<At<i32>>,
    },
    Text(At<String>),
}

impl Read for Due {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        table! {
            struct Table {
                attribute: Option<At<String>>,
                before: Option<At<String>>,
                after: Option<At<String>>,
                parameter: Option<At<String>>,
                every_year: Option<At<String>>,
                from: Option<At<i32>>,
                to: Option<At<i32>>,
                text: Option<At<String>>,
            }
        }
        const EXPECTED: &str = "a date, { attribute = \"name\" }, also with before = \"2 months\", \
             { parameter = \"name\" }, { every-year = \"30 June\", from = 2026 } or \
             { text = \"what the document says\" }";
        let span = node.span();
        let table = match node.get_ref() {
            DeValue::String(_) => return String::read(node).map(Due::Date),
            DeValue::Table(_) => Table::read(node)?,
            _ => return Err(Wrong::shape(&node, EXPECTED)),
        };
        let years = table.from.is_some() || table.to.is_some();
        let leads = table.before.is_some() || table.after.is_some();
        if leads && table.attribute.is_none() {
            return Err(Wrong::said(
                "\"before\" and \"after\" count from the date of an \"attribute\"",
                span,
            ));
        }
        if table.before.is_some() && table.after.is_some() {
            return Err(Wrong::said(
                "a due lies \"before\" the date or \"after\" it, not both",
                span,
            ));
        }
        match (
            table.attribute,
            table.parameter,
            table.every_year,
            table.text,
        ) {
            (Some(name), None, None, None) if !years => Ok(Due::Attribute {
                name,
                before: table.before,
                after: table.after,
            }),
            (None, Some(name), None, None) if !years => Ok(Due::Parameter(name)),
            (None, None, None, Some(text)) if !years => Ok(Due::Text(text)),
            (None, None, Some(on), None) => Ok(Due::EveryYear {
                on,
                from: table
                    .from
                    .ok_or_else(|| Wrong::missing("from", span.clone()))?,
                to: table.to,
            }),
            (None, None, None, None) => Err(Wrong::missing("attribute", span)),
            (_, Some(_), _, _) => Err(Wrong::said("\"parameter\" stands alone in a due", span)),
            _ => Err(Wrong::said(
                "a due is an \"attribute\", a \"text\", or \"every-year\" with \"from\" and \"to\"",
                span,
            )),
        }
    }
}
