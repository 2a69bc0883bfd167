//! Stop: the promise is kept, in time or late. It ends a pause as well.

use super::super::Occurrence;
use super::super::life::{End, EndKind, Life};
use super::Effect;
use crate::error::Code;

pub(in super::super) fn stop<'e, 'c>(life: &mut Life<'e, 'c>, event: &'e Occurrence<'c>) -> Effect {
    end(life, event, EndKind::Stopped)
}

/// Ends the running instance, and with it the pauses in force; what holds while a
/// condition does will hold the next one from its start.
pub(super) fn end<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
    kind: EndKind,
) -> Effect {
    let Some(instance) = life.running() else {
        return Effect::Nothing(Some(Code::StopWithoutStart));
    };
    instance.end = Some(End { kind, by: event });
    life.paused = life.holding;
    life.standing = life.holding;
    Effect::Done
}
