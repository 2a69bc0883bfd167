//! A clock's condition on attributes.

use std::collections::BTreeMap;

use crate::case::Value;

/// Every attribute named has one of the values listed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Condition {
    pub(crate) attributes: Vec<(String, Vec<Value>)>,
}

/// Whether a condition holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict<'c> {
    Holds,
    Fails,
    /// It cannot be said: this attribute is missing.
    Missing(&'c str),
}

impl Condition {
    /// An attribute that fails decides, even where another is missing.
    pub(crate) fn judge(&self, attributes: &BTreeMap<&str, &Value>) -> Verdict<'_> {
        let mut missing = None;
        for (name, accepted) in &self.attributes {
            match attributes.get(name.as_str()) {
                Some(value) if accepted.contains(value) => {}
                Some(_) => return Verdict::Fails,
                None => missing = missing.or(Some(name.as_str())),
            }
        }
        match missing {
            Some(name) => Verdict::Missing(name),
            None => Verdict::Holds,
        }
    }
}

pub(super) use read::check;

mod read {
    use super::{BTreeMap, Condition};
    use crate::error::{Code, Problem};
    use crate::model::{At, Values};
    use crate::text::Reader;

    pub(in super::super) fn check(
        written: &BTreeMap<At<String>, At<Values>>,
        reader: &mut Reader<'_>,
    ) -> Condition {
        let attributes = written
            .iter()
            .map(|(name, values)| {
                if values.get_ref().0.is_empty() {
                    reader.note(
                        Problem::new(Code::NothingListed, "no value is listed")
                            .hint("name at least one value, or leave the condition out"),
                        values.span(),
                    );
                }
                (name.get_ref().clone(), values.get_ref().0.clone())
            })
            .collect();
        Condition { attributes }
    }
}
