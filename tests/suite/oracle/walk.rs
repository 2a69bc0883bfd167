//! The walk: every date of a calendar's years in turn, every minute of them open or
//! closed, and sums that are counted off date by date and minute by minute.

use crate::date::Date;
use crate::description::Description;
use crate::zone::{self, Zone};

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beyond {
    /// Outside the years of the calendar.
    Calendar,
    /// Outside the times that zones are known for.
    Zone,
}

pub(crate) type Found<T> = Result<T, Beyond>;

pub(crate) const MINUTE: i64 = 60_000;

pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) works: bool,
    /// The minutes it begins and ends at.
    pub(crate) from: i64,
    pub(crate) until: i64,
    /// What its windows come to on the clock, those of no length left out.
    pub(crate) openings: Vec<(i64, i64)>,
}

/// A calendar walked through, for cases of one priority.
pub(crate) struct Walked {
    pub(crate) zone: &'static Zone,
    pub(crate) days: Vec<Day>,
    /// Whether it is open, for each minute from the first.
    open: Vec<bool>,
}

impl Walked {
    pub(crate) fn through(description: &Description, priority: Option<&str>) -> Self {
        let zone = Zone::named(description.zone());
        let (mut date, last) = description.span();
        let mut days = Vec::new();
        while date <= last {
            let windows = description.windows(date, priority);
            days.push(Day {
                date,
                works: !windows.is_empty(),
                from: zone.first_showing(date, 0),
                until: zone.first_showing(date.next(), 0),
                openings: windows
                    .iter()
                    .map(|(open, close)| {
                        let at = |minutes| zone.first_showing(date, minutes);
                        (at(*open), at(*close))
                    })
                    .filter(|(open, close)| open < close)
                    .collect(),
            });
            date = date.next();
        }
        let (first, end) = (days[0].from, days[days.len() - 1].until);
        let mut open = vec![false; (end - first) as usize];
        for (from, until) in days.iter().flat_map(|day| &day.openings) {
            // The last night runs on into a date that is not known any more.
            for minute in *from..(*until).min(end) {
                open[(minute - first) as usize] = true;
            }
        }
        Walked { zone, days, open }
    }

    /// The first minute that is known, and the first that is not any more.
    pub(crate) fn span(&self) -> (i64, i64) {
        let first = self.days[0].from;
        (first, first + self.open.len() as i64)
    }

    /// The same in milliseconds, the end inclusive where only an end is asked for.
    fn knows(&self, at: i64) -> bool {
        let (first, end) = self.span();
        first * MINUTE <= at && at < end * MINUTE
    }

    fn knows_end(&self, at: i64) -> bool {
        let (first, end) = self.span();
        first * MINUTE <= at && at <= end * MINUTE
    }

    fn open_minute(&self, minute: i64) -> bool {
        self.open[(minute - self.days[0].from) as usize]
    }

    /// The place of a date among those that are known.
    pub(crate) fn place(&self, date: Date) -> Found<usize> {
        self.days
            .binary_search_by_key(&date, |day| day.date)
            .map_err(|_| Beyond::Calendar)
    }

    pub(crate) fn works(&self, date: Date) -> Found<bool> {
        Ok(self.days[self.place(date)?].works)
    }

    /// So many working days after a date, or before it; the date itself is day 0.
    pub(crate) fn add_working_days(&self, date: Date, days: i64) -> Found<Date> {
        let mut place = self.place(date)?;
        let mut left = days;
        while left > 0 {
            place += 1;
            left -= i64::from(self.days.get(place).ok_or(Beyond::Calendar)?.works);
        }
        while left < 0 {
            place = place.checked_sub(1).ok_or(Beyond::Calendar)?;
            left += i64::from(self.days[place].works);
        }
        Ok(self.days[place].date)
    }

    pub(crate) fn working_days_between(&self, from: Date, until: Date) -> Found<i64> {
        if until < from {
            return Ok(-self.working_days_between(until, from)?);
        }
        self.place(from)
            .or_else(|beyond| self.day_after(from).ok_or(beyond))?;
        self.place(until)
            .or_else(|beyond| self.day_after(until).ok_or(beyond))?;
        let mut worked = 0;
        for day in &self.days {
            worked += i64::from(from <= day.date && day.date < until && day.works);
        }
        Ok(worked)
    }

    /// The place of the day after the last date, which is a good end.
    fn day_after(&self, date: Date) -> Option<usize> {
        (self.days[self.days.len() - 1].date.next() == date).then_some(self.days.len())
    }

    /// A date itself when it is worked, else the next that is, or the one before.
    pub(crate) fn next_working(&self, date: Date) -> Found<Date> {
        match self.works(date)? {
            true => Ok(date),
            false => self.add_working_days(date, 1),
        }
    }

    pub(crate) fn previous_working(&self, date: Date) -> Found<Date> {
        match self.works(date)? {
            true => Ok(date),
            false => self.add_working_days(date, -1),
        }
    }

    pub(crate) fn is_open(&self, at: i64) -> Found<bool> {
        match self.knows(at) {
            true => Ok(self.open_minute(at.div_euclid(MINUTE))),
            false => Err(Beyond::Calendar),
        }
    }

    /// The first open instant at or after one.
    pub(crate) fn next_open(&self, at: i64) -> Found<i64> {
        let mut at = at;
        while !self.is_open(at)? {
            at = (at.div_euclid(MINUTE) + 1) * MINUTE;
        }
        Ok(at)
    }

    /// The instant itself where open time runs up to it, else the last closing
    /// before it.
    pub(crate) fn previous_close(&self, at: i64) -> Found<i64> {
        if !self.knows_end(at) {
            return Err(Beyond::Calendar);
        }
        let first = self.span().0;
        let mut minute = (at - 1).div_euclid(MINUTE);
        while minute >= first {
            if self.open_minute(minute) {
                return Ok(at.min((minute + 1) * MINUTE));
            }
            minute -= 1;
        }
        Err(Beyond::Calendar)
    }

    /// Each stretch of open minutes within a span, from its opening until its closing;
    /// one that begins where another ends is the same.
    pub(crate) fn openings(&self, from: i64, until: i64) -> Vec<(i64, i64)> {
        let (first, end) = self.span();
        let mut openings: Vec<(i64, i64)> = Vec::new();
        let mut minute = from.div_euclid(MINUTE).max(first);
        while minute < end && minute * MINUTE < until {
            let open = (minute * MINUTE).max(from);
            let close = ((minute + 1) * MINUTE).min(until);
            if self.open_minute(minute) && open < close {
                match openings.last_mut() {
                    Some(last) if last.1 == open => last.1 = close,
                    _ => openings.push((open, close)),
                }
            }
            minute += 1;
        }
        openings
    }

    /// When so much open time has passed since a start; where that is exactly at a
    /// closing, the closing, or the next opening.
    pub(crate) fn add_working_time(&self, start: i64, millis: i64, moves: bool) -> Found<i64> {
        if millis == 0 {
            return self.next_open(start);
        }
        if millis < 0 {
            return self.subtract_working_time(start, -millis, moves);
        }
        if !self.knows_end(start) {
            return Err(Beyond::Calendar);
        }
        let (_, end) = self.span();
        let mut minute = start.div_euclid(MINUTE);
        let mut left = millis;
        // What is left of the minute that the start is in.
        let mut rest = (minute + 1) * MINUTE - start;
        while minute < end {
            if self.open_minute(minute) {
                if left <= rest {
                    let at = (minute + 1) * MINUTE - rest + left;
                    return if moves { self.next_open(at) } else { Ok(at) };
                }
                left -= rest;
            }
            rest = MINUTE;
            minute += 1;
        }
        Err(Beyond::Calendar)
    }

    /// From when so much open time passes until an end; where that is exactly at an
    /// opening, the opening, or the closing before.
    fn subtract_working_time(&self, end: i64, millis: i64, moves: bool) -> Found<i64> {
        if !self.knows_end(end) {
            return Err(Beyond::Calendar);
        }
        let (first, _) = self.span();
        // The last minute before the end, and how much of it is before the end.
        let mut minute = (end - 1).div_euclid(MINUTE);
        let mut rest = end - minute * MINUTE;
        let mut left = millis;
        while minute >= first {
            if self.open_minute(minute) {
                if left <= rest {
                    let at = minute * MINUTE + rest - left;
                    return if moves {
                        self.previous_close(at)
                    } else {
                        Ok(at)
                    };
                }
                left -= rest;
            }
            rest = MINUTE;
            minute -= 1;
        }
        Err(Beyond::Calendar)
    }

    pub(crate) fn working_time_between(&self, from: i64, until: i64) -> Found<i64> {
        if until < from {
            return Ok(-self.working_time_between(until, from)?);
        }
        if !self.knows_end(from) || !self.knows_end(until) {
            return Err(Beyond::Calendar);
        }
        let mut minute = from.div_euclid(MINUTE);
        let mut millis = 0;
        while minute * MINUTE < until {
            if self.open_minute(minute) {
                millis += ((minute + 1) * MINUTE).min(until) - (minute * MINUTE).max(from);
            }
            minute += 1;
        }
        Ok(millis)
    }

    /// The instant of a time on the wall: the first where it is twice, nothing where
    /// the clocks jump over it. Minutes since the date's midnight, and milliseconds of
    /// the minute.
    pub(crate) fn at(&self, date: Date, minutes: i64, millis: i64) -> Option<i64> {
        Some(self.zone.exactly(date, minutes)? * MINUTE + millis)
    }
}

/// Whether an instant is one that zones are known for.
pub(crate) fn in_zone_years(at: i64) -> bool {
    (zone::FIRST * MINUTE..zone::END * MINUTE).contains(&at)
}
