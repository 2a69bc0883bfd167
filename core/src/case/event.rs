//! One thing that happened.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Value, object, value};
use crate::time::EventTime;

/// An event of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase", optional_fields)
)]
pub struct Event {
    /// Its type, as rules name it: `complaint.received`.
    pub event: String,
    /// When it happened.
    pub at: EventTime,
    /// The host's own reference for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Attributes that it changed, from then on.
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        with = "value::map"
    )]
    #[cfg_attr(
        feature = "typescript",
        ts(optional, as = "Option<BTreeMap<String, Option<Value>>>")
    )]
    pub set: BTreeMap<String, Value>,
    /// When it was recorded, where that is later than when it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<EventTime>,
    /// For a report of what was sent or acknowledged: the id of the step that it is
    /// about, as an answer gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Anything for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Event {
    /// The type of a report that a step was sent: its `step` says which.
    pub const SENT: &'static str = "step.sent";

    /// The type of a report that a step was acknowledged: its `step` says which.
    pub const ACKNOWLEDGED: &'static str = "step.acknowledged";

    /// Whether it is a report about a step of an escalation path.
    pub(crate) fn is_report(&self) -> bool {
        self.event == Self::SENT || self.event == Self::ACKNOWLEDGED
    }

    /// An event of a type at a time.
    pub fn new(event: impl Into<String>, at: EventTime) -> Self {
        Event {
            event: event.into(),
            at,
            id: None,
            set: BTreeMap::new(),
            recorded_at: None,
            step: None,
            note: None,
        }
    }

    /// What two records of the same happening have in common: everything but when it
    /// was recorded and what was noted.
    pub(crate) fn identity(&self) -> (&str, EventTime, Option<&str>, String, Option<&str>) {
        let step = self.step.as_deref();
        (&self.event, self.at, self.id.as_deref(), self.sets(), step)
    }

    /// Whether two records have that in common.
    pub(crate) fn repeats(&self, other: &Event) -> bool {
        self.at == other.at
            && self.event == other.event
            && self.id == other.id
            && self.step == other.step
            && (self.set.is_empty() && other.set.is_empty() || self.sets() == other.sets())
    }

    /// What it sets, as one text.
    fn sets(&self) -> String {
        if self.set.is_empty() {
            String::new()
        } else {
            format!("{:?}", self.set)
        }
    }
}

object::only!(Event, "an event: {\"event\": …, \"at\": …}");
