//! Where in a text a thing stands, by the names that lead to it.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::sorted::Map;
use crate::text::{is_json, json_object};

/// A step from a table or a list to what is in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step<'s> {
    Key(&'s str),
    Index(usize),
}

/// The values of a text with the bytes they stand at.
#[derive(Debug)]
pub(super) struct Places<'t>(DeTable<'t>, Ids);

/// By list, which entry has which id.
type Ids = Map<String, Map<String, usize>>;

/// The lists of tables that have ids.
const LISTS: [&str; 3] = ["clock", "right", "appointment"];

impl<'t> Places<'t> {
    /// Reads them; nothing of a text that cannot be read.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let table = if is_json(text) {
            json_object(text)?
        } else {
            DeTable::parse(text).ok()?.into_inner()
        };
        let ids = ids(&table);
        Some(Places(table, ids))
    }

    /// Whether there is a top-level table of this name, or a list of them.
    pub(super) fn has(&self, name: &str) -> bool {
        let value = self.0.get(name).map(|value| value.get_ref());
        matches!(value, Some(DeValue::Table(_) | DeValue::Array(_)))
    }

    /// The text at a path.
    pub(super) fn text(&self, path: &[&str]) -> Option<&str> {
        let (last, before) = path.split_last()?;
        let mut table = &self.0;
        for name in before {
            match table.get(*name)?.get_ref() {
                DeValue::Table(inner) => table = inner,
                _ => return None,
            }
        }
        match table.get(*last)?.get_ref() {
            DeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list at a path.
    pub(super) fn texts(&self, table: &str, name: &str) -> Vec<&str> {
        let Some(DeValue::Table(table)) = self.0.get(table).map(|value| value.get_ref()) else {
            return Vec::new();
        };
        match table.get(name).map(|value| value.get_ref()) {
            Some(DeValue::Array(values)) => values
                .iter()
                .filter_map(|value| match value.get_ref() {
                    DeValue::String(text) => Some(text.as_ref()),
                    _ => None,
                })
                .collect(),
            Some(DeValue::String(text)) => vec![text.as_ref()],
            _ => Vec::new(),
        }
    }

    /// Whether a table has an entry of this name.
    pub(super) fn holds(&self, table: &str, name: &str) -> bool {
        let table = self.0.get(table).map(|value| value.get_ref());
        matches!(table, Some(DeValue::Table(table)) if table.get(name).is_some())
    }

    /// Which entry of a list of tables has this id, from 0.
    pub(super) fn entry(&self, list: &str, id: &str) -> Option<usize> {
        self.1.get(list)?.get(id).copied()
    }

    /// Where the value at a path stands; of a path that leads nowhere, where it ends.
    pub(super) fn value(&self, path: &[Step<'_>]) -> Range<usize> {
        self.find(path).1
    }

    /// Where the name of the value stands.
    pub(super) fn name(&self, path: &[Step<'_>]) -> Range<usize> {
        self.find(path).0
    }

    fn find(&self, path: &[Step<'_>]) -> (Range<usize>, Range<usize>) {
        let mut found = (0..0, 0..0);
        let mut table = Some(&self.0);
        let mut value: Option<&DeValue<'t>> = None;
        for step in path {
            let next = match step {
                Step::Key(name) => {
                    let of = match value {
                        Some(DeValue::Table(inner)) => Some(inner),
                        Some(_) => None,
                        None => table.take(),
                    };
                    of.and_then(|of| of.get_key_value(*name))
                        .map(|(key, value)| (key.span(), value))
                }
                Step::Index(index) => match value {
                    Some(DeValue::Array(values)) => {
                        values.get(*index).map(|value| (value.span(), value))
                    }
                    // One alone stands where a list may.
                    Some(_) if *index == 0 => continue,
                    _ => None,
                },
            };
            let Some((name, next)) = next else { break };
            found = (name, next.span());
            value = Some(next.get_ref());
        }
        found
    }
}

/// Which entry of each list has which id: of several the first.
fn ids(table: &DeTable<'_>) -> Ids {
    let mut ids = Ids::new();
    for list in LISTS {
        let Some(DeValue::Array(entries)) = table.get(list).map(|value| value.get_ref()) else {
            continue;
        };
        let of_list = ids.get_or_insert(list.to_owned(), Map::new);
        for (index, entry) in entries.iter().enumerate() {
            if let DeValue::Table(entry) = entry.get_ref()
                && let Some(DeValue::String(id)) = entry.get("id").map(|id| id.get_ref())
            {
                of_list.get_or_insert(id.clone().into_owned(), || index);
            }
        }
    }
    ids
}
