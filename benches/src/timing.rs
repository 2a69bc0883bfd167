//! One way of timing for all: every answer is compared first, and a benchmark whose
//! answers differ does not run.

use std::fmt::Debug;
use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};

/// A run long enough for medians to stand and short enough to be made again.
pub fn criterion() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .without_plots()
        .configure_from_args()
}

/// Times a call for each row.
pub fn each<R: Debug, A: Debug + PartialEq>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    rows: &[R],
    expected: &[A],
    answer: impl Fn(&R) -> A,
) {
    assert_eq!(rows.len(), expected.len());
    for (row, expected) in rows.iter().zip(expected) {
        assert_eq!(answer(row), *expected, "{name}: {row:?}");
    }
    group.throughput(Throughput::Elements(rows.len() as u64));
    group.bench_function(name, |b| {
        b.iter(|| {
            for row in rows {
                black_box(answer(black_box(row)));
            }
        });
    });
}

/// Times one call for all rows, which writes its answers into a slice.
pub fn all<A: Copy + Debug + Default + PartialEq>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    expected: &[A],
    mut answers: impl FnMut(&mut [A]),
) {
    let mut found = vec![A::default(); expected.len()];
    answers(&mut found);
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert_eq!(found, expected, "{name}: row {row}");
    }
    group.throughput(Throughput::Elements(expected.len() as u64));
    group.bench_function(name, |b| b.iter(|| answers(black_box(&mut found))));
}
