//! What a row of the picture shows, before anything is placed.

use chrono::{DateTime, FixedOffset, NaiveDate};
use dueby::{
    Assessment, Calendar, ClockAnswer, Engine, Entry, EscalationAnswer, EventTime, RightAnswer,
    RightState, State,
};

use crate::words;

pub(crate) type At = DateTime<FixedOffset>;

/// One promise or right.
pub(crate) struct Row<'a> {
    pub(crate) title: String,
    pub(crate) said: String,
    /// The calendar whose closed dates are shaded.
    pub(crate) calendar: Option<&'a Calendar>,
    pub(crate) bar: Option<Bar>,
    /// The steps that have a moment.
    pub(crate) steps: Vec<(At, &'a EscalationAnswer)>,
}

/// The time from a start to a deadline.
pub(crate) struct Bar {
    pub(crate) from: At,
    /// The last moment in time; none while a pause holds it.
    pub(crate) due: Option<At>,
    /// Until when it has run, or ran.
    pub(crate) run_until: At,
    /// How it ended, where it has.
    pub(crate) end: Option<End>,
    /// Whether it is only what would be.
    pub(crate) projected: bool,
    pub(crate) late: bool,
    /// From and until; none while the pause lasts.
    pub(crate) pauses: Vec<(At, Option<At>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Met,
    Missed,
    Cancelled,
}

/// The rows of a case, in the order of the answer.
pub(crate) fn rows<'a>(assessment: &'a Assessment, engine: &'a Engine) -> Vec<Row<'a>> {
    let clocks = assessment.clocks.iter().map(|clock| {
        let several = assessment
            .clocks
            .iter()
            .filter(|other| other.clock == clock.clock && other.pack == clock.pack)
            .count()
            > 1;
        of_clock(clock, several, assessment.as_of, engine)
    });
    let rights = assessment
        .rights
        .iter()
        .map(|right| of_right(right, assessment.as_of, engine));
    clocks.chain(rights).collect()
}

fn of_clock<'a>(clock: &'a ClockAnswer, several: bool, as_of: At, engine: &'a Engine) -> Row<'a> {
    let calendar = calendar(&clock.explanation, engine);
    let mut title = words::shown(&clock.promise);
    if several {
        title = format!("{title} ({})", clock.instance);
    }
    Row {
        title,
        said: words::clock(clock),
        calendar,
        bar: bar(clock, as_of, calendar),
        steps: clock
            .escalations
            .iter()
            .filter_map(|step| Some((step.at?, step)))
            .collect(),
    }
}

fn of_right<'a>(right: &'a RightAnswer, as_of: At, engine: &'a Engine) -> Row<'a> {
    let until = right.used.unwrap_or(as_of);
    Row {
        title: format!("Right: {}", words::shown(&right.title)),
        said: words::right(right),
        calendar: calendar(&right.explanation, engine),
        bar: right
            .open_from
            .filter(|_| right.state != RightState::Undetermined)
            .map(|from| Bar {
                from,
                due: right.open_until,
                run_until: match right.open_until {
                    Some(due) => until.min(due),
                    None => until,
                }
                .max(from),
                end: match right.state {
                    RightState::Used => Some(End::Met),
                    RightState::Ended => Some(End::Cancelled),
                    _ => None,
                },
                projected: false,
                late: false,
                pauses: Vec::new(),
            }),
        steps: Vec::new(),
    }
}

fn bar(clock: &ClockAnswer, as_of: At, calendar: Option<&Calendar>) -> Option<Bar> {
    // What cannot be said has no length either.
    if clock.state == State::Undetermined {
        return None;
    }
    let projected = clock.started.is_none();
    let from = clock.started.or_else(|| starts_if(&clock.explanation))?;
    let ended = words::ended(clock).copied();
    Some(Bar {
        from,
        due: clock.due.or(clock.due_if_resumed).or(clock.projected_due),
        run_until: if projected {
            from
        } else {
            ended.unwrap_or(as_of).max(from)
        },
        end: match clock.state {
            State::Met => Some(End::Met),
            State::Missed if ended.is_some() => Some(End::Missed),
            State::Cancelled => Some(End::Cancelled),
            _ => None,
        },
        projected: projected || clock.due.is_none(),
        late: words::is_late(clock.state),
        pauses: pauses(&clock.explanation, calendar),
    })
}

/// When a clock that has not started would.
fn starts_if(explanation: &[Entry]) -> Option<At> {
    explanation.iter().find_map(|entry| match entry {
        Entry::IfStarted { at, .. } => Some(*at),
        _ => None,
    })
}

/// What was paused, as the explanation tells it: instants, or whole dates of the calendar.
fn pauses(explanation: &[Entry], calendar: Option<&Calendar>) -> Vec<(At, Option<At>)> {
    let start_of = |date: NaiveDate| {
        let calendar = calendar?;
        let at = calendar.instant(EventTime::Date(date)).ok()?;
        Some(at.fixed_offset())
    };
    let pause = |entry: &Entry| match entry {
        Entry::PausedTime { from, to } => Some((*from, *to)),
        Entry::Paused { from, to, .. } => {
            let after = to.and_then(|date| date.succ_opt()).and_then(start_of);
            Some((start_of(*from)?, after))
        }
        _ => None,
    };
    explanation.iter().filter_map(pause).collect()
}

/// The calendar that the explanation says was counted with.
fn calendar<'a>(explanation: &[Entry], engine: &'a Engine) -> Option<&'a Calendar> {
    let id = explanation.iter().find_map(|entry| match entry {
        Entry::Rule { calendar, .. } => Some(calendar),
        _ => None,
    })?;
    engine.calendars().find(|calendar| calendar.id() == id)
}
