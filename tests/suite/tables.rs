//! Tables over several attributes, against a look-up as plain as a spreadsheet's.

use dueby::{Case, ReasonCode, State, Value};
use dueby_tests::{engine, one_clock};
use proptest::prelude::*;

/// What a row asks of each attribute; nothing is asked of those that are left out.
#[derive(Debug, Clone)]
struct Row {
    priority: Option<Vec<&'static str>>,
    vulnerable: Option<bool>,
    rooms: Option<(i64, i64)>,
    days: i64,
}

/// A case, as far as it is known.
#[derive(Debug, Clone, Copy)]
struct Home {
    priority: Option<&'static str>,
    vulnerable: Option<bool>,
    rooms: Option<i64>,
}

const PRIORITIES: [&str; 3] = ["emergency", "urgent", "routine"];

fn row() -> impl Strategy<Value = Row> {
    (
        prop::option::of(prop::sample::subsequence(PRIORITIES.to_vec(), 1..3)),
        prop::option::of(any::<bool>()),
        prop::option::of((0i64..4).prop_flat_map(|low| (Just(low), low..4))),
        1i64..4,
    )
        .prop_map(|(priority, vulnerable, rooms, days)| Row {
            priority,
            vulnerable,
            rooms,
            days,
        })
}

fn home() -> impl Strategy<Value = Home> {
    (
        prop::option::weighted(0.8, prop::sample::select(PRIORITIES.to_vec())),
        prop::option::weighted(0.8, any::<bool>()),
        prop::option::weighted(0.8, 0i64..4),
    )
        .prop_map(|(priority, vulnerable, rooms)| Home {
            priority,
            vulnerable,
            rooms,
        })
}

impl Row {
    fn is_for_all(&self) -> bool {
        self.priority.is_none() && self.vulnerable.is_none() && self.rooms.is_none()
    }

    fn written(&self) -> String {
        let mut asks = Vec::new();
        if let Some(priorities) = &self.priority {
            asks.push(format!("priority = {priorities:?}"));
        }
        if let Some(vulnerable) = self.vulnerable {
            asks.push(format!("vulnerable = {vulnerable}"));
        }
        if let Some((low, high)) = self.rooms {
            asks.push(format!("rooms = {{ at-least = {low}, at-most = {high} }}"));
        }
        format!(
            "{{ when = {{ {} }}, is = \"{} days\" }}",
            asks.join(", "),
            self.days
        )
    }

    fn is_for(&self, priority: &str, vulnerable: bool, rooms: i64) -> bool {
        self.priority
            .as_ref()
            .is_none_or(|any| any.contains(&priority))
            && self.vulnerable.is_none_or(|asked| asked == vulnerable)
            && self
                .rooms
                .is_none_or(|(low, high)| (low..=high).contains(&rooms))
    }
}

/// What a table says of a case of which everything is known.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    Days(i64),
    Nothing,
    TwoThings,
}

fn says(rows: &[Row], otherwise: Option<i64>, home: (&str, bool, i64)) -> Says {
    let mut days: Vec<i64> = rows
        .iter()
        .filter(|row| row.is_for(home.0, home.1, home.2))
        .map(|row| row.days)
        .collect();
    days.sort_unstable();
    days.dedup();
    match (days.as_slice(), otherwise) {
        ([one], _) => Says::Days(*one),
        ([], Some(days)) => Says::Days(days),
        ([], None) => Says::Nothing,
        _ => Says::TwoThings,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Where everything is known, the table says what a look-up says. Where something is
    /// missing it says only what is so whatever that turns out to be.
    #[test]
    fn a_table_is_a_look_up(rows in prop::collection::vec(row(), 1..6), otherwise in prop::option::of(1i64..4), home in home()) {
        // A row for all, or two for the same, are refused as a pack is read.
        let mut conditions = std::collections::BTreeSet::new();
        let rows: Vec<Row> = rows
            .into_iter()
            .filter(|row| !row.is_for_all())
            .filter(|row| {
                let written = row.written();
                conditions.insert(written.split(" }, is").next().unwrap().to_owned())
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let mut written: Vec<String> = rows.iter().map(Row::written).collect();
        written.extend(otherwise.map(|days| format!("{{ is = \"{days} days\" }}")));
        let table = format!("within = [\n{}\n]", written.join(",\n"));
        let engine = engine(&one_clock("england-and-wales", &table), None);
        let mut case = Case::new("C-1", "it").with_event("it.started", "2026-02-02").unwrap();
        if let Some(priority) = home.priority {
            case = case.with_attribute("priority", priority);
        }
        if let Some(vulnerable) = home.vulnerable {
            case = case.with_attribute("vulnerable", vulnerable);
        }
        if let Some(rooms) = home.rooms {
            case = case.with_attribute("rooms", rooms as f64);
        }
        let answer = engine.assess(&case, "2026-02-02T12:00:00Z".parse().unwrap()).unwrap();
        let clock = &answer.clocks[0];
        let found = match &clock.reason {
            None => {
                let days = clock.within.unwrap().to_string();
                Some(Says::Days(days.split(' ').next().unwrap().parse().unwrap()))
            }
            Some(reason) => match reason.code {
                ReasonCode::RowsOverlap => Some(Says::TwoThings),
                ReasonCode::NoRow => Some(Says::Nothing),
                ReasonCode::MissingAttribute => {
                    let about = reason.about.as_deref().unwrap();
                    let known = match about {
                        "priority" => home.priority.is_some(),
                        "vulnerable" => home.vulnerable.is_some(),
                        _ => home.rooms.is_some(),
                    };
                    prop_assert!(!known, "{} is not missing", about);
                    None
                }
                other => panic!("{other:?}"),
            },
        };
        let mut possible = Vec::new();
        for priority in PRIORITIES {
            for vulnerable in [false, true] {
                for rooms in 0..4 {
                    if home.priority.is_none_or(|known| known == priority)
                        && home.vulnerable.is_none_or(|known| known == vulnerable)
                        && home.rooms.is_none_or(|known| known == rooms)
                    {
                        possible.push(says(&rows, otherwise, (priority, vulnerable, rooms)));
                    }
                }
            }
        }
        match found {
            Some(found) => prop_assert!(possible.iter().all(|one| *one == found), "{table} {home:?}"),
            None => prop_assert!(possible.len() > 1, "{table} {home:?}: nothing is missing"),
        }
    }
}

/// The most comparisons that a table may make, each of its own: the last one counts too.
#[test]
fn a_long_table_is_read_to_its_end() {
    let rows = |count: usize| {
        let rows: Vec<String> = (0..count)
            .map(|row| {
                format!(
                    "{{ when = {{ job = \"j{row}\" }}, is = \"{} days\" }}",
                    row + 1
                )
            })
            .collect();
        one_clock(
            "england-and-wales",
            &format!("within = [{}]", rows.join(", ")),
        )
    };
    let long = engine(&rows(128), None);
    let at = |job: &str| {
        let case = Case::new("C-1", "it")
            .with_attribute("job", Value::from(job))
            .with_event("it.started", "2026-02-02")
            .unwrap();
        let answer = long
            .assess(&case, "2026-02-02T12:00:00Z".parse().unwrap())
            .unwrap();
        answer.clocks[0].clone()
    };
    assert_eq!(at("j127").within.unwrap().to_string(), "128 days");
    assert_eq!(at("j0").within.unwrap().to_string(), "1 day");
    assert_eq!(at("j128").state, State::Undetermined);
    assert_eq!(at("j128").reason.unwrap().code, ReasonCode::NoRow);
    assert!(dueby::Pack::from_toml(&rows(129), "long.toml").is_err());
}
