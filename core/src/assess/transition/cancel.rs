//! Cancel: the promise no longer applies, whichever of its instances run.

use super::super::Occurrence;
use super::super::life::{End, EndKind, Life};
use super::Effect;
use super::stop::settle;
use crate::error::Code;

pub(in super::super) fn cancel<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
) -> Effect {
    let goes_on = life.next_run.take().is_some();
    if life.running().is_none() && !goes_on {
        return Effect::Nothing(Some(Code::StopWithoutStart));
    }
    for instance in life.open() {
        instance.end = Some(End {
            kind: EndKind::Cancelled,
            by: event,
        });
    }
    settle(life);
    Effect::Done
}

/// Cancels one instance, if it runs.
pub(in super::super) fn cancel_one<'e, 'c>(
    life: &mut Life<'e, 'c>,
    number: usize,
    event: &'e Occurrence<'c>,
) {
    for instance in life.open().filter(|one| one.number == number) {
        instance.end = Some(End {
            kind: EndKind::Cancelled,
            by: event,
        });
    }
    settle(life);
}
