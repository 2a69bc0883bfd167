//! Targets over many cases: counted from tables or case by case (`fold.rs`), what they come to as
//! tables (`answer.rs`, `tables.rs`), and which cases are looked at (`choice.rs`).

mod answer;
mod choice;
mod fold;
mod tables;

pub(crate) use answer::TargetsAnswer;
pub(crate) use choice::sample;
pub(crate) use fold::Fold;
