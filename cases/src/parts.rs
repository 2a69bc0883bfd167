//! Cases that have been found in a file, and are read by whoever takes them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::being::Being;
use crate::being::Told as _;
use crate::json_rows::{Looks, Object};
use crate::rows::Row;
use crate::trouble::Trouble;
use crate::{Dates, Given, Sink, csv, csv_cases, json};

/// What takes the parts of files.
pub trait Parts: Sink {
    /// A case that is still to be read.
    fn part(&mut self, part: Part);
    /// Whether to read on makes no sense.
    fn enough(&self) -> bool;
}

/// A case that has been found.
#[derive(Debug)]
pub struct Part {
    /// Its reference; nothing where that cannot be told yet.
    pub reference: Option<String>,
    /// Whether a row of it could not be read: nothing of it can be counted.
    pub spoiled: bool,
    pub(crate) shape: Arc<Shape>,
    pub(crate) of: Of,
}

#[derive(Debug)]
pub(crate) enum Of {
    Rows(Vec<Row>),
    Lines(Vec<Line>),
}

/// A line of JSON, with its number.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) number: u64,
    pub(crate) text: String,
    pub(crate) looks: Looks,
}

/// What the parts of a file have in common.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Rows of CSV.
    Csv(csv::Shape),
    /// Objects on lines.
    Json {
        file: Arc<str>,
        events: HashSet<String>,
        dates: Dates,
    },
}

impl Part {
    /// Where it begins.
    pub fn place(&self) -> String {
        let line = match &self.of {
            Of::Rows(rows) => rows.first().map(|row| row.line),
            Of::Lines(lines) => lines.first().map(|line| line.number),
        };
        let file = match &*self.shape {
            Shape::Csv(csv::Shape::Events(columns)) => &columns.file,
            Shape::Csv(csv::Shape::Cases(head, _)) => &head.name,
            Shape::Json { file, .. } => file,
        };
        match line {
            Some(line) => format!("{file}:{line}"),
            None => file.to_string(),
        }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        match &self.of {
            Of::Rows(rows) => rows.len(),
            Of::Lines(lines) => lines.len(),
        }
    }

    /// Whether it is made of rows that tell an event each.
    pub fn of_events(&self) -> bool {
        match (&*self.shape, &self.of) {
            (Shape::Csv(csv::Shape::Events(_)), _) => true,
            (_, Of::Lines(lines)) => lines.first().is_some_and(|line| line.looks == Looks::Event),
            _ => false,
        }
    }

    /// The case.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(self) -> Result<Given, Vec<Trouble>> {
        let mut troubles = Vec::new();
        let given = match (&*self.shape, self.of) {
            (Shape::Csv(csv::Shape::Events(columns)), Of::Rows(rows)) => {
                let mut being: Option<Being> = None;
                for row in &rows {
                    let cells = columns.of(row);
                    if let Some(reference) = cells.needed("case", &mut troubles) {
                        take(&mut being, &reference, &cells, &mut troubles);
                    }
                }
                being.and_then(Being::given)
            }
            (Shape::Csv(csv::Shape::Cases(head, bound)), Of::Rows(rows)) => rows
                .first()
                .map(|row| csv_cases::case(head, bound, row, &mut troubles)),
            (
                Shape::Json {
                    file,
                    events,
                    dates,
                },
                Of::Lines(lines),
            ) => {
                return json(file, events, *dates, lines);
            }
            _ => None,
        };
        match given {
            Some(given) if troubles.is_empty() => Ok(given),
            _ => Err(troubles),
        }
    }
}

/// Adds an event to the case in the making; of one row's troubles none hides another's.
fn take(
    being: &mut Option<Being>,
    reference: &str,
    told: &impl crate::being::Told,
    troubles: &mut Vec<Trouble>,
) {
    let mut own = Vec::new();
    being
        .get_or_insert_with(|| Being::new(reference, told))
        .take(told, &mut own);
    troubles.append(&mut own);
}

fn json(
    file: &Arc<str>,
    events: &HashSet<String>,
    dates: Dates,
    lines: Vec<Line>,
) -> Result<Given, Vec<Trouble>> {
    let mut troubles = Vec::new();
    let mut being: Option<Being> = None;
    for line in lines {
        let Line {
            number,
            text,
            looks,
        } = line;
        // A case with a list of events is read as such at once.
        let object = match looks {
            Looks::Case => None,
            Looks::Event | Looks::Unknown => Object::read(file, number, &text, dates),
        };
        match object {
            Some(object) if looks == Looks::Event => {
                let reference = object.reference(&mut troubles);
                take(&mut being, &reference, &object, &mut troubles);
            }
            Some(object) if object.names_events(events) => {
                let given = object.case(events, &mut troubles);
                return if troubles.is_empty() {
                    Ok(given)
                } else {
                    Err(troubles)
                };
            }
            _ => return json::case(&text, file, Some(number)),
        }
    }
    match being.and_then(Being::given) {
        Some(given) if troubles.is_empty() => Ok(given),
        _ => Err(troubles),
    }
}
