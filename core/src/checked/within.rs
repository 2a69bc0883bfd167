//! How long a clock has, or by when; and what starts it. Both may be left to a parameter.

use super::{Awaited, DueDate, Follows};
use crate::count::Limit;

/// What a clock's limit depends on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Within {
    Fixed(Limit),
    /// A row for each value of an attribute, in the order of the text.
    By {
        attribute: String,
        rows: Vec<(String, Limit)>,
    },
    /// What this parameter says.
    Parameter(String),
    /// A date, whenever it starts.
    Date(DueDate),
}

/// What starts a clock: any of these events, those that a parameter names, another clock,
/// or nothing: then it is there from the beginning.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Starts {
    On(Vec<Awaited>),
    Parameter(String),
    Follows(Follows),
    FromTheBeginning,
}

impl Within {
    /// The limits it can give, as far as they are written here.
    pub(crate) fn limits(&self) -> Vec<Limit> {
        match self {
            Within::Fixed(limit) => vec![*limit],
            Within::By { rows, .. } => rows.iter().map(|(_, limit)| *limit).collect(),
            Within::Parameter(_) | Within::Date(_) => Vec::new(),
        }
    }
}

pub(super) use read::check;

mod read {
    use super::super::{attribute, names};
    use super::Within;
    use crate::error::{Code, Problem};
    use crate::model::{self, At};
    use crate::text::Reader;

    pub(in super::super) fn check(
        written: &At<model::Within>,
        reader: &mut Reader<'_>,
    ) -> Option<Within> {
        match written.get_ref() {
            model::Within::Fixed(text) => {
                let text = At::new(written.span(), text.clone());
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
                if let Some(of) = attribute::used(attribute.get_ref(), attribute.span(), reader) {
                    let what = format!("the attribute \"{}\"", attribute.get_ref().escape_debug());
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
            model::Within::Parameter(name) => Some(Within::Parameter(name.get_ref().clone())),
        }
    }
}
