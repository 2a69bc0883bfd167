//! Files of any length → cases, found one after another and read by whoever takes them.
//!
//! One thread finds where a case begins and ends; to read its dates is left to others, see
//! [`Part::read`]. Nothing is kept of what has gone by, so the rows of a case have to follow
//! one another.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;
use dueby::{Code, Engine};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::being::{Being, Told as _};
use super::csv_cases::{self, Bound};
use super::csv_events::{self, Columns};
use super::json_rows::{Glance, Object};
use super::rows::{Head, Row, Rows};
use super::{Dates, Given, Mapping, Reading, Sink, by_name, json, json_lines, source};
use crate::problems::Trouble;
use crate::progress::Progress;

/// What takes the parts of files.
pub(crate) trait Parts: Sink {
    /// A case that is still to be read.
    fn part(&mut self, part: Part);
    /// Whether to read on makes no sense.
    fn enough(&self) -> bool;
}

/// What reading needs to know.
pub(crate) struct Reader<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) mapping: Option<&'a Mapping>,
    pub(crate) dates: Dates,
    pub(crate) encoding: Encoding,
    pub(crate) progress: &'a Progress,
}

/// What the bytes of a file are. A byte order mark says so itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Encoding {
    /// UTF-8; UTF-16 where its byte order mark says so
    #[default]
    #[value(name = "utf-8")]
    Utf8,
    /// Windows-1252, as older programs on Windows write in Western Europe
    #[value(name = "windows-1252")]
    Windows1252,
}

/// A case that has been found.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its reference; nothing where that cannot be told yet.
    pub(crate) reference: Option<String>,
    /// Whether a row of it could not be read: nothing of it can be counted.
    pub(crate) spoiled: bool,
    shape: Arc<Shape>,
    of: Of,
}

#[derive(Debug)]
enum Of {
    Rows(Vec<Row>),
    Lines(Vec<(u64, String)>),
}

/// What the parts of a file have in common.
#[derive(Debug)]
enum Shape {
    /// An event on each row.
    Events(Columns),
    /// A case on each row.
    Cases(Head, Bound),
    /// Objects on lines.
    Json {
        file: Arc<str>,
        events: HashSet<String>,
        dates: Dates,
    },
}

impl Part {
    /// Where it begins.
    pub(crate) fn place(&self) -> String {
        let line = match &self.of {
            Of::Rows(rows) => rows.first().map(|row| row.line),
            Of::Lines(lines) => lines.first().map(|(line, _)| *line),
        };
        let file = match &*self.shape {
            Shape::Events(columns) => &columns.file,
            Shape::Cases(head, _) => &head.name,
            Shape::Json { file, .. } => file,
        };
        match line {
            Some(line) => format!("{file}:{line}"),
            None => file.to_string(),
        }
    }

    /// How many rows it has.
    pub(crate) fn rows(&self) -> usize {
        match &self.of {
            Of::Rows(rows) => rows.len(),
            Of::Lines(lines) => lines.len(),
        }
    }

    /// Whether it is made of rows that tell an event each.
    pub(crate) fn of_events(&self) -> bool {
        match (&*self.shape, &self.of) {
            (Shape::Events(_), _) => true,
            (_, Of::Lines(lines)) => lines
                .first()
                .and_then(|(_, text)| serde_json::from_str::<Glance>(text).ok())
                .is_some_and(|glance| glance.is_event()),
            _ => false,
        }
    }

    /// The case; or everything that is wrong with it.
    pub(crate) fn read(self) -> Result<Given, Vec<Trouble>> {
        let mut troubles = Vec::new();
        let given = match (&*self.shape, self.of) {
            (Shape::Events(columns), Of::Rows(rows)) => {
                let mut being: Option<Being> = None;
                for row in &rows {
                    let cells = columns.of(row);
                    if let Some(reference) = cells.needed("case", &mut troubles) {
                        take(&mut being, &reference, &cells, &mut troubles);
                    }
                }
                being.and_then(Being::given)
            }
            (Shape::Cases(head, bound), Of::Rows(rows)) => rows
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
    told: &impl super::being::Told,
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
    lines: Vec<(u64, String)>,
) -> Result<Given, Vec<Trouble>> {
    let mut troubles = Vec::new();
    let mut being: Option<Being> = None;
    for (line, text) in lines {
        let glance: Glance = serde_json::from_str(&text).unwrap_or_default();
        match Object::read(file, line, &text, dates) {
            Some(object) if glance.is_event() => {
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
            _ => return json::case(&text, file, Some(line)),
        }
    }
    match being.and_then(Being::given) {
        Some(given) if troubles.is_empty() => Ok(given),
        _ => Err(troubles),
    }
}

/// Finds every case of a file, or of standard input when it is `-`.
pub(crate) fn read(file: &Path, reader: &Reader<'_>, sink: &mut impl Parts) {
    let name = file.display().to_string();
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let lines = match ending.as_deref() {
        _ if name == "-" => {
            let mut input = BufReader::new(reader.text(std::io::stdin().lock()));
            let first = match input.fill_buf() {
                Ok(bytes) => bytes
                    .iter()
                    .find(|byte| !byte.is_ascii_whitespace())
                    .copied(),
                Err(error) => {
                    return sink.problem(source::unreadable(json::STANDARD_INPUT, &error));
                }
            };
            return match first {
                Some(b'{' | b'[') | None => {
                    json_text(input, json::STANDARD_INPUT, reader, sink);
                }
                Some(_) => csv_text(input, json::STANDARD_INPUT, reader, sink),
            };
        }
        Some("jsonl" | "ndjson") => true,
        Some("csv") => false,
        // One case alone, or what is refused.
        _ => {
            let reading = Reading {
                engine: reader.engine,
                mapping: reader.mapping,
                progress: reader.progress,
            };
            return super::read(file, &reading, sink);
        }
    };
    match source::open(file) {
        Ok(opened) if lines => json_text(reader.text(opened), &name, reader, sink),
        Ok(opened) => csv_text(reader.text(opened), &name, reader, sink),
        Err(trouble) => sink.problem(trouble),
    }
}

impl Reader<'_> {
    /// Bytes as UTF-8, where it is certain what they are; those that are taken for UTF-8 as
    /// they are.
    fn text<R: Read>(&self, read: R) -> impl Read + use<R> {
        let encoding = match self.encoding {
            Encoding::Utf8 => None,
            Encoding::Windows1252 => Some(encoding_rs::WINDOWS_1252),
        };
        DecodeReaderBytesBuilder::new()
            .encoding(encoding)
            .bom_override(true)
            .utf8_passthru(true)
            .strip_bom(true)
            .build(self.progress.watch(read))
    }
}

fn csv_text(opened: impl Read, name: &str, reader: &Reader<'_>, sink: &mut impl Parts) {
    let Some(mut rows) = Rows::open(opened, name, sink) else {
        return;
    };
    let head = &rows.head;
    let shape = if let Some(mapping) = reader.mapping {
        mapping
            .bind(&head.columns, name)
            .map(|bound| Shape::Cases(head.clone(), bound))
    } else if let Some(trouble) = csv_events::in_capitals(head) {
        Err(vec![trouble])
    } else if head.has("event") || head.has("at") {
        Columns::find(head, reader.dates)
            .map(Shape::Events)
            .map_err(|trouble| vec![trouble])
    } else {
        by_name::bind(head, reader.engine, reader.dates, sink)
            .map(|bound| Shape::Cases(head.clone(), bound))
            .map_err(|trouble| vec![trouble])
    };
    let shape = match shape {
        Ok(shape) => Arc::new(shape),
        Err(troubles) => return troubles.into_iter().for_each(|t| sink.problem(t)),
    };
    let (column, apart) = match &*shape {
        Shape::Events(columns) => (columns.case(), false),
        Shape::Cases(_, bound) => (bound.case, true),
        Shape::Json { .. } => return,
    };
    let mut group = Group::new(shape);
    while !sink.enough() {
        match rows.step() {
            None => break,
            Some(Ok(row)) => {
                let reference = row.cell(column).map(str::to_owned);
                group.row(reference, apart, row, sink);
            }
            Some(Err(bad)) => {
                if let Some(reference) = bad.cell(column) {
                    group.spoil(reference, apart, sink);
                }
                sink.problem(bad.trouble);
            }
        }
    }
    group.give(sink);
    if rows.ends_without_a_line_end() && !sink.enough() {
        sink.note(
            Trouble::new(name, Code::Syntax, "the last line has no end")
                .help("if the file was cut short, export it again"),
        );
    }
}

/// The rows of one case, as they come.
struct Group {
    shape: Arc<Shape>,
    reference: String,
    rows: Vec<Row>,
    spoiled: bool,
}

impl Group {
    fn new(shape: Arc<Shape>) -> Self {
        Group {
            shape,
            reference: String::new(),
            rows: Vec::new(),
            spoiled: false,
        }
    }

    fn row(&mut self, reference: Option<String>, apart: bool, row: Row, sink: &mut impl Parts) {
        let Some(reference) = reference else {
            // Of no case: read by itself, it says what is missing.
            self.give(sink);
            sink.part(Part {
                reference: None,
                spoiled: false,
                shape: Arc::clone(&self.shape),
                of: Of::Rows(vec![row]),
            });
            return;
        };
        if apart || reference != self.reference {
            self.give(sink);
            self.reference = reference;
        }
        self.rows.push(row);
    }

    /// A row of this case cannot be read.
    fn spoil(&mut self, reference: &str, apart: bool, sink: &mut impl Parts) {
        if apart || reference != self.reference {
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

fn json_text(opened: impl Read, name: &str, reader: &Reader<'_>, sink: &mut impl Parts) {
    let shape = Arc::new(Shape::Json {
        file: Arc::from(name),
        events: reader.engine.event_types().map(str::to_owned).collect(),
        dates: reader.dates,
    });
    let part = |reference: Option<String>, lines: Vec<(u64, String)>| Part {
        reference,
        spoiled: false,
        shape: Arc::clone(&shape),
        of: Of::Lines(lines),
    };
    // The lines of a case whose events stand on lines of their own.
    let (mut of, mut events) = (None, Vec::new());
    let lines = json_lines::lines(opened, name, "case", |number, line| {
        let text = match line {
            Ok(text) => text,
            Err(trouble) => {
                sink.problem(trouble);
                return !sink.enough();
            }
        };
        let glance: Glance = serde_json::from_str(&text).unwrap_or_default();
        let reference = glance.reference().map(str::to_owned);
        let goes_on = glance.is_event() && reference.is_some() && reference == of;
        if !goes_on && !events.is_empty() {
            sink.part(part(of.take(), std::mem::take(&mut events)));
        }
        if glance.is_event() && reference.is_some() {
            of = reference;
            events.push((number, text));
        } else {
            sink.part(part(reference, vec![(number, text)]));
        }
        !sink.enough()
    });
    if !events.is_empty() {
        sink.part(part(of, events));
    }
    if lines == 0 {
        sink.problem(json_lines::empty(name));
    }
}
