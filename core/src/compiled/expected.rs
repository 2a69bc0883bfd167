//! The attributes that the rules know, and the values they expect of them.

use crate::sorted::{Map, Set};

use super::CompiledPack;
use crate::checked::{Attribute, Within};

/// What cases are held against: made once for an engine, because it is the same for each.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    /// The values that conditions and tables name, by attribute.
    pub(crate) known: Map<String, Set<String>>,
    /// What the packs declare, by the attribute's name.
    pub(crate) declared: Map<String, Vec<Attribute>>,
    /// The kinds of cases that clocks are for.
    pub(crate) kinds: Set<String>,
}

impl Expected {
    pub(super) fn of(packs: &[CompiledPack]) -> Self {
        Expected {
            known: known(packs),
            declared: declared(packs),
            kinds: kinds(packs),
        }
    }
}

fn declared(packs: &[CompiledPack]) -> Map<String, Vec<Attribute>> {
    let mut declared: Map<String, Vec<Attribute>> = Map::new();
    for compiled in packs {
        for (name, attribute) in &compiled.pack.attributes {
            let known = declared.get_or_insert(name.clone(), Default::default);
            known.push(attribute.clone());
        }
    }
    declared
}

fn kinds(packs: &[CompiledPack]) -> Set<String> {
    let mut kinds = Set::new();
    for compiled in packs {
        for (clock, _) in compiled.all_clocks() {
            if !kinds.contains(&clock.kind) {
                kinds.insert(clock.kind.clone());
            }
        }
    }
    kinds
}

fn known(packs: &[CompiledPack]) -> Map<String, Set<String>> {
    let mut known: Map<String, Set<String>> = Map::new();
    let mut add = |name: &str, text: &str| {
        let values = known.get_or_insert(name.to_owned(), Default::default);
        values.insert(text.to_owned());
    };
    for compiled in packs {
        for (clock, ready) in compiled.all_clocks() {
            clock.when.texts(&mut add);
            for (_, _, condition) in &ready.conditional {
                condition.texts(&mut add);
            }
            for (_, condition) in &ready.whiles {
                condition.texts(&mut add);
            }
            of_limit(ready.within.as_ref(), &mut add);
        }
    }
    known
}

fn of_limit(within: Option<&Within>, add: &mut dyn FnMut(&str, &str)) {
    match within {
        Some(Within::By { attribute, rows }) => {
            for (value, _) in rows {
                add(attribute, value);
            }
        }
        Some(Within::Table(rows)) => {
            for when in rows.iter().filter_map(|row| row.when.as_ref()) {
                when.texts(add);
            }
        }
        Some(
            Within::Fixed(_)
            | Within::Window(_)
            | Within::Parameter(_)
            | Within::Date(_)
            | Within::Open(_),
        )
        | None => {}
    }
}
