//! A case in the making, from one thing after another that tells an event of it.

use std::borrow::Cow;
use std::sync::Arc;

use dueby::{Case, Code, Event, EventTime, Value};

use super::{EventPlaces, Given, Origin};
use crate::dates::Dates;
use crate::trouble::Trouble;

/// What is not an attribute where an event is told.
pub(crate) const OWN: [&str; 8] = [
    "case",
    "event",
    "at",
    "kind",
    "id",
    "recorded_at",
    "step",
    "note",
];

/// One event as it is told: a row of CSV, or an object on a line.
pub(crate) trait Told {
    /// The file.
    fn file(&self) -> &Arc<str>;
    /// Its line.
    fn line(&self) -> u64;
    /// What has this name; nothing where it is blank.
    fn get(&self, name: &str) -> Option<Cow<'_, str>>;
    /// Where that stands.
    fn place(&self, name: &str) -> String;
    /// How dates are written.
    fn dates(&self) -> Dates;
    /// All else that is told.
    fn attributes(&self, troubles: &mut Vec<Trouble>) -> Vec<(String, Value)>;

    /// What has to be there.
    fn needed(&self, name: &str, troubles: &mut Vec<Trouble>) -> Option<Cow<'_, str>> {
        let found = self.get(name);
        if found.is_none() {
            troubles.push(
                Trouble::new(self.place(name), Code::MissingField, "this is blank")
                    .help("each row needs the case, the event and when it happened"),
            );
        }
        found
    }

    /// A time.
    fn time(&self, name: &str, text: &str, troubles: &mut Vec<Trouble>) -> Option<EventTime> {
        match self.dates().read(text) {
            Ok(time) => Some(time),
            Err(bad) => {
                let trouble = Trouble::new(self.place(name), Code::BadTime, bad.message);
                troubles.push(trouble.help(bad.help));
                None
            }
        }
    }

    /// The event; nothing when something is wrong with it.
    fn event(&self, troubles: &mut Vec<Trouble>) -> Option<Event> {
        let event = self.needed("event", troubles);
        let at = self
            .needed("at", troubles)
            .and_then(|text| self.time("at", &text, troubles));
        let recorded_at = match self.get("recorded_at") {
            Some(text) => Some(self.time("recorded_at", &text, troubles)?),
            None => None,
        };
        let mut event = Event::new(event?, at?);
        event.recorded_at = recorded_at;
        event.id = self.get("id").map(Cow::into_owned);
        event.step = self.get("step").map(Cow::into_owned);
        event.note = self.get("note").map(Cow::into_owned);
        event.set = self.attributes(troubles).into_iter().collect();
        Some(event)
    }
}

/// A case in the making.
pub(crate) struct Being {
    case: Case,
    /// The file, and the line that named it first.
    first: (Arc<str>, u64),
    /// The line of each event.
    lines: Vec<u64>,
    /// The line that said what kind it is.
    kind_from: u64,
    bad: bool,
}

impl Being {
    pub(crate) fn new(reference: &str, told: &impl Told) -> Self {
        Being {
            case: Case {
                case: reference.to_owned(),
                ..Case::default()
            },
            first: (Arc::clone(told.file()), told.line()),
            lines: Vec::new(),
            kind_from: 0,
            bad: false,
        }
    }

    pub(crate) fn take(&mut self, told: &impl Told, troubles: &mut Vec<Trouble>) {
        let case = &mut self.case;
        match (told.get("kind"), &case.kind) {
            (Some(kind), None) => {
                case.kind = Some(kind.into_owned());
                self.kind_from = told.line();
            }
            (Some(kind), Some(known)) if kind != known.as_str() => {
                let message = format!(
                    "\"{}\" is another kind than the \"{}\" of line {}",
                    kind.escape_debug(),
                    known.escape_debug(),
                    self.kind_from
                );
                troubles.push(
                    Trouble::new(told.place("kind"), Code::DuplicateName, message)
                        .help("a case is of one kind: leave it blank after the first row"),
                );
            }
            _ => {}
        }
        if told.get("event").is_none() && told.get("at").is_none() {
            // A case to which nothing has happened yet.
            case.attributes.extend(told.attributes(troubles));
        } else if let Some(event) = told.event(troubles) {
            case.events.push(event);
            self.lines.push(told.line());
        }
        self.bad |= !troubles.is_empty();
    }

    /// The case, unless something was wrong with it.
    pub(crate) fn given(self) -> Option<Given> {
        let (file, line) = self.first;
        (!self.bad).then_some(Given {
            case: self.case,
            origin: Origin {
                file,
                line: Some(line),
                events: EventPlaces::Lines(self.lines),
            },
        })
    }
}
