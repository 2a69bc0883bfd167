//! Plain clocks: those of which a batch can decide an instance in one walk over the
//! events of a case (`assess/plain/`).
//!
//! A clock is plain when nothing but events of its types start, stop, cancel, hold and free
//! it, each type doing one of these whatever else is known, and when its limit is one
//! allowance. What a plain clock does not know - other clocks, time that begins runs,
//! extensions, resets, reopenings, readings, versions, conditions on events - is for the
//! general way alone, which knows everything.

use super::{CompiledClock, EventId, Roles};
use crate::checked::{Clock, Escalation, Pack, Within};
use crate::count::WhenOverdue;

/// What an event does to a plain clock; pauses and their ends are bits, one for each entry
/// of the clock's `pauses`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum PlainAct {
    #[default]
    Nothing,
    Start,
    Stop,
    Cancel,
    Pause(u32),
    Resume(u32),
}

/// What makes a clock plain.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    /// What each event does, at the event's number.
    acts: Vec<PlainAct>,
    /// The attributes that its condition, its limit and its calendar hang on.
    pub(crate) asks: Vec<String>,
}

impl Plain {
    /// Nothing where the clock is not plain.
    pub(super) fn of(pack: &Pack, clock: &Clock, ready: &CompiledClock) -> Option<Self> {
        let started_by_events = !ready.starts.is_empty() && ready.leader.is_none();
        let alone = !ready.followed && pack.governs.is_none() && ready.readings.is_empty();
        let runs_once = clock.repeats.is_none() && clock.not_before.is_none();
        let unmoved = clock.extension.is_none()
            && clock.resets.on.is_empty()
            && clock.reopens.on.is_empty()
            && clock.missed.is_empty();
        let unconditional = ready.conditional.is_empty() && ready.whiles.is_empty();
        let known = ready.needs.is_empty() && !ready.asks_start;
        let thawed = clock.pausing.when_overdue != WhenOverdue::Freezes;
        let path = clock.escalation.as_deref();
        let path = path.and_then(|name| pack.escalations.get(name));
        let plain = started_by_events
            && alone
            && runs_once
            && unmoved
            && unconditional
            && known
            && thawed
            && path.is_none_or(Escalation::is_plain);
        if !plain {
            return None;
        }
        let mut asks: Vec<String> = Vec::new();
        let mut ask = |name: &str| {
            if !asks.iter().any(|known| known == name) {
                asks.push(name.to_owned());
            }
        };
        clock.when.tests(&mut |name, _, _| ask(name));
        match (&ready.within, &ready.table) {
            (Some(Within::Fixed(_)), _) => {}
            (Some(Within::By { attribute, .. }), _) => ask(attribute),
            (Some(Within::Table(_)), Some(table)) => table.attributes().for_each(ask),
            _ => return None,
        }
        if ready.calendar.has_priorities() && !asks.iter().any(|name| name == "priority") {
            asks.push("priority".to_owned());
        }
        let acts = ready.every_role().map(act).collect::<Option<_>>()?;
        Some(Plain { acts, asks })
    }

    /// What an event does.
    pub(crate) fn act(&self, event: EventId) -> PlainAct {
        let act = self.acts.get(event.0 as usize);
        act.copied().unwrap_or_default()
    }
}

/// What an event with these roles does; nothing where it does more than one thing.
fn act(roles: Option<Roles>) -> Option<PlainAct> {
    // A reason moves nothing, and rows have no place for it.
    let Some(roles) = roles.map(|roles| Roles {
        excuse: false,
        ..roles
    }) else {
        return Some(PlainAct::Nothing);
    };
    let (yes, none) = (true, Roles::default());
    let Roles { pause, resume, .. } = roles;
    [
        (none, PlainAct::Nothing),
        (Roles { start: yes, ..none }, PlainAct::Start),
        (Roles { stop: yes, ..none }, PlainAct::Stop),
        (
            Roles {
                cancel: yes,
                ..none
            },
            PlainAct::Cancel,
        ),
        (Roles { pause, ..none }, PlainAct::Pause(pause)),
        (Roles { resume, ..none }, PlainAct::Resume(resume)),
    ]
    .into_iter()
    .find_map(|(alone, act)| (alone == roles).then_some(act))
}
