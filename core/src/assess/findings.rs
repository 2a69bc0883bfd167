//! What is odd about a case: reported in the answer, refused when asked to be strict.

use crate::sorted::{Map, Set, sort_by_key};

use super::grant::Refusal;
use super::{Finding, Occurrence};
use crate::calendar::RangeError;
use crate::case::{Case, Event};
use crate::checked::{Condition, Known, Sort};
use crate::error::{Code, Error, Place, Problem, Shown as _};
use crate::time::Day;

/// Findings collected while the clocks are assessed; where nobody asked for them, nothing is
/// written down, and there is nothing to move or to free.
#[derive(Debug)]
pub(crate) struct Findings(Option<Box<Heard>>);

#[derive(Debug, Default)]
struct Heard {
    found: Vec<Problem>,
    /// Events that did something to a clock.
    effective: Set<usize>,
    /// Events that did nothing to a clock that knows them: reported only when
    /// they do nothing to any other either.
    idle: Map<usize, Problem>,
    /// Values that conditions could not compare: each is reported once, and also by a
    /// clock that does not apply because of it.
    mistyped: Map<String, Problem>,
}

impl Findings {
    /// Findings that are asked for.
    pub(crate) fn heard() -> Self {
        Findings(Some(Box::default()))
    }

    /// Findings that nobody asked for.
    pub(crate) fn unheard() -> Self {
        Findings(None)
    }

    /// Those of one clock, to be taken over or not.
    pub(crate) fn of_one_clock(&self) -> Self {
        Findings(self.0.is_some().then(Box::default))
    }

    /// Whether nobody asked: what is only for them need not be made.
    pub(crate) fn is_unheard(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn add(&mut self, problem: Problem) {
        if let Some(heard) = &mut self.0 {
            heard.found.push(problem);
        }
    }

    /// A warning that the calendar does not reach.
    pub(crate) fn beyond_warning(&mut self, clock: &str, error: &RangeError) {
        self.beyond("the warning", clock, error);
    }

    /// A step that the calendar does not reach.
    pub(crate) fn beyond_step(&mut self, clock: &str, error: &RangeError) {
        self.beyond("a step", clock, error);
    }

    fn beyond(&mut self, what: &str, clock: &str, error: &RangeError) {
        if self.is_unheard() {
            return;
        }
        self.add(
            Problem::new(
                Code::BeyondCalendar,
                format!(
                    "{what} of \"{clock}\" cannot be placed: {}",
                    error.problem().message()
                ),
            )
            .hint("give the engine a calendar whose years reach that far"),
        );
    }

    /// A pause that came when nothing was left to hold.
    pub(crate) fn pause_too_late(&mut self, event: &Occurrence<'_>, clock: &str) {
        if self.is_unheard() {
            return;
        }
        let message = format!(
            "\"{}\" came after the last moment that counts for \"{clock}\": it moves nothing",
            event.event.event
        );
        let problem = Problem::new(Code::PauseTooLate, message);
        self.add(problem.at(Place::event(event.index)));
    }

    /// A stop that came before one counts.
    pub(super) fn too_early(&mut self, event: &Occurrence<'_>, earliest: Day) {
        self.effect(event.index);
        let Some(heard) = &mut self.0 else { return };
        let message = format!(
            "\"{}\" came too early: it counts from {} on",
            event.event.event.shown(),
            earliest.date()
        );
        let problem = Problem::new(Code::TooEarly, message)
            .hint("correct its date, or leave the promise open until it is kept");
        let problem = problem.at(Place::event(event.index));
        if !heard.found.contains(&problem) {
            heard.found.push(problem);
        }
    }

    /// A visit that came before the window of its appointment.
    pub(crate) fn visit_too_early(&mut self, event: &Occurrence<'_>, clock: &str) {
        if self.is_unheard() {
            return;
        }
        let message = format!(
            "\"{}\" came before the window of \"{clock}\" begins, and does not keep it",
            event.event.event
        );
        let problem = Problem::new(Code::VisitTooEarly, message)
            .hint("correct the time, or rearrange the appointment to when the visit was made");
        self.add(problem.at(Place::event(event.index)));
    }

    /// An extension that the rule does not allow.
    pub(super) fn refused(&mut self, event: &Occurrence<'_>, why: Refusal<'_>, clock: &str) {
        if self.is_unheard() {
            return;
        }
        let message = format!(
            "\"{}\" {why}: \"{clock}\" keeps its deadline",
            event.event.event
        );
        let problem = Problem::new(Code::ExtensionRefused, message);
        self.add(problem.at(Place::event(event.index)));
    }

    /// A reset that the rule does not allow any more.
    pub(super) fn reset_too_late(&mut self, event: &Occurrence<'_>, why: Refusal<'_>, clock: &str) {
        if self.is_unheard() {
            return;
        }
        let message = format!(
            "\"{}\" {why}: \"{clock}\" is not counted anew",
            event.event.event
        );
        let problem = Problem::new(Code::ResetTooLate, message);
        self.add(problem.at(Place::event(event.index)));
    }

    /// An event that has not happened yet.
    pub(crate) fn future(&mut self, index: usize, event: &Event) {
        self.add(
            Problem::new(
                Code::FutureEvent,
                format!(
                    "\"{}\" at {} is after the moment this answer is for, and not counted yet",
                    event.event.shown(),
                    event.at
                ),
            )
            .at(Place::event(index)),
        );
    }

    /// An event did something.
    pub(crate) fn effect(&mut self, index: usize) {
        if let Some(heard) = &mut self.0 {
            heard.effective.insert(index);
        }
    }

    /// An event did nothing to one clock.
    pub(crate) fn idle(&mut self, index: usize, code: Code, event: &Event, clock: &str) {
        let Some(heard) = &mut self.0 else { return };
        let name = event.event.shown();
        let (message, hint) = match code {
            Code::StopWithoutStart | Code::PauseWithoutStart => (
                format!("\"{name}\" came while \"{clock}\" was not running"),
                "add the event that started it, or correct the time",
            ),
            Code::ReopenWithoutStop => (
                format!("\"{name}\" came, and nothing of \"{clock}\" had ended"),
                "add the events that started and ended it, or correct the time",
            ),
            _ => (
                format!("\"{name}\" came while \"{clock}\" was not paused"),
                "add the event that paused it, or correct the time",
            ),
        };
        let problem = Problem::new(code, message)
            .hint(hint)
            .at(Place::event(index));
        heard.idle.get_or_insert(index, || problem);
    }

    /// Notes the values that a condition could not compare.
    pub(crate) fn judged(&mut self, condition: &Condition, known: &Known<'_>) {
        let Some(heard) = &mut self.0 else { return };
        condition.mistyped(known, &mut |attribute, value, wanted| {
            let wanted: Vec<String> = wanted.iter().map(Sort::to_string).collect();
            let wanted = wanted.join(" or ");
            let shown: String = value.to_string().chars().take(100).collect();
            let message = format!(
                "the attribute \"{}\" is {shown}, and a rule compares it with {wanted}",
                attribute.shown()
            );
            heard.mistyped.get_or_insert(message.clone(), || {
                Problem::new(Code::WrongType, message).hint(format!("give it as {wanted}"))
            });
        });
    }

    /// Adds what was found of a clock that does not apply to the case.
    pub(crate) fn take_mistyped(&mut self, other: Findings) {
        if let (Some(heard), Some(other)) = (&mut self.0, other.0) {
            heard.mistyped.extend(other.mistyped);
        }
    }

    /// Adds what was found of one clock.
    pub(crate) fn take(&mut self, other: Findings) {
        let (Some(heard), Some(other)) = (&mut self.0, other.0) else {
            return;
        };
        heard.found.extend(other.found);
        heard.mistyped.extend(other.mistyped);
        heard.effective.extend(other.effective);
        for (index, problem) in other.idle {
            heard.idle.get_or_insert(index, || problem);
        }
    }

    /// The findings in the order of the events, then of the clocks.
    pub(crate) fn finish(self, case: &Case) -> Vec<Finding> {
        let heard = self.0.map(|heard| *heard).unwrap_or_default();
        let mut all = heard.found;
        for (_, problem) in heard.mistyped {
            all.push(problem);
        }
        for (index, problem) in heard.idle {
            if !heard.effective.contains(&index) {
                all.push(problem);
            }
        }
        // Sorted by what the event is, not by where it stands in the list.
        let place = |problem: &Problem| {
            let event = problem
                .place()
                .event
                .and_then(|index| case.events.get(index));
            (
                event.is_none(),
                event.map(|event| (event.at.to_string(), event.event.clone())),
                problem.code().as_str(),
            )
        };
        sort_by_key(&mut all, place);
        let mut findings = Vec::new();
        for problem in &all {
            findings.push(Finding {
                code: problem.code(),
                event: problem.place().event,
                message: problem.message().to_owned(),
                hint: problem.remedy().map(str::to_owned),
            });
        }
        findings
    }
}

/// Findings as an error.
pub(crate) fn refuse(findings: &[Finding]) -> Result<(), Error> {
    let mut problems = Vec::new();
    for finding in findings {
        let mut problem = Problem::new(finding.code, finding.message.clone());
        if let Some(hint) = &finding.hint {
            problem = problem.hint(hint.clone());
        }
        if let Some(index) = finding.event {
            problem = problem.at(Place::event(index));
        }
        problems.push(problem);
    }
    match Error::of(problems) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}
