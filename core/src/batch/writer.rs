//! How a batch writes: row after row as they are decided, kept until there are enough of them to
//! be written a column after the other, which takes less than to go to every column for each.

use super::rows::{CASE_ALONE, ClockRows, NOTHING};
use crate::assess::{Decided, Decision, Outcome, Plainly, ReasonCode, State};
use crate::count::{Allowance, Kind};
use crate::error::Code;
use crate::time::Instant;

/// So many rows are kept.
const BLOCK: usize = 64;

/// Writes rows in place of those that there are.
pub(super) struct Writer<'r> {
    rows: &'r mut ClockRows,
    block: Vec<Row>,
}

impl<'r> Writer<'r> {
    pub(super) fn new(rows: &'r mut ClockRows) -> Self {
        rows.clear();
        Writer {
            rows,
            block: Vec::with_capacity(BLOCK),
        }
    }

    pub(super) fn reserve(&mut self, rows: usize) {
        self.rows.reserve(rows);
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) {
        self.write();
    }

    /// Adds what was decided of an instance, and what became of it where it is an appointment;
    /// `to_come` is the first event that is still to come.
    #[inline]
    pub(super) fn add(
        &mut self,
        (case, clock): (u32, u32),
        (decided, outcome): (&Decided<'_, '_, '_>, Option<Outcome>),
        to_come: Option<Instant>,
    ) {
        let row = Row {
            instance: decided.number as u32,
            stopped: number(decided.stopped()),
            cancelled: number(decided.cancelled()),
            outcome,
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
            Decision::NeverStarted(by) => {
                return self.push(Row {
                    cancelled: by.when.at.0,
                    ..row.in_state(State::Cancelled, None)
                });
            }
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
                .due(reckoned.ruled.course.due.map(|due| due.last))
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
                cancelled: number(standing.cancelled),
                next_change: number(first(standing.next, to_come)),
                level: standing.level,
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
        self.block.push(row);
        if self.block.len() == BLOCK {
            self.write();
        }
    }

    /// Writes the rows kept so far, a column after the other.
    fn write(&mut self) {
        let (rows, block) = (&mut *self.rows, &self.block);
        rows.case.extend(block.iter().map(|row| row.case));
        rows.clock.extend(block.iter().map(|row| row.clock));
        rows.instance.extend(block.iter().map(|row| row.instance));
        rows.state.extend(block.iter().map(|row| row.state));
        rows.reason.extend(block.iter().map(|row| row.reason));
        rows.status.extend(block.iter().map(|row| row.status));
        rows.started.extend(block.iter().map(|row| row.started));
        rows.stopped.extend(block.iter().map(|row| row.stopped));
        rows.cancelled.extend(block.iter().map(|row| row.cancelled));
        rows.outcome.extend(block.iter().map(|row| row.outcome));
        rows.due.extend(block.iter().map(|row| row.due));
        let overdue_from = block.iter().map(|row| row.overdue_from);
        rows.overdue_from.extend(overdue_from);
        rows.kind.extend(block.iter().map(|row| row.kind));
        rows.elapsed.extend(block.iter().map(|row| row.elapsed));
        rows.remaining.extend(block.iter().map(|row| row.remaining));
        let next_change = block.iter().map(|row| row.next_change);
        rows.next_change.extend(next_change);
        rows.level.extend(block.iter().map(|row| row.level));
        rows.next_step.extend(block.iter().map(|row| row.next_step));
        self.block.clear();
    }

    /// Every row of a case is there.
    #[inline]
    pub(super) fn close(&mut self, case: u32, next: Option<Instant>) {
        self.rows.assessed.push(case);
        self.rows.case_next_change.push(number(next));
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
    cancelled: i64,
    outcome: Option<Outcome>,
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
            cancelled: NOTHING,
            outcome: None,
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
    fn due(self, last: Option<Instant>) -> Self {
        Row {
            due: number(last),
            overdue_from: number(last.map(Instant::next)),
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
