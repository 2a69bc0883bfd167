//! The libraries for working days, each used as its documentation shows, and what it
//! takes to ask each of them the same question.
//!
//! dueby counts the working days after a date, whether that is worked or not. Where
//! a library counts otherwise its rows are turned beforehand, outside the timing, so
//! that it gives the same answers:
//!
//! - `bdays` and `business` first roll a date that is not worked forward, so that one
//!   day from a Saturday is Tuesday: they are given the working day before it.
//! - `workdays` counts a start that is worked as day 1: it is asked for one more.
//! - `workdays` and `finance-dates` count an end too: it is the date before.
//! - `finance-dates` has no sum, only the next working day: it is asked n times.

use std::collections::BTreeSet;

use bdays::HolidayCalendar;
use chrono::NaiveDate;
use criterion::BenchmarkGroup;
use criterion::measurement::WallTime;
use dueby_benches::{Office, Script};
use finance_dates::STANDARD_WEEKMASK;
use finance_dates::range::{business_days_between, next_business_day};

use dueby_benches::timing::each;

pub(crate) struct Peers {
    script: Script,
    bdays: bdays::HolidayCalendarCache<NaiveDate>,
    business: business::Calendar,
    finance: BTreeSet<NaiveDate>,
    workdays: workdays::WorkCalendar,
}

struct Holidays(BTreeSet<NaiveDate>);

impl HolidayCalendar<NaiveDate> for Holidays {
    fn is_holiday(&self, date: NaiveDate) -> bool {
        self.0.contains(&date)
    }
}

impl Peers {
    pub(crate) fn new(office: &Office) -> Self {
        let holidays: BTreeSet<NaiveDate> = office.holidays.iter().copied().collect();
        let (first, last) = office.calendar.span();
        let mut workdays = workdays::WorkCalendar::new();
        for holiday in &holidays {
            workdays.add_holiday(*holiday);
        }
        Peers {
            script: office.script(),
            bdays: bdays::HolidayCalendarCache::new(Holidays(holidays.clone()), first, last),
            business: business::Calendar::with_holidays(&office.holidays),
            finance: holidays,
            workdays,
        }
    }

    pub(crate) fn add(
        &self,
        group: &mut BenchmarkGroup<'_, WallTime>,
        rows: &[(NaiveDate, i32)],
        expected: &[NaiveDate],
    ) {
        let turned = |turn: &dyn Fn(NaiveDate, i32) -> (NaiveDate, i32)| -> Vec<_> {
            rows.iter().map(|(date, days)| turn(*date, *days)).collect()
        };
        let rolled_back = turned(&|mut date, days| {
            while !self.script.works(date) {
                date = date.pred_opt().unwrap();
            }
            (date, days)
        });
        let start_is_day_one =
            turned(&|date, days| (date, days + i32::from(self.script.works(date))));

        each(group, "bdays", &rolled_back, expected, |(date, days)| {
            self.bdays.advance_bdays(*date, *days)
        });
        each(group, "business", &rolled_back, expected, |(date, days)| {
            self.business.add_business_days(*date, *days as u32)
        });
        each(
            group,
            "workdays",
            &start_is_day_one,
            expected,
            |(date, days)| {
                let (end, _) = self
                    .workdays
                    .compute_end_date(*date, i64::from(*days))
                    .unwrap();
                end
            },
        );
        each(group, "finance-dates", rows, expected, |(date, days)| {
            (0..*days).fold(*date, |date, _| {
                next_business_day(date, &STANDARD_WEEKMASK, &self.finance)
            })
        });
    }

    pub(crate) fn between(
        &self,
        group: &mut BenchmarkGroup<'_, WallTime>,
        rows: &[(NaiveDate, NaiveDate)],
        expected: &[i64],
    ) {
        let to_the_day_before: Vec<_> = rows
            .iter()
            .map(|(from, until)| (*from, until.pred_opt().unwrap()))
            .collect();

        each(group, "bdays", rows, expected, |(from, until)| {
            i64::from(self.bdays.bdays(*from, *until))
        });
        each(
            group,
            "workdays",
            &to_the_day_before,
            expected,
            |(from, to)| self.workdays.work_days_between(*from, *to),
        );
        each(
            group,
            "finance-dates",
            &to_the_day_before,
            expected,
            |(from, to)| business_days_between(*from, *to, &STANDARD_WEEKMASK, &self.finance),
        );
    }
}
