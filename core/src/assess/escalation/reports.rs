//! What the host reports of steps: what it sent, and what was acknowledged.

use crate::sorted::{Map, Set};

use crate::assess::findings::Findings;
use crate::assess::{ClockAnswer, Occurrence};
use crate::case::Event;
use crate::error::{Code, Place, Problem, Shown as _, closest};

/// The reports of a case by the ids of the steps: of each the first.
#[derive(Debug, Default)]
pub(crate) struct Reports<'e, 'c> {
    by_step: Map<&'c str, Reported<'e, 'c>>,
    /// Whether any step was reported as sent.
    pub(crate) sends: bool,
}

/// What was reported of one step.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reported<'e, 'c> {
    pub(crate) sent: Option<&'e Occurrence<'c>>,
    pub(crate) acknowledged: Option<&'e Occurrence<'c>>,
}

impl<'e, 'c> Reports<'e, 'c> {
    /// Reads the reports among a case's events, which come in order.
    pub(crate) fn among(events: &'e [Occurrence<'c>]) -> Self {
        let mut reports = Reports::default();
        for report in events.iter().filter(|one| one.event.is_report()) {
            let Some(step) = report.event.step.as_deref() else {
                continue;
            };
            let of_step = reports.by_step.get_or_insert(step, Default::default);
            if report.event.event == Event::SENT {
                reports.sends = true;
                of_step.sent.get_or_insert(report);
            } else {
                of_step.acknowledged.get_or_insert(report);
            }
        }
        reports
    }

    /// What was reported of a step; its id is made only where anything was reported.
    pub(crate) fn of(&self, id: impl FnOnce() -> String) -> Reported<'e, 'c> {
        if self.by_step.is_empty() {
            return Reported::default();
        }
        self.by_step.get(id().as_str()).copied().unwrap_or_default()
    }
}

/// Notes reports that are about no step, or about one of which it was reported before.
/// `clocks` are all answers for the case.
pub(crate) fn check(events: &[Occurrence<'_>], clocks: &[ClockAnswer], findings: &mut Findings) {
    if events
        .iter()
        .all(|one| one.event.step.is_none() && !one.event.is_report())
    {
        return;
    }
    let mut steps: Set<&str> = Set::new();
    for clock in clocks {
        steps.extend(clock.escalations.iter().map(|step| step.id.as_str()));
    }
    let mut seen = Set::new();
    for report in events {
        let event = report.event;
        let problem = match (&event.step, event.is_report()) {
            (None, false) => continue,
            (None, true) => Problem::new(
                Code::UnknownStep,
                format!("\"{}\" does not say which step it is about", event.event),
            )
            .hint("add \"step\": the id of a step, as the answer gives it"),
            (Some(_), false) => Problem::new(
                Code::UnknownStep,
                format!(
                    "\"{}\" has a \"step\", and is no report of one",
                    event.event.shown()
                ),
            )
            .hint("steps are reported by \"step.sent\" and \"step.acknowledged\""),
            (Some(step), true) if !steps.contains(step.as_str()) => {
                let shown: String = step.chars().take(200).collect();
                let problem = Problem::new(
                    Code::UnknownStep,
                    format!("no step has the id \"{}\"", shown.shown()),
                );
                match closest(step, steps.iter().copied()) {
                    Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
                    None => problem.hint("give the id of a step as the answer gives it"),
                }
            }
            (Some(step), true) if !seen.insert((&event.event, step)) => Problem::new(
                Code::StepReportedTwice,
                format!("\"{}\" was reported before for \"{step}\"", event.event),
            )
            .hint("report it once: the first report counts"),
            _ => continue,
        };
        findings.add(problem.at(Place::event(report.index)));
    }
}

/// Notes a report of a step whose moment had not come then.
pub(super) fn not_due(report: &Occurrence<'_>, what: &str, step: &str, findings: &mut Findings) {
    let reported = &report.event.event;
    findings.add(
        Problem::new(
            Code::StepNotDue,
            format!("\"{step}\" was not due when \"{reported}\" came: {what}"),
        )
        .hint("correct its time, or that of the events that the step follows")
        .at(Place::event(report.index)),
    );
}
