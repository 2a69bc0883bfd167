//! One thing that happened.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::{Value, object, value};
use crate::sorted::Map;
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
    #[serde(default, skip_serializing_if = "Map::is_empty", with = "value::map")]
    #[cfg_attr(
        feature = "typescript",
        ts(
            optional,
            as = "Option<std::collections::BTreeMap<String, Option<Value>>>"
        )
    )]
    pub set: Map<String, Value>,
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
            set: Map::new(),
            recorded_at: None,
            step: None,
            note: None,
        }
    }

    /// Whether two records are of the same happening: everything but when it was recorded and
    /// what was noted is the same.
    pub(crate) fn repeats(&self, other: &Event) -> bool {
        self.order(other).is_eq()
    }

    /// An order in which records of the same happening are equal.
    pub(crate) fn order(&self, other: &Event) -> Ordering {
        self.at
            .cmp(&other.at)
            .then_with(|| self.event.cmp(&other.event))
            .then_with(|| self.id.cmp(&other.id))
            .then_with(|| self.step.cmp(&other.step))
            .then_with(|| set_order(&self.set, &other.set))
    }
}

/// An order of what events set.
fn set_order(one: &Map<String, Value>, other: &Map<String, Value>) -> Ordering {
    let pairs = one.iter().zip(other);
    let differs = pairs
        .map(|((name, value), (other_name, other))| {
            name.cmp(other_name).then_with(|| value.order(other))
        })
        .find(|order| order.is_ne());
    differs.unwrap_or_else(|| one.len().cmp(&other.len()))
}

object::only!(Event, "an event: {\"event\": …, \"at\": …}");
