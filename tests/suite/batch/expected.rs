//! The rows that an assessment calls for.

use chrono::{DateTime, FixedOffset, Utc};
use dueby::{
    Allowance, Assessment, CASE_ALONE, Case, ClockRows, Engine, Error, EventTime, NOTHING, Options,
    State, StepState,
};

/// Asks for each of the cases alone.
pub(crate) fn each(
    engine: &Engine,
    cases: impl Iterator<Item = (u32, Case)>,
    as_of: DateTime<Utc>,
    options: &Options,
) -> ClockRows {
    let mut rows = ClockRows::default();
    for (number, case) in cases {
        let answer = engine.assess_with(&case, as_of, options);
        let to_come = to_come(engine, &case, as_of, options);
        expect(engine, number, answer, to_come, &mut rows);
    }
    rows
}

/// When the first of the events comes that are known and have not happened, in any zone
/// that is counted in.
fn to_come(engine: &Engine, case: &Case, as_of: DateTime<Utc>, options: &Options) -> Option<i64> {
    let seen = case.events.iter().filter(|event| {
        let recorded = match event.recorded_at {
            Some(EventTime::Instant(at)) => Some(at.to_utc()),
            _ => None,
        };
        recorded.is_none() || options.known_at.is_none() || recorded <= options.known_at
    });
    let instants = seen.flat_map(|event| {
        let calendars = engine.calendars().chain([engine.calendar()]);
        calendars.filter_map(|calendar| calendar.instant(event.at).ok())
    });
    instants
        .filter(|at| *at > as_of)
        .min()
        .map(|at| at.timestamp_millis())
}

/// Adds what was answered, or refused, for a case.
fn expect(
    engine: &Engine,
    case: u32,
    answer: Result<Assessment, Error>,
    to_come: Option<i64>,
    rows: &mut ClockRows,
) {
    rows.assessed.push(case);
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => {
            rows.case_next_change.push(NOTHING);
            unread(case, &error, rows);
            return;
        }
    };
    let next_change = number(answer.next_change);
    rows.case_next_change.push(next_change);
    for clock in &answer.clocks {
        let names = engine.packs().flat_map(|pack| {
            let clocks = pack.clocks();
            clocks.iter().map(|clock| (pack.id(), clock.id()))
        });
        let place = names
            .enumerate()
            .find(|(_, name)| *name == (clock.pack.as_str(), clock.clock.as_str()));
        rows.case.push(case);
        rows.clock.push(place.unwrap().0 as u32);
        rows.instance.push(clock.instance as u32);
        rows.state.push(clock.state);
        rows.reason
            .push(clock.reason.as_ref().map(|reason| reason.code));
        rows.status.push(None);
        rows.started.push(number(clock.started));
        rows.stopped.push(number(clock.stopped));
        rows.cancelled.push(number(clock.cancelled));
        let appointment = clock.appointment.as_ref();
        rows.outcome
            .push(appointment.and_then(|appointment| appointment.outcome));
        rows.due.push(number(clock.due));
        rows.overdue_from.push(number(clock.overdue_from));
        rows.kind
            .push(clock.elapsed.or(clock.remaining).map(|told| told.kind()));
        rows.elapsed.push(amount(clock.elapsed));
        rows.remaining.push(amount(clock.remaining));
        let fired = clock
            .escalations
            .iter()
            .filter(|step| matches!(step.state, StepState::Fired | StepState::Acknowledged));
        rows.level
            .push(fired.map(|step| step.step as u32).max().unwrap_or(0));
        let scheduled = clock
            .escalations
            .iter()
            .filter(|step| step.state == StepState::Scheduled);
        let next_step = scheduled.filter_map(|step| step.at).min();
        rows.next_step.push(number(next_step));
        // What is the row's own: its warning, its deadline, its steps.
        let warned = matches!(clock.state, State::OnTrack | State::AtRisk);
        let own = [
            clock.overdue_from.filter(|_| warned),
            clock
                .at_risk_from
                .filter(|at| warned && clock.overdue_from > Some(*at)),
            next_step,
        ];
        let own = own.into_iter().flatten().filter(|at| *at > answer.as_of);
        let own = own.map(|at| at.timestamp_millis());
        let row = own.chain(to_come).min();
        rows.next_change.push(row.unwrap_or(NOTHING));
    }
}

fn unread(case: u32, error: &Error, rows: &mut ClockRows) {
    rows.case.push(case);
    rows.clock.push(CASE_ALONE);
    rows.instance.push(0);
    rows.state.push(State::Undetermined);
    rows.reason.push(None);
    rows.status.push(Some(error.first().code()));
    rows.outcome.push(None);
    rows.kind.push(None);
    rows.level.push(0);
    for column in [
        &mut rows.started,
        &mut rows.stopped,
        &mut rows.cancelled,
        &mut rows.due,
        &mut rows.overdue_from,
        &mut rows.elapsed,
        &mut rows.remaining,
        &mut rows.next_change,
        &mut rows.next_step,
    ] {
        column.push(NOTHING);
    }
}

fn number(at: Option<DateTime<FixedOffset>>) -> i64 {
    at.map_or(NOTHING, |at| at.timestamp_millis())
}

fn amount(allowance: Option<Allowance>) -> i64 {
    allowance.map_or(NOTHING, |allowance| match allowance {
        Allowance::Elapsed(time) => time.millis,
        Allowance::CivilDays(days) => days.days.into(),
        Allowance::CivilMonths(months) => months.months.into(),
        Allowance::WorkingDays(days) => days.days.into(),
        Allowance::WorkingTime(time) => time.millis,
    })
}
