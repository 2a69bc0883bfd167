//! Prints what Rust answers to every story, a line each: for the tests of other languages,
//! which have to give the same bytes.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write as _};

use dueby_stories::{Rules, Story};
use dueby_tests::{directory, read, root};

fn rules(stories: &[Story]) -> Rules {
    let files: BTreeSet<&str> = stories.iter().filter_map(Story::directory_file).collect();
    Rules {
        calendars: dueby_rules::calendars().unwrap(),
        packs: dueby_rules::PACKS
            .iter()
            .map(|pack| pack.read().unwrap())
            .collect(),
        directories: files
            .into_iter()
            .map(|file| (file.to_owned(), directory(file)))
            .collect(),
    }
}

fn main() {
    let mut files: Vec<String> = std::fs::read_dir(root("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .map(|name| format!("tests/scenarios/{name}"))
        .collect();
    files.sort();
    let beside = dueby_rules::PACKS.iter();
    let beside = beside.map(|pack| format!("rules/{}.scenarios.toml", pack.name()));
    files.extend(beside.filter(|file| root(file).exists()));
    let mut out = BufWriter::new(std::io::stdout().lock());
    for file in files {
        let stories = dueby_stories::read(&read(&file), &file).unwrap();
        let rules = rules(&stories);
        for (story, told) in stories.iter().enumerate() {
            for (expect, answer) in told.answers(&rules).unwrap().iter().enumerate() {
                let answer = serde_json::to_string(answer).unwrap();
                writeln!(out, "{file}\t{story}\t{expect}\t{answer}").unwrap();
            }
        }
    }
}
