//! The instance whose steps are placed: with a deadline, or without one.

use super::placing::{Stands, Window};
use crate::assess::life::End;
use crate::assess::{Course, Opened, Start};
use crate::calendar::{Calendar, RangeError};
use crate::count::{Moment, place_moment_from};
use crate::time::Instant;

#[derive(Clone, Copy)]
pub(in crate::assess) enum Runs<'a, 'e, 'c> {
    Until(&'a Course<'e, 'c>),
    Open(&'a Opened<'e, 'c>),
}

impl<'e, 'c> Runs<'_, 'e, 'c> {
    #[inline]
    pub(super) fn calendar(&self) -> &'e Calendar {
        match self {
            Runs::Until(course) => course.running.reckoning.calendar,
            Runs::Open(opened) => opened.calendar,
        }
    }

    #[inline]
    pub(super) fn start(&self) -> &Start<'e, 'c> {
        match self {
            Runs::Until(course) => &course.start,
            Runs::Open(opened) => &opened.start,
        }
    }

    #[inline]
    pub(super) fn end(&self) -> Option<End<'e, 'c>> {
        match self {
            Runs::Until(course) => course.end,
            Runs::Open(opened) => opened.end,
        }
    }

    /// Whether a step at this moment can come.
    #[inline]
    pub(super) fn places(&self, moment: Moment) -> bool {
        matches!(self, Runs::Until(_)) || moment.is_from_start()
    }

    /// How it stood, from instant to instant; the ends are not said yet.
    #[inline]
    pub(super) fn stood(&self, mut each: impl FnMut(Instant, Stands)) {
        match self {
            Runs::Until(course) => {
                for stretch in &course.stretches {
                    each(
                        stretch.from,
                        stretch.due.map_or(Stands::Held, Stands::Until),
                    );
                }
            }
            Runs::Open(opened) => {
                for (from, counted) in &opened.stretches {
                    each(*from, counted.map_or(Stands::Held, Stands::Open));
                }
            }
        }
    }

    /// Where a moment lies by what stood in a window.
    #[inline]
    pub(super) fn place(
        &self,
        moment: Moment,
        window: &Window,
    ) -> Option<Result<Instant, RangeError>> {
        match (self, &window.stands) {
            (Runs::Until(course), Stands::Until(due)) => {
                let reckoning = course.reckoning_at(window.from);
                Some(place_moment_from(
                    moment,
                    &reckoning.trigger,
                    reckoning,
                    due,
                ))
            }
            (Runs::Open(opened), Stands::Open(counted)) => opened.place(moment, *counted),
            _ => None,
        }
    }
}
