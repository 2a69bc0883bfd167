//! Conditions that no case can meet, and what never happens because of them.

use super::domains::Domains;
use super::places::Step;
use super::regions::{self, Budget};
use super::{Found, Source, written};
use crate::checked::{Condition, Pause, Starts};
use crate::error::{Code, Problem};

pub(super) fn check<'p>(
    source: &'p Source<'_>,
    domains: &Domains<'p>,
    budget: &Budget,
    found: &mut Found,
) {
    let never = |conditions: &[&'p Condition]| {
        // What is not filled in may make it hold.
        if conditions.iter().any(|one| one.asks_parameter()) {
            return false;
        }
        let decided = regions::decide(conditions, &[], domains, budget);
        decided.any.is_none() && !decided.unfinished
    };
    for one in written(source) {
        let clock = one.clock;
        if never(&[&clock.when]) {
            found.at(
                source,
                &one.path("when", &[]),
                Problem::new(
                    Code::NeverHolds,
                    format!(
                        "clock \"{}\" is for no case: \"{}\" can never hold",
                        clock.id, clock.when
                    ),
                )
                .hint("change the condition, or leave the clock out"),
            );
            continue;
        }
        let dead = |events: &'p [crate::checked::Awaited], with_when: bool| {
            !events.is_empty()
                && events.iter().all(|event| match &event.when {
                    None => false,
                    Some(when) if with_when => never(&[when, &clock.when]),
                    Some(when) => never(&[when]),
                })
        };
        let unstoppable = dead(&clock.stops, true);
        for (path, awaited) in super::awaited(clock) {
            let Some(when) = &awaited.when else { continue };
            // A stop counts for a case that the clock is still for.
            let is_stop = matches!(path.first(), Some(Step::Key("stops")));
            if is_stop && unstoppable {
                // Said once, of the clock.
                continue;
            }
            let alone = never(&[when]);
            let with_the_clock = alone || (is_stop && never(&[when, &clock.when]));
            if !with_the_clock {
                continue;
            }
            let field = path.first();
            let Some(Step::Key(field)) = field else {
                continue;
            };
            let more = path.get(1..).unwrap_or_default();
            let why = if alone {
                ""
            } else {
                " while the clock is for the case"
            };
            found.at(
                source,
                &one.path(field, more),
                Problem::new(
                    Code::NeverHolds,
                    format!(
                        "\"{}\" never counts for clock \"{}\": \"{when}\" can never hold{why}",
                        awaited.event, clock.id
                    ),
                )
                .hint("change the condition, or leave the event out"),
            );
        }
        for (index, pause) in clock.pauses.iter().enumerate() {
            if let Pause::While(condition) = pause
                && never(&[condition])
            {
                found.at(
                    source,
                    &one.path("pauses", &[Step::Index(index), Step::Key("while")]),
                    Problem::new(
                        Code::NeverHolds,
                        format!(
                            "clock \"{}\" is never held: \"{condition}\" can never hold",
                            clock.id
                        ),
                    )
                    .hint("change the condition, or leave the pause out"),
                );
            }
        }
        let starts: &[_] = match &clock.starts {
            Starts::On(events) => events,
            Starts::Parameter(_) | Starts::Follows(_) | Starts::FromTheBeginning => &[],
        };
        if dead(starts, false) {
            // Said of each of its events; a clock that never runs need not stop.
            continue;
        }
        if unstoppable {
            found.at(
                source,
                &one.path("stops", &[]),
                Problem::new(
                    Code::NeverStops,
                    format!(
                        "clock \"{}\" can never be stopped: no case that it is for can meet the \
                         conditions of its stops",
                        clock.id
                    ),
                )
                .hint(
                    "name an event that keeps the promise, under a condition that a case can meet",
                ),
            );
        }
    }
}
