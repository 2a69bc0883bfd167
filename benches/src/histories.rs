//! Cases with six events each: a job reported, held twice, and done.

use dueby::{AttributeColumn, Case, CaseColumns, Engine, Event, EventColumns, Names, Pack, Values};

use crate::rows::{Random, day};
use crate::{Office, Openings, ROWS, instant};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The types of the six events, in the order they happen.
pub const SIX: [&str; 6] = [
    "job.reported",
    "access.refused",
    "access.given",
    "part.ordered",
    "part.arrived",
    "job.done",
];

/// Working time allowed: five days of eight hours.
pub const ALLOWED: i64 = 40 * HOUR;

/// One clock in working time, as the others can count it too.
pub const CLOCK: &str = r#"
[pack]
id = "clock"
title = "A clock"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "job"
kind = "job"
starts = "job.reported"
stops = "job.done"
pauses = [
  { from = "access.refused", until = "access.given" },
  { from = "part.ordered", until = "part.arrived" },
]
within = "40 working hours"
"#;

/// The same life under a table, with a warning and a path of four steps.
pub const WHOLE: &str = r#"
[pack]
id = "whole"
title = "A whole assessment"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "job"
kind = "job"
starts = "job.reported"
stops = "job.done"
pauses = [
  { from = "access.refused", until = "access.given" },
  { from = "part.ordered", until = "part.arrived" },
]
within = { by = "priority", emergency = "1 working day", urgent = "5 working days", routine = "20 working days", planned = "60 working days" }
at-risk = "75%"
escalation = "ladder"

[escalation.ladder]
steps = [
  { at = "1 working day before due", notify = "officer" },
  { at = "due", notify = "manager" },
  { at = "2 working days after due", notify = "head of service" },
  { at = "5 working days after due", notify = "director" },
]
"#;

/// An engine with one clock.
pub fn clock_engine() -> Engine {
    engine(CLOCK)
}

/// An engine with the same clock under a table, with a warning and a path.
pub fn whole_engine() -> Engine {
    engine(WHOLE)
}

fn engine(pack: &str) -> Engine {
    let builder = Engine::builder().calendar(Office::new().calendar);
    let pack = Pack::from_toml(pack, "bench.toml").unwrap();
    builder.pack(pack).build().unwrap()
}

/// The columns of the cases.
#[derive(Debug)]
pub struct Histories {
    /// The row of the first event of each case, and one past the last.
    pub first_event: Vec<usize>,
    /// Places in [`SIX`].
    pub types: Vec<u32>,
    /// Milliseconds since 1970-01-01.
    pub times: Vec<i64>,
    /// Places in [`PRIORITIES`], one for each case.
    pub priorities: Vec<u32>,
    /// What each is about: all are jobs.
    kinds: Vec<u32>,
}

/// What a job can be.
pub const PRIORITIES: [&str; 4] = ["emergency", "urgent", "routine", "planned"];

/// What a clock is, by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The last millisecond in time.
    pub due: i64,
    /// Working time used when it was done.
    pub elapsed: i64,
    /// Working time left then.
    pub remaining: i64,
    /// Whether it was done in time.
    pub met: bool,
}

impl Histories {
    /// Jobs reported at all minutes of 2015 to 2034 alike, every one done.
    pub fn done() -> Self {
        let days = i64::from(day(2035) - day(2015));
        Histories::new(ROWS, i64::from(day(2015)) * DAY, days)
    }

    /// So many jobs reported in the 40 days before a moment; what lies after it has not
    /// happened yet.
    pub fn open(cases: usize, as_of: i64) -> Self {
        Histories::new(cases, as_of - 40 * DAY, 40)
    }

    fn new(cases: usize, from: i64, days: i64) -> Self {
        let mut random = Random::new(0x2545_f491_4f6c_dd1d);
        let mut histories = Histories {
            first_event: vec![0],
            types: Vec::with_capacity(6 * cases),
            times: Vec::with_capacity(6 * cases),
            priorities: Vec::with_capacity(cases),
            kinds: vec![0; cases],
        };
        for _ in 0..cases {
            let mut at = from + random.below(days * 24 * 60) * MINUTE;
            // Both times held within the first sixteen hours of working time.
            let most = [0, 16 * 60, 72 * 60, 16 * 60, 72 * 60, 10 * 24 * 60];
            for (place, most) in most.into_iter().enumerate() {
                if place > 0 {
                    at += (1 + random.below(most)) * MINUTE;
                }
                histories.types.push(place as u32);
                histories.times.push(at);
            }
            histories.first_event.push(histories.times.len());
            histories.priorities.push(random.below(4) as u32);
        }
        histories
    }

    /// The same, the events of each case in an order of chance.
    #[must_use]
    pub fn shuffled(mut self) -> Self {
        let mut random = Random::new(0x9e37_79b9_7f4a_7c15);
        for case in 0..self.priorities.len() {
            for place in (1..6).rev() {
                let other = random.below(place as i64 + 1) as usize;
                self.types.swap(6 * case + place, 6 * case + other);
                self.times.swap(6 * case + place, 6 * case + other);
            }
        }
        self
    }

    /// As a batch reads them.
    pub fn columns(&self) -> CaseColumns<'_> {
        CaseColumns {
            first_event: &self.first_event,
            events: EventColumns {
                types: Names {
                    names: &SIX,
                    codes: &self.types,
                },
                times: &self.times,
                ..EventColumns::default()
            },
            ..CaseColumns::default()
        }
    }

    /// What is known of each case.
    pub fn attributes(&self) -> [AttributeColumn<'_>; 1] {
        [AttributeColumn {
            name: "priority",
            values: Values::Texts(Names {
                names: &PRIORITIES,
                codes: &self.priorities,
            }),
        }]
    }

    /// As a batch reads them, with their kind and what is known of them.
    pub fn open_columns<'a>(&'a self, attributes: &'a [AttributeColumn<'a>]) -> CaseColumns<'a> {
        CaseColumns {
            kinds: Some(Names {
                names: &["job"],
                codes: &self.kinds,
            }),
            attributes,
            ..self.columns()
        }
    }

    /// A case as one that is asked about alone.
    pub fn case(&self, number: usize) -> Case {
        let mut case = Case::new("B", "job");
        let priority = PRIORITIES[self.priorities[number] as usize];
        case = case.with_attribute("priority", priority);
        for row in self.first_event[number]..self.first_event[number + 1] {
            let at = instant(self.times[row]).fixed_offset();
            let name = SIX[self.types[row] as usize];
            case.events.push(Event::new(name, at.into()));
        }
        case
    }

    /// The six times of each case.
    pub fn each(&self) -> impl Iterator<Item = [i64; 6]> + '_ {
        self.times
            .chunks_exact(6)
            .map(|times| times.try_into().unwrap())
    }

    /// What each is once it is done, from opening to opening.
    pub fn by_hand(&self, openings: &Openings) -> Vec<Standing> {
        let each = self.each();
        each.map(|[start, refused, given, ordered, arrived, done]| {
            let lost = openings.between(refused, given) + openings.between(ordered, arrived);
            let due = openings.add(start, ALLOWED + lost);
            Standing {
                due,
                elapsed: openings.between(start, done) - lost,
                remaining: if done <= due {
                    openings.between(done, due)
                } else {
                    -openings.between(due, done)
                },
                met: done <= due,
            }
        })
        .collect()
    }
}
