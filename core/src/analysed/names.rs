//! Names that nothing uses, and names that are a slip of another.

use super::places::Step;
use super::{Found, Source, written};
use crate::checked::{Starts, Within};
use crate::error::{Code, Problem};
use crate::sorted::{Map, Set};

/// Shorter names are compared with none: "met" and "set" are two words.
const SHORTEST: usize = 6;

/// More names than this are not compared with one another.
const MOST: usize = 500;

pub(super) fn check(source: &Source<'_>, found: &mut Found) {
    unused(source, found);
    let mut events: Map<&str, Vec<Vec<Step<'_>>>> = Map::new();
    let mut kinds: Map<&str, Vec<Vec<Step<'_>>>> = Map::new();
    for one in written(source) {
        for (path, awaited) in super::awaited(one.clock) {
            if let Some(Step::Key(field)) = path.first() {
                let mut full = one.path(field, path.get(1..).unwrap_or_default());
                if awaited.when.is_some() {
                    full.push(Step::Key("event"));
                }
                events.get_or_insert(&awaited.event, Vec::new).push(full);
            }
        }
        let places = kinds.get_or_insert(&one.clock.kind, Vec::new);
        places.push(one.path("kind", &[]));
    }
    look_alikes(source, "the event", &events, found);
    look_alikes(source, "the kind of case", &kinds, found);
}

/// Notes each name that stands once and is a letter away from one that stands more often.
fn look_alikes(
    source: &Source<'_>,
    what: &str,
    names: &Map<&str, Vec<Vec<Step<'_>>>>,
    found: &mut Found,
) {
    if names.len() > MOST {
        return;
    }
    for (name, places) in names {
        let [place] = places.as_slice() else { continue };
        let twin = names
            .iter()
            .filter(|(other, places)| places.len() > 1 && is_a_slip(name, other))
            .max_by_key(|(_, places)| places.len());
        if let Some((other, _)) = twin {
            found.at(
                source,
                place,
                Problem::new(
                    Code::LookAlike,
                    format!("{what} \"{name}\" stands here alone, beside \"{other}\" elsewhere"),
                )
                .hint(format!(
                    "did you mean \"{other}\"? If they are two, give one of them another name"
                )),
            );
        }
    }
}

/// Whether a name is another with one letter wrong, missing, added or exchanged. Digits
/// are meant.
fn is_a_slip(name: &str, other: &str) -> bool {
    let letters = |text: &str| -> String { text.chars().filter(|c| !c.is_ascii_digit()).collect() };
    name.len() >= SHORTEST
        && name.len().abs_diff(other.len()) <= 1
        && letters(name) != letters(other)
        && strsim::damerau_levenshtein(name, other) == 1
}

fn unused(source: &Source<'_>, found: &mut Found) {
    let pack = &source.pack;
    let (mut paths, mut parameters) = (Set::new(), Set::new());
    for clock in super::all_clocks(pack) {
        paths.extend(clock.escalation.as_deref());
        if let Within::Parameter(needed) = &clock.within {
            parameters.insert(needed.as_str());
        }
        if let Starts::Parameter(needed) = &clock.starts {
            parameters.insert(needed.as_str());
        }
        parameters.extend(clock.asked.iter().map(String::as_str));
    }
    for path in pack.escalations.values() {
        parameters.extend(path.asks());
    }
    for name in pack.escalations.keys() {
        let here = source.places.holds("escalation", name);
        if here && !paths.contains(name.as_str()) {
            found.at_name(
                source,
                &[Step::Key("escalation"), Step::Key(name)],
                Problem::new(
                    Code::UnusedName,
                    format!("no clock uses the escalation path \"{name}\""),
                )
                .hint(format!(
                    "add escalation = \"{name}\" to a clock, or leave it out"
                )),
            );
        }
    }
    for name in pack.parameters.keys() {
        let here = source.places.holds("parameter", name);
        if here && !parameters.contains(name.as_str()) {
            found.at_name(
                source,
                &[Step::Key("parameter"), Step::Key(name)],
                Problem::new(
                    Code::UnusedName,
                    format!("no clock uses the parameter \"{name}\""),
                )
                .hint("name it in \"within\", \"starts\", \"due\" or a condition of a clock, or leave it out"),
            );
        }
    }
}
