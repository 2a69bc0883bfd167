//! What one case adds to each target.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::fold::{Fold, Sought};
use super::months::Month;
use super::tally::{Late, Tally, number_of};
use crate::assess::{
    Attributes, Decision, Events, Findings, Given, NextChange, Occurrence, Question, State,
};
use crate::case::Value;
use crate::checked::{CountedOf, Counts, FigureKind, Known, Pack, Target, Verdict};
use crate::compiled::Engine;
use crate::time::{Day, Instant};

/// What a case adds to the month of a target.
pub(super) struct Counted {
    pub(super) target: usize,
    pub(super) month: Month,
    pub(super) adds: Tally,
    pub(super) late: Option<Late>,
}

/// What a case adds.
pub(super) struct Found {
    pub(super) counted: Vec<Counted>,
    pub(super) group: Option<String>,
    /// The dates of its first and its last event.
    pub(super) data: Option<(Day, Day)>,
}

/// The clock that a target counts, by its pack and id.
pub(super) fn clock_of<'e>(pack: &'e Pack, target: &'e Target) -> Option<(&'e str, &'e str)> {
    match &target.counts {
        Counts::Clocks {
            clock, pack: other, ..
        } => Some((other.as_ref().unwrap_or(&pack.id), clock)),
        _ => None,
    }
}

/// The targets that count a clock.
type ByClock<'e> = HashMap<(&'e str, &'e str), Vec<usize>>;

/// Of each clock in the engine's order, whether no target hangs on it: neither is it counted, nor
/// does one follow it that is.
pub(super) fn idle(engine: &Engine, by_clock: &ByClock<'_>) -> Vec<bool> {
    let mut wanted: HashSet<(&str, &str)> = by_clock.keys().copied().collect();
    loop {
        let before = wanted.len();
        for (_, pack, clock, ready, _) in engine.asked_in_order() {
            if wanted.contains(&(pack.id.as_str(), clock.id.as_str())) {
                let led = ready.leader.iter().flat_map(|leader| &leader.ids);
                let led = led.filter_map(|id| engine.clock(*id));
                wanted.extend(led.map(|(pack, clock, _)| (pack.id.as_str(), clock.id.as_str())));
            }
        }
        if wanted.len() == before {
            break;
        }
    }
    let clocks = engine.asked_in_order();
    clocks
        .map(|(_, pack, clock, ..)| !wanted.contains(&(pack.id.as_str(), clock.id.as_str())))
        .collect()
}

/// Whether something was kept; nothing where that cannot be said.
type Verdicts = Option<bool>;

pub(super) fn case<'c>(fold: &Fold<'_>, given: &Given<'c>, events: &Events<'c>) -> Found {
    let (engine, by_clock) = (fold.engine, &fold.by_clock);
    let zone = engine.calendar.zone();
    let options = &fold.options.assess;
    let mut now = Attributes::of(given, events.in_zone(0));
    now.advance(fold.as_of);
    let known = &now.values;
    let by = fold.options.by.as_deref();
    let mut found = Found {
        counted: Vec::new(),
        group: by.and_then(|by| known.get(by).map(|value| told(value))),
        data: span(events.in_zone(0)),
    };
    let today = Month::of(zone.date(fold.as_of));

    if !by_clock.is_empty() {
        let enough = Cell::new(false);
        let question = Question {
            engine,
            given,
            events,
            as_of: fold.as_of,
            options,
            only: None,
            known: &|place| fold.idle.get(place) == Some(&true),
            enough: &enough,
        };
        let mut unheard = Findings::unheard();
        let mut next = NextChange::after(fold.as_of);
        question.each(&mut unheard, &mut next, |asked, decided, _| {
            let name = (asked.pack.id.as_str(), asked.clock.id.as_str());
            let targets = by_clock.get(&name).map_or(&[][..], Vec::as_slice);
            if targets.is_empty() || asked.right.is_some() || decided.instance.is_none() {
                return;
            }
            let (state, due, elapsed) = match &decided.decision {
                Decision::Reckoned(reckoned) => (
                    reckoned
                        .state
                        .as_ref()
                        .map_or(State::Undetermined, |state| *state),
                    reckoned.ruled.course.due,
                    reckoned.elapsed,
                ),
                Decision::Undetermined(_) => (State::Undetermined, None, None),
                Decision::Waiting(_) | Decision::Pending(_) | Decision::NeverStarted(_)
                // Without a number nothing of it is in time or late.
                | Decision::Open(_) => return,
            };
            let fell_due = due.map(|due| due.last);
            let stopped = decided.stopped();
            let month = |at: Option<Instant>| at.map_or(today, |at| Month::of(zone.date(at)));
            for target in targets {
                let Some(one) = fold.targets.get(*target) else {
                    continue;
                };
                let Counts::Clocks { of, .. } = &one.target.counts else {
                    continue;
                };
                let judged = scope(one.target, known);
                if judged == Some(false) {
                    continue;
                }
                let mut adds = Tally::default();
                let mut late = None;
                let when = match state {
                    State::Cancelled | State::Pending => continue,
                    State::Undetermined => {
                        adds.undetermined = 1;
                        month(stopped.or(decided.started()))
                    }
                    _ if judged.is_none() => {
                        adds.undetermined = 1;
                        month(stopped.or(fell_due))
                    }
                    State::Met | State::Missed if *of == CountedOf::Open => continue,
                    State::Met | State::Missed => {
                        if state == State::Met {
                            adds.kept = 1;
                        } else {
                            adds.failed = 1;
                            late = Some(stopped.or(fell_due));
                        }
                        if let (FigureKind::Percentile { resolution, .. }, Some(taken)) =
                            (&one.target.figure, elapsed)
                        {
                            let per = if taken.kind().counts_dates() {
                                1
                            } else {
                                *resolution
                            };
                            // Up to the next whole one: never less than was taken.
                            let whole = taken.amount().saturating_add(per - 1).div_euclid(per);
                            adds.times.insert((number_of(taken.kind()), whole), 1);
                        }
                        month(stopped.or(fell_due))
                    }
                    State::Overdue => {
                        adds.overdue = 1;
                        if *of != CountedOf::Completed {
                            late = Some(Some(fold.as_of));
                        }
                        match of {
                            CountedOf::Open => today,
                            _ => month(fell_due),
                        }
                    }
                    _ if *of == CountedOf::Open => {
                        adds.kept = 1;
                        today
                    }
                    _ => continue,
                };
                let late = late.map(|until| {
                    let by = match (until, due) {
                        (Some(until), Some(due)) => until.since(due.last),
                        _ => 0,
                    };
                    let times = [due.map(|due| due.last.0), stopped.map(|at| at.0)];
                    (Reverse(by), decided.number as u64, times)
                });
                found.counted.push(Counted {
                    target: *target,
                    month: when,
                    adds,
                    late,
                });
            }
        });
    }
    for (target, one) in fold.targets.iter().enumerate() {
        let concerned = match &one.target.counts {
            Counts::Clocks { .. } => false,
            Counts::Events { .. } => any(&one.events, events.in_zone(0)),
            Counts::Cases { kind, .. } => given.kind == Some(kind.as_str()),
        };
        if !concerned {
            continue;
        }
        let judged = scope(one.target, known);
        if judged == Some(false) {
            continue;
        }
        let mut add = |at: Option<Instant>, number: u64, kept: Verdicts| {
            let kept = judged.and(kept);
            let adds = Tally {
                kept: u64::from(kept == Some(true)),
                failed: u64::from(kept == Some(false)),
                undetermined: u64::from(kept.is_none()),
                ..Tally::default()
            };
            let times = [None, at.map(|at| at.0)];
            let late = (kept == Some(false)).then_some((Reverse(0), number, times));
            let month = at.map_or(today, |at| Month::of(zone.date(at)));
            found.counted.push(Counted {
                target,
                month,
                adds,
                late,
            });
        };
        let shares = one.target.figure == FigureKind::Share;
        match &one.target.counts {
            Counts::Clocks { .. } => {}
            Counts::Events { .. } => {
                let all = matching(&one.events, given, events.in_zone(0));
                let with = matching(&one.with, given, events.in_zone(0));
                for (number, (at, holds)) in all.iter().enumerate() {
                    let next = all.get(number + 1).map(|(at, _)| *at);
                    let kept = match holds {
                        None => None,
                        Some(()) if shares => {
                            let in_reach =
                                |then: &Instant| then >= at && next.is_none_or(|next| *then < next);
                            followed(with.iter().filter(|(then, _)| in_reach(then)))
                        }
                        Some(()) => Some(true),
                    };
                    add(Some(*at), number as u64 + 1, kept);
                }
            }
            Counts::Cases { .. } => {
                // What has to happen once, or at all.
                let (once, with) = (&one.events, &one.with);
                if !once.is_empty() {
                    let all = matching(once, given, events.in_zone(0));
                    if let Some((first, _)) = all.first() {
                        let sure = all.iter().all(|(_, holds)| holds.is_some());
                        add(Some(*first), 1, sure.then_some(all.len() == 1));
                    }
                } else if !with.is_empty() {
                    // As the cases stand at the moment asked for.
                    let some = followed(matching(with, given, events.in_zone(0)).iter());
                    add(None, 1, some);
                } else if let Some(first) = events.in_zone(0).first() {
                    add(Some(first.when.at), 1, Some(true));
                }
            }
        }
    }
    found
}

/// Whether a case is one of a target's; nothing where that cannot be said.
fn scope(target: &Target, known: &Known<'_>) -> Verdicts {
    match target.when.as_ref().map(|when| when.judge(known)) {
        None | Some(Verdict::Holds) => Some(true),
        Some(Verdict::Fails) => Some(false),
        Some(Verdict::Missing(_)) => None,
    }
}

/// Whether what was waited for has come; nothing where that hangs on a condition that cannot
/// be judged.
fn followed<'a>(found: impl Iterator<Item = &'a (Instant, Option<()>)>) -> Verdicts {
    let mut some = Some(false);
    for (_, holds) in found {
        match holds {
            Some(()) => return Some(true),
            None => some = None,
        }
    }
    some
}

/// Whether something that is sought has happened.
fn any(sought: &[Sought<'_>], events: &[Occurrence<'_>]) -> bool {
    let is_sought = |id| sought.iter().any(|one| one.event == id);
    events.iter().any(|event| event.id.is_some_and(is_sought))
}

/// The events that something waits for, in order; those of which it cannot be said whether
/// their condition holds are there without a verdict.
fn matching<'c>(
    sought: &[Sought<'_>],
    given: &Given<'c>,
    events: &[Occurrence<'c>],
) -> Vec<(Instant, Option<()>)> {
    let mut found = Vec::new();
    for event in events {
        let mut verdict = None;
        for one in sought.iter().filter(|one| Some(one.event) == event.id) {
            let holds = match one.when {
                None => Some(Some(())),
                Some(when) => {
                    let mut attributes = Attributes::of(given, events);
                    match when.judge(&attributes.right_after(event)) {
                        Verdict::Holds => Some(Some(())),
                        Verdict::Fails => None,
                        Verdict::Missing(_) => Some(None),
                    }
                }
            };
            verdict = match (verdict, holds) {
                (Some(Some(())), _) | (_, Some(Some(()))) => Some(Some(())),
                (one, other) => one.or(other),
            };
        }
        found.extend(verdict.map(|holds| (event.when.at, holds)));
    }
    found
}

fn span(events: &[Occurrence<'_>]) -> Option<(Day, Day)> {
    let (first, last) = (events.first()?, events.last()?);
    Some((first.when.day, last.when.day))
}

/// A value, as the groups of a report are called.
fn told(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}
