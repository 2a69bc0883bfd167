//! What an extension asks for, with the attributes as they are right after its event.

use super::findings::Findings;
use crate::case::Value;
use crate::checked::{By, Extension, Known, Verdict};
use crate::time::{Day, iso_date};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Ask {
    /// What the rule gives.
    Plain,
    /// The end of this date.
    To(Day),
    /// The date is none.
    NoDate,
    /// The rule's condition does not hold.
    Unfounded,
}

/// What an event asks for; the attribute that would tell where it is missing.
pub(super) fn judge<'e>(
    extension: &'e Extension,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Result<Ask, &'e str> {
    if let Some(when) = &extension.when {
        findings.judged(when, known);
        match when.judge(known) {
            Verdict::Holds => {}
            Verdict::Fails => return Ok(Ask::Unfounded),
            Verdict::Missing(name) => return Err(name),
        }
    }
    let By::Date(attribute) = &extension.by else {
        return Ok(Ask::Plain);
    };
    match known.get(attribute.as_str()) {
        None => Err(attribute),
        Some(Value::Text(text)) => {
            Ok(iso_date(text).map_or(Ask::NoDate, |date| Ask::To(Day::of(date))))
        }
        Some(_) => Ok(Ask::NoDate),
    }
}
