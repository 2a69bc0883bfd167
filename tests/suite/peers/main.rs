//! The test suites of six other libraries, as cases in `vectors/peers/*.json`: what
//! goes in and what comes out, each with where it is from and its licence. Every case
//! passes under a convention that is named here, or is listed with the reason why its
//! origin's answer is not one worth offering in `vectors/peers/not-offered.toml`.
//!
//! The libraries disagree with each other. Each has functions of its own below that
//! say in calls of dueby what its own functions mean; none of them counts anything.

mod calendar;
mod libraries;

use std::collections::BTreeMap;

use calendar::{calendar_text, head};
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use dueby::{AtEdge, Calendar, Case, Engine};
use dueby_tests::{engine, one_clock, read};
use libraries::{
    biz, business_time_gem, businesstimedelta, dhatim_business_hours, moment_business_time,
    numpy_busday,
};
use serde_json::Value;

/// Each file, its cases, and how many of them pass; the rest are not offered.
const FILES: &[(&str, usize, usize)] = &[
    ("biz", 73, 71),
    ("business_time_gem", 134, 134),
    ("businesstimedelta", 31, 30),
    ("dhatim_business_hours", 15, 15),
    ("moment_business_time", 204, 204),
    ("numpy_busday", 66, 66),
];

/// What the cases need to know, with years to spare.
const FIRST: &str = "2004-01-01";
const LAST: &str = "2025-12-31";

#[derive(Debug, Clone, PartialEq)]
enum Answer {
    Time(DateTime<FixedOffset>),
    Date(NaiveDate),
    Flag(bool),
    Number(f64),
    Periods(Vec<(DateTime<FixedOffset>, DateTime<FixedOffset>)>),
    /// What it is from then on: open or closed.
    Change(DateTime<FixedOffset>, bool),
    /// There is no answer.
    Refused,
}

use Answer::{Change, Date, Flag, Number, Periods, Refused, Time};

/// A local time as dueby reads it: when a clock starts whose event was at that time.
struct Zones(BTreeMap<String, Engine>);

impl Zones {
    fn at(&mut self, zone: &str, text: &str) -> DateTime<FixedOffset> {
        let engine = self.0.entry(zone.to_owned()).or_insert_with(|| {
            let text = head(zone) + "[hours]\nmon-sun = \"00:00-24:00\"\n";
            let calendar = Calendar::from_toml(&text, "zone.toml").unwrap();
            engine(&one_clock("peer", "within = \"1 hours\"\n"), [calendar])
        });
        let case = Case::new("time", "it")
            .with_event("it.started", text)
            .unwrap();
        let as_of = "2030-01-01T00:00:00Z".parse().unwrap();
        let answer = engine.assess(&case, as_of).unwrap();
        answer.clocks[0].started.unwrap()
    }
}

/// A case, and the calls that several libraries have in common.
struct Row<'r> {
    given: &'r Value,
    calendar: Calendar,
    zones: &'r mut Zones,
}

impl Row<'_> {
    fn text(&self, name: &str) -> &str {
        self.given["inputs"][name].as_str().unwrap()
    }

    fn zone(&self) -> String {
        self.given["calendar"]["tz"].as_str().unwrap().to_owned()
    }

    fn read(&mut self, text: &str) -> DateTime<FixedOffset> {
        let zone = self.zone();
        self.zones.at(&zone, text)
    }

    fn time(&mut self, name: &str) -> DateTime<FixedOffset> {
        let text = self.text(name).to_owned();
        self.read(&text)
    }

    /// The date of an input, on the calendar's wall.
    fn date(&mut self, name: &str) -> NaiveDate {
        self.time(name).date_naive()
    }

    fn on(&mut self, date: NaiveDate, time: NaiveTime) -> DateTime<FixedOffset> {
        self.read(
            &date
                .and_time(time)
                .format("%Y-%m-%dT%H:%M:%S%.f")
                .to_string(),
        )
    }

    /// Signed: forwards when it is positive.
    fn days(&self) -> i32 {
        let days = self.given["inputs"]["days"].as_i64().unwrap();
        i32::try_from(if self.subtracts() { -days } else { days }).unwrap()
    }

    fn amount(&self) -> TimeDelta {
        let seconds = self.given["inputs"]["seconds"].as_f64().unwrap();
        let seconds = if self.subtracts() { -seconds } else { seconds };
        TimeDelta::milliseconds((seconds * 1000.0).round() as i64)
    }

    fn subtracts(&self) -> bool {
        self.given["op"].as_str().unwrap().starts_with("sub_")
    }

    /// Whether a sum of days goes forwards: no days do when they are added.
    fn forwards(&self) -> bool {
        self.days() > 0 || (self.days() == 0 && !self.subtracts())
    }

    /// Working time added or taken away; no time at all is the next opening after
    /// addition, the closing before after subtraction.
    fn add(&mut self, edge: AtEdge) -> Answer {
        let (start, amount) = (self.time("start").to_utc(), self.amount());
        let end = if amount.is_zero() && self.subtracts() {
            self.calendar.previous_close(start)
        } else {
            self.calendar.add_working_time(start, amount, edge)
        };
        Time(end.unwrap())
    }

    fn between(&mut self, from: &str, until: &str) -> TimeDelta {
        let (from, until) = (self.time(from).to_utc(), self.time(until).to_utc());
        self.calendar.working_time_between(from, until).unwrap()
    }

    fn is_open(&mut self) -> bool {
        let at = self.time("at").to_utc();
        self.calendar.is_open(at).unwrap()
    }

    fn next_open(&mut self) -> DateTime<FixedOffset> {
        let at = self.time("at").to_utc();
        self.calendar.next_open(at).unwrap()
    }

    fn previous_close(&mut self) -> DateTime<FixedOffset> {
        let at = self.time("at").to_utc();
        self.calendar.previous_close(at).unwrap()
    }

    /// The first instants of the first and of the last date known.
    fn span(&mut self) -> (DateTime<Utc>, DateTime<Utc>) {
        (self.read(FIRST).to_utc(), self.read(LAST).to_utc())
    }

    fn take(&self) -> usize {
        usize::try_from(self.given["inputs"]["take"].as_u64().unwrap()).unwrap()
    }

    /// Openings from an instant on, the one that holds it cut to what is left.
    fn periods_after(&mut self) -> Answer {
        let (origin, (_, end)) = (self.time("origin").to_utc(), self.span());
        Periods(
            self.calendar
                .openings(origin, end)
                .take(self.take())
                .collect(),
        )
    }

    /// The same backwards, the latest first.
    fn periods_before(&mut self) -> Answer {
        let (origin, (start, _)) = (self.time("origin").to_utc(), self.span());
        let mut openings: Vec<_> = self.calendar.openings(start, origin).collect();
        openings.reverse();
        openings.truncate(self.take());
        Periods(openings)
    }

    /// Working days from one date up to another, the last one included if it says so.
    fn count(&mut self) -> Answer {
        let (start, mut end) = (self.date("start"), self.date("end"));
        if self.given["inputs"]["inclusive"].as_bool().unwrap() {
            end = after(end);
        }
        let count = self.calendar.working_days_between(start, end).unwrap();
        Number(count as f64)
    }
}

fn after(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap()
}

fn seconds(time: TimeDelta) -> Answer {
    Number(time.num_milliseconds() as f64 / 1000.0)
}

/// What the origin says, in the zone of the case's calendar.
fn expected(case: &Value, zones: &mut Zones) -> Answer {
    let zone = case["calendar"]["tz"].as_str().unwrap();
    let mut time = |text: &Value| zones.at(zone, text.as_str().unwrap());
    match &case["expected"] {
        Value::Bool(flag) => Flag(*flag),
        Value::Number(number) => Number(number.as_f64().unwrap()),
        Value::String(text) if text.len() == "2015-02-27".len() => Date(text.parse().unwrap()),
        text @ Value::String(_) => Time(time(text)),
        Value::Array(periods) => Periods(
            periods
                .iter()
                .map(|pair| (time(&pair[0]), time(&pair[1])))
                .collect(),
        ),
        change if change.get("at").is_some() => {
            Change(time(&change["at"]), change["kind"] == "open")
        }
        refused if refused.get("error").is_some() => Refused,
        other => panic!("{other}"),
    }
}

fn answer(file: &str, case: &Value, zones: &mut Zones) -> Answer {
    let op = case["op"].as_str().unwrap();
    let given = &case["calendar"];
    // Where only the zone is asked for there is no week.
    let text = match op {
        "local_to_utc" => head(given["tz"].as_str().unwrap()) + "[hours]\nmon = \"09:00-17:00\"\n",
        _ => calendar_text(given),
    };
    let Ok(calendar) = Calendar::from_toml(&text, "peer.toml") else {
        return Refused;
    };
    let mut row = Row {
        given: case,
        calendar,
        zones,
    };
    match file {
        "biz" => biz(&mut row, op),
        "business_time_gem" => business_time_gem(&mut row, op),
        "businesstimedelta" => businesstimedelta(&mut row, op),
        "dhatim_business_hours" => dhatim_business_hours(&mut row, op),
        "moment_business_time" => moment_business_time(&mut row, op),
        "numpy_busday" => numpy_busday(&mut row, op),
        other => panic!("{other}"),
    }
}

#[test]
fn every_case_passes_or_is_not_offered_for_a_reason() {
    let mut reasons: BTreeMap<String, String> =
        toml::from_str(&read("tests/vectors/peers/not-offered.toml")).unwrap();
    let mut zones = Zones(BTreeMap::new());
    let mut wrong = Vec::new();
    for (file, count, passing) in FILES {
        let vectors: Value =
            serde_json::from_str(&read(&format!("tests/vectors/peers/{file}.json"))).unwrap();
        let cases = vectors["cases"].as_array().unwrap();
        assert_eq!(cases.len(), *count, "cases in {file}");
        let mut passed = 0;
        for case in cases {
            let id = case["id"].as_str().unwrap();
            let (expected, answer) = (expected(case, &mut zones), answer(file, case, &mut zones));
            match (reasons.remove(id), expected == answer) {
                (None, true) => passed += 1,
                (Some(reason), false) => assert!(reason.len() > 40, "{id}: {reason}"),
                (None, false) => wrong.push(format!("{id}: not {expected:?} but {answer:?}")),
                (Some(_), true) => wrong.push(format!("{id}: listed, but it passes")),
            }
        }
        if passed != *passing {
            wrong.push(format!("{file}: {passed} pass, not {passing}"));
        }
    }
    wrong.extend(reasons.into_keys().map(|id| format!("{id}: no such case")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
