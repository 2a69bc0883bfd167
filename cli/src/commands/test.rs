//! `dueby test`: stories beside packs, and where they differ.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dueby::{Directory, Error, TextKind};
use dueby_stories::{Difference, Rules, Story};
use serde_json::json;

use crate::args::TestArgs;
use crate::input::{files, text};
use crate::load::LARGEST;
use crate::output::{print, table::wrap, width, words};
use crate::problems::{Stop, Trouble};
use crate::together;

/// A story that differs.
struct Differs {
    file: String,
    title: String,
    differences: Vec<Difference>,
}

pub(crate) fn run(args: &TestArgs) -> Result<(), Stop> {
    let mut told = Vec::new();
    let (mut packs, mut calendars) = (Vec::new(), Vec::new());
    for found in files(&args.paths, &["toml"])? {
        let name = found.path.display().to_string();
        let read = text(&found.path, LARGEST)?;
        match TextKind::of(&read) {
            // A story may hold rules of its own, as a text.
            _ if dueby_stories::tells_stories(&read) => told.push((name, read)),
            TextKind::Pack => packs.push((name, read)),
            TextKind::Calendar => calendars.push((name, read)),
            _ => {}
        }
    }
    let mut rules = rules(&packs, &calendars)?;
    let mut troubles = Vec::new();
    let mut stories: Vec<(String, Story)> = Vec::new();
    for (name, text) in &told {
        match dueby_stories::read(text, name) {
            Ok(read) => stories.extend(read.into_iter().map(|story| (name.clone(), story))),
            Err(error) => troubles.extend(Trouble::drawn(&error, name, text)),
        }
    }
    for (file, story) in &stories {
        let Some(name) = story.directory_file() else {
            continue;
        };
        if rules.directories.iter().any(|(known, _)| known == name) {
            continue;
        }
        match directory(file, name) {
            Ok(directory) => rules.directories.push((name.to_owned(), directory)),
            Err(more) => troubles.extend(more),
        }
    }
    let number = stories.len();
    let mut differ = Vec::new();
    for (file, story) in stories {
        match story.differences(&rules) {
            Ok(differences) if differences.is_empty() => {}
            Ok(differences) => differ.push(Differs {
                title: story.title().to_owned(),
                file,
                differences,
            }),
            Err(error) => {
                let place = format!("{file}: {}", story.title());
                troubles.extend(Trouble::all(&error, &place));
            }
        }
    }
    if !troubles.is_empty() {
        return Err(troubles.into());
    }
    if args.json {
        print(&as_json(number, &differ))?;
    } else {
        print(&people(number, &differ))?;
    }
    if differ.is_empty() {
        Ok(())
    } else {
        Err(Stop::Wrong)
    }
}

/// The packs and calendars of the files, and those that are built in and not among them.
fn rules(
    packs: &[(String, String)],
    calendars: &[(String, String)],
) -> Result<Rules, Vec<Trouble>> {
    let built_in = |error: Error| Trouble::all(&error, "");
    let own = together::read(packs, calendars)?;
    let mut calendars = dueby_rules::calendars().map_err(built_in)?;
    calendars.retain(|known| !own.calendars.iter().any(|one| one.id() == known.id()));
    calendars.extend(own.calendars);
    let mut rules = Rules {
        calendars,
        packs: own.packs,
        directories: Vec::new(),
    };
    let of_files: BTreeSet<String> = rules
        .packs
        .iter()
        .map(|pack| pack.id().to_owned())
        .collect();
    for shipped in dueby_rules::PACKS {
        // A pack of the files takes the place of every version that is shipped of it.
        if !of_files.contains(shipped.id) {
            rules.packs.push(shipped.read().map_err(built_in)?);
        }
    }
    Ok(rules)
}

/// A directory by the name of its file, beside the story or from where the command is run.
fn directory(story: &str, name: &str) -> Result<Directory, Vec<Trouble>> {
    let beside = Path::new(story).with_file_name(name);
    let path = if beside.exists() {
        beside
    } else {
        PathBuf::from(name)
    };
    let text = text(&path, LARGEST).map_err(|trouble| vec![trouble])?;
    let read = if name.ends_with(".json") {
        Directory::from_json(&text, name)
    } else {
        Directory::from_toml(&text, name)
    };
    read.map_err(|error| Trouble::drawn(&error, name, &text))
}

fn people(number: usize, differ: &[Differs]) -> String {
    let width = width();
    let mut text = String::new();
    for story in differ {
        let title = format!("{}: {}", story.file, story.title);
        line(&mut text, &words::shown(&title), 0, width);
        let mut moment = None;
        for one in &story.differences {
            if moment != Some((&one.as_of, &one.about)) {
                let about = one.about.as_ref();
                let about = about.map_or(String::new(), |about| format!(", {about}"));
                line(
                    &mut text,
                    &words::shown(&format!("as of {}{about}", one.as_of)),
                    2,
                    width,
                );
                moment = Some((&one.as_of, &one.about));
            }
            let said = format!(
                "expected {} {}, found {}",
                one.what, one.expected, one.found
            );
            line(&mut text, &words::shown(&said), 4, width);
            for (index, why) in one.because.iter().enumerate() {
                let word = if index == 0 { "because" } else { "and" };
                line(&mut text, &words::shown(&format!("{word} {why}")), 6, width);
            }
        }
        text.push('\n');
    }
    let stories = match number {
        1 => "1 story".to_owned(),
        number => format!("{number} stories"),
    };
    let end = match (number, differ.len()) {
        (0, _) => "there are no stories here".to_owned(),
        (_, 0) => format!("{stories}: all goes as told"),
        (_, 1) => format!("{stories}: 1 differs"),
        (_, some) => format!("{stories}: {some} differ"),
    };
    let _ = writeln!(text, "{end}");
    text
}

fn line(text: &mut String, words: &str, indent: usize, width: usize) {
    for line in wrap(words, width.saturating_sub(indent), 2) {
        let _ = writeln!(text, "{:indent$}{line}", "");
    }
}

fn as_json(number: usize, differ: &[Differs]) -> String {
    let differ: Vec<_> = differ
        .iter()
        .map(|story| {
            let differences: Vec<_> = story
                .differences
                .iter()
                .map(|one| {
                    json!({
                        "as_of": one.as_of, "about": one.about, "what": one.what,
                        "expected": one.expected, "found": one.found, "because": one.because,
                    })
                })
                .collect();
            json!({ "file": story.file, "title": story.title, "differences": differences })
        })
        .collect();
    format!(
        "{}\n",
        json!({ "schema": 1, "stories": number, "differ": differ })
    )
}
