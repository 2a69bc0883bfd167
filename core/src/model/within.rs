//! Values that may be left to a parameter: what starts a clock, and how long it has.

use toml::de::DeValue;

use super::names::Under;
use super::node::{self, Node, Read, Wrong};
use super::{At, Condition, Follows, Name, Names};

/// `within = "2 working days"`, `{ by = "priority", urgent = "…" }`, a list of rows,
/// `{ parameter = "…" }` or `{ open = "…" }`.
#[derive(Debug)]
pub(crate) enum Within {
    Fixed(String),
    By {
        attribute: At<String>,
        rows: Vec<(At<String>, At<String>)>,
    },
    Table(Vec<At<Row>>),
    /// No number: the rule's own words.
    Open(At<String>),
    /// Never written as a clock's: an appointment's.
    Window(super::Window),
    Parameter(At<String>),
}

table! {
    in schema,
    /// `{ when = {…}, is = "1 working day" }`
    #[derive(Debug)]
    pub(crate) struct Row {
        pub(crate) when: Option<At<Condition>>,
        pub(crate) is: At<String>,
    }
}

impl Default for Within {
    fn default() -> Self {
        Within::Fixed(String::new())
    }
}

impl Read for Within {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        const EXPECTED: &str = "an allowance, a table { by = \"attribute\", value = \"allowance\", … }, a list \
             of rows { when = {…}, is = \"allowance\" }, { parameter = \"name\" } or \
             { open = \"the rule's words\" }";
        match node.get_ref() {
            DeValue::String(_) => return String::read(node).map(Within::Fixed),
            DeValue::Array(_) => return Vec::read(node).map(Within::Table),
            _ => {}
        }
        let span = node.span();
        let mut attribute = None;
        let mut parameter = None;
        let mut rows = Vec::new();
        for (name, node) in node::table(node, EXPECTED)? {
            let value = At::<String>::read(node)?;
            match name.get_ref().as_str() {
                "by" => attribute = Some(value),
                "parameter" => parameter = Some(value),
                _ => rows.push((name, value)),
            }
        }
        match (attribute, parameter) {
            (Some(attribute), None) => Ok(Within::By { attribute, rows }),
            (None, Some(parameter)) if rows.is_empty() => Ok(Within::Parameter(parameter)),
            (None, None) => match <[_; 1]>::try_from(rows) {
                Ok([(name, words)]) if name.get_ref() == "open" => Ok(Within::Open(words)),
                Err(rows) if rows.iter().any(|(name, _)| name.get_ref() == "open") => {
                    Err(Wrong::said(
                        "\"open\" stands alone; a table of allowances has \"by\" and rows",
                        span,
                    ))
                }
                _ => Err(Wrong::missing("by", span)),
            },
            _ => Err(Wrong::said(
                "a table of allowances has \"by\" and rows, or \"parameter\" alone",
                span,
            )),
        }
    }
}

/// `starts = "…"`, a list, `{ parameter = "…" }`, or `{ clock = "…" }`.
#[derive(Debug)]
pub(crate) enum Starts {
    On(Names),
    Parameter(At<String>),
    Follows(Follows),
}

impl Default for Starts {
    fn default() -> Self {
        Starts::On(Names::default())
    }
}

impl Read for Starts {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        table! {
            struct Table {
                parameter: Option<At<String>>,
                event: Option<At<String>>,
                when: Option<At<Condition>>,
                clock: Option<At<String>>,
                at: Option<At<String>>,
                pack: Option<At<String>>,
                if_cancelled: Option<At<String>>,
            }
        }
        let span = node.span();
        let table = match node.get_ref() {
            DeValue::String(_) | DeValue::Array(_) => return Names::read(node).map(Starts::On),
            DeValue::Table(_) => Table::read(node)?,
            _ => {
                return Err(Wrong::shape(
                    &node,
                    "an event's type, a list of them, { parameter = \"name\" } or { clock = \"id\" }",
                ));
            }
        };
        let of_clock = table.at.is_some() || table.pack.is_some() || table.if_cancelled.is_some();
        match (table.clock, table.parameter, table.event, table.when) {
            (Some(clock), None, None, None) => Ok(Starts::Follows(Follows {
                clock,
                at: table.at,
                pack: table.pack,
                if_cancelled: table.if_cancelled,
            })),
            (None, Some(parameter), None, None) if !of_clock => Ok(Starts::Parameter(parameter)),
            (None, None, Some(event), when) if !of_clock => {
                let under = Name::Under(Box::new(Under { event, when }));
                Ok(Starts::On(Names::One(under)))
            }
            (None, None, None, _) if of_clock => Err(Wrong::missing("clock", span)),
            (None, None, None, _) => Err(Wrong::missing("event", span)),
            _ => Err(Wrong::said(
                "what starts a clock is an \"event\", a \"clock\", or a \"parameter\" alone",
                span,
            )),
        }
    }
}
