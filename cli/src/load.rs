//! Rules as arguments name them → an engine.

use std::path::{Path, PathBuf};

use dueby::{Accept, Calendar, Code, Directory, Engine, EngineBuilder, Pack};

use crate::args::RuleArgs;
use crate::input::{Limit, text};
use crate::problems::{self, Stop, Trouble};

/// What the engine reads of a pack or a calendar.
pub(crate) const LARGEST: Limit = Limit {
    bytes: 1024 * 1024,
    of: "a pack or a calendar",
    help: "give rule packs and calendars here, and cases as CASE of \"dueby assess\"",
};

/// A pack: every version of one that is built in, by its id, or one by `id@version`; or a file.
pub(crate) fn packs(name: &str) -> Result<Vec<Pack>, Vec<Trouble>> {
    let built_in = dueby_rules::read_all(name);
    let file = Path::new(name);
    let is_a_path = file
        .extension()
        .is_some_and(|ending| ending == "toml" || ending == "json");
    match built_in {
        Ok(packs) => return Ok(packs),
        Err(error) if !is_a_path && !file.exists() => {
            let mut troubles = Trouble::all(&error, "");
            for trouble in &mut troubles {
                if let Some(known) = trouble
                    .help
                    .as_deref()
                    .and_then(|help| help.strip_prefix("the packs are "))
                {
                    trouble.help = Some(format!("built in: {known}"));
                }
                trouble.and_help("give a pack of your own as a .toml file");
            }
            return Err(troubles);
        }
        Err(_) => {}
    }
    let text = text(file, LARGEST).map_err(|trouble| vec![trouble])?;
    let read = if is_json(&text) {
        Pack::from_json_with(&text, name, dueby_rules::read)
    } else {
        not_json(file, &text)?;
        Pack::from_toml_with(&text, name, dueby_rules::read)
    };
    let read = read.map_err(|error| Trouble::drawn(&error, name, &text))?;
    Ok(vec![read])
}

/// A directory: .json is JSON, anything else TOML.
fn directory(file: &Path) -> Result<Directory, Vec<Trouble>> {
    const LARGEST: Limit = Limit {
        bytes: 1024 * 1024,
        of: "a directory",
        help: "give it the roles of the packs alone",
    };
    let name = file.display().to_string();
    let text = text(file, LARGEST).map_err(|trouble| vec![trouble])?;
    let is_json = file.extension().is_some_and(|ending| ending == "json");
    let read = if is_json {
        Directory::from_json(&text, &name)
    } else {
        Directory::from_toml(&text, &name)
    };
    read.map_err(|error| Trouble::drawn(&error, &name, &text))
}

/// The calendars that are built in, and those of these files in their place. A file's
/// may build on any that come before it.
pub(crate) fn calendars(files: &[PathBuf]) -> Result<Vec<Calendar>, Vec<Trouble>> {
    let mut calendars = dueby_rules::calendars().map_err(|error| Trouble::all(&error, ""))?;
    let mut troubles = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let read = rules(file).and_then(|text| {
            read_calendar(&text, &name, &calendars)
                .map_err(|error| Trouble::drawn(&error, &name, &text))
        });
        match read {
            Ok(calendar) => {
                calendars.retain(|known| known.id() != calendar.id());
                calendars.push(calendar);
            }
            Err(more) => troubles.extend(more),
        }
    }
    if troubles.is_empty() {
        Ok(calendars)
    } else {
        Err(troubles)
    }
}

/// A calendar: one that is built in or among these files, by its id, or a file that may
/// build on them.
pub(crate) fn calendar(name: &str, files: &[PathBuf]) -> Result<Calendar, Vec<Trouble>> {
    let known = calendars(files)?;
    if let Some(calendar) = known.iter().find(|calendar| calendar.id() == name) {
        return Ok(calendar.clone());
    }
    let file = Path::new(name);
    let is_a_path = file
        .extension()
        .is_some_and(|ending| ending == "toml" || ending == "json");
    if !is_a_path && !file.exists() {
        let ids = || known.iter().map(Calendar::id);
        let trouble = Trouble::new(
            "",
            Code::UnknownCalendar,
            format!("there is no calendar \"{}\"", name.escape_debug()),
        );
        let mut trouble = match problems::nearest(name, ids()) {
            Some(near) => trouble.help(format!("did you mean \"{near}\"?")),
            None => trouble.help(format!("it knows {}", problems::list_of(ids()))),
        };
        trouble.and_help("give a calendar of your own as a .toml file");
        return Err(vec![trouble]);
    }
    let text = rules(file)?;
    read_calendar(&text, name, &known).map_err(|error| Trouble::drawn(&error, name, &text))
}

/// An engine of these packs; everything that is wrong with them at once.
pub(crate) fn engine(
    packs: &[String],
    rules: &RuleArgs,
    directory: Option<&Path>,
) -> Result<Engine, Vec<Trouble>> {
    let mut builder = Engine::builder();
    let mut troubles = Vec::new();
    match calendars(&rules.calendars) {
        Ok(calendars) => {
            for calendar in calendars {
                builder = builder.calendar(calendar);
            }
        }
        Err(more) => troubles.extend(more),
    }
    for name in packs {
        match self::packs(name) {
            Ok(versions) => {
                for pack in versions {
                    builder = builder.pack(pack);
                }
            }
            Err(more) => troubles.extend(more),
        }
    }
    match directory.map(self::directory) {
        Some(Ok(directory)) => builder = builder.directory(directory),
        Some(Err(more)) => troubles.extend(more),
        None => {}
    }
    if !troubles.is_empty() {
        return Err(troubles
            .into_iter()
            .chain(filled(&rules.parameters).err().into_iter().flatten())
            .collect());
    }
    finish(builder, &rules.parameters)
}

/// What is filled in on the command line, as names with values.
fn filled(given: &[String]) -> Result<Vec<(&str, &str)>, Vec<Trouble>> {
    let mut troubles = Vec::new();
    let mut filled = Vec::new();
    for given in given {
        match pair(
            given,
            "--param",
            "NAME=VALUE",
            "apology-time=2 working days",
        ) {
            Ok(pair) => filled.push(pair),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if troubles.is_empty() {
        Ok(filled)
    } else {
        Err(troubles)
    }
}

/// The engine, with what is filled in.
pub(crate) fn finish(
    mut builder: EngineBuilder,
    parameters: &[String],
) -> Result<Engine, Vec<Trouble>> {
    for (name, value) in filled(parameters)? {
        builder = builder.parameter(name, value);
    }
    builder.build().map_err(|error| {
        let mut troubles = Trouble::all(&error, "");
        for trouble in &mut troubles {
            on_the_command_line(trouble);
        }
        troubles
    })
}

/// What --accept takes beside clocks.
const STATUSES: [&str; 3] = ["unconfirmed", "contested", "all"];

/// The rules that are not confirmed and may run all the same.
pub(crate) fn accept<'p, P: Iterator<Item = &'p Pack>>(
    packs: impl Fn() -> P,
    words: &[String],
) -> Result<Accept, Stop> {
    let mut accept = Accept::none();
    for word in words {
        // A word that is nearly one of these is no clock of a long list.
        if let Some(near) = problems::nearest(word, STATUSES.into_iter())
            && near != word
            && !packs()
                .flat_map(|pack| pack.clocks())
                .any(|clock| clock.id() == word)
        {
            let message = format!(
                "\"{}\" is neither a status nor a clock",
                word.escape_debug()
            );
            return Err(Trouble::argument("--accept", message)
                .help(format!("did you mean \"{near}\"?"))
                .into());
        }
        accept = match word.as_str() {
            "all" => Accept::all(),
            "unconfirmed" => accept.unconfirmed(),
            "contested" => accept.contested(),
            pair if pair.contains('=') => {
                let (clock, reading) = self::pair(
                    pair,
                    "--accept",
                    "CLOCK=READING",
                    "letter-response=working-days",
                )?;
                accept.reading(clock, reading)
            }
            clock => accept.clock(clock),
        };
    }
    Ok(accept)
}

/// Says what the engine's callers would do in the words of the command line.
fn on_the_command_line(trouble: &mut Trouble) {
    if trouble.place.is_empty() && trouble.code == Code::UnknownParameter.as_str() {
        trouble.place = "--param".to_owned();
    } else if let Some(name) = trouble.place.strip_prefix("parameter ") {
        trouble.place = format!("--param {name}");
    }
}

/// Says where the clocks of a pack are listed in the place of a long list of them.
pub(crate) fn without_the_list(trouble: &mut Trouble, pack: &str) {
    if trouble
        .help
        .as_deref()
        .is_some_and(|help| help.starts_with("the clocks are "))
    {
        trouble.help = Some(format!("\"dueby packs {pack}\" lists the clocks"));
    }
}

/// The text of a calendar.
fn rules(file: &Path) -> Result<String, Vec<Trouble>> {
    let text = text(file, LARGEST).map_err(|trouble| vec![trouble])?;
    if !has(&text, "calendar") {
        not_json(file, &text)?;
    }
    Ok(text)
}

fn read_calendar(text: &str, name: &str, known: &[Calendar]) -> Result<Calendar, dueby::Error> {
    if has(text, "calendar") {
        Calendar::from_json_with(text, name, known)
    } else {
        Calendar::from_toml_with(text, name, known)
    }
}

/// Whether a text is a pack in JSON: an object with a pack in it.
pub(crate) fn is_json(text: &str) -> bool {
    has(text, "pack")
}

/// Whether a text is an object in JSON with this field.
fn has(text: &str, field: &str) -> bool {
    text.trim_start().starts_with('{')
        && serde_json::from_str::<serde_json::Value>(text)
            .is_ok_and(|value| value.get(field).is_some())
}

/// Refuses JSON that is neither a pack nor a calendar.
fn not_json(file: &Path, text: &str) -> Result<(), Vec<Trouble>> {
    if !text.trim_start().starts_with('{') {
        return Ok(());
    }
    let name = file.display().to_string();
    let message = "this is JSON, and not that of a pack or a calendar";
    Err(vec![
        Trouble::new(name, Code::Syntax, message).help(LARGEST.help),
    ])
}

/// The two sides of `NAME=VALUE`.
pub(crate) fn pair<'t>(
    text: &'t str,
    option: &str,
    form: &str,
    example: &str,
) -> Result<(&'t str, &'t str), Trouble> {
    let wrong = |message: String| {
        Err(Trouble::argument(option, message).help(format!("write {form}, such as \"{example}\"")))
    };
    let shown = text.escape_debug();
    match text.split_once('=') {
        None => wrong(format!("\"{shown}\" has no \"=\"")),
        Some((name, _)) if name.trim().is_empty() => {
            wrong(format!("\"{shown}\" has nothing before the \"=\""))
        }
        Some((_, value)) if value.trim().is_empty() => {
            wrong(format!("\"{shown}\" has nothing after the \"=\""))
        }
        Some((name, value)) => Ok((name.trim(), value.trim())),
    }
}
