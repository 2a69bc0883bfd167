//! Reading the vectors and scenarios, and small engines to try rules with.

pub mod tried;

use std::path::PathBuf;

use dueby::{Calendar, Engine, Pack};

/// The folder of a path below the project's root.
pub fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(path)
}

/// The text of a file of the project.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A pack with one clock, `it`, that starts at `it.started` and stops at
/// `it.stopped`; `rest` is its remaining lines.
pub fn one_clock(calendar: &str, rest: &str) -> String {
    format!(
        "[pack]\nid = \"tried\"\ntitle = \"Tried\"\ncalendar = \"{calendar}\"\nbasis = \"promise\"\n\n\
         [[clock]]\nid = \"it\"\nkind = \"it\"\nstarts = \"it.started\"\nstops = \"it.stopped\"\n{rest}\n"
    )
}

/// An engine with this pack, and the calendars that come with dueby and these.
pub fn engine(pack: &str, calendars: impl IntoIterator<Item = Calendar>) -> Engine {
    let mut builder = Engine::builder();
    for calendar in dueby_rules::calendars()
        .unwrap()
        .into_iter()
        .chain(calendars)
    {
        builder = builder.calendar(calendar);
    }
    builder
        .pack(Pack::from_toml(pack, "tried.toml").unwrap_or_else(|error| panic!("{error}\n{pack}")))
        .build()
        .unwrap_or_else(|error| panic!("{error}\n{pack}"))
}

/// Packs read in order: one may extend another that comes before it, or a shipped one.
pub fn read_packs<'t>(texts: impl IntoIterator<Item = &'t String>) -> Vec<Pack> {
    let mut packs: Vec<Pack> = Vec::new();
    for text in texts {
        let base = |id: &str| {
            let found = packs.iter().rfind(|pack| pack.is_called(id)).cloned();
            found.map_or_else(|| dueby_rules::read(id), Ok)
        };
        let pack = Pack::from_toml_with(text, "story", base)
            .unwrap_or_else(|error| panic!("{error}\n{text}"));
        packs.push(pack);
    }
    packs
}

/// A directory: a file of the repository, or the text itself.
pub fn directory(given: &str) -> dueby::Directory {
    let directory = match given {
        file if file.ends_with(".json") => dueby::Directory::from_json(&read(file), file),
        file if file.ends_with(".toml") => dueby::Directory::from_toml(&read(file), file),
        text => dueby::Directory::from_toml(text, "story"),
    };
    directory.unwrap_or_else(|error| panic!("{error}"))
}
