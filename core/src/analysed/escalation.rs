//! Escalation paths: steps out of order, at one moment, or before their clock starts.

use std::cmp::Ordering;

use super::places::Step;
use super::{Found, Source, written};
use crate::checked::Within;
use crate::count::{Allowance, Moment};
use crate::error::{Code, Problem};
use crate::sorted::Set;

pub(super) fn check(source: &Source<'_>, found: &mut Found) {
    for (name, path) in &source.pack.escalations {
        if !source.places.holds("escalation", name) {
            continue;
        }
        for (index, second) in path.steps.iter().enumerate() {
            // The nearest one before it that comes at the same time or later.
            let before = path.steps.get(..index).unwrap_or_default();
            let wrong = before
                .iter()
                .enumerate()
                .rev()
                .find_map(|(earlier, first)| {
                    let order = first.at.order(second.at)?;
                    (order != Ordering::Less).then_some((earlier, first, order))
                });
            let Some((earlier, first, order)) = wrong else {
                continue;
            };
            let (code, message, hint) = match order {
                Ordering::Greater => (
                    Code::StepsOutOfOrder,
                    format!(
                        "step {} of \"{name}\", {}, comes before step {}, {}",
                        index + 1,
                        second.at,
                        earlier + 1,
                        first.at
                    ),
                    "put the steps in the order in which they come",
                ),
                _ => (
                    Code::StepsAtOneMoment,
                    format!(
                        "steps {} and {} of \"{name}\" come at one moment, {}",
                        earlier + 1,
                        index + 1,
                        second.at
                    ),
                    "give one of them another moment, or leave it out",
                ),
            };
            let place = [
                Step::Key("escalation"),
                Step::Key(name),
                Step::Key("steps"),
                Step::Index(index),
                Step::Key("at"),
            ];
            found.at(source, &place, Problem::new(code, message).hint(hint));
        }
    }
    before_start(source, found);
}

/// Leads that are as long as the whole allowance, or longer.
fn before_start(source: &Source<'_>, found: &mut Found) {
    let mut told = Set::new();
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
            if !told.insert((name, index)) {
                continue;
            }
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
