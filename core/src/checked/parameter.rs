//! What a landlord has to fill in.

use super::{AttributeType, Awaited, Declared, DueDate, Starts, Within};
use crate::case::Value;
use crate::error::Error;
use crate::model::Filled;

/// Something that the source leaves open and a landlord has to fill in. Without a
/// value the clocks that need it are undetermined.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    pub(crate) question: String,
    pub(crate) source: Option<String>,
    pub(crate) kind: ParameterKind,
    pub(crate) value: Option<ParameterValue>,
}

precompiled!(struct Parameter { question, source, kind, value });

/// What a parameter stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    /// How long: an allowance or a table of them.
    Allowance,
    /// What starts a clock: one event or several.
    Event,
    /// What attributes are compared with, a due, or how often.
    Value(AttributeType),
}

precompiled!(
    enum ParameterKind {
        Allowance,
        Event,
        Value(a),
    }
);

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ParameterValue {
    Allowance(Within),
    Events(Vec<Awaited>),
    Value(Value),
}

precompiled!(
    enum ParameterValue {
        Allowance(a),
        Events(a),
        Value(a),
    }
);

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

    /// What type its value has, where it is compared with attributes; none of an allowance or
    /// an event.
    pub fn of(&self) -> Option<&AttributeType> {
        match &self.kind {
            ParameterKind::Value(of) => Some(of),
            ParameterKind::Allowance | ParameterKind::Event => None,
        }
    }

    pub(crate) fn allowance(&self) -> Option<&Within> {
        match &self.value {
            Some(ParameterValue::Allowance(within)) => Some(within),
            _ => None,
        }
    }

    /// How long a clock has by it, or by when it is due.
    pub(crate) fn within(&self) -> Option<Within> {
        match &self.value {
            Some(ParameterValue::Allowance(within)) => Some(within.clone()),
            Some(ParameterValue::Value(Value::Text(date))) => {
                Some(Within::Date(DueDate::On(crate::time::iso_date(date)?)))
            }
            _ => None,
        }
    }

    pub(crate) fn starts(&self) -> Option<Starts> {
        match &self.value {
            Some(ParameterValue::Events(events)) => Some(Starts::On(events.clone())),
            _ => None,
        }
    }

    /// Its value, where it is compared with attributes and has one.
    pub fn value(&self) -> Option<&Value> {
        match &self.value {
            Some(ParameterValue::Value(value)) => Some(value),
            _ => None,
        }
    }

    /// Its value as a number of times, where it is one.
    pub(crate) fn times(&self) -> Option<f64> {
        match self.value()? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The value that a text of the caller's is for it, written as in a pack that declares
    /// this; `declared` is asked for where a table can be read.
    #[cfg_attr(
        not(feature = "texts"),
        expect(unused_variables, reason = "there are no tables")
    )]
    pub(crate) fn value_of(
        &self,
        text: &str,
        declared: impl FnOnce() -> Declared,
    ) -> Result<ParameterValue, Error> {
        #[cfg(feature = "texts")]
        let (mut written, declared) = (crate::text::inline_value(text)?, declared());
        #[cfg(not(feature = "texts"))]
        let (mut written, declared) = (read::plain(text)?, Declared::default());
        if let (ParameterKind::Value(of), Filled::Text(text)) = (&self.kind, &written) {
            // All that a host or a command line has is text.
            written = match of.value_of(text.trim()) {
                Value::Text(_) => Filled::Text(text.clone()),
                Value::Number(number) => Filled::Float(number),
                Value::Flag(flag) => Filled::Flag(flag),
            };
        }
        read::value(&self.kind, &written, text, declared)
    }
}

#[cfg(feature = "schema")]
pub(crate) use read::TYPES;
pub(super) use read::{check, fill, used};

mod read {
    use super::super::{attribute, names};
    use super::{
        AttributeType, Awaited, Declared, Parameter, ParameterKind, ParameterValue, Value, Within,
    };
    use crate::error::{Code, Error, Problem, Shown as _};
    use crate::model::{self, At, Filled};
    use crate::text::Reader;

    /// The words for the types.
    pub(crate) const TYPES: &[&str] = &[
        "allowance",
        "event",
        "text",
        "number",
        "money",
        "date",
        "flag",
    ];

    /// A parameter as it is declared, without its value: that may use conditions, which may
    /// use parameters.
    pub(in super::super) fn check(
        written: &model::Parameter,
        reader: &mut Reader<'_>,
    ) -> Option<Parameter> {
        let of = written.of.get_ref();
        let kind = match of.as_str() {
            word @ ("allowance" | "event") => {
                if let Some(listed) = &written.one_of {
                    reader.note(
                        Problem::new(
                            Code::PointlessOption,
                            format!("\"one-of\" lists texts, and this is an {word}"),
                        )
                        .hint("leave \"one-of\" out, or write type = \"text\""),
                        listed.span(),
                    );
                }
                match word {
                    "allowance" => ParameterKind::Allowance,
                    _ => ParameterKind::Event,
                }
            }
            word if TYPES.contains(&word) => ParameterKind::Value(attribute::read_type(
                &written.of,
                written.one_of.as_ref(),
                reader,
            )?),
            other => {
                let problem = Problem::unknown(
                    Code::UnknownWord,
                    format!("\"{}\" is not a type", other.shown()),
                    other,
                    "write",
                    TYPES.iter().copied(),
                );
                reader.note(problem, written.of.span());
                return None;
            }
        };
        Some(Parameter {
            question: written.question.get_ref().clone(),
            source: written.source.as_ref().map(|text| text.get_ref().clone()),
            kind,
            value: None,
        })
    }

    /// Fills in what is written as its value.
    pub(in super::super) fn fill(
        parameter: &mut Parameter,
        written: &At<Filled>,
        reader: &mut Reader<'_>,
    ) {
        let text = reader.text.get(written.span()).unwrap_or_default();
        let declared = reader.declared.clone();
        match value(&parameter.kind, written.get_ref(), text, declared) {
            Ok(value) => parameter.value = Some(value),
            Err(error) => reader.note_all(&error, &written.span()),
        }
    }

    /// The type of a parameter that a rule compares with; nothing where it cannot be.
    pub(in super::super) fn used(
        name: &At<String>,
        reader: &mut Reader<'_>,
    ) -> Option<AttributeType> {
        let declared = &reader.declared;
        let problem = match declared.parameters.get(name.get_ref()) {
            Some(parameter) => match parameter.of() {
                Some(of) => return Some(of.clone()),
                None => Problem::new(
                    Code::WrongType,
                    format!(
                        "the parameter \"{}\" is no value to compare with",
                        name.get_ref()
                    ),
                )
                .hint(
                    "declare it with type = \"number\", \"money\", \"text\", \"date\" or \"flag\"",
                ),
            },
            None if declared.broken_parameters.contains(name.get_ref()) => return None,
            None => Problem::unknown(
                Code::UnknownParameter,
                format!(
                    "there is no parameter \"{}\" in this pack",
                    name.get_ref().shown()
                ),
                name.get_ref(),
                "the pack has",
                declared.parameters.keys().map(String::as_str),
            ),
        };
        reader.note(problem, name.span());
        None
    }

    /// A value of the kind, from its TOML and the text of that.
    pub(in super::super) fn value(
        kind: &ParameterKind,
        written: &Filled,
        text: &str,
        declared: Declared,
    ) -> Result<ParameterValue, Error> {
        match kind {
            ParameterKind::Allowance => {
                allowance(written, text, declared).map(ParameterValue::Allowance)
            }
            ParameterKind::Event => events(written).map(ParameterValue::Events),
            ParameterKind::Value(of) => {
                let value = match written {
                    Filled::Text(text) => Value::Text(text.clone()),
                    Filled::Integer(number) => Value::Number(*number as f64),
                    Filled::Float(number) => Value::Number(*number),
                    Filled::Flag(flag) => Value::Flag(*flag),
                    Filled::Date(date) => {
                        return Err(wrong(
                            written,
                            &format!("it between quotation marks: \"{date}\""),
                        )
                        .into());
                    }
                    other => return Err(wrong(other, "one value").into()),
                };
                match of.misfit("this parameter", &value) {
                    Some(problem) => Err(problem.into()),
                    None => Ok(ParameterValue::Value(value)),
                }
            }
        }
    }

    /// A value where no texts are read: an allowance or an event's type as it stands.
    #[cfg(not(feature = "texts"))]
    pub(in super::super) fn plain(text: &str) -> Result<Filled, Error> {
        if text.trim_start().starts_with(['{', '[', '"', '\'']) {
            return Err(Problem::new(
                Code::WrongType,
                "a table or a list cannot be read by this build of dueby",
            )
            .hint("write one value, such as \"24 hours\"; the build for authors reads tables")
            .into());
        }
        Ok(Filled::Text(text.to_owned()))
    }

    fn wrong(found: &Filled, expected: &str) -> Problem {
        Problem::new(
            Code::WrongType,
            format!(
                "a value of type {} does not fit this parameter",
                found.type_str()
            ),
        )
        .hint(format!("write {expected}"))
    }

    const ALLOWED: &str = "an allowance, such as \"24 hours\", or a table { by = \"attribute\", value = \"24 hours\" }";

    #[cfg_attr(
        not(feature = "texts"),
        expect(unused_variables, reason = "tables and rows are for texts")
    )]
    fn allowance(written: &Filled, text: &str, declared: Declared) -> Result<Within, Error> {
        match written {
            Filled::Text(limit) => Ok(Within::Fixed(limit.parse()?)),
            #[cfg(feature = "texts")]
            Filled::Table(table) => by(written, table, &declared),
            #[cfg(feature = "texts")]
            Filled::List(_) => crate::text::rows(text, declared),
            other => Err(wrong(other, ALLOWED).into()),
        }
    }

    /// A table by the values of an attribute.
    #[cfg(feature = "texts")]
    fn by(
        written: &Filled,
        table: &[(String, Filled)],
        declared: &Declared,
    ) -> Result<Within, Error> {
        let attribute = table
            .iter()
            .find(|(name, _)| name == "by")
            .and_then(|(_, value)| value.as_str())
            .ok_or_else(|| wrong(written, ALLOWED))?;
        if let Some(problem) = held_against(attribute, table, declared) {
            return Err(problem.into());
        }
        let mut rows = Vec::new();
        for (value, row) in table.iter().filter(|(value, _)| value != "by") {
            let limit = row.as_str().ok_or_else(|| wrong(row, ALLOWED))?;
            rows.push((value.clone(), limit.parse()?));
        }
        if rows.is_empty() {
            return Err(Problem::new(Code::NothingListed, "the table has no rows")
                .hint(format!("write {ALLOWED}"))
                .into());
        }
        Ok(Within::By {
            attribute: attribute.to_owned(),
            rows,
        })
    }

    /// What is wrong with the attribute that a table goes by, or with a value that it names.
    #[cfg(feature = "texts")]
    fn held_against(
        attribute: &str,
        table: &[(String, Filled)],
        declared: &Declared,
    ) -> Option<Problem> {
        let Some(known) = declared.attributes.get(attribute) else {
            let names = || declared.attributes.keys().map(String::as_str);
            let wrong = names().next().is_some() && !declared.broken.contains(attribute);
            return wrong.then(|| {
                Problem::unknown(
                    Code::UnknownAttribute,
                    format!("the pack declares no attribute \"{}\"", attribute.shown()),
                    attribute,
                    "it declares",
                    names(),
                )
            });
        };
        let what = format!("the attribute \"{}\"", attribute.shown());
        let values = table
            .iter()
            .map(|(value, _)| value)
            .filter(|value| *value != "by");
        let mut misfits =
            values.filter_map(|value| known.of.misfit(&what, &known.of.value_of(value)));
        misfits.next()
    }

    fn events(written: &Filled) -> Result<Vec<Awaited>, Error> {
        const EXPECTED: &str = "an event's type, such as \"visitor.arrived\", or a list of them";
        let listed = match written {
            Filled::List(values) => values.as_slice(),
            other => std::slice::from_ref(other),
        };
        let mut events = Vec::new();
        for value in listed {
            let name = value.as_str().ok_or_else(|| wrong(value, EXPECTED))?;
            if !names::is_event(name) {
                return Err(Problem::new(
                    Code::BadId,
                    format!("\"{}\" cannot be an event's type", name.shown()),
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
