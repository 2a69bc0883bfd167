//! The tables that a calendar answers from.

use std::sync::Arc;

use super::days::DayTable;
use super::hours::OpenTable;
use super::shapes::Shapes;
use super::spec::Plan;
use crate::time::{Day, Instant, Walls, Zone};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tables {
    pub(super) days: DayTable,
    pub(super) hours: OpenTable,
    shapes: Shapes,
    zone: Zone,
}

impl Tables {
    /// Makes the tables; equal ones among those there are already are shared, so that
    /// they stay in the processor's cache together.
    pub(super) fn compile<'t>(
        plan: &Plan<'_>,
        mut among: impl Iterator<Item = &'t Arc<Tables>>,
    ) -> Arc<Self> {
        let spec = plan.spec();
        let (zone, first) = (&spec.zone, spec.from);
        let shapes = Shapes::compile(plan);
        let tables = Tables {
            days: DayTable::compile(first, shapes.iter().map(|windows| !windows.is_empty())),
            hours: OpenTable::compile(zone, (first, spec.to), shapes.iter()),
            shapes,
            zone: zone.clone(),
        };
        match among.find(|other| ***other == tables) {
            Some(equal) => Arc::clone(equal),
            None => Arc::new(tables),
        }
    }

    /// The first opening of a date, and the last closing: an opening over midnight
    /// belongs to the date it starts on. Nothing for a date that is not worked.
    pub(super) fn hours_of(&self, day: Day) -> Option<(Instant, Instant)> {
        let windows = self.shapes.get(self.days.index(day));
        let (first, last) = (windows.first()?, windows.last()?);
        let mut walls = Walls::of(&self.zone);
        let open = walls.instant(day, first.open);
        let close = walls.instant(day, last.close);
        // Nothing where the clocks skip all of it.
        (open < close).then_some((open, close))
    }

    /// What they take in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.days.bytes() + self.hours.bytes() + self.shapes.bytes()
    }
}
