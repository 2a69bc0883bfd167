//! How a deadline was reckoned, in plain English, line by line.

use anstyle::Style;
use dueby::{
    Clock, ClockAnswer, Entry, EscalationAnswer, Reason, ReasonCode, RightAnswer, RightState,
    State, Status, StepReason, StepState, Value,
};

use super::Setting;
use super::table::wrap;
use super::words::{self, moment, shown};
use crate::advice;

/// A clock's promise, its reckoning, and who has to be told.
pub(crate) fn clock(
    answer: &ClockAnswer,
    promise: &str,
    setting: &Setting,
    width: usize,
) -> String {
    let mut text = heading(promise, width);
    lines(&mut text, said(answer, setting), width);
    text
}

/// Clocks that are undetermined for one reason, which is told once: the promises, each
/// with what is said of it alone, and then the reason.
pub(crate) fn alike(clocks: &[(&ClockAnswer, String)], setting: &Setting, width: usize) -> String {
    let told = |clock: &ClockAnswer| -> Vec<String> {
        clock.explanation.iter().map(Entry::text).collect()
    };
    let first = clocks.first().map(|(clock, _)| told(clock));
    let same = clocks.iter().all(|(clock, _)| Some(told(clock)) == first);
    let mut text = String::new();
    for (clock, promise) in clocks {
        text.push_str(&heading(promise, width));
        if !same {
            lines(&mut text, told(clock), width);
        }
    }
    if same {
        lines(&mut text, first.unwrap_or_default(), width);
    }
    if let Some((clock, _)) = clocks.first() {
        lines(&mut text, undetermined(clock, clocks.len(), setting), width);
    }
    text
}

/// What a resident may do, until when, and how that was reckoned.
pub(crate) fn right(answer: &RightAnswer, width: usize) -> String {
    let status = match answer.status {
        Status::Confirmed => String::new(),
        status => format!(" ({})", status.as_str()),
    };
    let nation = match &answer.nation {
        Some(nation) => format!(", in {nation}"),
        None => String::new(),
    };
    let until = answer.open_until.as_ref().map(words::last_moment);
    let state = match (answer.state, &until, &answer.used) {
        (RightState::NotYet, ..) => "not open yet".to_owned(),
        (RightState::Open, Some(until), _) => format!("open until {until}"),
        (RightState::Used, _, Some(used)) => format!("used {}", moment(used)),
        (RightState::Lapsed, Some(until), _) => format!("lapsed: it was open until {until}"),
        (state, ..) => state.as_str().to_owned(),
    };
    let mut said = vec![format!(
        "a right of the resident, to {}{nation}: {state}",
        answer.to
    )];
    said.extend(answer.reason.iter().map(|why| advice::here(&why.message)));
    let entries = answer.explanation.iter();
    let reckoned = entries.filter(|entry| !matches!(entry, Entry::Due { .. }));
    said.extend(reckoned.map(Entry::text));
    let mut text = heading(&format!("{}{status}", answer.title), width);
    lines(&mut text, said, width);
    text
}

/// A promise in bold.
fn heading(promise: &str, width: usize) -> String {
    let bold = Style::new().bold();
    wrap(&shown(promise), width, 2)
        .iter()
        .map(|line| format!("{bold}{line}{bold:#}\n"))
        .collect()
}

/// Everything there is to say of a clock.
pub(crate) fn said(answer: &ClockAnswer, setting: &Setting) -> Vec<String> {
    let mut said: Vec<String> = answer.explanation.iter().map(Entry::text).collect();
    if answer.state == State::Undetermined {
        said.extend(undetermined(answer, 1, setting));
    } else {
        said.extend(words::ran(answer));
        said.extend(reading(answer, setting));
    }
    for told in &answer.escalations {
        let Some(line) = step(told) else { continue };
        said.push(line);
        let who = told.to.iter().flatten();
        said.extend(who.map(|one| format!("that is {}", one.text())));
        let nobody = told.unresolved.iter();
        said.extend(nobody.map(|why| format!("that is nobody: {}", why.message)));
    }
    said
}

/// Who has to be told, and what became of that; nothing of what will not come.
fn step(step: &EscalationAnswer) -> Option<String> {
    let mut state = match step.state {
        StepState::Scheduled => "to come".to_owned(),
        StepState::Fired => match &step.sent {
            Some(sent) => format!("sent {}", moment(sent)),
            None => "the moment has come".to_owned(),
        },
        StepState::Acknowledged => match &step.acknowledged {
            Some(at) => format!("acknowledged {}", moment(at)),
            None => "acknowledged".to_owned(),
        },
        StepState::Skipped => "had passed when the case was recorded".to_owned(),
        StepState::Undetermined => "beyond the calendar".to_owned(),
        _ => return None,
    };
    match (step.why, &step.acknowledge_by) {
        (Some(StepReason::NotAcknowledged), _) if step.state == StepState::Scheduled => {
            state.push_str(", unless the step before is acknowledged");
        }
        (Some(StepReason::NotAcknowledged), _) => {
            state.push_str(", as the step before was not acknowledged in time");
        }
        (_, Some(by)) if step.state == StepState::Fired => {
            state.push_str(&format!(", to be acknowledged before {}", moment(by)));
        }
        _ => {}
    }
    let at = match (&step.at, &step.deliver_from) {
        (Some(at), Some(open)) if open > at => {
            format!(", {}, delivered from {}", moment(at), moment(open))
        }
        (Some(at), _) => format!(", {}", moment(at)),
        (None, _) => String::new(),
    };
    let again = if step.occurrence > 1 { " again" } else { "" };
    Some(format!("tell the {}{again}{at}: {state}", step.notify))
}

/// What else the words of a rule may mean that is not confirmed.
fn reading(answer: &ClockAnswer, setting: &Setting) -> Option<String> {
    let reading = setting.reading(answer)?;
    Some(format!("{}: {reading}", answer.status.as_str()))
}

/// Why a clock is undetermined, or several for one reason, and what to do about it here.
pub(crate) fn undetermined(answer: &ClockAnswer, clocks: usize, setting: &Setting) -> Vec<String> {
    let Some(reason) = &answer.reason else {
        return Vec::new();
    };
    let mut said = vec![format!("undetermined: {}", advice::here(&reason.message))];
    let run = if clocks > 1 { "them" } else { "it" };
    said.extend(
        remedy(answer, reason, setting).map(|remedy| format!("to have {run} run: {remedy}")),
    );
    said
}

/// Whether a reason is the same for every case, because it lies in the rule.
pub(crate) fn lies_in_the_rule(reason: &Reason) -> bool {
    matches!(
        reason.code,
        ReasonCode::MissingParameter | ReasonCode::NotAccepted
    )
}

fn remedy(answer: &ClockAnswer, reason: &Reason, setting: &Setting) -> Option<String> {
    let about = reason.about.as_deref().unwrap_or_default();
    match reason.code {
        ReasonCode::MissingParameter => Some(format!("--param {about}=VALUE")),
        ReasonCode::MissingAttribute => {
            let values = setting.values(answer, about).iter();
            let values: Vec<String> = values
                .map(|value| match value {
                    Value::Text(text) => format!("\"{text}\""),
                    other => other.to_string(),
                })
                .collect();
            let mut remedy = format!("give the case the attribute \"{about}\"");
            if !values.is_empty() {
                remedy.push_str(&format!(": {}", values.join(" or ")));
            } else if let Some(comparison) = setting.comparison(answer, about) {
                remedy.push_str(&format!("; what counts is whether {comparison}"));
            }
            Some(remedy)
        }
        ReasonCode::NotAccepted => Some(format!("--accept {}", answer.clock)),
        _ => None,
    }
}

/// For `due`: the deadline first, then how it was reckoned, then by which rule.
pub(crate) fn due(answer: &ClockAnswer, clock: &Clock, setting: &Setting, width: usize) -> String {
    let promise = words::promise(answer, false, false);
    let mut first = shown(&promise);
    let mut after = Vec::new();
    let mut rule = Vec::new();
    for entry in &answer.explanation {
        match entry {
            Entry::Due { .. } | Entry::Open { .. } => first = format!("{first}: {}", entry.text()),
            Entry::Rule { .. } => rule.push(entry.text()),
            _ => after.push(entry.text()),
        }
    }
    if let (State::Undetermined, Some(reason)) = (answer.state, &answer.reason) {
        first = format!("{first}: undetermined, {}", advice::here(&reason.message));
        if reason.code == ReasonCode::MissingAttribute {
            after.extend(condition(clock));
        } else {
            let remedy = remedy(answer, reason, setting);
            after.extend(remedy.map(|remedy| format!("to have it run: {remedy}")));
        }
    } else {
        rule.extend(reading(answer, setting));
    }
    let mut text = heading(&first, width);
    lines(&mut text, after.into_iter().chain(rule), width);
    text
}

/// What there is to say of a clock that does not apply.
pub(crate) fn does_not_apply(clock: &Clock, width: usize) -> String {
    let mut text = format!("{}: does not apply\n", shown(clock.promise()));
    lines(&mut text, condition(clock), width);
    text
}

/// When a clock applies.
fn condition(clock: &Clock) -> Vec<String> {
    clock
        .when()
        .entries()
        .iter()
        .map(|entry| {
            let Some((name, values)) = entry.accepts() else {
                return format!("it applies when {entry}");
            };
            let values: Vec<String> = values
                .iter()
                .map(|value| match value {
                    Value::Text(text) => format!("--set {name}={text}"),
                    other => format!("--set {name}={other}"),
                })
                .collect();
            format!("it applies with {}", values.join(" or "))
        })
        .collect()
}

/// Each text set in by two, what does not fit by four.
fn lines(text: &mut String, said: impl IntoIterator<Item = String>, width: usize) {
    for one in said {
        for line in wrap(&shown(&one), width.saturating_sub(2), 2) {
            text.push_str(&format!("  {line}\n"));
        }
    }
}
