//! A clock whose words are contested: assessed under each reading. Unless the caller has
//! chosen one, the earlier deadline governs a landlord's duty, the later a resident's right.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::decide::{self, Asked};
use super::findings::Findings;
use super::next_change::NextChange;
use super::tell;
use super::{ClockAnswer, State};
use crate::count::Limit;
use crate::time::serialize_optional_instant;

/// What one reading of contested words makes of an instance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadingAnswer {
    /// The name that a caller chooses it by.
    pub name: String,
    /// How it reads the words.
    pub says: String,
    /// The time allowed under it, extensions included.
    pub within: Option<Limit>,
    /// The last millisecond in time under it. Null while paused.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub due: Option<DateTime<FixedOffset>>,
}

/// A clock's answers under one of its readings.
struct Read {
    answers: Vec<ClockAnswer>,
    findings: Findings,
    next: NextChange,
}

/// Every instance of a clock.
pub(super) fn assess(
    asked: &Asked<'_, '_>,
    findings: &mut Findings,
    next: &mut NextChange,
) -> Vec<ClockAnswer> {
    if asked.ready.readings.is_empty() {
        return plain(asked, findings, next);
    }
    let chosen = asked.options.accept.reading_of(&asked.clock.id);
    let mut read: Vec<Read> = Vec::new();
    for (clock, ready) in &asked.ready.readings {
        let mut own = Read {
            answers: Vec::new(),
            findings: Findings::default(),
            next: NextChange::after(asked.as_of),
        };
        let under = Asked {
            clock,
            ready,
            ..*asked
        };
        own.answers = plain(&under, &mut own.findings, &mut own.next);
        read.push(own);
    }
    let names = asked.clock.readings.iter();
    let names: Vec<(&str, &str)> = names.map(|one| (one.name(), one.says())).collect();
    let instances = read.iter().map(|one| one.answers.len()).max().unwrap_or(0);
    let mut governing = vec![false; read.len()];
    let mut answers = Vec::new();
    for instance in 0..instances {
        let under: Vec<Option<&ClockAnswer>> =
            read.iter().map(|one| one.answers.get(instance)).collect();
        let place = match chosen {
            Some(chosen) => names.iter().position(|(name, _)| *name == chosen),
            None => governs(&under, asked.right),
        };
        let place = place.unwrap_or(0);
        let Some(mut answer) = under.get(place).copied().flatten().cloned() else {
            continue;
        };
        answer.reading = names.get(place).map(|(name, _)| (*name).to_owned());
        answer.readings = names
            .iter()
            .zip(&under)
            .map(|((name, says), under)| ReadingAnswer {
                name: (*name).to_owned(),
                says: (*says).to_owned(),
                within: under.and_then(|answer| answer.within),
                due: under.and_then(|answer| answer.due),
            })
            .collect();
        if let Some(governs) = governing.get_mut(place) {
            *governs = true;
        }
        answers.push(answer);
    }
    for (one, governs) in read.into_iter().zip(governing) {
        if governs {
            findings.take(one.findings);
            next.take(one.next);
        }
    }
    answers
}

/// Every instance of a clock with one reading.
fn plain(
    asked: &Asked<'_, '_>,
    findings: &mut Findings,
    next: &mut NextChange,
) -> Vec<ClockAnswer> {
    let mut answers = Vec::new();
    decide::decide(asked, findings, next, |decided, findings| {
        answers.push(tell::tell(asked, &decided, findings));
    });
    answers
}

/// Which reading governs an instance: one that leaves it undetermined does, because what it
/// would say might be the earlier or the later.
fn governs(under: &[Option<&ClockAnswer>], right: bool) -> Option<usize> {
    let unsaid = under
        .iter()
        .position(|one| one.is_some_and(|answer| answer.state == State::Undetermined));
    if unsaid.is_some() {
        return unsaid;
    }
    let due = |answer: &ClockAnswer| answer.due.or(answer.due_if_resumed);
    let mut best: Option<(usize, DateTime<FixedOffset>)> = None;
    for (place, answer) in under.iter().enumerate() {
        let Some(due) = answer.and_then(due) else {
            continue;
        };
        if best.is_none_or(|(_, known)| if right { due > known } else { due < known }) {
            best = Some((place, due));
        }
    }
    best.map(|(place, _)| place)
}
