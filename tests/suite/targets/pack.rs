//! The pack of these tests, and cases for it.

use chrono::NaiveDate;
use dueby::{Case, Engine, Pack};

const PACK: &str = r#"
[pack]
id = "t"
title = "T"
calendar = "england-and-wales"
basis = "promise"

[[clock]]
id = "repair"
kind = "repair"
starts = "repair.reported"
stops = "repair.completed"
cancels = "repair.cancelled"
within = "10 days"

[[target]]
id = "in-time"
figure = "share"
clock = "repair"
at-least = "80%"
period = "financial year"
escalation = [{ when = "at-risk", notify = "head of repairs" }, { when = "missed", notify = "board" }]

[[target]]
id = "in-time-all"
figure = "share"
clock = "repair"
of = "completed and overdue"
at-least = "80%"
period = "quarter"

[[target]]
id = "nine-in-ten"
figure = "percentile"
clock = "repair"
percentile = 90
at-most = "12 days"
period = "financial year"

[[target]]
id = "inspected"
figure = "share"
event = "repair.completed"
with = "repair.inspected"
at-least = "10%"
period = "financial year"

[[target]]
id = "first-time"
figure = "share"
case = "repair"
once = "repair.visited"
at-least = "5 points"
change = { from = "a year before" }
period = "financial year"

[[target]]
id = "repairs-for-each-thousand"
figure = "rate"
event = "repair.reported"
per-thousand = "homes"
at-most = "300"
period = "financial year"
"#;

pub(crate) fn engine() -> Engine {
    let calendars = dueby_rules::calendars().unwrap();
    let mut builder = Engine::builder();
    for calendar in calendars {
        builder = builder.calendar(calendar);
    }
    builder
        .pack(Pack::from_toml(PACK, "t.toml").unwrap())
        .build()
        .unwrap()
}

/// A repair with dates alone; no date where something did not happen.
#[derive(Debug, Clone)]
pub(crate) struct Repair {
    pub(crate) name: String,
    pub(crate) patch: Option<&'static str>,
    pub(crate) reported: NaiveDate,
    pub(crate) completed: Option<NaiveDate>,
    pub(crate) inspected: Option<NaiveDate>,
    pub(crate) visits: Vec<NaiveDate>,
}

impl Repair {
    pub(crate) fn case(&self) -> Case {
        let mut case = Case::new(&self.name, "repair");
        if let Some(patch) = self.patch {
            case = case.with_attribute("patch", patch);
        }
        let once = [
            ("repair.reported", Some(self.reported)),
            ("repair.completed", self.completed),
            ("repair.inspected", self.inspected),
        ];
        let visits = self.visits.iter().map(|at| ("repair.visited", Some(*at)));
        for (event, at) in once.into_iter().chain(visits) {
            if let Some(at) = at {
                case = case.with_event(event, &at.to_string()).unwrap();
            }
        }
        case
    }
}
