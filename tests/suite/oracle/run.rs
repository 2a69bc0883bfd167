//! A million cases, and the shipped calendars.

use std::collections::BTreeMap;

use crate::calendars;
use crate::columns;
use crate::compare::{World, report};
use crate::questions;
use crate::random::Random;
use crate::shipped;
use crate::tally::Tally;
use crate::toml::texts;

const CASES: u64 = 1_000_000;
const SEED: u64 = 20_251_219;
/// Questions to each calendar.
const QUESTIONS: u64 = 500;

fn setting(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    let number = text.replace('_', "").parse();
    Some(number.unwrap_or_else(|_| panic!("{name} is a number, not {text:?}")))
}

/// The one case that is asked for, by the numbers of its calendar and its question.
fn only() -> Option<(u64, u64)> {
    let text = std::env::var("DUEBY_ORACLE_ONLY").ok()?;
    let numbers = text
        .split_once(':')
        .and_then(|(calendar, question)| Some((calendar.parse().ok()?, question.parse().ok()?)));
    Some(numbers.unwrap_or_else(|| panic!("DUEBY_ORACLE_ONLY is such as 12:345, not {text:?}")))
}

/// What was wrong: of each kind of question how often, and the first made small.
#[derive(Default)]
struct Wrong(BTreeMap<String, (u64, String)>);

/// After so many kinds of wrong answers no more are asked for.
const KINDS: usize = 4;

impl Wrong {
    fn note(&mut self, kind: String, report: impl FnOnce() -> String) {
        let known = self.0.entry(kind).or_insert_with(|| (0, report()));
        known.0 += 1;
    }

    fn is_enough(&self) -> bool {
        self.0.len() >= KINDS
    }

    fn assert_none(self) {
        let told: Vec<String> = self
            .0
            .iter()
            .map(|(kind, (times, first))| {
                format!("=== {kind}: {times} wrong, the first\n\n{first}")
            })
            .collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}

/// Asks a calendar its questions, or the one that is asked for.
fn ask(world: &World, seed: u64, number: u64, tally: &mut Tally, wrong: &mut Wrong, test: &str) {
    tally.calendar(world);
    for index in 0..QUESTIONS {
        if wrong.is_enough() || only().is_some_and(|only| only.1 != index) {
            continue;
        }
        // Not the numbers that made the calendar.
        let mut random = Random::of(!seed ^ number.rotate_right(16), index);
        let question = questions::question(&mut random, &world.walked);
        // An explanation takes many times as long as its deadline.
        let explained = only().is_some() || index % 4 == 0;
        match world.ask(&question, explained) {
            Ok(answer) => tally.question(world, &question, &answer),
            Err(_) => wrong.note(question.kind(), || {
                let again = format!(
                    "DUEBY_ORACLE_SEED={seed} DUEBY_ORACLE_ONLY={number}:{index} \
                     cargo test -p dueby-tests --test oracle {test}"
                );
                report(world, &question, &again)
            }),
        }
    }
    if only().is_none() && !wrong.is_enough() {
        let mut random = Random::of(!seed ^ number.rotate_right(16), QUESTIONS);
        if let Err(why) = columns::check(world, &mut random) {
            wrong.note("columns".to_owned(), || format!("{world:?}\n{why}\n"));
        }
    }
}

#[test]
fn a_million_random_cases() {
    let cases = setting("DUEBY_ORACLE_CASES").unwrap_or(CASES);
    let seed = setting("DUEBY_ORACLE_SEED").unwrap_or(SEED);
    let mut tally = Tally::default();
    let mut wrong = Wrong::default();
    let numbers = match only() {
        None => 0..cases.div_ceil(QUESTIONS),
        Some((number, _)) => number..number + 1,
    };
    for number in numbers {
        if wrong.is_enough() {
            break;
        }
        let (description, priority) = calendars::calendar(seed, number);
        match World::of(description.clone(), priority) {
            Ok(world) => ask(&world, seed, number, &mut tally, &mut wrong, "a_million"),
            Err(error) => wrong.note("a calendar is refused".to_owned(), || {
                format!("{error}\n\n{}", texts(&description).join("\n"))
            }),
        }
    }
    wrong.assert_none();
    // Fewer are not meant to meet everything.
    if only().is_none() && cases >= CASES / 10 {
        tally.is_enough();
    }
}

/// The calendars that come with dueby, described from the lists of the Python package
/// `holidays`.
#[test]
fn the_shipped_calendars() {
    let mut tally = Tally::default();
    let mut wrong = Wrong::default();
    for (place, world) in shipped::worlds().iter().enumerate() {
        for round in 0..4 {
            let number = place as u64 + 100 * round;
            if only().is_none_or(|only| only.0 == number) {
                ask(world, SEED, number, &mut tally, &mut wrong, "shipped");
            }
        }
    }
    wrong.assert_none();
    assert!(only().is_some() || tally.questions == 6 * 4 * QUESTIONS);
}
