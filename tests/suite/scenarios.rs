//! The stories in `scenarios/` and those beside the shipped packs go as told.

use std::fmt::Write as _;

use dueby::Pack;
use dueby_stories::Rules;
use dueby_tests::{read, root};

fn rules() -> Rules {
    let packs = dueby_rules::PACKS.iter();
    Rules {
        calendars: dueby_rules::calendars().unwrap(),
        packs: packs
            .map(|pack| Pack::from_toml(pack.text, pack.path).unwrap())
            .collect(),
    }
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
    let rules = rules();
    let mut wrong = String::new();
    for name in names {
        let text = read(&format!("tests/scenarios/{name}"));
        let stories = dueby_stories::read(&text, &name).unwrap_or_else(|error| panic!("{error}"));
        for story in stories {
            let differences = story.differences(&rules);
            for one in differences.unwrap_or_else(|error| panic!("{name}: {error}")) {
                writeln!(wrong, "{name}: {one:#?}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
