//! A case's events as instants, in order.

use crate::few::Few;
use std::cmp::Ordering;

use super::Options;
use super::findings::Findings;
use crate::case::{Case, Event, Value};
use crate::compiled::{Engine, EventId};
use crate::count::Trigger;
use crate::error::{Code, Error, Place, Problem, Shown as _};
use crate::sorted::{sort_by, sort_by_key};
use crate::time::Instant;

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
}

impl Eq for Event {}

/// Mostly few enough to need no memory of their own.
pub(crate) type Occurrences<'c> = Few<Occurrence<'c>, 8>;

/// The events of a case that are seen, in each zone that a clock counts in.
#[derive(Debug, Default)]
pub(crate) struct Events<'c> {
    /// Those that have happened, in order, in the zone that answers are written in.
    own: Occurrences<'c>,
    /// The same in each other of the engine's zones.
    others: Vec<Occurrences<'c>>,
    /// The instants of those still to come.
    pub(crate) future: Few<Instant, 4>,
}

/// Puts events in order. What ties at one instant is put in an order of its own, so that
/// the order of the list never matters: by type, then by `tie`, then by what is set, then by the step reported. Whether
/// anything may tie.
pub(crate) fn put_in_order<'c, K: Ord>(
    list: &mut [Occurrence<'c>],
    tie: impl Fn(&Occurrence<'c>) -> K,
) -> bool {
    if list.is_sorted_by(|a, b| a.when.at < b.when.at) {
        return false;
    }
    let in_time = |a: &Occurrence<'c>, b: &Occurrence<'c>| {
        (a.when.at, a.when.millis()).cmp(&(b.when.at, b.when.millis()))
    };
    sort_by(list, |a, b| {
        in_time(a, b)
            .then_with(|| a.event.event.cmp(&b.event.event))
            .then_with(|| tie(a).cmp(&tie(b)))
            .then_with(|| order_of_sets(a.event, b.event))
            .then_with(|| a.event.step.cmp(&b.event.step))
    });
    true
}

/// By the attributes' names and what they are set to.
fn order_of_sets(a: &Event, b: &Event) -> Ordering {
    let by_value =
        |(a, b): ((&String, &Value), (&String, &Value))| a.0.cmp(b.0).then_with(|| a.1.order(b.1));
    a.set
        .iter()
        .zip(&b.set)
        .map(by_value)
        .find(|order| order.is_ne())
        .unwrap_or_else(|| a.set.len().cmp(&b.set.len()))
}

/// Of two records of one happening, whether the first was recorded earlier. Nothing said
/// of the recording means that it was known all along.
pub(crate) fn recorded_before<T: Ord>(a: Option<T>, b: Option<T>) -> bool {
    // Nothing is less than anything.
    a < b
}

impl<'c> Events<'c> {
    /// None yet, with room for each of the engine's zones.
    #[inline]
    pub(crate) fn for_zones(engine: &Engine) -> Self {
        Events {
            own: Occurrences::new(),
            others: engine
                .zones
                .iter()
                .skip(1)
                .map(|_| Occurrences::new())
                .collect(),
            future: Few::new(),
        }
    }

    /// Adds one that has happened, in the zone of this place among the engine's.
    #[inline]
    pub(crate) fn add(&mut self, zone: usize, one: Occurrence<'c>) {
        match zone.checked_sub(1) {
            None => self.own.push(one),
            Some(other) => {
                if let Some(list) = self.others.get_mut(other) {
                    list.push(one);
                }
            }
        }
    }

    /// Those of each zone.
    pub(crate) fn lists(&mut self) -> impl Iterator<Item = &mut Occurrences<'c>> {
        std::iter::once(&mut self.own).chain(&mut self.others)
    }

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
        let mut events = Events::for_zones(engine);
        let seen = without_repeats(case);
        let own = engine.calendar.zone();
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
            if id.is_none() && !findings.is_unheard() && event.set.is_empty() && !event.is_report()
            {
                findings.add(unknown_event(engine, event, index));
            }
            // A local time comes at another instant in each zone.
            let mut to_come = false;
            for (place, zone) in engine.zones.iter().enumerate() {
                let when = match Trigger::of(event.at, zone) {
                    Ok(when) => when,
                    Err(error) => {
                        note(error);
                        break;
                    }
                };
                if when.at > as_of {
                    events.future.push(when.at);
                    if !std::mem::replace(&mut to_come, true) {
                        findings.future(index, event);
                    }
                    continue;
                }
                let one = Occurrence {
                    event,
                    index,
                    id,
                    when,
                    recorded,
                };
                events.add(place, one);
            }
        }
        if let Some(error) = Error::of(problems) {
            return Err(error);
        }
        for list in events.lists() {
            put_in_order(list, |one| (one.event.at, one.event.id.as_deref()));
        }
        Ok(events)
    }

    /// Those that have happened, in order, in the zone of this place among the engine's.
    pub(crate) fn in_zone(&self, zone: usize) -> &[Occurrence<'c>] {
        match zone.checked_sub(1) {
            None => &self.own,
            Some(other) => self.others.get(other).map_or(&[], Occurrences::as_slice),
        }
    }
}

/// So many events are sooner held against each other than sorted.
const FEW: usize = 12;

/// The events with identical repeats collapsed into the one recorded first.
fn without_repeats(case: &Case) -> Vec<(usize, &Event)> {
    let mut kept: Vec<(usize, &Event)> = Vec::with_capacity(case.events.len());
    let numbered = case.events.iter().enumerate();
    if case.events.len() <= FEW {
        for (index, event) in numbered {
            match kept.iter_mut().find(|(_, known)| known.repeats(event)) {
                Some((_, known)) => *known = recorded_first(known, event),
                None => kept.push((index, event)),
            }
        }
        return kept;
    }
    let mut sorted: Vec<(usize, &Event)> = numbered.collect();
    sort_by(&mut sorted, |(_, one), (_, other)| one.order(other));
    for (index, event) in sorted {
        match kept.last_mut() {
            Some((_, known)) if known.repeats(event) => *known = recorded_first(known, event),
            _ => kept.push((index, event)),
        }
    }
    sort_by_key(&mut kept, |(index, _)| *index);
    kept
}

/// Of two records of one happening the one recorded first; of equals the first in the case.
fn recorded_first<'c>(known: &'c Event, next: &'c Event) -> &'c Event {
    if recorded_before(next.recorded_at, known.recorded_at) {
        next
    } else {
        known
    }
}

fn unknown_event(engine: &Engine, event: &Event, index: usize) -> Problem {
    let shown: String = event.event.chars().take(100).collect();
    let problem = Problem::new(
        Code::UnknownEvent,
        format!("no clock knows the event \"{}\"", shown.shown()),
    )
    .at(Place::event(index));
    match engine.slips.near(&event.event, engine.event_types()) {
        Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
        None => problem.hint("correct its type, or leave it out: it changes nothing"),
    }
}
