//! Comma-separated values, and the mapping that says what the columns are.

use std::io::Write as _;

use super::{Dates, Row, Shape};
use crate::case::Value;
use crate::kinds::Kind;
use crate::landlord::Landlord;

/// The columns of a file, for the kinds that are in it.
pub(super) struct Columns {
    attributes: Vec<&'static str>,
    /// Each event with how often it can stand in a row.
    events: Vec<(&'static str, usize)>,
}

impl Columns {
    pub(super) fn of(landlord: &Landlord) -> Self {
        let mut columns = Columns {
            attributes: Vec::new(),
            events: Vec::new(),
        };
        for kind in Kind::ALL
            .iter()
            .filter(|kind| landlord.kinds().contains(kind))
        {
            for name in kind.attributes() {
                if !columns.attributes.contains(name) {
                    columns.attributes.push(name);
                }
            }
            for (name, times) in kind.events() {
                match columns.events.iter_mut().find(|(known, _)| known == name) {
                    Some((_, known)) => *known = (*known).max(*times),
                    None => columns.events.push((name, *times)),
                }
            }
        }
        columns
    }

    /// The names of the columns.
    pub(super) fn head(&self, shape: Shape, line: &mut Vec<u8>) {
        line.extend_from_slice(b"case,kind");
        if shape == Shape::Events {
            line.extend_from_slice(b",event,at");
        }
        for name in &self.attributes {
            line.push(b',');
            line.extend_from_slice(name.as_bytes());
        }
        if shape == Shape::Cases {
            for (column, _) in self.columns() {
                line.push(b',');
                line.extend_from_slice(column.as_bytes());
            }
        }
        line.push(b'\n');
    }

    /// The columns of events, each with its event: `repair.completed`, `repair.completed (2)`.
    fn columns(&self) -> impl Iterator<Item = (String, &'static str)> + '_ {
        self.events.iter().flat_map(|(name, times)| {
            (1..=*times).map(move |time| match time {
                1 => ((*name).to_owned(), *name),
                time => (format!("{name} ({time})"), *name),
            })
        })
    }

    /// An event with, in the first row of its case, what is known of the case.
    pub(super) fn event(&self, row: &Row<'_>, line: &mut Vec<u8>) {
        let event = row.event();
        line.extend_from_slice(row.reference());
        line.push(b',');
        line.extend_from_slice(row.case.kind.as_bytes());
        line.push(b',');
        line.extend_from_slice(event.event.as_bytes());
        line.push(b',');
        row.time(row.part, event.at, Dates::Iso, line);
        match row.part {
            0 => self.attributes(row, line),
            _ => line.extend(self.attributes.iter().map(|_| b',')),
        }
    }

    /// A case with a column for each event.
    pub(super) fn case(&self, row: &Row<'_>, dates: Dates, line: &mut Vec<u8>) {
        line.extend_from_slice(row.reference());
        line.push(b',');
        line.extend_from_slice(row.case.kind.as_bytes());
        self.attributes(row, line);
        for (name, times) in &self.events {
            let events = row.case.events.iter().enumerate();
            let mut found = events.filter(|(_, event)| event.event == *name);
            for _ in 0..*times {
                line.push(b',');
                if let Some((place, event)) = found.next() {
                    row.time(place, event.at, dates, line);
                }
            }
        }
    }

    fn attributes(&self, row: &Row<'_>, line: &mut Vec<u8>) {
        for name in &self.attributes {
            line.push(b',');
            let mut known = row.case.attributes.iter();
            if let Some((_, value)) = known.find(|(known, _)| known == name) {
                cell(*value, line);
            }
        }
    }
}

fn cell(value: Value, line: &mut Vec<u8>) {
    // Writing to a vector cannot fail.
    let _ = match value {
        Value::Text(text) if text.contains([',', '"']) => {
            write!(line, "\"{}\"", text.replace('"', "\"\""))
        }
        Value::Text(text) => write!(line, "{text}"),
        Value::Flag(flag) => write!(line, "{flag}"),
        Value::Number(number) => write!(line, "{number}"),
        Value::Pence(pence) => write!(line, "{}.{:02}", pence / 100, pence % 100),
        Value::Home(number) => write!(line, "H-{number:05}"),
    };
}

/// The mapping of a CSV file with a case on each line, for `--map`.
pub fn mapping(landlord: &Landlord, dates: Dates) -> String {
    let columns = Columns::of(landlord);
    let dates = match dates {
        Dates::Iso => "iso",
        Dates::Uk => "uk",
    };
    let mut text = format!(
        "# What the columns are. Made by generate-cases.\n\n\
         case = \"case\"\nkind = {{ column = \"kind\" }}\ndates = \"{dates}\"\n\n[events]\n"
    );
    for (column, event) in columns.columns() {
        text.push_str(&format!("\"{column}\" = \"{event}\"\n"));
    }
    text.push_str("\n[attributes]\n");
    for name in &columns.attributes {
        text.push_str(&format!("\"{name}\" = \"{name}\"\n"));
    }
    text
}
