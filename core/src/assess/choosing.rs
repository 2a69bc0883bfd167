//! Which limit an instance has, and those that it had before.

use super::attributes::Attributes;
use super::decide::Asked;
use super::ruled::Change;
use super::{Why, series, table};
use crate::case::Value;
use crate::checked::{DueDate, Within};
use crate::count::{OnChange, Term};
use crate::explain::Chosen;
use crate::time::Instant;

/// The limits that were in force one after the other.
#[derive(Default)]
pub(super) struct Changes<'e, 'c> {
    /// The first that could be chosen, with what chose it.
    pub(super) kept: Option<(Term, Chosen<'e>)>,
    pub(super) made: Vec<Change<'e, 'c>>,
}

/// Moves the attributes on to an instant; the limits that were in force on the
/// way, each until another took its place.
pub(super) fn changes<'e, 'c>(
    asked: &Asked<'e, 'c>,
    number: usize,
    known: &mut Attributes<'e, 'c>,
    until: Instant,
) -> Changes<'e, 'c> {
    // More changes than anybody makes are not told apart: the last ones count.
    const MOST: usize = 64;
    let mut changes = Changes::default();
    let hangs_on_attributes = matches!(
        asked.ready.within,
        Some(Within::By { .. } | Within::Table(_) | Within::Date(DueDate::Attribute { .. }))
    );
    if !hangs_on_attributes {
        known.advance(until);
        return changes;
    }
    let mut standing = choose(asked, number, known).ok();
    changes.kept = standing;
    while let Some(event) = known.step(until) {
        if event.event.set.is_empty() {
            continue;
        }
        let chosen = choose(asked, number, known).ok();
        let term = |chosen: &Option<(Term, Chosen<'_>)>| chosen.as_ref().map(|(term, _)| *term);
        let (before, after) = (term(&standing), term(&chosen));
        if before != after {
            let keeps = asked.clock.on_change == OnChange::Kept && before.is_some();
            changes.made.push(Change {
                event,
                before,
                after,
                moves: !keeps,
            });
            standing = chosen;
            changes.kept = changes.kept.or(standing);
        }
    }
    let many = changes.made.len().saturating_sub(MOST);
    changes.made.drain(..many);
    changes
}

/// The allowance, and what chose it; or why there is none.
pub(super) fn choose<'e, 'c>(
    asked: &Asked<'e, 'c>,
    number: usize,
    attributes: &Attributes<'e, 'c>,
) -> Result<(Term, Chosen<'e>), Why<'e, 'c>> {
    let known = &attributes.values;
    let parameter = asked.ready.parameter.as_deref();
    match &asked.ready.within {
        // What is not filled in was held back before, and what has no limit is not asked.
        None | Some(Within::Parameter(_) | Within::Window(_) | Within::Open(_)) => {
            Err(Why::NotFilledIn(parameter))
        }
        Some(Within::Date(due)) => {
            let (term, chosen) = series::date(asked, due, number + 1 - asked.first, known)?;
            Ok((
                term,
                Chosen {
                    parameter,
                    ..chosen
                },
            ))
        }
        Some(Within::Fixed(limit)) => Ok((
            Term::Within(*limit),
            Chosen {
                parameter,
                ..Chosen::default()
            },
        )),
        Some(Within::Table(rows)) => {
            let (row, limit) = table::choose(asked.ready, rows, known)?;
            let chosen = Chosen {
                parameter,
                row: Some((row, attributes.to_come())),
                ..Chosen::default()
            };
            Ok((Term::Within(limit), chosen))
        }
        Some(Within::By { attribute, rows }) => {
            let value = *known
                .get(attribute.as_str())
                .ok_or(Why::MissingAttribute(attribute))?;
            let row = match value {
                Value::Text(text) => rows.iter().find(|(name, _)| name == text),
                other => {
                    let text = other.to_string();
                    rows.iter().find(|(name, _)| *name == text)
                }
            };
            let (name, limit) = row.ok_or(Why::NoRow {
                attribute,
                value,
                rows,
            })?;
            Ok((
                Term::Within(*limit),
                Chosen {
                    parameter,
                    attribute: Some(attribute),
                    value: Some(name),
                    ..Chosen::default()
                },
            ))
        }
    }
}
