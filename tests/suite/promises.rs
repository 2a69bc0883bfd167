//! The promise list of the seed document against the pack made from it.

use std::collections::BTreeSet;

use dueby::Pack;
use dueby_tests::read;
use toml::Table;

const LATER: &[&str] = &[
    "clocks and escalation",
    "targets over many cases",
    "the rules themselves",
    "the rule language",
];

fn list() -> Table {
    read("rules/landlords/customer-care-strategy.promises.toml")
        .parse()
        .unwrap()
}

#[test]
fn every_promise_has_a_clock_or_says_what_will_compute_it() {
    let list = list();
    let pack = dueby_rules::pack("landlords/customer-care-strategy").unwrap();
    let pack = Pack::from_toml(pack.text, pack.path).unwrap();
    let clocks: BTreeSet<&str> = pack.clocks().iter().map(|clock| clock.id()).collect();
    let mut named = BTreeSet::new();
    let mut parameters = BTreeSet::new();
    let mut last_line = 0;
    for promise in list["promise"].as_array().unwrap() {
        let line = promise["line"].as_integer().unwrap();
        assert!(
            line >= last_line,
            "line {line} stands after line {last_line}"
        );
        last_line = line;
        let place = format!("line {line}: {}", promise["promise"].as_str().unwrap());
        match (promise.get("clock"), promise.get("later")) {
            (Some(clock), None) => {
                let clock = clock.as_str().unwrap();
                assert!(clocks.contains(clock), "{place}: no clock {clock}");
                named.insert(clock);
            }
            (None, Some(later)) => {
                let later = later.as_str().unwrap();
                assert!(LATER.contains(&later), "{place}: {later}");
                assert!(promise.get("why").is_some(), "{place}: no reason");
            }
            _ => panic!("{place}: neither a clock nor later work, or both"),
        }
        if let Some(parameter) = promise.get("parameter") {
            let parameter = parameter.as_str().unwrap();
            assert!(
                pack.parameters().contains_key(parameter),
                "{place}: no parameter {parameter}"
            );
            parameters.insert(parameter);
        }
    }
    assert_eq!(named, clocks, "clocks that no promise names");
    let declared: BTreeSet<&str> = pack.parameters().keys().map(String::as_str).collect();
    assert_eq!(parameters, declared, "parameters that no promise names");
}

/// What the list says of a clock is what the pack says: both are read by people,
/// and neither is made from the other.
#[test]
fn the_list_and_the_pack_agree() {
    let list = list();
    let pack: Table = read("rules/landlords/customer-care-strategy.toml")
        .parse()
        .unwrap();
    let clocks = pack["clock"].as_array().unwrap();
    for promise in list["promise"].as_array().unwrap() {
        let Some(id) = promise.get("clock").and_then(toml::Value::as_str) else {
            continue;
        };
        let clock = clocks
            .iter()
            .find(|clock| clock["id"].as_str() == Some(id))
            .unwrap();
        let line = promise["line"].as_integer().unwrap();
        let source = clock["source"].as_str().unwrap();
        assert!(
            source.contains(&line.to_string()),
            "{id}: source \"{source}\" does not name line {line}"
        );
        for field in ["starts", "stops", "cancels", "status"] {
            if let Some(said) = promise.get(field) {
                assert_eq!(Some(said), clock.get(field), "{id}: {field}");
            }
        }
        assert_eq!(
            promise.get("status").is_some(),
            clock.get("status").is_some(),
            "{id}: status"
        );
        match (promise.get("within"), &clock["within"]) {
            (Some(within), toml::Value::Table(rows)) => {
                let value = promise["when"]["priority"].as_str().unwrap();
                assert_eq!(Some(within), rows.get(value), "{id}");
            }
            (Some(within), said) => {
                assert_eq!(within, said, "{id}");
                assert_eq!(promise.get("when"), clock.get("when"), "{id}: when");
            }
            (None, said) => assert_eq!(said.get("parameter"), promise.get("parameter"), "{id}"),
        }
    }
}
