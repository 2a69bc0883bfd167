//! Working time: sums and spans, short and long, and whether it is open.

#![allow(missing_docs, clippy::unwrap_used)]

#[cfg(feature = "peers")]
mod peers;

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use dueby::AtEdge;
use dueby_benches::timing::{self, all, each};
use dueby_benches::{Office, ROWS, TimeRows, instant};

/// The rows with their answers, found by stepping from opening to opening.
struct Answered {
    rows: TimeRows,
    ends: Vec<i64>,
}

impl Answered {
    fn new(office: &Office, rows: TimeRows) -> Self {
        let openings = office.openings();
        let ends = rows
            .starts
            .iter()
            .zip(&rows.amounts)
            .map(|(start, amount)| openings.add(*start, *amount))
            .collect();
        Answered { rows, ends }
    }

    /// `of_peers`: how many of the rows the others count; those that step from day to
    /// day take minutes for a hundred thousand long ones.
    #[cfg_attr(not(feature = "peers"), expect(unused_variables))]
    fn add(&self, c: &mut Criterion, name: &str, office: &Office, of_peers: usize) {
        let Answered { rows, ends } = self;
        let calls: Vec<(DateTime<Utc>, TimeDelta)> = rows
            .starts
            .iter()
            .zip(&rows.amounts)
            .map(|(start, amount)| (instant(*start), TimeDelta::milliseconds(*amount)))
            .collect();
        let expected: Vec<_> = ends.iter().copied().map(instant).collect();
        let mut group = c.benchmark_group(name);
        each(&mut group, "dueby", &calls, &expected, |(start, amount)| {
            let end = office
                .calendar
                .add_working_time(*start, *amount, AtEdge::Stays);
            end.unwrap().to_utc()
        });
        all(&mut group, "dueby, columns", ends, |found| {
            let columns = office.calendar.columns();
            columns
                .add_working_time(&rows.starts, &rows.amounts, found)
                .unwrap();
        });
        #[cfg(feature = "peers")]
        peers::Peers::new(office).add(
            &mut group,
            &rows.starts[..of_peers],
            &rows.amounts[..of_peers],
            &ends[..of_peers],
        );
        group.finish();
    }

    #[cfg_attr(not(feature = "peers"), expect(unused_variables))]
    fn between(&self, c: &mut Criterion, name: &str, office: &Office, of_peers: usize) {
        let Answered { rows, ends } = self;
        let calls: Vec<(DateTime<Utc>, DateTime<Utc>)> = rows
            .starts
            .iter()
            .zip(ends)
            .map(|(from, until)| (instant(*from), instant(*until)))
            .collect();
        let expected: Vec<_> = rows
            .amounts
            .iter()
            .map(|amount| TimeDelta::milliseconds(*amount))
            .collect();
        let mut group = c.benchmark_group(name);
        each(&mut group, "dueby", &calls, &expected, |(from, until)| {
            office.calendar.working_time_between(*from, *until).unwrap()
        });
        all(&mut group, "dueby, columns", &rows.amounts, |found| {
            let columns = office.calendar.columns();
            columns
                .working_time_between(&rows.starts, ends, found)
                .unwrap();
        });
        #[cfg(feature = "peers")]
        peers::Peers::new(office).between(
            &mut group,
            &rows.starts[..of_peers],
            &ends[..of_peers],
            &rows.amounts[..of_peers],
        );
        group.finish();
    }
}

fn sums(c: &mut Criterion) {
    let office = Office::new();
    let answered = Answered::new(&office, TimeRows::new());
    answered.add(c, "add working time, up to 80 hours", &office, ROWS);
    answered.between(c, "working time between, up to 80 hours", &office, ROWS);
}

/// What a sum costs must not grow with it. 20 160 hours are ten years.
fn short_and_long(c: &mut Criterion) {
    let office = Office::new();
    for (name, hours) in [("a day", 8), ("ten years", 20_160)] {
        let rows = TimeRows::of_length(hours * 60);
        let answered = Answered::new(&office, rows);
        answered.add(
            c,
            &format!("add working time, about {name}"),
            &office,
            1_000,
        );
        answered.between(
            c,
            &format!("working time between, about {name}"),
            &office,
            1_000,
        );
    }
}

fn open_or_not(c: &mut Criterion) {
    let office = Office::new();
    let openings = office.openings();
    let starts = TimeRows::new().starts;
    let at: Vec<DateTime<Utc>> = starts.iter().copied().map(instant).collect();

    let open: Vec<bool> = starts.iter().map(|at| openings.is_open(*at)).collect();
    let mut group = c.benchmark_group("is it open");
    each(&mut group, "dueby", &at, &open, |at| {
        office.calendar.is_open(*at).unwrap()
    });
    #[cfg(feature = "peers")]
    peers::Peers::new(&office).is_open(&mut group, &starts, &open);
    group.finish();

    let next: Vec<i64> = starts.iter().map(|at| openings.next_open(*at)).collect();
    let next_instants: Vec<_> = next.iter().copied().map(instant).collect();
    let mut group = c.benchmark_group("next open");
    each(&mut group, "dueby", &at, &next_instants, |at| {
        office.calendar.next_open(*at).unwrap().to_utc()
    });
    #[cfg(feature = "peers")]
    peers::Peers::new(&office).next_open(&mut group, &starts, &next);
    group.finish();
}

criterion_group! {
    name = benches;
    config = timing::criterion();
    targets = sums, short_and_long, open_or_not
}
criterion_main!(benches);
