//! What a story expects beside what the engine says.

use chrono::{DateTime, FixedOffset};
use dueby::{
    Assessment, ClockAnswer, Engine, Entry, Error, EscalationAnswer, EventTime, Limit,
    RecipientAnswer,
};
use serde_json::json;

use super::told::{because, plain};
use super::written::Expected;
use super::{Difference, moment};

/// Compares a deadline: a date means the end of that date, "none" null.
fn same_due(engine: &Engine, expected: &str, found: Option<DateTime<FixedOffset>>) -> bool {
    match (expected, found) {
        ("none", found) => found.is_none(),
        (_, None) => false,
        (text, Some(found)) => match text.parse::<EventTime>() {
            Ok(EventTime::Date(date)) => date
                .succ_opt()
                .and_then(|next| engine.instant(EventTime::Date(next)).ok())
                .is_some_and(|next| found == next - chrono::TimeDelta::milliseconds(1)),
            Ok(time) => engine.instant(time).is_ok_and(|time| found == time),
            Err(_) => false,
        },
    }
}

fn same_moment(engine: &Engine, expected: &str, found: Option<DateTime<FixedOffset>>) -> bool {
    match (expected, found) {
        ("none", found) => found.is_none(),
        (_, None) => false,
        (text, Some(found)) => moment(engine, text).is_ok_and(|time| found == time),
    }
}

/// Every difference between what is expected and the answer.
pub(crate) fn differences(
    engine: &Engine,
    expected: &Expected,
    answer: &Assessment,
) -> Result<Vec<Difference>, Error> {
    let mut wrong = Vec::new();
    compare(engine, expected, answer, &mut |what, wanted, found| {
        wrong.push(Difference {
            as_of: expected.as_of.clone(),
            about: expected.clock.clone().or_else(|| expected.right.clone()),
            what: what.to_owned(),
            expected: plain(wanted),
            found: plain(found),
            because: because(what, expected, answer),
        });
    });
    Ok(wrong)
}

/// What takes a difference: what differs, what is expected and what is found.
type Note<'n> = dyn FnMut(&str, &dyn std::fmt::Debug, &dyn std::fmt::Debug) + 'n;

fn compare(engine: &Engine, expected: &Expected, answer: &Assessment, note: &mut Note<'_>) {
    if let Some(next) = &expected.next_change
        && !same_moment(engine, next, answer.next_change)
    {
        note(
            "next-change",
            next,
            &answer.next_change.map(|at| at.to_rfc3339()),
        );
    }
    if let Some(codes) = &expected.findings {
        let mut found: Vec<&str> = answer.findings.iter().map(|f| f.code.as_str()).collect();
        found.sort_unstable();
        if found != *codes {
            note("findings", codes, &answer.findings);
        }
    }
    for clock in &expected.not_listed {
        if answer.clocks.iter().any(|answer| answer.clock == *clock) {
            note("not-listed", clock, &"it is listed");
        }
    }
    if let Some(rights) = &expected.rights {
        let mut found: Vec<&str> = answer.rights.iter().map(|one| one.right.as_str()).collect();
        found.sort_unstable();
        if found != *rights {
            note("rights", rights, &found);
        }
    }
    let instance = expected.instance.unwrap_or(1);
    if let Some(name) = &expected.right {
        right(engine, expected, answer, (name, instance), note);
    }
    let Some(name) = &expected.clock else {
        return;
    };
    let of_pack = |clock: &&ClockAnswer| {
        clock.clock == *name
            && expected
                .pack
                .as_ref()
                .is_none_or(|pack| clock.pack == *pack)
    };
    let listed = answer.clocks.iter().filter(of_pack);
    if let Some(instances) = expected.instances
        && instances != listed.clone().count()
    {
        note("instances", &instances, &listed.clone().count());
    }
    let Some(clock) = listed.clone().find(|clock| clock.instance == instance) else {
        let listed: Vec<&str> = answer.clocks.iter().map(|c| c.clock.as_str()).collect();
        note("clock", name, &listed);
        return;
    };
    if let Some(state) = &expected.state
        && clock.state.as_str() != state
    {
        note("state", state, &clock.state.as_str());
    }
    let texts = [
        ("version", &expected.version, &clock.version),
        ("reading", &expected.reading, &clock.reading),
        ("open", &expected.open, &clock.open),
    ];
    for (what, expected, found) in texts {
        if expected.is_some() && expected != found {
            note(what, expected, found);
        }
    }
    if let Some(readings) = &expected.readings {
        let found: Vec<String> = clock
            .readings
            .iter()
            .map(|one| match one.due {
                Some(due) => format!("{} {}", one.name, due.date_naive()),
                None => format!("{} none", one.name),
            })
            .collect();
        if found != *readings {
            note("readings", readings, &found);
        }
    }
    if let Some(trigger) = &expected.trigger {
        let found = clock
            .trigger
            .as_ref()
            .map_or("none", |one| one.event.as_str());
        if found != trigger {
            note("trigger", trigger, &found);
        }
    }
    if let Some(from) = &expected.counted_from {
        let found = clock
            .counted_from
            .map_or("none".to_owned(), |date| date.to_string());
        if found != *from {
            note("counted-from", from, &found);
        }
    }
    if let Some(excused) = &expected.excused {
        let found = excuses(clock);
        if found != *excused {
            note("excused", excused, &found);
        }
    }
    if let Some(changed) = &expected.changed {
        let found = changes(clock);
        if found != *changed {
            note("changed", changed, &found);
        }
    }
    if let Some(appointment) = &expected.appointment {
        let found = clock.appointment.as_ref().map(|one| {
            let write = |at: DateTime<FixedOffset>| {
                let text = at.format("%Y-%m-%dT%H:%M:%S%.f").to_string();
                text.strip_suffix(":00").unwrap_or(&text).to_owned()
            };
            let outcome = word(&json!(one.outcome));
            format!("{} to {}, {outcome}", write(one.from), write(one.until))
        });
        if found.as_ref() != Some(appointment) {
            note("appointment", appointment, &found);
        }
    }
    for (what, expected, found) in [
        (
            "deemed-stopped",
            &expected.deemed_stopped,
            clock.deemed_stopped,
        ),
        ("early-from", &expected.early_from, clock.early_from),
        ("not-before", &expected.not_before, clock.not_before),
    ] {
        let found = found.map_or("none".to_owned(), |date| date.to_string());
        if let Some(date) = expected
            && found != *date
        {
            note(what, date, &found);
        }
    }
    if let Some(code) = &expected.reason_code {
        let found = clock.reason.as_ref().map(|reason| json!(reason.code));
        if found != Some(json!(code)) {
            note("reason-code", code, &found);
        }
    }
    if let Some(due) = &expected.due
        && !same_due(engine, due, clock.due)
    {
        note("due", due, &clock.due.map(|at| at.to_rfc3339()));
    }
    for (what, expected, found) in [
        (
            "due-if-resumed",
            &expected.due_if_resumed,
            clock.due_if_resumed,
        ),
        (
            "unextended-due",
            &expected.unextended_due,
            clock.unextended_due,
        ),
        (
            "projected-due",
            &expected.projected_due,
            clock.projected_due,
        ),
    ] {
        if let Some(due) = expected
            && !same_due(engine, due, found)
        {
            note(what, due, &found.map(|at| at.to_rfc3339()));
        }
    }
    for (what, expected, found) in [
        ("started", &expected.started, clock.started),
        ("overdue-from", &expected.overdue_from, clock.overdue_from),
        ("at-risk-from", &expected.at_risk_from, clock.at_risk_from),
        ("stopped", &expected.stopped, clock.stopped),
        ("cancelled", &expected.cancelled, clock.cancelled),
    ] {
        if let Some(at) = expected
            && !same_moment(engine, at, found)
        {
            note(what, at, &found.map(|at| at.to_rfc3339()));
        }
    }
    for (what, expected, found) in [
        ("remaining", &expected.remaining, clock.remaining),
        ("elapsed", &expected.elapsed, clock.elapsed),
    ] {
        let found = found.map_or("none".to_owned(), |found| found.to_string());
        if let Some(text) = expected
            && *text != found
        {
            note(what, text, &found);
        }
    }
    if let Some(fragment) = &expected.reason
        && !clock
            .reason
            .as_ref()
            .is_some_and(|reason| reason.message.contains(fragment))
    {
        note("reason", fragment, &clock.reason);
    }
    steps(engine, expected, clock, note);
}

/// The reasons that were given, each with its event.
fn excuses(clock: &ClockAnswer) -> Vec<String> {
    let told = |entry: &Entry| match entry {
        Entry::Excused { event, note, .. } => {
            let note = note
                .as_ref()
                .map_or(String::new(), |note| format!(": {note}"));
            Some(format!("{event}{note}"))
        }
        _ => None,
    };
    clock.explanation.iter().filter_map(told).collect()
}

/// The changes of the limit, each as `EVENT: LIMIT to LIMIT, before DEADLINE`.
fn changes(clock: &ClockAnswer) -> Vec<String> {
    let told = |entry: &Entry| match entry {
        Entry::Changed {
            event,
            from,
            to,
            due_before,
            ..
        } => {
            let limit = |limit: &Option<Limit>| limit.map_or("none".to_owned(), |l| l.to_string());
            let before = due_before.map_or(String::new(), |due| {
                format!(", before {}", due.date_naive())
            });
            Some(format!("{event}: {} to {}{before}", limit(from), limit(to)))
        }
        _ => None,
    };
    clock.explanation.iter().filter_map(told).collect()
}

fn right(
    engine: &Engine,
    expected: &Expected,
    answer: &Assessment,
    (name, instance): (&str, usize),
    note: &mut Note<'_>,
) {
    let mut rights = answer.rights.iter();
    let Some(right) = rights.find(|one| one.right == name && one.instance == instance) else {
        note("right", &name, &answer.rights);
        return;
    };
    if let Some(state) = &expected.state
        && right.state.as_str() != state
    {
        note("state", state, &right.state.as_str());
    }
    if let Some(from) = &expected.open_from
        && !same_moment(engine, from, right.open_from)
    {
        note("open-from", from, &right.open_from);
    }
    if let Some(until) = &expected.open_until
        && !same_due(engine, until, right.open_until)
    {
        note("open-until", until, &right.open_until);
    }
    if expected.reading.is_some() && expected.reading != right.reading {
        note("reading", &expected.reading, &right.reading);
    }
}

fn steps(engine: &Engine, expected: &Expected, clock: &ClockAnswer, note: &mut Note<'_>) {
    if let Some(states) = &expected.steps {
        let found: Vec<String> = clock
            .escalations
            .iter()
            .map(|step| json!(step.state).as_str().unwrap_or_default().to_owned())
            .collect();
        if found != *states {
            note("steps", states, &found);
        }
    }
    let texts = [
        (
            "step-ids",
            &expected.step_ids,
            (clock.escalations.iter())
                .map(|step| step.id.clone())
                .collect::<Vec<_>>(),
        ),
        (
            "to",
            &expected.to,
            clock.escalations.iter().map(told).collect(),
        ),
        (
            "via",
            &expected.via,
            (clock.escalations.iter())
                .flat_map(|step| step.to.iter().flatten())
                .map(RecipientAnswer::text)
                .collect(),
        ),
        (
            "why",
            &expected.why,
            (clock.escalations.iter())
                .map(|step| word(&json!(step.why)))
                .collect(),
        ),
    ];
    for (what, expected, found) in texts {
        if let Some(expected) = expected
            && *expected != found
        {
            note(what, expected, &found);
        }
    }
    let of = |at: fn(&EscalationAnswer) -> Option<DateTime<FixedOffset>>| -> Vec<_> {
        clock.escalations.iter().map(at).collect()
    };
    let times: [(&str, _, Vec<_>); 5] = [
        ("sent", &expected.sent, of(|step| step.sent)),
        (
            "acknowledged",
            &expected.acknowledged,
            of(|step| step.acknowledged),
        ),
        (
            "acknowledge-by",
            &expected.acknowledge_by,
            of(|step| step.acknowledge_by),
        ),
        (
            "step-times",
            &expected.step_times,
            clock.escalations.iter().map(|step| step.at).collect(),
        ),
        (
            "deliver-from",
            &expected.deliver_from,
            clock
                .escalations
                .iter()
                .map(|step| step.deliver_from)
                .collect(),
        ),
    ];
    for (what, expected, found) in times {
        let Some(expected) = expected else { continue };
        let same = expected.len() == found.len()
            && expected
                .iter()
                .zip(&found)
                .all(|(expected, found)| same_moment(engine, expected, *found));
        if !same {
            let found: Vec<String> = found
                .iter()
                .map(|at| at.map_or("none".to_owned(), |at| at.to_rfc3339()))
                .collect();
            note(what, expected, &found);
        }
    }
}

/// A word of an answer; "none" for null.
fn word(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or("none").to_owned()
}

/// Who is told: "none" where nobody is to be, "nobody" where nobody is found, and in
/// brackets why not.
fn told(step: &EscalationAnswer) -> String {
    let Some(to) = &step.to else {
        return "none".to_owned();
    };
    let names: Vec<&str> = to.iter().map(|one| one.contact.as_str()).collect();
    let mut told = names.join(", ");
    if names.is_empty() {
        told.push_str("nobody");
    }
    for why in &step.unresolved {
        told.push_str(&format!(" ({})", word(&json!(why.code))));
    }
    told
}
