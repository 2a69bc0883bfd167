//! A million cases with six events each for a wheel to stand beside: writes the times of their
//! events into a file, whole numbers of eight bytes, and assesses them whenever a line comes in,
//! so that both take turns on the same columns in one run.
//!
//! `cargo run --release -p dueby-benches --example asked -- clock FILE`, or `whole`. It says the
//! number of its process, for whoever asks to look at its processor time, and when it is done.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::{env, fs, io};

use chrono::{DateTime, Utc};
use dueby::{ClockRows, Options};
use dueby_benches::{Histories, clock_engine, whole_engine};

const CASES: usize = 1_000_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [which, file] = arguments.as_slice() else {
        panic!("usage: asked clock|whole FILE");
    };
    let whole = which == "whole";
    let as_of: DateTime<Utc> = "2026-11-20T12:00:00Z".parse().unwrap();
    // As in the example `million`: jobs that are all done, or of which most are open.
    let opened = if whole { 0 } else { 200 * 86_400_000 };
    let histories = Histories::open(CASES, as_of.timestamp_millis() - opened);
    let bytes: Vec<u8> = histories
        .times
        .iter()
        .flat_map(|at| at.to_le_bytes())
        .collect();
    fs::write(file, bytes).unwrap();
    fs::write(format!("{file}.priorities"), {
        let codes = histories.priorities.iter();
        codes.map(|code| *code as u8).collect::<Vec<_>>()
    })
    .unwrap();
    let attributes = histories.attributes();
    let (engine, attributes) = match whole {
        true => (whole_engine(), &attributes[..]),
        false => (clock_engine(), &[][..]),
    };
    let columns = histories.open_columns(attributes);
    let options = Options::default();
    let mut rows = ClockRows::default();
    println!("{}", std::process::id());
    for line in io::stdin().lines() {
        line.unwrap();
        let batch = engine.batch(&columns, &options).unwrap();
        batch.assess(as_of, &mut rows).unwrap();
        println!("{}", rows.len());
    }
}
