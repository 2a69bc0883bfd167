//! What an instance started by.

use super::Occurrence;
use crate::count::{Deadline, Trigger};
use crate::time::{Instant, Zone};

/// The start of an instance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start<'e, 'c> {
    /// What is counted from. The instance begins at its instant.
    pub(crate) when: Trigger,
    /// When that was recorded, if it is known.
    pub(crate) recorded: Option<Instant>,
    pub(crate) by: By<'e, 'c>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum By<'e, 'c> {
    Event(&'e Occurrence<'c>),
    /// Nothing: it is there from the beginning.
    Nothing,
    /// The due of an instance of a clock.
    Due {
        pack: &'e str,
        clock: &'e str,
        instance: usize,
    },
}

impl<'e, 'c> Start<'e, 'c> {
    pub(crate) fn by_event(event: &'e Occurrence<'c>) -> Self {
        Start {
            when: event.when,
            recorded: event.recorded,
            by: By::Event(event),
        }
    }

    pub(crate) fn event(&self) -> Option<&'e Occurrence<'c>> {
        match self.by {
            By::Event(event) => Some(event),
            By::Nothing | By::Due { .. } => None,
        }
    }

    /// Whether it is known when it started.
    pub(crate) fn is_known(&self) -> bool {
        !matches!(self.by, By::Nothing)
    }
}

/// A deadline as what something else is counted from: by its date where it is the end of
/// one, and from the end of that date in hours.
pub(crate) fn from_due(due: &Deadline, zone: &Zone) -> Trigger {
    if due.whole_day {
        Trigger::date(due.boundary(), due.day(zone))
    } else {
        Trigger::instant(due.boundary(), zone)
    }
}
