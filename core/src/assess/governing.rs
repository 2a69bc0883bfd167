//! Which version of a pack governs a case, and for what.

use crate::sorted::Set;

use chrono::NaiveDate;

use super::attributes::Attributes;
use super::findings::Findings;
use super::next_change::NextChange;
use super::{Events, Occurrence, Question};
use crate::case::Value;
use crate::checked::{Decides, Governs, Known, Pack, Verdict};
use crate::compiled::Engine;
use crate::error::{Code, Place, Problem, Shown as _};
use crate::time::{Day, Instant, iso_date};

/// For which starts a pack governs a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Governing<'e> {
    /// From an instant, inclusive, until another; without end where there is none. Not said
    /// where it governs all of the case, as every pack without versions does.
    stretches: Option<Vec<(Instant, Option<Instant>)>>,
    /// The attribute without which it cannot be said that it governs at all.
    pub(super) unsaid: Option<&'e str>,
}

impl Governing<'_> {
    pub(super) fn everything() -> Self {
        Governing {
            stretches: None,
            unsaid: None,
        }
    }

    /// Whether it governs nothing of the case.
    pub(super) fn is_nothing(&self) -> bool {
        self.stretches.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether it governs what starts at an instant.
    pub(super) fn covers(&self, at: Instant) -> bool {
        let within = |(from, until): &(Instant, Option<Instant>)| {
            *from <= at && until.is_none_or(|until| at < until)
        };
        let stretches = self.stretches.as_ref();
        stretches.is_none_or(|stretches| stretches.iter().any(within))
    }
}

/// For what a pack governs the case, by the events that have happened.
pub(super) fn governing<'e>(
    question: &Question<'e, '_>,
    pack: &'e Pack,
    next: &mut NextChange,
) -> Governing<'e> {
    let Some(governs) = &pack.governs else {
        return Governing::everything();
    };
    let (engine, as_of) = (question.engine, question.as_of);
    let events = question.events.in_zone(engine.zone_of(pack));
    let mut known = Attributes::of(question.given, events);
    known.advance(as_of);
    let known = &*known.values;
    let mut governing = Governing {
        stretches: Some(Vec::new()),
        unsaid: None,
    };
    match governs.when.as_ref().map(|when| when.judge(known)) {
        None | Some(Verdict::Holds) => {}
        Some(Verdict::Fails) => return governing,
        Some(Verdict::Missing(name)) => governing.unsaid = Some(name),
    }
    let from = begun(governs, known);
    let covers = |event: &Occurrence<'_>| governs.covers_from(from, event.when.day.date());
    let deciding = deciding(governs, events);
    if deciding.is_empty() {
        // Nothing has decided: the version of the day, until something does.
        let zone = engine.calendar_of(pack).zone();
        let begins = from.map(|date| zone.start_of(Day::of(date)));
        let ends = governs
            .until
            .map(|date| zone.start_of(Day::of(date).next()));
        if let Some(at) = begins {
            next.moment(at);
        }
        if let Some(at) = ends {
            next.moment(at);
        }
        if begins.is_none_or(|at| at <= as_of) && ends.is_none_or(|at| as_of < at) {
            governing.stretches = None;
        }
        return governing;
    }
    match governs.decides {
        Decides::TheFirst => {
            let first = deciding.first();
            if first.is_some_and(|event| covers(event)) {
                governing.stretches = None;
            }
        }
        Decides::Each => {
            let mut stretches = Vec::new();
            for (index, event) in deciding.iter().enumerate() {
                if covers(event) {
                    let next = deciding.get(index + 1);
                    stretches.push((event.when.at, next.map(|next| next.when.at)));
                }
            }
            governing.stretches = Some(stretches);
        }
    }
    governing
}

/// From which date on it governs: from that which the case gives, where that is later.
fn begun(governs: &Governs, known: &Known<'_>) -> Option<NaiveDate> {
    let own = governs.or_later.as_deref().and_then(|name| known.get(name));
    let date = match own {
        Some(Value::Text(text)) => iso_date(text),
        _ => None,
    };
    governs.from.max(date)
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
    let mut told = Set::new();
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
        let events = events.in_zone(engine.zone_of(pack));
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
                        event.event.event.shown()
                    ),
                )
                .hint("give the engine the version for that date, or correct the date")
                .at(Place::event(event.index)),
            );
        }
    }
}
