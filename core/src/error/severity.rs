//! How bad a problem is.

use std::fmt;

use serde::Serialize;

use super::Code;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Severity {
    /// Something to know; nothing has to be done.
    Note,
    /// The text means something, but hardly what was meant.
    Warning,
    /// The text cannot be used, or answers for some cases would be wrong or missing.
    Error,
}

impl Severity {
    /// The word for it: `error`, `warning`, `note`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Code {
    /// How bad a problem with this code is by itself. Findings about a case are warnings,
    /// unless it was asked to be strict; what a text is refused for is an error.
    pub const fn severity(self) -> Severity {
        match self {
            Code::NotFilledIn | Code::NotDecided => Severity::Note,
            Code::RowNeverMatches
            | Code::NeverHolds
            | Code::EventWithoutEffect
            | Code::StepsOutOfOrder
            | Code::StepsAtOneMoment
            | Code::StepBeforeStart
            | Code::CalendarTooShort
            | Code::UnusedName
            | Code::LookAlike
            | Code::ReopenWithoutStop
            | Code::VisitTooEarly
            | Code::ResetTooLate
            | Code::TooEarly
            | Code::UnresolvedRole
            | Code::CircularManager
            | Code::NobodyStandsIn
            | Code::UnknownStep
            | Code::StepReportedTwice
            | Code::StepNotDue
            | Code::NoVersion
            | Code::UnknownEvent
            | Code::UnknownKind
            | Code::UnknownValue
            | Code::FutureEvent
            | Code::StopWithoutStart
            | Code::PauseWithoutStart
            | Code::ResumeWithoutPause
            | Code::PauseTooLate
            | Code::ExtensionRefused
            | Code::ProjectedHoliday
            | Code::BeyondCalendar => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
