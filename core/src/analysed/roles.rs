//! The roles that steps name, looked for in a directory: for which cases of their clocks it
//! finds nobody. Decided over the values of the attributes, as tables are.

use super::domains::Domains;
use super::places::Step;
use super::regions::{self, Budget, Chosen, MOST_FOR_ONE, MOST_SHOWN, OTHER, Picks};
use super::{Found, Source, all_clocks};
use crate::case::Value;
use crate::checked::{Condition, Directory, Finds, Judged, Pack, Whom};
use crate::error::{Code, Example, Problem, Severity, Shown as _};
use crate::sorted::{Map, Set};

/// How many roles that the directory does not have are told with those that are near.
const MOST_GUESSED: usize = 50;

/// A step that names a role: of a path that the text writes or, of a pack that it extends, of
/// any other.
pub(super) struct StepOf<'p> {
    pub(super) role: &'p str,
    /// The condition of the clock that it is for.
    when: &'p Condition,
    path: &'p str,
    index: usize,
}

/// The steps of the clocks of a pack, and of the packs that it extends.
pub(super) fn steps<'p>(source: &'p Source<'_>) -> Vec<StepOf<'p>> {
    let mut all = Vec::new();
    let mut next: Option<&Pack> = Some(&source.pack);
    while let Some(pack) = next {
        for clock in all_clocks(pack) {
            let Some((path, escalation)) = clock
                .escalation
                .as_ref()
                .and_then(|name| pack.escalations.get_key_value(name))
            else {
                continue;
            };
            for (index, step) in escalation.steps.iter().enumerate() {
                all.push(StepOf {
                    role: &step.notify,
                    when: &clock.when,
                    path,
                    index,
                });
            }
        }
        next = pack.base.as_deref();
    }
    all
}

/// The roles that a directory has.
pub(super) fn names(directory: &Directory) -> Set<&str> {
    let roles = directory.roles.iter();
    roles.map(|role| role.name.as_str()).collect()
}

/// What is asked of one role.
struct Asked<'p> {
    place: Vec<Step<'p>>,
    whens: Vec<&'p Condition>,
}

pub(super) fn check<'p>(
    source: &'p Source<'_>,
    all: &'p [Source<'_>],
    directory: &'p Directory,
    domains: &Domains<'p>,
    budget: &Budget,
    found: &mut Found,
) {
    let base_is_checked = source
        .pack
        .base
        .as_ref()
        .is_some_and(|base| all.iter().any(|one| one.pack.id == base.id));
    let known = names(directory);
    let mut asked: Map<&str, Asked<'p>> = Map::new();
    for step in steps(source) {
        let place = if source.places.holds("escalation", step.path) {
            vec![
                Step::Key("escalation"),
                Step::Key(step.path),
                Step::Key("steps"),
                Step::Index(step.index),
                Step::Key("notify"),
            ]
        } else if base_is_checked {
            // Said of the pack that writes it.
            continue;
        } else {
            vec![Step::Key("pack"), Step::Key("extends")]
        };
        let whens = Vec::new();
        let asked = asked.get_or_insert(step.role, || Asked { place, whens });
        if !asked.whens.contains(&step.when) {
            asked.whens.push(step.when);
        }
    }
    let mut guessed = 0;
    for (role, asked) in asked {
        if !known.contains(role) {
            guessed += 1;
            found.at(
                source,
                &asked.place,
                unknown(role, directory, &known, guessed <= MOST_GUESSED),
            );
            continue;
        }
        for problem in unresolved(role, &asked.whens, directory, domains, budget) {
            found.at(source, &asked.place, problem);
        }
    }
}

fn unknown(role: &str, directory: &Directory, known: &Set<&str>, guess: bool) -> Problem {
    let message = format!(
        "the directory \"{}\" has no role \"{}\"",
        directory.id,
        role.shown()
    );
    if !guess {
        return Problem::new(Code::UnknownRole, message)
            .hint("add a [[role]] of that name to it, or correct the step");
    }
    Problem::unknown(
        Code::UnknownRole,
        message,
        role,
        "add a [[role]] of that name to it, or correct the step; it has",
        known.iter().copied(),
    )
}

/// Why nobody is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nobody<'p> {
    /// No rule of the role, or of the one that it is found by, is for the case.
    NoRule(&'p str),
    NoManager(&'p str),
}

/// One way to whoever has a role, if all that it asks holds.
#[derive(Clone)]
struct Way<'p> {
    asks: Vec<Picks<'p>>,
    finds: Result<Vec<&'p str>, Nobody<'p>>,
}

/// The ways to a role in the order in which they are tried: the first that is for the case
/// counts. With `duty`, while everything is closed.
fn ways<'p>(role: &str, directory: &'p Directory, duty: bool, budget: &Budget) -> Vec<Way<'p>> {
    let mut all = Vec::new();
    let whom = |when: Picks<'p>, whom: &'p Whom, all: &mut Vec<Way<'p>>| match whom {
        Whom::Named(names) => all.push(Way {
            asks: vec![when],
            finds: Ok(names.iter().map(String::as_str).collect()),
        }),
        Whom::By { attribute, rows } => all.extend(rows.iter().map(|(name, names)| Way {
            asks: vec![when, Picks::Named { attribute, name }],
            finds: Ok(names.iter().map(String::as_str).collect()),
        })),
    };
    for rule in directory.roles.iter().filter(|one| one.name == role) {
        budget.spend();
        if budget.left() == 0 {
            break;
        }
        let when = Picks::When(&rule.when);
        match (&rule.finds, &rule.out_of_hours) {
            (_, Some(instead)) if duty => whom(when, instead, &mut all),
            (Finds::Whom(named), _) => whom(when, named, &mut all),
            (Finds::ManagerOf(other), _) => {
                for mut way in ways(other, directory, false, budget) {
                    budget.spend();
                    way.asks.insert(0, when);
                    way.finds = way.finds.and_then(|named| {
                        let manager = |name: &'p str| {
                            let contact = directory.contacts.get(name);
                            let manager = contact.and_then(|one| one.manager.as_deref());
                            manager.ok_or(Nobody::NoManager(name))
                        };
                        named.into_iter().map(manager).collect()
                    });
                    all.push(way);
                }
                // Once the rule is for the case, none after it is tried.
                all.push(Way {
                    asks: vec![when],
                    finds: Err(Nobody::NoRule(other)),
                });
            }
        }
    }
    all
}

/// Cases by what is asked of them.
type Cases = Map<String, Example>;

/// Looks at every case of a clock.
struct Search<'s, 'p> {
    when: &'p Condition,
    role: &'p str,
    ways: &'s [Way<'p>],
    names: &'s Set<&'p str>,
    domains: &'s Domains<'p>,
    points: Map<&'p str, Vec<Option<Value>>>,
    chosen: Chosen<'p>,
    budget: &'s Budget,
    nobody: &'s mut Map<Nobody<'p>, Cases>,
    /// Whether there is a case for which somebody is found, or may be.
    somebody: bool,
}

impl<'p> Search<'_, 'p> {
    fn look(&mut self) {
        if self.budget.left() == 0 {
            return;
        }
        match regions::judge(self.when, &self.chosen, self.budget) {
            Judged::Holds => {}
            Judged::Fails | Judged::Missing => return,
            Judged::Open(attribute) => return self.split(attribute),
        }
        let ways = self.ways;
        for way in ways {
            let mut judged = Judged::Holds;
            for ask in &way.asks {
                match ask.judge(&self.chosen, self.budget) {
                    None | Some(Judged::Holds) => {}
                    Some(other) => {
                        judged = other;
                        break;
                    }
                }
            }
            match judged {
                Judged::Fails => {}
                Judged::Open(attribute) => return self.split(attribute),
                // That an attribute is missing is another matter.
                Judged::Missing => return self.somebody = true,
                Judged::Holds => {
                    return match way.finds {
                        Ok(_) => self.somebody = true,
                        Err(nobody) => self.note(nobody),
                    };
                }
            }
        }
        self.note(Nobody::NoRule(self.role));
    }

    fn split(&mut self, attribute: &'p str) {
        for point in self.points.get(attribute).cloned().unwrap_or_default() {
            self.chosen.insert(attribute, point);
            self.look();
            self.chosen.remove(attribute);
        }
    }

    /// Notes the case; not one with a value that nobody names, of an attribute that is not
    /// declared: whether there is such a case is not known.
    fn note(&mut self, nobody: Nobody<'p>) {
        let unknown = self
            .chosen
            .iter()
            .any(|(name, value)| *value == Some(OTHER.into()) && !self.domains.declares(name));
        if unknown {
            self.somebody = true;
            return;
        }
        let example = regions::example(&self.chosen, |name| self.names.contains(name));
        let cases = self.nobody.get_or_insert(nobody, Map::new);
        if cases.len() <= MOST_SHOWN {
            cases.get_or_insert(example.to_string(), || example);
        }
    }
}

/// What is wrong with a role that the directory has, for cases in which any of some conditions
/// holds.
fn unresolved<'p>(
    role: &'p str,
    whens: &[&'p Condition],
    directory: &'p Directory,
    domains: &Domains<'p>,
    budget: &Budget,
) -> Vec<Problem> {
    let allowed = budget.left().min(MOST_FOR_ONE);
    let own = Budget::new(allowed);
    let mut rules = directory.roles.iter().filter(|one| one.name == role);
    let has_duty = rules.any(|one| one.out_of_hours.is_some());
    let mut problems: Vec<Problem> = Vec::new();
    for duty in [false, true] {
        if duty && !has_duty {
            break;
        }
        let ways = ways(role, directory, duty, &own);
        let rows: Vec<Picks<'p>> = ways.iter().flat_map(|way| way.asks.clone()).collect();
        let mut names: Set<&str> = Set::new();
        for row in &rows {
            match row {
                Picks::Named { attribute, .. } => _ = names.insert(attribute),
                Picks::When(condition) => condition.edges(&mut |name, _| _ = names.insert(name)),
                Picks::Otherwise => {}
            }
        }
        let mut nobody = Map::new();
        let mut somebody = false;
        for when in whens {
            // What is not filled in may make it hold, for which cases cannot be said.
            if when.asks_parameter() {
                somebody = true;
                continue;
            }
            let mut search = Search {
                when,
                role,
                ways: &ways,
                names: &names,
                domains,
                points: domains.points(&[when], &rows, &own),
                chosen: Chosen::new(),
                budget: &own,
                nobody: &mut nobody,
                somebody: false,
            };
            search.look();
            somebody |= search.somebody;
        }
        if own.left() == 0 {
            budget.take(allowed);
            return vec![
                Problem::new(
                    Code::NotDecided,
                    format!(
                        "the role \"{}\" has too many cases in the directory \"{}\" to look at \
                         them all",
                        role.shown(),
                        directory.id
                    ),
                )
                .hint("ask for fewer attributes in the rules of one role"),
            ];
        }
        for (why, cases) in nobody {
            let problem = told(role, directory, (why, cases), somebody, duty);
            // What holds at any hour is not said again for those out of hours.
            if problems
                .iter()
                .all(|one| one.examples() != problem.examples())
            {
                problems.push(problem);
            }
        }
    }
    budget.take(allowed - own.left());
    problems
}

fn told(
    role: &str,
    directory: &Directory,
    (why, cases): (Nobody<'_>, Cases),
    somebody: bool,
    duty: bool,
) -> Problem {
    let more = cases.len() > MOST_SHOWN;
    let shown = cases.keys().take(MOST_SHOWN);
    let mut which: Vec<&str> = shown.map(String::as_str).collect();
    if more {
        which.push("other values");
    }
    let which = if !somebody {
        "any case".to_owned()
    } else if cases
        .values()
        .take(MOST_SHOWN)
        .any(|one| one.attributes().next().is_none())
    {
        "some cases".to_owned()
    } else {
        format!("a case with {}", which.join(", or with "))
    };
    let hours = if duty { " out of hours" } else { "" };
    let (reason, hint) = match why {
        Nobody::NoManager(name) => (
            format!(": \"{name}\" has no manager"),
            "add \"manager\" to the contact: until then nobody is told",
        ),
        Nobody::NoRule(other) if other != role => (
            format!(": no rule of the role \"{}\" is for it", other.shown()),
            "add a row or a [[role]] for it: until then nobody is told",
        ),
        Nobody::NoRule(_) => (
            String::new(),
            "add a row or a [[role]] for it, or a last [[role]] of that name without \"when\": \
             until then nobody is told",
        ),
    };
    Problem::new(
        Code::UnresolvedRole,
        format!(
            "the directory \"{}\" finds nobody for the role \"{}\"{hours} in {which}{reason}",
            directory.id,
            role.shown(),
        ),
    )
    .hint(hint)
    .shown_by(cases.into_values().take(MOST_SHOWN).collect())
    .rated(if somebody {
        Severity::Warning
    } else {
        Severity::Error
    })
}
