//! The instance whose steps are placed: with a deadline, without one, or of a plain clock.

use super::placing::{Stands, Window};
use crate::assess::course::Stretch;
use crate::assess::running::Running;
use crate::assess::{Course, Opened};
use crate::calendar::{Calendar, RangeError};
use crate::checked::Step;
use crate::count::{Moment, place_moment_from};
use crate::time::Instant;

#[derive(Clone, Copy)]
pub(in crate::assess) enum Runs<'a, 'e, 'c> {
    Until(&'a Course<'e, 'c>),
    Open(&'a Opened<'e, 'c>),
    Plain(Plain<'a, 'e>),
}

/// What is known of an instance of a plain clock.
#[derive(Clone, Copy)]
pub(in crate::assess) struct Plain<'a, 'e> {
    pub(in crate::assess) running: &'a Running<'e>,
    pub(in crate::assess) stretches: &'a [Stretch],
    pub(in crate::assess) ended: Option<Instant>,
    pub(in crate::assess) recorded: Option<Instant>,
}

impl<'e, 'c> Runs<'_, 'e, 'c> {
    #[inline]
    pub(super) fn calendar(&self) -> &'e Calendar {
        match self {
            Runs::Until(course) => course.running.reckoning.calendar,
            Runs::Open(opened) => opened.calendar,
            Runs::Plain(plain) => plain.running.reckoning.calendar,
        }
    }

    /// When it started.
    #[inline]
    pub(super) fn started(&self) -> Instant {
        match self {
            Runs::Until(course) => course.start.when.at,
            Runs::Open(opened) => opened.start.when.at,
            Runs::Plain(plain) => plain.running.start.at,
        }
    }

    /// When that was recorded, if it is known.
    #[inline]
    pub(super) fn recorded(&self) -> Option<Instant> {
        match self {
            Runs::Until(course) => course.start.recorded,
            Runs::Open(opened) => opened.start.recorded,
            Runs::Plain(plain) => plain.recorded,
        }
    }

    /// When it ended, if it has.
    #[inline]
    pub(super) fn ended(&self) -> Option<Instant> {
        match self {
            Runs::Until(course) => course.end.map(|end| end.by.when.at),
            Runs::Open(opened) => opened.end.map(|end| end.by.when.at),
            Runs::Plain(plain) => plain.ended,
        }
    }

    /// Whether a step at this moment can come.
    #[inline]
    pub(super) fn places(&self, moment: Moment) -> bool {
        !matches!(self, Runs::Open(_)) || moment.is_from_start()
    }

    /// How it stood, from instant to instant; the ends are not said yet.
    #[inline]
    pub(super) fn stood(&self, mut each: impl FnMut(Instant, Stands)) {
        let stretches = match self {
            Runs::Until(course) => course.stretches.as_slice(),
            Runs::Plain(plain) => plain.stretches,
            Runs::Open(opened) => {
                for (from, counted) in &opened.stretches {
                    each(*from, counted.map_or(Stands::Held, Stands::Open));
                }
                return;
            }
        };
        for Stretch { from, due } in stretches {
            each(*from, due.map_or(Stands::Held, Stands::Until));
        }
    }

    /// Whether a step cannot have come in a window, without working out when it would: of a plain
    /// clock, where it matters only whether it has. What comes at a whole day's due or on a
    /// later date did not come before that.
    #[inline]
    pub(super) fn passes_over(&self, step: &Step, window: &Window) -> bool {
        let (Runs::Plain(_), Stands::Until(due), Some(until)) = (self, window.stands, window.until)
        else {
            return false;
        };
        let after_due = match step.at {
            Moment::Due => true,
            Moment::After(delay) => due.whole_day && delay.amount() > 0,
            _ => false,
        };
        after_due && step.repeat.is_none() && until <= due.last
    }

    /// Where a moment lies by what stood in a window.
    #[inline]
    pub(super) fn place(
        &self,
        moment: Moment,
        window: &Window,
    ) -> Option<Result<Instant, RangeError>> {
        let (reckoning, due) = match (self, &window.stands) {
            (Runs::Until(course), Stands::Until(due)) => (course.reckoning_at(window.from), due),
            (Runs::Plain(plain), Stands::Until(due)) => (&plain.running.reckoning, due),
            (Runs::Open(opened), Stands::Open(counted)) => {
                return opened.place(moment, *counted);
            }
            _ => return None,
        };
        let start = &reckoning.trigger;
        Some(place_moment_from(moment, start, reckoning, due))
    }
}
