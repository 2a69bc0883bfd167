//! Many cases in one table, their reasons only when asked for.

use std::collections::{BTreeMap, HashMap};

use anstyle::Style;
use chrono::{DateTime, FixedOffset};
use dueby::{Assessment, ClockAnswer, Revisions, State};

use super::one::{next_change, several};
use super::table::{Cell, Column, Table, wrap};
use super::words::{self, NOTHING, colour, count, moment, shown};
use super::{Setting, foot, reason};
use crate::input::Given;

/// How many cases are named that are undetermined for one reason.
const NAMED: usize = 5;

/// What is kept of each case until all of them are there.
#[derive(Debug)]
pub(crate) struct Many {
    why: bool,
    cases: usize,
    table: Table,
    states: BTreeMap<usize, (State, usize)>,
    next_change: Option<DateTime<FixedOffset>>,
    /// What every answer has in common.
    common: Option<(DateTime<FixedOffset>, String, Revisions)>,
    undetermined: Vec<Undetermined>,
    /// The place in that list, by reason.
    places: HashMap<String, usize>,
    reasons: String,
}

/// What is undetermined for one reason.
#[derive(Debug)]
struct Undetermined {
    said: Vec<String>,
    /// The same of several promises.
    said_of_several: Vec<String>,
    promises: Vec<InCases>,
    /// The place in that list, by promise.
    places: HashMap<String, usize>,
}

/// A promise, and the cases in which it is so.
#[derive(Debug)]
struct InCases {
    promise: String,
    named: Vec<String>,
    cases: usize,
}

impl Many {
    pub(crate) fn new(why: bool) -> Self {
        Many {
            why,
            cases: 0,
            table: Table::new([
                Column::down_to("Case", 8),
                Column::free("Promise"),
                Column::fixed("State"),
                Column::fixed("Due"),
                Column::down_to("Remaining", 12),
                Column::down_to("Told next", 21),
            ]),
            states: BTreeMap::new(),
            next_change: None,
            common: None,
            undetermined: Vec::new(),
            places: HashMap::new(),
            reasons: String::new(),
        }
    }

    pub(crate) fn cases(&self) -> usize {
        self.cases
    }

    /// Keeps what is told of a case.
    pub(crate) fn add(
        &mut self,
        given: &Given,
        answer: &Assessment,
        setting: &Setting,
        width: usize,
    ) {
        self.cases += 1;
        self.next_change = match (self.next_change, answer.next_change) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if self.common.is_none() {
            let common = (
                answer.as_of,
                answer.notice.clone(),
                answer.revisions.clone(),
            );
            self.common = Some(common);
        }
        let several = several(&answer.clocks);
        let mut reasons = String::new();
        let mut rows = 0;
        for clock in &answer.clocks {
            let key = (clock.pack.as_str(), clock.clock.as_str());
            let one_of_several = several.get(&key).is_some_and(|n| *n > 1);
            let promise = words::promise(clock, one_of_several, setting.packs);
            self.states
                .entry(rank(clock.state))
                .or_insert((clock.state, 0))
                .1 += 1;
            if clock.state == State::Undetermined {
                self.undetermined(&given.case.case, clock, &promise, setting);
            }
            // What lies in the rule would say the same of every case.
            if clock.reason.as_ref().is_some_and(reason::lies_in_the_rule) {
                continue;
            }
            rows += 1;
            self.row(&given.case.case, clock, &promise);
            if self.why {
                reasons.push('\n');
                reasons.push_str(&reason::clock(clock, &promise, setting, width));
            }
        }
        if rows == 0 {
            let nothing = || Cell::plain(NOTHING);
            let (promise, state) = if answer.clocks.is_empty() {
                ("no promise applies", nothing())
            } else {
                let state = State::Undetermined;
                ("see below", Cell::styled(state.as_str(), colour(state)))
            };
            self.table.row([
                Cell::plain(&given.case.case),
                Cell::plain(promise),
                state,
                nothing(),
                nothing(),
                nothing(),
            ]);
        }
        if !reasons.is_empty() {
            let bold = Style::new().bold();
            let case = shown(&given.case.case);
            self.reasons
                .push_str(&format!("\n{bold}Case {case}{bold:#}\n{reasons}"));
        }
    }

    fn row(&mut self, case: &str, clock: &ClockAnswer, promise: &str) {
        self.table.row([
            Cell::plain(case),
            Cell::plain(promise),
            Cell::styled(clock.state.as_str(), colour(clock.state)),
            Cell::plain(&words::due(clock)),
            Cell::plain(&words::remaining(clock)),
            Cell::plain(&words::told_next(clock)),
        ]);
    }

    fn undetermined(&mut self, case: &str, clock: &ClockAnswer, promise: &str, setting: &Setting) {
        let said = reason::undetermined(clock, 1, setting);
        let place = self.places.entry(said.concat());
        let place = *place.or_insert(self.undetermined.len());
        if place == self.undetermined.len() {
            self.undetermined.push(Undetermined {
                said,
                said_of_several: reason::undetermined(clock, 2, setting),
                promises: Vec::new(),
                places: HashMap::new(),
            });
        }
        if let Some(same) = self.undetermined.get_mut(place) {
            same.add(promise, case);
        }
    }

    /// `notes` is what is odd about the cases.
    pub(crate) fn write(&self, notes: &str, setting: &Setting, width: usize) -> String {
        let Some((as_of, notice, revisions)) = &self.common else {
            return "No cases.\n".to_owned();
        };
        let bold = Style::new().bold();
        let mut text = format!(
            "{bold}{}{bold:#}\nAs of {} ({})\n{}\n{}\n",
            count(self.cases, "case"),
            moment(as_of),
            shown(&setting.zone),
            next_change(self.next_change.as_ref().map(moment)),
            self.sum(),
        );
        if !self.table.is_empty() {
            text.push('\n');
            text.push_str(&self.table.write(width));
        }
        text.push_str(notes);
        if !self.undetermined.is_empty() {
            text.push_str(&format!("\n{bold}Undetermined{bold:#}\n"));
        }
        for same in &self.undetermined {
            text.push_str(&same.write(width));
        }
        text.push_str(&self.reasons);
        if !self.why && !self.table.is_empty() {
            text.push_str("\nFor the reasons of each deadline, add --why.\n");
        }
        text.push_str(&foot(notice, revisions, width));
        text
    }

    /// How many promises are in each state, the worst first.
    fn sum(&self) -> String {
        let states: Vec<String> = self
            .states
            .values()
            .map(|(state, promises)| format!("{promises} {state}"))
            .collect();
        if states.is_empty() {
            "No promise applies to any of them".to_owned()
        } else {
            format!("Promises: {}", states.join(", "))
        }
    }
}

impl Undetermined {
    fn add(&mut self, promise: &str, case: &str) {
        let place = self.places.entry(promise.to_owned());
        let place = *place.or_insert(self.promises.len());
        if place == self.promises.len() {
            self.promises.push(InCases {
                promise: promise.to_owned(),
                named: Vec::new(),
                cases: 0,
            });
        }
        if let Some(promise) = self.promises.get_mut(place) {
            promise.cases += 1;
            if promise.named.len() < NAMED {
                promise.named.push(case.to_owned());
            }
        }
    }

    fn write(&self, width: usize) -> String {
        let mut text = String::new();
        let mut add = |said: &str, indent: usize| {
            for line in wrap(&shown(said), width.saturating_sub(indent), 2) {
                text.push_str(&format!("{:indent$}{line}\n", ""));
            }
        };
        for promise in &self.promises {
            let mut cases = promise.named.join(", ");
            if promise.cases > promise.named.len() {
                cases.push_str(&format!(
                    " and {} more",
                    promise.cases - promise.named.len()
                ));
            }
            add(&format!("{}: {cases}", promise.promise), 2);
        }
        let said = match self.promises.as_slice() {
            [_] => &self.said,
            _ => &self.said_of_several,
        };
        for said in said {
            add(said.strip_prefix("undetermined: ").unwrap_or(said), 4);
        }
        text
    }
}

/// The order in which states are summed up: what needs someone first.
fn rank(state: State) -> usize {
    const ORDER: [State; 10] = [
        State::Overdue,
        State::Missed,
        State::AtRisk,
        State::Open,
        State::OnTrack,
        State::Paused,
        State::Pending,
        State::Met,
        State::Cancelled,
        State::Undetermined,
    ];
    ORDER
        .iter()
        .position(|known| *known == state)
        .unwrap_or(ORDER.len())
}
