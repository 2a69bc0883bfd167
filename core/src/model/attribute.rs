//! `[attribute.NAME]`: what an attribute of a case can be.

use super::At;

table! {
    in schema,
    /// `[attribute.NAME]`
    #[derive(Debug)]
    pub(crate) struct Attribute {
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        #[cfg_attr(feature = "schema", schemars(with = "super::schema::AttributeType"))]
        pub(crate) of as "type": At<String>,
        pub(crate) one_of: Option<At<Vec<At<String>>>>,
        pub(crate) question: Option<At<String>>,
        pub(crate) source: Option<At<String>>,
    }
}
