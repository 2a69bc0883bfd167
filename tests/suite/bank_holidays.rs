//! The shipped calendars against independent lists of bank holidays, day by day, and
//! their rules against their own published dates.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use dueby::Calendar;
use dueby_tests::read;
use serde_json::Value;

const NATIONS: [&str; 3] = ["england-and-wales", "scotland", "northern-ireland"];

fn shipped(id: &str) -> Calendar {
    dueby_rules::calendars()
        .unwrap()
        .into_iter()
        .find(|calendar| calendar.id() == id)
        .unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Against the package `holidays`, to the last year that a calendar knows: published
/// dates, and those made by rule.
#[test]
fn every_day_is_that_of_an_independent_list() {
    for nation in NATIONS {
        let list: Value =
            serde_json::from_str(&read(&format!("tests/vectors/bank-holidays-{nation}.json")))
                .unwrap();
        let calendar = shipped(nation);
        let (from, to) = calendar.span();
        assert_eq!(from.to_string(), list["from"].as_str().unwrap());
        assert_eq!(to.to_string(), list["to"].as_str().unwrap());
        let holidays = list["holidays"].as_object().unwrap();
        // Where the list is known to be wrong, with the reason beside it.
        let differences: BTreeMap<NaiveDate, bool> = list["differences"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                (
                    date(row["date"].as_str().unwrap()),
                    row["calendar"] == "open",
                )
            })
            .collect();
        let mut wrong = Vec::new();
        for day in days(from, to) {
            let listed = !weekend(day) && !holidays.contains_key(&day.to_string());
            let expected = differences.get(&day).copied().unwrap_or(listed);
            if calendar.is_working_day(day).unwrap() != expected {
                wrong.push(day);
            }
        }
        assert!(wrong.is_empty(), "{nation}: {wrong:?}");
    }
}

/// A day is off for freedom of information when it is in any nation.
#[test]
fn any_nation_is_any_nation() {
    let nations: Vec<Calendar> = NATIONS.iter().map(|nation| shipped(nation)).collect();
    let any = shipped("uk-any");
    let (from, to) = any.span();
    for day in days(from, to) {
        let all_work = nations.iter().all(|one| one.is_working_day(day).unwrap());
        assert_eq!(any.is_working_day(day).unwrap(), all_work, "{day}");
    }
    assert_eq!(
        any.why_off(date("2026-11-30")).unwrap(),
        "St Andrew's Day (Scotland)"
    );
    assert_eq!(any.why_off(date("2026-12-25")).unwrap(), "Christmas Day");
}

/// Christmas Eve is the difference: SSI 2002/316, regulation 2.
#[test]
fn scottish_social_housing_does_not_work_on_christmas_eve() {
    let (plain, social) = (shipped("scotland"), shipped("scotland-social-housing"));
    let (from, to) = social.span();
    for day in days(from, to) {
        let eve = (day.month(), day.day()) == (12, 24);
        let expected = plain.is_working_day(day).unwrap() && !eve;
        assert_eq!(social.is_working_day(day).unwrap(), expected, "{day}");
    }
}

/// The rules alone would give the published dates, but for the moved and one-off days
/// that the file lists in its table of differences.
#[test]
fn the_rules_give_the_published_dates_but_for_the_differences_listed() {
    for nation in NATIONS {
        let text = read(&format!("rules/calendars/{nation}.toml"));
        let published = text
            .lines()
            .find_map(|line| line.strip_prefix("published = "))
            .map(|line| date(line.trim_matches('"')))
            .unwrap();
        let mut alone = String::new();
        let mut dated = false;
        for line in text.lines() {
            if line.starts_with('[') {
                dated = line == "[holidays]" || line == "[projected]";
            }
            if !dated && !line.starts_with("published = ") {
                alone.push_str(line);
                alone.push('\n');
            }
        }
        let rules = Calendar::from_toml(&alone, nation).unwrap_or_else(|error| panic!("{error}"));
        let listed = shipped(nation);
        let (from, _) = listed.span();
        let found: Vec<(NaiveDate, bool)> = days(from, published)
            .filter_map(|day| {
                let works = listed.is_working_day(day).unwrap();
                (rules.is_working_day(day).unwrap() != works).then_some((day, works))
            })
            .collect();
        let told: Vec<(NaiveDate, bool)> = text
            .lines()
            .filter_map(|line| {
                let mut cells = line.strip_prefix("# |")?.split('|').map(str::trim);
                let day = cells.next()?.parse().ok()?;
                let (_, listed) = (cells.next()?, cells.next()?);
                Some((day, listed == "open"))
            })
            .collect();
        assert_eq!(found, told, "{nation}");
        assert!(!told.is_empty());
    }
}

/// The moved and one-off days, each from its proclamation.
#[test]
fn moved_and_one_off_days() {
    let england = shipped("england-and-wales");
    for (day, working) in [
        // 2012: the spring holiday moved to 4 June, with the Diamond Jubilee after it.
        ("2012-05-28", true),
        ("2012-06-04", false),
        ("2012-06-05", false),
        // 2020: the early May holiday moved to VE day.
        ("2020-05-04", true),
        ("2020-05-08", false),
        // 2022: the spring holiday moved to 2 June, with the Platinum Jubilee after it.
        ("2022-05-30", true),
        ("2022-06-02", false),
        ("2022-06-03", false),
        // 2022: the State Funeral. 2023: the Coronation.
        ("2022-09-19", false),
        ("2023-05-08", false),
    ] {
        assert_eq!(england.is_working_day(date(day)).unwrap(), working, "{day}");
    }
    // Scotland alone, and so freedom of information everywhere.
    let extra = date("2026-06-15");
    assert!(england.is_working_day(extra).unwrap());
    assert!(!shipped("scotland").is_working_day(extra).unwrap());
    assert!(!shipped("uk-any").is_working_day(extra).unwrap());
}

/// Holidays by rule where the law's words were worked by hand: 2 January 2023 is its
/// own holiday and 3 January the substitute; 30 November 2025 is a Sunday, and the
/// holiday the first Monday after.
#[test]
fn substitutes_by_statute() {
    let scotland = shipped("scotland");
    for day in ["2023-01-02", "2023-01-03", "2025-12-01"] {
        assert!(!scotland.is_working_day(date(day)).unwrap(), "{day}");
    }
}
