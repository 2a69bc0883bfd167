//! What a clock follows: another clock.

use super::At;

table! {
    /// `{ clock = "…", at = "…", pack = "…", if-cancelled = "…" }`
    #[derive(Debug)]
    pub(crate) struct Follows {
        pub(crate) clock: At<String>,
        pub(crate) at: Option<At<String>>,
        pub(crate) pack: Option<At<String>>,
        pub(crate) if_cancelled: Option<At<String>>,
    }
}
