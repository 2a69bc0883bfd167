//! The stories in `scenarios/`: what each expects at its moments is a point that the
//! timeline of the story passes through.

use chrono::{DateTime, TimeDelta, Utc};
use dueby::{Accept, Calendar, Case, Engine, EventTime, Options};
use dueby_tests::{read, root};
use serde::Deserialize;
use serde_json::json;

use crate::replay::Board;

/// As much of a story as timelines tell.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Story {
    pack: Option<String>,
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
    event: Vec<toml::Table>,
    expect: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Expected {
    as_of: String,
    known_at: Option<String>,
    pack: Option<String>,
    clock: Option<String>,
    instance: Option<usize>,
    state: Option<String>,
    due: Option<String>,
    steps: Option<Vec<String>>,
    step_times: Option<Vec<String>>,
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
            (Some(id), _) => dueby_rules::pack(id).unwrap().text.to_owned(),
            (None, rules) => rules.clone().unwrap(),
        };
        for pack in dueby_tests::read_packs(std::iter::once(&text).chain(&self.more_rules)) {
            builder = builder.pack(pack);
        }
        for (name, value) in &self.parameters {
            let value = match value {
                toml::Value::String(text) => text.clone(),
                other => inline(other),
            };
            builder = builder.parameter(name, value);
        }
        if let Some(directory) = &self.directory {
            builder = builder.directory(dueby_tests::directory(directory));
        }
        builder.build().unwrap_or_else(|error| panic!("{error}"))
    }

    fn case(&self) -> Case {
        let events: Vec<serde_json::Value> = self
            .event
            .iter()
            .map(|event| {
                let mut event = serde_json::to_value(event).unwrap();
                let fields = event.as_object_mut().unwrap();
                if let Some(recorded) = fields.remove("recorded-at") {
                    fields.insert("recorded_at".to_owned(), recorded);
                }
                event
            })
            .collect();
        let mut case = json!({"case": "S-1", "attributes": self.attributes, "events": events});
        if let Some(kind) = &self.kind {
            case["kind"] = json!(kind);
        }
        Case::from_json(&case.to_string(), "story").unwrap_or_else(|error| panic!("{error}"))
    }

    fn options(&self, engine: &Engine, known_at: Option<&str>) -> Options {
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
        let options = Options::default().accept(accept);
        match known_at {
            Some(known_at) => options.known_at(moment(engine, known_at)),
            None => options,
        }
    }
}

/// A TOML value as it would stand in a pack.
fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => format!("\"{text}\""),
        toml::Value::Table(table) => {
            let rows = table
                .iter()
                .map(|(name, value)| format!("{name} = {}", inline(value)));
            format!("{{ {} }}", rows.collect::<Vec<_>>().join(", "))
        }
        toml::Value::Array(values) => {
            let values: Vec<String> = values.iter().map(inline).collect();
            format!("[{}]", values.join(", "))
        }
        toml::Value::Integer(number) => number.to_string(),
        other => panic!("{other:?}"),
    }
}

fn moment(engine: &Engine, text: &str) -> DateTime<Utc> {
    let time: EventTime = text.parse().unwrap();
    engine.instant(time).unwrap()
}

fn instant(engine: &Engine, text: &str) -> Option<DateTime<Utc>> {
    (text != "none").then(|| moment(engine, text))
}

/// A deadline: a date means its end.
fn due(engine: &Engine, text: &str) -> Option<DateTime<Utc>> {
    match text.parse() {
        Ok(EventTime::Date(date)) => {
            let next = EventTime::Date(date.succ_opt().unwrap());
            Some(engine.instant(next).unwrap() - TimeDelta::milliseconds(1))
        }
        Ok(time) => Some(engine.instant(time).unwrap()),
        Err(_) => None,
    }
}

/// Holds what a timeline says at a moment against what the story expects.
fn compare(name: &str, engine: &Engine, expected: &Expected, board: &Board) -> usize {
    let mut points = 0;
    let mut same = |what: &str, one: String, two: String| {
        assert_eq!(one, two, "{name}, {what} as of {}", expected.as_of);
        points += 1;
    };
    if let Some(codes) = &expected.findings {
        let mut found: Vec<&str> = board.findings.iter().map(|(code, ..)| *code).collect();
        found.sort_unstable();
        same("findings", found.join(" "), codes.join(" "));
    }
    for clock in &expected.not_listed {
        let listed = board.instances.keys().any(|(_, id, _)| id == clock);
        same("listed", listed.to_string(), false.to_string());
    }
    let Some(clock) = &expected.clock else {
        return points;
    };
    let number = expected.instance.unwrap_or(1);
    let found = board.instances.iter().find(|((pack, id, instance), _)| {
        let of_pack = expected.pack.as_ref().is_none_or(|wanted| wanted == pack);
        of_pack && id == clock && *instance == number
    });
    let Some((_, found)) = found else {
        panic!("{name}, as of {}: {clock} is not listed", expected.as_of);
    };
    if let Some(state) = &expected.state {
        same("state", found.state.clone(), state.clone());
    }
    if let Some(text) = &expected.due {
        same(
            "due",
            format!("{:?}", found.due),
            format!("{:?}", due(engine, text)),
        );
    }
    if let Some(states) = &expected.steps {
        let found = found.steps.values().map(|(state, _)| json!(state));
        let found: Vec<String> = found
            .map(|state| state.as_str().unwrap().to_owned())
            .collect();
        same("steps", found.join(" "), states.join(" "));
    }
    if let Some(times) = &expected.step_times {
        let found: Vec<_> = found.steps.values().map(|(_, at)| *at).collect();
        let times: Vec<_> = times.iter().map(|text| instant(engine, text)).collect();
        same("step times", format!("{found:?}"), format!("{times:?}"));
    }
    points
}

#[test]
fn timelines_pass_through_what_the_stories_expect() {
    let mut names: Vec<String> = std::fs::read_dir(root("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    let mut points = 0;
    for name in names {
        let story: Story = toml::from_str(&read(&format!("tests/scenarios/{name}"))).unwrap();
        let engine = story.engine();
        let case = story.case();
        let as_of = |expected: &Expected| moment(&engine, &expected.as_of);
        let until = story.expect.iter().map(as_of).max().unwrap();
        // From before anything has happened.
        let events = case
            .events
            .iter()
            .map(|event| engine.instant(event.at).unwrap());
        let first = story.expect.iter().map(as_of).chain(events).min().unwrap();
        let from = first - TimeDelta::days(1);
        for expected in &story.expect {
            let options = story.options(&engine, expected.known_at.as_deref());
            let timeline = engine.timeline(&case, from, until, &options).unwrap();
            assert_eq!(timeline.cut_at, None, "{name}");
            let board = Board::at(&timeline, as_of(expected));
            points += compare(&name, &engine, expected, &board);
        }
    }
    assert!(points >= 200, "only {points} points");
}
