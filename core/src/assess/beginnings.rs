//! Instances that start by something else than the clock's own events: by a clock that
//! it follows, by time, or by nothing.

use chrono::NaiveDate;

use super::actions::Act;
use super::findings::Findings;
use super::life::{Life, report};
use super::series::Series;
use super::start::By;
use super::transition;
use super::{Occurrence, Start};
use crate::count::Trigger;
use crate::sorted::sort_by_key;
use crate::time::{Day, Instant, Zone};

/// An instance that is given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beginning<'e, 'c> {
    pub(super) number: usize,
    pub(super) start: Start<'e, 'c>,
    /// What cancelled the clock that it follows, and with it this.
    pub(super) cancelled: Option<&'e Occurrence<'c>>,
}

impl Beginning<'_, '_> {
    /// What is there from the beginning: before anything that can have happened.
    pub(super) fn from_the_beginning(number: usize, zone: &Zone) -> Self {
        // The first year of the time zone data.
        let day = Day::of(NaiveDate::from_ymd_opt(1972, 1, 1).unwrap_or_default());
        Beginning {
            number,
            start: Start {
                when: Trigger::date(zone.start_of(day), day),
                recorded: None,
                by: By::Nothing,
            },
            cancelled: None,
        }
    }
}

/// How far those still to come are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    Before(Instant),
    /// At the instant what starts, but not what is cancelled: that comes last.
    Starts(Instant),
    All(Instant),
}

impl Until {
    fn takes_start(self, at: Instant) -> bool {
        match self {
            Until::Before(until) => at < until,
            Until::Starts(until) | Until::All(until) => at <= until,
        }
    }

    fn takes_cancel(self, at: Instant) -> bool {
        match self {
            Until::Before(until) | Until::Starts(until) => at < until,
            Until::All(until) => at <= until,
        }
    }
}

/// Those still to come.
pub(super) struct Beginnings<'r, 'e, 'c> {
    series: &'r Series<'r, 'e, 'c>,
    /// The last comes first.
    starts: Vec<Beginning<'e, 'c>>,
    cancelled: Vec<(usize, &'e Occurrence<'c>)>,
}

/// What comes next.
#[derive(Clone, Copy)]
enum Coming {
    Start,
    Run,
    Cancel,
}

impl<'r, 'e, 'c> Beginnings<'r, 'e, 'c> {
    pub(super) fn of(mut starts: Vec<Beginning<'e, 'c>>, series: &'r Series<'r, 'e, 'c>) -> Self {
        sort_by_key(&mut starts, |one| {
            std::cmp::Reverse((one.start.when.at, one.number))
        });
        let mut cancelled: Vec<_> = starts
            .iter()
            .filter_map(|one| Some((one.number, one.cancelled?)))
            .collect();
        sort_by_key(&mut cancelled, |(number, event)| {
            std::cmp::Reverse((event.when.at, *number))
        });
        Beginnings {
            series,
            starts,
            cancelled,
        }
    }

    /// An instance has begun: where the clock repeats by time, another will.
    pub(super) fn begun(&self, life: &mut Life<'e, 'c>) {
        if let Some(last) = life.instances.last() {
            life.next_run = self.series.after(last);
        }
    }

    /// Takes those that come until then, each in its turn.
    pub(super) fn take(
        &mut self,
        life: &mut Life<'e, 'c>,
        until: Until,
        held: &mut Vec<Act<'e, 'c>>,
        id: &str,
        findings: &mut Findings,
    ) {
        while let Some(coming) = self.coming(life, until) {
            let (number, start) = match coming {
                Coming::Cancel => {
                    if let Some((number, event)) = self.cancelled.pop() {
                        transition::cancel_one(life, number, event);
                    }
                    continue;
                }
                Coming::Start => match self.starts.pop() {
                    Some(given) => (given.number, given.start),
                    None => return,
                },
                Coming::Run => match life.next_run.take() {
                    Some(_) if life.instances.len() >= Series::MOST => {
                        life.cut = true;
                        continue;
                    }
                    Some(start) => (life.next_number(), start),
                    None => return,
                },
            };
            if held
                .first()
                .is_some_and(|other| other.event.when.day < start.when.day)
            {
                report(held, id, findings);
            }
            transition::open(life, number, start, findings);
            self.begun(life);
            if !life.doubted() {
                life.retry(held, findings);
            }
        }
    }

    fn coming(&self, life: &Life<'e, 'c>, until: Until) -> Option<Coming> {
        let start = self.starts.last().map(|one| one.start.when.at);
        let run = life.next_run.map(|start| start.when.at);
        let cancel = self.cancelled.last().map(|(_, event)| event.when.at);
        // Of one instant, starts come before what is cancelled.
        let all = [
            (start.filter(|at| until.takes_start(*at)), Coming::Start),
            (run.filter(|at| until.takes_start(*at)), Coming::Run),
            (cancel.filter(|at| until.takes_cancel(*at)), Coming::Cancel),
        ];
        let taken = all
            .into_iter()
            .filter_map(|(at, coming)| Some((at?, coming)));
        taken.min_by_key(|(at, _)| *at).map(|(_, coming)| coming)
    }
}
