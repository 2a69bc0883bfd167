//! What bounds an instance: a limit from its start, or a date.

use chrono::NaiveDate;

use super::{Allowance, Limit};

/// How long an instance has, or until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Term {
    Within(Limit),
    /// A date, whenever the start was.
    Until(NaiveDate),
}

/// One of the limits of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Single {
    Within(Allowance),
    Until(NaiveDate),
}

impl Term {
    pub(crate) fn limit(&self) -> Option<Limit> {
        match self {
            Term::Within(limit) => Some(*limit),
            Term::Until(_) => None,
        }
    }

    pub(crate) fn date(&self) -> Option<NaiveDate> {
        match self {
            Term::Within(_) => None,
            Term::Until(date) => Some(*date),
        }
    }
}
