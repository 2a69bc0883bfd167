//! Escalation paths: who has to be told, when, and what an acknowledgement does.

use super::{Awaited, Basis};
use crate::case::Decimal;
use crate::count::{Allowance, Moment};
use crate::error::{Code, Error, Problem};

/// A path of steps.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Escalation {
    /// What it rests on: a ladder that the source does not describe is derived.
    pub(crate) basis: Basis,
    pub(crate) source: Option<String>,
    pub(crate) acknowledged: Acknowledged,
    pub(crate) while_paused: WhilePaused,
    pub(crate) steps: Vec<Step>,
}

precompiled!(struct Escalation { basis, source, acknowledged, while_paused, steps });

impl Escalation {
    /// Whether no step of it waits for anything that happens.
    pub(crate) fn is_plain(&self) -> bool {
        let waits = |step: &Step| step.within.is_some() || !step.acknowledged_by.is_empty();
        !self.steps.iter().any(waits)
    }
}

/// What an acknowledgement ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Acknowledged {
    /// Whatever of the path has not come.
    EndsThePath,
    /// The step and its repeats: the others come at their own moments.
    EndsTheStep,
}

precompiled!(
    enum Acknowledged {
        EndsThePath,
        EndsTheStep,
    }
);

impl Acknowledged {
    pub(crate) const WORDS: &'static [(Acknowledged, &'static str)] = &[
        (Acknowledged::EndsThePath, "ends the path"),
        (Acknowledged::EndsTheStep, "ends the step"),
    ];
}

/// What becomes of the time to acknowledge a step while its clock is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhilePaused {
    /// None of it is used, as of anything that the clock counts.
    Waits,
    /// It passes all the same.
    RunsOn,
}

precompiled!(
    enum WhilePaused {
        Waits,
        RunsOn,
    }
);

impl WhilePaused {
    pub(crate) const WORDS: &'static [(WhilePaused, &'static str)] = &[
        (WhilePaused::Waits, "waits"),
        (WhilePaused::RunsOn, "runs on"),
    ];
}

/// One step: a moment, and the role that has to be told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) at: Moment,
    pub(crate) notify: String,
    pub(crate) repeat: Option<Repeat>,
    /// Events of the case that acknowledge it, beside the host's report.
    pub(crate) acknowledged_by: Vec<Awaited>,
    /// How long the next step waits for that, at most.
    pub(crate) within: Option<Allowance>,
}

precompiled!(struct Step { at, notify, repeat, acknowledged_by, within });

/// How a step comes again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeat {
    pub(crate) every: Allowance,
    /// How often, the first time not counted; never while a parameter that says it has no
    /// value.
    pub(crate) at_most: u32,
    /// The parameter that says it, if one does.
    pub(crate) parameter: Option<String>,
}

precompiled!(struct Repeat { every, at_most, parameter });

impl Repeat {
    /// The most repeats of one step.
    const MOST: i64 = 100;

    /// A number of repeats as a number of them.
    pub(crate) fn times(number: f64) -> Result<u32, Error> {
        let whole = number.fract() == 0.0 && (1.0..=Self::MOST as f64).contains(&number);
        if whole {
            return Ok(number as u32);
        }
        Err(Problem::new(
            Code::BadNumber,
            format!("a step cannot be repeated {} times", Decimal(number)),
        )
        .hint(format!("write a number from 1 to {}", Self::MOST))
        .into())
    }
}

pub(super) use read::check;

mod read {
    use super::super::{AttributeType, awaited, names, parameter};
    use super::{Acknowledged, Basis, Escalation, Repeat, Step, WhilePaused};
    use crate::count::Allowance;
    use crate::error::{Code, Error, Problem};
    use crate::model::{self, At};
    use crate::text::Reader;

    /// The most steps of one path.
    const MOST_STEPS: usize = 100;

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
        let acknowledged = written
            .acknowledged
            .as_ref()
            .and_then(|word| names::word(word, Acknowledged::WORDS, reader))
            .unwrap_or(Acknowledged::EndsThePath);
        let while_paused = written
            .while_paused
            .as_ref()
            .and_then(|word| names::word(word, WhilePaused::WORDS, reader))
            .unwrap_or(WhilePaused::Waits);
        let steps = written.steps.get_ref();
        if steps.is_empty() {
            reader.note(
                Problem::new(Code::NothingListed, "the path has no steps")
                    .hint("add a step: { at = \"due\", notify = \"a role\" }"),
                written.steps.span(),
            );
        }
        let place = steps.get(MOST_STEPS).map(|step| step.at.span());
        let steps = if reader.too_many(steps.len(), MOST_STEPS, "steps", place) {
            &[]
        } else {
            steps.as_slice()
        };
        let last = steps.len().saturating_sub(1);
        let steps: Vec<Step> = steps
            .iter()
            .enumerate()
            .filter_map(|(index, written)| step(written, index == last, reader))
            .collect();
        if let Some(word) = &written.while_paused
            && steps.iter().all(|step| step.within.is_none())
        {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "no step of the path has a time in which it is to be acknowledged",
                )
                .hint("leave \"while-paused\" out, or give a step its \"within\""),
                word.span(),
            );
        }
        Escalation {
            basis,
            source: written.source.as_ref().map(|text| text.get_ref().clone()),
            acknowledged,
            while_paused,
            steps,
        }
    }

    fn step(written: &model::Step, last: bool, reader: &mut Reader<'_>) -> Option<Step> {
        if written.notify.get_ref().trim().is_empty() {
            reader.note(
                Problem::new(Code::NothingListed, "nobody is notified")
                    .hint("name a role, such as \"complaints manager\""),
                written.notify.span(),
            );
        }
        let acknowledged_by = written
            .acknowledged_by
            .as_ref()
            .map_or_else(Vec::new, |events| awaited::check(events, reader));
        let repeat = written
            .repeat
            .as_ref()
            .map(|written| repeat(written, reader));
        let within = written
            .within
            .as_ref()
            .map(|within| some_time(within, reader));
        if let (Some(place), true) = (&written.within, last) {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "no step follows that could come when this one is not acknowledged",
                )
                .hint("leave \"within\" out, or add the step that comes next"),
                place.span(),
            );
        }
        Some(Step {
            at: names::parse(&written.at, reader)?,
            notify: written.notify.get_ref().clone(),
            repeat: repeat.flatten(),
            acknowledged_by,
            within: within.flatten(),
        })
    }

    fn repeat(written: &model::Repeat, reader: &mut Reader<'_>) -> Option<Repeat> {
        let every = some_time(&written.every, reader);
        let (at_most, parameter) = match written.at_most.get_ref() {
            model::Times::Number(most) => (Repeat::times(*most as f64), None),
            model::Times::Parameter(name) => {
                let of = parameter::used(name, reader)?;
                if of != AttributeType::Number {
                    reader.note(
                        Problem::new(
                            Code::WrongType,
                            format!(
                                "the parameter \"{}\" is {}, and this is how often",
                                name.get_ref(),
                                of.described()
                            ),
                        )
                        .hint("declare it with type = \"number\""),
                        name.span(),
                    );
                }
                (Ok(0), Some(name.get_ref().clone()))
            }
        };
        let at_most =
            at_most.map_err(|error: Error| reader.note_all(&error, &written.at_most.span()));
        Some(Repeat {
            every: every?,
            at_most: at_most.ok()?,
            parameter,
        })
    }

    /// An allowance that is longer than nothing.
    fn some_time(written: &At<String>, reader: &mut Reader<'_>) -> Option<Allowance> {
        let allowance: Allowance = names::parse(written, reader)?;
        if allowance.amount() == 0 {
            reader.note(
                Problem::new(Code::BadAllowance, "no time passes here")
                    .hint("write how long it is: \"1 working day\""),
                written.span(),
            );
        }
        Some(allowance)
    }
}
