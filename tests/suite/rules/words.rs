//! What stands in a pack, in plain English.

use toml::{Table, Value};

/// `complaint.received` as `complaint received`.
pub(crate) fn event(name: &str) -> String {
    name.replace(['.', '-'], " ")
}

/// The events under a field: a name, one with a condition, or a list of them.
pub(crate) fn events(value: &Value) -> String {
    match value {
        Value::String(name) => event(name),
        Value::Array(list) => list.iter().map(events).collect::<Vec<_>>().join("; or "),
        Value::Table(table) if table.contains_key("clock") => follows(table),
        Value::Table(table) => match (table.get("event"), table.get("parameter")) {
            (Some(name), _) => {
                let name = event(name.as_str().unwrap());
                match table.get("when") {
                    Some(when) => format!("{name}, where {}", condition(when.as_table().unwrap())),
                    None => name,
                }
            }
            (None, Some(name)) => format!("an event to be filled in (`{}`)", text(name)),
            (None, None) => panic!("{value:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Another clock, after which this one begins.
fn follows(table: &Table) -> String {
    let clock = text(&table["clock"]);
    match table.get("at").map_or("stop", text) {
        "stop" => format!("when `{clock}` is kept, in time or late"),
        "due" => format!("when `{clock}` falls due"),
        "stop or due" => format!("when `{clock}` is kept or falls due, whichever is first"),
        other => panic!("{other}"),
    }
}

/// A condition, every entry of which has to hold.
pub(crate) fn condition(table: &Table) -> String {
    table
        .iter()
        .map(|(name, wanted)| entry(name, wanted))
        .collect::<Vec<_>>()
        .join(", and ")
}

/// The conditions of a pack that have a name, as a section; nothing without any.
pub(crate) fn named(pack: &Table) -> String {
    let Some(Value::Table(all)) = pack.get("condition") else {
        return String::new();
    };
    let lines = all.iter().map(|(name, table)| {
        let holds = condition(table.as_table().unwrap());
        format!("- `{name}` holds where {holds}\n")
    });
    format!(
        "## Conditions that have a name\n\n{}\n",
        lines.collect::<String>()
    )
}

/// One entry of a condition.
pub(crate) fn entry(name: &str, wanted: &Value) -> String {
    match (name, wanted) {
        ("all" | "any", Value::Array(list)) => {
            let word = if name == "all" { ", and " } else { ", or " };
            let parts: Vec<String> = list
                .iter()
                .map(|one| condition(one.as_table().unwrap()))
                .collect();
            format!("({})", parts.join(word))
        }
        ("not", Value::Table(table)) => format!("not ({})", condition(table)),
        ("condition", Value::String(name)) => format!("`{name}` holds (below)"),
        (name, Value::Table(season)) if season.contains_key("from") => {
            let what = if name == "start-date" {
                "it begins"
            } else {
                name
            };
            let [from, until] = ["from", "until"].map(|end| text(&season[end]));
            format!("{what} from {from} to {until}")
        }
        ("start-date", Value::Table(test)) => entry("its beginning", &Value::Table(test.clone())),
        (name, Value::Table(test)) => test
            .iter()
            .map(|(word, bound)| match word.as_str() {
                "parameter" => format!("{name} is the landlord's own (`{}`)", text(bound)),
                "exists" if bound.as_bool() == Some(true) => format!("{name} is given"),
                "exists" => format!("{name} is not given"),
                word => format!("{name} is {} {}", word.replace('-', " "), plain(bound)),
            })
            .collect::<Vec<_>>()
            .join(", and "),
        (name, Value::Array(list)) => {
            let values: Vec<String> = list.iter().map(plain).collect();
            format!("{name} is {}", values.join(" or "))
        }
        (name, value) => format!("{name} is {}", plain(value)),
    }
}

/// A value without quotation marks.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Table(table) if table.contains_key("parameter") => {
            format!("the landlord's own (`{}`)", text(&table["parameter"]))
        }
        other => panic!("{other:?}"),
    }
}

pub(crate) fn text(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value:?} is no text"))
}
