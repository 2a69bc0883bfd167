//! Checked → compiled: packs with their calendars, every event a number.

mod builder;
mod chains;
mod clock;
mod directory;
mod expected;
mod plain;
mod slips;
mod table;

use chrono::{DateTime, Utc};

pub use builder::EngineBuilder;
pub(crate) use chains::{ClockId, Leader};
pub(crate) use clock::{CompiledClock, Need, Roles};
pub(crate) use directory::CompiledDirectory;
pub(crate) use expected::Expected;
pub(crate) use plain::{Plain, PlainAct};
pub(crate) use slips::Slips;
pub(crate) use table::{Found, Table};

use crate::assess::{self, Assessment, Options};
use crate::calendar::Calendar;
use crate::case::{Case, Event};
use crate::checked::{Clock, Directory, Governs, Pack, Right};
use crate::count::Trigger;
use crate::error::{Code, Error, Problem, Shown as _};
use crate::sorted::Map;
use crate::time::{EventTime, Instant, Zone};

/// An event's type, as a number: its place in the engine's vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EventId(pub(crate) u32);

/// Rules made ready to assess cases: packs with the calendars they count with.
///
/// An engine holds no clock, no files and no state: the same case at the same
/// moment always gives the same answer. It is `Send` and `Sync`.
///
/// ```
/// # let calendar = dueby::Calendar::from_toml(r#"
/// # [calendar]
/// # id = "office"
/// # title = "An office"
/// # zone = "Europe/London"
/// # from = "2025-01-01"
/// # to = "2026-12-31"
/// # [hours]
/// # mon-fri = "09:00-17:00"
/// # "#, "office.toml")?;
/// # let pack = dueby::Pack::from_toml(r#"
/// # [pack]
/// # id = "example"
/// # title = "An example"
/// # calendar = "office"
/// # basis = "promise"
/// # [[clock]]
/// # id = "complaint-acknowledgement"
/// # kind = "complaint"
/// # starts = "complaint.received"
/// # stops = "complaint.acknowledged"
/// # within = "2 working days"
/// # "#, "example.toml")?;
/// let engine = dueby::Engine::builder().calendar(calendar).pack(pack).build()?;
/// let case = dueby::Case::new("C-1042", "complaint")
///     .with_event("complaint.received", "2025-12-19T16:42:00")?;
/// let answer = engine.assess(&case, "2025-12-22T09:00:00Z".parse().unwrap())?;
/// assert_eq!(answer.clocks[0].due_date.unwrap().to_string(), "2025-12-23");
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Engine {
    pub(crate) packs: Vec<CompiledPack>,
    /// Calendars by id, those that a clock counts with.
    pub(crate) calendars: Map<String, Calendar>,
    pub(crate) vocabulary: Map<String, EventId>,
    /// What may be meant by event types that are not in it.
    pub(crate) slips: Slips,
    /// What cases' attributes are held against.
    pub(crate) expected: Expected,
    /// Who has which role, where the host says so.
    pub(crate) directory: Option<CompiledDirectory>,
    /// The calendar of the first pack: answers are written in its zone.
    pub(crate) calendar: Calendar,
    /// Every clock, each after the one that it follows.
    pub(crate) order: Vec<ClockId>,
    /// The zone that answers are written in, and the others that clocks count in.
    pub(crate) zones: Vec<Zone>,
}

/// A pack whose clocks are compiled, in the pack's order.
#[derive(Debug, Clone)]
pub(crate) struct CompiledPack {
    pub(crate) pack: Pack,
    pub(crate) clocks: Vec<CompiledClock>,
    /// The clocks of the rights.
    pub(crate) rights: Vec<CompiledClock>,
}

impl CompiledPack {
    /// The clocks as they are written beside what they were compiled to.
    pub(crate) fn clocks(&self) -> impl Iterator<Item = (&Clock, &CompiledClock)> + Clone {
        self.pack.clocks.iter().zip(&self.clocks)
    }

    /// A clock by its place, those of the rights after the others.
    pub(crate) fn clock(&self, place: usize) -> Option<(&Clock, &CompiledClock)> {
        Some(match place.checked_sub(self.pack.clocks.len()) {
            None => (self.pack.clocks.get(place)?, self.clocks.get(place)?),
            Some(right) => (&self.pack.rights.get(right)?.clock, self.rights.get(right)?),
        })
    }

    /// The clocks, those of the rights included.
    pub(crate) fn all_clocks(&self) -> Vec<(&Clock, &CompiledClock)> {
        let mut all = Vec::new();
        while let Some(next) = self.clock(all.len()) {
            all.push(next);
        }
        all
    }
}

impl Engine {
    /// Every clock and that of every right, each after the one that it follows; pack by
    /// pack, where none does.
    pub(crate) fn asked_in_order(
        &self,
    ) -> impl Iterator<Item = (ClockId, &Pack, &Clock, &CompiledClock, Option<&Right>)> {
        self.order.iter().filter_map(|id| {
            let (pack, clock, ready) = self.clock(*id)?;
            Some((*id, pack, clock, ready, self.right(*id)))
        })
    }

    /// Starts an engine: add calendars and packs, then build it.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// The packs, in the order they were given.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter().map(|compiled| &compiled.pack)
    }

    /// The calendars its clocks count with.
    pub fn calendars(&self) -> impl Iterator<Item = &Calendar> {
        self.calendars.values()
    }

    /// The directory that says who has which role, if one was given.
    pub fn directory(&self) -> Option<&Directory> {
        self.directory.as_ref().map(|ready| &ready.directory)
    }

    /// The calendar in whose zone answers are written: the first pack's.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Every event's type that a clock knows, in alphabetical order.
    pub fn event_types(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.keys().map(String::as_str)
    }

    /// The state of every promise in a case at a moment, all that is known seen.
    ///
    /// # Errors
    ///
    /// `missing-time` for an event at a local time that the clocks skipped,
    /// `time-range` for one outside 1972 to 2099: each with the event's index.
    pub fn assess(&self, case: &Case, as_of: DateTime<Utc>) -> Result<Assessment, Error> {
        self.assess_with(case, as_of, &Options::default())
    }

    /// The same with options: what was known at another moment, unconfirmed rules
    /// accepted, findings as errors.
    ///
    /// # Errors
    ///
    /// As [`Engine::assess`]; with [`Options::strict`], every finding as well.
    /// `unknown-clock` when a clock to accept does not exist.
    pub fn assess_with(
        &self,
        case: &Case,
        as_of: DateTime<Utc>,
        options: &Options,
    ) -> Result<Assessment, Error> {
        assess::assess(self, case, as_of, options, None)
    }

    /// Whether cases can be assessed at a moment with these options at all: to say what
    /// is wrong once, and not for each case.
    ///
    /// # Errors
    ///
    /// `unknown-clock` when a clock to accept does not exist, `time-range` for a moment
    /// outside 1972 to 2099.
    pub fn check(&self, as_of: DateTime<Utc>, options: &Options) -> Result<(), Error> {
        assess::check(self, as_of, options)
    }

    /// When one promise falls due that starts at a time: the answer for a case with
    /// that one event, at the moment it happened.
    ///
    /// # Errors
    ///
    /// `unknown-pack` or `unknown-clock` for a name that does not exist, `no-version` where
    /// none of a pack's versions is for that date, and as [`Engine::assess`].
    pub fn due(
        &self,
        pack: &str,
        clock: &str,
        from: EventTime,
        attributes: &[(&str, crate::Value)],
        options: &Options,
    ) -> Result<Assessment, Error> {
        let compiled = self.find_pack(pack, from)?;
        let (written, ready) = compiled
            .clocks()
            .find(|(written, _)| written.id == clock)
            .ok_or_else(|| {
                let known = compiled.pack.clocks.iter().map(|clock| clock.id.as_str());
                unknown_clock(clock, known.collect())
            })?;
        let mut case = Case::new(clock, written.kind.clone());
        for (name, value) in attributes {
            case.attributes.insert((*name).to_owned(), value.clone());
        }
        let as_of = self.instant_of(from, ready)?;
        // What follows another clock starts with what stops that: of several versions of its
        // pack, the one that is for that date.
        let date = ready.calendar.zone().date(Instant::of(&as_of)).date();
        let mut leader = None;
        for id in ready.leader.as_ref().map_or(&[][..], |leader| &leader.ids) {
            match self.clock(*id) {
                Some((pack, led, _)) if pack.is_in_force(date) => {
                    leader = Some(led);
                    break;
                }
                led => leader = leader.or(led.map(|(_, led, _)| led)),
            }
        }
        let start = match leader {
            Some(leader) => leader.stops.first().map(|awaited| &awaited.event),
            None => ready.starts.first(),
        };
        if let Some(start) = start {
            case.events.push(Event::new(start.clone(), from));
        }
        // To ask for a clock by name is to accept it by name.
        let options = options.clone().accept_clock(clock);
        assess::assess(self, &case, as_of, &options, Some((pack, clock)))
    }

    /// The instant of a time as people write it, in the zone of the first pack's
    /// calendar. A date alone is its first instant.
    ///
    /// # Errors
    ///
    /// `missing-time` for a local time that the clocks skipped, `time-range` for
    /// one outside 1972 to 2099.
    pub fn instant(&self, time: EventTime) -> Result<DateTime<Utc>, Error> {
        self.calendar.instant(time)
    }

    fn instant_of(&self, time: EventTime, clock: &CompiledClock) -> Result<DateTime<Utc>, Error> {
        clock.calendar.instant(time)
    }

    /// A clock, or that of a right, with its pack.
    pub(crate) fn clock(&self, id: ClockId) -> Option<(&Pack, &Clock, &CompiledClock)> {
        let compiled = self.packs.get(id.pack)?;
        let (clock, ready) = compiled.clock(id.clock)?;
        Some((&compiled.pack, clock, ready))
    }

    /// The ids of its clocks, those of the rights included.
    pub(crate) fn clock_ids(&self) -> Vec<&str> {
        let mut ids = Vec::new();
        for compiled in &self.packs {
            ids.extend(
                compiled
                    .all_clocks()
                    .iter()
                    .map(|(clock, _)| clock.id.as_str()),
            );
        }
        ids
    }

    /// The right whose clock it is; none for a promise's.
    pub(crate) fn right(&self, id: ClockId) -> Option<&Right> {
        let pack = &self.packs.get(id.pack)?.pack;
        pack.rights.get(id.clock.checked_sub(pack.clocks.len())?)
    }

    /// The calendar of a pack; where each of its clocks has its own, that of the first pack.
    pub(crate) fn calendar_of(&self, pack: &Pack) -> &Calendar {
        self.calendars.get(&pack.calendar).unwrap_or(&self.calendar)
    }

    /// The place of the zone of a pack's calendar among the engine's.
    pub(crate) fn zone_of(&self, pack: &Pack) -> usize {
        let name = self.calendar_of(pack).zone().name();
        let place = self.zones.iter().position(|zone| zone.name() == name);
        place.unwrap_or(0)
    }

    /// A pack by its id: of several versions, the one that is for what happens at a time.
    ///
    /// # Errors
    ///
    /// `unknown-pack` for an id that no pack has, `no-version` where none of its versions is
    /// for that date, and what is wrong with the time.
    pub fn version_for(&self, pack: &str, at: EventTime) -> Result<&Pack, Error> {
        self.find_pack(pack, at).map(|compiled| &compiled.pack)
    }

    fn find_pack(&self, id: &str, at: EventTime) -> Result<&CompiledPack, Error> {
        let versions = || self.packs.iter().filter(|compiled| compiled.pack.id == id);
        let Some(first) = versions().next() else {
            let known = self.packs.iter().map(|compiled| compiled.pack.id.as_str());
            return Err(Error::unknown_pack(id, known));
        };
        let zone = self.calendar_of(&first.pack).zone();
        let date = Trigger::of(at, zone)?.day.date();
        let found = versions().find(|compiled| compiled.pack.is_in_force(date));
        found.ok_or_else(|| {
            let mut spans = Vec::new();
            for one in versions() {
                spans.extend(one.pack.governs.as_ref().map(Governs::told));
            }
            Problem::new(
                Code::NoVersion,
                format!("no version of {id} is for what happens on {date}"),
            )
            .hint(format!("there is one {}", spans.join(", and one ")))
            .into()
        })
    }
}

/// The problem of a clock that does not exist.
pub(crate) fn unknown_clock(name: &str, known: Vec<&str>) -> Problem {
    Problem::unknown(
        Code::UnknownClock,
        format!("there is no clock \"{}\"", name.shown()),
        name,
        "the clocks are",
        known,
    )
}
