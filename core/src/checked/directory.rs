//! A directory: who has which role.

use crate::sorted::{Map, Set};

use chrono::NaiveDate;

use super::Condition;
use crate::error::Error;

/// Who has which role: posts, teams and mailboxes, and the rules that find them by the
/// attributes of a case. It is the host's own, and no part of any pack.
///
/// ```
/// let directory = dueby::Directory::from_toml(
///     r#"
///     [directory]
///     id = "north-homes"
///     title = "North Homes"
///
///     [contact.officer-stockton]
///     title = "housing officer, Stockton"
///     manager = "area-manager"
///
///     [contact.area-manager]
///     title = "area manager"
///
///     [[role]]
///     name = "complaint handler"
///     contact = { by = "patch", Stockton = "officer-stockton" }
///
///     [[role]]
///     name = "complaints manager"
///     manager-of = "complaint handler"
///     "#,
///     "north-homes.toml",
/// )?;
/// assert_eq!(directory.roles().collect::<Vec<_>>(), ["complaint handler", "complaints manager"]);
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Directory {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) revision: String,
    pub(crate) calendar: Option<String>,
    pub(crate) contacts: Map<String, Contact>,
    pub(crate) roles: Vec<Role>,
}

impl Directory {
    /// Reads a directory from TOML. `file` is what to call the text in messages.
    ///
    /// # Errors
    ///
    /// Every problem of the text, each with its line and column: see
    /// [`crate::Code`]. A directory may be 1 MiB long.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, Error> {
        crate::text::directory(text, file, false)
    }

    /// Reads a directory from JSON: the same tables as objects and lists.
    ///
    /// # Errors
    ///
    /// As [`Directory::from_toml`].
    pub fn from_json(text: &str, file: &str) -> Result<Self, Error> {
        crate::text::directory(text, file, true)
    }

    /// The id that answers name it by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title, for people.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The first twelve hexadecimal digits of the SHA-1 of the text it was read from.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The ids of the calendars that it names.
    pub(crate) fn named_calendars(&self) -> Set<&String> {
        let mut named = Set::new();
        for contact in self.contacts.values() {
            named.extend(&contact.calendar);
        }
        for role in &self.roles {
            named.extend(&role.hours);
        }
        named.extend(&self.calendar);
        named
    }

    /// The roles it knows, each once, in the order of the text.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = Vec::new();
        for role in &self.roles {
            if !names.contains(&role.name.as_str()) {
                names.push(&role.name);
            }
        }
        names.into_iter()
    }
}

/// A post, a team or a mailbox.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contact {
    pub(crate) title: String,
    pub(crate) address: Option<String>,
    pub(crate) calendar: Option<String>,
    pub(crate) manager: Option<String>,
    pub(crate) deputy: Option<String>,
    pub(crate) absent: Vec<Absence>,
    /// Of a team: who belongs to it.
    pub(crate) members: Vec<String>,
    /// Whether each of them is told, or the team at its own address.
    pub(crate) told: Told,
}

/// Who of a team is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    Members,
    Team,
}

impl Told {
    const WORDS: &'static [(Told, &'static str)] =
        &[(Told::Members, "members"), (Told::Team, "team")];
}

/// Dates on which a post is not there, both inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Absence {
    pub(crate) from: NaiveDate,
    pub(crate) until: NaiveDate,
    pub(crate) reason: Option<String>,
}

/// A rule for a role: the first that applies finds who has it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Role {
    pub(crate) name: String,
    pub(crate) when: Condition,
    pub(crate) finds: Finds,
    pub(crate) out_of_hours: Option<Whom>,
    /// The calendar that says when it is out of hours.
    pub(crate) hours: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Finds {
    Whom(Whom),
    /// The manager of whoever has this role.
    ManagerOf(String),
}

/// Contacts: always the same, or by the value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Whom {
    Named(Vec<String>),
    By {
        attribute: String,
        rows: Map<String, Vec<String>>,
    },
}

pub(crate) use read::directory;

mod read {
    use crate::sorted::Map;

    use super::super::{condition, names};
    use super::{Absence, Condition, Contact, Directory, Finds, Role, Told, Whom};
    use crate::error::{Code, Problem, Shown as _};
    use crate::model::{self, At};
    use crate::text::Reader;
    use crate::text::directory::Written;

    /// Checks a directory as it was written; nothing when its head is missing.
    pub(crate) fn directory(
        written: Written,
        revision: String,
        reader: &mut Reader<'_>,
    ) -> Option<Directory> {
        let mut known: Vec<&str> = written
            .contacts
            .iter()
            .map(|(name, _)| name.get_ref().as_str())
            .collect();
        known.extend(written.broken.iter().map(String::as_str));
        let contacts = written
            .contacts
            .iter()
            .filter_map(|(name, one)| {
                names::id(name, "a contact's name", false, reader);
                Some((name.get_ref().clone(), contact(one, &known, reader)?))
            })
            .collect();
        let roles: Vec<Role> = written
            .roles
            .iter()
            .filter_map(|one| role(one, &known, reader))
            .collect();
        for one in &written.roles {
            managers(one, &written.roles, reader);
        }
        let head = written.head?;
        names::id(&head.id, "a directory's id", true, reader);
        if let Some(calendar) = &head.calendar {
            names::id(calendar, "a calendar's id", true, reader);
        }
        Some(Directory {
            id: head.id.into_inner(),
            title: head.title.into_inner(),
            revision,
            calendar: head.calendar.map(At::into_inner),
            contacts,
            roles,
        })
    }

    fn contact(
        written: &model::Contact,
        known: &[&str],
        reader: &mut Reader<'_>,
    ) -> Option<Contact> {
        let text = |text: &Option<At<String>>| text.as_ref().map(|text| text.get_ref().clone());
        for named in [&written.manager, &written.deputy].into_iter().flatten() {
            find(named.get_ref(), named.span(), known, reader);
        }
        if let Some(calendar) = &written.calendar {
            names::id(calendar, "a calendar's id", true, reader);
        }
        let mut members = Vec::new();
        if let Some(listed) = &written.members {
            for member in listed.get_ref() {
                find(member.get_ref(), member.span(), known, reader);
                members.push(member.get_ref().clone());
            }
            if members.is_empty() {
                nobody("the team has no members", listed.span(), reader);
            }
            // A team is never away: its members are.
            let pointless = written.absent.as_ref().map(At::span);
            let pointless = pointless.or(written.deputy.as_ref().map(At::span));
            if let Some(span) = pointless {
                reader.note(
                    Problem::new(Code::PointlessOption, "a team is not away, its members are")
                        .hint("write \"absent\" and \"deputy\" with its members"),
                    span,
                );
            }
        }
        let told = written.told.as_ref();
        if let (Some(told), true) = (told, members.is_empty()) {
            reader.note(
                Problem::new(Code::PointlessOption, "only a team has \"told\"")
                    .hint("leave \"told\" out, or add \"members\""),
                told.span(),
            );
        }
        let absent = written
            .absent
            .as_ref()
            .map_or(&[][..], |list| list.get_ref());
        Some(Contact {
            title: written.title.get_ref().clone(),
            address: text(&written.address),
            calendar: text(&written.calendar),
            manager: text(&written.manager),
            deputy: text(&written.deputy),
            absent: absent
                .iter()
                .filter_map(|span| absence(span, reader))
                .collect(),
            members,
            told: told.map_or(Some(Told::Members), |told| {
                names::word(told, Told::WORDS, reader)
            })?,
        })
    }

    fn absence(written: &model::Absence, reader: &mut Reader<'_>) -> Option<Absence> {
        let from = names::date(&written.from, reader);
        let until = names::date(&written.until, reader);
        let (from, until) = (from?, until?);
        if until < from {
            reader.note(
                Problem::new(Code::BadDate, "the absence ends before it begins")
                    .hint("both dates belong to it: \"until\" is the last day away"),
                written.until.span(),
            );
        }
        Some(Absence {
            from,
            until,
            reason: written.reason.as_ref().map(|text| text.get_ref().clone()),
        })
    }

    fn role(written: &model::Role, known: &[&str], reader: &mut Reader<'_>) -> Option<Role> {
        if written.name.get_ref().trim().is_empty() {
            reader.note(
                Problem::new(Code::NothingListed, "the role has no name")
                    .hint("name it as the packs do: \"complaints manager\""),
                written.name.span(),
            );
        }
        let when = match &written.when {
            Some(when) => condition::check(when, reader),
            None => Condition::always(),
        };
        let finds = match (&written.contact, &written.manager_of) {
            (Some(contact), None) => Finds::Whom(whom(contact, known, reader)),
            (None, Some(of)) => Finds::ManagerOf(of.get_ref().clone()),
            (contact, _) => {
                let problem = match contact {
                    Some(_) => Problem::new(
                        Code::DuplicateName,
                        "a rule for a role has a \"contact\" or \"manager-of\", not both",
                    )
                    .hint("keep one of them"),
                    None => Problem::new(Code::MissingField, "nobody has this role")
                        .hint("add \"contact\", or \"manager-of\" another role"),
                };
                reader.note(problem, written.name.span());
                return None;
            }
        };
        let out_of_hours = written.out_of_hours.as_ref();
        match (&written.hours, out_of_hours) {
            (Some(hours), None) => reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "nobody else is told out of these hours",
                )
                .hint("add \"out-of-hours\", or leave \"hours\" out"),
                hours.span(),
            ),
            (Some(hours), _) => names::id(hours, "a calendar's id", true, reader),
            (None, _) => {}
        }
        Some(Role {
            name: written.name.get_ref().clone(),
            when,
            finds,
            out_of_hours: out_of_hours.map(|contact| whom(contact, known, reader)),
            hours: written.hours.as_ref().map(|hours| hours.get_ref().clone()),
        })
    }

    fn whom(written: &At<model::Whom>, known: &[&str], reader: &mut Reader<'_>) -> Whom {
        match written.get_ref() {
            model::Whom::Named(named) => {
                Whom::Named(contacts(named, written.span(), known, reader))
            }
            model::Whom::By { attribute, rows } => {
                if rows.is_empty() {
                    reader.note(
                        Problem::new(Code::NothingListed, "the table has no rows").hint(format!(
                            "add a row for each value of \"{}\"",
                            attribute.get_ref()
                        )),
                        written.span(),
                    );
                }
                let rows: Map<_, _> = rows
                    .iter()
                    .map(|(value, named)| {
                        let span = named.span();
                        let named = contacts(named.get_ref(), span, known, reader);
                        (value.get_ref().clone(), named)
                    })
                    .collect();
                Whom::By {
                    attribute: attribute.get_ref().clone(),
                    rows,
                }
            }
        }
    }

    fn contacts(
        written: &model::Contacts,
        span: std::ops::Range<usize>,
        known: &[&str],
        reader: &mut Reader<'_>,
    ) -> Vec<String> {
        match written {
            model::Contacts::One(name) => {
                find(name, span, known, reader);
                vec![name.clone()]
            }
            model::Contacts::Many(names) => {
                if names.is_empty() {
                    nobody("no contact is listed", span, reader);
                }
                names
                    .iter()
                    .map(|name| {
                        find(name.get_ref(), name.span(), known, reader);
                        name.get_ref().clone()
                    })
                    .collect()
            }
        }
    }

    /// Notes a contact that there is not.
    fn find(name: &str, span: std::ops::Range<usize>, known: &[&str], reader: &mut Reader<'_>) {
        if !known.contains(&name) {
            let problem = Problem::unknown(
                Code::UnknownContact,
                format!("there is no contact \"{}\"", name.shown()),
                name,
                "the contacts are",
                known.iter().copied(),
            );
            reader.note(problem, span);
        }
    }

    fn nobody(what: &str, span: std::ops::Range<usize>, reader: &mut Reader<'_>) {
        reader.note(
            Problem::new(Code::NothingListed, what).hint("name at least one contact"),
            span,
        );
    }

    /// Notes a role whose holder is a manager of nobody, or of himself in the end.
    fn managers(written: &model::Role, roles: &[model::Role], reader: &mut Reader<'_>) {
        let Some(of) = &written.manager_of else {
            return;
        };
        let names = || roles.iter().map(|role| role.name.get_ref().as_str());
        if !names().any(|name| name == of.get_ref()) {
            let problem = Problem::unknown(
                Code::UnknownRole,
                format!("there is no role \"{}\"", of.get_ref().shown()),
                of.get_ref(),
                "the roles are",
                names(),
            );
            return reader.note(problem, of.span());
        }
        // Every role that this one hangs on.
        let mut reached = vec![of.get_ref()];
        let mut next = 0;
        while let Some(name) = reached.get(next).copied() {
            next += 1;
            if name == written.name.get_ref() {
                let message = format!("the role \"{name}\" is found by itself");
                return reader.note(
                    Problem::new(Code::CircularRole, message)
                        .hint("give one of the roles in this circle a \"contact\""),
                    of.span(),
                );
            }
            for role in roles.iter().filter(|role| role.name.get_ref() == name) {
                let further = role.manager_of.as_ref().map(At::get_ref);
                reached.extend(further.filter(|further| !reached.contains(further)));
            }
        }
    }
}
