//! Instances that start by something else than the clock's own events: by a clock that
//! it follows, or by time.

use super::actions::Act;
use super::findings::Findings;
use super::life::{Life, report};
use super::transition;
use super::{Occurrence, Start};
use crate::time::Instant;

/// An instance that is given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beginning<'e, 'c> {
    pub(super) number: usize,
    pub(super) start: Start<'e, 'c>,
    /// What cancelled the clock that it follows, and with it this.
    pub(super) cancelled: Option<&'e Occurrence<'c>>,
}

/// Those still to come, in order.
pub(super) struct Beginnings<'e, 'c> {
    starts: Vec<Beginning<'e, 'c>>,
    cancelled: Vec<(usize, &'e Occurrence<'c>)>,
}

impl<'e, 'c> Beginnings<'e, 'c> {
    pub(super) fn of(mut starts: Vec<Beginning<'e, 'c>>) -> Self {
        // The last is taken first.
        starts.sort_by_key(|one| std::cmp::Reverse((one.start.when.at, one.number)));
        let mut cancelled: Vec<_> = starts
            .iter()
            .filter_map(|one| Some((one.number, one.cancelled?)))
            .collect();
        cancelled.sort_by_key(|(number, event)| std::cmp::Reverse((event.when.at, *number)));
        Beginnings { starts, cancelled }
    }

    /// Those up to an instant, those at it too if they come before what follows there; all
    /// that are left, without one. A cancellation comes last of its instant.
    pub(super) fn take(
        &mut self,
        life: &mut Life<'e, 'c>,
        until: Option<(Instant, bool)>,
        held: &mut Vec<Act<'e, 'c>>,
        id: &str,
        findings: &mut Findings,
    ) {
        loop {
            let start = self.starts.last().map(|one| one.start.when.at);
            let start = start.filter(|at| match until {
                Some((until, including)) => *at < until || (including && *at == until),
                None => true,
            });
            let cancel = self.cancelled.last().map(|(_, event)| event.when.at);
            let cancel = cancel.filter(|at| until.is_none_or(|(until, _)| *at < until));
            match (start, cancel) {
                (Some(start), cancel) if cancel.is_none_or(|cancel| start <= cancel) => {
                    let Some(given) = self.starts.pop() else {
                        return;
                    };
                    if held
                        .first()
                        .is_some_and(|other| other.event.when.day < given.start.when.day)
                    {
                        report(held, id, findings);
                    }
                    transition::open(life, given.number, given.start, findings);
                    if !life.doubted() {
                        life.retry(held, findings);
                    }
                }
                (_, Some(_)) => {
                    let Some((number, event)) = self.cancelled.pop() else {
                        return;
                    };
                    transition::cancel_one(life, number, event);
                }
                _ => return,
            }
        }
    }
}
