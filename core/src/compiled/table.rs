//! A table of allowances made ready: each attribute is looked up once and each
//! comparison made once, whatever the number of rows.

use crate::checked::{AttributeType, Known, Row, START_DATE, Shape, Test, Verdict};
use crate::count::Limit;

/// A table over several attributes.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// The attributes, each with the comparisons made with it and their bits.
    attributes: Vec<Asked>,
    rows: Vec<(Shape, Limit)>,
    /// Where each of them stands among the rows as they are written.
    places: Vec<usize>,
    /// The row for every other case.
    otherwise: Option<(usize, Limit)>,
}

/// An attribute with what it was declared to be, if it was, and the comparisons made with
/// it, each with its bit.
#[derive(Debug, Clone)]
struct Asked {
    attribute: String,
    of: Option<AttributeType>,
    tests: Vec<(u128, Test)>,
}

/// What a table says of a case; rows are told by their place, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found<'t> {
    Row(usize, Limit),
    /// No row is for it.
    None,
    /// Two rows are, and say different things.
    Two(usize, usize),
    /// It cannot be said whether a row is: this attribute is missing.
    Missing(&'t str),
}

impl Table {
    pub(crate) fn compile(rows: &[Row]) -> Self {
        let mut tests: Vec<(&str, Option<&AttributeType>, &Test)> = Vec::new();
        let mut number = |attribute, of, test| {
            let known = tests.iter().position(|one| *one == (attribute, of, test));
            let place = known.unwrap_or_else(|| {
                tests.push((attribute, of, test));
                tests.len() - 1
            });
            u32::try_from(place).unwrap_or(u32::MAX)
        };
        let mut table = Table {
            attributes: Vec::new(),
            rows: Vec::new(),
            places: Vec::new(),
            otherwise: None,
        };
        for (place, row) in rows.iter().enumerate() {
            match &row.when {
                Some(when) => {
                    table.rows.push((when.shape(&mut number), row.is));
                    table.places.push(place);
                }
                None => table.otherwise = Some((place, row.is)),
            }
        }
        for (bit, (attribute, of, test)) in tests.into_iter().enumerate() {
            let test = (1u128 << (bit & 127), test.clone());
            match table
                .attributes
                .iter_mut()
                .find(|asked| asked.attribute == attribute)
            {
                Some(asked) => asked.tests.push(test),
                None => table.attributes.push(Asked {
                    attribute: attribute.to_owned(),
                    of: of.cloned(),
                    tests: vec![test],
                }),
            }
        }
        table
    }

    /// The row for a case; `rows` are those it was made of. Rows that say the same do not
    /// contradict one another, and a missing attribute matters only where what it leaves
    /// open would say something else.
    pub(crate) fn find<'t>(&'t self, rows: &'t [Row], known: &Known<'_>) -> Found<'t> {
        let (mut holds, mut unknown) = (0, 0);
        for asked in &self.attributes {
            let value = known.get(asked.attribute.as_str());
            for (bit, test) in &asked.tests {
                let passes = match asked.attribute.as_str() {
                    START_DATE => known.passes(START_DATE, None, test),
                    _ => test.holds_of(asked.of.as_ref(), value),
                };
                match passes {
                    Some(true) => holds |= bit,
                    Some(false) => {}
                    None => unknown |= bit,
                }
            }
        }
        let mut found: Option<(usize, Limit)> = None;
        let mut open = false;
        for ((shape, limit), place) in self.rows.iter().zip(&self.places) {
            match (shape.judge(holds, unknown), found) {
                (Some(true), None) => found = Some((*place, *limit)),
                (Some(true), Some((first, other))) if other != *limit => {
                    return Found::Two(first, *place);
                }
                (None, _) => open = true,
                (Some(_), _) => {}
            }
        }
        let found = found.or(self.otherwise);
        if open {
            for ((shape, limit), place) in self.rows.iter().zip(&self.places) {
                let differs = found.is_none_or(|(_, other)| other != *limit);
                if differs && shape.judge(holds, unknown).is_none() {
                    let when = rows.get(*place).and_then(|row| row.when.as_ref());
                    if let Some(Verdict::Missing(name)) = when.map(|when| when.judge(known)) {
                        return Found::Missing(name);
                    }
                }
            }
        }
        match found {
            Some((place, limit)) => Found::Row(place, limit),
            None => Found::None,
        }
    }

    /// The attributes that its rows compare.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|asked| asked.attribute.as_str())
    }
}
