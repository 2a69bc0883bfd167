//! Events: one, or a list of them, each perhaps under a condition.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

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

/// `{ event = "…", when = {…} }`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Under {
    pub(crate) event: At<String>,
    pub(crate) when: Option<At<Condition>>,
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an event's type, or a list of them")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Names, E> {
        NameVisitor.visit_str(name).map(Names::One)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Names, A::Error> {
        NameVisitor.visit_map(map).map(Names::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Names, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Names::Many(names))
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an event's type, or a table { event = …, when = … }")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        Ok(Name::Type(name.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Name, A::Error> {
        let under = Under::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Name::Under(Box::new(under)))
    }
}
