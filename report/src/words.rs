//! Figures as people read them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use dueby::{Failed, FigureAnswer, Measure, TargetAnswer, TargetState};

/// A whole number with a comma after each thousand: `20,390`.
///
/// ```
/// assert_eq!(dueby_report::words::number(20_390), "20,390");
/// assert_eq!(dueby_report::words::number(999), "999");
/// ```
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in percent with one decimal, cut and not rounded, so that what is not yet 80% never
/// reads as 80.0%. Nothing of nothing.
///
/// ```
/// assert_eq!(dueby_report::words::percent(7996, 10_000).as_deref(), Some("79.9%"));
/// assert_eq!(dueby_report::words::percent(0, 0), None);
/// ```
pub fn percent(of: u64, all: u64) -> Option<String> {
    let tenths = (u128::from(of) * 1000).checked_div(u128::from(all))?;
    Some(format!("{}.{}%", tenths / 10, tenths % 10))
}

/// A figure: `91.3%`, `512`, `4.21`, `12 days`.
pub fn figure(measure: Measure, figure: &FigureAnswer) -> String {
    match measure {
        Measure::Share => figure
            .denominator
            .and_then(|all| percent(figure.numerator, all))
            .unwrap_or_default(),
        Measure::Count => number(figure.numerator),
        Measure::Percentile => figure
            .time
            .map_or_else(String::new, |time| time.to_string()),
        _ => figure
            .value
            .map_or_else(String::new, |value| format!("{value:.2}")),
    }
}

/// Of how many it is: `913 of 1,000`.
pub fn counted(measure: Measure, figure: &FigureAnswer) -> String {
    let of = figure.denominator.map(number).unwrap_or_default();
    match measure {
        Measure::Share => format!("{} of {of}", number(figure.numerator)),
        Measure::Rate => format!("{} in {of}", number(figure.numerator)),
        Measure::Percentile => format!("of {of}"),
        _ => String::new(),
    }
}

/// A clock's share both ways, where there are two: of what was completed, and with what is open
/// and overdue.
pub fn both_ways(figure: &FigureAnswer) -> Option<[String; 2]> {
    figure.with_overdue?;
    let completed = figure.kept + figure.failed;
    let told = |all: u64| match percent(figure.kept, all) {
        Some(share) => format!("{share}, {} of {}", number(figure.kept), number(all)),
        None => "none".to_owned(),
    };
    Some([told(completed), told(completed + figure.overdue)])
}

/// What the rest of the period has to be, as far as that can be said.
pub fn still(target: &TargetAnswer) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(may) = target.may_fail {
        let more = number(may.unsigned_abs());
        let verb = match target.measure {
            Measure::Share => "fail",
            _ => "come",
        };
        parts.push(if may < 0 {
            format!("{more} too many")
        } else {
            format!("{more} more may {verb}")
        });
    }
    if let Some(needed) = target.needed_count {
        parts.push(format!("{} more needed", number(needed)));
    }
    if let Some(share) = target.needed_share.filter(|share| *share > 0.0) {
        parts.push(if share > 1.0 {
            "out of reach at this pace".to_owned()
        } else {
            // Up, so that what is told is enough.
            let tenths = (share * 1000.0).ceil();
            format!("{}% of the rest needed", tenths / 10.0)
        });
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A state as people read it: `on track`.
pub fn state(state: TargetState) -> String {
    state.as_str().replace('-', " ")
}

/// `25 Dec 2025`
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// `25 Dec 2025 16:42`; `25 Dec 2025` where the day as a whole is meant, its first instant or
/// its last.
pub fn moment(at: &DateTime<FixedOffset>) -> String {
    let whole = at.time() == NaiveTime::MIN
        || NaiveTime::from_hms_milli_opt(23, 59, 59, 999) == Some(at.time());
    if whole {
        day(at.date_naive())
    } else {
        format!("{} {}", day(at.date_naive()), at.format("%H:%M"))
    }
}

/// Why one failed: `due 3 Jun 2025, done 5 Jun 2025`.
pub fn why(failed: &Failed) -> String {
    match (&failed.due, &failed.at) {
        (Some(due), Some(at)) => format!("due {}, done {}", moment(due), moment(at)),
        (Some(due), None) => format!("due {}, still open", moment(due)),
        (None, Some(at)) => format!("{}, not followed as it should be", moment(at)),
        (None, None) => "not as it should be".to_owned(),
    }
}

/// Which of those that failed are named: of what has a deadline those longest past it, of the rest
/// the first by reference.
pub fn failed(target: &TargetAnswer) -> String {
    let dated = target.failed.iter().any(|one| one.due.is_some());
    let more = target.more_failed;
    match (more, dated) {
        (0, true) => "All that failed, the longest past due first".to_owned(),
        (0, false) => "All that failed".to_owned(),
        (_, true) => format!(
            "The {} longest past due; {} more failed",
            target.failed.len(),
            number(more)
        ),
        (_, false) => format!(
            "{} of those that failed, the first by reference; {} more failed",
            target.failed.len(),
            number(more)
        ),
    }
}

/// Whether each group's rate is of the number of all groups together.
pub fn share_the_whole(target: &TargetAnswer) -> bool {
    let of = |figure: &Option<FigureAnswer>| figure.as_ref().and_then(|one| one.denominator);
    let whole = of(&target.figure);
    target.measure == Measure::Rate
        && whole.is_some()
        && target.groups.len() > 1
        && target.groups.iter().all(|group| of(&group.figure) == whole)
}

/// A number of things: `1 case`, `2,000 cases`.
pub fn many(many: u64, thing: &str) -> String {
    let plural = if many == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", number(many))
}

/// `Dec 2025`
pub fn month(first: NaiveDate) -> String {
    first.format("%b %Y").to_string()
}

/// A figure's value that stands alone: a share as `91.3%`.
pub fn value(measure: Measure, value: f64) -> String {
    match measure {
        Measure::Share => format!("{:.1}%", value * 100.0),
        _ => format!("{value:.2}"),
    }
}

/// By how much a figure changed: `+5.0 points`, `-3.2%`, `+12.00`.
pub fn change(target: &TargetAnswer, change: f64) -> String {
    let bound = target.bound.as_deref().unwrap_or_default();
    if bound.contains(" points ") {
        format!("{:+.1} points", change * 100.0)
    } else if bound.contains('%') {
        format!("{:+.1}%", change * 100.0)
    } else {
        format!("{change:+.2}")
    }
}

/// A sentence's first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
