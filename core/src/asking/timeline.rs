//! Every change to come of a case.

use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;

use super::differences;
use super::standing::{DeadlineAnswer, InstanceName};
use crate::assess::{
    Assessment, ClockAnswer, Finding, Options, Reason, RightState, State, StepState,
};
use crate::case::Case;
use crate::compiled::Engine;
use crate::error::Error;
use crate::time::{serialize_instant, serialize_optional_instant};

/// What a case is at one moment, and every change from then until another.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Timeline {
    /// The version of this shape.
    pub schema: u32,
    /// The host's reference of the case.
    pub case: String,
    /// Changes at this moment are the first that are not listed.
    #[serde(serialize_with = "serialize_instant")]
    pub from: DateTime<FixedOffset>,
    /// Changes at this moment are the last that are listed.
    #[serde(serialize_with = "serialize_instant")]
    pub until: DateTime<FixedOffset>,
    /// What the case is at `from`.
    pub start: Assessment,
    /// What changes, in order.
    pub changes: Vec<Change>,
    /// When there are more changes than [`Timeline::MOST`]: the last moment whose
    /// changes are listed. To have the others, ask again from it.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub cut_at: Option<DateTime<FixedOffset>>,
    /// The first change that is not listed, after `until` or after `cut_at`. Null if
    /// there is none.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub next_change: Option<DateTime<FixedOffset>>,
}

/// One thing that changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(type = "{ at: string } & (InstanceName | { [name in keyof InstanceName]?: never }) & What")
)]
pub struct Change {
    /// When: from this instant on.
    #[serde(serialize_with = "serialize_instant")]
    pub at: DateTime<FixedOffset>,
    /// The instance that changes; none for what is said of the whole case.
    #[serde(flatten)]
    pub instance: Option<InstanceName>,
    /// What changes.
    #[serde(flatten)]
    pub what: What,
}

/// What changes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all_fields = "camelCase")
)]
pub enum What {
    /// An event that was known beforehand happens, and the finding that it is still to
    /// come is gone.
    Event {
        /// Its type.
        event: String,
        /// Its index in the case's list, from 0.
        index: usize,
        /// The host's reference for it.
        id: Option<String>,
    },
    /// An instance that was not listed before.
    Listed {
        /// What it is.
        answer: Box<ClockAnswer>,
    },
    /// An instance is no longer listed: the clock no longer applies to the case.
    Gone {
        /// What it was.
        state: State,
    },
    /// An instance has another state.
    State {
        /// The state before.
        from: State,
        /// The state from then on.
        to: State,
        /// Why it is undetermined from then on, where it is.
        reason: Option<Reason>,
    },
    /// An instance has another deadline.
    Deadline {
        /// The deadline before: none before the start and while paused.
        from: Option<DeadlineAnswer>,
        /// The deadline from then on.
        to: Option<DeadlineAnswer>,
    },
    /// A step of an escalation path comes, goes or moves.
    Step {
        /// Its id.
        id: String,
        /// Its number on the path, from 1.
        step: usize,
        /// Who has to be told.
        notify: String,
        /// Its state before; none before the clock has started.
        from: Option<StepState>,
        /// Its state from then on.
        to: Option<StepState>,
        /// Its moment before.
        #[serde(serialize_with = "serialize_optional_instant")]
        moment_before: Option<DateTime<FixedOffset>>,
        /// Its moment from then on.
        #[serde(serialize_with = "serialize_optional_instant")]
        moment: Option<DateTime<FixedOffset>>,
        /// The first time the calendar is open from then on.
        #[serde(serialize_with = "serialize_optional_instant")]
        deliver_from: Option<DateTime<FixedOffset>>,
    },
    /// A resident's right comes, goes, or has another state or last moment.
    Right {
        /// The pack's id.
        pack: String,
        /// The right's id.
        right: String,
        /// Which time it arose, from 1.
        number: usize,
        /// What the resident may do.
        title: String,
        /// Its state before; none where it was not listed.
        from: Option<RightState>,
        /// Its state from then on; none where it is no longer listed.
        to: Option<RightState>,
        /// The last millisecond at which it can be used in time, from then on.
        #[serde(serialize_with = "serialize_optional_instant")]
        open_until: Option<DateTime<FixedOffset>>,
    },
    /// Something else in the answer for an instance differs, and nothing of the above.
    Details {
        /// The fields of the answer.
        fields: Vec<String>,
    },
    /// Something is odd that was not before.
    Noted {
        /// What is odd.
        finding: Finding,
    },
    /// Something is no longer odd.
    Settled {
        /// What was odd.
        finding: Finding,
    },
}

impl Timeline {
    /// No further moment is listed once there are this many changes. Those of one
    /// moment are never parted.
    pub const MOST: usize = 1_000;
}

impl Engine {
    /// Every change of a case after `from`, up to and including `until`, if nothing
    /// happens but what the case knows of already: from one
    /// [`next_change`](Assessment::next_change) to the next.
    ///
    /// An event of the case that lies after `from` takes effect at its time. Where
    /// `until` is not after `from`, no change is listed. Each moment with a change costs
    /// an assessment.
    ///
    /// ```
    /// # let calendar = dueby::Calendar::from_toml(r#"
    /// # [calendar]
    /// # id = "office"
    /// # title = "An office"
    /// # zone = "Europe/London"
    /// # from = "2025-01-01"
    /// # to = "2026-12-31"
    /// # [hours]
    /// # mon-fri = "09:00-17:00"
    /// # "#, "office.toml")?;
    /// # let pack = dueby::Pack::from_toml(r#"
    /// # [pack]
    /// # id = "example"
    /// # title = "An example"
    /// # calendar = "office"
    /// # basis = "promise"
    /// # [[clock]]
    /// # id = "complaint-acknowledgement"
    /// # promise = "Acknowledge a complaint"
    /// # kind = "complaint"
    /// # starts = "complaint.received"
    /// # stops = "complaint.acknowledged"
    /// # within = "2 working days"
    /// # "#, "example.toml")?;
    /// # let engine = dueby::Engine::builder().calendar(calendar).pack(pack).build()?;
    /// let case = dueby::Case::new("C-1042", "complaint")
    ///     .with_event("complaint.received", "2025-12-19T16:42:00")?;
    /// let (from, until) = ("2025-12-22T09:00:00Z".parse().unwrap(), "2026-01-05T00:00:00Z".parse().unwrap());
    /// let timeline = engine.timeline(&case, from, until, &dueby::Options::default())?;
    /// let change = &timeline.changes[0];
    /// assert_eq!(change.at.to_rfc3339(), "2025-12-24T00:00:00+00:00");
    /// assert_eq!(change.text(), "Acknowledge a complaint: overdue, was on-track");
    /// # Ok::<(), dueby::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Engine::assess_with`], for any of the moments.
    pub fn timeline(
        &self,
        case: &Case,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        options: &Options,
    ) -> Result<Timeline, Error> {
        self.check(until, options)?;
        let start = self.assess_with(case, from, options)?;
        let mut changes = Vec::new();
        let mut cut_at = None;
        let mut reached: Option<Assessment> = None;
        let next_change = loop {
            let before = reached.as_ref().unwrap_or(&start);
            let Some(at) = before.next_change else {
                break None;
            };
            if at > until {
                break Some(at);
            }
            if changes.len() >= Timeline::MOST {
                cut_at = Some(before.as_of);
                break Some(at);
            }
            let after = self.assess_with(case, at.to_utc(), options)?;
            differences::between(case, before, &after, &mut changes);
            reached = Some(after);
        };
        let zone = self.calendar().zone();
        Ok(Timeline {
            schema: 1,
            case: case.case.clone(),
            from: start.as_of,
            until: zone.write(crate::time::Instant::of(&until)),
            start,
            changes,
            cut_at,
            next_change,
        })
    }
}
