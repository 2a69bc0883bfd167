//! The rules that the package carries, read the first time they are asked for.

use std::sync::OnceLock;

use dueby::{Calendar, Error, Pack};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Thrown, json};

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

static READ: OnceLock<Vec<Calendar>> = OnceLock::new();

/// Every calendar.
pub(crate) fn calendars() -> Result<&'static [Calendar], Error> {
    if let Some(read) = READ.get() {
        return Ok(read);
    }
    let mut read: Vec<Calendar> = Vec::new();
    for (_, bytes) in CALENDARS {
        let next = Calendar::from_precompiled(bytes, &read)?;
        read.push(next);
    }
    Ok(READ.get_or_init(|| read))
}

/// A pack by its id, or by its id and version.
pub(crate) fn pack(name: &str) -> Result<Pack, Error> {
    match PACKS.iter().find(|(id, _)| *id == name) {
        Some((_, bytes)) => Pack::from_precompiled(bytes),
        None => Err(Error::unknown_pack(name, PACKS.iter().map(|(id, _)| *id))),
    }
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

/// What is in a pack, as JSON.
pub(crate) fn told(pack: &Pack) -> String {
    let (document, link) = pack.source();
    let clocks = pack.clocks().iter().map(|clock| ToldClock {
        id: clock.id(),
        promise: clock.promise(),
        kind: clock.kind(),
        basis: clock.basis(),
        status: clock.status(),
        starts: clock.starts().collect(),
        stops: clock.stops().collect(),
    });
    let parameters = pack.parameters().iter();
    let attributes = pack.attributes().iter();
    json(&Told {
        id: pack.id(),
        title: pack.title(),
        version: pack.version(),
        revision: pack.revision(),
        calendar: pack.calendar(),
        document,
        link,
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
    })
}

/// The ids of the shipped packs, one a line.
#[wasm_bindgen(js_name = packIds)]
pub fn pack_ids() -> String {
    let ids: Vec<&str> = PACKS.iter().map(|(id, _)| *id).collect();
    ids.join("\n")
}

/// The ids of the shipped calendars, one a line.
#[wasm_bindgen(js_name = calendarIds)]
pub fn calendar_ids() -> String {
    let ids: Vec<&str> = CALENDARS.iter().map(|(id, _)| *id).collect();
    ids.join("\n")
}

/// What is in a shipped pack, as JSON.
#[wasm_bindgen(js_name = describePack)]
pub fn describe_pack(id: &str) -> Result<String, Thrown> {
    Ok(told(&pack(id)?))
}
