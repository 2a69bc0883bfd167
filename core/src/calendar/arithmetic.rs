//! What can be asked of a calendar: working days, opening times, and the sums of
//! both, forwards and backwards.
//!
//! Dates are counted as in `count`: the date counted from is day 0, whether it is a
//! working day or not; who wants another start rolls it first. Openings are
//! half-open: open at the opening, closed at the closing.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};

use super::Calendar;
use crate::count::{Roll, Trigger};
use crate::error::Error;
use crate::time::{Day, EventTime, Instant, Zone};

/// Where a sum of working time ends that comes out exactly at an edge: at a closing
/// when counting forwards, at an opening when counting backwards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum AtEdge {
    /// It stays there: eight hours from nine are over at five. The default.
    #[default]
    Stays,
    /// It moves on to where the calendar is open again: the next opening, or the
    /// closing before. So count the Ruby library biz and, with it, Zammad.
    Moves,
}

impl Calendar {
    /// The instant of a time as people write it, in the calendar's zone: a date alone
    /// is its first instant, a local time that was twice is the first.
    ///
    /// # Errors
    ///
    /// `missing-time` for a local time that the clocks skipped, `time-range` for one
    /// outside 1972 to 2099.
    pub fn instant(&self, time: EventTime) -> Result<DateTime<Utc>, Error> {
        Ok(Trigger::of(time, self.zone())?.at.utc())
    }

    /// Whether a date is a working day.
    ///
    /// # Errors
    ///
    /// `calendar-range` for a date outside [`Calendar::span`].
    pub fn is_working_day(&self, date: NaiveDate) -> Result<bool, Error> {
        Ok(self.is_working(Day::of(date))?)
    }

    /// Why a date is not worked: the holiday's name, or the weekday. Nothing for a
    /// working day or a date outside [`Calendar::span`].
    pub fn why_off(&self, date: NaiveDate) -> Option<String> {
        let day = Day::of(date);
        match self.is_working(day) {
            Ok(false) => Some(match self.holiday(day) {
                Some(holiday) => holiday.name.clone(),
                None => date.format("%A").to_string(),
            }),
            _ => None,
        }
    }

    /// The date `days` working days after `date`, or before it when negative: the
    /// latest day to start by. `date` itself is day 0 whether it is a working day or
    /// not; with `days` 0 it is the answer.
    ///
    /// # Errors
    ///
    /// `calendar-range` when either date is outside [`Calendar::span`].
    ///
    /// ```
    /// use chrono::NaiveDate;
    ///
    /// # let calendar = dueby::Calendar::from_toml(r#"
    /// # [calendar]
    /// # id = "office"
    /// # title = "An office"
    /// # zone = "Europe/London"
    /// # from = "2025-01-01"
    /// # to = "2026-12-31"
    /// # [hours]
    /// # mon-fri = "09:00-17:00"
    /// # [holidays]
    /// # 2025-12-25 = "Christmas Day"
    /// # 2025-12-26 = "Boxing Day"
    /// # "#, "office.toml")?;
    /// let friday = NaiveDate::from_ymd_opt(2025, 12, 19).unwrap();
    /// assert_eq!(calendar.add_working_days(friday, 5)?.to_string(), "2025-12-30");
    /// assert_eq!(calendar.add_working_days(friday, -5)?.to_string(), "2025-12-12");
    /// # Ok::<(), dueby::Error>(())
    /// ```
    pub fn add_working_days(&self, date: NaiveDate, days: i32) -> Result<NaiveDate, Error> {
        let sum = self.days().plus_civil(date, days);
        sum.ok_or_else(|| self.beyond_by(Day::of(date), days >= 0).into())
    }

    /// The number of working days from `from_inclusive` up to `to_exclusive`; negative
    /// when the second is the earlier.
    ///
    /// # Errors
    ///
    /// `calendar-range` when a date is outside [`Calendar::span`]; the day after the
    /// last is a good end.
    pub fn working_days_between(
        &self,
        from_inclusive: NaiveDate,
        to_exclusive: NaiveDate,
    ) -> Result<i64, Error> {
        Ok(self.working_between(Day::of(from_inclusive), Day::of(to_exclusive))?)
    }

    /// The date itself when it is a working day, else where the roll takes it.
    ///
    /// # Errors
    ///
    /// `calendar-range` when a date is outside [`Calendar::span`].
    pub fn roll(&self, date: NaiveDate, roll: Roll) -> Result<NaiveDate, Error> {
        Ok(roll.apply(Day::of(date), self)?.date())
    }

    /// An instant as answers have it, with the offset of the calendar's zone.
    ///
    /// # Errors
    ///
    /// `time-range` outside 1972 to 2099.
    pub fn local(&self, at: DateTime<Utc>) -> Result<DateTime<FixedOffset>, Error> {
        let at = Instant::of(&at);
        Zone::covered(at)?;
        Ok(self.write(at))
    }

    /// Whether it is open at an instant.
    ///
    /// # Errors
    ///
    /// `calendar-range` for an instant outside [`Calendar::span`].
    pub fn is_open(&self, at: DateTime<Utc>) -> Result<bool, Error> {
        Ok(self.open_at(Instant::of(&at))?)
    }

    /// The first open instant at or after one.
    ///
    /// # Errors
    ///
    /// `calendar-range` when there is none that the calendar knows.
    pub fn next_open(&self, at: DateTime<Utc>) -> Result<DateTime<FixedOffset>, Error> {
        Ok(self.write(self.add_open(Instant::of(&at), 0)?))
    }

    /// The last closing at or before an instant, or the instant itself while it is
    /// open.
    ///
    /// # Errors
    ///
    /// `calendar-range` when there is none that the calendar knows.
    pub fn previous_close(&self, at: DateTime<Utc>) -> Result<DateTime<FixedOffset>, Error> {
        Ok(self.write(self.close_at_or_before(Instant::of(&at))?))
    }

    /// The openings between two instants, each from its opening until its closing,
    /// cut to the span asked for.
    pub fn openings(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> impl DoubleEndedIterator<Item = (DateTime<FixedOffset>, DateTime<FixedOffset>)> + '_ {
        self.open_spans(Instant::of(&from), Instant::of(&until))
            .map(|(open, close)| (self.write(open), self.write(close)))
    }

    /// The instant by which an amount of open time has passed since `start`, or from
    /// which it passes until `start` when it is negative. No time at all is the start
    /// itself when open, else the next opening.
    ///
    /// # Errors
    ///
    /// `calendar-range` when the sum leaves [`Calendar::span`].
    pub fn add_working_time(
        &self,
        start: DateTime<Utc>,
        time: TimeDelta,
        edge: AtEdge,
    ) -> Result<DateTime<FixedOffset>, Error> {
        let start = Instant::of(&start);
        let millis = time.num_milliseconds();
        let end = if millis >= 0 {
            let end = self.add_open(start, millis)?;
            match edge {
                AtEdge::Stays => end,
                AtEdge::Moves => self.add_open(end, 0)?,
            }
        } else {
            let end = self.subtract_open(start, millis.saturating_neg())?;
            match edge {
                AtEdge::Stays => end,
                AtEdge::Moves => self.close_at_or_before(end)?,
            }
        };
        Ok(self.write(end))
    }

    /// The open time from one instant until another; negative when the second is the
    /// earlier.
    ///
    /// # Errors
    ///
    /// `calendar-range` for an instant outside [`Calendar::span`].
    pub fn working_time_between(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<TimeDelta, Error> {
        let millis = self.open_between(Instant::of(&from), Instant::of(&until))?;
        Ok(TimeDelta::milliseconds(millis))
    }

    fn write(&self, at: Instant) -> DateTime<FixedOffset> {
        self.zone().write(at)
    }
}
