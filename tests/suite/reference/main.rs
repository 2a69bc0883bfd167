//! The reference model: a clock's life as a spreadsheet would have it, a row for each
//! quarter of an hour and a row for each date, beside the engine. They share no code.
//!
//! Rules and histories are random. Of each the engine is asked alone and in a batch, with
//! the events in any order.

mod model;
mod path;
mod rule;
mod sheet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dueby::{
    Allowance, AttributeColumn, Case, ClockRows, Engine, EventColumns, NOTHING, Names, Options,
    Pack, TimeSort, Value, Values,
};
use model::{Happened, ROUTINE, Said, TYPES, URGENT};
use path::Comes;
use proptest::prelude::*;
use rule::{Allowed, Attributes, Rule, Within, rule, written};
use sheet::{QUARTER, Sheet};

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

/// The first row in which anything happens: what comes before is for steps that would
/// come before it.
const FIRST: i64 = 28 * 96;

/// Events to the quarter of an hour or by their date alone, in five weeks around the clocks
/// going forward and Easter; many of them near to one another, so that some fall together.
fn history(of: &'static [usize]) -> impl Strategy<Value = Vec<Happened>> {
    let near = prop_oneof![3 => 0i64..3 * 96, 2 => 0i64..35 * 96];
    let event = (prop::sample::select(of), near, prop::bool::weighted(0.25));
    prop::collection::vec(event, 0..12).prop_map(|events| {
        let sheet = Sheet::get();
        let events = events.into_iter().map(|(what, row, dated)| {
            let row = FIRST + row;
            let row = if dated {
                sheet.begins(sheet.row(row).date)
            } else {
                // At midnight a date alone would be hard to tell from a time.
                row + i64::from(sheet.begins_a_date(row))
            };
            Happened { what, row, dated }
        });
        events.collect()
    })
}

fn attributes() -> impl Strategy<Value = Attributes> {
    let priority = prop::sample::select(vec![None, Some("urgent"), Some("routine"), Some("low")]);
    let vulnerable = prop::sample::select(vec![None, Some(true), Some(false)]);
    (priority, vulnerable).prop_map(|(priority, vulnerable)| Attributes {
        priority,
        vulnerable,
    })
}

/// What is tried.
#[derive(Debug, Clone)]
struct Tried {
    rule: Rule,
    attributes: Attributes,
    events: Vec<Happened>,
}

/// The priority changes only where nobody is told by it: what had come then keeps its
/// moment, which a sheet would have to be kept for each.
fn tried() -> impl Strategy<Value = Tried> {
    (rule(), attributes()).prop_flat_map(|(rule, attributes)| {
        let all: &'static [usize] = if rule.path.is_some() {
            &[0, 1, 2, 3, 4, 5, 6, 7, 8, 8]
        } else {
            &[0, 1, 2, 3, 4, 5, 6, 7, 9, 10]
        };
        history(all).prop_map(move |events| Tried {
            rule: rule.clone(),
            attributes,
            events,
        })
    })
}

fn at(sheet: &Sheet, row: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(sheet.at(row)).unwrap()
}

fn priority(what: usize) -> Option<&'static str> {
    match what {
        ROUTINE => Some("routine"),
        URGENT => Some("urgent"),
        _ => None,
    }
}

fn date(sheet: &Sheet, row: i64) -> NaiveDate {
    // Noon, whatever the clocks do.
    (at(sheet, row) + TimeDelta::hours(12)).date_naive()
}

/// What the engine says when it is asked for the case alone, and who it says is told.
fn alone(
    engine: &Engine,
    sheet: &Sheet,
    tried: &Tried,
    as_of: DateTime<Utc>,
) -> (Vec<Said>, Vec<Vec<Comes>>) {
    let mut case = Case::new("R", "job");
    if let Some(priority) = tried.attributes.priority {
        case = case.with_attribute("priority", priority);
    }
    if let Some(vulnerable) = tried.attributes.vulnerable {
        case = case.with_attribute("vulnerable", vulnerable);
    }
    for event in &tried.events {
        let time = if event.dated {
            dueby::EventTime::Date(date(sheet, event.row))
        } else {
            at(sheet, event.row).fixed_offset().into()
        };
        let mut happened = dueby::Event::new(TYPES[event.what], time);
        if let Some(priority) = priority(event.what) {
            let value = Value::Text(priority.to_owned());
            happened.set.insert("priority".to_owned(), value);
        }
        case.events.push(happened);
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
    let steps = answer.clocks.iter().map(|clock| {
        let steps = clock.escalations.iter().map(|step| {
            let state = match step.state {
                dueby::StepState::Scheduled => "scheduled",
                dueby::StepState::Fired => "fired",
                dueby::StepState::Acknowledged => "acknowledged",
                dueby::StepState::Withdrawn => "withdrawn",
                other => panic!("{other:?}"),
            };
            let comes = |_: &_| state != "withdrawn";
            Comes {
                step: step.step,
                occurrence: step.occurrence.into(),
                state,
                at: step.at.filter(comes).map(|at| at.timestamp_millis()),
                acknowledge_by: step.acknowledge_by.map(|at| at.timestamp_millis()),
            }
        });
        steps.collect()
    });
    (told.collect(), steps.collect())
}

/// What it says in a batch.
fn together(engine: &Engine, sheet: &Sheet, tried: &Tried, as_of: DateTime<Utc>) -> Vec<Said> {
    const PRIORITIES: [&str; 3] = ["urgent", "routine", "low"];
    let code = |priority: Option<&str>| {
        let place = PRIORITIES.iter().position(|one| Some(*one) == priority);
        place.map_or(Names::NONE, |place| place as u32)
    };
    let priorities = [code(tried.attributes.priority)];
    let vulnerable = [tried.attributes.vulnerable.map_or(2, u8::from)];
    let events = &tried.events;
    let codes: Vec<u32> = events.iter().map(|event| event.what as u32).collect();
    let times: Vec<i64> = events
        .iter()
        .map(|event| {
            if event.dated {
                let midnight = date(sheet, event.row).and_time(chrono::NaiveTime::MIN);
                midnight.and_utc().timestamp_millis()
            } else {
                sheet.at(event.row)
            }
        })
        .collect();
    let sorts: Vec<TimeSort> = events
        .iter()
        .map(|event| {
            if event.dated {
                TimeSort::Date
            } else {
                TimeSort::Instant
            }
        })
        .collect();
    let set: Vec<u32> = events.iter().map(|one| code(priority(one.what))).collect();
    let names = |codes: &'_ [u32]| -> Vec<u32> { codes.to_vec() };
    let (of_case, of_events) = (names(&priorities), names(&set));
    let cases = dueby::CaseColumns {
        references: None,
        kinds: Some(Names {
            names: &["job"],
            codes: &[0],
        }),
        attributes: &[
            AttributeColumn {
                name: "priority",
                values: Values::Texts(Names {
                    names: &PRIORITIES,
                    codes: &of_case,
                }),
            },
            AttributeColumn {
                name: "vulnerable",
                values: Values::Flags(&vulnerable),
            },
        ],
        first_event: &[0, times.len()],
        events: EventColumns {
            types: Names {
                names: &TYPES,
                codes: &codes,
            },
            times: &times,
            sorts: events.iter().any(|event| event.dated).then_some(&sorts),
            sets: &[AttributeColumn {
                name: "priority",
                values: Values::Texts(Names {
                    names: &PRIORITIES,
                    codes: &of_events,
                }),
            }],
            ..EventColumns::default()
        },
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
        tried in tried(),
        turned in any::<prop::sample::Index>(),
        as_of in 0i64..50 * 96,
    ) {
        let sheet = Sheet::get();
        let (rule, as_of) = (&tried.rule, FIRST + as_of);
        let engine = engine(rule);
        let moment = at(sheet, as_of);
        let runs = model::play(sheet, rule, tried.attributes, &tried.events, as_of);
        let expected = model::say(sheet, rule, &runs, as_of);
        let (said, steps) = alone(&engine, sheet, &tried, moment);
        prop_assert_eq!(&said, &expected, "{}", written(rule));
        let expected_steps: Vec<Vec<Comes>> = if runs.is_empty() {
            vec![Vec::new()]
        } else {
            let steps = |run: &Option<model::Run>| match run {
                Some(run) => path::comes(sheet, rule, run, &tried.events, as_of),
                None => Vec::new(),
            };
            runs.iter().map(steps).collect()
        };
        prop_assert_eq!(&steps, &expected_steps, "{}", written(rule));
        prop_assert_eq!(&together(&engine, sheet, &tried, moment), &expected, "{}", written(rule));
        // The order of the list is nothing to it.
        let mut other = tried.clone();
        other.events.reverse();
        if !other.events.is_empty() {
            other.events.rotate_left(turned.index(tried.events.len()));
        }
        prop_assert_eq!(&alone(&engine, sheet, &other, moment), &(said, steps));
        prop_assert_eq!(&together(&engine, sheet, &other, moment), &expected);
        // What has not happened yet may as well not be known.
        let mut past = tried.clone();
        past.events.retain(|event| event.row <= as_of);
        prop_assert_eq!(&alone(&engine, sheet, &past, moment).0, &expected);
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
    let happened = |what: usize, row: i64| Happened {
        what,
        row,
        dated: false,
    };
    let nothing = Attributes {
        priority: None,
        vulnerable: None,
    };
    let play = |rule: &Rule, events: &[Happened], as_of: i64| {
        model::say(
            sheet,
            rule,
            &model::play(sheet, rule, nothing, events, as_of),
            as_of,
        )
    };
    let events = [
        happened(0, monday + 40),
        happened(1, monday + 48),
        happened(2, monday + 96 + 40),
    ];
    let rule = Rule {
        within: Within::WorkingDays,
        allowed: Allowed::Always(3),
        extension: None,
        restarts: false,
        path: None,
    };
    let end_of_thursday: DateTime<Utc> = "2026-03-13T00:00:00Z".parse().unwrap();
    let said = play(&rule, &events, monday + 2 * 96 + 36);
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
        allowed: Allowed::Always(32),
        ..rule
    };
    let four: DateTime<Utc> = "2026-03-10T16:00:00Z".parse().unwrap();
    let said = play(&rule, &events, monday + 96 + 48);
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
