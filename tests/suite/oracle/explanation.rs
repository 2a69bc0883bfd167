//! Explanations: the dates that they count, skip and leave out follow one another
//! without a gap, each is what it is said to be, and the deadline follows from them.

use dueby::{Begins, Ends, Entry};

use crate::compare::World;
use crate::conventions::{self, amount, day_0, first, months_on, moved_end, rolled};
use crate::date::Date;
use crate::engine::{self, count, event_time};
use crate::question::{Allowance, Answer, Convention, Question, Time, Unit};
use crate::walk::MINUTE;

/// Ends the check with what is wrong unless something holds.
macro_rules! holds {
    ($condition:expr, $($why:tt)+) => {
        if !$condition {
            return Err(format!($($why)+));
        }
    };
}

/// What a deadline was asked for with.
struct Told<'w> {
    world: &'w World,
    allowance: Allowance,
    convention: Convention,
    start: conventions::Start,
    /// Whether it is counted back from an end.
    back: bool,
    /// The right answer.
    last: i64,
    date: Date,
}

/// What is wrong about the explanation of a deadline that is itself right.
pub(crate) fn check(world: &World, question: &Question) -> Result<(), String> {
    let (time, allowance, convention, back) = match question {
        Question::After(time, allowance, convention) => (time, allowance, convention, false),
        Question::Before(time, allowance, convention) => (time, allowance, convention, true),
        Question::WorkingDaysBetween(from, until) => return days_between(world, *from, *until),
        Question::WorkingTimeBetween(from, until) => return time_between(world, *from, *until),
        _ => return Ok(()),
    };
    let count = count(&world.calendar, *allowance, convention);
    let entries = match back {
        false => count.explain_after(event_time(*time)),
        true => count.explain_before(event_time(*time)),
    };
    let right = conventions::answer(&world.walked, question);
    match (entries, right) {
        (Ok(entries), Answer::Sum(last, date, ..)) => {
            let told = Told {
                world,
                allowance: *allowance,
                convention: *convention,
                start: started(world, *time),
                back,
                last,
                date,
            };
            told.check(&entries)
                .map_err(|why| format!("  explanation: {why}\n{entries:#?}"))
        }
        (Err(error), Answer::None(code)) => {
            holds!(error.code().as_str() == code, "  explained: {error}");
            Ok(())
        }
        (entries, right) => Err(format!("  explained: {entries:#?}\n  answered: {right:?}")),
    }
}

fn started(world: &World, time: Time) -> conventions::Start {
    conventions::start(&world.walked, time).unwrap()
}

impl Told<'_> {
    fn check(&self, entries: &[Entry]) -> Result<(), String> {
        let Some(Entry::Due { at, date, ends }) = entries.last() else {
            return Err("it does not end with the deadline".to_owned());
        };
        holds!(at.timestamp_millis() == self.last, "due at another time");
        holds!(engine::date(*date) == self.date, "due on another date");
        let dates = self.allowance.unit.counts_dates();
        let expected = dates.then_some(self.convention.ends);
        holds!(*ends == expected, "due at the wrong end");
        let before = &entries[..entries.len() - 1];
        match self.allowance.unit {
            Unit::Months | Unit::Years => self.months(before),
            _ if dates => self.dates(before),
            _ => self.time(before),
        }
    }

    fn works(&self, date: Date) -> bool {
        self.world.walked.works(date).is_ok_and(|works| works)
    }

    /// The next date in the direction of the count.
    fn on(&self, date: Date) -> Date {
        match self.back {
            false => date.next(),
            true => date.previous(),
        }
    }

    /// Day 0 of the count and day 1, as the oracle has them.
    fn beginning(&self) -> (Date, Date) {
        let walked = &self.world.walked;
        if !self.back {
            return first(walked, &self.start, &self.convention).unwrap();
        }
        let end = moved_end(walked, self.start.date, &self.convention).unwrap();
        match self.convention.begins {
            Begins::DayAfter => (end, end.previous()),
            Begins::WithTheDay => (end, end),
        }
    }

    /// The entries after the one that moved the beginning, which has to be there where
    /// it moved and nowhere else.
    fn moved<'e>(&self, entries: &'e [Entry]) -> Result<&'e [Entry], String> {
        let (received, _) = self.beginning();
        let moved = match entries.first() {
            Some(Entry::Received { date, .. }) if !self.back => Some(engine::date(*date)),
            Some(Entry::Rolled { from, to, .. })
                if self.back && engine::date(*from) == self.start.date =>
            {
                // The end itself is not counted when nothing is: then it may as well be
                // the result that rolled.
                Some(engine::date(*to)).filter(|_| received != self.start.date)
            }
            _ => None,
        };
        let expected = (received != self.start.date).then_some(received);
        holds!(moved == expected, "it does not begin with {expected:?}");
        Ok(&entries[usize::from(moved.is_some())..])
    }

    /// Days and working days.
    fn dates(&self, entries: &[Entry]) -> Result<(), String> {
        let (received, day_1) = self.beginning();
        let mut next = received;
        let (mut total, mut ended) = (0, false);
        // Where nothing is counted: day 0.
        let mut reached = match self.back {
            false => day_0(received, day_1),
            true => day_1.next(),
        };
        let mut entries = self.moved(entries)?.iter().peekable();
        while let Some(entry) = entries.next_if(|entry| !matches!(entry, Entry::Rolled { .. })) {
            let (Entry::NotCounted { from, to, .. }
            | Entry::Counted { from, to, .. }
            | Entry::Skipped { from, to, .. }) = entry
            else {
                return Err(format!("this has no place in a count of days: {entry:?}"));
            };
            let (from, to) = (engine::date(*from), engine::date(*to));
            holds!(from <= to && !ended, "from {from} to {to}");
            let begins = if self.back { to } else { from };
            holds!(begins == next, "a gap: {begins} and not {next}");
            let dates: Vec<Date> = (from.number()..=to.number()).map(Date::numbered).collect();
            next = self.on(if self.back { from } else { to });
            let length = dates.len() as i64;
            let working = self.allowance.unit == Unit::WorkingDays;
            match entry {
                Entry::NotCounted { .. } => {
                    holds!(total == 0, "left out in the middle");
                    let early = |date: &Date| match self.back {
                        false => *date < day_1,
                        true => *date > day_1,
                    };
                    holds!(dates.iter().all(early), "{to} is left out");
                }
                Entry::Counted {
                    days, total: said, ..
                } => {
                    holds!(*days == length, "{days} days from {from} to {to}");
                    total += length;
                    holds!(*said == total, "{said} days in all, and not {total}");
                    let right = |date: &Date| !working || self.works(*date);
                    holds!(dates.iter().all(right), "a day off from {from} to {to}");
                    let late = |date: &Date| match self.back {
                        false => *date >= day_1,
                        true => *date <= day_1,
                    };
                    holds!(dates.iter().all(late), "{from} to {to} is before day 1");
                    reached = if self.back { from } else { to };
                }
                Entry::Skipped { days, why, .. } => {
                    holds!(*days == length, "{days} days from {from} to {to}");
                    holds!(!why.is_empty(), "{from} to {to} is skipped for no reason");
                    let off = |date: &Date| working && !self.works(*date);
                    holds!(dates.iter().all(off), "a working day from {from} to {to}");
                }
                _ => ended = true,
            }
        }
        holds!(total == amount(self.allowance), "{total} are counted");
        self.end(reached, entries.next(), entries.next())
    }

    fn months(&self, entries: &[Entry]) -> Result<(), String> {
        let (received, _) = self.beginning();
        let entries = self.moved(entries)?;
        let Some(Entry::CountedMonths { from, to, months }) = entries.first() else {
            return Err("no months are counted".to_owned());
        };
        let from = engine::date(*from);
        holds!(from == received, "counted from {from}");
        holds!(*months == amount(self.allowance), "{months} months");
        let (begins, months) = (self.convention.begins, amount(self.allowance));
        let last = match (self.back, begins) {
            (false, _) => months_on(received, months, begins),
            (true, Begins::DayAfter) => received.corresponding(-months),
            (true, Begins::WithTheDay) => received.corresponding(-months).next(),
        };
        holds!(engine::date(*to) == last, "counted to {to} and not {last}");
        self.end(last, entries.get(1), entries.get(2))
    }

    /// The roll of the last date, told where there is one, and the deadline's date.
    fn end(&self, reached: Date, roll: Option<&Entry>, more: Option<&Entry>) -> Result<(), String> {
        holds!(more.is_none(), "there is more: {more:?}");
        let right = rolled(&self.world.walked, reached, self.convention.roll).unwrap();
        let told = match roll {
            None => reached,
            Some(Entry::Rolled { from, to, .. }) => {
                let from = engine::date(*from);
                holds!(from == reached, "rolled from {from}, not from {reached}");
                holds!(!self.works(reached), "{reached} is a working day");
                engine::date(*to)
            }
            Some(other) => return Err(format!("this has no place at the end: {other:?}")),
        };
        holds!(told == right, "it ends on {told} and not on {right}");
        let due = match self.convention.ends {
            Ends::DayBefore => told.previous(),
            _ => told,
        };
        holds!(due == self.date, "it would be due on {due}");
        Ok(())
    }

    /// Hours, elapsed or open.
    fn time(&self, entries: &[Entry]) -> Result<(), String> {
        let open = matches!(
            self.allowance.unit,
            Unit::WorkingMinutes | Unit::WorkingHours
        );
        let mut total = 0;
        let mut reached = self.start.at;
        for entry in entries {
            let Entry::CountedTime {
                from,
                to,
                time,
                total: said,
            } = entry
            else {
                return Err(format!("this has no place in a count of hours: {entry:?}"));
            };
            let (from, to) = (from.timestamp_millis(), to.timestamp_millis());
            holds!(from < to, "no time is counted");
            let follows = match self.back {
                false => from >= reached,
                true => to <= reached,
            };
            holds!(follows, "counted twice: {entry:?}");
            holds!(open || total == 0, "elapsed time in more than one piece");
            if open {
                let counted = self.world.walked.working_time_between(from, to);
                holds!(counted == Ok(to - from), "closed: {entry:?}");
            }
            total += to - from;
            holds!(millis(&time.to_string()) == to - from, "it is not {time}");
            holds!(
                millis(&said.to_string()) == total,
                "it is not {said} in all"
            );
            reached = if self.back { from } else { to };
        }
        holds!(total == amount(self.allowance), "{total} ms are counted");
        holds!(total == 0 || reached == self.last, "it ends elsewhere");
        Ok(())
    }
}

/// Every date from the earlier to the later, counted or skipped.
fn days_between(world: &World, from: Date, until: Date) -> Result<(), String> {
    let told = world
        .calendar
        .explain_working_days_between(engine::naive(from), engine::naive(until));
    let right = world.walked.working_days_between(from, until);
    let (entries, right) = match (told, right) {
        (Ok(entries), Ok(right)) => (entries, right.abs()),
        (Err(_), Err(_)) => return Ok(()),
        (told, _) => return Err(format!("  explained: {told:#?}")),
    };
    let (mut next, mut counted) = (from.min(until), 0);
    for entry in &entries {
        let (first, last, works) = match entry {
            Entry::Counted { from, to, days, .. } => {
                counted += days;
                (from, to, true)
            }
            Entry::Skipped { from, to, .. } => (from, to, false),
            _ => return Err(format!("this has no place between dates: {entry:?}")),
        };
        holds!(engine::date(*first) == next, "a gap before {entry:?}");
        for number in next.number()..=engine::date(*last).number() {
            let right = world.walked.works(Date::numbered(number)) == Ok(works);
            holds!(right, "not as it is told: {entry:?}");
        }
        next = engine::date(*last).next();
    }
    holds!(next == from.max(until), "told until {next}: {entries:#?}");
    holds!(counted == right, "{counted} are counted: {entries:#?}");
    Ok(())
}

/// Every piece of open time from the earlier to the later.
fn time_between(world: &World, from: i64, until: i64) -> Result<(), String> {
    let told = world
        .calendar
        .explain_working_time_between(engine::utc(from), engine::utc(until));
    let right = world.walked.working_time_between(from, until);
    let (entries, right) = match (told, right) {
        (Ok(entries), Ok(right)) => (entries, right.abs()),
        (Err(_), Err(_)) => return Ok(()),
        (told, _) => return Err(format!("  explained: {told:#?}")),
    };
    let (mut next, mut counted) = (from.min(until), 0);
    for entry in &entries {
        let Entry::CountedTime { from, to, time, .. } = entry else {
            return Err(format!("this has no place between instants: {entry:?}"));
        };
        let (from, to) = (from.timestamp_millis(), to.timestamp_millis());
        holds!(next <= from && from < to, "out of order: {entry:?}");
        let open = world.walked.working_time_between(from, to);
        holds!(open == Ok(to - from), "closed: {entry:?}");
        holds!(millis(&time.to_string()) == to - from, "it is not {time}");
        counted += to - from;
        next = to;
    }
    holds!(next <= from.max(until), "told until {next}: {entries:#?}");
    holds!(counted == right, "{counted} ms are counted: {entries:#?}");
    Ok(())
}

/// Hours, minutes and seconds as they are written.
fn millis(text: &str) -> i64 {
    let mut sum = 0.0;
    let mut number = 0.0;
    for word in text.split(' ') {
        sum += number
            * match word {
                "working" => 0.0,
                "hour" | "hours" => 3_600_000.0,
                "minute" | "minutes" => MINUTE as f64,
                "second" | "seconds" => 1_000.0,
                written => {
                    number = written.parse().unwrap();
                    0.0
                }
            };
    }
    sum.round() as i64
}
