//! `[[target]]`: a promise about many cases.

use super::{At, Condition, Names, Source};

table! {
    in schema,
    /// `[[target]]`
    #[derive(Debug)]
    pub(crate) struct Target {
        pub(crate) id: At<String>,
        pub(crate) promise: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "super::schema::Figure"))]
        pub(crate) figure: At<String>,
        pub(crate) clock: Option<At<String>>,
        pub(crate) pack: Option<At<String>>,
        pub(crate) event: Option<At<Names>>,
        pub(crate) case: Option<At<String>>,
        #[cfg_attr(
            feature = "schema",
            schemars(with = "Option<super::schema::CountedOf>")
        )]
        pub(crate) of: Option<At<String>>,
        pub(crate) with: Option<At<Names>>,
        pub(crate) once: Option<At<Names>>,
        pub(crate) when: Option<At<Condition>>,
        pub(crate) per_thousand: Option<At<String>>,
        pub(crate) percentile: Option<At<i64>>,
        pub(crate) resolution: Option<At<String>>,
        pub(crate) at_least: Option<At<String>>,
        pub(crate) at_most: Option<At<String>>,
        pub(crate) change: Option<Change>,
        pub(crate) period: At<String>,
        pub(crate) escalation: Option<At<Vec<TargetStep>>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Basis>"))]
        pub(crate) basis: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Status>"))]
        pub(crate) status: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Date>"))]
        pub(crate) checked: Option<At<String>>,
        pub(crate) source: Option<At<Source>>,
        pub(crate) link: Option<At<String>>,
        pub(crate) notes: Option<At<String>>,
    }
}

table! {
    in schema,
    /// `change = { from = "…", baseline = "…" }`
    #[derive(Debug)]
    pub(crate) struct Change {
        #[cfg_attr(feature = "schema", schemars(with = "super::schema::ChangeFrom"))]
        pub(crate) from: At<String>,
        pub(crate) baseline: Option<At<String>>,
    }
}

table! {
    in schema,
    /// `{ when = "at-risk", notify = "…" }`
    #[derive(Debug)]
    pub(crate) struct TargetStep {
        #[cfg_attr(feature = "schema", schemars(with = "super::schema::TargetMoment"))]
        pub(crate) when: At<String>,
        pub(crate) notify: At<String>,
    }
}
