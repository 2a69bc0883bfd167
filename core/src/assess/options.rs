//! What a caller may ask for.

use crate::sorted::{Map, Set};

use chrono::{DateTime, Utc};

use crate::checked::Status;

/// How to assess a case.
///
/// ```
/// use dueby::{Accept, Options};
///
/// let options = Options::default().accept(Accept::all()).strict();
/// assert!(options.strict);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Events recorded after this moment are not seen: what was known then. Without
    /// it, all events are.
    pub known_at: Option<DateTime<Utc>>,
    /// Findings are errors.
    pub strict: bool,
    /// Which rules may run that are not confirmed.
    pub accept: Accept,
}

impl Options {
    /// Only what was recorded by this moment, inclusive.
    #[must_use]
    pub fn known_at(mut self, at: DateTime<Utc>) -> Self {
        self.known_at = Some(at);
        self
    }

    /// Findings are errors.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Lets these rules run although they are not confirmed.
    #[must_use]
    pub fn accept(mut self, accept: Accept) -> Self {
        self.accept = accept;
        self
    }

    pub(crate) fn accept_clock(mut self, clock: &str) -> Self {
        self.accept.clocks.insert(clock.to_owned());
        self
    }
}

/// Clocks whose rule is not confirmed run only when they are accepted: by their
/// status or by name. The status stays on every answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accept {
    unconfirmed: bool,
    contested: bool,
    clocks: Set<String>,
    readings: Map<String, String>,
}

impl Accept {
    /// Only confirmed rules. The default.
    pub fn none() -> Self {
        Accept::default()
    }

    /// Every rule.
    pub fn all() -> Self {
        Accept {
            unconfirmed: true,
            contested: true,
            ..Accept::default()
        }
    }

    /// Rules not seen in their source's own words as well.
    #[must_use]
    pub fn unconfirmed(mut self) -> Self {
        self.unconfirmed = true;
        self
    }

    /// Rules whose words bear several readings as well.
    #[must_use]
    pub fn contested(mut self) -> Self {
        self.contested = true;
        self
    }

    /// The clocks with this id as well.
    #[must_use]
    pub fn clock(mut self, id: impl Into<String>) -> Self {
        self.clocks.insert(id.into());
        self
    }

    /// The contested clocks with this id as well, under one of their readings. Without a
    /// choice, the reading with the earlier deadline governs a landlord's duty, the one with
    /// the later a resident's right.
    ///
    /// ```
    /// let options = dueby::Options::default()
    ///     .accept(dueby::Accept::none().reading("letter-response", "working-days"));
    /// ```
    #[must_use]
    pub fn reading(mut self, clock: impl Into<String>, reading: impl Into<String>) -> Self {
        self.readings.insert(clock.into(), reading.into());
        self
    }

    pub(crate) fn clocks(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        ids.extend(self.clocks.iter().map(String::as_str));
        ids.extend(self.readings.keys().map(String::as_str));
        ids
    }

    pub(crate) fn readings(&self) -> impl Iterator<Item = (&str, &str)> {
        let readings = self.readings.iter();
        readings.map(|(clock, reading)| (clock.as_str(), reading.as_str()))
    }

    pub(crate) fn reading_of(&self, clock: &str) -> Option<&str> {
        self.readings.get(clock).map(String::as_str)
    }

    pub(crate) fn allows(&self, clock: &str, status: Status) -> bool {
        match status {
            Status::Confirmed => true,
            Status::Unconfirmed if self.unconfirmed => true,
            Status::Contested if self.contested => true,
            _ => self.clocks.contains(clock) || self.readings.contains_key(clock),
        }
    }
}
