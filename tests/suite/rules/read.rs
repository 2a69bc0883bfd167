//! The packs and lists as they are written.

use dueby_tests::{read, root};
use toml::{Table, Value};

/// A list beside a pack.
pub(crate) struct List {
    /// Its path from the root.
    pub(crate) path: String,
    /// The pack made from it.
    pub(crate) pack: String,
    pub(crate) text: Table,
}

/// What a list says of one promise or provision.
pub(crate) struct Entry<'a> {
    /// `line 12`, or the provision.
    pub(crate) place: String,
    pub(crate) says: &'a str,
    pub(crate) table: &'a Table,
}

impl Entry<'_> {
    /// The names under a field, one or a list.
    pub(crate) fn names(&self, field: &str) -> Vec<&str> {
        names(self.table.get(field))
    }

    pub(crate) fn text(&self, field: &str) -> Option<&str> {
        self.table.get(field).and_then(Value::as_str)
    }
}

impl List {
    pub(crate) fn entries(&self) -> Vec<Entry<'_>> {
        tables(&self.text, "promise")
            .map(|table| Entry {
                place: format!("line {}", table["line"].as_integer().unwrap()),
                says: table["promise"].as_str().unwrap(),
                table,
            })
            .chain(tables(&self.text, "provision").map(|table| Entry {
                place: table["provision"].as_str().unwrap().to_owned(),
                says: table["says"].as_str().unwrap(),
                table,
            }))
            .collect()
    }

    pub(crate) fn document(&self) -> &str {
        self.text["document"].as_str().unwrap()
    }
}

/// The tables of an array of a table.
pub(crate) fn tables<'a>(text: &'a Table, name: &str) -> impl Iterator<Item = &'a Table> {
    text.get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|value| value.as_table().unwrap())
}

/// One name or a list of them.
pub(crate) fn names(value: Option<&Value>) -> Vec<&str> {
    match value {
        None => Vec::new(),
        Some(Value::Array(list)) => list.iter().map(|name| name.as_str().unwrap()).collect(),
        Some(one) => vec![one.as_str().unwrap()],
    }
}

/// A pack as it is written; nothing when there is none of this name.
pub(crate) fn pack(name: &str) -> Option<Table> {
    dueby_rules::pack(name).map(|pack| pack.text.parse().unwrap())
}

/// All lists, landlords' last.
pub(crate) fn lists() -> Vec<List> {
    let mut found = Vec::new();
    for folder in ["england", "scotland", "uk", "landlords"] {
        let mut names: Vec<String> = std::fs::read_dir(root(&format!("rules/{folder}")))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".promises.toml") || name.ends_with(".provisions.toml"))
            .collect();
        names.sort();
        for name in names {
            let path = format!("rules/{folder}/{name}");
            let text: Table = read(&path)
                .parse()
                .unwrap_or_else(|error| panic!("{path}: {error}"));
            found.push(List {
                pack: text["pack"].as_str().unwrap().to_owned(),
                path,
                text,
            });
        }
    }
    found
}
