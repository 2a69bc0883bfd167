//! The life of a clock, row by row.

use crate::sheet::Sheet;

/// A rule of one clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) within: Within,
    /// Dates or rows.
    pub(crate) amount: i64,
    /// What each extension adds, and what all may add.
    pub(crate) extension: Option<(i64, i64)>,
    /// Whether what starts it stops it too: the next begins where one ends.
    pub(crate) restarts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    WorkingDays,
    Days,
    Quarters,
    OpenQuarters,
}

/// Something that happened at the beginning of a row; `what` is a place in `TYPES`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Happened {
    pub(crate) what: usize,
    pub(crate) row: i64,
}

const REPORTED: usize = 0;
const REFUSED: usize = 1;
const GIVEN: usize = 2;
const ORDERED: usize = 3;
const ARRIVED: usize = 4;
const EXTENDED: usize = 5;
const DONE: usize = 6;
const WITHDRAWN: usize = 7;

/// What is said of an instance.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) state: &'static str,
    pub(crate) due: Option<i64>,
    pub(crate) elapsed: Option<i64>,
    pub(crate) remaining: Option<i64>,
}

/// One run of the clock.
struct Run {
    start: i64,
    /// What may be used, extensions included.
    amount: i64,
    extended: i64,
    /// The rows that pauses took: from, until.
    held: Vec<(i64, i64)>,
    /// Since when a pause holds it now.
    holding: Option<i64>,
    end: Option<(i64, bool)>,
}

/// Every run of the clock by a row, as it is at the beginning of that.
pub(crate) fn play(sheet: &Sheet, rule: &Rule, events: &[Happened], as_of: i64) -> Vec<Said> {
    let mut runs: Vec<Run> = Vec::new();
    let mut in_force = [false; 2];
    for row in 0..=as_of {
        let now: Vec<usize> = events
            .iter()
            .filter(|event| event.row == row)
            .map(|event| event.what)
            .collect();
        let comes = |what: usize| now.contains(&what);
        let running = |runs: &[Run]| runs.last().is_some_and(|run| run.end.is_none());
        let end = |runs: &mut Vec<Run>, in_force: &mut [bool; 2], kept: bool| {
            if let Some(run) = runs.last_mut().filter(|run| run.end.is_none()) {
                if let Some(from) = run.holding.take() {
                    run.held.push((from, row));
                }
                run.end = Some((row, kept));
                *in_force = [false; 2];
            }
        };
        // An event that stops it and starts the next first stops it; then come starts,
        // pauses, resumptions, extensions, stops, cancellations.
        if rule.restarts && comes(REPORTED) {
            end(&mut runs, &mut in_force, true);
        }
        if comes(REPORTED) && !running(&runs) {
            runs.push(Run {
                start: row,
                amount: rule.amount,
                extended: 0,
                held: Vec::new(),
                holding: in_force.contains(&true).then_some(row),
                end: None,
            });
        }
        for (pair, what) in [(0, REFUSED), (1, ORDERED)] {
            if comes(what) {
                let held_already = in_force.contains(&true);
                in_force[pair] = true;
                if let Some(run) = runs.last_mut().filter(|run| run.end.is_none())
                    && !held_already
                    && run.can_be_held(sheet, rule, row)
                {
                    run.holding = Some(row);
                }
            }
        }
        for (pair, what) in [(0, GIVEN), (1, ARRIVED)] {
            if comes(what) && in_force[pair] {
                in_force[pair] = false;
                if let Some(run) = runs.last_mut().filter(|run| run.end.is_none())
                    && !in_force.contains(&true)
                    && let Some(from) = run.holding.take()
                {
                    run.held.push((from, row));
                }
            }
        }
        for _ in now.iter().filter(|what| **what == EXTENDED).take(1) {
            if let Some(run) = runs.last_mut().filter(|run| run.end.is_none())
                && let Some((by, at_most)) = rule.extension
                && run.extended + by <= at_most
                && (run.holding.is_some() || sheet.at(row) <= run.due(sheet, rule))
            {
                run.extended += by;
                run.amount += by;
            }
        }
        if comes(DONE) {
            end(&mut runs, &mut in_force, true);
        }
        if comes(WITHDRAWN) {
            end(&mut runs, &mut in_force, false);
        }
    }
    if runs.is_empty() {
        return vec![Said {
            state: "pending",
            due: None,
            elapsed: None,
            remaining: None,
        }];
    }
    runs.iter().map(|run| run.say(sheet, rule, as_of)).collect()
}

impl Run {
    /// Whether a row counts, pauses apart.
    fn counts(sheet: &Sheet, rule: &Rule, row: i64) -> bool {
        rule.within == Within::Quarters || sheet.row(row).open
    }

    fn in_dates(rule: &Rule) -> bool {
        matches!(rule.within, Within::WorkingDays | Within::Days)
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

    /// The date on which the allowance is used up, past what pauses took.
    fn last_date(&self, sheet: &Sheet, rule: &Rule) -> i64 {
        let mut date = sheet.row(self.start).date;
        let mut left = self.amount;
        while left > 0 {
            date += 1;
            if self.date_counts(sheet, rule, date) && !self.date_is_held(sheet, date) {
                left -= 1;
            }
        }
        date
    }

    /// The last millisecond in time, past what pauses took.
    fn due(&self, sheet: &Sheet, rule: &Rule) -> i64 {
        if Run::in_dates(rule) {
            return sheet.end_of(self.last_date(sheet, rule));
        }
        // What counted while it was held is allowed on top.
        let lost: i64 = self
            .held
            .iter()
            .map(|(from, until)| counted(*from, *until, |row| Run::counts(sheet, rule, row)))
            .sum();
        let mut left = self.amount + lost;
        let mut row = self.start;
        while left > 0 {
            if Run::counts(sheet, rule, row) {
                left -= 1;
            }
            row += 1;
        }
        sheet.at(row)
    }

    /// What is overdue stays overdue.
    fn can_be_held(&self, sheet: &Sheet, rule: &Rule, row: i64) -> bool {
        sheet.at(row) <= self.due(sheet, rule)
    }

    fn say(&self, sheet: &Sheet, rule: &Rule, as_of: i64) -> Said {
        let due = self.due(sheet, rule);
        let until = match (self.end, self.holding) {
            (Some((end, _)), _) => end,
            (None, Some(from)) => from,
            (None, None) => as_of,
        };
        let state = match (self.end, self.holding) {
            (Some((_, false)), _) => "cancelled",
            (Some((end, true)), _) if sheet.at(end) <= due => "met",
            (Some(_), _) => "missed",
            (None, Some(_)) => "paused",
            (None, None) if sheet.at(as_of) > due => "overdue",
            (None, None) => "on-track",
        };
        let (elapsed, remaining) = if Run::in_dates(rule) {
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

    /// Of dates that of the moment is used, and what comes after it is left; that of a
    /// pause in force is not used.
    fn dates_used_and_left(&self, sheet: &Sheet, rule: &Rule, until: i64) -> (i64, i64) {
        let today = sheet.row(until).date - i64::from(self.holding.is_some());
        let counts = |date: i64| self.date_counts(sheet, rule, date);
        let from = sheet.row(self.start).date + 1;
        let used = counted(from, today + 1, |date| {
            counts(date) && !self.date_is_held(sheet, date)
        });
        let last = self.last_date(sheet, rule);
        let left = if today <= last {
            counted(today + 1, last + 1, counts)
        } else {
            -counted(last + 1, today + 1, counts)
        };
        (used, left)
    }

    fn time_used_and_left(&self, sheet: &Sheet, rule: &Rule, until: i64, due: i64) -> (i64, i64) {
        let counts = |row: i64| Run::counts(sheet, rule, row);
        let held = |row: i64| {
            let within = |(from, until): &(i64, i64)| *from <= row && row < *until;
            self.held.iter().any(within)
        };
        let used = counted(self.start, until, |row| counts(row) && !held(row));
        let due = (due - sheet.at(0)) / crate::sheet::QUARTER;
        let left = counted(until, due, counts) - counted(due, until, counts);
        (used, left)
    }
}

/// How many of `[from, until)` are such.
fn counted(from: i64, until: i64, such: impl Fn(i64) -> bool) -> i64 {
    (from..until).filter(|one| such(*one)).count() as i64
}
