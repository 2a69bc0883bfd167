//! What was decided of one clock, told as an answer.

use super::answer::{AppointmentAnswer, ClockAnswer, FollowsAnswer, TriggerAnswer};
use super::decide::{Asked, Decided, Decision, Projected, Reckoned};
use super::escalation::{self, Runs};
use super::findings::Findings;
use super::series;
use super::table;
use super::{EndKind, Occurrence, Opened, Outcome, Start, State, Why};
use crate::checked::Within;
use crate::error::{Code, Problem};
use crate::explain::{self, Entry};
use crate::time::{Day, Instant};

/// The answer for an instance.
pub(super) fn tell(
    asked: &Asked<'_, '_>,
    decided: &Decided<'_, '_, '_>,
    findings: &mut Findings,
) -> ClockAnswer {
    let zone = asked.ready.calendar.zone();
    let write = |at: Instant| zone.write(at);
    let mut answer = blank(asked, decided.number);
    if let Some(instance) = decided.instance {
        answer.trigger = trigger(&instance.start);
        answer.started = decided.started().map(write);
        let not_before = asked.clock.not_before;
        answer.not_before = not_before
            .and_then(|span| series::earliest(&instance.start, span))
            .map(Day::date);
        answer.stopped = decided.stopped().map(write);
        answer.cancelled = decided.cancelled().map(write);
    }
    if let Some(under) = &asked.under {
        (answer.reading, answer.readings) = under.tell(zone);
    }
    if asked.ready.window().is_some()
        && let Some(Ok(opening)) = decided.instance.and_then(|instance| instance.window)
    {
        answer.appointment = Some(AppointmentAnswer {
            from: write(opening.from.at),
            until: write(opening.last),
            outcome: outcome(asked, decided),
        });
    }
    match &decided.decision {
        Decision::Waiting(why) => {
            if why.is_none() {
                answer.state = State::Pending;
            }
            answer.reason = why.as_ref().map(|why| why.tell(zone));
            answer.explanation = explain::not_started(&asked.ready.starts);
        }
        Decision::Undetermined(why) => answer.reason = Some(why.tell(zone)),
        Decision::Pending(projected) => {
            answer.state = State::Pending;
            answer.explanation.extend(follows(asked, decided.number));
            if let Some(projected) = projected {
                pending_as(asked, projected, &mut answer);
            }
        }
        Decision::NeverStarted(by) => {
            answer.state = State::Cancelled;
            answer.cancelled = Some(write(by.when.at));
            answer.explanation.extend(follows(asked, decided.number));
            let ended = explain::ended(
                by,
                EndKind::Cancelled,
                &asked.ready.calendar,
                State::Cancelled,
            );
            answer.explanation.push(ended);
        }
        Decision::Open(opened) => open_as(asked, opened, &mut answer),
        Decision::Reckoned(reckoned) => {
            reckoned_as(asked, reckoned, &mut answer, findings);
            if let (Some(window), Some(appointment)) = (asked.ready.window(), &answer.appointment)
                && !answer.explanation.is_empty()
            {
                let entry = Entry::Window {
                    from: appointment.from,
                    until: appointment.until,
                    lead: window.lead.as_ref().and_then(|lead| lead.of),
                };
                let place = answer.explanation.len().min(2);
                answer.explanation.insert(place, entry);
            }
        }
    }
    // What is undetermined explains nothing, and excuses nothing.
    if !answer.explanation.is_empty()
        && let Some(instance) = decided.instance
    {
        let excused = |event: &&Occurrence<'_>| explain::excused(event, &asked.ready.calendar);
        let excuses = instance.excuses.iter();
        answer.explanation.extend(excuses.map(excused));
    }
    answer
}

/// What became of an appointment; nothing of its notice and its reminder, and of all else.
pub(crate) fn outcome(asked: &Asked<'_, '_>, decided: &Decided<'_, '_, '_>) -> Option<Outcome> {
    let (window, instance) = asked.ready.window().zip(decided.instance)?;
    if window.lead.is_some() || !matches!(instance.window, Some(Ok(_))) {
        return None;
    }
    let state = match &decided.decision {
        Decision::Reckoned(reckoned) => reckoned.state.as_ref().ok().copied(),
        _ => None,
    };
    let state = state.unwrap_or(State::Undetermined);
    Some(Outcome::of(window, instance.end, state))
}

/// What is told of an instance that would start with another's due.
fn pending_as(asked: &Asked<'_, '_>, projected: &Projected<'_, '_>, answer: &mut ClockAnswer) {
    let Projected { ruled, chosen } = projected;
    let Some(follows) = follows(asked, answer.instance) else {
        return;
    };
    if let Ok(told) = explain::projection(
        asked.clock,
        asked.pack,
        ruled,
        (chosen, table::given(asked, chosen, &ruled.course.start)),
        follows,
    ) {
        let due = ruled.course.due;
        answer.within = ruled.extended();
        answer.projected_due = due.map(|due| asked.ready.calendar.zone().write(due.last));
        answer.explanation = told;
    }
}

fn follows(asked: &Asked<'_, '_>, number: usize) -> Option<explain::Entry> {
    asked.follows.map(|follows| follows.entry(number))
}

/// What is told of an instance whose deadline is known.
fn reckoned_as(
    asked: &Asked<'_, '_>,
    reckoned: &Reckoned<'_, '_>,
    answer: &mut ClockAnswer,
    findings: &mut Findings,
) {
    let course = &reckoned.ruled.course;
    let zone = asked.ready.calendar.zone();
    let write = |at: Instant| zone.write(at);
    let state = match &reckoned.state {
        Ok(state) => *state,
        Err(_) => State::Undetermined,
    };
    let (clock, pack) = (asked.clock, asked.pack);
    // A deadline that could be reckoned can be told: the calendar knows every date of it.
    let chosen = (
        &reckoned.chosen,
        table::given(asked, &reckoned.chosen, &course.start),
    );
    match explain::explain(clock, pack, &reckoned.ruled, chosen, state) {
        Ok(explanation) => {
            answer.explanation = explanation;
            if let Some(deemed) = reckoned.early.and_then(|early| early.deemed) {
                answer.explanation.push(explain::Entry::Deemed {
                    date: deemed.date(),
                });
            }
            // After the rule, before what started it.
            if let Some(follows) = follows(asked, answer.instance) {
                answer.explanation.insert(1, follows);
            }
        }
        Err(error) => {
            answer.reason = Some(Why::OutOfRange(error).tell(zone));
            return;
        }
    }
    answer.state = state;
    answer.reason = reckoned.state.as_ref().err().map(|why| why.tell(zone));
    answer.counted_from = course
        .start
        .is_known()
        .then(|| course.running.reckoning.trigger.day.date());
    answer.early_from = reckoned.early.map(|early| early.from.date());
    answer.deemed_stopped = reckoned.early.and_then(|early| early.deemed).map(Day::date);
    answer.within = reckoned.ruled.extended();
    answer.due = course.due.map(|due| write(due.last));
    answer.due_date = course.due.map(|due| due.day(zone).date());
    answer.overdue_from = course.due.map(|due| write(due.overdue_from()));
    answer.at_risk_from = course.at_risk.map(write);
    answer.elapsed = reckoned.elapsed;
    answer.remaining = reckoned.remaining;
    answer.unextended_due = reckoned.unextended.map(|due| write(due.last));
    answer.due_if_resumed = reckoned.if_resumed.map(|due| write(due.last));
    answer.escalations =
        escalation::tell(asked, answer.instance, Runs::Until(course), &reckoned.steps);
    if let Some((day, name)) = explain::projected(&answer.explanation) {
        findings.add(
            Problem::new(
                Code::ProjectedHoliday,
                format!(
                    "the deadline of \"{}\" rests on {name}, {day}, which is expected but not \
                     yet proclaimed",
                    asked.clock.id
                ),
            )
            .hint("ask again when the holiday has been proclaimed"),
        );
    }
}

/// What is told of a duty without a number.
fn open_as(asked: &Asked<'_, '_>, opened: &Opened<'_, '_>, answer: &mut ClockAnswer) {
    let write = |at: Instant| opened.calendar.zone().write(at);
    answer.explanation = explain::open(asked.clock, asked.pack, opened);
    // After the rule, before what started it.
    if let Some(follows) = follows(asked, answer.instance) {
        answer.explanation.insert(1, follows);
    }
    answer.state = opened.state;
    answer.counted_from = Some(opened.counted_from().day.date());
    answer.at_risk_from = opened.at_risk.map(write);
    answer.elapsed = Some(opened.elapsed);
    let runs = Runs::Open(opened);
    answer.escalations = escalation::tell(asked, answer.instance, runs, &opened.steps);
}

fn trigger(start: &Start<'_, '_>) -> Option<TriggerAnswer> {
    let start = start.event()?;
    Some(TriggerAnswer {
        event: start.event.event.clone(),
        index: start.index,
        id: start.event.id.clone(),
    })
}

fn blank(asked: &Asked<'_, '_>, number: usize) -> ClockAnswer {
    let (clock, pack) = (asked.clock, &asked.pack.source);
    ClockAnswer {
        clock: clock.id.clone(),
        instance: number,
        pack: asked.pack.id.clone(),
        version: asked.pack.version.clone(),
        promise: clock.promise.clone(),
        basis: clock.basis,
        status: clock.status,
        checked: clock.checked,
        document: clock.source.title.clone().or_else(|| pack.title.clone()),
        source: clock.source.provision.clone(),
        link: clock.source.link.clone().or_else(|| pack.link.clone()),
        notes: clock.notes.clone(),
        reading: None,
        readings: Vec::new(),
        state: State::Undetermined,
        reason: None,
        follows: asked.follows.map(|follows| FollowsAnswer {
            pack: follows.pack.to_owned(),
            clock: follows.clock.to_owned(),
            instance: number,
        }),
        trigger: None,
        started: None,
        counted_from: None,
        within: None,
        open: match &asked.ready.within {
            Some(Within::Open(words)) => Some(words.clone()),
            _ => None,
        },
        due: None,
        due_date: None,
        overdue_from: None,
        at_risk_from: None,
        elapsed: None,
        remaining: None,
        stopped: None,
        cancelled: None,
        unextended_due: None,
        due_if_resumed: None,
        projected_due: None,
        deemed_stopped: None,
        early_from: None,
        not_before: None,
        appointment: None,
        escalations: Vec::new(),
        explanation: Vec::new(),
    }
}
