//! Clocks of many cases at once: a clock's state, a whole assessment, and one answer
//! with its explanation.

#![allow(missing_docs, clippy::unwrap_used)]

#[cfg(feature = "peers")]
mod peers;

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dueby::{Case, ClockRows, Options, State};
use dueby_benches::{Histories, Office, Queue, Standing, clock_engine, timing, whole_engine};

fn state(c: &mut Criterion) {
    let engine = clock_engine();
    let histories = Histories::done();
    let by_hand = histories.by_hand(&Office::new().openings());
    // After all of them, within the calendar's years.
    let as_of: DateTime<Utc> = "2035-12-01T12:00:00Z".parse().unwrap();
    let mut group = c.benchmark_group("a clock with six events and two pauses");
    group.throughput(Throughput::Elements(by_hand.len() as u64));
    let shuffled = Histories::done().shuffled();
    for (name, histories) in [
        ("dueby", &histories),
        ("dueby, events in any order", &shuffled),
    ] {
        let options = Options::default();
        let columns = histories.columns();
        let batch = engine.batch(&columns, &options).unwrap();
        let mut rows = ClockRows::default();
        batch.assess(as_of, &mut rows).unwrap();
        for (row, expected) in by_hand.iter().enumerate() {
            let found = Standing {
                due: rows.due[row],
                elapsed: rows.elapsed[row],
                remaining: rows.remaining[row],
                met: rows.state[row] == State::Met,
            };
            assert_eq!(found, *expected, "{name}: row {row}");
        }
        group.bench_function(name, |b| {
            b.iter(|| batch.assess(black_box(as_of), &mut rows).unwrap());
        });
    }
    #[cfg(feature = "peers")]
    peers::compare(&mut group, &histories, &by_hand);
    group.finish();
}

fn whole(c: &mut Criterion) {
    let engine = whole_engine();
    let as_of: DateTime<Utc> = "2026-11-20T12:00:00Z".parse().unwrap();
    let histories = Histories::open(100_000, as_of.timestamp_millis());
    let attributes = histories.attributes();
    let columns = histories.open_columns(&attributes);
    let options = Options::default();
    let batch = engine.batch(&columns, &options).unwrap();
    let mut rows = ClockRows::default();
    batch.assess(as_of, &mut rows).unwrap();
    let millis = |at: Option<DateTime<_>>| {
        at.map_or(dueby::NOTHING, |at: DateTime<chrono::FixedOffset>| {
            at.timestamp_millis()
        })
    };
    for row in 0..10_000 {
        let answer = engine.assess(&histories.case(row), as_of).unwrap();
        let clock = &answer.clocks[0];
        assert_eq!(rows.state[row], clock.state, "row {row}");
        assert_eq!(rows.due[row], millis(clock.due), "row {row}");
        assert_eq!(
            rows.case_next_change[row],
            millis(answer.next_change),
            "row {row}"
        );
    }
    let mut group =
        c.benchmark_group("a whole assessment: table, warning, four steps, next change");
    group.throughput(Throughput::Elements(batch.len() as u64));
    group.bench_function("dueby", |b| {
        b.iter(|| batch.assess(black_box(as_of), &mut rows).unwrap());
    });
    group.finish();

    let cases: Vec<Case> = (0..1_000).map(|row| histories.case(row)).collect();
    let mut group = c.benchmark_group("the same, one call, with steps and explanation");
    group.throughput(Throughput::Elements(cases.len() as u64));
    group.bench_function("dueby", |b| {
        b.iter(|| {
            for case in &cases {
                black_box(engine.assess(black_box(case), as_of).unwrap());
            }
        });
    });
    group.finish();
}

/// A million open cases in a queue of next changes: what a tick costs is what changed.
fn tick(c: &mut Criterion) {
    let start: DateTime<Utc> = "2026-11-19T08:00:00Z".parse().unwrap();
    let histories = Histories::open(1_000_000, start.timestamp_millis());
    let engine = whole_engine();
    let attributes = histories.attributes();
    let columns = histories.open_columns(&attributes);
    let options = Options::default();
    let batch = engine.batch(&columns, &options).unwrap();
    let first = Queue::new(&batch, start).unwrap();
    let mut group = c.benchmark_group("a tick over a million open cases, each case that changed");
    for (name, step) in [
        ("every minute", TimeDelta::minutes(1)),
        ("every hour", TimeDelta::hours(1)),
        ("every day", TimeDelta::days(1)),
    ] {
        let (mut queue, mut now) = (first.clone(), start);
        group.bench_function(name, |b| {
            // As many cases as are asked for, in as many ticks as it takes for them.
            b.iter_custom(|wanted| {
                let (mut changed, mut took) = (0, Duration::ZERO);
                while changed < wanted {
                    if now > start + TimeDelta::weeks(4) {
                        (queue, now) = (first.clone(), start);
                    }
                    now += step;
                    let ticked = Instant::now();
                    changed += queue.tick(&batch, now).unwrap() as u64;
                    took += ticked.elapsed();
                }
                took.mul_f64(wanted as f64 / changed as f64)
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = timing::criterion();
    targets = state, whole, tick
}
criterion_main!(benches);
