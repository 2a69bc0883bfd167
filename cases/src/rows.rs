//! The rows of a CSV file, each of the header's width and with its line.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use csv_core::ReadRecordResult;
use dueby::Code;

use crate::text;
use crate::trouble::{Trouble, list_of};
use crate::watch::Watch;

/// The first row of a CSV file.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// The file.
    pub(crate) name: Arc<str>,
    /// The names of the columns, trimmed.
    pub(crate) columns: Vec<Arc<str>>,
    /// The line they are on.
    pub(crate) line: u64,
}

impl Head {
    /// Whether there is a column of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.column(name).is_some()
    }

    /// The column of this name.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|column| column.as_ref() == name)
    }

    /// Where it stands.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}", self.name, self.line)
    }

    /// What is wrong with the header as such.
    fn problem(&self) -> Option<Trouble> {
        let place = self.place();
        if let [only] = self.columns.as_slice()
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
        let mut named = self.columns.iter().filter(|name| !name.is_empty());
        named.find(|name| !seen.insert(name)).map(|name| {
            Trouble::new(
                place,
                Code::DuplicateName,
                format!("two columns are called \"{name}\""),
            )
            .help("give each column a name of its own, or take one out")
        })
    }
}

/// A CSV file, taken apart as its bytes come: first its header, then its rows.
pub(crate) struct Rows {
    name: Arc<str>,
    head: Option<Head>,
    core: Box<csv_core::Reader>,
    /// The cells of the row so far, one after another, and where each ends.
    cells: Vec<u8>,
    filled: usize,
    ends: Vec<usize>,
    ended: usize,
    watch: Watch,
    /// How much of a byte order mark has gone by; all of it, where there is none.
    mark: usize,
    /// Whether nothing more can be read.
    over: bool,
    /// Whether nothing more is to be said.
    stopped: bool,
}

/// The line of a record and its cells, as bytes.
type Record = Result<(u64, Cells), Box<BadRow>>;

/// What comes next.
pub(crate) enum Step {
    /// The header.
    Head,
    /// A row.
    Row(Row),
    /// What cannot be taken.
    Bad(Box<BadRow>),
}

/// One row, as wide as the header: of it what is not blank, which of wide files is little.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) line: u64,
    text: String,
    /// The columns in order, each with where its cell ends in the text.
    cells: Vec<(usize, usize)>,
}

/// Cells one after another, and where each ends.
#[derive(Debug, Clone, PartialEq)]
struct Cells {
    all: Vec<u8>,
    ends: Box<[usize]>,
}

impl Cells {
    fn range(&self, column: usize) -> Option<Range<usize>> {
        let start = match column.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        Some(start..*self.ends.get(column)?)
    }

    fn get(&self, column: usize) -> Option<&[u8]> {
        self.all.get(self.range(column)?)
    }

    fn len(&self) -> usize {
        self.ends.len()
    }
}

impl Row {
    /// A row whose cells are all text; nothing where one is not.
    fn of(line: u64, cells: &Cells) -> Option<Self> {
        let all = std::str::from_utf8(&cells.all).ok()?;
        let mut row = Row {
            line,
            text: String::with_capacity(all.len()),
            cells: Vec::new(),
        };
        for column in 0..cells.len() {
            // Two halves of a letter in two cells are none.
            let cell = all.get(cells.range(column)?)?.trim();
            if !cell.is_empty() {
                row.text.push_str(cell);
                row.cells.push((column, row.text.len()));
            }
        }
        Some(row)
    }

    /// A cell, trimmed; nothing when it is blank.
    pub(crate) fn cell(&self, column: usize) -> Option<&str> {
        let mut cells = self.cells();
        cells.find_map(|(of, cell)| (of == column).then_some(cell))
    }

    /// What is not blank, with its column, in their order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut start = 0;
        self.cells.iter().filter_map(move |(column, end)| {
            let cell = self.text.get(start..*end)?;
            start = *end;
            Some((*column, cell))
        })
    }
}

/// A row that cannot be taken.
#[derive(Debug)]
pub(crate) struct BadRow {
    pub(crate) trouble: Trouble,
    /// Its cells, as far as there are some.
    cells: Option<Cells>,
}

impl BadRow {
    /// What stands in a column, if it can be read.
    pub(crate) fn cell(&self, column: usize) -> Option<&str> {
        let cell = self.cells.as_ref()?.get(column)?;
        std::str::from_utf8(cell).ok().map(str::trim)
    }

    fn new(trouble: Trouble, cells: Option<Cells>) -> Box<Self> {
        Box::new(BadRow { trouble, cells })
    }
}

const MARK: &[u8] = b"\xef\xbb\xbf";

impl Rows {
    pub(crate) fn new(name: &str) -> Self {
        Rows {
            name: Arc::from(name),
            head: None,
            core: Box::new(csv_core::Reader::new()),
            cells: vec![0; 1024],
            filled: 0,
            ends: vec![0; 64],
            ended: 0,
            watch: Watch::new(),
            mark: 0,
            over: false,
            stopped: false,
        }
    }

    /// The header, once it has been read.
    pub(crate) fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// Nothing more is read.
    pub(crate) fn stop(&mut self) {
        self.over = true;
        self.stopped = true;
    }

    /// What comes next in these bytes, of which it takes what it has used; nothing where more are
    /// needed. With `last` no others are to come, and nothing is the end. After a row that
    /// cannot even be told from the next there is none.
    pub(crate) fn step(&mut self, bytes: &mut &[u8], last: bool) -> Option<Step> {
        if self.head.is_none() {
            let read = match self.record(bytes, last) {
                Some(read) => read.and_then(|(line, cells)| self.first(line, cells)),
                None if last && !self.stopped => {
                    let empty =
                        Trouble::new(self.name.as_ref(), Code::EmptyText, "the file is empty");
                    let help = "begin with a line of column names: case,event,at";
                    Err(BadRow::new(empty.help(help), None))
                }
                None => return None,
            };
            return Some(match read {
                Ok(head) => {
                    self.head = Some(head);
                    Step::Head
                }
                Err(bad) => {
                    self.stop();
                    Step::Bad(bad)
                }
            });
        }
        loop {
            let read = self.record(bytes, last)?;
            match read.and_then(|(line, cells)| self.row(line, cells)) {
                // Excel writes lines of nothing but commas where rows were deleted.
                Ok(row) if row.cells.is_empty() => {}
                Ok(row) => return Some(Step::Row(row)),
                Err(bad) => return Some(Step::Bad(bad)),
            }
        }
    }

    fn first(&self, line: u64, cells: Cells) -> Result<Head, Box<BadRow>> {
        let columns = 0..cells.len();
        let row = self.text(line, cells)?;
        let head = Head {
            name: Arc::clone(&self.name),
            columns: columns
                .map(|at| Arc::from(row.cell(at).unwrap_or_default()))
                .collect(),
            line,
        };
        match head.problem() {
            Some(trouble) => Err(BadRow::new(trouble, None)),
            None => Ok(head),
        }
    }

    fn row(&self, line: u64, cells: Cells) -> Result<Row, Box<BadRow>> {
        match self.other_width(line, cells.len()) {
            // That it is no text comes first.
            Some(trouble) if Row::of(line, &cells).is_some() => {
                Err(BadRow::new(trouble, Some(cells)))
            }
            _ => self.text(line, cells),
        }
    }

    /// Whether the last row has no line end: known once it has been read.
    pub(crate) fn ends_without_a_line_end(&self) -> bool {
        self.watch.ends_in_a_row()
    }

    /// The next record's line and cells, as bytes.
    fn record(&mut self, bytes: &mut &[u8], last: bool) -> Option<Record> {
        while let Some(expected) = MARK.get(self.mark) {
            match bytes.split_first() {
                Some((first, rest)) if first == expected => {
                    self.mark += 1;
                    *bytes = rest;
                }
                None if !last => return None,
                // What begins like one and is none is a part of the first cell.
                _ => {
                    let mut begun = MARK.get(..self.mark).unwrap_or_default();
                    self.mark = MARK.len();
                    self.read(&mut begun, false);
                }
            }
        }
        self.read(bytes, last)
    }

    fn read(&mut self, bytes: &mut &[u8], last: bool) -> Option<Record> {
        loop {
            if self.over || (bytes.is_empty() && !last) {
                return None;
            }
            if bytes.is_empty() {
                self.watch.end();
            }
            let (cells, ends) = (
                self.cells.get_mut(self.filled..).unwrap_or_default(),
                self.ends.get_mut(self.ended..).unwrap_or_default(),
            );
            let (result, used, filled, ended) = self.core.read_record(bytes, cells, ends);
            self.watch.pass(bytes.get(..used).unwrap_or_default());
            *bytes = bytes.get(used..).unwrap_or_default();
            self.filled += filled;
            self.ended += ended;
            if self.watch.too_long() {
                self.over = true;
                return Some(Err(BadRow::new(self.too_long(), None)));
            }
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::End => self.over = true,
                ReadRecordResult::Record => {
                    let all = self.cells.get(..self.filled).unwrap_or_default();
                    let ends = self.ends.get(..self.ended).unwrap_or_default();
                    let cells = Cells {
                        all: all.to_vec(),
                        ends: Box::from(ends),
                    };
                    (self.filled, self.ended) = (0, 0);
                    let line = self.watch.row_line();
                    return Some(if self.watch.open() {
                        let trouble = self.unclosed(line);
                        let cells = Some(cells);
                        Err(BadRow::new(trouble, cells))
                    } else {
                        Ok((line, cells))
                    });
                }
            }
        }
    }

    fn too_long(&self) -> Trouble {
        Trouble::new(
            format!("{}:{}", self.name, self.watch.row_line()),
            Code::TooLarge,
            "this row is larger than the 16 MiB that one may have",
        )
        .help("a quotation mark may open in it that is never closed")
    }

    fn unclosed(&self, line: u64) -> Trouble {
        Trouble::new(
            format!("{}:{line}", self.name),
            Code::Syntax,
            "a quotation mark opens in this row and is never closed",
        )
        .help(format!("close it, or export the file again{CUT_SHORT}"))
    }

    /// The cells as text.
    fn text(&self, line: u64, cells: Cells) -> Result<Row, Box<BadRow>> {
        if let Some(row) = Row::of(line, &cells) {
            return Ok(row);
        }
        let (mut before, mut bad) = (0, &b""[..]);
        for cell in (0..cells.len()).filter_map(|column| cells.get(column)) {
            match std::str::from_utf8(cell) {
                Ok(text) => before += text.matches('\n').count() as u64,
                Err(_) => {
                    bad = cell;
                    break;
                }
            }
        }
        let trouble = text::not_utf8(bad, &self.name, line + before);
        Err(BadRow::new(trouble, Some(cells)))
    }

    /// What is wrong with a row that is not as wide as the header.
    fn other_width(&self, line: u64, cells: usize) -> Option<Trouble> {
        let columns = &self.head()?.columns;
        if cells == columns.len() {
            return None;
        }
        let help = if cells < columns.len() && self.watch.ended() {
            format!("it is the last row: export the file again{CUT_SHORT}")
        } else {
            format!(
                "the columns are {}; put a value that has a comma in it in quotation marks",
                list_of(columns.iter().map(AsRef::as_ref))
            )
        };
        let message = format!(
            "this row has {} and the first line names {}",
            count(cells, "value"),
            count(columns.len(), "column")
        );
        let place = format!("{}:{line}", self.name);
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
    use crate::collected::Collected;
    use crate::{LONGEST, Sink as _};

    /// The rows of a file that comes in pieces of so many bytes.
    fn in_pieces(bytes: &[u8], size: usize) -> (Vec<Row>, Collected, Rows) {
        let mut found = Collected::default();
        let (mut all, mut rows) = (Vec::new(), Rows::new("a.csv"));
        let pieces = bytes.chunks(size).map(|piece| (piece, false));
        for (mut piece, last) in pieces.chain([(&b""[..], true)]) {
            while let Some(step) = rows.step(&mut piece, last) {
                match step {
                    Step::Head => {}
                    Step::Row(row) => all.push(row),
                    Step::Bad(bad) => found.problem(bad.trouble),
                }
            }
        }
        (all, found, rows)
    }

    /// However a file comes in pieces, its rows are the same.
    fn read(bytes: &[u8]) -> (Vec<Row>, Collected) {
        let (rows, found, _) = in_pieces(bytes, bytes.len().max(1));
        if bytes.len() < 1000 {
            for size in 1..8 {
                let (others, other, _) = in_pieces(bytes, size);
                assert_eq!((&others, other.told()), (&rows, found.told()), "{size}");
            }
        }
        (rows, found)
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
        let (_, _, rows) = in_pieces(b"\xef\xbb\xbfcase,at\n", 2);
        assert!(rows.head().unwrap().has("case"));
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
