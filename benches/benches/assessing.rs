//! A whole assessment, with escalation and explanation.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use chrono::{DateTime, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use dueby::Case;

fn assess(c: &mut Criterion) {
    let engine = dueby_rules::engine(["landlords/customer-care-strategy"]).unwrap();
    let case = Case::new("C-1042", "complaint")
        .with_event("complaint.received", "2025-12-19T16:42")
        .and_then(|case| case.with_event("complaint.acknowledged", "2025-12-22T11:05"))
        .unwrap();
    let as_of: DateTime<Utc> = "2025-12-29T09:00:00Z".parse().unwrap();
    let answer = engine.assess(&case, as_of).unwrap();
    assert_eq!(answer.clocks[0].state.as_str(), "met");
    c.bench_function("assess a complaint: three clocks", |b| {
        b.iter(|| engine.assess(black_box(&case), as_of).unwrap());
    });
    c.bench_function("read the pack and build the engine", |b| {
        b.iter(|| dueby_rules::engine(["landlords/customer-care-strategy"]).unwrap());
    });
}

criterion_group!(benches, assess);
criterion_main!(benches);
