//! Random questions to a calendar, most of them at an edge of something.

use dueby::{Begins, Ends, ReceivedOffDay, Roll};

use crate::date::{Date, length};
use crate::question::{Allowance, Convention, Later, Question, Time, Unit};
use crate::random::Random;
use crate::walk::{MINUTE, Walked};

pub(crate) const BEGINS: [Begins; 2] = [Begins::DayAfter, Begins::WithTheDay];
pub(crate) const OFF_DAYS: [ReceivedOffDay; 4] = [
    ReceivedOffDay::Stays,
    ReceivedOffDay::NextWorkingDay,
    ReceivedOffDay::PreviousWorkingDay,
    ReceivedOffDay::SecondWorkingDay,
];
pub(crate) const ENDS: [Ends; 4] = [
    Ends::EndOfDay,
    Ends::Closing,
    Ends::SameTime,
    Ends::DayBefore,
];
pub(crate) const ROLLS: [Roll; 4] = [Roll::None, Roll::Next, Roll::Previous, Roll::Modified];

pub(crate) fn question(random: &mut Random, walked: &Walked) -> Question {
    let asker = Asker { walked };
    match random.below(38) {
        0 => Question::IsWorkingDay(asker.date(random)),
        1..4 => {
            let days = Asker::days(random);
            let sign = if random.percent(50) { 1 } else { -1 };
            Question::AddWorkingDays(asker.date(random), days * sign)
        }
        4 | 5 => Question::WorkingDaysBetween(asker.date(random), asker.date(random)),
        6 => Question::Roll(asker.date(random), *random.pick(&ROLLS)),
        7 => Question::IsOpen(asker.instant(random)),
        8 => Question::NextOpen(asker.instant(random)),
        9 => Question::PreviousClose(asker.instant(random)),
        10 => {
            let from = asker.instant(random);
            Question::Openings(from, asker.near(random, from))
        }
        11..16 => {
            let start = asker.instant(random);
            let amount = asker.open_time(random, start);
            Question::AddWorkingTime(start, amount, random.percent(50))
        }
        16..18 => {
            let from = asker.instant(random);
            Question::WorkingTimeBetween(from, asker.near(random, from))
        }
        18 => Question::Instant(asker.time(random)),
        19..30 => {
            let (time, allowance) = (asker.time(random), asker.allowance(random));
            Question::After(time, allowance, asker.convention(random, time, true))
        }
        36 | 37 => {
            let time = asker.time(random);
            let two = [asker.allowance(random), asker.allowance(random)];
            let convention = asker.convention(random, time, true);
            Question::Whichever(time, two, Later(random.percent(50)), convention)
        }
        _ => {
            let (time, allowance) = (asker.time(random), asker.allowance(random));
            let any = random.percent(10);
            Question::Before(time, allowance, asker.convention(random, time, any))
        }
    }
}

pub(crate) struct Asker<'w> {
    pub(crate) walked: &'w Walked,
}

impl Asker<'_> {
    pub(crate) fn date(&self, random: &mut Random) -> Date {
        let days = &self.walked.days;
        let last = days.len() - 1;
        match random.below(20) {
            0 => days[random.below(days.len().min(4))].date,
            1 => days[last - random.below(days.len().min(4))].date,
            2 if random.percent(50) => days[last].date.turn(random.between(1, 3)),
            2 => days[0].date.turn(-random.between(1, 3)),
            3..6 => {
                let date = days[random.below(days.len())].date;
                let end = Date::new(date.year, date.month, length(date.year, date.month));
                end.min(days[last].date)
            }
            6 => {
                let year = days[random.below(days.len())].date.year;
                let leap_day = Date::new(year, 2, length(year, 2));
                leap_day.max(days[0].date).min(days[last].date)
            }
            7..11 => self.not_worked(random),
            _ => days[random.below(days.len())].date,
        }
    }

    /// A date near which there are some that are not worked.
    fn not_worked(&self, random: &mut Random) -> Date {
        let from = random.below(self.walked.days.len());
        let off = self.walked.days[from..].iter().find(|day| !day.works);
        off.map_or(self.walked.days[from].date, |day| day.date)
    }

    /// An instant: at an opening, a closing, midnight, a change of clocks, an end of
    /// what is known, or anywhere; then moved a little, or not.
    pub(crate) fn instant(&self, random: &mut Random) -> i64 {
        let (first, end) = self.walked.span();
        let day = &self.walked.days[random.below(self.walked.days.len())];
        let changes = self.walked.zone.changes(first, end);
        let minute = match random.below(20) {
            0..8 if !day.openings.is_empty() => {
                let (open, close) = *random.pick(&day.openings);
                if random.percent(35) { open } else { close }
            }
            8 => day.from,
            9..12 if !changes.is_empty() => {
                random.pick(&changes) + random.between(-3, 3) * *random.pick(&[0, 1, 30, 60])
            }
            12 => first + random.between(0, 90),
            13 => end - random.between(0, 90),
            14 if random.percent(30) => end + random.between(0, 3000),
            14 if random.percent(30) => first - random.between(1, 3000),
            _ => random.between(first, end - 1),
        };
        let moved = match random.below(10) {
            0 => -1,
            1 => 1,
            2 => random.between(-3, 3) * MINUTE,
            3 | 4 => random.between(0, MINUTE - 1),
            5 => random.between(-120, 120) * MINUTE,
            _ => 0,
        };
        minute * MINUTE + moved
    }

    /// An instant some days from another, now and then far away.
    pub(crate) fn near(&self, random: &mut Random, from: i64) -> i64 {
        let (first, end) = self.walked.span();
        match random.below(20) {
            0 => self.instant(random),
            1 => from,
            2..8 => {
                // At an edge of a day close by.
                let place = (from / MINUTE - first).clamp(0, end - first - 1) / (24 * 60);
                let place = (place + random.between(-9, 9)).max(0) as usize;
                let day = &self.walked.days[place.min(self.walked.days.len() - 1)];
                match day.openings.is_empty() {
                    true => day.until * MINUTE,
                    false => {
                        let (open, close) = *random.pick(&day.openings);
                        MINUTE * if random.percent(30) { open } else { close }
                    }
                }
            }
            8 => from + random.between(-200 * 24 * 60, 200 * 24 * 60) * MINUTE,
            _ => from + random.between(-15 * 24 * 60, 15 * 24 * 60) * MINUTE,
        }
    }

    /// An amount of open time: often what lies between a start and an edge.
    pub(crate) fn open_time(&self, random: &mut Random, start: i64) -> i64 {
        let sign = if random.percent(50) { 1 } else { -1 };
        match random.below(20) {
            0 => 0,
            1 => sign,
            2..5 => sign * random.between(1, 180) * MINUTE,
            5..8 => sign * random.between(1, 40 * 60 * MINUTE),
            _ => {
                let until = self.near(random, start);
                let between = self.walked.working_time_between(start, until);
                between.unwrap_or(sign) + *random.pick(&[0, 0, 0, 1, -1])
            }
        }
    }

    pub(crate) fn time(&self, random: &mut Random) -> Time {
        match random.below(10) {
            0..6 => Time::Instant(self.instant(random)),
            6 | 7 => {
                // What the wall shows then; or, in the hour after a change of clocks, what
                // it would show without: that is skipped, or comes twice.
                let (first, end) = self.walked.span();
                let changes = self.walked.zone.changes(first, end);
                let (at, offset) = match changes.is_empty() || random.percent(60) {
                    true => {
                        let at = self.instant(random);
                        (at, self.walked.zone.offset(at.div_euclid(MINUTE)))
                    }
                    false => {
                        let change = random.pick(&changes);
                        let at = (change + random.between(-60, 59)) * MINUTE;
                        (at, self.walked.zone.offset(change - 1))
                    }
                };
                let shown = at.div_euclid(MINUTE) + offset;
                Time::Local(
                    Date::numbered(shown.div_euclid(24 * 60)),
                    shown.rem_euclid(24 * 60),
                    at.rem_euclid(MINUTE),
                )
            }
            _ => Time::Date(self.date(random)),
        }
    }

    fn days(random: &mut Random) -> i64 {
        match random.below(10) {
            0 => 0,
            1..5 => random.between(1, 3),
            5..9 => random.between(1, 20),
            _ => random.between(1, 120),
        }
    }

    /// Mostly no longer than the calendar can answer for.
    pub(crate) fn allowance(&self, random: &mut Random) -> Allowance {
        let known = match random.percent(80) {
            true => self.walked.days.len() as i64 / 3,
            false => 40_000,
        };
        let unit = *random.pick(&Unit::ALL);
        let number = match unit {
            Unit::Seconds => random.between(0, 200_000),
            Unit::Minutes => random.between(0, 5_000),
            Unit::Hours => random.between(0, 200),
            Unit::Days | Unit::WorkingDays => Asker::days(random).min(known),
            Unit::Weeks => random.between(0, (known / 7).clamp(1, 8)),
            Unit::Months => random.between(0, (known / 31).clamp(1, 14)),
            Unit::Years => random.between(0, (known / 366).clamp(1, 4)),
            Unit::WorkingMinutes => random.between(0, 2_000),
            Unit::WorkingHours => random.between(0, 60),
        };
        Allowance { number, unit }
    }

    /// Any combination of options; backwards only what means something there, unless
    /// `any`.
    pub(crate) fn convention(&self, random: &mut Random, time: Time, any: bool) -> Convention {
        let off_days = if any { &OFF_DAYS[..] } else { &OFF_DAYS[..3] };
        let shown = match time {
            Time::Instant(at) => self.walked.zone.shows(at.div_euclid(MINUTE)).1,
            Time::Local(_, minutes, _) => minutes,
            Time::Date(_) => 12 * 60,
        };
        let cut_off = match random.below(8) {
            0 => 0,
            1 => 24 * 60,
            2 | 3 => shown,
            4 => (shown + 1) % (24 * 60),
            5 => 16 * 60,
            _ => random.between(0, 24 * 60),
        };
        Convention {
            begins: *random.pick(&BEGINS),
            received_off_day: *random.pick(off_days),
            cut_off: (any && random.percent(50)).then_some(cut_off),
            ends: *random.pick(&ENDS),
            roll: *random.pick(&ROLLS),
        }
    }
}
