//! What a batch knows of the plain clocks before it looks at a case: what each type of event
//! does to each, and what each combination of attributes makes of it.

use super::columns::{Names, Values};
use super::prepare::{Prepared, Ready};
use crate::assess::{Given, Happened, NextChange, Options, PlainClock, Plainly, Terms, terms};
use crate::case::Value;
use crate::checked::Known;
use crate::compiled::{ClockId, Engine, PlainAct};
use crate::count::Trigger;
use crate::time::Instant;

/// For each clock in the engine's order, those of rights included, what is known of it; nothing
/// where it is for the general way.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    clocks: Vec<Option<Planned<'a>>>,
}

/// A plain clock in a batch.
#[derive(Debug)]
struct Planned<'a> {
    /// Its place among the clocks that have rows; a right's has none.
    place: Option<u32>,
    clock: PlainClock<'a>,
    /// What each type of event does, by its code.
    acts: Vec<PlainAct>,
    /// Whether a case is of the clock's kind, by the kind's code; where there are no kinds, none is.
    of_its_kind: Vec<bool>,
    terms: Combinations<'a>,
}

/// The terms of each combination of attributes.
#[derive(Debug)]
struct Combinations<'a> {
    /// The attributes' columns that the terms hang on, by their places, each with the number
    /// of its codes, that of a missing value included.
    columns: Vec<(usize, usize)>,
    /// As if the codes were the digits of a number, that of the first column the lowest.
    terms: Vec<Terms<'a>>,
}

/// More combinations than these are for the general way.
const MOST_COMBINATIONS: usize = 1_024;

impl<'a> Plan<'a> {
    pub(super) fn new(engine: &'a Engine, prepared: &Prepared<'a>, options: &Options) -> Self {
        let mut clocks = 0;
        let clocks = engine.order.iter().map(|id| {
            let place = engine.right(*id).is_none().then_some(clocks);
            clocks += u32::from(place.is_some());
            let clock = PlainClock::of(engine, *id)?;
            let acts = prepared.types.iter().map(|of_type| {
                let id = of_type.id;
                id.map_or(PlainAct::Nothing, |id| clock.plain.act(id))
            });
            let kinds = prepared.kinds.map_or(&[][..], |kinds| kinds.names);
            Some(Planned {
                place,
                acts: acts.collect(),
                of_its_kind: kinds.iter().map(|kind| *kind == clock.clock.kind).collect(),
                terms: Combinations::new(engine, (*id, &clock), prepared, options)?,
                clock,
            })
        });
        Plan {
            clocks: clocks.collect(),
        }
    }

    /// Whether no clock is plain.
    pub(super) fn is_empty(&self) -> bool {
        self.clocks.iter().all(Option::is_none)
    }

    /// A moment for each clock, as its calendar has it.
    pub(super) fn moments(&self, at: Instant) -> Vec<Option<Trigger>> {
        let clocks = self.clocks.iter().map(Option::as_ref);
        clocks
            .map(|planned| planned.map(|planned| planned.clock.moment(at)))
            .collect()
    }

    /// What each clock is at a moment, in the engine's order; nothing where that is for the
    /// general way to say.
    #[inline]
    pub(super) fn decide(
        &self,
        prepared: &Prepared<'_>,
        case: usize,
        happened: &Happened<'_>,
        now: &[Option<Trigger>],
        decided: &mut Vec<Option<Plainly>>,
    ) {
        decided.clear();
        decided.resize_with(self.clocks.len(), || None);
        for ((planned, now), decided) in self.clocks.iter().zip(now).zip(decided) {
            let (Some(planned), Some(now)) = (planned, now) else {
                continue;
            };
            let terms = planned.terms.of(prepared, case);
            let clock = &planned.clock;
            clock.decide(happened, &planned.acts, terms, now, decided);
            if matches!(decided, Some(Plainly::Waiting)) && !planned.of_its_kind(prepared, case) {
                *decided = Some(Plainly::NotListed);
            }
        }
    }
}

impl Plan<'_> {
    /// When anything will differ of what was decided.
    #[inline]
    pub(super) fn next_change(&self, planned: &[Option<Plainly>], as_of: Instant) -> NextChange {
        let mut next = NextChange::after(as_of);
        for plainly in planned.iter().flatten() {
            if let Plainly::Started(standing) = plainly
                && let Some(at) = standing.next
            {
                next.candidate(at);
            }
        }
        next
    }

    /// What has a row of what was decided, each with its clock's place.
    #[inline]
    pub(super) fn listed<'p>(
        &self,
        planned: &'p [Option<Plainly>],
    ) -> impl Iterator<Item = (u32, &'p Plainly)> {
        let clocks = self.clocks.iter().zip(planned);
        clocks.filter_map(|(clock, plainly)| {
            let plainly = plainly.as_ref()?;
            let place = clock.as_ref()?.place?;
            (!matches!(plainly, Plainly::NotListed)).then_some((place, plainly))
        })
    }
}

impl Planned<'_> {
    fn of_its_kind(&self, prepared: &Prepared<'_>, case: usize) -> bool {
        let code = prepared.kinds.and_then(|kinds| kinds.codes.get(case));
        let known = code.and_then(|code| self.of_its_kind.get(*code as usize));
        known.copied().unwrap_or(false)
    }
}

impl<'a> Combinations<'a> {
    /// Asks for the terms of every combination; nothing where there are too many, or numbers.
    fn new(
        engine: &'a Engine,
        (id, clock): (ClockId, &PlainClock<'a>),
        prepared: &Prepared<'a>,
        options: &Options,
    ) -> Option<Self> {
        let mut columns = Vec::new();
        let mut all: usize = 1;
        for (place, column) in prepared.attributes.iter().enumerate() {
            if clock.plain.asks.iter().any(|name| name == column.name) && !column.is_empty() {
                let codes = column.codes()?;
                all = all.checked_mul(codes)?;
                columns.push((place, codes));
            }
        }
        if all > MOST_COMBINATIONS {
            return None;
        }
        let of = |number: usize| {
            let mut attributes = Known::default();
            let mut rest = number;
            for (place, codes) in &columns {
                let column = prepared.attributes.get(*place);
                if let Some((column, value)) =
                    column.and_then(|column| Some((column, column.coded(rest % codes)?)))
                {
                    attributes.insert(column.name, value);
                }
                rest /= codes;
            }
            let given = Given {
                case: "",
                kind: None,
                attributes,
            };
            terms(engine, id, &given, options)
        };
        Some(Combinations {
            terms: (0..all).map(of).collect(),
            columns,
        })
    }

    #[inline]
    fn of(&self, prepared: &Prepared<'_>, case: usize) -> Terms<'a> {
        let (mut number, mut weight) = (0, 1);
        for (place, codes) in &self.columns {
            let column = prepared.attributes.get(*place);
            number += weight * column.map_or(0, |column| column.code(case));
            weight *= codes;
        }
        self.terms.get(number).copied().unwrap_or(Terms::Unsaid)
    }
}

/// A column's values as codes, the last for a missing one.
impl Ready<'_> {
    /// How many there are; nothing for numbers, of which there may be any.
    fn codes(&self) -> Option<usize> {
        match self.values {
            Values::Texts(names) => Some(names.names.len() + 1),
            Values::Flags(_) => Some(3),
            Values::Numbers(_) => None,
        }
    }

    /// That of a row.
    #[inline]
    fn code(&self, row: usize) -> usize {
        match self.values {
            Values::Texts(names) => match names.codes.get(row) {
                Some(code) if *code != Names::NONE => *code as usize,
                _ => names.names.len(),
            },
            Values::Flags(flags) => flags.get(row).map_or(2, |flag| (*flag).min(2).into()),
            Values::Numbers(_) => 0,
        }
    }

    /// The value that one stands for.
    fn coded(&self, code: usize) -> Option<&Value> {
        match self.values {
            Values::Texts(_) => self.text(code),
            Values::Flags(_) => Ready::flag(u8::try_from(code).ok()?),
            Values::Numbers(_) => None,
        }
    }
}
