//! A million cases with six events each in a batch: what they take in memory, and rounds of
//! assessing them for a profiler to count.
//!
//! `cargo run --release -p dueby-benches --example million`, with `clock` or `whole`, a number
//! of cases and a number of rounds if it is not to be `clock`, a million and one.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use chrono::{DateTime, Utc};
use dueby::{ClockRows, Options};
use dueby_benches::{Histories, clock_engine, whole_engine};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let whole = arguments.next().is_some_and(|which| which == "whole");
    let mut number = |otherwise: usize| {
        let given = arguments.next();
        given.map_or(otherwise, |given| given.parse().expect("a number"))
    };
    let (cases, rounds) = (number(1_000_000), number(1));
    let as_of: DateTime<Utc> = "2026-11-20T12:00:00Z".parse().unwrap();
    let engine = if whole {
        whole_engine()
    } else {
        clock_engine()
    };
    // The jobs of a whole assessment were reported in the last 40 days; of a clock alone, long
    // enough ago that all are done.
    let opened = if whole { 0 } else { 200 * 86_400_000 };
    let histories = Histories::open(cases, as_of.timestamp_millis() - opened);
    let attributes = histories.attributes();
    let columns = histories.open_columns(&attributes);
    let options = Options::default();
    told("the columns");
    let batch = engine.batch(&columns, &options).unwrap();
    told("made ready");
    let mut rows = ClockRows::default();
    for _ in 0..rounds {
        batch.assess(as_of, &mut rows).unwrap();
    }
    told("assessed");
    println!("{} rows", rows.len());
}

/// The most memory that the process has had so far, where the system tells it.
fn told(when: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    println!("{when}: {}", peak.unwrap_or("peak memory not known"));
}
