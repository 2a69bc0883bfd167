//! Comparisons with what a landlord fills in.

use std::fmt;
use std::ops::Bound;

use chrono::NaiveDate;

use super::Test;
use crate::case::{Decimal, Value};
use crate::time::iso_date;

/// A comparison that cannot be made before a parameter has a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Asks {
    /// It is the parameter's value.
    Is(String),
    /// It lies between two ends, one of them at least a parameter.
    Between(Bound<End>, Bound<End>),
}

precompiled!(
    enum Asks {
        Is(a),
        Between(a, b),
    }
);

/// An end of a span.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum End {
    Number(f64),
    Date(NaiveDate),
    Parameter(String),
}

precompiled!(
    enum End {
        Number(a),
        Date(a),
        Parameter(a),
    }
);

impl Asks {
    /// The parameters that it asks for.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &str> {
        let named = match self {
            Asks::Is(name) => [Some(name.as_str()), None],
            Asks::Between(low, high) => [named(low), named(high)],
        };
        named.into_iter().flatten()
    }

    /// The comparison with the values that the parameters have; none while one has none.
    pub(crate) fn with<'v>(&self, value_of: &dyn Fn(&str) -> Option<&'v Value>) -> Option<Test> {
        let (low, high) = match self {
            Asks::Is(name) => return Some(Test::OneOf(vec![value_of(name)?.clone()])),
            Asks::Between(low, high) => (settled(low, value_of)?, settled(high, value_of)?),
        };
        let numbers = |end| match end {
            Settled::Number(number) => Some(number),
            Settled::Date(_) => None,
        };
        let dates = |end| match end {
            Settled::Date(date) => Some(date),
            Settled::Number(_) => None,
        };
        match (every(low, numbers), every(high, numbers)) {
            (Some(low), Some(high)) => Some(Test::Numbers((low, high))),
            _ => Some(Test::Dates((every(low, dates)?, every(high, dates)?))),
        }
    }
}

fn named(end: &Bound<End>) -> Option<&str> {
    match end {
        Bound::Included(End::Parameter(name)) | Bound::Excluded(End::Parameter(name)) => Some(name),
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Settled {
    Number(f64),
    Date(NaiveDate),
}

fn settled<'v>(
    end: &Bound<End>,
    value_of: &dyn Fn(&str) -> Option<&'v Value>,
) -> Option<Bound<Settled>> {
    let value = |end: &End| match end {
        End::Number(number) => Some(Settled::Number(*number)),
        End::Date(date) => Some(Settled::Date(*date)),
        End::Parameter(name) => match value_of(name)? {
            Value::Number(number) => Some(Settled::Number(*number)),
            Value::Text(text) => iso_date(text).map(Settled::Date),
            Value::Flag(_) => None,
        },
    };
    Some(match end {
        Bound::Included(end) => Bound::Included(value(end)?),
        Bound::Excluded(end) => Bound::Excluded(value(end)?),
        Bound::Unbounded => Bound::Unbounded,
    })
}

fn every<T>(bound: Bound<Settled>, as_one: impl Fn(Settled) -> Option<T>) -> Option<Bound<T>> {
    Some(match bound {
        Bound::Included(end) => Bound::Included(as_one(end)?),
        Bound::Excluded(end) => Bound::Excluded(as_one(end)?),
        Bound::Unbounded => Bound::Unbounded,
    })
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Number(number) => write!(f, "{}", Decimal(*number)),
            End::Date(date) => write!(f, "{date}"),
            End::Parameter(name) => write!(f, "the parameter \"{name}\""),
        }
    }
}

impl fmt::Display for Asks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Asks::Is(name) => write!(f, "is the parameter \"{name}\""),
            Asks::Between(low, high) => super::text::bounds((low, high), f),
        }
    }
}
