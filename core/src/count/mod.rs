//! Counting: from a start and an allowance to a deadline.
//!
//! One rule a file. Five kinds of time are counted, each its own type, and nothing
//! here turns one into another:
//!
//! | kind | file | counts |
//! |---|---|---|
//! | [`Elapsed`] | `elapsed.rs` | seconds, minutes, hours on any clock on earth |
//! | [`CivilDays`] | `civil_days.rs` | dates: days and weeks |
//! | [`CivilMonths`] | `civil_months.rs` | corresponding dates: months and years |
//! | [`WorkingDays`] | `working_days.rs` | dates on which the calendar works |
//! | [`WorkingTime`] | `working_time.rs` | time while the calendar is open |
//!
//! How the first day is found is in `receipt.rs`, how the last day ends in
//! `day_end.rs`, whether it moves in `roll.rs`, and which days a pause takes in
//! `pause_days.rs`. `reckoning.rs` puts them together; `back.rs` is its mirror, and `lead.rs`
//! has either from a date that is given.

mod allowance;
mod back;
mod civil_days;
mod civil_months;
mod convention;
mod day_end;
mod elapsed;
mod lead;
mod limit;
mod looser;
mod moment;
mod pause_days;
mod receipt;
mod reckoning;
mod roll;
mod term;
mod trigger;
mod working_days;
mod working_time;

pub use allowance::{Allowance, Kind};
pub use civil_days::CivilDays;
pub use civil_months::CivilMonths;
pub use convention::{BeforeStart, BeyondCap, CancelledLate, InTime, Reopens, WhenOverdue};
pub use convention::{
    Begins, Counting, EarlyOpens, Ends, IfCancelled, NextRun, OnChange, PauseDays, ReceivedOffDay,
    Roll, Side, StartsAt,
};
pub use elapsed::Elapsed;
pub use limit::{Limit, Whichever};
pub use moment::Moment;
pub use working_days::WorkingDays;
pub use working_time::WorkingTime;

pub(crate) use back::Back;
pub use convention::TimeOfDay;
pub(crate) use convention::Word;
pub(crate) use lead::{Counted, Lead};
pub(crate) use moment::{
    place as place_moment, place_from as place_moment_from, place_from_start, shift,
};
pub(crate) use receipt::Receipt;
pub(crate) use reckoning::{Deadline, Pause, Reckoning, time_reached};
pub(crate) use term::{Single, Term};
pub(crate) use trigger::Trigger;
