//! What the columns of a CSV file with a case on each line are, as a file says.
//!
//! `read.rs` reads the file; here its columns are found in a header.

mod read;

use std::sync::Arc;

use dueby::Code;
use toml::Spanned;

use crate::cell::Cell;
use crate::csv_cases::{Bound, BoundKind};
use crate::dates::Dates;
use crate::trouble::{Trouble, list_of, nearest};

/// A mapping file, read.
#[derive(Debug, Clone)]
pub struct Mapping {
    file: String,
    text: Arc<str>,
    case: Spanned<String>,
    kind: Kind,
    dates: Dates,
    events: Vec<(Spanned<String>, String)>,
    attributes: Vec<(Spanned<String>, String, Cell)>,
}

#[derive(Debug, Clone)]
enum Kind {
    None,
    Fixed(String),
    Column(Spanned<String>, Cell),
}

impl Mapping {
    /// Finds its columns in a file's header.
    pub(crate) fn bind(&self, header: &[Arc<str>], csv: &str) -> Result<Bound, Vec<Trouble>> {
        let mut troubles = Vec::new();
        let mut find = |column: &Spanned<String>| -> usize {
            let name = column.get_ref().trim();
            if let Some(found) = header.iter().position(|known| known.as_ref() == name) {
                return found;
            }
            let known = || {
                header
                    .iter()
                    .map(AsRef::as_ref)
                    .filter(|k: &&str| !k.is_empty())
            };
            let trouble = Trouble::new(
                &self.file,
                Code::UnknownField,
                format!("{csv} has no column \"{}\"", name.escape_debug()),
            );
            let trouble = match nearest(name, known()) {
                Some(near) => trouble.help(format!("did you mean \"{near}\"?")),
                None => trouble.help(format!("its columns are {}", list_of(known()))),
            };
            troubles.push(trouble.under(&self.file, &self.text, column.span()));
            0
        };
        let case = find(&self.case);
        let kind = match &self.kind {
            Kind::None => BoundKind::None,
            Kind::Fixed(kind) => BoundKind::Fixed(kind.clone()),
            Kind::Column(column, cell) => BoundKind::Column(find(column), cell.clone()),
        };
        let events = self
            .events
            .iter()
            .map(|(column, event)| (find(column), event.clone()))
            .collect();
        let attributes = self
            .attributes
            .iter()
            .map(|(column, name, cell)| (find(column), name.clone(), cell.clone()))
            .collect();
        if !troubles.is_empty() {
            return Err(troubles);
        }
        let mut bound = Bound {
            case,
            kind,
            dates: self.dates,
            events,
            attributes,
        };
        // What is wrong with a row is told in the order of its columns.
        bound.events.sort_by_key(|(column, _)| *column);
        bound.attributes.sort_by_key(|(column, ..)| *column);
        Ok(bound)
    }
}

#[cfg(test)]
mod tests {
    use super::Mapping;
    use crate::collected::csv;

    #[test]
    fn a_column_that_the_file_does_not_have() {
        let mapping = Mapping::parse(
            "case = \"Ref\"\n[events]\n\"Date recieved\" = \"complaint.received\"\n\
             [attributes]\nOther = \"other\"",
            "m.toml",
        )
        .unwrap();
        let found = csv("Ref,Date received,Patch\n", Some(&mapping));
        assert_eq!(
            found.told(),
            [
                "m.toml: a.csv has no column \"Date recieved\" [unknown-field]",
                "m.toml: a.csv has no column \"Other\" [unknown-field]",
            ]
        );
        let help: Vec<Option<&str>> = found.problems.iter().map(|t| t.help.as_deref()).collect();
        assert_eq!(
            help,
            [
                Some("did you mean \"Date received\"?"),
                Some("its columns are \"Ref\", \"Date received\" and \"Patch\""),
            ]
        );
    }
}
