//! Events that do nothing where they stand, because of what they do elsewhere.

use super::places::Step;
use super::{Found, Source, Written, written};
use crate::checked::{Awaited, Pause};
use crate::error::{Code, Problem};

pub(super) fn check(source: &Source<'_>, found: &mut Found) {
    for one in written(source) {
        let clock = one.clock;
        without_effect(
            source,
            one,
            ("cancels", &[]),
            &clock.cancels,
            &clock.stops,
            "stops the clock, and what has ended is not taken away",
            found,
        );
        for (index, pause) in clock.pauses.iter().enumerate() {
            let Pause::Between { from, until } = pause else {
                continue;
            };
            for (ends, why) in [
                (
                    &clock.stops,
                    "stops the clock, and what has ended is not held",
                ),
                (
                    &clock.cancels,
                    "takes the clock away, and what has ended is not held",
                ),
                (until, "ends the same pause in the same moment"),
            ] {
                let path = [Step::Index(index), Step::Key("from")];
                without_effect(source, one, ("pauses", &path), from, ends, why, found);
            }
        }
    }
}

/// Notes the events that do something else as well, always, which leaves nothing for them
/// to do here.
fn without_effect(
    source: &Source<'_>,
    one: Written<'_>,
    (field, more): (&str, &[Step<'_>]),
    events: &[Awaited],
    ends: &[Awaited],
    why: &str,
    found: &mut Found,
) {
    for (index, awaited) in events.iter().enumerate() {
        let ended = |other: &Awaited| {
            other.event == awaited.event && (other.when.is_none() || other.when == awaited.when)
        };
        if !ends.iter().any(ended) {
            continue;
        }
        let mut path = one.path(field, more);
        path.push(Step::Index(index));
        found.at(
            source,
            &path,
            Problem::new(
                Code::EventWithoutEffect,
                format!(
                    "\"{}\" does nothing here: it also {why} (clock \"{}\")",
                    awaited.event, one.clock.id
                ),
            )
            .hint("keep the event in one of the two places"),
        );
    }
}
