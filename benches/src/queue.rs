//! An ordinary priority queue of next changes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use chrono::{DateTime, Utc};
use dueby::{Batch, ClockRows, Error, NOTHING};

/// Open cases by their next change: what a host keeps beside them.
#[derive(Debug, Clone)]
pub struct Queue {
    next: BinaryHeap<Reverse<(i64, u32)>>,
    due: Vec<u32>,
    rows: ClockRows,
}

impl Queue {
    /// Every case of a batch, as it is at a moment.
    ///
    /// # Errors
    ///
    /// As [`Batch::assess`].
    pub fn new(batch: &Batch<'_>, now: DateTime<Utc>) -> Result<Self, Error> {
        let mut rows = ClockRows::default();
        batch.assess(now, &mut rows)?;
        Ok(Queue {
            next: waiting(&rows).collect(),
            due: Vec::new(),
            rows,
        })
    }

    /// Assesses the cases of which something has changed by `now`, and nothing else; how
    /// many that were.
    ///
    /// # Errors
    ///
    /// As [`Batch::assess`].
    pub fn tick(&mut self, batch: &Batch<'_>, now: DateTime<Utc>) -> Result<usize, Error> {
        self.due.clear();
        while let Some(Reverse((at, case))) = self.next.peek() {
            if *at > now.timestamp_millis() {
                break;
            }
            self.due.push(*case);
            self.next.pop();
        }
        batch.assess_some(&self.due, now, &mut self.rows)?;
        self.next.extend(waiting(&self.rows));
        Ok(self.due.len())
    }

    /// What was decided at the last tick.
    pub fn rows(&self) -> &ClockRows {
        &self.rows
    }
}

/// The cases that will change, by when.
fn waiting(rows: &ClockRows) -> impl Iterator<Item = Reverse<(i64, u32)>> + '_ {
    let cases = rows.case_next_change.iter().zip(&rows.assessed);
    cases
        .filter(|(at, _)| **at != NOTHING)
        .map(|(at, case)| Reverse((*at, *case)))
}
