//! `[attribute.NAME]`: what an attribute of a case can be.

use serde::Deserialize;

use super::At;

/// `[attribute.NAME]`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Attribute {
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::AttributeType"))]
    pub(crate) of: At<String>,
    pub(crate) one_of: Option<At<Vec<At<String>>>>,
    pub(crate) question: Option<At<String>>,
    pub(crate) source: Option<At<String>>,
}
