//! A page in plain English for each pack, made from the pack so that it cannot drift.

use std::fmt::Write as _;

use dueby_rules::Embedded;
use dueby_tests::{read, root};
use toml::{Table, Value};

use crate::read::{pack, tables};
use crate::{fields, targets, words};

#[test]
fn the_pages_are_fresh() {
    let mut stale = Vec::new();
    for shipped in dueby_rules::PACKS {
        let path = format!("rules/{}.md", shipped.name());
        let expected = page(&pack(&shipped.name()).unwrap(), shipped);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(root(&path), &expected).unwrap();
        } else if !root(&path).exists() || read(&path) != expected {
            stale.push(path);
        }
    }
    assert!(
        stale.is_empty(),
        "not fresh, run with UPDATE_DOCS=1 and look at the difference: {stale:?}"
    );
}

/// The fields of a clock or right that have a line of their own, in this order.
const ORDER: &[&str] = &[
    "to",
    "nation",
    "made",
    "window",
    "kept",
    "missed",
    "no-access",
    "rearranged",
    "cancelled",
    "notice",
    "reminder",
    "starts",
    "used",
    "stops",
    "within",
    "due",
    "not-before",
    "repeats",
    "pauses",
    "pausing",
    "extension",
    "resets",
    "reopens",
    "counting",
    "on-change",
    "cancels",
    "cancelled-late",
    "ends",
    "at-risk",
    "calendar",
    "basis",
    "checked",
];

/// Those that are told in the heading, before or after these lines.
const ELSEWHERE: &[&str] = &[
    "id",
    "promise",
    "title",
    "kind",
    "when",
    "status",
    "notes",
    "link",
    "source",
    "escalation",
    "reading",
];

fn page(pack: &Table, shipped: &Embedded) -> String {
    let (id, name) = (shipped.id, shipped.name());
    let head = pack["pack"].as_table().unwrap();
    let file = name.rsplit('/').next().unwrap();
    let mut page = format!(
        "# {}\n\nMade from the rules in [`{file}.toml`]({file}.toml), pack `{id}`. It says what the \
         rules compute, and is not legal advice.\n\n",
        words::text(&head["title"]),
    );
    about(head, &mut page);
    versions(shipped, &mut page);
    let promised = || tables(pack, "clock").chain(tables(pack, "appointment"));
    let all: Vec<&Table> = promised()
        .chain(tables(pack, "right"))
        .chain(tables(pack, "target"))
        .collect();
    let mut shared = shared(&all);
    if let Some(applies) = head.get("applies") {
        let when = applies["when"].as_table().unwrap();
        shared.extend(
            when.iter()
                .map(|(name, wanted)| (name.clone(), wanted.clone())),
        );
    }
    if !shared.is_empty() {
        page.push_str("## Whom it is for\n\n");
        for (name, wanted) in &shared {
            writeln!(page, "- {}", words::entry(name, wanted)).unwrap();
        }
        page.push_str(
            "\nA case that does not say so is undetermined; one that says otherwise has none \
             of these.\n\n",
        );
    }
    let marked = |one: &&Table| {
        one.get("status")
            .or(head.get("status"))
            .map_or("confirmed", words::text)
            != "confirmed"
    };
    if all.iter().any(marked) {
        page.push_str(
            "What is marked contested or unconfirmed is computed once somebody accepts it, by its name or its \
             status (`--accept`); until then it has no date. A right of a resident is shown all the same.\n\n",
        );
    }
    if promised().next().is_some() {
        page.push_str("## What is promised\n\n");
    }
    for clock in promised() {
        entry(clock, pack, &shared, &mut page);
    }
    if tables(pack, "right").next().is_some() {
        page.push_str("## What a resident may do\n\n");
    }
    for right in tables(pack, "right") {
        entry(right, pack, &shared, &mut page);
    }
    targets::section(pack, &shared, &mut page);
    page.push_str(&words::named(pack));
    parameters(pack, &mut page);
    attributes(pack, &mut page);
    format!("{}\n", page.trim_end())
}

/// Source, basis, status and the day it was checked.
fn about(head: &Table, page: &mut String) {
    for (field, value) in head {
        match field.as_str() {
            "id" | "title" => {}
            "source" => {
                let source = words::text(value);
                match head.get("link") {
                    Some(link) => writeln!(page, "- Source: [{source}]({})", words::text(link)),
                    None => writeln!(page, "- Source: {source}"),
                }
                .unwrap();
            }
            "link" | "notes" | "applies" => {}
            "version" => writeln!(page, "- Version: {}", words::text(value)).unwrap(),
            "governs" => writeln!(page, "- In force: {}", governs(value)).unwrap(),
            "calendar" => writeln!(page, "- Calendar: `{}`", words::text(value)).unwrap(),
            "basis" => writeln!(page, "- Basis: {}", words::text(value)).unwrap(),
            "status" => writeln!(page, "- Status: {}", words::text(value)).unwrap(),
            "checked" => writeln!(page, "- Checked: {}", words::text(value)).unwrap(),
            other => panic!("[pack]: the page says nothing of \"{other}\""),
        }
    }
    if let Some(notes) = head.get("notes") {
        write!(page, "\n{}\n", words::text(notes)).unwrap();
    }
    page.push('\n');
}

/// The versions that there are, each with its page.
fn versions(shipped: &Embedded, page: &mut String) {
    let all: Vec<Embedded> = dueby_rules::versions(shipped.id).collect();
    if all.len() < 2 {
        return;
    }
    page.push_str("## Versions\n\n");
    for one in all {
        let name = one.name();
        let file = name.rsplit('/').next().unwrap();
        let text = pack(&name).unwrap();
        let version = words::text(&text["pack"]["version"]);
        let link = if one.name() == shipped.name() {
            format!("{version}, this page")
        } else {
            format!("[{version}]({file}.md)")
        };
        writeln!(page, "- {link}: {}", governs(&text["pack"]["governs"])).unwrap();
    }
    page.push('\n');
}

/// For which cases a version is.
fn governs(value: &Value) -> String {
    let by = words::events(&value["by"]);
    let mut text = format!("by the date of {by}");
    for (field, word) in [("from", "from"), ("until", "until")] {
        if let Some(date) = value.get(field) {
            write!(text, ", {word} {}", words::text(date)).unwrap();
        }
    }
    if value.get("decides").map(words::text) == Some("each") {
        text.push_str("; what came before starts nothing, the first that comes after it does");
    }
    text
}

/// The conditions that every clock and right has.
fn shared(all: &[&Table]) -> Vec<(String, Value)> {
    let Some(first) = all.first().and_then(|one| one.get("when")) else {
        return Vec::new();
    };
    first
        .as_table()
        .unwrap()
        .iter()
        .filter(|(name, wanted)| {
            all.iter()
                .all(|one| one.get("when").and_then(|when| when.get(name)) == Some(*wanted))
        })
        .map(|(name, wanted)| (name.clone(), wanted.clone()))
        .collect()
}

fn entry(clock: &Table, pack: &Table, shared: &[(String, Value)], page: &mut String) {
    let id = words::text(&clock["id"]);
    let title = clock
        .get("promise")
        .or(clock.get("title"))
        .map_or(id, words::text);
    let right = clock.contains_key("used");
    let status = clock
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
    if let Some(when) = clock.get("when") {
        let own: Vec<String> = when
            .as_table()
            .unwrap()
            .iter()
            .filter(|(name, _)| !shared.iter().any(|(other, _)| other == *name))
            .map(|(name, wanted)| words::entry(name, wanted))
            .collect();
        if !own.is_empty() {
            let own = own.join(", and ");
            let alone = own.strip_prefix('(').and_then(|own| own.strip_suffix(')'));
            let alone = alone.filter(|own| !own.contains(['(', ')']));
            say("Only where", alone.unwrap_or(&own).to_owned());
        }
    }
    for field in clock.keys() {
        let known = ORDER.contains(&field.as_str()) || ELSEWHERE.contains(&field.as_str());
        assert!(known, "{id}: the page says nothing of \"{field}\"");
    }
    for field in ORDER {
        let Some(value) = clock.get(*field) else {
            continue;
        };
        match *field {
            "to" => say("To", words::text(value).to_owned()),
            "nation" => say("In", words::text(value).to_owned()),
            "made" => say("Made by", words::events(value)),
            "window" => say("Window", fields::window(value)),
            "kept" => say("Kept by", words::events(value)),
            "missed" => say("Broken by", words::events(value)),
            "no-access" => say("Nobody's breach", words::events(value)),
            "rearranged" => say("Another window with", words::events(value)),
            "cancelled" => say("Taken away by", words::events(value)),
            "notice" => say("Notice of a change", fields::notice(value)),
            "reminder" => say("Reminder", fields::reminder(value)),
            "starts" => say(if right { "Opens" } else { "Begins" }, words::events(value)),
            "stops" => say("Kept by", words::events(value)),
            "used" => say("Used by", words::events(value)),
            "cancels" | "ends" => say("Falls away with", words::events(value)),
            "pauses" => say("Paused", fields::held(value)),
            "within" => say(if right { "Open for" } else { "Time" }, within(value, pack)),
            "due" => say("Due", fields::due(value)),
            "not-before" => say("Not before", words::text(value).to_owned()),
            "repeats" => say("Again and again", fields::repeats(value)),
            "extension" => say("Longer", fields::extension(value)),
            "resets" => say("Counted anew from", fields::again(value)),
            "reopens" => say("Taken up again with", fields::again(value)),
            "pausing" => say("Pauses at the edges", fields::options(value)),
            "counting" => say("Counted", fields::counting(value)),
            "on-change" => say(
                "When what decides the time changes",
                words::text(value).to_owned(),
            ),
            "calendar" => say("Calendar", format!("`{}`", words::text(value))),
            "basis" => say("Basis", words::text(value).to_owned()),
            "checked" => say("Checked", words::text(value).to_owned()),
            "cancelled-late" => say(
                "Where it is overdue by then",
                match words::text(value) {
                    "missed" => "the breach stands".to_owned(),
                    other => other.to_owned(),
                },
            ),
            "at-risk" => say("At risk", words::text(value).to_owned()),
            other => unreachable!("{other}"),
        }
    }
    for reading in clock
        .get("reading")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let name = words::text(&reading["name"]);
        say(
            "Read in more than one way",
            format!("{} (`{name}`)", words::text(&reading["says"])),
        );
    }
    if clock.contains_key("reading") {
        say(
            "Which reading holds",
            format!(
                "the {}, unless the landlord has chosen one by its name (`--accept {id}=NAME`)",
                if right {
                    "later last day"
                } else {
                    "earlier deadline"
                },
            ),
        );
    }
    if let Some(source) = clock.get("source") {
        say("Where it stands", words::plain(source));
    }
    if let Some(path) = clock.get("escalation") {
        say("Who is told", told(words::text(path), pack));
    }
    say("Rule", format!("`{id}`"));
    if let Some(notes) = clock.get("notes") {
        write!(page, "\n{}\n", words::text(notes)).unwrap();
    }
    page.push('\n');
}

fn within(value: &Value, pack: &Table) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(rows) => {
            let mut text = "by the case:".to_owned();
            for row in rows {
                let when = row.get("when").map_or("otherwise".to_owned(), |when| {
                    words::condition(when.as_table().unwrap())
                });
                write!(text, "\n  - {when}: {}", words::text(&row["is"])).unwrap();
            }
            text
        }
        Value::Table(table) => match (table.get("by"), table.get("parameter")) {
            (None, None) => {
                let words = words::text(&table["open"]);
                format!("no number of days is given: \"{words}\"")
            }
            (Some(by), None) => {
                let mut text = format!("by {}:", words::text(by));
                for (name, allowance) in table.iter().filter(|(name, _)| *name != "by") {
                    write!(
                        text,
                        "\n  - {}: {}",
                        name.replace('-', " "),
                        words::text(allowance)
                    )
                    .unwrap();
                }
                text
            }
            (None, Some(name)) => {
                let name = words::text(name);
                match pack["parameter"][name].get("value") {
                    Some(value) => format!("{} (`{name}`)", words::plain(value)),
                    None => format!("no number is given; the landlord's own (`{name}`)"),
                }
            }
            _ => panic!("{value:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn told(name: &str, pack: &Table) -> String {
    let path = &pack["escalation"][name];
    let steps: Vec<String> = path["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            let at = match words::text(&step["at"]) {
                "due" => "when it is due".to_owned(),
                "start" => "when it starts".to_owned(),
                share if share.ends_with('%') => format!("at {share} of the time"),
                at => at
                    .replace(" after start", " after it starts")
                    .replace(" before due", " before it is due")
                    .replace(" after due", " after it is due"),
            };
            format!("{} {at}", words::text(&step["notify"]))
        })
        .collect();
    let basis = path.get("basis").map_or("", words::text);
    let derived = if basis == "derived" {
        " (derived: a landlord may put its own in its place)"
    } else {
        ""
    };
    format!("{}{derived}", steps.join(", "))
}

fn parameters(pack: &Table, page: &mut String) {
    let Some(all) = pack.get("parameter").and_then(Value::as_table) else {
        return;
    };
    page.push_str("## What a landlord has to fill in\n\n");
    for (name, parameter) in all {
        write!(page, "- `{name}`: {}", words::text(&parameter["question"])).unwrap();
        if let Some(source) = parameter.get("source") {
            write!(page, " ({})", words::plain(source)).unwrap();
        }
        page.push('\n');
    }
    page.push('\n');
}

/// What a case can say of itself.
fn attributes(pack: &Table, page: &mut String) {
    let Some(all) = pack.get("attribute").and_then(Value::as_table) else {
        return;
    };
    page.push_str("## What a case says\n\n");
    for (name, attribute) in all {
        let kind = match attribute.get("one-of").and_then(Value::as_array) {
            Some(list) => {
                let values: Vec<&str> = list.iter().map(words::text).collect();
                values.join(", ")
            }
            None => words::text(&attribute["type"]).to_owned(),
        };
        let question = attribute.get("question").map_or("", words::text);
        writeln!(page, "- `{name}`: {question} ({kind})").unwrap();
    }
    page.push('\n');
}
