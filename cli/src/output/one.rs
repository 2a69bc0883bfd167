//! One case in full: a table of its promises, then the reasons of each.

use std::collections::{BTreeMap, HashMap};

use anstyle::Style;
use dueby::{Assessment, ClockAnswer, State};

use super::table::{Cell, Column, Table, wrap};
use super::words::{self, colour, moment, shown};
use super::{Setting, foot, reason};
use crate::input::Given;

/// `notes` is what is odd about it, told before the reasons.
pub(crate) fn write(
    given: &Given,
    answer: &Assessment,
    notes: &str,
    setting: &Setting,
    width: usize,
) -> String {
    let bold = Style::new().bold();
    let kind = match &given.case.kind {
        Some(kind) => format!(", {}", shown(kind)),
        None => String::new(),
    };
    let mut text = format!(
        "{bold}Case {}{kind}{bold:#}\nAs of {} ({})\n{}\n\n",
        shown(&answer.case),
        moment(&answer.as_of),
        shown(&setting.zone),
        next_change(answer.next_change.as_ref().map(moment)),
    );
    if answer.clocks.is_empty() && answer.rights.is_empty() {
        text.push_str(&nothing_applies(given, setting, width));
        text.push_str(notes);
    } else {
        let several = several(&answer.clocks);
        let label = |clock: &ClockAnswer| {
            let key = (clock.pack.as_str(), clock.clock.as_str());
            words::promise(
                clock,
                several.get(&key).is_some_and(|n| *n > 1),
                setting.packs,
            )
        };
        if !answer.clocks.is_empty() {
            text.push_str(&table(&answer.clocks, label).write(width));
        }
        text.push_str(notes);
        for alike in alike(&answer.clocks, setting) {
            text.push('\n');
            let alike: Vec<_> = alike
                .into_iter()
                .map(|clock| (clock, label(clock)))
                .collect();
            text.push_str(&match alike.as_slice() {
                [(clock, promise)] => reason::clock(clock, promise, setting, width),
                several => reason::alike(several, setting, width),
            });
        }
    }
    for (index, right) in answer.rights.iter().enumerate() {
        if index > 0 || !answer.clocks.is_empty() {
            text.push('\n');
        }
        text.push_str(&reason::right(right, width));
    }
    text.push_str(&foot(&answer.notice, &answer.revisions, width));
    text
}

/// When anything will differ.
pub(crate) fn next_change(at: Option<String>) -> String {
    match at {
        Some(at) => format!("Next change {at}"),
        None => "Nothing changes without a new event".to_owned(),
    }
}

/// How many instances each clock has.
pub(crate) fn several(clocks: &[ClockAnswer]) -> BTreeMap<(&str, &str), usize> {
    let mut several = BTreeMap::new();
    for clock in clocks {
        *several
            .entry((clock.pack.as_str(), clock.clock.as_str()))
            .or_insert(0) += 1;
    }
    several
}

/// Clocks in their order, but those together that are undetermined for one reason.
fn alike<'a>(clocks: &'a [ClockAnswer], setting: &Setting) -> Vec<Vec<&'a ClockAnswer>> {
    let mut groups: Vec<Vec<&ClockAnswer>> = Vec::new();
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    for clock in clocks {
        let mut place = groups.len();
        if clock.state == State::Undetermined && clock.escalations.is_empty() {
            let said = reason::undetermined(clock, 1, setting);
            place = *places.entry(said).or_insert(place);
        }
        match groups.get_mut(place) {
            Some(group) => group.push(clock),
            None => groups.push(vec![clock]),
        }
    }
    groups
}

fn table(clocks: &[ClockAnswer], label: impl Fn(&ClockAnswer) -> String) -> Table {
    let mut table = Table::new([
        Column::free("Promise"),
        Column::fixed("State"),
        Column::fixed("Due"),
        Column::down_to("Remaining", 15),
        Column::down_to("Told next", 21),
    ]);
    for clock in clocks {
        table.row([
            Cell::plain(&label(clock)),
            Cell::styled(clock.state.as_str(), colour(clock.state)),
            Cell::plain(&words::due(clock)),
            Cell::plain(&words::remaining(clock)),
            Cell::plain(&words::told_next(clock)),
        ]);
    }
    table
}

fn nothing_applies(given: &Given, setting: &Setting, width: usize) -> String {
    let kinds = || {
        let kinds = format!("The kinds are {}.", setting.kinds.join(", "));
        wrap(&shown(&kinds), width, 0).join("\n")
    };
    match &given.case.kind {
        Some(kind) if setting.kinds.contains(kind) => {
            "No promise applies to this case.\n".to_owned()
        }
        Some(kind) => format!(
            "No promise is for cases of kind \"{}\".\n{}\n",
            shown(kind),
            kinds()
        ),
        None => format!(
            "No promise applies to this case: none of its events starts one, and it does not \
             say its kind.\n{}\n",
            kinds()
        ),
    }
}
