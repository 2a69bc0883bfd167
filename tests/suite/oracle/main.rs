//! An independent oracle: a plain walk, date by date and minute by minute, that shares
//! no code, no table and no list of holidays with the engine, and has to agree with it.
//!
//! `DUEBY_ORACLE_CASES` asks for another number of cases than a million,
//! `DUEBY_ORACLE_SEED` for others, `DUEBY_ORACLE_ONLY` for one of them again.

mod calendars;
mod columns;
mod compare;
mod conventions;
mod date;
mod description;
mod engine;
mod explanation;
mod hours;
mod known;
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
