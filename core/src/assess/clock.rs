//! One clock of one case.

use super::answer::{ClockAnswer, FollowsAnswer, TriggerAnswer};
use super::attributes::Attributes;
use super::chain::{Followed, Led, Link, Stands};
use super::escalation;
use super::findings::Findings;
use super::life::{Instance, Life, Unknown};
use super::next_change::NextChange;
use super::pending;
use super::ruled::{self, Change, Ruled};
use super::{EndKind, Occurrence, Options, Reason, ReasonCode, Start, State};
use crate::case::{Case, Value};
use crate::checked::{Clock, Known, Pack, Status, Verdict, Within};
use crate::compiled::CompiledClock;
use crate::count::{Limit, OnChange};
use crate::error::{Code, Problem, closest, list_of};
use crate::explain::{self, Chosen};
use crate::time::Instant;

/// What is asked.
pub(super) struct Asked<'e, 's, 'c> {
    pub(super) case: &'c Case,
    pub(super) pack: &'e Pack,
    pub(super) clock: &'e Clock,
    pub(super) ready: &'e CompiledClock,
    pub(super) events: &'e [Occurrence<'c>],
    /// The clock that it follows, if it does.
    pub(super) follows: Option<Followed<'e, 's, 'c>>,
    pub(super) as_of: Instant,
    /// Whether it is the clock of a resident's right.
    pub(super) right: bool,
    pub(super) options: &'e Options,
}

/// The answers for a clock, and how its instances stand for those that follow it.
#[derive(Default)]
pub(super) struct Assessed<'e, 'c> {
    pub(super) answers: Vec<ClockAnswer>,
    pub(super) led: Vec<Led<'e, 'c>>,
}

impl<'e, 'c> Assessed<'e, 'c> {
    fn add(&mut self, told: Option<(ClockAnswer, Led<'e, 'c>)>) {
        if let Some((answer, led)) = told {
            self.answers.push(answer);
            self.led.push(led);
        }
    }
}

/// An answer, and how its instance stands.
pub(super) type Told<'e, 'c> = Option<(ClockAnswer, Led<'e, 'c>)>;

/// Every instance of the clock; one answer without an instance where the case is of
/// the clock's kind and it has not started.
pub(super) fn assess<'e, 'c>(
    asked: &Asked<'e, '_, 'c>,
    findings: &mut Findings,
    next: &mut NextChange,
) -> Assessed<'e, 'c> {
    let mut own = Findings::default();
    let links = asked.follows.map_or_else(Vec::new, |follows| {
        follows.links(asked.events, asked.ready.calendar.zone(), asked.as_of)
    });
    let given: Vec<_> = links
        .iter()
        .filter_map(|link| match link {
            Link::Starts(given) => Some(*given),
            _ => None,
        })
        .collect();
    let life = Life::live(
        asked.ready,
        &asked.clock.id,
        asked.case,
        asked.events,
        &given,
        &mut own,
    );
    let mut assessed = Assessed::default();
    // What could not be followed further concerns the instance that runs, or the next.
    let runs = life.instances.iter().any(|one| one.end.is_none());
    let nothing = life.instances.is_empty() && life.unknown.is_none();
    if nothing && asked.follows.is_none() {
        if asked.case.kind.as_deref() == Some(&asked.clock.kind) {
            assessed.add(not_started(asked, &mut own));
        }
    } else {
        let mut known = Attributes::of(asked.case, asked.events);
        for instance in &life.instances {
            if asked.follows.is_some() {
                // Those that run beside one another each see the attributes for themselves.
                known = Attributes::of(asked.case, asked.events);
            }
            let unknown = life.unknown.filter(|_| instance.end.is_none());
            assessed.add(one(asked, (instance, unknown), &mut known, &mut own, next));
        }
    }
    for link in links {
        assessed.add(pending::linked(asked, link, &mut own, next));
    }
    assessed.answers.sort_by_key(|answer| answer.instance);
    assessed.led.sort_by_key(|led| led.number);
    if let Some(unknown) = life.unknown.filter(|_| !runs && asked.follows.is_none()) {
        let number = life.instances.len() + 1;
        assessed.add(perhaps_started(asked, number, &unknown, &mut own));
    }
    // A clock that does not apply to this case has nothing to report of it.
    if assessed.answers.is_empty() {
        findings.take_mistyped(own);
    } else {
        findings.take(own);
    }
    assessed
}

/// Why a clock cannot run whatever happens, if so.
pub(super) fn held_back(asked: &Asked<'_, '_, '_>) -> Option<Reason> {
    let clock = asked.clock;
    if let Some(need) = asked.ready.needs.first() {
        return Some(Reason {
            code: ReasonCode::MissingParameter,
            about: Some(need.parameter.clone()),
            message: format!(
                "the parameter \"{}\" has no value: {}",
                need.parameter, need.question
            ),
        });
    }
    // A right is signposted under its later reading, and its status with it: to keep it
    // back would harm the resident.
    if asked.right && clock.status == Status::Contested {
        return None;
    }
    if !asked.options.accept.allows(&clock.id, clock.status) {
        return Some(Reason {
            code: ReasonCode::NotAccepted,
            about: Some(clock.status.as_str().to_owned()),
            message: format!(
                "its rule is {}: accept it by name or in general to have it run{}",
                clock.status.as_str(),
                match &clock.notes {
                    Some(notes) => format!(". {notes}"),
                    None => String::new(),
                }
            ),
        });
    }
    None
}

fn not_started<'e, 'c>(asked: &Asked<'e, '_, 'c>, findings: &mut Findings) -> Told<'e, 'c> {
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(asked.as_of);
    findings.judged(&asked.clock.when, &known.values);
    let (state, reason) = match asked.clock.when.judge(&known.values) {
        Verdict::Fails => return None,
        Verdict::Missing(name) => (State::Undetermined, Some(missing(name))),
        Verdict::Holds => match held_back(asked) {
            Some(reason) => (State::Undetermined, Some(reason)),
            None => (State::Pending, None),
        },
    };
    let mut answer = blank(asked, 1, state);
    let stands = match &reason {
        Some(reason) => Stands::Undetermined(reason.clone()),
        None => Stands::Pending(None),
    };
    answer.reason = reason;
    answer.explanation = explain::not_started(&asked.ready.starts);
    Some(led(answer, None, stands))
}

pub(super) fn led<'e, 'c>(
    answer: ClockAnswer,
    recorded: Option<Instant>,
    stands: Stands<'e, 'c>,
) -> (ClockAnswer, Led<'e, 'c>) {
    let led = Led {
        number: answer.instance,
        recorded,
        stands,
    };
    (answer, led)
}

pub(super) fn missing(name: &str) -> Reason {
    Reason {
        code: ReasonCode::MissingAttribute,
        about: Some(name.to_owned()),
        message: format!("the attribute \"{name}\" is missing"),
    }
}

/// Why nothing can be said from an event on.
fn untold(unknown: &Unknown<'_, '_>) -> Reason {
    let plain = missing(unknown.attribute);
    Reason {
        message: format!(
            "{}: it would tell what \"{}\" does",
            plain.message,
            unknown.event.event.event.escape_debug()
        ),
        ..plain
    }
}

/// An instance of which it cannot be said whether it has started.
fn perhaps_started<'e, 'c>(
    asked: &Asked<'e, '_, 'c>,
    number: usize,
    unknown: &Unknown<'_, '_>,
    findings: &mut Findings,
) -> Told<'e, 'c> {
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(asked.as_of);
    findings.judged(&asked.clock.when, &known.values);
    let reason = match asked.clock.when.judge(&known.values) {
        Verdict::Fails => return None,
        Verdict::Missing(name) => missing(name),
        Verdict::Holds => held_back(asked).unwrap_or_else(|| untold(unknown)),
    };
    Some(undetermined(
        blank(asked, number, State::Undetermined),
        reason,
    ))
}

pub(super) fn undetermined<'e, 'c>(
    mut answer: ClockAnswer,
    reason: Reason,
) -> (ClockAnswer, Led<'e, 'c>) {
    answer.state = State::Undetermined;
    answer.reason = Some(reason.clone());
    led(answer, None, Stands::Undetermined(reason))
}

/// One instance; nothing when the clock's condition says that it does not apply.
fn one<'e, 'c>(
    asked: &Asked<'e, '_, 'c>,
    (instance, unknown): (&Instance<'e, 'c>, Option<Unknown<'e, 'c>>),
    known: &mut Attributes<'e, 'c>,
    findings: &mut Findings,
    next: &mut NextChange,
) -> Told<'e, 'c> {
    let zone = asked.ready.calendar.zone();
    let number = instance.number;
    // Attributes count as they were when the instance ended, or as they are; an end by
    // its date alone came at some time of that day.
    let until = instance.end.as_ref().map_or(asked.as_of, |end| {
        end.by.when.latest(zone).max(instance.start.when.at)
    });
    known.advance(instance.start.when.at);
    let mut changes = changes(asked, known, until);
    let known = &known.values;
    let undetermined = |reason: Reason| {
        let mut answer = blank(asked, number, State::Undetermined);
        answer.trigger = trigger(&instance.start);
        answer.started = Some(zone.write(instance.start.when.at));
        answer.stopped = instance
            .end
            .filter(|end| end.kind == EndKind::Stopped)
            .map(|end| zone.write(end.by.when.at.max(instance.start.when.at)));
        Some(undetermined(answer, reason))
    };
    findings.judged(&asked.clock.when, known);
    match asked.clock.when.judge(known) {
        Verdict::Fails => return None,
        Verdict::Missing(name) => return undetermined(missing(name)),
        Verdict::Holds => {}
    }
    if let Some(reason) = held_back(asked) {
        return undetermined(reason);
    }
    if let Some(unknown) = unknown {
        return undetermined(untold(&unknown));
    }
    let kept = match asked.clock.on_change {
        OnChange::Kept => changes.kept.take(),
        OnChange::FromTheStart | OnChange::FromTheChange => None,
    };
    let (limit, chosen) = match kept.map_or_else(|| choose(asked, known), Ok) {
        Ok(chosen) => chosen,
        Err(reason) => return undetermined(reason),
    };
    // Some closures bind only some priorities.
    let calendar = match known.get("priority") {
        Some(Value::Text(priority)) => asked.ready.calendar.for_priority(priority),
        _ => &asked.ready.calendar,
    };
    let reckon = ruled::Case {
        clock: asked.clock,
        calendar,
        instance,
    };
    let answered = Ruled::run(reckon, limit, &changes.made, findings).and_then(|ruled| {
        let state = ruled.course.state(asked.as_of);
        let answer = reckoned(asked, number, &ruled, state.clone(), &chosen)?;
        Ok((ruled.course, state, answer))
    });
    let (course, state, mut answer) = match answered {
        Ok(answered) => answered,
        Err(error) => {
            let problem = error.problem();
            return undetermined(Reason {
                code: ReasonCode::OutOfRange,
                about: None,
                message: format!(
                    "{}: {}",
                    problem.message(),
                    problem.remedy().unwrap_or_default()
                ),
            });
        }
    };
    let mut scheduled = Vec::new();
    if let Some(name) = &asked.clock.escalation
        && let Some(path) = asked.pack.escalations.get(name)
    {
        let id = format!(
            "{}/{}/{}/{number}",
            asked.case.case, asked.pack.id, asked.clock.id
        );
        let (steps, moments, beyond) = escalation::steps(path, name, &id, &course, asked.as_of);
        answer.escalations = steps;
        scheduled = moments;
        if let Some(error) = beyond {
            findings.beyond(&format!("a step of \"{}\"", asked.clock.id), &error);
        }
    }
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
    next.clock(&course, state.unwrap_or(State::Undetermined), &scheduled);
    // Where only the verdict is open, what follows can start all the same.
    let stands = Stands::Started {
        due: course.due,
        end: course.end.map(|end| (end.kind, end.by)),
    };
    Some(led(answer, instance.start.recorded, stands))
}

/// The limits that were in force one after the other.
#[derive(Default)]
struct Changes<'e, 'c> {
    /// The first that could be chosen, with what chose it.
    kept: Option<(Limit, Chosen)>,
    made: Vec<Change<'e, 'c>>,
}

/// Moves the attributes on to an instant; the limits that were in force on the
/// way, each until another took its place.
fn changes<'e, 'c>(
    asked: &Asked<'e, '_, 'c>,
    known: &mut Attributes<'e, 'c>,
    until: Instant,
) -> Changes<'e, 'c> {
    // More changes than anybody makes are not told apart: the last ones count.
    const MOST: usize = 64;
    let mut changes = Changes::default();
    if !matches!(asked.ready.within, Some(Within::By { .. })) {
        known.advance(until);
        return changes;
    }
    let mut standing = choose(asked, &known.values).ok();
    changes.kept.clone_from(&standing);
    while let Some(event) = known.step(until) {
        if event.event.set.is_empty() {
            continue;
        }
        let chosen = choose(asked, &known.values).ok();
        let limit = |chosen: &Option<(Limit, Chosen)>| chosen.as_ref().map(|(limit, _)| *limit);
        let (before, after) = (limit(&standing), limit(&chosen));
        if before != after {
            let keeps = asked.clock.on_change == OnChange::Kept && before.is_some();
            changes.made.push(Change {
                event,
                before,
                after,
                moves: !keeps,
            });
            standing = chosen;
            if changes.kept.is_none() {
                changes.kept.clone_from(&standing);
            }
        }
    }
    let many = changes.made.len().saturating_sub(MOST);
    changes.made.drain(..many);
    changes
}

/// The allowance, and what chose it; or why there is none.
pub(super) fn choose(
    asked: &Asked<'_, '_, '_>,
    known: &Known<'_>,
) -> Result<(Limit, Chosen), Reason> {
    let parameter = asked.ready.parameter.clone();
    match &asked.ready.within {
        // What is not filled in was held back before.
        None | Some(Within::Parameter(_)) => Err(Reason {
            code: ReasonCode::MissingParameter,
            about: parameter,
            message: "its allowance is not filled in".to_owned(),
        }),
        Some(Within::Fixed(limit)) => Ok((
            *limit,
            Chosen {
                parameter,
                ..Chosen::default()
            },
        )),
        Some(Within::By { attribute, rows }) => {
            let value = known
                .get(attribute.as_str())
                .ok_or_else(|| missing(attribute))?;
            let text = match value {
                Value::Text(text) => text.clone(),
                other => other.to_string(),
            };
            let names = || rows.iter().map(|(name, _)| name.as_str());
            let (_, limit) = rows.iter().find(|(name, _)| *name == text).ok_or_else(|| {
                let near = match closest(&text, names()) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("the rule knows {}", list_of(names())),
                };
                Reason {
                    code: ReasonCode::NoRow,
                    about: Some(attribute.clone()),
                    message: format!("no row for {attribute} \"{}\": {near}", text.escape_debug()),
                }
            })?;
            Ok((
                *limit,
                Chosen {
                    parameter,
                    attribute: Some(attribute.clone()),
                    value: Some(text),
                },
            ))
        }
    }
}

/// The answer for an instance whose deadline is known.
fn reckoned(
    asked: &Asked<'_, '_, '_>,
    number: usize,
    ruled: &Ruled<'_, '_>,
    state: Result<State, Reason>,
    chosen: &Chosen,
) -> Result<ClockAnswer, crate::calendar::RangeError> {
    let course = &ruled.course;
    let zone = asked.ready.calendar.zone();
    let write = |at: Instant| zone.write(at);
    let mut answer = blank(asked, number, State::Undetermined);
    match state {
        Ok(state) => answer.state = state,
        Err(reason) => answer.reason = Some(reason),
    }
    answer.trigger = trigger(&course.start);
    answer.started = Some(write(course.start.when.at));
    answer.counted_from = Some(course.reckoning.trigger.day.date());
    answer.within = Some(ruled.extended());
    answer.due = course.due.map(|due| write(due.last));
    answer.due_date = course.due.map(|due| due.day.date());
    answer.overdue_from = course.due.map(|due| write(due.overdue_from));
    answer.at_risk_from = course.at_risk.map(write);
    let used_until = course.used_until(asked.as_of);
    // The calendar may end before the moment asked for: the deadline stands all the
    // same, and only how far it is away cannot be said.
    answer.elapsed = course.reckoning.used(&used_until).ok();
    let standing = course.due.or(course.paused.map(|held| held.standing));
    answer.remaining = standing.and_then(|due| course.reckoning.left(&used_until, &due).ok());
    answer.stopped = course
        .stopped()
        .map(|stop| write(stop.when.at.max(course.start.when.at)));
    answer.unextended_due = ruled.unextended()?.map(|due| write(due.last));
    answer.due_if_resumed = ruled
        .if_resumed(asked.as_of)
        .ok()
        .flatten()
        .map(|due| write(due.last));
    answer.explanation = explain::explain(asked.clock, asked.pack, ruled, chosen, answer.state)?;
    if let Some(follows) = &asked.follows {
        // After the rule, before what started it.
        answer.explanation.insert(1, follows.entry(number));
    }
    Ok(answer)
}

fn trigger(start: &Start<'_, '_>) -> Option<TriggerAnswer> {
    let start = start.event()?;
    Some(TriggerAnswer {
        event: start.event.event.clone(),
        index: start.index,
        id: start.event.id.clone(),
    })
}

pub(super) fn blank(asked: &Asked<'_, '_, '_>, number: usize, state: State) -> ClockAnswer {
    let clock = asked.clock;
    ClockAnswer {
        clock: clock.id.clone(),
        instance: number,
        pack: asked.pack.id.clone(),
        promise: clock.promise.clone(),
        basis: clock.basis,
        status: clock.status,
        checked: clock.checked,
        source: clock.source.clone(),
        link: clock.link.clone().or_else(|| asked.pack.link.clone()),
        state,
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
        due: None,
        due_date: None,
        overdue_from: None,
        at_risk_from: None,
        elapsed: None,
        remaining: None,
        stopped: None,
        unextended_due: None,
        due_if_resumed: None,
        projected_due: None,
        escalations: Vec::new(),
        explanation: Vec::new(),
    }
}
