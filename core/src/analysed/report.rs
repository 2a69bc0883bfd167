//! Texts together → everything that is wrong with them.

use super::calendars::{self, Needs};
use super::directories::{Directories, OfText};
use super::places::{Places, Step};
use super::regions::{self, Budget};
use super::{Source, analyse};
use crate::calendar::Calendar;
use crate::checked::{Directory, Pack, Seam};
use crate::error::{Code, Error, Lines, Place, Problem, Severity, Shown as _};
use crate::sorted::{Map, Set, sort_by_key};
use crate::text::is_json;
use crate::text::{MOST_PROBLEMS, more};

/// Checks the texts of packs, calendars and directories together.
///
/// ```
/// let calendar = "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"UTC\"\nfrom = \"2026-01-01\"\n\
///     to = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n";
/// let pack = "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"c\"\nbasis = \"promise\"\n\
///     [[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\nstops = \"k.ended\"\n\
///     within = \"2 days\"\nextension = { on = \"k.extended\", by = \"3 days\", at-most = \"2 days\" }\n";
/// let report = dueby::Checker::new().text("c.toml", calendar).text("p.toml", pack).check();
/// let problem = &report.problems()[0];
/// assert_eq!(problem.code().as_str(), "extension-beyond-cap");
/// assert_eq!(problem.place().to_string(), "p.toml:12:59");
/// assert!(!report.is_clean());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Checker {
    known: Vec<Calendar>,
    packs: Vec<Pack>,
    directories: Vec<Directory>,
    texts: Vec<(String, String)>,
    steps: Option<u64>,
}

/// How many packs may extend one another in a row.
const DEEPEST: usize = 8;

/// The texts of packs by their ids, each with its version.
type Names = Map<String, Vec<(usize, Option<String>)>>;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextKind {
    /// A rule pack.
    Pack,
    /// A calendar.
    Calendar,
    /// A directory: who has which role.
    Directory,
    /// None of those.
    Other,
}

/// Everything that is wrong with some texts.
#[derive(Debug, Clone)]
pub struct Report {
    problems: Vec<Problem>,
    files: Vec<(String, TextKind)>,
    steps: u64,
}

impl TextKind {
    /// What a text is, TOML or JSON, by its tables. One that cannot be read at all is taken for
    /// a pack.
    pub fn of(text: &str) -> Self {
        match Places::of(text) {
            Some(places) => kind(&places),
            None => TextKind::Pack,
        }
    }
}

fn kind(places: &Places<'_>) -> TextKind {
    let has = |names: &[&str]| names.iter().any(|name| places.has(name));
    if has(&["pack"]) {
        TextKind::Pack
    } else if has(&["calendar", "hours", "holidays"]) {
        TextKind::Calendar
    } else if has(&[
        "clock",
        "right",
        "escalation",
        "parameter",
        "attribute",
        "override",
        "condition",
    ]) {
        TextKind::Pack
    } else if has(&["directory"]) || (has(&["contact"]) && has(&["role"])) {
        TextKind::Directory
    } else {
        TextKind::Other
    }
}

impl Checker {
    /// Nothing to check yet.
    pub fn new() -> Self {
        Checker::default()
    }

    /// A calendar that packs may name and calendars may build on; a text with the same
    /// id takes its place.
    #[must_use]
    pub fn calendar(mut self, calendar: Calendar) -> Self {
        self.known.push(calendar);
        self
    }

    /// A text to check, TOML or a JSON object. `file` is what to call it in messages.
    #[must_use]
    pub fn text(mut self, file: impl Into<String>, text: impl Into<String>) -> Self {
        self.texts.push((file.into(), text.into()));
        self
    }

    /// The most questions that may be asked of conditions to decide about tables: four
    /// million, unless another number is given.
    #[must_use]
    pub fn most_steps(mut self, steps: u64) -> Self {
        self.steps = Some(steps);
        self
    }

    /// A pack that others may extend; a text with the same id takes its place.
    #[must_use]
    pub fn pack(mut self, pack: Pack) -> Self {
        self.packs.push(pack);
        self
    }

    /// Who has which role: every role that a step of a pack names is looked for in it. Without
    /// one, a pack is held against the directory among the texts that lies in the same folder,
    /// by what the files are called, if there is one and no other.
    #[must_use]
    pub fn directory(mut self, directory: Directory) -> Self {
        self.directories.push(directory);
        self
    }

    /// Reads a pack, with the one that it extends.
    fn read(&self, index: usize, names: &Names, depth: usize) -> Result<Pack, Error> {
        let (file, text) = match self.texts.get(index) {
            Some((file, text)) => (file.as_str(), text.as_str()),
            None => ("", ""),
        };
        let base = |id: &str| {
            let bare = id.split('@').next().unwrap_or(id);
            let same_id = names.get(bare).into_iter().flatten();
            let others = || same_id.clone().filter(|(other, _)| *other != index);
            let version = id.split_once('@').map(|(_, version)| version);
            // Of several versions, an id alone means the last.
            let mut named =
                others().filter(|(_, of)| version.is_none() || of.as_deref() == version);
            let of_texts = named.next_back().or_else(|| others().next());
            if let Some((other, _)) = of_texts.filter(|_| depth < DEEPEST) {
                return self.read(*other, names, depth + 1);
            }
            let known = self.packs.iter().rfind(|pack| pack.is_called(id)).cloned();
            known.ok_or_else(|| Error::unknown_pack(id, self.packs.iter().map(Pack::id)))
        };
        if is_json(text) {
            Pack::from_json_with(text, file, base)
        } else {
            Pack::from_toml_with(text, file, base)
        }
    }

    /// Checks them all.
    pub fn check(self) -> Report {
        let mut problems = Vec::new();
        let mut files = Vec::new();
        let (mut packs, mut of_calendars) = (Vec::new(), Vec::new());
        let mut of_directories = Vec::new();
        let mut names = Names::new();
        for (index, (file, text)) in self.texts.iter().enumerate() {
            let places = Places::of(text);
            if let Some(places) = &places
                && let Some(id) = places.text(&["pack", "id"])
            {
                let version = places.text(&["pack", "version"]).map(str::to_owned);
                names
                    .get_or_insert(id.to_owned(), Vec::new)
                    .push((index, version));
            }
            let kind = places.as_ref().map_or(TextKind::Pack, kind);
            files.push((file.clone(), kind));
            match (kind, places) {
                (TextKind::Calendar, Some(places)) => of_calendars.push((file, text, places)),
                (TextKind::Directory, Some(places)) => match OfText::read(file, text, places) {
                    Ok(directory) => of_directories.push(directory),
                    Err(error) => problems.extend(refused(&error)),
                },
                (TextKind::Other, _) => {}
                (_, places) => packs.push((index, file, text, places)),
            }
        }
        let calendars = read_calendars(self.known.clone(), &of_calendars, &mut problems);
        let mut sources = Vec::new();
        for (index, file, text, places) in packs {
            match (self.read(index, &names, 0), places) {
                (Ok(mut pack), Some(places)) => {
                    // What is wrong with a value was said when it was read.
                    pack.settle();
                    sources.push(Source {
                        file,
                        lines: Lines::of(text),
                        places,
                        pack,
                    });
                }
                (Ok(_), None) => {}
                (Err(error), _) => problems.extend(refused(&error)),
            }
        }
        for source in &sources {
            let remarks = source.pack.remarks().iter().cloned();
            problems.extend(remarks.map(|remark| remark.rated(Severity::Note)));
        }
        same_ids(&sources, &mut problems);
        seams(&sources, &mut problems);
        let budget = Budget::new(self.steps.unwrap_or(regions::MOST));
        let before = budget.left();
        let directories = Directories {
            given: &self.directories,
            texts: of_directories,
        };
        problems.extend(analyse(&sources, &calendars, &directories, &budget));
        let of_file: Map<&str, usize> = self
            .texts
            .iter()
            .enumerate()
            .map(|(index, (file, _))| (file.as_str(), index))
            .collect();
        sort_by_key(&mut problems, |problem| {
            let place = problem.place();
            let file = place.file.as_deref().and_then(|file| of_file.get(file));
            let start = place.span.as_ref().map(|span| span.start);
            (file.copied(), start, problem.code())
        });
        let problems = not_too_many(problems);
        Report {
            problems,
            files,
            steps: before - budget.left(),
        }
    }
}

/// No more of one file than are told of one text: errors before warnings before notes.
fn not_too_many(problems: Vec<Problem>) -> Vec<Problem> {
    let mut by_file: Vec<Vec<Problem>> = Vec::new();
    for problem in problems {
        match by_file.last_mut() {
            Some(file)
                if file
                    .first()
                    .is_some_and(|one| one.place().file == problem.place().file) =>
            {
                file.push(problem);
            }
            _ => by_file.push(vec![problem]),
        }
    }
    let few = |mut of_file: Vec<Problem>| {
        let rest = of_file.len().saturating_sub(MOST_PROBLEMS + 1);
        if rest == 0 {
            return of_file;
        }
        let mut order: Vec<usize> = (0..of_file.len()).collect();
        sort_by_key(&mut order, |index| {
            of_file.get(*index).map(Problem::severity)
        });
        let told: Set<usize> = order.iter().copied().take(MOST_PROBLEMS).collect();
        let worst = order
            .get(MOST_PROBLEMS)
            .and_then(|index| of_file.get(*index))
            .map_or(Severity::Note, Problem::severity);
        let file = of_file.first().and_then(|one| one.place().file.clone());
        let more = more(rest + 1, "problems", &file.unwrap_or_default()).rated(worst);
        let mut index = 0;
        of_file.retain(|_| {
            index += 1;
            told.contains(&(index - 1))
        });
        of_file.push(more);
        of_file
    };
    by_file.into_iter().flat_map(few).collect()
}

/// What a text is refused for is an error, whatever it would be in a case.
fn refused(error: &Error) -> impl Iterator<Item = Problem> + '_ {
    let problems = error.problems().cloned();
    problems.map(|problem| problem.rated(Severity::Error))
}

/// The calendars known, and those of these texts in their place.
fn read_calendars(
    mut known: Vec<Calendar>,
    texts: &[(&String, &String, Places<'_>)],
    problems: &mut Vec<Problem>,
) -> Vec<Calendar> {
    let needs: Vec<Needs> = texts
        .iter()
        .map(|(_, _, places)| Needs::of(places))
        .collect();
    let mut read: Vec<String> = Vec::new();
    let (order, round) = calendars::order(&needs);
    for index in order {
        let Some((file, text, places)) = texts.get(index) else {
            continue;
        };
        let calendar = if is_json(text) {
            Calendar::from_json_with(text, file, &known)
        } else {
            Calendar::from_toml_with(text, file, &known)
        };
        match calendar {
            Ok(calendar) => {
                let id = calendar.id().to_owned();
                if read.contains(&id) {
                    let span = places.value(&[Step::Key("calendar"), Step::Key("id")]);
                    problems.push(
                        Problem::new(
                            Code::DuplicateName,
                            format!("two calendars have the id \"{id}\""),
                        )
                        .hint("give each an id of its own")
                        .at(Place::in_text(file, text, span)),
                    );
                }
                known.retain(|known| known.id() != id);
                known.push(calendar);
                read.push(id);
            }
            Err(error) => problems.extend(refused(&error)),
        }
    }
    for index in round {
        if let (Some((file, text, places)), Some(needs)) = (texts.get(index), needs.get(index)) {
            problems.push(calendars::cycle(needs, places, file, text));
        }
    }
    known
}

/// Notes packs that have the id of another.
fn same_ids(sources: &[Source<'_>], problems: &mut Vec<Problem>) {
    let mut seen: Map<(&str, Option<&str>), &Source<'_>> = Map::new();
    for source in sources {
        let id = &source.pack.id;
        let name = (id.as_str(), source.pack.version());
        if let Some(first) = seen.get(&name) {
            let span = source.places.value(&[Step::Key("pack"), Step::Key("id")]);
            problems.push(
                Problem::new(
                    Code::DuplicateName,
                    format!("{} has the id \"{id}\" too", first.file.shown()),
                )
                .hint("give each pack an id of its own: answers name it by that")
                .at(source.lines.place(source.file, span)),
            );
        } else {
            seen.insert(name, source);
        }
    }
}

/// Notes where the versions of one pack overlap or leave a hole.
fn seams(sources: &[Source<'_>], problems: &mut Vec<Problem>) {
    let of_name: Map<(&str, Option<&str>), &Source<'_>> = sources
        .iter()
        .rev()
        .map(|source| ((source.pack.id(), source.pack.version()), source))
        .collect();
    for seam in Seam::between(sources.iter().map(|source| &source.pack)) {
        let later = of_name.get(&(seam.pack.as_str(), Some(seam.versions.1.as_str())));
        let problem = seam.problem().rated(Severity::Error);
        problems.push(match later {
            Some(source) => {
                let path = [Step::Key("pack"), Step::Key("governs")];
                let span = source.places.value(&path);
                problem.at(source.lines.place(source.file, span))
            }
            None => problem,
        });
    }
}

impl Report {
    /// Every problem, by file and place.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many problems are this bad.
    pub fn count(&self, severity: Severity) -> usize {
        let problems = self.problems.iter();
        problems.filter(|one| one.severity() == severity).count()
    }

    /// Whether there is neither an error nor a warning.
    pub fn is_clean(&self) -> bool {
        self.problems
            .iter()
            .all(|one| one.severity() == Severity::Note)
    }

    /// The texts in the order they were given, and what each of them is.
    pub fn files(&self) -> &[(String, TextKind)] {
        &self.files
    }

    /// How many questions were asked of conditions to decide about tables.
    pub fn steps(&self) -> u64 {
        self.steps
    }
}
