//! `[[override]]`: what a pack changes of a clock of the pack that it extends.

use super::{At, Source, Within};

table! {
    in schema,
    /// `[[override]]`
    #[derive(Debug)]
    pub(crate) struct Override {
        pub(crate) clock: At<String>,
        pub(crate) within: Option<At<Within>>,
        pub(crate) promise: Option<At<String>>,
        pub(crate) at_risk: Option<At<String>>,
        pub(crate) escalation: Option<At<String>>,
        pub(crate) source: Option<At<Source>>,
        pub(crate) notes: Option<At<String>>,
    }
}
