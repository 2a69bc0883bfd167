//! `due` recomputed from the explanation alone, as another program would that has
//! nothing but the JSON: no calendar, no engine, no zone data.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use dueby::{Accept, Case, Options};
use dueby_tests::{engine, one_clock, read};
use proptest::prelude::*;
use serde_json::{Value, json};

fn date(value: &Value) -> NaiveDate {
    value.as_str().unwrap().parse().unwrap()
}

fn instant(value: &Value) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap()
}

/// The last Sunday of a month, 01:00 UTC: when British clocks change.
fn change(year: i32, month: u32) -> DateTime<Utc> {
    use chrono::Datelike;
    let mut day = NaiveDate::from_ymd_opt(year, month, 31).unwrap();
    while day.weekday() != chrono::Weekday::Sun {
        day = day.pred_opt().unwrap();
    }
    day.and_hms_opt(1, 0, 0).unwrap().and_utc()
}

/// The last millisecond of a date in London, by the rule in force since 1996.
fn end_of_day_in_london(date: NaiveDate) -> DateTime<Utc> {
    use chrono::Datelike;
    let midnight = date
        .succ_opt()
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc();
    let summer = change(date.year(), 3) < midnight && midnight <= change(date.year(), 10);
    let hour = if summer { 1 } else { 0 };
    midnight - TimeDelta::hours(hour) - TimeDelta::milliseconds(1)
}

/// What `allowance` says, as a number of its units.
fn number(allowance: &Value) -> i64 {
    let text = allowance.as_str().unwrap();
    text.split(' ').next().unwrap().parse().unwrap()
}

/// A sum of hours, minutes and seconds in milliseconds.
fn millis(allowance: &Value) -> i64 {
    let words: Vec<&str> = allowance.as_str().unwrap().split(' ').collect();
    let mut sum = 0;
    let mut index = 0;
    while index < words.len() {
        let count: f64 = words[index].parse().unwrap();
        index += 1;
        if words[index] == "working" {
            index += 1;
        }
        let size = match words[index].trim_end_matches('s') {
            "hour" => 3_600_000.0,
            "minute" => 60_000.0,
            "second" => 1_000.0,
            other => panic!("{other}"),
        };
        sum += (count * size).round() as i64;
        index += 1;
    }
    sum
}

/// The deadline that the entries say: of two limits, the one that the rule says governs.
fn recompute(entries: &[Value]) -> DateTime<Utc> {
    let ends: Vec<usize> = (0..entries.len())
        .filter(|index| entries[*index]["step"] == "limit")
        .collect();
    let [first, second] = ends[..] else {
        assert!(ends.is_empty());
        return recompute_one(entries);
    };
    let begun = entries.iter().position(|entry| entry["step"] == "started");
    let begun = begun.unwrap() + 1;
    let one = |from: usize, limit: usize| {
        let mut alone = entries[..begun].to_vec();
        alone[0]["within"] = entries[limit]["within"].clone();
        alone.extend_from_slice(&entries[from..limit]);
        alone.push(json!({"step": "due", "ends": entries[limit]["ends"]}));
        alone.retain(|entry| entry["step"] != "extended");
        let due = recompute_one(&alone);
        assert_eq!(due, instant(&entries[limit]["at"]));
        due
    };
    let (first, second) = (one(begun, first), one(first + 1, second));
    let rule = entries[0]["within"].as_str().unwrap();
    if rule.ends_with("whichever is earlier") {
        first.min(second)
    } else {
        assert!(rule.ends_with("whichever is later"));
        first.max(second)
    }
}

/// The deadline that the entries of one limit say, checked to add up on the way.
fn recompute_one(entries: &[Value]) -> DateTime<Utc> {
    let find = |step: &str| entries.iter().find(|entry| entry["step"] == step);
    let rule = find("rule").unwrap();
    assert_eq!(rule["zone"], "Europe/London");
    let within = entries
        .iter()
        .rfind(|entry| entry["step"] == "extended")
        .map_or(&rule["within"], |extended| &extended["within"]);
    let ends = &find("due").unwrap()["ends"];
    if ends.is_null() {
        let started = find("anew").or_else(|| find("started")).unwrap();
        let mut reached = started["at"].as_str().map(|_| instant(&started["at"]));
        let mut total = 0;
        for entry in entries {
            match entry["step"].as_str().unwrap() {
                "counted-time" => {
                    let (from, to) = (instant(&entry["from"]), instant(&entry["to"]));
                    assert!(reached.is_none_or(|reached| from >= reached));
                    let time = (to - from).num_milliseconds();
                    assert_eq!(time, millis(&entry["time"]));
                    total += time;
                    reached = Some(to);
                }
                "paused-time" => {
                    let from = instant(&entry["from"]);
                    assert!(reached.is_none_or(|reached| from >= reached));
                    reached = Some(instant(&entry["to"]));
                }
                _ => {}
            }
        }
        assert_eq!(total, millis(within), "{entries:#?}");
        return reached.unwrap().to_utc();
    }
    let started = find("anew").or_else(|| find("started")).unwrap();
    let mut reached = date(&started["date"]);
    if let Some(received) = find("received") {
        reached = date(&received["date"]);
    }
    let mut next = None;
    let mut total = 0;
    let mut lost = 0;
    let mut months = 0;
    for entry in entries {
        let step = entry["step"].as_str().unwrap();
        match step {
            "not-counted" => {
                assert_eq!(date(&entry["from"]), reached);
                next = date(&entry["to"]).succ_opt();
            }
            "counted" | "skipped" | "paused" => {
                let (from, to) = (date(&entry["from"]), date(&entry["to"]));
                if months == 0 {
                    assert_eq!(from, next.unwrap_or(reached), "a gap before {entry}");
                    next = to.succ_opt();
                }
                let days = (to - from).num_days() + 1;
                match step {
                    "counted" => {
                        assert_eq!(days, entry["days"].as_i64().unwrap());
                        total += days;
                        assert_eq!(total, entry["total"].as_i64().unwrap());
                        reached = to;
                    }
                    "paused" => lost += days,
                    _ => {}
                }
            }
            "counted-months" => {
                assert_eq!(date(&entry["from"]), reached);
                months = entry["months"].as_i64().unwrap();
                let span = chrono::Months::new(u32::try_from(months).unwrap());
                assert_eq!(
                    date(&entry["to"]),
                    reached.checked_add_months(span).unwrap()
                );
                reached = date(&entry["to"]);
            }
            "moved" => {
                assert_eq!(entry["days"].as_i64().unwrap(), lost);
                assert_eq!(date(&entry["from"]), reached);
                reached += TimeDelta::days(lost);
            }
            "rolled" => {
                assert_eq!(date(&entry["from"]), reached);
                reached = date(&entry["to"]);
            }
            _ => {}
        }
    }
    let text = within.as_str().unwrap();
    let counted = match (text.contains("week"), text.contains("year")) {
        (true, _) => number(within) * 7,
        (_, true) => number(within) * 12,
        _ => number(within),
    };
    assert_eq!(
        if months > 0 { months } else { total },
        counted,
        "{entries:#?}"
    );
    if ends == "day before" {
        reached = reached.pred_opt().unwrap();
    }
    end_of_day_in_london(reached)
}

fn check(rest: &str, start: &str, events: &[(String, String)]) {
    let engine = engine(&one_clock("england-and-wales", rest), None);
    let mut case = Case::new("E-1", "it")
        .with_event("it.started", start)
        .unwrap();
    for (event, at) in events {
        case = case.with_event(event, at).unwrap();
    }
    let options = Options::default().accept(Accept::all());
    let as_of = "2028-12-01T00:00:00Z".parse().unwrap();
    let answer = engine.assess_with(&case, as_of, &options).unwrap();
    let answer = serde_json::to_value(&answer).unwrap();
    let clock = &answer["clocks"][0];
    let due = clock["due"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer:#}"));
    let entries = clock["explanation"].as_array().unwrap();
    assert_eq!(
        recompute(entries),
        DateTime::parse_from_rfc3339(due).unwrap(),
        "{rest} from {start} with {events:?}"
    );
}

/// A time in 2015 to 2027 that exists in London: never between one and two at night.
fn time() -> impl Strategy<Value = chrono::NaiveDateTime> {
    (0i64..4700, 2u32..24, 0u32..60).prop_map(|(days, hour, minute)| {
        (NaiveDate::from_ymd_opt(2015, 1, 1).unwrap() + TimeDelta::days(days))
            .and_hms_opt(hour, minute, 0)
            .unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn due_follows_from_the_explanation_alone(
        start in time(),
        date_only in any::<bool>(),
        count in 1u32..60,
        unit in prop::sample::select(vec!["working days", "days", "weeks", "hours", "minutes", "working hours", "months"]),
        begins in prop::sample::select(vec!["the day after", "with the day"]),
        off_day in prop::sample::select(vec!["stays", "next working day", "previous working day", "second working day"]),
        roll in prop::sample::select(vec!["none", "next working day", "previous working day", "next working day in the month"]),
        pause_days in prop::sample::select(vec!["resumption day counts", "both ends"]),
        cut_off in any::<bool>(),
        ends in prop::sample::select(vec!["end of day", "day before"]),
        other in prop::option::of(prop::sample::select(vec![
            "20 days, whichever is earlier", "15 working days, whichever is later",
            "100 hours, whichever is earlier", "30 working hours, whichever is later",
        ])),
        gaps in prop::collection::vec((1i64..20_000, 1i64..20_000), 0..3),
    ) {
        // A month that begins with the day ends a day earlier; the reader above
        // knows the corresponding date alone.
        let begins = if unit == "months" { "the day after" } else { begins };
        let count = if unit == "months" { count % 12 + 1 } else { count };
        let mut rest = format!("within = \"{count} {unit}{}\"\npauses = {{ from = \"it.paused\", until = \"it.resumed\" }}\n", other.map_or(String::new(), |other| format!(" or {other}")));
        let hours = |unit: &str| unit.contains("hours") || unit.contains("minutes");
        if !hours(unit) || other.is_some_and(|other| !hours(other)) {
            rest.push_str(&format!(
                "counting = {{ begins = \"{begins}\", received-off-day = \"{off_day}\", roll = \"{roll}\", pause-days = \"{pause_days}\", ends = \"{ends}\"{} }}\n",
                if cut_off { ", cut-off = \"16:00\"" } else { "" }
            ));
        }
        let written = |time: chrono::NaiveDateTime| {
            if date_only { time.format("%Y-%m-%d").to_string() } else { time.format("%Y-%m-%dT%H:%M:%S").to_string() }
        };
        let mut events = Vec::new();
        let mut at = start;
        for (run, pause) in gaps {
            at += TimeDelta::minutes(run);
            let paused = at;
            at += TimeDelta::minutes(pause);
            // Away from the hour that the clocks skip.
            let safe = |time: chrono::NaiveDateTime| time.date().and_hms_opt(12, chrono::Timelike::minute(&time), 0).unwrap();
            let paused = safe(paused).max(start);
            at = safe(at).max(paused + TimeDelta::hours(1));
            events.push(("it.paused".to_owned(), written(paused)));
            events.push(("it.resumed".to_owned(), written(at)));
        }
        check(&rest, &written(start), &events);
    }
}

#[test]
fn extended() {
    check(
        "within = \"10 working days\"\nextension = { on = \"it.extended\", by = \"10 working days\" }\n",
        "2025-12-01T10:00",
        &[("it.extended".to_owned(), "2025-12-10T10:00".to_owned())],
    );
}

/// Whether a date is worked in England and Wales, by the bank holidays of another library.
fn works(date: NaiveDate) -> bool {
    use chrono::Datelike;
    use std::sync::LazyLock;
    static HOLIDAYS: LazyLock<Vec<NaiveDate>> = LazyLock::new(|| {
        let text = read("tests/vectors/bank-holidays-england-and-wales.json");
        let listed: Value = serde_json::from_str(&text).unwrap();
        let holidays = listed["holidays"].as_object().unwrap();
        holidays.keys().map(|day| day.parse().unwrap()).collect()
    });
    date.weekday().num_days_from_monday() < 5 && !HOLIDAYS.contains(&date)
}

fn step(date: NaiveDate, forwards: bool) -> NaiveDate {
    date + TimeDelta::days(if forwards { 1 } else { -1 })
}

/// Date by date, as on a wall calendar: so many `unit`s from a date, and what the options make
/// of it.
fn on_a_wall_calendar(
    given: NaiveDate,
    (amount, unit, after): (u32, &str, bool),
    (with_the_day, off_day, rolls_back): (bool, Option<bool>, bool),
) -> NaiveDate {
    use chrono::Datelike;
    let mut from = given;
    if let Some(forwards) = off_day {
        while !works(from) {
            from = step(from, forwards);
        }
    }
    let mut reached = if unit.starts_with("month") {
        let months = chrono::Months::new(amount);
        let corresponding = if after { from + months } else { from - months };
        match (with_the_day, after) {
            (false, _) => corresponding,
            // A period ends on the day before the date of the same number, or with the month
            // that has none.
            (true, true) if corresponding.day() == from.day() => step(corresponding, false),
            (true, true) => corresponding,
            (true, false) => step(corresponding, true),
        }
    } else {
        let mut day = if with_the_day {
            from
        } else {
            step(from, after)
        };
        let mut counted = 0;
        loop {
            counted += u32::from(unit.starts_with("day") || works(day));
            if counted == amount {
                break day;
            }
            day = step(day, after);
        }
    };
    while rolls_back && !works(reached) {
        reached = step(reached, false);
    }
    reached
}

/// The date that a lead and what follows it lead to, from the explanation alone.
fn recompute_lead(entries: &[Value]) -> NaiveDate {
    let lead = entries
        .iter()
        .find(|entry| entry["step"] == "lead")
        .unwrap();
    let forwards = lead["side"] == "after";
    let mut reached = date(&lead["date"]);
    let mut next = None;
    let mut counted = 0;
    for entry in entries.iter().skip_while(|entry| entry["step"] != "lead") {
        // Of a span of dates, the one that the count meets first.
        let (first, last) = if forwards {
            ("from", "to")
        } else {
            ("to", "from")
        };
        match entry["step"].as_str().unwrap() {
            "received" => reached = date(&entry["date"]),
            "rolled" => {
                assert_eq!(date(&entry["from"]), reached);
                reached = date(&entry["to"]);
            }
            "not-counted" => {
                assert_eq!(date(&entry[first]), reached);
                next = Some(step(date(&entry[last]), forwards));
            }
            "counted" | "skipped" => {
                assert_eq!(
                    date(&entry[first]),
                    next.unwrap_or(reached),
                    "a gap: {entry}"
                );
                next = Some(step(date(&entry[last]), forwards));
                if entry["step"] == "counted" {
                    counted += entry["days"].as_i64().unwrap();
                    assert_eq!(counted, entry["total"].as_i64().unwrap());
                    reached = date(&entry[last]);
                }
            }
            "counted-months" => {
                assert_eq!(date(&entry["from"]), reached);
                assert_eq!(entry["months"].as_i64().unwrap(), number(&lead["by"]));
                reached = date(&entry["to"]);
            }
            _ => {}
        }
    }
    assert!(counted == 0 || counted == number(&lead["by"]));
    reached
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A due before or after a date is the one of a wall calendar, and its explanation says so.
    #[test]
    fn before_and_after_a_date(
        given in 0i64..2600,
        amount in 1u32..30,
        unit in prop::sample::select(vec!["days", "months", "working days"]),
        after in any::<bool>(),
        with_the_day in any::<bool>(),
        off_day in prop::option::of(any::<bool>()),
        rolls_back in any::<bool>(),
    ) {
        let given = NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + TimeDelta::days(given);
        let amount = if unit == "months" { amount % 6 + 1 } else { amount };
        let begins = if with_the_day { "with the day" } else { "the day after" };
        let off = match off_day {
            None => "stays",
            Some(true) => "next working day",
            Some(false) => "previous working day",
        };
        let roll = if rolls_back { "previous working day" } else { "none" };
        let side = if after { "after" } else { "before" };
        let rest = format!(
            "due = {{ attribute = \"given\", {side} = \"{amount} {unit}\" }}\n\
             counting = {{ begins = \"{begins}\", received-off-day = \"{off}\", roll = \"{roll}\" }}"
        );
        let engine = engine(&one_clock("england-and-wales", &rest), None);
        let case = Case::new("E-2", "it").with_attribute("given", given.to_string().as_str());
        let case = case.with_event("it.started", "2018-06-01T09:00").unwrap();
        let answer = engine.assess(&case, "2019-01-01T00:00:00Z".parse().unwrap()).unwrap();
        let expected = on_a_wall_calendar(given, (amount, unit, after), (with_the_day, off_day, rolls_back));
        prop_assert_eq!(answer.clocks[0].due_date, Some(expected), "{} from {}", rest, given);
        let answer = serde_json::to_value(&answer).unwrap();
        let entries = answer["clocks"][0]["explanation"].as_array().unwrap();
        prop_assert_eq!(recompute_lead(entries), expected, "{:#?}", entries);
        prop_assert_eq!(date(&entries.last().unwrap()["date"]), expected);
    }
}

/// By hand: Easter Monday is 6 April 2026, so that Thursday the 2nd is the first working day
/// before Tuesday the 7th.
#[test]
fn a_lead_is_told() {
    let rest = "due = { attribute = \"visit\", before = \"2 working days\" }";
    let engine = engine(&one_clock("england-and-wales", rest), None);
    let case = Case::new("E-3", "it").with_attribute("visit", "2026-04-07");
    let case = case.with_event("it.started", "2026-03-02T09:00").unwrap();
    let answer = engine.assess(&case, "2026-03-02T09:00:00Z".parse().unwrap());
    let answer = answer.unwrap();
    let texts: Vec<String> = answer.clocks[0]
        .explanation
        .iter()
        .map(|one| one.text())
        .collect();
    assert_eq!(
        texts,
        [
            "rule it of tried: due on Wed 1 Apr 2026 because visit is 2026-04-07; calendar england-and-wales",
            "it.started on Mon 2 Mar 2026 09:00",
            "visit is Tue 7 Apr 2026: 2 working days before it",
            "Tue 7 Apr 2026 not counted: the count goes back from the day before",
            "Mon 6 Apr 2026 skipped: Easter Monday",
            "Sat 4 to Sun 5 Apr 2026 skipped",
            "Fri 3 Apr 2026 skipped: Good Friday",
            "Wed 1 to Thu 2 Apr 2026 are working days 1 to 2",
            "due by the end of Wed 1 Apr 2026",
        ]
    );
}
