//! What was decided of the steps, told as an answer.

use super::resolving::{Found, Resolving};
use super::{Occasion, Placed, Runs, Steps};
use crate::assess::attributes::Attributes;
use crate::assess::decide::Asked;
use crate::assess::{EscalationAnswer, StepState};
use crate::checked::{Escalation, Step};
use crate::time::Instant;

/// The steps of an instance's path.
pub(in crate::assess) fn tell(
    asked: &Asked<'_, '_>,
    number: usize,
    runs: Runs<'_, '_, '_>,
    steps: &Steps,
) -> Vec<EscalationAnswer> {
    let Some((_, path)) = asked.path() else {
        return Vec::new();
    };
    let mut told = Vec::new();
    for occasion in &steps.occasions {
        if let Some(step) = path.steps.get(occasion.step) {
            told.push(one(asked, number, runs, (path, step), occasion));
        }
    }
    told
}

/// The id of a step, or of one of its repeats: the same in every answer.
pub(super) fn id(asked: &Asked<'_, '_>, number: usize, step: usize, occurrence: u32) -> String {
    let path = asked.clock.escalation.as_deref().unwrap_or_default();
    let (case, pack, clock) = (asked.case.case, &asked.pack.id, &asked.clock.id);
    let texts = case.len() + pack.len() + clock.len() + path.len();
    // As long as it will be, with room for the numbers: one is made for every step.
    let mut id = String::with_capacity(texts + 20);
    for part in [case, pack.as_str(), clock.as_str()] {
        id.push_str(part);
        id.push('/');
    }
    push(&mut id, number);
    id.push('/');
    id.push_str(path);
    id.push('/');
    push(&mut id, step + 1);
    if occurrence > 1 {
        id.push('.');
        push(&mut id, occurrence as usize);
    }
    id
}

/// Adds a number in digits.
fn push(id: &mut String, number: usize) {
    match u32::try_from(number)
        .ok()
        .and_then(|one| char::from_digit(one, 10))
    {
        Some(digit) => id.push(digit),
        None => id.push_str(&number.to_string()),
    }
}

fn one(
    asked: &Asked<'_, '_>,
    number: usize,
    runs: Runs<'_, '_, '_>,
    (path, step): (&Escalation, &Step),
    occasion: &Occasion,
) -> EscalationAnswer {
    let calendar = runs.calendar();
    let zone = calendar.zone();
    let write = |at: Instant| zone.write(at);
    let Placed {
        at,
        state,
        why,
        sent,
    } = occasion.placed;
    let found = recipients(asked, runs, step, occasion);
    let to = found.as_ref().map_or(&[][..], |found| &found.to);
    let opens = to.iter().filter_map(|one| one.deliver_from).min();
    let opens = opens.or(at.and_then(|at| calendar.opens_from(at)).map(write));
    let (to, unresolved) = match found {
        Some(found) => (Some(found.to), found.unresolved),
        None => (None, Vec::new()),
    };
    EscalationAnswer {
        id: id(asked, number, occasion.step, occasion.number),
        step: occasion.step + 1,
        occurrence: occasion.number,
        when: step.at,
        at: at.map(write),
        deliver_from: opens,
        notify: step.notify.clone(),
        to,
        unresolved,
        state: match (state, occasion.acknowledged) {
            (StepState::Fired, Some(_)) => StepState::Acknowledged,
            (state, _) => state,
        },
        why,
        sent: sent.map(write),
        acknowledge_by: occasion.acknowledge_by.map(write),
        acknowledged: occasion.acknowledged.map(write),
        basis: path.basis,
    }
}

/// Whom the role leads to at the step's moment: by what is known then, or now of a step
/// to come.
fn recipients(
    asked: &Asked<'_, '_>,
    runs: Runs<'_, '_, '_>,
    step: &Step,
    occasion: &Occasion,
) -> Option<Found> {
    let (directory, at) = (asked.directory?, occasion.at()?);
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(at.min(asked.as_of));
    let resolving = Resolving {
        directory,
        known: &known.values,
        at,
        calendar: runs.calendar(),
    };
    Some((directory.resolve)(&resolving, &step.notify))
}
