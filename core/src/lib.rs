//! **dueby** computes when a promise is due, what state it is in, who has to be
//! told and when, and why: from declarative rules, a working calendar and what
//! has happened on a case.
//!
//! It is pure: the moment an answer is for is an argument, nothing is read from
//! the machine, and the same input gives the same answer everywhere.
//!
//! ```
//! use dueby::{Calendar, Case, Engine, Pack};
//!
//! let calendar = Calendar::from_toml(
//!     r#"
//!     [calendar]
//!     id = "office"
//!     title = "An office"
//!     zone = "Europe/London"
//!     from = "2025-01-01"
//!     to = "2026-12-31"
//!     [hours]
//!     mon-fri = "09:00-17:00"
//!     [holidays]
//!     2025-12-25 = "Christmas Day"
//!     2025-12-26 = "Boxing Day"
//!     "#,
//!     "office.toml",
//! )?;
//! let pack = Pack::from_toml(
//!     r#"
//!     [pack]
//!     id = "example"
//!     title = "An example"
//!     calendar = "office"
//!     basis = "promise"
//!
//!     [[clock]]
//!     id = "complaint-response"
//!     promise = "Answer a complaint"
//!     kind = "complaint"
//!     starts = "complaint.received"
//!     stops = "complaint.answered"
//!     within = "5 working days"
//!     "#,
//!     "example.toml",
//! )?;
//! let engine = Engine::builder().calendar(calendar).pack(pack).build()?;
//!
//! let case = Case::new("C-1042", "complaint").with_event("complaint.received", "2025-12-19T16:42")?;
//! let answer = engine.assess(&case, "2025-12-22T09:00:00Z".parse().unwrap())?;
//! let clock = &answer.clocks[0];
//! assert_eq!(clock.state, dueby::State::OnTrack);
//! assert_eq!(clock.due_date.unwrap().to_string(), "2025-12-30");
//! let why: Vec<String> = clock.explanation.iter().map(|entry| entry.text()).collect();
//! assert!(why.contains(&"Thu 25 Dec 2025 skipped: Christmas Day".to_owned()));
//! # Ok::<(), dueby::Error>(())
//! ```
//!
//! # How the crate is laid out
//!
//! Data runs one way: rule text (`text`) → model as written (`model`) → checked
//! (`checked`) → compiled ([`Engine`], `compiled`) → assessed ([`Assessment`],
//! `assess`; many cases at once: [`Batch`], `batch`) → explained ([`Entry`], `explain`). What
//! is wrong with rules that can be read is found in `analysed` ([`Checker`]). Answers compared, over time or under
//! other rules, are in `asking`; what a new edition of rules changes in `compared` ([`Diff`]). Counting rules are in `count`, one
//! a file; calendars in `calendar`; promises about many cases in `targets`; sums without a case in `sums`; instants and zones in
//! `time`.
//!
//! # What it does not do
//!
//! It reads no clock and no files, sends nothing, keeps nothing, and gives no legal
//! advice.

#[macro_use]
mod precompiled;

mod analysed;
mod asking;
mod assess;
mod batch;
mod calendar;
mod case;
mod checked;
mod compared;
mod compiled;
mod count;
mod error;
mod explain;
mod few;
mod model;
mod sorted;
mod sums;
mod targets;
mod text;
mod time;
mod words;

pub use analysed::{Checker, Report, TextKind};
pub use asking::{
    Change, Comparison, DeadlineAnswer, Differing, InstanceName, Moved, RightMoved, RightName,
    RightStanding, RightStatesMoved, RightsSummary, Standing, StatesMoved, Summary, Timeline, What,
    WhatIf,
};
pub use assess::{
    Accept, AppointmentAnswer, Assessment, ClockAnswer, DirectoryRevision, EscalationAnswer,
    Finding, FollowsAnswer, Options, Outcome, ReadingAnswer, Reason, ReasonCode, RecipientAnswer,
    Revisions, RightAnswer, RightState, State, StepReason, StepState, TriggerAnswer,
    UnresolvedAnswer, UnresolvedCode, Via,
};
pub use batch::{
    AttributeColumn, Batch, BatchError, CASE_ALONE, CaseColumns, ClockRows, EventColumns, NOTHING,
    Names, TimeSort, Values,
};
pub use calendar::{AtEdge, Calendar};
pub use case::{Case, Event, Value};
pub use checked::{
    Attribute, AttributeType, Basis, Clock, Condition, Decides, Directory, Governs, Pack,
    Parameter, Period, Reading, Right, Seam, Status, Target,
};
pub use compared::{Cases, Compared, Compares, Diff, Difference, Edition, Part};
pub use compiled::{Engine, EngineBuilder};
pub use count::{
    Allowance, BeforeStart, Begins, BeyondCap, CancelledLate, CivilDays, CivilMonths, Counting,
    EarlyOpens, Elapsed, Ends, IfCancelled, InTime, Kind, Limit, Moment, NextRun, OnChange,
    PauseDays, ReceivedOffDay, Reopens, Roll, Side, StartsAt, TimeOfDay, WhenOverdue, Whichever,
    WorkingDays, WorkingTime,
};
pub use error::{Code, Error, Example, Explained, Place, Problem, Severity};
pub use explain::{Entry, Given, Unit};
#[cfg(feature = "precompiled")]
pub use precompiled::Archive;
pub use sorted::{Iter as MapIter, Map};
pub use sums::{ColumnError, Columns, Count, Sum};
pub use targets::{
    Added, ColumnsAdded, Counts, Failed, FigureAnswer, Fold, GroupAnswer, Measure, MergeError,
    MonthAnswer, PeriodAnswer, References, Sample, Span, TargetAnswer, TargetOptions, TargetReason,
    TargetState, TargetTold, TargetsAnswer,
};
pub use text::read_toml;
pub use time::{EventTime, Zone};
