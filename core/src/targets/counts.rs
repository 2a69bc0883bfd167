//! Counts by themselves, without the engine that they were counted with.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::fold::{Fold, Kept, References};
use super::months::Month;
use super::options::TargetOptions;
use super::tally::{Failure, Tally};
use crate::compiled::Engine;
use crate::error::{Code, Error, Problem};
use crate::time::Day;

/// What a [`Fold`] keeps of the cases that it counted: to be put away, or sent to another process
/// or machine, and gone on with there, by an engine of the same packs and with the same options.
///
/// ```
/// use dueby::Counts;
///
/// let counts = Counts::default();
/// assert_eq!(Counts::from_json(&counts.to_json())?, counts);
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts(Kept);

impl Counts {
    /// How many cases were counted.
    pub fn len(&self) -> u64 {
        self.0.cases
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.0.cases == 0
    }

    /// The same without what tells cases apart, which is nearly all of it: enough for an answer.
    /// A case that is added to it later is counted even where it was counted before.
    #[must_use]
    pub fn without_references(&self) -> Self {
        let Kept {
            cases,
            twice,
            ref repeated,
            ref tallies,
            ref worst,
            data,
            ..
        } = self.0;
        Counts(Kept {
            cases,
            twice,
            repeated: repeated.clone(),
            seen: References::default(),
            tallies: tallies.clone(),
            worst: worst.clone(),
            data,
        })
    }

    /// One JSON object: the same text for the same counts.
    pub fn to_json(&self) -> String {
        let kept = &self.0;
        let mut seen: Vec<u64> = kept.seen.marks().collect();
        seen.sort_unstable();
        let written = Written {
            schema: SCHEMA,
            cases: kept.cases,
            twice: kept.twice,
            repeated: kept.repeated.clone(),
            data: kept.data.map(|(first, last)| (first.date(), last.date())),
            tallies: kept
                .tallies
                .iter()
                .flat_map(|((target, month), groups)| {
                    let groups = groups.iter();
                    groups.map(|(group, tally)| WrittenTally {
                        target: *target,
                        month: month.0,
                        group: group.clone(),
                        kept: tally.kept,
                        failed: tally.failed,
                        overdue: tally.overdue,
                        undetermined: tally.undetermined,
                        times: tally
                            .times
                            .iter()
                            .map(|((kind, time), count)| (*kind, *time, *count))
                            .collect(),
                    })
                })
                .collect(),
            worst: kept
                .worst
                .iter()
                .flat_map(|(target, failures)| {
                    let failures = failures.iter();
                    failures.map(|(Reverse(by), case, number, [due, at])| {
                        (*target, *by, case.clone(), *number, *due, *at)
                    })
                })
                .collect(),
            seen,
        };
        serde_json::to_string(&written).unwrap_or_default()
    }

    /// Reads what [`Counts::to_json`] wrote.
    ///
    /// # Errors
    ///
    /// `syntax` for any other text.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let wrong = |message: String| {
            Error::from(
                Problem::new(Code::Syntax, format!("these are no counts: {message}"))
                    .hint("give what the same version of dueby wrote"),
            )
        };
        let written: Written = serde_json::from_str(text).map_err(|e| wrong(e.to_string()))?;
        if written.schema != SCHEMA {
            return Err(wrong(format!(
                "their schema is {}, not {SCHEMA}",
                written.schema
            )));
        }
        let mut kept = Kept {
            cases: written.cases,
            twice: written.twice,
            repeated: written.repeated,
            seen: References::default(),
            tallies: BTreeMap::new(),
            worst: BTreeMap::new(),
            data: written
                .data
                .map(|(first, last)| (Day::of(first), Day::of(last))),
        };
        written
            .seen
            .into_iter()
            .for_each(|mark| kept.seen.add(mark));
        for one in written.tallies {
            let times = one.times.into_iter();
            let tally = Tally {
                kept: one.kept,
                failed: one.failed,
                overdue: one.overdue,
                undetermined: one.undetermined,
                times: times
                    .map(|(kind, time, count)| ((kind, time), count))
                    .collect(),
            };
            let groups = kept
                .tallies
                .entry((one.target, Month(one.month)))
                .or_default();
            groups.entry(one.group).or_default().add(&tally);
        }
        for (target, by, case, number, due, at) in written.worst {
            let failure: Failure = (Reverse(by), case, number, [due, at]);
            kept.worst.entry(target).or_default().insert(failure);
        }
        Ok(Counts(kept))
    }
}

impl<'e> Fold<'e> {
    /// What was counted, by itself.
    pub fn into_counts(self) -> Counts {
        Counts(self.kept)
    }

    /// Goes on where another one was left, of the same packs, moment and options.
    ///
    /// # Errors
    ///
    /// As [`Fold::new`].
    pub fn resume(
        engine: &'e Engine,
        as_of: DateTime<Utc>,
        options: &'e TargetOptions,
        counts: Counts,
    ) -> Result<Self, Error> {
        let fold = Fold::new(engine, as_of, options)?;
        Ok(Fold {
            kept: counts.0,
            ..fold
        })
    }
}

/// The shape of what is written.
const SCHEMA: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Written {
    schema: u32,
    cases: u64,
    twice: u64,
    repeated: BTreeSet<String>,
    data: Option<(NaiveDate, NaiveDate)>,
    tallies: Vec<WrittenTally>,
    worst: Vec<WrittenFailure>,
    seen: Vec<u64>,
}

/// Target, how much too late, case, instance, due, at.
type WrittenFailure = (usize, i64, String, u64, Option<i64>, Option<i64>);

#[derive(Serialize, Deserialize)]
struct WrittenTally {
    target: usize,
    /// Months since January of year 0.
    month: i32,
    group: Option<String>,
    kept: u64,
    failed: u64,
    overdue: u64,
    undetermined: u64,
    /// The kind of time, how many whole resolutions, how often.
    times: Vec<(u8, i64, u64)>,
}
