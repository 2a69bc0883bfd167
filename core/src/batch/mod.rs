//! Many cases at once: columns in, columns out.
//!
//! The rules are those of one case (`assess`): a batch only reads what has happened from
//! slices (`read.rs`) and writes what was decided into vectors (`writer.rs`). No text is
//! made, and a case with few events needs no memory of its own.
//!
//! A row has one of two ways. What is known of plain clocks before any case is looked at is
//! worked out once (`plan.rs`), and most of their rows are then decided in one walk over the
//! case's events (`assess/plain/`). All other rows, and those of a plain clock in a case that is
//! out of the ordinary, go the way of single answers.

mod columns;
mod plan;
mod prepare;
mod read;
mod rows;
mod writer;

use chrono::{DateTime, Utc};

pub use columns::{AttributeColumn, CaseColumns, EventColumns, Names, TimeSort, Values};
use plan::Plan;
pub use prepare::BatchError;
pub(crate) use prepare::Prepared;
use read::Sorted;
pub use rows::{CASE_ALONE, ClockRows, NOTHING};
use writer::Writer;

use crate::assess::{self, Options, Plainly, Question};
use crate::checked::{Clock, Pack};
use crate::compiled::Engine;
use crate::count::Trigger;
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
    plan: Plan<'a>,
}

/// Memory that is used again for each case.
#[derive(Debug, Default)]
struct Space {
    /// The moment asked for, for each clock.
    now: Vec<Option<Trigger>>,
    sorted: Sorted,
    /// What the plan decided, in the engine's order.
    planned: Vec<Option<Plainly>>,
}

impl Space {
    fn new(plan: &Plan<'_>, as_of: Instant) -> Self {
        Space {
            now: plan.moments(as_of),
            ..Space::default()
        }
    }
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
    ///     first_event: &[0, 1, 3],
    ///     events: EventColumns {
    ///         types: Names {
    ///             names: &["complaint.received", "complaint.acknowledged"],
    ///             codes: &[0, 0, 1],
    ///         },
    ///         times: &[1_766_162_520_000, 1_766_162_520_000, 1_766_400_000_000],
    ///         ..EventColumns::default()
    ///     },
    ///     ..CaseColumns::default()
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
        let prepared = Prepared::new(self, cases)?;
        Ok(Batch {
            engine: self,
            options,
            plan: Plan::new(self, &prepared, options),
            prepared,
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

    /// How many rows are decided in one walk over the events of their case. All others take
    /// longer: those of clocks that something else than events of their types begins, moves or
    /// ends, and those of cases with events by the wall clock or by date, that set attributes,
    /// report a step or fall together, or that begin a second run.
    ///
    /// # Errors
    ///
    /// As [`Batch::assess`].
    pub fn plain_rows(&self, as_of: DateTime<Utc>) -> Result<usize, Error> {
        self.engine.check(as_of, self.options)?;
        let as_of = Instant::of(&as_of);
        let (mut space, mut rows) = (Space::new(&self.plan, as_of), 0);
        for case in 0..self.len() {
            if self.plan(case, as_of, &mut space).is_some() {
                rows += self.plan.listed(&space.planned).count();
            }
        }
        Ok(rows)
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
        cases: impl ExactSizeIterator<Item = usize>,
        as_of: DateTime<Utc>,
        rows: &mut ClockRows,
    ) -> Result<(), Error> {
        self.engine.check(as_of, self.options)?;
        let as_of = Instant::of(&as_of);
        let (mut space, mut rows) = (Space::new(&self.plan, as_of), Writer::new(rows));
        // Most cases have a row at least, each of its own.
        rows.reserve(cases.len());
        for case in cases {
            self.one(case, as_of, &mut space, &mut rows);
        }
        rows.finish();
        Ok(())
    }

    fn one(&self, case: usize, as_of: Instant, space: &mut Space, rows: &mut Writer<'_>) {
        let number = u32::try_from(case).unwrap_or(u32::MAX);
        let to_come = self.plan(case, as_of, space);
        let planned = &space.planned;
        if let Some(to_come) = to_come
            && planned.iter().all(Option::is_some)
        {
            let mut next = self.plan.next_change(planned, as_of);
            to_come.into_iter().for_each(|at| next.candidate(at));
            for (clock, plainly) in self.plan.listed(planned) {
                rows.add_plain((number, clock), plainly, to_come);
            }
            rows.close(number, next.at());
            return;
        }
        self.generally((case, number), as_of, planned, rows);
    }

    /// Decides the plain clocks of a case; the first event that is still to come. Nothing where
    /// the case is out of the ordinary.
    #[inline]
    fn plan(&self, case: usize, as_of: Instant, space: &mut Space) -> Option<Option<Instant>> {
        let (sorted, planned) = (&mut space.sorted, &mut space.planned);
        planned.clear();
        if self.plan.is_empty() {
            return None;
        }
        let known_at = self.options.known_at.as_ref().map(Instant::of);
        let happened = self.prepared.happened(case, as_of, known_at, sorted);
        let happened = happened.as_ref()?;
        self.plan
            .decide(&self.prepared, case, happened, &space.now, planned);
        Some(happened.to_come)
    }

    /// The general way, for what is not planned.
    #[inline(never)]
    fn generally(
        &self,
        (case, number): (usize, u32),
        as_of: Instant,
        planned: &[Option<Plainly>],
        rows: &mut Writer<'_>,
    ) {
        let known = |place: usize| planned.get(place).is_some_and(Option::is_some);
        self.prepared
            .read(self.engine, case, as_of, self.options, |read| match read {
                Ok((given, events)) => {
                    let mut next = self.plan.next_change(planned, as_of);
                    let question = Question {
                        engine: self.engine,
                        given,
                        events,
                        as_of,
                        options: self.options,
                        only: None,
                        known: &known,
                        enough: &std::cell::Cell::new(false),
                    };
                    let to_come = events.future.iter().min().copied();
                    // Rows come in the order of the clocks, whichever way they went.
                    let mut listed = self.plan.listed(planned).peekable();
                    question.each(
                        &mut assess::Findings::unheard(),
                        &mut next,
                        |asked, decided, _| {
                            if asked.right.is_some() {
                                return;
                            }
                            while let Some((clock, plainly)) =
                                listed.next_if(|(clock, _)| *clock < asked.place)
                            {
                                rows.add_plain((number, clock), plainly, to_come);
                            }
                            let outcome = assess::outcome(asked, &decided);
                            rows.add((number, asked.place), (&decided, outcome), to_come);
                        },
                    );
                    for (clock, plainly) in listed {
                        rows.add_plain((number, clock), plainly, to_come);
                    }
                    rows.close(number, next.at());
                }
                Err(code) => rows.unread(number, code),
            });
    }
}
