//! Working days: sums and spans, in columns and one at a time.

#![allow(missing_docs, clippy::unwrap_used)]

#[cfg(feature = "peers")]
mod peers;
mod plain;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use dueby_benches::{DayRows, Office};

use dueby_benches::timing::{self, all, each};
use plain::Plain;

/// The rows with their answers, found by stepping from date to date.
struct Answered {
    rows: DayRows,
    ends: Vec<NaiveDate>,
}

impl Answered {
    fn new(office: &Office) -> Self {
        let script = office.script();
        let rows = DayRows::new();
        let ends = rows
            .dates
            .iter()
            .zip(&rows.days)
            .map(|(date, days)| script.add(*date, *days))
            .collect();
        Answered { rows, ends }
    }

    /// The ends as days since 1970-01-01.
    fn days_of_ends(&self) -> Vec<i32> {
        self.ends.iter().map(NaiveDate::to_epoch_days).collect()
    }

    /// The working days from each start up to its end, which is not counted.
    fn between(&self, office: &Office) -> Vec<i32> {
        let script = office.script();
        self.rows
            .dates
            .iter()
            .zip(&self.ends)
            .map(|(from, until)| script.between(*from, *until))
            .collect()
    }
}

fn columns(c: &mut Criterion) {
    let office = Office::new();
    let answered = Answered::new(&office);
    let (starts, days) = (&answered.rows.starts, &answered.rows.days);
    let ends = answered.days_of_ends();
    let (first, last) = office.calendar.span();
    let plain = Plain::new(
        &office.script(),
        first.to_epoch_days(),
        last.to_epoch_days(),
    );

    let mut group = c.benchmark_group("add working days, columns");
    all(&mut group, "dueby", &ends, |found| {
        office
            .calendar
            .columns()
            .add_working_days(starts, days, found)
            .unwrap();
    });
    all(&mut group, "two tables, written plainly", &ends, |found| {
        plain.add(starts, days, found);
    });
    group.finish();

    let between = answered.between(&office);
    let mut group = c.benchmark_group("working days between, columns");
    all(&mut group, "dueby", &between, |found| {
        office
            .calendar
            .columns()
            .working_days_between(starts, &ends, found)
            .unwrap();
    });
    all(
        &mut group,
        "two tables, written plainly",
        &between,
        |found| {
            plain.between(starts, &ends, found);
        },
    );
    group.finish();
}

fn one_at_a_time(c: &mut Criterion) {
    let office = Office::new();
    let script = office.script();
    #[cfg(feature = "peers")]
    let peers = peers::Peers::new(&office);
    let answered = Answered::new(&office);
    let DayRows { dates, days, .. } = &answered.rows;

    let rows: Vec<_> = dates.iter().copied().zip(days.iter().copied()).collect();
    let mut group = c.benchmark_group("add working days, one call");
    each(
        &mut group,
        "dueby",
        &rows,
        &answered.ends,
        |(date, days)| office.calendar.add_working_days(*date, *days).unwrap(),
    );
    #[cfg(feature = "peers")]
    peers.add(&mut group, &rows, &answered.ends);
    each(
        &mut group,
        "a script's steps",
        &rows,
        &answered.ends,
        |(date, days)| script.add(*date, *days),
    );
    group.finish();

    let spans: Vec<_> = dates
        .iter()
        .copied()
        .zip(answered.ends.iter().copied())
        .collect();
    let between: Vec<i64> = answered
        .between(&office)
        .into_iter()
        .map(i64::from)
        .collect();
    let mut group = c.benchmark_group("working days between, one call");
    each(&mut group, "dueby", &spans, &between, |(from, until)| {
        office.calendar.working_days_between(*from, *until).unwrap()
    });
    #[cfg(feature = "peers")]
    peers.between(&mut group, &spans, &between);
    each(
        &mut group,
        "a script's steps",
        &spans,
        &between,
        |(from, until)| i64::from(script.between(*from, *until)),
    );
    group.finish();
}

criterion_group! {
    name = benches;
    config = timing::criterion();
    targets = columns, one_at_a_time
}
criterion_main!(benches);
