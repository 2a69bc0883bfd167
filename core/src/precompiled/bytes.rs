//! How anything is written and read.
//!
//! Numbers take as many bytes as they need, seven bits in each, the lowest first. A text is its
//! place in the archive's table of texts, where each stands once; one that comes for the first
//! time is the next of the table and written as nothing but that. A date is the days since the
//! date before it. All this makes small numbers that come again and again, which a browser's
//! download, compressed, carries for next to nothing.
//!
//! Reading has no errors on its way: what has failed reads noughts to its end, of which every
//! type can be made, and whoever began asks once whether anything failed. Passing errors up
//! through every type would take four times the code.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Archive;
use crate::calendar::CalendarSpec;
use crate::checked::Condition;

/// What can be part of an archive.
pub(crate) trait Precompiled: Sized {
    fn write(&self, to: &mut Writer);

    /// Something at any rate: see [`Reader::is_whole`].
    fn read(from: &mut Reader<'_>) -> Self;
}

/// Writes the sections of an archive, one after another.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
    /// Every text so far with its place in the table.
    texts: BTreeMap<String, usize>,
    /// The same, by place.
    table: Vec<String>,
    /// The last date of the section.
    day: i64,
    /// The conditions of the section that are used by name.
    conditions: Vec<Arc<Condition>>,
    /// The calendars written before, of which others may be made.
    pub(super) calendars: Vec<Arc<CalendarSpec>>,
}

/// Reads one section of an archive.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    failed: bool,
    texts: &'a [&'a str],
    /// The place of the text that comes next for the first time.
    next: usize,
    day: i64,
    deep: usize,
    conditions: Vec<Arc<Condition>>,
    /// The archive, and how many of its calendars are before this section.
    pub(super) calendars: Option<(&'a Archive<'a>, usize)>,
}

/// How deep conditions and packs may lie in one another, so that no bytes exhaust the stack.
/// Texts allow 127.
const DEEPEST: usize = 256;

impl Writer {
    /// Ends a section: its bytes, and the place of its first text that stands in none before.
    pub(crate) fn section(&mut self, write: impl FnOnce(&mut Writer)) -> (usize, Vec<u8>) {
        let next = self.table.len();
        (self.day, self.conditions) = (0, Vec::new());
        write(self);
        (next, std::mem::take(&mut self.bytes))
    }

    /// Every text that was written, by place.
    pub(crate) fn into_texts(self) -> Vec<String> {
        self.table
    }

    pub(crate) fn number(&mut self, mut number: u64) {
        while number > 127 {
            self.bytes.push((number & 127) as u8 | 128);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// One that may be negative: the sign is the lowest bit.
    pub(crate) fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    pub(crate) fn length(&mut self, length: usize) {
        self.number(length as u64);
    }

    pub(super) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(crate) fn text(&mut self, text: &str) {
        match self.texts.get(text) {
            Some(place) => self.length(place + 1),
            None => {
                self.length(0);
                self.texts.insert(text.to_owned(), self.table.len());
                self.table.push(text.to_owned());
            }
        }
    }

    pub(crate) fn day(&mut self, day: i32) {
        self.signed(i64::from(day) - self.day);
        self.day = i64::from(day);
    }

    /// A condition that is used by name, in full the first time.
    pub(crate) fn condition(&mut self, condition: &Arc<Condition>) {
        let known = self.conditions.iter();
        match known.clone().position(|one| Arc::ptr_eq(one, condition)) {
            Some(place) => self.length(place + 1),
            None => {
                self.length(0);
                Condition::write(condition, self);
                self.conditions.push(Arc::clone(condition));
            }
        }
    }

    /// A calendar that another is made of, in full unless it stands before.
    pub(crate) fn calendar(&mut self, calendar: &Arc<CalendarSpec>) {
        match self.calendars.iter().position(|one| one == calendar) {
            Some(place) => self.length(place + 1),
            None => {
                self.length(0);
                CalendarSpec::write(calendar, self);
            }
        }
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8], texts: &'a [&'a str], next: usize) -> Self {
        Reader {
            bytes,
            failed: false,
            texts,
            next,
            day: 0,
            deep: 0,
            conditions: Vec::new(),
            calendars: None,
        }
    }

    /// Whether nothing failed, up to the end.
    pub(super) fn is_whole(&self) -> bool {
        !self.failed && self.bytes.is_empty()
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.failed
    }

    /// From here on there are only noughts.
    pub(crate) fn fail(&mut self) {
        self.failed = true;
        self.bytes = &[];
    }

    pub(crate) fn number(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.bytes.split_first().filter(|_| shift < 64) {
            self.bytes = rest;
            number |= u64::from(byte & 127) << shift;
            if *byte < 128 {
                return number;
            }
            shift += 7;
        }
        self.fail();
        0
    }

    pub(crate) fn signed(&mut self) -> i64 {
        let number = self.number();
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }

    pub(crate) fn length(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }

    /// So many bytes as they are.
    pub(super) fn raw(&mut self, length: usize) -> &'a [u8] {
        match self.bytes.split_at_checked(length) {
            Some((bytes, rest)) => {
                self.bytes = rest;
                bytes
            }
            None => {
                self.fail();
                &[]
            }
        }
    }

    pub(crate) fn text(&mut self) -> &'a str {
        let place = match self.length().checked_sub(1) {
            Some(place) => place,
            None => {
                self.next += 1;
                self.next - 1
            }
        };
        match self.texts.get(place) {
            Some(text) => text,
            None => {
                self.fail();
                ""
            }
        }
    }

    pub(crate) fn day(&mut self) -> i32 {
        self.day = self.day.wrapping_add(self.signed());
        i32::try_from(self.day).unwrap_or_else(|_| {
            self.fail();
            0
        })
    }

    /// What may lie within itself.
    pub(crate) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        if self.deep == DEEPEST {
            self.fail();
        }
        self.deep += 1;
        let within = read(self);
        self.deep -= 1;
        within
    }

    pub(crate) fn condition(&mut self) -> Arc<Condition> {
        match self.length().checked_sub(1) {
            None => {
                let condition = Arc::new(Condition::read(self));
                self.conditions.push(Arc::clone(&condition));
                condition
            }
            Some(place) => self.conditions.get(place).cloned().unwrap_or_else(|| {
                self.fail();
                Arc::new(Condition::always())
            }),
        }
    }

    pub(crate) fn calendar(&mut self) -> Arc<CalendarSpec> {
        if let Some(place) = self.length().checked_sub(1) {
            let known = self.calendars.filter(|(_, before)| place < *before);
            match known.and_then(|(archive, _)| archive.calendar_at(place).ok()) {
                Some(calendar) => return Arc::clone(calendar.spec()),
                None => self.fail(),
            }
        }
        self.deeper(|from| Arc::new(CalendarSpec::read(from)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back() {
        let numbers = [0, 1, -1, 63, -64, 64, 127, 128, i64::MAX, i64::MIN];
        let mut to = Writer::default();
        let (_, bytes) = to.section(|to| numbers.iter().for_each(|number| to.signed(*number)));
        let mut from = Reader::new(&bytes, &[], 0);
        assert_eq!(numbers.map(|_| from.signed()), numbers);
        assert!(from.is_whole());
        // The last byte says that another comes.
        let mut from = Reader::new(&[255; 11], &[], 0);
        assert_eq!((from.number(), from.has_failed()), (0, true));
    }

    #[test]
    fn a_text_stands_once() {
        let mut to = Writer::default();
        let texts = ["a", "bb", "a", "", "bb", "c"];
        let (next, bytes) = to.section(|to| texts.iter().for_each(|text| to.text(text)));
        let (later, more) = to.section(|to| ["c", "d"].iter().for_each(|text| to.text(text)));
        assert_eq!(to.into_texts(), ["a", "bb", "", "c", "d"]);
        let table = ["a", "bb", "", "c", "d"];
        let mut from = Reader::new(&bytes, &table, next);
        assert_eq!(texts.map(|_| from.text()), texts);
        // A section needs none that is before it.
        let mut from = Reader::new(&more, &table, later);
        assert_eq!(["c", "d"].map(|_| from.text()), ["c", "d"]);
        assert_eq!((from.text(), from.has_failed()), ("", true));
    }

    /// "Not, not, not, …" and conditions by name in one another: the stack has an end.
    #[test]
    fn what_lies_too_deep_is_refused() {
        for deeper in [&[2][..], &[3, 0], &[0, 1], &[1, 1]] {
            let bytes = deeper.repeat(100_000);
            let mut from = Reader::new(&bytes, &[], 0);
            Condition::read(&mut from);
            assert!(from.has_failed(), "{deeper:?}");
        }
    }
}
