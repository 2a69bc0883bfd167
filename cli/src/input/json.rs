//! One case as JSON, and standard input, which may hold one or many.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use dueby::Code;
use dueby_cases::{Sink, Trouble, case, json_lines};
use serde::de::IgnoredAny;

use super::source::{self, Limit};
use super::{LONGEST, Reading};

/// What standard input is called in messages.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// One case.
const ONE: Limit = Limit {
    bytes: LONGEST,
    of: "one case",
    help: "for many cases, write JSON Lines: a case on each line, in a file that ends in .jsonl",
};

/// Reads a file with one case.
pub(super) fn file(file: &Path, sink: &mut impl Sink) {
    let name = file.display().to_string();
    match source::text(file, ONE) {
        Ok(text) => one(&text, &name, sink),
        Err(trouble) => sink.problem(trouble),
    }
}

/// Reads standard input: JSON Lines when its first line is a whole value and more
/// follows, else one case.
pub(super) fn stream(reading: &Reading<'_>, sink: &mut impl Sink) {
    let input = BufReader::new(reading.progress.watch(std::io::stdin().lock()));
    decide(input, STANDARD_INPUT, sink);
}

fn decide(mut input: impl BufRead, name: &str, sink: &mut impl Sink) {
    let mut first = Vec::new();
    // Blank lines come first where a script prints one; they are read with it.
    while first.trim_ascii().is_empty() {
        let mut line = input.by_ref().take(LONGEST as u64 + 1);
        match line.read_until(b'\n', &mut first) {
            Ok(0) => break,
            Ok(_) if first.len() > LONGEST => break,
            Ok(_) => {}
            Err(error) => return sink.problem(Trouble::unreadable(name, &error)),
        }
    }
    let value = first.trim_ascii();
    let value = value.strip_prefix(b"\xef\xbb\xbf").unwrap_or(value);
    if !matches!(value.first(), None | Some(b'{' | b'[' | 0x80..)) {
        return sink.problem(
            Trouble::new(name, Code::Syntax, "this is not a case in JSON").help(
                "give JSON or JSON Lines on standard input, and CSV as a file that ends in .csv",
            ),
        );
    }
    let whole_line = serde_json::from_slice::<IgnoredAny>(value).is_ok();
    let all = Cursor::new(first).chain(input);
    if whole_line {
        json_lines(all, name, sink);
    } else {
        match source::whole(all, name, ONE) {
            Ok(text) => one(&text, name, sink),
            Err(trouble) => sink.problem(trouble),
        }
    }
}

fn one(text: &str, name: &str, sink: &mut impl Sink) {
    match case(text, name, None) {
        Ok(given) => sink.case(given),
        Err(troubles) => troubles.into_iter().for_each(|t| sink.problem(t)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dueby_cases::Given;

    #[derive(Default)]
    struct Collected {
        cases: Vec<Given>,
        problems: Vec<Trouble>,
    }

    impl Collected {
        fn told(&self) -> Vec<String> {
            let told = |t: &Trouble| format!("{}: {} [{}]", t.place, t.message, t.code);
            self.problems.iter().map(told).collect()
        }
    }

    impl Sink for Collected {
        fn case(&mut self, given: Given) {
            self.cases.push(given);
        }

        fn problem(&mut self, trouble: Trouble) {
            self.problems.push(trouble);
        }

        fn note(&mut self, _: Trouble) {}
    }

    fn read(text: &str) -> Collected {
        let mut found = Collected::default();
        decide(text.as_bytes(), "standard input", &mut found);
        found
    }

    #[test]
    fn the_content_decides_between_one_case_and_many() {
        let pretty = read("\n{\n  \"case\": \"A\"\n}\n");
        assert_eq!(pretty.cases.len(), 1);
        assert_eq!(pretty.cases[0].origin.line, None);
        let lines = read("{\"case\": \"A\"}\n{\"case\": \"B\"}\n");
        assert_eq!(lines.cases.len(), 2);
        assert_eq!(lines.cases[1].origin.place(None), "standard input:2");
        let marked = read("\u{feff}{\"case\": \"A\"}\n{\"case\": \"B\"}");
        assert_eq!(marked.cases.len(), 2);
    }

    #[test]
    fn nothing_is_not_a_case() {
        assert_eq!(read("").problems[0].code, "empty-text");
        assert_eq!(read("\n \n").problems[0].code, "empty-text");
    }

    #[test]
    fn a_list_of_cases_is_told_how_to_be_written() {
        let found = read("[{\"case\": \"A\"},\n {\"case\": \"B\"}]");
        assert_eq!(
            found.told(),
            ["standard input: this is a list and not a case [wrong-type]"]
        );
    }
}
