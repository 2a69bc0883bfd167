//! What the columns of a CSV file with a case on each line are, by their own names.

use dueby::{Code, Engine};

use super::Sink;
use crate::cell::Cell;
use crate::csv_cases::{Bound, BoundKind};
use crate::dates::Dates;
use crate::rows::Head;
use crate::trouble::{Trouble, list_of, nearest};

/// What a mapping would be that takes every column by its own name.
pub(crate) fn bind(
    head: &Head,
    engine: &Engine,
    dates: Dates,
    sink: &mut impl Sink,
) -> Result<Bound, Trouble> {
    let header = &head.columns;
    let place = head.place();
    let named = |name: &str| header.iter().position(|column| column.as_ref() == name);
    let known = || header.iter().map(AsRef::as_ref);
    let Some(case) = named("case") else {
        let large = known().find(|name| name.eq_ignore_ascii_case("case"));
        return Err(
            Trouble::new(place, Code::MissingField, "there is no column \"case\"").help(match large {
                Some(large) => format!(
                    "call \"{large}\" \"case\": the names of columns are written in small letters"
                ),
                None => format!(
                "the columns are {}: say which of them has the case's reference, and what the \
                 others are, in a mapping of the columns",
                list_of(known())
            )}),
        );
    };
    let mut bound = Bound {
        case,
        kind: match named("kind") {
            Some(column) => BoundKind::Column(column, Cell::Text),
            None => BoundKind::None,
        },
        dates,
        events: Vec::new(),
        attributes: Vec::new(),
    };
    let mut slips = false;
    for (index, name) in header.iter().enumerate() {
        match name.as_ref() {
            "case" | "kind" | "" => {}
            event if engine.event_types().any(|known| known == event) => {
                bound.events.push((index, event.to_owned()));
            }
            attribute => {
                if let Some(near) = nearest(attribute, engine.event_types()) {
                    slips = true;
                    sink.note(
                        Trouble::new(
                            &place,
                            Code::UnknownEvent,
                            format!("the column \"{attribute}\" is taken as an attribute"),
                        )
                        .help(format!("did you mean the event \"{near}\"?")),
                    );
                }
                bound
                    .attributes
                    .push((index, attribute.to_owned(), Cell::Plain));
            }
        }
    }
    if bound.events.is_empty() && !slips {
        sink.note(
            Trouble::new(
                &place,
                Code::UnknownEvent,
                "no column is named like an event of the rules: nothing has happened in these \
                 cases",
            )
            .help("say which column holds the date of which event in a mapping of the columns"),
        );
    }
    Ok(bound)
}
