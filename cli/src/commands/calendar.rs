//! `dueby calendar`: sums of working days and opening times.

use std::io::{self, IsTerminal as _};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use dueby::{
    Allowance, Calendar, Code, Count, Counting, Elapsed, Error, EventTime, Limit, WorkingTime,
};

use crate::args::CalendarArgs;
use crate::input;
use crate::output::words::{count, day, moment};
use crate::output::{self, Answer, Is};
use crate::problems::{self, Stop, Trouble};
use crate::question::{Convention, Question, Unit};
use crate::{load, time};

pub(crate) fn run(args: &CalendarArgs) -> Result<(), Stop> {
    let calendar = load::calendar(&args.calendar, &args.calendars)?;
    let priority = args.priority.as_deref();
    let desk = Desk {
        calendar: match priority {
            Some(priority) => calendar.for_priority(priority),
            None => &calendar,
        },
    };
    match &args.question {
        Some(question) => {
            let answer = desk.answer(question, &Asked::AsArguments)?;
            if args.json {
                output::tell_json(&calendar, priority, &[(question.clone(), answer)])?;
            } else {
                output::tell_text(&answer)?;
            }
        }
        None => {
            let answers = many(&desk)?;
            output::tell_json(&calendar, priority, &answers)?;
        }
    }
    Ok(())
}

/// Answers the questions on standard input; everything that is wrong with them at once.
fn many(desk: &Desk<'_>) -> Result<Vec<(Question, Answer)>, Stop> {
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
            let answer = desk.answer(&question, &Asked::OnLine(place))?;
            Ok((question, answer))
        });
        match answer {
            Ok(answer) => answers.push(answer),
            Err(Stop::BadInput(more)) => troubles.extend(more),
            Err(Stop::Unwritable(trouble)) => troubles.push(trouble),
            Err(Stop::Output(error)) => troubles.push(Trouble::output(&error)),
            Err(Stop::Wrong) => {}
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
            Asked::AsArguments if field == "in" || Convention::OPTIONS.contains(&field) => {
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
                trouble.help = Some(REACHING.to_owned());
            }
        }
        troubles.into()
    }
}

/// What would be right for a date that the calendar does not know.
const REACHING: &str = "ask one whose years reach that far: its FILE as CALENDAR, or one of the \
                        same id with --calendar FILE";

/// A time as it was given: its date in the calendar's zone, and the instant unless it is
/// a date alone.
struct When<'t> {
    text: &'t str,
    place: String,
    given: EventTime,
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
    convention: &'q Convention,
}

/// Where questions are answered.
struct Desk<'c> {
    calendar: &'c Calendar,
}

impl Desk<'_> {
    fn answer(&self, question: &Question, asked: &Asked<'_>) -> Result<Answer, Stop> {
        match question {
            Question::Add(add) => {
                let sum = Sum {
                    way: Way::Forwards,
                    field: "start",
                    start: &add.start,
                    amount: add.amount.join(" "),
                    convention: &add.convention,
                };
                self.sum(&sum, asked)
            }
            Question::Subtract(subtract) => {
                let sum = Sum {
                    way: Way::Back,
                    field: "end",
                    start: &subtract.end,
                    amount: subtract.amount.join(" "),
                    convention: &subtract.convention,
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
        let refused = |error: Error| Trouble::all(&error, &place);
        let at = self.calendar.instant(given).map_err(refused)?;
        let (date, at) = match given {
            EventTime::Date(date) => (date, None),
            EventTime::Local(local) => (local.date(), Some(at)),
            EventTime::Instant(_) => (self.local(at).map_err(refused)?.date_naive(), Some(at)),
        };
        Ok(When {
            text,
            place,
            given,
            date,
            at,
        })
    }

    /// An instant as the calendar's clocks show it: when no time at all is over.
    fn local(&self, at: DateTime<Utc>) -> Result<DateTime<FixedOffset>, Error> {
        let nothing = Allowance::Elapsed(Elapsed { millis: 0 });
        let count = Count::new(self.calendar, nothing.into(), Counting::default());
        Ok(count.after(EventTime::Instant(at.fixed_offset()))?.at)
    }

    fn sum(&self, sum: &Sum<'_>, asked: &Asked<'_>) -> Result<Answer, Stop> {
        let start = self.when(sum.start, asked.place(sum.field))?;
        if sum.amount.trim_start().starts_with('-') {
            let (way, other) = match sum.way {
                Way::Forwards => ("back", "subtract"),
                Way::Back => ("forwards", "add"),
            };
            let message = format!("\"{}\" is less than nothing", sum.amount.escape_debug());
            return Err(
                Trouble::new(asked.place("amount"), Code::BadAllowance, message)
                    .help(format!(
                        "to count {way}, ask \"{other}\" without the minus sign"
                    ))
                    .into(),
            );
        }
        let amount: Limit = sum
            .amount
            .parse()
            .map_err(|error| Trouble::all(&error, &asked.place("amount")))?;
        let place = |option: &str| asked.place(option);
        let (counting, edge) = sum.convention.counting(amount, place)?;
        let refused = |error: Error| self.refused(&error, sum.convention, asked);
        let count = Count::new(self.calendar, amount, counting);
        if amount.kinds().any(|kind| !kind.counts_dates()) {
            start.instant()?;
        }
        let (end, explanation) = match sum.way {
            Way::Forwards => (count.after(start.given), count.explain_after(start.given)),
            Way::Back => (count.before(start.given), count.explain_before(start.given)),
        };
        let end = end.map_err(refused)?;
        let mut answer = if end.whole_day {
            Answer::date(end.date)
        } else {
            Answer::at(end.at)
        };
        if let Limit::One(Allowance::WorkingTime(time)) = amount {
            let millis = if sum.way == Way::Back {
                -time.millis
            } else {
                time.millis
            };
            let time = TimeDelta::milliseconds(millis);
            let end = self.calendar.add_working_time(start.instant()?, time, edge);
            answer = Answer::at(end.map_err(refused)?);
        }
        answer.explanation = Some(explanation.map_err(refused)?);
        Ok(answer)
    }

    /// What a sum cannot be: an option that means nothing backwards is refused by name.
    fn refused(&self, error: &Error, convention: &Convention, asked: &Asked<'_>) -> Stop {
        if error.code() != Code::PointlessOption {
            return asked.refused(error);
        }
        let option = match convention.cut_off {
            Some(_) => "cut-off",
            None => "received-off-day",
        };
        Trouble::all(error, &asked.place(option)).into()
    }

    fn between(
        &self,
        from: &When<'_>,
        to: &When<'_>,
        unit: Unit,
        asked: &Asked<'_>,
    ) -> Result<Answer, Stop> {
        let refused = |error: Error| asked.refused(&error);
        let (amount, explanation) = match unit {
            Unit::Days => (days((to.date - from.date).num_days(), "day"), None),
            Unit::WorkingDays => {
                let (first, end) = (from.date, to.date);
                let number = self
                    .calendar
                    .working_days_between(first, end)
                    .map_err(refused)?;
                let told = self.calendar.explain_working_days_between(first, end);
                (days(number, "working day"), Some(told.map_err(refused)?))
            }
            Unit::WorkingHours => {
                let (first, end) = (from.instant()?, to.instant()?);
                let time = self
                    .calendar
                    .working_time_between(first, end)
                    .map_err(refused)?;
                let millis = time.num_milliseconds();
                let amount = Allowance::WorkingTime(WorkingTime { millis });
                let told = self.calendar.explain_working_time_between(first, end);
                (amount.to_string(), Some(told.map_err(refused)?))
            }
        };
        Ok(Answer {
            explanation,
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
