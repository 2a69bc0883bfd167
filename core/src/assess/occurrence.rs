//! A case's events as instants, in order.

use std::collections::{BTreeMap, HashMap};

use super::Options;
use super::findings::Findings;
use crate::case::{Case, Event};
use crate::compiled::{Engine, EventId};
use crate::count::Trigger;
use crate::error::{Code, Error, Place, Problem, closest};
use crate::time::{Instant, Zone};

/// An event in the zone of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence<'c> {
    pub(crate) event: &'c Event,
    /// Its index in the case's list.
    pub(crate) index: usize,
    /// Its type; none that no clock knows.
    pub(crate) id: Option<EventId>,
    pub(crate) when: Trigger,
    /// When it was recorded, if that is known.
    pub(crate) recorded: Option<Instant>,
    /// Whether it may start a clock: not where another version of the pack governs.
    pub(crate) may_start: bool,
}

impl Eq for Event {}

/// The events of a case that are seen, in each zone that a clock counts in.
#[derive(Debug)]
pub(crate) struct Events<'c> {
    /// By zone: those that have happened, in order.
    zones: BTreeMap<String, Vec<Occurrence<'c>>>,
    /// The instants of those still to come.
    pub(crate) future: Vec<Instant>,
}

impl<'c> Events<'c> {
    /// Reads the events of a case: repeats collapsed, what was not known left out,
    /// what has not happened set apart.
    pub(crate) fn read(
        engine: &Engine,
        case: &'c Case,
        as_of: Instant,
        options: &Options,
        findings: &mut Findings,
    ) -> Result<Self, Error> {
        let known_at = options.known_at.as_ref().map(Instant::of);
        let mut zones: BTreeMap<String, Vec<Occurrence<'c>>> = BTreeMap::new();
        let mut future = Vec::new();
        let seen = without_repeats(case);
        let own = engine.calendar.zone();
        zones.insert(own.name().to_owned(), Vec::new());
        for calendar in engine.calendars() {
            zones.entry(calendar.zone().name().to_owned()).or_default();
        }
        let mut problems = Vec::new();
        for (index, event) in seen {
            let mut note = |error: Error| {
                problems.push(error.first().clone().at(Place::event(index)));
            };
            let recorded = match event.recorded_at.map(|time| Trigger::of(time, own)) {
                Some(Ok(recorded)) => Some(recorded.at),
                Some(Err(error)) => {
                    note(error);
                    continue;
                }
                None => None,
            };
            if let (Some(known_at), Some(recorded)) = (known_at, recorded)
                && recorded > known_at
            {
                continue;
            }
            let id = engine.vocabulary.get(&event.event).copied();
            // What changes attributes does something, whatever it is called.
            if id.is_none() && event.set.is_empty() {
                unknown_event(engine, event, index, findings);
            }
            // A local time comes at another instant in each zone.
            let mut to_come = false;
            for (name, list) in &mut zones {
                let zone = engine
                    .calendars()
                    .map(|calendar| calendar.zone())
                    .find(|zone| zone.name() == name)
                    .unwrap_or(own);
                let when = match Trigger::of(event.at, zone) {
                    Ok(when) => when,
                    Err(error) => {
                        note(error);
                        break;
                    }
                };
                if when.at > as_of {
                    future.push(when.at);
                    if !std::mem::replace(&mut to_come, true) {
                        findings.future(index, event);
                    }
                    continue;
                }
                list.push(Occurrence {
                    event,
                    index,
                    id,
                    when,
                    recorded,
                    may_start: true,
                });
            }
        }
        if let Some(error) = Error::of(problems) {
            return Err(error);
        }
        for list in zones.values_mut() {
            // What ties at one instant is put in an order of its own, so that the
            // order of the list never matters.
            list.sort_by_cached_key(|one| (one.when.at, one.when.millis, one.event.identity()));
        }
        Ok(Events { zones, future })
    }

    /// Those that have happened, in order, in a zone.
    pub(crate) fn in_zone(&self, zone: &Zone) -> &[Occurrence<'c>] {
        self.zones.get(zone.name()).map_or(&[], Vec::as_slice)
    }
}

/// The events with identical repeats collapsed into the one recorded first.
fn without_repeats(case: &Case) -> Vec<(usize, &Event)> {
    let mut kept: Vec<(usize, &Event)> = Vec::new();
    let mut places = HashMap::new();
    for (index, event) in case.events.iter().enumerate() {
        let place = *places.entry(event.identity()).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(known) => {
                // Nothing said of the recording means that it was known all along.
                let earlier = match (event.recorded_at, known.1.recorded_at) {
                    (None, Some(_)) => true,
                    (Some(new), Some(old)) => new < old,
                    _ => false,
                };
                if earlier {
                    known.1 = event;
                }
            }
            None => kept.push((index, event)),
        }
    }
    kept
}

fn unknown_event(engine: &Engine, event: &Event, index: usize, findings: &mut Findings) {
    let shown: String = event.event.chars().take(100).collect();
    let problem = Problem::new(
        Code::UnknownEvent,
        format!("no clock knows the event \"{}\"", shown.escape_debug()),
    )
    .at(Place::event(index));
    findings.add(match closest(&event.event, engine.event_types()) {
        Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
        None => problem.hint("correct its type, or leave it out: it changes nothing"),
    });
}
