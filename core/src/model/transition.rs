//! What moves a clock while it runs: extensions, resets, reopenings, how it is paused.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use super::{At, Condition, Name, Names};

/// `extension = { on = "…", by = "…", at-most = "…" }`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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

/// `{ attribute = "…" }`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct OfAttribute {
    pub(crate) attribute: At<String>,
}

/// `pausing = { before-start = "…", when-overdue = "…" }`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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

impl<'de> Deserialize<'de> for Turning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TurningVisitor;
        impl<'de> Visitor<'de> for TurningVisitor {
            type Value = Turning;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an event's type, a list of them, or a table { on = … }")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Turning, E> {
                Ok(Turning::plain(Names::One(Name::Type(name.to_owned()))))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Turning, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(Turning::plain(Names::Many(names)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Turning, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields, rename_all = "kebab-case")]
                struct Table {
                    on: Names,
                    in_time: Option<At<String>>,
                    #[serde(rename = "as")]
                    how: Option<At<String>>,
                }
                let table = Table::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Turning {
                    on: table.on,
                    in_time: table.in_time,
                    how: table.how,
                })
            }
        }
        deserializer.deserialize_any(TurningVisitor)
    }
}
