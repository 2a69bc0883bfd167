//! An instance that waits for the clock that it follows, and when it would be due.

use crate::few::Few;

use super::Why;
use super::attributes::Attributes;
use super::chain::Link;
use super::choosing::choose;
use super::decide::{Asked, Decided, Decision, Projected, held_back};
use super::findings::Findings;
use super::life::Instance;
use super::next_change::NextChange;
use super::ruled::{self, Ruled};
use super::start::{By, Start};
use crate::case::Value;
use crate::checked::{START_DATE, Verdict};
use crate::count::Trigger;

/// Decides an instance that has not started; nothing of one that has.
pub(super) fn linked<'e, 'c>(
    asked: &Asked<'e, 'c>,
    link: Link<'e, 'c>,
    findings: &mut Findings,
    next: &mut NextChange,
    each: &mut dyn FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) {
    let number = match &link {
        Link::Starts(_) => return,
        Link::Waits { number, .. }
        | Link::Cancelled { number, .. }
        | Link::Undetermined { number, .. } => *number,
    };
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(match &link {
        Link::Cancelled { by, .. } => by.when.latest(asked.ready.calendar.zone()),
        _ => asked.as_of,
    });
    let attributes = known;
    let known = &attributes.values;
    findings.judged(&asked.clock.when, known);
    let at = match &link {
        Link::Waits { at, .. } => *at,
        _ => None,
    };
    let decision = match (asked.clock.when.judge(known), link) {
        (Verdict::Fails, _) | (_, Link::Starts(_)) => return,
        (Verdict::Missing(name), _) if name != START_DATE => {
            Decision::Undetermined(Why::lacking(asked.ready, name, known))
        }
        (_, Link::Undetermined { why, .. }) => {
            Decision::Undetermined(held_back(asked).unwrap_or(why))
        }
        (_, Link::Cancelled { by, .. }) => Decision::NeverStarted(by),
        (_, Link::Waits { from, .. }) => match held_back(asked) {
            Some(why) => Decision::Undetermined(why),
            None => {
                Decision::Pending(from.and_then(|from| project(asked, number, from, &attributes)))
            }
        },
    };
    if let Some(at) = at {
        next.candidate(at);
    }
    let decided = Decided {
        number,
        instance: None,
        decision,
        next: at.filter(|at| *at > asked.as_of),
    };
    each(decided, findings);
}

/// The instance as if it started then; none where something that it needs is missing, or
/// the calendar does not reach that far.
fn project<'e, 'c>(
    asked: &Asked<'e, 'c>,
    number: usize,
    from: Trigger,
    attributes: &Attributes<'e, 'c>,
) -> Option<Box<Projected<'e, 'c>>> {
    let follows = asked.follows?;
    let mut attributes = attributes.clone();
    if asked.ready.asks_start {
        attributes.values.to_mut().started_on(from.day.date());
    }
    let attributes = &attributes;
    let (term, chosen) = choose(asked, number, attributes).ok()?;
    let calendar = match attributes.values.get("priority") {
        Some(Value::Text(priority)) => asked.ready.calendar.for_priority(priority),
        _ => &asked.ready.calendar,
    };
    let instance = Instance {
        number,
        start: Start {
            when: from,
            recorded: None,
            by: By::Due {
                pack: follows.pack,
                clock: follows.clock,
                instance: number,
            },
        },
        moves: Few::new(),
        end: None,
        window: None,
        excuses: Vec::new(),
    };
    let case = ruled::Case {
        clock: asked.clock,
        counting: &asked.ready.counting,
        calendar,
        instance: &instance,
    };
    let ruled = Ruled::run(case, term, &[], &mut Findings::unheard()).ok()?;
    Some(Box::new(Projected { ruled, chosen }))
}
