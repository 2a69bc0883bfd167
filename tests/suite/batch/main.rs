//! A batch says of every case what `Engine::assess` says of it: tried with random packs
//! and random histories, written into columns and assessed one by one.

mod appointments;
mod columns;
mod expected;
mod packs;
mod plain;
mod reports;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use columns::Columns;
use dueby::{
    BatchError, CASE_ALONE, Case, CaseColumns, ClockRows, Code, EventColumns, Names, Options,
    TimeSort,
};
use proptest::prelude::*;
use serde_json::{Value, json};

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
    "nobody.knows",
    "step.sent",
    "step.acknowledged",
];

/// Steps that the host may report, some that a pack does not have and one that no pack has.
const STEPS: &[&str] = &[
    "B/random/clock-1/1/ladder/1",
    "B/random/clock-1/1/ladder/2",
    "B/random/clock-1/1/ladder/4",
    "B/random/clock-1/1/answered/1",
    "B/random/clock-1/1/answered/2",
    "B/random/clock-1/1/answered/2.2",
    "B/random/clock-1/2/ladder/4",
    "B/random/clock-2/1/ladder/3",
    "B/random/clock-2/1/answered/1",
    "B/random/plain-2/1/ladder/4",
    "B/random/plain-2/1/repeated/2",
    "B/random/plain-2/1/repeated/2.2",
    "A/random/clock-1/1/ladder/4",
];

fn first() -> DateTime<Utc> {
    let date = NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
    date.and_hms_opt(0, 0, 0).unwrap().and_utc()
}

/// An event in the six weeks around the clocks going forward and Easter, to the quarter
/// of an hour so that some fall together: as an instant, by the wall clock, or by its
/// date alone; perhaps recorded late, perhaps setting attributes.
fn event() -> impl Strategy<Value = Value> {
    let priority = prop::sample::select(vec!["urgent", "routine", "low"]);
    let set = (
        prop::option::weighted(0.15, priority),
        prop::option::weighted(0.25, prop::sample::select(vec!["tenant", "landlord"])),
        prop::option::weighted(0.2, 1u8..6),
        prop::option::weighted(0.1, any::<bool>()),
        prop::option::weighted(
            0.2,
            prop::sample::select(vec!["2026-03-20", "2026-04-05", "31-4-26"]),
        ),
    );
    let times = (0i64..42 * 96, 0u8..6, prop::option::of(0i64..10 * 96));
    (
        prop::sample::select(EVENTS),
        times,
        prop::option::weighted(0.1, 0u8..3),
        set,
        prop::option::weighted(0.9, prop::sample::select(STEPS)),
    )
        .prop_map(
            |(event, (quarter, sort, late), id, (priority, by, rooms, vulnerable, visit), step)| {
                let at = first() + TimeDelta::minutes(15 * quarter);
                let format = match sort {
                    0 => "%Y-%m-%d",
                    1 => "%Y-%m-%dT%H:%M:%S",
                    _ => "%Y-%m-%dT%H:%M:%SZ",
                };
                let mut written = json!({"event": event, "at": at.format(format).to_string()});
                let mut set = serde_json::Map::new();
                set.extend(priority.map(|value| ("priority".to_owned(), value.into())));
                set.extend(by.map(|value| ("by".to_owned(), value.into())));
                set.extend(rooms.map(|value| ("rooms".to_owned(), value.into())));
                set.extend(vulnerable.map(|value| ("vulnerable".to_owned(), value.into())));
                set.extend(visit.map(|value| ("visit".to_owned(), value.into())));
                if !set.is_empty() {
                    written["set"] = set.into();
                }
                if let Some(step) = step.filter(|_| event.starts_with("step.")) {
                    written["step"] = step.into();
                }
                if let Some(id) = id {
                    written["id"] = id.to_string().into();
                }
                if let Some(late) = late {
                    let recorded = at + TimeDelta::minutes(15 * late);
                    written["recorded_at"] =
                        recorded.format("%Y-%m-%dT%H:%M:%SZ").to_string().into();
                }
                written
            },
        )
}

/// A case with a kind or without, some attributes, and events of which some come twice.
fn case() -> impl Strategy<Value = Case> {
    let kind = prop::option::weighted(0.8, prop::sample::select(vec!["repair", "complaint"]));
    let priority = prop::sample::select(vec!["urgent", "routine", "low"]);
    let attributes = (
        prop::option::weighted(0.8, priority),
        prop::option::weighted(0.5, 1u8..6),
        prop::option::weighted(0.3, any::<bool>()),
    );
    let events = prop::collection::vec((event(), prop::bool::weighted(0.1)), 0..12);
    (kind, attributes, events).prop_map(|(kind, (priority, rooms, vulnerable), events)| {
        let mut known = serde_json::Map::new();
        known.extend(priority.map(|value| ("priority".to_owned(), value.into())));
        known.extend(rooms.map(|value| ("rooms".to_owned(), value.into())));
        known.extend(vulnerable.map(|value| ("vulnerable".to_owned(), value.into())));
        let twice = events.iter().flat_map(|(event, twice)| {
            let mut again = event.clone();
            again.as_object_mut().unwrap().remove("recorded_at");
            std::iter::once(event.clone()).chain(twice.then_some(again))
        });
        let mut case =
            json!({"case": "B", "attributes": known, "events": twice.collect::<Vec<_>>()});
        if let Some(kind) = kind {
            case["kind"] = kind.into();
        }
        Case::from_json(&case.to_string(), "case").unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_batch_says_what_assess_says(
        pack in packs::pack(),
        cases in prop::collection::vec(case(), 1..6),
        at in 0i64..60 * 96,
        known in prop::option::weighted(0.3, 0i64..60 * 96),
    ) {
        let engine = packs::engine(&pack);
        let as_of = first() + TimeDelta::minutes(15 * at);
        let mut options = Options::default();
        if let Some(known) = known {
            options = options.known_at(first() + TimeDelta::minutes(15 * known));
        }
        let columns = Columns::of(&cases);
        let mut rows = ClockRows::default();
        let result = columns.ask(|asked| engine.batch(asked, &options).unwrap().assess(as_of, &mut rows));
        result.unwrap();
        let numbered = cases.iter().cloned().enumerate();
        let one_by_one = expected::each(
            &engine,
            numbered.map(|(number, case)| (number as u32, case)),
            as_of,
            &options,
        );
        prop_assert_eq!(&rows, &one_by_one, "{}", pack);

        // Some of them alone, and in another order, are the same rows.
        let backwards: Vec<u32> = (0..cases.len() as u32).rev().step_by(2).collect();
        columns.ask(|asked| engine.batch(asked, &options).unwrap().assess_some(&backwards, as_of, &mut rows)).unwrap();
        let chosen = backwards.iter().map(|number| (*number, cases[*number as usize].clone()));
        let one_by_one = expected::each(&engine, chosen, as_of, &options);
        prop_assert_eq!(&rows, &one_by_one, "{}", pack);
    }
}

/// Ten o'clock on Friday 13 March 2026, and the moment of the answers, a week later.
const FRIDAY: i64 = 1_773_396_000_000;

fn assessed(cases: &CaseColumns<'_>) -> ClockRows {
    let engine = packs::engine(packs::PLAIN);
    let options = Options::default();
    let batch = engine.batch(cases, &options).unwrap();
    let mut rows = ClockRows::default();
    batch
        .assess("2026-03-20T10:00:00Z".parse().unwrap(), &mut rows)
        .unwrap();
    rows
}

/// A time that the clocks skipped and one in a year that no zone data covers spoil their
/// own case, and no other.
#[test]
fn a_bad_row_has_its_status() {
    // 01:30 on 29 March 2026 does not exist in London; 1 January 2100 is too late.
    let times = [
        FRIDAY,
        1_774_747_800_000,
        FRIDAY,
        4_102_444_800_000,
        i64::MIN,
        i64::MAX,
    ];
    let sorts = [
        TimeSort::Instant,
        TimeSort::Local,
        TimeSort::Date,
        TimeSort::Instant,
        TimeSort::Date,
        TimeSort::Local,
    ];
    let rows = assessed(&CaseColumns {
        first_event: &[0, 2, 3, 4, 5, 6],
        events: EventColumns {
            types: Names {
                names: &["repair.reported"],
                codes: &[0; 6],
            },
            times: &times,
            sorts: Some(&sorts),
            ..EventColumns::default()
        },
        ..CaseColumns::default()
    });
    assert_eq!(rows.case, [0, 1, 2, 3, 4]);
    assert_eq!(
        rows.status,
        [
            Some(Code::MissingTime),
            None,
            Some(Code::TimeRange),
            Some(Code::TimeRange),
            Some(Code::TimeRange)
        ]
    );
    assert_eq!(
        rows.clock,
        [CASE_ALONE, 0, CASE_ALONE, CASE_ALONE, CASE_ALONE]
    );
    assert_eq!(rows.assessed, [0, 1, 2, 3, 4]);
}

/// Columns that do not fit one another are refused as a whole, with what is wrong.
#[test]
fn columns_that_do_not_fit_are_refused() {
    let engine = packs::engine(packs::PLAIN);
    let options = Options::default();
    let good = CaseColumns {
        first_event: &[0, 1],
        events: EventColumns {
            types: Names {
                names: &["repair.reported"],
                codes: &[0],
            },
            times: &[FRIDAY],
            ..EventColumns::default()
        },
        ..CaseColumns::default()
    };
    let refused = |cases: CaseColumns<'_>| engine.batch(&cases, &options).map(|_| ()).unwrap_err();
    assert_eq!(
        refused(CaseColumns {
            first_event: &[0, 2],
            ..good
        })
        .to_string(),
        "first_event is 2 at 1: it begins with 0, never goes back and ends with the number of events, 1"
    );
    assert_eq!(
        refused(CaseColumns {
            first_event: &[],
            ..good
        }),
        BatchError::FirstEvent {
            place: 0,
            found: 0,
            events: 1
        }
    );
    let events = EventColumns {
        recorded: Some(&[]),
        ..good.events
    };
    assert_eq!(
        refused(CaseColumns { events, ..good }).to_string(),
        "the column recorded has 0 rows, and 1 are wanted"
    );
    let types = Names {
        codes: &[1],
        ..good.events.types
    };
    let events = EventColumns {
        types,
        ..good.events
    };
    assert_eq!(
        refused(CaseColumns { events, ..good }).to_string(),
        "row 0 of the column types has the code 1, which has no name"
    );
    let types = Names {
        codes: &[Names::NONE],
        ..good.events.types
    };
    let events = EventColumns {
        types,
        ..good.events
    };
    assert!(matches!(
        refused(CaseColumns { events, ..good }),
        BatchError::NoName { .. }
    ));
    // Nothing at all is no cases.
    assert!(assessed(&CaseColumns::default()).is_empty());
}
