//! What is known of a case at a point in its events.

use std::borrow::Cow;

use super::Occurrence;
use super::given::Given;
use crate::case::Value;
use crate::checked::Known;
use crate::time::Instant;

/// The case's attributes, moved on through its events.
#[derive(Debug, Clone)]
pub(crate) struct Attributes<'e, 'c> {
    pub(crate) values: Cow<'e, Known<'c>>,
    events: &'e [Occurrence<'c>],
}

impl<'e, 'c> Attributes<'e, 'c> {
    /// Those of the case before anything has happened.
    pub(crate) fn of(case: &'e Given<'c>, events: &'e [Occurrence<'c>]) -> Self {
        Attributes {
            values: Cow::Borrowed(&case.attributes),
            events,
        }
    }

    /// Sets what events set up to an instant, inclusive.
    pub(crate) fn advance(&mut self, until: Instant) {
        while let Some((event, rest)) = self.events.split_first() {
            if event.when.at > until {
                break;
            }
            self.set(event);
            self.events = rest;
        }
    }

    /// The attributes as they are right after an event: all that was set up to its
    /// instant, and what it sets itself before what others set at the same one.
    pub(crate) fn right_after(&mut self, event: &Occurrence<'c>) -> Cow<'_, Known<'c>> {
        self.advance(event.when.at);
        let own = &event.event.set;
        let stands =
            |(name, value): (&String, &Value)| self.values.get(name.as_str()) == Some(&value);
        if own.iter().all(stands) {
            return Cow::Borrowed(&self.values);
        }
        let mut known = self.values.clone().into_owned();
        known.extend(own.iter().map(|(name, value)| (name.as_str(), value)));
        Cow::Owned(known)
    }

    /// How many events have not set anything yet.
    pub(crate) fn to_come(&self) -> usize {
        self.events.len()
    }

    /// Sets what the next event sets, if it happened by an instant, inclusive.
    pub(crate) fn step(&mut self, until: Instant) -> Option<&'e Occurrence<'c>> {
        let (event, rest) = self.events.split_first()?;
        if event.when.at > until {
            return None;
        }
        self.set(event);
        self.events = rest;
        Some(event)
    }

    #[inline]
    fn set(&mut self, event: &Occurrence<'c>) {
        if event.event.set.is_empty() {
            return;
        }
        for (name, value) in &event.event.set {
            self.values.to_mut().insert(name, value);
        }
    }
}
