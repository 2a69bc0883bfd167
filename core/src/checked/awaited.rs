//! What a rule waits for: events of a type, perhaps under a condition.

use super::Condition;

/// An event of a type; under a condition, only those that it holds right after.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Awaited {
    pub(crate) event: String,
    pub(crate) when: Option<Condition>,
}

precompiled!(struct Awaited { event, when });

pub(super) use read::{check, check_names};

mod read {
    use std::ops::Range;

    use super::super::{condition, names};
    use super::Awaited;
    use crate::error::{Code, Problem};
    use crate::model::{At, Name, Names};
    use crate::text::Reader;

    /// The most events that may stand in one place.
    const MOST_EVENTS: usize = 200;

    /// Events of a clock, each checked.
    pub(in super::super) fn check(written: &At<Names>, reader: &mut Reader<'_>) -> Vec<Awaited> {
        check_names(written.get_ref(), written.span(), reader)
    }

    /// The same for names without a place of their own.
    pub(in super::super) fn check_names(
        written: &Names,
        span: Range<usize>,
        reader: &mut Reader<'_>,
    ) -> Vec<Awaited> {
        match written {
            Names::One(name) => vec![one(name, span, reader)],
            Names::Many(names) => {
                if names.is_empty() {
                    reader.note(
                        Problem::new(Code::NothingListed, "no event is listed")
                            .hint("name at least one, such as \"complaint.received\""),
                        span,
                    );
                }
                let place = names.get(MOST_EVENTS).map(At::span);
                if reader.too_many(names.len(), MOST_EVENTS, "events", place) {
                    return Vec::new();
                }
                names
                    .iter()
                    .map(|name| one(name.get_ref(), name.span(), reader))
                    .collect()
            }
        }
    }

    fn one(name: &Name, span: Range<usize>, reader: &mut Reader<'_>) -> Awaited {
        match name {
            Name::Type(event) => {
                names::event(event, span, reader);
                Awaited {
                    event: event.clone(),
                    when: None,
                }
            }
            Name::Under(under) => {
                names::event(under.event.get_ref(), under.event.span(), reader);
                Awaited {
                    event: under.event.get_ref().clone(),
                    when: under
                        .when
                        .as_ref()
                        .map(|condition| condition::check(condition, reader)),
                }
            }
        }
    }
}
