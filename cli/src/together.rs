//! Texts that may build on one another → packs and calendars, each read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use dueby::{Calendar, Error, Pack, TextKind};

use crate::input::{files, text};
use crate::load::{LARGEST, is_json};
use crate::problems::{Stop, Trouble};

/// How many packs may extend one another in a row.
const DEEPEST: usize = 8;

/// What was read together.
#[derive(Debug, Default)]
pub(crate) struct Together {
    pub(crate) packs: Vec<Pack>,
    /// Of the texts alone, those that others build on first.
    pub(crate) calendars: Vec<Calendar>,
}

/// The packs and calendars that paths mean: files, and folders with all that is in them.
pub(crate) fn of_paths(paths: &[PathBuf]) -> Result<Together, Stop> {
    let (mut packs, mut calendars) = (Vec::new(), Vec::new());
    let mut troubles = Vec::new();
    for found in files(paths, &["toml", "json"])? {
        let name = found.path.display().to_string();
        let read = match text(&found.path, LARGEST) {
            Ok(read) => read,
            Err(trouble) => {
                troubles.push(trouble);
                continue;
            }
        };
        let kind = if is_json(&read) {
            TextKind::Pack
        } else if read.trim_start().starts_with('{') {
            TextKind::Other
        } else {
            TextKind::of(&read)
        };
        match kind {
            TextKind::Pack => packs.push((name, read)),
            TextKind::Calendar => calendars.push((name, read)),
            _ if found.named => troubles.push(
                Trouble::argument(name, "this is neither a pack nor a calendar")
                    .help("a pack begins with [pack], a calendar with [calendar]"),
            ),
            _ => {}
        }
    }
    if !troubles.is_empty() {
        return Err(troubles.into());
    }
    Ok(read(&packs, &calendars)?)
}

/// Reads texts that may name one another, and what is built in.
pub(crate) fn read(
    packs: &[(String, String)],
    calendars: &[(String, String)],
) -> Result<Together, Vec<Trouble>> {
    let mut troubles = Vec::new();
    let calendars = read_calendars(calendars, &mut troubles);
    let packs = read_packs(packs, &mut troubles);
    if troubles.is_empty() {
        Ok(Together { packs, calendars })
    } else {
        Err(troubles)
    }
}

/// What the head of a text says it is called and builds on.
struct Head {
    id: Option<String>,
    version: Option<String>,
    builds_on: Vec<String>,
}

impl Head {
    fn of(text: &str, table: &str) -> Self {
        let value: Option<serde_json::Value> = if is_json(text) {
            serde_json::from_str(text).ok()
        } else {
            let table = text.parse::<toml::Table>().ok();
            table.and_then(|table| serde_json::to_value(table).ok())
        };
        let head = value.as_ref().and_then(|value| value.get(table));
        let field = |name: &str| head.and_then(|head| head.get(name));
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let mut builds_on = Vec::new();
        for name in ["extends", "off-when-any", "off-when-all"] {
            match field(name) {
                Some(serde_json::Value::Array(list)) => {
                    builds_on.extend(list.iter().filter_map(text))
                }
                Some(one) => builds_on.extend(text(one)),
                None => {}
            }
        }
        Head {
            id: field("id").and_then(text),
            version: field("version").and_then(text),
            builds_on,
        }
    }
}

/// Calendars, each after those that it builds on; each text is read once.
fn read_calendars(texts: &[(String, String)], troubles: &mut Vec<Trouble>) -> Vec<Calendar> {
    let mut known = match dueby_rules::calendars() {
        Ok(known) => known,
        Err(error) => {
            troubles.extend(Trouble::all(&error, ""));
            return Vec::new();
        }
    };
    let heads: Vec<Head> = texts
        .iter()
        .map(|(_, text)| Head::of(text, "calendar"))
        .collect();
    let by_id: HashMap<&str, usize> = heads
        .iter()
        .enumerate()
        .filter_map(|(index, head)| Some((head.id.as_deref()?, index)))
        .collect();
    let mut order = Vec::new();
    let mut seen = vec![false; texts.len()];
    for first in 0..texts.len() {
        // Each waits on the stack until those that it builds on are done.
        let mut stack = vec![(first, false)];
        while let Some((index, ready)) = stack.pop() {
            if ready {
                order.push(index);
                continue;
            }
            match seen.get_mut(index) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            stack.push((index, true));
            let needs = heads
                .get(index)
                .map_or(&[] as &[String], |head| &head.builds_on);
            stack.extend(
                needs
                    .iter()
                    .filter_map(|id| Some((*by_id.get(id.as_str())?, false))),
            );
        }
    }
    let mut own = Vec::new();
    for index in order {
        let Some((name, text)) = texts.get(index) else {
            continue;
        };
        match Calendar::from_toml_with(text, name, &known) {
            Ok(calendar) => {
                own.push(calendar.id().to_owned());
                known.retain(|other| other.id() != calendar.id());
                known.push(calendar);
            }
            Err(error) => troubles.extend(Trouble::drawn(&error, name, text)),
        }
    }
    let own: std::collections::HashSet<String> = own.into_iter().collect();
    known.retain(|calendar| own.contains(calendar.id()));
    known
}

/// Packs, each with the one that it extends: of these texts, or built in.
fn read_packs(texts: &[(String, String)], troubles: &mut Vec<Trouble>) -> Vec<Pack> {
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (index, (_, text)) in texts.iter().enumerate() {
        // Of several versions, or twice the same, an id alone means the last.
        let head = Head::of(text, "pack");
        if let Some(id) = head.id {
            if let Some(version) = head.version {
                by_name.insert(format!("{id}@{version}"), index);
            }
            by_name.insert(id, index);
        }
    }
    let mut packs = Packs {
        texts,
        by_name,
        read: HashMap::new(),
    };
    let mut found = Vec::new();
    for (index, (name, text)) in texts.iter().enumerate() {
        match packs.read(index, 0) {
            Ok(pack) => found.push(pack),
            Err(error) => troubles.extend(Trouble::drawn(&error, name, text)),
        }
    }
    found
}

struct Packs<'t> {
    texts: &'t [(String, String)],
    by_name: HashMap<String, usize>,
    read: HashMap<usize, Result<Pack, Error>>,
}

impl Packs<'_> {
    fn read(&mut self, index: usize, depth: usize) -> Result<Pack, Error> {
        if let Some(read) = self.read.get(&index) {
            return read.clone();
        }
        let Some((name, text)) = self.texts.get(index) else {
            return dueby_rules::read("");
        };
        let base = |id: &str| match self.by_name.get(id).copied() {
            Some(other) if other != index && depth < DEEPEST => self.read(other, depth + 1),
            _ => dueby_rules::read(id),
        };
        let read = if is_json(text) {
            Pack::from_json_with(text, name, base)
        } else {
            Pack::from_toml_with(text, name, base)
        };
        self.read.insert(index, read.clone());
        read
    }
}

/// Whether an argument is a path and no name.
pub(crate) fn is_a_path(name: &str) -> bool {
    let path = Path::new(name);
    path.exists()
        || path
            .extension()
            .is_some_and(|ending| ending == "toml" || ending == "json")
}
