//! The rules that the package carries, read the first time they are asked for.

use std::sync::OnceLock;

use dueby::{Calendar, Error, Pack, Reading, Zone};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Thrown, json};

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The zones are known before anything is read.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), Thrown> {
    Ok(Zone::give_precompiled(ZONES)?)
}

/// The calendars that were asked for, each at its place.
static READ: [OnceLock<Calendar>; CALENDARS.len()] = [const { OnceLock::new() }; CALENDARS.len()];

/// A calendar by its id.
pub(crate) fn calendar(id: &str) -> Result<Option<Calendar>, Error> {
    let mut known = CALENDARS.iter().zip(&READ);
    let Some(((_, bytes), place)) = known.find(|((known, _), _)| *known == id) else {
        return Ok(None);
    };
    if let Some(read) = place.get() {
        return Ok(Some(read.clone()));
    }
    // Equal tables are shared.
    let others: Vec<Calendar> = READ.iter().filter_map(OnceLock::get).cloned().collect();
    let read = Calendar::from_precompiled(bytes, &others)?;
    Ok(Some(place.get_or_init(|| read).clone()))
}

/// Every calendar.
#[cfg(feature = "authoring")]
pub(crate) fn calendars() -> Result<Vec<Calendar>, Error> {
    let read = CALENDARS.iter().map(|(id, _)| calendar(id));
    Ok(read
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}

/// The id in a name, which may be of one version: `id@version`.
fn id(name: &str) -> &str {
    name.split_once('@').map_or(name, |(id, _)| id)
}

/// The ids, each once: versions of one pack stand one after another.
fn ids() -> Vec<&'static str> {
    let mut ids: Vec<&str> = PACKS.iter().map(|(name, _)| id(name)).collect();
    ids.dedup();
    ids
}

/// Every version of a pack by its id, in the order of their dates, or the one of `id@version`.
pub(crate) fn packs(name: &str) -> Result<Vec<Pack>, Error> {
    let is_called = |known: &str| known == name || id(known) == name;
    let found = PACKS.iter().filter(|(known, _)| is_called(known));
    let found: Vec<Pack> = found
        .map(|(_, bytes)| Pack::from_precompiled(bytes))
        .collect::<Result<_, _>>()?;
    if found.is_empty() {
        // Who names a version is told of versions.
        let known = match name.contains('@') {
            true => PACKS.iter().map(|(name, _)| *name).collect(),
            false => ids(),
        };
        return Err(Error::unknown_pack(name, known));
    }
    Ok(found)
}

/// A pack as those who choose one want to know it.
#[derive(serde::Serialize)]
struct Told<'p> {
    id: &'p str,
    title: &'p str,
    version: Option<&'p str>,
    revision: &'p str,
    calendar: &'p str,
    document: Option<&'p str>,
    link: Option<&'p str>,
    notes: Option<&'p str>,
    clocks: Vec<ToldClock<'p>>,
    parameters: Vec<ToldParameter<'p>>,
    attributes: Vec<ToldAttribute<'p>>,
}

#[derive(serde::Serialize)]
struct ToldClock<'p> {
    id: &'p str,
    promise: &'p str,
    kind: &'p str,
    basis: dueby::Basis,
    status: dueby::Status,
    starts: Vec<&'p str>,
    stops: Vec<&'p str>,
    source: Option<&'p str>,
    link: Option<&'p str>,
    checked: Option<String>,
    notes: Option<&'p str>,
    readings: Vec<&'p str>,
}

#[derive(serde::Serialize)]
struct ToldParameter<'p> {
    name: &'p str,
    question: &'p str,
    filled_in: bool,
}

#[derive(serde::Serialize)]
struct ToldAttribute<'p> {
    name: &'p str,
    of: &'static str,
    values: &'p [String],
    question: Option<&'p str>,
}

fn told(pack: &Pack) -> Told<'_> {
    let (document, link) = pack.source();
    let clocks = pack.clocks().iter().map(|clock| ToldClock {
        id: clock.id(),
        promise: clock.promise(),
        kind: clock.kind(),
        basis: clock.basis(),
        status: clock.status(),
        starts: clock.starts().collect(),
        stops: clock.stops().collect(),
        source: clock.source().0,
        link: clock.source().1,
        checked: clock.checked().map(|date| date.to_string()),
        notes: clock.notes(),
        readings: clock.readings().iter().map(Reading::name).collect(),
    });
    let parameters = pack.parameters().iter();
    let attributes = pack.attributes().iter();
    Told {
        id: pack.id(),
        title: pack.title(),
        version: pack.version(),
        revision: pack.revision(),
        calendar: pack.calendar(),
        document,
        link,
        notes: pack.notes(),
        clocks: clocks.collect(),
        parameters: parameters
            .map(|(name, parameter)| ToldParameter {
                name,
                question: parameter.question(),
                filled_in: parameter.is_filled_in(),
            })
            .collect(),
        attributes: attributes
            .map(|(name, attribute)| ToldAttribute {
                name,
                of: attribute.of().as_str(),
                values: match attribute.of() {
                    dueby::AttributeType::Text(values) => values,
                    _ => &[],
                },
                question: attribute.question(),
            })
            .collect(),
    }
}

/// What is in some packs, as a JSON list.
pub(crate) fn listed<'p>(packs: impl IntoIterator<Item = &'p Pack>) -> String {
    json(&packs.into_iter().map(told).collect::<Vec<_>>())
}

/// The ids of the shipped packs, one a line.
#[wasm_bindgen(js_name = packIds)]
pub fn pack_ids() -> String {
    ids().join("\n")
}

/// The ids of the shipped calendars, one a line.
#[wasm_bindgen(js_name = calendarIds)]
pub fn calendar_ids() -> String {
    let ids: Vec<&str> = CALENDARS.iter().map(|(id, _)| *id).collect();
    ids.join("\n")
}

/// What is in every version of a shipped pack, as a JSON list.
#[wasm_bindgen(js_name = describePacks)]
pub fn describe_packs(name: &str) -> Result<String, Thrown> {
    Ok(listed(&packs(name)?))
}
