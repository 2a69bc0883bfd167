//! Who has to be told, and when: each step of a path and each of its repeats, found by
//! walking over the rows.

use proptest::prelude::*;

use crate::model::{Count, Happened, Run, Stood, TAKEN_ON};
use crate::rule::{Rule, Within};
use crate::sheet::{QUARTER, Sheet};

#[derive(Debug, Clone)]
pub(crate) struct Path {
    pub(crate) steps: Vec<Step>,
    /// Whether an acknowledgement ends only its own step.
    ends_the_step: bool,
    /// Whether the time to acknowledge a step runs on in a pause.
    runs_on: bool,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    at: Moment,
    /// Every so often, so many times more.
    repeat: Option<(Span, i64)>,
    acknowledged: bool,
    within: Option<Span>,
}

#[derive(Debug, Clone, Copy)]
enum Moment {
    Before(Span),
    Due,
    After(Span),
    Used(i64),
    Start,
    AfterStart(Span),
}

/// So many quarters of an hour or dates.
#[derive(Debug, Clone, Copy)]
struct Span {
    of: Within,
    amount: i64,
}

/// One time that a step comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comes {
    /// From 1.
    pub(crate) step: usize,
    pub(crate) occurrence: i64,
    pub(crate) state: &'static str,
    /// None where it will not come.
    pub(crate) at: Option<i64>,
    pub(crate) acknowledge_by: Option<i64>,
}

impl Span {
    fn text(self) -> String {
        self.of.text(self.amount)
    }

    /// So long after an instant, or before it; days are counted from its date, and fall at
    /// the opening of the day reached, or where the office does not work at its beginning.
    fn from(self, sheet: &Sheet, at: i64, date: i64, sign: i64) -> i64 {
        let open = |row: i64| sheet.row(row).open;
        match self.of {
            Within::Quarters | Within::Open => at + sign * self.amount * QUARTER,
            Within::OpenQuarters if sign > 0 => sheet.after(at, self.amount * QUARTER, open),
            Within::OpenQuarters => sheet.before(at, self.amount * QUARTER, open),
            Within::Days => sheet.opening(date + sign * self.amount),
            Within::WorkingDays => {
                let (mut date, mut left) = (date, self.amount);
                while left > 0 {
                    date += sign;
                    left -= i64::from(sheet.works(date));
                }
                sheet.opening(date)
            }
        }
    }
}

impl Moment {
    /// Where it lies for a run that stood so.
    fn of(self, sheet: &Sheet, rule: &Rule, run: &Run, count: &Count<'_>) -> i64 {
        let start = (sheet.at(run.start), sheet.row(run.start).date);
        // Whole days end at midnight, and leads are measured from there.
        let due = || {
            let last = count.due(sheet, rule);
            if rule.within.in_dates() {
                (last + 1, sheet.date_of(last))
            } else {
                (last, sheet.date_of(last))
            }
        };
        match self {
            Moment::Start => start.0,
            Moment::AfterStart(span) => span.from(sheet, start.0, start.1, 1),
            Moment::Due => count.due(sheet, rule) + 1,
            Moment::Before(span) => span.from(sheet, due().0, due().1, -1),
            Moment::After(span) => span.from(sheet, due().0, due().1, 1),
            Moment::Used(percent) => {
                let share = |all: i64| (all * percent + 99) / 100;
                if rule.within.in_dates() {
                    let date = count.last_date(sheet, rule, share(count.amount));
                    return sheet.end_of(date) + 1;
                }
                let counts = |row: i64| Count::counts(sheet, rule, row) && !count.is_held(row);
                sheet.after(start.0, share(count.amount * QUARTER), counts)
            }
        }
    }

    fn text(self) -> String {
        match self {
            Moment::Before(span) => format!("{} before due", span.text()),
            Moment::Due => "due".to_owned(),
            Moment::After(span) => format!("{} after due", span.text()),
            Moment::Used(percent) => format!("{percent}%"),
            Moment::Start => "start".to_owned(),
            Moment::AfterStart(span) => format!("{} after start", span.text()),
        }
    }
}

impl Path {
    pub(crate) fn written(&self) -> String {
        let mut text = "\n[escalation.path]\n".to_owned();
        if self.ends_the_step {
            text.push_str("acknowledged = \"ends the step\"\n");
        }
        if self.runs_on {
            text.push_str("while-paused = \"runs on\"\n");
        }
        text.push_str("steps = [\n");
        for step in &self.steps {
            text.push_str(&format!(
                "{{ at = \"{}\", notify = \"somebody\"",
                step.at.text()
            ));
            if let Some((every, times)) = step.repeat {
                let every = every.text();
                text.push_str(&format!(
                    ", repeat = {{ every = \"{every}\", at-most = {times} }}"
                ));
            }
            if step.acknowledged {
                text.push_str(", acknowledged-by = \"job.taken-on\"");
            }
            if let Some(within) = step.within {
                text.push_str(&format!(", within = \"{}\"", within.text()));
            }
            text.push_str(" },\n");
        }
        text + "]\n"
    }
}

/// From when until when a run stood so; one that has ended stood no longer.
fn windows(sheet: &Sheet, run: &Run) -> Vec<(i64, Option<i64>, Stood)> {
    let end = run.end.map(|end| sheet.at(end.row));
    let mut windows = Vec::new();
    for (place, (row, stood)) in run.stood.iter().enumerate() {
        let next = run.stood.get(place + 1).map(|(row, _)| sheet.at(*row));
        let until = next.into_iter().chain(end).min();
        windows.push((sheet.at(*row), until, stood.clone()));
    }
    windows
}

/// Every step of a run's path with its repeats.
pub(crate) fn comes(
    sheet: &Sheet,
    rule: &Rule,
    run: &Run,
    events: &[Happened],
    as_of: i64,
) -> Vec<Comes> {
    let Some(path) = &rule.path else {
        return Vec::new();
    };
    let windows = windows(sheet, run);
    let mut all: Vec<Comes> = Vec::new();
    let mut taken_on: Option<i64> = None;
    // A step that nobody has taken on in time brings the next one forward.
    let mut no_later_than = None;
    for (place, step) in path.steps.iter().enumerate() {
        let times = step.repeat.map_or(0, |(_, times)| times);
        let mut moments: Vec<i64> = Vec::new();
        for (from, until, stood) in &windows {
            let Stood::Ran(amount, held) = stood else {
                continue;
            };
            let count = Count::of(run, *amount, held);
            let own = step.at.of(sheet, rule, run, &count);
            // What repeats is counted from its first time, or from where it was held up.
            let mut since = no_later_than.map_or(own, |no_later: i64| no_later.min(own));
            let mut first = 0;
            while moments.len() as i64 <= times {
                let again = moments.len() as i64 - first;
                let mut at = match step.repeat {
                    Some((every, _)) if again > 0 => {
                        let span = Span {
                            amount: every.amount * again,
                            ..every
                        };
                        span.from(sheet, since, sheet.date_of(since), 1)
                    }
                    _ => since,
                };
                if at < *from {
                    (at, since, first) = (*from, *from, moments.len() as i64);
                }
                if until.is_some_and(|until| at >= until) {
                    break;
                }
                moments.push(at);
            }
        }
        let mut occasions: Vec<Comes> = (0..=times)
            .map(|time| {
                let at = moments.get(time as usize).copied();
                Comes {
                    step: place + 1,
                    occurrence: time + 1,
                    state: match at {
                        None => "withdrawn",
                        Some(at) if at <= sheet.at(as_of) => "fired",
                        Some(_) => "scheduled",
                    },
                    at,
                    acknowledge_by: None,
                }
            })
            .collect();
        let first = moments.first().copied();
        let acknowledged = acknowledge(sheet, step, run, events, as_of, &mut occasions);
        taken_on = taken_on.into_iter().chain(acknowledged).min();
        let mut ends = taken_on;
        if path.ends_the_step {
            withdraw(&mut occasions, acknowledged);
            ends = acknowledged;
        }
        no_later_than = match (step.within, first) {
            (Some(within), Some(told)) => {
                let until = if path.runs_on {
                    Some(within.from(sheet, told, sheet.date_of(told), 1))
                } else {
                    wait(sheet, within, told, &windows)
                };
                occasions[0].acknowledge_by = until;
                until.filter(|until| ends.is_none_or(|at| at >= *until))
            }
            _ => None,
        };
        all.extend(occasions);
    }
    if !path.ends_the_step {
        withdraw(&mut all, taken_on);
    }
    all
}

/// Takes a step on, each time what it told last; when that was first.
fn acknowledge(
    sheet: &Sheet,
    step: &Step,
    run: &Run,
    events: &[Happened],
    as_of: i64,
    occasions: &mut [Comes],
) -> Option<i64> {
    if !step.acknowledged {
        return None;
    }
    let mut earliest = None;
    for event in events
        .iter()
        .filter(|event| event.what == TAKEN_ON && event.row <= as_of)
    {
        let at = sheet.at(event.row);
        let latest = if event.dated {
            sheet.end_of(sheet.row(event.row).date)
        } else {
            at
        };
        let before_the_end = run.end.is_none_or(|end| event.row < end.row);
        if latest < sheet.at(run.start) || !before_the_end {
            continue;
        }
        let told = occasions.iter_mut().rev().find(|one| {
            ["fired", "acknowledged"].contains(&one.state)
                && one.at.is_some_and(|told| told <= latest)
        });
        if let Some(told) = told {
            told.state = "acknowledged";
            let when = told.at.map(|told| told.max(at));
            earliest = earliest.into_iter().chain(when).min();
        }
    }
    earliest
}

/// What had not come when it was taken on does not come.
fn withdraw(occasions: &mut [Comes], taken_on: Option<i64>) {
    for one in occasions {
        if let (Some(at), Some(taken_on)) = (one.at, taken_on)
            && at > taken_on
        {
            one.state = "withdrawn";
            one.at = None;
            one.acknowledge_by = None;
        }
    }
}

/// When so long is over that began when somebody was told, past what pauses take; nothing
/// while one takes all.
fn wait(
    sheet: &Sheet,
    within: Span,
    told: i64,
    windows: &[(i64, Option<i64>, Stood)],
) -> Option<i64> {
    let held: Vec<(i64, Option<i64>)> = windows
        .iter()
        .filter(|(_, _, stood)| matches!(stood, Stood::Held))
        .map(|(from, until, _)| (*from, *until))
        .collect();
    let is_held = |at: i64| {
        let within = |(from, until): &(i64, Option<i64>)| {
            *from <= at && until.is_none_or(|until| at < until)
        };
        held.iter().any(within)
    };
    let for_ever = held
        .iter()
        .find(|(_, until)| until.is_none())
        .map(|(from, _)| *from);
    let over = match within.of {
        Within::Quarters | Within::OpenQuarters | Within::Open => {
            let counts = |row: i64| {
                let open = within.of != Within::OpenQuarters || sheet.row(row).open;
                // What is held for ever is counted on, only to be past its beginning.
                let held =
                    is_held(sheet.at(row)) && for_ever.is_none_or(|from| sheet.at(row) < from);
                open && !held
            };
            sheet.after(told, within.amount * QUARTER, counts)
        }
        Within::Days | Within::WorkingDays => {
            let mut date = sheet.date_of(told);
            let mut left = within.amount;
            loop {
                date += 1;
                if within.of == Within::WorkingDays && !sheet.works(date) {
                    continue;
                }
                // The date of the pause is taken, that of the resumption is not; on the
                // last, only by a pause before it is over.
                let taken = held.iter().any(|(from, until)| {
                    let until = until.map_or(i64::MAX, |until| sheet.date_of(until));
                    let in_time = left > 1 || *from < sheet.opening(date);
                    sheet.date_of(*from) <= date && date < until && in_time
                });
                if taken && for_ever.is_none_or(|from| date < sheet.date_of(from)) {
                    continue;
                }
                left -= 1;
                if left == 0 {
                    break sheet.opening(date);
                }
            }
        }
    };
    for_ever.is_none_or(|from| over <= from).then_some(over)
}

fn span() -> impl Strategy<Value = Span> {
    prop_oneof![
        (1i64..200).prop_map(|amount| Span {
            of: Within::Quarters,
            amount
        }),
        (1i64..100).prop_map(|amount| Span {
            of: Within::OpenQuarters,
            amount
        }),
        (1i64..6).prop_map(|amount| Span {
            of: Within::Days,
            amount
        }),
        (1i64..6).prop_map(|amount| Span {
            of: Within::WorkingDays,
            amount
        }),
    ]
}

/// A path for a clock; one without a deadline has steps from its start alone.
pub(crate) fn path(within: Within) -> impl Strategy<Value = Path> {
    let from_start = prop_oneof![Just(Moment::Start), span().prop_map(Moment::AfterStart),];
    let any_moment = prop_oneof![
        2 => span().prop_map(Moment::Before),
        2 => Just(Moment::Due),
        2 => span().prop_map(Moment::After),
        2 => (1i64..=100).prop_map(Moment::Used),
        1 => Just(Moment::Start),
        1 => span().prop_map(Moment::AfterStart),
    ];
    let moment = if within == Within::Open {
        from_start.boxed()
    } else {
        any_moment.boxed()
    };
    let step = (
        moment,
        prop::option::weighted(0.4, (span(), 1i64..4)),
        any::<bool>(),
        prop::option::of(span()),
    );
    let steps = prop::collection::vec(step, 1..4);
    (steps, any::<bool>(), any::<bool>()).prop_map(|(steps, ends_the_step, runs_on)| {
        let last = steps.len() - 1;
        // What says nothing is refused.
        let waits = steps.iter().take(last).any(|step| step.3.is_some());
        let steps = steps.into_iter().enumerate();
        Path {
            steps: steps
                .map(|(place, (at, repeat, acknowledged, within))| Step {
                    at,
                    repeat,
                    acknowledged,
                    within: within.filter(|_| place < last),
                })
                .collect(),
            ends_the_step,
            runs_on: runs_on && waits,
        }
    })
}
