//! The directory to start from: every role that a shipped pack names leads somewhere.

use std::collections::BTreeSet;

use dueby::Directory;
use dueby_tests::read;
use toml::{Table, Value};

use crate::read::{pack, tables};

#[test]
fn every_role_of_the_packs_is_in_the_directory() {
    let path = "examples/directories/shipped-roles.toml";
    let text = read(path);
    Directory::from_toml(&text, path).unwrap_or_else(|error| panic!("{error}"));
    let directory: Table = text.parse().unwrap();
    let known: BTreeSet<&str> = tables(&directory, "role")
        .map(|role| role["name"].as_str().unwrap())
        .collect();
    let mut missing = BTreeSet::new();
    for shipped in dueby_rules::PACKS {
        let pack = pack(&shipped.name()).unwrap();
        let paths = pack.get("escalation").and_then(Value::as_table);
        let steps = paths.into_iter().flat_map(Table::values);
        let steps = steps.map(|path| &path["steps"]);
        let of_targets = tables(&pack, "target").filter_map(|target| target.get("escalation"));
        for step in steps
            .chain(of_targets)
            .flat_map(|steps| steps.as_array().unwrap())
        {
            let role = step["notify"].as_str().unwrap();
            if !known.contains(role) {
                missing.insert(format!("{}: {role}", shipped.name()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
