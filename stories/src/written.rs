//! A story as it is written.

use serde::Deserialize;

/// A case, and what is expected of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Story {
    pub(crate) title: String,
    #[serde(rename = "story")]
    pub(crate) _story: String,
    /// The id of the pack that it is about.
    pub pack: Option<String>,
    /// The ids of further packs.
    #[serde(default)]
    pub(crate) also: Vec<String>,
    pub(crate) rules: Option<String>,
    #[serde(default)]
    pub(crate) more_rules: Vec<String>,
    #[serde(default)]
    pub(crate) calendars: Vec<String>,
    /// A directory: the name of a file, or a text.
    pub(crate) directory: Option<String>,
    pub(crate) kind: Option<String>,
    #[serde(default)]
    pub(crate) attributes: toml::Table,
    pub(crate) accept: Option<String>,
    #[serde(default)]
    pub(crate) parameters: toml::Table,
    #[serde(default)]
    pub(crate) event: Vec<Happened>,
    pub(crate) expect: Vec<Expected>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Happened {
    pub(crate) event: String,
    pub(crate) at: String,
    pub(crate) id: Option<String>,
    pub(crate) recorded_at: Option<String>,
    pub(crate) step: Option<String>,
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) set: toml::Table,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Expected {
    pub(crate) as_of: String,
    pub(crate) known_at: Option<String>,
    pub(crate) pack: Option<String>,
    pub(crate) clock: Option<String>,
    pub(crate) instances: Option<usize>,
    pub(crate) trigger: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) reading: Option<String>,
    pub(crate) readings: Option<Vec<String>>,
    pub(crate) reason_code: Option<String>,
    pub(crate) appointment: Option<String>,
    pub(crate) counted_from: Option<String>,
    pub(crate) changed: Option<Vec<String>>,
    pub(crate) excused: Option<Vec<String>>,
    pub(crate) right: Option<String>,
    pub(crate) rights: Option<Vec<String>>,
    pub(crate) open_from: Option<String>,
    pub(crate) open_until: Option<String>,
    pub(crate) instance: Option<usize>,
    pub(crate) state: Option<String>,
    pub(crate) started: Option<String>,
    pub(crate) open: Option<String>,
    pub(crate) due: Option<String>,
    pub(crate) overdue_from: Option<String>,
    pub(crate) remaining: Option<String>,
    pub(crate) elapsed: Option<String>,
    pub(crate) due_if_resumed: Option<String>,
    pub(crate) unextended_due: Option<String>,
    pub(crate) projected_due: Option<String>,
    pub(crate) deemed_stopped: Option<String>,
    pub(crate) early_from: Option<String>,
    pub(crate) not_before: Option<String>,
    pub(crate) at_risk_from: Option<String>,
    pub(crate) stopped: Option<String>,
    pub(crate) cancelled: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) steps: Option<Vec<String>>,
    pub(crate) step_times: Option<Vec<String>>,
    pub(crate) step_ids: Option<Vec<String>>,
    pub(crate) to: Option<Vec<String>>,
    pub(crate) via: Option<Vec<String>>,
    pub(crate) why: Option<Vec<String>>,
    pub(crate) sent: Option<Vec<String>>,
    pub(crate) acknowledged: Option<Vec<String>>,
    pub(crate) acknowledge_by: Option<Vec<String>>,
    pub(crate) deliver_from: Option<Vec<String>>,
    pub(crate) next_change: Option<String>,
    pub(crate) findings: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) not_listed: Vec<String>,
}
