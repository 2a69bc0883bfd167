//! The whole picture: header, rows, what the marks mean.

use chrono::NaiveDate;
use dueby::{Assessment, Calendar, Map, StepState};

use crate::axis::{Axis, tenth};
use crate::element::{Element, Written as _};
use crate::row::{self, At, End, Row};
use crate::{Ground, Picture, bar, dates, marks, pen, words, wrap};

/// Pixels beside everything.
const EDGE: f64 = 12.0;
/// The size of text, and of the smaller kind.
const SIZE: f64 = 13.0;
const SMALL: f64 = 11.5;
/// The height of a line of it.
const LINE: f64 = 17.0;
const SMALL_LINE: f64 = 15.0;
/// How wide a letter is on average, as a share of its size: the fonts of pages are near it,
/// and a line that is a little too long only comes nearer to the edge.
const LETTER: f64 = 0.54;
/// Holidays named below the rows.
const MOST_NAMED: usize = 12;

pub(crate) fn draw(picture: &Picture<'_>, assessments: &[&Assessment]) -> String {
    let width = f64::from(picture.width);
    let mut cases: Vec<(String, Vec<Row<'_>>)> = Vec::new();
    let mut left = Picture::MOST_ROWS;
    let mut more = picture.left_out;
    for assessment in assessments {
        let mut rows = row::rows(assessment, picture.engine);
        more += rows.len().saturating_sub(left);
        rows.truncate(left);
        left -= rows.len();
        cases.push((words::shown(&assessment.case), rows));
    }
    let as_of = assessments.iter().map(|assessment| assessment.as_of).max();
    let mut sheet = Sheet::new(width);
    match as_of {
        Some(as_of) => sheet.cases(&cases, as_of, picture.engine.calendar()),
        None => sheet.words("No cases", SIZE, LINE),
    }
    if more > 0 {
        sheet.words(&format!("{more} more are not drawn"), SMALL, SMALL_LINE);
    }
    sheet.finish(picture, &title(&cases, as_of), &description(&cases))
}

/// What the picture is, for those who do not see it.
fn title(cases: &[(String, Vec<Row<'_>>)], as_of: Option<At>) -> String {
    let of = match cases {
        [(case, _)] => format!("case {case}"),
        _ => format!("{} cases", cases.len()),
    };
    match as_of {
        Some(as_of) => format!("Timeline of {of} as of {}", dates::moment(&as_of)),
        None => format!("Timeline of {of}"),
    }
}

/// All that it shows, for those who do not see it.
fn description(cases: &[(String, Vec<Row<'_>>)]) -> String {
    let mut said = Vec::new();
    for (case, rows) in cases {
        if cases.len() > 1 {
            said.push(format!("Case {case}."));
        }
        for row in rows {
            said.push(format!("{}: {}.", row.title, row.said));
            said.extend(
                row.steps
                    .iter()
                    .map(|(_, step)| format!("{}.", words::step(step))),
            );
        }
    }
    said.join(" ")
}

/// What runs from top to bottom of the rows.
struct Times {
    axis: Axis,
    as_of: At,
    /// The pixels of the named moments.
    ticks: Vec<f64>,
}

/// What is drawn so far, from the top.
struct Sheet {
    width: f64,
    y: f64,
    body: Element,
    /// What marks were drawn, to be explained.
    ends: Vec<End>,
    steps: Vec<StepState>,
    late: bool,
    projected: bool,
}

impl Sheet {
    fn new(width: f64) -> Self {
        Sheet {
            width,
            y: EDGE,
            body: pen::group("dueby-rows"),
            ends: Vec::new(),
            steps: Vec::new(),
            late: false,
            projected: false,
        }
    }

    fn cases(&mut self, cases: &[(String, Vec<Row<'_>>)], as_of: At, calendar: &Calendar) {
        let (left, right) = (EDGE, self.width - EDGE);
        let rows = cases.iter().flat_map(|(_, rows)| rows);
        let axis = Axis::over(rows, as_of, left, right);
        self.words(
            &format!("As of {}", dates::moment(&as_of)),
            SMALL,
            SMALL_LINE,
        );
        self.y += 4.0;
        let top = self.y;
        let mut named = f64::NEG_INFINITY;
        let ticks = axis.ticks(calendar);
        for tick in &ticks {
            let wide = tick.label.chars().count() as f64 * SMALL * LETTER;
            if tick.x - wide / 2.0 > named
                && tick.x + wide / 2.0 < right + EDGE
                && tick.x > left + wide / 2.0 - EDGE
            {
                let label =
                    pen::text(tick.x, top + SMALL, SMALL, &tick.label).set("text-anchor", "middle");
                self.add(label);
                named = tick.x + wide / 2.0 + 6.0;
            }
        }
        self.y += SMALL_LINE + 6.0;
        let times = Times {
            axis,
            as_of,
            ticks: ticks.iter().map(|tick| tick.x).collect(),
        };
        for (case, rows) in cases {
            if cases.len() > 1 {
                self.y += 6.0;
                self.strong(&format!("Case {case}"), SIZE + 2.0);
            }
            if rows.is_empty() {
                self.words("Nothing applies to it", SMALL, SMALL_LINE);
            }
            for row in rows {
                self.row(row, &times);
            }
        }
        self.note_holidays(cases, &axis);
        self.legend();
    }

    fn row(&mut self, row: &Row<'_>, times: &Times) {
        let axis = &times.axis;
        self.strong(&row.title, SIZE);
        self.words(&row.said, SMALL, SMALL_LINE);
        self.y += 2.0;
        let Some(drawn) = &row.bar else {
            self.y += 8.0;
            return;
        };
        let seen: Vec<StepState> = row
            .steps
            .iter()
            .filter(|(at, _)| axis.shows(*at))
            .map(|(_, step)| step.state)
            .collect();
        let top = self.y;
        self.add(bar::draw(row, axis, top));
        self.y += bar::BAND + 2.0;
        self.ends.extend(drawn.end);
        self.late |= drawn.late;
        self.projected |= drawn.projected;
        if !seen.is_empty() {
            self.add(marks::draw(row, axis, self.y));
            self.y += marks::HEIGHT;
        }
        self.steps.extend(seen);
        self.lines(times, top - 2.0, self.y);
        self.y += 10.0;
    }

    /// The named moments and that of the answer as lines across a row, and not across its
    /// words.
    fn lines(&mut self, times: &Times, top: f64, bottom: f64) {
        for x in &times.ticks {
            self.add(pen::line((*x, top), (*x, bottom), 1.0).set("stroke-opacity", 0.15));
        }
        let now = times.axis.x(times.as_of);
        let line = pen::line((now, top), (now, bottom), 1.5).set("stroke-dasharray", "2 3");
        let said = format!("as of {}", dates::moment(&times.as_of));
        self.add(pen::told(pen::group("dueby-as-of"), &said).add(line));
    }

    /// Names the holidays that are shaded, once each.
    fn note_holidays(&mut self, cases: &[(String, Vec<Row<'_>>)], axis: &Axis) {
        let drawn = cases.iter().flat_map(|(_, rows)| rows);
        let drawn = drawn.filter(|row| row.bar.is_some());
        let mut shades = drawn
            .filter_map(|row| row.calendar)
            .flat_map(|calendar| bar::shades(calendar, axis))
            .peekable();
        if shades.peek().is_none() {
            return;
        }
        let holidays: Map<NaiveDate, String> = shades
            .filter(|shade| shade.is_holiday())
            .map(|shade| (shade.date, shade.why))
            .collect();
        let mut names: Vec<String> = holidays
            .iter()
            .take(MOST_NAMED)
            .map(|(date, name)| format!("{} {name}", dates::day_of_year(date)))
            .collect();
        if holidays.len() > MOST_NAMED {
            names.push(format!("{} more", holidays.len() - MOST_NAMED));
        }
        let mut said = "Shaded: not a working day".to_owned();
        if !names.is_empty() {
            said = format!("{said}; darker: {}", names.join(", "));
        }
        self.words(&said, SMALL, SMALL_LINE);
    }

    /// What the marks mean that were drawn.
    fn legend(&mut self) {
        let mut parts = vec!["Bar: from start to deadline, filled as far as it is used".to_owned()];
        if self.projected {
            parts.push("dashed: as it would be".to_owned());
        }
        if self.late {
            parts.push("hatched: too late".to_owned());
        }
        for (end, words) in [
            (End::Met, "\u{25c6} kept"),
            (End::Missed, "\u{25c7} not kept in time"),
            (End::Cancelled, "\u{2715} no longer owed"),
        ] {
            if self.ends.contains(&end) {
                parts.push(words.to_owned());
            }
        }
        for (state, words) in [
            (StepState::Scheduled, "\u{25b3} somebody will be told"),
            (StepState::Fired, "\u{25b2} somebody has to be told"),
            (StepState::Acknowledged, "\u{25c9} somebody took it on"),
            (StepState::Withdrawn, "\u{2013} nobody is told any more"),
            (StepState::Skipped, "\u{2013} passed before it was recorded"),
        ] {
            if self.steps.contains(&state) {
                parts.push(words.to_owned());
            }
        }
        self.words(&parts.join("; "), SMALL, SMALL_LINE);
    }

    fn strong(&mut self, words: &str, size: f64) {
        for line in wrapped(words, self.width - 2.0 * EDGE, size * 1.06) {
            let text = pen::text(EDGE, self.y + size, size, &line).set("font-weight", "bold");
            self.add(text);
            self.y += LINE + size - SIZE;
        }
    }

    fn words(&mut self, words: &str, size: f64, height: f64) {
        for line in wrapped(words, self.width - 2.0 * EDGE, size) {
            self.add(pen::text(EDGE, self.y + size, size, &line));
            self.y += height;
        }
    }

    fn add(&mut self, element: Element) {
        self.body.push(element);
    }

    fn finish(self, picture: &Picture<'_>, title: &str, description: &str) -> String {
        let height = tenth(self.y + EDGE).ceil();
        let hatch = Element::new("pattern")
            .set("id", "dueby-late")
            .set("width", 6)
            .set("height", 6)
            .set("patternUnits", "userSpaceOnUse")
            .set("patternTransform", "rotate(45)")
            .add(
                Element::new("rect")
                    .set("width", 3)
                    .set("height", 6)
                    .set("fill", pen::LATE),
            );
        let mut svg = Element::new("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("class", "dueby-picture")
            .set("role", "img")
            .set(
                "viewBox",
                format_args!("0 0 {} {}", picture.width, height.written()),
            )
            .set("width", picture.width)
            .set("height", height)
            .set("font-family", "system-ui, sans-serif")
            .add(Element::of_words("title", title))
            .add(Element::of_words("desc", description))
            .add(Element::new("defs").add(hatch));
        if picture.ground == Ground::Paper {
            svg = svg.set("color", "#0b0c0c").add(
                Element::new("rect")
                    .set("width", "100%")
                    .set("height", "100%")
                    .set("fill", "#ffffff"),
            );
        }
        let mut drawn = String::new();
        svg.add(self.body).write(&mut drawn);
        drawn
    }
}

/// Lines that fit a width.
fn wrapped(words: &str, width: f64, size: f64) -> Vec<String> {
    wrap::wrapped(words, (width / (size * LETTER)).max(8.0) as usize)
}
