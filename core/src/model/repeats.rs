//! Clocks that run again by themselves, and deadlines that are dates.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::{At, Names};

/// `repeats = { next = "…", until = "…", early = "…", early-opens = "…" }`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DueVisitor;
        impl<'de> Visitor<'de> for DueVisitor {
            type Value = Due;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(
                    "a date, { attribute = \"name\" }, also with before = \"2 months\", { parameter = \"name\" }, { every-year = \"30 June\", from = 2026 } \
                     or { text = \"what the document says\" }",
                )
            }

            fn visit_str<E: Error>(self, date: &str) -> Result<Due, E> {
                Ok(Due::Date(date.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Due, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
                let table = Table::deserialize(MapAccessDeserializer::new(map))?;
                let years = table.from.is_some() || table.to.is_some();
                let leads = table.before.is_some() || table.after.is_some();
                if leads && table.attribute.is_none() {
                    return Err(A::Error::custom(
                        "\"before\" and \"after\" count from the date of an \"attribute\"",
                    ));
                }
                if table.before.is_some() && table.after.is_some() {
                    return Err(A::Error::custom(
                        "a due lies \"before\" the date or \"after\" it, not both",
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
                        from: table.from.ok_or_else(|| A::Error::missing_field("from"))?,
                        to: table.to,
                    }),
                    (None, None, None, None) => Err(A::Error::missing_field("attribute")),
                    (_, Some(_), _, _) => {
                        Err(A::Error::custom("\"parameter\" stands alone in a due"))
                    }
                    _ => Err(A::Error::custom(
                        "a due is an \"attribute\", a \"text\", or \"every-year\" with \"from\" and \"to\"",
                    )),
                }
            }
        }
        deserializer.deserialize_any(DueVisitor)
    }
}
