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
}

impl Expected {
    pub(super) fn of(packs: &[CompiledPack]) -> Self {
        Expected {
            known: known(packs),
            declared: declared(packs),
        }
    }
}

fn declared(packs: &[CompiledPack]) -> Map<String, Vec<Attribute>> {
    let mut declared: Map<String, Vec<Attribute>> = Map::new();
    for (name, attribute) in packs.iter().flat_map(|one| &one.pack.attributes) {
        let known = declared.get_or_insert(name.clone(), Default::default);
        known.push(attribute.clone());
    }
    declared
}

fn known(packs: &[CompiledPack]) -> Map<String, Set<String>> {
    let mut known: Map<String, Set<String>> = Map::new();
    let mut add = |name: &str, text: &str| {
        let values = known.get_or_insert(name.to_owned(), Default::default);
        values.insert(text.to_owned());
    };
    for (clock, ready) in packs.iter().flat_map(CompiledPack::all_clocks) {
        clock.when.texts(&mut add);
        let events = ready.conditional.iter().map(|(_, _, condition)| condition);
        for condition in events.chain(ready.whiles.iter().map(|(_, condition)| condition)) {
            condition.texts(&mut add);
        }
        match &ready.within {
            Some(Within::By { attribute, rows }) => {
                for (value, _) in rows {
                    add(attribute, value);
                }
            }
            Some(Within::Table(rows)) => {
                for when in rows.iter().filter_map(|row| row.when.as_ref()) {
                    when.texts(&mut add);
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
    known
}
