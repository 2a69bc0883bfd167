//! What is told of targets, as data.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::assess::Revisions;
use crate::checked::{Basis, Status};
use crate::count::Allowance;
use crate::time::{serialize_instant, serialize_optional_instant};

/// Every target at a moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct TargetsAnswer {
    /// The version of this shape.
    pub schema: u32,
    /// The moment it is for.
    #[serde(serialize_with = "serialize_instant")]
    pub as_of: DateTime<FixedOffset>,
    /// The zone of its months and times: that of the engine's first calendar.
    pub zone: String,
    /// The first date of the report.
    pub from: NaiveDate,
    /// The last date of the report, which still belongs to it.
    pub until: NaiveDate,
    /// How many cases were counted.
    pub cases: u64,
    /// How many were given again under a reference that was there, and not counted.
    pub repeated: u64,
    /// Some of those references, the first twenty in order.
    pub repeated_cases: Vec<String>,
    /// The date of the first event of all cases.
    pub data_from: Option<NaiveDate>,
    /// The date of the last event that had happened.
    pub data_until: Option<NaiveDate>,
    /// The first dates of months of the report that had begun and that the events do not
    /// reach: of these nothing is known.
    pub not_covered: Vec<NaiveDate>,
    /// The attribute that figures are told by as well.
    pub by: Option<String>,
    /// What it was made with.
    pub revisions: Revisions,
    /// The targets, in the order of the packs.
    pub targets: Vec<TargetAnswer>,
    /// What this is, and what it is not.
    pub notice: String,
}

/// One target.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct TargetAnswer {
    /// The pack's id.
    pub pack: String,
    /// The pack's version, where it has several.
    pub version: Option<String>,
    /// The target's id.
    pub target: String,
    /// What is promised.
    pub promise: String,
    /// What sort of figure it is.
    pub measure: Measure,
    /// What it is, in words: `at least 80%`. Nothing where it is a measure alone.
    pub bound: Option<String>,
    /// Whether it is to be at least so much (`true`) or at most; nothing where there is no
    /// bound.
    pub at_least: Option<bool>,
    /// What its figure's value is held against; nothing for a time, a change, or no bound.
    pub bound_value: Option<f64>,
    /// What its figure's time is held against.
    pub bound_time: Option<Allowance>,
    /// What is counted, in words.
    pub definition: String,
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
    /// The first date of its own period.
    pub from: NaiveDate,
    /// The last date of its own period, which still belongs to it.
    pub until: NaiveDate,
    /// What it is at the moment asked for; nothing where there is no bound.
    pub state: Option<TargetState>,
    /// Why it cannot be said what it is.
    pub reason: Option<TargetReason>,
    /// What that reason is about: the number, the parameter or the pack that is missing, the
    /// rule that was not accepted.
    pub reason_about: Option<String>,
    /// The figure; nothing where there is none.
    pub figure: Option<FigureAnswer>,
    /// For a change: what the figure is compared with, as a figure's value.
    pub before: Option<f64>,
    /// For a change: how much more it is than that: in points of a share (0.05 is five) or in
    /// numbers; in parts of what it was where the target is in percent (0.05 is 5% more).
    pub change: Option<f64>,
    /// While the period goes on: how many are expected in all, if they go on coming as they
    /// have come.
    pub expected: Option<u64>,
    /// How many more may fail: of a share that is to be at least so much, of those expected;
    /// of a count or a rate that is to be at most so much, how many more may come. Negative where it is
    /// too many already.
    pub may_fail: Option<i64>,
    /// Of a share that is to be at least so much: the share that is needed of those still
    /// expected; above 1 it cannot be reached by them.
    pub needed_share: Option<f64>,
    /// Of a count or a rate that is to be at least so much: how many are still needed.
    pub needed_count: Option<u64>,
    /// The next moment at which its period is over.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub next: Option<DateTime<FixedOffset>>,
    /// Who has to be told now.
    pub tell: Vec<TargetTold>,
    /// Every one of its periods that the report touches and that had begun.
    pub periods: Vec<PeriodAnswer>,
    /// The figure of each month: those of the report, and at least twelve.
    pub months: Vec<MonthAnswer>,
    /// The figure by the values of the attribute asked for.
    pub groups: Vec<GroupAnswer>,
    /// Those that failed in its period, the longest past due first, then by reference; at most
    /// twenty.
    pub failed: Vec<Failed>,
    /// How many failed that are not named.
    pub more_failed: u64,
}

/// What sort of figure a target has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Measure {
    /// So many of so many.
    Share,
    /// How many.
    Count,
    /// How many for each thousand of something.
    Rate,
    /// The time within which so many of a hundred were done.
    Percentile,
}

/// What a target is at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum TargetState {
    /// The period goes on, and the figure is as it should be.
    OnTrack,
    /// The period goes on, and the figure is not as it should be.
    AtRisk,
    /// The period is over, or nothing can change it any more, and it is as it should be.
    Met,
    /// The period is over, or nothing can change it any more, and it is not.
    Missed,
    /// It cannot be said: see the reason.
    Undetermined,
}

impl TargetState {
    /// The word for it in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            TargetState::OnTrack => "on-track",
            TargetState::AtRisk => "at-risk",
            TargetState::Met => "met",
            TargetState::Missed => "missed",
            TargetState::Undetermined => "undetermined",
        }
    }
}

/// Why a figure or a state cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum TargetReason {
    /// There is nothing to count.
    NothingCounted,
    /// The number that a rate is of was not given.
    MissingNumber,
    /// There is nothing to compare it with.
    MissingBaseline,
    /// The events do not reach every month of the period.
    NotCovered,
    /// It hangs on what is undetermined of single cases.
    UndeterminedCases,
    /// Times are in several kinds, or in another kind than the target.
    MixedKinds,
    /// A parameter that its clock needs has not been filled in.
    MissingParameter,
    /// Its clock is in a pack that the engine was not given.
    UnknownClock,
    /// Its rule, or its clock's, is not confirmed and was not accepted.
    NotAccepted,
}

impl TargetAnswer {
    /// Why it cannot be said what it is, in words: `the number "homes" was not given`.
    pub fn why(&self) -> Option<String> {
        let about = self.reason_about.as_deref().unwrap_or_default();
        Some(match self.reason? {
            TargetReason::NothingCounted => "there is nothing to count in this period".to_owned(),
            TargetReason::MissingNumber => format!("the number \"{about}\" was not given"),
            TargetReason::MissingBaseline => "there is no figure to compare it with".to_owned(),
            TargetReason::NotCovered => {
                "the cases do not cover every month of the period".to_owned()
            }
            TargetReason::UndeterminedCases => {
                "it hangs on cases of which it cannot be said".to_owned()
            }
            TargetReason::MixedKinds => "the times are in several kinds of time".to_owned(),
            TargetReason::MissingParameter => format!("the parameter \"{about}\" has no value"),
            TargetReason::UnknownClock => {
                format!("its clock is in the pack \"{about}\", which was not given")
            }
            TargetReason::NotAccepted => {
                format!("the rule \"{about}\" is not confirmed and was not accepted")
            }
        })
    }
}

/// A figure, with all that was counted for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct FigureAnswer {
    /// A share from 0 to 1, a number, or a number for each thousand; nothing for a time.
    pub value: Option<f64>,
    /// Of a percentile: the time, up to the next whole resolution.
    pub time: Option<Allowance>,
    /// Of a percentile: how finely times were kept.
    pub resolution: Option<Allowance>,
    /// What is kept, or counted.
    pub numerator: u64,
    /// Of how many; nothing for a count.
    pub denominator: Option<u64>,
    /// Completed in time, followed, or counted.
    pub kept: u64,
    /// Completed too late, or not followed.
    pub failed: u64,
    /// Open and overdue at the moment asked for.
    pub overdue: u64,
    /// Of which it cannot be said.
    pub undetermined: u64,
    /// Of a clock's share: of what was completed alone.
    pub of_completed: Option<f64>,
    /// Of a clock's share: with what is open and overdue.
    pub with_overdue: Option<f64>,
}

/// One period of a target.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct PeriodAnswer {
    /// Its first date.
    pub from: NaiveDate,
    /// Its last date, which still belongs to it.
    pub until: NaiveDate,
    /// What it is; nothing where there is no bound.
    pub state: Option<TargetState>,
    /// The figure; nothing where there is none.
    pub figure: Option<FigureAnswer>,
}

/// The figure of a month.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct MonthAnswer {
    /// Its first date.
    pub month: NaiveDate,
    /// The figure; nothing where there is none.
    pub figure: Option<FigureAnswer>,
}

/// The figure of the cases with a value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct GroupAnswer {
    /// The value; nothing for cases without one.
    pub value: Option<String>,
    /// The figure; nothing where there is none.
    pub figure: Option<FigureAnswer>,
}

/// One that failed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Failed {
    /// The case's reference.
    pub case: String,
    /// Which run of the clock, or which of the case's events, from 1.
    pub instance: u64,
    /// When it was due.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub due: Option<DateTime<FixedOffset>>,
    /// When it was done all the same, or the event that nothing followed. Of a clock, nothing
    /// where it is still open.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub at: Option<DateTime<FixedOffset>>,
}

/// Who has to be told of a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct TargetTold {
    /// The role.
    pub notify: String,
    /// The state that it is told of.
    pub state: TargetState,
}
