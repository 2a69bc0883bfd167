//! Which edges the law of a pack makes, and whether a story beside it stands on each.
//!
//! What counts working days has to be seen over Christmas and from a weekend; months at the
//! end of one that is too short, and dates that nothing rolls on a weekend; a season on both
//! sides of each end; a law with a first day on that day and before it. The stories of all
//! versions of a pack count together: a change of law is between two of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use dueby_tests::read;
use toml::{Table, Value};

use crate::read::{pack, tables};

#[test]
fn every_edge_that_a_law_makes_has_a_story() {
    let laws = || {
        dueby_rules::PACKS
            .iter()
            .filter(|one| !one.id.starts_with("landlords/"))
    };
    let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
    for shipped in laws() {
        let stories: Table = read(&format!("rules/{}.scenarios.toml", shipped.name()))
            .parse()
            .unwrap();
        seen.entry(shipped.id).or_default().add(&stories);
    }
    let mut missing = BTreeSet::new();
    let mut number = 0;
    for shipped in laws() {
        let told = seen[shipped.id].edges();
        for edge in edges(&pack(&shipped.name()).unwrap()) {
            number += 1;
            let there = match &edge.day {
                Some(day) => day.is_in(&seen[shipped.id]),
                None => told.contains(&edge.name),
            };
            if !there {
                missing.insert(format!("{}: {}", shipped.id, edge.name));
            }
        }
    }
    assert!(number > 50, "only {number} edges");
    let missing: Vec<String> = missing.into_iter().collect();
    assert!(
        missing.is_empty(),
        "no story is told of\n{}",
        missing.join("\n")
    );
}

const CHRISTMAS: &str = "a count of working days over Christmas";
const WEEKEND: &str = "a start at a weekend";
const SHORT: &str = "the last day of a month that is too short";
const STAYS: &str = "a last day at a weekend, which stays";

/// An edge, with the day that has to be in a story where it is a matter of days.
struct Made {
    name: String,
    day: Option<Day>,
}

enum Day {
    /// This date.
    On(NaiveDate),
    /// One of the ten days before this date.
    Before(NaiveDate),
    /// This day of any year.
    Yearly(u32, u32),
}

impl Day {
    fn is_in(&self, seen: &Seen) -> bool {
        seen.dates.iter().any(|date| match self {
            Day::On(day) => date == day,
            Day::Before(day) => (1..=10).contains(&(*day - *date).num_days()),
            Day::Yearly(month, day) => (date.month(), date.day()) == (*month, *day),
        })
    }
}

/// The edges that a pack makes.
fn edges(pack: &Table) -> Vec<Made> {
    let mut found = Vec::new();
    let mut add = |name: &str, day| {
        found.push(Made {
            name: name.to_owned(),
            day,
        })
    };
    for clock in tables(pack, "clock").chain(tables(pack, "right")) {
        let mut limits = Vec::new();
        for field in ["within", "not-before"] {
            texts(clock.get(field), &mut limits);
        }
        let any = |part: &str| limits.iter().any(|limit| limit.contains(part));
        if any("working day") {
            add(CHRISTMAS, None);
            add(WEEKEND, None);
        }
        if any("month") || any("year") {
            add(SHORT, None);
        }
        let rolls = clock
            .get("counting")
            .is_some_and(|counting| counting.get("roll").is_some());
        let civil = |limit: &&str| {
            ["day", "week", "month", "year"]
                .iter()
                .any(|unit| limit.contains(unit))
                && !limit.contains("working")
        };
        if !rolls && limits.iter().any(civil) {
            add(STAYS, None);
        }
    }
    if let Some(from) = pack["pack"]
        .get("governs")
        .and_then(|governs| governs.get("from"))
    {
        let from: NaiveDate = from.as_str().unwrap().parse().unwrap();
        add(&format!("the first day, {from}"), Some(Day::On(from)));
        add(
            &format!("a day before the first, {from}"),
            Some(Day::Before(from)),
        );
    }
    let mut seasons = BTreeSet::new();
    season(&Value::Table(pack.clone()), &mut seasons);
    for (from, until) in seasons {
        let days = [from.pred_opt(), Some(from), Some(until), until.succ_opt()];
        for day in days.map(Option::unwrap) {
            let name = format!("the edge of a season, {}", day.format("%-d %B"));
            add(&name, Some(Day::Yearly(day.month(), day.day())));
        }
    }
    found
}

/// The allowances that stand in a value: those of its rows too, but no words and no conditions.
fn texts<'v>(value: Option<&'v Value>, found: &mut Vec<&'v str>) {
    match value {
        Some(Value::String(text)) => found.push(text),
        Some(Value::Array(all)) => all.iter().for_each(|one| texts(Some(one), found)),
        Some(Value::Table(table)) => {
            let skipped = ["by", "parameter", "when", "open"];
            for (name, one) in table {
                if !skipped.contains(&name.as_str()) {
                    texts(Some(one), found);
                }
            }
        }
        _ => {}
    }
}

/// The times of year that conditions compare with, in a year without a leap day.
fn season(value: &Value, found: &mut BTreeSet<(NaiveDate, NaiveDate)>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| season(one, found)),
        Value::Table(table) => {
            let day = |end: &str| {
                let text = table.get(end)?.as_str()?;
                NaiveDate::parse_from_str(&format!("{text} 2025"), "%d %B %Y").ok()
            };
            if let (Some(from), Some(until)) = (day("from"), day("until")) {
                found.insert((from, until));
            }
            table.iter().for_each(|(_, one)| season(one, found));
        }
        _ => {}
    }
}

/// What stories have: all dates of events and of what the cases say, and for each expected
/// last day the dates of the events of its story.
#[derive(Default)]
struct Seen {
    dates: BTreeSet<NaiveDate>,
    starts: BTreeSet<NaiveDate>,
    spans: Vec<(NaiveDate, NaiveDate)>,
}

impl Seen {
    fn add(&mut self, stories: &Table) {
        for story in tables(stories, "scenario") {
            let mut starts: Vec<NaiveDate> = Vec::new();
            for event in tables(story, "event") {
                starts.extend(date(&event["at"]));
                attributes(event.get("set"), &mut self.dates);
            }
            attributes(story.get("attributes"), &mut self.dates);
            self.dates.extend(&starts);
            self.starts.extend(&starts);
            for expected in tables(story, "expect") {
                for field in ["due", "open-until", "not-before"] {
                    let Some(last) = expected.get(field).and_then(date) else {
                        continue;
                    };
                    let before = starts.iter().filter(|start| **start <= last);
                    self.spans.extend(before.map(|start| (*start, last)));
                }
            }
        }
    }

    fn edges(&self) -> Vec<String> {
        let weekend = |date: &NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let christmas = |(start, last): &(NaiveDate, NaiveDate)| {
            let eve = NaiveDate::from_ymd_opt(start.year(), 12, 24).unwrap();
            *start <= eve && *last > eve + chrono::Days::new(2)
        };
        let short = |(start, last): &(NaiveDate, NaiveDate)| {
            last.succ_opt().unwrap().day() == 1 && start.day() > last.day()
        };
        let mut found = Vec::new();
        for (edge, told) in [
            (CHRISTMAS, self.spans.iter().any(christmas)),
            (WEEKEND, self.starts.iter().any(weekend)),
            (SHORT, self.spans.iter().any(short)),
            (STAYS, self.spans.iter().any(|(_, last)| weekend(last))),
        ] {
            if told {
                found.push(edge.to_owned());
            }
        }
        found
    }
}

fn date(value: &Value) -> Option<NaiveDate> {
    value.as_str()?.get(..10)?.parse().ok()
}

fn attributes(set: Option<&Value>, found: &mut BTreeSet<NaiveDate>) {
    let all = set.and_then(Value::as_table).into_iter().flatten();
    found.extend(all.filter_map(|(_, value)| date(value)));
}
