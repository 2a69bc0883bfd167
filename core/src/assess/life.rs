//! A clock's instances, from the events that start, move and end them.
//!
//! What happens at one instant happens in this order: an event that both ends an
//! instance and starts the next ends it; then reopenings, starts, resets, pauses,
//! resumptions, extensions, stops, cancellations. An event with a date alone takes effect as
//! early on its day as it can: what could do nothing yet is tried again after
//! each thing that happened on that day.

use smallvec::SmallVec;

use super::Occurrence;
use super::actions::{Act, Action, Windows, actions};
use super::appointment::{Ill, Opening};
use super::ask::Ask;
use super::findings::Findings;
use super::given::Given;
use super::governing::Governing;
use super::holding;
use super::transition::{self, Effect};
use crate::checked::Window;
use crate::compiled::CompiledClock;
use crate::count::{BeforeStart, Reopens};
use crate::error::Code;

/// The instances of a clock, and what a pause holds.
#[derive(Debug, Default)]
pub(crate) struct Life<'e, 'c> {
    pub(crate) instances: SmallVec<[Instance<'e, 'c>; 1]>,
    /// The pauses in force, a bit for each entry of the clock's `pauses`.
    pub(crate) paused: u32,
    /// Pauses that came while nothing was running: they hold the next start, or
    /// nothing at all.
    pub(crate) waiting: Vec<&'e Occurrence<'c>>,
    /// The conditions that hold: `{ while = … }` among the clock's `pauses`.
    pub(crate) holding: u32,
    /// Those of them that held all along: they hold the next start from its start.
    pub(crate) standing: u32,
    /// Pauses of which it cannot be said whether they hold the next start, each with
    /// the attribute that would tell.
    doubtful: Vec<(u32, &'e str)>,
    /// The windows that events set.
    windows: Windows<'e, 'c>,
    /// The window that the event sets which acts.
    pub(crate) opening: Option<Result<Opening, Ill<'e, 'c>>>,
    id: &'e str,
    /// What an appointment is, where it is one.
    appointment: Option<&'e Window>,
    before_start: BeforeStart,
    reopens: Reopens,
    /// Where the life could not be followed any further.
    pub(crate) unknown: Option<Unknown<'e, 'c>>,
}

/// One run of a clock.
#[derive(Debug, Clone)]
pub(crate) struct Instance<'e, 'c> {
    pub(crate) start: &'e Occurrence<'c>,
    pub(crate) moves: SmallVec<[Move<'e, 'c>; 6]>,
    pub(crate) end: Option<End<'e, 'c>>,
    /// The window that its start set, where it is an appointment.
    pub(crate) window: Option<Result<Opening, Ill<'e, 'c>>>,
}

impl<'e, 'c> Instance<'e, 'c> {
    /// Has the count begin anew at an event, among the moves by its time.
    pub(crate) fn reset_at(&mut self, event: &'e Occurrence<'c>) {
        let place = self
            .moves
            .partition_point(|other| other.event().when.at <= event.when.at);
        self.moves.insert(place, Move::Anew(event));
    }
}

/// What happened to an instance while it ran.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Move<'e, 'c> {
    Pause(&'e Occurrence<'c>),
    Resume(&'e Occurrence<'c>),
    Extend(&'e Occurrence<'c>, Ask),
    /// The rule has the count begin anew, if it comes in time.
    Reset(&'e Occurrence<'c>),
    /// The count begins anew.
    Anew(&'e Occurrence<'c>),
    /// It ended, and an event took it up again.
    Close(End<'e, 'c>, &'e Occurrence<'c>),
}

impl<'e, 'c> Move<'e, 'c> {
    /// The event that made it.
    pub(crate) fn event(&self) -> &'e Occurrence<'c> {
        match self {
            Move::Pause(event)
            | Move::Resume(event)
            | Move::Extend(event, _)
            | Move::Reset(event)
            | Move::Anew(event) => event,
            Move::Close(end, _) => end.by,
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
    /// It was not kept, whatever the time.
    Missed,
}

/// From here on nothing can be said: whether an event does what it may do hangs on an
/// attribute that is missing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unknown<'e, 'c> {
    pub(crate) event: &'e Occurrence<'c>,
    pub(crate) attribute: &'e str,
}

impl<'e, 'c> Life<'e, 'c> {
    /// Lives a clock's life through the events in order.
    pub(crate) fn live(
        clock: &'e CompiledClock,
        id: &'e str,
        (case, events): (&'e Given<'c>, &'e [Occurrence<'c>]),
        governing: &Governing<'_>,
        findings: &mut Findings,
    ) -> Self {
        let at_first = holding::at_first(clock, case);
        let mut life = Life {
            paused: at_first,
            holding: at_first,
            standing: at_first,
            id,
            appointment: clock.window(),
            before_start: clock.before_start,
            reopens: clock.reopens,
            ..Life::default()
        };
        let mut held: Vec<Act<'e, 'c>> = Vec::new();
        let (acts, windows) = actions(clock, (case, events), governing, findings);
        life.windows = windows;
        for act in acts {
            let Act { action, event, .. } = act;
            if held
                .first()
                .is_some_and(|other| other.event.when.day < event.when.day)
            {
                report(&mut held, id, findings);
            }
            match life.apply(act, findings) {
                Effect::Done => findings.effect(event.index),
                Effect::Waiting => {}
                Effect::Unknown => return life,
                Effect::Nothing(_)
                    if event.when.is_date()
                        && !matches!(action, Action::StopToRestart | Action::CancelToRestart) =>
                {
                    held.push(act);
                    continue;
                }
                Effect::Nothing(Some(code)) => findings.idle(event.index, code, event.event, id),
                Effect::Nothing(None) => {}
            }
            // Something happened: what waits for it on the same day may do now.
            while let Some(place) = held.iter().position(|act| {
                matches!(life.apply(*act, findings), Effect::Done | Effect::Unknown)
            }) {
                if life.unknown.is_some() {
                    return life;
                }
                findings.effect(held.remove(place).event.index);
            }
        }
        report(&mut held, id, findings);
        for event in &life.waiting {
            findings.idle(event.index, Code::PauseWithoutStart, event.event, id);
        }
        life
    }

    fn apply(&mut self, act: Act<'e, 'c>, findings: &mut Findings) -> Effect {
        let event = act.event;
        if let Some(attribute) = act.doubt {
            return self.doubt(act.action, event, attribute);
        }
        let window = act.window.and_then(|place| self.windows.get(place as usize));
        self.opening = window.copied();
        if let Some(window) = self.appointment
            && window.is_kept_by(&event.event.event)
            && self.is_early(event)
        {
            if window.lead.is_none() {
                findings.visit_too_early(event, self.id);
            }
            return Effect::Done;
        }
        match act.action {
            Action::Holding(now) => {
                transition::holding(self, now);
                Effect::Done
            }
            Action::Hold(bit) => {
                transition::pause(self, event, bit);
                Effect::Done
            }
            // Where nothing runs, it was let go of with `Holding`.
            Action::Free(bit) => {
                transition::resume(self, event, bit);
                Effect::Done
            }
            Action::StopToRestart => match transition::stop(self, event) {
                Effect::Nothing(_) => Effect::Nothing(None),
                // The first start has nothing to stop.
                effect => effect,
            },
            Action::Reopen => {
                let effect = transition::reopen(self, event, self.reopens, findings);
                self.unless_doubtful(event, effect)
            }
            Action::CancelToRestart => match transition::cancel(self, event) {
                Effect::Nothing(_) => Effect::Nothing(None),
                effect => effect,
            },
            Action::Start => {
                let effect = transition::start(self, event, findings);
                self.unless_doubtful(event, effect)
            }
            Action::Reset => transition::reset(self, event),
            Action::Pause(_)
                if self.before_start == BeforeStart::Ignored && self.running().is_none() =>
            {
                Effect::Nothing(Some(Code::PauseWithoutStart))
            }
            Action::Pause(pairs) => {
                self.settle(pairs);
                transition::pause(self, event, pairs)
            }
            Action::Resume(pairs) => {
                self.settle(pairs);
                transition::resume(self, event, pairs)
            }
            Action::Extend(ask) => transition::extend(self, event, ask),
            Action::Stop => transition::stop(self, event),
            Action::Miss => transition::miss(self, event),
            Action::Cancel => transition::cancel(self, event),
        }
    }

    /// What an event does when it cannot be said whether it does it: nothing where it
    /// could do nothing anyway.
    fn doubt(&mut self, action: Action, event: &'e Occurrence<'c>, attribute: &'e str) -> Effect {
        let runs = self.running().is_some();
        let tells = match action {
            Action::Start => !runs,
            Action::StopToRestart
            | Action::CancelToRestart
            | Action::Stop
            | Action::Miss
            | Action::Cancel
            | Action::Reset
            | Action::Extend(_) => runs,
            Action::Reopen => !runs && !self.instances.is_empty(),
            Action::Pause(_) | Action::Resume(_)
                if !runs && self.before_start == BeforeStart::Ignored =>
            {
                false
            }
            // Before the start a pause holds nothing yet: it will matter at the start.
            Action::Pause(pairs) if !runs => {
                self.doubtful.push((pairs, attribute));
                return Effect::Waiting;
            }
            Action::Resume(pairs) if !runs && self.paused & pairs != 0 => {
                self.doubtful.push((pairs, attribute));
                return Effect::Waiting;
            }
            Action::Holding(_) | Action::Hold(_) | Action::Free(_) => false,
            Action::Pause(pairs) => pairs & !self.paused != 0,
            Action::Resume(pairs) => pairs & self.paused != 0,
        };
        if tells {
            // Whether the last instance is over hangs on it too, where it would go on.
            if action == Action::Reopen
                && self.reopens != Reopens::NewInstance
                && let Some(last) = self.instances.last_mut()
            {
                last.end = None;
            }
            self.unknown(event, attribute)
        } else {
            Effect::Nothing(None)
        }
    }

    /// Something has begun: nothing can be said where a pause that may hold it is in doubt.
    fn unless_doubtful(&mut self, event: &'e Occurrence<'c>, effect: Effect) -> Effect {
        match self.doubtful.first().map(|(_, attribute)| *attribute) {
            Some(attribute) if self.running().is_some() => self.unknown(event, attribute),
            _ => effect,
        }
    }

    fn unknown(&mut self, event: &'e Occurrence<'c>, attribute: &'e str) -> Effect {
        self.unknown = Some(Unknown { event, attribute });
        Effect::Unknown
    }

    /// Whether these pauses are in force is known again.
    fn settle(&mut self, pairs: u32) {
        for (doubtful, _) in &mut self.doubtful {
            *doubtful &= !pairs;
        }
        self.doubtful.retain(|(doubtful, _)| *doubtful != 0);
    }

    /// Whether something happened before the window of the instance that runs.
    fn is_early(&mut self, event: &Occurrence<'_>) -> bool {
        let window = self.running().and_then(|instance| instance.window);
        matches!(window, Some(Ok(opening)) if opening.is_early(&event.when))
    }

    /// The instance that is running.
    pub(crate) fn running(&mut self) -> Option<&mut Instance<'e, 'c>> {
        self.instances
            .last_mut()
            .filter(|instance| instance.end.is_none())
    }
}

/// Reports events with a date alone that did nothing on their day.
fn report(held: &mut Vec<Act<'_, '_>>, id: &str, findings: &mut Findings) {
    for Act {
        action,
        event,
        doubt,
        ..
    } in held.drain(..)
    {
        if doubt.is_some() {
            continue;
        }
        let code = match action {
            Action::Stop | Action::Miss | Action::Cancel | Action::Reset | Action::Extend(_) => {
                Code::StopWithoutStart
            }
            Action::Reopen => Code::ReopenWithoutStop,
            Action::Resume(_) => Code::ResumeWithoutPause,
            Action::Holding(_)
            | Action::Hold(_)
            | Action::Free(_)
            | Action::StopToRestart
            | Action::CancelToRestart
            | Action::Start
            | Action::Pause(_) => continue,
        };
        findings.idle(event.index, code, event.event, id);
    }
}
