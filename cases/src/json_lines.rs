//! Many cases as JSON Lines: a case on each line, blank lines passed over.

use std::io::Read;
use std::sync::Arc;

use dueby::Code;

use super::{LONGEST, Sink, json, pull, text};
use crate::trouble::Trouble;

/// Reads every line. A bad one does not stop the others from being read.
pub fn read(opened: impl Read, name: &str, sink: &mut impl Sink) {
    let cases = lines(opened, name, "case", |number, line| {
        let read = line
            .map_err(|trouble| vec![trouble])
            .and_then(|text| json::case(&text, name, Some(number)));
        match read {
            Ok(given) => sink.case(given),
            Err(troubles) => troubles.into_iter().for_each(|t| sink.problem(t)),
        }
        true
    });
    if cases == 0 {
        sink.problem(empty(name));
    }
}

/// The problem of a file without lines.
pub(crate) fn empty(name: &str) -> Trouble {
    Trouble::new(name, Code::EmptyText, "the file is empty")
        .help("write a case on each line: {\"case\": \"C-1\", \"events\": []}")
}

/// Takes every line that is not blank, with its number, or what is wrong with it, for as long
/// as the taker goes on; the number of them. `of` is what a line holds.
pub fn lines(
    opened: impl Read,
    name: &str,
    of: &'static str,
    mut take: impl FnMut(u64, Result<String, Trouble>) -> bool,
) -> u64 {
    let mut lines = Lines::new(name, of);
    let read = pull(opened, |bytes, last| {
        if last {
            lines.end(&mut take);
        } else {
            lines.push(bytes, &mut take);
        }
        !lines.enough
    });
    if let Err(error) = read {
        let number = lines.number + 1;
        lines.taken += 1;
        take(number, Err(Trouble::unreadable(name, &error)));
    }
    lines.taken
}

/// Lines, as their bytes come.
pub(crate) struct Lines {
    name: Arc<str>,
    /// What a line holds.
    of: &'static str,
    /// What there is of the line that has not ended.
    begun: Vec<u8>,
    /// Whether that line is too long, which has been told.
    over: bool,
    /// How many lines have ended.
    number: u64,
    /// How many of them were taken.
    pub(crate) taken: u64,
    enough: bool,
}

impl Lines {
    pub(crate) fn new(name: &str, of: &'static str) -> Self {
        Lines {
            name: Arc::from(name),
            of,
            begun: Vec::new(),
            over: false,
            number: 0,
            taken: 0,
            enough: false,
        }
    }

    /// Takes the lines that end in these bytes.
    pub(crate) fn push(
        &mut self,
        mut bytes: &[u8],
        take: &mut impl FnMut(u64, Result<String, Trouble>) -> bool,
    ) {
        while let Some(at) = bytes.iter().position(|byte| *byte == b'\n') {
            let (line, rest) = bytes.split_at(at + 1);
            self.add(line, take);
            self.line_end(take);
            if self.enough {
                return;
            }
            bytes = rest;
        }
        self.add(bytes, take);
    }

    /// Takes the last line, where it has no end.
    pub(crate) fn end(&mut self, take: &mut impl FnMut(u64, Result<String, Trouble>) -> bool) {
        if !self.enough && (self.over || !self.begun.is_empty()) {
            self.line_end(take);
        }
    }

    fn add(&mut self, bytes: &[u8], take: &mut impl FnMut(u64, Result<String, Trouble>) -> bool) {
        if self.over {
            return;
        }
        self.begun.extend_from_slice(bytes);
        if self.begun.len() > LONGEST {
            self.begun = Vec::new();
            self.over = true;
            self.taken += 1;
            let number = self.number + 1;
            let message = format!(
                "this line is larger than the 16 MiB that one {} may have",
                self.of
            );
            let trouble = Trouble::new(format!("{}:{number}", self.name), Code::TooLarge, message)
                .help(format!("write each {} on a line of its own", self.of));
            self.enough |= !take(number, Err(trouble));
        }
    }

    fn line_end(&mut self, take: &mut impl FnMut(u64, Result<String, Trouble>) -> bool) {
        self.number += 1;
        let line = std::mem::take(&mut self.begun);
        if std::mem::take(&mut self.over) || line.trim_ascii().is_empty() {
            return;
        }
        self.taken += 1;
        self.enough |= !take(self.number, text::utf8(line, &self.name, self.number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collected::Collected;

    #[test]
    fn every_bad_line_is_named_and_the_others_are_read() {
        let mut bytes = b"{\"case\": \"A\"}\n\n{\"case\": \"B\", \"knd\": \"x\"}\r\n".to_vec();
        bytes.extend(b"{\"case\": \"\xff\"}\n{\"case\": \"D\"\n{\"case\": \"E\"}");
        let mut found = Collected::default();
        read(&bytes[..], "c.jsonl", &mut found);
        let cases: Vec<&str> = found.cases.iter().map(|c| c.case.case.as_str()).collect();
        assert_eq!(cases, ["A", "E"]);
        assert_eq!(found.cases[1].origin.line, Some(6));
        let places: Vec<(&str, &str)> = found
            .problems
            .iter()
            .map(|t| (t.place.as_str(), t.code))
            .collect();
        assert_eq!(places[0].1, "unknown-field");
        assert!(places[0].0.starts_with("c.jsonl:3:"), "{places:?}");
        assert_eq!(places[1], ("c.jsonl:4", "not-utf8"));
        assert_eq!(places[2].1, "syntax");
        assert!(places[2].0.starts_with("c.jsonl:5:"), "{places:?}");
    }

    #[test]
    fn a_line_beyond_the_limit_is_refused_and_passed_over() {
        let mut bytes = vec![b' '; LONGEST + 10];
        bytes.extend(b"\n{\"case\": \"B\"}\n");
        let mut found = Collected::default();
        read(&bytes[..], "c.jsonl", &mut found);
        assert_eq!(found.problems.len(), 1);
        assert_eq!(found.problems[0].code, "too-large");
        assert_eq!(found.cases[0].origin.line, Some(2));
    }
}
