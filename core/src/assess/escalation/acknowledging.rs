//! Who took it on, and when.

use super::runs::Runs;
use crate::assess::Occurrence;
use crate::assess::attributes::Attributes;
use crate::assess::given::Given;
use crate::checked::{Awaited, Verdict};
use crate::count::Trigger;
use crate::time::{Instant, Zone};

/// The events of an instance that acknowledge a step as its rule says, in order. One
/// whose condition cannot be judged acknowledges nothing: the next step comes.
pub(super) fn by_rule<'e, 'c>(
    awaited: &[Awaited],
    case: &'e Given<'c>,
    events: &'e [Occurrence<'c>],
    runs: &Runs<'_, '_, '_>,
) -> Vec<&'e Occurrence<'c>> {
    if awaited.is_empty() {
        return Vec::new();
    }
    let zone = runs.calendar().zone();
    let mut known = Attributes::of(case, events);
    let end = runs.ended();
    let mut found = Vec::new();
    for event in events {
        // By its date alone it may have come after a start on that day.
        let within =
            event.when.latest(zone) >= runs.started() && end.is_none_or(|end| event.when.at < end);
        let holds = |one: &Awaited, known: &mut Attributes<'e, 'c>| match &one.when {
            None => true,
            Some(condition) => condition.judge(&known.right_after(event)) == Verdict::Holds,
        };
        if within
            && awaited
                .iter()
                .any(|one| one.event == event.event.event && holds(one, &mut known))
        {
            found.push(event);
        }
    }
    found
}

/// When something acknowledges what was told at a moment: by its date alone, as early on
/// its day as it can.
pub(super) fn taken_on(told: Instant, by: &Trigger, zone: &Zone) -> Option<Instant> {
    (told <= by.latest(zone)).then(|| by.at.max(told))
}
