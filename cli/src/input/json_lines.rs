//! Many cases as JSON Lines: a case on each line, blank lines passed over.

use std::io::{BufRead, BufReader, Read};

use dueby::Code;

use super::{LONGEST, Sink, json, source};
use crate::problems::Trouble;

/// Reads every line. A bad one does not stop the others from being read.
pub(super) fn read(opened: impl Read, name: &str, sink: &mut impl Sink) {
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
pub(super) fn empty(name: &str) -> Trouble {
    Trouble::new(name, Code::EmptyText, "the file is empty")
        .help("write a case on each line: {\"case\": \"C-1\", \"events\": []}")
}

/// Takes every line that is not blank, with its number, or what is wrong with it, for as long
/// as the taker goes on; the number of them. `of` is what a line holds.
pub(super) fn lines(
    opened: impl Read,
    name: &str,
    of: &str,
    mut take: impl FnMut(u64, Result<String, Trouble>) -> bool,
) -> u64 {
    let mut input = BufReader::with_capacity(1 << 16, opened);
    let (mut number, mut taken) = (0, 0_u64);
    loop {
        number += 1;
        let mut line = Vec::new();
        let read = input
            .by_ref()
            .take(LONGEST as u64 + 1)
            .read_until(b'\n', &mut line);
        match read {
            Ok(0) => break,
            Ok(_) if line.len() > LONGEST => {
                taken += 1;
                if !take(number, Err(too_long(name, number, of))) {
                    break;
                }
                if let Err(error) = pass_over(&mut input) {
                    take(number, Err(source::unreadable(name, &error)));
                    break;
                }
                continue;
            }
            Ok(_) => {}
            Err(error) => {
                taken += 1;
                take(number, Err(source::unreadable(name, &error)));
                break;
            }
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        taken += 1;
        if !take(number, source::utf8(line, name, number)) {
            break;
        }
    }
    taken
}

fn too_long(name: &str, line: u64, of: &str) -> Trouble {
    Trouble::new(
        format!("{name}:{line}"),
        Code::TooLarge,
        format!("this line is larger than the 16 MiB that one {of} may have"),
    )
    .help(format!("write each {of} on a line of its own"))
}

/// Reads on to the end of a line without keeping it.
fn pass_over(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let ready = input.fill_buf()?;
        let (used, ended) = match ready.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (ready.len(), ready.is_empty()),
        };
        input.consume(used);
        if ended {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::collected::Collected;

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
