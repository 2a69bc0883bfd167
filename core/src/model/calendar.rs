//! The tables of a calendar.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::At;

/// `[calendar]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct CalendarHead {
    pub(crate) id: At<String>,
    pub(crate) title: At<String>,
    pub(crate) zone: At<String>,
    /// The first date known, inclusive.
    pub(crate) from: At<String>,
    /// The last date known, inclusive.
    pub(crate) to: At<String>,
    pub(crate) checked: Option<At<String>>,
    #[expect(dead_code, reason = "for people who read the file")]
    pub(crate) source: Option<String>,
    #[expect(dead_code, reason = "for people who read the file")]
    pub(crate) notes: Option<String>,
}

/// `[hours]`: weekdays or spans of them, with their opening windows.
pub(crate) type HoursTable = BTreeMap<At<String>, At<String>>;
