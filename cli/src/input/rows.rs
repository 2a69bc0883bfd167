//! The rows of a CSV file, each of the header's width and with its line.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Read;
use std::rc::Rc;
use std::sync::Arc;

use dueby::Code;

use super::watch::{Watch, Watched};
use super::{Sink, source};
use crate::problems::{Trouble, list_of};

/// The first row of a CSV file.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// The file.
    pub(super) name: Arc<str>,
    /// The names of the columns, trimmed.
    pub(super) columns: Vec<Arc<str>>,
    /// The line they are on.
    pub(super) line: u64,
}

impl Head {
    /// Whether there is a column of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// The column of this name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|column| column.as_ref() == name)
    }

    /// Where it stands.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.name, self.line)
    }
}

/// A CSV file with its header read.
pub(super) struct Rows<R> {
    pub(super) head: Head,
    reader: csv::Reader<Watched<R>>,
    watch: Rc<RefCell<Watch>>,
}

/// One row, as wide as the header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) line: u64,
    cells: csv::StringRecord,
}

impl Row {
    /// A cell, trimmed; nothing when it is blank.
    pub(super) fn cell(&self, column: usize) -> Option<&str> {
        let cell = self.cells.get(column).map(str::trim);
        cell.filter(|cell| !cell.is_empty())
    }
}

/// A row that cannot be taken.
#[derive(Debug)]
pub(super) struct BadRow {
    pub(super) trouble: Trouble,
    /// Its cells, as far as there are some.
    cells: Option<csv::ByteRecord>,
}

impl BadRow {
    /// What stands in a column, if it can be read.
    pub(super) fn cell(&self, column: usize) -> Option<&str> {
        let cell = self.cells.as_ref()?.get(column)?;
        std::str::from_utf8(cell).ok().map(str::trim)
    }
}

impl<R: Read> Rows<R> {
    /// Reads the header; nothing when that is not possible, which the sink is told.
    pub(super) fn open(read: R, name: &str, sink: &mut impl Sink) -> Option<Self> {
        let watch = Rc::new(RefCell::new(Watch::new()));
        let mut rows = Rows {
            head: Head {
                name: Arc::from(name),
                columns: Vec::new(),
                line: 1,
            },
            reader: csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(Watched::new(read, Rc::clone(&watch))),
            watch,
        };
        let first = match rows.record() {
            Ok(Some((line, cells))) => match rows.text(line, cells) {
                Ok(cells) => Ok((line, cells)),
                Err(bad) => Err(bad.trouble),
            },
            Ok(None) => Err(Trouble::new(name, Code::EmptyText, "the file is empty")
                .help("begin with a line of column names: case,event,at")),
            Err(bad) => Err(bad.trouble),
        };
        let checked = first.and_then(|(line, cells)| {
            rows.head.line = line;
            rows.head.columns = cells.iter().map(|cell| Arc::from(cell.trim())).collect();
            rows.header_problem().map_or(Ok(()), Err)
        });
        match checked {
            Ok(()) => Some(rows),
            Err(trouble) => {
                sink.problem(trouble);
                None
            }
        }
    }

    /// What is wrong with the header as such.
    fn header_problem(&self) -> Option<Trouble> {
        let place = self.head.place();
        if let [only] = self.head.columns.as_slice()
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
        let mut seen: BTreeSet<&Arc<str>> = BTreeSet::new();
        let mut named = self.head.columns.iter().filter(|name| !name.is_empty());
        named.find(|name| !seen.insert(name)).map(|name| {
            Trouble::new(
                place,
                Code::DuplicateName,
                format!("two columns are called \"{name}\""),
            )
            .help("give each column a name of its own, or take one out")
        })
    }

    /// The next row; what is wrong with those before it goes to the sink. Nothing at
    /// the end, or when reading on makes no sense.
    pub(super) fn next(&mut self, sink: &mut impl Sink) -> Option<Row> {
        loop {
            match self.step()? {
                Ok(row) => return Some(row),
                Err(bad) => sink.problem(bad.trouble),
            }
        }
    }

    /// The next row, or what is wrong with it. After a row that cannot even be told from the
    /// next there is none.
    pub(super) fn step(&mut self) -> Option<Result<Row, BadRow>> {
        loop {
            let (line, bytes) = match self.record() {
                Ok(record) => record?,
                Err(bad) => return Some(Err(bad)),
            };
            let cells = match self.text(line, bytes) {
                Ok(cells) => cells,
                Err(bad) => return Some(Err(bad)),
            };
            if let Some(trouble) = self.other_width(line, &cells) {
                let cells = Some(cells.into_byte_record());
                return Some(Err(BadRow { trouble, cells }));
            }
            // Excel writes lines of nothing but commas where rows were deleted.
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(Ok(Row { line, cells }));
            }
        }
    }

    /// Whether the last row has no line end: known once it has been read.
    pub(super) fn ends_without_a_line_end(&self) -> bool {
        self.watch.borrow().ends_in_a_row()
    }

    /// The next record's line and cells, as bytes.
    fn record(&mut self) -> Result<Option<(u64, csv::ByteRecord)>, BadRow> {
        let mut record = csv::ByteRecord::new();
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => {
                // The reader's own count is off by one where lines end in CR LF.
                let line = self.watch.borrow_mut().next_row();
                if self.watch.borrow().open() {
                    return Err(BadRow {
                        trouble: self.unclosed(line),
                        cells: Some(record),
                    });
                }
                Ok(Some((line, record)))
            }
            Ok(false) => Ok(None),
            Err(error) => Err(BadRow {
                trouble: self.unreadable(error),
                cells: None,
            }),
        }
    }

    fn unclosed(&self, line: u64) -> Trouble {
        Trouble::new(
            format!("{}:{line}", self.head.name),
            Code::Syntax,
            "a quotation mark opens in this row and is never closed",
        )
        .help(format!("close it, or export the file again{CUT_SHORT}"))
    }

    fn unreadable(&self, error: csv::Error) -> Trouble {
        match error.into_kind() {
            csv::ErrorKind::Io(_) if self.watch.borrow().too_long() => Trouble::new(
                format!("{}:{}", self.head.name, self.watch.borrow().row_line()),
                Code::TooLarge,
                "this row is larger than the 16 MiB that one may have",
            )
            .help("a quotation mark may open in it that is never closed"),
            csv::ErrorKind::Io(error) => source::unreadable(&self.head.name, &error),
            other => Trouble::new(
                self.head.name.as_ref(),
                Code::Syntax,
                format!("this is not CSV: {other:?}"),
            ),
        }
    }

    /// The cells as text.
    fn text(&self, line: u64, record: csv::ByteRecord) -> Result<csv::StringRecord, BadRow> {
        csv::StringRecord::from_byte_record(record).map_err(|error| {
            let record = error.into_byte_record();
            let (mut before, mut bad) = (0, &b""[..]);
            for cell in &record {
                match std::str::from_utf8(cell) {
                    Ok(text) => before += text.matches('\n').count() as u64,
                    Err(_) => {
                        bad = cell;
                        break;
                    }
                }
            }
            BadRow {
                trouble: source::not_utf8(bad, &self.head.name, line + before),
                cells: Some(record),
            }
        })
    }

    /// What is wrong with a row that is not as wide as the header.
    fn other_width(&self, line: u64, cells: &csv::StringRecord) -> Option<Trouble> {
        let columns = &self.head.columns;
        if cells.len() == columns.len() {
            return None;
        }
        let help = if cells.len() < columns.len() && self.watch.borrow().ended() {
            format!("it is the last row: export the file again{CUT_SHORT}")
        } else {
            format!(
                "the columns are {}; put a value that has a comma in it in quotation marks",
                list_of(columns.iter().map(AsRef::as_ref))
            )
        };
        let message = format!(
            "this row has {} and the first line names {}",
            count(cells.len(), "value"),
            count(columns.len(), "column")
        );
        let place = format!("{}:{line}", self.head.name);
        Some(Trouble::new(place, Code::Syntax, message).help(help))
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
            .map(|row| (row.line, row.cell(0).unwrap()))
            .collect();
        assert_eq!(lines, [(2, "A"), (4, "B"), (7, "C")]);
    }

    #[test]
    fn the_byte_order_mark_is_not_part_of_the_first_name() {
        let mut found = Collected::default();
        let rows = Rows::open(&b"\xef\xbb\xbfcase,at\n"[..], "a.csv", &mut found).unwrap();
        assert!(rows.head.has("case"));
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
        assert_eq!(rows[0].cell(1).unwrap(), "5\" pipe");
        assert_eq!(rows[1].cell(1).unwrap(), "a 5\" pipe");
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
