//! A case that shows a problem.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::Serialize;

use crate::case::Value;
use crate::sorted::Map;

/// The attributes of a case that shows a problem: one that no row of a table is for, say.
/// An attribute that is not among them may be anything.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Example(Map<String, Value>);

// Its numbers are written in a pack, and those are numbers.
impl Eq for Example {}

impl Hash for Example {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.to_string().hash(state);
    }
}

impl Example {
    pub(crate) fn new(attributes: Map<String, Value>) -> Self {
        Example(attributes)
    }

    /// The attributes by name.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("any case");
        }
        for (index, (name, value)) in self.0.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}{name} {value}")?;
        }
        Ok(())
    }
}
