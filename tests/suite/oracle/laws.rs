//! Laws that any sums of time keep, tried on the engine alone with random calendars: on
//! all of them, so on days of 23 and of 25 hours too. Each says where it holds; where it
//! could be thought to and does not, that is said beside it.
//!
//! A calendar comes from a number, as do the places in it: proptest makes the numbers
//! smaller, and a failure names the calendar.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dueby::{AtEdge, Begins, Calendar, Count, Ends, EventTime, ReceivedOffDay, Roll, Sum};
use proptest::prelude::*;

use crate::calendars;
use crate::compare::World;
use crate::engine::{counting, event_time, naive, utc};
use crate::question::{Convention, Time};
use crate::questions::{Asker, BEGINS, ENDS, OFF_DAYS, ROLLS};
use crate::random::Random;

/// Calendars of half a year or more.
static WORLDS: LazyLock<Vec<World>> = LazyLock::new(|| {
    (0..)
        .map(|number| calendars::calendar(1, number))
        .filter(|(description, _)| {
            let (from, to) = description.span();
            (180..1000).contains(&(to.number() - from.number()))
        })
        .filter_map(|(description, priority)| World::of(description, priority).ok())
        .take(140)
        .collect()
});

fn world() -> impl Strategy<Value = &'static World> {
    (0..140usize).prop_map(|place| &WORLDS[place])
}

fn place() -> impl Strategy<Value = u64> {
    any::<u64>()
}

/// An instant the calendar knows, mostly at an edge.
fn instant(world: &World, place: u64) -> DateTime<Utc> {
    let mut random = Random::of(place, 1);
    let (first, end) = world.walked.span();
    let asker = Asker {
        walked: &world.walked,
    };
    utc(asker
        .instant(&mut random)
        .clamp(first * 60_000, end * 60_000 - 1))
}

fn date(world: &World, place: u64) -> NaiveDate {
    let mut random = Random::of(place, 2);
    let asker = Asker {
        walked: &world.walked,
    };
    let days = &world.walked.days;
    let date = asker.date(&mut random);
    naive(date.max(days[0].date).min(days[days.len() - 1].date))
}

/// The same in the middle third, lest sums leave the calendar's years.
fn middle_date(world: &World, place: u64) -> NaiveDate {
    let days = &world.walked.days;
    let third = days.len() / 3;
    naive(days[third + (place % third as u64) as usize].date)
}

fn works(calendar: &Calendar, date: NaiveDate) -> bool {
    calendar.is_working_day(date).unwrap()
}

/// Some of the open time from an instant on, or up to it: at least a millisecond.
fn some_of(world: &World, at: DateTime<Utc>, share: u64, back: bool) -> Option<TimeDelta> {
    let (first, end) = world.walked.span();
    let calendar = &world.calendar;
    let all = match back {
        false => calendar.working_time_between(at, utc(end * 60_000)),
        true => calendar.working_time_between(utc(first * 60_000), at),
    };
    // The last moments are left out: after those the next opening is not known.
    let most = all.unwrap().num_milliseconds() - 60 * 60_000;
    (most > 0).then(|| TimeDelta::milliseconds(1 + (share % most as u64) as i64))
}

fn add(calendar: &Calendar, start: DateTime<Utc>, amount: TimeDelta) -> DateTime<Utc> {
    let end = calendar.add_working_time(start, amount, AtEdge::Stays);
    end.unwrap().to_utc()
}

fn between(calendar: &Calendar, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
    calendar.working_time_between(from, until).unwrap()
}

/// A convention of a number.
fn convention(number: u64) -> Convention {
    let mut random = Random::of(number, 3);
    Convention {
        begins: *random.pick(&BEGINS),
        received_off_day: *random.pick(&OFF_DAYS),
        cut_off: random.percent(30).then(|| random.between(0, 24 * 60)),
        ends: *random.pick(&ENDS),
        roll: *random.pick(&ROLLS),
    }
}

/// The deadline, where the calendar's years reach that far.
fn after(world: &World, allowance: &str, it: &Convention, start: EventTime) -> Option<Sum> {
    let limit = allowance.parse().unwrap();
    Count::new(&world.calendar, limit, counting(it))
        .after(start)
        .ok()
}

const UNITS: [&str; 5] = ["days", "weeks", "months", "working days", "working hours"];

/// Cases are cheap here.
fn tried() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig {
        cases: default.cases.max(5_000),
        failure_persistence: None,
        ..default
    }
}

proptest! {
    #![proptest_config(tried())]

    /// What lies between a start and the end of a sum is the amount: always.
    #[test]
    fn working_time_between_is_what_was_added(world in world(), place in place(), share in any::<u64>()) {
        let (calendar, start) = (&world.calendar, instant(world, place));
        if let Some(amount) = some_of(world, start, share, false) {
            let end = add(calendar, start, amount);
            prop_assert_eq!(between(calendar, start, end), amount);
        }
        if let Some(amount) = some_of(world, start, share, true) {
            let from = add(calendar, start, -amount);
            prop_assert_eq!(between(calendar, from, start), amount);
        }
    }

    /// Back again: to the start where it is open there, else to the next opening; and
    /// the other way round to where open time last ran.
    #[test]
    fn working_time_is_taken_back(world in world(), place in place(), share in any::<u64>()) {
        let (calendar, start) = (&world.calendar, instant(world, place));
        if let Some(amount) = some_of(world, start, share, false) {
            let back = add(calendar, add(calendar, start, amount), -amount);
            prop_assert_eq!(back, calendar.next_open(start).unwrap());
        }
        if let Some(amount) = some_of(world, start, share, true) {
            let back = add(calendar, add(calendar, start, -amount), amount);
            prop_assert_eq!(back, calendar.previous_close(start).unwrap());
        }
    }

    /// One amount after another is both at once; of nothing only where a sum at an edge
    /// moves on, since nothing after a closing is the next opening.
    #[test]
    fn working_time_adds_up(world in world(), place in place(), share in any::<u64>(), part in any::<u64>()) {
        let (calendar, start) = (&world.calendar, instant(world, place));
        for back in [false, true] {
            let Some(amount) = some_of(world, start, share, back) else { continue };
            let first = TimeDelta::milliseconds((part % (amount.num_milliseconds() as u64 + 1)) as i64);
            let sign = if back { -1 } else { 1 };
            if !first.is_zero() && first != amount {
                let one_by_one = add(calendar, add(calendar, start, first * sign), (amount - first) * sign);
                prop_assert_eq!(one_by_one, add(calendar, start, amount * sign));
            }
            let moved = |start: DateTime<Utc>, amount: TimeDelta| {
                calendar.add_working_time(start, amount, AtEdge::Moves).ok().map(|end| end.to_utc())
            };
            if back && (first.is_zero() || first == amount) { continue }
            if let Some(at_once) = moved(start, amount * sign) {
                let middle = moved(start, first * sign).unwrap();
                prop_assert_eq!(moved(middle, (amount - first) * sign), Some(at_once));
            }
        }
    }

    /// From here to there and on from there: in any order.
    #[test]
    fn spans_add_up(world in world(), places in [place(), place(), place()]) {
        let calendar = &world.calendar;
        let [a, b, c] = places.map(|place| instant(world, place));
        prop_assert_eq!(between(calendar, a, b) + between(calendar, b, c), between(calendar, a, c));
        prop_assert_eq!(between(calendar, a, b), -between(calendar, b, a));
        let [a, b, c] = places.map(|place| date(world, place));
        let days = |from, until| calendar.working_days_between(from, until).unwrap();
        prop_assert_eq!(days(a, b) + days(b, c), days(a, c));
        prop_assert_eq!(days(a, b), -days(b, a));
    }

    /// Who starts later is not done earlier, nor who has more to do: with negative
    /// amounts too.
    #[test]
    fn working_time_is_monotonic(world in world(), places in [place(), place()], amounts in [-600_000_000i64..600_000_000, -600_000_000i64..600_000_000]) {
        let calendar = &world.calendar;
        let mut starts = places.map(|place| instant(world, place));
        let mut amounts = amounts.map(TimeDelta::milliseconds);
        starts.sort();
        amounts.sort();
        for edge in [AtEdge::Stays, AtEdge::Moves] {
            let end = |start, amount| calendar.add_working_time(start, amount, edge).ok();
            if let (Some(one), Some(other)) = (end(starts[0], amounts[0]), end(starts[1], amounts[0])) {
                prop_assert!(one <= other, "{one} {other}");
            }
            if let (Some(one), Some(other)) = (end(starts[0], amounts[0]), end(starts[0], amounts[1])) {
                prop_assert!(one <= other, "{one} {other}");
            }
        }
    }

    /// Working days and back again: to the date where it works, else to the working day
    /// before it, or after it when first going back.
    #[test]
    fn working_days_are_taken_back(world in world(), place in place(), days in 1i32..60) {
        let (calendar, start) = (&world.calendar, middle_date(world, place));
        let add = |date, days| calendar.add_working_days(date, days).ok();
        for (days, roll) in [(days, Roll::Previous), (-days, Roll::Next)] {
            if let Some(end) = add(start, days) {
                prop_assert!(works(calendar, end));
                // Neither is known where nothing works on that side.
                prop_assert_eq!(add(end, -days), calendar.roll(start, roll).ok());
            }
        }
    }

    /// The working days after the start, up to and with the end, are those added; with
    /// the start and without the end when going back.
    #[test]
    fn working_days_between_are_those_added(world in world(), place in place(), days in 1i32..60) {
        let (calendar, start) = (&world.calendar, middle_date(world, place));
        if let Ok(end) = calendar.add_working_days(start, days) {
            let between = calendar.working_days_between(start.succ_opt().unwrap(), end.succ_opt().unwrap());
            prop_assert_eq!(between.unwrap(), i64::from(days));
            if works(calendar, start) {
                prop_assert_eq!(calendar.working_days_between(start, end).unwrap(), i64::from(days));
            }
        }
        if let Ok(end) = calendar.add_working_days(start, -days) {
            prop_assert_eq!(calendar.working_days_between(end, start).unwrap(), i64::from(days));
        }
    }

    /// In one direction: three and four working days are seven.
    #[test]
    fn working_days_add_up(world in world(), place in place(), days in [0i32..30, 0i32..30]) {
        let (calendar, start) = (&world.calendar, middle_date(world, place));
        for sign in [1, -1] {
            let add = |date, days: i32| calendar.add_working_days(date, sign * days).ok();
            let at_once = add(start, days[0] + days[1]);
            if at_once.is_some() {
                let one_by_one = add(add(start, days[0]).unwrap(), days[1]);
                prop_assert_eq!(one_by_one, at_once);
            }
        }
    }

    #[test]
    fn working_days_are_monotonic(world in world(), places in [place(), place()], days in [-60i32..60, -60i32..60]) {
        let calendar = &world.calendar;
        let mut starts = places.map(|place| middle_date(world, place));
        let mut days = days;
        starts.sort();
        days.sort();
        let end = |start, days| calendar.add_working_days(start, days).ok();
        if let (Some(one), Some(other)) = (end(starts[0], days[0]), end(starts[1], days[0])) {
            prop_assert!(one <= other);
        }
        if let (Some(one), Some(other)) = (end(starts[0], days[0]), end(starts[0], days[1])) {
            prop_assert!(one <= other);
        }
    }

    /// More time is never a shorter time: under every convention that ends a day as a
    /// whole or at the same time. Not at closing: a date that does not open closes later
    /// than a night that runs into it.
    #[test]
    fn deadlines_are_monotonic_in_the_amount(world in world(), place in place(), it in place(), unit in 0..5usize, numbers in [0i64..40, 0i64..40]) {
        let mut it = convention(it);
        if it.ends == Ends::Closing {
            it.ends = Ends::EndOfDay;
        }
        let start = event_time(Time::Instant(instant(world, place).timestamp_millis()));
        let due = |number: i64| after(world, &format!("{number} {}", UNITS[unit]), &it, start);
        let numbers = [numbers[0].min(numbers[1]), numbers[0].max(numbers[1])];
        if let (Some(one), Some(other)) = (due(numbers[0]), due(numbers[1])) {
            prop_assert!(one.at <= other.at, "{} {} {it:?}", one.at, other.at);
        }
    }

    /// Who starts later is not due earlier, for whole days. Not with a cut-off, which sends
    /// Friday evening to Monday, where Saturday stays or goes back to Friday. Nor with the
    /// second working day where Monday itself is day 1, or Tuesday whether it works or not:
    /// that of Saturday is Tuesday, or later.
    #[test]
    fn deadlines_are_monotonic_in_the_start(world in world(), places in [place(), place()], it in place(), unit in 0..5usize, number in 0i64..40) {
        use ReceivedOffDay::{NextWorkingDay, PreviousWorkingDay, SecondWorkingDay, Stays};
        let mut it = convention(it);
        if !matches!(it.ends, Ends::EndOfDay | Ends::DayBefore) {
            it.ends = Ends::EndOfDay;
        }
        if matches!(it.received_off_day, Stays | PreviousWorkingDay) {
            it.cut_off = None;
        }
        if it.received_off_day == SecondWorkingDay {
            it.begins = Begins::DayAfter;
            if UNITS[unit] != "working days" {
                it.received_off_day = NextWorkingDay;
            }
        }
        let mut starts = places.map(|place| instant(world, place));
        starts.sort();
        let allowance = format!("{number} {}", UNITS[unit]);
        let due = starts.map(|start| {
            after(world, &allowance, &it, EventTime::Instant(start.fixed_offset()))
        });
        if let [Some(one), Some(other)] = due {
            prop_assert!(one.at <= other.at, "{} {} {it:?}", one.at, other.at);
        }
    }

    /// Deadlines add up: days and working days from date to date, hours from instant to
    /// instant. Months do not: 31 January, 28 February, 28 March.
    #[test]
    fn deadlines_add_up(world in world(), place in place(), unit in 0..3usize, numbers in [0i64..20, 0i64..20]) {
        let unit = ["days", "working days", "hours"][unit];
        let it = Convention::DEFAULT;
        let start = match unit {
            "hours" => EventTime::Instant(instant(world, place).fixed_offset()),
            _ => EventTime::Date(middle_date(world, place)),
        };
        let due = |number: i64, start| after(world, &format!("{number} {unit}"), &it, start);
        let Some(at_once) = due(numbers[0] + numbers[1], start) else { return Ok(()) };
        let middle = due(numbers[0], start).unwrap();
        let middle = match unit {
            "hours" => EventTime::Instant(middle.at),
            _ => EventTime::Date(middle.date),
        };
        prop_assert_eq!(due(numbers[1], middle).unwrap().at, at_once.at);
    }

    /// Counted on and back: to the same date from a working day, "after" and "before" as
    /// well as "beginning with" and "ending with"; of days from any date, of months up to
    /// the 28th.
    #[test]
    fn deadlines_are_counted_back(world in world(), place in place(), unit in 0..3usize, with in any::<bool>(), number in 1i64..20) {
        use chrono::Datelike;
        let unit = ["days", "working days", "months"][unit];
        let it = Convention {
            begins: if with { Begins::WithTheDay } else { Begins::DayAfter },
            ..Convention::DEFAULT
        };
        let start = middle_date(world, place);
        let holds = match unit {
            "working days" => works(&world.calendar, start),
            "months" => start.day() <= 28 && !with,
            _ => true,
        };
        let allowance = format!("{number} {unit}");
        if let (true, Some(due)) = (holds, after(world, &allowance, &it, EventTime::Date(start))) {
            let back = Count::new(&world.calendar, allowance.parse().unwrap(), counting(&it))
                .before(EventTime::Date(due.date));
            prop_assert_eq!(back.unwrap().date, start);
        }
    }
}

/// A third of the calendars at least is open around a change of clocks.
#[test]
fn the_laws_meet_changes_of_clocks() {
    let open = |world: &&World| {
        let (first, end) = world.walked.span();
        let changes = world.walked.zone.changes(first, end);
        changes.iter().any(|change| {
            let near = (change - 12 * 60) * 60_000;
            let openings = world.walked.openings(near, near + 24 * 60 * 60_000);
            !openings.is_empty()
        })
    };
    let many = WORLDS.iter().filter(open).count();
    assert!(many >= 140 / 3, "{many}");
}
