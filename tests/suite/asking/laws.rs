//! What holds for any history: a timeline says what the engine says, and a comparison
//! nothing but what differs.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use dueby::{Case, Engine, Options, Timeline};
use dueby_tests::engine;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::replay::Board;

const RULES: &str = r#"
[pack]
id = "laws"
title = "Laws"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "days"
kind = "repair"
starts = "repair.reported"
stops = ["repair.completed", "repair.made-safe"]
cancels = "repair.cancelled"
pauses = { from = "access.refused", until = "access.given" }
within = { by = "priority", urgent = "5 working days", routine = "20 working days" }
extension = { on = "repair.extended", by = "5 working days", at-most = "5 working days" }
at-risk = "50%"
escalation = "ladder"

[[clock]]
id = "hours"
kind = "repair"
when = { priority = "urgent" }
starts = "repair.reported"
stops = "repair.made-safe"
pauses = { from = "access.refused", until = "access.given" }
within = "24 hours"
at-risk = "4 hours before due"
escalation = "ladder"

[[clock]]
id = "open-hours"
kind = "inspection"
starts = "repair.completed"
stops = "repair.completed"
cancels = "repair.cancelled"
within = "16 working hours or 3 days, whichever is later"
escalation = "ladder"

[escalation.ladder]
steps = [
  { at = "80%", notify = "officer" },
  { at = "1 working day before due", notify = "officer" },
  { at = "due", notify = "manager" },
  { at = "1 day after due", notify = "head" },
]
"#;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| engine(RULES, None));

/// The same, an urgent repair two days sooner.
static SHORTER: LazyLock<Engine> = LazyLock::new(|| {
    let rules = RULES.replace("urgent = \"5 working", "urgent = \"3 working");
    assert_ne!(rules, RULES);
    engine(&rules, None)
});

const EVENTS: &[&str] = &[
    "repair.reported",
    "repair.completed",
    "repair.made-safe",
    "repair.cancelled",
    "repair.extended",
    "access.refused",
    "access.given",
    "nobody.knows",
];

/// A fortnight before the clocks go forward and Easter.
fn moment(quarter: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-03-16T00:00:00Z".parse().unwrap();
    start + TimeDelta::minutes(15 * quarter)
}

fn event() -> impl Strategy<Value = Value> {
    (
        prop::sample::select(EVENTS),
        0i64..28 * 96,
        0u8..4,
        prop::option::of(0i64..10 * 96),
        prop::option::weighted(0.2, prop::sample::select(vec!["urgent", "routine"])),
    )
        .prop_map(|(event, quarter, precision, recorded, priority)| {
            let form = if precision == 0 { "%F" } else { "%FT%TZ" };
            let mut happened =
                json!({"event": event, "at": moment(quarter).format(form).to_string()});
            if let Some(later) = recorded {
                happened["recorded_at"] = json!(moment(quarter + later));
            }
            if let Some(priority) = priority {
                happened["set"] = json!({"priority": priority});
            }
            happened
        })
}

fn case() -> impl Strategy<Value = Case> {
    prop::collection::vec(event(), 0..10).prop_map(|events| {
        let case = json!({
            "case": "L-1", "kind": "repair", "attributes": {"priority": "urgent"}, "events": events,
        });
        Case::from_json(&case.to_string(), "case").unwrap()
    })
}

fn ask(engine: &Engine, case: &Case, from: DateTime<Utc>, until: DateTime<Utc>) -> Timeline {
    engine
        .timeline(case, from, until, &Options::default())
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: ProptestConfig::default().cases * 3 / 8, ..ProptestConfig::default() })]

    #[test]
    fn at_every_moment_the_timeline_says_what_an_assessment_says(
        case in case(),
        from in -96i64..40 * 96,
        length in 0i64..60 * 96,
        shares in prop::collection::vec(0.0f64..1.0, 6),
    ) {
        let engine = &*ENGINE;
        let (from, until) = (moment(from), moment(from + length));
        let timeline = ask(engine, &case, from, until);
        prop_assert_eq!(timeline.cut_at, None);
        prop_assert!(timeline.changes.is_sorted_by_key(|change| change.at));
        let mut moments: Vec<DateTime<Utc>> = vec![from, until];
        moments.extend(shares.iter().map(|share| {
            from + TimeDelta::milliseconds(((until - from).num_milliseconds() as f64 * share) as i64)
        }));
        for change in &timeline.changes {
            prop_assert!(change.at > from && change.at <= until);
            moments.extend([change.at.to_utc(), change.at.to_utc() - TimeDelta::milliseconds(1)]);
        }
        for at in moments {
            let answer = engine.assess(&case, at).unwrap();
            prop_assert_eq!(Board::at(&timeline, at), Board::of(&answer), "at {}", at);
        }
    }

    /// Where the engine says that something changes, the timeline says what; and asked
    /// in two parts it says the same.
    #[test]
    fn nothing_is_left_out(case in case(), from in -96i64..40 * 96, first in 0i64..30 * 96, second in 0i64..30 * 96) {
        let engine = &*ENGINE;
        let (from, middle, until) = (moment(from), moment(from + first), moment(from + first + second));
        let whole = ask(engine, &case, from, until);
        let mut at = from;
        while let Some(next) = engine.assess(&case, at).unwrap().next_change {
            at = next.to_utc();
            if at > until {
                break;
            }
            prop_assert!(whole.changes.iter().any(|change| change.at == next), "nothing at {}", next);
        }
        let (one, two) = (ask(engine, &case, from, middle), ask(engine, &case, middle, until));
        let parts: Vec<_> = one.changes.into_iter().chain(two.changes).collect();
        prop_assert_eq!(parts, whole.changes);
        prop_assert_eq!(two.next_change, whole.next_change);
    }

    #[test]
    fn a_comparison_says_what_differs_and_nothing_else(case in case(), as_of in 0i64..40 * 96) {
        let (before, after) = (&*ENGINE, &*SHORTER);
        let as_of = moment(as_of);
        let options = Options::default();
        let same = before.what_if(before, [&case], as_of, &options).unwrap();
        prop_assert!(same.moved.is_empty());
        let there = before.what_if(after, [&case], as_of, &options).unwrap();
        let back = after.what_if(before, [&case], as_of, &options).unwrap();
        prop_assert_eq!(there.moved.len(), back.moved.len());
        for (one, other) in there.moved.iter().zip(&back.moved) {
            prop_assert_eq!((&one.before, &one.after), (&other.after, &other.before));
            prop_assert_eq!(one.days.map(|days| -days), other.days);
        }
        let (one, two) = (engine_answers(before, &case, as_of), engine_answers(after, &case, as_of));
        let differ = one.iter().zip(&two).filter(|(one, two)| one != two).count();
        prop_assert_eq!(one.len(), two.len());
        prop_assert_eq!(there.moved.len(), differ);
        prop_assert!(there.summary.later == 0, "shorter, and yet later");
    }
}

/// State, deadline and deadline if resumed of each instance.
fn engine_answers(engine: &Engine, case: &Case, as_of: DateTime<Utc>) -> Vec<String> {
    let answer = engine.assess(case, as_of).unwrap();
    let clocks = answer.clocks.iter();
    clocks
        .map(|one| format!("{} {:?} {:?}", one.state, one.due, one.due_if_resumed))
        .collect()
}
