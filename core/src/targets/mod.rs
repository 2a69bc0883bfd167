//! Targets over many cases: cases go by one at a time, in any order and on any number of
//! threads, and only counts are kept (`fold.rs`, `tally.rs`; of columns: `columns.rs`; by themselves:
//! `counts.rs`). What they come to at the moment asked for is worked out in `answer.rs` and told as `told.rs` says;
//! which calendar months a period has in `months.rs`;
//! which cases are looked at, in `sample.rs`.

mod answer;
mod columns;
mod count;
mod counts;
mod figure;
mod fold;
mod months;
mod options;
mod sample;
mod tally;
mod told;
mod words;

pub use columns::ColumnsAdded;
pub use counts::Counts;
pub use fold::{Added, Fold, MergeError, References};
pub use months::Span;
pub use options::TargetOptions;
pub use sample::Sample;
pub use told::{
    Failed, FigureAnswer, GroupAnswer, Measure, MonthAnswer, PeriodAnswer, TargetAnswer,
    TargetReason, TargetState, TargetTold, TargetsAnswer,
};
