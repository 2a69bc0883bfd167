//! What the counts come to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::figure::{Ratio, figure, judge};
use super::fold::{Asked, Fold};
use super::months::{Month, Span};
use super::tally::Tally;
use crate::assess::Revisions;
use crate::checked::{Amount, Basis, FigureKind, Status};
use crate::count::Allowance;
use crate::time::{Instant, serialize_instant, serialize_optional_instant};

/// Every target at a moment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetsAnswer {
    /// The version of this shape.
    pub schema: u32,
    /// The moment it is for.
    #[serde(serialize_with = "serialize_instant")]
    pub as_of: DateTime<FixedOffset>,
    /// The zone of its months and times: that of the engine's first calendar.
    pub zone: String,
    /// The first date of the report.
    pub from: NaiveDate,
    /// The last date of the report, which still belongs to it.
    pub until: NaiveDate,
    /// How many cases were counted.
    pub cases: u64,
    /// How many were given again under a reference that was there, and not counted.
    pub repeated: u64,
    /// Some of those references, the first twenty in order.
    pub repeated_cases: Vec<String>,
    /// The date of the first event of all cases.
    pub data_from: Option<NaiveDate>,
    /// The date of the last event that had happened.
    pub data_until: Option<NaiveDate>,
    /// The first dates of months of the report that had begun and that the events do not
    /// reach: of these nothing is known.
    pub not_covered: Vec<NaiveDate>,
    /// The attribute that figures are told by as well.
    pub by: Option<String>,
    /// What it was made with.
    pub revisions: Revisions,
    /// The targets, in the order of the packs.
    pub targets: Vec<TargetAnswer>,
    /// What this is, and what it is not.
    pub notice: String,
}

/// One target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TargetAnswer {
    /// The pack's id.
    pub pack: String,
    /// The pack's version, where it has several.
    pub version: Option<String>,
    /// The target's id.
    pub target: String,
    /// What is promised.
    pub promise: String,
    /// What sort of figure it is.
    pub measure: Measure,
    /// What it is, in words: `at least 80%`. Nothing where it is a measure alone.
    pub bound: Option<String>,
    /// Whether it is to be at least so much (`true`) or at most; nothing where there is no
    /// bound.
    pub at_least: Option<bool>,
    /// What its figure's value is held against; nothing for a time, a change, or no bound.
    pub bound_value: Option<f64>,
    /// What its figure's time is held against.
    pub bound_time: Option<Allowance>,
    /// What is counted, in words.
    pub definition: String,
    /// What it rests on.
    pub basis: Basis,
    /// How sure its rule is.
    pub status: Status,
    /// When the rule was last held against its source.
    pub checked: Option<NaiveDate>,
    /// The document it stands in.
    pub document: Option<String>,
    /// Where in that document it stands.
    pub source: Option<String>,
    /// Where to find that.
    pub link: Option<String>,
    /// Anything else for people.
    pub notes: Option<String>,
    /// The first date of its own period.
    pub from: NaiveDate,
    /// The last date of its own period, which still belongs to it.
    pub until: NaiveDate,
    /// What it is at the moment asked for; nothing where there is no bound.
    pub state: Option<TargetState>,
    /// Why it cannot be said what it is.
    pub reason: Option<TargetReason>,
    /// The figure; nothing where there is none.
    pub figure: Option<FigureAnswer>,
    /// For a change: what the figure is compared with, as a figure's value.
    pub before: Option<f64>,
    /// For a change: how much more it is than that: in points of a share (0.05 is five) or in
    /// numbers; in parts of what it was where the target is in percent (0.05 is 5% more).
    pub change: Option<f64>,
    /// While the period goes on: how many are expected in all, if they go on coming as they
    /// have come.
    pub expected: Option<u64>,
    /// How many more may fail: of a share that is to be at least so much, of those expected;
    /// of a count or a rate that is to be at most so much, how many more may come. Negative where it is
    /// too many already.
    pub may_fail: Option<i64>,
    /// Of a share that is to be at least so much: the share that is needed of those still
    /// expected; above 1 it cannot be reached by them.
    pub needed_share: Option<f64>,
    /// Of a count or a rate that is to be at least so much: how many are still needed.
    pub needed_count: Option<u64>,
    /// The next moment at which its period is over.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub next: Option<DateTime<FixedOffset>>,
    /// Who has to be told now.
    pub tell: Vec<TargetTold>,
    /// Every one of its periods that the report touches and that had begun.
    pub periods: Vec<PeriodAnswer>,
    /// The figure of each month: those of the report, and at least twelve.
    pub months: Vec<MonthAnswer>,
    /// The figure by the values of the attribute asked for.
    pub groups: Vec<GroupAnswer>,
    /// Those that failed in its period, the latest first, at most twenty.
    pub failed: Vec<Failed>,
    /// How many failed that are not named.
    pub more_failed: u64,
}

/// What sort of figure a target has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Measure {
    /// So many of so many.
    Share,
    /// How many.
    Count,
    /// How many for each thousand of something.
    Rate,
    /// The time within which so many of a hundred were done.
    Percentile,
}

/// What a target is at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TargetState {
    /// The period goes on, and the figure is as it should be.
    OnTrack,
    /// The period goes on, and the figure is not as it should be.
    AtRisk,
    /// The period is over, or nothing can change it any more, and it is as it should be.
    Met,
    /// The period is over, or nothing can change it any more, and it is not.
    Missed,
    /// It cannot be said: see the reason.
    Undetermined,
}

impl TargetState {
    /// The word for it in answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            TargetState::OnTrack => "on-track",
            TargetState::AtRisk => "at-risk",
            TargetState::Met => "met",
            TargetState::Missed => "missed",
            TargetState::Undetermined => "undetermined",
        }
    }
}

/// Why a figure or a state cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TargetReason {
    /// There is nothing to count.
    NothingCounted,
    /// The number that a rate is of was not given.
    MissingNumber,
    /// There is nothing to compare it with.
    MissingBaseline,
    /// The events do not reach every month of the period.
    NotCovered,
    /// It hangs on what is undetermined of single cases.
    UndeterminedCases,
    /// Times are in several kinds, or in another kind than the target.
    MixedKinds,
    /// Its clock is in a pack that the engine was not given.
    UnknownClock,
    /// Its rule is not confirmed and was not accepted.
    NotAccepted,
}

impl TargetReason {
    /// The same in words.
    pub const fn message(self) -> &'static str {
        match self {
            TargetReason::NothingCounted => "there is nothing to count in this period",
            TargetReason::MissingNumber => "the number that the rate is of was not given",
            TargetReason::MissingBaseline => "there is no figure to compare it with",
            TargetReason::NotCovered => "the cases do not cover every month of the period",
            TargetReason::UndeterminedCases => "it hangs on cases of which it cannot be said",
            TargetReason::MixedKinds => "the times are in several kinds of time",
            TargetReason::UnknownClock => "its clock is in a pack that was not given",
            TargetReason::NotAccepted => "its rule is not confirmed and was not accepted",
        }
    }
}

/// A figure, with all that was counted for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureAnswer {
    /// A share from 0 to 1, a number, or a number for each thousand; nothing for a time.
    pub value: Option<f64>,
    /// Of a percentile: the time, up to the next whole resolution.
    pub time: Option<Allowance>,
    /// Of a percentile: how finely times were kept.
    pub resolution: Option<Allowance>,
    /// What is kept, or counted.
    pub numerator: u64,
    /// Of how many; nothing for a count.
    pub denominator: Option<u64>,
    /// Completed in time, followed, or counted.
    pub kept: u64,
    /// Completed too late, or not followed.
    pub failed: u64,
    /// Open and overdue at the moment asked for.
    pub overdue: u64,
    /// Of which it cannot be said.
    pub undetermined: u64,
    /// Of a clock's share: of what was completed alone.
    pub of_completed: Option<f64>,
    /// Of a clock's share: with what is open and overdue.
    pub with_overdue: Option<f64>,
}

/// One period of a target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodAnswer {
    /// Its first date.
    pub from: NaiveDate,
    /// Its last date, which still belongs to it.
    pub until: NaiveDate,
    /// What it is; nothing where there is no bound.
    pub state: Option<TargetState>,
    /// The figure; nothing where there is none.
    pub figure: Option<FigureAnswer>,
}

/// The figure of a month.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthAnswer {
    /// Its first date.
    pub month: NaiveDate,
    /// The figure; nothing where there is none.
    pub figure: Option<FigureAnswer>,
}

/// The figure of the cases with a value of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupAnswer {
    /// The value; nothing for cases without one.
    pub value: Option<String>,
    /// The figure; nothing where there is none.
    pub figure: Option<FigureAnswer>,
}

/// One that failed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Failed {
    /// The case's reference.
    pub case: String,
    /// Which run of the clock, or which of the case's events, from 1.
    pub instance: u64,
    /// When it was due.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub due: Option<DateTime<FixedOffset>>,
    /// When it was done all the same, or the event that nothing followed. Of a clock, nothing
    /// where it is still open.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub at: Option<DateTime<FixedOffset>>,
}

/// Who has to be told of a target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TargetTold {
    /// The role.
    pub notify: String,
    /// The state that it is told of.
    pub state: TargetState,
}

impl Fold<'_> {
    /// What the cases counted so far come to.
    pub fn answer(&self) -> TargetsAnswer {
        let zone = self.engine.calendar.zone();
        let span = self.options.span;
        let date = |day: Option<crate::time::Day>| day.map(crate::time::Day::date);
        let mut groups: BTreeMap<usize, BTreeSet<&Option<String>>> = BTreeMap::new();
        for ((target, _), by_group) in &self.kept.tallies {
            groups.entry(*target).or_default().extend(by_group.keys());
        }
        let targets = self.targets.iter().enumerate();
        TargetsAnswer {
            schema: 1,
            as_of: zone.write(self.as_of),
            zone: zone.name().to_owned(),
            from: span.first(),
            until: span.last(),
            cases: self.kept.cases,
            repeated: self.kept.twice,
            repeated_cases: self.kept.repeated.iter().cloned().collect(),
            data_from: date(self.kept.data.map(|(first, _)| first)),
            data_until: date(self.kept.data.map(|(_, last)| last)),
            not_covered: self
                .begun(span)
                .filter(|month| !self.covers(*month))
                .map(Month::first)
                .collect(),
            by: self.options.by.clone(),
            revisions: Revisions::of(self.engine),
            targets: targets
                .map(|(place, asked)| self.one(place, asked, groups.get(&place)))
                .collect(),
            notice: crate::assess::NOTICE.to_owned(),
        }
    }

    fn one(
        &self,
        place: usize,
        asked: &Asked<'_>,
        groups: Option<&BTreeSet<&Option<String>>>,
    ) -> TargetAnswer {
        let zone = self.engine.calendar.zone();
        let target = asked.target;
        let told = self.window(place, asked, asked.window);
        let ends = self.ends(asked.window);
        let first = self.options.span.from.min(asked.window.from);
        let last = asked.window.end().plus(-1).min(self.month());
        let shown = Span {
            from: first.min(last.plus(-11)),
            months: last.0 - first.min(last.plus(-11)).0 + 1,
        };
        let mut windows: Vec<Span> = self
            .begun(self.options.span)
            .map(|month| Span::of(target.period, month))
            .collect();
        windows.dedup();
        if matches!(target.period, crate::checked::Period::Rolling(_)) {
            windows = vec![asked.window];
        }
        let worst = self.kept.worst.get(&place);
        let failed: Vec<Failed> = worst
            .into_iter()
            .flatten()
            .map(|(_, case, instance, [due, at])| Failed {
                case: case.clone(),
                instance: *instance,
                due: due.map(|due| zone.write(Instant(due))),
                at: at.map(|at| zone.write(Instant(at))),
            })
            .collect();
        let tally = self.tally(place, asked.window, None);
        let all_failed = super::figure::failures(target, &tally);
        let steps = target.steps.iter().filter(|step| match told.state {
            Some(TargetState::Missed) => true,
            Some(TargetState::AtRisk) => !step.missed_only,
            _ => false,
        });
        TargetAnswer {
            pack: asked.pack.id.clone(),
            version: asked.pack.version.clone(),
            target: target.id.clone(),
            promise: target.promise.clone(),
            measure: match target.figure {
                FigureKind::Share => Measure::Share,
                FigureKind::Count => Measure::Count,
                FigureKind::Rate { .. } => Measure::Rate,
                FigureKind::Percentile { .. } => Measure::Percentile,
            },
            bound: super::words::bound(target),
            at_least: target.bound.map(|bound| bound.at_least),
            bound_value: match target.bound.map(|bound| bound.amount) {
                Some(Amount::Millionths(of)) if target.change.is_none() => {
                    Some(Ratio::millionths(of).value())
                }
                _ => None,
            },
            bound_time: match target.bound.map(|bound| bound.amount) {
                Some(Amount::Time(time)) => Some(time),
                _ => None,
            },
            definition: super::words::definition(target),
            basis: target.basis,
            status: target.status,
            checked: target.checked,
            document: target
                .source
                .title
                .clone()
                .or_else(|| asked.pack.source.title.clone()),
            source: target.source.provision.clone(),
            link: target
                .source
                .link
                .clone()
                .or_else(|| asked.pack.source.link.clone()),
            notes: target.notes.clone(),
            from: asked.window.first(),
            until: asked.window.last(),
            state: told.state,
            reason: told.reason,
            figure: told.figure,
            before: told.before,
            change: told.change,
            expected: told.expected,
            may_fail: told.may_fail,
            needed_share: told.needed_share,
            needed_count: told.needed_count,
            next: (self.as_of < ends).then(|| zone.write(ends.next())),
            tell: steps
                .map(|step| TargetTold {
                    notify: step.notify.clone(),
                    state: if step.missed_only {
                        TargetState::Missed
                    } else {
                        TargetState::AtRisk
                    },
                })
                .collect(),
            periods: windows
                .into_iter()
                .map(|window| {
                    let told = self.window(place, asked, window);
                    PeriodAnswer {
                        from: window.first(),
                        until: window.last(),
                        state: told.state,
                        figure: told.figure,
                    }
                })
                .collect(),
            months: shown
                .each()
                .map(|month| {
                    let tally = self.tally(
                        place,
                        Span {
                            from: month,
                            months: 1,
                        },
                        None,
                    );
                    MonthAnswer {
                        month: month.first(),
                        figure: figure(target, &tally, &self.options.numbers).ok(),
                    }
                })
                .collect(),
            groups: match &self.options.by {
                None => Vec::new(),
                Some(_) => groups
                    .into_iter()
                    .flatten()
                    .map(|group| {
                        let tally = self.tally(place, asked.window, Some(group));
                        GroupAnswer {
                            value: (*group).clone(),
                            figure: figure(target, &tally, &self.options.numbers).ok(),
                        }
                    })
                    .collect(),
            },
            more_failed: all_failed.saturating_sub(failed.len() as u64),
            failed,
        }
    }

    /// A target over one of its periods.
    fn window(&self, place: usize, asked: &Asked<'_>, window: Span) -> super::figure::Judged {
        let tally = self.tally(place, window, None);
        let covered = |span: Span| self.begun(span).all(|month| self.covers(month));
        let mut before = None;
        if let Some(change) = asked.target.change {
            let earlier = match change.from {
                crate::checked::ChangeFrom::PeriodBefore => Some(window.moved(-window.months)),
                crate::checked::ChangeFrom::YearBefore => Some(window.moved(-12)),
                crate::checked::ChangeFrom::Baseline => None,
            };
            before = match earlier {
                Some(earlier) if covered(earlier) => {
                    let tally = self.tally(place, earlier, None);
                    Ratio::of(asked.target, &tally, &self.options.numbers).ok()
                }
                Some(_) => None,
                None => change.baseline.map(Ratio::millionths),
            };
        }
        let starts = self
            .engine
            .calendar
            .zone()
            .start_of(crate::time::Day::of(window.first()));
        let ends = self.ends(window);
        judge(&super::figure::Ask {
            target: asked.target,
            tally: &tally,
            numbers: &self.options.numbers,
            covered: covered(window),
            known: self.knows(asked),
            accepted: self
                .options
                .assess
                .accept
                .allows(&asked.target.id, asked.target.status),
            over: self.as_of >= ends,
            whole: ends.since(starts) + 1,
            passed: self.as_of.since(starts) + 1,
            before,
        })
    }

    /// Whether the clock that a target counts is there.
    fn knows(&self, asked: &Asked<'_>) -> bool {
        super::count::clock_of(asked.pack, asked.target).is_none_or(|(pack, clock)| {
            let packs = self.engine.packs().filter(|one| one.id == pack);
            packs.flat_map(|one| &one.clocks).any(|one| one.id == clock)
        })
    }

    /// What was counted in some months; of one group, or of all.
    fn tally(&self, target: usize, span: Span, group: Option<&Option<String>>) -> Tally {
        let mut sum = Tally::default();
        let months = (target, span.from)..(target, span.end());
        for (_, by_group) in self.kept.tallies.range(months) {
            match group {
                None => by_group.values().for_each(|tally| sum.add(tally)),
                Some(group) => by_group
                    .get(group)
                    .into_iter()
                    .for_each(|tally| sum.add(tally)),
            }
        }
        sum
    }

    fn month(&self) -> Month {
        Month::of(self.engine.calendar.zone().date(self.as_of))
    }

    /// The months of a span that had begun.
    fn begun(&self, span: Span) -> impl Iterator<Item = Month> + use<> {
        let now = self.month();
        span.each().filter(move |month| *month <= now)
    }

    /// Whether a month lies between the first event and the last.
    fn covers(&self, month: Month) -> bool {
        self.kept
            .data
            .is_some_and(|(first, last)| (Month::of(first)..=Month::of(last)).contains(&month))
    }

    /// The last instant of a span.
    fn ends(&self, span: Span) -> Instant {
        let zone = self.engine.calendar.zone();
        zone.start_of(crate::time::Day::of(span.end().first()))
            .plus(-1)
    }
}
