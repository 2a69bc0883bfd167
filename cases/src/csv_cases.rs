//! CSV with a case on each row and a column for each event.

use std::sync::Arc;

use dueby::{Case, Code, Event};

use super::{EventPlaces, Given, Origin};
use crate::cell::Cell;
use crate::dates::Dates;
use crate::rows::{Head, Row};
use crate::trouble::Trouble;

/// What the columns of a file are, by their place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bound {
    /// The case's reference.
    pub(crate) case: usize,
    pub(crate) kind: BoundKind,
    pub(crate) dates: Dates,
    /// When an event of this type happened.
    pub(crate) events: Vec<(usize, String)>,
    /// An attribute of this name.
    pub(crate) attributes: Vec<(usize, String, Cell)>,
}

/// Where a case's kind is from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum BoundKind {
    None,
    Fixed(String),
    Column(usize, Cell),
}

/// The case of a row, with what is wrong with it.
pub(crate) fn case(head: &Head, bound: &Bound, row: &Row, troubles: &mut Vec<Trouble>) -> Given {
    let column = |index: usize| {
        head.columns
            .get(index)
            .cloned()
            .unwrap_or_else(|| Arc::from(""))
    };
    let mut note = |index: usize, code: Code, message: String, help: String| {
        let place = format!("{}:{}, column \"{}\"", head.name, row.line, column(index));
        troubles.push(Trouble::new(place, code, message).help(help));
    };
    let mut case = Case::default();
    let mut columns = Vec::new();
    match row.cell(bound.case) {
        Some(reference) => case.case = reference.to_owned(),
        None => note(
            bound.case,
            Code::MissingField,
            "the case has no reference".to_owned(),
            "fill it in: answers name the case by it".to_owned(),
        ),
    }
    case.kind = match &bound.kind {
        BoundKind::None => None,
        BoundKind::Fixed(kind) => Some(kind.clone()),
        BoundKind::Column(index, cell) => match row.cell(*index).map(|text| cell.value(text)) {
            None => None,
            Some(Ok(dueby::Value::Text(kind))) => Some(kind),
            Some(Ok(other)) => Some(other.to_string()),
            Some(Err((message, help))) => {
                note(*index, Code::UnknownWord, message, help);
                None
            }
        },
    };
    for (index, name, cell) in &bound.attributes {
        match row.cell(*index).map(|text| cell.value(text)) {
            None => {}
            Some(Ok(value)) => {
                case.attributes.insert(name.clone(), value);
            }
            Some(Err((message, help))) => note(*index, Code::UnknownWord, message, help),
        }
    }
    for (index, event) in &bound.events {
        match row.cell(*index).map(|text| bound.dates.read(text)) {
            None => {}
            Some(Ok(at)) => {
                case.events.push(Event::new(event.clone(), at));
                columns.push(column(*index));
            }
            Some(Err(bad)) => note(*index, Code::BadTime, bad.message, bad.help),
        }
    }
    Given {
        case,
        origin: Origin {
            file: Arc::clone(&head.name),
            line: Some(row.line),
            events: EventPlaces::Columns(columns),
        },
    }
}

#[cfg(test)]
mod tests {
    use dueby::Value;

    use crate::collected::csv;
    use crate::mapping::Mapping;

    #[test]
    fn columns_are_events_or_attributes_by_their_names() {
        let found = csv(
            "case,kind,complaint.received,complaint.acknowledged,patch,flagged\n\
             A,complaint,2025-12-19,,Norton,true\n",
            None,
        );
        assert_eq!(found.told(), [""; 0]);
        let case = &found.cases[0].case;
        assert_eq!(case.kind.as_deref(), Some("complaint"));
        // A blank cell: it has not happened.
        assert_eq!(case.events.len(), 1);
        assert_eq!(case.events[0].event, "complaint.received");
        assert_eq!(case.attributes["patch"], Value::from("Norton"));
        assert_eq!(case.attributes["flagged"], Value::Flag(true));
        assert_eq!(
            found.cases[0].origin.place(Some(0)),
            "a.csv:2, column \"complaint.received\""
        );
    }

    #[test]
    fn a_column_that_is_nearly_an_event_is_noted() {
        let found = csv("case,complaint.recieved\nA,x\n", None);
        assert_eq!(found.cases[0].case.attributes.len(), 1);
        assert_eq!(
            found.notes[0].help.as_deref(),
            Some("did you mean the event \"complaint.received\"?")
        );
    }

    #[test]
    fn a_mapping_says_what_columns_are() {
        let mapping = Mapping::parse(
            "case = \"Ref\"\n\
             kind = { column = \"Type\", values = { Rep = \"repair\" } }\n\
             dates = \"uk\"\n\
             [events]\n\
             Reported = \"repair.reported\"\n\
             [attributes]\n\
             P = { name = \"priority\", values = { P1 = \"emergency\" } }\n\
             V = { name = \"vulnerable\", yes = [\"Y\", \"Yes\"], no = [\"N\"] }\n\
             Code = { name = \"code\", as = \"text\" }\n\
             Visits = { name = \"visits\", as = \"number\" }\n",
            "m.toml",
        )
        .unwrap();
        let found = csv(
            "Ref,Type,P,V,Code,Visits,Reported,Unused\n\
             R-1,Rep,P1,Yes,12,07,19/12/2025 16:42,x\n\
             R-2,,,N,,,,\n",
            Some(&mapping),
        );
        assert_eq!(found.told(), [""; 0]);
        let case = &found.cases[0].case;
        assert_eq!(case.kind.as_deref(), Some("repair"));
        assert_eq!(case.attributes["priority"], Value::from("emergency"));
        assert_eq!(case.attributes["vulnerable"], Value::Flag(true));
        assert_eq!(case.attributes["code"], Value::from("12"));
        assert_eq!(case.attributes["visits"], Value::Number(7.0));
        assert_eq!(case.attributes.len(), 4);
        assert_eq!(case.events[0].at.to_string(), "2025-12-19T16:42:00");
        assert_eq!(
            found.cases[1].case.attributes["vulnerable"],
            Value::Flag(false)
        );
        assert_eq!(found.cases[1].case.kind, None);

        let found = csv(
            "Ref,Type,P,V,Code,Visits,Reported\n\
             ,Gas,P9,Maybe,,many,31/13/2025\n",
            Some(&mapping),
        );
        assert_eq!(found.cases, []);
        assert_eq!(
            found.told(),
            [
                "a.csv:2, column \"Ref\": the case has no reference [missing-field]",
                "a.csv:2, column \"Type\": the mapping does not say what \"Gas\" is \
                 [unknown-word]",
                "a.csv:2, column \"P\": the mapping does not say what \"P9\" is [unknown-word]",
                "a.csv:2, column \"V\": \"Maybe\" is neither yes nor no [unknown-word]",
                "a.csv:2, column \"Visits\": \"many\" is not a number [unknown-word]",
                "a.csv:2, column \"Reported\": \"31/13/2025\" is not a date: there is no month \
                 13 [bad-time]",
            ]
        );
    }
}
