//! `when-overdue = "freezes what is overdue"`: what a pause takes from the time by which
//! a deadline has been missed. The deadline itself stays.

use super::course::Course;
use crate::calendar::RangeError;
use crate::count::{Allowance, Kind, Pause, Trigger};
use crate::time::Instant;

/// The pauses that came when the clock was overdue.
#[derive(Debug, Default)]
pub(crate) struct Frozen {
    /// Since when one is in force.
    pub(super) since: Option<Trigger>,
    pub(super) over: Vec<Pause>,
}

impl Frozen {
    /// Ends the one in force, if there is one.
    pub(super) fn end(&mut self, until: Trigger) {
        if let Some(from) = self.since.take()
            && until.at > from.at
        {
            self.over.push(Pause { from, until });
        }
    }
}

impl Course<'_, '_> {
    /// How much of an amount used, or of one that is left, was used while frozen: `sign`
    /// is -1 for the one, 1 for the other.
    pub(super) fn thawed(
        &self,
        amount: Allowance,
        at: Instant,
        sign: i64,
    ) -> Result<Allowance, RangeError> {
        if self.frozen.since.is_none() && self.frozen.over.is_empty() {
            return Ok(amount);
        }
        let mut taken = 0;
        for pause in &self.frozen.over {
            taken += self.running.reckoning.would_take(pause)?;
        }
        if let Some(from) = self.frozen.since {
            let mut until = Trigger::instant(at, self.running.reckoning.calendar.zone());
            if self.running.reckoning.kind.counts_dates() {
                // The day that is not over yet is held as well.
                until.day = until.day.next();
            }
            taken += self.running.reckoning.would_take(&Pause { from, until })?;
        }
        let kind = match amount.kind() {
            Kind::CivilMonths => Kind::CivilDays,
            kind => kind,
        };
        Ok(Allowance::of(kind, amount.amount() + sign * taken))
    }
}
