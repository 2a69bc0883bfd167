//! Attributes with their values, as they are at some moment.

use crate::few::{Few, copied};
use chrono::NaiveDate;

use super::test::Test;
use super::{AttributeType, START_DATE};
use crate::case::Value;

/// By name, in order; mostly few enough to need no memory of their own.
#[derive(Debug, Default)]
pub(crate) struct Known<'v> {
    values: Few<(&'v str, &'v Value), 6>,
    /// When the instance that is asked about started, where that is asked.
    start: Option<NaiveDate>,
}

impl Clone for Known<'_> {
    fn clone(&self) -> Self {
        Known {
            values: copied(&self.values),
            start: self.start,
        }
    }
}

/// Up to so many, looking through all takes less time than searching.
const FEW: usize = 8;

impl<'v> Known<'v> {
    /// The value of an attribute.
    #[inline]
    pub(crate) fn get(&self, name: &str) -> Option<&&'v Value> {
        let (_, value) = if self.values.len() <= FEW {
            self.values.iter().find(|(known, _)| *known == name)?
        } else {
            self.values.get(self.place(name).ok()?)?
        };
        Some(value)
    }

    /// Whether an attribute passes a test, or the date of the start; nothing where that
    /// cannot be said.
    #[inline]
    pub(crate) fn passes(
        &self,
        attribute: &str,
        of: Option<&AttributeType>,
        test: &Test,
    ) -> Option<bool> {
        if attribute == START_DATE {
            return match test {
                Test::Asks(_) => None,
                test => self.start.map(|date| test.holds_on(date)),
            };
        }
        test.holds_of(of, self.get(attribute))
    }

    /// What an attribute is, or the date of the start, for people.
    pub(crate) fn told(&self, attribute: &str) -> Option<Value> {
        if attribute == START_DATE {
            return self.start.map(|date| Value::from(date.to_string()));
        }
        self.get(attribute).map(|value| (*value).clone())
    }

    /// The instance that is asked about started on this date.
    pub(crate) fn started_on(&mut self, date: NaiveDate) {
        self.start = Some(date);
    }

    /// Sets an attribute, whatever it was.
    pub(crate) fn insert(&mut self, name: &'v str, value: &'v Value) {
        match self.place(name) {
            Ok(place) => {
                if let Some((_, known)) = self.values.get_mut(place) {
                    *known = value;
                }
            }
            Err(place) => self.values.insert(place, (name, value)),
        }
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        match self.values.last() {
            Some((last, _)) if *last >= name => self
                .values
                .binary_search_by(|(known, _)| (*known).cmp(name)),
            _ => Err(self.values.len()),
        }
    }
}

impl<'v> Extend<(&'v str, &'v Value)> for Known<'v> {
    fn extend<I: IntoIterator<Item = (&'v str, &'v Value)>>(&mut self, values: I) {
        for (name, value) in values {
            self.insert(name, value);
        }
    }
}

impl<'v> FromIterator<(&'v str, &'v Value)> for Known<'v> {
    fn from_iter<I: IntoIterator<Item = (&'v str, &'v Value)>>(values: I) -> Self {
        let mut known = Known::default();
        known.extend(values);
        known
    }
}
