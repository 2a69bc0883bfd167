//! Excuse: a reason is given. It stands beside the verdict, and moves nothing.

use super::super::Occurrence;
use super::super::life::{Instance, Life};
use super::Effect;

/// It is one of the oldest instance that ran before it and still does, else of the last that
/// has ended.
pub(in super::super) fn excuse<'e, 'c>(
    life: &mut Life<'e, 'c>,
    event: &'e Occurrence<'c>,
) -> Effect {
    let runs = |one: &Instance<'_, '_>| one.end.is_none() && one.start.when.at < event.when.at;
    let instances = &mut life.instances;
    let place = instances
        .iter()
        .position(runs)
        .or_else(|| instances.iter().rposition(|one| one.end.is_some()))
        .or_else(|| instances.len().checked_sub(1));
    let Some(instance) = place.and_then(|place| instances.get_mut(place)) else {
        return Effect::Nothing(None);
    };
    instance.excuses.push(event);
    Effect::Done
}
