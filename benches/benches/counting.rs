//! Working days, beside the plain walk that most scripts do.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use chrono::{NaiveDate, TimeDelta};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dueby::Calendar;

/// Starts over 2007 to 2026 and counts from 1 to 250, by a fixed generator.
fn rows() -> Vec<(NaiveDate, u32)> {
    let first = NaiveDate::from_ymd_opt(2007, 1, 1).unwrap();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    (0..10_000)
        .map(|_| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let days = (seed % 7_200) as i64;
            (first + TimeDelta::days(days), (seed >> 32) as u32 % 250 + 1)
        })
        .collect()
}

fn walk(calendar: &Calendar, mut date: NaiveDate, days: u32) -> NaiveDate {
    let mut left = days;
    while left > 0 {
        date = date.succ_opt().unwrap();
        if calendar.is_working_day(date).unwrap() {
            left -= 1;
        }
    }
    date
}

fn working_days(c: &mut Criterion) {
    let found = dueby_rules::calendar("england-and-wales").unwrap();
    let calendar = Calendar::from_toml(found.text, found.path).unwrap();
    let rows = rows();
    for (date, days) in &rows {
        assert_eq!(
            calendar.add_working_days(*date, *days as i32).unwrap(),
            walk(&calendar, *date, *days)
        );
    }
    let mut group = c.benchmark_group("add working days, 10 000 rows");
    group.throughput(Throughput::Elements(rows.len() as u64));
    group.bench_function("dueby, one call each", |b| {
        b.iter(|| {
            for (date, days) in &rows {
                black_box(calendar.add_working_days(*date, *days as i32).unwrap());
            }
        });
    });
    group.bench_function("a day-by-day walk", |b| {
        b.iter(|| {
            for (date, days) in &rows {
                black_box(walk(&calendar, *date, *days));
            }
        });
    });
    group.finish();
}

fn compiling(c: &mut Criterion) {
    let found = dueby_rules::calendar("england-and-wales").unwrap();
    c.bench_function("read and compile england-and-wales", |b| {
        b.iter(|| Calendar::from_toml(black_box(found.text), found.path).unwrap());
    });
}

criterion_group!(benches, working_days, compiling);
criterion_main!(benches);
