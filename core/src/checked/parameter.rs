//! What a landlord has to fill in.

use super::{Awaited, Starts, Within};
use crate::error::Error;

/// Something that the source leaves open and a landlord has to fill in. Without a
/// value the clocks that need it are undetermined.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "precompiled",
    derive(borsh::BorshSerialize, borsh::BorshDeserialize)
)]
pub struct Parameter {
    pub(crate) question: String,
    pub(crate) source: Option<String>,
    pub(crate) kind: ParameterKind,
    pub(crate) value: Option<ParameterValue>,
}

/// What a parameter stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "precompiled",
    derive(borsh::BorshSerialize, borsh::BorshDeserialize)
)]
pub(crate) enum ParameterKind {
    /// How long: an allowance or a table of them.
    Allowance,
    /// What starts a clock: one event or several.
    Event,
}

#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "precompiled",
    derive(borsh::BorshSerialize, borsh::BorshDeserialize)
)]
pub(crate) enum ParameterValue {
    Allowance(Within),
    Events(Vec<Awaited>),
}

impl Parameter {
    /// The question a landlord answers by filling it in.
    pub fn question(&self) -> &str {
        &self.question
    }

    /// Where the source leaves it open.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Whether it has a value.
    pub fn is_filled_in(&self) -> bool {
        self.value.is_some()
    }

    pub(crate) fn kind(&self) -> ParameterKind {
        self.kind
    }

    pub(crate) fn allowance(&self) -> Option<&Within> {
        match &self.value {
            Some(ParameterValue::Allowance(within)) => Some(within),
            _ => None,
        }
    }

    pub(crate) fn starts(&self) -> Option<Starts> {
        match &self.value {
            Some(ParameterValue::Events(events)) => Some(Starts::On(events.clone())),
            _ => None,
        }
    }

    /// The parameter with a value given by the caller, written as in a pack.
    pub(crate) fn filled_in(&self, text: &str) -> Result<Self, Error> {
        #[cfg(feature = "texts")]
        let written = crate::text::inline_value(text)?;
        #[cfg(not(feature = "texts"))]
        let written = read::plain(text)?;
        let value = read::value(self.kind, &written, text)?;
        Ok(Parameter {
            value: Some(value),
            ..self.clone()
        })
    }
}

#[cfg(feature = "schema")]
pub(crate) use read::KINDS;
pub(super) use read::{check, value};

mod read {
    use super::super::names;
    use super::{Awaited, Parameter, ParameterKind, ParameterValue, Within};
    use crate::error::{Code, Error, Problem};
    use crate::model;
    use crate::text::Reader;

    pub(crate) const KINDS: &[(ParameterKind, &str)] = &[
        (ParameterKind::Allowance, "allowance"),
        (ParameterKind::Event, "event"),
    ];

    pub(in super::super) fn check(
        written: &model::Parameter,
        reader: &mut Reader<'_>,
    ) -> Option<Parameter> {
        let kind = names::word(&written.of, KINDS, reader)?;
        let value = match &written.value {
            None => None,
            Some(written) => match value(
                kind,
                written.get_ref(),
                reader.text.get(written.span()).unwrap_or_default(),
            ) {
                Ok(value) => Some(value),
                Err(error) => {
                    reader.note_all(&error, &written.span());
                    None
                }
            },
        };
        Some(Parameter {
            question: written.question.get_ref().clone(),
            source: written.source.as_ref().map(|text| text.get_ref().clone()),
            kind,
            value,
        })
    }

    /// A value of the kind, from its TOML and the text of that.
    pub(in super::super) fn value(
        kind: ParameterKind,
        written: &toml::Value,
        text: &str,
    ) -> Result<ParameterValue, Error> {
        match kind {
            ParameterKind::Allowance => allowance(written, text).map(ParameterValue::Allowance),
            ParameterKind::Event => events(written).map(ParameterValue::Events),
        }
    }

    /// A value where no texts are read: an allowance or an event's type as it stands.
    #[cfg(not(feature = "texts"))]
    pub(in super::super) fn plain(text: &str) -> Result<toml::Value, Error> {
        if text.trim_start().starts_with(['{', '[', '"', '\'']) {
            return Err(Problem::new(
                Code::WrongType,
                "a table or a list cannot be read by this build of dueby",
            )
            .hint("write one value, such as \"24 hours\"; the build for authors reads tables")
            .into());
        }
        Ok(toml::Value::String(text.to_owned()))
    }

    fn wrong(found: &toml::Value, expected: &str) -> Problem {
        Problem::new(
            Code::WrongType,
            format!(
                "a value of type {} does not fit this parameter",
                found.type_str()
            ),
        )
        .hint(format!("write {expected}"))
    }

    #[cfg_attr(
        not(feature = "texts"),
        expect(unused_variables, reason = "rows are read again")
    )]
    fn allowance(written: &toml::Value, text: &str) -> Result<Within, Error> {
        const EXPECTED: &str = "an allowance, such as \"24 hours\", or a table { by = \"attribute\", value = \"24 hours\" }";
        match written {
            toml::Value::String(limit) => Ok(Within::Fixed(limit.parse()?)),
            toml::Value::Table(table) => {
                let attribute = table
                    .get("by")
                    .and_then(toml::Value::as_str)
                    .ok_or_else(|| wrong(written, EXPECTED))?;
                let mut rows = Vec::new();
                for (value, row) in table.iter().filter(|(value, _)| *value != "by") {
                    let limit = row.as_str().ok_or_else(|| wrong(row, EXPECTED))?;
                    rows.push((value.clone(), limit.parse()?));
                }
                if rows.is_empty() {
                    return Err(Problem::new(Code::NothingListed, "the table has no rows")
                        .hint(format!("write {EXPECTED}"))
                        .into());
                }
                Ok(Within::By {
                    attribute: attribute.to_owned(),
                    rows,
                })
            }
            #[cfg(feature = "texts")]
            toml::Value::Array(_) => crate::text::rows(text),
            other => Err(wrong(other, EXPECTED).into()),
        }
    }

    fn events(written: &toml::Value) -> Result<Vec<Awaited>, Error> {
        const EXPECTED: &str = "an event's type, such as \"visitor.arrived\", or a list of them";
        let listed = match written {
            toml::Value::Array(values) => values.as_slice(),
            other => std::slice::from_ref(other),
        };
        let mut events = Vec::new();
        for value in listed {
            let name = value.as_str().ok_or_else(|| wrong(value, EXPECTED))?;
            if !names::is_event(name) {
                return Err(Problem::new(
                    Code::BadId,
                    format!("\"{}\" cannot be an event's type", name.escape_debug()),
                )
                .hint(format!("write {EXPECTED}"))
                .into());
            }
            events.push(Awaited {
                event: name.to_owned(),
                when: None,
            });
        }
        if events.is_empty() {
            return Err(Problem::new(Code::NothingListed, "no event is listed")
                .hint(format!("write {EXPECTED}"))
                .into());
        }
        Ok(events)
    }
}
