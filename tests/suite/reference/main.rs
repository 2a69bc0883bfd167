//! The reference model: a clock's life as a spreadsheet would have it, a row for each
//! quarter of an hour and a row for each date, beside the engine. They share no code.
//!
//! Rules and histories are random. Of each the engine is asked alone and in a batch, with
//! the events in any order.

mod model;
mod sheet;

use chrono::{DateTime, TimeDelta, Utc};
use dueby::{Allowance, Case, ClockRows, Engine, EventColumns, NOTHING, Names, Options, Pack};
use model::{Happened, Rule, Said, Within};
use proptest::prelude::*;
use sheet::{QUARTER, Sheet};

/// What the events are called.
const TYPES: [&str; 8] = [
    "job.reported",
    "access.refused",
    "access.given",
    "part.ordered",
    "part.arrived",
    "time.granted",
    "job.done",
    "job.withdrawn",
];

fn written(rule: &Rule) -> String {
    let unit = |amount: i64| match rule.within {
        Within::WorkingDays => format!("{amount} working days"),
        Within::Days => format!("{amount} days"),
        Within::Quarters => format!("{} minutes", amount * 15),
        Within::OpenQuarters => format!("{} working minutes", amount * 15),
    };
    let again = if rule.restarts {
        ", \"job.reported\""
    } else {
        ""
    };
    let extension = match rule.extension {
        Some((by, at_most)) => format!(
            "extension = {{ on = \"time.granted\", by = \"{}\", at-most = \"{}\" }}\n",
            unit(by),
            unit(at_most)
        ),
        None => String::new(),
    };
    format!(
        "[pack]\nid = \"plain\"\ntitle = \"Plain\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n\n\
         [[clock]]\nid = \"job\"\nkind = \"job\"\nstarts = \"job.reported\"\n\
         stops = [\"job.done\"{again}]\ncancels = \"job.withdrawn\"\npauses = [\n\
         {{ from = \"access.refused\", until = \"access.given\" }},\n\
         {{ from = \"part.ordered\", until = \"part.arrived\" }},\n]\n\
         within = \"{}\"\n{extension}",
        unit(rule.amount)
    )
}

fn engine(rule: &Rule) -> Engine {
    let shipped = dueby_rules::calendar("england-and-wales").unwrap();
    let calendar = dueby::Calendar::from_toml(shipped.text, shipped.path).unwrap();
    let pack = Pack::from_toml(&written(rule), "plain.toml").unwrap();
    Engine::builder()
        .calendar(calendar)
        .pack(pack)
        .build()
        .unwrap()
}

fn rule() -> impl Strategy<Value = Rule> {
    let within = prop::sample::select(vec![
        Within::WorkingDays,
        Within::Days,
        Within::Quarters,
        Within::OpenQuarters,
    ]);
    let extension = prop::option::of((1i64..12, 1i64..20));
    (within, 1i64..40, extension, any::<bool>()).prop_map(
        |(within, amount, extension, restarts)| {
            // Days are fewer than quarters of an hour, for a history of the same length.
            let days = matches!(within, Within::WorkingDays | Within::Days);
            let cut = |amount: i64| if days { amount / 4 + 1 } else { amount * 4 };
            Rule {
                within,
                amount: cut(amount),
                extension: extension.map(|(by, at_most)| (cut(by), cut(at_most))),
                restarts,
            }
        },
    )
}

/// Events to the quarter of an hour, in five weeks around the clocks going forward and
/// Easter; many of them near to one another, so that some fall together.
fn history() -> impl Strategy<Value = Vec<Happened>> {
    let near = prop_oneof![3 => 0i64..3 * 96, 2 => 0i64..35 * 96];
    prop::collection::vec((0usize..TYPES.len(), near), 0..12).prop_map(|events| {
        events
            .into_iter()
            .map(|(what, row)| Happened { what, row })
            .collect()
    })
}

fn at(sheet: &Sheet, row: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(sheet.at(row)).unwrap()
}

/// What the engine says when it is asked for the case alone.
fn alone(engine: &Engine, sheet: &Sheet, events: &[Happened], as_of: DateTime<Utc>) -> Vec<Said> {
    let mut case = Case::new("R", "job");
    for event in events {
        let at = at(sheet, event.row).fixed_offset();
        case.events
            .push(dueby::Event::new(TYPES[event.what], at.into()));
    }
    let answer = engine.assess(&case, as_of).unwrap();
    let amount = |allowance: Allowance| match allowance {
        Allowance::Elapsed(time) => time.millis / QUARTER,
        Allowance::WorkingTime(time) => time.millis / QUARTER,
        Allowance::CivilDays(days) => days.days.into(),
        Allowance::WorkingDays(days) => days.days.into(),
        Allowance::CivilMonths(_) => panic!("no months here"),
    };
    let told = answer.clocks.iter().map(|clock| Said {
        state: clock.state.as_str(),
        due: clock.due.map(|due| due.timestamp_millis()),
        elapsed: clock.elapsed.map(amount),
        remaining: clock.remaining.map(amount),
    });
    told.collect()
}

/// What it says in a batch.
fn together(
    engine: &Engine,
    sheet: &Sheet,
    events: &[Happened],
    as_of: DateTime<Utc>,
) -> Vec<Said> {
    let codes: Vec<u32> = events.iter().map(|event| event.what as u32).collect();
    let times: Vec<i64> = events.iter().map(|event| sheet.at(event.row)).collect();
    let cases = dueby::CaseColumns {
        kinds: Some(Names {
            names: &["job"],
            codes: &[0],
        }),
        first_event: &[0, times.len()],
        events: EventColumns {
            types: Names {
                names: &TYPES,
                codes: &codes,
            },
            times: &times,
            ..EventColumns::default()
        },
        ..dueby::CaseColumns::default()
    };
    let options = Options::default();
    let mut rows = ClockRows::default();
    let batch = engine.batch(&cases, &options).unwrap();
    batch.assess(as_of, &mut rows).unwrap();
    let number = |number: i64| (number != NOTHING).then_some(number);
    (0..rows.len())
        .map(|row| {
            let dates = rows.kind[row].is_some_and(|kind| kind.counts_dates());
            let size = if dates { 1 } else { QUARTER };
            Said {
                state: rows.state[row].as_str(),
                due: number(rows.due[row]),
                elapsed: number(rows.elapsed[row]).map(|amount| amount / size),
                remaining: number(rows.remaining[row]).map(|amount| amount / size),
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_says_what_the_sheet_says(
        rule in rule(),
        events in history(),
        turned in any::<prop::sample::Index>(),
        as_of in 0i64..50 * 96,
    ) {
        let sheet = Sheet::get();
        let engine = engine(&rule);
        let moment = at(sheet, as_of);
        let expected = model::play(sheet, &rule, &events, as_of);
        prop_assert_eq!(&alone(&engine, sheet, &events, moment), &expected, "{}", written(&rule));
        prop_assert_eq!(&together(&engine, sheet, &events, moment), &expected, "{}", written(&rule));
        // The order of the list is nothing to it.
        let mut other = events.clone();
        other.reverse();
        if !other.is_empty() {
            other.rotate_left(turned.index(events.len()));
        }
        prop_assert_eq!(&alone(&engine, sheet, &other, moment), &expected);
        prop_assert_eq!(&together(&engine, sheet, &other, moment), &expected);
        // What has not happened yet may as well not be known.
        let past: Vec<Happened> = events.iter().copied().filter(|event| event.row <= as_of).collect();
        prop_assert_eq!(&alone(&engine, sheet, &past, moment), &expected);
    }
}

/// By hand: reported on Monday 9 March 2026 at 10:00, refused at 12:00 and given on
/// Tuesday at 10:00: of three working days none is lost but Monday, which is day 0. Due
/// at the end of Thursday 12 March; asked on Wednesday 11 at 09:00, two dates are used
/// and one is left.
#[test]
fn the_sheet_itself_is_right() {
    let sheet = Sheet::get();
    let monday = sheet.row_of("2026-03-09T00:00:00Z");
    let happened = |what: usize, row: i64| Happened { what, row };
    let events = [
        happened(0, monday + 40),
        happened(1, monday + 48),
        happened(2, monday + 96 + 40),
    ];
    let rule = Rule {
        within: Within::WorkingDays,
        amount: 3,
        extension: None,
        restarts: false,
    };
    let end_of_thursday: DateTime<Utc> = "2026-03-13T00:00:00Z".parse().unwrap();
    let said = model::play(sheet, &rule, &events, monday + 2 * 96 + 36);
    assert_eq!(
        said,
        [Said {
            state: "on-track",
            due: Some((end_of_thursday - TimeDelta::milliseconds(1)).timestamp_millis()),
            elapsed: Some(2),
            remaining: Some(1),
        }]
    );
    // Eight working hours from Monday at 10:00, held from 12:00 until Tuesday at 10:00:
    // two on Monday, then six from ten until four.
    let rule = Rule {
        within: Within::OpenQuarters,
        amount: 32,
        ..rule
    };
    let four: DateTime<Utc> = "2026-03-10T16:00:00Z".parse().unwrap();
    let said = model::play(sheet, &rule, &events, monday + 96 + 48);
    assert_eq!(
        said,
        [Said {
            state: "on-track",
            due: Some(four.timestamp_millis()),
            elapsed: Some(16),
            remaining: Some(16),
        }]
    );
}
