//! The parts of the page: all targets at a glance, each by itself, what was not counted.

use dueby::{Basis, Measure, Status, TargetAnswer, TargetState};
use maud::{Markup, html as markup};

use super::chart;
use crate::{Report, words};

/// The most problems that the page names.
const NAMED: usize = 100;

/// A sign beside the word for a state, so that neither hangs on colour.
fn sign(state: TargetState) -> &'static str {
    match state {
        TargetState::Met => "✓",
        TargetState::OnTrack => "→",
        TargetState::AtRisk => "!",
        TargetState::Missed => "✗",
        _ => "?",
    }
}

fn state(target: &TargetAnswer) -> Markup {
    markup! {
        @match target.state {
            Some(state) => {
                span class={ "state " (state.as_str()) } {
                    span aria-hidden="true" { (sign(state)) } " " (words::state(state))
                }
            }
            None => { "no target" }
        }
    }
}

fn figure(target: &TargetAnswer) -> String {
    let told = |figure| words::figure(target.measure, figure);
    target
        .figure
        .as_ref()
        .map_or_else(|| "none".to_owned(), told)
}

/// What a table is called where it can be scrolled with the keys.
fn table(label: &str, inside: &Markup) -> Markup {
    markup! {
        div class="wide" role="region" aria-label=(label) tabindex="0" {
            table { (inside) }
        }
    }
}

pub(super) fn glance(report: &Report) -> Markup {
    let rows = markup! {
        caption { "Each promise, its target and its figure" }
        thead {
            tr {
                th scope="col" { "Promise" }
                th scope="col" { "Target" }
                th scope="col" { "Figure" }
                th scope="col" { "State" }
                th scope="col" { "For the rest of the period" }
            }
        }
        tbody {
            @for (number, target) in report.answer.targets.iter().enumerate() {
                tr {
                    th scope="row" { a href={ "#target-" (number + 1) } { (target.promise) } }
                    td { (target.bound.as_deref().unwrap_or("none")) }
                    td class="figure" { (figure(target)) }
                    td { (state(target)) }
                    td { (words::still(target).unwrap_or_else(|| "–".to_owned())) }
                }
            }
        }
    };
    markup! {
        section aria-labelledby="glance" {
            h2 id="glance" { "At a glance" }
            (table("Each promise, its target and its figure", &rows))
        }
    }
}

pub(super) fn target(report: &Report, target: &TargetAnswer, number: usize) -> Markup {
    let id = format!("target-{}", number + 1);
    markup! {
        section class="target" aria-labelledby=(id) {
            h2 id=(id) { (target.promise) }
            (facts(target))
            (months(target, number))
            @if target.periods.len() > 1 { (periods(target)) }
            @if let Some(by) = &report.answer.by { (groups(target, by)) }
            (failed(target))
            (definition(target))
        }
    }
}

fn facts(target: &TargetAnswer) -> Markup {
    let both = target.figure.as_ref().and_then(words::both_ways);
    markup! {
        p class="first" {
            strong class="figure" { (figure(target)) } " "
            @if let Some(bound) = &target.bound { "(" (bound) ") " }
            (state(target))
        }
        dl {
            div {
                dt { "Period" }
                dd { (words::day(target.from)) " to " (words::day(target.until)) }
            }
            @if let Some(why) = target.why() {
                div { dt { "Why it cannot be said" } dd { (why) } }
            }
            @if let Some([completed, overdue]) = both {
                div { dt { "Of what was completed" } dd { (completed) } }
                div { dt { "With what is open and overdue" } dd { (overdue) } }
            } @else if let Some(figure) = &target.figure {
                @let counted = words::counted(target.measure, figure);
                @if !counted.is_empty() { div { dt { "Counted" } dd { (counted) } } }
            }
            @if let Some(figure) = target.figure.as_ref().filter(|figure| figure.undetermined > 0) {
                div {
                    dt { "Of which it cannot be said" }
                    dd { (words::number(figure.undetermined)) }
                }
            }
            @if let (Some(before), Some(change)) = (target.before, target.change) {
                div {
                    dt { "Compared with" }
                    dd { (words::value(target.measure, before)) ", a change of " (words::change(target, change)) }
                }
            }
            @if let Some(still) = words::still(target) {
                div { dt { "For the rest of the period" } dd { (still) } }
            }
            @if !target.tell.is_empty() {
                div {
                    dt { "To be told" }
                    dd { (target.tell.iter().map(|one| one.notify.as_str()).collect::<Vec<_>>().join(", ")) }
                }
            }
        }
    }
}

/// The trend, drawn and as a table.
fn months(target: &TargetAnswer, number: usize) -> Markup {
    if target.months.iter().all(|month| month.figure.is_none()) {
        return markup! {};
    }
    let rows = markup! {
        caption { "Month by month" }
        thead { tr { th scope="col" { "Month" } th scope="col" { "Figure" } th scope="col" { "Counted" } } }
        tbody {
            @for month in &target.months {
                tr {
                    th scope="row" { (words::month(month.month)) }
                    @match &month.figure {
                        Some(figure) => {
                            td class="figure" { (words::figure(target.measure, figure)) }
                            td { (words::counted(target.measure, figure)) }
                        }
                        None => { td class="figure" { "none" } td { "" } }
                    }
                }
            }
        }
    };
    markup! {
        h3 { "Trend" }
        div class="trend" {
            (chart::months(target, number))
            (table(&format!("Month by month: {}", target.promise), &rows))
        }
    }
}

fn periods(target: &TargetAnswer) -> Markup {
    let rows = markup! {
        caption { "Period by period" }
        thead { tr { th scope="col" { "Period" } th scope="col" { "Figure" } th scope="col" { "State" } } }
        tbody {
            @for period in &target.periods {
                tr {
                    th scope="row" { (words::day(period.from)) " to " (words::day(period.until)) }
                    td class="figure" {
                        @match &period.figure {
                            Some(figure) => { (words::figure(target.measure, figure)) }
                            None => { "none" }
                        }
                    }
                    td { @if let Some(state) = period.state { (words::state(state)) } }
                }
            }
        }
    };
    markup! {
        h3 { "Periods" }
        (table(&format!("Periods: {}", target.promise), &rows))
    }
}

fn groups(target: &TargetAnswer, by: &str) -> Markup {
    if target.groups.is_empty() {
        return markup! {};
    }
    let rows = markup! {
        caption {
            "The figure of each"
            @if words::share_the_whole(target) { ", each for a thousand of the whole" }
        }
        thead { tr { th scope="col" { (by) } th scope="col" { "Figure" } th scope="col" { "Counted" } } }
        tbody {
            @for group in &target.groups {
                tr {
                    th scope="row" {
                        @match &group.value {
                            Some(value) => { (value) }
                            None => { "without " (by) }
                        }
                    }
                    @match &group.figure {
                        Some(figure) => {
                            td class="figure" { (words::figure(target.measure, figure)) }
                            td {
                                @match words::both_ways(figure) {
                                    Some([completed, overdue]) => {
                                        (completed) @if figure.overdue > 0 { "; with overdue " (overdue) }
                                    }
                                    None => { (words::counted(target.measure, figure)) }
                                }
                            }
                        }
                        None => { td class="figure" { "none" } td { "" } }
                    }
                }
            }
        }
    };
    markup! {
        h3 { "By " (by) }
        (table(&format!("By {by}: {}", target.promise), &rows))
    }
}

fn failed(target: &TargetAnswer) -> Markup {
    if target.failed.is_empty() || target.measure == Measure::Count {
        return markup! {};
    }
    let rows = markup! {
        caption {
            (words::failed(target))
        }
        thead { tr { th scope="col" { "Case" } th scope="col" { "Why" } } }
        tbody {
            @for one in &target.failed {
                tr {
                    th scope="row" { (one.case) @if one.instance > 1 { " (" (one.instance) ")" } }
                    td { (words::why(one)) }
                }
            }
        }
    };
    markup! {
        h3 { "What failed, and why" }
        (table(&format!("What failed: {}", target.promise), &rows))
    }
}

/// What a target rests on.
fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Statute => "statute",
        Basis::Code => "code",
        Basis::Promise => "promise",
        _ => "rule derived from others",
    }
}

fn definition(target: &TargetAnswer) -> Markup {
    markup! {
        h3 { "How it is defined" }
        p { (words::capital(&target.definition)) "." }
        @if let Some(notes) = &target.notes { p { (notes) } }
        p class="source" {
            "Target " code { (target.target) } " of pack " code { (target.pack) }
            @if let Some(version) = &target.version { ", version " (version) }
            ". It rests on a " (basis(target.basis))
            @if let Some(document) = &target.document { ": " cite { (document) } }
            @if let Some(source) = &target.source { ", " (source) }
            "."
            @if target.status != Status::Confirmed { " The rule is " (target.status.as_str()) "." }
            @if let Some(checked) = target.checked { " Held against its source on " (words::day(checked)) "." }
            @if let Some(link) = target.link.as_deref().filter(|link| link.starts_with("https://") || link.starts_with("http://")) {
                " " a href=(link) { (link) }
            }
        }
    }
}

pub(super) fn not_counted(report: &Report) -> Markup {
    let (read, answer) = (&report.read, &report.answer);
    let rows = markup! {
        caption {
            @if read.problems > NAMED as u64 {
                "The first " (NAMED) " of " (words::number(read.problems))
            } @else {
                "Each, with its place and what to do"
            }
        }
        thead { tr { th scope="col" { "Where" } th scope="col" { "What is wrong" } th scope="col" { "What to do" } } }
        tbody {
            @for problem in read.first.iter().take(NAMED) {
                tr {
                    th scope="row" { (problem.place) }
                    td { (problem.message) }
                    td { (problem.help.as_deref().unwrap_or("")) }
                }
            }
        }
    };
    markup! {
        section aria-labelledby="not-counted" {
            h2 id="not-counted" { "What was not counted" }
            @if read.problems == 0 && answer.repeated == 0 && answer.not_covered.is_empty() && read.unknown_events.is_empty() {
                p { "Everything was counted." }
            } @else {
                ul {
                    @if read.left_out > 0 {
                        li { (words::many(read.left_out, "case")) " left out: something in them could not be read" }
                    }
                    @if answer.repeated > 0 {
                        li {
                            (words::many(answer.repeated, "case")) " that came again and were not counted again: "
                            (answer.repeated_cases.join(", "))
                            @if answer.repeated > answer.repeated_cases.len() as u64 { " and more" }
                        }
                    }
                    @for month in &answer.not_covered {
                        li { "nothing is known of " (words::month(*month)) ": the cases do not reach it" }
                    }
                    @if !read.unknown_events.is_empty() {
                        li {
                            "events of types that no rule knows: "
                            @for (place, (event, times)) in read.unknown_events.iter().enumerate() {
                                @if place > 0 { ", " }
                                (words::number(*times)) " of " code { (event) }
                            }
                        }
                    }
                }
                @if !read.first.is_empty() { (table("What could not be read", &rows)) }
            }
        }
    }
}
