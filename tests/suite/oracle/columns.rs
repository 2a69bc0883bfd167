//! Columns: every row is answered as it is alone, and a row without an answer stops no
//! other.

use dueby::ColumnError;

use crate::compare::World;
use crate::conventions;
use crate::engine::count;
use crate::question::{Answer, Question, Time};
use crate::questions::Asker;
use crate::random::Random;

const ROWS: usize = 16;

/// What is wrong about the columns of a calendar.
pub(crate) fn check(world: &World, random: &mut Random) -> Result<(), String> {
    let asker = Asker {
        walked: &world.walked,
    };
    let columns = world.calendar.columns();
    let dates: Vec<_> = (0..ROWS).map(|_| asker.date(random)).collect();
    let others: Vec<_> = (0..ROWS).map(|_| asker.date(random)).collect();
    let days: Vec<i32> = (0..ROWS).map(|_| random.between(-30, 30) as i32).collect();
    let starts: Vec<i64> = (0..ROWS).map(|_| asker.instant(random)).collect();
    let ends: Vec<i64> = starts
        .iter()
        .map(|start| asker.near(random, *start))
        .collect();
    let amounts: Vec<i64> = starts
        .iter()
        .map(|start| asker.open_time(random, *start))
        .collect();
    let numbers = |dates: &[crate::date::Date]| -> Vec<i32> {
        dates.iter().map(|date| date.number() as i32).collect()
    };
    let (from, until) = (numbers(&dates), numbers(&others));

    let mut out = vec![-1; ROWS];
    let called = columns.add_working_days(&from, &days, &mut out);
    rows(world, called, &widened(&out), |row| {
        Question::AddWorkingDays(dates[row], days[row].into())
    })?;

    let called = columns.working_days_between(&from, &until, &mut out);
    rows(world, called, &widened(&out), |row| {
        Question::WorkingDaysBetween(dates[row], others[row])
    })?;

    let mut out = vec![-1; ROWS];
    let called = columns.add_working_time(&starts, &amounts, &mut out);
    rows(world, called, &out, |row| {
        Question::AddWorkingTime(starts[row], amounts[row], false)
    })?;

    let called = columns.working_time_between(&starts, &ends, &mut out);
    rows(world, called, &out, |row| {
        Question::WorkingTimeBetween(starts[row], ends[row])
    })?;

    let allowance = asker.allowance(random);
    let convention = asker.convention(random, Time::Instant(starts[0]), true);
    let called = count(&world.calendar, allowance, &convention).after_each(&starts, &mut out);
    rows(world, called, &out, |row| {
        Question::After(Time::Instant(starts[row]), allowance, convention)
    })
}

fn widened(out: &[i32]) -> Vec<i64> {
    out.iter().map(|number| i64::from(*number)).collect()
}

/// A column against the answers to its rows one by one.
fn rows(
    world: &World,
    called: Result<(), ColumnError>,
    out: &[i64],
    question: impl Fn(usize) -> Question,
) -> Result<(), String> {
    let (unanswered, first) = match called {
        Ok(()) => (Vec::new(), None),
        Err(ColumnError::Rows { rows, first }) => (rows, Some(first)),
        Err(error) => return Err(error.to_string()),
    };
    let mut without = Vec::new();
    for (row, found) in out.iter().enumerate() {
        let question = question(row);
        let told = question.told(world.walked.zone);
        let expected = match conventions::answer(&world.walked, &question) {
            Answer::Date(date) => date.number(),
            Answer::Number(number) => number,
            Answer::Instant(at) | Answer::Sum(at, ..) => at,
            Answer::None(code) => {
                without.push((row, code));
                0
            }
            other => return Err(format!("{other:?} fits no column")),
        };
        if *found != expected {
            return Err(format!("row {row} is {found}, not {expected}: {told}"));
        }
    }
    let rows: Vec<usize> = without.iter().map(|(row, _)| *row).collect();
    if unanswered != rows {
        return Err(format!(
            "rows {unanswered:?} have no answer, and not {rows:?}"
        ));
    }
    let code = first.as_ref().map(|error| error.code().as_str());
    let expected = without.first().map(|(_, code)| code.as_str());
    if code != expected {
        return Err(format!("the first is {code:?}, not {expected:?}"));
    }
    Ok(())
}

/// Columns of different lengths are refused, and nothing is written.
#[test]
fn of_one_length() {
    let (description, priority) = crate::calendars::calendar(1, 6);
    let world = World::of(description, priority).unwrap();
    let mut out = [7; 2];
    let called = world
        .calendar
        .columns()
        .add_working_days(&[1, 2], &[3], &mut out);
    assert!(
        matches!(
            called,
            Err(ColumnError::Lengths {
                expected: 2,
                found: 1
            })
        ),
        "{called:?}"
    );
    let called = world
        .calendar
        .columns()
        .working_days_between(&[1], &[3], &mut out);
    assert!(
        matches!(
            called,
            Err(ColumnError::Lengths {
                expected: 1,
                found: 2
            })
        ),
        "{called:?}"
    );
    assert_eq!(out, [7; 2]);
}
