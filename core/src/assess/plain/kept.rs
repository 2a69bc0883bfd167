//! What a plain clock counts, whatever it is, with its warning and its steps: a count as the
//! general way has it (`running.rs`), and where the deadline stood meanwhile.

use super::walk::Counted;
use super::{PlainClock, Standing, ended};
use crate::assess::course::{Stretch, Stretches};
use crate::assess::next_change::NextChange;
use crate::assess::running::{Ended, Running};
use crate::assess::{EndKind, escalation, state};
use crate::calendar::Calendar;
use crate::count::{Allowance, Single, Trigger};
use crate::time::Instant;

pub(super) struct Kept<'a, 'e> {
    clock: &'a PlainClock<'e>,
    running: Running<'e>,
    /// Where the deadline stood, for the steps of a path alone.
    stretches: Stretches,
    /// Whether dates are asked for.
    dates: bool,
}

impl<'a, 'e> Kept<'a, 'e> {
    #[inline(always)]
    pub(super) fn begin(
        clock: &'a PlainClock<'e>,
        start: Instant,
        allowance: Allowance,
        calendar: &'e Calendar,
    ) -> Option<Self> {
        let dates = clock.asks_dates || allowance.kind().counts_dates();
        let single = Single::Within(allowance);
        let when = trigger(clock, dates, start);
        let mut kept = Kept {
            running: Running::begin(when, single, &clock.clock.counting, calendar).ok()?,
            clock,
            stretches: Stretches::new(),
            dates,
        };
        kept.stands(start)?;
        Some(kept)
    }

    /// The deadline stands as it does from an instant on.
    #[inline(always)]
    fn stands(&mut self, from: Instant) -> Option<()> {
        if self.clock.path.is_some() {
            let due = Some(self.running.standing().ok()?);
            self.stretches.push(Stretch { from, due });
        }
        Some(())
    }

    /// What it is when it is `now`.
    #[inline(always)]
    pub(super) fn standing(
        mut self,
        end: Option<(EndKind, Instant)>,
        recorded: Option<Instant>,
        now: &Trigger,
    ) -> Option<Standing> {
        let (clock, running) = (self.clock, &mut self.running);
        let end = end.map(|(kind, at)| Ended {
            kind,
            when: trigger(clock, self.dates, at),
        });
        let standing = running.standing().ok()?;
        let due = running.paused.is_none().then_some(standing);
        let at_risk = match (clock.clock.at_risk, &due) {
            (Some(moment), Some(due)) => running.warning(moment, due).ok(),
            _ => None,
        };
        let verdicts = clock.verdicts(running.reckoning.kind);
        let state = state::decide(end, due, at_risk, &verdicts, now.at).ok()?;
        let until = running.used_until(end.map(|end| end.when), now);
        let (elapsed, remaining) = running.told(&until, &standing);
        let (level, next_step) = match clock.path {
            None => (None, None),
            Some(path) => {
                let plain = escalation::Plain {
                    running,
                    stretches: &self.stretches,
                    ended: end.map(|end| end.when.at),
                    recorded,
                };
                escalation::plainly(path, plain, now.at)
            }
        };
        let mut next = NextChange::after(now.at);
        next.clock(due, at_risk, state, next_step.into_iter());
        Some(Standing {
            started: running.start.at,
            stopped: ended(end, EndKind::Stopped),
            cancelled: ended(end, EndKind::Cancelled),
            state,
            due: due.map(|due| due.last),
            elapsed,
            remaining,
            next: next.at(),
            level: level.map_or(0, |number| number as u32),
            next_step,
        })
    }
}

impl Counted for Kept<'_, '_> {
    #[inline(always)]
    fn hold(&mut self, at: Instant) -> Option<()> {
        let when = trigger(self.clock, self.dates, at);
        if self.running.hold(when).ok()? && self.clock.path.is_some() {
            self.stretches.push(Stretch {
                from: at,
                due: None,
            });
        }
        Some(())
    }

    #[inline(always)]
    fn resume(&mut self, at: Instant) -> Option<()> {
        let when = trigger(self.clock, self.dates, at);
        if self.running.resume(when).ok()? {
            self.stands(at)?;
        }
        Some(())
    }
}

#[inline(always)]
fn trigger(clock: &PlainClock<'_>, dates: bool, at: Instant) -> Trigger {
    if dates {
        clock.moment(at)
    } else {
        Trigger::undated(at)
    }
}
