//! A clock's instances, from the events that start, move and end them.
//!
//! What happens at one instant happens in this order: an event that both ends an
//! instance and starts the next ends it; then reopenings, starts, resets, pauses,
//! resumptions, extensions, stops, cancellations, reasons. An event with a date alone takes effect as
//! early on its day as it can: what could do nothing yet is tried again after
//! each thing that happened on that day.

use crate::few::{Few, copied};

use super::actions::{Act, Action, Windows, actions};
use super::appointment::{Ill, Opening};
use super::ask::Ask;
use super::beginnings::{Beginning, Beginnings, Until};
use super::decide::Asked;
use super::findings::Findings;
use super::holding;
use super::running::Ended;
use super::series::{self, Series};
use super::transition::{self, Effect};
use super::{Occurrence, Start};
use crate::checked::Window;
use crate::count::{Allowance, BeforeStart, Reopens, Trigger};
use crate::error::Code;
use crate::time::Day;

/// The instances of a clock, and what a pause holds.
#[derive(Debug, Default)]
pub(crate) struct Life<'e, 'c> {
    pub(crate) instances: Few<Instance<'e, 'c>, 1>,
    /// The number of the first.
    first: usize,
    /// How many of them, from the first, are known to be over.
    over: usize,
    /// The pauses in force, a bit for each entry of the clock's `pauses`.
    pub(crate) paused: u32,
    /// Pauses that came while nothing was running: they hold the next start, or
    /// nothing at all; each with the bits that it set.
    pub(crate) waiting: Vec<(u32, &'e Occurrence<'c>)>,
    /// The conditions that hold: `{ while = … }` among the clock's `pauses`.
    pub(crate) holding: u32,
    /// Those of them that held all along: they hold the next start from its start.
    pub(crate) standing: u32,
    /// Pauses of which it cannot be said whether they hold the next start.
    doubtful: Vec<(u32, Unknown<'e, 'c>)>,
    /// The start of the next run, where time begins it.
    pub(super) next_run: Option<Start<'e, 'c>>,
    /// Whether time began more runs than are counted.
    pub(super) cut: bool,
    /// Whether a stop begins the next run.
    at_stop: bool,
    /// How long after the start a stop counts.
    not_before: Option<Allowance>,
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
#[derive(Debug)]
pub(crate) struct Instance<'e, 'c> {
    /// From 1.
    pub(crate) number: usize,
    pub(crate) start: Start<'e, 'c>,
    pub(crate) moves: Few<Move<'e, 'c>, 6>,
    pub(crate) end: Option<End<'e, 'c>>,
    /// The window that its start set, where it is an appointment.
    pub(crate) window: Option<Result<Opening, Ill<'e, 'c>>>,
    /// The events that gave a reason.
    pub(crate) excuses: Vec<&'e Occurrence<'c>>,
}

impl Clone for Instance<'_, '_> {
    fn clone(&self) -> Self {
        Instance {
            moves: copied(&self.moves),
            excuses: self.excuses.clone(),
            ..*self
        }
    }
}

impl<'e, 'c> Instance<'e, 'c> {
    /// The same, counted from another date than that of its start.
    pub(crate) fn counted_from(&self, day: Day) -> Self {
        let mut moved = self.clone();
        moved.start.when = Trigger::date(moved.start.when.at, day);
        moved
    }

    /// Has the count begin anew at an event, among the moves by its time.
    pub(crate) fn reset_at(&mut self, event: &'e Occurrence<'c>) {
        let before = |other: &Move<'_, '_>| {
            other
                .event()
                .is_none_or(|other| other.when.at <= event.when.at)
        };
        let place = self.moves.partition_point(before);
        self.moves.insert(place, Move::Anew(event));
    }
}

/// What happened to an instance while it ran.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Move<'e, 'c> {
    /// Paused from the start on.
    Held,
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
    /// The event that made it; none where it came with the start.
    pub(crate) fn event(&self) -> Option<&'e Occurrence<'c>> {
        match self {
            Move::Held => None,
            Move::Pause(event)
            | Move::Resume(event)
            | Move::Extend(event, _)
            | Move::Reset(event)
            | Move::Anew(event) => Some(event),
            Move::Close(end, _) => Some(end.by),
        }
    }
}

/// What ended an instance.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End<'e, 'c> {
    pub(crate) kind: EndKind,
    pub(crate) by: &'e Occurrence<'c>,
}

impl End<'_, '_> {
    /// The same without what did it.
    pub(super) fn ended(&self) -> Ended {
        Ended {
            kind: self.kind,
            when: self.by.when,
        }
    }
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
        asked: &Asked<'e, 'c>,
        begins: Vec<Beginning<'e, 'c>>,
        series: &Series<'_, 'e, 'c>,
        findings: &mut Findings,
    ) -> Self {
        let (clock, id) = (asked.ready, asked.clock.id.as_str());
        let at_first = holding::at_first(clock, asked.case);
        let mut life = Life {
            first: asked.first,
            id,
            appointment: clock.window(),
            before_start: clock.before_start,
            reopens: clock.reopens,
            at_stop: series.at_stop(),
            not_before: series.not_before(),
            paused: at_first,
            holding: at_first,
            standing: at_first,
            ..Life::default()
        };
        let mut held: Vec<Act<'e, 'c>> = Vec::new();
        let mut begins = Beginnings::of(begins, series);
        let of_case = (asked.case, asked.events);
        let (acts, windows) = actions(clock, of_case, &asked.governing, life.at_stop, findings);
        life.windows = windows;
        for act in acts {
            let Act { action, event, .. } = act;
            let until = if action >= Action::Start {
                Until::Starts(event.when.at)
            } else {
                Until::Before(event.when.at)
            };
            begins.take(&mut life, until, &mut held, id, findings);
            if life.unknown.is_some() {
                break;
            }
            if held
                .first()
                .is_some_and(|other| other.event.when.day < event.when.day)
            {
                report(&mut held, id, findings);
            }
            let runs = life.instances.len();
            let effect = life.apply(act, findings);
            if life.instances.len() > runs {
                begins.begun(&mut life);
            }
            match effect {
                Effect::Done => findings.effect(event.index),
                Effect::Waiting => {}
                Effect::Unknown => break,
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
            life.retry(&mut held, findings);
            if life.unknown.is_some() {
                break;
            }
        }
        begins.take(&mut life, Until::All(asked.as_of), &mut held, id, findings);
        if life.unknown.is_some() {
            return life;
        }
        report(&mut held, id, findings);
        for (_, event) in &life.waiting {
            findings.idle(event.index, Code::PauseWithoutStart, event.event, id);
        }
        life
    }

    /// Something happened: what waits for it on the same day may do now.
    pub(super) fn retry(&mut self, held: &mut Vec<Act<'e, 'c>>, findings: &mut Findings) {
        while let Some(place) = held
            .iter()
            .position(|act| matches!(self.apply(*act, findings), Effect::Done | Effect::Unknown))
        {
            if self.unknown.is_some() {
                return;
            }
            findings.effect(held.remove(place).event.index);
        }
    }

    fn apply(&mut self, act: Act<'e, 'c>, findings: &mut Findings) -> Effect {
        let event = act.event;
        if let Some(attribute) = act.doubt {
            return self.doubt(act.action, event, attribute);
        }
        let window = act
            .window
            .and_then(|place| self.windows.get(place as usize));
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
            Action::StopToRestart => match transition::stop(self, event, findings) {
                Effect::Nothing(_) => Effect::Nothing(None),
                // The first start has nothing to stop.
                effect => effect,
            },
            Action::Reopen => {
                let effect = transition::reopen(self, event, self.reopens, findings);
                self.unless_doubtful(effect)
            }
            Action::CancelToRestart => match transition::cancel(self, event) {
                Effect::Nothing(_) => Effect::Nothing(None),
                effect => effect,
            },
            Action::Start => {
                let effect = transition::start(self, event, findings);
                self.unless_doubtful(effect)
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
            Action::StopToRepeat => {
                let effect = transition::stop(self, event, findings);
                if effect == Effect::Done {
                    transition::start(self, event, findings);
                }
                effect
            }
            Action::Stop => transition::stop(self, event, findings),
            Action::Miss => transition::miss(self, event),
            Action::Cancel => transition::cancel(self, event),
            Action::Excuse => transition::excuse(self, event),
        }
    }

    /// What an event does when it cannot be said whether it does it: nothing where it
    /// could do nothing anyway.
    fn doubt(&mut self, action: Action, event: &'e Occurrence<'c>, attribute: &'e str) -> Effect {
        let runs = self.running().is_some();
        let tells = match action {
            Action::Start => !runs,
            Action::Cancel => runs || self.next_run.is_some(),
            Action::StopToRestart
            | Action::StopToRepeat
            | Action::CancelToRestart
            | Action::Stop
            | Action::Miss
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
                self.doubtful.push((pairs, Unknown { event, attribute }));
                return Effect::Waiting;
            }
            Action::Resume(pairs) if !runs && self.paused & pairs != 0 => {
                self.doubtful.push((pairs, Unknown { event, attribute }));
                return Effect::Waiting;
            }
            Action::Holding(_) | Action::Hold(_) | Action::Free(_) | Action::Excuse => false,
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

    /// Whether a pause that is in doubt leaves what has begun now in doubt.
    pub(super) fn doubted(&mut self) -> bool {
        if let Some((_, unknown)) = self.doubtful.first().copied()
            && self.running().is_some()
        {
            self.unknown = Some(unknown);
        }
        self.unknown.is_some()
    }

    /// Something has begun: nothing can be said where a pause that may hold it is in doubt.
    fn unless_doubtful(&mut self, effect: Effect) -> Effect {
        if self.doubted() {
            Effect::Unknown
        } else {
            effect
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

    /// How long after the start a stop counts, where one that is sooner does not.
    pub(super) fn earliest(&mut self) -> Option<Day> {
        let span = self.not_before?;
        series::earliest(&self.running()?.start, span)
    }

    /// The last instance runs again.
    pub(super) fn reopened(&mut self) {
        self.over = self.over.min(self.instances.len().saturating_sub(1));
    }

    /// The number of the next instance.
    pub(super) fn next_number(&self) -> usize {
        self.first + self.instances.len()
    }

    /// Whether something happened before the window of the instance that runs.
    fn is_early(&mut self, event: &Occurrence<'_>) -> bool {
        let window = self.running().and_then(|instance| instance.window);
        matches!(window, Some(Ok(opening)) if opening.is_early(&event.when))
    }

    /// The instance that is running: of several, the oldest.
    pub(crate) fn running(&mut self) -> Option<&mut Instance<'e, 'c>> {
        let rest = self.instances.get(self.over..).unwrap_or(&[]);
        let ended = rest.iter().take_while(|instance| instance.end.is_some());
        self.over += ended.count();
        self.instances.get_mut(self.over)
    }

    /// The instances that are running.
    pub(crate) fn open(&mut self) -> impl Iterator<Item = &mut Instance<'e, 'c>> {
        let rest = self.instances.iter_mut().skip(self.over);
        rest.filter(|instance| instance.end.is_none())
    }
}

/// Reports events with a date alone that did nothing on their day.
pub(super) fn report(held: &mut Vec<Act<'_, '_>>, id: &str, findings: &mut Findings) {
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
            Action::StopToRepeat
            | Action::Stop
            | Action::Miss
            | Action::Cancel
            | Action::Reset
            | Action::Extend(_) => Code::StopWithoutStart,
            Action::Reopen => Code::ReopenWithoutStop,
            Action::Resume(_) => Code::ResumeWithoutPause,
            Action::Excuse
            | Action::Holding(_)
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
