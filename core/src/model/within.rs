//! Values that may be left to a parameter: what starts a clock, and how long it has.

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::names::Under;
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

/// `{ when = {…}, is = "1 working day" }`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) when: Option<At<Condition>>,
    pub(crate) is: At<String>,
}

impl<'de> Deserialize<'de> for Within {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WithinVisitor;
        impl<'de> Visitor<'de> for WithinVisitor {
            type Value = Within;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(
                    "an allowance, a table { by = \"attribute\", value = \"allowance\", … }, a list \
                     of rows { when = {…}, is = \"allowance\" }, { parameter = \"name\" } or \
                     { open = \"the rule's words\" }",
                )
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Within, E> {
                Ok(Within::Fixed(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Within, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = list.next_element()? {
                    rows.push(row);
                }
                Ok(Within::Table(rows))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Within, A::Error> {
                let mut attribute = None;
                let mut parameter = None;
                let mut rows = Vec::new();
                while let Some(key) = map.next_key::<At<String>>()? {
                    let value = map.next_value::<At<String>>()?;
                    match key.get_ref().as_str() {
                        "by" => attribute = Some(value),
                        "parameter" => parameter = Some(value),
                        _ => rows.push((key, value)),
                    }
                }
                match (attribute, parameter) {
                    (Some(attribute), None) => Ok(Within::By { attribute, rows }),
                    (None, Some(parameter)) if rows.is_empty() => Ok(Within::Parameter(parameter)),
                    (None, None) => match <[_; 1]>::try_from(rows) {
                        Ok([(key, words)]) if key.get_ref() == "open" => Ok(Within::Open(words)),
                        Err(rows) if rows.iter().any(|(key, _)| key.get_ref() == "open") => {
                            Err(A::Error::custom(
                                "\"open\" stands alone; a table of allowances has \"by\" and rows",
                            ))
                        }
                        _ => Err(A::Error::missing_field("by")),
                    },
                    _ => Err(A::Error::custom(
                        "a table of allowances has \"by\" and rows, or \"parameter\" alone",
                    )),
                }
            }
        }
        deserializer.deserialize_any(WithinVisitor)
    }
}

/// `starts = "…"`, a list, `{ parameter = "…" }`, or `{ clock = "…" }`.
#[derive(Debug)]
pub(crate) enum Starts {
    On(Names),
    Parameter(At<String>),
    Follows(Follows),
}

impl<'de> Deserialize<'de> for Starts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StartsVisitor;
        impl<'de> Visitor<'de> for StartsVisitor {
            type Value = Starts;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an event's type, a list of them, { parameter = \"name\" } or { clock = \"id\" }")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Starts, E> {
                Ok(Starts::On(Names::One(Name::Type(name.to_owned()))))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Starts, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(Starts::On(Names::Many(names)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Starts, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields, rename_all = "kebab-case")]
                struct Table {
                    parameter: Option<At<String>>,
                    event: Option<At<String>>,
                    when: Option<At<Condition>>,
                    clock: Option<At<String>>,
                    at: Option<At<String>>,
                    pack: Option<At<String>>,
                    if_cancelled: Option<At<String>>,
                }
                let table = Table::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
                let of_clock =
                    table.at.is_some() || table.pack.is_some() || table.if_cancelled.is_some();
                match (table.clock, table.parameter, table.event, table.when) {
                    (Some(clock), None, None, None) => Ok(Starts::Follows(Follows {
                        clock,
                        at: table.at,
                        pack: table.pack,
                        if_cancelled: table.if_cancelled,
                    })),
                    (None, Some(parameter), None, None) if !of_clock => {
                        Ok(Starts::Parameter(parameter))
                    }
                    (None, None, Some(event), when) if !of_clock => {
                        let under = Name::Under(Box::new(Under { event, when }));
                        Ok(Starts::On(Names::One(under)))
                    }
                    (None, None, None, _) if of_clock => Err(A::Error::missing_field("clock")),
                    (None, None, None, _) => Err(A::Error::missing_field("event")),
                    _ => Err(A::Error::custom(
                        "what starts a clock is an \"event\", a \"clock\", or a \"parameter\" alone",
                    )),
                }
            }
        }
        deserializer.deserialize_any(StartsVisitor)
    }
}
