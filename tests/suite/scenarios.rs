//! The stories in `scenarios/`: a case, and what is expected of it at moments.

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, Utc};
use dueby::{
    Accept, Assessment, Calendar, Case, ClockAnswer, Engine, Entry, EscalationAnswer, EventTime,
    Limit, Options, Pack, RecipientAnswer,
};
use dueby_tests::{read, read_packs, root};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Story {
    #[serde(rename = "title")]
    _title: String,
    #[serde(rename = "story")]
    _story: String,
    pack: Option<String>,
    /// Further packs that come with dueby.
    #[serde(default)]
    also: Vec<String>,
    rules: Option<String>,
    #[serde(default)]
    more_rules: Vec<String>,
    #[serde(default)]
    calendars: Vec<String>,
    directory: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    attributes: toml::Table,
    accept: Option<String>,
    #[serde(default)]
    parameters: toml::Table,
    #[serde(default)]
    event: Vec<Happened>,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Happened {
    event: String,
    at: String,
    id: Option<String>,
    recorded_at: Option<String>,
    step: Option<String>,
    #[serde(default)]
    set: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    as_of: String,
    known_at: Option<String>,
    pack: Option<String>,
    clock: Option<String>,
    instances: Option<usize>,
    trigger: Option<String>,
    version: Option<String>,
    reading: Option<String>,
    readings: Option<Vec<String>>,
    reason_code: Option<String>,
    appointment: Option<String>,
    counted_from: Option<String>,
    changed: Option<Vec<String>>,
    right: Option<String>,
    rights: Option<Vec<String>>,
    open_from: Option<String>,
    open_until: Option<String>,
    instance: Option<usize>,
    state: Option<String>,
    started: Option<String>,
    due: Option<String>,
    overdue_from: Option<String>,
    remaining: Option<String>,
    elapsed: Option<String>,
    due_if_resumed: Option<String>,
    unextended_due: Option<String>,
    projected_due: Option<String>,
    deemed_stopped: Option<String>,
    early_from: Option<String>,
    not_before: Option<String>,
    at_risk_from: Option<String>,
    stopped: Option<String>,
    reason: Option<String>,
    steps: Option<Vec<String>>,
    step_times: Option<Vec<String>>,
    step_ids: Option<Vec<String>>,
    to: Option<Vec<String>>,
    via: Option<Vec<String>>,
    why: Option<Vec<String>>,
    sent: Option<Vec<String>>,
    acknowledged: Option<Vec<String>>,
    acknowledge_by: Option<Vec<String>>,
    deliver_from: Option<Vec<String>>,
    next_change: Option<String>,
    findings: Option<Vec<String>>,
    #[serde(default)]
    not_listed: Vec<String>,
}

impl Story {
    fn engine(&self) -> Engine {
        let mut builder = Engine::builder();
        let mut calendars = dueby_rules::calendars().unwrap();
        for text in &self.calendars {
            calendars.push(Calendar::from_toml_with(text, "story", &calendars).unwrap());
        }
        for calendar in calendars {
            builder = builder.calendar(calendar);
        }
        let text = match (&self.pack, &self.rules) {
            (Some(id), None) => dueby_rules::pack(id).unwrap().text.to_owned(),
            (None, Some(rules)) => rules.clone(),
            _ => panic!("a story has either pack or rules"),
        };
        let also = self.also.iter().map(|id| {
            let pack = dueby_rules::pack(id).unwrap_or_else(|| panic!("no pack {id}"));
            pack.text.to_owned()
        });
        let also: Vec<String> = also.collect();
        let texts = std::iter::once(&text).chain(&also).chain(&self.more_rules);
        for pack in read_packs(texts) {
            builder = builder.pack(pack);
        }
        for (name, value) in &self.parameters {
            let text = match value {
                toml::Value::String(text) => text.clone(),
                other => inline(other),
            };
            builder = builder.parameter(name, text);
        }
        if let Some(directory) = &self.directory {
            builder = builder.directory(dueby_tests::directory(directory));
        }
        builder.build().unwrap_or_else(|error| panic!("{error}"))
    }

    /// The case as JSON, so that the way in is the one that all languages have.
    fn case(&self) -> Case {
        let mut events = Vec::new();
        for happened in &self.event {
            let mut event =
                json!({"event": happened.event, "at": happened.at, "set": happened.set});
            if let Some(id) = &happened.id {
                event["id"] = json!(id);
            }
            if let Some(recorded_at) = &happened.recorded_at {
                event["recorded_at"] = json!(recorded_at);
            }
            if let Some(step) = &happened.step {
                event["step"] = json!(step);
            }
            events.push(event);
        }
        let mut case = json!({"case": "S-1", "attributes": self.attributes, "events": events});
        if let Some(kind) = &self.kind {
            case["kind"] = json!(kind);
        }
        Case::from_json(&case.to_string(), "story").unwrap_or_else(|error| panic!("{error}"))
    }
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

/// A TOML value as it would stand in a pack.
fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::Table(table) => {
            let rows: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{name} = {}", inline(value)))
                .collect();
            format!("{{ {} }}", rows.join(", "))
        }
        toml::Value::Array(values) => {
            let values: Vec<String> = values.iter().map(inline).collect();
            format!("[{}]", values.join(", "))
        }
        toml::Value::String(text) => format!("\"{text}\""),
        other => panic!("{other:?}"),
    }
}

/// A moment in the zone of the story's calendar.
fn moment(engine: &Engine, text: &str) -> DateTime<Utc> {
    let time: EventTime = text.parse().unwrap_or_else(|error| panic!("{error}"));
    engine
        .instant(time)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// Compares a deadline: a date means the end of that date, "none" null.
fn same_due(engine: &Engine, expected: &str, found: Option<DateTime<FixedOffset>>) -> bool {
    match (expected, found) {
        ("none", found) => found.is_none(),
        (_, None) => false,
        (text, Some(found)) => match text.parse::<EventTime>().unwrap() {
            EventTime::Date(date) => {
                let next = engine
                    .instant(EventTime::Date(date.succ_opt().unwrap()))
                    .unwrap();
                found == next - chrono::TimeDelta::milliseconds(1)
            }
            time => found == engine.instant(time).unwrap(),
        },
    }
}

fn same_moment(engine: &Engine, expected: &str, found: Option<DateTime<FixedOffset>>) -> bool {
    match (expected, found) {
        ("none", found) => found.is_none(),
        (_, None) => false,
        (text, Some(found)) => found == moment(engine, text),
    }
}

/// Every difference between what is expected and the answer, a line each.
fn differences(engine: &Engine, expected: &Expected, answer: &Assessment) -> String {
    let mut wrong = String::new();
    let mut note = |what: &str, expected: &dyn std::fmt::Debug, found: &dyn std::fmt::Debug| {
        writeln!(wrong, "    {what}: expected {expected:?}, got {found:?}").unwrap();
    };
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
        right(engine, expected, answer, (name, instance), &mut note);
    }
    let Some(name) = &expected.clock else {
        return wrong;
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
        return wrong;
    };
    if let Some(state) = &expected.state
        && clock.state.as_str() != state
    {
        note("state", state, &(clock.state.as_str(), &clock.reason));
    }
    let texts = [
        ("version", &expected.version, &clock.version),
        ("reading", &expected.reading, &clock.reading),
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
            let outcome = serde_json::to_value(one.outcome).unwrap();
            let outcome = outcome.as_str().unwrap_or("none").to_owned();
            format!("{} to {}, {outcome}", write(one.from), write(one.until))
        });
        if found.as_ref() != Some(appointment) {
            note("appointment", appointment, &found);
        }
    }
    if let Some(code) = &expected.reason_code {
        let found = clock
            .reason
            .as_ref()
            .map(|reason| serde_json::to_value(reason.code).unwrap());
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
    steps(engine, expected, clock, &mut note);
    wrong
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
    note: &mut dyn FnMut(&str, &dyn std::fmt::Debug, &dyn std::fmt::Debug),
) {
    let mut rights = answer.rights.iter();
    let Some(right) = rights.find(|one| one.right == name && one.instance == instance) else {
        note("right", &name, &answer.rights);
        return;
    };
    if let Some(state) = &expected.state
        && right.state.as_str() != state
    {
        note("state", state, &(right.state.as_str(), &right.reason));
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

fn steps(
    engine: &Engine,
    expected: &Expected,
    clock: &ClockAnswer,
    note: &mut dyn FnMut(&str, &dyn std::fmt::Debug, &dyn std::fmt::Debug),
) {
    if let Some(states) = &expected.steps {
        let found: Vec<String> = clock
            .escalations
            .iter()
            .map(|step| {
                serde_json::to_value(step.state)
                    .unwrap()
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
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

fn stories() -> Vec<(String, Story)> {
    let mut names: Vec<String> = std::fs::read_dir(root("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let text = read(&format!("tests/scenarios/{name}"));
            let story = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, story)
        })
        .collect()
}

/// The stories beside a shipped pack: `NAME.scenarios.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    scenario: Vec<Story>,
}

/// The stories beside each shipped pack that has some, by the pack's id.
fn beside_packs() -> Vec<(String, Vec<Story>)> {
    let mut found = Vec::new();
    for pack in dueby_rules::PACKS {
        let path = format!("rules/{}.scenarios.toml", pack.id);
        if !root(&path).exists() {
            continue;
        }
        let beside: Beside =
            toml::from_str(&read(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        for story in &beside.scenario {
            assert_eq!(
                story.pack.as_deref(),
                Some(pack.id),
                "{path}: {}",
                story._title
            );
        }
        found.push((pack.id.to_owned(), beside.scenario));
    }
    found
}

/// Whoever changes a clock of the law has a story to change with it.
#[test]
fn every_clock_of_a_pack_with_stories_is_in_one() {
    let mut without = Vec::new();
    for (id, stories) in beside_packs() {
        let shipped = dueby_rules::pack(&id).unwrap();
        let pack = Pack::from_toml(shipped.text, shipped.path).unwrap();
        let expected: Vec<&Expected> = stories.iter().flat_map(|story| &story.expect).collect();
        let due = |one: &&&Expected| one.due.is_some() || one.reason_code.is_some();
        for clock in pack.clocks() {
            let mut told = expected.iter().filter(due);
            if !told.any(|one| one.clock.as_deref() == Some(clock.id())) {
                without.push(format!("{id}: {}", clock.id()));
            }
        }
        for right in pack.rights() {
            let mut told = expected.iter().filter(|one| one.open_until.is_some());
            if !told.any(|one| one.right.as_deref() == Some(right.id())) {
                without.push(format!("{id}: right {}", right.id()));
            }
        }
    }
    assert!(without.is_empty(), "in no story:\n{}", without.join("\n"));
}

#[test]
fn every_story_goes_as_told() {
    let mut wrong = String::new();
    let mut stories = stories();
    assert!(stories.len() >= 10, "only {} stories", stories.len());
    for (id, beside) in beside_packs() {
        stories.extend(
            beside
                .into_iter()
                .map(|story| (format!("{id}, {}", story._title), story)),
        );
    }
    for (name, story) in stories {
        let engine = story.engine();
        let case = story.case();
        for expected in &story.expect {
            let accept = match story.accept.as_deref() {
                None => Accept::none(),
                Some("all") => Accept::all(),
                Some("contested") => Accept::none().contested(),
                Some("unconfirmed") => Accept::none().unconfirmed(),
                Some(other) => match other.split_once('=') {
                    Some((clock, reading)) => Accept::none().reading(clock, reading),
                    None => Accept::none().clock(other),
                },
            };
            let mut options = Options::default().accept(accept);
            if let Some(known_at) = &expected.known_at {
                options = options.known_at(moment(&engine, known_at));
            }
            let as_of = moment(&engine, &expected.as_of);
            let answer = engine
                .assess_with(&case, as_of, &options)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            let differences = differences(&engine, expected, &answer);
            if !differences.is_empty() {
                writeln!(wrong, "{name}, as of {}:\n{differences}", expected.as_of).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
