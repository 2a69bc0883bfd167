//! Where a moment is on the picture, and which moments are named along the top.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use dueby::{Calendar, EventTime};

use crate::dates;
use crate::row::{At, End, Row};

/// Hours that are ticked through a day, one of which is chosen.
const HOURS: [u32; 4] = [1, 3, 6, 12];
/// Ticks are at least so far apart, in pixels.
const APART: f64 = 64.0;
/// More ticks are never tried: the width and `APART` bound what is drawn.
const MOST_TICKS: usize = 400;
const DAY: i64 = 86_400_000;

/// From moments to pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Axis {
    from: i64,
    until: i64,
    left: f64,
    right: f64,
}

/// A moment that is named.
pub(crate) struct Tick {
    pub(crate) x: f64,
    pub(crate) label: String,
}

impl Axis {
    /// Wide enough for every bar and the moment of the answer, with a little room beside
    /// them. Steps that come long after everything else do not widen it.
    pub(crate) fn over<'r, 'a: 'r>(
        rows: impl Iterator<Item = &'r Row<'a>> + Clone,
        as_of: At,
        left: f64,
        right: f64,
    ) -> Self {
        let mut first = as_of.timestamp_millis();
        let mut last = first;
        for bar in rows.clone().filter_map(|row| row.bar.as_ref()) {
            first = first.min(bar.from.timestamp_millis());
            let ends = [bar.due, Some(bar.from), bar.end.map(|_: End| bar.run_until)];
            for end in ends.into_iter().flatten() {
                last = last.max(end.timestamp_millis());
            }
        }
        let shown = (last - first).max(60 * 60 * 1000);
        let near = last + shown / 4;
        let steps = rows.flat_map(|row| &row.steps);
        for at in steps.map(|(at, _)| at.timestamp_millis()) {
            if (first..=near).contains(&at) {
                last = last.max(at);
            }
        }
        let room = ((last - first) / 40).max(15 * 60 * 1000);
        Axis {
            from: first - room,
            until: last + room,
            left,
            right,
        }
    }

    /// The pixels of a moment, to a tenth.
    pub(crate) fn x(&self, at: At) -> f64 {
        self.of(at.timestamp_millis())
    }

    fn of(&self, at: i64) -> f64 {
        let share = (at - self.from) as f64 / (self.until - self.from) as f64;
        tenth(self.left + share.clamp(0.0, 1.0) * (self.right - self.left))
    }

    pub(crate) fn shows(&self, at: At) -> bool {
        (self.from..=self.until).contains(&at.timestamp_millis())
    }

    /// Pixels of a day of 24 hours.
    pub(crate) fn day(&self) -> f64 {
        (self.right - self.left) * DAY as f64 / (self.until - self.from) as f64
    }

    /// The dates on it in the zone of a calendar, as first and last.
    pub(crate) fn dates(&self, calendar: &Calendar) -> Option<(NaiveDate, NaiveDate)> {
        let date = |at: i64| {
            let at = DateTime::from_timestamp_millis(at)?;
            // One day more on either side than any zone can need.
            Some(at.date_naive())
        };
        let (first, last) = calendar.span();
        let from = date(self.from)?.checked_sub_days(Days::new(1))?.max(first);
        let until = date(self.until)?.checked_add_days(Days::new(1))?.min(last);
        (from <= until).then_some((from, until))
    }

    /// The start of a date and that of the next, where a part of it is on the picture.
    pub(crate) fn of_date(&self, date: NaiveDate, calendar: &Calendar) -> Option<(f64, f64)> {
        let start = |date| calendar.instant(EventTime::Date(date)).ok();
        let from = start(date)?.timestamp_millis();
        let until = start(date.succ_opt()?)?.timestamp_millis();
        (from < self.until && until > self.from).then(|| (self.of(from), self.of(until)))
    }

    /// The named moments, in the zone of a calendar.
    pub(crate) fn ticks(&self, calendar: &Calendar) -> Vec<Tick> {
        let per_day = self.day();
        let fits = |days: f64| days * per_day >= APART;
        let Some(first) = DateTime::from_timestamp_millis(self.from) else {
            return Vec::new();
        };
        let first = first.date_naive().pred_opt().unwrap_or(first.date_naive());
        if let Some(hours) = HOURS
            .into_iter()
            .find(|hours| fits(f64::from(*hours) / 24.0))
        {
            let step = TimeDelta::hours(i64::from(hours));
            return self.walk(first.and_time(NaiveTime::MIN), calendar, |at| {
                let label = if at.time() == NaiveTime::MIN {
                    dates::day_of_year(&at)
                } else {
                    dates::minutes(&at)
                };
                (label, at.checked_add_signed(step))
            });
        }
        for days in [1_u32, 2, 7, 14] {
            if fits(f64::from(days)) {
                // Weeks begin on Mondays.
                let back = match days {
                    7 | 14 => first.weekday().num_days_from_monday(),
                    _ => 0,
                };
                let start = first
                    .checked_sub_days(Days::new(back.into()))
                    .unwrap_or(first);
                return self.walk(start.and_time(NaiveTime::MIN), calendar, |at| {
                    let mut label = dates::day_of_year(&at);
                    if days == 1 {
                        label = format!("{} {label}", at.weekday());
                    }
                    (label, at.checked_add_days(Days::new(days.into())))
                });
            }
        }
        let months = [1_u32, 3, 6, 12, 24, 60, 120]
            .into_iter()
            .find(|months| fits(f64::from(*months) * 30.0))
            .unwrap_or(240);
        let start = first.with_day(1).and_then(|first| match months {
            1 => Some(first),
            _ => first.with_month(1),
        });
        let Some(start) = start else {
            return Vec::new();
        };
        self.walk(start.and_time(NaiveTime::MIN), calendar, |at| {
            let mut label = format!("{:04}", at.year());
            if months < 12 {
                label = format!("{} {label}", dates::month(&at));
            }
            (label, at.checked_add_months(Months::new(months)))
        })
    }

    /// Local times from one on, each with its label, as far as they are on the picture.
    fn walk(
        &self,
        start: NaiveDateTime,
        calendar: &Calendar,
        step: impl Fn(NaiveDateTime) -> (String, Option<NaiveDateTime>),
    ) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut next = Some(start);
        for _ in 0..MOST_TICKS {
            let Some(local) = next else { break };
            let (label, after) = step(local);
            next = after;
            // A time that the clocks skipped is not ticked.
            let Ok(at) = calendar.instant(EventTime::Local(local)) else {
                continue;
            };
            let at = at.timestamp_millis();
            if at > self.until {
                break;
            }
            if at >= self.from {
                ticks.push(Tick {
                    x: self.of(at),
                    label,
                });
            }
        }
        ticks
    }
}

pub(crate) fn tenth(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}
