//! What the pages say of targets, and what the shipped ones make of cases worked by hand.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dueby::{Case, Fold, TargetOptions};
use dueby_tests::read;
use serde::Deserialize;
use toml::{Table, Value};

use crate::read::{pack, tables};
use crate::words;

/// The entry of a target on a page.
pub(crate) fn entry(target: &Table, pack: &Table, page: &mut String) {
    let id = words::text(&target["id"]);
    let title = target.get("promise").map_or(id, words::text);
    let status = target
        .get("status")
        .or(pack["pack"].get("status"))
        .map_or("confirmed", words::text);
    let mark = if status == "confirmed" {
        String::new()
    } else {
        format!(" ({status})")
    };
    write!(page, "### {title}{mark}\n\n").unwrap();
    let mut say = |what: &str, text: String| writeln!(page, "- {what}: {text}").unwrap();
    say("Measured", measured(target));
    if let Some(when) = target.get("when") {
        say("Only where", words::condition(when.as_table().unwrap()));
    }
    say("Promised", promised(target));
    say("Over", format!("each {}", words::text(&target["period"])));
    for (field, what) in [("basis", "Basis"), ("checked", "Checked")] {
        if let Some(value) = target.get(field) {
            say(what, words::text(value).to_owned());
        }
    }
    if let Some(source) = target.get("source") {
        say("Where it stands", words::plain(source));
    }
    if let Some(steps) = target.get("escalation").and_then(Value::as_array) {
        let told: Vec<String> = steps
            .iter()
            .map(|step| {
                let [role, when] = ["notify", "when"].map(|field| words::text(&step[field]));
                format!("{role} when it is {}", when.replace('-', " "))
            })
            .collect();
        say("Who is told", told.join(", "));
    }
    say("Rule", format!("`{id}`"));
    if let Some(notes) = target.get("notes") {
        write!(page, "\n{}\n", words::text(notes)).unwrap();
    }
    page.push('\n');
}

/// What is counted.
fn measured(target: &Table) -> String {
    let events = |field: &str| target.get(field).map(words::events);
    let text = |field: &str| target.get(field).map(words::text);
    let counted = match (text("clock"), events("event"), text("case")) {
        (Some(clock), None, None) => {
            let pack = text("pack").map_or(String::new(), |pack| format!(" of the pack `{pack}`"));
            format!("`{clock}`{pack}")
        }
        (None, Some(event), None) => event,
        (None, None, Some(kind)) => format!("the cases of the kind {}", words::event(kind)),
        _ => panic!("{target:?}"),
    };
    match text("figure").unwrap() {
        "share" => match (events("with"), events("once"), text("of")) {
            (Some(with), None, None) if target.contains_key("case") => {
                format!("the share of {counted} with {with}")
            }
            (Some(with), None, None) => {
                format!("of all {counted}, the share that is followed by {with}")
            }
            (None, Some(once), None) => {
                format!("of {counted} with {once}, the share with no more than one")
            }
            (None, None, of) => {
                let of = match of.unwrap_or("completed") {
                    "completed" => "completed",
                    "completed and overdue" => "completed, and of what is open and overdue",
                    "open" => "running",
                    other => panic!("{other}"),
                };
                format!("the share of {counted} kept in time, of what was {of}")
            }
            other => panic!("{other:?}"),
        },
        "count" => format!("how many: {counted}"),
        "rate" => format!(
            "how many: {counted}, for each thousand of {}",
            text("per-thousand").unwrap().replace('-', " ")
        ),
        "percentile" => format!(
            "the time within which {} in 100 of {counted} were done",
            words::plain(&target["percentile"])
        ),
        other => panic!("{other}"),
    }
}

/// What it is held against.
fn promised(target: &Table) -> String {
    let bound = ["at-least", "at-most"].into_iter().find_map(|field| {
        let amount = words::text(target.get(field)?);
        Some(format!("{} {amount}", field.replace('-', " ")))
    });
    let from = target.get("change").map(|change| {
        let from = words::text(&change["from"]);
        let baseline = change.get("baseline").map(words::text);
        match baseline {
            Some(baseline) => format!("than {baseline}"),
            None => format!("than {from}"),
        }
    });
    match (bound, from) {
        (Some(bound), None) => bound,
        (Some(bound), Some(from)) => format!("{bound} more {from}"),
        (None, None) => "no number: a measure, neither met nor missed".to_owned(),
        (None, Some(from)) => {
            format!("no number: a measure, how much more {from}, neither met nor missed")
        }
    }
}

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
    let path = "tests/suite/rules/targets.toml";
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
            Case::from_json(&text, "targets.toml").unwrap_or_else(|e| panic!("{e}"))
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
