//! Cases → counts, one case after another; and counts put together.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

use chrono::{DateTime, Utc};

use super::count::{self, Counted};
use super::months::{Month, Span};
use super::options::TargetOptions;
use super::tally::{Failure, Groups, Key, NAMED, keep};
use crate::assess::{Events, Findings, Given, Revisions};
use crate::case::Case;
use crate::checked::{Awaited, Condition, Counts, Pack, Target};
use crate::compiled::{Engine, EventId};
use crate::error::Error;
use crate::time::{Day, Instant};

/// Whether a case was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was.
    Counted,
    /// A case of this reference was counted before: nothing is counted twice.
    Twice,
}

/// Why two counts cannot be put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MergeError {
    /// They have cases in common, and would count them twice.
    Overlap {
        /// How many.
        cases: usize,
    },
    /// They were begun with other packs, calendars or parameters, for another moment or with
    /// other options: what they counted is not the same.
    Unlike,
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MergeError::Overlap { cases } => write!(
                f,
                "{cases} cases are in both parts: put all that has the same reference in one part"
            ),
            MergeError::Unlike => f.write_str(
                "the parts were begun with other packs, another period, moment or options: begin \
                 all with the same",
            ),
        }
    }
}

impl std::error::Error for MergeError {}

/// Targets counted over cases, in any order: counts alone are kept, and eight bytes of each
/// case's reference.
///
/// Parts counted apart, on threads or machines, are put together by [`Fold::merge`]: the
/// answer is the same however the cases were divided.
///
/// ```
/// use dueby::{Calendar, Case, Engine, Fold, Pack, TargetOptions};
/// # let calendar = Calendar::from_toml(
/// #     "[calendar]\nid = \"office\"\ntitle = \"An office\"\nzone = \"Europe/London\"\n\
/// #      from = \"2025-01-01\"\nto = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n",
/// #     "office.toml",
/// # )?;
/// let pack = Pack::from_toml(
///     r#"
///     [pack]
///     id = "example"
///     title = "An example"
///     calendar = "office"
///     basis = "promise"
///
///     [[target]]
///     id = "inspected"
///     promise = "Inspect a tenth of completed repairs"
///     figure = "share"
///     event = "repair.completed"
///     with = "repair.inspected"
///     at-least = "10%"
///     period = "financial year"
///     "#,
///     "example.toml",
/// )?;
/// let engine = Engine::builder().calendar(calendar).pack(pack).build()?;
/// let options = TargetOptions::of("2025-26".parse()?);
/// let as_of = "2026-03-31T22:59:59.999Z".parse().unwrap();
/// let mut fold = Fold::new(&engine, as_of, &options)?;
/// let repair = |name: &str| Case::new(name, "repair").with_event("repair.completed", "2025-06-02");
/// fold.add(&repair("R-1")?.with_event("repair.inspected", "2025-06-09")?)?;
/// fold.add(&repair("R-2")?)?;
/// let answer = fold.answer();
/// let figure = answer.targets[0].figure.as_ref().unwrap();
/// assert_eq!((figure.numerator, figure.denominator), (1, Some(2)));
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Fold<'e> {
    pub(super) engine: &'e Engine,
    pub(super) options: &'e TargetOptions,
    pub(super) as_of: Instant,
    /// The targets, each with its pack and the months that it is told of.
    pub(super) targets: Vec<Asked<'e>>,
    pub(super) kept: Kept,
    /// The targets that count a clock, by its pack and id.
    pub(super) by_clock: HashMap<(&'e str, &'e str), Vec<usize>>,
    /// Of each clock in the engine's order, whether no target hangs on it.
    pub(super) idle: Vec<bool>,
}

/// One target, and what of it is told.
#[derive(Debug, Clone)]
pub(super) struct Asked<'e> {
    pub(super) pack: &'e Pack,
    pub(super) target: &'e Target,
    /// Its own period at the moment asked for.
    pub(super) window: Span,
    /// The events that it counts, or that have to happen once.
    pub(super) events: Vec<Sought<'e>>,
    /// Those that it looks for beside them.
    pub(super) with: Vec<Sought<'e>>,
}

/// Events of a type, perhaps under a condition.
#[derive(Debug, Clone)]
pub(super) struct Sought<'e> {
    pub(super) event: EventId,
    pub(super) when: Option<&'e Condition>,
}

impl<'e> Sought<'e> {
    fn all(awaited: &'e [Awaited], engine: &Engine) -> Vec<Self> {
        // The engine has a number for every event that a target names.
        let sought = awaited.iter().filter_map(|one| {
            let event = *engine.vocabulary.get(&one.event)?;
            let when = one.when.as_ref();
            Some(Sought { event, when })
        });
        sought.collect()
    }
}

/// The references of cases, told apart in eight bytes each: by the first 64 bits of their
/// SHA-1. Among ten million, two that differ are taken for one with a chance of three in a
/// million.
///
/// For who divides cases between several [`Fold`]s without dividing them by their reference.
///
/// ```
/// let mut seen = dueby::References::default();
/// assert!(seen.insert("R-1"));
/// assert!(!seen.insert("R-1"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct References(HashSet<u64>);

impl References {
    /// Adds a reference; whether it was not there before.
    pub fn insert(&mut self, reference: &str) -> bool {
        self.0.insert(mark(reference))
    }

    pub(super) fn has(&self, mark: u64) -> bool {
        self.0.contains(&mark)
    }

    pub(super) fn add(&mut self, mark: u64) {
        self.0.insert(mark);
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().copied()
    }
}

/// All that is kept of the cases.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Kept {
    pub(super) cases: u64,
    pub(super) twice: u64,
    /// Some references that were given again, the first in order.
    pub(super) repeated: BTreeSet<String>,
    pub(super) seen: References,
    pub(super) tallies: BTreeMap<Key, Groups>,
    pub(super) worst: BTreeMap<usize, BTreeSet<Failure>>,
    /// The first and the last date on which anything happened.
    pub(super) data: Option<(Day, Day)>,
}

impl<'e> Fold<'e> {
    /// Nothing counted yet.
    ///
    /// # Errors
    ///
    /// As [`Engine::check`] and [`TargetOptions::check`].
    pub fn new(
        engine: &'e Engine,
        as_of: DateTime<Utc>,
        options: &'e TargetOptions,
    ) -> Result<Self, Error> {
        engine.check(as_of, &options.assess)?;
        options.check(engine)?;
        let as_of = Instant::of(&as_of);
        let month = Month::of(engine.calendar.zone().date(as_of));
        // The last month of the report that has begun.
        let asked = month
            .min(options.span.end().plus(-1))
            .max(options.span.from);
        let mut targets = Vec::new();
        let mut by_clock: HashMap<_, Vec<usize>> = HashMap::new();
        for pack in engine.packs() {
            for target in &pack.targets {
                if let Some(name) = count::clock_of(pack, target) {
                    by_clock.entry(name).or_default().push(targets.len());
                }
                let (events, with): (&[Awaited], &[Awaited]) = match &target.counts {
                    Counts::Clocks { .. } => (&[], &[]),
                    Counts::Events { events, with } => (events, with),
                    Counts::Cases { once, with, .. } => (once, with),
                };
                targets.push(Asked {
                    pack,
                    target,
                    window: Span::of(target.period, asked),
                    events: Sought::all(events, engine),
                    with: Sought::all(with, engine),
                });
            }
        }
        Ok(Fold {
            idle: count::idle(engine, &by_clock),
            engine,
            options,
            as_of,
            targets,
            kept: Kept::default(),
            by_clock,
        })
    }

    /// How many cases were counted.
    pub fn len(&self) -> u64 {
        self.kept.cases
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.kept.cases == 0
    }

    /// Counts a case, unless one of its reference was counted before. References are told
    /// apart by the first 64 bits of their SHA-1: among ten million cases, two that differ
    /// are taken for one with a chance of three in a million.
    ///
    /// # Errors
    ///
    /// As [`Engine::assess`]; nothing of the case is counted then.
    pub fn add(&mut self, case: &Case) -> Result<Added, Error> {
        let mark = mark(&case.case);
        if self.kept.seen.has(mark) {
            self.again(&case.case);
            return Ok(Added::Twice);
        }
        self.add_new(case)?;
        self.kept.seen.add(mark);
        Ok(Added::Counted)
    }

    /// Notes that a case was given again, without counting it.
    pub fn again(&mut self, reference: &str) {
        self.kept.twice += 1;
        let repeated = &mut self.kept.repeated;
        if repeated.len() < NAMED || repeated.last().is_some_and(|last| **last > *reference) {
            repeated.insert(reference.to_owned());
            shorten(repeated);
        }
    }

    /// Counts a case of which the caller knows that it was not counted before, here or in a
    /// part that this one is put together with: see [`References`]. Nothing is kept of its
    /// reference.
    ///
    /// # Errors
    ///
    /// As [`Fold::add`].
    pub fn add_new(&mut self, case: &Case) -> Result<(), Error> {
        let options = &self.options.assess;
        let mut unheard = Findings::unheard();
        let events = Events::read(self.engine, case, self.as_of, options, &mut unheard)?;
        self.count(&case.case, &Given::of(case), &events);
        Ok(())
    }

    pub(super) fn count<'c>(&mut self, reference: &str, given: &Given<'c>, events: &Events<'c>) {
        let found = count::case(self, given, events);
        self.kept.cases += 1;
        if let Some((first, last)) = found.data {
            self.kept.cover(first, last);
        }
        for Counted {
            target,
            month,
            adds,
            late,
        } in found.counted
        {
            let in_window = self
                .targets
                .get(target)
                .is_some_and(|asked| asked.window.contains(month));
            if let (true, Some(late)) = (in_window, late) {
                keep(self.kept.worst.entry(target).or_default(), reference, late);
            }
            let groups = self.kept.tallies.entry((target, month)).or_default();
            match groups.get_mut(&found.group) {
                Some(tally) => tally.add(&adds),
                None => {
                    groups.insert(found.group.clone(), adds);
                }
            }
        }
    }

    /// Puts together what was counted in two parts of the same cases, of one engine, one
    /// moment and the same options.
    ///
    /// # Errors
    ///
    /// [`MergeError`] where a case was counted in both, or they were begun otherwise; nothing is
    /// changed then. Divide cases by their reference and no case is in two.
    pub fn merge(&mut self, other: Fold<'_>) -> Result<(), MergeError> {
        if !self.is_like(&other) {
            return Err(MergeError::Unlike);
        }
        let other = other.kept;
        let both = other.seen.0.intersection(&self.kept.seen.0).count();
        if both > 0 {
            return Err(MergeError::Overlap { cases: both });
        }
        self.kept.cases += other.cases;
        self.kept.twice += other.twice;
        self.kept.repeated.extend(other.repeated);
        shorten(&mut self.kept.repeated);
        self.kept.seen.0.extend(other.seen.0);
        if let Some((first, last)) = other.data {
            self.kept.cover(first, last);
        }
        for (key, others) in other.tallies {
            let groups = self.kept.tallies.entry(key).or_default();
            for (group, tally) in others {
                groups.entry(group).or_default().add(&tally);
            }
        }
        for (target, failures) in other.worst {
            let worst = self.kept.worst.entry(target).or_default();
            for (by, case, number, times) in failures {
                keep(worst, &case, (by, number, times));
            }
        }
        Ok(())
    }
}

impl Fold<'_> {
    /// Whether another one counts the same.
    fn is_like(&self, other: &Fold<'_>) -> bool {
        let (one, two) = (self.engine, other.engine);
        let alike = std::ptr::eq(one, two)
            || one.packs().eq(two.packs()) && Revisions::of(one) == Revisions::of(two);
        alike && self.as_of == other.as_of && self.options == other.options
    }
}

impl Kept {
    fn cover(&mut self, first: Day, last: Day) {
        let (from, until) = self.data.unwrap_or((first, last));
        self.data = Some((from.min(first), until.max(last)));
    }
}

fn shorten(names: &mut BTreeSet<String>) {
    while names.len() > NAMED {
        names.pop_last();
    }
}

/// The first 64 bits of the SHA-1 of a text, the first byte the highest.
pub(super) fn mark(text: &str) -> u64 {
    let digest = sha1_smol::Sha1::from(text).digest().bytes();
    digest
        .iter()
        .take(8)
        .fold(0, |mark, byte| mark << 8 | u64::from(*byte))
}
