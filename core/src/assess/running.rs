//! A count that can be held: what a pause and its end do to a deadline.
//!
//! `course.rs` keeps beside it who did what and what was told; a plain clock (`plain/`)
//! needs nothing else. For them it is copied into its callers, as `count/reckoning.rs` is.

use super::EndKind;
use crate::calendar::{Calendar, RangeError};
use crate::count::{
    Allowance, Counting, Deadline, Moment, Pause, Reckoning, Single, Trigger, place_moment,
};
use crate::time::{Day, Instant};

/// What ended an instance, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ended {
    pub(crate) kind: EndKind,
    pub(crate) when: Trigger,
}

/// A count from its start on.
#[derive(Debug)]
pub(crate) struct Running<'e> {
    /// When it started; what it counts from may have begun anew since.
    pub(crate) start: Trigger,
    pub(crate) reckoning: Reckoning<'e>,
    /// From when a pause in force takes everything.
    pub(crate) paused: Option<Trigger>,
    /// The deadline as it stands, or as it would without the pause in force, once it has been
    /// asked for.
    standing: Option<Deadline>,
}

impl<'e> Running<'e> {
    /// Begins to count, an allowance or until a date.
    #[cfg_attr(not(small), inline(always))]
    pub(super) fn begin(
        start: Trigger,
        single: Single,
        counting: &'e Counting,
        calendar: &'e Calendar,
    ) -> Result<Self, RangeError> {
        let reckoning = match single {
            Single::Within(allowance) => Reckoning::new(start, allowance, counting, calendar)?,
            Single::Until(date) => Reckoning::until(start, Day::of(date), counting, calendar),
        };
        Ok(Running {
            start,
            reckoning,
            paused: None,
            standing: None,
        })
    }

    /// The deadline as it stands, or as it would without the pause in force.
    #[cfg_attr(not(small), inline(always))]
    pub(super) fn standing(&mut self) -> Result<Deadline, RangeError> {
        match self.standing {
            Some(standing) => Ok(standing),
            None => {
                let standing = self.reckoning.due()?;
                self.standing = Some(standing);
                Ok(standing)
            }
        }
    }

    /// Something else is counted from now on.
    pub(super) fn recount(&mut self, reckoning: Reckoning<'e>) -> Reckoning<'e> {
        self.standing = None;
        std::mem::replace(&mut self.reckoning, reckoning)
    }

    /// Holds it from then on, if that still takes time out of the count.
    #[cfg_attr(not(small), inline(always))]
    pub(super) fn hold(&mut self, from: Trigger) -> Result<bool, RangeError> {
        let from = later(from, self.start);
        let holds = self.reckoning.is_soon(&from) || {
            let standing = self.standing()?;
            self.reckoning.counts_until(&from, &standing)?
        };
        if holds {
            self.paused = Some(from);
        }
        Ok(holds)
    }

    /// Ends the pause in force; whether there was one.
    #[cfg_attr(not(small), inline(always))]
    pub(super) fn resume(&mut self, until: Trigger) -> Result<bool, RangeError> {
        let Some(from) = self.paused.take() else {
            return Ok(false);
        };
        self.reckoning.pause(Pause {
            from,
            until: later(until, from),
        })?;
        self.standing = None;
        Ok(true)
    }

    /// When a warning comes before a deadline: not before it counts.
    #[cfg_attr(not(small), inline(always))]
    pub(super) fn warning(&self, moment: Moment, due: &Deadline) -> Result<Instant, RangeError> {
        let at = place_moment(moment, &self.reckoning, due)?;
        Ok(at.max(self.reckoning.trigger.at))
    }

    /// The moment up to which time was used: the end, the pause, or the moment asked.
    #[cfg_attr(not(small), inline(always))]
    pub(super) fn used_until(&self, end: Option<Trigger>, now: &Trigger) -> Trigger {
        match (end, self.paused) {
            (Some(end), _) => later(end, self.start),
            // The day of the pause is not used any more; day 0, and what earlier pauses
            // took, never was.
            (None, Some(from)) if self.reckoning.kind.counts_dates() => {
                let mut until = from;
                until.day = until.day.max(self.reckoning.free_from).previous();
                until
            }
            (None, Some(from)) if from.at <= now.at => from,
            (None, _) => *now,
        }
    }

    /// How much was used by then, and how much is left; nothing where the calendar does not
    /// reach it.
    #[cfg_attr(not(small), inline(always))]
    pub(super) fn told(
        &self,
        until: &Trigger,
        standing: &Deadline,
    ) -> (Option<Allowance>, Option<Allowance>) {
        (
            self.reckoning.used(until).ok(),
            self.reckoning.left(until, standing).ok(),
        )
    }
}

#[cfg_attr(not(small), inline(always))]
pub(super) fn later(a: Trigger, b: Trigger) -> Trigger {
    if a.at >= b.at { a } else { b }
}
