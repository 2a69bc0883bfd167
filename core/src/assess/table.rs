//! The row of a table that is for a case, or why none can be named.

use super::clock::missing;
use super::{Reason, ReasonCode};
use crate::case::Value;
use crate::checked::{Known, Row};
use crate::compiled::{CompiledClock, Found};
use crate::count::Limit;
use crate::explain::{Chosen, Given};

/// The limit that the table of a clock gives, and what chose it.
pub(super) fn choose(
    clock: &CompiledClock,
    rows: &[Row],
    known: &Known<'_>,
) -> Result<(Limit, Chosen), Reason> {
    let found = clock
        .table
        .as_ref()
        .map_or(Found::None, |table| table.find(rows, known));
    match found {
        Found::Row(place, limit) => {
            let when = rows.get(place).and_then(|row| row.when.as_ref());
            let mut given = Vec::new();
            match when {
                Some(when) => when.tests(&mut |attribute, _| note(attribute, known, &mut given)),
                None => all(clock, known, &mut given),
            }
            Ok((
                limit,
                Chosen {
                    parameter: clock.parameter.clone(),
                    row: Some(place + 1),
                    given,
                    ..Chosen::default()
                },
            ))
        }
        Found::None => {
            let mut given = Vec::new();
            all(clock, known, &mut given);
            Err(Reason {
                code: ReasonCode::NoRow,
                about: given.first().map(|given| given.attribute.clone()),
                message: format!(
                    "no row of its table is for this case: {}",
                    Given::told(&given)
                ),
            })
        }
        Found::Two(first, second) => {
            let says = |place: usize| {
                let limit = rows
                    .get(place)
                    .map_or(String::new(), |row| row.is.to_string());
                format!("row {} says {limit}", place + 1)
            };
            Err(Reason {
                code: ReasonCode::RowsOverlap,
                about: Some(format!("rows {} and {}", first + 1, second + 1)),
                message: format!(
                    "two rows of its table are for this case: {}, {}",
                    says(first),
                    says(second)
                ),
            })
        }
        Found::Missing(name) => Err(missing(name)),
    }
}

/// Everything the table asks for.
fn all(clock: &CompiledClock, known: &Known<'_>, given: &mut Vec<Given>) {
    for attribute in clock.table.iter().flat_map(|table| table.attributes()) {
        note(attribute, known, given);
    }
}

fn note(attribute: &str, known: &Known<'_>, given: &mut Vec<Given>) {
    if given.iter().all(|one| one.attribute != attribute) {
        given.push(Given {
            attribute: attribute.to_owned(),
            value: known.get(attribute).map(|value: &&Value| (*value).clone()),
        });
    }
}
