//! What a page says of promises over many cases.

use std::fmt::Write as _;

use toml::{Table, Value};

use crate::read::tables;
use crate::words;

/// The targets of a pack; `shared` are the conditions that all of its promises have.
pub(crate) fn section(pack: &Table, shared: &[(String, Value)], page: &mut String) {
    if tables(pack, "target").next().is_some() {
        page.push_str("## Over many cases\n\n");
    }
    for target in tables(pack, "target") {
        entry(target, pack, shared, page);
    }
}

fn entry(target: &Table, pack: &Table, shared: &[(String, Value)], page: &mut String) {
    let id = words::text(&target["id"]);
    let field = |name: &str| target.get(name).map(words::text);
    let status = target.get("status").or(pack["pack"].get("status"));
    let mark = match status.map_or("confirmed", words::text) {
        "confirmed" => String::new(),
        status => format!(" ({status})"),
    };
    write!(page, "### {}{mark}\n\n", field("promise").unwrap_or(id)).unwrap();
    let mut say = |what: &str, text: String| writeln!(page, "- {what}: {text}").unwrap();
    for name in target.keys() {
        assert!(
            KNOWN.contains(&name.as_str()),
            "{id}: the page says nothing of \"{name}\""
        );
    }
    if let Some(when) = target.get("when") {
        let own: Vec<String> = when
            .as_table()
            .unwrap()
            .iter()
            .filter(|(name, wanted)| !shared.iter().any(|(n, w)| n == *name && w == *wanted))
            .map(|(name, wanted)| words::entry(name, wanted))
            .collect();
        if !own.is_empty() {
            say("Only where", own.join(", and "));
        }
    }
    say("Counted", counted(target));
    let mut bounds = Vec::new();
    for (name, word) in [("at-least", "at least"), ("at-most", "at most")] {
        bounds.extend(field(name).map(|bound| format!("{word} {bound}")));
    }
    match bounds.is_empty() {
        true => say("Bound", "none: a measure".to_owned()),
        false => say("Bound", bounds.join(", ")),
    }
    if let Some(change) = target.get("change") {
        let from = words::text(&change["from"]);
        let baseline = change.get("baseline").map(words::text);
        say(
            "More than",
            baseline.map_or(from.to_owned(), |at| format!("{from} {at}")),
        );
    }
    say("Period", words::text(&target["period"]).to_owned());
    for step in target
        .get("escalation")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let when = words::text(&step["when"]);
        say(
            "Who is told",
            format!("{} when it is {when}", words::text(&step["notify"])),
        );
    }
    for (name, what) in [("basis", "Basis"), ("checked", "Checked")] {
        if let Some(text) = field(name) {
            say(what, text.to_owned());
        }
    }
    if let Some(source) = target.get("source") {
        say("Where it stands", words::plain(source));
    }
    say("Rule", format!("`{id}`"));
    if let Some(notes) = field("notes") {
        write!(page, "\n{notes}\n").unwrap();
    }
    page.push('\n');
}

const KNOWN: &[&str] = &[
    "id",
    "promise",
    "figure",
    "clock",
    "pack",
    "event",
    "case",
    "of",
    "with",
    "once",
    "when",
    "per-thousand",
    "percentile",
    "resolution",
    "at-least",
    "at-most",
    "change",
    "period",
    "escalation",
    "basis",
    "status",
    "checked",
    "source",
    "link",
    "notes",
];

fn counted(target: &Table) -> String {
    let field = |name: &str| target.get(name).map(words::text);
    let events = |name: &str| target.get(name).map(words::events);
    let what = match (field("clock"), events("event"), field("case")) {
        (Some(clock), ..) => {
            let pack = field("pack").map_or(String::new(), |pack| format!(" of `{pack}`"));
            format!("`{clock}`{pack}")
        }
        (_, Some(event), _) => event,
        (.., Some(kind)) => format!("cases of the kind {kind}"),
        _ => panic!("{target:?}"),
    };
    match words::text(&target["figure"]) {
        "share" => match (target.get("clock"), events("with"), events("once")) {
            (Some(_), ..) => match field("of").unwrap_or("completed") {
                "completed" => format!("those in time among the completed of {what}"),
                "open" => format!("those in time among the open of {what}"),
                of => format!("those in time among the {of} of {what}"),
            },
            (_, Some(with), _) => format!("those with {with} among {what}"),
            (.., Some(once)) => format!("those with {once} once only among {what}"),
            _ => panic!("{target:?}"),
        },
        "count" => what,
        "rate" => {
            let per = words::text(&target["per-thousand"]);
            format!("{what}, for each 1,000 of `{per}`, which the report is given")
        }
        "percentile" => {
            let percent = words::plain(&target["percentile"]);
            format!("the time within which {percent} in 100 of {what} were completed")
        }
        other => panic!("{other}"),
    }
}
