//! Directories: which of them a pack's steps are looked for in, and what is wrong with one by
//! itself: circles of managers, absences in which nobody stands in, roles that no step names.

use chrono::NaiveDate;

use super::places::{Places, Step};
use super::regions::Budget;
use super::{Found, Source, reach, roles};
use crate::calendar::Calendar;
use crate::checked::{Contact, Directory, Finds, Told, Whom};
use crate::error::{Code, Error, Lines, Problem, Severity, Shown as _};
use crate::sorted::{Map, Set};
use crate::text::is_json;

/// A directory that could be read, with its text.
pub(super) struct OfText<'t> {
    file: &'t str,
    lines: Lines<'t>,
    places: Places<'t>,
    directory: Directory,
}

/// The directories given, and those among the texts.
pub(super) struct Directories<'t> {
    pub(super) given: &'t [Directory],
    pub(super) texts: Vec<OfText<'t>>,
}

impl<'t> OfText<'t> {
    pub(super) fn read(file: &'t str, text: &'t str, places: Places<'t>) -> Result<Self, Error> {
        let directory = if is_json(text) {
            Directory::from_json(text, file)?
        } else {
            Directory::from_toml(text, file)?
        };
        Ok(OfText {
            file,
            lines: Lines::of(text),
            places,
            directory,
        })
    }

    fn note(&self, path: &[Step<'_>], problem: Problem, found: &mut Found) {
        let span = self.places.value(path);
        found
            .problems
            .push(problem.at(self.lines.place(self.file, span)));
    }
}

impl Directories<'_> {
    /// Those that a pack is held against: those given or, where none is, the only one in the
    /// pack's own folder.
    pub(super) fn of(&self, source: &Source<'_>) -> impl Iterator<Item = &Directory> {
        let beside = || {
            let mut beside = self
                .texts
                .iter()
                .filter(|one| folder(one.file) == folder(source.file));
            match (beside.next(), beside.next()) {
                (Some(one), None) => Some(&one.directory),
                _ => None,
            }
        };
        let beside = self.given.is_empty().then(beside).flatten();
        self.given.iter().chain(beside)
    }

    /// What is wrong with each text by itself, and which of its roles nobody asks for.
    pub(super) fn check(
        &self,
        sources: &[Source<'_>],
        calendars: &[Calendar],
        budget: &Budget,
        found: &mut Found,
    ) {
        for text in &self.texts {
            unknown_calendars(text, calendars, found);
            circles(text, found);
            stand_ins(text, budget, found);
            let held = sources
                .iter()
                .filter(|source| self.of(source).any(|one| *one == text.directory));
            not_asked_for(text, held.collect(), found);
        }
    }
}

/// The folder of a file, by what it is called.
fn folder(file: &str) -> &str {
    let folder = file
        .rsplit_once(['/', '\\'])
        .map_or("", |(folder, _)| folder);
    match folder {
        "." => "",
        folder => folder.strip_prefix("./").unwrap_or(folder),
    }
}

fn unknown_calendars(text: &OfText<'_>, calendars: &[Calendar], found: &mut Found) {
    let directory = &text.directory;
    let head = directory.calendar.as_deref();
    let head = head.map(|id| (vec![Step::Key("directory"), Step::Key("calendar")], id));
    let contacts = directory.contacts.iter().filter_map(|(name, contact)| {
        let path = ["contact", name, "calendar"].map(Step::Key).to_vec();
        Some((path, contact.calendar.as_deref()?))
    });
    let roles = directory.roles.iter().enumerate().filter_map(|(at, role)| {
        let path = vec![Step::Key("role"), Step::Index(at), Step::Key("hours")];
        Some((path, role.hours.as_deref()?))
    });
    let known: Set<&str> = calendars.iter().map(Calendar::id).collect();
    let mut told = Set::new();
    for (path, id) in head.into_iter().chain(contacts).chain(roles) {
        if !known.contains(id) && told.insert(id) {
            text.note(&path, reach::no_calendar(id, calendars), found);
        }
    }
}

/// Contacts whose managers lead round to themselves: said once of each circle.
fn circles(text: &OfText<'_>, found: &mut Found) {
    let contacts = &text.directory.contacts;
    // Each contact has one manager at most: what was walked once is not walked again.
    let mut walked: Set<&str> = Set::new();
    for name in contacts.keys() {
        let mut way: Vec<&str> = Vec::new();
        let mut on_the_way: Set<&str> = Set::new();
        let mut next = Some(name.as_str());
        while let Some(name) = next.filter(|name| !walked.contains(name)) {
            walked.insert(name);
            on_the_way.insert(name);
            way.push(name);
            next = contacts.get(name).and_then(|one| one.manager.as_deref());
        }
        let Some(again) = next.filter(|name| on_the_way.contains(name)) else {
            continue;
        };
        let circle = way.iter().skip_while(|name| **name != again);
        let circle: Vec<String> = circle
            .chain([&again])
            .map(|name| format!("\"{name}\""))
            .collect();
        text.note(
            &["contact", again, "manager"].map(Step::Key),
            Problem::new(
                Code::CircularManager,
                format!(
                    "managers lead round in a circle: {}",
                    circle.join(", then ")
                ),
            )
            .hint("correct the \"manager\" of one of them: whoever stands at the top has none"),
            found,
        );
    }
}

/// Absences of those who are told, on a date of which nobody stands in. Dates are compared as
/// dates, whatever the calendars.
fn stand_ins(text: &OfText<'_>, budget: &Budget, found: &mut Found) {
    let contacts = &text.directory.contacts;
    for name in told(&text.directory) {
        let Some(contact) = contacts.get(name) else {
            continue;
        };
        for (index, span) in contact.absent.iter().enumerate() {
            // Who is there can only change where somebody's absence begins or ends.
            let mut reached = Set::new();
            reach_all(name, contacts, &mut reached);
            let dates: Set<NaiveDate> = reached
                .iter()
                .filter_map(|name| contacts.get(*name))
                .flat_map(|one| &one.absent)
                .flat_map(|one| [Some(one.from), one.until.succ_opt()])
                .flatten()
                .filter(|date| span.from <= *date && *date <= span.until)
                .collect();
            let nobody = dates
                .into_iter()
                .find(|date| !stands_in(name, *date, contacts, &mut Set::new(), budget));
            let Some(date) = nobody.filter(|_| budget.left() > 0) else {
                continue;
            };
            let message = match &contact.deputy {
                None => format!(
                    "\"{name}\" is away until {}, and nobody stands in",
                    span.until
                ),
                Some(_) => {
                    format!("on {date} \"{name}\" is away, and so is whoever stands in")
                }
            };
            text.note(
                &[
                    Step::Key("contact"),
                    Step::Key(name),
                    Step::Key("absent"),
                    Step::Index(index),
                ],
                Problem::new(Code::NobodyStandsIn, message).hint(match &contact.deputy {
                    None => "add a \"deputy\": nobody is told in the meantime",
                    Some(_) => "give one of them another \"deputy\": nobody is told then",
                }),
                found,
            );
        }
    }
}

/// The contacts that a role can lead to, before any of them is away.
fn told(directory: &Directory) -> Set<&str> {
    let of = |whom: &'_ Whom| -> Vec<String> {
        match whom {
            Whom::Named(names) => names.clone(),
            Whom::By { rows, .. } => rows.values().flatten().cloned().collect(),
        }
    };
    let named: Set<String> = directory
        .roles
        .iter()
        .flat_map(|role| {
            let finds = match &role.finds {
                Finds::Whom(whom) => Some(whom),
                Finds::ManagerOf(_) => None,
            };
            finds.into_iter().chain(&role.out_of_hours)
        })
        .flat_map(of)
        .collect();
    let known = |name: &str| directory.contacts.get_key_value(name);
    let mut told: Set<&str> = Set::new();
    let mut level: Vec<(&String, &Contact)> = named.iter().filter_map(|name| known(name)).collect();
    // As many managers up as rules ask for, one by way of another.
    let ups = |role: &&crate::checked::Role| matches!(role.finds, Finds::ManagerOf(_));
    for _ in 0..=directory.roles.iter().filter(ups).count() {
        level.retain(|(name, _)| told.insert(name));
        if level.is_empty() {
            break;
        }
        level = level
            .iter()
            .filter_map(|(_, one)| known(one.manager.as_deref()?))
            .collect();
    }
    let mut teams: Vec<&str> = told.iter().copied().collect();
    while let Some(name) = teams.pop() {
        let Some(contact) = directory.contacts.get(name) else {
            continue;
        };
        if contact.told == Told::Members {
            let members = contact.members.iter().map(String::as_str);
            teams.extend(members.filter(|member| told.insert(member)));
        }
    }
    told
}

/// The contact and everybody who may stand in for it.
fn reach_all<'d>(name: &'d str, contacts: &'d Map<String, Contact>, reached: &mut Set<&'d str>) {
    let mut waiting = vec![name];
    while let Some(name) = waiting.pop() {
        if let (true, Some(contact)) = (reached.insert(name), contacts.get(name)) {
            waiting.extend(contact.deputy.as_deref());
            waiting.extend(contact.members.iter().map(String::as_str));
        }
    }
}

/// Whether somebody is there on a date: the contact, or whoever stands in.
fn stands_in<'d>(
    name: &'d str,
    date: NaiveDate,
    contacts: &'d Map<String, Contact>,
    seen: &mut Set<&'d str>,
    budget: &Budget,
) -> bool {
    let mut waiting = vec![name];
    while let Some(name) = waiting.pop() {
        budget.spend();
        if budget.left() == 0 {
            return true;
        }
        let Some(contact) = contacts.get(name).filter(|_| seen.insert(name)) else {
            continue;
        };
        if !contact.members.is_empty() && contact.told == Told::Members {
            waiting.extend(contact.members.iter().map(String::as_str));
        } else if contact
            .absent
            .iter()
            .any(|span| span.from <= date && date <= span.until)
        {
            waiting.extend(contact.deputy.as_deref());
        } else {
            return true;
        }
    }
    false
}

/// Roles that no step of the packs names that are held against the directory.
fn not_asked_for(text: &OfText<'_>, held: Vec<&Source<'_>>, found: &mut Found) {
    if held.is_empty() {
        return;
    }
    let mut asked: Set<&str> = held
        .iter()
        .flat_map(|source| roles::steps(source))
        .map(|step| step.role)
        .collect();
    asked.extend(text.directory.roles.iter().filter_map(|role| {
        let Finds::ManagerOf(of) = &role.finds else {
            return None;
        };
        Some(of.as_str())
    }));
    let unasked: Vec<String> = roles::names(&text.directory)
        .into_iter()
        .filter(|role| !asked.contains(role))
        .map(|role| format!("\"{}\"", role.shown()))
        .collect();
    let Some(first) = unasked.first() else {
        return;
    };
    let many = match unasked.len() {
        1 => format!("the role {first}"),
        2..=6 => format!("the roles {}", unasked.join(", ")),
        more => {
            let some: Vec<&str> = unasked.iter().take(5).map(String::as_str).collect();
            format!("the roles {} and {} others", some.join(", "), more - 5)
        }
    };
    text.note(
        &["directory", "id"].map(Step::Key),
        Problem::new(
            Code::UnusedName,
            format!("no step of the packs checked with it names {many}"),
        )
        .hint("nothing has to be done if other packs do, or if it is there to be asked for")
        .rated(Severity::Note),
        found,
    );
}
