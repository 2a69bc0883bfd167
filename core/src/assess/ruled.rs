//! An instance under its limit: one course, or two of which one governs.
//!
//! Two limits are reckoned each for itself, with the same pauses; an extension adds to
//! those of its own kind of time. What was told in the past is what governed then.

use super::Occurrence;
use super::course::{Course, Stretch, Stretches};
use super::findings::Findings;
use super::life::Instance;
use crate::calendar::{Calendar, RangeError};
use crate::checked::Clock;
use crate::count::{Counting, Deadline, Limit, OnChange, Single, Term, Whichever};
use crate::sorted::{sort_by, sort_by_key};
use crate::time::{Instant, earlier};

/// An instance reckoned.
#[derive(Debug)]
pub(crate) struct Ruled<'e, 'c> {
    /// The limit before extensions, or the date.
    pub(crate) term: Term,
    /// The course whose deadline governs; its stretches are those that governed.
    pub(crate) course: Course<'e, 'c>,
    /// The course of the other limit, if there are two.
    pub(crate) other: Option<Box<Beside<'e, 'c>>>,
    /// How the limit came to be this one.
    pub(crate) changed: Vec<Changed<'e, 'c>>,
}

/// The limit that does not govern.
#[derive(Debug)]
pub(crate) struct Beside<'e, 'c> {
    pub(crate) course: Course<'e, 'c>,
    pub(crate) whichever: Whichever,
    /// Whether it is the one written first.
    pub(crate) is_first: bool,
}

/// What is reckoned: a clock's instance in a calendar.
#[derive(Clone, Copy)]
pub(crate) struct Case<'e, 'i, 'c> {
    pub(crate) clock: &'e Clock,
    /// How it counts, under the reading that it is asked under.
    pub(crate) counting: &'e Counting,
    pub(crate) calendar: &'e Calendar,
    pub(crate) instance: &'i Instance<'e, 'c>,
}

/// A change of the limit while an instance runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change<'e, 'c> {
    pub(crate) event: &'e Occurrence<'c>,
    /// What bounded it before and does from then on; none where none could be chosen.
    pub(crate) before: Option<Term>,
    pub(crate) after: Option<Term>,
    /// Whether it moves anything: not where the rule keeps the limit.
    pub(crate) moves: bool,
}

/// A change, with the deadline that it took the place of.
#[derive(Debug)]
pub(crate) struct Changed<'e, 'c> {
    pub(crate) change: Change<'e, 'c>,
    pub(crate) due_before: Option<Deadline>,
}

impl<'e, 'c> Ruled<'e, 'c> {
    /// Reckons an instance, move by move, under the limit that its rule chooses of those
    /// in force one after the other: `term` is the last. What was due before a change is
    /// what was told then.
    #[inline]
    pub(crate) fn run(
        case: Case<'e, '_, 'c>,
        term: Term,
        changes: &[Change<'e, 'c>],
        findings: &mut Findings,
    ) -> Result<Self, RangeError> {
        let mut told = Stretches::new();
        let mut left = Vec::new();
        let mut changed = Vec::new();
        let mut from = case.instance.start.when.at;
        let mut anew: Option<Instance<'e, 'c>> = None;
        for change in changes {
            if !change.moves {
                changed.push(Changed {
                    change: *change,
                    due_before: None,
                });
                continue;
            }
            let until = change.event.when.at;
            // What is odd about the moves is found once, under the last limit. A past
            // deadline that the calendar does not reach was never told.
            let mut unheard = Findings::unheard();
            let before = Case {
                instance: anew.as_ref().unwrap_or(case.instance),
                ..case
            };
            let past = change
                .before
                .and_then(|term| Ruled::under(before, term, &mut unheard).ok());
            let stretches = match &past {
                Some(past) => past.course.stretches.as_slice(),
                None => &[Stretch { from, due: None }],
            };
            let stood = told.len();
            cut(stretches, from, Some(until), &mut told);
            changed.push(Changed {
                change: *change,
                due_before: told
                    .get(stood..)
                    .and_then(|cut: &[Stretch]| cut.last()?.due),
            });
            if case.clock.on_change == OnChange::FromTheChange && change.before.is_some() {
                let instance = anew.get_or_insert_with(|| case.instance.clone());
                instance.reset_at(change.event);
            }
            if let Some(past) = past {
                left.extend(past.course.before);
                left.push((until, past.course.running.reckoning));
            }
            from = until;
        }
        let now = Case {
            instance: anew.as_ref().unwrap_or(case.instance),
            ..case
        };
        let mut ruled = Ruled::under(now, term, findings)?;
        if !told.is_empty() {
            cut(&ruled.course.stretches, from, None, &mut told);
            ruled.course.stretches = told;
            left.extend(std::mem::take(&mut ruled.course.before));
            sort_by_key(&mut left, |(until, _)| *until);
            ruled.course.before = left;
        }
        ruled.changed = changed;
        Ok(ruled)
    }

    /// Reckons an instance under one limit.
    #[inline]
    fn under(
        case: Case<'e, '_, 'c>,
        term: Term,
        findings: &mut Findings,
    ) -> Result<Self, RangeError> {
        let (first, second, whichever) = match term {
            Term::Within(Limit::Two {
                first,
                second,
                whichever,
            }) => (first, second, whichever),
            Term::Within(Limit::One(only)) => {
                return Ruled::alone(case, term, Single::Within(only), findings);
            }
            Term::Until(date) => return Ruled::alone(case, term, Single::Until(date), findings),
        };
        let (mut found, mut also) = (findings.of_one_clock(), findings.of_one_clock());
        let (first, second) = (
            Course::under(case, Single::Within(first), Some(second), &mut found)?,
            Course::under(case, Single::Within(second), Some(first), &mut also)?,
        );
        let stretches = governing(&first.stretches, &second.stretches, whichever);
        let first_governs = whichever.is_first(first.standing, second.standing);
        let (mut course, other) = if first_governs {
            findings.take(found);
            (first, second)
        } else {
            findings.take(also);
            (second, first)
        };
        course.stretches = stretches;
        Ok(Ruled {
            term,
            course,
            other: Some(Box::new(Beside {
                course: other,
                whichever,
                is_first: !first_governs,
            })),
            changed: Vec::new(),
        })
    }

    /// Under one limit, or until one date.
    fn alone(
        case: Case<'e, '_, 'c>,
        term: Term,
        only: Single,
        findings: &mut Findings,
    ) -> Result<Self, RangeError> {
        Ok(Ruled {
            term,
            course: Course::under(case, only, None, findings)?,
            other: None,
            changed: Vec::new(),
        })
    }

    /// The limit with its extensions; none where a date bounds it.
    pub(crate) fn extended(&self) -> Option<Limit> {
        self.term.limit()?;
        let own = self.course.extended();
        Some(match &self.other {
            None => Limit::One(own),
            Some(other) => {
                let beside = other.course.extended();
                let (first, second) = if other.is_first {
                    (beside, own)
                } else {
                    (own, beside)
                };
                Limit::Two {
                    first,
                    second,
                    whichever: other.whichever,
                }
            }
        })
    }

    /// The deadline without its extensions, where there are some.
    pub(crate) fn unextended(&self) -> Result<Option<Deadline>, RangeError> {
        if self.course.granted.is_empty() && self.other.as_deref().is_none_or(Beside::is_plain) {
            return Ok(None);
        }
        self.govern(|course| course.unextended())
    }

    /// What the deadline would be if the clock resumed at a moment.
    pub(crate) fn if_resumed(&self, as_of: Instant) -> Result<Option<Deadline>, RangeError> {
        self.govern(|course| course.if_resumed(as_of))
    }

    fn govern(
        &self,
        deadline: impl Fn(&Course<'e, 'c>) -> Result<Option<Deadline>, RangeError>,
    ) -> Result<Option<Deadline>, RangeError> {
        let own = deadline(&self.course)?;
        let Some(other) = &self.other else {
            return Ok(own);
        };
        Ok(match (own, deadline(&other.course)?) {
            (Some(own), Some(beside)) => Some(other.whichever.of(own, beside)),
            (own, _) => own,
        })
    }
}

impl Beside<'_, '_> {
    fn is_plain(&self) -> bool {
        self.course.granted.is_empty()
    }
}

/// What governed, stretch by stretch.
fn governing(first: &[Stretch], second: &[Stretch], whichever: Whichever) -> Stretches {
    let mut edges: Vec<Instant> = Vec::new();
    for one in [first, second] {
        edges.extend(one.iter().map(|stretch| stretch.from));
    }
    sort_by(&mut edges, Ord::cmp);
    edges.dedup();
    let standing = |stretches: &[Stretch], at: Instant| {
        let upto = stretches.iter().rfind(|stretch| stretch.from <= at);
        upto.and_then(|stretch| stretch.due)
    };
    let mut governed = Stretches::new();
    for from in edges {
        let due = match (standing(first, from), standing(second, from), whichever) {
            (Some(a), Some(b), _) => Some(whichever.of(a, b)),
            // A pause that came too late for one holds the other alone.
            (only, None, Whichever::Earlier) | (None, only, Whichever::Earlier) => only,
            (_, _, Whichever::Later) => None,
        };
        governed.push(Stretch { from, due });
    }
    governed
}

/// Adds the stretches that lie in `[from, until)`, cut to it.
fn cut(stretches: &[Stretch], from: Instant, until: Option<Instant>, told: &mut Stretches) {
    let mut rest = stretches;
    while let Some((stretch, after)) = rest.split_first() {
        rest = after;
        let ends = earlier(after.first().map(|next| next.from), until);
        let begins = stretch.from.max(from);
        if ends.is_none_or(|ends| begins < ends) {
            told.push(Stretch {
                from: begins,
                due: stretch.due,
            });
        }
    }
}
