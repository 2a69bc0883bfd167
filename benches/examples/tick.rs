//! A million open cases, and a clock that ticks: what costs is what changed.
//!
//! Each case stands in an ordinary priority queue by its next change. A tick takes out
//! those whose moment has come, assesses them alone, and puts them back by their new one.
//! `cargo run --release -p dueby-benches --example tick`, with a number of cases if it is
//! not to be a million.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use dueby::Options;
use dueby_benches::{Histories, Queue, whole_engine};

fn main() {
    let cases = std::env::args()
        .nth(1)
        .map_or(1_000_000, |cases| cases.parse().expect("a number of cases"));
    let mut now: DateTime<Utc> = "2026-11-19T08:00:00Z".parse().unwrap();
    let histories = Histories::open(cases, now.timestamp_millis());
    let (engine, options) = (whole_engine(), Options::default());
    let attributes = histories.attributes();
    let columns = histories.open_columns(&attributes);

    let started = Instant::now();
    let batch = engine.batch(&columns, &options).unwrap();
    let mut queue = Queue::new(&batch, now).unwrap();
    let took = started.elapsed();
    println!(
        "{cases} cases assessed and queued by their next change in {took:.2?}, {:.0} ns a case",
        took.as_nanos() as f64 / cases as f64
    );
    println!(
        "\n{:<28}{:>10}{:>12}{:>14}",
        "the clock goes on by", "changed", "took", "each"
    );
    for (name, step) in [
        ("a second", TimeDelta::seconds(1)),
        ("a minute", TimeDelta::minutes(1)),
        ("a quarter of an hour", TimeDelta::minutes(15)),
        ("an hour", TimeDelta::hours(1)),
        ("until midnight", TimeDelta::hours(14)),
        ("a day", TimeDelta::days(1)),
        ("a week", TimeDelta::weeks(1)),
    ] {
        now += step;
        let started = Instant::now();
        let changed = queue.tick(&batch, now).unwrap();
        let took = started.elapsed();
        let each = took.as_nanos() as f64 / changed.max(1) as f64;
        println!(
            "{name:<28}{changed:>10}{:>12}{each:>11.0} ns",
            format!("{took:.2?}")
        );
    }
}
