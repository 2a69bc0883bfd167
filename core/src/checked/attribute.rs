//! What an attribute of a case can be: declared once, held against wherever it is used.

use crate::case::{Decimal, Value, number};
use crate::error::{Code, Problem, closest, list_of, same_letters};
use crate::time::iso_date;

/// An attribute of cases, as a pack declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    pub(crate) of: AttributeType,
    pub(crate) question: Option<String>,
    pub(crate) source: Option<String>,
}

precompiled!(struct Attribute { of, question, source });

/// What values an attribute can have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AttributeType {
    /// A text, letter by letter one of these; any text where none is listed.
    Text(Vec<String>),
    /// A number.
    Number,
    /// Pounds, with at most two decimal places.
    Money,
    /// A date, year first: `2026-11-22`.
    Date,
    /// True or false.
    Flag,
}

precompiled!(
    enum AttributeType {
        Text(a),
        Number,
        Money,
        Date,
        Flag,
    }
);

impl Attribute {
    /// What values it can have.
    pub fn of(&self) -> &AttributeType {
        &self.of
    }

    /// The question that its value answers.
    pub fn question(&self) -> Option<&str> {
        self.question.as_deref()
    }

    /// Where the rules speak of it.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }
}

impl AttributeType {
    /// The word for it in packs.
    pub const fn as_str(&self) -> &'static str {
        match self {
            AttributeType::Text(_) => "text",
            AttributeType::Number => "number",
            AttributeType::Money => "money",
            AttributeType::Date => "date",
            AttributeType::Flag => "flag",
        }
    }

    /// Whether an attribute of this type can have a value.
    ///
    /// ```
    /// use dueby::{AttributeType, Value};
    ///
    /// let priority = AttributeType::Text(vec!["urgent".to_owned(), "routine".to_owned()]);
    /// assert!(priority.fits(&Value::from("urgent")));
    /// assert!(!priority.fits(&Value::from("Urgent")));
    /// assert!(!AttributeType::Money.fits(&Value::from(12.345)));
    /// ```
    pub fn fits(&self, value: &Value) -> bool {
        match (self, value) {
            (AttributeType::Text(one_of), Value::Text(text)) => {
                one_of.is_empty() || one_of.contains(text)
            }
            (AttributeType::Number, Value::Number(_)) | (AttributeType::Flag, Value::Flag(_)) => {
                true
            }
            (AttributeType::Money, Value::Number(pounds)) => is_whole_pennies(*pounds),
            (AttributeType::Date, Value::Text(text)) => iso_date(text).is_some(),
            _ => false,
        }
    }

    /// The value that a text stands for, where all that is there is text.
    pub(crate) fn value_of(&self, text: &str) -> Value {
        match self {
            AttributeType::Number | AttributeType::Money => number(text).map(Value::Number),
            AttributeType::Flag => text.parse().map(Value::Flag).ok(),
            AttributeType::Text(_) | AttributeType::Date => None,
        }
        .unwrap_or_else(|| Value::Text(text.to_owned()))
    }

    /// What is wrong with a value of something of this type, `what`: `the attribute "rooms"`.
    pub(crate) fn misfit(&self, what: &str, value: &Value) -> Option<Problem> {
        if self.fits(value) {
            return None;
        }
        let shown: String = value.to_string().chars().take(100).collect();
        if let (AttributeType::Text(one_of), Value::Text(text)) = (self, value) {
            let names = || one_of.iter().map(String::as_str);
            let problem = Problem::new(Code::UnknownValue, format!("{what} cannot be {shown}"));
            return Some(
                match slip(text, one_of).or_else(|| closest(text, names())) {
                    Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
                    None => problem.hint(format!("it is {}", list_of(names()))),
                },
            );
        }
        let problem = Problem::new(
            Code::WrongType,
            format!("{what} is {}, and this is {shown}", self.described()),
        );
        Some(problem.hint(match (self, value) {
            (AttributeType::Money, Value::Number(_)) => {
                "give pounds with at most two decimal places: 12.50".to_owned()
            }
            (AttributeType::Date, Value::Text(text)) => match crate::time::uk_date(text) {
                Some(iso) => format!("write the year first: \"{iso}\""),
                None => "write the year first: \"2026-11-22\"".to_owned(),
            },
            (AttributeType::Date, _) => "write it as a text: \"2026-11-22\"".to_owned(),
            (AttributeType::Text(_), _) => format!("write it as a text: \"{shown}\""),
            (AttributeType::Flag, _) => "give true or false, without quotation marks".to_owned(),
            (AttributeType::Number | AttributeType::Money, Value::Text(text)) => {
                let plain = text.trim().trim_start_matches('£').replace(',', "");
                match number(&plain) {
                    Some(number) => format!("give the number alone: {}", Decimal(number)),
                    None => "give a number, without quotation marks".to_owned(),
                }
            }
            (AttributeType::Number | AttributeType::Money, _) => "give a number".to_owned(),
        }))
    }

    /// Whether its values are numbers.
    pub(crate) const fn is_numeric(&self) -> bool {
        matches!(self, AttributeType::Number | AttributeType::Money)
    }

    /// What it is, in words.
    pub(crate) const fn described(&self) -> &'static str {
        match self {
            AttributeType::Text(_) => "a text",
            AttributeType::Number => "a number",
            AttributeType::Money => "an amount of money",
            AttributeType::Date => "a date",
            AttributeType::Flag => "true or false",
        }
    }
}

/// The listed text that differs in capitals, spaces or punctuation alone.
fn slip<'v>(text: &str, one_of: &'v [String]) -> Option<&'v str> {
    let mut listed = one_of.iter().map(String::as_str);
    listed.find(|listed| same_letters(listed, text))
}

/// Whether an amount in pounds has no fraction of a penny: it is written with at most two
/// decimal places, as all are that leave no digits for a third.
fn is_whole_pennies(pounds: f64) -> bool {
    let pennies = (pounds * 100.0).round_ties_even();
    pounds.is_finite() && (pennies / 100.0 == pounds || pounds.abs() >= 1e14)
}

#[cfg(test)]
mod tests {
    use super::is_whole_pennies;

    #[test]
    fn what_is_written_with_two_places_is_whole_pennies() {
        let mut seed: u64 = 11;
        for round in 0..200_000 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let digits = (seed >> 24) as f64 / 10_f64.powi(round % 14);
            for pounds in [digits, -digits, digits * 7e20] {
                let written = pounds.to_string();
                let places = written.split_once('.').map_or(0, |(_, part)| part.len());
                assert_eq!(is_whole_pennies(pounds), places <= 2, "{written}");
            }
        }
        for pounds in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(!is_whole_pennies(pounds));
        }
    }
}

#[cfg(feature = "schema")]
pub(crate) use read::TYPES;
pub(crate) use read::{Declared, used};
pub(super) use read::{check, read_type};

mod read {
    use crate::sorted::{Map, Set};
    use std::ops::Range;
    use std::sync::Arc;

    use super::super::{Condition, Pack, Parameter, START_DATE};
    use super::{Attribute, AttributeType};
    use crate::error::{Code, Problem, Shown as _};
    use crate::model::{self, At};
    use crate::text::Reader;

    /// What a pack declares, for all that it says after it.
    #[derive(Debug, Clone, Default)]
    pub(crate) struct Declared {
        pub(crate) attributes: Map<String, Attribute>,
        /// The conditions that it names, by name.
        pub(crate) conditions: Map<String, Arc<Condition>>,
        /// Those of them that could not be read.
        pub(crate) broken_conditions: Set<String>,
        /// What a landlord fills in, by name.
        pub(crate) parameters: Map<String, Parameter>,
        /// The parameters whose table could not be read.
        pub(crate) broken_parameters: Set<String>,
        /// The attributes whose table could not be read.
        pub(crate) broken: Set<String>,
        /// Those that are used though nothing declares them, each where it is used first.
        pub(crate) undeclared: Map<String, Range<usize>>,
    }

    impl Declared {
        /// What a pack declares.
        pub(crate) fn of(pack: &Pack) -> Self {
            Declared {
                attributes: pack.attributes.clone(),
                conditions: pack.conditions.clone(),
                parameters: pack.parameters.clone(),
                ..Declared::default()
            }
        }
    }

    pub(in super::super) fn check(
        name: &At<String>,
        written: &model::Attribute,
        reader: &mut Reader<'_>,
    ) -> Option<Attribute> {
        super::super::names::id(name, "an attribute's name", false, reader);
        if ["all", "any", "not", "condition", START_DATE].contains(&name.get_ref().as_str()) {
            reader.note(
                Problem::new(
                    Code::BadId,
                    format!("an attribute cannot be called \"{}\"", name.get_ref()),
                )
                .hint("this word has a meaning of its own in conditions: choose another"),
                name.span(),
            );
        }
        Some(Attribute {
            of: read_type(&written.of, written.one_of.as_ref(), reader)?,
            question: written.question.as_ref().map(|text| text.get_ref().clone()),
            source: written.source.as_ref().map(|text| text.get_ref().clone()),
        })
    }

    /// The most values that one attribute may list.
    const MOST_VALUES: usize = 1_000;

    /// The words for the types.
    pub(crate) const TYPES: &[&str] = &["text", "number", "money", "date", "flag"];

    /// The type of an attribute or of a parameter's value.
    pub(in super::super) fn read_type(
        of: &At<String>,
        one_of: Option<&At<Vec<At<String>>>>,
        reader: &mut Reader<'_>,
    ) -> Option<AttributeType> {
        let read = match of.get_ref().as_str() {
            "text" => AttributeType::Text(Vec::new()),
            "number" => AttributeType::Number,
            "money" => AttributeType::Money,
            "date" => AttributeType::Date,
            "flag" => AttributeType::Flag,
            other => {
                let problem = Problem::unknown(
                    Code::UnknownWord,
                    format!("\"{}\" is not a type", other.shown()),
                    other,
                    "write",
                    TYPES.iter().copied(),
                );
                reader.note(problem, of.span());
                return None;
            }
        };
        let Some(listed) = one_of else {
            return Some(read);
        };
        if read != AttributeType::Text(Vec::new()) {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    format!("\"one-of\" lists texts, and this is {}", read.described()),
                )
                .hint("leave \"one-of\" out, or write type = \"text\""),
                listed.span(),
            );
            return Some(read);
        }
        if listed.get_ref().is_empty() {
            reader.note(
                Problem::new(Code::NothingListed, "no value is listed")
                    .hint("list the values, or leave \"one-of\" out: then any text will do"),
                listed.span(),
            );
        }
        let many = listed.get_ref();
        let place = many.get(MOST_VALUES).map(At::span);
        if reader.too_many(many.len(), MOST_VALUES, "values", place) {
            return None;
        }
        let mut values: Vec<String> = Vec::new();
        for value in many {
            if values.contains(value.get_ref()) {
                reader.note(
                    Problem::new(
                        Code::DuplicateName,
                        format!("\"{}\" stands here twice", value.get_ref().shown()),
                    )
                    .hint("keep one of them"),
                    value.span(),
                );
            }
            values.push(value.get_ref().clone());
        }
        Some(AttributeType::Text(values))
    }

    /// The type of an attribute that a rule uses. One that is not declared is wrong in a
    /// pack that declares attributes, and has no type in one that declares none.
    pub(crate) fn used(
        name: &str,
        span: Range<usize>,
        reader: &mut Reader<'_>,
    ) -> Option<AttributeType> {
        if name == START_DATE {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "\"start-date\" is no attribute, but the date on which the clock started",
                )
                .hint("compare it in a condition, or call the attribute something else"),
                span,
            );
            return None;
        }
        let declared = &mut reader.declared;
        if let Some(attribute) = declared.attributes.get(name) {
            return Some(attribute.of.clone());
        }
        if declared.broken.contains(name) {
            return None;
        }
        if declared.attributes.is_empty() && declared.broken.is_empty() {
            declared.undeclared.get_or_insert(name.to_owned(), || span);
            return None;
        }
        if reader.is_full() {
            reader.note(Problem::new(Code::UnknownAttribute, "not declared"), span);
            return None;
        }
        let known: Vec<String> = reader.declared.attributes.keys().cloned().collect();
        let shown: String = name.chars().take(100).collect();
        let mut problem = Problem::unknown(
            Code::UnknownAttribute,
            format!("the pack declares no attribute \"{}\"", shown.shown()),
            name,
            "it declares",
            known.iter().map(String::as_str),
        );
        if problem
            .remedy()
            .is_some_and(|hint| hint.starts_with("it declares"))
        {
            problem = problem.hint("declare it: [attribute.NAME] with its type");
        }
        reader.note(problem, span);
        None
    }
}
