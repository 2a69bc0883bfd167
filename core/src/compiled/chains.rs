//! Which clock follows which, across packs, and in what order they are assessed.

use std::collections::BTreeMap;

use super::CompiledPack;
use crate::checked::{Follows, Starts, circular, never_due};
use crate::count::{IfCancelled, StartsAt};
use crate::error::{Error, Place, Problem};

/// A clock of an engine: of which pack, and which of its clocks, those of the rights
/// after the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ClockId {
    pub(crate) pack: usize,
    pub(crate) clock: usize,
}

/// What a clock follows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leader {
    pub(crate) id: ClockId,
    pub(crate) at: StartsAt,
    pub(crate) if_cancelled: IfCancelled,
}

impl Leader {
    /// The same, followed at its stop.
    pub(crate) fn at_the_stop(self) -> Self {
        Leader {
            at: StartsAt::Stop,
            ..self
        }
    }
}

/// Finds what each clock follows, and puts all in an order in which each comes after
/// what it follows.
pub(super) fn order(packs: &mut [CompiledPack], problems: &mut Vec<Problem>) -> Vec<ClockId> {
    let mut leaders: BTreeMap<ClockId, Leader> = BTreeMap::new();
    let mut all = Vec::new();
    for (pack, compiled) in packs.iter().enumerate() {
        for (clock, (written, _)) in compiled.all_clocks().enumerate() {
            let id = ClockId { pack, clock };
            all.push(id);
            if let Starts::Follows(follows) = &written.starts {
                match find(packs, pack, follows) {
                    Ok(found) => {
                        if follows.at != StartsAt::Stop
                            && let Some((led, _)) = packs
                                .get(found.pack)
                                .and_then(|led| led.all_clocks().nth(found.clock))
                            && led.open_words().is_some()
                        {
                            let problem = never_due(&led.id);
                            problems.push(problem.at(Place::file(&compiled.pack.id)));
                        }
                        let leader = Leader {
                            id: found,
                            at: follows.at,
                            if_cancelled: follows.if_cancelled,
                        };
                        leaders.insert(id, leader);
                    }
                    Err(error) => {
                        let problem = error.first().clone();
                        problems.push(problem.at(Place::file(&compiled.pack.id)));
                    }
                }
            }
        }
    }
    let mut ordered = Vec::new();
    let mut placed = std::collections::BTreeSet::new();
    for id in all {
        // From the clock up to the first that is placed already, then down again.
        let (mut at, mut path) = (id, Vec::new());
        while !placed.contains(&at) {
            if let Some(place) = path.iter().position(|one| *one == at) {
                problems.push(circle(packs, path.get(place..).unwrap_or(&[])));
                break;
            }
            path.push(at);
            match leaders.get(&at) {
                Some(leader) => at = leader.id,
                None => break,
            }
        }
        placed.extend(path.iter().copied());
        ordered.extend(path.into_iter().rev());
    }
    for (id, leader) in leaders {
        if let Some(led) = clock_at(packs, leader.id) {
            led.followed = true;
            for (_, read) in &mut led.readings {
                read.followed = true;
            }
        }
        if let Some(follower) = clock_at(packs, id) {
            follower.leader = Some(leader);
        }
    }
    ordered
}

fn clock_at(packs: &mut [CompiledPack], id: ClockId) -> Option<&mut super::CompiledClock> {
    let compiled = packs.get_mut(id.pack)?;
    let clocks = compiled.clocks.iter_mut().chain(&mut compiled.rights);
    clocks.into_iter().nth(id.clock)
}

fn find(packs: &[CompiledPack], own: usize, follows: &Follows) -> Result<ClockId, Error> {
    let ids = || packs.iter().map(|compiled| compiled.pack.id.as_str());
    let pack = match &follows.pack {
        None => own,
        // Of several versions of a pack, each follows itself.
        Some(name) if ids().nth(own) == Some(name.as_str()) => own,
        Some(name) => ids().position(|id| id == name).ok_or_else(|| {
            let problem = Error::unknown_pack(name, ids()).first().clone();
            problem.hint(format!(
                "\"{}\" follows a clock of it: add that pack",
                follows.clock
            ))
        })?,
    };
    let clocks = || {
        let found = packs.get(pack).into_iter();
        found.flat_map(|compiled| compiled.pack.clocks.iter().map(|clock| clock.id.as_str()))
    };
    let clock = clocks().position(|id| id == follows.clock).ok_or_else(|| {
        super::unknown_clock(&follows.clock, clocks().collect::<Vec<_>>().into_iter())
    })?;
    Ok(ClockId { pack, clock })
}

fn circle(packs: &[CompiledPack], path: &[ClockId]) -> Problem {
    let name = |id: &ClockId| {
        let compiled = packs.get(id.pack)?;
        let (clock, _) = compiled.all_clocks().nth(id.clock)?;
        Some(format!("{}/{}", compiled.pack.id, clock.id))
    };
    let names: Vec<String> = path.iter().filter_map(name).collect();
    let problem = circular(&names);
    match path.first().and_then(|id| packs.get(id.pack)) {
        Some(compiled) => problem.at(Place::file(&compiled.pack.id)),
        None => problem,
    }
}
