//! Stop: the promise is kept, in time or late; of several that run, the oldest. It ends a
//! pause as well, unless that holds others.

use super::super::Occurrence;
use super::super::findings::Findings;
use super::super::life::{End, EndKind, Life};
use super::Effect;
use crate::error::Code;

pub(in super::super) fn stop<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    findings: &mut Findings,
) -> Effect {
    let earliest = life.earliest();
    let Some(instance) = life.running() else {
        return Effect::Nothing(Some(Code::StopWithoutStart));
    };
    // What stopped the clock that this one follows does not stop this one as well.
    if instance.start.event().map(|start| start.index) == Some(event.index) {
        return Effect::Nothing(None);
    }
    if let Some(earliest) = earliest
        && event.when.day < earliest
    {
        findings.too_early(event, earliest);
        return Effect::Waiting;
    }
    end(life, event, EndKind::Stopped)
}

/// Ends the oldest that runs.
pub(super) fn end<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    kind: EndKind,
) -> Effect {
    let Some(instance) = life.running() else {
        return Effect::Nothing(Some(Code::StopWithoutStart));
    };
    instance.end = Some(End { kind, by: event });
    settle(life);
    Effect::Done
}

/// Once nothing runs, no pause is in force any more; what holds while a condition does
/// will hold the next instance from its start.
pub(super) fn settle(life: &mut Life<'_, '_>) {
    if life.running().is_none() {
        life.paused = life.holding;
        life.standing = life.holding;
    }
}
