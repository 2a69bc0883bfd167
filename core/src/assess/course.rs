//! An instance reckoned: its deadline as it stood after each thing that happened.

use crate::few::{Few, few};

use super::ask::Ask;
use super::findings::Findings;
use super::frozen::Frozen;
use super::grant::{self, Grant};
use super::life::{End, Move};
use super::ruled::Case;
use super::running::{Ended, Running, later};
use super::state::{TimeNeeded, Verdicts};
use super::{Occurrence, Start, State, Why};
use crate::calendar::RangeError;
use crate::checked::Clock;
use crate::count::{
    Allowance, CancelledLate, Deadline, InTime, Pause, Reckoning, Single, Trigger, WhenOverdue,
};
use crate::time::Instant;

/// From an instant on, until the next stretch or the end, the deadline stood here:
/// nowhere, while paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) from: Instant,
    pub(crate) due: Option<Deadline>,
}

/// Mostly few enough to need no memory of their own.
pub(super) type Stretches = Few<Stretch, 6>;

/// An extension that was granted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Granted<'e, 'c> {
    pub(crate) event: &'e Occurrence<'c>,
    pub(crate) by: Allowance,
    /// What was asked for, where the cap cut it.
    pub(crate) of: Option<Allowance>,
}

/// An end that did not last.
#[derive(Debug, Clone)]
pub(crate) struct Reopened<'e, 'c> {
    pub(crate) end: End<'e, 'c>,
    /// What it was when it had ended.
    pub(crate) state: State,
    /// The event that took it up again.
    pub(crate) event: &'e Occurrence<'c>,
}

/// An instance with everything that is worked out from its events.
#[derive(Debug)]
pub(crate) struct Course<'e, 'c> {
    pub(crate) start: Start<'e, 'c>,
    pub(crate) end: Option<End<'e, 'c>>,
    /// The event that the count began anew from, where it is not the start.
    pub(crate) anew: Option<&'e Occurrence<'c>>,
    pub(crate) allowance: Allowance,
    /// The clock's other limit, if it has two.
    pub(super) beside: Option<Allowance>,
    /// The count, with the pause in force and the deadline that stands.
    pub(crate) running: Running<'e>,
    /// The deadline as it stands, or as it would without the pause in force.
    pub(super) standing: Deadline,
    pub(crate) stretches: Stretches,
    pub(crate) granted: Vec<Granted<'e, 'c>>,
    /// The ends that did not last.
    pub(crate) reopened: Vec<Reopened<'e, 'c>>,
    /// What a cancellation makes of it once it is overdue.
    pub(super) cancelled_late: CancelledLate,
    /// Whether it has ended and is about to be taken up again.
    closed: bool,
    /// The reckonings as they were before the count was extended or began anew, each with
    /// until when it was the one that counted.
    pub(super) before: Vec<(Instant, Reckoning<'e>)>,
    /// What came when it was overdue, where that freezes it.
    pub(super) frozen: Frozen,
    /// The deadline: none while paused.
    pub(crate) due: Option<Deadline>,
    pub(crate) at_risk: Option<Instant>,
}

impl<'e, 'c> Course<'e, 'c> {
    /// Reckons an instance under one allowance, or until a date; `beside` is the other
    /// allowance of two.
    #[inline]
    pub(super) fn under(
        case: Case<'e, '_, 'c>,
        single: Single,
        beside: Option<Allowance>,
        findings: &mut Findings,
    ) -> Result<Self, RangeError> {
        let Case {
            clock,
            counting,
            calendar,
            instance,
        } = case;
        let start = instance.start;
        let mut running = Running::begin(start.when, single, counting, calendar)?;
        let standing = running.standing()?;
        let allowance = match single {
            Single::Within(allowance) => allowance,
            Single::Until(_) => Allowance::of(running.reckoning.kind, running.reckoning.amount),
        };
        let mut course = Course {
            start,
            end: instance.end,
            anew: None,
            allowance,
            beside,
            stretches: few![Stretch {
                from: start.when.at,
                due: Some(standing),
            }],
            running,
            standing,
            granted: Vec::new(),
            reopened: Vec::new(),
            cancelled_late: clock.cancelled_late,
            closed: false,
            before: Vec::new(),
            frozen: Frozen::default(),
            due: None,
            at_risk: None,
        };
        for step in &instance.moves {
            match step {
                Move::Held => {
                    course.hold(start.when, start.when.at)?;
                }
                Move::Pause(event) => course.pause(clock, event, findings)?,
                Move::Resume(event) => course.resume(event)?,
                Move::Extend(event, ask) => course.extend(clock, (event, *ask), findings)?,
                Move::Reset(event) => {
                    let in_time = clock.resets.in_time;
                    if !course.is_late(in_time, clock, event, findings)? {
                        course.anew(event)?;
                    }
                }
                Move::Anew(event) => course.anew(event)?,
                Move::Close(end, event) => course.close(*end, event)?,
            }
        }
        if let Some(end) = instance.end {
            course.resume(end.by)?;
        }
        course.due = course.running.paused.is_none().then_some(course.standing);
        course.at_risk = match (clock.at_risk, course.due) {
            (Some(moment), Some(due)) => match course.running.warning(moment, &due) {
                Ok(at) => Some(at),
                // The deadline stands without its warning.
                Err(error) => {
                    findings.beyond_warning(&clock.id, &error);
                    None
                }
            },
            _ => None,
        };
        Ok(course)
    }

    /// A pause counts when it began while the deadline could still be kept: what
    /// is overdue stays overdue.
    fn pause(
        &mut self,
        clock: &Clock,
        event: &'e Occurrence<'c>,
        findings: &mut Findings,
    ) -> Result<(), RangeError> {
        let from = self.held_from(event);
        if !self.hold(from, event.when.at)? {
            if clock.pausing.when_overdue == WhenOverdue::Freezes
                && from.at >= self.standing.overdue_from()
            {
                self.frozen.since = Some(from);
                return Ok(());
            }
            findings.pause_too_late(event, &clock.id);
        }
        Ok(())
    }

    /// Holds the clock from then on, if that still takes time out of the count; `at` is
    /// when it was told.
    fn hold(&mut self, from: Trigger, at: Instant) -> Result<bool, RangeError> {
        let holds = self.running.hold(from)?;
        if holds {
            self.stretches.push(Stretch {
                from: at.max(self.start.when.at),
                due: None,
            });
        }
        Ok(holds)
    }

    fn resume(&mut self, event: &'e Occurrence<'c>) -> Result<(), RangeError> {
        self.frozen.end(event.when);
        let closed = std::mem::take(&mut self.closed);
        if self.running.resume(event.when)? || closed {
            self.stand(event)?;
        }
        Ok(())
    }

    /// Whether a reset comes too late, which is reported.
    fn is_late(
        &self,
        in_time: InTime,
        clock: &Clock,
        event: &Occurrence<'_>,
        findings: &mut Findings,
    ) -> Result<bool, RangeError> {
        let late = grant::too_late(self, in_time, event)?;
        if let Some(why) = late {
            findings.reset_too_late(event, why, &clock.id);
        }
        Ok(late.is_some())
    }

    /// It ended, and will be taken up again: until then it is held as by a pause, if the
    /// deadline could still be kept.
    fn close(&mut self, end: End<'e, 'c>, event: &'e Occurrence<'c>) -> Result<(), RangeError> {
        self.resume(end.by)?;
        let state = self.ended(&end, &self.standing);
        self.reopened.push(Reopened {
            end,
            state: state.unwrap_or(State::Undetermined),
            event,
        });
        self.running.hold(self.held_from(end.by))?;
        self.closed = true;
        self.stretches.push(Stretch {
            from: end.by.when.at.max(self.start.when.at),
            due: None,
        });
        Ok(())
    }

    /// Counts anew from an event: what was counted, paused and granted before is gone. A
    /// pause in force stays so, from the event on.
    fn anew(&mut self, event: &'e Occurrence<'c>) -> Result<(), RangeError> {
        let running = &mut self.running;
        let (counting, calendar) = (running.reckoning.counting, running.reckoning.calendar);
        let when = later(event.when, self.start.when);
        let anew = if running.reckoning.to_date {
            Reckoning::until(when, running.reckoning.last_day()?, counting, calendar)
        } else {
            Reckoning::new(when, self.allowance, counting, calendar)?
        };
        self.before.push((when.at, running.recount(anew)));
        self.standing = running.standing()?;
        if let Some(from) = &mut running.paused {
            *from = when;
        } else {
            self.stretches.push(Stretch {
                from: when.at,
                due: Some(self.standing),
            });
        }
        self.frozen.over.clear();
        self.granted.clear();
        self.anew = Some(event);
        Ok(())
    }

    /// An extension counts in time, and up to the cap.
    fn extend(
        &mut self,
        clock: &Clock,
        (event, ask): (&'e Occurrence<'c>, Ask),
        findings: &mut Findings,
    ) -> Result<(), RangeError> {
        let Some(extension) = &clock.extension else {
            return Ok(());
        };
        let (by, of) = match grant::decide(self, extension, (event, ask))? {
            Grant::By { by, of } => (by, of),
            Grant::OfTheOther => return Ok(()),
            Grant::Refused(why) => {
                findings.refused(event, why, &clock.id);
                return Ok(());
            }
        };
        let mut extended = self.running.reckoning.clone();
        extended.amount += by.amount();
        // What came before knew nothing of it: a share is one of the allowance of then.
        self.before
            .push((event.when.at, self.running.recount(extended)));
        self.granted.push(Granted { event, by, of });
        self.standing = self.running.standing()?;
        if self.running.paused.is_none() {
            self.stand(event)?;
        }
        Ok(())
    }

    /// From when an event holds the clock.
    fn held_from(&self, event: &Occurrence<'_>) -> Trigger {
        let zone = self.running.reckoning.calendar.zone();
        let mut from = event.when;
        // A pause that was in force at the start begins with it.
        let with_the_start = self.start.event().map(|start| start.index) == Some(event.index);
        if !self.running.reckoning.kind.counts_dates() && from.is_date() && !with_the_start {
            // Paused some time on that day: at its end, which is the earlier deadline.
            from = Trigger::instant(from.latest(zone).next(), zone);
        }
        later(from, self.start.when)
    }

    /// The reckoning that counted from an instant on.
    pub(crate) fn reckoning_at(&self, at: Instant) -> &Reckoning<'e> {
        let left = self.before.iter().find(|(until, _)| at < *until);
        left.map_or(&self.running.reckoning, |(_, reckoning)| reckoning)
    }

    /// The deadline stands as it does from an event on.
    fn stand(&mut self, event: &Occurrence<'_>) -> Result<(), RangeError> {
        self.standing = self.running.standing()?;
        // What is known by its date came no earlier than what it comes after.
        let from = self
            .stretches
            .last()
            .map_or(event.when.at, |last| last.from.max(event.when.at));
        self.stretches.push(Stretch {
            from,
            due: Some(self.standing),
        });
        Ok(())
    }

    /// The allowance with its extensions.
    pub(crate) fn extended(&self) -> Allowance {
        if self.granted.is_empty() {
            self.allowance
        } else {
            Allowance::of(self.running.reckoning.kind, self.running.reckoning.amount)
        }
    }

    /// The deadline without extensions; none while paused.
    pub(crate) fn unextended(&self) -> Result<Option<Deadline>, RangeError> {
        if self.running.paused.is_some() {
            return Ok(None);
        }
        self.running.reckoning.unextended(self.allowance).map(Some)
    }

    /// What the deadline would be if the clock resumed at a moment.
    pub(crate) fn if_resumed(&self, as_of: Instant) -> Result<Option<Deadline>, RangeError> {
        let Some(from) = self.running.paused else {
            return Ok(None);
        };
        let mut resumed = self.running.reckoning.clone();
        let as_of = Trigger::instant(as_of, self.running.reckoning.calendar.zone());
        resumed.pause(Pause {
            from,
            until: later(as_of, from),
        })?;
        resumed.due().map(Some)
    }

    /// What the next run counts from, if it begins at this one's due: the date before any
    /// roll, so that the series keeps its dates.
    pub(crate) fn next_from(&self, due: &Deadline) -> Result<Trigger, RangeError> {
        let mut from = super::start::from_due(due, self.running.reckoning.calendar.zone());
        if self.running.reckoning.kind.counts_dates() {
            from.day = self.running.reckoning.last_day()?;
        }
        Ok(from)
    }

    /// What the instance is at a moment; or why that cannot be said.
    pub(crate) fn state(&self, as_of: Instant) -> Result<State, Why<'e, 'c>> {
        Ok(super::state::decide(
            self.over(),
            self.due,
            self.at_risk,
            &self.verdicts(),
            as_of,
        )?)
    }

    /// What the instance was at an end of it, with a deadline.
    fn ended(&self, end: &End<'e, 'c>, due: &Deadline) -> Result<State, TimeNeeded> {
        super::state::ended(&end.ended(), due, &self.verdicts())
    }

    fn verdicts(&self) -> Verdicts<'e> {
        let reckoning = &self.running.reckoning;
        Verdicts {
            kind: reckoning.kind,
            zone: reckoning.calendar.zone(),
            cancelled_late: self.cancelled_late,
        }
    }

    /// How it ended, if it has.
    fn over(&self) -> Option<Ended> {
        self.end.map(|end| end.ended())
    }

    /// The moment up to which time was used: the end, the pause, or the moment asked.
    pub(crate) fn used_until(&self, as_of: Instant) -> Trigger {
        let now = Trigger::instant(as_of, self.running.reckoning.calendar.zone());
        self.running
            .used_until(self.end.map(|end| end.by.when), &now)
    }
}
