//! What the others would be put together to: open time between two instants and a sum of
//! it are theirs, the clock around them is written here. Both take jiff's timestamps,
//! which are made beforehand; sorting, matching starts with stops, finding the pauses and
//! everything about rules is not asked of them.

use std::hint::black_box;

use criterion::BenchmarkGroup;
use criterion::measurement::WallTime;
use dueby_benches::{ALLOWED, Histories, Office, Standing};
use jiff::civil::{Date, time};
use jiff::{SignedDuration, Timestamp};
use workclock::{Holidays, Weekdays, WorkDay};

/// How many of the cases they count.
const SOME: usize = 5_000;

pub(crate) fn compare(
    group: &mut BenchmarkGroup<'_, WallTime>,
    histories: &Histories,
    by_hand: &[Standing],
) {
    let office = Office::new();
    let holidays: Vec<Date> = office
        .holidays
        .iter()
        .map(|date| date.to_string().parse().unwrap())
        .collect();
    let mut ule_hours = ule_hours::Schedule::builder("Europe/London")
        .unwrap()
        .mon_fri("09:00-17:00")
        .unwrap();
    for holiday in &holidays {
        ule_hours = ule_hours.closed_on(*holiday);
    }
    let ule_hours = ule_hours.build();
    let hours = WorkDay::new(time(9, 0, 0, 0), time(17, 0, 0, 0), Weekdays::MON_TO_FRI);
    let workclock = workclock::Schedule::builder()
        .time_zone("Europe/London")
        .rule(hours)
        .rule(Holidays::new(holidays))
        .build()
        .unwrap();
    let six: Vec<[Timestamp; 6]> = histories
        .each()
        .take(SOME)
        .map(|times| times.map(|millis| Timestamp::from_millisecond(millis).unwrap()))
        .collect();
    time_of(
        group,
        "ule-hours, put together",
        &six,
        by_hand,
        |from, until| ule_hours.between(from, until),
        |from, time| ule_hours.add(from, time).unwrap(),
    );
    time_of(
        group,
        "workclock, put together",
        &six,
        by_hand,
        |from, until| workclock.between(from, until),
        |from, time| workclock.add(from, time).unwrap(),
    );
}

fn time_of(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    six: &[[Timestamp; 6]],
    by_hand: &[Standing],
    between: impl Fn(Timestamp, Timestamp) -> SignedDuration,
    add: impl Fn(Timestamp, SignedDuration) -> Timestamp,
) {
    let clock = |[start, refused, given, ordered, arrived, done]: [Timestamp; 6]| {
        let lost = between(refused, given) + between(ordered, arrived);
        let due = add(start, SignedDuration::from_millis(ALLOWED) + lost);
        // What is left follows from what is used: nothing is asked twice.
        let used = between(start, done) - lost;
        Standing {
            due: due.as_millisecond(),
            elapsed: used.as_millis() as i64,
            remaining: ALLOWED - used.as_millis() as i64,
            met: done <= due,
        }
    };
    for (row, (six, expected)) in six.iter().zip(by_hand).enumerate() {
        assert_eq!(clock(*six), *expected, "{name}: row {row}");
    }
    group.throughput(criterion::Throughput::Elements(six.len() as u64));
    group.bench_function(name, |b| {
        b.iter(|| {
            for six in six {
                black_box(clock(black_box(*six)));
            }
        });
    });
}
