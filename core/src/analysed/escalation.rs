//! Escalation paths: steps out of order, at one moment, or before their clock starts.

use std::cmp::Ordering;

use super::places::Step;
use super::{Found, Source, written};
use crate::checked::Within;
use crate::count::{Allowance, Moment};
use crate::error::{Code, Problem};

pub(super) fn check(source: &Source<'_>, found: &mut Found) {
    for (name, path) in &source.pack.escalations {
        if !source.places.holds("escalation", name) {
            continue;
        }
        for (index, pair) in path.steps.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let (code, message, hint) = match order(first.at, second.at) {
                Some(Ordering::Greater) => (
                    Code::StepsOutOfOrder,
                    format!(
                        "step {} of \"{name}\", {}, comes before step {}, {}",
                        index + 2,
                        second.at,
                        index + 1,
                        first.at
                    ),
                    "put the steps in the order in which they come",
                ),
                Some(Ordering::Equal) => (
                    Code::StepsAtOneMoment,
                    format!(
                        "steps {} and {} of \"{name}\" come at one moment, {}",
                        index + 1,
                        index + 2,
                        second.at
                    ),
                    "give one of them another moment, or leave it out",
                ),
                _ => continue,
            };
            let place = [
                Step::Key("escalation"),
                Step::Key(name),
                Step::Key("steps"),
                Step::Index(index + 1),
                Step::Key("at"),
            ];
            found.at(source, &place, Problem::new(code, message).hint(hint));
        }
    }
    before_start(source, found);
}

/// Which of two moments of one deadline comes first, where that does not depend on the
/// dates.
fn order(first: Moment, second: Moment) -> Option<Ordering> {
    /// Before, at or after the deadline; a share of all of it is the deadline.
    fn side(moment: Moment) -> Option<i8> {
        Some(match moment {
            Moment::Start | Moment::AfterStart(_) => return None,
            Moment::Before(lead) if lead.amount() > 0 => -1,
            Moment::Used(percent) if percent < 100 => -1,
            Moment::After(delay) if delay.amount() > 0 => 1,
            Moment::Before(_) | Moment::After(_) | Moment::Used(_) | Moment::Due => 0,
        })
    }
    match (first, second) {
        // No step comes before the clock starts.
        (Moment::Start, Moment::Start) => return Some(Ordering::Equal),
        (Moment::Start, _) => return Some(Ordering::Less),
        (_, Moment::Start) => return Some(Ordering::Greater),
        (Moment::AfterStart(a), Moment::AfterStart(b)) if a.kind() == b.kind() => {
            return Some(a.amount().cmp(&b.amount()));
        }
        _ => {}
    }
    match side(first)?.cmp(&side(second)?) {
        Ordering::Equal => match (first, second) {
            (Moment::Before(a), Moment::Before(b)) if a.kind() == b.kind() => {
                Some(b.amount().cmp(&a.amount()))
            }
            (Moment::After(a), Moment::After(b)) if a.kind() == b.kind() => {
                Some(a.amount().cmp(&b.amount()))
            }
            (Moment::Used(a), Moment::Used(b)) => Some(a.cmp(&b)),
            (Moment::Due, Moment::Due) => Some(Ordering::Equal),
            _ => None,
        },
        different => Some(different),
    }
}

/// Leads that are as long as the whole allowance, or longer.
fn before_start(source: &Source<'_>, found: &mut Found) {
    let mut told = Vec::new();
    for one in written(source) {
        let Some(within) = super::written_within(one.clock, &source.pack) else {
            continue;
        };
        if matches!(within, Within::Window(_) | Within::Date(_)) {
            // How long it has is not written.
            continue;
        }
        let allowances: Vec<Allowance> = within
            .limits()
            .iter()
            .flat_map(|limit| {
                let (first, second) = limit.parts();
                std::iter::once(first).chain(second)
            })
            .collect();
        let shortest = |lead: Allowance| {
            let same = allowances.iter().filter(|one| one.kind() == lead.kind());
            let least = same.min_by_key(|one| one.amount()).copied()?;
            (lead.amount() > 0 && lead.amount() >= least.amount()).then_some(least)
        };
        if let Some(Moment::Before(lead)) = one.clock.at_risk
            && let Some(least) = shortest(lead)
        {
            found.at(
                source,
                &one.path("at-risk", &[]),
                Problem::new(
                    Code::StepBeforeStart,
                    format!(
                        "clock \"{}\" is at risk from its start: it has {least}, and is at risk \
                         {lead} before due",
                        one.clock.id
                    ),
                )
                .hint("shorten the lead, or write a share of the allowance: \"75%\""),
            );
        }
        let Some(name) = &one.clock.escalation else {
            continue;
        };
        let Some(path) = source.pack.escalations.get(name) else {
            continue;
        };
        for (index, step) in path.steps.iter().enumerate() {
            let Moment::Before(lead) = step.at else {
                continue;
            };
            let Some(least) = shortest(lead) else {
                continue;
            };
            if told.contains(&(name, index)) {
                continue;
            }
            told.push((name, index));
            found.at(
                source,
                &[
                    Step::Key("escalation"),
                    Step::Key(name),
                    Step::Key("steps"),
                    Step::Index(index),
                    Step::Key("at"),
                ],
                Problem::new(
                    Code::StepBeforeStart,
                    format!(
                        "this step comes as soon as clock \"{}\" starts: it has {least}",
                        one.clock.id
                    ),
                )
                .hint(
                    "shorten the lead, write a share of the allowance, \"75%\", or give the clock \
                     a path of its own",
                ),
            );
        }
    }
}
