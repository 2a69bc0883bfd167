//! Stories of cases: what is given, what happens, and what is expected at moments. They
//! stand beside a rule pack, and show to whoever reads it, and to whoever changes it, what
//! it means.
//!
//! ```
//! # let calendar = "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"Europe/London\"\nfrom = \"2026-01-01\"\n\
//! #     to = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n[holidays]\n2026-12-25 = \"Christmas Day\"\n";
//! # let rules = dueby_stories::Rules {
//! #     calendars: vec![dueby::Calendar::from_toml(calendar, "c.toml")?],
//! #     packs: vec![dueby::Pack::from_toml("[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"c\"\n\
//! #         basis = \"promise\"\n[[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\n\
//! #         stops = \"k.ended\"\nwithin = \"2 working days\"\n", "p.toml")?],
//! #     directories: Vec::new(),
//! # };
//! let text = r#"
//!     title = "Over Christmas"
//!     story = "Two working days from the 23rd: the 24th and, after Christmas, the 28th."
//!     pack = "p"
//!     kind = "k"
//!     [[event]]
//!     event = "k.begun"
//!     at = "2026-12-23T10:00"
//!     [[expect]]
//!     as-of = "2026-12-23T12:00"
//!     clock = "a"
//!     due = "2026-12-25"
//! "#;
//! let stories = dueby_stories::read(text, "story.toml")?;
//! let differences = stories[0].differences(&rules)?;
//! assert_eq!(differences[0].expected, "Fri 25 Dec 2026");
//! assert_eq!(differences[0].found, "end of Mon 28 Dec 2026");
//! assert_eq!(differences[0].because, ["Fri 25 Dec 2026 skipped: Christmas Day"]);
//! # Ok::<(), dueby::Error>(())
//! ```

mod told;

use chrono::{DateTime, FixedOffset, Utc};
use dueby::{
    Accept, Assessment, Calendar, Case, ClockAnswer, Directory, Engine, Entry, Error,
    EscalationAnswer, EventTime, Limit, Options, Pack, RecipientAnswer,
};
use serde::Deserialize;
use serde_json::json;
use told::{because, plain};

/// What stories can name.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The calendars that their packs name.
    pub calendars: Vec<Calendar>,
    /// The packs that they name by id.
    pub packs: Vec<Pack>,
    /// The directories that they name by the name of their file.
    pub directories: Vec<(String, Directory)>,
}

/// Where a story and an answer differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The moment, as the story writes it.
    pub as_of: String,
    /// The clock or the right it is about, where it is about one.
    pub about: Option<String>,
    /// What differs, as the story names it: `due`, `state`.
    pub what: String,
    /// What the story expects, in words.
    pub expected: String,
    /// What the answer says.
    pub found: String,
    /// Why it says so, where that can be said.
    pub because: Vec<String>,
}

/// What a file of stories holds: one story, or a list of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    scenario: Vec<Story>,
}

/// Whether a text tells stories: `[[expect]]` or `[[scenario]]` stands in it.
pub fn tells_stories(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .any(|line| line == "[[expect]]" || line == "[[scenario]]")
}

/// Reads the stories of a text. `file` is what to call it in messages.
///
/// # Errors
///
/// What is wrong with the text, with its place; and a story's case or moment that cannot
/// be read.
pub fn read(text: &str, file: &str) -> Result<Vec<Story>, Error> {
    let many = text.lines().any(|line| line.trim() == "[[scenario]]");
    let stories = if many {
        dueby::read_toml::<Listed>(text, file, "a file of stories")?.scenario
    } else {
        vec![dueby::read_toml::<Story>(text, file, "a story")?]
    };
    for story in &stories {
        story.case().map_err(|error| error.in_file(file))?;
    }
    Ok(stories)
}

/// A case, and what is expected of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Story {
    title: String,
    #[serde(rename = "story")]
    _story: String,
    /// The id of the pack that it is about.
    pub pack: Option<String>,
    /// The ids of further packs.
    #[serde(default)]
    also: Vec<String>,
    rules: Option<String>,
    #[serde(default)]
    more_rules: Vec<String>,
    #[serde(default)]
    calendars: Vec<String>,
    /// A directory: the name of a file, or a text.
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

#[derive(Debug, Clone, Deserialize)]
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

#[derive(Debug, Clone, Deserialize)]
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
    cancelled: Option<String>,
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
    /// What it is about.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The name of the file of its directory, where it has one and does not write it out.
    pub fn directory_file(&self) -> Option<&str> {
        let name = self.directory.as_deref()?;
        (name.ends_with(".toml") || name.ends_with(".json")).then_some(name)
    }

    /// The clocks and rights whose deadline or reason it expects.
    pub fn tells_of(&self) -> impl Iterator<Item = &str> {
        self.expect.iter().filter_map(|one| {
            let clock = one.due.is_some() || one.reason_code.is_some();
            let right = one.open_until.is_some();
            let clock = one.clock.as_deref().filter(|_| clock);
            clock.or(one.right.as_deref().filter(|_| right))
        })
    }

    /// Each difference between what is expected and what the engine says.
    ///
    /// # Errors
    ///
    /// `unknown-pack` for a pack that is not among the rules, and whatever keeps the engine
    /// from being built or the case from being assessed.
    pub fn differences(&self, rules: &Rules) -> Result<Vec<Difference>, Error> {
        let engine = self.engine(rules)?;
        let case = self.case()?;
        let mut all = Vec::new();
        for expected in &self.expect {
            let accept = match self.accept.as_deref() {
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
                options = options.known_at(moment(&engine, known_at)?);
            }
            let as_of = moment(&engine, &expected.as_of)?;
            let answer = engine.assess_with(&case, as_of, &options)?;
            all.extend(differences(&engine, expected, &answer)?);
        }
        Ok(all)
    }

    fn engine(&self, rules: &Rules) -> Result<Engine, Error> {
        let mut builder = Engine::builder();
        let mut calendars = rules.calendars.clone();
        for text in &self.calendars {
            calendars.push(Calendar::from_toml_with(text, "calendars", &calendars)?);
        }
        for calendar in calendars {
            builder = builder.calendar(calendar);
        }
        for id in self.pack.iter().chain(&self.also) {
            let found = rules.packs.iter().find(|pack| pack.id() == id);
            let pack =
                found.ok_or_else(|| Error::unknown_pack(id, rules.packs.iter().map(Pack::id)))?;
            builder = builder.pack(pack.clone());
        }
        let mut own: Vec<Pack> = Vec::new();
        for text in self.rules.iter().chain(&self.more_rules) {
            let base = |id: &str| {
                let mut known = own.iter().chain(&rules.packs);
                let found = known.find(|pack| pack.id() == id).cloned();
                let ids = || rules.packs.iter().map(Pack::id);
                found.ok_or_else(|| Error::unknown_pack(id, ids()))
            };
            let pack = Pack::from_toml_with(text, "rules", base)?;
            builder = builder.pack(pack.clone());
            own.push(pack);
        }
        for (name, value) in &self.parameters {
            let text = match value {
                toml::Value::String(text) => text.clone(),
                other => inline(other),
            };
            builder = builder.parameter(name, text);
        }
        if let Some(directory) = &self.directory {
            let mut known = rules.directories.iter();
            let known = known.find(|(name, _)| name == directory);
            builder = builder.directory(match known {
                Some((_, directory)) => directory.clone(),
                None => Directory::from_toml(directory, "directory")?,
            });
        }
        builder.build()
    }

    /// The case as JSON, so that the way in is the one that all languages have.
    fn case(&self) -> Result<Case, Error> {
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
        Case::from_json(&case.to_string(), "the case of this story")
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
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(flag) => flag.to_string(),
        toml::Value::Datetime(date) => date.to_string(),
    }
}

/// A moment in the zone of the story's calendar.
fn moment(engine: &Engine, text: &str) -> Result<DateTime<Utc>, Error> {
    engine.instant(text.parse::<EventTime>()?)
}

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
fn differences(
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
