//! Deciding about all cases: the values of each attribute are split where any condition
//! can change its verdict, and what holds for one value of a part holds for the whole
//! part. Nothing is sampled; where it would take too many steps, that is said.

use std::cell::Cell;

use super::domains::Domains;
use crate::case::Value;
use crate::checked::{Assigned, Condition, Judged};
use crate::error::Example;
use crate::sorted::{Map, Set};

/// The most questions that may be asked of conditions for one table, and for all that
/// is checked together.
pub(super) const MOST_FOR_ONE: u64 = 200_000;
pub(super) const MOST: u64 = 4_000_000;

/// The most cases that are shown for one gap.
pub(super) const MOST_SHOWN: usize = 6;

/// A text that no rule names.
pub(super) const OTHER: &str = "something else";

/// What a row is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Picks<'p> {
    /// Cases in which the attribute is this text, or is written like it.
    Named {
        attribute: &'p str,
        name: &'p str,
    },
    When(&'p Condition),
    /// Cases that no other row is for.
    Otherwise,
}

/// What is chosen so far of a case, by attribute; nothing stands for one that is missing.
pub(super) type Chosen<'p> = Map<&'p str, Option<Value>>;

impl<'p> Picks<'p> {
    /// Whether the row is for what is chosen so far; nothing of one that is for the rest.
    pub(super) fn judge(&self, chosen: &Chosen<'p>, budget: &Budget) -> Option<Judged<'p>> {
        match self {
            Picks::When(condition) => Some(judge(condition, chosen, budget)),
            Picks::Named { attribute, name } => {
                budget.spend();
                Some(match chosen.get(attribute) {
                    None => Judged::Open(attribute),
                    Some(None) => Judged::Missing,
                    Some(Some(Value::Text(text))) if text == name => Judged::Holds,
                    Some(Some(Value::Text(_))) => Judged::Fails,
                    Some(Some(other)) if other.to_string() == **name => Judged::Holds,
                    Some(Some(_)) => Judged::Fails,
                })
            }
            Picks::Otherwise => None,
        }
    }
}

/// How many questions may still be asked.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<u64>,
}

impl Budget {
    pub(super) fn new(steps: u64) -> Self {
        Budget {
            left: Cell::new(steps),
        }
    }

    /// How many have been asked of those it began with.
    pub(super) fn left(&self) -> u64 {
        self.left.get()
    }

    pub(super) fn spend(&self) {
        self.take(1);
    }

    /// Spends so many at once.
    pub(super) fn take(&self, steps: u64) {
        self.left.set(self.left.get().saturating_sub(steps));
    }
}

/// What was decided.
#[derive(Debug, Default)]
pub(super) struct Decided {
    /// Cases that no row is for, by what the rows ask of them: one case for each answer.
    pub(super) gaps: Map<String, Example>,
    /// Whether there are more than those.
    pub(super) more_gaps: bool,
    /// The attributes whose values would have to be declared to say whether there are
    /// others.
    pub(super) undeclared: Set<String>,
    /// Two rows that are for one case: the indices, the smaller one first.
    pub(super) overlaps: Map<(usize, usize), Example>,
    /// Which rows are for some case.
    pub(super) reached: Vec<bool>,
    /// Whether some case is in the region at all.
    pub(super) any: Option<Example>,
    /// Whether there were too many cases to look at them all.
    pub(super) unfinished: bool,
}

/// Decides about rows for every case in which all of some conditions hold.
pub(super) fn decide<'p>(
    region: &[&'p Condition],
    rows: &[Picks<'p>],
    domains: &Domains<'p>,
    budget: &Budget,
) -> Decided {
    let allowed = budget.left().min(MOST_FOR_ONE);
    let own = Budget::new(allowed);
    let mut search = Search {
        region,
        rows,
        domains,
        points: domains.points(region, rows, &own),
        assigned: Map::new(),
        budget: &own,
        decided: Decided {
            reached: vec![false; rows.len()],
            ..Decided::default()
        },
    };
    search.look();
    let used = allowed - own.left();
    budget.take(used);
    search.decided
}

struct Search<'s, 'p> {
    region: &'s [&'p Condition],
    rows: &'s [Picks<'p>],
    domains: &'s Domains<'p>,
    points: Map<&'p str, Vec<Option<Value>>>,
    assigned: Chosen<'p>,
    budget: &'s Budget,
    decided: Decided,
}

impl<'p> Search<'_, 'p> {
    /// Looks at every case that agrees with what is assigned.
    fn look(&mut self) {
        if self.budget.left() == 0 {
            self.decided.unfinished = true;
            return;
        }
        for index in 0..self.region.len() {
            let Some(condition) = self.region.get(index) else {
                continue;
            };
            match judge(condition, &self.assigned, self.budget) {
                Judged::Holds => {}
                // Outside, or undetermined before any row is looked for.
                Judged::Fails | Judged::Missing => return,
                Judged::Open(attribute) => return self.split(attribute),
            }
        }
        let mut holding = Vec::new();
        let (mut missing, mut open, mut otherwise) = (false, None, None);
        for (index, row) in self.rows.iter().enumerate() {
            let Some(judged) = row.judge(&self.assigned, self.budget) else {
                otherwise = Some(index);
                continue;
            };
            match judged {
                Judged::Holds => holding.push(index),
                Judged::Fails => {}
                Judged::Missing => missing = true,
                Judged::Open(attribute) => open = open.or(Some(attribute)),
            }
        }
        if let Some(attribute) = open {
            return self.split(attribute);
        }
        let case = self.example();
        self.decided.any.get_or_insert_with(|| case.clone());
        if holding.is_empty() && !missing {
            match otherwise {
                Some(index) => holding.push(index),
                None if self.rows.is_empty() => {}
                None if self.is_undeclared() => {}
                None => {
                    let asked = self.asked().to_string();
                    if self.decided.gaps.len() < MOST_SHOWN {
                        self.decided.gaps.get_or_insert(asked, || case.clone());
                    } else if !self.decided.gaps.contains_key(&asked) {
                        self.decided.more_gaps = true;
                    }
                }
            }
        }
        for (at, first) in holding.iter().enumerate() {
            if let Some(reached) = self.decided.reached.get_mut(*first) {
                *reached = true;
            }
            if let Some(second) = holding.get(at + 1) {
                self.decided
                    .overlaps
                    .get_or_insert((*first, *second), || case.clone());
            }
        }
    }

    /// Looks at each part of an attribute's values.
    fn split(&mut self, attribute: &'p str) {
        for point in self.points.get(attribute).cloned().unwrap_or_default() {
            if self.decided.unfinished {
                return;
            }
            self.assigned.insert(attribute, point);
            self.look();
            self.assigned.remove(attribute);
        }
    }

    /// Whether the case has a value that is none of those named, of an attribute whose
    /// values are not declared: nobody knows whether there is such a case.
    fn is_undeclared(&mut self) -> bool {
        let other = |value: &Option<Value>| *value == Some(OTHER.into());
        let unknown: Vec<String> = self
            .assigned
            .iter()
            .filter(|(name, value)| other(value) && !self.domains.declares(name))
            .map(|(name, _)| (*name).to_owned())
            .collect();
        let any = !unknown.is_empty();
        self.decided.undeclared.extend(unknown);
        any
    }

    /// What the rows ask of the case; of a table without questions, all that is known.
    fn asked(&self) -> Example {
        let mut names: Set<&str> = Set::new();
        for row in self.rows {
            match row {
                Picks::Named { attribute, .. } => _ = names.insert(attribute),
                Picks::When(condition) => condition.edges(&mut |name, _| _ = names.insert(name)),
                Picks::Otherwise => {}
            }
        }
        example(&self.assigned, |name| names.contains(name))
    }

    fn example(&self) -> Example {
        example(&self.assigned, |_| true)
    }
}

/// What is chosen of some attributes, as a case.
pub(super) fn example(chosen: &Chosen<'_>, asks: impl Fn(&str) -> bool) -> Example {
    let given = chosen.iter().filter(|(name, _)| asks(name));
    Example::new(
        given
            .filter_map(|(name, value)| Some(((*name).to_owned(), value.clone()?)))
            .collect(),
    )
}

pub(super) fn judge<'p>(
    condition: &'p Condition,
    assigned: &Chosen<'_>,
    budget: &Budget,
) -> Judged<'p> {
    condition.judge_open(&mut |attribute| {
        budget.spend();
        match assigned.get(attribute) {
            Some(value) => Assigned::Is(value.as_ref()),
            None => Assigned::Open,
        }
    })
}
