//! Laws that hold for any history: tried with random events on a pack that uses
//! every transition.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dueby::{Accept, Calendar, Case, Engine, Options, Pack, StepState};
use dueby_tests::engine;
use proptest::prelude::*;
use serde_json::Value;

const RULES: &str = include_str!("laws.toml");

const EVENTS: &[&str] = &[
    "repair.reported",
    "repair.reopened",
    "repair.completed",
    "repair.made-safe",
    "repair.cancelled",
    "repair.extended",
    "access.refused",
    "access.given",
    "parts.ordered",
    "parts.arrived",
    "repair.taken-on",
    "nobody.knows",
    "step.sent",
    "step.acknowledged",
];

/// Steps that the host may report, and one that there is not.
const STEPS: &[&str] = &[
    "L-1/laws/held/1/held/1",
    "L-1/laws/held/1/held/2",
    "L-1/laws/held/1/held/2.2",
    "L-1/laws/held/1/held/3",
    "L-1/laws/held/1/held/4",
    "L-1/laws/held/1/held/4.3",
    "L-1/laws/held/2/held/1",
    "L-1/laws/step-by-step/1/step-by-step/1",
    "L-1/laws/step-by-step/1/step-by-step/1.2",
    "L-1/laws/step-by-step/1/step-by-step/2",
    "L-1/laws/days/1/ladder/4",
    "L-1/laws/days/1/ladder/9",
];

fn rules() -> Engine {
    engine(RULES, None)
}

/// Events over six weeks around Christmas or Easter, to the quarter of an hour so
/// that some fall together; some by their date alone, some recorded late.
fn event() -> impl Strategy<Value = Value> {
    (
        prop::sample::select(EVENTS),
        0i64..42 * 96,
        0u8..4,
        prop::option::of(0i64..10 * 96),
        attributes(),
        prop::sample::select(STEPS),
    )
        .prop_map(|(event, quarter, precision, recorded, set, step)| {
            let at = start() + TimeDelta::minutes(15 * quarter);
            let mut happened = serde_json::json!({
                "event": event,
                "at": if precision == 0 {
                    at.format("%Y-%m-%d").to_string()
                } else {
                    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
                },
            });
            if let Some(quarters) = recorded {
                let recorded = at + TimeDelta::minutes(15 * quarters);
                happened["recorded_at"] = recorded.format("%Y-%m-%dT%H:%M:%SZ").to_string().into();
            }
            if event.starts_with("step.") {
                happened["step"] = step.into();
                return happened;
            }
            if set.as_object().is_some_and(|set| !set.is_empty()) {
                happened["set"] = set;
            }
            happened
        })
}

/// What an event sets, if anything; now and then a value that cannot be compared.
fn attributes() -> impl Strategy<Value = Value> {
    (
        prop::option::weighted(0.1, prop::sample::select(vec!["urgent", "routine", "low"])),
        prop::option::weighted(0.3, prop::sample::select(vec!["tenant", "landlord"])),
        prop::option::weighted(
            0.2,
            prop_oneof![(1i64..6).prop_map(Value::from), Just("many".into())],
        ),
        prop::option::weighted(
            0.2,
            prop::sample::select(vec!["2026-03-20", "2026-04-05", "31-4-26"]),
        ),
        prop::option::weighted(0.3, (0i64..45 * 24, 0i64..30)),
    )
        .prop_map(|(priority, by, rooms, visit, window)| {
            let mut set = serde_json::Map::new();
            set.extend(priority.map(|priority| ("priority".to_owned(), priority.into())));
            set.extend(by.map(|by| ("by".to_owned(), by.into())));
            set.extend(rooms.map(|rooms| ("rooms".to_owned(), rooms)));
            set.extend(visit.map(|visit| ("visit".to_owned(), visit.into())));
            if let Some((from, hours)) = window {
                let at = |hours| start() + TimeDelta::hours(hours);
                let from_text = at(from).format("%Y-%m-%dT%H:%M:%SZ").to_string();
                // By its date alone, or by the hour, now and then before it begins.
                let until = if hours % 3 == 0 {
                    at(from + hours).format("%Y-%m-%d").to_string()
                } else {
                    at(from + hours).format("%Y-%m-%dT%H:%M:%SZ").to_string()
                };
                set.insert("from".to_owned(), from_text.into());
                set.insert("until".to_owned(), until.into());
            }
            set.into()
        })
}

fn start() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 3, 9)
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc()
}

fn history() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(event(), 0..12)
}

fn case(events: &[Value]) -> Case {
    let case = serde_json::json!({
        "case": "L-1", "kind": "repair", "attributes": {"priority": "urgent"}, "events": events,
    });
    Case::from_json(&case.to_string(), "case").unwrap()
}

fn ask(engine: &Engine, case: &Case, as_of: DateTime<Utc>, options: &Options) -> Value {
    serde_json::to_value(engine.assess_with(case, as_of, options).unwrap()).unwrap()
}

/// The answer without what passes with time alone.
fn still(mut answer: Value) -> Value {
    answer["as_of"] = Value::Null;
    for clock in answer["clocks"].as_array_mut().unwrap() {
        for passing in ["elapsed", "remaining", "due_if_resumed"] {
            clock[passing] = Value::Null;
        }
    }
    answer
}

/// The answer without the places of events in the list.
fn without_places(mut answer: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.remove("index");
                fields.values_mut().for_each(strip);
            }
            Value::Array(values) => values.iter_mut().for_each(strip),
            _ => {}
        }
    }
    for finding in answer["findings"].as_array_mut().unwrap() {
        finding["event"] = Value::Null;
    }
    strip(&mut answer);
    answer
}

/// Two reports of one instant, about steps that there are not: each is found, in an order that
/// is not that of the list.
#[test]
fn reports_of_one_instant_have_an_order_of_their_own() {
    let report = |step: &str| {
        let at = "2026-03-10T09:00:00Z";
        serde_json::json!({"event": "step.acknowledged", "at": at, "step": step})
    };
    let reported = serde_json::json!({"event": "repair.reported", "at": "2026-03-09T09:00:00Z"});
    let (one, two) = (report("L-1/laws/none/1/a/1"), report("L-1/laws/none/1/b/1"));
    let asked = |events: &[Value]| {
        let as_of = start() + TimeDelta::days(2);
        let answer = ask(&rules(), &case(events), as_of, &Options::default());
        without_places(answer)
    };
    let first = asked(&[reported.clone(), one.clone(), two.clone()]);
    assert_eq!(first["findings"].as_array().unwrap().len(), 2);
    assert_eq!(first, asked(&[reported, two, one]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_list_never_matters(events in history().prop_shuffle(), seed in any::<u64>(), at in 0i64..60 * 96) {
        let engine = rules();
        let as_of = start() + TimeDelta::minutes(15 * at);
        let mut other = events.clone();
        // Any rotation and a reversal.
        if !other.is_empty() {
            let by = (seed % other.len() as u64) as usize;
            other.rotate_left(by);
        }
        if seed.is_multiple_of(2) {
            other.reverse();
        }
        let one = without_places(ask(&engine, &case(&events), as_of, &Options::default()));
        let two = without_places(ask(&engine, &case(&other), as_of, &Options::default()));
        prop_assert_eq!(one, two);
    }

    #[test]
    fn next_change_is_exact(events in history(), at in 0i64..60 * 96, share in 0.0f64..1.0) {
        let engine = rules();
        let case = case(&events);
        let as_of = start() + TimeDelta::minutes(15 * at);
        let options = Options::default();
        let now = ask(&engine, &case, as_of, &options);
        let horizon = start() + TimeDelta::days(200);
        let next = now["next_change"].as_str().map(|at| DateTime::parse_from_rfc3339(at).unwrap().to_utc());
        let until = next.unwrap_or(horizon);
        prop_assert!(until > as_of);
        let span = (until - as_of).num_milliseconds();
        for between in [as_of + TimeDelta::milliseconds((span as f64 * share) as i64), until - TimeDelta::milliseconds(1)] {
            prop_assert_eq!(still(ask(&engine, &case, between, &options)), still(now.clone()), "at {}", between);
        }
        if let Some(next) = next {
            let mut then = still(ask(&engine, &case, next, &options));
            // The next change itself differs by definition; something else has to.
            then["next_change"] = now["next_change"].clone();
            prop_assert_ne!(then, still(now), "nothing changes at {}", next);
        }
    }

    #[test]
    fn what_was_recorded_after_known_at_changes_nothing(events in history(), at in 0i64..60 * 96, known in 0i64..60 * 96) {
        let engine = rules();
        let as_of = start() + TimeDelta::minutes(15 * at);
        let known_at = start() + TimeDelta::minutes(15 * known);
        let seen: Vec<Value> = events
            .iter()
            .filter(|event| event["recorded_at"].as_str().is_none_or(|at| DateTime::parse_from_rfc3339(at).unwrap() <= known_at))
            .cloned()
            .collect();
        let options = Options::default().known_at(known_at);
        let all = without_places(ask(&engine, &case(&events), as_of, &options));
        let only = without_places(ask(&engine, &case(&seen), as_of, &Options::default()));
        prop_assert_eq!(all, only);
    }

    #[test]
    fn repeats_collapse(events in history(), at in 0i64..60 * 96) {
        let engine = rules();
        let as_of = start() + TimeDelta::minutes(15 * at);
        let twice: Vec<Value> = events.iter().chain(&events).cloned().collect();
        prop_assert_eq!(
            without_places(ask(&engine, &case(&events), as_of, &Options::default())),
            without_places(ask(&engine, &case(&twice), as_of, &Options::default()))
        );
    }

    #[test]
    fn a_pause_never_makes_a_deadline_earlier(start_at in 0i64..20 * 96, pause in 0i64..30 * 96, length in 0i64..20 * 96) {
        let engine = rules();
        let time = |quarters: i64| (start() + TimeDelta::minutes(15 * quarters)).format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let plain = vec![serde_json::json!({"event": "repair.reported", "at": time(start_at)})];
        let mut paused = plain.clone();
        paused.push(serde_json::json!({"event": "access.refused", "at": time(start_at + pause)}));
        paused.push(serde_json::json!({"event": "access.given", "at": time(start_at + pause + length)}));
        let as_of = start() + TimeDelta::days(100);
        let due = |events: &[Value], clock: &str| -> Option<DateTime<chrono::FixedOffset>> {
            let answer = engine.assess(&case(events), as_of).unwrap();
            let mut first = answer.clocks.into_iter().filter(|one| one.clock == clock);
            first.next().unwrap().due
        };
        for clock in ["days", "hours", "updates"] {
            prop_assert!(due(&paused, clock) >= due(&plain, clock));
        }
    }

    /// However it is paused, what follows a clock that is stopped starts no earlier for it,
    /// and nothing that is pending is projected earlier.
    #[test]
    fn what_follows_a_paused_clock_is_never_earlier(start_at in 0i64..20 * 96, pause in 0i64..30 * 96, length in 0i64..20 * 96) {
        let engine = rules();
        let time = |quarters: i64| (start() + TimeDelta::minutes(15 * quarters)).format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let plain = vec![serde_json::json!({"event": "repair.reported", "at": time(start_at)})];
        let mut paused = plain.clone();
        paused.push(serde_json::json!({"event": "access.refused", "at": time(start_at + pause)}));
        paused.push(serde_json::json!({"event": "access.given", "at": time(start_at + pause + length)}));
        let as_of = start() + TimeDelta::days(100);
        let either = |events: &[Value], clock: &str| -> Option<DateTime<chrono::FixedOffset>> {
            let answer = engine.assess(&case(events), as_of).unwrap();
            let mut first = answer.clocks.into_iter().filter(|one| one.clock == clock);
            let first = first.next().unwrap();
            first.due.or(first.projected_due)
        };
        for clock in ["after", "after-due", "after-after", "after-updates"] {
            let (paused, plain) = (either(&paused, clock), either(&plain, clock));
            prop_assert!(plain.is_some());
            prop_assert!(paused >= plain, "{}: {:?} before {:?}", clock, paused, plain);
        }
    }

    /// What the host sent keeps its time, whatever else is recorded of the case.
    #[test]
    fn what_was_sent_keeps_its_time(events in history(), step in prop::sample::select(STEPS), sent in 0i64..42 * 96, at in 0i64..60 * 96) {
        let engine = rules();
        let as_of = start() + TimeDelta::minutes(15 * at);
        let sent = start() + TimeDelta::minutes(15 * sent);
        let mut events: Vec<Value> = events.into_iter().filter(|event| event["step"] != *step).collect();
        events.push(serde_json::json!({"event": "step.sent", "step": step, "at": sent.format("%Y-%m-%dT%H:%M:%SZ").to_string()}));
        let answer = engine.assess(&case(&events), as_of).unwrap();
        let steps = answer.clocks.iter().flat_map(|clock| &clock.escalations);
        for step in steps.filter(|one| one.id == *step) {
            if sent <= as_of {
                prop_assert_eq!(step.sent.map(|at| at.to_utc()), Some(sent));
                prop_assert!(matches!(step.state, StepState::Fired | StepState::Acknowledged));
                prop_assert!(step.at.is_some_and(|at| at <= sent));
            } else {
                prop_assert_eq!(step.sent, None);
            }
        }
    }

    /// Ids are each one step's, and the moments of a step's repeats come one after the other.
    #[test]
    fn steps_have_ids_of_their_own_and_repeats_their_order(events in history(), at in 0i64..60 * 96) {
        let engine = rules();
        let as_of = start() + TimeDelta::minutes(15 * at);
        let answer = engine.assess(&case(&events), as_of).unwrap();
        for clock in &answer.clocks {
            let ids: std::collections::BTreeSet<&str> = clock.escalations.iter().map(|step| step.id.as_str()).collect();
            prop_assert_eq!(ids.len(), clock.escalations.len());
            for pair in clock.escalations.windows(2) {
                let alive = |state| matches!(state, StepState::Scheduled | StepState::Fired);
                let reported = pair.iter().any(|step| step.sent.is_some());
                if pair[0].step == pair[1].step && alive(pair[0].state) && alive(pair[1].state) && !reported {
                    prop_assert!(pair[0].at <= pair[1].at, "{:?}", pair);
                }
            }
        }
    }

    /// Against a plain walk, day by day, that shares nothing with the engine.
    #[test]
    fn working_days_agree_with_a_plain_walk(from in 0i64..7000, days in 0u32..260, hours in prop::sample::subsequence(vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 1..7), holidays in prop::collection::btree_set(0i64..9000, 0..400)) {
        let first = NaiveDate::from_ymd_opt(2005, 1, 1).unwrap();
        let date = |day: i64| first + TimeDelta::days(day);
        let mut text = format!("[calendar]\nid = \"own\"\ntitle = \"Own\"\nzone = \"UTC\"\nfrom = \"{first}\"\nto = \"{}\"\n[hours]\n", date(12_000));
        for day in &hours {
            text.push_str(&format!("{day} = \"09:00-17:00\"\n"));
        }
        text.push_str("[holidays]\n");
        for day in &holidays {
            text.push_str(&format!("{} = \"Off\"\n", date(*day)));
        }
        let calendar = Calendar::from_toml(&text, "own").unwrap();
        let (mut day, mut left) = (from, days);
        while left > 0 {
            day += 1;
            if day > 12_000 {
                break;
            }
            let weekday = date(day).format("%a").to_string().to_lowercase();
            if hours.contains(&weekday.as_str()) && !holidays.contains(&day) {
                left -= 1;
            }
        }
        let found = calendar.add_working_days(date(from), days as i32);
        if left > 0 {
            prop_assert!(found.is_err());
        } else {
            prop_assert_eq!(found.unwrap(), date(day));
        }
    }

    /// Whatever stands in a text, reading it gives an answer or an error.
    #[test]
    fn broken_texts_are_refused_without_a_panic(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), ".{0,6}"), 1..4)) {
        let packs = dueby_rules::PACKS[0].text;
        let calendars = dueby_rules::CALENDARS[0].text;
        let case = r#"{"case": "C-1", "kind": "complaint", "attributes": {"a": 1, "b": null}, "events": [{"event": "complaint.received", "at": "2025-12-19T16:42:00", "set": {"c": true}}]}"#;
        for text in [packs, calendars, case, RULES] {
            let mut broken: Vec<char> = text.chars().collect();
            for (at, length, put) in &cuts {
                let at = at.index(broken.len() + 1);
                let end = at + length.index((broken.len() - at).min(40) + 1);
                broken.splice(at..end, put.chars());
            }
            let broken: String = broken.into_iter().collect();
            for error in [
                Pack::from_toml(&broken, "t").err(),
                Calendar::from_toml(&broken, "t").err(),
                Case::from_json(&broken, "t").err(),
            ].into_iter().flatten() {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}

/// Accepting a rule changes only its own clock.
#[test]
fn accepting_is_by_name_or_in_general() {
    let text = RULES.replace("id = \"hours\"", "id = \"hours\"\nstatus = \"unconfirmed\"");
    let engine = engine(&text, None);
    let events = [serde_json::json!({"event": "repair.reported", "at": "2026-03-09T10:00:00Z"})];
    let as_of = "2026-03-09T12:00:00Z".parse().unwrap();
    let states = |accept: Accept| -> Vec<String> {
        let options = Options::default().accept(accept);
        engine
            .assess_with(&case(&events), as_of, &options)
            .unwrap()
            .clocks
            .iter()
            .map(|clock| clock.state.to_string())
            .collect()
    };
    assert_eq!(states(Accept::none())[1], "undetermined");
    assert_eq!(states(Accept::none().contested())[1], "undetermined");
    for accept in [
        Accept::all(),
        Accept::none().unconfirmed(),
        Accept::none().clock("hours"),
    ] {
        assert_eq!(states(accept)[1], "on-track");
    }
}
