//! What one clock of one case is at a moment: decided in numbers, told in `tell.rs`.
//!
//! Nothing here makes a text. What is decided is handed over as it is decided, so that
//! one answer and a batch of millions come out of the same code.

use super::appointment;
use super::attributes::Attributes;
use super::beginnings::Beginning;
use super::chain::{Follows, Led, Link, Stands};
use super::choosing::{Changes, changes, choose};
use super::escalation::{self, Steps};
use super::findings::Findings;
use super::given::Given;
use super::governing::Governing;
use super::life::{Instance, Life, Unknown};
use super::next_change::NextChange;
use super::pending;
use super::reading::Under;
use super::ruled::{self, Ruled};
use super::series::{self, Early, Series};
use super::{EndKind, Occurrence, Opened, Options, State, Why};
use crate::checked::{Clock, Escalation, Pack, Right, START_DATE, Starts, Status, Verdict, Within};
use crate::compiled::{ClockId, CompiledClock, CompiledDirectory};
use crate::count::{Allowance, Deadline, OnChange, Term};
use crate::explain::Chosen;
use crate::time::{Day, Instant};

/// What is asked.
#[derive(Clone)]
pub(crate) struct Asked<'e, 'c> {
    pub(super) id: ClockId,
    pub(super) case: &'e Given<'c>,
    /// How many clocks come before it, those of rights apart.
    pub(crate) place: u32,
    pub(crate) pack: &'e Pack,
    pub(crate) clock: &'e Clock,
    pub(super) ready: &'e CompiledClock,
    /// The clock that it follows, if it does.
    pub(super) follows: Option<Follows<'e>>,
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
    /// It waits for the clock that it follows; where that can be said, what it would be
    /// if it started when that is due.
    Pending(Option<Box<Projected<'e, 'c>>>),
    /// It was cancelled before it started, with the clock that it follows.
    NeverStarted(&'e Occurrence<'c>),
    /// Its deadline is known.
    Reckoned(&'d Reckoned<'e, 'c>),
    /// It runs, or has ended, without one: the rule gives no number.
    Open(&'d Opened<'e, 'c>),
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
    /// The window in which a stop keeps the anniversary.
    pub(super) early: Option<Early>,
}

/// An instance that would start with another's due.
pub(crate) struct Projected<'e, 'c> {
    pub(super) ruled: Ruled<'e, 'c>,
    pub(super) chosen: Chosen<'e>,
}

impl<'e, 'c> Decided<'_, 'e, 'c> {
    /// How it stands for those that follow it.
    fn led(&self) -> Led<'e, 'c> {
        Led {
            number: self.number,
            recorded: self.instance.and_then(|instance| instance.start.recorded),
            stands: match &self.decision {
                Decision::Waiting(Some(why)) | Decision::Undetermined(why) => {
                    Stands::Undetermined(why.clone())
                }
                Decision::Waiting(None) => Stands::Pending(None),
                Decision::Pending(projected) => {
                    Stands::Pending(projected.as_ref().and_then(|one| one.ruled.course.due))
                }
                Decision::NeverStarted(by) => Stands::NeverStarted(by),
                // Where only the verdict is open, what follows can start all the same.
                Decision::Reckoned(reckoned) => Stands::Started {
                    due: reckoned.ruled.course.due,
                    end: reckoned.ruled.course.end.map(|end| (end.kind, end.by)),
                },
                Decision::Open(opened) => Stands::Started {
                    due: None,
                    end: opened.end.map(|end| (end.kind, end.by)),
                },
            },
        }
    }
}

impl Decided<'_, '_, '_> {
    /// When it started; nothing of what is there from the beginning.
    pub(crate) fn started(&self) -> Option<Instant> {
        let start = self.instance?.start;
        start.is_known().then_some(start.when.at)
    }

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
/// of the clock's kind and it has not started. `links` are what it follows. How the
/// instances stand for those that follow the clock, if any do.
pub(super) fn decide<'e, 'c>(
    asked: &Asked<'e, 'c>,
    links: &[Link<'e, 'c>],
    findings: &mut Findings,
    next: &mut NextChange,
    each: &mut dyn FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) -> Vec<Led<'e, 'c>> {
    let mut own = findings.of_one_clock();
    let (mut any, mut led) = (false, Vec::new());
    let mut each = |decided: Decided<'_, 'e, 'c>, own: &mut Findings| {
        any = true;
        if asked.ready.followed {
            led.push(decided.led());
        }
        each(decided, own);
    };
    let mut begins = Vec::new();
    for link in links {
        begins.extend(link.given());
    }
    let governs = asked.governing.covers(asked.as_of);
    let of_its_kind = governs && asked.case.kind == Some(asked.clock.kind.as_str());
    if asked.clock.starts == Starts::FromTheBeginning && of_its_kind {
        let zone = asked.ready.calendar.zone();
        begins.push(Beginning::from_the_beginning(asked.first, zone));
    }
    let series = Series::of(asked);
    let life = Life::live(asked, begins, &series, &mut own);
    // What could not be followed further concerns the instance that runs, or the next.
    let runs = life.instances.iter().any(|one| one.end.is_none());
    let nothing = life.instances.is_empty() && life.unknown.is_none();
    if nothing && asked.follows.is_none() {
        if of_its_kind {
            waiting(asked, &mut own, &mut each);
        }
    } else {
        let mut known = Attributes::of(asked.case, asked.events);
        // What the run before says of when the next is counted from.
        let mut before = Ok(None);
        let mut seen = None;
        for instance in &life.instances {
            if seen.is_some_and(|seen| instance.start.when.at < seen) {
                // Those that run beside one another, or begin on the date by which the one
                // before ended, see the attributes each for itself.
                known = Attributes::of(asked.case, asked.events);
            }
            seen = Some(until(asked, instance)).max(seen);
            let unknown = life.unknown.filter(|_| instance.end.is_none());
            let deemed = before.as_ref().ok().copied().flatten();
            let moved = deemed.map(|day| instance.counted_from(day));
            let instance = moved.as_ref().unwrap_or(instance);
            let why = match (before, unknown) {
                (Err(why), _) => Some(Why::Before(Box::new(why))),
                (Ok(_), Some(unknown)) => Some(Why::Untold(unknown)),
                (Ok(_), None) => None,
            };
            before = one(
                asked,
                (instance, why),
                &mut known,
                &mut own,
                next,
                &mut each,
            );
        }
    }
    if let Some(start) = &life.next_run
        && series::goes_on(asked, start)
    {
        next.candidate(start.when.at);
    }
    if life.cut {
        let decided = Decided {
            number: asked.first + life.instances.len(),
            instance: None,
            decision: Decision::Undetermined(Why::TooManyRuns),
            next: None,
        };
        each(decided, &mut own);
    }
    for link in links.iter().cloned() {
        pending::linked(asked, link, &mut own, next, &mut each);
    }
    if let Some(unknown) = life.unknown.filter(|_| !runs && asked.follows.is_none()) {
        let number = asked.first + life.instances.len();
        perhaps_started(asked, number, unknown, &mut own, &mut each);
    }
    // A clock that does not apply to this case has nothing to report of it.
    if any {
        findings.take(own);
    } else {
        findings.take_mistyped(own);
    }
    led
}

/// Why a clock cannot run whatever happens, if so.
pub(super) fn held_back<'e, 'c>(asked: &Asked<'e, 'c>) -> Option<Why<'e, 'c>> {
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
    each: &mut dyn FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) {
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(asked.as_of);
    findings.judged(&asked.clock.when, &known.values);
    let why = match asked.clock.when.judge(&known.values) {
        Verdict::Fails => return,
        Verdict::Missing(name) if name != START_DATE => {
            Some(Why::lacking(asked.ready, name, &known.values))
        }
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
    each: &mut dyn FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) {
    let mut known = Attributes::of(asked.case, asked.events);
    known.advance(asked.as_of);
    findings.judged(&asked.clock.when, &known.values);
    let why = match asked.clock.when.judge(&known.values) {
        Verdict::Fails => return,
        Verdict::Missing(name) if name != START_DATE => {
            Why::lacking(asked.ready, name, &known.values)
        }
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

/// One instance; nothing when the clock's condition says that it does not apply. The date
/// that the next run counts from, where that is not the date of the stop.
fn one<'e, 'c>(
    asked: &Asked<'e, 'c>,
    (instance, why): (&Instance<'e, 'c>, Option<Why<'e, 'c>>),
    known: &mut Attributes<'e, 'c>,
    findings: &mut Findings,
    next: &mut NextChange,
    each: &mut dyn FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) -> Result<Option<Day>, Why<'e, 'c>> {
    if let Some(Within::Open(says)) = &asked.ready.within {
        open(asked, (instance, why, says), known, findings, next, each);
        return Ok(None);
    }
    let reckoned = match reckon(asked, (instance, why), known, findings) {
        Ok(Some(reckoned)) => Ok(reckoned),
        Ok(None) => return Ok(None),
        Err(why) => Err(why),
    };
    let mut own = NextChange::after(asked.as_of);
    if let Ok(reckoned) = &reckoned {
        let state = match &reckoned.state {
            Ok(state) => *state,
            Err(_) => State::Undetermined,
        };
        let course = &reckoned.ruled.course;
        own.clock(
            course.due,
            course.at_risk,
            state,
            reckoned.steps.scheduled(),
        );
        next.take(&own);
    }
    let decision = match &reckoned {
        Ok(reckoned) => Decision::Reckoned(reckoned),
        Err(why) => Decision::Undetermined(why.clone()),
    };
    let decided = Decided {
        number: instance.number,
        instance: Some(instance),
        decision,
        next: own.at(),
    };
    each(decided, findings);
    match reckoned {
        Ok(reckoned) => Ok(reckoned.early.and_then(|early| early.deemed)),
        // Only an anniversary hangs on the run before.
        Err(why) if series::has_anniversary(asked) => Err(why),
        Err(_) => Ok(None),
    }
}

/// Until when an instance sees the attributes: as they were when it ended, or as they are;
/// an end by its date alone came at some time of that day.
fn until(asked: &Asked<'_, '_>, instance: &Instance<'_, '_>) -> Instant {
    let zone = asked.ready.calendar.zone();
    instance.end.as_ref().map_or(asked.as_of, |end| {
        end.by.when.latest(zone).max(instance.start.when.at)
    })
}

/// One instance of a duty without a number.
fn open<'e, 'c>(
    asked: &Asked<'e, 'c>,
    (instance, why, says): (&Instance<'e, 'c>, Option<Why<'e, 'c>>, &'e str),
    known: &mut Attributes<'e, 'c>,
    findings: &mut Findings,
    next: &mut NextChange,
    each: &mut dyn FnMut(Decided<'_, 'e, 'c>, &mut Findings),
) {
    let opened = match applies(asked, (instance, why), known, findings) {
        Ok(Some(_)) => {
            let calendar = series::calendar(asked.ready, &known.values);
            Opened::of(asked, instance, says, calendar, findings)
        }
        Ok(None) => return,
        Err(why) => Err(why),
    };
    let mut own = NextChange::after(asked.as_of);
    let decision = match &opened {
        Ok(opened) => {
            own.open(opened);
            next.take(&own);
            Decision::Open(opened)
        }
        Err(why) => Decision::Undetermined(why.clone()),
    };
    let decided = Decided {
        number: instance.number,
        instance: Some(instance),
        decision,
        next: own.at(),
    };
    each(decided, findings);
}

/// Whether the clock is for the case, with the limits that were in force on the way; or
/// why nothing can be said of it.
#[inline]
fn applies<'e, 'c>(
    asked: &Asked<'e, 'c>,
    (instance, why): (&Instance<'e, 'c>, Option<Why<'e, 'c>>),
    known: &mut Attributes<'e, 'c>,
    findings: &mut Findings,
) -> Result<Option<Changes<'e, 'c>>, Why<'e, 'c>> {
    let until = until(asked, instance);
    known.advance(instance.start.when.at);
    if asked.ready.asks_start && instance.start.is_known() {
        known
            .values
            .to_mut()
            .started_on(instance.start.when.day.date());
    }
    let changes = changes(asked, instance.number, known, until);
    let known = &known.values;
    findings.judged(&asked.clock.when, known);
    match asked.clock.when.judge(known) {
        Verdict::Fails => return Ok(None),
        Verdict::Missing(name) => return Err(Why::lacking(asked.ready, name, known)),
        Verdict::Holds => {}
    }
    match held_back(asked).or(why) {
        Some(why) => Err(why),
        None => Ok(Some(changes)),
    }
}

/// An instance reckoned, or why nothing can be said of it.
#[inline]
fn reckon<'e, 'c>(
    asked: &Asked<'e, 'c>,
    (instance, why): (&Instance<'e, 'c>, Option<Why<'e, 'c>>),
    known: &mut Attributes<'e, 'c>,
    findings: &mut Findings,
) -> Result<Option<Reckoned<'e, 'c>>, Why<'e, 'c>> {
    let Some(mut changes) = applies(asked, (instance, why), known, findings)? else {
        return Ok(None);
    };
    let attributes = known;
    let known = &attributes.values;
    if let Some(Within::Table(rows)) = &asked.ready.within {
        for when in rows.iter().filter_map(|row| row.when.as_ref()) {
            findings.judged(when, known);
        }
    }
    let kept = match asked.clock.on_change {
        OnChange::Kept => changes.kept.take(),
        OnChange::FromTheStart | OnChange::FromTheChange => None,
    };
    let (term, chosen) = match asked.ready.window() {
        Some(window) => match appointment::limit(asked, window, instance)? {
            Some(limit) => {
                let chosen = Chosen {
                    parameter: asked.ready.parameter.as_deref(),
                    ..Chosen::default()
                };
                (Term::Within(limit), chosen)
            }
            None => return Ok(None),
        },
        None => kept.map_or_else(|| choose(asked, instance.number, attributes), Ok)?,
    };
    let calendar = series::calendar(asked.ready, &attributes.values);
    let case = ruled::Case {
        clock: asked.clock,
        counting: &asked.ready.counting,
        calendar,
        instance,
    };
    let ruled = Ruled::run(case, term, &changes.made, findings).map_err(Why::OutOfRange)?;
    let unextended = ruled.unextended().map_err(Why::OutOfRange)?;
    let course = &ruled.course;
    let used_until = course.used_until(asked.as_of);
    let (used, left) = course.running.told(&used_until, &course.standing);
    let runs = escalation::Runs::Until(course);
    let steps = escalation::decide(asked, instance.number, runs, findings);
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
        elapsed: used
            .and_then(|used| course.thawed(used, asked.as_of, -1).ok())
            .filter(|_| instance.start.is_known()),
        early: series::early(asked, course),
        remaining: left.and_then(|left| course.thawed(left, asked.as_of, 1).ok()),
        unextended,
        if_resumed: ruled.if_resumed(asked.as_of).ok().flatten(),
        steps,
        ruled,
    }))
}
