//! What a batch writes.

use crate::assess::{Outcome, ReasonCode, State};
use crate::count::Kind;
use crate::error::Code;

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
    /// When it was cancelled, in time or late; for a date alone, the start of that day.
    pub cancelled: Vec<i64>,
    /// What became of it, where it is an appointment.
    pub outcome: Vec<Option<Outcome>>,
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

    /// Makes room for so many rows at once, instead of moving them whenever there are twice as many.
    pub(super) fn reserve(&mut self, rows: usize) {
        let ClockRows {
            case,
            clock,
            instance,
            state,
            reason,
            status,
            started,
            stopped,
            cancelled,
            outcome,
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
            numbers.reserve(rows);
        }
        for numbers in [
            started,
            stopped,
            cancelled,
            due,
            overdue_from,
            elapsed,
            remaining,
            next_change,
            next_step,
            case_next_change,
        ] {
            numbers.reserve(rows);
        }
        state.reserve(rows);
        outcome.reserve(rows);
        reason.reserve(rows);
        status.reserve(rows);
        kind.reserve(rows);
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
            cancelled,
            outcome,
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
            cancelled,
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
        outcome.clear();
        reason.clear();
        status.clear();
        kind.clear();
    }
}
