//! One self-contained page: no script, no network, nothing to load.

mod chart;
mod parts;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use crate::{Report, words};

const STYLE: &str = include_str!("style.css");

/// The report as one HTML file that is read on a screen of any width, by a screen reader, and
/// on paper. Everything that comes from cases or rules is escaped.
pub fn html(report: &Report) -> String {
    let answer = &report.answer;
    let title = format!(
        "Report, {} to {}",
        words::day(answer.from),
        words::day(answer.until)
    );
    let page = markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#main" { "Skip to the report" }
                header { (head(report, &title)) }
                main id="main" {
                    (parts::glance(report))
                    @for (number, target) in answer.targets.iter().enumerate() {
                        (parts::target(report, target, number))
                    }
                    (parts::not_counted(report))
                }
                footer { (foot(report)) }
            }
        }
    };
    page.into_string()
}

fn head(report: &Report, title: &str) -> Markup {
    let answer = &report.answer;
    markup! {
        h1 { (title) }
        p {
            "As of " (words::moment(&answer.as_of)) " (" (answer.zone) "). "
            (words::many(answer.cases, "case"))
            @if let (Some(from), Some(until)) = (answer.data_from, answer.data_until) {
                ", with events from " (words::day(from)) " to " (words::day(until))
            }
            "."
            @if report.read.problems > 0 || answer.repeated > 0 || !answer.not_covered.is_empty() {
                " Not everything could be counted: see " a href="#not-counted" { "what was not counted" } "."
            }
        }
    }
}

fn foot(report: &Report) -> Markup {
    let made = &report.answer.revisions;
    markup! {
        h2 { "How this was made" }
        p { (report.answer.notice) }
        p {
            "Shares are cut to one decimal and not rounded. "
            "The revisions of what it was made with tell this report from another:"
        }
        ul {
            li { "dueby " (made.engine) ", time zones " (made.zones) }
            @for (id, revision) in &made.packs { li { "pack " (id) ", revision " code { (revision) } } }
            @for (id, revision) in &made.calendars { li { "calendar " (id) ", revision " code { (revision) } } }
            @if !report.read.files.is_empty() {
                li { "cases from " (report.read.files.join(", ")) }
            }
        }
    }
}
