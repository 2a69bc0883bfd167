//! Whole assessments one call at a time, with steps and explanation, for a profiler to count.
//!
//! `cargo run --release -p dueby-benches --example one`, with a number of cases and a number of
//! rounds if it is not to be a thousand and one hundred.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::hint::black_box;

use chrono::{DateTime, Utc};
use dueby_benches::{Histories, whole_engine};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |otherwise: usize| {
        let given = arguments.next();
        given.map_or(otherwise, |given| given.parse().expect("a number"))
    };
    let (cases, rounds) = (number(1_000), number(100));
    let as_of: DateTime<Utc> = "2026-11-20T12:00:00Z".parse().unwrap();
    let engine = whole_engine();
    let histories = Histories::open(cases, as_of.timestamp_millis());
    let cases: Vec<_> = (0..cases).map(|row| histories.case(row)).collect();
    let mut clocks = 0;
    for _ in 0..rounds {
        for case in &cases {
            clocks += black_box(engine.assess(black_box(case), as_of).unwrap())
                .clocks
                .len();
        }
    }
    println!("{clocks} clocks");
}
