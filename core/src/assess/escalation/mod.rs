//! Who has to be told, and when.
//!
//! Each step of the path is placed, with its repeats (`placing.rs`); what was reported
//! of it (`reports.rs`) and who took it on (`acknowledging.rs`) decide what becomes of
//! the steps after it. `telling.rs` makes the answer, with those whom the role leads to
//! (`resolving.rs`).

mod acknowledging;
mod placing;
pub(super) mod reports;
pub(super) mod resolving;
mod runs;
mod telling;
mod waiting;

use crate::few::Few;

use super::decide::Asked;
use super::findings::Findings;
use super::{StepReason, StepState};
use crate::calendar::RangeError;
use crate::checked::{Acknowledged, Escalation, Step, WhilePaused};
use crate::count::shift;
use crate::time::{Instant, earlier};
use placing::{Placed, Placing};
use reports::Reports;
pub(super) use runs::{Plain, Runs};
pub(super) use telling::tell;

/// The steps of a path for one instance, each with its repeats, in the path's order.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    occasions: Few<Occasion, 4>,
    /// The error of the first that lies beyond the calendar.
    beyond: Option<RangeError>,
}

/// One time that a step comes.
#[derive(Debug, Clone, Copy)]
struct Occasion {
    /// The step's place on the path, from 0.
    step: usize,
    /// Which time it is, from 1.
    number: u32,
    placed: Placed,
    acknowledge_by: Option<Instant>,
    acknowledged: Option<Instant>,
}

impl Steps {
    /// The number of the last step of which somebody had to be told, from 1.
    pub(crate) fn last_fired(&self) -> Option<usize> {
        let mut last_first = self.occasions.iter().rev();
        last_first
            .find(|one| one.told().is_some())
            .map(|one| one.step + 1)
    }

    /// The moments of those still to come.
    pub(crate) fn scheduled(&self) -> impl Iterator<Item = Instant> + '_ {
        let to_come = |one: &&Occasion| one.placed.state == StepState::Scheduled;
        let occasions = self.occasions.iter();
        occasions.filter(to_come).filter_map(|one| one.placed.at)
    }
}

impl Occasion {
    /// Its moment, if it has come or will.
    fn at(&self) -> Option<Instant> {
        let comes = matches!(self.placed.state, StepState::Scheduled | StepState::Fired);
        self.placed.at.filter(|_| comes)
    }

    /// When somebody was told.
    fn told(&self) -> Option<Instant> {
        let fired = self.placed.state == StepState::Fired;
        self.placed.at.filter(|_| fired)
    }
}

/// An instance whose path is decided.
struct OfInstance<'a, 'e, 'c> {
    asked: &'a Asked<'e, 'c>,
    path: &'e Escalation,
    number: usize,
    runs: Runs<'a, 'e, 'c>,
    reports: Reports<'e, 'c>,
}

/// Decides every step of the clock's path, if it has one.
pub(super) fn decide<'e, 'c>(
    asked: &Asked<'e, 'c>,
    number: usize,
    runs: Runs<'_, 'e, 'c>,
    findings: &mut Findings,
) -> Steps {
    let Some((_, path)) = asked.path() else {
        return Steps::default();
    };
    let of = OfInstance {
        asked,
        path,
        number,
        runs,
        reports: Reports::among(asked.events),
    };
    let placing = Placing::new(runs, asked.as_of, of.reports.sends);
    let mut all = Steps::default();
    // When somebody took it on, for the whole path.
    let mut taken_on: Option<Instant> = None;
    let mut not_after = None;
    for (index, step) in path.steps.iter().enumerate() {
        // Where there is no deadline, what is counted from one never comes.
        if !runs.places(step.at) {
            continue;
        }
        let from = all.occasions.len();
        of.place(index, step, not_after, &placing, &mut all);
        let occasions = all.occasions.get_mut(from..).unwrap_or_default();
        let acknowledged = of.acknowledge(step, occasions, findings);
        taken_on = earlier(taken_on, acknowledged);
        let ends = match path.acknowledged {
            Acknowledged::EndsThePath => taken_on,
            Acknowledged::EndsTheStep => {
                withdraw(occasions, acknowledged);
                acknowledged
            }
        };
        let waits_until = match of.wait(step, occasions, &placing) {
            Ok(until) => until,
            Err(error) => {
                all.beyond.get_or_insert(error);
                None
            }
        };
        if let Some(first) = occasions.first_mut() {
            first.acknowledge_by = waits_until;
        }
        not_after = waits_until.filter(|until| ends.is_none_or(|at| at >= *until));
    }
    if path.acknowledged == Acknowledged::EndsThePath {
        withdraw(&mut all.occasions, taken_on);
    }
    for occasion in &all.occasions {
        of.check(occasion, taken_on, findings);
    }
    if let Some(error) = &all.beyond {
        findings.beyond_step(&asked.clock.id, error);
    }
    all
}

/// What has come of a path of which no step waits for another, where nothing was reported: the
/// number of the last step of which somebody had to be told, from 1, and the next moment.
#[inline]
pub(super) fn plainly(
    path: &Escalation,
    plain: Plain<'_, '_>,
    as_of: Instant,
) -> (Option<usize>, Option<Instant>) {
    let mut placing = None;
    let (mut told, mut next): (_, Option<Instant>) = (None, None);
    for (index, step) in path.steps.iter().enumerate() {
        if step.repeat.is_none() {
            match placing::once(step.at, plain, as_of) {
                Ok(Some((_, StepState::Fired))) => told = Some(index + 1),
                Ok(Some((at, StepState::Scheduled))) => {
                    next = Some(next.map_or(at, |next| next.min(at)));
                }
                _ => {}
            }
            continue;
        }
        let placing = placing.get_or_insert_with(|| Placing::new(Runs::Plain(plain), as_of, false));
        let mut anchors = placing.anchors();
        for repeat in 0..=step.repeat.as_ref().map_or(0, |repeat| repeat.at_most) {
            // What the calendar does not reach is undetermined.
            let Ok(placed) = placing.place(step, repeat, None, None, &mut anchors) else {
                continue;
            };
            match placed.state {
                StepState::Fired => told = Some(index + 1),
                StepState::Scheduled => next = earlier(next, placed.at),
                _ => {}
            }
        }
    }
    (told, next)
}

impl OfInstance<'_, '_, '_> {
    fn id(&self, occasion: &Occasion) -> String {
        telling::id(self.asked, self.number, occasion.step, occasion.number)
    }

    /// Places a step and its repeats.
    fn place(
        &self,
        index: usize,
        step: &Step,
        not_after: Option<Instant>,
        placing: &Placing<'_, '_, '_>,
        all: &mut Steps,
    ) {
        let mut anchors = placing.anchors();
        let repeats = step.repeat.as_ref().map_or(0, |repeat| repeat.at_most);
        for repeat in 0..=repeats {
            let number = repeat + 1;
            let id = || telling::id(self.asked, self.number, index, number);
            let sent = self.reports.of(id).sent.map(|sent| &sent.when);
            let placed = placing.place(step, repeat, not_after, sent, &mut anchors);
            let placed = placed.unwrap_or_else(|error| {
                all.beyond.get_or_insert(error);
                Placed {
                    at: None,
                    state: StepState::Undetermined,
                    why: None,
                    sent: None,
                }
            });
            all.occasions.push(Occasion {
                step: index,
                number,
                placed,
                acknowledge_by: None,
                acknowledged: None,
            });
        }
    }

    /// Marks what was acknowledged of a step; when it was first.
    fn acknowledge(
        &self,
        step: &Step,
        occasions: &mut [Occasion],
        findings: &mut Findings,
    ) -> Option<Instant> {
        let zone = self.runs.calendar().zone();
        for occasion in occasions.iter_mut() {
            let Some(report) = self.reports.of(|| self.id(occasion)).acknowledged else {
                continue;
            };
            // Reported by its date, and still to come on that day.
            let to_come = occasion.placed.state == StepState::Scheduled
                && occasion
                    .placed
                    .at
                    .is_some_and(|at| at <= report.when.latest(zone));
            occasion.acknowledged = occasion
                .told()
                .and_then(|at| acknowledging::taken_on(at, &report.when, zone));
            if occasion.acknowledged.is_none() && !to_come {
                let id = self.id(occasion);
                reports::not_due(report, "it counts for nothing", &id, findings);
            }
        }
        let (case, events) = (self.asked.case, self.asked.events);
        for event in acknowledging::by_rule(&step.acknowledged_by, case, events, &self.runs) {
            // What was told last is what somebody took on.
            let last = occasions.iter_mut().rev().find_map(|occasion| {
                let at = acknowledging::taken_on(occasion.told()?, &event.when, zone)?;
                Some((occasion, at))
            });
            if let Some((occasion, at)) = last {
                occasion.acknowledged = earlier(occasion.acknowledged, Some(at));
            }
        }
        occasions.iter().filter_map(|one| one.acknowledged).min()
    }

    /// Until when the next step waits for an acknowledgement of this one.
    fn wait(
        &self,
        step: &Step,
        occasions: &[Occasion],
        placing: &Placing<'_, '_, '_>,
    ) -> Result<Option<Instant>, RangeError> {
        let told = occasions.first().and_then(Occasion::at);
        let (Some(within), Some(at)) = (step.within, told) else {
            return Ok(None);
        };
        let calendar = self.runs.calendar();
        match self.path.while_paused {
            WhilePaused::Waits => waiting::until(calendar, at, within, placing.held()),
            WhilePaused::RunsOn => {
                shift(calendar, at, calendar.zone().date(at), within, 1).map(Some)
            }
        }
    }

    /// Notes what was sent although its moment had not come.
    fn check(&self, occasion: &Occasion, taken_on: Option<Instant>, findings: &mut Findings) {
        let Some(report) = self.reports.of(|| self.id(occasion)).sent else {
            return;
        };
        let after_it_was_taken_on = self.path.acknowledged == Acknowledged::EndsThePath
            && occasion.placed.sent.is_some()
            && taken_on.is_some_and(|taken_on| occasion.told().is_some_and(|at| at > taken_on));
        if occasion.placed.why == Some(StepReason::Sent) || after_it_was_taken_on {
            let what = "it keeps the time at which it was sent";
            reports::not_due(report, what, &self.id(occasion), findings);
        }
    }
}

/// Takes back what had not come when somebody took it on.
fn withdraw(occasions: &mut [Occasion], taken_on: Option<Instant>) {
    let Some(taken_on) = taken_on else { return };
    for occasion in occasions {
        if occasion.placed.sent.is_none() && occasion.at().is_some_and(|at| at > taken_on) {
            occasion.placed.state = StepState::Withdrawn;
            occasion.placed.why = Some(StepReason::Acknowledged);
            occasion.acknowledge_by = None;
            occasion.acknowledged = None;
        }
    }
}
