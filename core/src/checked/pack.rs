//! A rule pack.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{Attribute, Clock, Condition, Escalation, Governs, Parameter, Right, Source};
use crate::error::{Code, Error, Problem};
#[cfg(feature = "schema")]
use crate::model;

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
    pub(crate) version: Option<String>,
    pub(crate) governs: Option<Governs>,
    pub(crate) calendar: String,
    pub(crate) revision: String,
    pub(crate) source: Source,
    pub(crate) notes: Option<String>,
    pub(crate) attributes: BTreeMap<String, Attribute>,
    pub(crate) conditions: BTreeMap<String, Arc<Condition>>,
    pub(crate) parameters: BTreeMap<String, Parameter>,
    pub(crate) escalations: BTreeMap<String, Escalation>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) rights: Vec<Right>,
    pub(crate) remarks: Vec<Problem>,
    /// The pack that it extends, as it changes it.
    pub(crate) base: Option<Box<Pack>>,
}

impl Pack {
    /// Reads a pack from TOML. `file` is what to call the text in messages.
    ///
    /// # Errors
    ///
    /// Every problem of the text, each with its line and column: see
    /// [`crate::Code`]. A pack may be 1 MiB long.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, Error> {
        Pack::from_toml_with(text, file, not_at_hand)
    }

    /// The same for a pack that may extend another: `base` gives that by its id, or by its
    /// id and version, `id@version`.
    ///
    /// # Errors
    ///
    /// As [`Pack::from_toml`]; what `base` returns, at the place where the other is named;
    /// `looser-than-law` for an override that allows more time than statute or code.
    pub fn from_toml_with(
        text: &str,
        file: &str,
        mut base: impl FnMut(&str) -> Result<Pack, Error>,
    ) -> Result<Self, Error> {
        crate::text::pack(text, file, false, &mut base)
    }

    /// Reads a pack from JSON, of the same shape: a `[table]` is an object, a `[[list]]` a
    /// list of them. What is null is as if it were not there; `"$schema"` may name the
    /// schema.
    ///
    /// # Errors
    ///
    /// As [`Pack::from_toml`]; `syntax` also for what lies more than 127 deep.
    ///
    /// ```
    /// let pack = dueby::Pack::from_json(
    ///     r#"{
    ///       "pack": {"id": "example", "title": "An example",
    ///                "calendar": "england-and-wales", "basis": "promise"},
    ///       "clock": [{"id": "answer", "kind": "letter", "starts": "letter.received",
    ///                  "stops": "letter.answered", "within": "5 working days"}]
    ///     }"#,
    ///     "example.json",
    /// )?;
    /// assert_eq!(pack.clocks()[0].id(), "answer");
    /// # Ok::<(), dueby::Error>(())
    /// ```
    pub fn from_json(text: &str, file: &str) -> Result<Self, Error> {
        Pack::from_json_with(text, file, not_at_hand)
    }

    /// The same for a pack that may extend another, as [`Pack::from_toml_with`] has it.
    ///
    /// # Errors
    ///
    /// As [`Pack::from_json`] and [`Pack::from_toml_with`].
    pub fn from_json_with(
        text: &str,
        file: &str,
        mut base: impl FnMut(&str) -> Result<Pack, Error>,
    ) -> Result<Self, Error> {
        crate::text::pack(text, file, true, &mut base)
    }

    /// The JSON Schema of a pack, for editors and other validators. With the feature
    /// `schema`.
    #[cfg(feature = "schema")]
    pub fn schema() -> serde_json::Value {
        model::schema::pack()
    }

    /// The id that answers name it by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The title, for people.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Which version of the rules it is, where there are several.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Which cases this version is for.
    pub fn governs(&self) -> Option<&Governs> {
        self.governs.as_ref()
    }

    /// How lists name it: by its id, and its version where it has one.
    pub(crate) fn name(&self) -> String {
        match &self.version {
            Some(version) => format!("{}@{version}", self.id),
            None => self.id.clone(),
        }
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
        (self.source.title.as_deref(), self.source.link.as_deref())
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

    /// The pack that it extends, with this one's escalation paths and values in it. An
    /// engine that is given this pack has both.
    pub fn extends(&self) -> Option<&Pack> {
        self.base.as_deref()
    }

    /// The attributes that it declares, by name.
    pub fn attributes(&self) -> &BTreeMap<String, Attribute> {
        &self.attributes
    }

    /// The conditions that it names, by name.
    pub fn conditions(&self) -> impl Iterator<Item = (&str, &Condition)> {
        let conditions = self.conditions.iter();
        conditions.map(|(name, condition)| (name.as_str(), &**condition))
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

/// The error for a pack that extends another where there is none.
fn not_at_hand(id: &str) -> Result<Pack, Error> {
    let message = format!("\"{}\" is not at hand", id.escape_debug());
    Err(Problem::new(Code::UnknownPack, message)
        .hint("read this pack together with the one that it extends")
        .into())
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
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use super::super::{
        appointment, attribute, clock, condition, escalation, extending, follows, governs, names,
        open, parameter, source,
    };
    use super::{Basis, Clock, Escalation, Pack, Parameter, Right, Status};
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
        base: Option<Pack>,
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
        if let Some(base) = &base {
            for (name, attribute) in &base.attributes {
                let declared = &mut reader.declared.attributes;
                declared
                    .entry(name.clone())
                    .or_insert_with(|| attribute.clone());
            }
        }
        // A named condition names no other: all are read before any is known.
        let mut conditions = BTreeMap::new();
        for (name, written) in &written.conditions {
            names::id(name, "a condition's name", false, reader);
            let condition = Arc::new(condition::check_of_start(written, reader));
            conditions.insert(name.get_ref().clone(), condition);
        }
        if let Some(base) = &base {
            for (name, condition) in &base.conditions {
                let known = conditions.entry(name.clone());
                known.or_insert_with(|| condition.clone());
            }
        }
        reader.declared.conditions = conditions;
        let mut parameters: BTreeMap<String, Parameter> = written
            .parameters
            .iter()
            .filter_map(|(name, written)| {
                names::id(name, "a parameter's name", false, reader);
                let parameter = parameter::check(written, reader)?;
                Some((name.get_ref().clone(), parameter))
            })
            .collect();
        let mut escalations: BTreeMap<String, Escalation> = written
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
        let applies = head
            .and_then(|head| head.applies.as_ref())
            .map(|applies| condition::check_of_start(&applies.get_ref().when, reader));
        let (version, governs) = head
            .map(|head| governs::version(head, reader))
            .unwrap_or_default();
        if written.clocks.is_empty()
            && written.appointments.is_empty()
            && written.rights.is_empty()
            && base.is_none()
            && head.is_some()
            && !reader.has_problems()
        {
            reader.missing_table("[clock]", "add a [[clock]] for each promise");
        }

        let mut base = base;
        let overridden = match &mut base {
            Some(base) => {
                let own = extending::Own {
                    basis,
                    status,
                    checked,
                    applies: applies.as_ref(),
                    parameters: &parameters,
                    escalations: &escalations,
                    broken: &written.broken,
                };
                let made =
                    extending::check(&written.overrides, &written.filled, base, &own, reader);
                for (name, parameter) in &base.parameters {
                    let known = parameters.entry(name.clone());
                    known.or_insert_with(|| parameter.clone());
                }
                for (name, path) in &base.escalations {
                    let known = escalations.entry(name.clone());
                    known.or_insert_with(|| path.clone());
                }
                made
            }
            None => {
                without_base(&written, reader);
                Vec::new()
            }
        };
        let surroundings = clock::Surroundings {
            basis,
            status,
            checked,
            applies: applies.as_ref(),
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
        let mut clocks: Vec<Clock> = written
            .clocks
            .iter()
            .filter_map(|clock| check(clock, reader))
            .collect();
        for appointment in written.appointments {
            let place = appointment.id.span();
            let (head, clock) = appointment.split();
            let Some(keep) = check(&clock, reader) else {
                continue;
            };
            let reminder = head.reminder.as_ref();
            if let Some(path) = reminder.and_then(|reminder| reminder.escalation.as_ref()) {
                clock::escalation(path, &surroundings, reader);
            }
            let all = appointment::expand(&head, keep, reader);
            for (number, clock) in all.into_iter().enumerate() {
                if number > 0 && clocks.iter().any(|other| other.id == clock.id) {
                    let problem = Problem::new(
                        Code::DuplicateName,
                        format!("two clocks have the id \"{}\"", clock.id),
                    );
                    reader.note(
                        problem.hint("an appointment takes its id with \"-notice\" and \"-reminder\" too: rename the other clock"),
                        place.clone(),
                    );
                }
                clocks.push(clock);
            }
        }
        let own = head.map(|head| head.id.get_ref().as_str());
        let follows = written.clocks.iter().filter_map(|one| one.starts.as_ref());
        let follows = follows.chain(written.rights.iter().map(|right| &right.starts));
        open::due_of_none(own, &clocks, follows, reader);
        let rights = written
            .rights
            .into_iter()
            .filter_map(|right| {
                let (head, clock) = right.split();
                Some(Right {
                    title: head.title.into_inner(),
                    to: head.to.into_inner(),
                    nation: head.nation.map(model::At::into_inner),
                    clock: check(&clock, reader)?,
                })
            })
            .collect();

        for clock in overridden {
            if ids.insert(clock.id.clone()) {
                clocks.push(clock);
                continue;
            }
            let twice = written
                .overrides
                .iter()
                .rfind(|one| *one.clock.get_ref() == clock.id);
            reader.note(
                Problem::new(
                    Code::DuplicateName,
                    format!("\"{}\" is a clock of this pack already", clock.id),
                )
                .hint("override a clock once, or write it out as a [[clock]] of another id"),
                twice.map_or(0..0, |one| one.clock.span()),
            );
        }
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
            version,
            governs,
            calendar: head.calendar.into_inner(),
            revision,
            source: source::of_pack(head.source.as_ref(), head.link.as_ref(), reader),
            notes: head.notes.map(model::At::into_inner),
            attributes: std::mem::take(&mut reader.declared.attributes),
            conditions: std::mem::take(&mut reader.declared.conditions),
            parameters,
            escalations,
            clocks,
            rights,
            remarks: reader.take_remarks(),
            base: base.map(Box::new),
        })
    }

    /// Notes what would change a pack where none is extended.
    fn without_base(written: &Written, reader: &mut Reader<'_>) {
        let extends = written
            .head
            .as_ref()
            .is_some_and(|head| head.extends.is_some());
        let overrides = written.overrides.iter().map(|one| one.clock.span());
        let filled = written.filled.iter().map(|(name, _)| name.span());
        if let (false, Some(span)) = (extends, overrides.chain(filled).next()) {
            reader.note(
                Problem::new(Code::MissingField, "this pack extends no other")
                    .hint("name the pack that this changes: extends = \"…\" in [pack]"),
                span,
            );
        }
    }
}
