//! Judging a condition while some attributes are not chosen yet, and where its verdict
//! can change: what deciding about all cases needs.

use std::ops::Bound;

use chrono::NaiveDate;

use super::test::Test;
use super::{Condition, Form};
use crate::case::Value;

/// What is known of an attribute.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Assigned<'v> {
    /// It has this value, or none.
    Is(Option<&'v Value>),
    /// It is not chosen yet.
    Open,
}

/// Whether a condition holds, whatever the open attributes turn out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judged<'c> {
    Holds,
    Fails,
    /// An attribute is missing in the case.
    Missing,
    /// It depends on this attribute, among others.
    Open(&'c str),
}

/// A value at which the verdict on an attribute can change.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Edge<'c> {
    Value(&'c Value),
    Number(f64),
    Date(NaiveDate),
    /// Whether there is any value.
    Exists,
}

impl Condition {
    /// Whether it holds with what is assigned; each question is one step.
    pub(crate) fn judge_open<'v>(
        &self,
        assigned: &mut dyn FnMut(&str) -> Assigned<'v>,
    ) -> Judged<'_> {
        match &self.0 {
            Form::All(parts) => together(parts, assigned, Judged::Fails, Judged::Holds),
            Form::Any(parts) => together(parts, assigned, Judged::Holds, Judged::Fails),
            Form::Named(condition) => condition.judge_open(assigned),
            Form::Not(part) => match part.judge_open(assigned) {
                Judged::Holds => Judged::Fails,
                Judged::Fails => Judged::Holds,
                undecided => undecided,
            },
            Form::Is {
                attribute,
                of,
                test,
            } => match assigned(attribute) {
                Assigned::Open => Judged::Open(attribute),
                Assigned::Is(value) => match test.holds_of(of.as_ref(), value.as_ref()) {
                    Some(true) => Judged::Holds,
                    Some(false) => Judged::Fails,
                    None => Judged::Missing,
                },
            },
        }
    }

    /// The attributes it asks for, each with the values at which its verdict can change.
    pub(crate) fn edges<'c>(&'c self, note: &mut dyn FnMut(&'c str, Edge<'c>)) {
        match &self.0 {
            Form::All(parts) | Form::Any(parts) => {
                parts.iter().for_each(|part| part.edges(note));
            }
            Form::Not(part) => part.edges(note),
            Form::Named(condition) => condition.edges(note),
            Form::Is {
                attribute, test, ..
            } => match test {
                Test::OneOf(values) => {
                    for value in values {
                        note(attribute, Edge::Value(value));
                    }
                }
                Test::Numbers((low, high)) => {
                    for number in [low, high].into_iter().filter_map(at) {
                        note(attribute, Edge::Number(number));
                    }
                }
                Test::Dates((low, high)) => {
                    for date in [low, high].into_iter().filter_map(at) {
                        note(attribute, Edge::Date(date));
                    }
                }
                Test::Season(season) => {
                    for date in season.ends() {
                        note(attribute, Edge::Date(date));
                    }
                }
                Test::Exists(_) | Test::Asks(_) => note(attribute, Edge::Exists),
            },
        }
    }
}

fn at<T: Copy>(bound: &Bound<T>) -> Option<T> {
    match bound {
        Bound::Included(value) | Bound::Excluded(value) => Some(*value),
        Bound::Unbounded => None,
    }
}

/// What decides wins; then what is open, then what is missing.
fn together<'c, 'v>(
    parts: &'c [Condition],
    assigned: &mut dyn FnMut(&str) -> Assigned<'v>,
    decides: Judged<'c>,
    otherwise: Judged<'c>,
) -> Judged<'c> {
    let mut judged = otherwise;
    for part in parts {
        match part.judge_open(assigned) {
            decided if decided == decides => return decides,
            open @ Judged::Open(_) if !matches!(judged, Judged::Open(_)) => judged = open,
            missing @ Judged::Missing if judged == otherwise => judged = missing,
            _ => {}
        }
    }
    judged
}
