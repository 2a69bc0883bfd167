//! Tables of allowances: cases without a row, with several, and rows without a case.

use super::domains::Domains;
use super::places::Step;
use super::regions::{self, Budget, Decided, Picks};
use super::{Found, Source, Written, written};
use crate::checked::Within;
use crate::count::Limit;
use crate::error::{Code, Example, Problem, Shown as _};
use crate::sorted::Map;

pub(super) fn check<'p>(
    source: &'p Source<'_>,
    domains: &Domains<'p>,
    budget: &Budget,
    found: &mut Found,
) {
    for one in written(source) {
        let Some(within) = super::written_within(one.clock, &source.pack) else {
            continue;
        };
        let table = match within {
            Within::By { attribute, rows } => Table {
                rows: rows
                    .iter()
                    .map(|(name, _)| Picks::Named { attribute, name })
                    .collect(),
                names: rows.iter().map(|(name, _)| Some(name.as_str())).collect(),
                limits: rows.iter().map(|(_, limit)| *limit).collect(),
            },
            Within::Table(rows) => Table {
                rows: rows
                    .iter()
                    .map(|row| row.when.as_ref().map_or(Picks::Otherwise, Picks::When))
                    .collect(),
                names: Vec::new(),
                limits: rows.iter().map(|row| row.is).collect(),
            },
            Within::Fixed(_)
            | Within::Window(_)
            | Within::Date(_)
            | Within::Parameter(_)
            | Within::Open(_) => continue,
        };
        // Nothing can be said of it before what it compares with is filled in.
        let asks = |row: &Picks<'_>| matches!(row, Picks::When(when) if when.asks_parameter());
        if one.clock.when.asks_parameter() || table.rows.iter().any(asks) {
            continue;
        }
        let decided = regions::decide(&[&one.clock.when], &table.rows, domains, budget);
        table.tell(source, one, &decided, found);
    }
}

/// A table as it is looked at.
struct Table<'p> {
    rows: Vec<Picks<'p>>,
    /// The names of the rows, where rows have names.
    names: Vec<Option<&'p str>>,
    limits: Vec<Limit>,
}

impl Table<'_> {
    fn tell(&self, source: &Source<'_>, one: Written<'_>, decided: &Decided, found: &mut Found) {
        let clock = &one.clock.id;
        let parameter = match &one.clock.within {
            Within::Parameter(name) => Some(name.as_str()),
            _ => None,
        };
        // The table may stand in the clock or in the parameter that the clock names.
        let path = |row: Option<usize>| -> Vec<Step<'_>> {
            let mut path = match parameter {
                Some(name) => vec![Step::Key("parameter"), Step::Key(name), Step::Key("value")],
                None => one.path("within", &[]),
            };
            if let Some(row) = row {
                path.push(match self.names.get(row).copied().flatten() {
                    Some(name) => Step::Key(name),
                    None => Step::Index(row),
                });
            }
            path
        };
        if decided.unfinished {
            found.at(
                source,
                &path(None),
                Problem::new(
                    Code::NotDecided,
                    format!(
                        "the table of clock \"{clock}\" has too many cases to look at them all"
                    ),
                )
                .hint("use fewer attributes in one table, or split the clock in two with \"when\""),
            );
            return;
        }
        if !decided.gaps.is_empty() {
            found.at(
                source,
                &path(None),
                Problem::new(
                    Code::TableGap,
                    format!(
                        "no row of clock \"{clock}\" is for a case with {}",
                        listed(&decided.gaps, decided.more_gaps)
                    ),
                )
                .hint(
                    "add a row for it, or say in \"when\" that the clock is not for such a case: \
                     until then it is undetermined",
                )
                .shown_by(decided.gaps.values().cloned().collect()),
            );
        }
        for ((first, second), example) in &decided.overlaps {
            // Two rows that say the same do no harm.
            if self.limits.get(*first) == self.limits.get(*second) {
                continue;
            }
            found.at(
                source,
                &path(Some(*second)),
                Problem::new(
                    Code::TableOverlap,
                    format!(
                        "rows {} and {} of clock \"{clock}\" are both for a case with {example}",
                        first + 1,
                        second + 1
                    ),
                )
                .hint("change one of them, so that a case has one row: with two it is undetermined")
                .shown_by(vec![example.clone()]),
            );
        }
        if decided.any.is_none() {
            // That the clock is for no case at all is said elsewhere.
            return;
        }
        for (index, reached) in decided.reached.iter().enumerate() {
            if *reached {
                continue;
            }
            let row = match self.names.get(index).copied().flatten() {
                Some(name) => format!("the row \"{}\"", name.shown()),
                None => format!("row {}", index + 1),
            };
            found.at_name(
                source,
                &path(Some(index)),
                Problem::new(
                    Code::RowNeverMatches,
                    format!("{row} of clock \"{clock}\" is for no case"),
                )
                .hint(match self.rows.get(index) {
                    Some(Picks::Otherwise) => "leave it out: the other rows are for every case",
                    _ => "check it against \"when\" and the values declared, or leave it out",
                }),
            );
        }
    }
}

/// Examples as people list them.
fn listed(gaps: &Map<String, Example>, more: bool) -> String {
    let mut text: Vec<&str> = gaps.keys().map(String::as_str).collect();
    if more {
        text.push("others");
    }
    match text.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!(
                "{}; nor for one with {last}",
                rest.join("; nor for one with ")
            )
        }
        _ => text.concat(),
    }
}
