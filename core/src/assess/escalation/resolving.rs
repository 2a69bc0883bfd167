//! From a role to those who have it: by the directory's rules, at a moment.

use crate::sorted::Set;

use crate::assess::findings::Findings;
use crate::assess::{ClockAnswer, RecipientAnswer, UnresolvedAnswer, UnresolvedCode, Via};
use crate::calendar::Calendar;
use crate::case::Value;
use crate::checked::{Contact, Finds, Known, Role, Told, Verdict, Whom};
use crate::compiled::CompiledDirectory;
use crate::error::{Code, Problem, Shown as _, closest, list_of};
use crate::time::Instant;

/// A role being resolved at a moment.
pub(crate) struct Resolving<'a, 'k> {
    pub(super) directory: &'a CompiledDirectory,
    /// The attributes of the case, as they are then.
    pub(super) known: &'a Known<'k>,
    pub(super) at: Instant,
    /// The calendar where the directory names none: the clock's.
    pub(super) calendar: &'a Calendar,
}

/// Who was found, and what led to nobody.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(super) to: Vec<RecipientAnswer>,
    pub(super) unresolved: Vec<UnresolvedAnswer>,
}

/// What finds everybody who has a role.
pub(crate) type Resolve = fn(&Resolving<'_, '_>, &str) -> Found;

/// Everybody who has a role.
pub(crate) fn resolve_role(resolving: &Resolving<'_, '_>, role: &str) -> Found {
    let mut found = Found::default();
    match resolving.named(role, true) {
        Ok(named) => {
            for (name, via) in named {
                resolving.reach(name, via, &mut Vec::new(), &mut found);
            }
        }
        Err(unresolved) => found.unresolved.push(unresolved),
    }
    found
}

/// A contact by its name, and the way to it.
type Named<'a> = (&'a str, Vec<Via>);

impl<'a> Resolving<'a, '_> {
    /// The contacts that the first rule that applies names.
    fn named(&self, role: &str, duty: bool) -> Result<Vec<Named<'a>>, UnresolvedAnswer> {
        let rules = &self.directory.directory.roles;
        let mut of_role = rules.iter().enumerate().filter(|(_, one)| one.name == role);
        if of_role.clone().next().is_none() {
            let names = || self.directory.directory.roles();
            let near = closest(role, names())
                .map_or(String::new(), |near| format!("; did you mean \"{near}\"?"));
            let message = format!("the directory has no role \"{}\"{near}", role.shown());
            return Err(unresolved(UnresolvedCode::UnknownRole, role, message));
        }
        let mut no_row = None;
        let applies = of_role.find_map(|(index, rule)| match rule.when.judge(self.known) {
            Verdict::Fails => None,
            Verdict::Missing(name) => Some(Err(missing(name))),
            Verdict::Holds => match self.by_rule(rule, index + 1, duty) {
                Ok(Some(named)) => Some(Ok(named)),
                Ok(None) => {
                    no_row = no_row.take().or(self.no_row(rule));
                    None
                }
                Err(unresolved) => Some(Err(unresolved)),
            },
        });
        applies.unwrap_or_else(|| {
            Err(no_row.unwrap_or_else(|| {
                let message = format!("no rule of the role \"{role}\" is for a case like this");
                unresolved(UnresolvedCode::NoRow, role, message)
            }))
        })
    }

    /// What a rule names; nothing when it has no row for the case.
    fn by_rule(
        &self,
        rule: &'a Role,
        number: usize,
        duty: bool,
    ) -> Result<Option<Vec<Named<'a>>>, UnresolvedAnswer> {
        let by_role = |attribute: Option<&str>, value: Option<String>| Via::Role {
            role: rule.name.clone(),
            rule: number,
            attribute: attribute.map(str::to_owned),
            value,
        };
        if let (Some(whom), true) = (&rule.out_of_hours, duty) {
            let hours = self.calendar(rule.hours.as_deref());
            if hours.open_at(self.at).is_ok_and(|open| !open) {
                let closed = Via::OutOfHours {
                    calendar: hours.id().to_owned(),
                };
                let named = self.whom(whom)?;
                return Ok(named.map(|(names, attribute, value)| {
                    let via = vec![by_role(attribute, value), closed];
                    names
                        .iter()
                        .map(|name| (name.as_str(), via.clone()))
                        .collect()
                }));
            }
        }
        match &rule.finds {
            Finds::Whom(whom) => {
                let named = self.whom(whom)?;
                Ok(named.map(|(names, attribute, value)| {
                    let via = vec![by_role(attribute, value)];
                    names
                        .iter()
                        .map(|name| (name.as_str(), via.clone()))
                        .collect()
                }))
            }
            Finds::ManagerOf(other) => {
                let mut managers = Vec::new();
                for (name, mut via) in self.named(other, false)? {
                    let manager = self.contact(name).and_then(|one| one.manager.as_deref());
                    let Some(manager) = manager else {
                        let message = format!("\"{name}\" has no manager in the directory");
                        return Err(unresolved(UnresolvedCode::NoManager, name, message));
                    };
                    via.insert(0, by_role(None, None));
                    via.push(Via::Manager {
                        of: name.to_owned(),
                    });
                    managers.push((manager, via));
                }
                Ok(Some(managers))
            }
        }
    }

    /// The contacts, with the attribute and the value that chose them.
    #[allow(clippy::type_complexity)]
    fn whom(
        &self,
        whom: &'a Whom,
    ) -> Result<Option<(&'a [String], Option<&'a str>, Option<String>)>, UnresolvedAnswer> {
        match whom {
            Whom::Named(names) => Ok(Some((names, None, None))),
            Whom::By { attribute, rows } => {
                let value = self.value(attribute).ok_or_else(|| missing(attribute))?;
                Ok(rows
                    .get(&value)
                    .map(|names| (names.as_slice(), Some(attribute.as_str()), Some(value))))
            }
        }
    }

    fn value(&self, attribute: &str) -> Option<String> {
        self.known.get(attribute).map(|value| match value {
            Value::Text(text) => text.clone(),
            other => other.to_string(),
        })
    }

    /// Why a rule has no row for the case.
    fn no_row(&self, rule: &Role) -> Option<UnresolvedAnswer> {
        let Finds::Whom(Whom::By { attribute, rows }) = &rule.finds else {
            return None;
        };
        let value = self.value(attribute)?;
        let names = || rows.keys().map(String::as_str);
        let near = match closest(&value, names()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("it knows {}", list_of(names())),
        };
        let message = format!("no row for {attribute} \"{}\": {near}", value.shown());
        Some(unresolved(UnresolvedCode::NoRow, attribute, message))
    }

    /// Adds a contact: the members of a team, the deputy of a post that is away.
    fn reach(&self, name: &'a str, via: Vec<Via>, seen: &mut Vec<&'a str>, found: &mut Found) {
        let Some(contact) = self.contact(name) else {
            return;
        };
        seen.push(name);
        if !contact.members.is_empty() && contact.told == Told::Members {
            for member in &contact.members {
                if !seen.contains(&member.as_str()) {
                    let mut via = via.clone();
                    via.push(Via::Member {
                        of: name.to_owned(),
                    });
                    // Each member is away for itself.
                    self.reach(member, via, &mut seen.clone(), found);
                }
            }
            return;
        }
        let calendar = self.calendar(contact.calendar.as_deref());
        let opens = calendar.opens_from(self.at);
        let date = calendar.zone().date(opens.unwrap_or(self.at)).date();
        let away = contact
            .absent
            .iter()
            .find(|span| span.from <= date && date <= span.until);
        if let Some(span) = away {
            let deputy = contact.deputy.as_deref();
            if let Some(deputy) = deputy.filter(|deputy| !seen.contains(deputy)) {
                let mut via = via;
                via.push(Via::Deputy {
                    of: name.to_owned(),
                    from: span.from,
                    until: span.until,
                    reason: span.reason.clone(),
                });
                return self.reach(deputy, via, seen, found);
            }
            let stands_in = match deputy {
                Some(_) => "and so is whoever stands in",
                None => "and nobody stands in",
            };
            let message = format!("\"{name}\" is away until {}, {stands_in}", span.until);
            let away = unresolved(UnresolvedCode::Away, name, message);
            if !found.unresolved.contains(&away) {
                found.unresolved.push(away);
            }
            return;
        }
        if found.to.iter().all(|one| one.contact != name) {
            found.to.push(RecipientAnswer {
                contact: name.to_owned(),
                title: contact.title.clone(),
                address: contact.address.clone(),
                deliver_from: opens.map(|at| calendar.zone().write(at)),
                via,
            });
        }
    }

    fn contact(&self, name: &str) -> Option<&'a Contact> {
        self.directory.directory.contacts.get(name)
    }

    /// The calendar of that name, else the directory's, else the clock's.
    fn calendar(&self, name: Option<&str>) -> &'a Calendar {
        name.or(self.directory.directory.calendar.as_deref())
            .and_then(|name| self.directory.calendars.get(name))
            .unwrap_or(self.calendar)
    }
}

fn unresolved(code: UnresolvedCode, about: &str, message: String) -> UnresolvedAnswer {
    UnresolvedAnswer {
        code,
        about: about.to_owned(),
        message,
    }
}

fn missing(attribute: &str) -> UnresolvedAnswer {
    let message = format!("the attribute \"{attribute}\" is missing");
    unresolved(UnresolvedCode::MissingAttribute, attribute, message)
}

/// Notes each role that leads to nobody, once for each reason.
pub(crate) fn check(clocks: &[ClockAnswer], findings: &mut Findings) {
    let mut roles: Set<(&str, &UnresolvedAnswer)> = Set::new();
    for clock in clocks {
        for step in &clock.escalations {
            roles.extend(
                step.unresolved
                    .iter()
                    .map(|why| (step.notify.as_str(), why)),
            );
        }
    }
    for (role, why) in roles {
        let hint = match why.code {
            UnresolvedCode::UnknownRole => "add a [[role]] of that name to the directory",
            UnresolvedCode::MissingAttribute => {
                "give the case the attribute, in its attributes or in an event's \"set\""
            }
            UnresolvedCode::NoRow => "correct the value, or add a row to the directory",
            UnresolvedCode::NoManager => "add \"manager\" to the contact",
            UnresolvedCode::Away => "add a \"deputy\" who is there",
        };
        findings.add(
            Problem::new(
                Code::UnresolvedRole,
                format!(
                    "nobody is found for the role \"{}\": {}",
                    role.shown(),
                    why.message
                ),
            )
            .hint(hint),
        );
    }
}
