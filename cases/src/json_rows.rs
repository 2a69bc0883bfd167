//! JSON Lines with an event on each line, or with a field for each event of a case.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use dueby::{Case, Code, Event, Value};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{EventPlaces, Given, Origin};
use crate::being::{OWN, Told};
use crate::dates::Dates;
use crate::trouble::Trouble;

/// What a line of JSON looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looks {
    /// A case with a list of its events.
    Case,
    Event,
    Unknown,
}

/// What a line of JSON is, as far as that is seen at a glance.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Glance {
    case: Option<serde_json::Value>,
    event: Option<IgnoredAny>,
    at: Option<IgnoredAny>,
    events: Option<IgnoredAny>,
    attributes: Option<IgnoredAny>,
}

impl Glance {
    /// The reference of the case.
    pub(crate) fn reference(&self) -> Option<&str> {
        self.case.as_ref()?.as_str().map(str::trim)
    }

    /// A look at a line; at one that cannot be read, nothing is seen.
    pub(crate) fn of(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(crate) fn looks(&self) -> Looks {
        if self.events.is_some() || self.attributes.is_some() {
            Looks::Case
        } else if self.event.is_some() || self.at.is_some() {
            Looks::Event
        } else {
            Looks::Unknown
        }
    }
}

/// An object on a line.
pub(crate) struct Object<'r> {
    file: &'r Arc<str>,
    line: u64,
    fields: serde_json::Map<String, serde_json::Value>,
    dates: Dates,
}

impl<'r> Object<'r> {
    /// Reads it; nothing where it is no object.
    pub(crate) fn read(file: &'r Arc<str>, line: u64, text: &str, dates: Dates) -> Option<Self> {
        Some(Object {
            file,
            line,
            fields: serde_json::from_str(text).ok()?,
            dates,
        })
    }

    /// Whether it has a field for an event of the rules.
    pub(crate) fn names_events(&self, events: &HashSet<String>) -> bool {
        self.fields.keys().any(|name| events.contains(name))
    }

    /// The case whose events are its fields.
    pub(crate) fn case(&self, events: &HashSet<String>, troubles: &mut Vec<Trouble>) -> Given {
        let mut case = Case {
            case: self.reference(troubles),
            kind: self.get("kind").map(Cow::into_owned),
            ..Case::default()
        };
        let mut columns = Vec::new();
        for (name, value) in &self.fields {
            if name == "case" || name == "kind" {
                continue;
            }
            if !events.contains(name) {
                case.attributes
                    .extend(self.attribute(name, value, troubles));
            } else if let Some(text) = self.get(name) {
                if let Some(at) = self.time(name, &text, troubles) {
                    case.events.push(Event::new(name.clone(), at));
                    columns.push(Arc::from(name.as_str()));
                }
            } else if !value.is_null() && value.as_str().is_none_or(|text| !text.is_empty()) {
                troubles.push(self.no_text(name));
            }
        }
        Given {
            case,
            origin: Origin {
                file: Arc::clone(self.file),
                line: Some(self.line),
                events: EventPlaces::Columns(columns),
            },
        }
    }

    /// The reference of the case.
    pub(crate) fn reference(&self, troubles: &mut Vec<Trouble>) -> String {
        match self.fields.get("case") {
            Some(case) if !case.is_null() && !case.is_string() => {
                troubles.push(self.no_text("case"));
                String::new()
            }
            _ => self
                .needed("case", troubles)
                .map_or_else(String::new, Cow::into_owned),
        }
    }

    fn attribute(
        &self,
        name: &str,
        value: &serde_json::Value,
        troubles: &mut Vec<Trouble>,
    ) -> Option<(String, Value)> {
        let value = match value {
            serde_json::Value::Null => return None,
            serde_json::Value::Bool(flag) => Value::Flag(*flag),
            serde_json::Value::String(text) => Value::from(text.as_str()),
            serde_json::Value::Number(number) => match number.as_f64() {
                Some(number) => Value::Number(number),
                None => return None,
            },
            _ => {
                let message = "this is neither a text nor a number, true or false";
                let trouble = Trouble::new(self.place(name), Code::WrongType, message);
                troubles.push(trouble.help("give each part a field of its own"));
                return None;
            }
        };
        Some((name.to_owned(), value))
    }

    fn no_text(&self, name: &str) -> Trouble {
        Trouble::new(self.place(name), Code::WrongType, "this is not a text")
            .help("write it in quotation marks")
    }
}

impl Told for Object<'_> {
    fn file(&self) -> &Arc<str> {
        self.file
    }

    fn line(&self) -> u64 {
        self.line
    }

    fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let text = self.fields.get(name)?.as_str()?.trim();
        (!text.is_empty()).then_some(Cow::Borrowed(text))
    }

    fn place(&self, name: &str) -> String {
        format!("{}:{}, field \"{name}\"", self.file, self.line)
    }

    fn dates(&self) -> Dates {
        self.dates
    }

    fn attributes(&self, troubles: &mut Vec<Trouble>) -> Vec<(String, Value)> {
        // The reference has been read before.
        for own in OWN.into_iter().filter(|own| *own != "case") {
            if self
                .fields
                .get(own)
                .is_some_and(|value| !value.is_null() && !value.is_string())
            {
                troubles.push(self.no_text(own));
            }
        }
        let others = self
            .fields
            .iter()
            .filter(|(name, _)| !OWN.contains(&name.as_str()));
        others
            .filter_map(|(name, value)| self.attribute(name, value, troubles))
            .collect()
    }
}
