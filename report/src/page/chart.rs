//! The trend of a figure as a small picture: readable without colour, with the same in words.

use dueby::{FigureAnswer, Measure, MonthAnswer, TargetAnswer};
use maud::{Markup, html as markup};

use crate::words;

const WIDE: f64 = 360.0;
const HIGH: f64 = 190.0;
/// Where the figures are drawn.
const LEFT: f64 = 46.0;
const RIGHT: f64 = 350.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 160.0;

/// The most months that are drawn.
const MOST: usize = 36;

/// A month's figure as a number to draw.
fn amount(figure: &FigureAnswer) -> Option<f64> {
    match figure.time {
        Some(time) => Some(time.amount() as f64),
        None => figure.value,
    }
}

/// Whether a figure keeps a bound.
fn keeps(target: &TargetAnswer, amount: f64, bound: f64) -> bool {
    match target.at_least {
        Some(false) => amount <= bound,
        _ => amount >= bound,
    }
}

/// The figures of the months as a line of points with the bound as a broken line: full points
/// keep it, hollow ones do not.
pub(super) fn months(target: &TargetAnswer, number: usize) -> Markup {
    let months = target.months.as_slice();
    let months = months
        .get(months.len().saturating_sub(MOST)..)
        .unwrap_or(months);
    let bound = match target.bound_time {
        Some(time) => Some(time.amount() as f64),
        None => target.bound_value,
    };
    let largest = months
        .iter()
        .filter_map(|month| amount(month.figure.as_ref()?))
        .chain(bound)
        .fold(0.0, f64::max);
    let top = match target.measure {
        Measure::Share => 1.0,
        _ if largest > 0.0 => largest * 1.1,
        _ => 1.0,
    };
    let y = |amount: f64| BOTTOM - (BOTTOM - TOP) * (amount / top).clamp(0.0, 1.0);
    let step = (RIGHT - LEFT) / months.len().max(1) as f64;
    let x = |place: usize| LEFT + step * (place as f64 + 0.5);
    let points: Vec<Option<(f64, f64, bool)>> = months
        .iter()
        .enumerate()
        .map(|(place, month)| {
            let amount = amount(month.figure.as_ref()?)?;
            let kept = bound.is_none_or(|bound| keeps(target, amount, bound));
            Some((x(place), y(amount), kept))
        })
        .collect();
    let (name, told) = (format!("chart-{number}"), format!("chart-{number}-told"));
    let highest = highest(target, months, largest);
    // As many months as fit are written below.
    let every = months.len().div_ceil(12).max(1);
    markup! {
        svg class="chart" role="img" viewBox={ "0 0 " (WIDE) " " (HIGH) } aria-labelledby={ (name) " " (told) } {
            title id=(name) { (target.promise) ", month by month" }
            desc id=(told) { (in_words(target, months)) }
            line class="axis" x1=(LEFT) y1=(BOTTOM) x2=(RIGHT) y2=(BOTTOM) {}
            line class="axis" x1=(LEFT) y1=(TOP) x2=(LEFT) y2=(BOTTOM) {}
            text class="label" x=(LEFT - 5.0) y=(BOTTOM + 4.0) text-anchor="end" { "0" }
            text class="label" x=(LEFT - 5.0) y=(y(highest.0) + 4.0) text-anchor="end" { (highest.1) }
            @if let Some(bound) = bound {
                line class="bound" x1=(LEFT) y1=(tenth(y(bound))) x2=(RIGHT) y2=(tenth(y(bound))) {}
                text class="label" x=(RIGHT) y=(tenth(bound_label(y(bound), &points))) text-anchor="end" {
                    (target.bound.as_deref().unwrap_or(""))
                }
            }
            @for pair in points.windows(2) {
                @if let [Some(from), Some(to)] = pair {
                    line class="trend-line" x1=(tenth(from.0)) y1=(tenth(from.1)) x2=(tenth(to.0)) y2=(tenth(to.1)) {}
                }
            }
            @for (x, y, kept) in points.iter().flatten() {
                circle class=(if *kept { "kept" } else { "not-kept" }) cx=(tenth(*x)) cy=(tenth(*y)) r="4" {}
            }
            @for (place, month) in months.iter().enumerate().filter(|(place, _)| place % every == 0) {
                text class="label" x=(tenth(x(place))) y=(BOTTOM + 15.0) text-anchor="middle" {
                    (month.month.format("%b"))
                }
                @if place == 0 || month.month.format("%m").to_string() == "01" {
                    text class="label" x=(tenth(x(place))) y=(BOTTOM + 28.0) text-anchor="middle" {
                        (month.month.format("%Y"))
                    }
                }
            }
        }
    }
}

/// On the side of the line where fewer points are, unless that is outside.
fn bound_label(at: f64, points: &[Option<(f64, f64, bool)>]) -> f64 {
    let known = points.iter().flatten();
    let above = known.clone().filter(|(_, y, _)| *y <= at).count();
    let below = 2 * above > known.count();
    if below && at < BOTTOM - 16.0 || at < TOP + 12.0 {
        at + 13.0
    } else {
        at - 4.0
    }
}

fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// The highest label of the axis: its amount, and how it is written.
fn highest(target: &TargetAnswer, months: &[MonthAnswer], largest: f64) -> (f64, String) {
    match target.measure {
        Measure::Share => (1.0, "100%".to_owned()),
        Measure::Percentile => {
            let figures = months
                .iter()
                .filter_map(|month| month.figure.as_ref()?.time);
            let times = figures.chain(target.bound_time);
            let most = times.max_by_key(|time| time.amount());
            // The kind of time stands in the figures: here there is room for its number.
            let text = most.map(|time| time.to_string()).unwrap_or_default();
            (
                largest,
                text.split(' ').next().unwrap_or_default().to_owned(),
            )
        }
        Measure::Count => (largest, words::number(largest as u64)),
        _ => (largest, format!("{largest:.1}")),
    }
}

/// What the picture shows, in words.
fn in_words(target: &TargetAnswer, months: &[MonthAnswer]) -> String {
    let told = |month: &MonthAnswer| {
        let figure = month.figure.as_ref()?;
        let figure = words::figure(target.measure, figure);
        Some(format!("{} in {}", figure, words::month(month.month)))
    };
    let mut known = months.iter().filter(|month| month.figure.is_some());
    let (first, last) = (
        known.next().and_then(told),
        known.next_back().and_then(told),
    );
    let mut text = match (first, last) {
        (Some(first), Some(last)) => format!("From {first} to {last}."),
        (Some(only), None) => format!("{}.", words::capital(&only)),
        _ => "No figures.".to_owned(),
    };
    if let Some(bound) = &target.bound {
        text.push_str(&format!(
            " The target, {bound}, is a broken line; months that do not keep it are hollow points."
        ));
    }
    text.push_str(" The table beside it has every month.");
    text
}
