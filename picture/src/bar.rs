//! The band of a row: closed dates shaded, the time from start to deadline, what was used
//! of it, what is too late, and how it ended.

use chrono::NaiveDate;
use dueby::Calendar;

use crate::axis::Axis;
use crate::dates;
use crate::element::Element;
use crate::pen::{self, CALM, INK, KEPT, LATE};
use crate::row::{At, Bar, End, Row};
use crate::words;

/// The height of the band and of the bar in it.
pub(crate) const BAND: f64 = 26.0;
const THICK: f64 = 12.0;
/// Dates narrower than this are not shaded one by one: weekends would be noise.
const NARROWEST: f64 = 1.5;

pub(crate) fn draw(row: &Row<'_>, axis: &Axis, top: f64) -> Element {
    let mut group = pen::group("dueby-band");
    if let Some(calendar) = row.calendar {
        for shade in shades(calendar, axis) {
            group = group.add(shade.draw(top));
        }
    }
    match &row.bar {
        Some(bar) => group.add(of(bar, axis, top + (BAND - THICK) / 2.0)),
        None => group,
    }
}

/// A date that is not worked, as it is shaded.
pub(crate) struct Shade {
    pub(crate) date: NaiveDate,
    /// Why it is not worked: a holiday's name, or the weekday.
    pub(crate) why: String,
    x: (f64, f64),
}

impl Shade {
    /// Whether the date is off for another reason than its weekday.
    pub(crate) fn is_holiday(&self) -> bool {
        self.why != dates::weekday(&self.date)
    }

    /// A holiday is darker, and every date says why it is shaded.
    fn draw(&self, top: f64) -> Element {
        let (class, dark) = if self.is_holiday() {
            ("dueby-holiday", 0.28)
        } else {
            ("dueby-closed", 0.1)
        };
        let words = format!("{}: {}", dates::day(&self.date), self.why);
        let shade = pen::rectangle(self.x, top, BAND)
            .set("fill", INK)
            .set("fill-opacity", dark);
        pen::told(pen::group(class), &words).add(shade)
    }
}

/// The dates that a calendar does not work; none where dates are too narrow to be seen.
pub(crate) fn shades(calendar: &Calendar, axis: &Axis) -> Vec<Shade> {
    let dates = axis.dates(calendar).filter(|_| axis.day() >= NARROWEST);
    let Some((first, last)) = dates else {
        return Vec::new();
    };
    let shade = |date| {
        Some(Shade {
            date,
            why: words::shown(&calendar.why_off(date)?),
            x: axis.of_date(date, calendar)?,
        })
    };
    (first.iter_days().take_while(|date| *date <= last))
        .filter_map(shade)
        .collect()
}

fn of(bar: &Bar, axis: &Axis, y: f64) -> Element {
    let colour = match (bar.end, bar.late) {
        (_, true) => LATE,
        (Some(End::Met), _) => KEPT,
        _ => CALM,
    };
    let from = axis.x(bar.from);
    let due = bar.due.map(|due| axis.x(due));
    let mut group = pen::group("dueby-bar");
    // The time allowed, as a frame.
    let frame_end = due.unwrap_or_else(|| axis.x(bar.run_until));
    let mut frame = pen::rectangle((from, frame_end.max(from + 2.0)), y, THICK)
        .set("fill", colour)
        .set("fill-opacity", 0.15)
        .set("stroke", colour)
        .set("stroke-width", 1.5);
    if bar.projected {
        frame = frame.set("stroke-dasharray", "4 3");
    }
    group = group.add(frame);
    // What was used of it, pauses left open.
    let in_time = match bar.due {
        Some(due) => bar.run_until.min(due),
        None => bar.run_until,
    };
    for (start, end) in without(&bar.pauses, bar.from, in_time) {
        let used = pen::rectangle((axis.x(start), axis.x(end)), y, THICK)
            .set("fill", colour)
            .set("fill-opacity", 0.75);
        group = group.add(used);
    }
    // What is too late.
    if let Some(due) = bar.due
        && bar.late
        && bar.run_until > due
    {
        let over = pen::rectangle((axis.x(due), axis.x(bar.run_until)), y, THICK)
            .set("fill", "url(#dueby-late)")
            .set("stroke", LATE)
            .set("stroke-width", 1.5);
        group = group.add(over);
    }
    if let Some(due) = due {
        let tick = pen::line((due, y - 5.0), (due, y + THICK + 5.0), 2.5);
        group = group.add(pen::group("dueby-due").add(tick));
    }
    match bar.end {
        Some(end) => group.add(ended(end, axis.x(bar.run_until), y + THICK / 2.0)),
        None => group,
    }
}

/// A span less the pauses in it.
fn without(pauses: &[(At, Option<At>)], from: At, until: At) -> Vec<(At, At)> {
    let mut spans = Vec::new();
    let mut at = from;
    for (start, end) in pauses {
        if *start > at {
            spans.push((at, (*start).min(until)));
        }
        at = at.max(end.unwrap_or(until));
    }
    if at < until {
        spans.push((at, until));
    }
    spans.retain(|(start, end)| start < end);
    spans
}

/// How it ended: a full diamond for kept, a hollow one with a cross for not kept, a cross
/// for no longer owed.
fn ended(end: End, x: f64, y: f64) -> Element {
    let diamond = pen::shape(&[(x, y - 7.0), (x + 7.0, y), (x, y + 7.0), (x - 7.0, y)]);
    let cross = |group: Element| {
        group
            .add(pen::line((x - 4.0, y - 4.0), (x + 4.0, y + 4.0), 2.0))
            .add(pen::line((x - 4.0, y + 4.0), (x + 4.0, y - 4.0), 2.0))
    };
    let (class, words) = match end {
        End::Met => ("dueby-met", "kept"),
        End::Missed => ("dueby-missed", "not kept in time"),
        End::Cancelled => ("dueby-cancelled", "no longer owed"),
    };
    let group = pen::told(pen::group(class), words);
    match end {
        End::Met => group.add(diamond.set("fill", INK)),
        End::Missed => cross(
            group.add(
                diamond
                    .set("fill", "none")
                    .set("stroke", INK)
                    .set("stroke-width", 1.5),
            ),
        ),
        End::Cancelled => cross(group),
    }
}
