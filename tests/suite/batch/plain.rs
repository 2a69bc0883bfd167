//! The shorter way that a batch has for plain clocks: it says what single answers say,
//! whatever happens, and every ordinary row goes it.

use chrono::TimeDelta;
use dueby::{Case, ClockRows, Options};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::columns::Columns;
use crate::{expected, first, packs};

/// What happens between the report and the end, if anything.
const BETWEEN: [&str; 5] = [
    "access.refused",
    "access.given",
    "parts.ordered",
    "parts.arrived",
    "nobody.knows",
];

/// What makes a case out of the ordinary.
const ODD: [&str; 9] = [
    "date",
    "wall clock",
    "together",
    "sets",
    "again",
    "before",
    "twice",
    "late",
    "nothing",
];

fn event(name: &str, quarter: i64) -> Value {
    let at = first() + TimeDelta::minutes(15 * quarter);
    json!({"event": name, "at": at.format("%Y-%m-%dT%H:%M:%SZ").to_string()})
}

/// A case that is reported, held and freed as it comes, and perhaps ended, at different
/// instants, told in any order.
fn ordinary() -> impl Strategy<Value = Value> {
    let gaps = prop::collection::vec(1i64..5 * 96, 1..10);
    let between = prop::collection::vec(prop::sample::select(BETWEEN.to_vec()), 10);
    let end = prop::option::of(prop::sample::select(vec![
        "repair.completed",
        "repair.cancelled",
    ]));
    let kind = prop::option::of(prop::sample::select(vec!["repair", "complaint"]));
    let known = (
        prop::sample::select(vec!["urgent", "routine"]),
        any::<bool>(),
    );
    (
        gaps,
        between,
        end,
        kind,
        known,
        any::<prop::sample::Index>(),
    )
        .prop_map(|(gaps, between, end, kind, (priority, vulnerable), turn)| {
            let mut at = 0;
            let mut events: Vec<Value> = Vec::new();
            for (place, gap) in gaps.iter().enumerate() {
                at += gap;
                let name = match (place, end) {
                    (0, _) => "repair.reported",
                    (_, Some(end)) if place + 1 == gaps.len() => end,
                    _ => between[place],
                };
                events.push(event(name, at));
            }
            let turn = turn.index(events.len());
            events.rotate_left(turn);
            let mut case = json!({
                "case": "B",
                "attributes": {"priority": priority, "vulnerable": vulnerable},
                "events": events,
            });
            if let Some(kind) = kind {
                case["kind"] = kind.into();
            }
            case
        })
}

/// The same with something out of the ordinary.
fn odd(mut case: Value, what: &str) -> Value {
    let events = case["events"].as_array_mut().unwrap();
    let report = events
        .iter_mut()
        .find(|event| event["event"] == "repair.reported");
    let report = report.unwrap();
    let written = report["at"].as_str().unwrap().to_owned();
    let again = |name: &str, at: &str| json!({"event": name, "at": at});
    match what {
        "date" => report["at"] = written[..10].into(),
        "wall clock" => report["at"] = written.trim_end_matches('Z').into(),
        "together" => events.push(again("access.refused", &written)),
        "sets" => report["set"] = json!({"priority": "routine"}),
        "again" => {
            events.push(event("repair.completed", 50 * 96));
            events.push(event("repair.reported", 51 * 96));
        }
        "before" => events.push(event("access.refused", -96)),
        "twice" => events.push(again("repair.reported", &written)),
        "late" => report["recorded_at"] = "2026-03-20T10:00:00Z".into(),
        _ => {}
    }
    case
}

fn read(case: &Value) -> Case {
    Case::from_json(&case.to_string(), "case").unwrap()
}

/// The rows of a batch and how many of them are plain; held against single answers.
fn rows(pack: &str, cases: &[Case], quarter: i64, options: &Options) -> (ClockRows, usize) {
    let engine = packs::engine(pack);
    let as_of = first() + TimeDelta::minutes(15 * quarter);
    let (mut rows, mut plain) = (ClockRows::default(), 0);
    Columns::of(cases).ask(|asked| {
        let batch = engine.batch(asked, options).unwrap();
        batch.assess(as_of, &mut rows).unwrap();
        plain = batch.plain_rows(as_of).unwrap();
    });
    let numbered = (0..).zip(cases.iter().cloned());
    let one_by_one = expected::each(&engine, numbered, as_of, options);
    assert_eq!(rows, one_by_one, "{pack}");
    (rows, plain)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is counted and how: an ordinary row takes the shorter way, to the same answer.
    #[test]
    fn ordinary_rows_are_plain(
        pack in packs::plain(),
        cases in prop::collection::vec(ordinary(), 1..8),
        at in 0i64..60 * 96,
    ) {
        let cases: Vec<Case> = cases.iter().map(read).collect();
        let (rows, plain) = rows(&pack, &cases, at, &Options::default());
        prop_assert_eq!(plain, rows.len(), "{}", pack);
    }

    /// Out of the ordinary or not, and beside clocks that are not plain, the answer is the same.
    #[test]
    fn odd_rows_are_the_same(
        pack in prop_oneof![packs::plain().boxed(), packs::mixed().boxed()],
        cases in prop::collection::vec((ordinary(), prop::sample::select(ODD.to_vec())), 1..8),
        at in 0i64..60 * 96,
        known in prop::option::of(0i64..60 * 96),
    ) {
        let cases: Vec<Case> = cases.into_iter().map(|(case, what)| read(&odd(case, what))).collect();
        let mut options = Options::default();
        if let Some(known) = known {
            options = options.known_at(first() + TimeDelta::minutes(15 * known));
        }
        rows(&pack, &cases, at, &options);
    }
}

/// What the shorter way does not know goes the other.
#[test]
fn odd_rows_are_not_plain() {
    let ordinary = json!({
        "case": "B",
        "attributes": {"priority": "urgent"},
        "events": [
            event("repair.reported", 8 * 4),
            event("access.refused", 96),
            event("access.given", 2 * 96),
        ],
    });
    for (what, plain) in [
        ("nothing", 1),
        ("late", 1),
        ("date", 0),
        ("wall clock", 0),
        ("together", 0),
        ("sets", 0),
        ("again", 0),
        ("before", 0),
        ("twice", 0),
    ] {
        let case = read(&odd(ordinary.clone(), what));
        let (_, found) = rows(packs::HELD, &[case], 60 * 96, &Options::default());
        assert_eq!(found, plain, "{what}");
    }
}
