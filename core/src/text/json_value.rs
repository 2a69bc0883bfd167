//! JSON as the values of TOML, each with its place: what reads the one reads the other.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::json::{Found, Json, twice};
use crate::error::{Code, Problem};

/// Whether a text is JSON, and no TOML: it begins as an object does.
pub(crate) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// The values of a JSON object; nothing of a text that is none, or that lies too deep.
pub(crate) fn object(text: &str) -> Option<DeTable<'_>> {
    let mut json = Json::of(text, "", "").ok()?;
    match value(&mut json, &mut Vec::new())?.into_inner() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// What JSON can say and TOML cannot: a name for the second time in its object, null in a list.
type Odd = Vec<(Problem, Range<usize>)>;

/// The next value; nothing for null.
pub(super) fn value<'t>(json: &mut Json<'t>, odd: &mut Odd) -> Option<Spanned<DeValue<'t>>> {
    let start = json.next();
    let value = match json.value() {
        Found::Null => return None,
        Found::Flag(flag) => DeValue::Boolean(flag),
        Found::Text(text) => DeValue::String(text),
        Found::Signed(_) | Found::Unsigned(_) | Found::Float(_) => {
            let number = json.since(start);
            match DeValue::parse(number) {
                Ok(value) => value.into_inner(),
                Err(_) => DeValue::String(number.into()),
            }
        }
        Found::List => DeValue::Array(list(json, odd)),
        Found::Object => DeValue::Table(table(json, odd)),
    };
    Some(Spanned::new(start..json.at(), value))
}

fn list<'t>(json: &mut Json<'t>, odd: &mut Odd) -> DeArray<'t> {
    let mut list = DeArray::new();
    json.pass();
    while !json.closes(b']') {
        let start = json.next();
        match value(json, odd) {
            Some(value) => list.push(value),
            None => {
                let problem = Problem::new(Code::WrongType, "this is null");
                let problem = problem.hint("leave it out of the list");
                odd.push((problem, start..json.at()));
            }
        }
    }
    list
}

fn table<'t>(json: &mut Json<'t>, odd: &mut Odd) -> DeTable<'t> {
    let mut table = DeTable::new();
    // Those that are null too. A table as well, for there is a tree of it in any case.
    let mut seen = DeTable::new();
    json.pass();
    while !json.closes(b'}') {
        let start = json.next();
        let Found::Text(name) = json.value() else {
            break;
        };
        let place = start..json.at();
        // The colon.
        json.pass();
        let known = Spanned::new(place.clone(), name.clone());
        let there = Spanned::new(place.clone(), DeValue::Boolean(true));
        if seen.insert(known, there).is_some() {
            odd.push((twice(&name), place.clone()));
        }
        if let Some(value) = value(json, odd) {
            table.insert(Spanned::new(place, name), value);
        }
    }
    table
}
