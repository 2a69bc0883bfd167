//! The rows of a CSV file, each of the header's width and with its line.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Read;
use std::rc::Rc;

use dueby::Code;

use super::watch::{Watch, Watched};
use super::{Sink, source};
use crate::problems::{Trouble, list_of};

/// A CSV file with its header read.
pub(super) struct Rows<R> {
    pub(super) name: Rc<str>,
    /// The names of the columns, trimmed.
    pub(super) header: Vec<Rc<str>>,
    /// The line they are on.
    pub(super) header_line: u64,
    reader: csv::Reader<Watched<R>>,
    watch: Rc<RefCell<Watch>>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) line: u64,
    /// As many cells as the header has, trimmed.
    pub(super) cells: Vec<String>,
}

impl Row {
    /// A cell; nothing when it is blank.
    pub(super) fn cell(&self, column: usize) -> Option<&str> {
        self.cells
            .get(column)
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
    }
}

impl<R: Read> Rows<R> {
    /// Reads the header; nothing when that is not possible, which the sink is told.
    pub(super) fn open(read: R, name: &str, sink: &mut impl Sink) -> Option<Self> {
        let watch = Rc::new(RefCell::new(Watch::new()));
        let mut rows = Rows {
            name: Rc::from(name),
            header: Vec::new(),
            header_line: 1,
            reader: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(Watched::new(read, Rc::clone(&watch))),
            watch,
        };
        match rows.record() {
            Ok(Some((line, cells))) => match rows.text(line, &cells) {
                Ok(cells) => {
                    rows.header_line = line;
                    rows.header = cells.iter().map(|cell| Rc::from(cell.as_str())).collect();
                }
                Err(trouble) => {
                    sink.problem(trouble);
                    return None;
                }
            },
            Ok(None) => {
                sink.problem(
                    Trouble::new(name, Code::EmptyText, "the file is empty")
                        .help("begin with a line of column names: case,event,at"),
                );
                return None;
            }
            Err(trouble) => {
                sink.problem(trouble);
                return None;
            }
        }
        match rows.header_problem() {
            Some(trouble) => {
                sink.problem(trouble);
                None
            }
            None => Some(rows),
        }
    }

    /// What is wrong with the header as such.
    fn header_problem(&self) -> Option<Trouble> {
        let place = format!("{}:{}", self.name, self.header_line);
        if let [only] = self.header.as_slice()
            && let Some((what, _)) = [("semicolons", ';'), ("tabs", '\t')]
                .iter()
                .find(|(_, mark)| only.contains(*mark))
        {
            return Some(
                Trouble::new(
                    place,
                    Code::Syntax,
                    format!("the columns are separated by {what}"),
                )
                .help("save the file with commas between the columns"),
            );
        }
        let mut seen: BTreeSet<&Rc<str>> = BTreeSet::new();
        let mut named = self.header.iter().filter(|name| !name.is_empty());
        named.find(|name| !seen.insert(name)).map(|name| {
            Trouble::new(
                place,
                Code::DuplicateName,
                format!("two columns are called \"{name}\""),
            )
            .help("give each column a name of its own, or take one out")
        })
    }

    /// Whether the header has a column of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// The column of this name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.header
            .iter()
            .position(|column| column.as_ref() == name)
    }

    /// The next row; what is wrong with those before it goes to the sink. Nothing at
    /// the end, or when reading on makes no sense.
    pub(super) fn next(&mut self, sink: &mut impl Sink) -> Option<Row> {
        loop {
            let (line, bytes) = match self.record() {
                Ok(Some(record)) => record,
                Ok(None) => return None,
                Err(trouble) => {
                    sink.problem(trouble);
                    return None;
                }
            };
            let checked = self
                .text(line, &bytes)
                .and_then(|cells| self.as_wide_as_the_header(line, cells));
            match checked {
                // Excel writes lines of nothing but commas where rows were deleted.
                Ok(cells) if cells.iter().all(String::is_empty) => {}
                Ok(cells) => return Some(Row { line, cells }),
                Err(trouble) => sink.problem(trouble),
            }
        }
    }

    /// The next record's line and cells, as bytes.
    fn record(&mut self) -> Result<Option<(u64, csv::ByteRecord)>, Trouble> {
        let mut record = csv::ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => {
                // The reader's own count is off by one where lines end in CR LF.
                let line = self.watch.borrow_mut().next_row();
                if self.watch.borrow().open() {
                    return Err(self.unclosed(line));
                }
                Ok(Some((line, record)))
            }
            Ok(false) => Ok(None),
            Err(error) => Err(self.unreadable(error)),
        }
    }

    fn unclosed(&self, line: u64) -> Trouble {
        Trouble::new(
            format!("{}:{line}", self.name),
            Code::Syntax,
            "a quotation mark opens in this row and is never closed",
        )
        .help(format!("close it, or export the file again{CUT_SHORT}"))
    }

    fn unreadable(&self, error: csv::Error) -> Trouble {
        match error.into_kind() {
            csv::ErrorKind::Io(_) if self.watch.borrow().too_long() => Trouble::new(
                format!("{}:{}", self.name, self.watch.borrow().row_line()),
                Code::TooLarge,
                "this row is larger than the 16 MiB that one may have",
            )
            .help("a quotation mark may open in it that is never closed"),
            csv::ErrorKind::Io(error) => source::unreadable(&self.name, &error),
            other => Trouble::new(
                self.name.as_ref(),
                Code::Syntax,
                format!("this is not CSV: {other:?}"),
            ),
        }
    }

    /// The cells as text, trimmed.
    fn text(&self, line: u64, record: &csv::ByteRecord) -> Result<Vec<String>, Trouble> {
        let mut before = 0;
        record
            .iter()
            .map(|cell| match std::str::from_utf8(cell) {
                Ok(text) => {
                    before += text.matches('\n').count() as u64;
                    Ok(text.trim().to_owned())
                }
                Err(_) => Err(source::not_utf8(cell, &self.name, line + before)),
            })
            .collect()
    }

    fn as_wide_as_the_header(&self, line: u64, cells: Vec<String>) -> Result<Vec<String>, Trouble> {
        if cells.len() == self.header.len() {
            return Ok(cells);
        }
        let help = if cells.len() < self.header.len() && self.watch.borrow().ended() {
            format!("it is the last row: export the file again{CUT_SHORT}")
        } else {
            format!(
                "the columns are {}; put a value that has a comma in it in quotation marks",
                list_of(self.header.iter().map(AsRef::as_ref))
            )
        };
        Err(Trouble::new(
            format!("{}:{line}", self.name),
            Code::Syntax,
            format!(
                "this row has {} and the first line names {}",
                count(cells.len(), "value"),
                count(self.header.len(), "column")
            ),
        )
        .help(help))
    }
}

const CUT_SHORT: &str = ", it may have been cut short";

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::LONGEST;
    use crate::input::collected::Collected;

    fn read(bytes: &[u8]) -> (Vec<Row>, Collected) {
        let mut found = Collected::default();
        let mut all = Vec::new();
        if let Some(mut rows) = Rows::open(bytes, "a.csv", &mut found) {
            while let Some(row) = rows.next(&mut found) {
                all.push(row);
            }
        }
        (all, found)
    }

    #[test]
    fn rows_know_their_line_over_blank_lines_and_line_breaks_in_cells() {
        let (rows, found) =
            read(b"\xef\xbb\xbfcase,note\r\nA,x\r\n\r\nB,\"one\r\ntwo\"\r\n,\r\nC,z");
        assert_eq!(found.told(), [""; 0]);
        let lines: Vec<(u64, &str)> = rows
            .iter()
            .map(|row| (row.line, row.cells[0].as_str()))
            .collect();
        assert_eq!(lines, [(2, "A"), (4, "B"), (7, "C")]);
    }

    #[test]
    fn the_byte_order_mark_is_not_part_of_the_first_name() {
        let mut found = Collected::default();
        let rows = Rows::open(&b"\xef\xbb\xbfcase,at\n"[..], "a.csv", &mut found).unwrap();
        assert!(rows.has("case"));
    }

    #[test]
    fn a_row_of_another_width_is_named_and_the_rest_is_read() {
        let (rows, found) = read(b"case,at,note\nA,1\nB,2,x\nC,3,x,y\nD,4");
        assert_eq!(rows.len(), 1);
        assert_eq!(
            found.told(),
            [
                "a.csv:2: this row has 2 values and the first line names 3 columns [syntax]",
                "a.csv:4: this row has 4 values and the first line names 3 columns [syntax]",
                "a.csv:5: this row has 2 values and the first line names 3 columns [syntax]",
            ]
        );
        let help = |index: usize| found.problems[index].help.as_deref().unwrap();
        assert!(help(0).starts_with("the columns are \"case\", \"at\" and \"note\""));
        assert_eq!(
            help(2),
            "it is the last row: export the file again, it may have been cut short"
        );
    }

    #[test]
    fn an_unclosed_quotation_mark_is_named_even_in_the_last_column() {
        let (rows, found) = read(b"case,note\nA,x\nB,\"a leak in the");
        assert_eq!(rows.len(), 1);
        assert_eq!(
            found.told(),
            ["a.csv:3: a quotation mark opens in this row and is never closed [syntax]"]
        );
        // Inches in a plain cell open nothing, and two marks in a row are one.
        let (rows, found) = read(b"case,note\nA,5\" pipe\nB,\"a 5\"\" pipe\"");
        assert_eq!(rows[0].cells[1], "5\" pipe");
        assert_eq!(rows[1].cells[1], "a 5\" pipe");
        assert_eq!(found.told(), [""; 0]);
    }

    #[test]
    fn lines_are_counted_however_they_end() {
        for text in [
            "c,n\nA,\"x\ny\"\nB,z\n",
            "c,n\r\nA,\"x\r\ny\"\r\nB,z",
            "c,n\rA,\"x\ry\"\rB,z\r",
        ] {
            let (rows, _) = read(text.as_bytes());
            let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
            assert_eq!(lines, [2, 4], "{text:?}");
        }
    }

    #[test]
    fn a_row_without_end_is_refused() {
        let mut bytes = b"case,note\nA,\"".to_vec();
        bytes.resize(LONGEST + 1000, b'x');
        let (_, found) = read(&bytes);
        assert_eq!(
            found.told(),
            ["a.csv:2: this row is larger than the 16 MiB that one may have [too-large]"]
        );
    }

    #[test]
    fn bytes_that_are_not_text_are_named_by_line() {
        let (_, found) = read(b"case,note\nA,\"one\ntwo\",\nB,\xa3 5\n");
        assert_eq!(found.problems.last().unwrap().place, "a.csv:4");
        assert_eq!(found.problems.last().unwrap().code, "not-utf8");
        let (_, found) = read(b"\xff\xfec\0a\0");
        assert_eq!(
            found.told(),
            ["a.csv:1: this is UTF-16 and not UTF-8 [not-utf8]"]
        );
    }

    #[test]
    fn headers_that_are_none() {
        assert_eq!(read(b"").1.problems[0].code, "empty-text");
        assert_eq!(read(b"\n\n").1.problems[0].code, "empty-text");
        assert_eq!(
            read(b"case;event;at\n").1.told(),
            ["a.csv:1: the columns are separated by semicolons [syntax]"]
        );
        assert_eq!(
            read(b"case,at,at\n").1.told(),
            ["a.csv:1: two columns are called \"at\" [duplicate-name]"]
        );
    }
}
