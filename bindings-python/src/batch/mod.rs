//! Many cases, and sums over columns: Arrow in, Arrow out.
//!
//! Columns are lent as they are where they fit, else read once into vectors (`read.rs`, `texts.rs`). The
//! events of two shapes of tables are put case by case: rows of events by `events.rs` and
//! `groups.rs`, a row for each case by `cases.rs`. They are assessed by the engine's own batch and
//! written (`run.rs`, `rows.rs`); what only single answers tell, case by case (`singly.rs`). No Python
//! object is made for a row: all of this runs without the interpreter.

mod asking;
mod cases;
mod events;
mod groups;
mod keys;
mod read;
mod rows;
mod run;
mod singly;
mod sums;
mod table;
mod texts;

pub(crate) use sums::Columns;
pub(crate) use table::{Column, Table};

use std::ops::Range;

use arrow_buffer::ScalarBuffer;
use dueby::{Code, TimeSort};

use cases::Window;
use keys::Keys;
use read::{Attributes, Owned, Trouble};
use texts::Texts;

/// The columns of many cases, ready to be lent to the engine.
pub(crate) struct Gathered {
    /// The host's reference of each case, as it was given.
    pub(crate) keys: Keys,
    pub(crate) count: usize,
    pub(crate) kinds: Option<Texts>,
    pub(crate) attributes: Vec<Attributes>,
    /// The types of events, by code.
    pub(crate) types: Vec<String>,
    pub(crate) happened: Happened,
    /// Cases that cannot be read, by number, in order.
    pub(crate) troubles: Vec<(u32, Trouble)>,
}

/// What has happened.
pub(crate) enum Happened {
    /// The events of all cases, case by case.
    Rows(Rows),
    /// A column for each event.
    Columns(Vec<cases::Column>),
}

/// Events, case by case.
pub(crate) struct Rows {
    pub(crate) first_event: Vec<usize>,
    pub(crate) codes: ScalarBuffer<u32>,
    pub(crate) times: ScalarBuffer<i64>,
    /// Nothing where all are instants.
    pub(crate) sorts: Option<Vec<TimeSort>>,
    pub(crate) recorded: Option<Vec<i64>>,
    pub(crate) sets: Vec<Attributes>,
    /// The steps that reports are about; the batch of the engine has no place for them.
    pub(crate) steps: Option<Texts>,
}

/// The same of some cases, lent: the first of them has the events from `first_event[0]` on.
pub(crate) struct Lent<'a> {
    pub(crate) first_event: &'a [usize],
    pub(crate) codes: &'a [u32],
    pub(crate) times: &'a [i64],
    pub(crate) sorts: Option<&'a Vec<TimeSort>>,
    pub(crate) recorded: Option<&'a Vec<i64>>,
    pub(crate) sets: &'a [Attributes],
    pub(crate) steps: Option<&'a Texts>,
}

/// Cases that are looked at before a user who interrupts is heard.
const AT_ONCE: usize = 16_384;

impl Gathered {
    /// How many cases are best lent at once: all where their events lie case by case. Whatever is made
    /// ready for each window anew, the texts of attributes, has to be worth it.
    fn window(&self) -> usize {
        match &self.happened {
            Happened::Rows(_) => self.count.max(1),
            Happened::Columns(_) => {
                let texts = self.attributes.iter().map(|column| match &column.values {
                    Owned::Texts(texts) => texts.names.len(),
                    Owned::Numbers(_) | Owned::Flags(_) => 0,
                });
                AT_ONCE.max(texts.sum::<usize>() * 8)
            }
        }
    }

    /// The events of a window: of all cases, where they lie case by case.
    fn lent<'a>(&'a self, cases: Range<usize>, window: &'a mut Window) -> Lent<'a> {
        match &self.happened {
            Happened::Rows(rows) => Lent {
                first_event: &rows.first_event,
                codes: &rows.codes,
                times: &rows.times,
                sorts: rows.sorts.as_ref(),
                recorded: rows.recorded.as_ref(),
                sets: &rows.sets,
                steps: rows.steps.as_ref(),
            },
            Happened::Columns(columns) => window.of(columns, cases),
        }
    }
}

/// A case without a reference cannot be told from others.
fn without_a_name(keys: &Keys, count: usize, troubles: &mut Vec<(u32, Trouble)>) {
    for case in keys.without(count) {
        if let Err(place) = troubles.binary_search_by_key(&case, |(case, _)| *case) {
            let trouble = Trouble {
                code: Code::MissingField,
                message: "the case has no reference".to_owned(),
            };
            troubles.insert(place, (case, trouble));
        }
    }
}
