//! A target in words.

use crate::checked::{Amount, Awaited, ChangeFrom, CountedOf, Counts, FigureKind, Period, Target};

impl Target {
    /// What the figure has to be: `at least 80%`; nothing for a measure.
    pub fn bound(&self) -> Option<String> {
        bound(self)
    }

    /// What is counted, and over what: `share of repair, of those that were completed; over
    /// each quarter`.
    pub fn definition(&self) -> String {
        definition(self)
    }
}

/// What it has to be: `at least 80%`.
pub(super) fn bound(target: &Target) -> Option<String> {
    let bound = target.bound?;
    let least = if bound.at_least {
        "at least"
    } else {
        "at most"
    };
    let is_share = target.figure == FigureKind::Share;
    let amount = match (bound.amount, target.change) {
        (Amount::Time(time), _) => time.to_string(),
        (Amount::Millionths(of), None) if is_share => format!("{}%", decimal(of, 4)),
        (Amount::Millionths(of), None) => match target.figure {
            FigureKind::Rate { .. } => format!("{} per thousand", decimal(of, 6)),
            _ => decimal(of, 6),
        },
        (Amount::Millionths(of), Some(change)) => {
            let unit = if change.relative {
                format!("{}%", decimal(of, 4))
            } else if is_share {
                format!("{} points", decimal(of, 4))
            } else {
                decimal(of, 6)
            };
            let from = match change.from {
                ChangeFrom::PeriodBefore => "the period before",
                ChangeFrom::YearBefore => "a year before",
                ChangeFrom::Baseline => "the baseline",
            };
            return Some(format!("{least} {unit} more than {from}"));
        }
    };
    Some(format!("{least} {amount}"))
}

/// What is counted.
pub(super) fn definition(target: &Target) -> String {
    let events = |all: &[Awaited]| {
        let names: Vec<&str> = all.iter().map(|one| one.event.as_str()).collect();
        names.join(" or ")
    };
    let what = match &target.counts {
        Counts::Clocks { clock, pack, of } => {
            let pack = pack
                .as_ref()
                .map_or(String::new(), |pack| format!(" of {pack}"));
            let of = match of {
                CountedOf::Completed => "that were completed",
                CountedOf::CompletedAndOverdue => "that were completed, or are open and overdue",
                CountedOf::Open => "that are open",
            };
            format!("{clock}{pack}, of those {of}")
        }
        Counts::Events { events: all, with } if with.is_empty() => events(all),
        Counts::Events { events: all, with } => {
            format!("{} followed by {}", events(all), events(with))
        }
        Counts::Cases { kind, with, once } => match (with.is_empty(), once.is_empty()) {
            (true, true) => format!("cases of kind {kind}"),
            (false, _) => format!("cases of kind {kind} with {}", events(with)),
            (true, false) => format!("cases of kind {kind} with {} once only", events(once)),
        },
    };
    let figure = match &target.figure {
        FigureKind::Share => "share of".to_owned(),
        FigureKind::Count => "number of".to_owned(),
        FigureKind::Rate { per } => format!("for each thousand {per}, number of"),
        FigureKind::Percentile { percent, .. } => {
            format!("time within which {percent} of 100 were done, of")
        }
    };
    let period = match target.period {
        Period::Month => "each calendar month".to_owned(),
        Period::Quarter => "each quarter".to_owned(),
        Period::FinancialYear => "each financial year from 1 April".to_owned(),
        Period::Rolling(months) => format!("the last {months} calendar months"),
    };
    format!("{figure} {what}; over {period}")
}

/// Millionths with the point so many digits from the right, without needless zeros.
fn decimal(millionths: i64, places: u32) -> String {
    let scale = 10_i64.pow(places);
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, part) = (millionths.abs() / scale, millionths.abs() % scale);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:0width$}", width = places as usize);
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}
