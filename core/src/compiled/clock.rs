//! A clock made ready: which event does what, and what is still missing.

use crate::sorted::Map;
use std::sync::OnceLock;

use super::{EventId, Leader, Plain, Table};
use crate::calendar::Calendar;
use crate::checked::{
    Awaited, Clock, Condition, Extension, Pack, Parameter, Pause, Reading, Repeats, Starts, Window,
    Within,
};
use crate::count::{BeforeStart, Counting, Reopens};

/// A clock with its calendar, its events as numbers and its parameters filled in.
#[derive(Debug, Clone)]
pub(crate) struct CompiledClock {
    pub(crate) calendar: Calendar,
    pub(crate) counting: Counting,
    pub(crate) repeats: Option<Repeats>,
    /// The place of its zone among the engine's.
    pub(crate) zone: usize,
    /// What each event does to it, at the event's number; none that it does not know.
    roles: Vec<Option<Roles>>,
    /// What they do under a condition, each with what that gives them, by event.
    pub(crate) conditional: Vec<(EventId, Roles, Condition)>,
    /// The conditions that hold it while they hold, each with its bit among the pauses.
    pub(crate) whiles: Vec<(u32, Condition)>,
    /// How far its extensions go, and under what condition.
    pub(crate) extension: Option<Extension>,
    pub(crate) reopens: Reopens,
    pub(crate) before_start: BeforeStart,
    /// The types of the events that start it.
    pub(crate) starts: Vec<String>,
    /// The allowance, unless a parameter that has no value stands for it.
    pub(crate) within: Option<Within>,
    /// The table, where that is one over several attributes.
    pub(crate) table: Option<Table>,
    /// Whether its condition or its table asks when it started.
    pub(crate) asks_start: bool,
    /// The parameter the allowance comes from, where it does.
    pub(crate) parameter: Option<String>,
    /// What has to be filled in before it can run.
    pub(crate) needs: Vec<Need>,
    /// The clock that it follows, if it does.
    pub(crate) leader: Option<Leader>,
    /// Whether others follow it.
    pub(crate) followed: bool,
    /// The same under each of its readings, where its words are contested.
    pub(crate) readings: Vec<CompiledClock>,
    /// What a batch needs to know of it, where that is little: told when one asks.
    plain: OnceLock<Option<Plain>>,
}

/// A parameter without a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Need {
    pub(crate) parameter: String,
    pub(crate) question: String,
}

/// The types of events, each once.
fn types(events: &[Awaited]) -> Vec<String> {
    let mut types: Vec<String> = Vec::new();
    for awaited in events {
        if !types.contains(&awaited.event) {
            types.push(awaited.event.clone());
        }
    }
    types
}

/// What an event does to a clock. Pauses and resumptions are bits: one for each
/// entry of the clock's `pauses`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Roles {
    pub(crate) start: bool,
    pub(crate) stop: bool,
    pub(crate) cancel: bool,
    pub(crate) miss: bool,
    pub(crate) extend: bool,
    pub(crate) reset: bool,
    pub(crate) reopen: bool,
    pub(crate) excuse: bool,
    pub(crate) pause: u32,
    pub(crate) resume: u32,
}

impl Roles {
    /// What either of them is.
    pub(crate) fn and(self, other: Roles) -> Roles {
        Roles {
            start: self.start || other.start,
            stop: self.stop || other.stop,
            cancel: self.cancel || other.cancel,
            miss: self.miss || other.miss,
            extend: self.extend || other.extend,
            reset: self.reset || other.reset,
            reopen: self.reopen || other.reopen,
            excuse: self.excuse || other.excuse,
            pause: self.pause | other.pause,
            resume: self.resume | other.resume,
        }
    }

    /// What the other is not.
    pub(crate) fn without(self, other: Roles) -> Roles {
        Roles {
            start: self.start && !other.start,
            stop: self.stop && !other.stop,
            cancel: self.cancel && !other.cancel,
            miss: self.miss && !other.miss,
            extend: self.extend && !other.extend,
            reset: self.reset && !other.reset,
            reopen: self.reopen && !other.reopen,
            excuse: self.excuse && !other.excuse,
            pause: self.pause & !other.pause,
            resume: self.resume & !other.resume,
        }
    }
}

impl CompiledClock {
    /// A clock, under a reading of its words where they are contested.
    pub(crate) fn compile(
        (clock, reading): (&Clock, Option<&Reading>),
        pack: &Pack,
        calendar: Calendar,
        vocabulary: &mut Map<String, EventId>,
    ) -> Self {
        let mut needs = Vec::new();
        let mut need = |name: &str| {
            let question = pack
                .parameters
                .get(name)
                .map_or(String::new(), |parameter| parameter.question.clone());
            needs.push(Need {
                parameter: name.to_owned(),
                question,
            });
        };
        let starts = match &clock.starts {
            Starts::On(events) => events.clone(),
            // Found when all packs are there.
            Starts::Follows(_) | Starts::FromTheBeginning => Vec::new(),
            Starts::Parameter(name) => {
                match pack.parameters.get(name).and_then(|found| found.starts()) {
                    Some(Starts::On(events)) => events,
                    _ => {
                        need(name);
                        Vec::new()
                    }
                }
            }
        };
        let read = reading.and_then(|reading| reading.within.as_ref());
        let written = read.unwrap_or(&clock.within);
        let (within, parameter) = match written {
            Within::Parameter(name) => {
                let value = pack.parameters.get(name).and_then(Parameter::within);
                if value.is_none() {
                    need(name);
                }
                (value, Some(name.clone()))
            }
            within @ Within::Window(window) => {
                let lead = window.lead.as_ref();
                let parameter = lead.and_then(|lead| lead.parameter.clone());
                (Some(within.clone()), parameter)
            }
            within => (Some(within.clone()), None),
        };

        for name in pack.lacking(clock, written) {
            need(name);
        }

        let mut roles: Map<EventId, Roles> = Map::new();
        let mut conditional = Vec::new();
        let mut add = |events: &[Awaited], give: &dyn Fn(&mut Roles)| {
            for awaited in events {
                let next = EventId(u32::try_from(vocabulary.len()).unwrap_or(u32::MAX));
                let id = *vocabulary.get_or_insert(awaited.event.clone(), || next);
                let always = roles.get_or_insert(id, Default::default);
                match &awaited.when {
                    None => give(always),
                    Some(condition) => {
                        let mut given = Roles::default();
                        give(&mut given);
                        conditional.push((id, given, condition.clone()));
                    }
                }
            }
        };
        add(&starts, &|roles| roles.start = true);
        add(&clock.stops, &|roles| roles.stop = true);
        add(&clock.cancels, &|roles| roles.cancel = true);
        if let Some(extension) = &clock.extension {
            add(&extension.on, &|roles| roles.extend = true);
        }
        add(&clock.missed, &|roles| roles.miss = true);
        add(&clock.resets.on, &|roles| roles.reset = true);
        add(&clock.reopens.on, &|roles| roles.reopen = true);
        add(&clock.excuses, &|roles| roles.excuse = true);
        // What acknowledges a step is known, though it does nothing to the clock.
        let path = clock.escalation.as_ref();
        for step in path
            .and_then(|name| pack.escalations.get(name))
            .map_or(&[][..], |path| &path.steps)
        {
            add(&step.acknowledged_by, &|_| {});
        }
        let mut whiles = Vec::new();
        for (index, pause) in clock.pauses.iter().enumerate() {
            let bit = 1u32.checked_shl(index as u32).unwrap_or(0);
            match pause {
                Pause::Between { from, until } => {
                    add(from, &|roles| roles.pause |= bit);
                    add(until, &|roles| roles.resume |= bit);
                }
                Pause::While(condition) => whiles.push((bit, condition.clone())),
            }
        }
        let asks_start = clock.when.asks_start()
            || matches!(&within, Some(Within::Table(rows)) if rows
                .iter()
                .filter_map(|row| row.when.as_ref())
                .any(Condition::asks_start));
        let counting = reading.and_then(|reading| reading.counting);
        let early_opens = reading.and_then(|reading| reading.early_opens);
        CompiledClock {
            calendar,
            counting: counting.unwrap_or(clock.counting),
            repeats: clock.repeats.map(|repeats| Repeats {
                early_opens: early_opens.unwrap_or(repeats.early_opens),
                ..repeats
            }),
            zone: 0,
            roles: by_number(roles),
            conditional,
            whiles,
            extension: clock.extension.clone(),
            reopens: clock.reopens.how,
            before_start: clock.pausing.before_start,
            starts: types(&starts),
            table: match &within {
                Some(Within::Table(rows)) => Some(Table::compile(rows)),
                _ => None,
            },
            within,
            asks_start,
            parameter,
            needs,
            leader: None,
            followed: false,
            readings: Vec::new(),
            plain: OnceLock::new(),
        }
    }

    /// What makes it plain; nothing where it is not.
    pub(crate) fn plain(&self, pack: &Pack, clock: &Clock) -> Option<&Plain> {
        let told = || Plain::of(pack, clock, self);
        self.plain.get_or_init(told).as_ref()
    }

    /// The window, where it is an appointment's.
    pub(crate) fn window(&self) -> Option<&Window> {
        match &self.within {
            Some(Within::Window(window)) => Some(window),
            _ => None,
        }
    }

    /// What each event does to this clock, in the order of their numbers, up to the last that
    /// does anything.
    pub(super) fn every_role(&self) -> impl Iterator<Item = Option<Roles>> + '_ {
        self.roles.iter().copied()
    }

    /// What an event does to this clock.
    #[inline]
    pub(crate) fn roles(&self, event: EventId) -> Option<Roles> {
        *self.roles.get(event.0 as usize)?
    }
}

fn by_number(roles: Map<EventId, Roles>) -> Vec<Option<Roles>> {
    let mut numbered = Vec::new();
    for (EventId(number), roles) in roles {
        numbered.resize(number as usize, None);
        numbered.push(Some(roles));
    }
    numbered
}
