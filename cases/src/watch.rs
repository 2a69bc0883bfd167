//! Bytes on their way to the CSV reader, watched.
//!
//! The CSV reader takes a row without an end and a quotation mark that is never closed as they
//! come, and counts no lines. What goes by here is enough to do better.

use super::LONGEST;

/// What has gone by.
#[derive(Debug)]
pub(crate) struct Watch {
    at: At,
    /// The bytes of the row so far.
    row: usize,
    line: u64,
    /// Whether the last byte was a carriage return.
    returned: bool,
    /// The line that the row began on.
    row_line: u64,
    too_long: bool,
    /// Whether there is no more.
    ended: bool,
}

/// Where in a row.
#[derive(Debug, Clone, Copy, PartialEq)]
enum At {
    /// Between two rows.
    RowStart,
    CellStart,
    Plain,
    Quoted,
    /// After a quotation mark inside a quoted cell: its end, or the first of two.
    Quote,
}

impl Watch {
    pub(crate) fn new() -> Self {
        Watch {
            at: At::RowStart,
            row: 0,
            line: 1,
            returned: false,
            row_line: 1,
            too_long: false,
            ended: false,
        }
    }

    /// The line on which the row began that was read last.
    pub(crate) fn row_line(&self) -> u64 {
        self.row_line
    }

    /// Whether there is no more.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// There is no more.
    pub(crate) fn end(&mut self) {
        self.ended = true;
    }

    /// Whether the file ended in a row, without a line end after it.
    pub(crate) fn ends_in_a_row(&self) -> bool {
        self.ended && self.at != At::RowStart
    }

    /// Whether the file ended between quotation marks.
    pub(crate) fn open(&self) -> bool {
        self.ended && self.at == At::Quoted
    }

    /// Whether a row was longer than one may be.
    pub(crate) fn too_long(&self) -> bool {
        self.too_long
    }

    /// Bytes go by.
    pub(crate) fn pass(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.one(*byte));
        self.too_long |= self.row > LONGEST;
    }

    fn one(&mut self, byte: u8) {
        let line_end = matches!(byte, b'\r' | b'\n');
        if self.at == At::RowStart && !line_end {
            self.row_line = self.line;
            self.at = At::CellStart;
        }
        self.row += 1;
        // CR LF ends one line and not two.
        self.line += u64::from(line_end && !(byte == b'\n' && self.returned));
        self.returned = byte == b'\r';
        self.at = match (self.at, byte) {
            (At::CellStart | At::Quote, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Quote,
            (At::Quoted, _) => At::Quoted,
            (_, b'\r' | b'\n') => {
                self.too_long |= self.row > LONGEST;
                self.row = 0;
                At::RowStart
            }
            (_, b',') => At::CellStart,
            _ => At::Plain,
        };
    }
}
