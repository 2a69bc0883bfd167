//! Opening times as intervals of instants, with the open time before each.

use super::spec::Window;
use crate::time::{Day, Instant, Steps, Walls, Zone};

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OpenTable {
    /// What is known: from the first date's start to the last date's end.
    from: Instant,
    until: Instant,
    /// When each opening begins: in order, not overlapping and not touching.
    opens: Steps,
    /// The milliseconds of open time before each opening, and of all.
    before: Steps,
}

impl OpenTable {
    /// The dates from the first to the last, each with its windows. A night that runs on
    /// past the last date ends with it: of the date after nothing is known.
    pub(super) fn compile<'w>(
        zone: &Zone,
        (first, last): (Day, Day),
        days: impl Iterator<Item = &'w [Window]>,
    ) -> Self {
        let until = zone.start_of(last.next());
        let mut walls = Walls::of(zone);
        let mut opens: Vec<i64> = Vec::new();
        let mut before = vec![0];
        let (mut total, mut latest) = (0, i64::MIN);
        let mut day = first;
        for windows in days {
            for window in windows {
                // A window over midnight may reach into a date with hours of its own.
                let open = walls.instant(day, window.open).0.max(latest);
                let close = walls.instant(day, window.close).min(until).0;
                // Nothing where the clocks skip all of it.
                if close <= open {
                    continue;
                }
                // Open all night: one opening.
                if open == latest {
                    before.pop();
                } else {
                    opens.push(open);
                }
                total += close - open;
                latest = close;
                before.push(total);
            }
            day = day.next();
        }
        OpenTable {
            from: zone.start_of(first),
            until,
            opens: Steps::new(opens),
            before: Steps::new(before),
        }
    }

    #[inline]
    fn knows(&self, at: Instant) -> Option<()> {
        (self.from <= at && at <= self.until).then_some(())
    }

    /// The opening and the closing of one.
    #[inline]
    fn get(&self, index: usize) -> Option<(Instant, Instant)> {
        let open = self.opens.get(index)?;
        let length = self.before.get(index + 1)? - self.before.get(index)?;
        Some((Instant(open), Instant(open + length)))
    }

    /// Open time from the first known instant until this one.
    #[inline]
    pub(crate) fn total(&self, at: Instant) -> Option<i64> {
        self.knows(at)?;
        let Some(index) = self.opens.up_to(at.0).checked_sub(1) else {
            return Some(0);
        };
        let open = self.opens.get(index)?;
        let (before, after) = (self.before.get(index)?, self.before.get(index + 1)?);
        Some((before + (at.0 - open)).min(after))
    }

    #[inline]
    pub(crate) fn between(&self, from: Instant, until: Instant) -> Option<i64> {
        Some(self.total(until)? - self.total(from)?)
    }

    #[inline]
    pub(super) fn is_open(&self, at: Instant) -> Option<bool> {
        // Of the end itself nothing is known.
        self.knows(at).filter(|()| at < self.until)?;
        let begun = self.opens.up_to(at.0).checked_sub(1);
        Some(begun.is_some_and(|index| self.get(index).is_some_and(|(_, close)| at < close)))
    }

    /// The instant at which this much open time has passed, in the opening of which the
    /// open time before is `up_to` at most.
    #[inline]
    fn at(&self, total: i64, up_to: i64) -> Option<Instant> {
        let index = self.before.up_to(up_to).checked_sub(1)?;
        let (open, before) = (self.opens.get(index)?, self.before.get(index)?);
        Some(Instant(open + (total - before)))
    }

    #[inline]
    pub(crate) fn add(&self, start: Instant, millis: i64) -> Option<Instant> {
        if millis <= 0 {
            return self.next_open(start);
        }
        self.reached(self.total(start)?.checked_add(millis)?)
    }

    /// The instant by which so much open time, some at least, has passed since the first known.
    /// Time that runs out at a closing runs out there, not at the next opening.
    #[inline]
    pub(crate) fn reached(&self, total: i64) -> Option<Instant> {
        self.at(total, total - 1)
            .filter(|_| Some(total) <= self.before.get(self.opens.len()))
    }

    #[inline]
    pub(crate) fn subtract(&self, end: Instant, millis: i64) -> Option<Instant> {
        if millis <= 0 {
            return self.close_at_or_before(end);
        }
        let total = self.total(end)?.checked_sub(millis)?;
        self.at(total, total).filter(|_| total >= 0)
    }

    #[inline]
    pub(super) fn next_open(&self, at: Instant) -> Option<Instant> {
        self.knows(at)?;
        let index = self.opens.up_to(at.0);
        match index.checked_sub(1).and_then(|begun| self.get(begun)) {
            Some((_, close)) if at < close => Some(at),
            _ => self.opens.get(index).map(Instant),
        }
    }

    /// The instant itself while open, or at a closing; else the last closing before.
    pub(super) fn close_at_or_before(&self, at: Instant) -> Option<Instant> {
        self.knows(at)?;
        // At an opening the calendar has been closed until then.
        let index = self.opens.up_to(at.0 - 1).checked_sub(1)?;
        self.get(index).map(|(_, close)| close.min(at))
    }

    /// Openings cut to `[from, until)`.
    pub(super) fn overlapping(
        &self,
        from: Instant,
        until: Instant,
    ) -> impl DoubleEndedIterator<Item = (Instant, Instant)> + '_ {
        // The one begun by then may be over by then, and is empty when it is cut.
        let first = self.opens.up_to(from.0).saturating_sub(1);
        let end = self.opens.up_to(until.0.saturating_sub(1)).max(first);
        (first..end)
            .filter_map(|index| self.get(index))
            .map(move |(open, close)| (open.max(from), close.min(until)))
            .filter(|(open, close)| open < close)
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.opens.bytes() + self.before.bytes()
    }
}
