//! Random calendars of every shape that the rule language can write.

use crate::date::{Date, length};
use crate::description::{BuildsOn, Closure, Description, On, Rule, Span, Window};
use crate::hours::{self, Hours};
use crate::random::Random;
use crate::zone::{self, Zone};

const PRIORITIES: [&str; 3] = ["urgent", "routine", "planned"];

/// The calendar of a number, and the priority of the cases it is for. Every zone has
/// its turn.
pub(crate) fn calendar(seed: u64, number: u64) -> (Description, Option<&'static str>) {
    let mut random = Random::of(seed, number);
    let zone = zone::NAMES[(number % zone::NAMES.len() as u64) as usize];
    let years = years(&mut random, Zone::named(zone));
    let calendar = described(&mut random, "it", zone, years, 0);
    let priority = random.percent(40).then(|| *random.pick(&PRIORITIES));
    (calendar, priority)
}

/// The first and the last date: mostly a few weeks around something, or a year or two.
fn years(random: &mut Random, zone: &Zone) -> (Date, Date) {
    let length = match random.below(100) {
        0..40 => random.between(5, 90),
        40..80 => random.between(200, 500),
        80..99 => random.between(500, 900),
        _ => random.between(900, 4000),
    };
    let year = match zone.name {
        // It had summer times of its own making from 1985 to 2019.
        "America/Sao_Paulo" if random.percent(70) => random.between(1985, 2018),
        _ => random.between(1972, 2098),
    } as i32;
    let changes = zone.changes(
        Date::new(year, 1, 1).number() * 24 * 60,
        Date::new(year + 1, 1, 1).number() * 24 * 60,
    );
    let middle = match random.below(10) {
        0..5 if !changes.is_empty() => zone.shows(*random.pick(&changes)).0,
        5 | 6 => Date::new(year, 2, 28),
        7 => Date::new(year, 12, 31),
        _ => Date::new(year, 1, 1).turn(random.between(0, 364)),
    };
    let from = match random.below(20) {
        0 => Date::new(1972, 1, 1),
        1 => Date::new(2099, 12, 31).turn(-random.between(0, 1) - length),
        2 => Date::new(year, 1, 1),
        _ => middle.turn(-random.between(0, length)),
    };
    let from = from.max(Date::new(1972, 1, 1));
    let to = from.turn(length).min(Date::new(2099, 12, 31));
    (from, to)
}

fn described(
    random: &mut Random,
    id: &str,
    zone: &'static str,
    years: (Date, Date),
    depth: usize,
) -> Description {
    let (from, to) = years;
    let mut it = Description::nine_to_five(id, zone, from, to);
    it.builds_on = match random.below(10) {
        0..5 => BuildsOn::Nothing,
        _ if depth == 2 => BuildsOn::Nothing,
        5..8 => {
            let part = part(random, id, 1, zone, years, depth);
            BuildsOn::Extends(Box::new(part))
        }
        which => {
            let parts = (1..=random.between(1, 3))
                .map(|number| part(random, id, number, zone, years, depth))
                .collect();
            match which {
                8 => BuildsOn::OffWhenAny(parts),
                _ => BuildsOn::OffWhenAll(parts),
            }
        }
    };
    it.hours = own_hours(random, &it);
    days_of_its_own(random, &mut it, years);
    changes_of_clocks(random, &mut it, Zone::named(zone), years);
    if let BuildsOn::Extends(base) = &it.builds_on {
        // Whether a holiday holds that the calendar below has cancelled, no document says.
        let cancelled = base.all_cancelled();
        it.holidays.retain(|date| !cancelled.contains(date));
        it.projected.retain(|date| !cancelled.contains(date));
    }
    if !matches!(it.builds_on, BuildsOn::Nothing) {
        // What is not said is taken over.
        if random.percent(30) {
            it.from = None;
            it.to = None;
        }
        if random.percent(30) {
            it.zone = None;
        }
        let span = it.span();
        it.dates
            .retain(|date, _| span.0 <= *date && *date <= span.1);
        for dates in [&mut it.holidays, &mut it.projected, &mut it.cancelled] {
            dates.retain(|date| span.0 <= *date && *date <= span.1);
        }
    }
    it
}

/// A calendar that another builds on: of the same years or more.
fn part(
    random: &mut Random,
    id: &str,
    number: i64,
    zone: &'static str,
    (from, to): (Date, Date),
    depth: usize,
) -> Description {
    let more = |random: &mut Random| match random.percent(40) {
        true => random.between(0, 200),
        false => 0,
    };
    let years = (
        from.turn(-more(random)).max(Date::new(1972, 1, 1)),
        to.turn(more(random)).min(Date::new(2099, 12, 31)),
    );
    described(random, &format!("{id}-{number}"), zone, years, depth + 1)
}

fn own_hours(random: &mut Random, it: &Description) -> Hours {
    match &it.builds_on {
        BuildsOn::Nothing => hours::week(random),
        // Some weekdays of its own: by day, so that no night runs into them.
        BuildsOn::Extends(base) => {
            let nights = (0..7).any(|weekday| {
                let hours = base.weekday_hours(weekday).unwrap_or_default();
                hours.iter().any(|(_, close)| *close > 24 * 60)
            });
            match (nights, random.below(3)) {
                (_, 0) => hours::week(random).map(|hours| hours.or(Some(Vec::new()))),
                (false, 1) => {
                    let mut own = Hours::default();
                    for _ in 0..random.between(1, 3) {
                        own[random.below(7)] = Some(hours::by_day(random));
                    }
                    own
                }
                _ => Hours::default(),
            }
        }
        _ => match random.percent(50) {
            true => hours::week(random),
            false => Hours::default(),
        },
    }
}

/// Dates, holidays, closures and rules.
fn days_of_its_own(random: &mut Random, it: &mut Description, years: (Date, Date)) {
    let length = years.1.number() - years.0.number() + 1;
    let day = |random: &mut Random| match random.below(12) {
        0 => years.0,
        1 => years.1,
        2 => years.0.next().min(years.1),
        3 => years.1.previous().max(years.0),
        _ => years.0.turn(random.between(0, length - 1)),
    };
    let some = |random: &mut Random, most: i64| match random.percent(60) {
        true => random.between(1, most),
        false => 0,
    };
    for _ in 0..some(random, 5 + length / 60) {
        let (first, days) = (day(random), random.between(1, 3));
        let run = (0..days).map(|by| first.turn(by));
        it.holidays.extend(run.filter(|date| *date <= years.1));
    }
    for _ in 0..some(random, 4) {
        let date = day(random);
        if !it.holidays.contains(&date) {
            it.projected.insert(date);
        }
    }
    for _ in 0..some(random, 5) {
        let windows: Vec<Window> = hours::of_a_date(random);
        it.dates.insert(day(random), windows);
    }
    for _ in 0..some(random, 3) {
        let listed: Vec<Date> = it.holidays.iter().copied().collect();
        let date = match listed.is_empty() || random.percent(30) {
            true => day(random),
            false => *random.pick(&listed),
        };
        it.cancelled.insert(date);
    }
    for _ in 0..some(random, 3) {
        it.rules.push(rule(random, years));
    }
    if random.percent(20) {
        it.published = Some(day(random));
    }
    for _ in 0..some(random, 2) {
        let closure = closure(random, years, day);
        it.closures.push(closure);
    }
}

/// Hours of their own for some dates on which clocks change: within what is skipped or
/// comes twice, or over an end of it.
fn changes_of_clocks(
    random: &mut Random,
    it: &mut Description,
    zone: &Zone,
    (from, to): (Date, Date),
) {
    for change in zone.changes(from.number() * 24 * 60, to.number() * 24 * 60) {
        if random.percent(85) {
            continue;
        }
        let shown = [zone.offset(change - 1), zone.offset(change)].map(|offset| change + offset);
        let (first, last) = (shown[0].min(shown[1]), shown[0].max(shown[1]));
        let date = Date::numbered(first.div_euclid(24 * 60));
        let midnight = date.number() * 24 * 60;
        let around = match random.percent(60) {
            true => 0,
            false => 45,
        };
        let (earliest, latest) = ((first - midnight - around).max(0), last - midnight + around);
        let open = random.between(earliest, (latest - 1).min(24 * 60 - 2));
        let close = random.between(open + 1, latest.clamp(open + 1, 24 * 60));
        if from <= date && date <= to {
            it.dates.insert(date, vec![(open, close)]);
        }
    }
}

fn day_of_year(random: &mut Random) -> (u8, u8) {
    match random.below(6) {
        0 => (12, 25),
        1 => (1, 1),
        2 => (2, 29),
        _ => {
            let month = random.between(1, 12) as u8;
            (month, random.between(1, length(2023, month).into()) as u8)
        }
    }
}

fn some_years(random: &mut Random, (from, to): (Date, Date)) -> Option<(i32, i32)> {
    let (from, to) = (i64::from(from.year), i64::from(to.year));
    match random.below(5) {
        0 => {
            let year = random.between(from - 1, to) as i32;
            Some((year, year))
        }
        1 => Some((random.between(from - 1, to) as i32, 9999)),
        2 => {
            let first = random.between(from - 2, to);
            Some((first as i32, (first + random.between(0, 2)) as i32))
        }
        _ => None,
    }
}

fn rule(random: &mut Random, years: (Date, Date)) -> Rule {
    let on = match random.below(3) {
        0 => {
            let (month, day) = day_of_year(random);
            On::Day(month, day)
        }
        1 => On::Nth(
            random.between(1, 5) as u8,
            random.below(7),
            random.between(1, 12) as u8,
        ),
        _ => On::Easter(*random.pick(&[-2, 0, 1, -3, 39, 50, -47])),
    };
    let when = random.percent(30).then(|| {
        let mut weekdays = vec![random.below(7)];
        if random.percent(60) {
            weekdays.push((weekdays[0] + 1) % 7);
        }
        (12, 25, weekdays)
    });
    Rule {
        on,
        when,
        years: some_years(random, years),
    }
}

fn closure(random: &mut Random, years: (Date, Date), day: impl Fn(&mut Random) -> Date) -> Closure {
    let span = match random.below(3) {
        0 => {
            let from = day(random);
            Span::Once(from, from.turn(random.between(0, 12)).min(years.1))
        }
        1 => {
            let (from, to) = (day_of_year(random), day_of_year(random));
            Span::Yearly(from.min(to), from.max(to), some_years(random, years))
        }
        _ => {
            let from = (12, random.between(15, 31) as u8);
            let to = (1, random.between(1, 10) as u8);
            Span::Yearly(from, to, some_years(random, years))
        }
    };
    let priorities = match random.below(3) {
        0 => vec![*random.pick(&PRIORITIES)],
        1 => vec!["routine", "planned"],
        _ => Vec::new(),
    };
    Closure { span, priorities }
}
