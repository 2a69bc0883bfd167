//! From a trigger, an allowance and the pauses to a deadline.
//!
//! Pauses are applied in their order: each one that began before the deadline as
//! it stood moves the deadline by what the pause took, measured in the
//! allowance's own kind of time.
//!
//! Batches reckon millions, and every caller here has a copy of its own; but not in modules
//! for browsers, where every byte is loaded.

use crate::few::{Few, copied};

use super::{Allowance, Counting, Elapsed, Kind, Receipt, Trigger, WorkingDays};
use super::{CivilDays, CivilMonths};
use crate::calendar::{Calendar, RangeError};
use crate::time::{Day, Instant, Zone};

/// A pause that has ended: the clock did not run from the one to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pause {
    pub(crate) from: Trigger,
    pub(crate) until: Trigger,
}

/// A deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deadline {
    /// The last millisecond that still counts.
    pub(crate) last: Instant,
    /// The date that it falls on, where it was reckoned by dates.
    day: Option<Day>,
    pub(crate) whole_day: bool,
}

impl Deadline {
    /// Until the end of a date.
    pub(crate) fn whole_day(day: Day, zone: &Zone) -> Self {
        Deadline {
            last: zone.end_of(day),
            day: Some(day),
            whole_day: true,
        }
    }

    /// Until an instant on a date, which is itself in time.
    pub(crate) fn exact(at: Instant, day: Day) -> Self {
        Deadline {
            day: Some(day),
            ..Deadline::at(at)
        }
    }

    /// Until an instant, whatever the date.
    pub(crate) fn at(at: Instant) -> Self {
        Deadline {
            last: at,
            day: None,
            whole_day: false,
        }
    }

    /// The date that it falls on.
    #[inline]
    pub(crate) fn day(&self, zone: &Zone) -> Day {
        self.day.unwrap_or_else(|| zone.date(self.last))
    }

    /// The first millisecond that is too late.
    #[inline]
    pub(crate) fn overdue_from(&self) -> Instant {
        self.last.next()
    }

    /// What leads are measured from: midnight for a whole day, else the due time.
    #[inline]
    pub(crate) fn boundary(&self) -> Instant {
        if self.whole_day {
            self.overdue_from()
        } else {
            self.last
        }
    }

    /// Itself, where zones are known for the last instant in time and for the first too
    /// late: past the zone data's end there would be no summer time, and no guess.
    #[cfg_attr(not(small), inline(always))]
    pub(crate) fn covered(self) -> Result<Self, RangeError> {
        let both = Zone::covered(self.last).and_then(|()| Zone::covered(self.overdue_from()));
        match both {
            Ok(()) => Ok(self),
            Err(error) => Err(RangeError::zone(&error)),
        }
    }

    /// The same where nobody asks why not.
    #[inline(always)]
    pub(crate) fn if_covered(self) -> Option<Self> {
        let both = Zone::covers_instant(self.last) && Zone::covers_instant(self.overdue_from());
        both.then_some(self)
    }
}

/// Where a count ends, before any roll.
#[derive(Debug, Clone, Copy)]
enum Last {
    Day(Day),
    Instant(Instant),
}

impl Last {
    fn day(self, zone: &Zone) -> Day {
        match self {
            Last::Day(day) => day,
            Last::Instant(at) => zone.date(at),
        }
    }
}

/// When so many milliseconds have passed since a start, of elapsed time or of working time; the
/// second of what the start is says how much the calendar had been open until then. Nothing when
/// the calendar does not reach that far.
#[inline(always)]
pub(crate) fn time_reached(
    kind: Kind,
    calendar: &Calendar,
    (start, open_until): (Instant, i64),
    millis: i64,
) -> Option<Instant> {
    match kind {
        // None at all is over at once, or at the next opening.
        Kind::WorkingTime if millis <= 0 => calendar.opens_from(start),
        Kind::WorkingTime => calendar.hours().reached(open_until + millis),
        _ => Some(Elapsed { millis }.after(start)),
    }
}

/// A count in progress.
#[derive(Debug)]
pub(crate) struct Reckoning<'c> {
    pub(crate) calendar: &'c Calendar,
    pub(crate) counting: &'c Counting,
    pub(crate) kind: Kind,
    /// The allowance with its extensions, in the kind's own units.
    pub(crate) amount: i64,
    pub(crate) trigger: Trigger,
    pub(crate) receipt: Receipt,
    /// Those that counted, in their order: see [`Reckoning::pause`].
    pub(crate) pauses: Few<Pause, 2>,
    /// What they took in all, in the kind's own units.
    lost: i64,
    /// Of working time: the open time up to the trigger, since the calendar's first instant.
    begun: i64,
    /// The first date that no pause has taken yet.
    pub(crate) free_from: Day,
    /// Whether it ends on a date that was given, and not counted.
    pub(crate) to_date: bool,
}

impl Clone for Reckoning<'_> {
    fn clone(&self) -> Self {
        Reckoning {
            pauses: copied(&self.pauses),
            ..*self
        }
    }
}

impl<'c> Reckoning<'c> {
    #[cfg_attr(not(small), inline(always))]
    pub(crate) fn new(
        trigger: Trigger,
        allowance: Allowance,
        counting: &'c Counting,
        calendar: &'c Calendar,
    ) -> Result<Self, RangeError> {
        let kind = allowance.kind();
        let receipt = if kind.counts_dates() {
            Receipt::of(trigger, counting, calendar)?
        } else {
            Receipt::at_once(trigger)
        };
        let begun = match kind {
            Kind::WorkingTime => calendar.open_until(trigger.at)?,
            _ => 0,
        };
        Ok(Reckoning {
            calendar,
            counting,
            kind,
            amount: allowance.amount(),
            trigger,
            receipt,
            pauses: Few::new(),
            lost: 0,
            begun,
            free_from: receipt.first,
            to_date: false,
        })
    }

    /// A count that ends on a date, whatever lies between.
    pub(crate) fn until(
        trigger: Trigger,
        day: Day,
        counting: &'c Counting,
        calendar: &'c Calendar,
    ) -> Self {
        // How a lead is counted says nothing of the start.
        let receipt = Receipt::at_once(trigger);
        Reckoning {
            calendar,
            counting,
            kind: Kind::CivilDays,
            amount: i64::from(day.next().0) - i64::from(receipt.first.0),
            trigger,
            receipt,
            pauses: Few::new(),
            lost: 0,
            begun: 0,
            free_from: receipt.first,
            to_date: true,
        }
    }

    /// The last date that counts, before any roll.
    pub(crate) fn last_day(&self) -> Result<Day, RangeError> {
        let last = self.last(self.kind, self.amount, self.lost)?;
        Ok(last.day(self.calendar.zone()))
    }

    /// Takes a pause out of the count. Pauses come in their order, each begun before
    /// the last moment that counts: see [`Reckoning::counts_until`].
    #[cfg_attr(not(small), inline(always))]
    pub(crate) fn pause(&mut self, pause: Pause) -> Result<(), RangeError> {
        let mut free_from = self.free_from;
        self.lost += self.taken(self.kind, &pause, &mut free_from)?;
        self.free_from = free_from;
        self.pauses.push(pause);
        Ok(())
    }

    /// Whether something that happened then comes so soon that it can take time out of the
    /// count wherever the deadline is.
    #[inline]
    pub(crate) fn is_soon(&self, when: &Trigger) -> bool {
        let allowed = self.amount + self.lost;
        match self.kind {
            Kind::Elapsed => when.at.since(self.trigger.at) < allowed,
            Kind::WorkingTime => {
                let open = self.calendar.hours().total(when.at);
                open.is_some_and(|open| open - self.begun < allowed)
            }
            Kind::CivilDays | Kind::CivilMonths | Kind::WorkingDays => false,
        }
    }

    /// Whether something that happened then can still take time out of the count: it
    /// came by the last date that counts, before any roll, or by the exact deadline.
    #[inline]
    pub(crate) fn counts_until(
        &self,
        when: &Trigger,
        standing: &Deadline,
    ) -> Result<bool, RangeError> {
        if !self.kind.counts_dates() {
            return Ok(when.at < standing.overdue_from());
        }
        let last = self.last(self.kind, self.amount, self.lost)?;
        Ok(when.at < standing.overdue_from() && when.day <= last.day(self.calendar.zone()))
    }

    /// The deadline, all pauses and extensions counted.
    #[cfg_attr(not(small), inline(always))]
    pub(crate) fn due(&self) -> Result<Deadline, RangeError> {
        let due = match self.last(self.kind, self.amount, self.lost)? {
            Last::Day(day) => {
                let day = self.counting.roll.apply(day, self.calendar)?;
                self.counting
                    .ends
                    .on(day, self.trigger.millis(), self.calendar)?
            }
            Last::Instant(at) => Deadline::at(at),
        };
        due.covered()
    }

    /// The deadline of an allowance without extensions, and without the pauses that
    /// would have come after it.
    pub(crate) fn unextended(&self, allowance: Allowance) -> Result<Deadline, RangeError> {
        let mut plain = Reckoning::new(self.trigger, allowance, self.counting, self.calendar)?;
        let mut standing = plain.due()?;
        for pause in &self.pauses {
            if !plain.counts_until(&pause.from, &standing)? {
                break;
            }
            plain.pause(*pause)?;
            standing = plain.due()?;
        }
        Ok(standing)
    }

    /// The last moment of a part of the allowance, whole days for dates, before any
    /// roll: each pause that began before it moves it on.
    fn part(&self, kind: Kind, amount: i64) -> Result<Last, RangeError> {
        let mut lost = 0;
        let mut free_from = self.receipt.first;
        let mut last = self.last(kind, amount, lost)?;
        for pause in &self.pauses {
            let begun = match last {
                Last::Day(day) => pause.from.day <= day,
                Last::Instant(at) => pause.from.at <= at,
            };
            if !begun {
                break;
            }
            lost += self.taken(kind, pause, &mut free_from)?;
            last = self.last(kind, amount, lost)?;
        }
        Ok(last)
    }

    /// The last of an amount plus what pauses took, before any roll.
    #[cfg_attr(not(small), inline(always))]
    fn last(&self, kind: Kind, amount: i64, lost: i64) -> Result<Last, RangeError> {
        let days = |amount: i64| i32::try_from(amount).unwrap_or(i32::MAX);
        // Of no days at all a pause takes none: they end on day 0.
        let lost = if kind.counts_dates() && amount == 0 {
            0
        } else {
            lost
        };
        let millis = amount + lost;
        Ok(match kind {
            Kind::WorkingDays | Kind::CivilDays if amount == 0 => {
                Last::Day(self.receipt.day_zero())
            }
            Kind::Elapsed | Kind::WorkingTime => {
                let start = (self.trigger.at, self.begun);
                let reached = time_reached(kind, self.calendar, start, millis);
                Last::Instant(reached.ok_or_else(|| self.calendar.beyond_last())?)
            }
            Kind::WorkingDays => {
                let days = days(amount + lost);
                Last::Day(WorkingDays { days }.last_from(self.receipt.first, self.calendar)?)
            }
            Kind::CivilDays => Last::Day(CivilDays::last_from(
                days(amount + lost),
                self.receipt.first,
            )),
            Kind::CivilMonths => {
                let (received, begins_with) = (self.receipt.received, self.receipt.begins_with);
                let last = CivilMonths::last_from(days(amount), received, begins_with)
                    .ok_or_else(|| self.calendar.beyond(received))?;
                Last::Day(last.plus(days(lost)))
            }
        })
    }

    /// What a pause took, in the kind's own units.
    #[cfg_attr(not(small), inline(always))]
    fn taken(&self, kind: Kind, pause: &Pause, free_from: &mut Day) -> Result<i64, RangeError> {
        match kind {
            Kind::Elapsed | Kind::WorkingTime => {
                let from = pause.from.at;
                let until = pause.until.at.max(from);
                if kind == Kind::Elapsed {
                    Ok(until.since(from))
                } else {
                    self.calendar.open_between(from, until)
                }
            }
            Kind::CivilDays | Kind::CivilMonths | Kind::WorkingDays => {
                let (from, until) = self
                    .counting
                    .pause_days
                    .lost(pause.from.day, pause.until.day);
                let from = from.max(*free_from);
                let until = until.max(from);
                *free_from = until;
                self.dates_between(from, until)
            }
        }
    }

    /// The allowance in days that ends on a date, all pauses counted.
    pub(crate) fn amount_until(&self, last: Day) -> Result<i64, RangeError> {
        let first = self.receipt.first;
        Ok(self.dates_between(first, last.next().max(first))? - self.lost)
    }

    /// What a pause that does not count would have taken, in the kind's own units.
    pub(crate) fn would_take(&self, pause: &Pause) -> Result<i64, RangeError> {
        let mut free_from = pause.from.day;
        self.taken(self.kind, pause, &mut free_from)
    }

    /// Dates of the kind's own sort in `[from, until)`: working or civil.
    #[cfg_attr(not(small), inline(always))]
    pub(crate) fn dates_between(&self, from: Day, until: Day) -> Result<i64, RangeError> {
        if self.kind == Kind::WorkingDays {
            self.calendar.working_between(from, until)
        } else {
            Ok(i64::from(until.0) - i64::from(from.0))
        }
    }

    /// When a share of the allowance, in percent, is used up. For dates: the
    /// midnight by which at least that share of them has passed.
    pub(crate) fn used_up(&self, percent: u32) -> Result<Instant, RangeError> {
        let zone = self.calendar.zone();
        let share = |amount: i64| (amount * i64::from(percent) + 99).div_euclid(100);
        let (kind, amount) = if self.kind == Kind::CivilMonths {
            // A share of a month is a share of its days.
            let last = self.last(self.kind, self.amount, 0)?.day(zone);
            let dates = i64::from(last.next().0) - i64::from(self.receipt.first.0);
            (Kind::CivilDays, dates)
        } else {
            (self.kind, self.amount)
        };
        Ok(match self.part(kind, share(amount))? {
            Last::Day(day) => zone.start_of(day.next()),
            Last::Instant(at) => at,
        })
    }

    /// How much of the allowance has been used when it is `at`; for dates, that
    /// day's date included.
    #[cfg_attr(not(small), inline(always))]
    pub(crate) fn used(&self, at: &Trigger) -> Result<Allowance, RangeError> {
        let all = match self.kind {
            Kind::Elapsed => at.at.since(self.trigger.at),
            Kind::WorkingTime => self.calendar.open_until(at.at)? - self.begun,
            Kind::CivilDays | Kind::CivilMonths | Kind::WorkingDays => {
                let until = at.day.next().max(self.receipt.first);
                self.dates_between(self.receipt.first, until)?
            }
        };
        Ok(self.amount_of((all - self.lost).max(0)))
    }

    /// How much is left when it is `at`; for dates, those after that day's date.
    /// Negative when the deadline has passed.
    #[cfg_attr(not(small), inline(always))]
    pub(crate) fn left(&self, at: &Trigger, due: &Deadline) -> Result<Allowance, RangeError> {
        let last = || due.day(self.calendar.zone());
        let amount = match self.kind {
            Kind::Elapsed => due.boundary().since(at.at),
            // At the deadline all of it has passed; none at all had before.
            Kind::WorkingTime => {
                self.begun + (self.amount + self.lost).max(0) - self.calendar.open_until(at.at)?
            }
            Kind::CivilDays | Kind::CivilMonths | Kind::WorkingDays if at.day <= last() => {
                // Day 0 is not among those that are left.
                let from = at.day.next().max(self.receipt.first);
                self.dates_between(from, last().next().max(from))?
            }
            Kind::CivilDays | Kind::CivilMonths | Kind::WorkingDays => {
                -self.dates_between(last().next(), at.day.next())?
            }
        };
        Ok(self.amount_of(amount))
    }

    /// An amount to tell people: parts of months are days.
    #[cfg_attr(not(small), inline(always))]
    fn amount_of(&self, amount: i64) -> Allowance {
        let kind = match self.kind {
            Kind::CivilMonths => Kind::CivilDays,
            kind => kind,
        };
        Allowance::of(kind, amount)
    }
}
