//! The command line of dueby.
//!
//! Data runs one way: arguments (`args`) → rules (`load`) → cases (`input`) →
//! assessed by the engine (`commands`) → told (`output`). What is wrong is told by
//! `problems`, on standard error; nothing is written to standard output before
//! everything has been read and assessed.

#![forbid(unsafe_code)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unreachable,
    clippy::todo
)]

mod advice;
mod args;
mod commands;
mod counting;
mod input;
mod load;
mod output;
mod problems;
mod progress;
mod question;
mod time;
mod together;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Args, Command};
use crate::problems::Stop;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Assess(args) => commands::assess(args),
        Command::Due(args) => commands::due(args),
        Command::Calendar(args) => commands::calendar(args),
        Command::Check(args) => commands::check(args),
        Command::Diff(args) => commands::diff(args),
        Command::Explain(args) => commands::explain(args),
        Command::Packs(args) => commands::packs(args),
        Command::Report(args) => commands::report(args),
        Command::Test(args) => commands::test(args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::BadInput(troubles)) => {
            problems::tell(&troubles);
            ExitCode::from(2)
        }
        Err(Stop::Unwritable(trouble)) => {
            problems::tell(&[trouble]);
            ExitCode::FAILURE
        }
        Err(Stop::Wrong) => ExitCode::FAILURE,
        // Who reads our output has had enough: `dueby … | head`.
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => {
            problems::tell(&[problems::Trouble::output(&error)]);
            ExitCode::FAILURE
        }
    }
}
