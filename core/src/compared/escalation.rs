//! What an escalation path says, and which of its steps are which.

use super::Difference;
use super::clock::awaited;
use super::facts::{Facts, Says, Whose, differences, word_of};
use crate::checked::{Acknowledged, Basis, Escalation, Step};

/// The path without its steps.
fn head(path: &Escalation) -> Facts {
    let Escalation {
        basis,
        source,
        acknowledged,
        steps: _,
    } = path;
    let mut facts = Facts::default();
    facts.note("basis", Some(word_of(Basis::WORDS, *basis)));
    facts.note("source", source.as_ref());
    facts.word(
        "acknowledged",
        Some(word_of(Acknowledged::WORDS, *acknowledged)),
    );
    facts
}

fn facts(step: &Step, at: &str) -> Facts {
    let Step {
        at: moment,
        notify,
        repeat,
        acknowledged_by,
        within,
    } = step;
    let mut facts = Facts::default();
    facts.at("steps.at", at, Says::Moment(*moment));
    facts.at("steps.notify", at, Says::Text(notify.clone()));
    if let Some(repeat) = repeat {
        let times = match &repeat.parameter {
            Some(name) => format!("as often as is filled in as \"{name}\""),
            None => format!("{} times at most", repeat.at_most),
        };
        let says = format!("every {}, {times}", repeat.every);
        facts.at("steps.repeat", at, Says::Text(says));
    }
    facts.at("steps.acknowledged-by", at, awaited(acknowledged_by));
    if let Some(within) = within {
        facts.at("steps.within", at, Says::Limit((*within).into()));
    }
    facts
}

/// A path in few words.
pub(super) fn words(path: &Escalation) -> String {
    let steps: Vec<String> = path.steps.iter().map(of_step).collect();
    steps.join("; ")
}

/// A step in few words.
fn of_step(step: &Step) -> String {
    format!("{}: {} is told", step.at, step.notify)
}

/// What two paths say differently. Steps that are alike at either end are the same ones; of
/// those between, the ones that tell the same role, in order; and where as many are left
/// on either side, each with its counterpart.
pub(super) fn compare(whose: &Whose, old: &Escalation, new: &Escalation) -> Vec<Difference> {
    let mut found = differences(whose, &head(old), &head(new));
    let (was, now) = (old.steps.as_slice(), new.steps.as_slice());
    let alike = |a: &[Step], b: &[Step]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let first = alike(was, now);
    let (was, now) = (
        was.get(first..).unwrap_or_default(),
        now.get(first..).unwrap_or_default(),
    );
    let last = was
        .iter()
        .rev()
        .zip(now.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let was = was.get(..was.len() - last).unwrap_or_default();
    let now = now.get(..now.len() - last).unwrap_or_default();
    let pairs = paired(was, now);
    for (before, after) in pairs {
        let number = |index: usize| format!("step {}", first + index + 1);
        let step = |steps: &'_ [Step], index: usize| steps.get(index).cloned();
        match (before, after) {
            (Some(before), Some(after)) => {
                if let (Some(a), Some(b)) = (step(was, before), step(now, after)) {
                    let at = number(after);
                    found.extend(differences(whose, &facts(&a, &at), &facts(&b, &at)));
                }
            }
            (None, Some(after)) => {
                let mut different =
                    whose.differs("steps", None, step(now, after).as_ref().map(of_step));
                different.at = Some(number(after));
                found.push(different);
            }
            (Some(before), None) => {
                let mut different =
                    whose.differs("steps", step(was, before).as_ref().map(of_step), None);
                different.at = Some(number(before));
                found.push(different);
            }
            (None, None) => {}
        }
    }
    found
}

/// Which steps are held against which, by their places.
fn paired(was: &[Step], now: &[Step]) -> Vec<(Option<usize>, Option<usize>)> {
    if was.len() == now.len() {
        return (0..now.len()).map(|at| (Some(at), Some(at))).collect();
    }
    let mut pairs = Vec::new();
    let mut next = 0;
    for (index, step) in now.iter().enumerate() {
        let rest = was.get(next..).unwrap_or_default();
        match rest.iter().position(|other| other.notify == step.notify) {
            Some(skipped) => {
                pairs.extend((next..next + skipped).map(|gone| (Some(gone), None)));
                pairs.push((Some(next + skipped), Some(index)));
                next += skipped + 1;
            }
            None => pairs.push((None, Some(index))),
        }
    }
    pairs.extend((next..was.len()).map(|gone| (Some(gone), None)));
    pairs
}
