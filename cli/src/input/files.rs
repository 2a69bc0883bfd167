//! Files and folders as arguments name them → the TOML files they mean.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problems::Trouble;

/// The most files that are looked at together, and the deepest folder.
const MOST_FILES: usize = 10_000;
const DEEPEST: usize = 32;

/// A file to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    /// Whether it was named itself, and not found in a folder.
    pub(crate) named: bool,
}

/// The files that paths mean, each once: a folder means the files in it and in the
/// folders below, in the order of their names, that end in one of these ways. What is
/// hidden is left out, and links to folders are not followed.
pub(crate) fn files(paths: &[PathBuf], endings: &[&str]) -> Result<Vec<Found>, Vec<Trouble>> {
    let mut found: Vec<Found> = Vec::new();
    let mut troubles = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        match fs::metadata(path) {
            Ok(what) if what.is_dir() => {
                if let Err(trouble) = folder(path, endings, 0, &mut found) {
                    troubles.push(trouble);
                }
            }
            Ok(_) => add(path, true, &mut found),
            Err(error) => troubles.push(unreadable(&name, &error)),
        }
    }
    if troubles.is_empty() {
        Ok(found)
    } else {
        Err(troubles)
    }
}

fn add(path: &Path, named: bool, found: &mut Vec<Found>) {
    match found.iter_mut().find(|one| one.path == path) {
        Some(known) => known.named |= named,
        None => found.push(Found {
            path: path.to_owned(),
            named,
        }),
    }
}

fn folder(
    path: &Path,
    endings: &[&str],
    depth: usize,
    found: &mut Vec<Found>,
) -> Result<(), Trouble> {
    let name = path.display().to_string();
    if depth > DEEPEST {
        return Err(
            Trouble::unreadable(name, "the folders go too deep").help("name a folder further down")
        );
    }
    let read = fs::read_dir(path).map_err(|error| unreadable(&name, &error))?;
    let mut entries = Vec::new();
    for entry in read {
        let entry = entry.map_err(|error| unreadable(&name, &error))?;
        let kind = entry
            .file_type()
            .map_err(|error| unreadable(&name, &error))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden {
            entries.push((entry.path(), kind));
        }
    }
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (path, kind) in entries {
        let ending = path.extension().and_then(|ending| ending.to_str());
        if kind.is_dir() {
            folder(&path, endings, depth + 1, found)?;
        } else if ending.is_some_and(|ending| endings.contains(&ending)) {
            add(&path, false, found);
            if found.len() > MOST_FILES {
                return Err(Trouble::unreadable(
                    name,
                    format!("there are more than {MOST_FILES} files"),
                )
                .help("name folders further down"));
            }
        }
    }
    Ok(())
}

fn unreadable(name: &str, error: &std::io::Error) -> Trouble {
    dueby_cases::Trouble::unreadable(name, error).into()
}
