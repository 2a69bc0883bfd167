//! `dueby calendar`: sums of working days and opening times.

use std::io::{self, IsTerminal as _};

use chrono::{DateTime, FixedOffset, Months, NaiveDate, TimeDelta, Utc};
use dueby::{
    Allowance, AtEdge, Calendar, Case, Code, Engine, Error, EventTime, Pack, WorkingDays,
    WorkingTime,
};

use crate::args::CalendarArgs;
use crate::input;
use crate::output::words::{count, day, moment};
use crate::output::{self, Answer, Is, Rolled, Skipped};
use crate::problems::{self, Stop, Trouble};
use crate::question::{Edge, Question, RollTo, Unit};
use crate::{load, time};

pub(crate) fn run(args: &CalendarArgs) -> Result<(), Stop> {
    let calendar = load::calendar(&args.calendar, &args.calendars)?;
    let counting = Counting::with(&calendar, args.priority.as_deref())?;
    let priority = args.priority.as_deref();
    match &args.question {
        Some(question) => {
            let answer = counting.answer(question, &Asked::AsArguments)?;
            if args.json {
                output::tell_json(&calendar, priority, &[(question.clone(), answer)])?;
            } else {
                output::tell_text(&answer)?;
            }
        }
        None => {
            let answers = many(&counting)?;
            output::tell_json(&calendar, priority, &answers)?;
        }
    }
    Ok(())
}

/// Answers the questions on standard input; everything that is wrong with them at once.
fn many(counting: &Counting<'_>) -> Result<Vec<(Question, Answer)>, Stop> {
    let stdin = io::stdin().lock();
    if stdin.is_terminal() {
        return Err(Trouble::argument("QUESTION", "no question is asked")
            .help(
                "write one, such as: add 2025-12-19 \"5 working days\"; \"--help\" has all of \
                 them, and how to give many on standard input",
            )
            .into());
    }
    let mut answers = Vec::new();
    let mut troubles = Vec::new();
    input::questions(stdin, |place, question| {
        let answer = question.map_err(Stop::from).and_then(|question| {
            let answer = counting.answer(&question, &Asked::OnLine(place))?;
            Ok((question, answer))
        });
        match answer {
            Ok(answer) => answers.push(answer),
            Err(Stop::BadInput(more)) => troubles.extend(more),
            Err(Stop::Unwritable(trouble)) => troubles.push(trouble),
            Err(Stop::Output(error)) => troubles.push(Trouble::output(&error)),
        }
    });
    match troubles.len() {
        0 => Ok(answers),
        1 => Err(troubles.into()),
        number => {
            problems::tell(&troubles);
            problems::tell_text(&format!("{number} problems; nothing was written"));
            Err(Stop::BadInput(Vec::new()))
        }
    }
}

/// Where a question was asked, to name its parts.
enum Asked<'a> {
    AsArguments,
    OnLine(&'a str),
}

impl Asked<'_> {
    /// The place of a part: an argument in capitals, an option, or a field.
    fn place(&self, field: &str) -> String {
        match self {
            Asked::AsArguments if matches!(field, "roll" | "at-edge" | "in") => {
                format!("--{field}")
            }
            Asked::AsArguments => field.to_uppercase(),
            Asked::OnLine(line) => format!("{line}, \"{field}\""),
        }
    }

    /// What the calendar does not know, at the place of the question.
    fn refused(&self, error: &Error) -> Stop {
        let place = match self {
            Asked::AsArguments => "",
            Asked::OnLine(line) => line,
        };
        let mut troubles = Trouble::all(error, place);
        for trouble in &mut troubles {
            if trouble.code == Code::CalendarRange.as_str() {
                trouble.help = Some("ask a calendar whose years reach that far".to_owned());
            }
        }
        troubles.into()
    }
}

/// A time as it was given: its date in the calendar's zone, and the instant unless it is
/// a date alone.
struct When<'t> {
    text: &'t str,
    place: String,
    date: NaiveDate,
    at: Option<DateTime<Utc>>,
}

impl When<'_> {
    fn instant(&self) -> Result<DateTime<Utc>, Stop> {
        self.at.ok_or_else(|| {
            let text = self.text.trim();
            let message = format!("\"{}\" does not say the time of day", text.escape_debug());
            Trouble::new(self.place.as_str(), Code::BadTime, message)
                .help(format!("write \"{}T09:00\", for example", self.date))
                .into()
        })
    }
}

/// Which way a sum goes.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Forwards,
    Back,
}

/// A sum as it was asked for.
struct Sum<'q> {
    way: Way,
    field: &'static str,
    start: &'q str,
    amount: String,
    roll: Option<RollTo>,
    edge: Option<Edge>,
}

/// A calendar, and an engine that knows its zone.
struct Counting<'c> {
    calendar: &'c Calendar,
    engine: Engine,
}

impl<'c> Counting<'c> {
    fn with(calendar: &'c Calendar, priority: Option<&str>) -> Result<Self, Stop> {
        // The engine reads times in the zone of a pack's calendar.
        let pack = format!(
            "[pack]\nid = \"question\"\ntitle = \"A question\"\ncalendar = \"{}\"\n\
             basis = \"promise\"\n[[clock]]\nid = \"question\"\npromise = \"Answer\"\n\
             kind = \"question\"\nstarts = \"question.asked\"\nstops = \"question.answered\"\n\
             within = \"1 hour\"\n",
            calendar.id()
        );
        let engine = Pack::from_toml(&pack, "question")
            .and_then(|pack| {
                let engine = Engine::builder().calendar(calendar.clone());
                engine.pack(pack).build()
            })
            .map_err(|error| Trouble::all(&error, ""))?;
        Ok(Counting {
            calendar: match priority {
                Some(priority) => calendar.for_priority(priority),
                None => calendar,
            },
            engine,
        })
    }

    fn answer(&self, question: &Question, asked: &Asked<'_>) -> Result<Answer, Stop> {
        match question {
            Question::Add(add) => {
                let sum = Sum {
                    way: Way::Forwards,
                    field: "start",
                    start: &add.start,
                    amount: add.amount.join(" "),
                    roll: add.roll,
                    edge: add.at_edge,
                };
                self.sum(&sum, asked)
            }
            Question::Subtract(subtract) => {
                let sum = Sum {
                    way: Way::Back,
                    field: "end",
                    start: &subtract.end,
                    amount: subtract.amount.join(" "),
                    roll: subtract.roll,
                    edge: subtract.at_edge,
                };
                self.sum(&sum, asked)
            }
            Question::Between(between) => {
                let from = self.when(&between.from, asked.place("from"))?;
                let to = self.when(&between.to, asked.place("to"))?;
                self.between(&from, &to, between.unit, asked)
            }
            Question::IsOpen(moment) => {
                let at = self.when(&moment.at, asked.place("at"))?.instant()?;
                self.is_open(at, asked)
            }
            Question::IsWorkingDay(on) => {
                let date = self.when(&on.date, asked.place("date"))?.date;
                self.is_working_day(date, asked)
            }
            Question::NextOpen(moment) => {
                let at = self.when(&moment.at, asked.place("at"))?.instant()?;
                let next = self.calendar.next_open(at);
                Ok(Answer::at(next.map_err(|error| asked.refused(&error))?))
            }
            Question::PreviousClose(moment) => {
                let at = self.when(&moment.at, asked.place("at"))?.instant()?;
                let last = self.calendar.previous_close(at);
                Ok(Answer::at(last.map_err(|error| asked.refused(&error))?))
            }
        }
    }

    fn when<'t>(&self, text: &'t str, place: String) -> Result<When<'t>, Stop> {
        let given = time::given(text, &place)?;
        let at = |given: EventTime| {
            let at = self.engine.instant(given);
            at.map_err(|error| Trouble::all(&error, &place))
        };
        let (date, at) = match given {
            EventTime::Date(date) => (date, None),
            EventTime::Local(local) => (local.date(), Some(at(given)?)),
            EventTime::Instant(_) => {
                let at = at(given)?;
                let local = self.local(at).map_err(|e| Trouble::all(&e, &place))?;
                (local.date_naive(), Some(at))
            }
        };
        Ok(When {
            text,
            place,
            date,
            at,
        })
    }

    /// An instant as the calendar's clocks show it.
    fn local(&self, at: DateTime<Utc>) -> Result<DateTime<FixedOffset>, Error> {
        let nothing = Case::new("question", "question");
        Ok(self.engine.assess(&nothing, at)?.as_of)
    }

    fn sum(&self, sum: &Sum<'_>, asked: &Asked<'_>) -> Result<Answer, Stop> {
        let start = self.when(sum.start, asked.place(sum.field))?;
        let amount: Allowance = sum
            .amount
            .parse()
            .map_err(|error| Trouble::all(&error, &asked.place("amount")))?;
        let pointless = |field: &str, only: &str| -> Stop {
            let message = format!("this means nothing for \"{amount}\"");
            Trouble::new(asked.place(field), Code::PointlessOption, message)
                .help(format!("leave it out; it is for {only}"))
                .into()
        };
        if sum.roll.is_some() && !amount.kind().counts_dates() {
            return Err(pointless("roll", "days, weeks, months and years"));
        }
        if sum.edge.is_some() && !matches!(amount, Allowance::WorkingTime(_)) {
            return Err(pointless("at-edge", "working hours and working minutes"));
        }
        let refused = |error: Error| asked.refused(&error);
        match amount {
            Allowance::WorkingTime(time) => {
                let time = self.signed(time.millis, sum.way);
                let edge = sum.edge.map_or(AtEdge::default(), AtEdge::from);
                let end = self
                    .calendar
                    .add_working_time(start.instant()?, time, edge)
                    .map_err(refused)?;
                Ok(Answer::at(end))
            }
            Allowance::Elapsed(time) => {
                let end = start
                    .instant()?
                    .checked_add_signed(self.signed(time.millis, sum.way))
                    .ok_or_else(|| no_such(&start))?;
                Ok(Answer::at(self.local(end).map_err(refused)?))
            }
            _ => self.dates(sum, &start, amount, asked),
        }
    }

    fn signed(&self, millis: i64, way: Way) -> TimeDelta {
        let time = TimeDelta::milliseconds(millis);
        if way == Way::Back { -time } else { time }
    }

    /// A sum of dates: of a time, by its date.
    fn dates(
        &self,
        sum: &Sum<'_>,
        start: &When<'_>,
        amount: Allowance,
        asked: &Asked<'_>,
    ) -> Result<Answer, Stop> {
        let refused = |error: Error| asked.refused(&error);
        let from = match sum.roll {
            Some(to) => self.calendar.roll(start.date, to.into()).map_err(refused)?,
            None => start.date,
        };
        let back = sum.way == Way::Back;
        let mut skipped = None;
        let end = match amount {
            Allowance::WorkingDays(WorkingDays { days }) => {
                let days = if back { -days } else { days };
                let end = self
                    .calendar
                    .add_working_days(from, days)
                    .map_err(refused)?;
                // The date counted from is never passed over.
                skipped = Some(if back {
                    self.skipped(end, from)
                } else {
                    self.skipped(from.succ_opt().unwrap_or(from), end)
                });
                Some(end)
            }
            Allowance::CivilMonths(months) => {
                let months = Months::new(months.months.unsigned_abs());
                if back {
                    from.checked_sub_months(months)
                } else {
                    from.checked_add_months(months)
                }
            }
            Allowance::CivilDays(days) => {
                let days = TimeDelta::days(i64::from(days.days));
                from.checked_add_signed(if back { -days } else { days })
            }
            Allowance::Elapsed(_) | Allowance::WorkingTime(_) => None,
        };
        Ok(Answer {
            rolled: (from != start.date).then_some(Rolled {
                from: start.date,
                to: from,
            }),
            skipped,
            ..Answer::date(end.ok_or_else(|| no_such(start))?)
        })
    }

    /// The dates in `[from, until)` that are not worked.
    fn skipped(&self, from: NaiveDate, until: NaiveDate) -> Vec<Skipped> {
        from.iter_days()
            .take_while(|date| *date < until)
            .filter_map(|date| {
                let why = self.calendar.why_off(date)?;
                Some(Skipped { date, why })
            })
            .collect()
    }

    fn between(
        &self,
        from: &When<'_>,
        to: &When<'_>,
        unit: Unit,
        asked: &Asked<'_>,
    ) -> Result<Answer, Stop> {
        let refused = |error: Error| asked.refused(&error);
        let (amount, skipped) = match unit {
            Unit::Days => (days((to.date - from.date).num_days(), "day"), None),
            Unit::WorkingDays => {
                let number = self
                    .calendar
                    .working_days_between(from.date, to.date)
                    .map_err(refused)?;
                let (first, last) = (from.date.min(to.date), from.date.max(to.date));
                let skipped = self.skipped(first, last);
                (days(number, "working day"), Some(skipped))
            }
            Unit::WorkingHours => {
                let time = self
                    .calendar
                    .working_time_between(from.instant()?, to.instant()?)
                    .map_err(refused)?;
                let millis = time.num_milliseconds();
                let amount = Allowance::WorkingTime(WorkingTime { millis });
                (amount.to_string(), None)
            }
        };
        Ok(Answer {
            skipped,
            ..Answer::plain(amount.clone(), Is::Amount(amount))
        })
    }

    fn is_open(&self, at: DateTime<Utc>, asked: &Asked<'_>) -> Result<Answer, Stop> {
        let refused = |error: Error| asked.refused(&error);
        let open = self.calendar.is_open(at).map_err(refused)?;
        let local = self.local(at).map_err(refused)?;
        let told = moment(&local);
        if open {
            return Ok(Answer::plain(format!("{told}: open"), Is::So(true)));
        }
        let why = self.calendar.why_off(local.date_naive());
        let line = match &why {
            Some(why) => format!("{told}: closed, {why}"),
            None => format!("{told}: closed"),
        };
        Ok(Answer {
            why,
            ..Answer::plain(line, Is::So(false))
        })
    }

    fn is_working_day(&self, date: NaiveDate, asked: &Asked<'_>) -> Result<Answer, Stop> {
        let working = self
            .calendar
            .is_working_day(date)
            .map_err(|error| asked.refused(&error))?;
        let told = day(date);
        let why = self.calendar.why_off(date);
        let line = match &why {
            None => format!("{told}: a working day"),
            Some(why) => format!("{told}: not a working day, {why}"),
        };
        Ok(Answer {
            why,
            ..Answer::plain(line, Is::So(working))
        })
    }
}

/// `-5 working days`
fn days(number: i64, unit: &str) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let number = usize::try_from(number.unsigned_abs()).unwrap_or(usize::MAX);
    format!("{sign}{}", count(number, unit))
}

fn no_such(start: &When<'_>) -> Stop {
    let message = "the sum leaves the years that dates have";
    Trouble::new(start.place.as_str(), Code::TimeRange, message)
        .help("count from a date between 1970 and 2099")
        .into()
}
