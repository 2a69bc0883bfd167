//! Changes and differences in plain English, for people.

use chrono::{DateTime, FixedOffset, Timelike};

use super::rights::{RightMoved, RightName, RightStanding, RightsSummary};
use super::standing::{DeadlineAnswer, InstanceName, Standing};
use super::timeline::{Change, Timeline, What};
use super::what_if::{Moved, Summary, WhatIf};
use crate::assess::{
    AppointmentAnswer, ClockAnswer, Outcome, Reason, RightState, State, StepState,
};
use crate::count::{Allowance, Kind};
use crate::time::written;

impl Timeline {
    /// Every change as a line, below a line that says of what and from when to when.
    pub fn text(&self) -> String {
        let mut text = format!(
            "Case {}, after {} until {}\n",
            self.case,
            moment(&self.from),
            moment(&self.until)
        );
        for change in &self.changes {
            text.push_str(&format!("{}: {}\n", moment(&change.at), change.text()));
        }
        if self.changes.is_empty() {
            text.push_str("Nothing changes\n");
        }
        if let Some(rest) = self.rest() {
            text.push_str(&format!("{rest}\n"));
        }
        text
    }

    /// That there are changes which are not listed, as a sentence without a full stop.
    pub fn rest(&self) -> Option<String> {
        match (&self.cut_at, &self.next_change) {
            (Some(cut_at), _) => Some(format!(
                "There are more changes than are listed at once: ask again from {}",
                moment(cut_at)
            )),
            (None, Some(next)) => Some(format!("The next change after that: {}", moment(next))),
            (None, None) => None,
        }
    }
}

impl Change {
    /// What changes as a sentence without a full stop: the promise first, where it is one.
    pub fn text(&self) -> String {
        match &self.instance {
            Some(instance) => format!("{}: {}", instance.text(), self.what.text()),
            None => self.what.text(),
        }
    }
}

impl InstanceName {
    /// The promise, with the number of the instance from the second on.
    pub fn text(&self) -> String {
        match self.instance {
            0 | 1 => self.promise.clone(),
            number => format!("{} (instance {number})", self.promise),
        }
    }
}

impl What {
    /// What changes as a sentence without a full stop.
    pub fn text(&self) -> String {
        match self {
            What::Event { event, .. } => format!("{event} happens"),
            What::Listed { answer } => new(answer),
            What::Gone { state } => format!("no longer applies, was {state}"),
            What::State { from, to, reason } => {
                format!("{}, was {from}", with_reason(*to, reason.as_ref()))
            }
            What::Deadline { from, to } => deadlines(from.as_ref(), to.as_ref()),
            What::Step { .. } => self.step(),
            What::Right {
                title,
                to,
                open_until,
                ..
            } => match (to, open_until) {
                (None, _) => format!("{title}: no longer applies"),
                (Some(RightState::Open), Some(until)) => {
                    format!("{title}: open until {}", moment(until))
                }
                (Some(state), _) => format!("{title}: {}", state.as_str()),
            },
            // Its state would have changed too, were it not undetermined.
            What::Details { fields } if fields.iter().any(|name| name == "started") => {
                "started, and undetermined as before".to_owned()
            }
            What::Details { fields } => format!("other details: {}", fields.join(", ")),
            What::Noted { finding } => format!("noted: {}", finding.message),
            What::Settled { finding } => format!("no longer so: {}", finding.message),
        }
    }

    fn step(&self) -> String {
        let What::Step {
            notify,
            from,
            to,
            moment_before,
            moment: at,
            deliver_from,
            ..
        } = self
        else {
            return String::new();
        };
        let whom = format!("the {notify}");
        match (to, at) {
            (Some(StepState::Fired), Some(at)) => match deliver_from {
                Some(open) if open > at => {
                    format!("tell {whom}, delivered from {}", moment(open))
                }
                _ => format!("tell {whom}"),
            },
            (Some(StepState::Scheduled), Some(at)) => {
                let was = match (from, moment_before) {
                    (Some(StepState::Scheduled), Some(before)) => {
                        format!(", not {}", moment(before))
                    }
                    _ => String::new(),
                };
                format!("{whom} will be told {}{was}", moment(at))
            }
            (Some(StepState::Withdrawn), _) | (None, _) => match from {
                Some(StepState::Scheduled) => format!("{whom} will not be told after all"),
                _ => format!("{whom} will not be told"),
            },
            (Some(StepState::Acknowledged), _) => format!("{whom} took it on"),
            (Some(StepState::Skipped), _) => {
                format!("{whom} is not told: the moment had passed when the case was recorded")
            }
            (Some(StepState::Undetermined), _) => {
                format!("when {whom} has to be told lies beyond the calendar")
            }
            (Some(_), None) => format!("{whom} will be told, at a moment not known yet"),
        }
    }
}

fn new(answer: &ClockAnswer) -> String {
    let state = with_reason(answer.state, answer.reason.as_ref());
    match DeadlineAnswer::of(answer) {
        Some(deadline) => format!("new: {state}, due {}", deadline.text()),
        None => format!("new: {state}"),
    }
}

fn with_reason(state: State, reason: Option<&Reason>) -> String {
    match reason {
        Some(reason) => format!("{state} ({})", reason.message),
        None => state.to_string(),
    }
}

fn deadlines(before: Option<&DeadlineAnswer>, after: Option<&DeadlineAnswer>) -> String {
    match (before, after) {
        (Some(before), Some(after)) => format!("due {}, was due {}", after.text(), before.text()),
        (None, Some(after)) => format!("due {}", after.text()),
        (Some(before), None) => format!("no deadline, was due {}", before.text()),
        (None, None) => "no deadline".to_owned(),
    }
}

impl DeadlineAnswer {
    /// `by the end of Wed 7 Jan 2026` or `by Wed 7 Jan 2026 16:42`.
    pub fn text(&self) -> String {
        if self.whole_day {
            format!("by the end of {}", written::day(self.due_date))
        } else {
            format!("by {}", moment(&self.due))
        }
    }
}

impl WhatIf {
    /// How many move, then each as a line.
    pub fn text(&self) -> String {
        let mut text = format!("As of {}\n", moment(&self.as_of));
        for line in self.summary.lines() {
            text.push_str(&format!("{line}\n"));
        }
        for moved in &self.moved {
            text.push_str(&format!("{}: {}\n", moved.case, moved.text()));
        }
        for moved in &self.rights {
            text.push_str(&format!("{}: {}\n", moved.case, moved.text()));
        }
        text
    }
}

impl Summary {
    /// How many cases and promises move and how, each a sentence without a full stop.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!(
            "{} of {} and {} of {} differ",
            self.cases_moved,
            count(self.cases, "case"),
            self.moved,
            count(self.instances, "promise")
        )];
        listed(
            &mut lines,
            "Deadlines",
            counted([
                (self.later, "later"),
                (self.earlier, "earlier"),
                (self.deadlines_gained, "with a deadline only after"),
                (self.deadlines_lost, "with a deadline only before"),
                (self.listed, "listed only after"),
                (self.gone, "listed only before"),
            ]),
        );
        let states = self.states.iter();
        let states = states.map(|one| format!("{} from {} to {}", one.instances, one.from, one.to));
        listed(&mut lines, "States", states.collect());
        let appointments = [(self.appointments, "with another window or outcome")];
        listed(&mut lines, "Appointments", counted(appointments));
        lines.extend(self.rights.lines());
        lines
    }
}

impl Moved {
    /// The promise and what differs, as a sentence without a full stop.
    pub fn text(&self) -> String {
        format!("{}: {}", self.instance.text(), self.difference())
    }

    /// What differs, without the promise.
    pub fn difference(&self) -> String {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => self.both(before, after),
            (None, Some(after)) => format!("new: {}", after.text()),
            (Some(before), None) => format!("no longer applies, was {}", before.text()),
            (None, None) => String::new(),
        }
    }

    fn both(&self, before: &Standing, after: &Standing) -> String {
        let mut said = Vec::new();
        let (was, is) = before.deadlines(after);
        if was != is {
            let mut text = deadlines(was.as_ref(), is.as_ref());
            if let Some(shift) = self.shift() {
                text.push_str(&format!(", {shift}"));
            }
            let if_resumed = before.state == State::Paused && after.state == State::Paused;
            said.push(if if_resumed {
                format!("if it resumed, {text}")
            } else {
                text
            });
        }
        if before.state != after.state {
            let state = with_reason(after.state, after.reason.as_ref());
            said.push(format!("{state}, was {}", before.state));
        }
        if before.appointment != after.appointment {
            said.push(appointments(
                before.appointment.as_ref(),
                after.appointment.as_ref(),
            ));
        }
        said.join("; ")
    }

    /// By how much the deadline moves: `1 day later`, `2 hours 30 minutes earlier`.
    pub fn shift(&self) -> Option<String> {
        shift(self.days, self.by)
    }
}

impl Standing {
    /// Its state and its deadline.
    pub fn text(&self) -> String {
        let state = with_reason(self.state, self.reason.as_ref());
        match &self.deadline {
            Some(deadline) => format!("{state}, due {}", deadline.text()),
            None => state,
        }
    }
}

impl RightsSummary {
    /// How many rights move and how, each a sentence without a full stop; nothing where
    /// there is no right.
    pub fn lines(&self) -> Vec<String> {
        if self.instances == 0 {
            return Vec::new();
        }
        let compared = count(self.instances, "right");
        let mut lines = vec![format!("{} of {compared} differ", self.moved)];
        listed(
            &mut lines,
            "Last moments of rights",
            counted([
                (self.later, "later"),
                (self.earlier, "earlier"),
                (self.deadlines_gained, "with one only after"),
                (self.deadlines_lost, "with one only before"),
            ]),
        );
        let (listed_after, listed_before) = (
            (self.listed, "listed only after"),
            (self.gone, "listed only before"),
        );
        let mut states: Vec<String> = self
            .states
            .iter()
            .map(|one| {
                let (from, to) = (one.from.as_str(), one.to.as_str());
                format!("{} from {from} to {to}", one.instances)
            })
            .collect();
        states.extend(counted([listed_after, listed_before]));
        listed(&mut lines, "States of rights", states);
        lines
    }
}

impl RightName {
    /// The title, whom it leads to, and which time it arose from the second on.
    pub fn text(&self) -> String {
        let time = match self.instance {
            0 | 1 => String::new(),
            number => format!(" (time {number})"),
        };
        format!("{} ({}){time}", self.title, self.to)
    }
}

impl RightMoved {
    /// The right and what differs, as a sentence without a full stop.
    pub fn text(&self) -> String {
        format!("{}: {}", self.right.text(), self.difference())
    }

    /// What differs, without the right.
    pub fn difference(&self) -> String {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => self.both(before, after),
            (None, Some(after)) => format!("new: {}", after.text()),
            (Some(before), None) => format!("no longer applies, was {}", before.text()),
            (None, None) => String::new(),
        }
    }

    fn both(&self, before: &RightStanding, after: &RightStanding) -> String {
        let mut said = Vec::new();
        if before.deadline != after.deadline {
            let mut text = match (&before.deadline, &after.deadline) {
                (Some(before), Some(after)) => {
                    format!("to be used {}, not {}", after.text(), before.text())
                }
                (None, Some(after)) => format!("to be used {}", after.text()),
                (Some(before), None) => format!("no last moment, was to be used {}", before.text()),
                (None, None) => String::new(),
            };
            if let Some(shift) = shift(self.days, self.by) {
                text.push_str(&format!(", {shift}"));
            }
            said.push(text);
        }
        if before.open_from != after.open_from {
            said.push(match (&before.open_from, &after.open_from) {
                (Some(before), Some(after)) => {
                    format!("open from {}, not {}", moment(after), moment(before))
                }
                (None, Some(after)) => format!("open from {}", moment(after)),
                _ => "not opened".to_owned(),
            });
        }
        if before.state != after.state {
            said.push(format!(
                "{}, was {}",
                after.state_text(),
                before.state.as_str()
            ));
        }
        said.join("; ")
    }
}

impl RightStanding {
    /// Its state and its last moment.
    pub fn text(&self) -> String {
        let state = self.state_text();
        match &self.deadline {
            Some(deadline) => format!("{state}, to be used {}", deadline.text()),
            None => state,
        }
    }

    fn state_text(&self) -> String {
        match &self.reason {
            Some(reason) => format!("{} ({})", self.state.as_str(), reason.message),
            None => self.state.as_str().to_owned(),
        }
    }
}

fn appointments(before: Option<&AppointmentAnswer>, after: Option<&AppointmentAnswer>) -> String {
    let window =
        |one: &AppointmentAnswer| format!("{} to {}", moment(&one.from), moment(&one.until));
    let outcome = |one: &AppointmentAnswer| one.outcome.map_or("of no outcome", Outcome::as_str);
    let (Some(before), Some(after)) = (before, after) else {
        return match after {
            Some(after) => format!("an appointment, {}", window(after)),
            None => "no appointment any more".to_owned(),
        };
    };
    let mut said = Vec::new();
    if (before.from, before.until) != (after.from, after.until) {
        said.push(format!("{}, was {}", window(after), window(before)));
    }
    if before.outcome != after.outcome {
        said.push(format!("{}, was {}", outcome(after), outcome(before)));
    }
    format!("appointment {}", said.join(", "))
}

/// `1 day later`, `2 hours 30 minutes earlier`
fn shift(days: Option<i64>, by: Option<Allowance>) -> Option<String> {
    let (later, size) = match (days, by) {
        (Some(days), _) => (days > 0, Allowance::of(Kind::CivilDays, days.abs())),
        (None, Some(by)) => {
            let amount = by.amount();
            (amount > 0, Allowance::of(Kind::Elapsed, amount.abs()))
        }
        (None, None) => return None,
    };
    (size.amount() != 0).then(|| format!("{size} {}", if later { "later" } else { "earlier" }))
}

/// Those numbers that are not 0, each with what it counts.
fn counted<const N: usize>(numbers: [(usize, &str); N]) -> Vec<String> {
    let numbers = numbers.into_iter().filter(|(number, _)| *number > 0);
    numbers
        .map(|(number, how)| format!("{number} {how}"))
        .collect()
}

/// A line of what there is, if there is any.
fn listed(lines: &mut Vec<String>, of: &str, what: Vec<String>) {
    if !what.is_empty() {
        lines.push(format!("{of}: {}", what.join(", ")));
    }
}

/// `1 case`, `2 cases`
fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// `Thu 25 Dec 2025 16:42`, with seconds and their fraction where there are some. The
/// one millisecond by which too late begins after a deadline is left out.
fn moment(at: &DateTime<FixedOffset>) -> String {
    let time = match (at.second(), at.nanosecond()) {
        (0, 0 | 1_000_000) => written::minutes(at),
        (_, 0 | 1_000_000) => written::seconds(at),
        _ => written::milliseconds(at),
    };
    format!("{} {time}", written::day(at.date_naive()))
}
