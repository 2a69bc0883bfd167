//! The shipped rules: calendars, which the module carries, and packs, which it is given one by
//! one or all together.

use std::sync::{Mutex, OnceLock, PoisonError};

use dueby::{Archive, Error, Pack, Reading};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Thrown, json};

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/calendars"));

static CALENDARS: OnceLock<Archive<'_>> = OnceLock::new();

static PACKS: Mutex<Vec<&'static Archive<'static>>> = Mutex::new(Vec::new());

/// The zones are known before anything is read.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), Thrown> {
    calendars()?;
    Ok(())
}

/// Every shipped calendar.
pub(crate) fn calendars() -> Result<&'static Archive<'static>, Error> {
    if let Some(calendars) = CALENDARS.get() {
        return Ok(calendars);
    }
    let calendars = Archive::read(BYTES)?;
    Ok(CALENDARS.get_or_init(|| calendars))
}

/// Takes packs, the bytes of an archive, and keeps them as long as the module lives.
#[wasm_bindgen(js_name = givePacks)]
pub fn give_packs(bytes: Vec<u8>) -> Result<(), Thrown> {
    let archive = Archive::read(bytes.leak())?;
    let mut packs = PACKS.lock().unwrap_or_else(PoisonError::into_inner);
    packs.push(Box::leak(Box::new(archive)));
    Ok(())
}

fn given() -> Vec<&'static Archive<'static>> {
    PACKS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// The ids of the packs that were given, each once.
pub(crate) fn ids() -> Vec<&'static str> {
    let mut ids = Vec::new();
    for archive in given() {
        for id in archive.pack_ids() {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids
}

/// Every version of a pack by its id, or the one of `id@version`.
pub(crate) fn packs(name: &str) -> Result<Vec<Pack>, Error> {
    let id = name.split_once('@').map_or(name, |(id, _)| id);
    for archive in given() {
        if archive.pack_ids().any(|known| known == id) {
            return archive.packs(name);
        }
    }
    Err(Error::unknown_pack(name, ids()))
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

/// The ids of the packs that were given, one a line.
#[wasm_bindgen(js_name = packIds)]
pub fn pack_ids() -> String {
    ids().join("\n")
}

/// The ids of the shipped calendars, one a line.
#[wasm_bindgen(js_name = calendarIds)]
pub fn calendar_ids() -> Result<String, Thrown> {
    let ids: Vec<&str> = calendars()?.calendar_ids().collect();
    Ok(ids.join("\n"))
}

/// What is in every version of a pack that was given, as a JSON list.
#[wasm_bindgen(js_name = describePacks)]
pub fn describe_packs(name: &str) -> Result<String, Thrown> {
    Ok(listed(&packs(name)?))
}
