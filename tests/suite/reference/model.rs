//! The life of a clock, row by row.

use crate::rule::{Attributes, Rule, Within};
use crate::sheet::Sheet;

/// Something that happened at the beginning of a row, or some time on the date that
/// begins there; `what` is a place in `TYPES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Happened {
    pub(crate) what: usize,
    pub(crate) row: i64,
    pub(crate) dated: bool,
}

pub(crate) const REPORTED: usize = 0;
pub(crate) const REFUSED: usize = 1;
pub(crate) const GIVEN: usize = 2;
pub(crate) const ORDERED: usize = 3;
pub(crate) const ARRIVED: usize = 4;
pub(crate) const EXTENDED: usize = 5;
pub(crate) const DONE: usize = 6;
pub(crate) const WITHDRAWN: usize = 7;
pub(crate) const TAKEN_ON: usize = 8;
pub(crate) const ROUTINE: usize = 9;
pub(crate) const URGENT: usize = 10;

/// What the events are called.
pub(crate) const TYPES: [&str; 11] = [
    "job.reported",
    "access.refused",
    "access.given",
    "part.ordered",
    "part.arrived",
    "time.granted",
    "job.done",
    "job.withdrawn",
    "job.taken-on",
    "job.triaged",
    "job.triaged",
];

/// What is said of an instance.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) state: &'static str,
    pub(crate) due: Option<i64>,
    pub(crate) elapsed: Option<i64>,
    pub(crate) remaining: Option<i64>,
}

impl Said {
    pub(crate) fn nothing(state: &'static str) -> Self {
        Said {
            state,
            due: None,
            elapsed: None,
            remaining: None,
        }
    }
}

/// How a run stood from a row on.
#[derive(Debug, Clone)]
pub(crate) enum Stood {
    Held,
    /// With so much allowed, and what pauses had taken by then.
    Ran(i64, Vec<(i64, i64)>),
}

/// One run of the clock.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) start: i64,
    /// What may be used, extensions included.
    amount: i64,
    extended: i64,
    /// The rows that pauses took: from, until.
    held: Vec<(i64, i64)>,
    /// Since when a pause takes everything.
    holding: Option<i64>,
    pub(crate) end: Option<End>,
    /// How it stood, each from its row on.
    pub(crate) stood: Vec<(i64, Stood)>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct End {
    /// Never before the start.
    pub(crate) row: i64,
    dated: bool,
    kept: bool,
}

/// What goes on, row by row.
struct Life<'s> {
    sheet: &'s Sheet,
    rule: &'s Rule,
    /// What each run may use; more than that are not known yet.
    amounts: &'s [i64],
    runs: Vec<Run>,
    /// What each pair that is in force was told by.
    in_force: [Vec<Happened>; 2],
}

/// Every run of the clock by a row, as it is at the beginning of that. `amounts` is what
/// each may use: when runs begin and end does not hang on it.
fn live<'s>(
    sheet: &'s Sheet,
    rule: &'s Rule,
    events: &[Happened],
    as_of: i64,
    amounts: &'s [i64],
) -> Vec<Run> {
    let mut life = Life {
        sheet,
        rule,
        amounts,
        runs: Vec::new(),
        in_force: [Vec::new(), Vec::new()],
    };
    // What is known by its date takes effect as early on that day as it can.
    let mut later_today: Vec<Happened> = Vec::new();
    for row in 0..=as_of {
        if sheet.begins_a_date(row) {
            later_today.clear();
        }
        let mut now: Vec<Happened> = Vec::new();
        for event in events.iter().filter(|event| event.row == row) {
            // The same told twice is one.
            if !now.contains(event) {
                now.push(*event);
            }
        }
        let mut order = vec![];
        if rule.restarts {
            order.push((REPORTED, true));
        }
        let rest = [
            REPORTED, REFUSED, ORDERED, GIVEN, ARRIVED, EXTENDED, DONE, WITHDRAWN,
        ];
        order.extend(rest.map(|what| (what, false)));
        for (what, stops) in order {
            for event in now.iter().filter(|event| event.what == what) {
                if stops {
                    life.end(event, row, true);
                } else if !life.take(event, row) {
                    if event.dated {
                        later_today.push(*event);
                    }
                    continue;
                }
                while let Some(place) = (0..later_today.len()).find(|place| {
                    later_today
                        .get(*place)
                        .is_some_and(|one| life.take(&one.clone(), row))
                }) {
                    later_today.remove(place);
                }
            }
        }
    }
    life.runs
}

impl Life<'_> {
    fn running(&mut self) -> Option<&mut Run> {
        self.runs.last_mut().filter(|run| run.end.is_none())
    }

    /// Whether an event does something; `row` is when it does.
    fn take(&mut self, event: &Happened, row: i64) -> bool {
        let (sheet, rule) = (self.sheet, self.rule);
        match event.what {
            REPORTED => {
                if self.running().is_none() {
                    self.begin(row);
                }
                true
            }
            REFUSED | ORDERED => {
                let pair = usize::from(event.what == ORDERED);
                let held_already = self.in_force.iter().any(|pauses| !pauses.is_empty());
                self.in_force[pair].push(*event);
                if let Some(run) = self.running()
                    && !held_already
                {
                    run.hold(sheet, rule, event, row);
                }
                true
            }
            GIVEN | ARRIVED => {
                let pair = usize::from(event.what == ARRIVED);
                if std::mem::take(&mut self.in_force[pair]).is_empty() {
                    return false;
                }
                let free = self.in_force.iter().all(Vec::is_empty);
                if let Some(run) = self.running()
                    && free
                {
                    run.resume(event.row, row);
                }
                true
            }
            EXTENDED => match self.running() {
                Some(run) => {
                    run.extend(sheet, rule, event.row, row);
                    true
                }
                None => false,
            },
            DONE => self.end(event, row, true),
            WITHDRAWN => self.end(event, row, false),
            _ => true,
        }
    }

    fn begin(&mut self, row: i64) {
        let amount = self.amounts.get(self.runs.len()).copied().unwrap_or(1);
        let mut run = Run {
            start: row,
            amount,
            extended: 0,
            held: Vec::new(),
            holding: None,
            end: None,
            stood: vec![(row, Stood::Ran(amount, Vec::new()))],
        };
        // A pause written down by this very date came at some time of it.
        let today = self.sheet.row(row).date;
        let mut pauses = self.in_force.iter().flatten();
        if let Some(first) = pauses.clone().next() {
            let of_today = pauses.all(|one| one.dated && self.sheet.row(one.row).date == today);
            let from_the_start = Happened {
                dated: false,
                row,
                ..*first
            };
            let pause = if of_today { *first } else { from_the_start };
            run.hold(self.sheet, self.rule, &pause, row);
        }
        self.runs.push(run);
    }

    fn end(&mut self, event: &Happened, row: i64, kept: bool) -> bool {
        let Some(run) = self.running() else {
            return false;
        };
        run.resume(event.row, row);
        run.end = Some(End {
            row: event.row.max(run.start),
            dated: event.dated,
            kept,
        });
        self.in_force = [Vec::new(), Vec::new()];
        true
    }
}

impl Run {
    fn hold(&mut self, sheet: &Sheet, rule: &Rule, event: &Happened, row: i64) {
        // Of hours: paused at the end of that day, which is the earlier deadline.
        let from = if event.dated && !rule.within.in_dates() {
            sheet.begins(sheet.row(event.row).date + 1)
        } else {
            event.row
        };
        let from = from.max(self.start);
        // What is overdue stays overdue.
        if rule.within == Within::Open || sheet.at(from) <= self.due(sheet, rule) {
            self.holding = Some(from);
            self.stood.push((row, Stood::Held));
        }
    }

    fn resume(&mut self, until: i64, row: i64) {
        if let Some(from) = self.holding.take() {
            self.held.push((from, until.max(from)));
            self.stand(row);
        }
    }

    fn extend(&mut self, sheet: &Sheet, rule: &Rule, asked: i64, row: i64) {
        let Some((by, at_most)) = rule.extension else {
            return;
        };
        let in_time = self.holding.is_some() || sheet.at(asked) <= self.due(sheet, rule);
        if self.extended + by <= at_most && in_time {
            self.extended += by;
            self.amount += by;
            if self.holding.is_none() {
                self.stand(row);
            }
        }
    }

    fn stand(&mut self, row: i64) {
        let stood = Stood::Ran(self.amount, self.held.clone());
        self.stood.push((row, stood));
    }

    /// The last millisecond in time, past what pauses took.
    fn due(&self, sheet: &Sheet, rule: &Rule) -> i64 {
        Count::of(self, self.amount, &self.held).due(sheet, rule)
    }

    fn say(&self, sheet: &Sheet, rule: &Rule, as_of: i64) -> Said {
        let until = match (self.end, self.holding) {
            (Some(end), _) => end.row,
            (None, Some(from)) => from.min(as_of),
            (None, None) => as_of,
        };
        if rule.within == Within::Open {
            let held = |row: i64| {
                let within = |(from, until): &(i64, i64)| *from <= row && row < *until;
                self.held.iter().any(within)
            };
            return Said {
                elapsed: Some(counted(self.start, until, |row| !held(row))),
                ..Said::nothing(match (self.end, self.holding) {
                    (Some(end), _) if end.kept => "met",
                    (Some(_), _) => "cancelled",
                    (None, Some(_)) => "paused",
                    (None, None) => "open",
                })
            };
        }
        let due = self.due(sheet, rule);
        let state = match (self.end, self.holding) {
            (Some(end), _) if !end.kept => "cancelled",
            (Some(end), _) => self.verdict(sheet, rule, end, due),
            (None, Some(_)) => "paused",
            (None, None) if sheet.at(as_of) > due => "overdue",
            (None, None) => "on-track",
        };
        let (elapsed, remaining) = if rule.within.in_dates() {
            // That of a pause in force is not used.
            let until = match self.holding {
                Some(from) => from,
                None => until,
            };
            self.dates_used_and_left(sheet, rule, until)
        } else {
            self.time_used_and_left(sheet, rule, until, due)
        };
        Said {
            state,
            due: self.holding.is_none().then_some(due),
            elapsed: Some(elapsed),
            remaining: Some(remaining),
        }
    }

    /// By its date alone, on the day of a deadline to the minute, nobody can say.
    fn verdict(&self, sheet: &Sheet, rule: &Rule, end: End, due: i64) -> &'static str {
        let earliest = sheet.at(sheet.begins(sheet.row(end.row).date));
        let latest = sheet.end_of(sheet.row(end.row).date);
        match end.dated {
            false if sheet.at(end.row) <= due => "met",
            false => "missed",
            true if latest <= due => "met",
            true if earliest > due => "missed",
            true if rule.within.in_dates() => "met",
            true => "undetermined",
        }
    }

    /// Of dates that of the moment is used, and what comes after it is left; that of a
    /// pause in force is not used.
    fn dates_used_and_left(&self, sheet: &Sheet, rule: &Rule, until: i64) -> (i64, i64) {
        let count = Count::of(self, self.amount, &self.held);
        let today = sheet.row(until).date - i64::from(self.holding.is_some());
        let counts = |date: i64| count.date_counts(sheet, rule, date);
        let from = sheet.row(self.start).date + 1;
        let used = counted(from, today + 1, |date| {
            counts(date) && !count.date_is_held(sheet, date)
        });
        let last = count.last_date(sheet, rule, self.amount);
        let left = if today <= last {
            counted(today + 1, last + 1, counts)
        } else {
            -counted(last + 1, today + 1, counts)
        };
        (used, left)
    }

    fn time_used_and_left(&self, sheet: &Sheet, rule: &Rule, until: i64, due: i64) -> (i64, i64) {
        let count = Count::of(self, self.amount, &self.held);
        let counts = |row: i64| Count::counts(sheet, rule, row);
        let used = counted(self.start, until, |row| counts(row) && !count.is_held(row));
        let due = sheet.row_at(due);
        let left = counted(until, due, counts) - counted(due, until, counts);
        (used, left)
    }
}

/// A count from a start, with so much allowed and what pauses took.
pub(crate) struct Count<'r> {
    pub(crate) start: i64,
    pub(crate) amount: i64,
    pub(crate) held: &'r [(i64, i64)],
}

impl<'r> Count<'r> {
    pub(crate) fn of(run: &Run, amount: i64, held: &'r [(i64, i64)]) -> Self {
        Count {
            start: run.start,
            amount,
            held,
        }
    }

    /// Whether a row counts, pauses apart.
    pub(crate) fn counts(sheet: &Sheet, rule: &Rule, row: i64) -> bool {
        rule.within == Within::Quarters || sheet.row(row).open
    }

    pub(crate) fn is_held(&self, row: i64) -> bool {
        let within = |(from, until): &(i64, i64)| *from <= row && row < *until;
        self.held.iter().any(within)
    }

    /// Whether a date counts, pauses apart: day 0 does not.
    fn date_counts(&self, sheet: &Sheet, rule: &Rule, date: i64) -> bool {
        date > sheet.row(self.start).date && (rule.within == Within::Days || sheet.works(date))
    }

    /// The date of a pause is taken out, that of the resumption counts.
    fn date_is_held(&self, sheet: &Sheet, date: i64) -> bool {
        self.held
            .iter()
            .any(|(from, until)| sheet.row(*from).date <= date && date < sheet.row(*until).date)
    }

    /// The date on which so many are used up, past what pauses took.
    pub(crate) fn last_date(&self, sheet: &Sheet, rule: &Rule, amount: i64) -> i64 {
        let mut date = sheet.row(self.start).date;
        let mut left = amount;
        while left > 0 {
            date += 1;
            if self.date_counts(sheet, rule, date) && !self.date_is_held(sheet, date) {
                left -= 1;
            }
        }
        date
    }

    /// The last millisecond in time, past what pauses took.
    pub(crate) fn due(&self, sheet: &Sheet, rule: &Rule) -> i64 {
        if rule.within.in_dates() {
            return sheet.end_of(self.last_date(sheet, rule, self.amount));
        }
        // What counted while it was held is allowed on top.
        let lost: i64 = self
            .held
            .iter()
            .map(|(from, until)| counted(*from, *until, |row| Count::counts(sheet, rule, row)))
            .sum();
        let mut left = self.amount + lost;
        let mut row = self.start;
        while left > 0 {
            if Count::counts(sheet, rule, row) {
                left -= 1;
            }
            row += 1;
        }
        sheet.at(row)
    }
}

/// Every run by a row, with what each may use by the table and the attributes of then, or
/// of when it ended; nothing where those do not tell.
pub(crate) fn play(
    sheet: &Sheet,
    rule: &Rule,
    attributes: Attributes,
    events: &[Happened],
    as_of: i64,
) -> Vec<Option<Run>> {
    let chosen: Vec<Option<i64>> = live(sheet, rule, events, as_of, &[])
        .iter()
        .map(|run| {
            // One that ended some time on a date has what was known at the end of that.
            let until = run.end.map_or(as_of, |end| match end.dated {
                true => sheet.begins(sheet.row(end.row).date + 1) - 1,
                false => end.row,
            });
            let until = until.min(as_of);
            rule.allowed.amount(attributes.at(events, until))
        })
        .collect();
    let amounts: Vec<i64> = chosen.iter().map(|amount| amount.unwrap_or(1)).collect();
    live(sheet, rule, events, as_of, &amounts)
        .into_iter()
        .zip(chosen)
        .map(|(run, chosen)| chosen.map(|_| run))
        .collect()
}

/// What is said of each run.
pub(crate) fn say(sheet: &Sheet, rule: &Rule, runs: &[Option<Run>], as_of: i64) -> Vec<Said> {
    if runs.is_empty() {
        return vec![Said::nothing("pending")];
    }
    let told = runs.iter().map(|run| match run {
        Some(run) => run.say(sheet, rule, as_of),
        None => Said::nothing("undetermined"),
    });
    told.collect()
}

/// How many of `[from, until)` are such.
pub(crate) fn counted(from: i64, until: i64, such: impl Fn(i64) -> bool) -> i64 {
    (from..until).filter(|one| such(*one)).count() as i64
}
