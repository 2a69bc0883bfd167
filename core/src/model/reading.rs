//! `[[clock.reading]]`: one way to read contested words.

use super::{At, Counting, Within};

table! {
    in schema,
    /// `{ name = "…", says = "…", within = …, counting = {…}, calendar = "…", early-opens = "…" }`
    #[derive(Debug)]
    pub(crate) struct Reading {
        pub(crate) name: At<String>,
        pub(crate) says: At<String>,
        pub(crate) within: Option<At<Within>>,
        pub(crate) counting: Option<At<Counting>>,
        pub(crate) calendar: Option<At<String>>,
        #[cfg_attr(
            feature = "schema",
            schemars(with = "Option<super::schema::EarlyOpens>")
        )]
        pub(crate) early_opens: Option<At<String>>,
    }
}
