//! Many cases at once: columns in, columns out.
//!
//! The rules are those of one case (`assess`): a batch only reads what has happened from
//! slices (`read.rs`) and writes what was decided into vectors (`rows.rs`). No text is
//! made, and a case with few events needs no memory of its own.

mod columns;
mod prepare;
mod read;
mod rows;

use chrono::{DateTime, Utc};

pub use columns::{AttributeColumn, CaseColumns, EventColumns, Names, TimeSort, Values};
pub use prepare::BatchError;
use prepare::Prepared;
pub use rows::{CASE_ALONE, ClockRows, NOTHING};

use crate::assess::{self, NextChange, Options, Question};
use crate::checked::{Clock, Pack};
use crate::compiled::Engine;
use crate::error::Error;
use crate::time::Instant;

/// Cases in columns, made ready to be assessed: from [`Engine::batch`].
///
/// It can be asked again and again, at other moments and for some cases alone, and by
/// several threads at once.
#[derive(Debug)]
pub struct Batch<'a> {
    engine: &'a Engine,
    options: &'a Options,
    prepared: Prepared<'a>,
}

impl Engine {
    /// Makes many cases ready to be assessed from columns. Looks once at every row, so
    /// that what is wrong with the columns is said before anything is assessed.
    ///
    /// What [`Engine::assess_with`] says of each case, a batch says too, in numbers: no
    /// explanation and no findings, so `strict` has no effect on it. Rights are not
    /// listed, but count for the next change of a case.
    ///
    /// ```
    /// # let calendar = dueby::Calendar::from_toml(r#"
    /// # [calendar]
    /// # id = "office"
    /// # title = "An office"
    /// # zone = "Europe/London"
    /// # from = "2025-01-01"
    /// # to = "2026-12-31"
    /// # [hours]
    /// # mon-fri = "09:00-17:00"
    /// # "#, "office.toml")?;
    /// # let pack = dueby::Pack::from_toml(r#"
    /// # [pack]
    /// # id = "example"
    /// # title = "An example"
    /// # calendar = "office"
    /// # basis = "promise"
    /// # [[clock]]
    /// # id = "complaint-acknowledgement"
    /// # kind = "complaint"
    /// # starts = "complaint.received"
    /// # stops = "complaint.acknowledged"
    /// # within = "2 working days"
    /// # "#, "example.toml")?;
    /// # let engine = dueby::Engine::builder().calendar(calendar).pack(pack).build()?;
    /// use dueby::{CaseColumns, ClockRows, EventColumns, Names, Options, State};
    ///
    /// // Two complaints: the first with one event, the second with two.
    /// let cases = CaseColumns {
    ///     kinds: Some(Names { names: &["complaint"], codes: &[0, 0] }),
    ///     attributes: &[],
    ///     first_event: &[0, 1, 3],
    ///     events: EventColumns {
    ///         types: Names {
    ///             names: &["complaint.received", "complaint.acknowledged"],
    ///             codes: &[0, 0, 1],
    ///         },
    ///         times: &[1_766_162_520_000, 1_766_162_520_000, 1_766_400_000_000],
    ///         ..EventColumns::default()
    ///     },
    /// };
    /// let options = Options::default();
    /// let batch = engine.batch(&cases, &options)?;
    /// let mut rows = ClockRows::default();
    /// batch.assess("2025-12-29T09:00:00Z".parse().unwrap(), &mut rows)?;
    /// assert_eq!(rows.state, [State::Overdue, State::Met]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`BatchError`]: columns of different lengths, a code that has no name, cases
    /// whose events do not follow one another.
    pub fn batch<'a>(
        &'a self,
        cases: &CaseColumns<'a>,
        options: &'a Options,
    ) -> Result<Batch<'a>, BatchError> {
        Ok(Batch {
            engine: self,
            options,
            prepared: Prepared::new(self, cases)?,
        })
    }
}

impl<'a> Batch<'a> {
    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.prepared.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The clocks, with their packs, in the order that [`ClockRows::clock`] counts.
    pub fn clocks(&self) -> impl Iterator<Item = (&'a Pack, &'a Clock)> {
        let clocks = self.engine.asked_in_order();
        clocks.filter_map(|(_, pack, clock, _, right)| right.is_none().then_some((pack, clock)))
    }

    /// Assesses every case, in order, in place of what is in `rows`.
    ///
    /// # Errors
    ///
    /// As [`Engine::check`]. A case that cannot be read is no error: it has a row that
    /// says so, see [`ClockRows::status`].
    pub fn assess(&self, as_of: DateTime<Utc>, rows: &mut ClockRows) -> Result<(), Error> {
        self.assess_each(0..self.len(), as_of, rows)
    }

    /// The same for some cases alone, by their numbers, in the order given. A number
    /// that no case has is passed over.
    ///
    /// # Errors
    ///
    /// As [`Batch::assess`].
    pub fn assess_some(
        &self,
        cases: &[u32],
        as_of: DateTime<Utc>,
        rows: &mut ClockRows,
    ) -> Result<(), Error> {
        self.assess_each(cases.iter().map(|case| *case as usize), as_of, rows)
    }

    fn assess_each(
        &self,
        cases: impl Iterator<Item = usize>,
        as_of: DateTime<Utc>,
        rows: &mut ClockRows,
    ) -> Result<(), Error> {
        self.engine.check(as_of, self.options)?;
        let as_of = Instant::of(&as_of);
        rows.clear();
        for case in cases {
            self.one(case, as_of, rows);
        }
        Ok(())
    }

    fn one(&self, case: usize, as_of: Instant, rows: &mut ClockRows) {
        let number = u32::try_from(case).unwrap_or(u32::MAX);
        self.prepared
            .read(self.engine, case, as_of, self.options, |read| match read {
                Ok((given, events)) => {
                    let mut next = NextChange::after(as_of);
                    let question = Question {
                        engine: self.engine,
                        given,
                        events,
                        as_of,
                        options: self.options,
                        only: None,
                        enough: &std::cell::Cell::new(false),
                    };
                    let to_come = events.future.iter().min().copied();
                    question.each(
                        &mut assess::Findings::unheard(),
                        &mut next,
                        |asked, decided, _| {
                            if asked.right.is_none() {
                                rows.add(number, asked.place, &decided, to_come);
                            }
                        },
                    );
                    rows.close(number, next.at());
                }
                Err(code) => rows.unread(number, code),
            });
    }
}
