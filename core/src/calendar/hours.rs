//! Opening times as intervals of instants, with the open time before each.

use super::days::DayTable;
use super::spec::Plan;
use crate::time::{Day, Instant};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct OpenTable {
    /// What is known: from the first date's start to the last date's end.
    from: Instant,
    until: Instant,
    /// In order, not overlapping, half-open.
    openings: Vec<Opening>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Opening {
    open: Instant,
    close: Instant,
    /// Milliseconds of open time before this opening.
    before: i64,
}

impl Opening {
    fn after(&self) -> i64 {
        self.before + self.close.since(self.open)
    }
}

impl OpenTable {
    pub(super) fn compile(plan: &Plan<'_>, days: &DayTable) -> Self {
        let zone = &plan.spec().zone;
        let (first, last) = days.span();
        let mut openings: Vec<Opening> = Vec::new();
        let mut before = 0;
        for day in (first.0..=last.0).map(Day) {
            for window in plan.windows(day) {
                let latest = openings.last().map(|opening| opening.close);
                let open = zone.instant(day, window.open);
                // An overnight window's end may lie in the hour the clocks skip.
                let open = latest.map_or(open, |latest| open.max(latest));
                let close = zone.instant(day, window.close);
                if close > open {
                    openings.push(Opening {
                        open,
                        close,
                        before,
                    });
                    before += close.since(open);
                }
            }
        }
        OpenTable {
            from: zone.start_of(first),
            until: zone.start_of(last.next()),
            openings,
        }
    }

    fn knows(&self, at: Instant) -> Option<()> {
        (self.from <= at && at <= self.until).then_some(())
    }

    /// The last opening that has begun at an instant.
    fn begun(&self, at: Instant) -> Option<&Opening> {
        let after = self.openings.partition_point(|opening| opening.open <= at);
        self.openings.get(after.checked_sub(1)?)
    }

    /// Open time from the first known instant until this one.
    fn total(&self, at: Instant) -> Option<i64> {
        self.knows(at)?;
        Some(self.begun(at).map_or(0, |opening| {
            opening.before + at.min(opening.close).since(opening.open)
        }))
    }

    pub(super) fn between(&self, from: Instant, until: Instant) -> Option<i64> {
        Some(self.total(until)? - self.total(from)?)
    }

    pub(super) fn add(&self, start: Instant, millis: i64) -> Option<Instant> {
        if millis <= 0 {
            self.knows(start)?;
            return self.next_open(start);
        }
        let target = self.total(start)? + millis;
        let index = self
            .openings
            .partition_point(|opening| opening.after() < target);
        let opening = self.openings.get(index)?;
        Some(opening.open.plus(target - opening.before))
    }

    pub(super) fn subtract(&self, end: Instant, millis: i64) -> Option<Instant> {
        if millis <= 0 {
            return self.knows(end).map(|()| end);
        }
        let target = self.total(end)? - millis;
        let index = self
            .openings
            .partition_point(|opening| opening.after() <= target);
        let opening = self.openings.get(index).filter(|_| target >= 0)?;
        Some(opening.open.plus(target - opening.before))
    }

    pub(super) fn next_open(&self, at: Instant) -> Option<Instant> {
        self.knows(at)?;
        let index = self.openings.partition_point(|opening| opening.close <= at);
        self.openings.get(index).map(|opening| opening.open.max(at))
    }

    /// The instant itself while open, or at a closing; else the last closing before.
    pub(super) fn close_at_or_before(&self, at: Instant) -> Option<Instant> {
        self.knows(at)?;
        // At an opening the calendar has been closed until then.
        let opening = self.begun(at.plus(-1))?;
        Some(opening.close.min(at))
    }

    /// The first opening that begins in `[from, until)`.
    pub(super) fn first_in(&self, from: Instant, until: Instant) -> Option<(Instant, Instant)> {
        let index = self.openings.partition_point(|opening| opening.open < from);
        let opening = self.openings.get(index)?;
        (opening.open < until).then_some((opening.open, opening.close))
    }

    /// The last opening that begins in `[from, until)`.
    pub(super) fn last_in(&self, from: Instant, until: Instant) -> Option<(Instant, Instant)> {
        let opening = self.begun(until.plus(-1))?;
        (opening.open >= from).then_some((opening.open, opening.close))
    }

    /// Openings cut to `[from, until)`.
    pub(super) fn overlapping(
        &self,
        from: Instant,
        until: Instant,
    ) -> impl Iterator<Item = (Instant, Instant)> + '_ {
        let index = self
            .openings
            .partition_point(|opening| opening.close <= from);
        self.openings
            .iter()
            .skip(index)
            .take_while(move |opening| opening.open < until)
            .map(move |opening| (opening.open.max(from), opening.close.min(until)))
    }
}
