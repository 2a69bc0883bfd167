//! A value of a text with its place, and how the types of the model are read from it.
//!
//! serde's derive would do it too, with a copy of each type for every shape that a value can have: it was a
//! fifth of what a browser loads to read rules. Here each type is a list of its fields, and one function reads
//! them all.

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

    /// Whether a field of it may be left out.
    const OPTIONAL: bool = false;
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
            DeValue::String(text) => format!("the text \"{}\"", text.shown()),
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

/// A field of a type while a table is read into it.
pub(crate) trait Field {
    /// Puts a value in it, or says what is wrong with that.
    fn fill(&mut self, node: Node<'_>) -> Result<(), Wrong>;

    /// Whether tables may be without it.
    fn is_optional(&self) -> bool;
}

impl<T: Read> Field for T {
    fn fill(&mut self, node: Node<'_>) -> Result<(), Wrong> {
        *self = T::read(node)?;
        Ok(())
    }

    fn is_optional(&self) -> bool {
        T::OPTIONAL
    }
}

/// Reads a table into fields that are called so, written as the fields of a type are. What is told of one in
/// which several things are wrong is the first by name, and what is missing only where nothing else is wrong.
pub(crate) fn fill(
    node: Node<'_>,
    known: &[&str],
    fields: &mut [&mut dyn Field],
) -> Result<(), Wrong> {
    if !node.get_ref().is_table() {
        return Err(Wrong::shape(&node, "a table"));
    }
    let span = node.span();
    let mut missing: Vec<&str> = Vec::new();
    for (field, place) in known.iter().zip(&*fields) {
        if !place.is_optional() {
            missing.push(field);
        }
    }
    if let DeValue::Table(table) = node.into_inner() {
        for (name, value) in table {
            let mut places = known.iter().zip(&mut *fields);
            let place = places.find(|(field, _)| is_field(name.get_ref(), field));
            let Some((field, place)) = place else {
                let known: Vec<String> = known.iter().map(|known| written(known)).collect();
                let problem = unknown(name.get_ref(), known.iter().map(String::as_str));
                return Err(Wrong::new(problem, name.span()));
            };
            place.fill(value)?;
            missing.retain(|missing| missing != field);
        }
    }
    match missing.first() {
        Some(field) => Err(Wrong::missing(&written(field), span)),
        None => Ok(()),
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
    const OPTIONAL: bool = true;

    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        T::read(node).map(Some)
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
/// A table with others is refused, and one that lacks any that is no `Option`. Until it is read a field is what
/// its type is by default. Where it is `in schema`, the
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
        #[derive(Default)]
        $shown struct $name {
            $($(#[$of_field])* $open $field: $of,)*
        }

        impl $crate::model::node::Read for $name {
            fn read(
                node: $crate::model::node::Node<'_>,
            ) -> Result<Self, $crate::model::node::Wrong> {
                const KNOWN: &[&str] = &[$(field_name!($field $($written)?)),*];
                let mut whole = $name::default();
                $crate::model::node::fill(node, KNOWN, &mut [$(&mut whole.$field),*])?;
                Ok(whole)
            }
        }
    };
}
