//! Which clock follows which, across packs, and in what order they are assessed.

use crate::sorted::{Map, Set};

use super::CompiledPack;
use crate::checked::{Clock, Follows, Starts, circular, never_due};
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
#[derive(Debug, Clone)]
pub(crate) struct Leader {
    /// The clock, in each version of its pack that has it: whichever governs the case. Of
    /// its own pack a version follows itself.
    pub(crate) ids: Vec<ClockId>,
    pub(crate) at: StartsAt,
    pub(crate) if_cancelled: IfCancelled,
}

/// Finds what each clock follows, and puts all in an order in which each comes after
/// what it follows.
pub(super) fn order(packs: &mut [CompiledPack], problems: &mut Vec<Problem>) -> Vec<ClockId> {
    let mut leaders: Map<ClockId, Leader> = Map::new();
    let mut all = Vec::new();
    for (pack, compiled) in packs.iter().enumerate() {
        for (clock, (written, _)) in compiled.all_clocks().into_iter().enumerate() {
            let id = ClockId { pack, clock };
            all.push(id);
            if let Starts::Follows(follows) = &written.starts {
                match find(packs, pack, follows) {
                    Ok(ids) => {
                        let mut led = ids.iter().filter_map(|led| written_at(packs, *led));
                        let open = led.find(|led| led.open_words().is_some());
                        if follows.at != StartsAt::Stop
                            && let Some(led) = open
                        {
                            let problem = never_due(&led.id);
                            problems.push(problem.at(Place::file(&compiled.pack.id)));
                        }
                        let leader = Leader {
                            ids,
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
    let ordered = placed(packs, &all, &leaders, problems);
    for (id, leader) in leaders {
        for led in &leader.ids {
            let Some(led) = clock_at(packs, *led) else {
                continue;
            };
            led.followed = true;
            for read in &mut led.readings {
                read.followed = true;
            }
        }
        if let Some(follower) = clock_at(packs, id) {
            follower.leader = Some(leader);
        }
    }
    ordered
}

/// Each clock after all that it follows, and after the same clock of an earlier version,
/// whose instances are numbered before its own.
fn placed(
    packs: &[CompiledPack],
    all: &[ClockId],
    leaders: &Map<ClockId, Leader>,
    problems: &mut Vec<Problem>,
) -> Vec<ClockId> {
    let before = |id: ClockId| {
        let mut before = Vec::new();
        for led in leaders.get(&id).map_or(&[][..], |leader| &leader.ids) {
            before.push((*led, true));
        }
        before.extend(earlier_version(packs, id).map(|earlier| (earlier, false)));
        before
    };
    let (mut ordered, mut done) = (Vec::new(), Set::new());
    for id in all {
        // The clocks on the way, each with those that are to come before it.
        let mut path = vec![(*id, before(*id))];
        while let Some((at, to_come)) = path.last_mut() {
            let at = *at;
            let Some((next, is_followed)) = to_come.pop() else {
                path.pop();
                if done.insert(at) {
                    ordered.push(at);
                }
                continue;
            };
            match path.iter().position(|(one, _)| *one == next) {
                Some(place) if is_followed => {
                    let on = path.iter().skip(place).map(|(one, _)| *one);
                    let circle_of: Vec<ClockId> = on.collect();
                    problems.push(circle(packs, &circle_of));
                    // Told once: nothing on it is looked at again.
                    path.clear();
                    done.extend(circle_of);
                }
                Some(_) => {}
                None if done.contains(&next) => {}
                None => path.push((next, before(next))),
            }
        }
    }
    ordered
}

/// The same clock in the version before.
fn earlier_version(packs: &[CompiledPack], id: ClockId) -> Option<ClockId> {
    let (own, clock) = (packs.get(id.pack)?, written_at(packs, id)?);
    for (pack, other) in packs.iter().enumerate().take(id.pack).rev() {
        if other.pack.id != own.pack.id {
            continue;
        }
        let clocks = other.all_clocks();
        let same = clocks.iter().position(|(one, _)| one.id == clock.id);
        if let Some(clock) = same {
            return Some(ClockId { pack, clock });
        }
    }
    None
}

fn written_at(packs: &[CompiledPack], id: ClockId) -> Option<&Clock> {
    let (clock, _) = packs.get(id.pack)?.clock(id.clock)?;
    Some(clock)
}

fn clock_at(packs: &mut [CompiledPack], id: ClockId) -> Option<&mut super::CompiledClock> {
    let compiled = packs.get_mut(id.pack)?;
    match id.clock.checked_sub(compiled.clocks.len()) {
        None => compiled.clocks.get_mut(id.clock),
        Some(right) => compiled.rights.get_mut(right),
    }
}

fn find(packs: &[CompiledPack], own: usize, follows: &Follows) -> Result<Vec<ClockId>, Error> {
    let ids: Vec<&str> = packs.iter().map(|one| one.pack.id.as_str()).collect();
    let versions = match &follows.pack {
        None => vec![own],
        // Of several versions of a pack, each follows itself.
        Some(name) if ids.get(own) == Some(&name.as_str()) => vec![own],
        Some(name) => {
            let mut versions = Vec::new();
            for (place, id) in ids.iter().enumerate() {
                if id == name {
                    versions.push(place);
                }
            }
            if versions.is_empty() {
                let problem = Error::unknown_pack(name, ids).first().clone();
                let problem = problem.hint(format!(
                    "\"{}\" follows a clock of it: add that pack",
                    follows.clock
                ));
                return Err(problem.into());
            }
            versions
        }
    };
    let (mut found, mut known) = (Vec::new(), Set::new());
    for pack in versions {
        let clocks = packs.get(pack).map_or(&[][..], |one| &one.pack.clocks);
        match clocks.iter().position(|clock| clock.id == follows.clock) {
            Some(clock) => found.push(ClockId { pack, clock }),
            None => known.extend(clocks.iter().map(|clock| clock.id.as_str())),
        }
    }
    if found.is_empty() {
        let known = known.into_iter().collect();
        return Err(super::unknown_clock(&follows.clock, known).into());
    }
    Ok(found)
}

fn circle(packs: &[CompiledPack], path: &[ClockId]) -> Problem {
    let mut names = Vec::new();
    for id in path {
        if let Some(compiled) = packs.get(id.pack)
            && let Some((clock, _)) = compiled.clock(id.clock)
        {
            names.push(format!("{}/{}", compiled.pack.id, clock.id));
        }
    }
    let problem = circular(&names);
    match path.first().and_then(|id| packs.get(id.pack)) {
        Some(compiled) => problem.at(Place::file(&compiled.pack.id)),
        None => problem,
    }
}
