//! The lists against the packs made from them.

use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::read::{Entry, List, lists, pack, tables};

/// What it takes to compute what no clock computes yet, in a landlord's list.
const LATER: &[&str] = &[
    "clocks and escalation",
    "no event named",
    "the rule language",
    "the rules themselves",
];

/// How a provision was read.
const READ: &[&str] = &["part", "quoted", "recalled", "secondary", "whole"];

fn ids(pack: &Table, name: &str) -> BTreeSet<String> {
    tables(pack, name)
        .map(|table| table["id"].as_str().unwrap().to_owned())
        .collect()
}

/// What is wrong with an entry; what it names is taken note of.
fn wrong(entry: &Entry<'_>, pack: &Table, named: &mut BTreeSet<String>) -> Vec<String> {
    let mut wrong = Vec::new();
    let clocks = entry.names("clock");
    let rights = entry.names("right");
    let appointments = entry.names("appointment");
    let targets = entry.names("target");
    let others = entry.names("packs");
    let named_here = [&clocks, &rights, &appointments, &targets, &others];
    let computed = named_here.iter().any(|names| !names.is_empty()) || entry.text("by").is_some();
    if computed == entry.text("later").is_some() {
        wrong.push("neither computed nor put off, or both".to_owned());
    }
    for other in others {
        if crate::read::pack(other).is_none() {
            wrong.push(format!("no pack {other}"));
        }
    }
    for (kind, names) in [
        ("clock", &clocks),
        ("right", &rights),
        ("appointment", &appointments),
        ("target", &targets),
    ] {
        let there = ids(pack, kind);
        for name in names {
            if !there.contains(*name) {
                wrong.push(format!("no {kind} {name}"));
            }
            named.insert((*name).to_owned());
        }
    }
    if entry.table.contains_key("promise") {
        if let Some(later) = entry.text("later") {
            if !LATER.contains(&later) {
                wrong.push(format!("later: {later}"));
            }
            if entry.text("why").is_none() {
                wrong.push("no reason".to_owned());
            }
        }
    } else if !READ.contains(&entry.text("read").unwrap_or("")) {
        wrong.push("how was it read?".to_owned());
    }
    for parameter in entry.names("parameter") {
        let declared = pack.get("parameter").and_then(Value::as_table);
        if !declared.is_some_and(|all| all.contains_key(parameter)) {
            wrong.push(format!("no parameter {parameter}"));
        }
        named.insert(parameter.to_owned());
    }
    wrong
}

/// Nothing in a pack that its list does not have, and nothing in the list without its
/// clock or its reason. None faked, none missing.
#[test]
fn every_entry_is_computed_or_says_why_not() {
    let mut problems = Vec::new();
    for list in lists() {
        let Some(pack) = pack(&list.pack) else {
            if list.text.get("waits").is_none() {
                problems.push(format!("{}: no pack {}", list.path, list.pack));
            }
            continue;
        };
        let mut named = BTreeSet::new();
        let mut last_line = 0;
        for entry in list.entries() {
            for problem in wrong(&entry, &pack, &mut named) {
                problems.push(format!("{}, {}: {problem}", list.path, entry.place));
            }
            if let Some(line) = entry.table.get("line").and_then(Value::as_integer) {
                if line < last_line {
                    problems.push(format!("{}: {line} after {last_line}", list.path));
                }
                last_line = line;
            }
        }
        let mut there = ids(&pack, "clock");
        there.extend(ids(&pack, "right"));
        there.extend(ids(&pack, "appointment"));
        there.extend(ids(&pack, "target"));
        if list.text.contains_key("promise") {
            let parameters = pack.get("parameter").and_then(Value::as_table);
            there.extend(parameters.into_iter().flat_map(|all| all.keys().cloned()));
        }
        for name in there.difference(&named) {
            problems.push(format!("{}: nothing names {name}", list.path));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_pack_has_a_list() {
    let listed: BTreeSet<String> = lists().into_iter().map(|list| list.pack).collect();
    let shipped: BTreeSet<String> = dueby_rules::PACKS
        .iter()
        .map(dueby_rules::Embedded::name)
        .collect();
    let without: Vec<&String> = shipped.difference(&listed).collect();
    assert!(without.is_empty(), "no list of {without:?}");
}

/// Where a clock says it comes from is where the list has it: `line 12` or `reg 9`.
#[test]
fn a_clock_names_the_place_that_the_list_gives() {
    let mut problems = Vec::new();
    for list in lists() {
        let Some(pack) = pack(&list.pack) else {
            continue;
        };
        for entry in list.entries() {
            let place = match entry.table.get("line") {
                Some(line) => line.as_integer().unwrap().to_string(),
                None => head(&entry.place).to_owned(),
            };
            for kind in ["clock", "right", "appointment", "target"] {
                for name in entry.names(kind) {
                    let clock = tables(&pack, kind).find(|one| one["id"].as_str() == Some(name));
                    let source = clock.and_then(|one| one.get("source")).map(said);
                    if !source
                        .as_ref()
                        .is_some_and(|source| source.contains(&place))
                    {
                        problems.push(format!(
                            "{}: {name} says {source:?}, the list {place}",
                            list.path
                        ));
                    }
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// `reg 9` of `reg 9(2), (4)`.
fn head(provision: &str) -> &str {
    let end = provision.find(['(', ',']).unwrap_or(provision.len());
    provision[..end].trim()
}

fn said(source: &Value) -> String {
    match source {
        Value::String(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

/// What a list says of a clock is what the pack says: both are read by people, and
/// neither is made from the other.
#[test]
fn the_lists_and_the_packs_agree() {
    for list in lists() {
        let Some(pack) = pack(&list.pack) else {
            continue;
        };
        for entry in list.entries() {
            for name in entry.names("clock") {
                let clock = tables(&pack, "clock")
                    .find(|one| one["id"].as_str() == Some(name))
                    .unwrap();
                agree(&list, &entry, clock);
            }
        }
    }
}

fn agree(list: &List, entry: &Entry<'_>, clock: &Table) {
    let id = clock["id"].as_str().unwrap();
    let place = format!("{}, {}: {id}", list.path, entry.place);
    for field in ["starts", "stops", "cancels", "status", "due"] {
        if let Some(said) = entry.table.get(field) {
            assert_eq!(Some(said), clock.get(field), "{place}: {field}");
        }
    }
    let Some(within) = entry.table.get("within") else {
        return;
    };
    match clock.get("within") {
        Some(Value::Table(rows)) => {
            let value = entry.table["when"]["priority"].as_str().unwrap();
            assert_eq!(Some(within), rows.get(value), "{place}");
        }
        said => {
            assert_eq!(Some(within), said, "{place}");
            assert_eq!(entry.table.get("when"), clock.get("when"), "{place}: when");
        }
    }
}
