//! The order in which calendars are read: those that others build on first.

use super::places::{Places, Step};
use crate::error::{Code, Place, Problem, Shown as _};
use crate::sorted::{Map, Set};

/// What a calendar's text says it is and builds on.
pub(super) struct Needs {
    pub(super) id: Option<String>,
    pub(super) builds_on: Vec<String>,
}

impl Needs {
    pub(super) fn of(places: &Places<'_>) -> Self {
        let own = ["extends", "off-when-any", "off-when-all"];
        Needs {
            id: places.text(&["calendar", "id"]).map(str::to_owned),
            builds_on: own
                .iter()
                .flat_map(|field| places.texts("calendar", field))
                .map(str::to_owned)
                .collect(),
        }
    }
}

/// The texts in an order in which each comes after those it builds on; then those that
/// go round in a circle, or build on such.
pub(super) fn order(needs: &[Needs]) -> (Vec<usize>, Vec<usize>) {
    let mut of_id: Map<&str, Vec<usize>> = Map::new();
    for (index, one) in needs.iter().enumerate() {
        if let Some(id) = &one.id {
            of_id.get_or_insert(id, Vec::new).push(index);
        }
    }
    // How many texts each still waits for, and which wait for it.
    let mut waits = vec![0usize; needs.len()];
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (index, one) in needs.iter().enumerate() {
        let named: Set<&str> = one.builds_on.iter().map(String::as_str).collect();
        for other in named.iter().filter_map(|id| of_id.get(id)).flatten() {
            if let (Some(number), Some(list)) = (waits.get_mut(index), waiting.get_mut(*other)) {
                *number += 1;
                list.push(index);
            }
        }
    }
    let mut ready: Vec<usize> = (0..needs.len())
        .filter(|index| waits.get(*index) == Some(&0))
        .collect();
    let mut at = 0;
    while let Some(done) = ready.get(at).copied() {
        at += 1;
        for next in waiting.get(done).into_iter().flatten() {
            if let Some(number) = waits.get_mut(*next) {
                *number -= 1;
                if *number == 0 {
                    ready.push(*next);
                }
            }
        }
    }
    let round = (0..needs.len())
        .filter(|index| waits.get(*index) != Some(&0))
        .collect();
    (ready, round)
}

/// The problem of a calendar that builds on itself, by way of others or not.
pub(super) fn cycle(needs: &Needs, places: &Places<'_>, file: &str, text: &str) -> Problem {
    let id = needs.id.as_deref().unwrap_or_default();
    let span = places.value(&[Step::Key("calendar"), Step::Key("id")]);
    Problem::new(
        Code::Cycle,
        format!(
            "calendar \"{}\" builds on calendars that build on it",
            id.shown()
        ),
    )
    .hint("let one of them stand alone")
    .at(Place::in_text(file, text, span))
}
