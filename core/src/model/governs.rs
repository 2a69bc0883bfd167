//! `[pack.governs]`: which cases a version of a pack is for.

use super::{At, Condition, Names};

table! {
    in schema,
    /// `[pack.governs]`
    #[derive(Debug)]
    pub(crate) struct Governs {
        pub(crate) by: At<Names>,
        /// The first date on which such an event is under this version, inclusive.
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Date>"))]
        pub(crate) from: Option<At<String>>,
        /// The last one, inclusive.
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Date>"))]
        pub(crate) until: Option<At<String>>,
        /// An attribute with a date: where it is later than `from`, it is begun on that.
        pub(crate) or_later: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Decides>"))]
        pub(crate) decides: Option<At<String>>,
        pub(crate) when: Option<At<Condition>>,
    }
}
