//! Reading and compiling calendars.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dueby::Calendar;
use dueby_benches::timing;

fn calendars(c: &mut Criterion) {
    let all = dueby_rules::calendars().unwrap();
    assert_eq!(all.len(), dueby_rules::CALENDARS.len());

    let mut group = c.benchmark_group("read and compile a calendar");
    group.bench_function("all that are shipped", |b| {
        b.iter(|| dueby_rules::calendars().unwrap());
    });
    // Those it builds on come before it, compiled.
    for (index, found) in dueby_rules::CALENDARS.iter().enumerate() {
        group.bench_function(found.id, |b| {
            b.iter(|| {
                Calendar::from_toml_with(black_box(found.text), found.path, &all[..index]).unwrap()
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = timing::criterion();
    targets = calendars
}
criterion_main!(benches);
