//! How long a clock has, or by when; and what starts it. Both may be left to a parameter.

use super::{Awaited, Condition, DueDate, Follows, Window};
use crate::count::{Allowance, Kind, Limit};

/// What a clock's limit depends on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Within {
    Fixed(Limit),
    /// A row for each value of an attribute, in the order of the text.
    By {
        attribute: String,
        rows: Vec<(String, Limit)>,
    },
    /// The row whose condition holds.
    Table(Vec<Row>),
    /// Until the end of a window, or before it.
    Window(Window),
    /// What this parameter says.
    Parameter(String),
    /// A date, whenever it starts.
    Date(DueDate),
    /// No number: the rule's own words.
    Open(String),
}

precompiled!(enum Within {
    Fixed(a), By { attribute, rows }, Table(a), Window(a), Parameter(a), Date(a), Open(a),
});

/// A row of a table over several attributes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// None for the row that is for every other case.
    pub(crate) when: Option<Condition>,
    pub(crate) is: Limit,
}

precompiled!(struct Row { when, is });

/// The most rows of a table.
const MOST_ROWS: usize = 1_000;

/// The most different comparisons that the rows of a table may make.
pub(crate) const MOST_COMPARISONS: usize = 128;

/// What starts a clock: any of these events, those that a parameter names, another clock,
/// or nothing: then it is there from the beginning.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Starts {
    On(Vec<Awaited>),
    Parameter(String),
    Follows(Follows),
    FromTheBeginning,
}

precompiled!(
    enum Starts {
        On(a),
        Parameter(a),
        Follows(a),
        FromTheBeginning,
    }
);

impl Within {
    /// The limits it can give, as far as they are written here.
    pub(crate) fn limits(&self) -> Vec<Limit> {
        match self {
            Within::Fixed(limit) => vec![*limit],
            Within::By { rows, .. } => rows.iter().map(|(_, limit)| *limit).collect(),
            Within::Table(rows) => rows.iter().map(|row| row.is).collect(),
            Within::Window(_) => vec![Limit::One(Allowance::of(Kind::Elapsed, 0))],
            Within::Parameter(_) | Within::Date(_) | Within::Open(_) => Vec::new(),
        }
    }
}

pub(crate) use read::check;

mod read {
    use super::super::{attribute, condition, names, open};
    use super::{MOST_COMPARISONS, MOST_ROWS, Row, Window, Within};
    use crate::error::{Code, Problem, Shown as _};
    use crate::model::{self, At};
    use crate::text::Reader;

    pub(crate) fn check(written: &At<model::Within>, reader: &mut Reader<'_>) -> Option<Within> {
        match written.get_ref() {
            model::Within::Fixed(text) => {
                let text = At::new(written.span(), text.clone());
                open::hinted(&text, reader)?;
                Some(Within::Fixed(names::parse(&text, reader)?))
            }
            model::Within::By { attribute, rows } => {
                if rows.is_empty() {
                    reader.note(
                        Problem::new(Code::NothingListed, "the table has no rows").hint(format!(
                            "add a row for each value of \"{}\"",
                            attribute.get_ref()
                        )),
                        written.span(),
                    );
                }
                let place = rows.get(MOST_ROWS).map(|(name, _)| name.span());
                if reader.too_many(rows.len(), MOST_ROWS, "rows", place) {
                    return None;
                }
                if let Some(of) = attribute::used(attribute.get_ref(), attribute.span(), reader) {
                    let what = format!("the attribute \"{}\"", attribute.get_ref().shown());
                    for (value, _) in rows {
                        let stands_for = of.value_of(value.get_ref());
                        if let Some(problem) = of.misfit(&what, &stands_for) {
                            reader.note(problem, value.span());
                        }
                    }
                }
                let rows: Vec<_> = rows
                    .iter()
                    .map(|(value, allowance)| {
                        Some((value.get_ref().clone(), names::parse(allowance, reader)?))
                    })
                    .collect();
                Some(Within::By {
                    attribute: attribute.get_ref().clone(),
                    rows: rows.into_iter().collect::<Option<_>>()?,
                })
            }
            model::Within::Table(rows) => table(rows, written.span(), reader),
            model::Within::Window(window) => Some(Within::Window({
                for name in [&window.from, &window.until] {
                    attribute::used(name.get_ref(), name.span(), reader);
                }
                Window {
                    from: window.from.get_ref().clone(),
                    until: window.until.get_ref().clone(),
                    lead: None,
                    only_if_done: false,
                    kept: Vec::new(),
                    no_access: Vec::new(),
                    cancelled: Vec::new(),
                }
            })),
            model::Within::Parameter(name) => Some(Within::Parameter(name.get_ref().clone())),
            model::Within::Open(words) => open::words(words, reader).map(Within::Open),
        }
    }

    fn table(
        written: &[At<model::Row>],
        span: std::ops::Range<usize>,
        reader: &mut Reader<'_>,
    ) -> Option<Within> {
        if written.is_empty() {
            reader.note(
                Problem::new(Code::NothingListed, "the table has no rows")
                    .hint("add rows: { when = { priority = \"urgent\" }, is = \"1 working day\" }"),
                span.clone(),
            );
        }
        let place = written.get(MOST_ROWS).map(At::span);
        if reader.too_many(written.len(), MOST_ROWS, "rows", place) {
            return None;
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut broken = false;
        for written in written {
            let row = written.get_ref();
            let when = row
                .when
                .as_ref()
                .map(|when| condition::check_of_start(when, reader));
            if rows.iter().any(|other| other.when == when) {
                let problem = match when {
                    None => {
                        Problem::new(Code::DuplicateName, "a second row is for every other case")
                            .hint("give all rows but one a condition: when = { … }")
                    }
                    Some(_) => Problem::new(Code::DuplicateName, "a row above has this condition")
                        .hint("keep one of the two rows"),
                };
                reader.note(problem, written.span());
            }
            match names::parse(&row.is, reader) {
                Some(is) => rows.push(Row { when, is }),
                None => broken = true,
            }
        }
        if comparisons(&rows) > MOST_COMPARISONS {
            reader.note(
                Problem::new(
                    Code::TooLarge,
                    format!("the table makes more than {MOST_COMPARISONS} different comparisons"),
                )
                .hint(
                    "list the values of a row together: { defect = [\"sink\", \"drain\"] }, or \
                     make several clocks of it",
                ),
                span,
            );
            return None;
        }
        (!broken).then_some(Within::Table(rows))
    }

    /// How many different comparisons the rows make.
    fn comparisons(rows: &[Row]) -> usize {
        let mut seen = Vec::new();
        for when in rows.iter().filter_map(|row| row.when.as_ref()) {
            when.tests(&mut |attribute, _, test| {
                // One more than there may be is enough to know.
                if seen.len() <= MOST_COMPARISONS && !seen.contains(&(attribute, test)) {
                    seen.push((attribute, test));
                }
            });
        }
        seen.len()
    }
}
