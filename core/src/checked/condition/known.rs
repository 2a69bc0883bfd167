//! Attributes with their values, as they are at some moment.

use smallvec::SmallVec;

use crate::case::Value;

/// By name, in order; mostly few enough to need no memory of their own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known<'v>(SmallVec<[(&'v str, &'v Value); 6]>);

/// Up to so many, looking through all takes less time than searching.
const FEW: usize = 8;

impl<'v> Known<'v> {
    /// The value of an attribute.
    #[inline]
    pub(crate) fn get(&self, name: &str) -> Option<&&'v Value> {
        let (_, value) = if self.0.len() <= FEW {
            self.0.iter().find(|(known, _)| *known == name)?
        } else {
            self.0.get(self.place(name).ok()?)?
        };
        Some(value)
    }

    /// Sets an attribute, whatever it was.
    pub(crate) fn insert(&mut self, name: &'v str, value: &'v Value) {
        match self.place(name) {
            Ok(place) => {
                if let Some((_, known)) = self.0.get_mut(place) {
                    *known = value;
                }
            }
            Err(place) => self.0.insert(place, (name, value)),
        }
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        match self.0.last() {
            Some((last, _)) if *last >= name => {
                self.0.binary_search_by(|(known, _)| (*known).cmp(name))
            }
            _ => Err(self.0.len()),
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
