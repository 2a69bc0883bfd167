//! The line numbers of the landlords' lists against the documents.
//!
//! The documents are not here, but what stands on which of their lines is, as numbers:
//! `tests/vectors/document-lines.json`, written by `make_document_lines.py`. Each entry of a
//! list quotes a few words, and these have to stand on the line that it names.

use std::collections::BTreeMap;

use dueby_tests::read;
use toml::{Table, Value};

use crate::read::{lists, tables};

/// For each document, for each line from 1, the numbers of what stands there.
type Lines = BTreeMap<String, Vec<Vec<u32>>>;

fn documents() -> Lines {
    serde_json::from_str(&read("tests/vectors/document-lines.json")).unwrap()
}

/// FNV-1a of 32 bits.
fn number(words: &[String]) -> u32 {
    words.join(" ").bytes().fold(0x811c_9dc5, |number, byte| {
        (number ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace(['\u{2019}', '\''], "");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether words stand on a line: each three of them that follow one another, or all of a
/// line that has fewer.
fn stands(quote: &str, line: &[u32]) -> bool {
    let words = words(quote);
    let mut threes = words.windows(words.len().min(3));
    !words.is_empty() && threes.all(|three| line.contains(&number(three)))
}

/// Each entry of a landlord's list: its document, its line, its words.
fn quoted() -> Vec<(String, usize, Table)> {
    let mut all = Vec::new();
    for list in lists() {
        let Some(name) = list.path.strip_prefix("rules/landlords/") else {
            continue;
        };
        let name = name.strip_suffix(".promises.toml").unwrap();
        for kind in ["promise", "not-provable"] {
            for entry in tables(&list.text, kind) {
                let line = entry["line"].as_integer().unwrap();
                all.push((
                    name.to_owned(),
                    usize::try_from(line).unwrap(),
                    entry.clone(),
                ));
            }
        }
    }
    assert!(all.len() > 200, "{}", all.len());
    all
}

#[test]
fn every_line_number_points_at_the_words_that_are_quoted() {
    let documents = documents();
    let mut wrong = Vec::new();
    for (name, line, entry) in quoted() {
        let quote = entry.get("quote").and_then(Value::as_str).unwrap_or("");
        let there = documents[&name].get(line - 1);
        if !there.is_some_and(|there| stands(quote, there)) {
            wrong.push(format!(
                "{name}, line {line}: \"{quote}\" does not stand there"
            ));
        }
        let number = words(quote).len();
        if number > 8 {
            wrong.push(format!(
                "{name}, line {line}: {number} words are more than a few"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words tell lines apart: a list whose numbers were all one too high or too low would
/// be found out, entry by entry, but for what a document says twice.
#[test]
fn a_line_number_that_is_off_by_one_is_found() {
    let documents = documents();
    let all = quoted();
    for off in [0, 2] {
        let passed = all.iter().filter(|(name, line, entry)| {
            let there = documents[name].get((line + off).wrapping_sub(2));
            let quote = entry["quote"].as_str().unwrap();
            there.is_some_and(|there| stands(quote, there))
        });
        assert_eq!(passed.count(), 0, "{off}");
    }
}

/// The numbers are those that the script says, worked out with another program.
#[test]
fn the_numbers_are_those_of_fnv() {
    // The published test vectors of FNV-1a, 32 bits: of "a" and of "foobar".
    assert_eq!(number(&words("a")), 0xe40c_292c);
    assert_eq!(number(&words("foobar")), 0xbf9c_f968);
    assert_eq!(
        words("The landlord's 31-3-20"),
        ["the", "landlords", "31", "3", "20"]
    );
}
