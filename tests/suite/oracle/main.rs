//! An independent oracle: a plain walk, date by date and minute by minute, that shares
//! no code, no table and no list of holidays with the engine, and has to agree with it
//! on a million random cases.
//!
//! | what | where |
//! |---|---|
//! | what the oracle knows | its dates (`date.rs`), its zones (`zone.rs`), calendars as they are described (`description.rs`), the walk through them (`walk.rs`), the conventions (`conventions.rs`) |
//! | what is asked | random calendars (`calendars.rs`, `hours.rs`), random questions (`question.rs`, `questions.rs`), the shipped calendars (`shipped.rs`) |
//! | how the engine is asked | calendars as TOML (`toml.rs`), its calls (`engine.rs`), its columns (`columns.rs`) |
//! | how answers are compared | one by one (`compare.rs`), explanations (`explanation.rs`), wrong ones made small (`shrink.rs`) |
//! | whether that was enough | `run.rs`, `tally.rs` |
//! | laws that need no oracle | `laws.rs` |
//!
//! `DUEBY_ORACLE_CASES=20_000_000` asks for another number of cases,
//! `DUEBY_ORACLE_SEED=7` for others, `DUEBY_ORACLE_ONLY=12:345` for one of them again, as
//! a failure says; `PROPTEST_CASES` for more of the laws.

mod calendars;
mod columns;
mod compare;
mod conventions;
mod date;
mod description;
mod engine;
mod explanation;
mod hours;
mod laws;
mod question;
mod questions;
mod random;
mod run;
mod shipped;
mod shrink;
mod tally;
mod toml;
mod walk;
mod zone;
