//! A case: what has happened, as the host's system recorded it.

mod decimal;
mod event;
mod object;
mod value;

use serde::{Deserialize, Serialize};

pub(crate) use decimal::Decimal;
pub use event::Event;
pub use value::Value;
pub(crate) use value::number;

use crate::error::Error;
use crate::sorted::Map;

/// One case with its events.
///
/// ```
/// use dueby::Case;
///
/// let case = Case::from_json(
///     r#"{"case": "C-1042", "kind": "complaint", "attributes": {"patch": "Stockton"},
///         "events": [{"event": "complaint.received", "at": "2025-12-19T16:42:00"}]}"#,
///     "C-1042.json",
/// )?;
/// assert_eq!(case.events.len(), 1);
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase", optional_fields)
)]
pub struct Case {
    /// The host's reference. It is part of every escalation step's id.
    pub case: String,
    /// What the case is about: clocks of this kind are listed even before they start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// What is known of the case when it is opened.
    #[serde(default, skip_serializing_if = "Map::is_empty", with = "value::map")]
    #[cfg_attr(
        feature = "typescript",
        ts(
            optional,
            as = "Option<std::collections::BTreeMap<String, Option<Value>>>"
        )
    )]
    pub attributes: Map<String, Value>,
    /// What happened. The order of the list never matters.
    #[serde(default)]
    pub events: Vec<Event>,
}

impl Case {
    /// A case without events.
    pub fn new(case: impl Into<String>, kind: impl Into<String>) -> Self {
        Case {
            case: case.into(),
            kind: Some(kind.into()),
            ..Case::default()
        }
    }

    /// The case with an attribute set.
    #[must_use]
    pub fn with_attribute(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.attributes.insert(name.into(), value.into());
        self
    }

    /// The case with an event added, `at` as [`crate::EventTime`] reads it.
    ///
    /// # Errors
    ///
    /// `bad-time` when `at` is not a time.
    pub fn with_event(mut self, event: impl Into<String>, at: &str) -> Result<Self, Error> {
        self.events.push(Event::new(event, at.parse()?));
        Ok(self)
    }

    /// Reads a case from JSON. `file` is what to call the text in messages.
    ///
    /// # Errors
    ///
    /// `syntax`, `unknown-field`, `missing-field`, `wrong-type` or `bad-time` with
    /// line and column; `too-large` beyond 16 MiB or 10 000 events.
    pub fn from_json(text: &str, file: &str) -> Result<Self, Error> {
        crate::text::case(text, file)
    }
}

object::only!(Case, "a case: {\"case\": …, \"events\": […]}");
