//! Residents' rights under other rules: which, what each is, and how it differs.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::standing::DeadlineAnswer;
use super::what_if::{add_up, shift};
use crate::assess::{Reason, RightAnswer, RightState};
use crate::case::Case;
use crate::count::{Allowance, Limit};
use crate::sorted::sort_by_key;
use crate::time::serialize_optional_instant;

/// Which time a resident has which right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct RightName {
    /// The pack's id.
    pub pack: String,
    /// The right's id.
    pub right: String,
    /// Which time it arose, from 1.
    pub instance: usize,
    /// What the resident may do.
    pub title: String,
    /// Whom it leads to.
    pub to: String,
    /// The nation whose residents have it.
    pub nation: Option<String>,
}

/// What a right is under some rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct RightStanding {
    /// Its state.
    pub state: RightState,
    /// Why it is undetermined, where it is.
    pub reason: Option<Reason>,
    /// How long it is open.
    pub within: Option<Limit>,
    /// The rule's own words, where it gives no number.
    pub open: Option<String>,
    /// Since when it is open.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub open_from: Option<DateTime<FixedOffset>>,
    /// The last moment at which it can be used in time.
    pub deadline: Option<DeadlineAnswer>,
}

/// A right that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct RightMoved {
    /// The host's reference of the case.
    pub case: String,
    /// The right, as it is called before, or after where it was not listed before.
    #[serde(flatten)]
    pub right: RightName,
    /// What it is before. Null when it is not listed.
    pub before: Option<RightStanding>,
    /// What it is after. Null when it is not listed.
    pub after: Option<RightStanding>,
    /// By how much time its last moment is later; negative when it is earlier. Null
    /// without two of them.
    pub by: Option<Allowance>,
    /// The same in calendar days, where both are the end of a day.
    pub days: Option<i64>,
}

/// How many rights were compared, and how they differ.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct RightsSummary {
    /// The rights compared, listed before or after: each time that one arises counts.
    pub instances: usize,
    /// Those of them that differ.
    pub moved: usize,
    /// Those whose last moment is earlier.
    pub earlier: usize,
    /// Those whose last moment is later.
    pub later: usize,
    /// Those that have a last moment only after.
    pub deadlines_gained: usize,
    /// Those that have a last moment only before.
    pub deadlines_lost: usize,
    /// Those that are listed only after.
    pub listed: usize,
    /// Those that are listed only before.
    pub gone: usize,
    /// How many have which other state, in the order of their names.
    pub states: Vec<RightStatesMoved>,
}

/// How many rights have another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct RightStatesMoved {
    /// The state before.
    pub from: RightState,
    /// The state after.
    pub to: RightState,
    /// How many.
    pub instances: usize,
}

impl RightName {
    fn of(answer: &RightAnswer) -> Self {
        RightName {
            pack: answer.pack.clone(),
            right: answer.right.clone(),
            instance: answer.instance,
            title: answer.title.clone(),
            to: answer.to.clone(),
            nation: answer.nation.clone(),
        }
    }
}

impl RightStanding {
    fn of(answer: &RightAnswer) -> Self {
        RightStanding {
            state: answer.state,
            reason: answer.reason.clone(),
            within: answer.within,
            open: answer.open.clone(),
            open_from: answer.open_from,
            deadline: DeadlineAnswer::of_right(answer),
        }
    }
}

impl RightMoved {
    /// What differs of a right; nothing when nothing does.
    pub(super) fn of(
        case: &Case,
        before: Option<&RightAnswer>,
        after: Option<&RightAnswer>,
    ) -> Option<Self> {
        let right = RightName::of(before.or(after)?);
        let (before, after) = (before.map(RightStanding::of), after.map(RightStanding::of));
        let (mut by, mut days) = (None, None);
        if let (Some(before), Some(after)) = (&before, &after) {
            let when = |one: &RightStanding| (one.state, one.open_from, one.deadline);
            if when(before) == when(after) {
                return None;
            }
            (by, days) = shift(before.deadline, after.deadline);
        }
        Some(RightMoved {
            case: case.case.clone(),
            right,
            before,
            after,
            by,
            days,
        })
    }
}

impl RightsSummary {
    pub(super) fn add(&mut self, moved: &RightMoved) {
        self.moved += 1;
        let (before, after) = match (&moved.before, &moved.after) {
            (Some(before), Some(after)) => (before, after),
            (None, _) => {
                self.listed += 1;
                return;
            }
            (_, None) => {
                self.gone += 1;
                return;
            }
        };
        let sums = [
            &mut self.earlier,
            &mut self.later,
            &mut self.deadlines_gained,
            &mut self.deadlines_lost,
        ];
        add_up((before.deadline, after.deadline), sums);
        if before.state != after.state {
            self.state(before.state, after.state);
        }
    }

    fn state(&mut self, from: RightState, to: RightState) {
        let mut states = self.states.iter_mut();
        if let Some(known) = states.find(|one| (one.from, one.to) == (from, to)) {
            known.instances += 1;
            return;
        }
        self.states.push(RightStatesMoved {
            from,
            to,
            instances: 1,
        });
        // The same cases in another order add up to the same.
        sort_by_key(&mut self.states, |one| (one.from.as_str(), one.to.as_str()));
    }
}
