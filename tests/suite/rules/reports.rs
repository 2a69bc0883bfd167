//! What the landlords' targets make of cases worked by hand.

use std::collections::BTreeSet;

use dueby::{Case, Fold, TargetOptions};
use dueby_tests::read;
use serde::Deserialize;
use toml::Table;

use crate::read::{pack, tables};
use crate::words;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reports {
    report: Vec<Report>,
}

/// Cases of one pack, and what its targets come to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Report {
    title: String,
    #[serde(rename = "story")]
    _story: String,
    pack: String,
    as_of: String,
    period: String,
    case: Vec<Table>,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    target: String,
    numerator: u64,
    denominator: Option<u64>,
    state: Option<String>,
    change: Option<f64>,
    #[serde(default)]
    tell: Vec<String>,
}

fn reports() -> Vec<Report> {
    let path = "tests/suite/rules/reports.toml";
    let reports: Reports = toml::from_str(&read(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    reports.report
}

/// A case of the file, which stands for as many as its `times` says.
fn cases(number: usize, written: &Table) -> Vec<Case> {
    let times = written
        .get("times")
        .map_or(1, |times| times.as_integer().unwrap());
    let mut body = written.clone();
    body.remove("times");
    (0..times)
        .map(|one| {
            body.insert("case".to_owned(), format!("{number}-{one}").into());
            let text = serde_json::to_string(&body).unwrap();
            Case::from_json(&text, "reports.toml").unwrap_or_else(|e| panic!("{e}"))
        })
        .collect()
}

#[test]
fn the_targets_come_to_what_was_worked_out() {
    let mut wrong = Vec::new();
    for report in reports() {
        let engine = dueby_rules::engine([report.pack.as_str()]).unwrap();
        let options = TargetOptions::of(report.period.parse().unwrap());
        let as_of = report.as_of.parse().unwrap();
        let mut fold = Fold::new(&engine, as_of, &options).unwrap();
        for (number, written) in report.case.iter().enumerate() {
            for case in cases(number, written) {
                fold.add(&case).unwrap();
            }
        }
        let answer = fold.answer();
        for expected in &report.expect {
            let title = format!("{}: {}", report.title, expected.target);
            let Some(found) = answer
                .targets
                .iter()
                .find(|one| one.target == expected.target)
            else {
                wrong.push(format!("{title}: no such target"));
                continue;
            };
            let figure = found.figure.as_ref();
            let counts = figure.map(|figure| (figure.numerator, figure.denominator));
            if counts != Some((expected.numerator, expected.denominator)) {
                wrong.push(format!("{title}: {counts:?}, {:?}", found.reason));
            }
            let state = found
                .state
                .map(|state| serde_json::to_value(state).unwrap());
            let state = state.as_ref().and_then(serde_json::Value::as_str);
            if state != expected.state.as_deref() {
                wrong.push(format!("{title}: {state:?}, {:?}", found.reason));
            }
            let change = found.change;
            let same = match (change, expected.change) {
                (Some(one), Some(other)) => (one - other).abs() < 1e-9,
                (_, None) => true,
                (None, Some(_)) => false,
            };
            if !same {
                wrong.push(format!("{title}: a change of {change:?}"));
            }
            let tell: Vec<&str> = found.tell.iter().map(|one| one.notify.as_str()).collect();
            if tell != expected.tell {
                wrong.push(format!("{title}: told {tell:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As every clock has a story, every target of a landlord has a report.
#[test]
fn every_target_of_a_landlord_is_worked_out() {
    let told: BTreeSet<(String, String)> = reports()
        .into_iter()
        .flat_map(|report| {
            let pack = report.pack;
            let names = report.expect.into_iter().map(|one| one.target);
            names
                .map(move |name| (pack.clone(), name))
                .collect::<Vec<_>>()
        })
        .collect();
    let mut without = Vec::new();
    for shipped in dueby_rules::PACKS {
        let (name, text) = (shipped.name(), pack(&shipped.name()).unwrap());
        if !name.starts_with("landlords/") {
            continue;
        }
        for target in tables(&text, "target") {
            let one = (name.clone(), words::text(&target["id"]).to_owned());
            if !told.contains(&one) {
                without.push(format!("{name}: {}", one.1));
            }
        }
    }
    assert!(without.is_empty(), "{}", without.join("\n"));
}
