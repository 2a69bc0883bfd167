//! Escalation paths: who has to be told, and when.

use super::Basis;
use crate::count::Moment;

/// A path of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Escalation {
    /// What it rests on: a ladder that the source does not describe is derived.
    pub(crate) basis: Basis,
    pub(crate) source: Option<String>,
    pub(crate) steps: Vec<Step>,
}

/// One step: a moment, and the role that has to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) at: Moment,
    pub(crate) notify: String,
}

pub(super) use read::check;

mod read {
    use super::super::names;
    use super::{Basis, Escalation, Step};
    use crate::error::{Code, Problem};
    use crate::model;
    use crate::text::Reader;

    pub(in super::super) fn check(
        written: &model::Escalation,
        pack_basis: Basis,
        reader: &mut Reader<'_>,
    ) -> Escalation {
        let basis = written
            .basis
            .as_ref()
            .and_then(|basis| names::word(basis, Basis::WORDS, reader))
            .unwrap_or(pack_basis);
        let steps = written.steps.get_ref();
        if steps.is_empty() {
            reader.note(
                Problem::new(Code::NothingListed, "the path has no steps")
                    .hint("add a step: { at = \"due\", notify = \"a role\" }"),
                written.steps.span(),
            );
        }
        let steps = steps
            .iter()
            .filter_map(|step| {
                if step.notify.get_ref().trim().is_empty() {
                    reader.note(
                        Problem::new(Code::NothingListed, "nobody is notified")
                            .hint("name a role, such as \"complaints manager\""),
                        step.notify.span(),
                    );
                }
                Some(Step {
                    at: names::parse(&step.at, reader)?,
                    notify: step.notify.get_ref().clone(),
                })
            })
            .collect();
        Escalation {
            basis,
            source: written.source.as_ref().map(|text| text.get_ref().clone()),
            steps,
        }
    }
}
