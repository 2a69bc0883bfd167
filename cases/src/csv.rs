//! A CSV file of either shape as a whole: the rows of a case may stand anywhere.

use std::collections::HashMap;
use std::io::Read;

use crate::being::{Being, Told as _};
use crate::csv_cases::{self, Bound};
use crate::csv_events::{self, Columns};
use crate::rows::{Head, Row, Rows, Step};
use crate::trouble::Trouble;
use crate::{Reading, Sink, by_name, pull};

/// What the columns of a file are.
#[derive(Debug)]
pub(crate) enum Shape {
    /// An event on each row.
    Events(Columns),
    /// A case on each row.
    Cases(Head, Bound),
}

impl Shape {
    /// Finds it in the header.
    pub(crate) fn of(
        head: &Head,
        reading: &Reading<'_>,
        sink: &mut impl Sink,
    ) -> Result<Self, Vec<Trouble>> {
        if let Some(mapping) = reading.mapping {
            let bound = mapping.bind(&head.columns, &head.name)?;
            Ok(Shape::Cases(head.clone(), bound))
        } else if let Some(trouble) = csv_events::in_capitals(head) {
            Err(vec![trouble])
        } else if head.has("event") || head.has("at") {
            let columns = Columns::find(head, reading.dates).map_err(|trouble| vec![trouble])?;
            Ok(Shape::Events(columns))
        } else {
            let bound = by_name::bind(head, reading.engine, reading.dates, sink)
                .map_err(|trouble| vec![trouble])?;
            Ok(Shape::Cases(head.clone(), bound))
        }
    }
}

/// The cases of a file with an event on each row, in the order in which each was first named.
#[derive(Default)]
struct Gathered {
    cases: Vec<Being>,
    by_reference: HashMap<String, usize>,
}

impl Gathered {
    fn take(&mut self, columns: &Columns, row: &Row, sink: &mut impl Sink) {
        let cells = columns.of(row);
        let mut troubles = Vec::new();
        if let Some(reference) = cells.needed("case", &mut troubles) {
            let cases = &mut self.cases;
            let index = *self
                .by_reference
                .entry(reference.into_owned())
                .or_insert_with_key(|reference| {
                    cases.push(Being::new(reference, &cells));
                    cases.len() - 1
                });
            if let Some(being) = cases.get_mut(index) {
                being.take(&cells, &mut troubles);
            }
        }
        troubles.into_iter().for_each(|t| sink.problem(t));
    }
}

/// Reads every case of a CSV file; of one with an event on each row they are given at its end.
pub fn csv(read: impl Read, name: &str, reading: &Reading<'_>, sink: &mut impl Sink) {
    let mut rows = Rows::new(name);
    let mut shape = None;
    let mut gathered = Gathered::default();
    let mut take = |mut bytes: &[u8], last: bool| {
        while let Some(step) = rows.step(&mut bytes, last) {
            match (step, &shape) {
                (Step::Head, _) => {
                    let Some(head) = rows.head() else {
                        return false;
                    };
                    match Shape::of(head, reading, sink) {
                        Ok(found) => shape = Some(found),
                        Err(troubles) => {
                            troubles.into_iter().for_each(|t| sink.problem(t));
                            return false;
                        }
                    }
                }
                (Step::Bad(bad), _) => sink.problem(bad.trouble),
                (Step::Row(row), Some(Shape::Events(columns))) => {
                    gathered.take(columns, &row, sink);
                }
                (Step::Row(row), Some(Shape::Cases(head, bound))) => {
                    let mut troubles = Vec::new();
                    let given = csv_cases::case(head, bound, &row, &mut troubles);
                    if troubles.is_empty() {
                        sink.case(given);
                    }
                    troubles.into_iter().for_each(|t| sink.problem(t));
                }
                (Step::Row(_), None) => return false,
            }
        }
        true
    };
    if let Err(error) = pull(read, &mut take) {
        sink.problem(Trouble::unreadable(name, &error));
    }
    let given = gathered.cases.into_iter().filter_map(Being::given);
    given.for_each(|given| sink.case(given));
}
