//! An instance of a duty without a number ("as soon as reasonably practicable"): it has
//! no deadline and is never overdue; how long it has run is told.

use crate::few::{Few, few};

use super::course::Reopened;
use super::decide::Asked;
use super::escalation::{self, Runs, Steps};
use super::findings::Findings;
use super::life::{End, Instance, Move};
use super::{EndKind, Occurrence, Start, State, Why};
use crate::calendar::Calendar;
use crate::count::{Allowance, Kind, Moment, Trigger, place_from_start};
use crate::time::Instant;

/// An instance without a deadline.
#[derive(Debug)]
pub(crate) struct Opened<'e, 'c> {
    /// The rule's words.
    pub(crate) says: &'e str,
    pub(crate) calendar: &'e Calendar,
    pub(crate) start: Start<'e, 'c>,
    pub(crate) end: Option<End<'e, 'c>>,
    /// The event that the count began anew from, where it is not the start.
    pub(crate) anew: Option<&'e Occurrence<'c>>,
    /// The ends that did not last.
    pub(crate) reopened: Vec<Reopened<'e, 'c>>,
    /// What is counted from, each from its instant on.
    counted: Few<Trigger, 1>,
    /// The pauses since, in their order; the last may still be in force.
    pub(crate) pauses: Few<(Instant, Option<Instant>), 2>,
    /// From an instant on, until the next or the end: which of `counted` it runs by;
    /// none while it is held.
    pub(super) stretches: Few<(Instant, Option<usize>), 4>,
    pub(crate) at_risk: Option<Instant>,
    pub(crate) state: State,
    /// The time that it has run.
    pub(crate) elapsed: Allowance,
    pub(crate) steps: Steps,
}

impl<'e, 'c> Opened<'e, 'c> {
    /// An instance, move by move, with its steps.
    pub(super) fn of(
        asked: &Asked<'e, 'c>,
        instance: &Instance<'e, 'c>,
        says: &'e str,
        calendar: &'e Calendar,
        findings: &mut Findings,
    ) -> Result<Self, Why<'e, 'c>> {
        let start = instance.start;
        let mut opened = Opened {
            says,
            calendar,
            start,
            end: instance.end,
            anew: None,
            reopened: Vec::new(),
            counted: few![start.when],
            pauses: Few::new(),
            stretches: few![(start.when.at, Some(0))],
            at_risk: None,
            state: State::Open,
            elapsed: Allowance::of(Kind::Elapsed, 0),
            steps: Steps::default(),
        };
        for step in &instance.moves {
            match step {
                Move::Held => opened.hold(start.when.at, start.when.at),
                Move::Pause(event) => opened.hold(opened.held_from(event), event.when.at),
                Move::Resume(event) => opened.resume(event.when.at),
                Move::Reset(event) | Move::Anew(event) => opened.anew(event),
                Move::Close(end, event) => {
                    opened.resume(end.by.when.at);
                    opened.reopened.push(Reopened {
                        end: *end,
                        state: ended(end.kind),
                        event,
                    });
                    opened.hold(opened.since(end.by.when.at), end.by.when.at);
                }
                // There is nothing to add to.
                Move::Extend(..) => {}
            }
        }
        if let Some(end) = instance.end {
            opened.resume(end.by.when.at);
        }
        opened.decide(asked)?;
        let steps = escalation::decide(asked, instance.number, Runs::Open(&opened), findings);
        opened.steps = steps;
        Ok(opened)
    }

    /// What it is at the moment asked for.
    fn decide(&mut self, asked: &Asked<'e, 'c>) -> Result<(), Why<'e, 'c>> {
        let held = self.pauses.last().is_some_and(|(_, until)| until.is_none());
        let from = self.counted_from();
        if !held && let Some(moment) = asked.clock.at_risk {
            let at = self.place(moment, self.counted.len() - 1);
            self.at_risk = at.transpose().map_err(Why::OutOfRange)?;
        }
        self.state = match self.end {
            Some(end) => ended(end.kind),
            None if held => State::Paused,
            None if self.at_risk.is_some_and(|at| asked.as_of >= at) => State::AtRisk,
            None => State::Open,
        };
        let until = self.end.map_or(asked.as_of, |end| end.by.when.at);
        let lost = |(from, to): &(Instant, Option<Instant>)| {
            let to = to.unwrap_or(until).min(until);
            (to.0 - from.0).max(0)
        };
        let lost: i64 = self.pauses.iter().map(lost).sum();
        let ran = (until.0 - from.at.0 - lost).max(0);
        self.elapsed = Allowance::of(Kind::Elapsed, ran);
        Ok(())
    }

    /// What it is counted from now.
    pub(crate) fn counted_from(&self) -> Trigger {
        self.counted.last().copied().unwrap_or(self.start.when)
    }

    /// Where a moment lies that is counted from the start; none for any other.
    pub(super) fn place(
        &self,
        moment: Moment,
        counted: usize,
    ) -> Option<Result<Instant, crate::calendar::RangeError>> {
        place_from_start(moment, self.counted.get(counted)?, self.calendar)
    }

    /// Never before it started.
    fn since(&self, at: Instant) -> Instant {
        at.max(self.start.when.at)
    }

    /// From when an event holds it: paused some time on a day, from its end, as of
    /// anything that is counted in hours.
    fn held_from(&self, event: &Occurrence<'_>) -> Instant {
        let with_the_start = self.start.event().map(|start| start.index) == Some(event.index);
        if event.when.is_date() && !with_the_start {
            event.when.latest(self.calendar.zone()).next()
        } else {
            self.since(event.when.at)
        }
    }

    /// `at` is when it was told.
    fn hold(&mut self, from: Instant, at: Instant) {
        self.pauses.push((from, None));
        self.stretches.push((self.since(at), None));
    }

    fn resume(&mut self, at: Instant) {
        let counted = self.counted.len() - 1;
        if let Some((from, until)) = self.pauses.last_mut()
            && until.is_none()
        {
            *until = Some(at.max(*from));
            let at = self.since(at);
            self.stretches.push((at, Some(counted)));
        }
    }

    /// What ran and what was paused before is gone; a pause in force goes on.
    fn anew(&mut self, event: &'e Occurrence<'c>) {
        let mut from = event.when;
        if from.at < self.start.when.at {
            from = self.start.when;
        }
        let held = self.pauses.last().is_some_and(|(_, until)| until.is_none());
        self.pauses.clear();
        self.anew = Some(event);
        self.counted.push(from);
        if held {
            self.pauses.push((from.at, None));
        } else {
            self.stretches.push((from.at, Some(self.counted.len() - 1)));
        }
    }
}

/// What it is when it has ended.
fn ended(kind: EndKind) -> State {
    match kind {
        EndKind::Stopped => State::Met,
        EndKind::Cancelled => State::Cancelled,
        EndKind::Missed => State::Missed,
    }
}
