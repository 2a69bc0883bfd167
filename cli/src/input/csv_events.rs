//! CSV with an event on each row; the rows of a case may stand anywhere.

use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

use dueby::{Case, Code, Event, EventTime};

use super::dates::Dates;
use super::rows::{Row, Rows};
use super::{EventPlaces, Given, Origin, Sink, value};
use crate::problems::Trouble;

/// Columns that are not attributes.
const OWN: [&str; 8] = [
    "case",
    "event",
    "at",
    "kind",
    "id",
    "recorded_at",
    "step",
    "note",
];

/// The columns that every such file has.
const NEEDED: [&str; 3] = ["case", "event", "at"];

/// The problem of a file that would be one of events, were the names of its columns
/// written as they are here: "Case".
pub(super) fn in_capitals(rows: &Rows<impl Read>) -> Option<Trouble> {
    let written = |needed: &&str| {
        let mut names = rows.header.iter();
        names.find(|name| name.eq_ignore_ascii_case(needed))
    };
    let mut found = NEEDED.iter().map(|needed| (needed, written(needed)));
    if !found.clone().all(|(_, name)| name.is_some()) {
        return None;
    }
    let (needed, name) = found.find(|(needed, _)| !rows.has(needed))?;
    let place = format!("{}:{}", rows.name, rows.header_line);
    let message = format!("the column \"{}\" has a capital letter", name?);
    Some(
        Trouble::new(place, Code::UnknownField, message).help(format!(
            "call it \"{needed}\": the names of columns are written in small letters"
        )),
    )
}

/// Reads every row as an event, and then gives the cases in the order in which each
/// was first named.
pub(super) fn read(rows: &mut Rows<impl Read>, sink: &mut impl Sink) {
    let columns = match Columns::find(rows) {
        Ok(columns) => columns,
        Err(trouble) => return sink.problem(trouble),
    };
    let mut cases: Vec<Being> = Vec::new();
    let mut by_reference: HashMap<String, usize> = HashMap::new();
    while let Some(row) = rows.next(sink) {
        let cells = Cells {
            columns: &columns,
            file: &rows.name,
            row: &row,
        };
        let mut troubles = Vec::new();
        let Some(reference) = cells.needed("case", &mut troubles) else {
            troubles.into_iter().for_each(|t| sink.problem(t));
            continue;
        };
        let index = *by_reference.entry(reference.to_owned()).or_insert_with(|| {
            cases.push(Being::new(reference, &cells));
            cases.len() - 1
        });
        if let Some(being) = cases.get_mut(index) {
            being.take(&cells, &mut troubles);
        }
        troubles.into_iter().for_each(|t| sink.problem(t));
    }
    for being in cases.into_iter().filter(|being| !being.bad) {
        sink.case(being.given());
    }
}

/// The columns, by what they are.
struct Columns {
    own: HashMap<&'static str, usize>,
    attributes: Vec<(usize, Rc<str>)>,
}

impl Columns {
    fn find(rows: &Rows<impl Read>) -> Result<Self, Trouble> {
        for needed in NEEDED {
            if !rows.has(needed) {
                return Err(Trouble::new(
                    format!("{}:{}", rows.name, rows.header_line),
                    Code::MissingField,
                    format!("there is no column \"{needed}\""),
                )
                .help(
                    "a file with an event on each line has the columns \"case\", \"event\" and \
                     \"at\"; for one with a case on each line, give a mapping file with --map",
                ));
            }
        }
        let own: HashMap<_, _> = OWN
            .iter()
            .filter_map(|name| Some((*name, rows.column(name)?)))
            .collect();
        let attributes = rows
            .header
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.is_empty() && !OWN.contains(&name.as_ref()))
            .map(|(index, name)| (index, Rc::clone(name)))
            .collect();
        Ok(Columns { own, attributes })
    }
}

/// A row, by what its cells are.
struct Cells<'r> {
    columns: &'r Columns,
    file: &'r Rc<str>,
    row: &'r Row,
}

impl<'r> Cells<'r> {
    fn get(&self, name: &str) -> Option<&'r str> {
        self.row.cell(*self.columns.own.get(name)?)
    }

    fn place(&self, column: &str) -> String {
        format!("{}:{}, column \"{column}\"", self.file, self.row.line)
    }

    fn needed(&self, name: &str, troubles: &mut Vec<Trouble>) -> Option<&'r str> {
        let found = self.get(name);
        if found.is_none() {
            troubles.push(
                Trouble::new(self.place(name), Code::MissingField, "this is blank")
                    .help("each row needs the case, the event and when it happened"),
            );
        }
        found
    }

    fn time(&self, name: &str, text: &str, troubles: &mut Vec<Trouble>) -> Option<EventTime> {
        match Dates::Iso.read(text) {
            Ok(time) => Some(time),
            Err(bad) => {
                let trouble = Trouble::new(self.place(name), Code::BadTime, bad.message);
                troubles.push(trouble.help(bad.help));
                None
            }
        }
    }

    /// The event of this row; nothing when something is wrong with it.
    fn event(&self, troubles: &mut Vec<Trouble>) -> Option<Event> {
        let event = self.needed("event", troubles);
        let at = self
            .needed("at", troubles)
            .and_then(|text| self.time("at", text, troubles));
        let recorded_at = match self.get("recorded_at") {
            Some(text) => Some(self.time("recorded_at", text, troubles)?),
            None => None,
        };
        let mut event = Event::new(event?, at?);
        event.recorded_at = recorded_at;
        event.id = self.get("id").map(str::to_owned);
        event.step = self.get("step").map(str::to_owned);
        event.note = self.get("note").map(str::to_owned);
        event.set = self.attributes().collect();
        Some(event)
    }

    fn attributes(&self) -> impl Iterator<Item = (String, dueby::Value)> {
        self.columns
            .attributes
            .iter()
            .filter_map(|(index, name)| Some((name.to_string(), value(self.row.cell(*index)?))))
    }
}

/// A case in the making.
struct Being {
    case: Case,
    /// The file, and the line that named it first.
    first: (Rc<str>, u64),
    /// The line of each event.
    lines: Vec<u64>,
    /// The line that said what kind it is.
    kind_from: u64,
    bad: bool,
}

impl Being {
    fn new(reference: &str, cells: &Cells<'_>) -> Self {
        Being {
            case: Case {
                case: reference.to_owned(),
                ..Case::default()
            },
            first: (Rc::clone(cells.file), cells.row.line),
            lines: Vec::new(),
            kind_from: 0,
            bad: false,
        }
    }

    fn take(&mut self, cells: &Cells<'_>, troubles: &mut Vec<Trouble>) {
        let case = &mut self.case;
        match (cells.get("kind"), &case.kind) {
            (Some(kind), None) => {
                case.kind = Some(kind.to_owned());
                self.kind_from = cells.row.line;
            }
            (Some(kind), Some(known)) if kind != known => {
                let message = format!(
                    "\"{}\" is another kind than the \"{}\" of line {}",
                    kind.escape_debug(),
                    known.escape_debug(),
                    self.kind_from
                );
                troubles.push(
                    Trouble::new(cells.place("kind"), Code::DuplicateName, message)
                        .help("a case is of one kind: leave it blank after the first row"),
                );
            }
            _ => {}
        }
        if cells.get("event").is_none() && cells.get("at").is_none() {
            // A case to which nothing has happened yet.
            case.attributes.extend(cells.attributes());
        } else if let Some(event) = cells.event(troubles) {
            case.events.push(event);
            self.lines.push(cells.row.line);
        }
        self.bad |= !troubles.is_empty();
    }
    fn given(self) -> Given {
        let (file, line) = self.first;
        Given {
            case: self.case,
            origin: Origin {
                file,
                line: Some(line),
                events: EventPlaces::Lines(self.lines),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use dueby::Value;

    use crate::input::collected::csv;

    #[test]
    fn the_rows_of_a_case_may_stand_anywhere() {
        let found = csv(
            "case,kind,event,at,recorded_at,id,note,priority,visits\n\
             B,repair,repair.reported,2025-12-01,,E-1,,urgent,\n\
             A,complaint,complaint.received,2025-12-02 09:00,,,by letter,,\n\
             B,,repair.completed,2025-12-05T10:00:00Z,2025-12-08,,,,2\n",
            None,
        );
        assert_eq!(found.told(), [""; 0]);
        let [b, a] = found.cases.as_slice() else {
            panic!("{:?}", found.cases);
        };
        // In the order in which each was first named.
        assert_eq!((b.case.case.as_str(), a.case.case.as_str()), ("B", "A"));
        assert_eq!(b.case.kind.as_deref(), Some("repair"));
        let [reported, completed] = b.case.events.as_slice() else {
            panic!("{:?}", b.case.events);
        };
        assert_eq!(reported.id.as_deref(), Some("E-1"));
        assert_eq!(reported.set["priority"], Value::from("urgent"));
        // A blank cell sets nothing.
        assert_eq!(completed.set.len(), 1);
        assert_eq!(completed.set["visits"], Value::Number(2.0));
        assert_eq!(completed.recorded_at.unwrap().to_string(), "2025-12-08");
        assert_eq!(a.case.events[0].note.as_deref(), Some("by letter"));
        assert_eq!(b.origin.place(Some(1)), "a.csv:4");
        assert_eq!(b.origin.place(None), "a.csv:2");
    }

    #[test]
    fn a_row_without_an_event_opens_a_case() {
        let found = csv("case,kind,event,at,patch\nA,complaint,,,Norton\n", None);
        assert_eq!(found.cases[0].case.events, []);
        assert_eq!(
            found.cases[0].case.attributes["patch"],
            Value::from("Norton")
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_line_and_column() {
        let found = csv(
            "case,kind,event,at\n\
             A,complaint,complaint.received,19/12/2025\n\
             ,complaint,complaint.received,2025-12-19\n\
             B,complaint,complaint.received,\n\
             C,complaint,complaint.received,2025-12-19\n\
             C,repair,complaint.answered,2025-12-22\n",
            None,
        );
        // No case with something wrong in it is given.
        assert_eq!(found.cases, []);
        assert_eq!(
            found.told(),
            [
                "a.csv:2, column \"at\": \"19/12/2025\" is not a time [bad-time]",
                "a.csv:3, column \"case\": this is blank [missing-field]",
                "a.csv:4, column \"at\": this is blank [missing-field]",
                "a.csv:6, column \"kind\": \"repair\" is another kind than the \"complaint\" of \
                 line 5 [duplicate-name]",
            ]
        );
    }

    #[test]
    fn columns_that_are_needed() {
        for (header, missing) in [
            ("case,event", "at"),
            ("event,at", "case"),
            ("case,at", "event"),
        ] {
            assert_eq!(
                csv(header, None).told(),
                [format!(
                    "a.csv:1: there is no column \"{missing}\" [missing-field]"
                )]
            );
        }
    }
}
