//! What the fields of a clock, a right or an appointment say on its page.

use std::fmt::Write as _;

use toml::Value;

use crate::words;

pub(crate) fn held(value: &Value) -> String {
    match value {
        Value::Array(list) => list.iter().map(held).collect::<Vec<_>>().join("; and "),
        Value::Table(table) => match (table.get("from"), table.get("until"), table.get("while")) {
            (Some(from), Some(until), None) => format!(
                "from {} until {}",
                words::events(from),
                words::events(until)
            ),
            (None, None, Some(when)) => {
                format!("while {}", words::condition(when.as_table().unwrap()))
            }
            _ => panic!("{value:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// A date, of every year or not.
pub(crate) fn due(value: &Value) -> String {
    let Value::Table(table) = value else {
        return format!("by the end of {}", words::text(value));
    };
    if let Some(text) = table.get("text") {
        return format!(
            "the document prints \"{}\", which is no date: always undetermined",
            words::text(text)
        );
    }
    if let Some(name) = table.get("attribute") {
        return format!("on the date that the case has as {}", words::text(name));
    }
    let day = words::text(&table["every-year"]);
    let to = table
        .get("to")
        .map_or(String::new(), |year| format!(" to {}", words::plain(year)));
    format!(
        "by {day} of every year, from {}{to}",
        words::plain(&table["from"])
    )
}

pub(crate) fn repeats(value: &Value) -> String {
    let table = value.as_table().unwrap();
    let mut text = match words::text(&table["next"]) {
        "at stop" => "the next begins when one is kept".to_owned(),
        "at due" => "the next begins when one falls due".to_owned(),
        other => panic!("{other}"),
    };
    if let Some(until) = table.get("until") {
        write!(text, ", until {}", words::events(until)).unwrap();
    }
    if let Some(early) = table.get("early") {
        write!(
            text,
            "; kept within {} before it is due, it counts as kept on that date",
            words::text(early)
        )
        .unwrap();
    }
    text
}

pub(crate) fn extension(value: &Value) -> String {
    let table = value.as_table().unwrap();
    let mut text = match (table.get("by"), table.get("to")) {
        (Some(by), None) => {
            let by = words::text(by);
            match table.get("at-most").map(words::text) {
                Some(most) if most != by => format!("by {by}, and by {most} in all at most,"),
                _ => format!("by {by}, once,"),
            }
        }
        (None, Some(to)) => format!(
            "to the date that the case has as {}",
            words::plain(&to["attribute"])
        ),
        _ => panic!("{value:?}"),
    };
    write!(text, " with {}", words::events(&table["on"])).unwrap();
    if let Some(when) = table.get("when") {
        write!(
            text,
            ", where {}",
            words::condition(when.as_table().unwrap())
        )
        .unwrap();
    }
    text.push_str(
        match table.get("in-time").map_or("before due", words::text) {
            "before due" => "; it has to come before the deadline",
            "before the first due" => "; it has to come before the first deadline",
            "any time" => "; also when it is overdue",
            other => panic!("{other}"),
        },
    );
    text
}

/// From one attribute to another.
pub(crate) fn window(value: &Value) -> String {
    let [from, until] = ["from", "until"].map(|end| words::text(&value[end]));
    format!("from what the case has as {from} until what it has as {until}")
}

/// What is owed before a change of an appointment.
pub(crate) fn notice(value: &Value) -> String {
    let mut text = before(&value["of"]);
    if let Some(when) = value.get("when") {
        write!(
            text,
            ", where {}",
            words::condition(when.as_table().unwrap())
        )
        .unwrap();
    }
    if let Some(source) = value.get("source") {
        write!(text, " ({})", words::plain(source)).unwrap();
    }
    text
}

pub(crate) fn reminder(value: &Value) -> String {
    let mut text = format!(
        "{}, by {}",
        before(&value["before"]),
        words::events(&value["sent"])
    );
    if let Some(source) = value.get("source") {
        write!(text, " ({})", words::plain(source)).unwrap();
    }
    text
}

/// How long before the window.
fn before(value: &Value) -> String {
    match value.get("parameter") {
        Some(name) => {
            let name = words::text(name);
            format!("before the window, how long is the landlord's own (`{name}`)")
        }
        None => format!("{} before the window", words::text(value)),
    }
}

/// The events that reset or reopen, with how.
pub(crate) fn again(value: &Value) -> String {
    let Some(on) = value.get("on") else {
        return words::events(value);
    };
    let mut text = words::events(on);
    for field in ["as", "in-time"] {
        if let Some(how) = value.get(field) {
            write!(text, " ({})", words::text(how)).unwrap();
        }
    }
    text
}

pub(crate) fn options(value: &Value) -> String {
    let told: Vec<String> = value
        .as_table()
        .unwrap()
        .iter()
        .map(|(name, word)| format!("{} {}", name.replace('-', " "), words::text(word)))
        .collect();
    told.join("; ")
}

pub(crate) fn counting(value: &Value) -> String {
    let told: Vec<String> =
        value
            .as_table()
            .unwrap()
            .iter()
            .map(|(option, word)| {
                match (option.as_str(), words::text(word)) {
            ("ends", "day before") => "to the end of the day before".to_owned(),
            ("begins", "with the day") => "the day it begins is day 1".to_owned(),
            ("received-off-day", "second working day") => {
                "what comes on a day that is not worked begins on the second working day after"
                    .to_owned()
            }
            ("received-off-day", "next working day") => {
                "what comes on a day that is not worked counts as received on the next working day"
                    .to_owned()
            }
            ("roll", "next working day") => {
                "a last day that is not worked moves to the next working day".to_owned()
            }
            ("pause-days", "both ends") => {
                "the days from the first of a pause to the last, both included, do not count"
                    .to_owned()
            }
            (option, word) => format!("{} {word}", option.replace('-', " ")),
        }
            })
            .collect();
    told.join("; ")
}
