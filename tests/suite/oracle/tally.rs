//! What was asked, so that a run that met few of the difficult cases fails.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::World;
use crate::description::{BuildsOn, Description, Span};
use crate::question::{Answer, Question, Time};
use crate::walk::MINUTE;

#[derive(Default)]
pub(crate) struct Tally {
    /// Of each kind of question: how many, and how many of them without an answer.
    kinds: BTreeMap<String, (u64, u64)>,
    /// Of each edge: how many questions start at it.
    edges: BTreeMap<&'static str, u64>,
    /// Of each shape: how many calendars have it.
    shapes: BTreeMap<String, u64>,
    /// Every combination of options with every unit that was counted forwards.
    combinations: BTreeSet<String>,
    pub(crate) calendars: u64,
    pub(crate) questions: u64,
}

impl Tally {
    pub(crate) fn calendar(&mut self, world: &World) {
        self.calendars += 1;
        let mut shapes = vec![format!("in {}", world.walked.zone.name)];
        shapes.extend(shapes_of(world).into_iter().map(str::to_owned));
        for shape in shapes {
            *self.shapes.entry(shape).or_default() += 1;
        }
    }

    pub(crate) fn question(&mut self, world: &World, question: &Question, answer: &Answer) {
        self.questions += 1;
        let (asked, unanswered) = self.kinds.entry(question.kind()).or_default();
        *asked += 1;
        *unanswered += u64::from(matches!(answer, Answer::None(_)));
        if let Question::After(_, allowance, it) = question {
            self.combinations.insert(format!(
                "{}, begins {}, received {}, cut off {}, ends {}, roll {}",
                allowance.unit.name(),
                it.begins,
                it.received_off_day,
                it.cut_off.is_some(),
                it.ends,
                it.roll
            ));
        }
        for edge in edges(world, question) {
            *self.edges.entry(edge).or_default() += 1;
        }
    }

    /// Fails unless all kinds, edges, shapes and combinations were well represented.
    pub(crate) fn is_enough(&self) {
        let kinds: Vec<(&str, u64)> = self
            .kinds
            .iter()
            .map(|(kind, (asked, _))| (kind.as_str(), *asked))
            .collect();
        // 12 sums of a calendar and one of its zone, 10 units in two directions, and two
        // units at once.
        assert_eq!(kinds.len(), 34, "{kinds:#?}");
        enough(&kinds, self.questions / 100);
        for (kind, (asked, unanswered)) in &self.kinds {
            let most = match kind.ends_with("before")
                || kind.ends_with("after")
                || kind.ends_with("two")
            {
                true => asked * 6 / 10,
                false => asked * 3 / 10,
            };
            assert!(
                *unanswered <= most,
                "{kind}: {unanswered} of {asked} without an answer"
            );
        }
        let edges: Vec<(&str, u64)> = self
            .edges
            .iter()
            .map(|(edge, many)| (*edge, *many))
            .collect();
        assert_eq!(edges.len(), 14, "{edges:#?}");
        enough(&edges, self.questions / 400);
        let shapes: Vec<(&str, u64)> = self
            .shapes
            .iter()
            .map(|(shape, many)| (shape.as_str(), *many))
            .collect();
        assert_eq!(shapes.len(), 7 + 20, "{shapes:#?}");
        enough(&shapes, self.calendars / 50);
        // 10 units, and 2, 4, 2, 4 and 4 options.
        if self.questions >= 500_000 {
            assert_eq!(self.combinations.len(), 10 * 256);
        }
    }
}

fn enough(counted: &[(&str, u64)], least: u64) {
    let few: Vec<_> = counted.iter().filter(|(_, many)| *many < least).collect();
    assert!(
        few.is_empty(),
        "fewer than {least} of {few:?}\n{counted:#?}"
    );
}

fn shapes_of(world: &World) -> Vec<&'static str> {
    let it = &world.description;
    let days = &world.walked.days;
    let mut shapes = Vec::new();
    let mut shape = |name: &'static str, has: bool| {
        if has {
            shapes.push(name);
        }
    };
    shape(
        "one window a day",
        days.iter().any(|day| day.openings.len() == 1),
    );
    shape(
        "several windows a day",
        days.iter().any(|day| day.openings.len() > 1),
    );
    let lengths = || {
        days.iter()
            .flat_map(|day| &day.openings)
            .map(|(open, close)| close - open)
    };
    shape(
        "a window of a minute",
        lengths().any(|minutes| minutes == 1),
    );
    shape(
        "a window over midnight",
        days.iter()
            .any(|day| day.openings.iter().any(|(_, close)| *close > day.until)),
    );
    shape(
        "a day without closing",
        days.iter()
            .any(|day| day.openings == [(day.from, day.until)]),
    );
    shape(
        "a window that the clocks skip",
        days.iter().any(|day| day.works && day.openings.is_empty()),
    );
    shape(
        "no weekend",
        days.len() > 14 && days.windows(7).all(|week| week.iter().any(|day| day.works)) && {
            let sundays = days.iter().filter(|day| day.date.weekday() == 6);
            sundays.filter(|day| day.works).count() * 10 > days.len()
        },
    );
    shape(
        "a day of 23 hours or less",
        days.iter().any(|day| day.until - day.from <= 23 * 60 + 30),
    );
    shape(
        "a day of 25 hours or more",
        days.iter().any(|day| day.until - day.from >= 24 * 60 + 30),
    );
    shape(
        "29 February",
        days.iter()
            .any(|day| (day.date.month, day.date.day) == (2, 29)),
    );
    shape(
        "dates with hours of their own",
        it.dates.values().any(|hours| !hours.is_empty()),
    );
    shape(
        "dates that are closed",
        it.dates.values().any(Vec::is_empty),
    );
    shape("holidays", !it.holidays.is_empty());
    shape(
        "cancelled holidays",
        !it.holidays.is_disjoint(&it.cancelled),
    );
    shape("rules", it.published.is_none() && !it.rules.is_empty());
    let closures =
        |wanted: fn(&Span) -> bool| it.closures.iter().any(|closure| wanted(&closure.span));
    shape(
        "a closure over the year's end",
        closures(|span| matches!(span, Span::Yearly(from, to, _) if to < from)),
    );
    shape("a closure of some priorities", closures_bind_some(it));
    shape("extends", matches!(it.builds_on, BuildsOn::Extends(_)));
    shape(
        "off when any",
        matches!(it.builds_on, BuildsOn::OffWhenAny(_)),
    );
    shape(
        "off when all",
        matches!(it.builds_on, BuildsOn::OffWhenAll(_)),
    );
    shapes
}

fn closures_bind_some(it: &Description) -> bool {
    it.closures
        .iter()
        .any(|closure| !closure.priorities.is_empty())
}

/// What is particular about the time a question starts from.
fn edges(world: &World, question: &Question) -> Vec<&'static str> {
    let walked = &world.walked;
    let mut edges = Vec::new();
    let at = match question {
        Question::After(Time::Date(date), ..)
        | Question::Before(Time::Date(date), ..)
        | Question::AddWorkingDays(date, _)
        | Question::Roll(date, _) => {
            edges.push("a date");
            walked.zone.first_showing(*date, 0) * MINUTE
        }
        Question::After(Time::Local(date, minutes, _), ..)
        | Question::Before(Time::Local(date, minutes, _), ..)
        | Question::Instant(Time::Local(date, minutes, _)) => {
            edges.push("a local time");
            match walked.zone.exactly(*date, *minutes) {
                Some(minute) => {
                    if (minute + 1..minute + 180).any(|m| walked.zone.shows(m) == (*date, *minutes))
                    {
                        edges.push("a local time that was twice");
                    }
                    minute * MINUTE
                }
                None => {
                    edges.push("a local time that never was");
                    return edges;
                }
            }
        }
        Question::After(Time::Instant(at), ..)
        | Question::Before(Time::Instant(at), ..)
        | Question::AddWorkingTime(at, ..)
        | Question::NextOpen(at)
        | Question::PreviousClose(at) => *at,
        _ => return edges,
    };
    let minute = at.div_euclid(MINUTE);
    let (date, minutes) = walked.zone.shows(minute);
    let mut edge = |name: &'static str, is: bool| {
        if is {
            edges.push(name);
        }
    };
    edge("between minutes", at != minute * MINUTE);
    edge("midnight", at == minute * MINUTE && minutes == 0);
    edge("the last of a month", date.next().day == 1);
    edge("29 February", (date.month, date.day) == (2, 29));
    let changes = walked.zone.changes(minute - 24 * 60, minute + 24 * 60);
    edge("a day from a change of clocks", !changes.is_empty());
    let Ok(place) = walked.place(date) else {
        edges.push("outside the calendar's years");
        return edges;
    };
    edge("the first date", place == 0);
    edge("the last date", place == walked.days.len() - 1);
    let openings = &walked.days[place].openings;
    let is = |instant: i64| instant * MINUTE == at;
    edge("an opening", openings.iter().any(|(open, _)| is(*open)));
    edge("a closing", openings.iter().any(|(_, close)| is(*close)));
    edges
}
