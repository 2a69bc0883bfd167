//! The libraries for working time. Both count as dueby does by default: a start while
//! closed runs from the next opening, and a sum that comes out at closing stays there.
//! They take jiff's timestamps, which are made beforehand.

use criterion::BenchmarkGroup;
use criterion::measurement::WallTime;
use dueby_benches::Office;
use dueby_benches::timing::each;
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};
use workclock::{Holidays, Weekdays, WorkDay};

const ZONE: &str = "Europe/London";

pub(crate) struct Peers {
    ule_hours: ule_hours::Schedule,
    workclock: workclock::Schedule,
    finance: finance_dates::Calendar,
}

fn timestamps(millis: &[i64]) -> Vec<Timestamp> {
    millis
        .iter()
        .map(|millis| Timestamp::from_millisecond(*millis).unwrap())
        .collect()
}

fn durations(millis: &[i64]) -> Vec<SignedDuration> {
    millis
        .iter()
        .map(|millis| SignedDuration::from_millis(*millis))
        .collect()
}

fn pairs<A: Copy, B: Copy>(a: &[A], b: &[B]) -> Vec<(A, B)> {
    a.iter().copied().zip(b.iter().copied()).collect()
}

impl Peers {
    pub(crate) fn new(office: &Office) -> Self {
        let holidays: Vec<Date> = office
            .holidays
            .iter()
            .map(|date| date.to_string().parse().unwrap())
            .collect();
        // `closed_on` keeps a set; `holiday` would try every rule on every date.
        let mut ule_hours = ule_hours::Schedule::builder(ZONE)
            .unwrap()
            .mon_fri("09:00-17:00")
            .unwrap();
        for holiday in &holidays {
            ule_hours = ule_hours.closed_on(*holiday);
        }
        let hours = WorkDay::new(time(9, 0, 0, 0), time(17, 0, 0, 0), Weekdays::MON_TO_FRI);
        let workclock = workclock::Schedule::builder()
            .time_zone(ZONE)
            .rule(hours)
            .rule(Holidays::new(holidays));
        Peers {
            ule_hours: ule_hours.build(),
            workclock: workclock.build().unwrap(),
            finance: finance(office),
        }
    }

    pub(crate) fn add(
        &self,
        group: &mut BenchmarkGroup<'_, WallTime>,
        starts: &[i64],
        amounts: &[i64],
        ends: &[i64],
    ) {
        let rows = pairs(&timestamps(starts), &durations(amounts));
        let ends = timestamps(ends);
        each(group, "ule-hours", &rows, &ends, |(start, amount)| {
            self.ule_hours.add(*start, *amount).unwrap()
        });
        each(group, "workclock", &rows, &ends, |(start, amount)| {
            self.workclock.add(*start, *amount).unwrap()
        });
    }

    pub(crate) fn between(
        &self,
        group: &mut BenchmarkGroup<'_, WallTime>,
        from: &[i64],
        until: &[i64],
        amounts: &[i64],
    ) {
        let rows = pairs(&timestamps(from), &timestamps(until));
        let amounts = durations(amounts);
        each(group, "ule-hours", &rows, &amounts, |(from, until)| {
            self.ule_hours.between(*from, *until)
        });
        each(group, "workclock", &rows, &amounts, |(from, until)| {
            self.workclock.between(*from, *until)
        });
    }

    pub(crate) fn is_open(
        &self,
        group: &mut BenchmarkGroup<'_, WallTime>,
        at: &[i64],
        expected: &[bool],
    ) {
        each(group, "ule-hours", &timestamps(at), expected, |at| {
            self.ule_hours.is_open(*at)
        });
        let at: Vec<_> = at.iter().copied().map(dueby_benches::instant).collect();
        each(group, "finance-dates", &at, expected, |at| {
            self.finance.is_open(*at)
        });
    }

    /// `workclock` gives the whole period, `finance-dates` never the instant itself.
    pub(crate) fn next_open(
        &self,
        group: &mut BenchmarkGroup<'_, WallTime>,
        at: &[i64],
        expected: &[i64],
    ) {
        let (at, expected) = (timestamps(at), timestamps(expected));
        each(group, "ule-hours", &at, &expected, |at| {
            self.ule_hours.next_open(*at).unwrap()
        });
        each(group, "workclock", &at, &expected, |at| {
            self.workclock.next_period(*at).unwrap().start
        });
    }
}

fn finance(office: &Office) -> finance_dates::Calendar {
    use chrono::{Datelike, NaiveTime};
    use finance_dates::{Calendar, HolidayRule, STANDARD_WEEKMASK, TradingHours};

    let table: Vec<(i32, u32, u32)> = office
        .holidays
        .iter()
        .map(|date| (date.year(), date.month(), date.day()))
        .collect();
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Calendar::new(
        "England and Wales",
        STANDARD_WEEKMASK,
        // It takes a table that lasts for ever.
        vec![HolidayRule::Tabulated {
            table: table.leak(),
        }],
        Some(TradingHours::new(
            hour(9),
            hour(17),
            chrono_tz::Europe::London,
        )),
    )
}
