//! Putting an engine together.

use crate::sorted::{Map, Set};

use super::directory::Given;
use super::{CompiledClock, CompiledPack, Engine, EventId, Expected, Slips, chains};
use crate::calendar::Calendar;
use crate::checked::{Clock, Declared, Directory, Pack, Reading, Seam};
use crate::error::{Code, Error, Place, Problem, Shown as _};
use crate::time::Zone;

/// Collects calendars, packs and parameters for an [`Engine`].
#[derive(Debug, Clone, Default)]
pub struct EngineBuilder {
    calendars: Map<String, Calendar>,
    packs: Vec<Pack>,
    parameters: Vec<(String, String)>,
    directory: Option<Given>,
}

impl EngineBuilder {
    /// Adds a calendar; one with the same id takes the place of an earlier one.
    #[must_use]
    pub fn calendar(mut self, calendar: Calendar) -> Self {
        self.calendars.insert(calendar.id().to_owned(), calendar);
        self
    }

    /// Adds a pack.
    #[must_use]
    pub fn pack(mut self, pack: Pack) -> Self {
        self.packs.push(pack);
        self
    }

    /// Fills in a parameter of every pack that declares it. The value is written as
    /// in a pack: `24 hours`, `visitor.arrived`, or
    /// `{ by = "level", high = "24 hours", low = "20 days" }`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Says who has which role; a second directory takes the place of the first. The
    /// calendars that it names are looked for among those of the builder, so it is given
    /// here and not with each question: for a directory that has changed, build an engine
    /// anew.
    #[must_use]
    pub fn directory(mut self, directory: Directory) -> Self {
        self.directory = Some(Given::of(directory));
        self
    }

    /// The ids of the calendars that its packs and its directory name, each once: those
    /// that have to be given before [`EngineBuilder::build`].
    ///
    /// ```
    /// let pack = dueby::Pack::from_toml(r#"
    ///     [pack]
    ///     id = "letters"
    ///     title = "Letters"
    ///     calendar = "office"
    ///     basis = "promise"
    ///     [[clock]]
    ///     id = "reply"
    ///     kind = "letter"
    ///     starts = "letter.received"
    ///     stops = "letter.answered"
    ///     within = "5 working days"
    /// "#, "letters.toml")?;
    /// let builder = dueby::Engine::builder().pack(pack);
    /// assert_eq!(builder.named_calendars(), ["office"]);
    /// # Ok::<(), dueby::Error>(())
    /// ```
    pub fn named_calendars(&self) -> Vec<String> {
        let mut named = Set::new();
        for given in &self.packs {
            let mut extending = Some(given);
            while let Some(pack) = extending {
                let mut of_clock = |clock: &Clock| {
                    named.extend(clock.calendar.clone());
                    for reading in &clock.readings {
                        named.extend(reading.calendar.clone());
                    }
                };
                pack.clocks.iter().for_each(&mut of_clock);
                let rights = pack.rights.iter();
                rights.for_each(|right| of_clock(&right.clock));
                named.insert(pack.calendar.clone());
                extending = pack.base.as_deref();
            }
        }
        if let Some(given) = &self.directory {
            named.extend(given.named.iter().cloned());
        }
        named.into_iter().collect()
    }

    /// Compiles everything.
    ///
    /// # Errors
    ///
    /// All problems at once: `unknown-calendar` for a calendar that was not added,
    /// `duplicate-name` for two packs with one id, `unknown-parameter` for a
    /// parameter that no pack declares, `bad-allowance` and the like for its value,
    /// `nothing-listed` without a pack; `unknown-pack`, `unknown-clock` and
    /// `circular-start` for clocks that follow others.
    pub fn build(self) -> Result<Engine, Error> {
        let mut problems = Vec::new();
        let mut packs: Vec<Pack> = Vec::new();
        for pack in with_bases(self.packs, &mut problems) {
            if let Some(known) = packs.iter().find(|known| known.id == pack.id)
                && (pack.governs.is_none() || known.governs.is_none())
            {
                problems.push(
                    Problem::new(
                        Code::DuplicateName,
                        format!("two packs have the id \"{}\"", pack.id),
                    )
                    .hint(
                        "give the engine one of them; several versions say in [pack.governs] \
                         which dates they are for",
                    ),
                );
            } else if packs.iter().any(|known| known.name() == pack.name()) {
                problems.push(
                    Problem::new(
                        Code::DuplicateName,
                        format!("two packs are called {}", pack.name()),
                    )
                    .hint("give each version of a pack a name of its own"),
                );
            }
            packs.push(pack);
        }
        in_order(&mut packs);
        for seam in Seam::between(&packs) {
            if seam.overlaps && seam.versions.0 != seam.versions.1 {
                problems.push(seam.problem());
            }
        }
        fill_in(&mut packs, &self.parameters, &mut problems);
        for pack in &mut packs {
            for (name, problem) in pack.settle() {
                problems.push(problem.at(Place::file(&format!("parameter {name}"))));
            }
        }

        let mut vocabulary = Map::new();
        let mut calendars = Map::new();
        let mut compiled = Vec::new();
        let mut answers_in = None;
        let mut order = Vec::new();
        for pack in packs {
            let (mut clocks, mut rights) = (Vec::new(), Vec::new());
            let mut missing: Vec<String> = Vec::new();
            let of_rights = pack.rights.iter().map(|right| (&right.clock, true));
            let of_pack = pack.clocks.iter().map(|clock| (clock, false));
            for (clock, is_right) in of_pack.chain(of_rights) {
                let mut compile = |reading: Option<&Reading>| {
                    let read = reading.and_then(|reading| reading.calendar.as_ref());
                    let id = read.or(clock.calendar.as_ref());
                    let id = id.unwrap_or(&pack.calendar);
                    let Some(calendar) = self.calendars.get(id) else {
                        if !missing.contains(id) {
                            missing.push(id.clone());
                            problems.push(unknown_calendar(id, &pack.id, &self.calendars));
                        }
                        return None;
                    };
                    calendars.insert(id.to_owned(), calendar.clone());
                    let calendar = calendar.clone();
                    Some(CompiledClock::compile(
                        (clock, reading),
                        &pack,
                        calendar,
                        &mut vocabulary,
                    ))
                };
                let Some(mut ready) = compile(None) else {
                    continue;
                };
                for reading in &clock.readings {
                    ready.readings.extend(compile(Some(reading)));
                }
                if is_right {
                    rights.push(ready);
                } else {
                    clocks.push(ready);
                }
            }
            // What targets count is known too, though no clock waits for it.
            for target in &pack.targets {
                for awaited in target.events() {
                    let next = EventId(u32::try_from(vocabulary.len()).unwrap_or(u32::MAX));
                    vocabulary.get_or_insert(awaited.event.clone(), || next);
                }
            }
            answers_in = answers_in.or_else(|| self.calendars.get(&pack.calendar).cloned());
            compiled.push(CompiledPack {
                pack,
                clocks,
                rights,
            });
        }
        let directory = self
            .directory
            .map(|given| (given.compile)(given.directory, &self.calendars, &mut problems));
        if compiled.is_empty() {
            problems.push(
                Problem::new(Code::NothingListed, "the engine has no pack")
                    .hint("add at least one rule pack"),
            );
        }
        if problems.is_empty() {
            order = chains::order(&mut compiled, &mut problems);
        }
        if let Some(error) = Error::of(problems) {
            return Err(error);
        }
        // Where every clock of the first pack names a calendar of its own, the
        // pack's need not be there.
        let calendar = answers_in
            .or_else(|| calendars.values().next().cloned())
            .ok_or_else(|| {
                Problem::new(Code::NothingListed, "the engine has no clock")
                    .hint("add a pack that has clocks")
            })?;
        let zones = zones(&calendar, &mut compiled);
        Ok(Engine {
            zones,
            expected: Expected::of(&compiled),
            packs: compiled,
            calendars,
            vocabulary,
            slips: Slips::default(),
            directory,
            calendar,
            order,
        })
    }
}

/// The zone that answers are written in and every other that a clock counts in; each
/// clock is told the place of its own.
fn zones(calendar: &Calendar, packs: &mut [CompiledPack]) -> Vec<Zone> {
    let mut zones = vec![calendar.zone().clone()];
    let mut tell = |clock: &mut CompiledClock| {
        let zone = clock.calendar.zone();
        let place = zones.iter().position(|known| known.name() == zone.name());
        clock.zone = place.unwrap_or_else(|| {
            zones.push(zone.clone());
            zones.len() - 1
        });
    };
    for pack in packs {
        for clocks in [&mut pack.clocks, &mut pack.rights] {
            for clock in clocks {
                tell(clock);
                clock.readings.iter_mut().for_each(&mut tell);
            }
        }
    }
    zones
}

/// The packs, each after the one that it extends: that is taken as the extending pack
/// changes it, whether or not it was given as well.
fn with_bases(given: Vec<Pack>, problems: &mut Vec<Problem>) -> Vec<Pack> {
    // Each pack that is extended, until it is put in its place.
    let mut changed: Map<String, Option<Pack>> = Map::new();
    let mut each = Vec::new();
    for mut pack in given {
        let mut bases = Vec::new();
        let mut extended = pack.base.take();
        while let Some(mut base) = extended {
            extended = base.base.take();
            bases.push(base.name());
            match changed.get(&base.name()) {
                Some(Some(known)) if !known.is_extended_like(&base) => problems.push(
                    Problem::new(
                        Code::DuplicateName,
                        format!("two packs change {} in different ways", base.name()),
                    )
                    .hint("give the engine one of the packs that extend it"),
                ),
                Some(_) => {}
                None => {
                    changed.insert(base.name(), Some(*base));
                }
            }
        }
        each.push((pack, bases));
    }
    let mut packs: Vec<Pack> = Vec::new();
    for (pack, bases) in each {
        for base in bases.iter().rev() {
            packs.extend(changed.get_mut(base).and_then(Option::take));
        }
        match changed.get_mut(&pack.name()) {
            Some(changed) => packs.extend(changed.take()),
            None => packs.push(pack),
        }
    }
    packs
}

/// Puts the versions of each pack in the order of their dates, in the places that they have.
fn in_order(packs: &mut [Pack]) {
    let from = |pack: &Pack| pack.governs.as_ref().and_then(|governs| governs.from);
    for place in 0..packs.len() {
        let Some((here, later)) = packs.get_mut(place..).and_then(<[Pack]>::split_first_mut) else {
            continue;
        };
        for other in later {
            if other.id == here.id && from(other) < from(here) {
                std::mem::swap(here, other);
            }
        }
    }
}

fn unknown_calendar(id: &str, pack: &str, known: &Map<String, Calendar>) -> Problem {
    Problem::unknown(
        Code::UnknownCalendar,
        format!("there is no calendar \"{}\"", id.shown()),
        id,
        "give the engine the calendar; it has",
        known.keys().map(String::as_str),
    )
    .at(Place::file(pack))
}

fn fill_in(packs: &mut [Pack], parameters: &[(String, String)], problems: &mut Vec<Problem>) {
    for (name, value) in parameters {
        let mut declared = false;
        for pack in packs.iter_mut() {
            let Some(parameter) = pack.parameters.get(name) else {
                continue;
            };
            declared = true;
            match parameter.value_of(value, || Declared::of(pack)) {
                Ok(value) => {
                    if let Some(parameter) = pack.parameters.get_mut(name) {
                        parameter.value = Some(value);
                    }
                }
                Err(error) => problems.extend(
                    error
                        .in_file(&format!("parameter {name}"))
                        .problems()
                        .cloned(),
                ),
            }
        }
        if !declared {
            let mut known: Vec<&str> = Vec::new();
            for pack in packs.iter() {
                known.extend(pack.parameters.keys().map(String::as_str));
            }
            problems.push(Problem::unknown(
                Code::UnknownParameter,
                format!("no pack has a parameter \"{}\"", name.shown()),
                name,
                "the parameters are",
                known,
            ));
        }
    }
}
