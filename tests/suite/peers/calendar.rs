//! A case's calendar, in the words of dueby.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use crate::{FIRST, LAST};

pub(crate) fn head(zone: &str) -> String {
    format!(
        "[calendar]\nid = \"peer\"\ntitle = \"Peer\"\nzone = \"{zone}\"\nfrom = \"{FIRST}\"\nto = \"{LAST}\"\n"
    )
}

/// Hours as both sides write them, in minutes after midnight.
pub(crate) type Hours = Vec<(u32, u32)>;

pub(crate) fn hours(given: &Value) -> Hours {
    let minutes = |text: &Value| {
        let (hour, minute) = text.as_str().unwrap().split_once(':').unwrap();
        hour.parse::<u32>().unwrap() * 60 + minute.parse::<u32>().unwrap()
    };
    let mut hours: Hours = given
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (minutes(&pair[0]), minutes(&pair[1])))
        .collect();
    hours.sort();
    hours
}

pub(crate) fn without(hours: Hours, breaks: &Hours) -> Hours {
    breaks.iter().fold(hours, |hours, (from, until)| {
        hours
            .iter()
            .flat_map(|(open, close)| [(*open, *from.min(close)), (*until.max(open), *close)])
            .filter(|(open, close)| open < close)
            .collect()
    })
}

pub(crate) fn written(hours: &Hours) -> String {
    if hours.is_empty() {
        return "\"closed\"".to_owned();
    }
    let windows: Vec<String> = hours
        .iter()
        .map(|(open, close)| {
            let (from, until) = (open / 60, close / 60);
            format!("{from:02}:{:02}-{until:02}:{:02}", open % 60, close % 60)
        })
        .collect();
    format!("\"{}\"", windows.join(", "))
}

/// The case's calendar as a text of dueby's. Where a date has hours of its own they
/// replace the week's, a break cuts what there is, and a holiday closes all of it.
pub(crate) fn calendar_text(given: &Value) -> String {
    let week = |date: &str| {
        let date: NaiveDate = date.parse().unwrap();
        hours(&given["weekly"][date.format("%a").to_string().to_lowercase()])
    };
    let mut text = head(given["tz"].as_str().unwrap()) + "[hours]\n";
    for (day, windows) in given["weekly"].as_object().unwrap() {
        text.push_str(&format!("{day} = {}\n", written(&hours(windows))));
    }
    let mut holidays: Vec<&str> = strings(&given["holidays"]);
    // numpy takes a holiday that is listed twice, TOML has no key twice.
    holidays.sort();
    holidays.dedup();
    text.push_str("[holidays]\n");
    for date in &holidays {
        text.push_str(&format!("{date} = \"Holiday\"\n"));
    }
    let mut dates: BTreeMap<&str, Hours> = BTreeMap::new();
    if let Some(overrides) = given["overrides"].as_object() {
        for (date, windows) in overrides {
            dates.insert(date, hours(windows));
        }
    }
    if let Some(breaks) = given["breaks"].as_object() {
        for (date, windows) in breaks {
            let open = dates.remove(date.as_str()).unwrap_or_else(|| week(date));
            dates.insert(date, without(open, &hours(windows)));
        }
    }
    text.push_str("[dates]\n");
    for (date, windows) in dates.iter().filter(|(date, _)| !holidays.contains(date)) {
        text.push_str(&format!("{date} = {}\n", written(windows)));
    }
    for day in strings(&given["annual_holidays"]) {
        let day: NaiveDate = format!("2000-{day}").parse().unwrap();
        let day = day.format("%-d %B");
        text.push_str(&format!(
            "[[closure]]\nname = \"Holiday\"\nfrom = \"{day}\"\nto = \"{day}\"\n"
        ));
    }
    text
}

pub(crate) fn strings(given: &Value) -> Vec<&str> {
    let given = given.as_array().map_or(&[][..], Vec::as_slice);
    given.iter().map(|text| text.as_str().unwrap()).collect()
}
