//! JSON Lines.

use std::io::Write as _;

use super::{Dates, Row};
use crate::case::Value;

/// An event, with the names that the columns of CSV have.
pub(super) fn event(row: &Row<'_>, line: &mut Vec<u8>) {
    let event = row.event();
    line.extend_from_slice(b"{\"case\": \"");
    line.extend_from_slice(row.reference());
    line.extend_from_slice(b"\", \"kind\": \"");
    line.extend_from_slice(row.case.kind.as_bytes());
    line.extend_from_slice(b"\", \"event\": \"");
    line.extend_from_slice(event.event.as_bytes());
    line.extend_from_slice(b"\", \"at\": \"");
    row.time(row.part, event.at, Dates::Iso, line);
    line.push(b'"');
    if row.part == 0 {
        for (name, value) in &row.case.attributes {
            line.extend_from_slice(b", ");
            attribute(name, *value, line);
        }
    }
    line.push(b'}');
}

/// A case, as `dueby assess` reads it.
pub(super) fn case(row: &Row<'_>, line: &mut Vec<u8>) {
    line.extend_from_slice(b"{\"case\": \"");
    line.extend_from_slice(row.reference());
    line.extend_from_slice(b"\", \"kind\": \"");
    line.extend_from_slice(row.case.kind.as_bytes());
    line.extend_from_slice(b"\", \"attributes\": {");
    for (place, (name, value)) in row.case.attributes.iter().enumerate() {
        if place > 0 {
            line.extend_from_slice(b", ");
        }
        attribute(name, *value, line);
    }
    line.extend_from_slice(b"}, \"events\": [");
    for (place, event) in row.case.events.iter().enumerate() {
        if place > 0 {
            line.extend_from_slice(b", ");
        }
        line.extend_from_slice(b"{\"event\": \"");
        line.extend_from_slice(event.event.as_bytes());
        line.extend_from_slice(b"\", \"at\": \"");
        row.time(place, event.at, Dates::Iso, line);
        line.extend_from_slice(b"\"}");
    }
    line.extend_from_slice(b"]}");
}

fn attribute(name: &str, value: Value, line: &mut Vec<u8>) {
    // Writing to a vector cannot fail.
    let _ = write!(line, "\"{name}\": ");
    let _ = match value {
        // No text here has anything else that JSON wants escaped.
        Value::Text(text) => write!(line, "\"{}\"", text.replace('"', "\\\"")),
        Value::Flag(flag) => write!(line, "{flag}"),
        Value::Number(number) => write!(line, "{number}"),
        Value::Pence(pence) => write!(line, "{}.{:02}", pence / 100, pence % 100),
        Value::Home(number) => write!(line, "\"H-{number:05}\""),
    };
}
