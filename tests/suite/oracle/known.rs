//! Where the engine is known to be wrong, each with its reason and an example. The test
//! below fails when an example is mended: then its row goes.

use dueby::ReceivedOffDay;

use crate::compare::World;
use crate::date::Date;
use crate::description::Description;
use crate::explanation;
use crate::question::{Allowance, Answer, Convention, Question, Time, Unit};
use crate::walk::MINUTE;
use crate::zone;

struct Known {
    why: &'static str,
    /// Given the answer that is wrong and the one that is right.
    applies: fn(&World, &Question, &Answer, &Answer) -> bool,
    example: fn() -> (World, Question),
}

const DAY: i64 = 24 * 60 * MINUTE;

const KNOWN: &[Known] = &[
    Known {
        why: "options for dates are heeded in counts of hours, which then fail where the \
              calendar does not know a date",
        applies: |_, question, found, _| {
            matches!(question, Question::After(_, allowance, it)
                if !allowance.unit.counts_dates()
                    && (it.cut_off.is_some()
                        || it.received_off_day != ReceivedOffDay::Stays))
                && is_code(found, "calendar-range")
        },
        example: || {
            let cut_off = Convention {
                cut_off: Some(16 * 60),
                ..Convention::DEFAULT
            };
            let ten_minutes = Allowance {
                number: 10,
                unit: Unit::Minutes,
            };
            let start = Time::Local(Date::new(2025, 12, 31), 16 * 60 + 30, 0);
            (office(), Question::After(start, ten_minutes, cut_off))
        },
    },
    Known {
        why: "open time runs on past the last date where that opens over midnight",
        applies: |world, _, found, expected| {
            let end = world.walked.span().1;
            let last = world.walked.days.last();
            let runs_on =
                last.is_some_and(|day| day.openings.iter().any(|(_, close)| *close > end));
            runs_on && (is_code(expected, "calendar-range") || matches!(found, Answer::Openings(_)))
        },
        example: || {
            let mut nights = office_description();
            nights.hours[2] = Some(vec![(22 * 60, 30 * 60)]);
            // 31 December 2025 is a Wednesday.
            let start = Date::new(2025, 12, 31).number() * DAY + 22 * 60 * MINUTE;
            let question = Question::AddWorkingTime(start, 3 * 60 * MINUTE, false);
            (World::of(nights, None).unwrap(), question)
        },
    },
    Known {
        why: "the millisecond before the first date is known to be closed",
        applies: |world, question, _, _| matches!(question, Question::IsOpen(at) if *at == world.walked.span().0 * MINUTE - 1),
        example: || {
            let first = Date::new(2025, 1, 1).number() * DAY;
            (office(), Question::IsOpen(first - 1))
        },
    },
    Known {
        why: "next to the ends of the zones' years some sums are refused and others are not",
        applies: |_, _, found, expected| {
            let near = |answer: &Answer| match answer {
                Answer::Sum(at, ..) => {
                    (at - zone::FIRST * MINUTE).abs() <= DAY
                        || (at - zone::END * MINUTE).abs() <= DAY
                }
                _ => false,
            };
            (is_code(found, "time-range") && near(expected))
                || (is_code(expected, "time-range") && near(found))
        },
        example: || {
            let no_days = Allowance {
                number: 0,
                unit: Unit::Days,
            };
            let last = Time::Date(Date::new(2099, 12, 31));
            let utc = Description::nine_to_five(
                "utc",
                "UTC",
                Date::new(2025, 1, 1),
                Date::new(2025, 12, 31),
            );
            (
                World::of(utc, None).unwrap(),
                Question::Before(last, no_days, Convention::DEFAULT),
            )
        },
    },
];

fn is_code(answer: &Answer, code: &str) -> bool {
    matches!(answer, Answer::None(found) if found == code)
}

fn office_description() -> Description {
    let (from, to) = (Date::new(2025, 1, 1), Date::new(2025, 12, 31));
    Description::nine_to_five("office", "Europe/London", from, to)
}

fn office() -> World {
    World::of(office_description(), None).unwrap()
}

/// Whether a wrong answer is one of the known ones.
pub(crate) fn applies(
    world: &World,
    question: &Question,
    found: &Answer,
    expected: &Answer,
) -> bool {
    // Two allowances are as wrong as one of them is.
    if let Question::Whichever(time, two, _, convention) = question {
        return two
            .iter()
            .any(|one| world.is_known(&Question::After(*time, *one, *convention)));
    }
    KNOWN
        .iter()
        .any(|known| (known.applies)(world, question, found, expected))
}

/// Whether an explanation is known to be wrong: between a date and itself there is one
/// even where the calendar does not know the date.
pub(crate) fn unexplained(question: &Question) -> bool {
    matches!(question, Question::WorkingDaysBetween(from, until) if from == until)
}

#[test]
fn each_is_still_wrong() {
    for known in KNOWN {
        let (world, question) = (known.example)();
        assert!(world.is_known(&question), "mended: {}", known.why);
    }
    let unknown = Date::new(2026, 1, 5);
    let question = Question::WorkingDaysBetween(unknown, unknown);
    assert!(explanation::check(&office(), &question).is_err(), "mended");
}
