//! What a clock takes from its pack, and the names that it has to find there.

use crate::sorted::Map;

use chrono::NaiveDate;

use super::{Basis, Condition, Escalation, Parameter, ParameterKind, Status, Within, within};
use crate::error::{Code, Problem, Shown as _};
use crate::model::{self, At};
use crate::text::Reader;

/// What a clock takes from its pack.
pub(super) struct Surroundings<'p> {
    pub(super) basis: Basis,
    pub(super) status: Status,
    pub(super) checked: Option<NaiveDate>,
    /// What must hold of a case for any of the pack's clocks.
    pub(super) applies: Option<&'p Condition>,
    pub(super) parameters: &'p Map<String, Parameter>,
    pub(super) escalations: &'p Map<String, Escalation>,
    pub(super) broken: &'p [String],
}

/// How long it has; notes a parameter for it that is not there, or is for something else.
pub(super) fn allowance(
    written: &At<model::Within>,
    pack: &Surroundings<'_>,
    reader: &mut Reader<'_>,
) -> Option<Within> {
    let within = within::check(written, reader)?;
    if let (Within::Parameter(name), model::Within::Parameter(place)) = (&within, written.get_ref())
    {
        parameter(name, place, &ParameterKind::Allowance, pack, reader);
    }
    Some(within)
}

/// Notes an escalation path that is not there.
pub(super) fn escalation(path: &At<String>, pack: &Surroundings<'_>, reader: &mut Reader<'_>) {
    escalation_of(path, pack.escalations.keys(), pack.broken, reader);
}

/// Notes an escalation path that is not among these.
pub(super) fn escalation_of<'k>(
    path: &At<String>,
    known: impl Iterator<Item = &'k String> + Clone,
    broken: &[String],
    reader: &mut Reader<'_>,
) {
    let name = path.get_ref();
    if known.clone().any(|one| one == name) || broken.contains(name) {
        return;
    }
    reader.note(
        unknown(
            Code::UnknownEscalation,
            "escalation path",
            name,
            known.map(String::as_str),
        ),
        path.span(),
    );
}

/// Notes a parameter that is not declared, or that is for something else.
pub(super) fn parameter(
    name: &str,
    place: &At<String>,
    kind: &ParameterKind,
    pack: &Surroundings<'_>,
    reader: &mut Reader<'_>,
) {
    match pack.parameters.get(name) {
        Some(declared) if declared.kind == *kind => {}
        Some(_) => reader.note(
            Problem::new(
                Code::WrongType,
                format!("parameter \"{name}\" is not of the type this needs"),
            )
            .hint(match kind {
                ParameterKind::Allowance => "declare it with type = \"allowance\"",
                ParameterKind::Event | ParameterKind::Value(_) => {
                    "declare it with type = \"event\""
                }
            }),
            place.span(),
        ),
        None if pack.broken.iter().any(|broken| broken == name) => {}
        None => {
            let known = pack.parameters.keys().map(String::as_str);
            let problem = unknown(Code::UnknownParameter, "parameter", name, known);
            reader.note(problem, place.span());
        }
    }
}

fn unknown<'k>(
    code: Code,
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Problem {
    Problem::unknown(
        code,
        format!("there is no {what} \"{}\" in this pack", name.shown()),
        name,
        "the pack has",
        known,
    )
}
