//! What an allowance costs under each convention: in a column, and one at a time.

#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use dueby::{Begins, Count, Counting, Ends, EventTime, Limit, ReceivedOffDay, Roll};
use dueby_benches::timing::{self, all, each};
use dueby_benches::{ByHand, Office, TimeRows, instant};

/// One allowance of each kind, and the earlier of two.
const LIMITS: [&str; 6] = [
    "10 working days",
    "10 days",
    "1 month",
    "24 hours",
    "16 working hours",
    "10 working days or 3 weeks, whichever is earlier",
];

/// The defaults, and then each other option by itself.
fn conventions() -> Vec<(String, Counting)> {
    let default = Counting::default();
    let mut found = vec![("defaults".to_owned(), default)];
    found.push((
        format!("begins {}", Begins::WithTheDay),
        Counting {
            begins: Begins::WithTheDay,
            ..default
        },
    ));
    for received_off_day in [
        ReceivedOffDay::NextWorkingDay,
        ReceivedOffDay::PreviousWorkingDay,
        ReceivedOffDay::SecondWorkingDay,
    ] {
        found.push((
            format!("received-off-day {received_off_day}"),
            Counting {
                received_off_day,
                ..default
            },
        ));
    }
    found.push((
        "cut-off 16:00".to_owned(),
        Counting {
            cut_off: Some("16:00".parse().unwrap()),
            ..default
        },
    ));
    for ends in [Ends::Closing, Ends::SameTime, Ends::DayBefore] {
        found.push((format!("ends {ends}"), Counting { ends, ..default }));
    }
    for roll in [Roll::Next, Roll::Previous, Roll::Modified] {
        found.push((format!("roll {roll}"), Counting { roll, ..default }));
    }
    found
}

fn every_convention(c: &mut Criterion) {
    let office = Office::new();
    let (script, openings) = (office.script(), office.openings());
    let starts = TimeRows::new().starts;
    let events: Vec<EventTime> = starts
        .iter()
        .map(|at| EventTime::Instant(instant(*at).fixed_offset()))
        .collect();
    for written in LIMITS {
        let limit: Limit = written.parse().unwrap();
        let mut group = c.benchmark_group(format!("{written} from any instant"));
        for (name, counting) in conventions() {
            let default = counting == Counting::default();
            if !(default || limit.kinds().all(|kind| kind.counts_dates())) {
                // Conventions are about dates; hours have none.
                continue;
            }
            let by_hand = ByHand {
                script: &script,
                openings: &openings,
                limit,
                counting,
            };
            let dues: Vec<i64> = starts.iter().map(|start| by_hand.due(*start)).collect();
            let count = Count::new(&office.calendar, limit, counting);
            all(&mut group, &format!("{name}, column"), &dues, |found| {
                count.after_each(&starts, found).unwrap();
            });
            each(
                &mut group,
                &format!("{name}, one call"),
                &events,
                &dues,
                |start| count.after(*start).unwrap().at.timestamp_millis(),
            );
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = timing::criterion();
    targets = every_convention
}
criterion_main!(benches);
