//! What an assessment says. The shape is a contract: fields are added, never
//! renamed or removed.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::{Outcome, ReadingAnswer, RecipientAnswer, RightAnswer, State, UnresolvedAnswer};
use crate::checked::{Basis, Status};
use crate::count::{Allowance, Limit, Moment};
use crate::error::Code;
use crate::explain::Entry;
use crate::sorted::Map;
use crate::time::{serialize_instant, serialize_optional_instant};

/// On every answer.
pub(crate) const NOTICE: &str = "A calculation, not legal advice.";

/// The state of every promise in a case at a moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Assessment {
    /// The version of this shape.
    pub schema: u32,
    /// The host's reference of the case.
    pub case: String,
    /// The moment the answer is for.
    #[serde(serialize_with = "serialize_instant")]
    pub as_of: DateTime<FixedOffset>,
    /// The earliest instant after `as_of` at which, without a new event, anything
    /// would differ but `as_of`, `elapsed`, `remaining` and `due_if_resumed`.
    /// Null if never.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub next_change: Option<DateTime<FixedOffset>>,
    /// What the answer was made with.
    pub revisions: Revisions,
    /// The clocks, in the order of the packs.
    pub clocks: Vec<ClockAnswer>,
    /// What a resident may do beside that, and until when.
    pub rights: Vec<RightAnswer>,
    /// What is odd about the case.
    pub findings: Vec<Finding>,
    /// What this is, and what it is not.
    pub notice: String,
}

/// The editions of everything an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Revisions {
    /// The engine's version.
    pub engine: String,
    /// The edition of the time zone database.
    pub zones: String,
    /// The packs given, by id.
    #[cfg_attr(
        feature = "typescript",
        ts(as = "std::collections::BTreeMap<String, String>")
    )]
    pub packs: Map<String, String>,
    /// The calendars used, by id.
    #[cfg_attr(
        feature = "typescript",
        ts(as = "std::collections::BTreeMap<String, String>")
    )]
    pub calendars: Map<String, String>,
    /// The directory, where one was given.
    pub directory: Option<DirectoryRevision>,
}

/// The edition of a directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct DirectoryRevision {
    /// Its id.
    pub id: String,
    /// Its revision.
    pub revision: String,
}

/// One instance of a clock.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct ClockAnswer {
    /// The clock's id.
    pub clock: String,
    /// Which run of it this is, from 1.
    pub instance: usize,
    /// The pack's id.
    pub pack: String,
    /// The pack's version, where it has several: the one that governs this instance.
    pub version: Option<String>,
    /// What is promised.
    pub promise: String,
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
    pub state: State,
    /// Why it cannot be said what it is, when it is undetermined.
    pub reason: Option<Reason>,
    /// The instance of another clock that it follows.
    pub follows: Option<FollowsAnswer>,
    /// The event that started it; none where a due did.
    pub trigger: Option<TriggerAnswer>,
    /// When it started: for a date alone, the start of that day.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub started: Option<DateTime<FixedOffset>>,
    /// The date it is counted from: that of its start, or of what the count began anew
    /// from.
    pub counted_from: Option<NaiveDate>,
    /// The time allowed, extensions included.
    pub within: Option<Limit>,
    /// The rule's own words, where it gives no number: the clock has no deadline.
    pub open: Option<String>,
    /// The last millisecond in time. Null while paused.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub due: Option<DateTime<FixedOffset>>,
    /// The date of `due`.
    pub due_date: Option<NaiveDate>,
    /// The first millisecond too late.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub overdue_from: Option<DateTime<FixedOffset>>,
    /// When the clock's own warning is, where it has one.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub at_risk_from: Option<DateTime<FixedOffset>>,
    /// How much has been used; for dates, the day of `as_of` included. Null when the
    /// calendar does not reach `as_of`.
    pub elapsed: Option<Allowance>,
    /// How much is left; for dates, those after the day of `as_of`. Negative when
    /// overdue, frozen while paused. Null when the calendar does not reach `as_of`.
    pub remaining: Option<Allowance>,
    /// When it was stopped: for a date alone, the start of that day.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub stopped: Option<DateTime<FixedOffset>>,
    /// When it was cancelled, in time or late: for a date alone, the start of that day.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub cancelled: Option<DateTime<FixedOffset>>,
    /// The date that the stop counts as, where it came early and keeps the anniversary:
    /// the next run is counted from it.
    pub deemed_stopped: Option<NaiveDate>,
    /// The first date on which a stop keeps the anniversary, where the rule has one.
    pub early_from: Option<NaiveDate>,
    /// The first date on which a stop counts, where it may not come sooner.
    pub not_before: Option<NaiveDate>,
    /// What `due` would be without the extensions granted.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub unextended_due: Option<DateTime<FixedOffset>>,
    /// While paused: what `due` would be if the clock resumed at `as_of`.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub due_if_resumed: Option<DateTime<FixedOffset>>,
    /// Before the start, where it follows another clock: what `due` would be if it
    /// started when that is due, or projected to be.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub projected_due: Option<DateTime<FixedOffset>>,
    /// The window, where it is an appointment's.
    pub appointment: Option<AppointmentAnswer>,
    /// Who has to be told, and when.
    pub escalations: Vec<EscalationAnswer>,
    /// How the deadline was reckoned, step by step.
    pub explanation: Vec<Entry>,
}

/// The window that an instance of an appointment was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct AppointmentAnswer {
    /// Its first instant.
    #[serde(serialize_with = "serialize_instant")]
    pub from: DateTime<FixedOffset>,
    /// Its last instant.
    #[serde(serialize_with = "serialize_instant")]
    pub until: DateTime<FixedOffset>,
    /// What became of it; null for the notice and the reminder that are owed beforehand.
    pub outcome: Option<Outcome>,
}

/// Why a clock is undetermined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Reason {
    /// What sort of reason it is.
    pub code: ReasonCode,
    /// The attribute, parameter or status concerned.
    pub about: Option<String>,
    /// The same in words.
    pub message: String,
}

/// What sort of reason leaves a clock undetermined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ReasonCode {
    /// A parameter has not been filled in.
    MissingParameter,
    /// Its rule is not confirmed and was not accepted.
    NotAccepted,
    /// The case does not have an attribute that the rule needs.
    MissingAttribute,
    /// The attribute has a value that it cannot have.
    UnfitAttribute,
    /// The rule has no row for the attribute's value.
    NoRow,
    /// Two rows of the rule's table are for this case, and say different things.
    RowsOverlap,
    /// An attribute is no time, or a window ends before it begins.
    BadValue,
    /// The calendar, or the data of time zones, does not reach that far.
    OutOfRange,
    /// What should be the date of its due is none.
    NoDate,
    /// Time alone has begun more runs than are counted.
    TooManyRuns,
    /// An event's date alone does not say whether it came in time.
    TimeNeeded,
}

/// The instance of another clock that an instance follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct FollowsAnswer {
    /// That clock's pack.
    pub pack: String,
    /// That clock's id.
    pub clock: String,
    /// Which run of it.
    pub instance: usize,
}

/// The event that started an instance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct TriggerAnswer {
    /// Its type.
    pub event: String,
    /// Its index in the case's list, from 0.
    pub index: usize,
    /// The host's reference for it.
    pub id: Option<String>,
}

/// One step of an instance's escalation path.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct EscalationAnswer {
    /// Stable: the same step of the same instance has the same id in every answer.
    pub id: String,
    /// Its number on the path, from 1.
    pub step: usize,
    /// Which time it comes, from 1: a step may be repeated.
    pub occurrence: u32,
    /// When it is, as the rule writes it.
    pub when: Moment,
    /// The exact moment. Null while the clock is paused, or beyond the calendar.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub at: Option<DateTime<FixedOffset>>,
    /// The first time from then on at which a calendar is open: that of one of those who
    /// are told, as the directory says, else the clock's.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub deliver_from: Option<DateTime<FixedOffset>>,
    /// The role that has to be told.
    pub notify: String,
    /// Who has that role at the moment of the step. Null without a directory, and for a
    /// step that is skipped, withdrawn or undetermined.
    pub to: Option<Vec<RecipientAnswer>>,
    /// Why the role, or a part of it, leads to nobody.
    pub unresolved: Vec<UnresolvedAnswer>,
    /// Whether it has come.
    pub state: StepState,
    /// Why it is so, where it is not just its moment.
    pub why: Option<StepReason>,
    /// When the host sent it, as it reported.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub sent: Option<DateTime<FixedOffset>>,
    /// The first instant too late to acknowledge it: the next step comes then, if not at
    /// its own moment before. Null where no step waits.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub acknowledge_by: Option<DateTime<FixedOffset>>,
    /// When it was acknowledged.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub acknowledged: Option<DateTime<FixedOffset>>,
    /// What the path rests on.
    pub basis: Basis,
}

/// Whether an escalation step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum StepState {
    /// Its moment is still to come.
    Scheduled,
    /// Its moment has come: the role has to be told.
    Fired,
    /// It came, and somebody took it on.
    Acknowledged,
    /// Its moment had passed when the case was recorded.
    Skipped,
    /// It will not come: the clock ended first, or is paused, or somebody took it on.
    Withdrawn,
    /// Its moment cannot be given: the calendar does not reach that far.
    Undetermined,
}

/// Why a step is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum StepReason {
    /// It comes sooner than its own moment: the step before it is not acknowledged in
    /// time.
    NotAcknowledged,
    /// It is withdrawn: a step of the path was acknowledged first.
    Acknowledged,
    /// It is withdrawn: the clock ended first.
    Ended,
    /// It is withdrawn while the clock is paused.
    Paused,
    /// It is skipped: its moment had passed when the case was recorded.
    RecordedLate,
    /// It stands where it was sent, though its moment had not come.
    Sent,
}

/// Something odd about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Finding {
    /// The stable code.
    pub code: Code,
    /// The index of the event in the case's list, from 0.
    pub event: Option<usize>,
    /// What is odd.
    pub message: String,
    /// What would be right, where that can be said.
    pub hint: Option<String>,
}
