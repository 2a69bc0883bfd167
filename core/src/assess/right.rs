//! Residents' rights: the clock of how long each is open, told as what it is.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::{ClockAnswer, ReadingAnswer, Reason, State};
use crate::checked::{Basis, Right, Status};
use crate::count::Limit;
use crate::explain::Entry;
use crate::time::serialize_optional_instant;

/// A resident's right at a moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct RightAnswer {
    /// The right's id.
    pub right: String,
    /// Which time it arose, from 1.
    pub instance: usize,
    /// The pack's id.
    pub pack: String,
    /// The pack's version, where it has several.
    pub version: Option<String>,
    /// What the resident may do.
    pub title: String,
    /// Whom it leads to.
    pub to: String,
    /// The nation whose residents have it.
    pub nation: Option<String>,
    /// What it rests on.
    pub basis: Basis,
    /// How sure its rule is.
    pub status: Status,
    /// When the rule was last held against its source.
    pub checked: Option<NaiveDate>,
    /// The document it stands in.
    pub document: Option<String>,
    /// Where in that document it stands.
    pub source: Option<String>,
    /// Where to find that.
    pub link: Option<String>,
    /// Anything else for people.
    pub notes: Option<String>,
    /// The reading of contested words that this is the answer under.
    pub reading: Option<String>,
    /// What each reading of contested words makes of it.
    pub readings: Vec<ReadingAnswer>,
    /// What it is at `as_of`.
    pub state: RightState,
    /// Why it cannot be said what it is, when it is undetermined.
    pub reason: Option<Reason>,
    /// How long it is open.
    pub within: Option<Limit>,
    /// The rule's own words, where it gives no number: it stays open.
    pub open: Option<String>,
    /// Since when it is open.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub open_from: Option<DateTime<FixedOffset>>,
    /// The last millisecond at which it can be used in time.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub open_until: Option<DateTime<FixedOffset>>,
    /// When it was used.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub used: Option<DateTime<FixedOffset>>,
    /// How the last moment was reckoned, step by step.
    pub explanation: Vec<Entry>,
}

/// What a right is at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum RightState {
    /// What opens it has not happened.
    NotYet,
    /// It can be used.
    Open,
    /// It was used in time.
    Used,
    /// It was not used in time.
    Lapsed,
    /// What ends it happened first.
    Ended,
    /// It cannot be said: see the reason.
    Undetermined,
}

impl RightState {
    /// The word for it in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            RightState::NotYet => "not-yet",
            RightState::Open => "open",
            RightState::Used => "used",
            RightState::Lapsed => "lapsed",
            RightState::Ended => "ended",
            RightState::Undetermined => "undetermined",
        }
    }
}

/// What the clock of a right says, as the right's.
pub(super) fn tell(right: &Right, clock: ClockAnswer) -> RightAnswer {
    RightAnswer {
        right: clock.clock,
        instance: clock.instance,
        pack: clock.pack,
        version: clock.version,
        title: right.title.clone(),
        to: right.to.clone(),
        nation: right.nation.clone(),
        basis: clock.basis,
        status: clock.status,
        checked: clock.checked,
        document: clock.document,
        source: clock.source,
        link: clock.link,
        notes: clock.notes,
        reading: clock.reading,
        readings: clock.readings,
        state: match clock.state {
            State::Pending => RightState::NotYet,
            State::OnTrack | State::Open | State::AtRisk | State::Paused => RightState::Open,
            State::Met => RightState::Used,
            State::Overdue | State::Missed => RightState::Lapsed,
            State::Cancelled => RightState::Ended,
            State::Undetermined => RightState::Undetermined,
        },
        reason: clock.reason,
        within: clock.within,
        open: clock.open,
        open_from: clock.started,
        open_until: clock.due,
        used: clock.stopped,
        explanation: clock.explanation,
    }
}
