//! A value of a text with its place, and how the types of the model are read from it.
//!
//! serde's derive would do it too, with a copy of each type for every shape that a value can have: it was a
//! fifth of what a browser loads to read rules. Here each type is one function, and a field a call in it.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};

use super::At;
use crate::error::{Code, Problem, Shown as _};

/// A value of a text, with its place.
pub(crate) type Node<'t> = Spanned<DeValue<'t>>;

/// The entries of a table in the order of their names, each name and value with its place.
pub(crate) type Entries<'t> = Vec<(At<String>, Node<'t>)>;

/// A type that is read from a value.
pub(crate) trait Read: Sized {
    /// The value, or the first thing that is wrong with it.
    fn read(node: Node<'_>) -> Result<Self, Wrong>;

    /// What a field is that is left out; nothing where it may not be.
    fn left_out() -> Option<Self> {
        None
    }
}

/// What is wrong with a value, and where. In a box, for there is one in the result of all that is read.
#[derive(Debug)]
pub(crate) struct Wrong(Box<(Problem, Range<usize>)>);

impl Wrong {
    pub(crate) fn new(problem: Problem, span: Range<usize>) -> Self {
        Wrong(Box::new((problem, span)))
    }

    /// Names that do not go together.
    pub(crate) fn said(message: &str, span: Range<usize>) -> Self {
        Wrong::new(Problem::new(Code::Syntax, message), span)
    }

    /// A value of another shape than it should be.
    pub(crate) fn shape(node: &Node<'_>, expected: &str) -> Self {
        let found = match node.get_ref() {
            DeValue::String(text) => format!("the text {text:?}"),
            // As it is written where it is beyond what can be counted with.
            DeValue::Integer(number) => match whole(number) {
                Some(number) => format!("the number {number}"),
                None => format!("the number {}", number.as_str()),
            },
            DeValue::Float(number) => format!("the number {}", number.as_str()),
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Datetime(_) => "a date without quotation marks".to_owned(),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
        };
        Wrong::new(misshapen(&found, expected), node.span())
    }

    pub(crate) fn missing(field: &str, span: Range<usize>) -> Self {
        Wrong::new(missing(field), span)
    }

    pub(crate) fn into_parts(self) -> (Problem, Range<usize>) {
        *self.0
    }
}

/// That a value is of another shape than it should be, both in people's words.
pub(crate) fn misshapen(found: &str, expected: &str) -> Problem {
    Problem::new(
        Code::WrongType,
        format!("this is {found}; it should be {expected}"),
    )
}

/// That a table lacks a field.
pub(crate) fn missing(field: &str) -> Problem {
    Problem::new(
        Code::MissingField,
        format!("the field \"{field}\" is missing"),
    )
    .hint(format!("add \"{field}\""))
}

/// That a table has a field which it cannot have.
pub(crate) fn unknown<'k>(field: &str, known: impl IntoIterator<Item = &'k str>) -> Problem {
    Problem::unknown(
        Code::UnknownField,
        format!("there is no field \"{}\" here", field.shown()),
        field,
        "the fields are",
        known,
    )
}

/// The entries of a table.
pub(crate) fn entries<'t>(table: DeTable<'t>) -> Entries<'t> {
    let mut entries = Vec::with_capacity(table.len());
    for (name, value) in table {
        entries.push((At::new(name.span(), name.into_inner().into_owned()), value));
    }
    entries
}

/// The entries of a value that has to be a table.
pub(crate) fn table<'t>(node: Node<'t>, expected: &str) -> Result<Entries<'t>, Wrong> {
    match node.get_ref() {
        DeValue::Table(_) => {}
        _ => return Err(Wrong::shape(&node, expected)),
    }
    match node.into_inner() {
        DeValue::Table(table) => Ok(entries(table)),
        _ => Ok(Vec::new()),
    }
}

/// The fields of a table while it is read into a type. What is told of a table in which several things are
/// wrong is the first by name, and what is missing only where nothing else is wrong.
pub(crate) struct Fields<'t> {
    entries: Vec<(Cow<'t, str>, Option<Node<'t>>)>,
    span: Range<usize>,
    /// Which entry is wrong, and how.
    wrong: Option<(usize, Wrong)>,
    missing: Option<&'static str>,
}

impl<'t> Fields<'t> {
    /// The fields of a table that may have these, written as the fields of its type are.
    pub(crate) fn of(node: Node<'t>, known: &[&str]) -> Result<Self, Wrong> {
        let span = node.span();
        let DeValue::Table(table) = node.get_ref() else {
            return Err(Wrong::shape(&node, "a table"));
        };
        let unknown = table.keys().enumerate().find_map(|(at, name)| {
            let field = name.get_ref();
            let is_known = known.iter().any(|known| is_field(field, known));
            (!is_known).then(|| {
                let written: Vec<String> = known.iter().map(|known| written(known)).collect();
                let problem = unknown(field, written.iter().map(String::as_str));
                (at, Wrong::new(problem, name.span()))
            })
        });
        let mut entries = Vec::with_capacity(table.len());
        if let DeValue::Table(table) = node.into_inner() {
            for (name, value) in table {
                entries.push((name.into_inner(), Some(value)));
            }
        }
        Ok(Fields {
            entries,
            span,
            wrong: unknown,
            missing: None,
        })
    }

    /// A field's value; nothing where it is wrong or missing, which [`Self::end`] tells.
    pub(crate) fn take<T: Read>(&mut self, field: &'static str) -> Option<T> {
        match self.node(field) {
            Some((at, node)) => match T::read(node) {
                Ok(value) => Some(value),
                Err(wrong) => {
                    self.refuse(at, wrong);
                    None
                }
            },
            None => {
                let value = T::left_out();
                if value.is_none() && self.missing.is_none() {
                    self.missing = Some(field);
                }
                value
            }
        }
    }

    fn node(&mut self, field: &str) -> Option<(usize, Node<'t>)> {
        let mut entries = self.entries.iter_mut().enumerate();
        entries.find_map(|(at, (name, value))| {
            let value = value.take_if(|_| is_field(name, field))?;
            Some((at, value))
        })
    }

    fn refuse(&mut self, at: usize, wrong: Wrong) {
        if self.wrong.as_ref().is_none_or(|(first, _)| at < *first) {
            self.wrong = Some((at, wrong));
        }
    }

    /// The type, if nothing was wrong and all was there to make it of.
    pub(crate) fn end<T>(self, whole: Option<T>) -> Result<T, Wrong> {
        match (self.wrong, whole) {
            (None, Some(whole)) => Ok(whole),
            (Some((_, wrong)), _) => Err(wrong),
            (None, None) => {
                let field = written(self.missing.unwrap_or_default());
                Err(Wrong::missing(&field, self.span))
            }
        }
    }
}

/// Whether this is the name of the field in texts, where "-" stands for Rust's "_".
fn is_field(name: &str, field: &str) -> bool {
    name.len() == field.len()
        && name
            .bytes()
            .zip(field.bytes())
            .all(|(name, field)| match field {
                b'_' => name == b'-',
                _ => name == field,
            })
}

fn written(field: &str) -> String {
    field.replace('_', "-")
}

impl<T: Read> Read for Option<T> {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        T::read(node).map(Some)
    }

    fn left_out() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        if !node.get_ref().is_array() {
            return Err(Wrong::shape(&node, "a list"));
        }
        let mut list = Vec::new();
        if let DeValue::Array(members) = node.into_inner() {
            for member in members {
                list.push(T::read(member)?);
            }
        }
        Ok(list)
    }
}

impl Read for String {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        if !node.get_ref().is_str() {
            return Err(Wrong::shape(&node, "a text"));
        }
        match node.into_inner() {
            DeValue::String(text) => Ok(text.into_owned()),
            _ => Ok(String::new()),
        }
    }
}

impl Read for bool {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        let flag = node.get_ref().as_bool();
        flag.ok_or_else(|| Wrong::shape(&node, "true or false"))
    }
}

impl Read for i64 {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        let number = node.get_ref().as_integer().and_then(whole);
        number.ok_or_else(|| Wrong::shape(&node, "a whole number"))
    }
}

impl Read for i32 {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        let number = node.get_ref().as_integer().and_then(whole);
        let number = number.and_then(|number| i32::try_from(number).ok());
        number.ok_or_else(|| Wrong::shape(&node, "a whole number"))
    }
}

/// A number of either kind.
pub(crate) fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => match whole(number) {
            Some(number) => Some(number as f64),
            None => crate::case::number(number.as_str()),
        },
        DeValue::Float(number) => float(number),
        _ => None,
    }
}

fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// The number that a case has in the same digits.
fn float(number: &DeFloat<'_>) -> Option<f64> {
    match number.as_str() {
        "nan" | "+nan" | "-nan" => Some(f64::NAN),
        "inf" | "+inf" => Some(f64::INFINITY),
        "-inf" => Some(f64::NEG_INFINITY),
        digits => crate::case::number(digits),
    }
}

/// The name of a field in texts.
macro_rules! field_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $written:literal) => {
        $written
    };
}

/// Makes a type whose fields are those of a table: called as they are here, with "-" for "_", or as `as` says.
/// A table with others is refused, and one that lacks any that is no `Option`. Where it is `in schema`, the
/// schema of packs tells of it too.
macro_rules! table {
    (in schema, $($of_type:tt)*) => {
        table! {
            #[cfg_attr(
                feature = "schema",
                derive(schemars::JsonSchema),
                schemars(deny_unknown_fields, rename_all = "kebab-case")
            )]
            $($of_type)*
        }
    };
    (
        $(#[$of_type:meta])*
        $shown:vis struct $name:ident {
            $($(#[$of_field:meta])* $open:vis $field:ident $(as $written:literal)?: $of:ty),* $(,)?
        }
    ) => {
        $(#[$of_type])*
        $shown struct $name {
            $($(#[$of_field])* $open $field: $of,)*
        }

        impl $crate::model::node::Read for $name {
            fn read(
                node: $crate::model::node::Node<'_>,
            ) -> Result<Self, $crate::model::node::Wrong> {
                const KNOWN: &[&str] = &[$(field_name!($field $($written)?)),*];
                let mut fields = $crate::model::node::Fields::of(node, KNOWN)?;
                $(let $field = fields.take(field_name!($field $($written)?));)*
                fields.end(match ($($field,)*) {
                    ($(Some($field),)*) => Some($name { $($field),* }),
                    _ => None,
                })
            }
        }
    };
}
