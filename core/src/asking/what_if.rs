//! What other rules, or another calendar, would change.

use std::borrow::Borrow;

use chrono::{DateTime, FixedOffset, Utc};
use serde::Serialize;

use super::differences::key;
use super::rights::{RightMoved, RightsSummary};
use super::standing::{DeadlineAnswer, InstanceName, Standing};
use crate::assess::{Accept, Assessment, ClockAnswer, Options, Revisions, State};
use crate::case::Case;
use crate::checked::Status;
use crate::compiled::{Engine, unknown_clock};
use crate::count::{Allowance, Kind};
use crate::error::Error;
use crate::sorted::{Map, Set, sort_by_key};
use crate::time::{Instant, serialize_instant};

/// Which deadlines, states and rights of some cases differ under other rules.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct WhatIf {
    /// The version of this shape.
    pub schema: u32,
    /// The moment both answers are for.
    #[serde(serialize_with = "serialize_instant")]
    pub as_of: DateTime<FixedOffset>,
    /// What the answers before were made with.
    pub before: Revisions,
    /// What the answers after were made with.
    pub after: Revisions,
    /// How many, in all.
    pub summary: Summary,
    /// Each instance that differs, in the order of the cases, then of the packs.
    pub moved: Vec<Moved>,
    /// Each resident's right that differs, in the same order.
    pub rights: Vec<RightMoved>,
    /// What this is, and what it is not.
    pub notice: String,
}

/// How many cases and instances were compared, and how they differ.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Summary {
    /// The cases compared.
    pub cases: usize,
    /// Those of them with an instance or a right that differs.
    pub cases_moved: usize,
    /// The instances compared, listed before or after.
    pub instances: usize,
    /// Those of them that differ.
    pub moved: usize,
    /// Those whose deadline is earlier.
    pub earlier: usize,
    /// Those whose deadline is later.
    pub later: usize,
    /// Those that have a deadline only after.
    pub deadlines_gained: usize,
    /// Those that have a deadline only before.
    pub deadlines_lost: usize,
    /// Those that are listed only after.
    pub listed: usize,
    /// Those that are listed only before.
    pub gone: usize,
    /// Those of which the appointment's window differs, or what became of it.
    pub appointments: usize,
    /// How many have which other state, in the order of their names.
    pub states: Vec<StatesMoved>,
    /// The residents' rights, which are no promises and counted apart.
    pub rights: RightsSummary,
}

/// How many instances have another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct StatesMoved {
    /// The state before.
    pub from: State,
    /// The state after.
    pub to: State,
    /// How many.
    pub instances: usize,
}

/// An instance that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct Moved {
    /// The host's reference of the case.
    pub case: String,
    /// The instance. Where the packs are called differently, as it is called before, or
    /// after where it was not listed before.
    #[serde(flatten)]
    pub instance: InstanceName,
    /// What it is before. Null when it is not listed.
    pub before: Option<Standing>,
    /// What it is after. Null when it is not listed.
    pub after: Option<Standing>,
    /// By how much time the deadline is later; negative when it is earlier. Null without
    /// two deadlines. While the clock is paused both before and after, that of the
    /// deadlines if it resumed.
    pub by: Option<Allowance>,
    /// The same in calendar days, where both are the end of a day.
    pub days: Option<i64>,
}

/// What differs of one case, or of several together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Differing {
    /// Each instance that differs.
    pub moved: Vec<Moved>,
    /// Each resident's right that differs.
    pub rights: Vec<RightMoved>,
}

impl Differing {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.rights.is_empty()
    }

    /// Adds what differs of further cases.
    pub fn append(&mut self, mut other: Differing) {
        self.moved.append(&mut other.moved);
        self.rights.append(&mut other.rights);
    }
}

/// Cases compared one by one: for more of them than should be kept.
///
/// It keeps what they add up to; what differs of each is handed back.
#[derive(Debug)]
pub struct Comparison<'e> {
    before: Side<'e>,
    after: Side<'e>,
    as_of: DateTime<Utc>,
    /// Whether each has a single pack: they are compared whatever they are called.
    one_pack: bool,
    summary: Summary,
}

/// An engine with the options that it understands.
#[derive(Debug)]
struct Side<'e> {
    engine: &'e Engine,
    options: Options,
}

impl Engine {
    /// Which deadlines, states and residents' rights differ with another engine, of other packs, calendars
    /// or parameters: each case assessed with both at one moment.
    ///
    /// Packs are compared by their ids, or whatever they are called where each engine has
    /// a single one. An instance differs when its deadline, its state, the deadline that it
    /// would have if it resumed, its appointment, or whether it is listed at all is another
    /// one; a right when its state, its first or its last moment is. A clock may be accepted
    /// that only one of the engines has.
    ///
    /// # Errors
    ///
    /// As [`Engine::assess_with`], with the case's reference as the file of the place.
    pub fn what_if<C: Borrow<Case>>(
        &self,
        other: &Engine,
        cases: impl IntoIterator<Item = C>,
        as_of: DateTime<Utc>,
        options: &Options,
    ) -> Result<WhatIf, Error> {
        let mut comparison = Comparison::new(self, other, as_of, options)?;
        let mut differing = Differing::default();
        for case in cases {
            let case = case.borrow();
            let of_case = comparison.add(case);
            differing.append(of_case.map_err(|error| error.in_file(&case.case))?);
        }
        comparison.finish(differing)
    }
}

impl<'e> Comparison<'e> {
    /// Compares two engines at a moment: see [`Engine::what_if`].
    ///
    /// # Errors
    ///
    /// As [`Engine::check`].
    pub fn new(
        before: &'e Engine,
        after: &'e Engine,
        as_of: DateTime<Utc>,
        options: &Options,
    ) -> Result<Self, Error> {
        let (clocks_before, clocks_after) = (clocks(before), clocks(after));
        for accepted in options.accept.clocks() {
            if !clocks_before.contains(accepted) && !clocks_after.contains(accepted) {
                let known = clocks_before.iter().chain(clocks_after.iter());
                return Err(unknown_clock(accepted, known.copied().collect()).into());
            }
        }
        let comparison = Comparison {
            before: Side::of(before, options, &clocks_before),
            after: Side::of(after, options, &clocks_after),
            as_of,
            one_pack: before.packs().count() == 1 && after.packs().count() == 1,
            summary: Summary::default(),
        };
        before.check(as_of, &comparison.before.options)?;
        Ok(comparison)
    }

    /// Compares a case; every instance and right of it that differs.
    ///
    /// # Errors
    ///
    /// As [`Engine::assess_with`]; the case is not counted then.
    pub fn add(&mut self, case: &Case) -> Result<Differing, Error> {
        let before = self.before.assess(case, self.as_of)?;
        let after = self.after.assess(case, self.as_of)?;
        let one_pack = self.one_pack;
        let clocks = pairs(&before.clocks, &after.clocks, |answer| {
            let (pack, clock, instance) = key(answer);
            (if one_pack { "" } else { pack }, clock, instance)
        });
        let rights = pairs(&before.rights, &after.rights, |answer| {
            let pack = if one_pack { "" } else { answer.pack.as_str() };
            (pack, answer.right.as_str(), answer.instance)
        });
        self.summary.cases += 1;
        self.summary.instances += clocks.len();
        self.summary.rights.instances += rights.len();
        let differing = Differing {
            moved: clocks
                .into_iter()
                .filter_map(|(before, after)| Moved::of(case, before, after))
                .collect(),
            rights: rights
                .into_iter()
                .filter_map(|(before, after)| RightMoved::of(case, before, after))
                .collect(),
        };
        self.summary.cases_moved += usize::from(!differing.is_empty());
        for one in &differing.moved {
            self.summary.add(one);
        }
        for one in &differing.rights {
            self.summary.rights.add(one);
        }
        Ok(differing)
    }

    /// What has been compared so far, in all.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The whole answer, with what was kept of what differs.
    ///
    /// # Errors
    ///
    /// None that [`Comparison::new`] does not find first.
    pub fn finish(self, differing: Differing) -> Result<WhatIf, Error> {
        // A case without anything still says what answers are made with.
        let nothing = Case::default();
        let before = self.before.assess(&nothing, self.as_of)?;
        let after = self.after.assess(&nothing, self.as_of)?;
        let zone = self.before.engine.calendar().zone();
        Ok(WhatIf {
            schema: 1,
            as_of: zone.write(Instant::of(&self.as_of)),
            before: before.revisions,
            after: after.revisions,
            summary: self.summary,
            moved: differing.moved,
            rights: differing.rights,
            notice: before.notice,
        })
    }
}

impl<'e> Side<'e> {
    /// Only the clocks that an engine has can be accepted of it.
    fn of(engine: &'e Engine, options: &Options, clocks: &Set<&str>) -> Self {
        let mut accept = Accept::none();
        // No clock is called nothing: only its status can let this one run.
        if options.accept.allows("", Status::Unconfirmed) {
            accept = accept.unconfirmed();
        }
        if options.accept.allows("", Status::Contested) {
            accept = accept.contested();
        }
        for clock in options
            .accept
            .clocks()
            .into_iter()
            .filter(|id| clocks.contains(id))
        {
            accept = accept.clock(clock);
        }
        let options = options.clone().accept(accept);
        Side { engine, options }
    }

    fn assess(&self, case: &Case, as_of: DateTime<Utc>) -> Result<Assessment, Error> {
        self.engine.assess_with(case, as_of, &self.options)
    }
}

/// What either answer lists, in the order of the first; then what only the second does.
#[allow(clippy::type_complexity)]
fn pairs<'a, T, K: Ord>(
    before: &'a [T],
    after: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let known: Map<K, &T> = before.iter().map(|one| (key(one), one)).collect();
    let there: Map<K, &T> = after.iter().map(|one| (key(one), one)).collect();
    let both = before
        .iter()
        .map(|one| (Some(one), there.get(&key(one)).copied()));
    let only_after = after.iter().filter(|one| !known.contains_key(&key(one)));
    both.chain(only_after.map(|one| (None, Some(one))))
        .collect()
}

fn clocks(engine: &Engine) -> Set<&str> {
    let all = engine.packs().flat_map(|pack| pack.clocks());
    all.map(|clock| clock.id()).collect()
}

impl Moved {
    /// What differs of an instance; nothing when nothing does.
    fn of(case: &Case, before: Option<&ClockAnswer>, after: Option<&ClockAnswer>) -> Option<Self> {
        let instance = InstanceName::of(before.or(after)?);
        let (before, after) = (before.map(Standing::of), after.map(Standing::of));
        let (mut by, mut days) = (None, None);
        if let (Some(before), Some(after)) = (&before, &after) {
            let (first, second) = before.deadlines(after);
            let same = before.state == after.state && before.appointment == after.appointment;
            if same && first == second {
                return None;
            }
            (by, days) = shift(first, second);
        }
        Some(Moved {
            case: case.case.clone(),
            instance,
            before,
            after,
            by,
            days,
        })
    }
}

/// By how much the second is later: as time that passes, and in days where both are the
/// end of one.
pub(super) fn shift(
    first: Option<DeadlineAnswer>,
    second: Option<DeadlineAnswer>,
) -> (Option<Allowance>, Option<i64>) {
    let (Some(first), Some(second)) = (first, second) else {
        return (None, None);
    };
    let millis = (second.due - first.due).num_milliseconds();
    let days = (second.due_date - first.due_date).num_days();
    let whole = first.whole_day && second.whole_day;
    (
        Some(Allowance::of(Kind::Elapsed, millis)),
        whole.then_some(days),
    )
}

/// Counts which way a deadline moved: earlier, later, gained or lost.
pub(super) fn add_up(
    deadlines: (Option<DeadlineAnswer>, Option<DeadlineAnswer>),
    [earlier, later, gained, lost]: [&mut usize; 4],
) {
    match deadlines {
        (Some(first), Some(second)) => {
            *earlier += usize::from(second.due < first.due);
            *later += usize::from(second.due > first.due);
        }
        (None, Some(_)) => *gained += 1,
        (Some(_), None) => *lost += 1,
        (None, None) => {}
    }
}

impl Standing {
    /// The deadlines of two standings that can be compared: those if the clock resumed
    /// where it is paused in both.
    pub(super) fn deadlines(
        &self,
        other: &Standing,
    ) -> (Option<DeadlineAnswer>, Option<DeadlineAnswer>) {
        if self.state == State::Paused && other.state == State::Paused {
            return (self.deadline_if_resumed, other.deadline_if_resumed);
        }
        (self.deadline, other.deadline)
    }
}

impl Summary {
    fn add(&mut self, moved: &Moved) {
        self.moved += 1;
        let (before, after) = match (&moved.before, &moved.after) {
            (Some(before), Some(after)) => (before, after),
            (None, _) => {
                self.listed += 1;
                return;
            }
            (_, None) => {
                self.gone += 1;
                return;
            }
        };
        let sums = [
            &mut self.earlier,
            &mut self.later,
            &mut self.deadlines_gained,
            &mut self.deadlines_lost,
        ];
        add_up(before.deadlines(after), sums);
        self.appointments += usize::from(before.appointment != after.appointment);
        if before.state != after.state {
            self.state(before.state, after.state);
        }
    }

    fn state(&mut self, from: State, to: State) {
        let known = self
            .states
            .iter_mut()
            .find(|one| (one.from, one.to) == (from, to));
        match known {
            Some(known) => known.instances += 1,
            None => {
                let instances = 1;
                self.states.push(StatesMoved {
                    from,
                    to,
                    instances,
                });
                // The same cases in another order add up to the same.
                sort_by_key(&mut self.states, |one| (one.from.as_str(), one.to.as_str()));
            }
        }
    }
}
