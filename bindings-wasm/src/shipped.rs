//! The rules that the package carries, read the first time they are asked for.

use std::sync::OnceLock;

use dueby::{Archive, Error, Pack, Reading};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Thrown, json};

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules"));

static RULES: OnceLock<Archive<'_>> = OnceLock::new();

/// The zones are known before anything is read.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), Thrown> {
    rules()?;
    Ok(())
}

/// Every pack and calendar.
pub(crate) fn rules() -> Result<&'static Archive<'static>, Error> {
    if let Some(rules) = RULES.get() {
        return Ok(rules);
    }
    let rules = Archive::read(BYTES)?;
    Ok(RULES.get_or_init(|| rules))
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
pub fn pack_ids() -> Result<String, Thrown> {
    let ids: Vec<&str> = rules()?.pack_ids().collect();
    Ok(ids.join("\n"))
}

/// The ids of the shipped calendars, one a line.
#[wasm_bindgen(js_name = calendarIds)]
pub fn calendar_ids() -> Result<String, Thrown> {
    let ids: Vec<&str> = rules()?.calendar_ids().collect();
    Ok(ids.join("\n"))
}

/// What is in every version of a shipped pack, as a JSON list.
#[wasm_bindgen(js_name = describePacks)]
pub fn describe_packs(name: &str) -> Result<String, Thrown> {
    Ok(listed(&rules()?.packs(name)?))
}
