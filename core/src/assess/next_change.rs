//! The next instant at which anything but the passing of time would differ.

use super::Opened;
use super::State;
use super::occurrence::Events;
use crate::count::Deadline;
use crate::time::Instant;

/// The earliest change after a moment, as far as it has been looked for.
#[derive(Debug)]
pub(crate) struct NextChange {
    as_of: Instant,
    earliest: Option<Instant>,
}

impl NextChange {
    pub(crate) fn after(as_of: Instant) -> Self {
        NextChange {
            as_of,
            earliest: None,
        }
    }

    pub(crate) fn at(&self) -> Option<Instant> {
        self.earliest
    }

    pub(crate) fn candidate(&mut self, at: Instant) {
        if at > self.as_of {
            self.earliest = Some(self.earliest.map_or(at, |earliest| earliest.min(at)));
        }
    }

    /// A moment at which something changes whatever the clocks do.
    pub(crate) fn moment(&mut self, at: Instant) {
        self.candidate(at);
    }

    /// What was found elsewhere.
    pub(crate) fn take(&mut self, other: &NextChange) {
        if let Some(at) = other.earliest {
            self.candidate(at);
        }
    }

    /// Events that are known but have not happened: at their time they count, and
    /// the finding that they do not is gone.
    pub(crate) fn events(&mut self, events: &Events<'_>) {
        for at in &events.future {
            self.candidate(*at);
        }
    }

    /// A running clock: its warning, its deadline, its steps.
    pub(crate) fn clock(
        &mut self,
        due: Option<Deadline>,
        at_risk: Option<Instant>,
        state: State,
        scheduled: impl Iterator<Item = Instant>,
    ) {
        if matches!(state, State::OnTrack | State::AtRisk)
            && let Some(due) = due
        {
            self.candidate(due.overdue_from());
            if let Some(at_risk) = at_risk
                && at_risk < due.overdue_from()
            {
                self.candidate(at_risk);
            }
        }
        for at in scheduled {
            self.candidate(at);
        }
    }

    /// A duty without a number: its warning, its steps.
    pub(crate) fn open(&mut self, opened: &Opened<'_, '_>) {
        if opened.state == State::Open
            && let Some(at_risk) = opened.at_risk
        {
            self.candidate(at_risk);
        }
        for at in opened.steps.scheduled() {
            self.candidate(at);
        }
    }
}
