//! What the counts come to.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::{Ratio, figure, judge};
use super::fold::{Asked, Fold};
use super::months::{Month, Span};
use super::tally::Tally;
use super::told::{
    Failed, GroupAnswer, Measure, MonthAnswer, PeriodAnswer, TargetAnswer, TargetReason,
    TargetState, TargetTold, TargetsAnswer,
};
use crate::assess::Revisions;
use crate::checked::{Amount, FigureKind};
use crate::time::Instant;

impl Fold<'_> {
    /// What the cases counted so far come to.
    pub fn answer(&self) -> TargetsAnswer {
        let zone = self.engine.calendar.zone();
        let span = self.options.span;
        let date = |day: Option<crate::time::Day>| day.map(crate::time::Day::date);
        let mut groups: BTreeMap<usize, BTreeSet<Option<&str>>> = BTreeMap::new();
        for ((target, _), by_group) in &self.kept.tallies {
            let found = by_group.keys().map(Option::as_deref);
            groups.entry(*target).or_default().extend(found);
        }
        for (place, asked) in self.targets.iter().enumerate() {
            let known = self.options.groups_of(asked.target).map(Some);
            groups.entry(place).or_default().extend(known);
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
        groups: Option<&BTreeSet<Option<&str>>>,
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
            reason_about: told.reason_about,
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
                        let tally = self.tally(place, asked.window, Some(*group));
                        let numbers = self.options.numbers_of(target, *group);
                        GroupAnswer {
                            value: group.map(str::to_owned),
                            figure: figure(target, &tally, &numbers).ok(),
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
            hindered: self.hindered(asked),
            over: self.as_of >= ends,
            whole: ends.since(starts) + 1,
            passed: self.as_of.since(starts) + 1,
            before,
        })
    }

    /// Why a target cannot be counted whatever the cases are, and what that is about. A clock
    /// has as many versions as its pack: it is enough that one of them can run.
    fn hindered(&self, asked: &Asked<'_>) -> Option<(TargetReason, String)> {
        let (accept, target) = (&self.options.assess.accept, asked.target);
        let unaccepted = |id: &str, status| {
            let allowed = accept.allows(id, status);
            (!allowed).then(|| (TargetReason::NotAccepted, id.to_owned()))
        };
        let clock = super::count::clock_of(asked.pack, target);
        let of_clock = clock.and_then(|(pack, id)| {
            let mut why = Some((TargetReason::UnknownClock, pack.to_owned()));
            for (_, of, clock, ready, right) in self.engine.asked_in_order() {
                if of.id == pack && clock.id == id && right.is_none() {
                    let missing = ready.needs.first();
                    let missing = missing
                        .map(|need| (TargetReason::MissingParameter, need.parameter.clone()));
                    why = Some(missing.or_else(|| unaccepted(id, clock.status))?);
                }
            }
            why
        });
        match of_clock {
            Some((TargetReason::UnknownClock, _)) => of_clock,
            _ => unaccepted(&target.id, target.status).or(of_clock),
        }
    }

    /// What was counted in some months; of one group, or of all.
    fn tally(&self, target: usize, span: Span, group: Option<Option<&str>>) -> Tally {
        let group = group.map(|group| group.map(str::to_owned));
        let mut sum = Tally::default();
        let months = (target, span.from)..(target, span.end());
        for (_, by_group) in self.kept.tallies.range(months) {
            match &group {
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
