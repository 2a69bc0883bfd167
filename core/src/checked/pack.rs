//! A rule pack.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Attribute, Clock, Escalation, Parameter, Right};
use crate::error::{Error, Problem};

/// A rule pack, read and checked: its clocks, escalation paths and parameters.
///
/// ```
/// let pack = dueby::Pack::from_toml(
///     r#"
///     [pack]
///     id = "example"
///     title = "An example"
///     calendar = "england-and-wales"
///     basis = "promise"
///
///     [[clock]]
///     id = "complaint-acknowledgement"
///     promise = "Acknowledge a complaint"
///     kind = "complaint"
///     starts = "complaint.received"
///     stops = "complaint.acknowledged"
///     within = "2 working days"
///     "#,
///     "example.toml",
/// )?;
/// assert_eq!(pack.clocks()[0].promise(), "Acknowledge a complaint");
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) calendar: String,
    pub(crate) revision: String,
    pub(crate) source: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) notes: Option<String>,
    pub(crate) attributes: BTreeMap<String, Attribute>,
    pub(crate) parameters: BTreeMap<String, Parameter>,
    pub(crate) escalations: BTreeMap<String, Escalation>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) rights: Vec<Right>,
    pub(crate) remarks: Vec<Problem>,
}

impl Pack {
    /// Reads a pack from TOML. `file` is what to call the text in messages.
    ///
    /// # Errors
    ///
    /// Every problem of the text, each with its line and column: see
    /// [`crate::Code`]. A pack may be 1 MiB long.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, Error> {
        crate::text::pack(text, file)
    }

    /// The id that answers name it by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title, for people.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The id of the calendar that its clocks count with, unless they name another.
    pub fn calendar(&self) -> &str {
        &self.calendar
    }

    /// The first twelve hexadecimal digits of the SHA-1 of the text it was read from.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    /// The document or law that it was made from, and where to find it.
    pub fn source(&self) -> (Option<&str>, Option<&str>) {
        (self.source.as_deref(), self.link.as_deref())
    }

    /// Anything else for people.
    pub fn notes(&self) -> Option<&str> {
        self.notes.as_deref()
    }

    /// The clocks, in the order of the text.
    pub fn clocks(&self) -> &[Clock] {
        &self.clocks
    }

    /// What residents may do and until when, in the order of the text.
    pub fn rights(&self) -> &[Right] {
        &self.rights
    }

    /// The attributes that it declares, by name.
    pub fn attributes(&self) -> &BTreeMap<String, Attribute> {
        &self.attributes
    }

    /// What is no mistake but worth a look, in the order of the text: attributes that it
    /// uses and does not declare, parameters without a value.
    pub fn remarks(&self) -> &[Problem] {
        &self.remarks
    }

    /// What a landlord has to fill in, by name.
    pub fn parameters(&self) -> &BTreeMap<String, Parameter> {
        &self.parameters
    }
}

/// What a promise rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Basis {
    /// Legislation.
    Statute,
    /// A code that binds by statute, such as the Complaint Handling Code.
    Code,
    /// The landlord's own promise.
    Promise,
    /// Worked out from something else that is said.
    Derived,
}

/// How sure its rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Status {
    /// The source's own words were read.
    Confirmed,
    /// Not seen in its source's own words.
    Unconfirmed,
    /// The words bear several readings.
    Contested,
}

impl Basis {
    pub(crate) const WORDS: &'static [(Basis, &'static str)] = &[
        (Basis::Statute, "statute"),
        (Basis::Code, "code"),
        (Basis::Promise, "promise"),
        (Basis::Derived, "derived"),
    ];
}

impl Status {
    pub(crate) const WORDS: &'static [(Status, &'static str)] = &[
        (Status::Confirmed, "confirmed"),
        (Status::Unconfirmed, "unconfirmed"),
        (Status::Contested, "contested"),
    ];

    /// The word for it in packs and answers.
    pub fn as_str(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(status, _)| *status == self)
            .map_or("", |(_, word)| word)
    }
}

pub(crate) use read::pack;

mod read {
    use std::collections::BTreeSet;

    use super::super::{attribute, clock, escalation, follows, names, parameter};
    use super::{Basis, Pack, Right, Status};
    use crate::error::{Code, Problem};
    use crate::model;
    use crate::text::Reader;
    use crate::text::pack::Written;

    fn id(clock: &model::Clock) -> &str {
        clock.id.get_ref()
    }

    /// Checks a pack as it was written; nothing when its head is missing.
    pub(crate) fn pack(
        written: Written,
        revision: String,
        reader: &mut Reader<'_>,
    ) -> Option<Pack> {
        // What could not be read may be what others follow.
        let all_read = !reader.has_problems();
        let head = written.head.as_ref();
        if let Some(head) = head {
            names::id(&head.id, "a pack's id", true, reader);
            names::id(&head.calendar, "a calendar's id", true, reader);
        }
        let basis = head
            .and_then(|head| names::word(&head.basis, Basis::WORDS, reader))
            .unwrap_or(Basis::Promise);
        let status = head
            .and_then(|head| head.status.as_ref())
            .and_then(|status| names::word(status, Status::WORDS, reader))
            .unwrap_or(Status::Confirmed);
        let checked = head
            .and_then(|head| head.checked.as_ref())
            .and_then(|date| names::date(date, reader));

        for (name, written) in &written.attributes {
            match attribute::check(name, written, reader) {
                Some(attribute) => {
                    let name = name.get_ref().clone();
                    reader.declared.attributes.insert(name, attribute);
                }
                None => {
                    reader.declared.broken.insert(name.get_ref().clone());
                }
            }
        }
        let parameters = written
            .parameters
            .iter()
            .filter_map(|(name, written)| {
                names::id(name, "a parameter's name", false, reader);
                let parameter = parameter::check(written, reader)?;
                Some((name.get_ref().clone(), parameter))
            })
            .collect();
        let escalations = written
            .escalations
            .iter()
            .map(|(name, path)| {
                names::id(name, "an escalation path's name", false, reader);
                (
                    name.get_ref().clone(),
                    escalation::check(path, basis, reader),
                )
            })
            .collect();
        if written.clocks.is_empty()
            && written.rights.is_empty()
            && head.is_some()
            && !reader.has_problems()
        {
            reader.missing_table("[clock]", "add a [[clock]] for each promise");
        }

        let surroundings = clock::Surroundings {
            basis,
            status,
            checked,
            parameters: &parameters,
            escalations: &escalations,
            broken: &written.broken,
        };
        if all_read {
            let clocks: Vec<&str> = written.clocks.iter().map(id).collect();
            let of_clocks = written
                .clocks
                .iter()
                .filter_map(|clock| Some((id(clock), clock.starts.as_ref()?)));
            let rights = written.rights.iter();
            let of_rights = rights.map(|right| (right.id.get_ref().as_str(), &right.starts));
            let own = head.map(|head| head.id.get_ref().as_str());
            follows::chains(own, &clocks, of_clocks.chain(of_rights), reader);
        }
        let mut ids = BTreeSet::new();
        let mut check = |clock: &model::Clock, reader: &mut Reader<'_>| {
            if !ids.insert(clock.id.get_ref().clone()) {
                reader.note(
                    Problem::new(
                        Code::DuplicateName,
                        format!("two clocks have the id \"{}\"", clock.id.get_ref()),
                    )
                    .hint(
                        "give each clock and each right an id of its own: answers name it by that",
                    ),
                    clock.id.span(),
                );
            }
            clock::check(clock, &surroundings, reader)
        };
        let clocks = written
            .clocks
            .iter()
            .filter_map(|clock| check(clock, reader))
            .collect();
        let rights = written
            .rights
            .into_iter()
            .filter_map(|right| {
                let (head, clock) = right.split();
                Some(Right {
                    title: head.title.into_inner(),
                    to: head.to.into_inner(),
                    nation: head.nation.map(toml::Spanned::into_inner),
                    clock: check(&clock, reader)?,
                })
            })
            .collect();

        for (name, parameter) in &written.parameters {
            if parameter.value.is_none() {
                let problem = Problem::new(
                    Code::NotFilledIn,
                    format!("the parameter \"{}\" has no value", name.get_ref()),
                );
                reader.remark(
                    problem.hint(parameter.question.get_ref().clone()),
                    name.span(),
                );
            }
        }
        for (name, span) in std::mem::take(&mut reader.declared.undeclared) {
            let problem = Problem::new(
                Code::UnknownAttribute,
                format!("nothing declares the attribute \"{}\"", name.escape_debug()),
            );
            let hint = "declare it, so that slips are found: [attribute.NAME] with its type";
            reader.remark(problem.hint(hint), span);
        }

        let head = written.head?;
        Some(Pack {
            id: head.id.into_inner(),
            title: head.title.into_inner(),
            calendar: head.calendar.into_inner(),
            revision,
            source: head.source.map(toml::Spanned::into_inner),
            link: head.link.map(toml::Spanned::into_inner),
            notes: head.notes.map(toml::Spanned::into_inner),
            attributes: std::mem::take(&mut reader.declared.attributes),
            parameters,
            escalations,
            clocks,
            rights,
            remarks: reader.take_remarks(),
        })
    }
}
