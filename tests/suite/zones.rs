//! Zones against `vectors/zones.json`: the same time zone database as Python reads
//! it. Local time to instant and instant to offset, every hour around every change.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, Utc};
use dueby::{Calendar, Case, Code, Engine, Error, Event, EventTime};
use dueby_tests::{engine, one_clock, read};
use serde_json::Value;

/// A zone as the file has it.
struct Table {
    edition: String,
    /// The times between changes, in order.
    stretches: Vec<Stretch>,
}

/// The offset that holds from one instant until another.
struct Stretch {
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    offset: TimeDelta,
}

impl Table {
    fn read(name: &str) -> Self {
        let file: Value = serde_json::from_str(&read("tests/vectors/zones.json")).unwrap();
        let start = |year: i64| instant(&format!("{year}-01-01T00:00:00Z"));
        let zone = &file["zones"][name];
        let mut stretches = vec![Stretch {
            from: start(file["from"].as_i64().unwrap()),
            until: start(file["to"].as_i64().unwrap() + 1),
            offset: seconds(&zone["first-offset"]),
        }];
        for change in zone["changes"].as_array().unwrap() {
            let at = instant(change[0].as_str().unwrap());
            let last = stretches.last_mut().unwrap();
            let until = std::mem::replace(&mut last.until, at);
            stretches.push(Stretch {
                from: at,
                until,
                offset: seconds(&change[1]),
            });
        }
        Table {
            edition: file["edition"].as_str().unwrap().to_owned(),
            stretches,
        }
    }

    /// The instants of the changes, with the offsets before and after.
    fn changes(&self) -> impl Iterator<Item = (DateTime<Utc>, TimeDelta, TimeDelta)> {
        self.stretches
            .windows(2)
            .map(|pair| (pair[1].from, pair[0].offset, pair[1].offset))
    }

    fn offset_at(&self, at: DateTime<Utc>) -> TimeDelta {
        let after = self.stretches.partition_point(|s| s.from <= at);
        self.stretches[after - 1].offset
    }

    /// The first instant at which a clock on the wall shows this, if one ever does.
    fn first_at(&self, local: NaiveDateTime) -> Option<DateTime<Utc>> {
        let local = local.and_utc();
        // No offset is more than a day: an earlier stretch is over by then.
        let near = self
            .stretches
            .partition_point(|s| s.until + TimeDelta::days(1) < local);
        self.stretches[near..]
            .iter()
            .map(|s| (s, local - s.offset))
            .find(|(s, at)| s.from <= *at && *at < s.until)
            .map(|(_, at)| at)
    }
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn seconds(value: &Value) -> TimeDelta {
    TimeDelta::seconds(value.as_i64().unwrap())
}

fn local(text: &str) -> EventTime {
    let time: EventTime = text.parse().unwrap();
    assert!(matches!(time, EventTime::Local(_)), "{text} is not local");
    time
}

/// Every hour from 26 before to 26 after, and the minute and the second before and
/// after the middle.
fn around() -> impl Iterator<Item = TimeDelta> {
    let hours = (-26..=26).map(TimeDelta::hours);
    hours.chain([-60, -1, 1, 60].map(TimeDelta::seconds))
}

/// An engine whose only calendar is in this zone.
fn engine_in(zone: &str) -> Engine {
    let calendar = format!(
        "[calendar]\nid = \"there\"\ntitle = \"There\"\nzone = \"{zone}\"\n\
         from = \"1990-01-01\"\nto = \"2099-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n"
    );
    let calendar = Calendar::from_toml(&calendar, "there.toml").unwrap();
    engine(
        &one_clock("there", "within = \"1 hour\""),
        std::iter::once(calendar),
    )
}

/// A case in which the clock started then.
fn started(at: EventTime) -> Case {
    let mut case = Case::new("Z-1", "it");
    case.events.push(Event::new("it.started", at));
    case
}

/// The instant as an answer writes it: of the moment it is for, and of a clock
/// that started then.
fn written(engine: &Engine, at: DateTime<Utc>) -> (DateTime<FixedOffset>, DateTime<FixedOffset>) {
    let answer = engine
        .assess(&started(EventTime::Instant(at.fixed_offset())), at)
        .unwrap();
    (answer.as_of, answer.clocks[0].started.unwrap())
}

fn offset_of(time: DateTime<FixedOffset>) -> TimeDelta {
    TimeDelta::seconds(time.offset().local_minus_utc().into())
}

fn shown(resolved: &Result<DateTime<Utc>, Error>) -> String {
    match resolved {
        Ok(at) => at.to_string(),
        Err(error) => error.code().to_string(),
    }
}

/// Compares all there is about a zone, and says everything that differs.
fn agrees(name: &str, changes: usize) {
    let table = Table::read(name);
    let engine = engine_in(name);
    assert_eq!(table.changes().count(), changes, "{name}");

    // Far from any change too, lest there be one that the table does not have.
    let (first, last) = (&table.stretches[0], table.stretches.last().unwrap());
    let mut instants: BTreeSet<DateTime<Utc>> =
        std::iter::successors(Some(first.from), |at| Some(*at + TimeDelta::days(3)))
            .take_while(|at| *at < last.until)
            .collect();
    let mut locals = BTreeSet::new();
    for (at, before, after) in table.changes() {
        instants.extend(around().map(|by| at + by));
        // Around what the clock showed last, and around what it showed next:
        // between the two is what was skipped, or what came twice.
        let middle = (before + after) / 2;
        for shift in [before, middle, after] {
            locals.extend(around().map(|by| (at + shift + by).naive_utc()));
        }
    }
    locals.extend(
        instants
            .iter()
            .map(|at| (*at + table.offset_at(*at)).naive_utc())
            .filter(|local| first.from.naive_utc() <= *local),
    );

    let mut wrong = Vec::new();
    for at in instants {
        let expected = table.offset_at(at);
        let (as_of, started) = written(&engine, at);
        for (field, time) in [("as_of", as_of), ("started", started)] {
            if offset_of(time) != expected || time != at {
                wrong.push(format!(
                    "{name}: {at} is {time} as {field}, expected the offset {expected}"
                ));
            }
        }
    }
    let (mut missing, mut repeated) = (0, 0);
    for time in locals {
        let found = engine.instant(EventTime::Local(time));
        let expected = table.first_at(time);
        let right = match (&found, expected) {
            (Ok(found), Some(expected)) => *found == expected,
            (Err(error), None) => error.code() == Code::MissingTime,
            _ => false,
        };
        if !right {
            wrong.push(format!(
                "{name}: {time} is {}, expected {expected:?}",
                shown(&found)
            ));
        }
        missing += usize::from(expected.is_none());
        repeated += usize::from(expected.is_some_and(|at| {
            table
                .changes()
                .any(|(c, before, after)| at < c && c <= at + (before - after))
        }));
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    // The comparison is worth nothing if it never met the difficult times.
    assert!(missing >= changes / 2, "{name}: {missing} in gaps");
    assert!(repeated >= changes / 2, "{name}: {repeated} twice");
}

#[test]
fn london() {
    agrees("Europe/London", 220);
}

#[test]
fn dublin() {
    agrees("Europe/Dublin", 220);
}

#[test]
fn belfast() {
    agrees("Europe/Belfast", 220);
}

#[test]
fn utc() {
    agrees("UTC", 0);
}

#[test]
fn new_york() {
    agrees("America/New_York", 220);
}

#[test]
fn sydney() {
    agrees("Australia/Sydney", 220);
}

#[test]
fn sao_paulo() {
    agrees("America/Sao_Paulo", 59);
}

#[test]
fn lord_howe() {
    agrees("Australia/Lord_Howe", 220);
}

/// Both sides read one edition: a newer one needs a new file.
#[test]
fn one_edition() {
    let case = Case::new("Z-1", "it");
    let answer = engine_in("UTC")
        .assess(&case, instant("2026-01-01T00:00:00Z"))
        .unwrap();
    assert_eq!(answer.revisions.zones, Table::read("UTC").edition);
}

/// What no data covers is an error, not a guess; the days next to it are covered.
#[test]
fn outside_the_data() {
    for zone in ["Europe/London", "America/New_York", "Australia/Sydney"] {
        let engine = engine_in(zone);
        for time in ["1972-01-02T12:00", "2099-12-30T00:00", "2099-12-30T23:59"] {
            let found = engine.instant(local(time));
            assert!(found.is_ok(), "{zone}: {time} is {}", shown(&found));
        }
        for time in [
            "1969-07-01T12:00",
            "1969-12-31T00:00",
            "2100-01-02T00:00",
            "2100-07-01T12:00",
            "1969-12-31T23:59:59Z",
            "2100-01-01T00:00:00Z",
            "2100-01-02",
            "1969-12-31",
        ] {
            let time: EventTime = time.parse().unwrap();
            let found = engine.instant(time);
            assert_eq!(
                found.as_ref().map_err(Error::code),
                Err(Code::TimeRange),
                "{zone}: {time} is {}",
                shown(&found)
            );
            // Nor as an event of a case.
            let error = engine
                .assess(&started(time), instant("2099-12-30T00:00:00Z"))
                .unwrap_err();
            assert_eq!(error.code(), Code::TimeRange, "{zone}: {time}");
        }
        for as_of in ["1969-12-31T23:59:59Z", "2100-01-01T00:00:00Z"] {
            let error = engine
                .assess(&Case::new("Z-1", "it"), instant(as_of))
                .unwrap_err();
            assert_eq!(error.code(), Code::TimeRange, "{zone}: {as_of}");
        }
    }
}
