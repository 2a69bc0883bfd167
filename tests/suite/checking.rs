//! Checking the rules that are shipped: nothing is wrong with them, whatever is taken out
//! of a table is missed, and each gap that is told is one that the engine has too.

use dueby::{Accept, Case, Checker, Code, Engine, Options, Pack, Report, Severity};
use dueby_tests::{engine, read};
use serde_json::json;
use toml::Value;

fn check(text: &str) -> Report {
    let mut checker = Checker::new();
    for calendar in dueby_rules::calendars().unwrap() {
        checker = checker.calendar(calendar);
    }
    for shipped in dueby_rules::PACKS {
        checker = checker.pack(shipped.read().unwrap());
    }
    checker.text("pack.toml", text).check()
}

fn told(report: &Report) -> String {
    let problems = report.problems().iter();
    let worse = problems.filter(|one| one.severity() > Severity::Note);
    worse.map(|one| format!("{one}\n")).collect()
}

#[test]
fn nothing_is_wrong_with_the_shipped_rules() {
    let mut checker = Checker::new();
    for shipped in dueby_rules::CALENDARS.iter().chain(dueby_rules::PACKS) {
        checker = checker.text(shipped.path, shipped.text);
    }
    let report = checker.check();
    assert!(report.is_clean(), "{}", told(&report));
}

/// A TOML value as it may stand behind `name =`.
fn inline(value: &Value) -> String {
    match value {
        Value::Table(table) => {
            let entries: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{} = {}", json!(name), inline(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(inline).collect();
            format!("[{}]", values.join(", "))
        }
        Value::String(text) => json!(text).to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(date) => date.to_string(),
    }
}

fn written(pack: &toml::Table) -> String {
    let lines = pack
        .iter()
        .map(|(name, value)| format!("{name} = {}\n", inline(value)));
    lines.collect()
}

/// Every pack with each of its tables changed in one way, and what was changed.
fn changed(
    text: &str,
    change: &dyn Fn(&mut Value) -> Vec<(String, Value)>,
) -> Vec<(String, String)> {
    let pack: toml::Table = text.parse().unwrap();
    let mut all = Vec::new();
    let places = [("clock", "within"), ("right", "within")];
    for (list, field) in places {
        let Some(Value::Array(entries)) = pack.get(list) else {
            continue;
        };
        for (index, entry) in entries.iter().enumerate() {
            let Some(mut table) = entry.get(field).cloned() else {
                continue;
            };
            for (what, changed) in change(&mut table) {
                let mut pack = pack.clone();
                pack[list][index][field] = changed;
                all.push((
                    format!("{} of {}", what, entry["id"].as_str().unwrap_or_default()),
                    written(&pack),
                ));
            }
        }
    }
    for (name, parameter) in pack
        .get("parameter")
        .and_then(Value::as_table)
        .into_iter()
        .flatten()
    {
        let Some(mut table) = parameter.get("value").cloned() else {
            continue;
        };
        for (what, changed) in change(&mut table) {
            let mut pack = pack.clone();
            pack["parameter"][name.as_str()]["value"] = changed;
            all.push((format!("{what} of {name}"), written(&pack)));
        }
    }
    all
}

/// A table without each of its rows.
fn without_a_row(table: &mut Value) -> Vec<(String, Value)> {
    match table {
        Value::Table(rows) if rows.contains_key("by") && rows.len() > 2 => rows
            .keys()
            .filter(|name| *name != "by")
            .map(|name| {
                let mut fewer = rows.clone();
                fewer.remove(name);
                (format!("row {name}"), Value::Table(fewer))
            })
            .collect(),
        Value::Array(rows) if rows.len() > 1 => (0..rows.len())
            .map(|index| {
                let mut fewer = rows.clone();
                fewer.remove(index);
                (format!("row {}", index + 1), Value::Array(fewer))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The day before a date and the day after it.
fn days_beside(text: &str) -> Vec<Value> {
    let date = text.parse::<chrono::NaiveDate>().ok();
    let beside = date.map(|date| [date.pred_opt(), date.succ_opt()]);
    let beside = beside.into_iter().flatten().flatten();
    beside.map(|date| Value::String(date.to_string())).collect()
}

/// The same for a day of every year.
fn days_of_year_beside(text: &str) -> Vec<Value> {
    let date = chrono::NaiveDate::parse_from_str(&format!("{text} 2025"), "%d %B %Y").ok();
    let beside = date.map(|date| [date.pred_opt(), date.succ_opt()]);
    let beside = beside.into_iter().flatten().flatten();
    beside
        .map(|date| Value::String(date.format("%-d %B").to_string()))
        .collect()
}

/// A table with each bound of its rows one higher and one lower.
fn with_a_moved_bound(table: &mut Value) -> Vec<(String, Value)> {
    const BOUNDS: [&str; 4] = ["at-least", "more-than", "at-most", "less-than"];
    fn moved(value: &Value, all: &mut Vec<Value>) {
        match value {
            Value::Table(entries) => {
                for (name, inner) in entries {
                    let put = |changed: Value| {
                        let mut entries = entries.clone();
                        entries.insert(name.clone(), changed);
                        Value::Table(entries)
                    };
                    match inner {
                        Value::Integer(n) if BOUNDS.contains(&name.as_str()) => {
                            all.extend([n - 1, n + 1].map(|n| put(Value::Integer(n))));
                        }
                        Value::Float(n) if BOUNDS.contains(&name.as_str()) => {
                            all.extend([n - 0.01, n + 0.01].map(|n| put(Value::Float(n))));
                        }
                        Value::String(text) if BOUNDS.contains(&name.as_str()) => {
                            all.extend(days_beside(text).into_iter().map(put));
                        }
                        Value::String(text) if ["from", "until"].contains(&name.as_str()) => {
                            all.extend(days_of_year_beside(text).into_iter().map(put));
                        }
                        other => {
                            let mut inner = Vec::new();
                            moved(other, &mut inner);
                            all.extend(inner.into_iter().map(put));
                        }
                    }
                }
            }
            Value::Array(values) => {
                for (index, inner) in values.iter().enumerate() {
                    let mut changed = Vec::new();
                    moved(inner, &mut changed);
                    all.extend(changed.into_iter().map(|inner| {
                        let mut values = values.clone();
                        values[index] = inner;
                        Value::Array(values)
                    }));
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    if table.is_array() {
        moved(table, &mut all);
    }
    all.into_iter()
        .map(|changed| ("a bound".to_owned(), changed))
        .collect()
}

const OF_TABLES: &[Code] = &[Code::TableGap, Code::TableOverlap, Code::RowNeverMatches];

/// The packs whose tables are changed: those that are shipped, and one that has a table of
/// each form.
fn packs() -> Vec<String> {
    let shipped = dueby_rules::PACKS.iter().map(|pack| pack.text.to_owned());
    shipped.chain([read("tests/suite/tables.toml")]).collect()
}

#[test]
fn a_row_taken_out_of_any_shipped_table_is_missed() {
    let mut tried = 0;
    for text in packs() {
        for (what, changed) in changed(&text, &without_a_row) {
            tried += 1;
            let report = check(&changed);
            let gap = report
                .problems()
                .iter()
                .find(|one| one.code() == Code::TableGap);
            let gap = gap.unwrap_or_else(|| panic!("{what} is not missed\n{}", told(&report)));
            assert!(!gap.examples().is_empty(), "{what}");
            feed_back(&changed, &report);
        }
    }
    assert!(tried > 6, "only {tried} rows");
}

#[test]
fn a_bound_moved_in_any_shipped_table_is_found() {
    let mut tried = 0;
    for text in packs() {
        for (what, changed) in changed(&text, &with_a_moved_bound) {
            tried += 1;
            let report = check(&changed);
            let found = report
                .problems()
                .iter()
                .any(|one| OF_TABLES.contains(&one.code()));
            assert!(found, "{what} is not found\n{changed}");
            feed_back(&changed, &report);
        }
    }
    assert!(tried > 6, "only {tried} bounds");
}

/// What has to be so for an event to start a clock, as far as that is said by single values.
fn set_for_the_start(
    pack: &toml::Table,
    clock: &str,
    event: &str,
    attributes: &mut serde_json::Value,
) {
    let clocks = pack["clock"].as_array().unwrap();
    let found = clocks.iter().find(|one| one["id"].as_str() == Some(clock));
    let starts = match &found.unwrap()["starts"] {
        Value::Array(events) => events.clone(),
        one => vec![one.clone()],
    };
    let start = starts
        .iter()
        .find(|one| one.get("event").and_then(Value::as_str) == Some(event));
    let when = start
        .and_then(|one| one.get("when"))
        .and_then(Value::as_table);
    for (name, value) in when.into_iter().flatten() {
        attributes[name] = serde_json::to_value(value).unwrap();
    }
}

/// Gives the engine every example of a gap or an overlap: the clock it is of is
/// undetermined there, for that reason.
fn feed_back(text: &str, report: &Report) {
    let pack = Pack::from_toml(text, "pack.toml").unwrap();
    let engine: Engine = engine(text, []);
    for problem in report.problems() {
        let reason = match problem.code() {
            Code::TableGap => "no-row",
            Code::TableOverlap => "rows-overlap",
            _ => continue,
        };
        for example in problem.examples() {
            let attributes: serde_json::Value = serde_json::to_value(example).unwrap();
            let pack_written: toml::Table = text.parse().unwrap();
            let undetermined = pack.clocks().iter().any(|clock| {
                let Some(start) = clock.starts().next() else {
                    return false;
                };
                let mut attributes = attributes.clone();
                // The date of the start is no attribute: the clock starts on it.
                let day = attributes
                    .as_object_mut()
                    .and_then(|all| all.remove("start-date"))
                    .and_then(|day| day.as_str().map(str::to_owned))
                    .unwrap_or_else(|| "2026-06-08".to_owned());
                set_for_the_start(&pack_written, clock.id(), start, &mut attributes);
                let case = json!({
                    "case": "T-1", "kind": clock.kind(), "attributes": attributes,
                    "events": [{ "event": start, "at": format!("{day}T09:00") }],
                });
                let case = Case::from_json(&case.to_string(), "case").unwrap();
                let options = Options::default().accept(Accept::all());
                let as_of = format!("{day}T10:00:00Z").parse().unwrap();
                let answer = engine.assess_with(&case, as_of, &options).unwrap();
                problem.message().contains(&format!("\"{}\"", clock.id()))
                    && answer.clocks.iter().any(|one| {
                        one.clock == clock.id()
                            && one.reason.as_ref().is_some_and(|found| {
                                serde_json::to_value(found.code).unwrap() == reason
                            })
                    })
            });
            assert!(
                undetermined,
                "{problem}: the engine has no {reason} for {example}\n{text}"
            );
        }
    }
}
