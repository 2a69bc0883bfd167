//! What a batch writes.

use crate::assess::{Decided, Decision, Opened, ReasonCode, State};
use crate::count::{Allowance, Kind};
use crate::error::Code;
use crate::time::Instant;

/// Where a column of numbers has no answer.
pub const NOTHING: i64 = i64::MIN;

/// The clock of a row that is about its case alone.
pub const CASE_ALONE: u32 = u32::MAX;

/// A row for each instance of each clock, case by case, in the order of an
/// [`Assessment`](crate::Assessment). Instants are milliseconds since 1970.
///
/// Each column is a vector of its own; all but the last two are of one length.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClockRows {
    /// The case's number.
    pub case: Vec<u32>,
    /// The clock: its place in [`Batch::clocks`](crate::Batch::clocks). [`CASE_ALONE`] in
    /// the only row of a case that could not be read.
    pub clock: Vec<u32>,
    /// Which run of the clock it is, from 1.
    pub instance: Vec<u32>,
    /// What it is; [`State::Undetermined`] for a case that could not be read.
    pub state: Vec<State>,
    /// Why it is undetermined.
    pub reason: Vec<Option<ReasonCode>>,
    /// Why its case could not be read: `missing-time` or `time-range` for one of its
    /// events. It is what [`Engine::assess`](crate::Engine::assess) would refuse it for.
    pub status: Vec<Option<Code>>,
    /// When it started; for a date alone, the start of that day.
    pub started: Vec<i64>,
    /// When it was stopped; for a date alone, the start of that day.
    pub stopped: Vec<i64>,
    /// The last millisecond in time. Nothing while paused.
    pub due: Vec<i64>,
    /// The first millisecond too late.
    pub overdue_from: Vec<i64>,
    /// The kind of time that `elapsed` and `remaining` are in.
    pub kind: Vec<Option<Kind>>,
    /// How much has been used: milliseconds of elapsed or working time, or dates.
    pub elapsed: Vec<i64>,
    /// How much is left, negative when overdue.
    pub remaining: Vec<i64>,
    /// The earliest moment at which the row can differ without a new event, but for
    /// `elapsed` and `remaining`: something of its own, or an event that is known already.
    pub next_change: Vec<i64>,
    /// The number of the last escalation step whose moment has come and who had to be
    /// told; 0 for none.
    pub level: Vec<u32>,
    /// The moment of the next escalation step.
    pub next_step: Vec<i64>,
    /// The cases, each once, in the order they were assessed in.
    pub assessed: Vec<u32>,
    /// For each of these, [`Assessment::next_change`](crate::Assessment::next_change).
    pub case_next_change: Vec<i64>,
}

impl ClockRows {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.case.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.case.is_empty()
    }

    /// Takes every row away and keeps the memory.
    pub fn clear(&mut self) {
        let ClockRows {
            case,
            clock,
            instance,
            state,
            reason,
            status,
            started,
            stopped,
            due,
            overdue_from,
            kind,
            elapsed,
            remaining,
            next_change,
            level,
            next_step,
            assessed,
            case_next_change,
        } = self;
        for numbers in [case, clock, instance, level, assessed] {
            numbers.clear();
        }
        for numbers in [
            started,
            stopped,
            due,
            overdue_from,
            elapsed,
            remaining,
            next_change,
            next_step,
            case_next_change,
        ] {
            numbers.clear();
        }
        state.clear();
        reason.clear();
        status.clear();
        kind.clear();
    }

    /// Adds what was decided of an instance; `to_come` is the first event that is still
    /// to come.
    #[inline]
    pub(super) fn add(
        &mut self,
        case: u32,
        clock: u32,
        decided: &Decided<'_, '_, '_>,
        to_come: Option<Instant>,
    ) {
        self.case.push(case);
        self.clock.push(clock);
        self.instance.push(decided.number as u32);
        self.status.push(None);
        self.stopped.push(number(decided.stopped()));
        self.started.push(number(decided.started()));
        let next = match (decided.next, to_come) {
            (Some(own), Some(to_come)) => Some(own.min(to_come)),
            (own, to_come) => own.or(to_come),
        };
        self.next_change.push(number(next));
        let reckoned = match &decided.decision {
            Decision::Reckoned(reckoned) => reckoned,
            Decision::Open(opened) => {
                self.open(opened);
                return;
            }
            Decision::Waiting(why) => {
                let state = match why {
                    None => State::Pending,
                    Some(_) => State::Undetermined,
                };
                self.without_deadline(state, why.as_ref().map(|why| why.code()));
                return;
            }
            Decision::Pending(_) => {
                self.without_deadline(State::Pending, None);
                return;
            }
            Decision::NeverStarted(_) => {
                self.without_deadline(State::Cancelled, None);
                return;
            }
            Decision::Undetermined(why) => {
                self.without_deadline(State::Undetermined, Some(why.code()));
                return;
            }
        };
        let (state, reason) = match &reckoned.state {
            Ok(state) => (*state, None),
            Err(why) => (State::Undetermined, Some(why.code())),
        };
        self.state.push(state);
        self.reason.push(reason);
        let due = reckoned.ruled.course.due;
        self.due.push(number(due.map(|due| due.last)));
        self.overdue_from
            .push(number(due.map(|due| due.overdue_from())));
        let told = reckoned.elapsed.or(reckoned.remaining);
        self.kind.push(told.map(|told| told.kind()));
        self.elapsed.push(amount(reckoned.elapsed));
        self.remaining.push(amount(reckoned.remaining));
        let level = reckoned.steps.last_fired();
        self.level.push(level.map_or(0, |number| number as u32));
        self.next_step
            .push(number(reckoned.steps.scheduled().min()));
    }

    /// A duty without a number.
    fn open(&mut self, opened: &Opened<'_, '_>) {
        self.state.push(opened.state);
        self.reason.push(None);
        self.kind.push(Some(opened.elapsed.kind()));
        self.elapsed.push(opened.elapsed.amount());
        for column in [&mut self.due, &mut self.overdue_from, &mut self.remaining] {
            column.push(NOTHING);
        }
        let level = opened.steps.last_fired();
        self.level.push(level.map_or(0, |number| number as u32));
        self.next_step.push(number(opened.steps.scheduled().min()));
    }

    fn without_deadline(&mut self, state: State, reason: Option<ReasonCode>) {
        self.state.push(state);
        self.reason.push(reason);
        self.kind.push(None);
        self.level.push(0);
        for column in [
            &mut self.due,
            &mut self.overdue_from,
            &mut self.elapsed,
            &mut self.remaining,
            &mut self.next_step,
        ] {
            column.push(NOTHING);
        }
    }

    /// Every row of a case is there.
    #[inline]
    pub(super) fn close(&mut self, case: u32, next: Option<Instant>) {
        self.assessed.push(case);
        self.case_next_change.push(number(next));
    }

    /// The row of a case that could not be read.
    #[cold]
    pub(super) fn unread(&mut self, case: u32, code: Code) {
        self.case.push(case);
        self.clock.push(CASE_ALONE);
        self.instance.push(0);
        self.status.push(Some(code));
        for column in [&mut self.started, &mut self.stopped, &mut self.next_change] {
            column.push(NOTHING);
        }
        self.without_deadline(State::Undetermined, None);
        self.close(case, None);
    }
}

#[inline]
fn number(at: Option<Instant>) -> i64 {
    at.map_or(NOTHING, |at| at.0)
}

#[inline]
fn amount(allowance: Option<Allowance>) -> i64 {
    allowance.map_or(NOTHING, |allowance| allowance.amount())
}
