//! Reading a table of rows that stands on its own, as a parameter's value.

use super::Reader;
use crate::checked::{self, Declared, Within};
use crate::error::{Code, Error, Place, Problem};
use crate::model;

/// Reads and checks the rows, by what the pack declares. The problems have no place: that of the value stands for it.
pub(crate) fn rows(value: &str, declared: Declared) -> Result<Within, Error> {
    const WHAT: &str = "a table of allowances";
    // A list of tables is TOML or JSON, and never both: names stand between quotation marks
    // and before a colon in one of them.
    let in_json = format!("{{\"within\": {value}}}");
    let in_toml = format!("within = {value}");
    let (mut reader, tables) = match Reader::parse_json(&in_json, "value", WHAT) {
        Ok(read) => read,
        Err(_) => Reader::parse(&in_toml, "value", WHAT)?,
    };
    reader.declared = declared;
    let mut within = None;
    for (_, written) in tables {
        let written: Option<model::At<model::Within>> = reader.read(written);
        within = written.and_then(|written| checked::within(&written, &mut reader));
    }
    if let Err(error) = reader.finish() {
        let placeless = error
            .problems()
            .map(|problem| problem.clone().at(Place::default()));
        return Err(Error::of(placeless.collect()).unwrap_or(error));
    }
    within.ok_or_else(|| Problem::new(Code::WrongType, "these are not rows of a table").into())
}
