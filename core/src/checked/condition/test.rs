//! What a single attribute must be.

use std::fmt;
use std::ops::{Bound, RangeBounds};

use chrono::NaiveDate;

use super::season::Season;
use super::{Asks, AttributeType};
use crate::case::Value;
use crate::sorted::sort_by;
use crate::time::iso_date;

/// What a single attribute is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    OneOf(Vec<Value>),
    Numbers(Span<f64>),
    Dates(Span<NaiveDate>),
    /// Any year.
    Season(Season),
    /// Whether it has any value.
    Exists(bool),
    /// What a parameter without a value would have to say.
    Asks(Box<Asks>),
}

precompiled!(
    enum Test {
        OneOf(a),
        Numbers(a),
        Dates(a),
        Season(a),
        Exists(a),
        Asks(a),
    }
);

/// From one bound to another, at least one of which is there.
pub(crate) type Span<T> = (Bound<T>, Bound<T>);

/// The sorts of values that can be compared with one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Text,
    Number,
    Flag,
    Date,
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sort::Text => "a text",
            Sort::Number => "a number",
            Sort::Flag => "true or false",
            Sort::Date => "a date, year first",
        })
    }
}

impl Sort {
    fn of(value: &Value) -> Self {
        match value {
            Value::Text(_) => Sort::Text,
            Value::Number(_) => Sort::Number,
            Value::Flag(_) => Sort::Flag,
        }
    }
}

impl Test {
    /// Whether it asks only whether there is a value at all.
    fn bears_any(&self) -> bool {
        matches!(self, Test::Exists(_))
    }

    /// Whether a value passes; nothing when there is none, or one that an attribute of this
    /// type cannot have.
    pub(crate) fn holds_of(
        &self,
        of: Option<&AttributeType>,
        value: Option<&&Value>,
    ) -> Option<bool> {
        if !self.bears_any()
            && let (Some(of), Some(value)) = (of, value)
            && !of.fits(value)
        {
            return None;
        }
        self.holds(value)
    }

    /// Whether a value passes; nothing when there has to be one and there is none. A
    /// value of another sort does not pass.
    fn holds(&self, value: Option<&&Value>) -> Option<bool> {
        if let Test::Exists(wanted) = self {
            return Some(value.is_some() == *wanted);
        }
        if let Test::Asks(_) = self {
            return None;
        }
        let value = *value?;
        Some(match self {
            Test::OneOf(accepted) => accepted.contains(value),
            Test::Numbers(span) => {
                matches!(value, Value::Number(number) if span.contains(number))
            }
            Test::Dates(_) | Test::Season(_) => date(value).is_some_and(|date| self.holds_on(date)),
            Test::Exists(_) | Test::Asks(_) => false,
        })
    }

    /// Whether a date passes.
    pub(super) fn holds_on(&self, date: NaiveDate) -> bool {
        match self {
            Test::Dates(span) => span.contains(&date),
            Test::Season(season) => season.contains(date),
            Test::OneOf(_) | Test::Numbers(_) | Test::Exists(_) | Test::Asks(_) => false,
        }
    }

    /// The sorts that a value would have to be of, where it is of none of them.
    pub(super) fn wants(&self, value: &Value) -> Option<Vec<Sort>> {
        let wanted = match self {
            Test::OneOf(accepted) => {
                let mut sorts: Vec<Sort> = accepted.iter().map(Sort::of).collect();
                sort_by(&mut sorts, Ord::cmp);
                sorts.dedup();
                sorts
            }
            Test::Numbers(_) => vec![Sort::Number],
            Test::Dates(_) | Test::Season(_) if date(value).is_some() => return None,
            Test::Dates(_) | Test::Season(_) => vec![Sort::Date],
            Test::Exists(_) | Test::Asks(_) => return None,
        };
        (!wanted.contains(&Sort::of(value))).then_some(wanted)
    }

    /// Whether nothing can lie in its span.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Test::Numbers(span) => is_empty(span),
            Test::Dates(span) => is_empty(span),
            Test::OneOf(_) | Test::Exists(_) | Test::Season(_) | Test::Asks(_) => false,
        }
    }

    /// The values listed, where it is a list of them.
    pub(super) fn accepted(&self) -> Option<&[Value]> {
        match self {
            Test::OneOf(accepted) => Some(accepted),
            _ => None,
        }
    }
}

/// A text that is a date.
fn date(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Text(text) => iso_date(text),
        _ => None,
    }
}

/// Whether nothing can lie in a span.
fn is_empty<T: PartialOrd>(span: &Span<T>) -> bool {
    match span {
        (Bound::Included(low), Bound::Included(high)) => low > high,
        (
            Bound::Included(low) | Bound::Excluded(low),
            Bound::Included(high) | Bound::Excluded(high),
        ) => low >= high,
        _ => false,
    }
}
