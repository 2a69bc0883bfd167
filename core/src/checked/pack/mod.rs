//! A rule pack.

mod read;

use crate::sorted::Map;
use std::sync::Arc;

use chrono::NaiveDate;
pub(crate) use read::pack;

use super::{Attribute, Clock, Condition, Escalation, Governs, Parameter, Right, Source, Target};
use crate::error::{Code, Error, Problem, Shown as _};
#[cfg(feature = "schema")]
use crate::model;

/// A rule pack, read and checked: its clocks, escalation paths and parameters.
///
/// ```
/// let pack = dueby::Pack::from_toml(
///     r#"
///     [pack]
///     id = "example"
///     title = "An example"
///     calendar = "england-and-wales"
///     basis = "promise"
///
///     [[clock]]
///     id = "complaint-acknowledgement"
///     promise = "Acknowledge a complaint"
///     kind = "complaint"
///     starts = "complaint.received"
///     stops = "complaint.acknowledged"
///     within = "2 working days"
///     "#,
///     "example.toml",
/// )?;
/// assert_eq!(pack.clocks()[0].promise(), "Acknowledge a complaint");
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) version: Option<String>,
    pub(crate) governs: Option<Governs>,
    pub(crate) calendar: String,
    pub(crate) revision: String,
    pub(crate) source: Source,
    pub(crate) notes: Option<String>,
    pub(crate) attributes: Map<String, Attribute>,
    pub(crate) conditions: Map<String, Arc<Condition>>,
    pub(crate) parameters: Map<String, Parameter>,
    pub(crate) escalations: Map<String, Escalation>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) rights: Vec<Right>,
    pub(crate) targets: Vec<Target>,
    pub(crate) remarks: Vec<Problem>,
    /// The pack that it extends, as it changes it.
    pub(crate) base: Option<Box<Pack>>,
}

precompiled!(struct Pack {
    id, title, version, governs, calendar, revision, source, notes, attributes, conditions,
    parameters, escalations, clocks, rights, targets, base,
} without { remarks });

impl Pack {
    /// Reads a pack from TOML. `file` is what to call the text in messages.
    ///
    /// # Errors
    ///
    /// Every problem of the text, each with its line and column: see
    /// [`crate::Code`]. A pack may be 1 MiB long.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, Error> {
        Pack::from_toml_with(text, file, not_at_hand)
    }

    /// The same for a pack that may extend another: `base` gives that by its id, or by its
    /// id and version, `id@version`.
    ///
    /// # Errors
    ///
    /// As [`Pack::from_toml`]; what `base` returns, at the place where the other is named;
    /// `looser-than-law` for an override that allows more time than statute or code.
    pub fn from_toml_with(
        text: &str,
        file: &str,
        mut base: impl FnMut(&str) -> Result<Pack, Error>,
    ) -> Result<Self, Error> {
        crate::text::pack(text, file, false, &mut base)
    }

    /// Reads a pack from JSON, of the same shape: a `[table]` is an object, a `[[list]]` a
    /// list of them. What is null is as if it were not there; `"$schema"` may name the
    /// schema.
    ///
    /// # Errors
    ///
    /// As [`Pack::from_toml`]; `syntax` also for what lies more than 127 deep.
    ///
    /// ```
    /// let pack = dueby::Pack::from_json(
    ///     r#"{
    ///       "pack": {"id": "example", "title": "An example",
    ///                "calendar": "england-and-wales", "basis": "promise"},
    ///       "clock": [{"id": "answer", "kind": "letter", "starts": "letter.received",
    ///                  "stops": "letter.answered", "within": "5 working days"}]
    ///     }"#,
    ///     "example.json",
    /// )?;
    /// assert_eq!(pack.clocks()[0].id(), "answer");
    /// # Ok::<(), dueby::Error>(())
    /// ```
    pub fn from_json(text: &str, file: &str) -> Result<Self, Error> {
        Pack::from_json_with(text, file, not_at_hand)
    }

    /// The same for a pack that may extend another, as [`Pack::from_toml_with`] has it.
    ///
    /// # Errors
    ///
    /// As [`Pack::from_json`] and [`Pack::from_toml_with`].
    pub fn from_json_with(
        text: &str,
        file: &str,
        mut base: impl FnMut(&str) -> Result<Pack, Error>,
    ) -> Result<Self, Error> {
        crate::text::pack(text, file, true, &mut base)
    }

    /// The JSON Schema of a pack, for editors and other validators. With the feature
    /// `schema`.
    #[cfg(feature = "schema")]
    pub fn schema() -> serde_json::Value {
        model::schema::pack()
    }

    /// The id that answers name it by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title, for people.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Which version of the rules it is, where there are several.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Which cases this version is for.
    pub fn governs(&self) -> Option<&Governs> {
        self.governs.as_ref()
    }

    /// Whether it is in force on a date: whether it is for cases whose deciding event is of
    /// that date. One that is not for some dates alone always is.
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        self.governs.as_ref().is_none_or(|one| one.covers(on))
    }

    /// Whether a name means it: its id means every version of it, `id@version` that one.
    pub fn is_called(&self, name: &str) -> bool {
        name == self.id || self.version.is_some() && name == self.name()
    }

    /// How lists name it: by its id, and its version where it has one.
    pub(crate) fn name(&self) -> String {
        match &self.version {
            Some(version) => format!("{}@{version}", self.id),
            None => self.id.clone(),
        }
    }

    /// The id of the calendar that its clocks count with, unless they name another.
    pub fn calendar(&self) -> &str {
        &self.calendar
    }

    /// The first twelve hexadecimal digits of the SHA-1 of the text it was read from.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The document or law that it was made from, and where to find it.
    pub fn source(&self) -> (Option<&str>, Option<&str>) {
        (self.source.title.as_deref(), self.source.link.as_deref())
    }

    /// Anything else for people.
    pub fn notes(&self) -> Option<&str> {
        self.notes.as_deref()
    }

    /// The clocks, in the order of the text.
    pub fn clocks(&self) -> &[Clock] {
        &self.clocks
    }

    /// What residents may do and until when, in the order of the text.
    pub fn rights(&self) -> &[Right] {
        &self.rights
    }

    /// What it promises about many cases, in the order of the text.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The pack that it extends, with this one's escalation paths and values in it. An
    /// engine that is given this pack has both, each by itself.
    pub fn extends(&self) -> Option<&Pack> {
        self.base.as_deref()
    }

    /// The attributes that it declares, by name.
    pub fn attributes(&self) -> &Map<String, Attribute> {
        &self.attributes
    }

    /// The conditions that it names, by name.
    pub fn conditions(&self) -> impl Iterator<Item = (&str, &Condition)> {
        let conditions = self.conditions.iter();
        conditions.map(|(name, condition)| (name.as_str(), &**condition))
    }

    /// What is no mistake but worth a look, in the order of the text: attributes that it
    /// uses and does not declare, parameters without a value.
    pub fn remarks(&self) -> &[Problem] {
        &self.remarks
    }

    /// What a landlord has to fill in, by name.
    pub fn parameters(&self) -> &Map<String, Parameter> {
        &self.parameters
    }
}

/// The error for a pack that extends another where there is none.
fn not_at_hand(id: &str) -> Result<Pack, Error> {
    let message = format!("\"{}\" is not at hand", id.shown());
    Err(Problem::new(Code::UnknownPack, message)
        .hint("read this pack together with the one that it extends")
        .into())
}
