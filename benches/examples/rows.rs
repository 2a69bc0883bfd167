//! Writes the random rows with their answers into a folder, for another language to
//! read, and what dueby takes for them:
//!
//! - `days.csv`: a start and an end as days since 1970-01-01, the working days from the
//!   one to the other, and those up to the other, which is not counted;
//! - `time.csv`: a start, an amount of working time, the end, and the end for those who
//!   move it on from a closing to the next opening, in milliseconds;
//! - `clocks.csv`: the six times of a job, when it was due, and the working time left when it was
//!   done, in milliseconds;
//! - `clock.toml`, `whole.toml`: the packs that clocks are of;
//! - `dueby.csv`: what was asked, how, and the nanoseconds a row.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs, iter};

use chrono::TimeDelta;
use dueby::AtEdge;
use dueby_benches::{CLOCK, DayRows, Histories, Office, ROWS, TimeRows, WHOLE, instant};

const REPEATS: usize = 15;

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: rows FOLDER");
        return ExitCode::from(2);
    };
    fs::create_dir_all(&folder).unwrap();
    let office = Office::new();
    let mut times = String::from("question,how,nanoseconds\n");
    let days = days(&office, &mut times);
    let time = time(&office, &mut times);
    fs::write(folder.join("days.csv"), days).unwrap();
    fs::write(folder.join("time.csv"), time).unwrap();
    fs::write(folder.join("clocks.csv"), clocks(&office)).unwrap();
    fs::write(folder.join("clock.toml"), CLOCK).unwrap();
    fs::write(folder.join("whole.toml"), WHOLE).unwrap();
    fs::write(folder.join("dueby.csv"), times).unwrap();
    ExitCode::SUCCESS
}

fn days(office: &Office, times: &mut String) -> String {
    let (calendar, script) = (&office.calendar, office.script());
    let DayRows {
        starts,
        dates,
        days,
    } = DayRows::new();
    let mut ends = vec![0; ROWS];
    let mut between = vec![0; ROWS];
    took(times, "add working days", "columns", || {
        calendar
            .columns()
            .add_working_days(&starts, &days, &mut ends)
            .unwrap();
    });
    took(times, "add working days", "one call", || {
        for (date, days) in iter::zip(&dates, &days) {
            black_box(calendar.add_working_days(*date, *days).unwrap());
        }
    });
    took(times, "working days between", "columns", || {
        calendar
            .columns()
            .working_days_between(&starts, &ends, &mut between)
            .unwrap();
    });
    let end_dates: Vec<_> = ends.iter().copied().map(dueby_benches::date).collect();
    took(times, "working days between", "one call", || {
        for (from, until) in iter::zip(&dates, &end_dates) {
            black_box(calendar.working_days_between(*from, *until).unwrap());
        }
    });

    let mut csv = String::from("start,days,end,between\n");
    for row in 0..ROWS {
        assert_eq!(script.add(dates[row], days[row]), end_dates[row]);
        assert_eq!(script.between(dates[row], end_dates[row]), between[row]);
        let (start, days, end) = (starts[row], days[row], ends[row]);
        writeln!(csv, "{start},{days},{end},{}", between[row]).unwrap();
    }
    csv
}

fn time(office: &Office, times: &mut String) -> String {
    let (calendar, openings) = (&office.calendar, office.openings());
    let TimeRows { starts, amounts } = TimeRows::new();
    let mut ends = vec![0; ROWS];
    let mut between = vec![0; ROWS];
    took(times, "add working time", "columns", || {
        calendar
            .columns()
            .add_working_time(&starts, &amounts, &mut ends)
            .unwrap();
    });
    took(times, "working time between", "columns", || {
        calendar
            .columns()
            .working_time_between(&starts, &ends, &mut between)
            .unwrap();
    });
    let start_times: Vec<_> = starts.iter().copied().map(instant).collect();
    let end_times: Vec<_> = ends.iter().copied().map(instant).collect();
    let deltas: Vec<_> = amounts
        .iter()
        .copied()
        .map(TimeDelta::milliseconds)
        .collect();
    took(times, "add working time", "one call", || {
        for (start, amount) in iter::zip(&start_times, &deltas) {
            black_box(
                calendar
                    .add_working_time(*start, *amount, AtEdge::Stays)
                    .unwrap(),
            );
        }
    });
    took(times, "working time between", "one call", || {
        for (from, until) in iter::zip(&start_times, &end_times) {
            black_box(calendar.working_time_between(*from, *until).unwrap());
        }
    });

    assert_eq!(between, amounts);
    let mut csv = String::from("start,amount,end,moved\n");
    for row in 0..ROWS {
        let (start, amount, end) = (starts[row], amounts[row], ends[row]);
        assert_eq!(openings.add(start, amount), end);
        let moved = calendar.add_working_time(start_times[row], deltas[row], AtEdge::Moves);
        let moved = moved.unwrap().timestamp_millis();
        assert_eq!(openings.next_open(end), moved);
        writeln!(csv, "{start},{amount},{end},{moved}").unwrap();
    }
    csv
}

fn clocks(office: &Office) -> String {
    let histories = Histories::done();
    let mut csv = String::from("reported,refused,given,ordered,arrived,done,due,left\n");
    for (times, standing) in iter::zip(histories.each(), histories.by_hand(&office.openings())) {
        for at in times {
            write!(csv, "{at},").unwrap();
        }
        writeln!(csv, "{},{}", standing.due, standing.remaining).unwrap();
    }
    csv
}

/// The median time a row of a few runs over all rows.
fn took(times: &mut String, question: &str, how: &str, mut run: impl FnMut()) {
    let mut took: Vec<f64> = (0..REPEATS)
        .map(|_| {
            let begun = Instant::now();
            run();
            begun.elapsed().as_nanos() as f64 / ROWS as f64
        })
        .collect();
    took.sort_by(f64::total_cmp);
    writeln!(times, "{question},{how},{}", took[REPEATS / 2]).unwrap();
}
