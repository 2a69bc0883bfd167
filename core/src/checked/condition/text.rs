//! Conditions in words.

use std::fmt;
use std::ops::Bound;

use super::test::Test;
use super::{Condition, Form};
use crate::case::Decimal;

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::All(parts) if parts.is_empty() => f.write_str("always"),
            Form::All(parts) => joined(parts, " and ", f),
            Form::Any(parts) => joined(parts, " or ", f),
            Form::Not(part) => write!(f, "not ({part})"),
            Form::Named(condition) => write!(f, "{condition}"),
            Form::Is {
                attribute, test, ..
            } => write!(f, "{attribute} {test}"),
        }
    }
}

fn joined(parts: &[Condition], word: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(word)?;
        }
        let mut form = &part.0;
        while let Form::Named(condition) = form {
            form = &condition.0;
        }
        let brackets = match form {
            Form::All(inner) | Form::Any(inner) => parts.len() > 1 && inner.len() > 1,
            Form::Not(_) | Form::Is { .. } | Form::Named(_) => false,
        };
        if brackets {
            write!(f, "({part})")?;
        } else {
            write!(f, "{part}")?;
        }
    }
    Ok(())
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Test::OneOf(accepted) => {
                f.write_str(if accepted.len() > 1 {
                    "is one of "
                } else {
                    "is "
                })?;
                for (index, value) in accepted.iter().enumerate() {
                    let comma = if index > 0 { ", " } else { "" };
                    write!(f, "{comma}{value}")?;
                }
                Ok(())
            }
            Test::Numbers((low, high)) => bounds((&low.map(Decimal), &high.map(Decimal)), f),
            Test::Dates((low, high)) => bounds((low, high), f),
            Test::Asks(asks) => write!(f, "{asks}"),
            Test::Season(season) => write!(f, "is {season}"),
            Test::Exists(true) => f.write_str("has a value"),
            Test::Exists(false) => f.write_str("has no value"),
        }
    }
}

pub(super) fn bounds<T: fmt::Display>(
    span: (&Bound<T>, &Bound<T>),
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.write_str("is ")?;
    let low = match span.0 {
        Bound::Included(low) => write!(f, "at least {low}").map(|()| true)?,
        Bound::Excluded(low) => write!(f, "more than {low}").map(|()| true)?,
        Bound::Unbounded => false,
    };
    let and = if low { " and " } else { "" };
    match span.1 {
        Bound::Included(high) => write!(f, "{and}at most {high}"),
        Bound::Excluded(high) => write!(f, "{and}less than {high}"),
        Bound::Unbounded => Ok(()),
    }
}
