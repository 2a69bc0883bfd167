//! `rules/README.md`: every promise and provision with what computes it.

use std::fmt::Write as _;

use dueby_tests::{read, root};
use toml::Value;

use crate::read::{Entry, List, lists, pack, tables};

const MARKER: &str = "<!-- below: written by the test `the_table_is_fresh` in tests/suite/rules/coverage.rs, run with UPDATE_DOCS=1 -->";

#[test]
fn the_table_is_fresh() {
    let path = "rules/README.md";
    let text = read(path);
    let (before, _) = text.split_once(MARKER).expect("the marker");
    let mut expected = format!("{before}{MARKER}\n\n");
    let lists = lists();
    overview(&lists, &mut expected);
    for list in &lists {
        section(list, &mut expected);
    }
    let expected = format!("{}\n", expected.trim_end());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(root(path), &expected).unwrap();
        return;
    }
    assert!(
        text == expected,
        "{path} is not fresh: run with UPDATE_DOCS=1 and look at the difference"
    );
}

/// A row for each pack.
fn overview(lists: &[List], out: &mut String) {
    out.push_str("| pack | made from | entries | computed | not yet | cannot be proved |\n");
    out.push_str("|---|---|--:|--:|--:|--:|\n");
    for list in lists {
        let entries = list.entries();
        let later = entries
            .iter()
            .filter(|entry| entry.text("later").is_some())
            .count();
        let not_provable = tables(&list.text, "not-provable").count();
        let name = match pack(&list.pack) {
            Some(_) => format!("[`{}`]({}.md)", list.pack, list.pack),
            None => format!("`{}` (to come)", list.pack),
        };
        let file = list.path.trim_start_matches("rules/");
        let computed = match pack(&list.pack) {
            Some(_) => entries.len() - later,
            None => 0,
        };
        writeln!(
            out,
            "| {name} | [{}]({file}) | {} | {computed} | {} | {not_provable} |",
            cell(list.document()),
            entries.len(),
            entries.len() - computed,
        )
        .unwrap();
    }
    out.push('\n');
}

fn section(list: &List, out: &mut String) {
    writeln!(out, "## {}\n", list.document()).unwrap();
    let waits = list.text.get("waits").and_then(Value::as_str);
    if let Some(waits) = waits {
        writeln!(out, "The pack is not written yet. {waits}\n").unwrap();
    }
    out.push_str("| where | what | computed by |\n|---|---|---|\n");
    for entry in list.entries() {
        let by = match waits {
            Some(_) => "not yet".to_owned(),
            None => computed_by(list, &entry),
        };
        writeln!(
            out,
            "| {} | {} | {} |",
            cell(&entry.place),
            cell(entry.says),
            cell(&by)
        )
        .unwrap();
    }
    out.push('\n');
}

fn computed_by(list: &List, entry: &Entry<'_>) -> String {
    let mut by = Vec::new();
    let kinds = [
        ("clock", ""),
        ("right", "right "),
        ("appointment", "appointment "),
        ("target", "target "),
        ("packs", "the pack "),
    ];
    for (kind, word) in kinds {
        by.extend(
            entry
                .names(kind)
                .into_iter()
                .map(|name| format!("{word}`{name}`")),
        );
    }
    let mut text = by.join(", ");
    if let Some(by) = entry.text("by") {
        text = match by {
            "conditions" => "the conditions of the clocks".to_owned(),
            "counting" => "how the clocks count".to_owned(),
            "events" => "what the events mean".to_owned(),
            "versions" => "from when the pack governs".to_owned(),
            other => panic!("{}: by {other}", list.path),
        };
    }
    if let Some(later) = entry.text("later") {
        let why = entry
            .text("why")
            .map_or(String::new(), |why| format!(". {why}"));
        return format!("not yet: {later}{why}");
    }
    let parameters: Vec<String> = entry
        .names("parameter")
        .into_iter()
        .map(|name| format!("`{name}`"))
        .collect();
    match &parameters[..] {
        [] => {}
        [one] => write!(text, ", once {one} is filled in").unwrap(),
        all => write!(text, ", once {} are filled in", all.join(" and ")).unwrap(),
    }
    let pack = pack(&list.pack).unwrap();
    let measures = entry.names("target").into_iter().filter(|name| {
        let target = tables(&pack, "target").find(|one| one["id"].as_str() == Some(name));
        target.is_some_and(|one| !one.contains_key("at-least") && !one.contains_key("at-most"))
    });
    if measures.count() > 0 {
        text.push_str(", a measure: no number is promised");
    }
    let status = statuses(list, entry);
    if !status.is_empty() {
        write!(text, " ({status})").unwrap();
    }
    text
}

/// What is not confirmed of the clocks of an entry.
fn statuses(list: &List, entry: &Entry<'_>) -> String {
    let pack = pack(&list.pack).unwrap();
    let mut found: Vec<String> = Vec::new();
    for kind in ["clock", "right", "target"] {
        for name in entry.names(kind) {
            let clock = tables(&pack, kind)
                .find(|one| one["id"].as_str() == Some(name))
                .unwrap();
            let status = clock
                .get("status")
                .or_else(|| pack["pack"].get("status"))
                .and_then(Value::as_str)
                .unwrap_or("confirmed");
            if status != "confirmed" && !found.iter().any(|one| one == status) {
                found.push(status.to_owned());
            }
        }
    }
    found.join(", ")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
