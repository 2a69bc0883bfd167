//! An instance that waits for the clock that it follows, and when it would be due.

use super::State;
use super::attributes::Attributes;
use super::chain::{Link, Stands};
use super::clock::{Asked, Told, blank, choose, held_back, led, missing, undetermined};
use super::findings::Findings;
use super::life::Instance;
use super::next_change::NextChange;
use super::ruled::{self, Ruled};
use super::start::{By, Start};
use crate::case::Value;
use crate::checked::{Known, Verdict};
use crate::count::{Deadline, Trigger};
use crate::explain::{self, Entry};

/// The answer for an instance that has not started; none for one that has.
pub(super) fn linked<'e, 'c>(
    asked: &Asked<'e, '_, 'c>,
    link: Link<'e, 'c>,
    findings: &mut Findings,
    next: &mut NextChange,
) -> Told<'e, 'c> {
    let number = match &link {
        Link::Starts(_) => return None,
        Link::Waits { number, .. }
        | Link::Cancelled { number, .. }
        | Link::Undetermined { number, .. } => *number,
    };
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(match &link {
        Link::Cancelled { by, .. } => by.when.latest(asked.ready.calendar.zone()),
        _ => asked.as_of,
    });
    let known = known.values;
    findings.judged(&asked.clock.when, &known);
    let blank = blank(asked, number, State::Pending);
    let (from, at) = match (asked.clock.when.judge(&known), link) {
        (Verdict::Fails, _) | (_, Link::Starts(_)) => return None,
        (Verdict::Missing(name), _) => return Some(undetermined(blank, missing(name))),
        (Verdict::Holds, Link::Undetermined { reason, .. }) => {
            return Some(undetermined(blank, held_back(asked).unwrap_or(reason)));
        }
        (Verdict::Holds, Link::Cancelled { by, .. }) => {
            let mut answer = blank;
            answer.state = State::Cancelled;
            answer.explanation.extend(follows(asked, number));
            answer
                .explanation
                .push(explain::ended(by, &asked.ready.calendar, State::Cancelled));
            return Some(led(answer, None, Stands::NeverStarted(by)));
        }
        (Verdict::Holds, Link::Waits { from, at, .. }) => (from, at),
    };
    if let Some(at) = at {
        next.candidate(at);
    }
    if let Some(reason) = held_back(asked) {
        return Some(undetermined(blank, reason));
    }
    let mut answer = blank;
    let projected = from.and_then(|from| project(asked, number, from, &known));
    let due = match projected {
        Some((due, explanation)) => {
            let zone = asked.ready.calendar.zone();
            answer.projected_due = Some(zone.write(due.last));
            answer.explanation = explanation;
            Some(due)
        }
        None => {
            answer.explanation.extend(follows(asked, number));
            None
        }
    };
    Some(led(answer, None, Stands::Pending(due)))
}

fn follows(asked: &Asked<'_, '_, '_>, number: usize) -> Option<Entry> {
    asked.follows.map(|follows| follows.entry(number))
}

/// The deadline that it would have if it started then; none where something that it needs
/// is missing, or the calendar does not reach that far.
fn project(
    asked: &Asked<'_, '_, '_>,
    number: usize,
    from: Trigger,
    known: &Known<'_>,
) -> Option<(Deadline, Vec<Entry>)> {
    let follows = asked.follows?;
    let (limit, chosen) = choose(asked, known).ok()?;
    let calendar = match known.get("priority") {
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
        moves: Vec::new(),
        end: None,
    };
    let reckon = ruled::Case {
        clock: asked.clock,
        calendar,
        instance: &instance,
    };
    let ruled = Ruled::run(reckon, limit, &[], &mut Findings::default()).ok()?;
    let entry = follows.entry(number);
    let explanation = explain::projection(asked.clock, asked.pack, &ruled, &chosen, entry).ok()?;
    Some((ruled.course.due?, explanation))
}
