//! Reading a mapping file: everything that is wrong with it, with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use dueby::Code;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::{Kind, Mapping};
use crate::cell::Cell;
use crate::dates::Dates;
use crate::trouble::Trouble;

/// As it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    case: Spanned<String>,
    kind: Option<Spanned<Value>>,
    dates: Option<Spanned<String>>,
    #[serde(default)]
    events: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    attributes: BTreeMap<Spanned<String>, Spanned<Value>>,
}

/// A column's name with how to read its cells.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCell {
    column: Option<String>,
    name: Option<String>,
    #[serde(rename = "as")]
    reading: Option<String>,
    yes: Option<Vec<String>>,
    no: Option<Vec<String>>,
    values: Option<BTreeMap<String, String>>,
}

impl Mapping {
    /// Reads a mapping; `file` is what to call the text in messages.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, each under its place.
    pub fn parse(text: &str, file: &str) -> Result<Self, Vec<Trouble>> {
        let mut reader = Reader {
            file,
            text: Arc::from(text),
            troubles: Vec::new(),
        };
        if text.trim().is_empty() {
            return Err(vec![
                Trouble::new(file, Code::EmptyText, "the mapping is empty").help(SHAPE),
            ]);
        }
        let written: Written = match toml::from_str(text) {
            Ok(written) => written,
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let (code, message) = plain(error.message());
                reader.note(code, message, SHAPE, span);
                return Err(reader.troubles);
            }
        };
        let kind = match &written.kind {
            None => Kind::None,
            Some(kind) => reader.kind(kind),
        };
        let dates = match &written.dates {
            None => Dates::Iso,
            Some(dates) => match dates.get_ref().as_str() {
                "uk" => Dates::Uk,
                "iso" => Dates::Iso,
                other => {
                    reader.note(
                        Code::UnknownWord,
                        format!("\"{}\" is no way to write dates", other.escape_debug()),
                        "write \"uk\" for 19/12/2025 or \"iso\" for 2025-12-19",
                        dates.span(),
                    );
                    Dates::Iso
                }
            },
        };
        let mut names = BTreeSet::new();
        let mut attributes = Vec::new();
        for (column, value) in &written.attributes {
            let Some((name, cell)) = reader.attribute(column, value) else {
                continue;
            };
            if !names.insert(name.clone()) {
                reader.note(
                    Code::DuplicateName,
                    format!("two columns are the attribute \"{}\"", name.escape_debug()),
                    "keep one of them, or call one by another name",
                    value.span(),
                );
            }
            attributes.push((column.clone(), name, cell));
        }
        if reader.troubles.is_empty() {
            Ok(Mapping {
                file: file.to_owned(),
                text: reader.text,
                case: written.case,
                kind,
                dates,
                events: written
                    .events
                    .into_iter()
                    .map(|(column, event)| (column, event.into_inner()))
                    .collect(),
                attributes,
            })
        } else {
            Err(reader.troubles)
        }
    }
}

const SHAPE: &str = "a mapping has case = \"COLUMN\", kind, dates, [events] with \"COLUMN\" = \
                     \"event\" and [attributes] with \"COLUMN\" = \"attribute\"";

/// Notes what is wrong with the values of a mapping.
struct Reader<'t> {
    file: &'t str,
    text: Arc<str>,
    troubles: Vec<Trouble>,
}

impl Reader<'_> {
    fn note(&mut self, code: Code, message: impl Into<String>, help: &str, span: Range<usize>) {
        let trouble = Trouble::new(self.file, code, message)
            .help(help)
            .under(self.file, &self.text, span);
        self.troubles.push(trouble);
    }

    fn kind(&mut self, written: &Spanned<Value>) -> Kind {
        const HELP: &str = "write a kind of case, such as \"repair\", or { column = \"Type\" }";
        if let Value::String(kind) = written.get_ref() {
            return Kind::Fixed(kind.clone());
        }
        let Some(cell) = self.cell(written, HELP) else {
            return Kind::None;
        };
        match (&cell.column, &cell.name) {
            (Some(column), None) => {
                let column = Spanned::new(written.span(), column.clone());
                match self.reading(&cell, Cell::Text, written.span()) {
                    Some(reading) => Kind::Column(column, reading),
                    None => Kind::None,
                }
            }
            _ => {
                self.note(
                    Code::WrongType,
                    "this is no kind of case",
                    HELP,
                    written.span(),
                );
                Kind::None
            }
        }
    }

    fn attribute(
        &mut self,
        column: &Spanned<String>,
        written: &Spanned<Value>,
    ) -> Option<(String, Cell)> {
        const HELP: &str = "write the attribute's name, or { name = \"vulnerable\", yes = [\"Y\"], no = [\"N\"] }, \
             { name = \"priority\", values = { P1 = \"emergency\" } } or { name = \"code\", as = \
             \"text\" }";
        if let Value::String(name) = written.get_ref() {
            return Some((name.clone(), Cell::Plain));
        }
        let cell = self.cell(written, HELP)?;
        let (Some(name), None) = (&cell.name, &cell.column) else {
            self.note(
                Code::MissingField,
                format!("the attribute of \"{}\" has no name", column.get_ref()),
                HELP,
                written.span(),
            );
            return None;
        };
        let reading = self.reading(&cell, Cell::Plain, written.span())?;
        Some((name.clone(), reading))
    }

    fn cell(&mut self, written: &Spanned<Value>, help: &str) -> Option<WrittenCell> {
        if !written.get_ref().is_table() {
            self.note(
                Code::WrongType,
                "this is neither a text nor a table",
                help,
                written.span(),
            );
            return None;
        }
        match WrittenCell::deserialize(written.get_ref().clone()) {
            Ok(cell) => Some(cell),
            Err(error) => {
                let (code, message) = plain(error.message());
                self.note(code, message, help, written.span());
                None
            }
        }
    }

    /// How the cells are read.
    fn reading(&mut self, cell: &WrittenCell, usual: Cell, span: Range<usize>) -> Option<Cell> {
        let flags = cell.yes.is_some() || cell.no.is_some();
        let ways = usize::from(flags)
            + usize::from(cell.values.is_some())
            + usize::from(cell.reading.is_some());
        if ways > 1 {
            self.note(
                Code::PointlessOption,
                "a column is read in one way",
                "keep yes and no, or values, or as",
                span,
            );
            return None;
        }
        if let Some(values) = &cell.values {
            return Some(Cell::Values(values.clone()));
        }
        if flags {
            let (yes, no) = (cell.yes.clone(), cell.no.clone());
            return Some(Cell::Flag {
                yes: yes.unwrap_or_default(),
                no: no.unwrap_or_default(),
            });
        }
        match cell.reading.as_deref() {
            None => Some(usual),
            Some("text") => Some(Cell::Text),
            Some("number") => Some(Cell::Number),
            Some(other) => {
                self.note(
                    Code::UnknownWord,
                    format!("\"{}\" is no way to read a column", other.escape_debug()),
                    "write \"text\" or \"number\"",
                    span,
                );
                None
            }
        }
    }
}

/// What the TOML reader says, in this program's words and quotation marks.
fn plain(message: &str) -> (Code, String) {
    let message = message.lines().next().unwrap_or(message).replace('`', "\"");
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let field = rest.split(", expected").next().unwrap_or(rest);
        return (
            Code::UnknownField,
            format!("there is no field {field} here"),
        );
    }
    if let Some(field) = message.strip_prefix("missing field ") {
        return (Code::MissingField, format!("the field {field} is missing"));
    }
    if message.starts_with("duplicate key") {
        let message = "the same name stands here twice: keep one of them";
        return (Code::DuplicateName, message.to_owned());
    }
    if message.starts_with("invalid type") {
        return (Code::WrongType, "this is of the wrong type".to_owned());
    }
    (Code::Syntax, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> Vec<String> {
        Mapping::parse(text, "m.toml")
            .unwrap_err()
            .iter()
            .map(|trouble| format!("{} [{}]", trouble.message, trouble.code))
            .collect()
    }

    #[test]
    fn what_is_wrong_with_a_mapping() {
        for (text, expected) in [
            (" \n", "the mapping is empty [empty-text]"),
            (
                "kase = \"Ref\"",
                "there is no field \"kase\" here [unknown-field]",
            ),
            (
                "kind = \"repair\"",
                "the field \"case\" is missing [missing-field]",
            ),
            ("case = 3", "this is of the wrong type [wrong-type]"),
            (
                "case = \"Ref\"\ndates = \"us\"",
                "\"us\" is no way to write dates [unknown-word]",
            ),
            (
                "case = \"Ref\"\nkind = 3",
                "this is neither a text nor a table [wrong-type]",
            ),
            (
                "case = \"Ref\"\nkind = { name = \"Type\" }",
                "this is no kind of case [wrong-type]",
            ),
            (
                "case = \"Ref\"\n[attributes]\nP = { nam = \"p\" }",
                "there is no field \"nam\" here [unknown-field]",
            ),
            (
                "case = \"Ref\"\n[attributes]\nP = { as = \"text\" }",
                "the attribute of \"P\" has no name [missing-field]",
            ),
            (
                "case = \"Ref\"\n[attributes]\nP = { name = \"p\", as = \"date\" }",
                "\"date\" is no way to read a column [unknown-word]",
            ),
            (
                "case = \"Ref\"\n[attributes]\nP = { name = \"p\", as = \"text\", yes = [\"Y\"] }",
                "a column is read in one way [pointless-option]",
            ),
            (
                "case = \"Ref\"\n[attributes]\nP = \"p\"\nQ = \"p\"",
                "two columns are the attribute \"p\" [duplicate-name]",
            ),
        ] {
            assert_eq!(refused(text), [expected], "{text}");
        }
        assert!(refused("case = \"Ref")[0].ends_with("[syntax]"));
        assert_eq!(
            refused("case = \"Ref\"\ncase = \"Id\""),
            ["the same name stands here twice: keep one of them [duplicate-name]"]
        );
    }
}
