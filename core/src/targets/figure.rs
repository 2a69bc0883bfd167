//! Counts → a figure, and what that makes of a target. All comparisons are of whole numbers.

use std::collections::BTreeMap;

use super::tally::{Tally, kind_of};
use super::told::{FigureAnswer, TargetReason, TargetState};
use crate::checked::{Amount, CountedOf, Counts, FigureKind, Target};
use crate::count::{Allowance, Kind};

type Numbers = BTreeMap<String, u64>;

const MILLION: i128 = 1_000_000;

/// One whole number over another, which is not 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ratio {
    over: i128,
    under: i128,
}

impl Ratio {
    pub(super) fn millionths(number: i64) -> Self {
        Ratio {
            over: i128::from(number),
            under: MILLION,
        }
    }

    /// The figure of what was counted.
    pub(super) fn of(
        target: &Target,
        tally: &Tally,
        numbers: &Numbers,
    ) -> Result<Self, TargetReason> {
        match &target.figure {
            FigureKind::Share => {
                let (over, under) = share(target, tally);
                match under {
                    0 => Err(nothing(tally)),
                    _ => Ok(Ratio {
                        over: i128::from(over),
                        under: i128::from(under),
                    }),
                }
            }
            FigureKind::Count => Ok(Ratio {
                over: i128::from(tally.kept),
                under: 1,
            }),
            FigureKind::Rate { per } => match numbers.get(per) {
                Some(number) if *number > 0 => Ok(Ratio {
                    over: i128::from(tally.kept) * 1000,
                    under: i128::from(*number),
                }),
                _ => Err(TargetReason::MissingNumber),
            },
            FigureKind::Percentile { .. } => Err(TargetReason::MissingBaseline),
        }
    }

    pub(super) fn value(self) -> f64 {
        self.over as f64 / self.under as f64
    }

    fn less(self, other: Ratio) -> Ratio {
        Ratio {
            over: self.over * other.under - other.over * self.under,
            under: self.under * other.under,
        }
    }

    fn parts_of(self, other: Ratio) -> Option<Ratio> {
        (other.over > 0).then_some(Ratio {
            over: self.over * other.under,
            under: self.under * other.over,
        })
    }

    /// Whether it is as a bound has it, in millionths.
    fn fits(self, at_least: bool, bound: i64) -> bool {
        let (one, other) = (self.over * MILLION, i128::from(bound) * self.under);
        if at_least { one >= other } else { one <= other }
    }
}

/// Why there is no figure where nothing was completed.
fn nothing(tally: &Tally) -> TargetReason {
    match tally.undetermined {
        0 => TargetReason::NothingCounted,
        _ => TargetReason::UndeterminedCases,
    }
}

/// What is kept, of how many.
fn share(target: &Target, tally: &Tally) -> (u64, u64) {
    let of = match &target.counts {
        Counts::Clocks { of, .. } => *of,
        _ => CountedOf::Completed,
    };
    let under = match of {
        CountedOf::Completed => tally.kept + tally.failed,
        CountedOf::CompletedAndOverdue => tally.kept + tally.failed + tally.overdue,
        CountedOf::Open => tally.kept + tally.overdue,
    };
    (tally.kept, under)
}

/// How many failed that could be named.
pub(super) fn failures(target: &Target, tally: &Tally) -> u64 {
    let overdue = match &target.counts {
        Counts::Clocks { of, .. } if *of != CountedOf::Completed => tally.overdue,
        _ => 0,
    };
    tally.failed + overdue
}

/// The figure of what was counted.
pub(super) fn figure(
    target: &Target,
    tally: &Tally,
    numbers: &Numbers,
) -> Result<FigureAnswer, TargetReason> {
    let mut answer = FigureAnswer {
        value: None,
        time: None,
        resolution: None,
        numerator: tally.kept,
        denominator: None,
        kept: tally.kept,
        failed: tally.failed,
        overdue: tally.overdue,
        undetermined: tally.undetermined,
        of_completed: None,
        with_overdue: None,
    };
    if let FigureKind::Percentile {
        percent,
        resolution,
    } = target.figure
    {
        let (kind, time) = percentile(tally, percent, resolution)?;
        let many = tally.times.values().sum();
        let fine = if kind.counts_dates() { 1 } else { resolution };
        answer.time = Some(Allowance::of(kind, time));
        answer.resolution = Some(Allowance::of(kind, fine));
        answer.numerator = many;
        answer.denominator = Some(many);
        return Ok(answer);
    }
    answer.value = Some(Ratio::of(target, tally, numbers)?.value());
    match &target.figure {
        FigureKind::Share => answer.denominator = Some(share(target, tally).1),
        FigureKind::Rate { per } => answer.denominator = numbers.get(per).copied(),
        _ => {}
    }
    if let (FigureKind::Share, Counts::Clocks { of, .. }) = (&target.figure, &target.counts)
        && *of != CountedOf::Open
    {
        let part = |under: u64| (under > 0).then(|| tally.kept as f64 / under as f64);
        answer.of_completed = part(tally.kept + tally.failed);
        answer.with_overdue = part(tally.kept + tally.failed + tally.overdue);
    }
    Ok(answer)
}

/// The time within which so many of a hundred were done: that of the first in order that
/// makes it so many.
fn percentile(tally: &Tally, percent: u32, resolution: i64) -> Result<(Kind, i64), TargetReason> {
    let many: u64 = tally.times.values().sum();
    let mut kinds = tally.times.keys().map(|(kind, _)| *kind);
    let Some(first) = kinds.next() else {
        return Err(nothing(tally));
    };
    if kinds.any(|kind| kind != first) {
        return Err(TargetReason::MixedKinds);
    }
    let kind = kind_of(first);
    let wanted = (u128::from(many) * u128::from(percent)).div_ceil(100);
    let mut seen = 0;
    let mut time = 0;
    for ((_, whole), count) in &tally.times {
        seen += u128::from(*count);
        time = *whole;
        if seen >= wanted {
            break;
        }
    }
    let per = if kind.counts_dates() { 1 } else { resolution };
    Ok((kind, time.saturating_mul(per)))
}

/// What a target is judged by.
pub(super) struct Ask<'a> {
    pub(super) target: &'a Target,
    pub(super) tally: &'a Tally,
    pub(super) numbers: &'a Numbers,
    pub(super) covered: bool,
    /// Why it cannot be counted at all, whatever the cases are, and what that is about.
    pub(super) hindered: Option<(TargetReason, String)>,
    pub(super) over: bool,
    /// How long the period is, and how much of it has passed, in milliseconds.
    pub(super) whole: i64,
    pub(super) passed: i64,
    pub(super) before: Option<Ratio>,
}

/// What a target comes to.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) state: Option<TargetState>,
    pub(super) reason: Option<TargetReason>,
    pub(super) reason_about: Option<String>,
    pub(super) figure: Option<FigureAnswer>,
    pub(super) before: Option<f64>,
    pub(super) change: Option<f64>,
    pub(super) expected: Option<u64>,
    pub(super) may_fail: Option<i64>,
    pub(super) needed_share: Option<f64>,
    pub(super) needed_count: Option<u64>,
}

pub(super) fn judge(ask: &Ask<'_>) -> Judged {
    let mut judged = Judged::default();
    let target = ask.target;
    let undetermined = |mut judged: Judged, reason| {
        judged.state = target.bound.map(|_| TargetState::Undetermined);
        judged.reason = Some(reason);
        judged
    };
    if let Some((reason, about)) = &ask.hindered {
        judged.reason_about = Some(about.clone());
        return undetermined(judged, *reason);
    }
    match figure(target, ask.tally, ask.numbers) {
        Ok(figure) => judged.figure = Some(figure),
        Err(reason) => {
            if let (TargetReason::MissingNumber, FigureKind::Rate { per }) =
                (reason, &target.figure)
            {
                judged.reason_about = Some(per.clone());
            }
            return undetermined(judged, reason);
        }
    }
    if let Some(change) = target.change {
        let now = Ratio::of(target, ask.tally, ask.numbers).ok();
        let moved = ask
            .before
            .zip(now)
            .and_then(|(before, now)| match change.relative {
                true => Some(now.parts_of(before)?.less(Ratio { over: 1, under: 1 })),
                false => Some(now.less(before)),
            });
        judged.before = ask.before.map(Ratio::value);
        judged.change = moved.map(Ratio::value);
        if moved.is_none() {
            return undetermined(judged, TargetReason::MissingBaseline);
        }
    }
    let Some(bound) = target.bound else {
        judged.reason = (!ask.covered).then_some(TargetReason::NotCovered);
        return judged;
    };
    if !ask.covered {
        return undetermined(judged, TargetReason::NotCovered);
    }
    let fits = |tally: &Tally| -> Option<bool> {
        match bound.amount {
            Amount::Time(most) => {
                let FigureKind::Percentile {
                    percent,
                    resolution,
                } = target.figure
                else {
                    return None;
                };
                let (kind, time) = percentile(tally, percent, resolution).ok()?;
                (kind == most.kind()).then_some(match bound.at_least {
                    true => time >= most.amount(),
                    false => time <= most.amount(),
                })
            }
            Amount::Millionths(amount) => {
                let mut ratio = Ratio::of(target, tally, ask.numbers).ok()?;
                if let Some(change) = target.change {
                    let before = ask.before?;
                    ratio = match change.relative {
                        true => ratio.parts_of(before)?.less(Ratio { over: 1, under: 1 }),
                        false => ratio.less(before),
                    };
                }
                Some(ratio.fits(bound.at_least, amount))
            }
        }
    };
    let Some(holds) = fits(ask.tally) else {
        return undetermined(judged, TargetReason::MixedKinds);
    };
    if let Amount::Millionths(amount) = bound.amount
        && target.change.is_none()
    {
        still(ask, &mut judged, bound.at_least, amount);
    }
    let unsure = ask.tally.undetermined;
    let with = |kept: u64, failed: u64| {
        let tally = ask.tally.clone();
        fits(&Tally {
            kept: tally.kept + kept,
            failed: tally.failed + failed,
            ..tally
        })
    };
    if unsure > 0 && with(unsure, 0) != with(0, unsure) {
        return undetermined(judged, TargetReason::UndeterminedCases);
    }
    let counts = matches!(target.figure, FigureKind::Count | FigureKind::Rate { .. });
    let settled = target.change.is_none()
        && (counts && holds == bound.at_least
            || target.figure == FigureKind::Share
                && bound.at_least
                && !holds
                && bound.amount == Amount::Millionths(1_000_000)
                && ask.tally.failed > 0
                && matches!(target.counts, Counts::Clocks { .. }));
    judged.state = Some(match (ask.over || settled, holds) {
        (true, true) => TargetState::Met,
        (true, false) => TargetState::Missed,
        (false, true) => TargetState::OnTrack,
        (false, false) => TargetState::AtRisk,
    });
    judged
}

/// What may still fail, and what the rest of the period has to be.
fn still(ask: &Ask<'_>, judged: &mut Judged, at_least: bool, bound: i64) {
    if ask.over {
        return;
    }
    let bound = i128::from(bound);
    match &ask.target.figure {
        FigureKind::Share if at_least => {
            let (kept, all) = share(ask.target, ask.tally);
            let open = matches!(
                &ask.target.counts,
                Counts::Clocks {
                    of: CountedOf::Open,
                    ..
                }
            );
            let by_pace = i128::from(all) * i128::from(ask.whole) / i128::from(ask.passed.max(1));
            let expected = if open {
                i128::from(all)
            } else {
                by_pace.max(i128::from(all))
            };
            let failed = i128::from(all - kept);
            let may = (expected * (MILLION - bound)).div_euclid(MILLION) - failed;
            judged.expected = u64::try_from(expected).ok();
            judged.may_fail = i64::try_from(may).ok();
            let rest = expected - i128::from(all);
            if rest > 0 {
                let needed = expected * bound - i128::from(kept) * MILLION;
                judged.needed_share = Some(needed.max(0) as f64 / (rest * MILLION) as f64);
            }
        }
        FigureKind::Count | FigureKind::Rate { .. } => {
            let Ok(ratio) = Ratio::of(ask.target, ask.tally, ask.numbers) else {
                return;
            };
            // Of a rate, how many single ones the bound is.
            let each = if matches!(ask.target.figure, FigureKind::Rate { .. }) {
                1000
            } else {
                1
            };
            let whole = bound * ratio.under;
            let per = MILLION * each;
            let now = i128::from(ask.tally.kept);
            if at_least {
                let least = (whole + per - 1).div_euclid(per);
                judged.needed_count = u64::try_from((least - now).max(0)).ok();
            } else {
                judged.may_fail = i64::try_from(whole.div_euclid(per) - now).ok();
            }
        }
        _ => {}
    }
}
