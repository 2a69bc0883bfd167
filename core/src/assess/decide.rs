//! What one clock of one case is at a moment: decided in numbers, told in `tell.rs`.
//!
//! Nothing here makes a text. What is decided is handed over as it is decided, so that
//! one answer and a batch of millions come out of the same code.

use super::appointment;
use super::attributes::Attributes;
use super::escalation::{self, Steps};
use super::findings::Findings;
use super::given::Given;
use super::governing::Governing;
use super::life::{Instance, Life, Unknown};
use super::next_change::NextChange;
use super::reading::Under;
use super::ruled::{self, Change, Ruled};
use super::table;
use super::{EndKind, Occurrence, Options, State, Why};
use crate::case::Value;
use crate::checked::{Clock, Escalation, Pack, Right, START_DATE, Status, Verdict, Within};
use crate::compiled::{CompiledClock, CompiledDirectory};
use crate::count::{Allowance, Deadline, Limit, OnChange};
use crate::explain::Chosen;
use crate::time::Instant;

/// What is asked.
#[derive(Clone)]
pub(crate) struct Asked<'e, 'c> {
    pub(super) case: &'e Given<'c>,
    /// How many clocks come before it, those of rights apart.
    pub(crate) place: u32,
    pub(super) pack: &'e Pack,
    pub(super) clock: &'e Clock,
    pub(super) ready: &'e CompiledClock,
    pub(super) directory: Option<&'e CompiledDirectory>,
    pub(super) events: &'e [Occurrence<'c>],
    pub(super) as_of: Instant,
    /// For what its version of the pack governs the case.
    pub(super) governing: Governing<'e>,
    /// The number of its first instance: another version of the pack may have had some.
    pub(super) first: usize,
    /// The reading of contested words that it is asked under.
    pub(super) under: Option<Under<'e>>,
    /// The resident's right whose clock it is, if it is one's.
    pub(crate) right: Option<&'e Right>,
    pub(super) options: &'e Options,
}

impl<'e> Asked<'e, '_> {
    /// The clock's escalation path, with its name.
    pub(super) fn path(&self) -> Option<(&'e str, &'e Escalation)> {
        let name = self.clock.escalation.as_deref()?;
        Some((name, self.pack.escalations.get(name)?))
    }
}

/// What was decided of an instance.
pub(crate) struct Decided<'d, 'e, 'c> {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// Nothing before it has started.
    pub(crate) instance: Option<&'d Instance<'e, 'c>>,
    pub(crate) decision: Decision<'d, 'e, 'c>,
    /// When anything of it will differ.
    pub(crate) next: Option<Instant>,
}

pub(crate) enum Decision<'d, 'e, 'c> {
    /// It waits for its start; perhaps it could not run if it came.
    Waiting(Option<Why<'e, 'c>>),
    /// Nothing can be said of it.
    Undetermined(Why<'e, 'c>),
    /// Its deadline is known.
    Reckoned(&'d Reckoned<'e, 'c>),
}

/// An instance whose deadline is known.
pub(crate) struct Reckoned<'e, 'c> {
    pub(crate) ruled: Ruled<'e, 'c>,
    pub(crate) chosen: Chosen<'e>,
    pub(crate) state: Result<State, Why<'e, 'c>>,
    /// Nothing when the calendar does not reach the moment asked for: the deadline
    /// stands all the same, and only how far it is away cannot be said.
    pub(crate) elapsed: Option<Allowance>,
    pub(crate) remaining: Option<Allowance>,
    /// The deadline without the extensions granted.
    pub(crate) unextended: Option<Deadline>,
    /// While paused: the deadline if it resumed at the moment asked for.
    pub(crate) if_resumed: Option<Deadline>,
    pub(crate) steps: Steps,
}

impl Decided<'_, '_, '_> {
    /// When it was stopped; by a date alone, at the start of that day.
    pub(crate) fn stopped(&self) -> Option<Instant> {
        self.ended(EndKind::Stopped)
    }

    /// The same of a cancellation.
    pub(crate) fn cancelled(&self) -> Option<Instant> {
        self.ended(EndKind::Cancelled)
    }

    fn ended(&self, kind: EndKind) -> Option<Instant> {
        let instance = self.instance?;
        let end = instance.end.filter(|end| end.kind == kind)?;
        Some(end.by.when.at.max(instance.start.when.at))
    }
}

/// Every instance of the clock, each handed to `each`; one that waits where the case is
/// of the clock's kind and it has not started.
pub(super) fn decide<'e, 'c>(
    asked: &Asked<'e, 'c>,
    findings: &mut Findings,
    next: &mut NextChange,
    mut each: impl FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) {
    let mut own = findings.of_one_clock();
    let mut any = false;
    let mut each = |decided: Decided<'_, 'e, 'c>, own: &mut Findings| {
        any = true;
        each(decided, own);
    };
    let life = Life::live(
        asked.ready,
        &asked.clock.id,
        (asked.case, asked.events),
        &asked.governing,
        &mut own,
    );
    // What could not be followed further concerns the instance that runs, or the next.
    let runs = life.instances.last().is_some_and(|last| last.end.is_none());
    if life.instances.is_empty() && life.unknown.is_none() {
        let governs = asked.governing.covers(asked.as_of);
        if governs && asked.case.kind == Some(asked.clock.kind.as_str()) {
            waiting(asked, &mut own, &mut each);
        }
    } else {
        let mut known = Attributes::of(asked.case, asked.events);
        for (index, instance) in life.instances.iter().enumerate() {
            let unknown = life.unknown.filter(|_| instance.end.is_none());
            let instance = (asked.first + index, instance, unknown);
            one(asked, instance, &mut known, &mut own, next, &mut each);
        }
    }
    if let Some(unknown) = life.unknown.filter(|_| !runs) {
        let number = asked.first + life.instances.len();
        perhaps_started(asked, number, unknown, &mut own, &mut each);
    }
    // A clock that does not apply to this case has nothing to report of it.
    if any {
        findings.take(own);
    } else {
        findings.take_mistyped(own);
    }
}

/// Why a clock cannot run whatever happens, if so.
fn held_back<'e, 'c>(asked: &Asked<'e, 'c>) -> Option<Why<'e, 'c>> {
    if let Some(attribute) = asked.governing.unsaid {
        return Some(Why::UnsaidVersion(attribute));
    }
    if let Some(need) = asked.ready.needs.first() {
        return Some(Why::MissingParameter(need));
    }
    // A right is signposted under its later reading, and its status with it: to keep it
    // back would harm the resident.
    if asked.right.is_some() && asked.clock.status == Status::Contested {
        return None;
    }
    let accept = &asked.options.accept;
    (!accept.allows(&asked.clock.id, asked.clock.status)).then_some(Why::NotAccepted(asked.clock))
}

fn waiting<'e, 'c>(
    asked: &Asked<'e, 'c>,
    findings: &mut Findings,
    each: &mut impl FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) {
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(asked.as_of);
    findings.judged(&asked.clock.when, &known.values);
    let why = match asked.clock.when.judge(&known.values) {
        Verdict::Fails => return,
        Verdict::Missing(name) if name != START_DATE => Some(Why::lacks(name, &known.values)),
        // By its start it will be known whether it applies.
        Verdict::Holds | Verdict::Missing(_) => held_back(asked),
    };
    let decided = Decided {
        number: asked.first,
        instance: None,
        decision: Decision::Waiting(why),
        next: None,
    };
    each(decided, findings);
}

/// An instance of which it cannot be said whether it has started.
fn perhaps_started<'e, 'c>(
    asked: &Asked<'e, 'c>,
    number: usize,
    unknown: Unknown<'e, 'c>,
    findings: &mut Findings,
    each: &mut impl FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) {
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(asked.as_of);
    findings.judged(&asked.clock.when, &known.values);
    let why = match asked.clock.when.judge(&known.values) {
        Verdict::Fails => return,
        Verdict::Missing(name) if name != START_DATE => Why::lacks(name, &known.values),
        Verdict::Holds | Verdict::Missing(_) => held_back(asked).unwrap_or(Why::Untold(unknown)),
    };
    let decided = Decided {
        number,
        instance: None,
        decision: Decision::Undetermined(why),
        next: None,
    };
    each(decided, findings);
}

/// One instance; nothing when the clock's condition says that it does not apply.
fn one<'e, 'c>(
    asked: &Asked<'e, 'c>,
    (number, instance, unknown): (usize, &Instance<'e, 'c>, Option<Unknown<'e, 'c>>),
    known: &mut Attributes<'e, 'c>,
    findings: &mut Findings,
    next: &mut NextChange,
    each: &mut impl FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) {
    let reckoned = match reckon(asked, (number, instance, unknown), known, findings) {
        Ok(Some(reckoned)) => Ok(reckoned),
        Ok(None) => return,
        Err(why) => Err(why),
    };
    let mut own = NextChange::after(asked.as_of);
    if let Ok(reckoned) = &reckoned {
        let state = match &reckoned.state {
            Ok(state) => *state,
            Err(_) => State::Undetermined,
        };
        own.clock(&reckoned.ruled.course, state, reckoned.steps.scheduled());
        next.take(&own);
    }
    let decision = match &reckoned {
        Ok(reckoned) => Decision::Reckoned(reckoned),
        Err(why) => Decision::Undetermined(why.clone()),
    };
    let decided = Decided {
        number,
        instance: Some(instance),
        decision,
        next: own.at(),
    };
    each(decided, findings);
}

/// An instance reckoned, or why nothing can be said of it.
#[inline]
fn reckon<'e, 'c>(
    asked: &Asked<'e, 'c>,
    (number, instance, unknown): (usize, &Instance<'e, 'c>, Option<Unknown<'e, 'c>>),
    known: &mut Attributes<'e, 'c>,
    findings: &mut Findings,
) -> Result<Option<Reckoned<'e, 'c>>, Why<'e, 'c>> {
    let zone = asked.ready.calendar.zone();
    // Attributes count as they were when the instance ended, or as they are; an end by
    // its date alone came at some time of that day.
    let until = instance.end.as_ref().map_or(asked.as_of, |end| {
        end.by.when.latest(zone).max(instance.start.when.at)
    });
    known.advance(instance.start.when.at);
    if asked.ready.asks_start {
        known
            .values
            .to_mut()
            .started_on(instance.start.when.day.date());
    }
    let mut changes = changes(asked, known, until);
    let attributes = known;
    let known = &attributes.values;
    findings.judged(&asked.clock.when, known);
    match asked.clock.when.judge(known) {
        Verdict::Fails => return Ok(None),
        Verdict::Missing(name) => return Err(Why::lacks(name, known)),
        Verdict::Holds => {}
    }
    if let Some(why) = held_back(asked) {
        return Err(why);
    }
    if let Some(unknown) = unknown {
        return Err(Why::Untold(unknown));
    }
    if let Some(Within::Table(rows)) = &asked.ready.within {
        for when in rows.iter().filter_map(|row| row.when.as_ref()) {
            findings.judged(when, known);
        }
    }
    let kept = match asked.clock.on_change {
        OnChange::Kept => changes.kept.take(),
        OnChange::FromTheStart | OnChange::FromTheChange => None,
    };
    let (limit, chosen) = match asked.ready.window() {
        Some(window) => match appointment::limit(asked, window, instance)? {
            Some(limit) => (limit, Chosen::default()),
            None => return Ok(None),
        },
        None => kept.map_or_else(|| choose(asked, attributes), Ok)?,
    };
    // Some closures bind only some priorities.
    let calendar = match known.get("priority") {
        Some(Value::Text(priority)) => asked.ready.calendar.for_priority(priority),
        _ => &asked.ready.calendar,
    };
    let case = ruled::Case {
        clock: asked.clock,
        calendar,
        instance,
    };
    let ruled = Ruled::run(case, limit, &changes.made, findings).map_err(Why::OutOfRange)?;
    let unextended = ruled.unextended().map_err(Why::OutOfRange)?;
    let course = &ruled.course;
    let used_until = course.used_until(asked.as_of);
    let standing = course.due.or(course.paused.map(|held| held.standing));
    let used = course.reckoning.used(&used_until).ok();
    let left = standing.and_then(|due| course.reckoning.left(&used_until, &due).ok());
    let steps = match asked.path() {
        Some((_, path)) => escalation::decide(asked, path, number, course, findings),
        None => Steps::default(),
    };
    if let Some(error) = steps.beyond() {
        findings.beyond_step(&asked.clock.id, error);
    }
    let only_if_done = asked
        .ready
        .window()
        .is_some_and(|window| window.only_if_done);
    Ok(Some(Reckoned {
        chosen,
        // Notice is owed only of a change that is made.
        state: if only_if_done && instance.end.is_none() {
            Ok(State::Pending)
        } else {
            course.state(asked.as_of)
        },
        elapsed: used.and_then(|used| course.thawed(used, asked.as_of, -1).ok()),
        remaining: left.and_then(|left| course.thawed(left, asked.as_of, 1).ok()),
        unextended,
        if_resumed: ruled.if_resumed(asked.as_of).ok().flatten(),
        steps,
        ruled,
    }))
}

/// The limits that were in force one after the other.
#[derive(Default)]
struct Changes<'e, 'c> {
    /// The first that could be chosen, with what chose it.
    kept: Option<(Limit, Chosen<'e>)>,
    made: Vec<Change<'e, 'c>>,
}

/// Moves the attributes on to an instant; the limits that were in force on the
/// way, each until another took its place.
fn changes<'e, 'c>(
    asked: &Asked<'e, 'c>,
    known: &mut Attributes<'e, 'c>,
    until: Instant,
) -> Changes<'e, 'c> {
    // More changes than anybody makes are not told apart: the last ones count.
    const MOST: usize = 64;
    let mut changes = Changes::default();
    if !matches!(
        asked.ready.within,
        Some(Within::By { .. } | Within::Table(_))
    ) {
        known.advance(until);
        return changes;
    }
    let mut standing = choose(asked, known).ok();
    changes.kept = standing;
    while let Some(event) = known.step(until) {
        if event.event.set.is_empty() {
            continue;
        }
        let chosen = choose(asked, known).ok();
        let limit = |chosen: &Option<(Limit, Chosen<'_>)>| chosen.as_ref().map(|(limit, _)| *limit);
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
            changes.kept = changes.kept.or(standing);
        }
    }
    let many = changes.made.len().saturating_sub(MOST);
    changes.made.drain(..many);
    changes
}

/// The allowance, and what chose it; or why there is none.
fn choose<'e, 'c>(
    asked: &Asked<'e, 'c>,
    attributes: &Attributes<'e, 'c>,
) -> Result<(Limit, Chosen<'e>), Why<'e, 'c>> {
    let known = &attributes.values;
    let parameter = asked.ready.parameter.as_deref();
    match &asked.ready.within {
        // What is not filled in was held back before.
        None | Some(Within::Parameter(_) | Within::Window(_)) => Err(Why::NotFilledIn(parameter)),
        Some(Within::Fixed(limit)) => Ok((
            *limit,
            Chosen {
                parameter,
                ..Chosen::default()
            },
        )),
        Some(Within::Table(rows)) => {
            let (row, limit) = table::choose(asked.ready, rows, known)?;
            let chosen = Chosen {
                parameter,
                row: Some((row, attributes.to_come())),
                ..Chosen::default()
            };
            Ok((limit, chosen))
        }
        Some(Within::By { attribute, rows }) => {
            let value = *known
                .get(attribute.as_str())
                .ok_or(Why::MissingAttribute(attribute))?;
            let row = match value {
                Value::Text(text) => rows.iter().find(|(name, _)| name == text),
                other => {
                    let text = other.to_string();
                    rows.iter().find(|(name, _)| *name == text)
                }
            };
            let (name, limit) = row.ok_or(Why::NoRow {
                attribute,
                value,
                rows,
            })?;
            Ok((
                *limit,
                Chosen {
                    parameter,
                    attribute: Some(attribute),
                    value: Some(name),
                    row: None,
                },
            ))
        }
    }
}
