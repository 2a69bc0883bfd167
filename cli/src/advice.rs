//! What the library advises the programs that call it, in the words of the command line.

use dueby::EventTime;

/// What the library says, and what is said here in its place.
const SAID: [(&str, &str); 15] = [
    (
        "give the engine a calendar whose years reach that far",
        "give one of that id whose years reach that far with --calendar FILE",
    ),
    (
        "give the engine the calendar; it has",
        "give its file with --calendar FILE; those known are",
    ),
    (
        "no other calendar is given: give those that it builds on as well",
        "give the file of the one it builds on with --calendar FILE",
    ),
    (
        "the calendars given are",
        "give its file with --calendar FILE; those known are",
    ),
    (
        "give the engine one of them; several versions say in",
        "leave out one --pack; several versions say in",
    ),
    (
        "give the engine one of the packs that extend it",
        "leave out one --pack",
    ),
    (
        "give the engine the version for that date",
        "give the version for that date with --pack",
    ),
    (": escalation ids contain it", ""),
    (
        "say in a mapping what its columns are",
        "give a mapping file with --map",
    ),
    (
        "in a mapping of the columns",
        "in a mapping file and give it with --map; \"dueby assess --help\" shows one",
    ),
    (
        "say that its dates begin with the day",
        "say dates = \"uk\" in the mapping file that --map gives",
    ),
    (
        "say as of when",
        "give it with --as-of: \"2025-12-22\" or \"now\"",
    ),
    (
        "say by which attribute figures are told",
        "give --by with the attribute: patch, team, priority",
    ),
    ("(an instant)", "(in UTC)"),
    // What to write is said on a line of its own.
    (": accept it by name or in general to have it run", ""),
];

/// Before what a date would be whose day comes first.
const YEAR_FIRST: &str = "dates are written year first: \"";

/// A text of the library with everything in it that only a program could do said as
/// what can be typed.
pub(crate) fn here(text: &str) -> String {
    if let Some(time) = text
        .strip_prefix(YEAR_FIRST)
        .and_then(|t| t.strip_suffix('"'))
        && time.parse::<EventTime>().is_err()
        && let Some(date) = time.get(..10)
    {
        // What stands after the date is no time of day: "4pm".
        return format!(
            "dates are written year first, and times on the 24-hour clock: \"{date}T16:42\""
        );
    }
    let mut text = text.to_owned();
    for (library, command) in SAID {
        if text.contains(library) {
            text = text.replace(library, command);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Texts of the library that no command can meet: it always has a pack with clocks.
    const NEVER: [&str; 2] = ["the engine has no pack", "the engine has no clock"];

    fn sources(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else {
                all.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    // Whoever words a message of the library for programs finds out here.
    #[test]
    fn every_text_about_the_engine_is_said_in_other_words() {
        let mut all = String::new();
        let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src");
        sources(&library, &mut all);
        let mut texts = 0;
        for line in all.lines().filter(|line| !line.trim().starts_with("//")) {
            if line.contains('"') && line.contains("the engine") {
                texts += 1;
                assert!(
                    NEVER.iter().any(|text| line.contains(text)) || here(line) != line,
                    "{line}"
                );
                assert!(!here(line).contains("give the engine"), "{line}");
            }
        }
        assert!(texts > NEVER.len(), "none was found");
    }

    #[test]
    fn everything_said_here_is_what_the_library_says() {
        let mut all = String::new();
        for library in ["../core/src", "../cases/src"] {
            sources(
                &Path::new(env!("CARGO_MANIFEST_DIR")).join(library),
                &mut all,
            );
        }
        let said = SAID.iter().map(|(said, _)| *said);
        for said in said.chain([YEAR_FIRST.trim_end_matches('"')]) {
            assert!(all.contains(said), "{said}");
        }
    }
}
