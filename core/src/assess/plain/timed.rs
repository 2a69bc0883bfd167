//! What a plain clock counts that allows elapsed or working time and has neither a warning nor
//! steps. Such time has a position at every instant, what lies between two instants is the
//! difference of theirs, and each event's is looked up once: for what columns ask most.

use super::walk::Counted;
use super::{PlainClock, Standing, ended};
use crate::assess::next_change::NextChange;
use crate::assess::running::Ended;
use crate::assess::{EndKind, state};
use crate::calendar::Calendar;
use crate::count::{Allowance, Deadline, Kind, Trigger, time_reached};
use crate::time::Instant;

pub(super) struct Timed<'e> {
    calendar: &'e Calendar,
    kind: Kind,
    start: Instant,
    /// The start's position.
    begun: i64,
    /// The allowance, and what pauses took.
    allowed: i64,
    lost: i64,
    /// From when a pause in force takes everything, with its position.
    paused: Option<(Instant, i64)>,
}

impl<'e> Timed<'e> {
    #[inline(always)]
    pub(super) fn begin(
        start: Instant,
        allowance: Allowance,
        calendar: &'e Calendar,
    ) -> Option<Self> {
        let kind = allowance.kind();
        let begun = position(kind, calendar, start)?;
        Some(Timed {
            calendar,
            kind,
            start,
            begun,
            allowed: allowance.amount(),
            lost: 0,
            paused: None,
        })
    }

    #[inline(always)]
    fn position(&self, at: Instant) -> Option<i64> {
        position(self.kind, self.calendar, at)
    }

    /// The deadline as it stands, or as it would without the pause in force.
    #[inline(always)]
    fn due(&self) -> Option<Deadline> {
        let millis = self.allowed + self.lost;
        let due = time_reached(self.kind, self.calendar, (self.start, self.begun), millis);
        Deadline::at(due?).if_covered()
    }

    /// What it is when it is `now`.
    #[inline(always)]
    pub(super) fn standing(
        &self,
        clock: &PlainClock<'_>,
        end: Option<(EndKind, Instant)>,
        now: &Trigger,
    ) -> Option<Standing> {
        let end = end.map(|(kind, at)| Ended {
            kind,
            when: Trigger::undated(at),
        });
        let standing = self.due()?;
        let due = self.paused.is_none().then_some(standing);
        let state = state::decide(end, due, None, &clock.verdicts(self.kind), now.at).ok()?;
        let until = match (end, self.paused) {
            (Some(end), _) => self.position(end.when.at),
            (None, Some((_, position))) => Some(position),
            (None, None) => self.position(now.at),
        };
        let told = |amount: i64| Allowance::of(self.kind, amount);
        let mut next = NextChange::after(now.at);
        next.clock(due, None, state, std::iter::empty());
        Some(Standing {
            started: self.start,
            stopped: ended(end, EndKind::Stopped),
            cancelled: ended(end, EndKind::Cancelled),
            state,
            due: due.map(|due| due.last),
            elapsed: until.map(|until| told((until - self.begun - self.lost).max(0))),
            remaining: until.map(|until| told(self.begun + self.allowed + self.lost - until)),
            next: next.at(),
            level: 0,
            next_step: None,
        })
    }
}

impl Counted for Timed<'_> {
    #[inline(always)]
    fn hold(&mut self, at: Instant) -> Option<()> {
        let position = self.position(at)?;
        // What comes once all is used can still come by the deadline: while it is closed.
        if position - self.begun < self.allowed + self.lost || at < self.due()?.overdue_from() {
            self.paused = Some((at, position));
        }
        Some(())
    }

    #[inline(always)]
    fn resume(&mut self, at: Instant) -> Option<()> {
        if let Some((_, position)) = self.paused.take() {
            self.lost += self.position(at)? - position;
        }
        Some(())
    }
}

/// Where an instant lies in time of a kind.
#[inline(always)]
fn position(kind: Kind, calendar: &Calendar, at: Instant) -> Option<i64> {
    match kind {
        Kind::WorkingTime => calendar.hours().total(at),
        _ => Some(at.0),
    }
}
