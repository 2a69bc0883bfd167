//! What a caller may ask for.

use std::collections::BTreeSet;

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
    clocks: BTreeSet<String>,
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
            clocks: BTreeSet::new(),
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

    pub(crate) fn clocks(&self) -> impl Iterator<Item = &str> {
        self.clocks.iter().map(String::as_str)
    }

    pub(crate) fn allows(&self, clock: &str, status: Status) -> bool {
        match status {
            Status::Confirmed => true,
            Status::Unconfirmed if self.unconfirmed => true,
            Status::Contested if self.contested => true,
            _ => self.clocks.contains(clock),
        }
    }
}
