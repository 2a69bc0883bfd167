//! dueby for Python: the engine's types as Python objects.
//!
//! No rule is written here: each file binds what one part of the engine says. `times.rs`
//! is the only one that knows how Python tells the time, `layout.rs` where its numbers lie, `tell.rs` how values become
//! Python's, `errors.rs` how problems become exceptions.

mod allowance;
mod answers;
mod batch;
mod calendar;
mod case;
mod checking;
mod count;
mod directory;
mod engine;
mod errors;
mod interrupt;
mod layout;
mod pack;
mod sources;
mod targets;
mod tell;
mod times;

use pyo3::prelude::*;

/// The engine of the package `dueby`.
#[pymodule(name = "_engine")]
mod engine_module {
    #[pymodule_export]
    use crate::allowance::{Allowance, Limit};
    #[pymodule_export]
    use crate::answers::{
        AppointmentAnswer, Assessment, Assessments, Change, ClockAnswer, DeadlineAnswer,
        DirectoryRevision, Entry, EscalationAnswer, Finding, FollowsAnswer, Moved, ReadingAnswer,
        Reason, RecipientAnswer, Revisions, RightAnswer, RightMoved, RightStanding,
        RightStatesMoved, RightsSummary, Standing, StatesMoved, Summary, Timeline, TriggerAnswer,
        UnresolvedAnswer, Via, WhatIf,
    };
    #[pymodule_export]
    use crate::answers::{asked, part};
    #[pymodule_export]
    use crate::batch::{Column, Columns, Table};
    #[pymodule_export]
    use crate::calendar::{Calendar, calendars};
    #[pymodule_export]
    use crate::case::{Case, Event};
    #[pymodule_export]
    use crate::checking::{Report, check};
    #[pymodule_export]
    use crate::count::{Count, Sum};
    #[pymodule_export]
    use crate::directory::Directory;
    #[pymodule_export]
    use crate::engine::Engine;
    #[pymodule_export]
    use crate::errors::{
        CalendarRangeError, CaseError, Error, Problem, RuleError, TableError, TimeError,
        UnknownNameError, codes,
    };
    #[pymodule_export]
    use crate::pack::{Clock, Pack, packs};
    #[pymodule_export]
    use crate::targets::{Fold, TargetsAnswer, sample};

    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        crate::errors::attributes(module.py())
    }
}
