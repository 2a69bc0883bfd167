//! What follows a clock: from what became of its instances to the starts of another's.

use crate::sorted::{Map, sort_by_key};

use super::beginnings::Beginning;
use super::decide::Asked;
use super::start::{By, Start, from_due};
use super::{EndKind, Occurrence, Why};
use crate::checked::Pack;
use crate::compiled::{ClockId, Engine, Leader};
use crate::count::{Deadline, IfCancelled, StartsAt, Trigger};
use crate::explain::Entry;
use crate::time::{Instant, Zone};

/// An instance of a clock, as those see it that follow the clock.
#[derive(Debug, Clone)]
pub(super) struct Led<'e, 'c> {
    pub(super) number: usize,
    /// When its start was recorded.
    pub(super) recorded: Option<Instant>,
    pub(super) stands: Stands<'e, 'c>,
}

impl<'e, 'c> Led<'e, 'c> {
    /// The first instance, stopped by an event.
    pub(super) fn stopped(by: &'e Occurrence<'c>) -> Self {
        Led {
            number: 1,
            recorded: by.recorded,
            stands: Stands::Started {
                due: None,
                end: Some((EndKind::Stopped, by)),
            },
        }
    }
}

/// How it stands.
#[derive(Debug, Clone)]
pub(super) enum Stands<'e, 'c> {
    /// It has not started; where it can be said, the deadline it would have.
    Pending(Option<Deadline>),
    /// It has started. No deadline while it is paused.
    Started {
        due: Option<Deadline>,
        end: Option<(EndKind, &'e Occurrence<'c>)>,
    },
    /// It was cancelled before it started.
    NeverStarted(&'e Occurrence<'c>),
    Undetermined(Why<'e, 'c>),
}

/// What an instance of the clock that it follows is to a clock.
#[derive(Debug, Clone)]
pub(super) enum Link<'e, 'c> {
    Starts(Beginning<'e, 'c>),
    Waits {
        number: usize,
        /// What it would count from, as far as that can be said.
        from: Option<Trigger>,
        /// When it will start whatever happens, unless that is cancelled.
        at: Option<Instant>,
    },
    /// Cancelled before it could start.
    Cancelled {
        number: usize,
        by: &'e Occurrence<'c>,
    },
    Undetermined {
        number: usize,
        why: Why<'e, 'c>,
    },
}

impl<'e, 'c> Link<'e, 'c> {
    pub(super) fn given(&self) -> Option<Beginning<'e, 'c>> {
        match self {
            Link::Starts(given) => Some(*given),
            _ => None,
        }
    }
}

/// The clock that is followed.
#[derive(Clone, Copy)]
pub(super) struct Follows<'e> {
    pub(super) leader: &'e Leader,
    /// Its stop or its due.
    at: StartsAt,
    /// Whether that clock is of the same pack: then the version goes with what is followed.
    pub(super) own_pack: bool,
    pub(super) pack: &'e str,
    pub(super) clock: &'e str,
}

impl<'e> Follows<'e> {
    /// `alone` when what follows is asked for without what it follows: then it starts with
    /// a stop.
    pub(super) fn of(
        engine: &'e Engine,
        own: &Pack,
        leader: &'e Leader,
        alone: bool,
    ) -> Option<Self> {
        let (pack, clock, _) = engine.clock(*leader.ids.first()?)?;
        Some(Follows {
            leader,
            at: if alone { StartsAt::Stop } else { leader.at },
            own_pack: pack.id == own.id,
            pack: &pack.id,
            clock: &clock.id,
        })
    }

    /// What each instance is to a clock.
    pub(super) fn links<'c>(
        &self,
        asked: &Asked<'e, 'c>,
        instances: &[Led<'e, 'c>],
    ) -> Vec<Link<'e, 'c>> {
        let zone = asked.ready.calendar.zone();
        let mut links = Vec::new();
        for led in instances {
            let link = self.link(led, asked.events, zone, asked.as_of);
            if self.governed(&link, asked) {
                links.push(link);
            }
        }
        links
    }

    /// What each instance is to a clock, those of every version of its pack.
    pub(super) fn all<'c>(
        &self,
        asked: &Asked<'e, 'c>,
        led: &Map<ClockId, Vec<Led<'e, 'c>>>,
    ) -> Vec<Link<'e, 'c>> {
        let of = |id| led.get(id).map_or(&[][..], Vec::as_slice);
        if let [only] = self.leader.ids.as_slice() {
            return self.links(asked, of(only));
        }
        let mut instances = Vec::new();
        for id in &self.leader.ids {
            instances.extend_from_slice(of(id));
        }
        // Where it cannot be said which version governs, each has the number that waits.
        let waits = |led: &Led<'_, '_>| !matches!(led.stands, Stands::Started { .. });
        sort_by_key(&mut instances, |led| (led.number, waits(led)));
        instances.dedup_by_key(|led| led.number);
        self.links(asked, &instances)
    }

    /// Whether the version that asks has a part in it: what follows a clock of its own pack
    /// has the version of what it follows, any other that of the day on which it starts.
    fn governed(&self, link: &Link<'e, '_>, asked: &Asked<'e, '_>) -> bool {
        let at = match link {
            Link::Starts(begins) => begins.start.when.at,
            Link::Cancelled { by, .. } => by.when.at,
            Link::Waits { .. } | Link::Undetermined { .. } => asked.as_of,
        };
        self.own_pack || asked.governing.covers(at)
    }

    /// That an instance follows it, told.
    pub(super) fn entry(&self, instance: usize) -> Entry {
        Entry::Follows {
            pack: self.pack.to_owned(),
            clock: self.clock.to_owned(),
            instance,
            at: self.at,
        }
    }

    fn link<'c>(
        &self,
        led: &Led<'e, 'c>,
        events: &'e [Occurrence<'c>],
        zone: &Zone,
        as_of: Instant,
    ) -> Link<'e, 'c> {
        let number = led.number;
        let stays = self.leader.if_cancelled == IfCancelled::Stays;
        let waits = |due: Option<Deadline>, certain: bool| {
            let from = due.map(|due| from_due(&due, zone));
            Link::Waits {
                number,
                from,
                at: from.filter(|_| certain).map(|from| from.at),
            }
        };
        let (due, end) = match &led.stands {
            Stands::Undetermined(why) => {
                let why = Why::Follows {
                    clock: self.clock,
                    why: Box::new(why.clone()),
                };
                return Link::Undetermined { number, why };
            }
            Stands::NeverStarted(_) if stays => return waits(None, false),
            Stands::NeverStarted(by) => {
                return match same(by, events) {
                    Some(by) => Link::Cancelled { number, by },
                    None => waits(None, false),
                };
            }
            Stands::Pending(due) => return waits(*due, false),
            Stands::Started { due, end } => (*due, *end),
        };
        let cancelled = end
            .filter(|(kind, _)| *kind == EndKind::Cancelled && !stays)
            .and_then(|(_, by)| same(by, events));
        let stopped = end
            .filter(|(kind, _)| *kind == EndKind::Stopped)
            .and_then(|(_, by)| same(by, events));
        let by_stop = stopped.map(Start::by_event);
        let by_due = due.map(|due| Start {
            when: from_due(&due, zone),
            recorded: led.recorded,
            by: By::Due {
                pack: self.pack,
                clock: self.clock,
                instance: number,
            },
        });
        let start = match self.at {
            StartsAt::Stop => by_stop,
            StartsAt::Due => by_due,
            StartsAt::StopOrDue => match (by_stop, by_due, due) {
                // By its date alone a stop on the last day is one in time.
                (Some(stop), Some(_), Some(due)) if stop.when.at < due.overdue_from() => Some(stop),
                (stop, None, _) => stop,
                (_, due, _) => due,
            },
        };
        // What was cancelled first never starts.
        let start = start.filter(|start| {
            start.when.at <= as_of && cancelled.is_none_or(|by| start.when.at < by.when.at)
        });
        match (start, cancelled) {
            (Some(start), cancelled) => Link::Starts(Beginning {
                number,
                start,
                cancelled,
            }),
            (None, Some(by)) => Link::Cancelled { number, by },
            (None, None) if end.is_some() && self.at == StartsAt::Stop => waits(None, false),
            (None, None) => waits(due, self.at != StartsAt::Stop),
        }
    }
}

/// The same event among those in another zone.
fn same<'e, 'c>(
    event: &Occurrence<'c>,
    events: &'e [Occurrence<'c>],
) -> Option<&'e Occurrence<'c>> {
    events.iter().find(|other| other.index == event.index)
}
