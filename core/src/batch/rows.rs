//! What a batch writes.

use crate::assess::{Decided, Decision, Plainly, ReasonCode, State};
use crate::count::{Allowance, Deadline, Kind};
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
        (case, clock): (u32, u32),
        decided: &Decided<'_, '_, '_>,
        to_come: Option<Instant>,
    ) {
        let row = Row {
            instance: decided.number as u32,
            stopped: number(decided.stopped()),
            started: number(decided.started()),
            next_change: number(first(decided.next, to_come)),
            ..Row::of(case, clock)
        };
        let reckoned = match &decided.decision {
            Decision::Reckoned(reckoned) => reckoned,
            // A duty without a number.
            Decision::Open(opened) => {
                let steps = &opened.steps;
                return self.push(Row {
                    level: steps.last_fired().map_or(0, |number| number as u32),
                    next_step: number(steps.scheduled().min()),
                    ..row
                        .in_state(opened.state, None)
                        .told(Some(opened.elapsed), None)
                });
            }
            Decision::Waiting(why) => {
                return self.push(match why {
                    None => row.in_state(State::Pending, None),
                    Some(why) => row.in_state(State::Undetermined, Some(why.code())),
                });
            }
            Decision::Pending(_) => return self.push(row.in_state(State::Pending, None)),
            Decision::NeverStarted(_) => return self.push(row.in_state(State::Cancelled, None)),
            Decision::Undetermined(why) => {
                return self.push(row.in_state(State::Undetermined, Some(why.code())));
            }
        };
        let row = match &reckoned.state {
            Ok(state) => row.in_state(*state, None),
            Err(why) => row.in_state(State::Undetermined, Some(why.code())),
        };
        self.push(Row {
            level: reckoned
                .steps
                .last_fired()
                .map_or(0, |number| number as u32),
            next_step: number(reckoned.steps.scheduled().min()),
            ..row
                .due(reckoned.ruled.course.due)
                .told(reckoned.elapsed, reckoned.remaining)
        });
    }

    /// Adds what was decided of a plain clock.
    #[inline]
    pub(super) fn add_plain(
        &mut self,
        (case, clock): (u32, u32),
        plainly: &Plainly,
        to_come: Option<Instant>,
    ) {
        let row = Row::of(case, clock);
        match plainly {
            Plainly::NotListed => {}
            Plainly::Waiting => self.push(Row {
                next_change: number(to_come),
                ..row.in_state(State::Pending, None)
            }),
            Plainly::Started(standing) => self.push(Row {
                started: standing.started.0,
                stopped: number(standing.stopped),
                next_change: number(first(standing.next, to_come)),
                level: standing.level.map_or(0, |number| number as u32),
                next_step: number(standing.next_step),
                ..row
                    .in_state(standing.state, None)
                    .due(standing.due)
                    .told(standing.elapsed, standing.remaining)
            }),
        }
    }

    #[inline]
    fn push(&mut self, row: Row) {
        self.case.push(row.case);
        self.clock.push(row.clock);
        self.instance.push(row.instance);
        self.state.push(row.state);
        self.reason.push(row.reason);
        self.status.push(row.status);
        self.started.push(row.started);
        self.stopped.push(row.stopped);
        self.due.push(row.due);
        self.overdue_from.push(row.overdue_from);
        self.kind.push(row.kind);
        self.elapsed.push(row.elapsed);
        self.remaining.push(row.remaining);
        self.next_change.push(row.next_change);
        self.level.push(row.level);
        self.next_step.push(row.next_step);
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
        self.push(Row {
            instance: 0,
            status: Some(code),
            ..Row::of(case, CASE_ALONE).in_state(State::Undetermined, None)
        });
        self.close(case, None);
    }
}

/// A row of [`ClockRows`].
struct Row {
    case: u32,
    clock: u32,
    instance: u32,
    state: State,
    reason: Option<ReasonCode>,
    status: Option<Code>,
    started: i64,
    stopped: i64,
    due: i64,
    overdue_from: i64,
    kind: Option<Kind>,
    elapsed: i64,
    remaining: i64,
    next_change: i64,
    level: u32,
    next_step: i64,
}

impl Row {
    /// One of which nothing is known yet, of a first instance.
    #[inline]
    fn of(case: u32, clock: u32) -> Self {
        Row {
            case,
            clock,
            instance: 1,
            state: State::Undetermined,
            reason: None,
            status: None,
            started: NOTHING,
            stopped: NOTHING,
            due: NOTHING,
            overdue_from: NOTHING,
            kind: None,
            elapsed: NOTHING,
            remaining: NOTHING,
            next_change: NOTHING,
            level: 0,
            next_step: NOTHING,
        }
    }

    #[inline]
    fn in_state(self, state: State, reason: Option<ReasonCode>) -> Self {
        Row {
            state,
            reason,
            ..self
        }
    }

    #[inline]
    fn due(self, due: Option<Deadline>) -> Self {
        Row {
            due: number(due.map(|due| due.last)),
            overdue_from: number(due.map(|due| due.overdue_from())),
            ..self
        }
    }

    #[inline]
    fn told(self, elapsed: Option<Allowance>, remaining: Option<Allowance>) -> Self {
        Row {
            kind: elapsed.or(remaining).map(|told| told.kind()),
            elapsed: amount(elapsed),
            remaining: amount(remaining),
            ..self
        }
    }
}

/// The earlier of what there is.
#[inline]
fn first(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
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
