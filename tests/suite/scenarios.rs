//! The stories in `scenarios/` and those beside the shipped packs go as told.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use dueby_stories::{Rules, Story};
use dueby_tests::{directory, read, root};

/// The shipped rules, and the directories that a story names.
fn rules(stories: &[Story]) -> Rules {
    let packs = dueby_rules::PACKS.iter();
    let files: BTreeSet<&str> = stories.iter().filter_map(Story::directory_file).collect();
    Rules {
        calendars: dueby_rules::calendars().unwrap(),
        packs: packs.map(|pack| pack.read().unwrap()).collect(),
        directories: files
            .into_iter()
            .map(|file| (file.to_owned(), directory(file)))
            .collect(),
    }
}

fn stories_of(path: &str) -> Vec<Story> {
    dueby_stories::read(&read(path), path).unwrap_or_else(|error| panic!("{error}"))
}

/// The stories beside each shipped pack or version that has some, by its name.
fn beside_packs() -> Vec<(String, Vec<Story>)> {
    let mut found = Vec::new();
    for pack in dueby_rules::PACKS {
        let path = format!("rules/{}.scenarios.toml", pack.name());
        if !root(&path).exists() {
            continue;
        }
        let stories = stories_of(&path);
        for story in &stories {
            assert_eq!(
                story.pack.as_deref(),
                Some(pack.id),
                "{path}: {}",
                story.title()
            );
        }
        found.push((pack.name(), stories));
    }
    found
}

/// Whoever changes a clock of the law has a story to change with it.
#[test]
fn every_clock_of_a_pack_with_stories_is_in_one() {
    let mut without = Vec::new();
    for (id, stories) in beside_packs() {
        let pack = dueby_rules::read(&id).unwrap();
        let told: BTreeSet<&str> = stories.iter().flat_map(Story::tells_of).collect();
        let clocks = pack.clocks().iter().map(|clock| clock.id());
        let rights = pack.rights().iter().map(|right| right.id());
        let missing = clocks.chain(rights).filter(|one| !told.contains(one));
        without.extend(missing.map(|one| format!("{id}: {one}")));
    }
    assert!(without.is_empty(), "in no story:\n{}", without.join("\n"));
}

#[test]
fn every_story_goes_as_told() {
    let mut names: Vec<String> = std::fs::read_dir(root("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    assert!(names.len() >= 10, "only {} stories", names.len());
    let named = names.into_iter().map(|name| {
        let stories = stories_of(&format!("tests/scenarios/{name}"));
        (name, stories)
    });
    let mut wrong = String::new();
    for (name, stories) in named.chain(beside_packs()) {
        let rules = rules(&stories);
        for story in stories {
            let differences = story.differences(&rules);
            for one in differences.unwrap_or_else(|error| panic!("{name}: {error}")) {
                writeln!(wrong, "{name}, {}: {one:#?}", story.title()).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
