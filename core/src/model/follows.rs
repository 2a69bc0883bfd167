//! What a clock follows: another clock.

use serde::Deserialize;

use super::At;

/// `{ clock = "…", at = "…", pack = "…", if-cancelled = "…" }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Follows {
    pub(crate) clock: At<String>,
    pub(crate) at: Option<At<String>>,
    pub(crate) pack: Option<At<String>>,
    pub(crate) if_cancelled: Option<At<String>>,
}
