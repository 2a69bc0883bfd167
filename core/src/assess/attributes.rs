//! What is known of a case at a point in its events.

use std::collections::BTreeMap;

use super::Occurrence;
use crate::case::{Case, Value};

/// The case's attributes with everything set by the events up to one of them,
/// inclusive; by all of them without one.
pub(crate) fn until<'c>(
    case: &'c Case,
    events: &[Occurrence<'c>],
    last: Option<&Occurrence<'_>>,
) -> BTreeMap<&'c str, &'c Value> {
    let mut attributes: BTreeMap<&str, &Value> = case
        .attributes
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    for occurrence in events {
        for (name, value) in &occurrence.event.set {
            attributes.insert(name, value);
        }
        if last.is_some_and(|last| last.index == occurrence.index) {
            break;
        }
    }
    attributes
}
