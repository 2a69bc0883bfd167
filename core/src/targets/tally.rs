//! What is kept of many cases: counts, and nothing of any case but those that failed worst.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::months::Month;
use crate::count::Kind;

/// The most failed cases that are named of a target.
pub(super) const NAMED: usize = 20;

/// What a month has of a target, for a group of cases. All of it adds up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// In time, followed by what it should be, or simply counted.
    pub(crate) kept: u64,
    /// Not so.
    pub(crate) failed: u64,
    /// Still running and too late.
    pub(crate) overdue: u64,
    /// Of which it cannot be said.
    pub(crate) undetermined: u64,
    /// How often each length of time was taken, by the kind of time and the number of whole
    /// resolutions.
    pub(crate) times: BTreeMap<(u8, i64), u64>,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Tally) {
        self.kept += other.kept;
        self.failed += other.failed;
        self.overdue += other.overdue;
        self.undetermined += other.undetermined;
        for (time, count) in &other.times {
            *self.times.entry(*time).or_default() += count;
        }
    }
}

/// A kind of time as a number, to be put in order by.
pub(crate) fn number_of(kind: Kind) -> u8 {
    match kind {
        Kind::Elapsed => 0,
        Kind::CivilDays => 1,
        Kind::CivilMonths => 2,
        Kind::WorkingDays => 3,
        Kind::WorkingTime => 4,
    }
}

/// The kind of time that a number stands for.
pub(crate) fn kind_of(number: u8) -> Kind {
    match number {
        0 => Kind::Elapsed,
        1 => Kind::CivilDays,
        2 => Kind::CivilMonths,
        3 => Kind::WorkingDays,
        _ => Kind::WorkingTime,
    }
}

/// Where counts are kept: the target's place and the month.
pub(crate) type Key = (usize, Month);

/// Counts by the group's name.
pub(crate) type Groups = BTreeMap<Option<String>, Tally>;

/// One that failed: the later the worse, then by its reference and which of the case it is.
pub(crate) type Failure = (Reverse<i64>, String, u64, [Option<i64>; 2]);

/// One of a case that failed: how much too late, which of the case it is, when it was due and
/// done.
pub(crate) type Late = (Reverse<i64>, u64, [Option<i64>; 2]);

/// Adds one to those that failed worst, and keeps no more than are named.
pub(crate) fn keep(worst: &mut BTreeSet<Failure>, case: &str, (by, number, times): Late) {
    let is_worse = |(other, of, of_it, then): &Failure| {
        (other, of.as_str(), of_it, then) < (&by, case, &number, &times)
    };
    if worst.len() >= NAMED && worst.last().is_some_and(is_worse) {
        return;
    }
    worst.insert((by, case.to_owned(), number, times));
    while worst.len() > NAMED {
        worst.pop_last();
    }
}
