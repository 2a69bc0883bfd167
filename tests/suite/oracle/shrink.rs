//! Making a disagreement small: whatever can be left out of a calendar or taken off a
//! question is, as long as the two answers still differ.

use crate::compare::World;
use crate::description::{BuildsOn, Description};
use crate::question::{Allowance, Convention, Question, Time};
use crate::walk::MINUTE;

/// How many smaller calendars are tried at most.
const TRIES: usize = 400;

/// The smallest that is still `wrong`.
pub(crate) fn smallest(
    world: &World,
    question: &Question,
    wrong: &dyn Fn(&World, &Question) -> bool,
) -> (World, Question) {
    let mut question = question.clone();
    let mut world = World::of(world.description.clone(), world.priority).unwrap();
    let mut tries = 0;
    while tries < TRIES {
        let smaller = questions(&question)
            .into_iter()
            .find(|smaller| wrong(&world, smaller));
        if let Some(smaller) = smaller {
            question = smaller;
            continue;
        }
        let smaller = calendars(&world)
            .into_iter()
            .inspect(|_| tries += 1)
            .filter_map(|(description, priority)| World::of(description, priority).ok())
            .find(|smaller| wrong(smaller, &question));
        match smaller {
            Some(smaller) => world = smaller,
            None => break,
        }
    }
    (world, question)
}

fn calendars(world: &World) -> Vec<(Description, Option<&'static str>)> {
    let mut smaller: Vec<_> = descriptions(&world.description)
        .into_iter()
        .map(|description| (description, world.priority))
        .collect();
    if world.priority.is_some() {
        smaller.push((world.description.clone(), None));
    }
    smaller
}

fn descriptions(it: &Description) -> Vec<Description> {
    let mut smaller = Vec::new();
    let mut with = |change: &dyn Fn(&mut Description)| {
        let mut other = it.clone();
        change(&mut other);
        smaller.push(other);
    };
    let (from, to) = it.span();
    with(&|other| {
        other.builds_on = BuildsOn::Nothing;
        other.zone = Some(it.zone());
        (other.from, other.to) = (Some(from), Some(to));
    });
    let days = to.number() - from.number();
    for by in [days / 2, days / 8, 1] {
        if by > 0 && it.from.is_some() {
            with(&|other| other.from = Some(from.turn(by)));
            with(&|other| other.to = Some(to.turn(-by)));
        }
    }
    with(&|other| other.holidays.clear());
    with(&|other| other.projected.clear());
    with(&|other| other.cancelled.clear());
    with(&|other| other.dates.clear());
    if it.published.is_some() {
        with(&|other| other.published = None);
    }
    for index in 0..it.rules.len() {
        with(&|other| drop(other.rules.remove(index)));
    }
    for index in 0..it.closures.len() {
        with(&|other| drop(other.closures.remove(index)));
        with(&|other| other.closures[index].priorities.clear());
    }
    for date in &it.holidays {
        with(&|other| {
            other.holidays.remove(date);
        });
    }
    for date in &it.projected {
        with(&|other| {
            other.projected.remove(date);
        });
    }
    for date in &it.cancelled {
        with(&|other| {
            other.cancelled.remove(date);
        });
    }
    for date in it.dates.keys() {
        with(&|other| drop(other.dates.remove(date)));
    }
    for weekday in 0..7 {
        with(&|other| other.hours[weekday] = None);
        with(&|other| other.hours[weekday] = Some(vec![(9 * 60, 17 * 60)]));
        for window in 0..it.hours[weekday].as_ref().map_or(0, Vec::len) {
            with(&|other| {
                other.hours[weekday].as_mut().unwrap().remove(window);
            });
        }
    }
    match &it.builds_on {
        BuildsOn::Nothing => {}
        BuildsOn::Extends(base) => {
            for base in descriptions(base) {
                with(&|other| other.builds_on = BuildsOn::Extends(Box::new(base.clone())));
            }
        }
        BuildsOn::OffWhenAny(parts) => {
            for parts in parts_of(parts) {
                with(&|other| other.builds_on = BuildsOn::OffWhenAny(parts.clone()));
            }
        }
        BuildsOn::OffWhenAll(parts) => {
            for parts in parts_of(parts) {
                with(&|other| other.builds_on = BuildsOn::OffWhenAll(parts.clone()));
            }
        }
    }
    let written = |it: &Description| crate::toml::texts(it);
    let now = written(it);
    smaller.retain(|other| written(other) != now && small(other) <= small(it));
    smaller
}

/// Never larger, lest making small goes round in circles.
fn small(it: &Description) -> (usize, i64) {
    let text: usize = crate::toml::texts(it).iter().map(String::len).sum();
    let windows = it
        .hours
        .iter()
        .flatten()
        .filter(|hours| **hours != [(9 * 60, 17 * 60)]);
    let (from, to) = it.span();
    (text + 100 * windows.count(), to.number() - from.number())
}

fn parts_of(parts: &[Description]) -> Vec<Vec<Description>> {
    let mut smaller = Vec::new();
    for index in 0..parts.len() {
        let mut fewer = parts.to_vec();
        let part = fewer.remove(index);
        if !fewer.is_empty() {
            smaller.push(fewer);
        }
        for part in descriptions(&part) {
            let mut other = parts.to_vec();
            other[index] = part;
            smaller.push(other);
        }
    }
    smaller
}

fn questions(question: &Question) -> Vec<Question> {
    let towards_0 = |number: i64| -> Vec<i64> {
        let mut smaller = vec![0, number / 2, number - number.signum()];
        smaller.retain(|smaller| *smaller != number);
        smaller
    };
    let rounder = |at: i64| -> Vec<i64> {
        [24 * 60 * MINUTE, 60 * MINUTE, MINUTE]
            .iter()
            .map(|unit| at - at.rem_euclid(*unit))
            .filter(|rounder| *rounder != at)
            .collect()
    };
    match question {
        Question::AddWorkingDays(date, days) => towards_0(*days)
            .into_iter()
            .map(|days| Question::AddWorkingDays(*date, days))
            .collect(),
        Question::AddWorkingTime(start, millis, moves) => rounder(*start)
            .into_iter()
            .map(|start| (start, *millis))
            .chain(rounder(*millis).into_iter().map(|millis| (*start, millis)))
            .chain(
                towards_0(*millis)
                    .into_iter()
                    .map(|millis| (*start, millis)),
            )
            .map(|(start, millis)| Question::AddWorkingTime(start, millis, *moves))
            .collect(),
        Question::After(time, allowance, convention) => counts(*time, *allowance, *convention)
            .into_iter()
            .map(|(time, allowance, it)| Question::After(time, allowance, it))
            .collect(),
        Question::Before(time, allowance, convention) => counts(*time, *allowance, *convention)
            .into_iter()
            .map(|(time, allowance, it)| Question::Before(time, allowance, it))
            .collect(),
        Question::Whichever(time, [first, second], later, it) => {
            let with =
                |time, first, second, it| Question::Whichever(time, [first, second], *later, it);
            let smaller_first = counts(*time, *first, *it)
                .into_iter()
                .map(|(time, first, it)| with(time, first, *second, it));
            let smaller_second = counts(*time, *second, *it)
                .into_iter()
                .map(|(time, second, it)| with(time, *first, second, it));
            smaller_first.chain(smaller_second).collect()
        }
        _ => Vec::new(),
    }
}

/// A smaller number, or an option less that is not the default.
fn counts(time: Time, allowance: Allowance, it: Convention) -> Vec<(Time, Allowance, Convention)> {
    let default = Convention::DEFAULT;
    let mut smaller = Vec::new();
    for option in [
        Convention {
            begins: default.begins,
            ..it
        },
        Convention {
            received_off_day: default.received_off_day,
            ..it
        },
        Convention {
            cut_off: default.cut_off,
            ..it
        },
        Convention {
            ends: default.ends,
            ..it
        },
        Convention {
            roll: default.roll,
            ..it
        },
    ] {
        if option != it {
            smaller.push((time, allowance, option));
        }
    }
    for number in [0, 1, allowance.number / 2, allowance.number - 1] {
        if (0..allowance.number).contains(&number) {
            smaller.push((
                time,
                Allowance {
                    number,
                    ..allowance
                },
                it,
            ));
        }
    }
    if let Time::Instant(at) = time {
        for unit in [24 * 60 * MINUTE, 60 * MINUTE, MINUTE] {
            let rounder = at - at.rem_euclid(unit);
            if rounder != at {
                smaller.push((Time::Instant(rounder), allowance, it));
            }
        }
    }
    smaller
}
