//! A clock's instances, from the events that start, move and end them.
//!
//! What happens at one instant happens in this order: an event that both ends an
//! instance and starts the next ends it; then starts, pauses, resumptions,
//! extensions, stops, cancellations. An event with a date alone takes effect as
//! early on its day as it can: what could do nothing yet is tried again after
//! each thing that happened on that day.

use super::Occurrence;
use super::findings::Findings;
use super::transition::{self, Effect};
use crate::compiled::CompiledClock;
use crate::error::Code;

/// The instances of a clock, and what a pause holds.
#[derive(Debug, Default)]
pub(crate) struct Life<'e, 'c> {
    pub(crate) instances: Vec<Instance<'e, 'c>>,
    /// The pauses in force, a bit for each pair of the clock's `pauses`.
    pub(crate) paused: u32,
    /// Pauses that came while nothing was running: they hold the next start, or
    /// nothing at all.
    pub(crate) waiting: Vec<&'e Occurrence<'c>>,
}

/// One run of a clock.
#[derive(Debug, Clone)]
pub(crate) struct Instance<'e, 'c> {
    pub(crate) start: &'e Occurrence<'c>,
    pub(crate) moves: Vec<Move<'e, 'c>>,
    pub(crate) end: Option<End<'e, 'c>>,
}

impl<'e, 'c> Instance<'e, 'c> {
    /// Has the count begin anew at an event, among the moves by its time.
    pub(crate) fn reset_at(&mut self, event: &'e Occurrence<'c>) {
        let place = self
            .moves
            .partition_point(|other| other.event().when.at <= event.when.at);
        self.moves.insert(place, Move::Reset(event));
    }
}

/// What happened to an instance while it ran.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Move<'e, 'c> {
    Pause(&'e Occurrence<'c>),
    Resume(&'e Occurrence<'c>),
    Extend(&'e Occurrence<'c>),
    /// The count begins anew.
    Reset(&'e Occurrence<'c>),
}

impl<'e, 'c> Move<'e, 'c> {
    /// The event that made it.
    pub(crate) fn event(&self) -> &'e Occurrence<'c> {
        match self {
            Move::Pause(event) | Move::Resume(event) | Move::Extend(event) | Move::Reset(event) => {
                event
            }
        }
    }
}

/// What ended an instance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End<'e, 'c> {
    pub(crate) kind: EndKind,
    pub(crate) by: &'e Occurrence<'c>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EndKind {
    Stopped,
    Cancelled,
}

/// What an event does, in the order of one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Action {
    /// The stop of an event that starts the next instance too.
    StopToRestart,
    Start,
    Pause(u32),
    Resume(u32),
    Extend,
    Stop,
    Cancel,
}

impl<'e, 'c> Life<'e, 'c> {
    /// Lives a clock's life through the events in order.
    pub(crate) fn live(
        clock: &CompiledClock,
        id: &str,
        events: &'e [Occurrence<'c>],
        findings: &mut Findings,
    ) -> Self {
        let mut life = Life::default();
        let mut held: Vec<(Action, &'e Occurrence<'c>)> = Vec::new();
        for (action, event) in actions(clock, events) {
            if held
                .first()
                .is_some_and(|(_, other)| other.when.day < event.when.day)
            {
                report(&mut held, id, findings);
            }
            match life.apply(action, event, findings) {
                Effect::Done => findings.effect(event.index),
                Effect::Waiting => {}
                Effect::Nothing(_)
                    if event.when.millis.is_none() && action != Action::StopToRestart =>
                {
                    held.push((action, event));
                    continue;
                }
                Effect::Nothing(Some(code)) => findings.idle(event.index, code, event.event, id),
                Effect::Nothing(None) => {}
            }
            // Something happened: what waits for it on the same day may do now.
            while let Some(place) = held.iter().position(|(action, event)| {
                matches!(life.apply(*action, event, findings), Effect::Done)
            }) {
                let (_, event) = held.remove(place);
                findings.effect(event.index);
            }
        }
        report(&mut held, id, findings);
        for event in &life.waiting {
            findings.idle(event.index, Code::PauseWithoutStart, event.event, id);
        }
        life
    }

    fn apply(
        &mut self,
        action: Action,
        event: &'e Occurrence<'c>,
        findings: &mut Findings,
    ) -> Effect {
        match action {
            Action::StopToRestart => match transition::stop(self, event) {
                Effect::Done | Effect::Waiting => Effect::Done,
                // The first start has nothing to stop.
                Effect::Nothing(_) => Effect::Nothing(None),
            },
            Action::Start => transition::start(self, event, findings),
            Action::Pause(pairs) => transition::pause(self, event, pairs),
            Action::Resume(pairs) => transition::resume(self, event, pairs),
            Action::Extend => transition::extend(self, event),
            Action::Stop => transition::stop(self, event),
            Action::Cancel => transition::cancel(self, event),
        }
    }

    /// The instance that is running.
    pub(crate) fn running(&mut self) -> Option<&mut Instance<'e, 'c>> {
        self.instances
            .last_mut()
            .filter(|instance| instance.end.is_none())
    }
}

/// What the events do to a clock, in order.
fn actions<'e, 'c>(
    clock: &CompiledClock,
    events: &'e [Occurrence<'c>],
) -> Vec<(Action, &'e Occurrence<'c>)> {
    let mut actions = Vec::new();
    for event in events {
        let Some(roles) = event.id.and_then(|id| clock.roles(id)) else {
            continue;
        };
        let mut add = |does: bool, action: Action| {
            if does {
                actions.push((action, event));
            }
        };
        add(roles.start && roles.stop, Action::StopToRestart);
        add(roles.start, Action::Start);
        add(roles.pause != 0, Action::Pause(roles.pause));
        add(roles.resume != 0, Action::Resume(roles.resume));
        add(roles.extend, Action::Extend);
        add(roles.stop && !roles.start, Action::Stop);
        add(roles.cancel, Action::Cancel);
    }
    actions.sort_by_key(|(action, event)| (event.when.at, *action));
    actions
}

/// Reports events with a date alone that did nothing on their day.
fn report(held: &mut Vec<(Action, &Occurrence<'_>)>, id: &str, findings: &mut Findings) {
    for (action, event) in held.drain(..) {
        let code = match action {
            Action::Stop | Action::Cancel | Action::Extend => Code::StopWithoutStart,
            Action::Resume(_) => Code::ResumeWithoutPause,
            Action::StopToRestart | Action::Start | Action::Pause(_) => continue,
        };
        findings.idle(event.index, code, event.event, id);
    }
}
