//! Chains: a clock that starts when an instance of another is over.

use crate::count::{IfCancelled, StartsAt};

/// What a clock follows: instance 1 of it starts instance 1, and so on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Follows {
    /// The pack of the other clock, where it is not the same one.
    pub(crate) pack: Option<String>,
    pub(crate) clock: String,
    pub(crate) at: StartsAt,
    pub(crate) if_cancelled: IfCancelled,
}

precompiled!(struct Follows { pack, clock, at, if_cancelled });

pub(super) use read::{chains, check};

mod read {
    use crate::sorted::{Map, Set};

    use super::super::names;
    use super::Follows;
    use crate::count::{IfCancelled, StartsAt, Word};
    use crate::error::{Code, Problem, Shown as _};
    use crate::model::{self, At};
    use crate::text::Reader;

    pub(in super::super) fn check(
        written: &model::Follows,
        reader: &mut Reader<'_>,
    ) -> Option<Follows> {
        fn word<T: Word>(
            written: Option<&At<String>>,
            default: T,
            reader: &mut Reader<'_>,
        ) -> Option<T> {
            match written {
                Some(word) => names::word(word, T::WORDS, reader),
                None => Some(default),
            }
        }
        if let Some(pack) = &written.pack {
            names::id(pack, "a pack's id", true, reader);
        }
        Some(Follows {
            pack: written.pack.as_ref().map(|id| id.get_ref().clone()),
            clock: written.clock.get_ref().clone(),
            at: word(written.at.as_ref(), StartsAt::Stop, reader)?,
            if_cancelled: word(
                written.if_cancelled.as_ref(),
                IfCancelled::Cancelled,
                reader,
            )?,
        })
    }

    /// Notes the clocks that follow one that is not in the pack, and those that follow
    /// one another in a circle. What follows a clock of another pack is looked at when
    /// the engine is put together. `starts` has each clock and each right.
    pub(in super::super) fn chains<'m>(
        pack: Option<&str>,
        clocks: &[&str],
        starts: impl Iterator<Item = (&'m str, &'m At<model::Starts>)>,
        reader: &mut Reader<'_>,
    ) {
        let known: Set<&str> = clocks.iter().copied().collect();
        let mut follows: Map<&str, &At<String>> = Map::new();
        for (id, starts) in starts {
            let model::Starts::Follows(written) = starts.get_ref() else {
                continue;
            };
            let own = |named: &At<String>| Some(named.get_ref().as_str()) == pack;
            if !written.pack.as_ref().is_none_or(own) {
                continue;
            }
            let name = written.clock.get_ref();
            if !known.contains(name.as_str()) {
                let problem = Problem::unknown(
                    Code::UnknownClock,
                    format!("there is no clock \"{}\" in this pack", name.shown()),
                    name,
                    "the pack has",
                    clocks.iter().copied(),
                );
                reader.note(problem, written.clock.span());
            }
            follows.insert(id, &written.clock);
        }
        for circle in circles(&follows) {
            if let Some(place) = circle.first().and_then(|first| follows.get(first)) {
                let names: Vec<String> = circle.iter().map(|id| (*id).to_owned()).collect();
                reader.note(circular(&names), place.span());
            }
        }
    }

    /// Each circle once, from the first of its clocks by name.
    fn circles<'m>(follows: &Map<&'m str, &'m At<String>>) -> Vec<Vec<&'m str>> {
        let mut seen: Map<&str, &str> = Map::new();
        let mut found = Vec::new();
        for from in follows.keys() {
            let (mut at, mut path) = (*from, Vec::new());
            while !seen.contains_key(at) {
                seen.insert(at, from);
                path.push(at);
                match follows.get(at) {
                    Some(next) => at = next.get_ref(),
                    None => break,
                }
            }
            if seen.get(at) == Some(from)
                && let Some(place) = path.iter().position(|one| *one == at)
                && follows.contains_key(at)
            {
                found.push(path.split_off(place));
            }
        }
        found
    }

    /// The problem of clocks of which each follows the next, and the last the first.
    pub(crate) fn circular(circle: &[String]) -> Problem {
        let message = match circle {
            [_] => "the clock follows itself, and can never start".to_owned(),
            _ => {
                let mut names = Vec::new();
                for name in circle {
                    names.push(format!("\"{name}\""));
                }
                let first = names.first().cloned();
                names.extend(first);
                format!(
                    "clocks follow one another in a circle, and none can ever start: {}",
                    names.join(" follows ")
                )
            }
        };
        Problem::new(Code::CircularStart, message).hint("have one of them start at an event")
    }
}

pub(crate) use read::circular;
