//! The row of a table that is for a case, or why none can be named.

use super::attributes::Attributes;
use super::decide::Asked;
use super::start::Start;
use super::why::Why;
use crate::checked::{Known, Row, Within};
use crate::compiled::{CompiledClock, Found};
use crate::count::Limit;
use crate::explain::{Chosen, Given};

/// The row of a clock's table, from 0, and the limit that it gives.
pub(super) fn choose<'e, 'c>(
    clock: &'e CompiledClock,
    rows: &'e [Row],
    known: &Known<'c>,
) -> Result<(usize, Limit), Why<'e, 'c>> {
    let Some(table) = &clock.table else {
        return Err(Why::NotFilledIn(None));
    };
    match table.find(rows, known) {
        Found::Row(row, limit) => Ok((row, limit)),
        Found::None => {
            let value = |name: &'e str| (name, known.told(name));
            Err(Why::NoRowOfAll(table.attributes().map(value).collect()))
        }
        Found::Two(first, second) => Err(Why::RowsOverlap {
            rows,
            first,
            second,
        }),
        Found::Missing(name) => Err(Why::lacks(name, known)),
    }
}

/// What the row of an answer was chosen by, with the values of then.
pub(super) fn given(
    asked: &Asked<'_, '_>,
    chosen: &Chosen<'_>,
    start: &Start<'_, '_>,
) -> Vec<Given> {
    let (Some((row, to_come)), Some(table), Some(Within::Table(rows))) =
        (chosen.row, &asked.ready.table, &asked.ready.within)
    else {
        return Vec::new();
    };
    let seen = asked.events.len().saturating_sub(to_come);
    let mut then = Attributes::of(asked.case, asked.events.get(..seen).unwrap_or_default());
    then.advance(asked.as_of);
    if asked.ready.asks_start && start.is_known() {
        then.values.to_mut().started_on(start.when.day.date());
    }
    let mut names: Vec<&str> = Vec::new();
    match rows.get(row).and_then(|row| row.when.as_ref()) {
        Some(when) => when.tests(&mut |name, _, _| names.push(name)),
        None => names.extend(table.attributes()),
    }
    let mut given: Vec<Given> = Vec::new();
    for name in names {
        if given.iter().all(|one| one.attribute != name) {
            given.push(Given {
                attribute: name.to_owned(),
                value: then.values.told(name),
            });
        }
    }
    given
}
