//! Where a rule stands: a text, or a document with its provision and link.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use super::At;

/// `source = "…"` or `{ title = "…", provision = "…", link = "…" }`.
#[derive(Debug)]
pub(crate) enum Source {
    Text(String),
    Document(Document),
}

/// `{ title = "…", provision = "…", link = "…" }`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) title: Option<At<String>>,
    pub(crate) provision: Option<At<String>>,
    pub(crate) link: Option<At<String>>,
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SourceVisitor;
        impl<'de> Visitor<'de> for SourceVisitor {
            type Value = Source;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, or a table { title = …, provision = …, link = … }")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Source, E> {
                Ok(Source::Text(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Source, A::Error> {
                Document::deserialize(MapAccessDeserializer::new(map)).map(Source::Document)
            }
        }
        deserializer.deserialize_any(SourceVisitor)
    }
}
