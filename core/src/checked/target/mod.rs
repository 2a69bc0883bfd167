//! A target: a promise about many cases.

mod read;

use chrono::NaiveDate;

use super::{Awaited, Basis, Condition, Source, Status};
use crate::count::Allowance;

/// A promise about many cases: eight calls in ten within 20 seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    pub(crate) id: String,
    pub(crate) promise: String,
    pub(crate) counts: Counts,
    pub(crate) figure: FigureKind,
    pub(crate) when: Option<Condition>,
    pub(crate) bound: Option<Bound>,
    pub(crate) change: Option<Change>,
    pub(crate) period: Period,
    pub(crate) steps: Vec<TargetStep>,
    pub(crate) basis: Basis,
    pub(crate) status: Status,
    pub(crate) checked: Option<NaiveDate>,
    pub(crate) source: Source,
    pub(crate) notes: Option<String>,
}

precompiled!(struct Target {
    id, promise, counts, figure, when, bound, change, period, steps, basis, status, checked,
    source, notes,
});

/// What is counted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Counts {
    /// Instances of a clock; of another pack where that is named.
    Clocks {
        clock: String,
        pack: Option<String>,
        of: CountedOf,
    },
    /// Events; of a share, those that one of `with` follows are kept.
    Events {
        events: Vec<Awaited>,
        with: Vec<Awaited>,
    },
    /// Cases of a kind; of a share, those with one of `with`, or with `once` exactly once.
    Cases {
        kind: String,
        with: Vec<Awaited>,
        once: Vec<Awaited>,
    },
}

precompiled!(enum Counts {
    Clocks { clock, pack, of }, Events { events, with }, Cases { kind, with, once },
});

/// What the figure is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FigureKind {
    Share,
    Count,
    /// For each thousand of a number that the report is given by this name.
    Rate {
        per: String,
    },
    Percentile {
        percent: u32,
        /// In milliseconds, for times; dates are always whole.
        resolution: i64,
    },
}

precompiled!(enum FigureKind {
    Share, Count, Rate { per }, Percentile { percent, resolution },
});

/// Which instances of a clock a share is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum CountedOf {
    /// Those that were stopped in the period.
    Completed,
    /// Those, and those that fell due in it and are overdue at the moment asked for.
    CompletedAndOverdue,
    /// Those that are running at the moment asked for: in time, or overdue.
    Open,
}

precompiled!(
    enum CountedOf {
        Completed,
        CompletedAndOverdue,
        Open,
    }
);

/// At least, or at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bound {
    pub(crate) at_least: bool,
    pub(crate) amount: Amount,
}

precompiled!(struct Bound { at_least, amount });

/// What a figure is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Amount {
    /// Millionths: of a share, of a number, or of a change in either.
    Millionths(i64),
    Time(Allowance),
}

precompiled!(
    enum Amount {
        Millionths(a),
        Time(a),
    }
);

/// A change, in place of the figure itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Change {
    pub(crate) from: ChangeFrom,
    /// In millionths.
    pub(crate) baseline: Option<i64>,
    /// In percent of what it was before, and not in points or numbers.
    pub(crate) relative: bool,
}

precompiled!(struct Change { from, baseline, relative });

/// What a figure is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeFrom {
    PeriodBefore,
    YearBefore,
    Baseline,
}

precompiled!(
    enum ChangeFrom {
        PeriodBefore,
        YearBefore,
        Baseline,
    }
);

/// What a target is counted over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A calendar month.
    Month,
    /// Three months, from January, April, July or October.
    Quarter,
    /// 1 April to 31 March.
    FinancialYear,
    /// So many calendar months, the last of them the one asked about.
    Rolling(u32),
}

precompiled!(
    enum Period {
        Month,
        Quarter,
        FinancialYear,
        Rolling(a),
    }
);

/// Who is told of a target, and in which state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TargetStep {
    pub(crate) missed_only: bool,
    pub(crate) notify: String,
}

precompiled!(struct TargetStep { missed_only, notify });

impl CountedOf {
    pub(crate) const WORDS: &'static [(CountedOf, &'static str)] = &[
        (CountedOf::Completed, "completed"),
        (CountedOf::CompletedAndOverdue, "completed and overdue"),
        (CountedOf::Open, "open"),
    ];
}

impl ChangeFrom {
    pub(crate) const WORDS: &'static [(ChangeFrom, &'static str)] = &[
        (ChangeFrom::PeriodBefore, "the period before"),
        (ChangeFrom::YearBefore, "a year before"),
        (ChangeFrom::Baseline, "baseline"),
    ];
}

/// The kinds of figures, as packs write them.
pub(crate) const FIGURES: &[(u8, &str)] =
    &[(0, "share"), (1, "count"), (2, "rate"), (3, "percentile")];

/// When somebody is told of a target; whether only once it is missed.
pub(crate) const MOMENTS: &[(bool, &str)] = &[(false, "at-risk"), (true, "missed")];

impl Target {
    /// The id, unique in its pack.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What is promised, in words.
    pub fn promise(&self) -> &str {
        &self.promise
    }

    /// What it is counted over.
    pub fn period(&self) -> Period {
        self.period
    }

    /// What it rests on.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// How sure its rule is.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Where it stands, and where to find that.
    pub fn source(&self) -> (Option<&str>, Option<&str>) {
        (
            self.source.provision.as_deref(),
            self.source.link.as_deref(),
        )
    }

    /// Of a rate: the name by which a report is given the number that it is of.
    pub fn per_thousand(&self) -> Option<&str> {
        match &self.figure {
            FigureKind::Rate { per } => Some(per),
            _ => None,
        }
    }

    /// Anything else for people.
    pub fn notes(&self) -> Option<&str> {
        self.notes.as_deref()
    }

    /// The events that it counts or looks for.
    pub(crate) fn events(&self) -> Vec<&Awaited> {
        let (one, other): (&[Awaited], &[Awaited]) = match &self.counts {
            Counts::Clocks { .. } => (&[], &[]),
            Counts::Events { events, with } => (events, with),
            Counts::Cases { with, once, .. } => (with, once),
        };
        let mut all = Vec::new();
        all.extend(one);
        all.extend(other);
        all
    }
}

pub(super) use read::{Surroundings, check};
