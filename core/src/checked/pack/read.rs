//! A pack as it was written → checked.

use crate::sorted::{Map, Set};
use std::ops::Range;
use std::sync::Arc;

use super::super::surroundings::{self, Surroundings};
use super::super::{
    Basis, Clock, Escalation, Governs, Right, Status, Target, appointment, attribute, clock,
    condition, escalation, extending, follows, governs, names, open, parameter, source, target,
};
use super::Pack;
use crate::error::{Code, Problem, Shown as _};
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
            declared.get_or_insert(name.clone(), || attribute.clone());
        }
    }
    // Conditions compare with parameters, and the tables that parameters have for a value
    // are made of conditions.
    for (name, written) in &written.parameters {
        names::id(name, "a parameter's name", false, reader);
        let declared = parameter::check(written, reader);
        let name = name.get_ref().clone();
        match declared {
            Some(parameter) => _ = reader.declared.parameters.insert(name, parameter),
            None => _ = reader.declared.broken_parameters.insert(name),
        }
    }
    if let Some(base) = &base {
        for (name, parameter) in &base.parameters {
            reader
                .declared
                .parameters
                .get_or_insert(name.clone(), || parameter.clone());
        }
    }
    // A named condition names no other: all are read before any is known.
    let mut conditions = Map::new();
    for (name, written) in &written.conditions {
        names::id(name, "a condition's name", false, reader);
        let condition = Arc::new(condition::check_of_start(written, reader));
        conditions.insert(name.get_ref().clone(), condition);
    }
    if let Some(base) = &base {
        for (name, condition) in &base.conditions {
            conditions.get_or_insert(name.clone(), || condition.clone());
        }
    }
    reader.declared.conditions = conditions;
    let mut parameters = Map::new();
    for (name, written) in &written.parameters {
        let Some(mut declared) = reader.declared.parameters.get(name.get_ref()).cloned() else {
            continue;
        };
        if let Some(value) = &written.value {
            parameter::fill(&mut declared, value, reader);
        }
        parameters.insert(name.get_ref().clone(), declared);
    }
    let mut escalations: Map<String, Escalation> = written
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
    let (version, governs) = head.map(|head| version(head, reader)).unwrap_or_default();
    if written.clocks.is_empty()
        && written.appointments.is_empty()
        && written.rights.is_empty()
        && written.targets.is_empty()
        && base.is_none()
        && head.is_some()
        && !reader.has_problems()
    {
        reader.missing_table("[clock]", "add a [[clock]] for each promise");
    }

    let mut base = base;
    let overridden = match &mut base {
        Some(base) => {
            let own = Surroundings {
                basis,
                status,
                checked,
                applies: applies.as_ref(),
                parameters: &parameters,
                escalations: &escalations,
                broken: &written.broken,
            };
            let made = extending::check(&written.overrides, &written.filled, base, &own, reader);
            for (name, parameter) in &base.parameters {
                parameters.get_or_insert(name.clone(), || parameter.clone());
            }
            for (name, path) in &base.escalations {
                escalations.get_or_insert(name.clone(), || path.clone());
            }
            made
        }
        None => {
            without_base(&written, reader);
            Vec::new()
        }
    };
    let surroundings = Surroundings {
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
    let mut ids = Set::new();
    let mut check = |clock: &model::Clock, reader: &mut Reader<'_>| {
        if !ids.insert(clock.id.get_ref().clone()) {
            reader.note(
                Problem::new(
                    Code::DuplicateName,
                    format!("two clocks have the id \"{}\"", clock.id.get_ref()),
                )
                .hint("give each clock and each right an id of its own: answers name it by that"),
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
            surroundings::escalation(path, &surroundings, reader);
        }
        let all = appointment::expand(&head, keep, &surroundings, reader);
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
    let targets = {
        let clocks: Vec<&str> = clocks.iter().map(|clock| clock.id.as_str()).collect();
        // A clock that could not be read may be what a target counts.
        let all_read = all_read && !reader.has_problems();
        let of_pack = target::Surroundings {
            basis,
            status,
            checked,
            clocks: all_read.then_some(&clocks),
        };
        targets(&written.targets, &of_pack, reader)
    };
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
            format!("nothing declares the attribute \"{}\"", name.shown()),
        );
        let hint = "declare it, so that slips are found: [attribute.NAME] with its type";
        reader.remark(problem.hint(hint), span);
    }

    let values: Vec<(&str, Range<usize>)> = written
        .parameters
        .iter()
        .filter_map(|(name, written)| {
            Some((name.get_ref().as_str(), written.value.as_ref()?.span()))
        })
        .chain(
            written
                .filled
                .iter()
                .map(|(name, value)| (name.get_ref().as_str(), value.span())),
        )
        .map(|(name, span)| (name, span.clone()))
        .collect();
    let head = written.head?;
    let pack = Pack {
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
        targets,
        remarks: reader.take_remarks(),
        base: base.map(Box::new),
    };
    // What is wrong with a value shows where it is used.
    for (name, problem) in pack.clone().settle() {
        if let Some((_, span)) = values.iter().find(|(known, _)| *known == name) {
            reader.note(problem, span.clone());
        }
    }
    Some(pack)
}

/// The targets, each id once.
fn targets(
    written: &[model::Target],
    of_pack: &target::Surroundings<'_>,
    reader: &mut Reader<'_>,
) -> Vec<Target> {
    let mut ids = Set::new();
    let mut checked = Vec::new();
    for one in written {
        if !ids.insert(one.id.get_ref()) {
            let message = format!("two targets have the id \"{}\"", one.id.get_ref());
            reader.note(
                Problem::new(Code::DuplicateName, message)
                    .hint("give each target an id of its own"),
                one.id.span(),
            );
        }
        checked.extend(target::check(one, of_pack, reader));
    }
    checked
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

/// Which version it is, and of which cases.
fn version(head: &model::PackHead, reader: &mut Reader<'_>) -> (Option<String>, Option<Governs>) {
    if let Some(version) = &head.version {
        names::id(version, "a version", false, reader);
    }
    let governs = head.governs.as_ref().and_then(|written| {
        if head.version.is_none() {
            reader.note(
                Problem::new(
                    Code::MissingField,
                    "a pack that is for some dates has a \"version\"",
                )
                .hint("add it to [pack], such as version = \"2024-04-01\": answers name it"),
                written.span(),
            );
        }
        governs::check(written.get_ref(), reader)
    });
    let version = head.version.as_ref().map(|one| one.get_ref().clone());
    (version, governs)
}
