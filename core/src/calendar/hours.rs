//! Opening times as intervals of instants, with the open time before each.

use super::spec::Window;
use crate::time::{Buckets, Day, Instant, Walls, Zone};

/// In place of a number where nothing is known. What is asked most is told so, in a register:
/// WebAssembly hands an `Option` over in memory.
const UNKNOWN: i64 = i64::MIN;

#[inline(always)]
fn known(number: i64) -> Option<i64> {
    (number != UNKNOWN).then_some(number)
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct OpenTable {
    /// What is known: from the first date's start to the last date's end.
    from: Instant,
    until: Instant,
    /// In order, not overlapping and not touching; and one that never comes, after all of them.
    openings: Vec<Opening>,
    /// Where to look for when one begins, of those that come, and for the open time before each.
    by_open: Buckets,
    by_before: Buckets,
}

#[derive(Debug, PartialEq, Eq)]
struct Opening {
    /// When it begins.
    open: i64,
    /// The milliseconds of open time before it.
    before: i64,
}

/// When the opening begins that never comes.
const NEVER: i64 = i64::MAX;

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
        let (by_open, by_before) = (Buckets::of(&opens), Buckets::of(&before));
        opens.push(NEVER);
        let mut openings = Vec::with_capacity(opens.len());
        for (open, before) in opens.into_iter().zip(before) {
            openings.push(Opening { open, before });
        }
        OpenTable {
            from: zone.start_of(first),
            until,
            openings,
            by_open,
            by_before,
        }
    }

    #[inline]
    fn knows(&self, at: Instant) -> Option<()> {
        (self.from <= at && at <= self.until).then_some(())
    }

    /// How many openings begin by an instant.
    #[inline]
    fn begun(&self, at: i64) -> usize {
        self.by_open
            .up_to(&self.openings, |opening| opening.open, at)
    }

    /// An opening and the next.
    #[inline]
    fn pair(&self, index: usize) -> Option<&[Opening; 2]> {
        self.openings.get(index..)?.first_chunk()
    }

    /// The opening and the closing of one.
    #[inline]
    fn get(&self, index: usize) -> Option<(Instant, Instant)> {
        let [this, next] = self.pair(index)?;
        let length = next.before - this.before;
        Some((Instant(this.open), Instant(this.open + length)))
    }

    /// Open time from the first known instant until this one.
    #[inline(always)]
    pub(crate) fn total(&self, at: Instant) -> Option<i64> {
        known(self.total_or_unknown(at))
    }

    #[inline(never)]
    fn total_or_unknown(&self, at: Instant) -> i64 {
        let total = || {
            self.knows(at)?;
            let Some(index) = self.begun(at.0).checked_sub(1) else {
                return Some(0);
            };
            let [this, next] = self.pair(index)?;
            Some((this.before + (at.0 - this.open)).min(next.before))
        };
        total().unwrap_or(UNKNOWN)
    }

    #[inline]
    pub(crate) fn between(&self, from: Instant, until: Instant) -> Option<i64> {
        Some(self.total(until)? - self.total(from)?)
    }

    #[inline]
    pub(super) fn is_open(&self, at: Instant) -> Option<bool> {
        // Of the end itself nothing is known.
        self.knows(at).filter(|()| at < self.until)?;
        let begun = self.begun(at.0).checked_sub(1);
        Some(begun.is_some_and(|index| self.get(index).is_some_and(|(_, close)| at < close)))
    }

    /// The instant at which this much open time has passed, in the opening of which the
    /// open time before is `up_to` at most.
    #[inline]
    fn at(&self, total: i64, up_to: i64) -> Option<Instant> {
        let before = |opening: &Opening| opening.before;
        let passed = self.by_before.up_to(&self.openings, before, up_to);
        let [opening, _] = self.pair(passed.checked_sub(1)?)?;
        Some(Instant(opening.open + (total - opening.before)))
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
    #[inline(always)]
    pub(crate) fn reached(&self, total: i64) -> Option<Instant> {
        known(self.reached_or_unknown(total)).map(Instant)
    }

    #[inline(never)]
    fn reached_or_unknown(&self, total: i64) -> i64 {
        let reached = self.at(total, total - 1);
        let all = self.openings.last().map_or(0, |never| never.before);
        let reached = reached.filter(|_| total <= all);
        reached.map_or(UNKNOWN, |at| at.0)
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
        let index = self.begun(at.0);
        match index.checked_sub(1).and_then(|begun| self.get(begun)) {
            Some((_, close)) if at < close => Some(at),
            _ => self.get(index).map(|(open, _)| open),
        }
    }

    /// The instant itself while open, or at a closing; else the last closing before.
    pub(super) fn close_at_or_before(&self, at: Instant) -> Option<Instant> {
        self.knows(at)?;
        // At an opening the calendar has been closed until then.
        let index = self.begun(at.0 - 1).checked_sub(1)?;
        self.get(index).map(|(_, close)| close.min(at))
    }

    /// Openings cut to `[from, until)`.
    pub(super) fn overlapping(
        &self,
        from: Instant,
        until: Instant,
    ) -> impl DoubleEndedIterator<Item = (Instant, Instant)> + '_ {
        // The one begun by then may be over by then, and is empty when it is cut.
        let first = self.begun(from.0).saturating_sub(1);
        let end = self.begun(until.0.saturating_sub(1)).max(first);
        (first..end)
            .filter_map(|index| self.get(index))
            .map(move |(open, close)| (open.max(from), close.min(until)))
            .filter(|(open, close)| open < close)
    }

    /// What it takes in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        size_of_val(self.openings.as_slice()) + self.by_open.bytes() + self.by_before.bytes()
    }
}
