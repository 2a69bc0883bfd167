//! A queue of next changes never misses one: after every tick each case is what it would
//! be if all were assessed again.

#![allow(missing_docs)]

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dueby::{ClockRows, Options};
use dueby_benches::{Histories, Queue, whole_engine};

/// Everything in a row that does not pass with time alone.
type Row = (u32, dueby::State, i64, i64, u32, i64);

fn take(rows: &ClockRows, into: &mut BTreeMap<u32, Vec<Row>>) {
    for case in &rows.assessed {
        into.insert(*case, Vec::new());
    }
    for row in 0..rows.len() {
        into.entry(rows.case[row]).or_default().push((
            rows.clock[row],
            rows.state[row],
            rows.due[row],
            rows.next_change[row],
            rows.level[row],
            rows.next_step[row],
        ));
    }
}

#[test]
fn a_tick_misses_nothing() {
    let mut now: DateTime<Utc> = "2026-11-19T08:00:00Z".parse().unwrap();
    let histories = Histories::open(500, now.timestamp_millis()).shuffled();
    let engine = whole_engine();
    let attributes = histories.attributes();
    let columns = histories.open_columns(&attributes);
    let options = Options::default();
    let batch = engine.batch(&columns, &options).unwrap();
    let mut queue = Queue::new(&batch, now).unwrap();
    let mut standing = BTreeMap::new();
    take(queue.rows(), &mut standing);
    let mut all = ClockRows::default();
    let mut changed = 0;
    for step in 0..300 {
        now += TimeDelta::minutes(step % 7 * 45);
        changed += queue.tick(&batch, now).unwrap();
        take(queue.rows(), &mut standing);
        batch.assess(now, &mut all).unwrap();
        let mut expected = BTreeMap::new();
        take(&all, &mut expected);
        assert_eq!(standing, expected, "{now}");
    }
    assert!(changed > 200, "{changed}");
}
