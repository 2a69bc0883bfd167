//! Bytes on their way to the CSV reader, watched.
//!
//! The CSV reader takes a row without an end and a quotation mark that is never
//! closed as they come, and miscounts lines that end in CR LF. What goes by here is
//! enough to do better.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

use super::LONGEST;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A reader that is watched.
pub(super) struct Watched<R> {
    read: R,
    watch: Rc<RefCell<Watch>>,
}

/// What has gone by.
#[derive(Debug)]
pub(super) struct Watch {
    at: At,
    /// Where in the byte order mark, at its end when there is none.
    mark: usize,
    /// The bytes of the row so far.
    row: usize,
    line: u64,
    /// Whether the last byte was a carriage return.
    returned: bool,
    /// The lines on which rows began that the CSV reader has not given yet.
    began: VecDeque<u64>,
    /// The line that the row began on.
    row_line: u64,
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
    pub(super) fn new() -> Self {
        Watch {
            at: At::RowStart,
            mark: 0,
            row: 0,
            line: 1,
            returned: false,
            began: VecDeque::new(),
            row_line: 1,
            ended: false,
        }
    }

    /// The line on which the next row began; once for each row.
    pub(super) fn next_row(&mut self) -> u64 {
        self.began.pop_front().unwrap_or(self.row_line)
    }

    /// The line on which the row began that was read last.
    pub(super) fn row_line(&self) -> u64 {
        self.row_line
    }

    /// Whether there is no more: known early only when the last row has no line end.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Whether the file ended in a row, without a line end after it.
    pub(super) fn ends_in_a_row(&self) -> bool {
        self.ended && self.at != At::RowStart
    }

    /// Whether the file ended between quotation marks.
    pub(super) fn open(&self) -> bool {
        self.ended && self.at == At::Quoted
    }

    /// Whether a row is longer than one may be.
    pub(super) fn too_long(&self) -> bool {
        self.row > LONGEST
    }

    fn pass(&mut self, byte: u8) {
        if BYTE_ORDER_MARK.get(self.mark) == Some(&byte) {
            self.mark += 1;
            return;
        }
        self.mark = BYTE_ORDER_MARK.len();
        let line_end = matches!(byte, b'\r' | b'\n');
        if self.at == At::RowStart && !line_end {
            self.row_line = self.line;
            self.began.push_back(self.line);
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
                self.row = 0;
                At::RowStart
            }
            (_, b',') => At::CellStart,
            _ => At::Plain,
        };
    }
}

impl<R> Watched<R> {
    pub(super) fn new(read: R, watch: Rc<RefCell<Watch>>) -> Self {
        Watched { read, watch }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.read.read(buffer)?;
        let mut watch = self.watch.borrow_mut();
        for byte in buffer.iter().take(read) {
            watch.pass(*byte);
        }
        watch.ended = read == 0 && !buffer.is_empty();
        if watch.too_long() {
            return Err(io::Error::other("a row is too long"));
        }
        Ok(read)
    }
}
