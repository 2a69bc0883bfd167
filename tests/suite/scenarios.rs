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

/// Words of a pack that say what something is, and choose nothing.
const NO_OPTIONS: [&str; 9] = [
    "basis", "status", "type", "figure", "of", "from", "when", "zone", "by",
];

/// What stands for the default, where a rule may leave it out: the story that has it.
const DEFAULTS: [(&str, &str, &str); 17] = [
    ("cancelled-late", "cancelled", "18"),
    ("if-cancelled", "cancelled", "51"),
    ("on-change", "from the start", "63"),
    ("begins", "the day after", "154"),
    ("ends", "end of day", "87"),
    ("pause-days", "resumption day counts", "26"),
    ("received-off-day", "stays", "86"),
    ("roll", "none", "88"),
    ("acknowledged", "ends the path", "37"),
    ("while-paused", "waits", "153"),
    ("beyond-cap", "refused", "101"),
    ("in-time", "before due", "100"),
    ("decides", "the first", "124"),
    ("before-start", "holds", "107"),
    ("when-overdue", "moves nothing", "107"),
    ("at", "stop", "50"),
    ("as", "new instance", "105"),
];

/// Every option of the rule language that is one of a few words, with its words.
fn options() -> Vec<(String, Vec<String>)> {
    fn walk(name: &str, schema: &serde_json::Value, found: &mut Vec<(String, Vec<String>)>) {
        if let Some(words) = schema["enum"].as_array() {
            let words = words.iter().filter_map(|word| word.as_str());
            found.push((name.to_owned(), words.map(str::to_owned).collect()));
        }
        match schema {
            serde_json::Value::Object(fields) => {
                for (field, value) in fields {
                    match (field.as_str(), value) {
                        ("properties", serde_json::Value::Object(properties)) => {
                            for (name, value) in properties {
                                walk(name, value, found);
                            }
                        }
                        _ => walk(name, value, found),
                    }
                }
            }
            serde_json::Value::Array(values) => {
                values.iter().for_each(|value| walk(name, value, found));
            }
            _ => {}
        }
    }
    let schema: serde_json::Value = serde_json::from_str(&read("rules/schema.json")).unwrap();
    let mut found = Vec::new();
    walk("", &schema, &mut found);
    found.retain(|(name, _)| !NO_OPTIONS.contains(&name.as_str()));
    found.sort();
    found.dedup();
    found
}

/// The texts of the stories, by their file names.
fn texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root("tests/scenarios")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let text = read(&format!("tests/scenarios/{name}"));
        found.push((name, text));
    }
    found
}

/// Each named option stands in a story, and each default has one that shows it.
#[test]
fn every_option_has_a_story() {
    let texts = texts();
    let stands = |name: &str, word: &str| {
        let written = format!("{name} = \"{word}\"");
        texts.iter().any(|(_, text)| text.contains(&written))
    };
    let options = options();
    assert!(options.len() >= 15, "{options:?}");
    let mut without = Vec::new();
    for (name, words) in &options {
        for word in words {
            let default = DEFAULTS
                .iter()
                .find(|(option, known, _)| option == name && known == word);
            let shown = match default {
                Some((_, _, number)) => {
                    let begins = format!("{number}-");
                    texts.iter().any(|(file, _)| file.starts_with(&begins))
                }
                None => stands(name, word),
            };
            if !shown {
                without.push(format!("{name} = \"{word}\""));
            }
        }
    }
    assert!(without.is_empty(), "in no story:\n{}", without.join("\n"));
    for (name, word, _) in DEFAULTS {
        let known = |(option, words): &(String, Vec<String>)| {
            option == name && words.iter().any(|one| one == word)
        };
        assert!(
            options.iter().any(known),
            "{name} = \"{word}\" is no option"
        );
    }
}

/// What `docs/where-systems-disagree.md` says of each case is in a section and in a story.
#[test]
fn every_case_that_systems_disagree_on_has_a_section_and_a_story() {
    let page = read("docs/where-systems-disagree.md");
    let files: Vec<String> = texts().into_iter().map(|(name, _)| name).collect();
    let slug = |heading: &str| -> String {
        let kept = heading.trim().to_lowercase();
        let kept = kept
            .chars()
            .filter(|one| one.is_alphanumeric() || *one == ' ' || *one == '-');
        kept.collect::<String>().replace(' ', "-")
    };
    let mut rows = 0;
    for line in page.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [case, _, _, section, stories] = cells[..] else {
            panic!("{line}");
        };
        if case == "case" {
            continue;
        }
        rows += 1;
        let (_, link) = section.split_once("](").unwrap();
        let (file, anchor) = link.trim_end_matches(')').split_once('#').unwrap();
        let text = read(&format!("docs/{file}"));
        let mut headings = text.lines().filter(|line| line.starts_with('#'));
        assert!(
            headings.any(|line| slug(line.trim_start_matches('#')) == anchor),
            "{case}: {link}"
        );
        for story in stories.split(", ") {
            let begins = format!("{story}-");
            let known = ["its table", "refused"].contains(&story)
                || files.iter().any(|file| file.starts_with(&begins));
            assert!(known, "{case}: story {story}");
        }
    }
    assert!(rows >= 40, "{rows}");
}

#[test]
fn every_story_goes_as_told() {
    let mut names: Vec<String> = std::fs::read_dir(root("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    assert!(names.len() >= 60, "only {} stories", names.len());
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
