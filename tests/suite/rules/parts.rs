//! What every shipped pack has to have, so that whoever embeds it can rely on it.

use std::collections::BTreeSet;

use dueby_stories::Story;
use dueby_tests::{read, root};
use toml::{Table, Value};

use crate::read::{pack, tables};

/// The clocks, rights and appointments of a pack as they are written.
fn promised(pack: &Table) -> impl Iterator<Item = &Table> {
    ["clock", "right", "appointment"]
        .into_iter()
        .flat_map(move |kind| tables(pack, kind))
}

fn id(one: &Table) -> &str {
    one["id"].as_str().unwrap()
}

#[test]
fn every_pack_says_what_it_rests_on() {
    let mut missing = Vec::new();
    for shipped in dueby_rules::PACKS {
        let pack = pack(&shipped.name()).unwrap();
        for field in [
            "title", "calendar", "basis", "status", "checked", "source", "notes",
        ] {
            if !pack["pack"].as_table().unwrap().contains_key(field) {
                missing.push(format!("{}: no {field}", shipped.name()));
            }
        }
        for one in promised(&pack).chain(tables(&pack, "target")) {
            if !one.contains_key("source") {
                missing.push(format!("{}: {} has no source", shipped.name(), id(one)));
            }
        }
        let paths = pack.get("escalation").and_then(Value::as_table);
        if tables(&pack, "clock").next().is_some() && paths.is_none_or(Table::is_empty) {
            missing.push(format!("{}: no escalation path", shipped.name()));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// A law is for some cases and not for others, and says so: for the whole pack, or for each
/// clock. A landlord's own promises may be for everybody.
#[test]
fn every_law_says_whom_it_is_for() {
    let mut missing = Vec::new();
    for shipped in dueby_rules::PACKS {
        let pack = pack(&shipped.name()).unwrap();
        if shipped.id.starts_with("landlords/") || pack["pack"].get("applies").is_some() {
            continue;
        }
        let all = promised(&pack).chain(tables(&pack, "target"));
        let without = all.filter(|one| !one.contains_key("when"));
        missing.extend(without.map(|one| format!("{}: {}", shipped.name(), id(one))));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// What is contested says between what, or names its readings.
#[test]
fn what_is_contested_says_how_to_choose() {
    let mut missing = Vec::new();
    for shipped in dueby_rules::PACKS {
        let pack = pack(&shipped.name()).unwrap();
        for one in promised(&pack) {
            let contested = one.get("status").and_then(Value::as_str) == Some("contested");
            if contested && !one.contains_key("reading") && !one.contains_key("notes") {
                missing.push(format!("{}: {}", shipped.name(), id(one)));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_clock_has_a_story_beside_its_pack() {
    let mut without = Vec::new();
    for shipped in dueby_rules::PACKS {
        let name = shipped.name();
        let path = format!("rules/{name}.scenarios.toml");
        if !root(&path).exists() {
            without.push(format!("{name}: no stories"));
            continue;
        }
        let stories = dueby_stories::read(&read(&path), &path).unwrap_or_else(|e| panic!("{e}"));
        let told: BTreeSet<&str> = stories.iter().flat_map(Story::tells_of).collect();
        let pack = pack(&name).unwrap();
        let missing = promised(&pack).filter(|one| !told.contains(id(one)));
        without.extend(missing.map(|one| format!("{name}: {}", id(one))));
    }
    assert!(without.is_empty(), "{}", without.join("\n"));
}
