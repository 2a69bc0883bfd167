//! Which version of a pack governs a case, and for what.

use std::collections::{BTreeMap, BTreeSet};

use super::Occurrence;
use super::findings::Findings;
use super::next_change::NextChange;
use super::occurrence::Events;
use crate::calendar::Calendar;
use crate::case::Value;
use crate::checked::{Decides, Governs, Known, Verdict};
use crate::compiled::{CompiledPack, Engine};
use crate::error::{Code, Place, Problem};
use crate::time::{Day, Instant, Zone, iso_date};

/// For which starts a pack governs a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Governing<'e> {
    /// From an instant, inclusive, until another; without end where there is none.
    stretches: Vec<(Instant, Option<Instant>)>,
    /// The attribute without which it cannot be said that it governs at all.
    pub(super) unsaid: Option<&'e str>,
}

impl Governing<'_> {
    /// A pack without versions governs every case, and all of it.
    fn everything() -> Self {
        Governing {
            stretches: vec![(Instant(i64::MIN), None)],
            unsaid: None,
        }
    }

    /// Whether it governs nothing of the case.
    pub(super) fn is_nothing(&self) -> bool {
        self.stretches.is_empty()
    }

    /// Whether it governs what starts at an instant.
    pub(super) fn covers(&self, at: Instant) -> bool {
        self.stretches
            .iter()
            .any(|(from, until)| *from <= at && until.is_none_or(|until| at < until))
    }
}

/// The events as a version of a pack sees them: what it does not govern starts nothing.
pub(super) enum Seen<'e, 'c> {
    As(&'e Events<'c>),
    ByZone(BTreeMap<String, Vec<Occurrence<'c>>>),
}

impl<'e, 'c> Seen<'e, 'c> {
    pub(super) fn by(
        compiled: &CompiledPack,
        governing: &Governing<'_>,
        events: &'e Events<'c>,
    ) -> Self {
        if *governing == Governing::everything() {
            return Seen::As(events);
        }
        let clocks = compiled.all_clocks();
        let zones = clocks.map(|(_, ready)| ready.calendar.zone());
        let seen = zones.map(|zone| {
            let events = events.in_zone(zone).iter().map(|event| Occurrence {
                may_start: governing.covers(event.when.at),
                ..*event
            });
            (zone.name().to_owned(), events.collect())
        });
        Seen::ByZone(seen.collect())
    }

    /// Those that have happened, in order, in a zone.
    pub(super) fn in_zone(&self, zone: &Zone) -> &[Occurrence<'c>] {
        match self {
            Seen::As(events) => events.in_zone(zone),
            Seen::ByZone(zones) => zones.get(zone.name()).map_or(&[], Vec::as_slice),
        }
    }
}

/// For what a pack governs the case. `events` are those that have happened, in the zone of
/// the calendar; `known` the attributes as they are.
pub(super) fn governing<'e>(
    compiled: &'e CompiledPack,
    calendar: &Calendar,
    (events, known): (&[Occurrence<'_>], &Known<'_>),
    as_of: Instant,
    next: &mut NextChange,
) -> Governing<'e> {
    let Some(governs) = &compiled.pack.governs else {
        return Governing::everything();
    };
    let mut governing = Governing {
        stretches: Vec::new(),
        unsaid: None,
    };
    match governs.when.as_ref().map(|when| when.judge(known)) {
        None | Some(Verdict::Holds) => {}
        Some(Verdict::Fails) => return governing,
        Some(Verdict::Missing(name)) => governing.unsaid = Some(name),
    }
    let governs = &begun(governs, known);
    let deciding = deciding(governs, events);
    if deciding.is_empty() {
        // Nothing has decided: the version of the day, until something does.
        let zone = calendar.zone();
        let begins = governs.from.map(|date| zone.start_of(Day::of(date)));
        let ends = governs
            .until
            .map(|date| zone.start_of(Day::of(date).next()));
        for at in begins.into_iter().chain(ends) {
            next.moment(at);
        }
        if begins.is_none_or(|at| at <= as_of) && ends.is_none_or(|at| as_of < at) {
            governing.stretches = Governing::everything().stretches;
        }
        return governing;
    }
    match governs.decides {
        Decides::TheFirst => {
            let first = deciding.first();
            if first.is_some_and(|event| governs.covers(event.when.day.date())) {
                governing.stretches = Governing::everything().stretches;
            }
        }
        Decides::Each => {
            for (index, event) in deciding.iter().enumerate() {
                if governs.covers(event.when.day.date()) {
                    let until = deciding.get(index + 1).map(|next| next.when.at);
                    governing.stretches.push((event.when.at, until));
                }
            }
        }
    }
    governing
}

/// The same, begun on the date that the case gives where that is later.
fn begun(governs: &Governs, known: &Known<'_>) -> Governs {
    let own = governs.or_later.as_deref().and_then(|name| known.get(name));
    let date = match own {
        Some(Value::Text(text)) => iso_date(text),
        _ => None,
    };
    Governs {
        from: governs.from.max(date),
        ..governs.clone()
    }
}

fn deciding<'e, 'c>(governs: &Governs, events: &'e [Occurrence<'c>]) -> Vec<&'e Occurrence<'c>> {
    events
        .iter()
        .filter(|event| governs.by.contains(&event.event.event))
        .collect()
}

/// Notes an event that decides, on a date that no version of its pack is for though an
/// earlier one was: between two versions, or after the last.
pub(super) fn unclaimed(engine: &Engine, events: &Events<'_>, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for compiled in &engine.packs {
        let (pack, Some(governs)) = (&compiled.pack, &compiled.pack.governs) else {
            continue;
        };
        if !told.insert(&pack.id) {
            continue;
        }
        let versions = || {
            let same = engine.packs().filter(|other| other.id == pack.id);
            same.filter_map(|other| other.governs.as_ref())
        };
        let events = events.in_zone(engine.calendar_of(pack).zone());
        let mut deciding = deciding(governs, events);
        if governs.decides == Decides::TheFirst {
            deciding.truncate(1);
        }
        for event in deciding {
            let date = event.when.day.date();
            let begun = versions().any(|one| one.from.is_none_or(|from| from <= date));
            if !begun || versions().any(|one| one.covers(date)) {
                continue;
            }
            findings.add(
                Problem::new(
                    Code::NoVersion,
                    format!(
                        "no version of {} is for \"{}\" on {date}",
                        pack.id,
                        event.event.event.escape_debug()
                    ),
                )
                .hint("give the engine the version for that date, or correct the date")
                .at(Place::event(event.index)),
            );
        }
    }
}
