//! The order in which calendars are read: those that others build on first.

use super::places::{Places, Step};
use crate::error::{Code, Place, Problem};

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
/// go round in a circle.
pub(super) fn order(needs: &[Needs]) -> (Vec<usize>, Vec<usize>) {
    let mut ordered: Vec<usize> = Vec::new();
    let mut left: Vec<usize> = (0..needs.len()).collect();
    loop {
        let waits = |index: &usize| {
            let Some(one) = needs.get(*index) else {
                return false;
            };
            left.iter().any(|other| {
                needs
                    .get(*other)
                    .and_then(|other| other.id.as_ref())
                    .is_some_and(|id| one.builds_on.contains(id))
            })
        };
        let (waiting, ready): (Vec<usize>, Vec<usize>) = left.iter().partition(|one| waits(one));
        if ready.is_empty() {
            return (ordered, waiting);
        }
        ordered.extend(ready);
        left = waiting;
    }
}

/// The problem of a calendar that builds on itself, by way of others or not.
pub(super) fn cycle(needs: &Needs, places: &Places<'_>, file: &str, text: &str) -> Problem {
    let id = needs.id.as_deref().unwrap_or_default();
    let span = places.value(&[Step::Key("calendar"), Step::Key("id")]);
    Problem::new(
        Code::Cycle,
        format!(
            "calendar \"{}\" builds on calendars that build on it",
            id.escape_debug()
        ),
    )
    .hint("let one of them stand alone")
    .at(Place::in_text(file, text, span))
}
