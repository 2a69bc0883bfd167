//! What a row says of itself.

use chrono::{DateTime, FixedOffset};
use dueby::{ClockAnswer, Entry, EscalationAnswer, RightAnswer, RightState, State, StepState};

use crate::dates::moment;

/// A text from outside made safe to draw: what no XML may hold, or what would turn the
/// direction of the words beside it, is replaced.
pub(crate) fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                '\u{fffd}'
            }
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// A state as it is written in English: `on track`.
fn spaced(state: &str) -> String {
    state.replace('-', " ")
}

/// The state of a clock, and its deadline.
pub(crate) fn clock(answer: &ClockAnswer) -> String {
    let state = spaced(answer.state.as_str());
    if let Some(reason) = &answer.reason {
        return format!("{state}: {}", shown(&reason.message));
    }
    let mut said = match ended(answer) {
        Some(ended) => format!("{state} {}", moment(ended)),
        None => state,
    };
    if let Some(open) = &answer.open {
        said = format!("{said}; no number of days: {}", shown(open));
    } else if let Some(due) = due(&answer.explanation) {
        said = format!("{said}; {due}");
    }
    said
}

/// When it stopped or was cancelled.
pub(crate) fn ended(answer: &ClockAnswer) -> Option<&DateTime<FixedOffset>> {
    answer.stopped.as_ref().or(answer.cancelled.as_ref())
}

/// The deadline, in the words of the explanation.
fn due(explanation: &[Entry]) -> Option<String> {
    explanation
        .iter()
        .rev()
        .find(|entry| matches!(entry, Entry::Due { .. } | Entry::Projected { .. }))
        .map(Entry::text)
}

/// The state of a right, and its last moment.
pub(crate) fn right(answer: &RightAnswer) -> String {
    let state = spaced(answer.state.as_str());
    match (&answer.reason, &answer.open_until) {
        (Some(reason), _) => format!("{state}: {}", shown(&reason.message)),
        (None, Some(until)) => match answer.state {
            RightState::Open => format!("open until {}", moment(until)),
            _ => format!("{state}; until {}", moment(until)),
        },
        (None, None) => state,
    }
}

/// A step of an escalation path.
pub(crate) fn step(step: &EscalationAnswer) -> String {
    let state = match step.state {
        StepState::Scheduled => "to come",
        StepState::Fired => "the moment has come",
        StepState::Acknowledged => "acknowledged",
        StepState::Skipped => "skipped",
        StepState::Withdrawn => "withdrawn",
        _ => "undetermined",
    };
    let at = step.at.as_ref().map(moment).unwrap_or_default();
    format!("tell the {} {at}: {state}", shown(&step.notify))
}

/// Whether something is too late.
pub(crate) fn is_late(state: State) -> bool {
    matches!(state, State::Overdue | State::Missed)
}
