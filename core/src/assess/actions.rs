//! What the events do to a clock, in order.
//!
//! A condition on an event is judged with the attributes as they are right after it.
//! What ties at one instant has no order of its own there: all that it sets counts,
//! and what the event itself sets before what others do.

use crate::few::Few;

use super::Occurrence;
use super::appointment::{self, Ill, Opening};
use super::ask::{self, Ask};
use super::attributes::Attributes;
use super::findings::Findings;
use super::given::Given;
use super::governing::Governing;
use super::holding;
use crate::checked::Verdict;
use crate::compiled::{CompiledClock, Roles};
use crate::sorted::sort_by_key;

/// What an event does, in the order of one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Action {
    /// From here on these conditions hold the clock: what starts at the same instant
    /// is held by them from its start.
    Holding(u32),
    /// The stop of an event that starts the next instance too.
    StopToRestart,
    /// The stop of a clock that begins its next run by it.
    StopToRepeat,
    /// The cancellation of an event that starts the next instance too.
    CancelToRestart,
    Reopen,
    Start,
    Reset,
    Pause(u32),
    Hold(u32),
    Resume(u32),
    Free(u32),
    Extend(Ask),
    Stop,
    Miss,
    Cancel,
    /// What has ended at the same instant is excused by it too.
    Excuse,
}

/// An event that does something to a clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Act<'e, 'c> {
    pub(super) action: Action,
    pub(super) event: &'e Occurrence<'c>,
    /// The missing attribute without which it cannot be said that it does.
    pub(super) doubt: Option<&'e str>,
    /// The place among [`Windows`] of the one that it sets, where it starts an appointment.
    pub(super) window: Option<u32>,
}

/// Mostly few enough to need no memory of their own.
pub(super) type Acts<'e, 'c> = Few<Act<'e, 'c>, 8>;

/// The windows that events set, of an appointment alone.
pub(super) type Windows<'e, 'c> = Vec<Result<Opening, Ill<'e, 'c>>>;

/// What the events do to a clock, in order.
pub(super) fn actions<'e, 'c>(
    clock: &'e CompiledClock,
    (case, events): (&'e Given<'c>, &'e [Occurrence<'c>]),
    governing: &Governing<'_>,
    repeats: bool,
    findings: &mut Findings,
) -> (Acts<'e, 'c>, Windows<'e, 'c>) {
    let (mut acts, mut windows) = (Acts::new(), Windows::new());
    let mut known = Attributes::of(case, events);
    for event in events {
        let Some(roles) = event.id.and_then(|id| clock.roles(id)) else {
            continue;
        };
        let mut judged = judge(clock, (event, roles), &mut known, &mut windows, findings);
        let may_start = governing.covers(event.when.at);
        judged.sure.start &= may_start;
        judged.perhaps.start &= may_start;
        add(event, &judged, repeats, &mut acts);
    }
    holding::acts(clock, case, events, findings, &mut acts);
    // What is certain comes before what is in doubt: a stop that is in doubt does
    // nothing once another has stopped the clock.
    if !acts.is_sorted_by(|one, next| one.event.when.at < next.event.when.at) {
        sort_by_key(&mut acts, |act: &Act<'_, '_>| {
            (act.event.when.at, act.action, act.doubt.is_some())
        });
    }
    (acts, windows)
}

/// What one event does, and what it does perhaps.
struct Judged<'e> {
    sure: Roles,
    perhaps: Roles,
    /// The attribute that would tell.
    missing: Option<&'e str>,
    /// What an extension asks for; or the attribute that would tell.
    ask: Result<Ask, &'e str>,
    /// The place of the window that it sets, where it starts an appointment.
    window: Option<u32>,
}

fn judge<'e, 'c>(
    clock: &'e CompiledClock,
    (event, roles): (&'e Occurrence<'c>, Roles),
    known: &mut Attributes<'e, 'c>,
    windows: &mut Windows<'e, 'c>,
    findings: &mut Findings,
) -> Judged<'e> {
    let mut judged = Judged {
        sure: roles,
        perhaps: Roles::default(),
        missing: None,
        ask: Ok(Ask::Plain),
        window: None,
    };
    for (_, given, condition) in clock
        .conditional
        .iter()
        .filter(|(id, ..)| Some(*id) == event.id)
    {
        let known = known.right_after(event);
        findings.judged(condition, &known);
        match condition.judge(&known) {
            Verdict::Holds => judged.sure = judged.sure.and(*given),
            Verdict::Fails => {}
            Verdict::Missing(name) => {
                judged.perhaps = judged.perhaps.and(*given);
                judged.missing = judged.missing.or(Some(name));
            }
        }
    }
    judged.perhaps = judged.perhaps.without(judged.sure);
    if let Some(extension) = &clock.extension
        && (judged.sure.extend || judged.perhaps.extend)
    {
        judged.ask = ask::judge(extension, &known.right_after(event), findings);
    }
    if let Some(window) = clock.window()
        && (judged.sure.start || judged.perhaps.start)
    {
        let zone = clock.calendar.zone();
        judged.window = u32::try_from(windows.len()).ok();
        windows.push(appointment::opening(window, event, known, zone));
    }
    judged
}

fn add<'e, 'c>(
    event: &'e Occurrence<'c>,
    judged: &Judged<'e>,
    repeats: bool,
    acts: &mut Acts<'e, 'c>,
) {
    let (sure, perhaps) = (judged.sure, judged.perhaps);
    let mut add = |surely: bool, maybe: bool, action: Action| {
        if surely || maybe {
            acts.push(Act {
                action,
                event,
                doubt: judged.missing.filter(|_| !surely),
                window: judged.window,
            });
        }
    };
    let starts = sure.start || perhaps.start;
    add(
        starts && sure.stop,
        starts && perhaps.stop,
        Action::StopToRestart,
    );
    add(
        starts && sure.cancel,
        starts && perhaps.cancel,
        Action::CancelToRestart,
    );
    add(sure.reopen, perhaps.reopen, Action::Reopen);
    add(sure.start, perhaps.start, Action::Start);
    add(sure.reset, perhaps.reset, Action::Reset);
    add(sure.pause != 0, false, Action::Pause(sure.pause));
    add(false, perhaps.pause != 0, Action::Pause(perhaps.pause));
    add(sure.resume != 0, false, Action::Resume(sure.resume));
    add(false, perhaps.resume != 0, Action::Resume(perhaps.resume));
    let stop = if repeats {
        Action::StopToRepeat
    } else {
        Action::Stop
    };
    add(!starts && sure.stop, !starts && perhaps.stop, stop);
    add(sure.miss, perhaps.miss, Action::Miss);
    add(
        !starts && sure.cancel,
        !starts && perhaps.cancel,
        Action::Cancel,
    );
    add(sure.excuse, false, Action::Excuse);
    if sure.extend || perhaps.extend {
        let (ask, untold) = match judged.ask {
            Ok(ask) => (ask, None),
            Err(missing) => (Ask::Plain, Some(missing)),
        };
        acts.push(Act {
            action: Action::Extend(ask),
            event,
            doubt: judged.missing.filter(|_| !sure.extend).or(untold),
            window: None,
        });
    }
}
