//! Why it cannot be said what a clock is: known when it is decided, put in words when
//! it is told.

use super::appointment::Ill;
use super::life::Unknown;
use super::series::Series;
use super::{EndKind, Reason, ReasonCode};
use crate::Limit;
use crate::calendar::RangeError;
use crate::case::Value;
use crate::checked::{Clock, Known, Row};
use crate::compiled::{CompiledClock, Need};
use crate::count::Deadline;
use crate::error::{Shown as _, closest, list_of};
use crate::explain::Given;
use crate::time::{Day, Zone, impossible_date, uk_date, written};

/// Why nothing can be said.
#[derive(Debug, Clone)]
pub(crate) enum Why<'e, 'c> {
    /// A parameter has no value.
    MissingParameter(&'e Need),
    /// Its rule is not confirmed and was not accepted.
    NotAccepted(&'e Clock),
    /// This attribute is missing.
    MissingAttribute(&'e str),
    /// This attribute has a value that it cannot have.
    UnfitAttribute {
        attribute: &'e str,
        value: &'c Value,
    },
    /// This attribute is missing, and would tell whether its version of the pack governs.
    UnsaidVersion(&'e str),
    /// An attribute is missing that would tell what an event does.
    Untold(Unknown<'e, 'c>),
    /// The allowance is not filled in.
    NotFilledIn(Option<&'e str>),
    /// A table has no row for this value.
    NoRow {
        attribute: &'e str,
        value: &'c Value,
        rows: &'e [(String, Limit)],
    },
    /// No row of a table over several attributes is for these.
    NoRowOfAll(Vec<(&'e str, Option<Value>)>),
    /// There is no window that a visit could be made in.
    NoWindow(Ill<'e, 'c>),
    /// Two rows of a table are, and say different things.
    RowsOverlap {
        rows: &'e [Row],
        first: usize,
        second: usize,
    },
    /// The calendar, or the data of time zones, does not reach that far.
    OutOfRange(RangeError),
    /// What the document says is no date.
    NoDate(&'e str),
    /// The attribute that is the due is no date.
    NotADate {
        attribute: &'e str,
        value: &'c Value,
    },
    /// Of the run before nothing can be said, and with it of the anniversary.
    Before(Box<Why<'e, 'c>>),
    /// Time alone has begun more runs than are counted.
    TooManyRuns,
    /// It follows a clock of which nothing can be said.
    Follows {
        clock: &'e str,
        why: Box<Why<'e, 'c>>,
    },
    /// The date alone of what ended it does not say whether that came in time.
    TimeNeeded {
        end: EndKind,
        on: Day,
        due: Deadline,
    },
}

impl<'e, 'c> Why<'e, 'c> {
    /// An attribute without which it cannot be said whether a condition holds: it is
    /// missing, or as good as that.
    pub(super) fn lacks(attribute: &'e str, known: &Known<'c>) -> Self {
        match known.get(attribute) {
            None => Why::MissingAttribute(attribute),
            Some(value) => Why::UnfitAttribute { attribute, value },
        }
    }
}

impl<'e, 'c> Why<'e, 'c> {
    /// Why it cannot be said whether a clock applies: what it is compared with is not filled
    /// in, or this attribute is missing.
    pub(super) fn lacking(ready: &'e CompiledClock, attribute: &'e str, known: &Known<'c>) -> Self {
        match ready.needs.first() {
            Some(need) => Why::MissingParameter(need),
            None => Why::lacks(attribute, known),
        }
    }
}

impl Why<'_, '_> {
    /// What sort of reason it is.
    pub(crate) fn code(&self) -> ReasonCode {
        match self {
            Why::MissingParameter(_) | Why::NotFilledIn(_) => ReasonCode::MissingParameter,
            Why::NotAccepted(_) => ReasonCode::NotAccepted,
            Why::MissingAttribute(_) | Why::UnsaidVersion(_) | Why::Untold(_) => {
                ReasonCode::MissingAttribute
            }
            Why::UnfitAttribute { .. } => ReasonCode::UnfitAttribute,
            Why::NoRow { .. } | Why::NoRowOfAll(_) => ReasonCode::NoRow,
            Why::RowsOverlap { .. } => ReasonCode::RowsOverlap,
            Why::NoWindow(_) => ReasonCode::BadValue,
            Why::OutOfRange(_) => ReasonCode::OutOfRange,
            Why::NoDate(_) | Why::NotADate { .. } => ReasonCode::NoDate,
            Why::TooManyRuns => ReasonCode::TooManyRuns,
            Why::Follows { why, .. } | Why::Before(why) => why.code(),
            Why::TimeNeeded { .. } => ReasonCode::TimeNeeded,
        }
    }

    /// The same in words; times of day are told in the clock's zone.
    pub(super) fn tell(&self, zone: &Zone) -> Reason {
        Reason {
            code: self.code(),
            about: self.about(),
            message: self.message(zone),
        }
    }

    fn about(&self) -> Option<String> {
        let about = match self {
            Why::MissingParameter(need) => need.parameter.as_str(),
            Why::NotAccepted(clock) => clock.status.as_str(),
            Why::MissingAttribute(attribute)
            | Why::UnsaidVersion(attribute)
            | Why::UnfitAttribute { attribute, .. }
            | Why::NoRow { attribute, .. } => attribute,
            Why::Untold(unknown) => unknown.attribute,
            Why::NoRowOfAll(given) => given.first().map_or("", |(name, _)| name),
            Why::NoWindow(Ill::Missing(name) | Ill::NotATime(name, _) | Ill::Reversed(name, _)) => {
                name
            }
            Why::RowsOverlap { first, second, .. } => {
                return Some(format!("rows {} and {}", first + 1, second + 1));
            }
            Why::NotFilledIn(parameter) => return parameter.map(str::to_owned),
            Why::NotADate { attribute, .. } => attribute,
            Why::NoDate(text) => text,
            Why::TooManyRuns => return None,
            Why::Follows { why, .. } | Why::Before(why) => return why.about(),
            Why::OutOfRange(_) | Why::TimeNeeded { .. } => return None,
        };
        Some(about.to_owned())
    }

    fn message(&self, zone: &Zone) -> String {
        let missing = |name: &str| format!("the attribute \"{name}\" is missing");
        match self {
            Why::MissingParameter(need) => format!(
                "the parameter \"{}\" has no value: {}",
                need.parameter, need.question
            ),
            Why::NotAccepted(clock) => format!(
                "its rule is {}: accept it by name or in general to have it run{}",
                clock.status.as_str(),
                match &clock.notes {
                    Some(notes) => format!(". {notes}"),
                    None => String::new(),
                }
            ),
            Why::MissingAttribute(name) => missing(name),
            Why::UnfitAttribute { attribute, value } => {
                let shown: String = value.to_string().chars().take(100).collect();
                format!("the attribute \"{attribute}\" cannot be {shown}")
            }
            Why::UnsaidVersion(name) => format!(
                "{}: it would tell whether this version of the rules is for the case",
                missing(name)
            ),
            Why::Untold(unknown) => format!(
                "{}: it would tell what \"{}\" does",
                missing(unknown.attribute),
                unknown.event.event.event.shown()
            ),
            Why::NotFilledIn(_) => "its allowance is not filled in".to_owned(),
            Why::NoRow {
                attribute,
                value,
                rows,
            } => {
                let text = match value {
                    Value::Text(text) => text.clone(),
                    other => other.to_string(),
                };
                let names = || rows.iter().map(|(name, _)| name.as_str());
                let near = match closest(&text, names()) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("the rule knows {}", list_of(names())),
                };
                format!("no row for {attribute} \"{}\": {near}", text.shown())
            }
            Why::NoRowOfAll(given) => {
                let given: Vec<Given> = given
                    .iter()
                    .map(|(name, value)| Given {
                        attribute: (*name).to_owned(),
                        value: value.clone(),
                    })
                    .collect();
                format!(
                    "no row of its table is for this case: {}",
                    Given::told(&given)
                )
            }
            Why::NoWindow(Ill::Missing(name)) => missing(name),
            Why::NoWindow(Ill::NotATime(name, value)) => {
                let shown: String = value.to_string().chars().take(100).collect();
                format!(
                    "the attribute \"{name}\" is {shown}, and should be a date or a time, year \
                     first: \"2026-03-10T08:00\""
                )
            }
            Why::NoWindow(Ill::Reversed(from, until)) => {
                format!("the window ends before it begins: see \"{from}\" and \"{until}\"")
            }
            Why::RowsOverlap {
                rows,
                first,
                second,
            } => {
                let says = |place: usize| {
                    let limit = rows
                        .get(place)
                        .map_or(String::new(), |row| row.is.to_string());
                    format!("row {} says {limit}", place + 1)
                };
                format!(
                    "two rows of its table are for this case: {}, {}",
                    says(*first),
                    says(*second)
                )
            }
            Why::OutOfRange(error) => {
                let problem = error.problem();
                format!(
                    "{}: {}",
                    problem.message(),
                    problem.remedy().unwrap_or_default()
                )
            }
            Why::NoDate(text) => {
                let shown: String = text.chars().take(100).collect();
                format!(
                    "the document says \"{}\", which is no date: what it means is not guessed",
                    shown.shown()
                )
            }
            Why::NotADate { attribute, value } => match value {
                Value::Text(text) => {
                    let shown: String = text.chars().take(100).collect();
                    let hint = match uk_date(text) {
                        Some(iso) => format!("write the year first, \"{iso}\" if that is meant"),
                        None if impossible_date(text) => "there is no such day".to_owned(),
                        None => "write the year first, \"2026-11-22\"".to_owned(),
                    };
                    format!("{attribute} \"{}\" is no date: {hint}", shown.shown())
                }
                other => format!("{attribute} {other} is no date: give it as \"2026-11-22\""),
            },
            Why::TooManyRuns => format!(
                "more than {} runs have begun by time alone: the rest is not counted; say by an \
                 event that it is over, or give each run more time",
                Series::MOST
            ),
            Why::Before(why) => format!(
                "when it is counted from depends on the run before, of which it cannot be said: {}",
                why.message(zone)
            ),
            Why::Follows { clock, why } => format!(
                "it follows \"{clock}\", of which it cannot be said: {}",
                why.message(zone)
            ),
            Why::TimeNeeded { end, on, due } => format!(
                "the {} is recorded by its date alone, {}, and the promise was due on that day \
                 at {}: record the time",
                match end {
                    EndKind::Cancelled => "cancellation",
                    EndKind::Stopped | EndKind::Missed => "stop",
                },
                on.date(),
                written::seconds(&zone.write(due.last))
            ),
        }
    }
}
