//! Files of any length → cases, found one after another as their bytes come.
//!
//! Here it is found where a case begins and ends; to read its dates is left to whoever takes it,
//! see [`Part::read`]. Nothing is kept of what has gone by, so the rows of a case have to
//! follow one another.

use std::io::Read;
use std::sync::Arc;

use dueby::Code;

use crate::json_lines::{self, Lines};
use crate::json_rows::{Glance, Looks};
use crate::parts::{Line, Of, Part, Parts, Shape};
use crate::rows::{Row, Rows, Step};
use crate::trouble::Trouble;
use crate::{LONGEST, Reading, csv, json, pull, text};

/// How a file tells of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// CSV, an event or a case on each row.
    Csv,
    /// JSON, an event or a case on each line.
    JsonLines,
    /// JSON, one case in all.
    Json,
}

impl Form {
    /// What a file's name says of it.
    pub fn of(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_lowercase().as_str() {
            "csv" => Some(Form::Csv),
            "jsonl" | "ndjson" => Some(Form::JsonLines),
            "json" => Some(Form::Json),
            _ => None,
        }
    }
}

/// A file of cases, read as its bytes come: UTF-8, with or without a byte order mark.
pub struct Streamed<'a> {
    name: Arc<str>,
    reading: Reading<'a>,
    of: Found,
}

enum Found {
    Csv(Rows, Option<Group>),
    JsonLines(Lines, Arc<Shape>, Pending),
    Json(Vec<u8>),
}

impl<'a> Streamed<'a> {
    /// A file of this name.
    pub fn new(name: &str, form: Form, reading: Reading<'a>) -> Self {
        let name: Arc<str> = Arc::from(name);
        let of = match form {
            Form::Csv => Found::Csv(Rows::new(&name), None),
            Form::JsonLines => Found::JsonLines(
                Lines::new(&name, "case"),
                Arc::new(Shape::Json {
                    file: Arc::clone(&name),
                    events: reading.engine.event_types().map(str::to_owned).collect(),
                    dates: reading.dates,
                }),
                Pending::default(),
            ),
            Form::Json => Found::Json(Vec::new()),
        };
        Streamed { name, reading, of }
    }

    /// Finds the cases that end in these bytes.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl Parts) {
        match &mut self.of {
            Found::Csv(..) => self.rows(bytes, false, sink),
            Found::JsonLines(lines, shape, pending) => {
                lines.push(bytes, &mut |number, line| {
                    pending.take(shape, number, line, sink)
                });
            }
            Found::Json(all) => {
                if all.len() <= LONGEST {
                    all.extend_from_slice(bytes);
                }
            }
        }
    }

    /// Finds the last case: no more bytes are to come.
    pub fn end(mut self, sink: &mut impl Parts) {
        self.ended(sink);
    }

    /// Reads all of it.
    pub fn read(mut self, read: impl Read, sink: &mut impl Parts) {
        let read = pull(read, |bytes, last| {
            if last {
                self.ended(sink);
            } else {
                self.push(bytes, sink);
            }
            !sink.enough()
        });
        if let Err(error) = read {
            let trouble = Trouble::unreadable(&self.name, &error);
            self.ended(sink);
            sink.problem(trouble);
        }
    }

    fn ended(&mut self, sink: &mut impl Parts) {
        match &mut self.of {
            Found::Csv(..) => {
                self.rows(&[], true, sink);
                let Found::Csv(rows, group) = &mut self.of else {
                    return;
                };
                let Some(group) = group else { return };
                group.give(sink);
                if rows.ends_without_a_line_end() && !sink.enough() {
                    sink.note(
                        Trouble::new(self.name.as_ref(), Code::Syntax, "the last line has no end")
                            .help("if the file was cut short, export it again"),
                    );
                }
            }
            Found::JsonLines(lines, shape, pending) => {
                lines.end(&mut |number, line| pending.take(shape, number, line, sink));
                pending.give(shape, sink);
                if lines.taken == 0 {
                    sink.problem(json_lines::empty(&self.name));
                }
            }
            Found::Json(all) => one(std::mem::take(all), &self.name, sink),
        }
    }

    fn rows(&mut self, mut bytes: &[u8], last: bool, sink: &mut impl Parts) {
        let Found::Csv(rows, group) = &mut self.of else {
            return;
        };
        while !sink.enough()
            && let Some(step) = rows.step(&mut bytes, last)
        {
            match (step, group.as_mut()) {
                (Step::Head, _) => {
                    let Some(head) = rows.head() else { return };
                    match csv::Shape::of(head, &self.reading, sink) {
                        Ok(shape) => *group = Some(Group::new(shape)),
                        Err(troubles) => {
                            troubles.into_iter().for_each(|t| sink.problem(t));
                            return rows.stop();
                        }
                    }
                }
                (Step::Row(row), Some(group)) => group.row(row, sink),
                (Step::Bad(bad), Some(group)) => {
                    if let Some(reference) = bad.cell(group.column) {
                        group.spoil(reference, sink);
                    }
                    sink.problem(bad.trouble);
                }
                (Step::Bad(bad), None) => sink.problem(bad.trouble),
                // Nothing is known of the columns: that has been told, and there are no rows.
                (Step::Row(_), None) => return,
            }
        }
    }
}

/// One case in all.
fn one(all: Vec<u8>, name: &str, sink: &mut impl Parts) {
    if all.len() > LONGEST {
        let message = "this is larger than the 16 MiB that one case may have";
        return sink.problem(Trouble::new(name, Code::TooLarge, message).help(json::MANY));
    }
    let read = text::utf8(all, name, 1).map_err(|trouble| vec![trouble]);
    match read.and_then(|text| json::case(&text, name, None)) {
        Ok(given) => sink.case(given),
        Err(troubles) => troubles.into_iter().for_each(|t| sink.problem(t)),
    }
}

/// The lines of a case whose events stand on lines of their own, as they come.
#[derive(Default)]
struct Pending {
    of: Option<String>,
    events: Vec<Line>,
}

impl Pending {
    fn take(
        &mut self,
        shape: &Arc<Shape>,
        number: u64,
        line: Result<String, Trouble>,
        sink: &mut impl Parts,
    ) -> bool {
        let text = match line {
            Ok(text) => text,
            Err(trouble) => {
                sink.problem(trouble);
                return !sink.enough();
            }
        };
        let glance = Glance::of(&text);
        let looks = glance.looks();
        let reference = glance.reference().map(str::to_owned);
        let is_event = looks == Looks::Event && reference.is_some();
        let line = Line {
            number,
            text,
            looks,
        };
        if !(is_event && reference == self.of) {
            self.give(shape, sink);
        }
        if is_event {
            self.of = reference;
            self.events.push(line);
        } else {
            sink.part(part(shape, reference, Of::Lines(vec![line])));
        }
        !sink.enough()
    }

    /// Gives the case, if there is one.
    fn give(&mut self, shape: &Arc<Shape>, sink: &mut impl Parts) {
        if !self.events.is_empty() {
            let lines = Of::Lines(std::mem::take(&mut self.events));
            sink.part(part(shape, self.of.take(), lines));
        }
    }
}

fn part(shape: &Arc<Shape>, reference: Option<String>, of: Of) -> Part {
    Part {
        reference,
        spoiled: false,
        shape: Arc::clone(shape),
        of,
    }
}

/// The rows of one case, as they come.
struct Group {
    shape: Arc<Shape>,
    /// Where the reference stands.
    column: usize,
    /// Whether each row is a case.
    apart: bool,
    reference: String,
    rows: Vec<Row>,
    spoiled: bool,
}

impl Group {
    fn new(shape: csv::Shape) -> Self {
        let (column, apart) = match &shape {
            csv::Shape::Events(columns) => (columns.case(), false),
            csv::Shape::Cases(_, bound) => (bound.case, true),
        };
        Group {
            shape: Arc::new(Shape::Csv(shape)),
            column,
            apart,
            reference: String::new(),
            rows: Vec::new(),
            spoiled: false,
        }
    }

    fn row(&mut self, row: Row, sink: &mut impl Parts) {
        let Some(reference) = row.cell(self.column) else {
            // Of no case: read by itself, it says what is missing.
            self.give(sink);
            sink.part(part(&self.shape, None, Of::Rows(vec![row])));
            return;
        };
        if self.apart || reference != self.reference {
            let reference = reference.to_owned();
            self.give(sink);
            self.reference = reference;
        }
        self.rows.push(row);
    }

    /// A row of this case cannot be read.
    fn spoil(&mut self, reference: &str, sink: &mut impl Parts) {
        if self.apart || reference != self.reference {
            self.give(sink);
            reference.clone_into(&mut self.reference);
        }
        self.spoiled = true;
    }

    /// Gives the case, if there is one.
    fn give(&mut self, sink: &mut impl Parts) {
        let reference = std::mem::take(&mut self.reference);
        let spoiled = std::mem::take(&mut self.spoiled);
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() && !spoiled {
            return;
        }
        sink.part(Part {
            reference: (!reference.is_empty()).then_some(reference),
            spoiled,
            shape: Arc::clone(&self.shape),
            of: Of::Rows(rows),
        });
    }
}
