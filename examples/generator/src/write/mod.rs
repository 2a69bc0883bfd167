//! Cases as files: an event on each line or a case on each line, as CSV or as JSON Lines.

mod bad;
mod csv;
mod json;

use std::io::{self, Write};

pub use bad::Bad;
pub use csv::mapping;

use crate::case::{Case, Event, Moment};
use crate::landlord::Landlord;
use bad::Badness;

/// What a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An event.
    Events,
    /// A case with all of its events.
    Cases,
}

/// How dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// Year first: `2025-12-19T16:42`.
    Iso,
    /// Day first: `19/12/2025 16:42`. For CSV with a case on each line, whose mapping says so.
    Uk,
}

/// How the file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values.
    Csv(Dates),
    /// An object on each line.
    JsonLines,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// How many cases.
    pub cases: u64,
    /// How many lines, that of the names included.
    pub lines: u64,
    /// The lines with which something is wrong, from 1, and what.
    pub bad: Vec<(u64, Bad)>,
}

/// Writes every case of a landlord. Of a million lines, `bad` have something wrong with
/// them; the others are the same bytes as without any.
///
/// # Errors
///
/// Those of the writer.
pub fn write(
    landlord: &Landlord,
    shape: Shape,
    form: Form,
    bad: u32,
    mut to: impl Write,
) -> io::Result<Written> {
    let mut written = Written::default();
    let mut badness = Badness::new(landlord.seed, bad);
    let columns = csv::Columns::of(landlord);
    let mut line = Vec::with_capacity(1024);
    if let Form::Csv(_) = form {
        columns.head(shape, &mut line);
        to.write_all(&line)?;
        written.lines += 1;
    }
    for case in landlord.cases() {
        written.cases += 1;
        let parts = match shape {
            Shape::Events => case.events.len(),
            Shape::Cases => 1,
        };
        for part in 0..parts {
            let wrong = badness.of_next(shape);
            line.clear();
            let row = Row {
                landlord,
                case: &case,
                part,
                wrong,
            };
            match (form, shape) {
                (Form::Csv(_), Shape::Events) => columns.event(&row, &mut line),
                (Form::Csv(dates), Shape::Cases) => columns.case(&row, dates, &mut line),
                (Form::JsonLines, Shape::Events) => json::event(&row, &mut line),
                (Form::JsonLines, Shape::Cases) => json::case(&row, &mut line),
            }
            bad::spoil(wrong, &mut line);
            line.push(b'\n');
            to.write_all(&line)?;
            written.lines += 1;
            if wrong == Some(Bad::Twice) {
                to.write_all(&line)?;
                written.lines += 1;
            }
            if let Some(wrong) = wrong {
                written.bad.push((written.lines, wrong));
            }
        }
    }
    to.flush()?;
    Ok(written)
}

/// What a line is about.
struct Row<'c> {
    landlord: &'c Landlord,
    case: &'c Case,
    /// Which of its events, where a line has one.
    part: usize,
    wrong: Option<Bad>,
}

impl Row<'_> {
    fn event(&self) -> Event {
        self.case.events[self.part]
    }

    fn reference(&self) -> &[u8] {
        match self.wrong {
            Some(Bad::NoReference) => b"",
            _ => self.case.reference.as_bytes(),
        }
    }

    /// The time of an event of the case; that of the first is the one that may be wrong.
    fn time(&self, place: usize, at: Moment, dates: Dates, line: &mut Vec<u8>) {
        if self.wrong == Some(Bad::NoDay) && (place == 0 || place == self.part) {
            line.extend_from_slice(match dates {
                Dates::Iso => b"2025-02-30",
                Dates::Uk => b"30/02/2025",
            });
            return;
        }
        let date = self.landlord.days().text(at.day);
        match dates {
            Dates::Iso => line.extend_from_slice(date),
            Dates::Uk => {
                line.extend_from_slice(&date[8..]);
                line.push(b'/');
                line.extend_from_slice(&date[5..7]);
                line.push(b'/');
                line.extend_from_slice(&date[..4]);
            }
        }
        let Some(second) = at.second else {
            return;
        };
        line.push(match dates {
            Dates::Iso => b'T',
            Dates::Uk => b' ',
        });
        two(second / 3600, line);
        line.push(b':');
        two(second / 60 % 60, line);
        if !second.is_multiple_of(60) {
            line.push(b':');
            two(second % 60, line);
        }
    }
}

/// A number of two digits.
fn two(number: u32, line: &mut Vec<u8>) {
    line.push(b'0' + (number / 10) as u8);
    line.push(b'0' + (number % 10) as u8);
}
