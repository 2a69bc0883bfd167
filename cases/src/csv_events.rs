//! CSV with an event on each row.

use std::borrow::Cow;
use std::sync::Arc;

use dueby::{Code, Value};

use crate::being::{OWN, Told};
use crate::dates::Dates;
use crate::rows::{Head, Row};
use crate::trouble::Trouble;
use crate::value;

/// The columns that every such file has.
const NEEDED: [&str; 3] = ["case", "event", "at"];

/// The problem of a file that would be one of events, were the names of its columns
/// written as they are here: "Case".
pub(crate) fn in_capitals(head: &Head) -> Option<Trouble> {
    let written = |needed: &&str| {
        let mut names = head.columns.iter();
        names.find(|name| name.eq_ignore_ascii_case(needed))
    };
    let mut found = NEEDED.iter().map(|needed| (needed, written(needed)));
    if !found.clone().all(|(_, name)| name.is_some()) {
        return None;
    }
    let (needed, name) = found.find(|(needed, _)| !head.has(needed))?;
    let message = format!("the column \"{}\" has a capital letter", name?);
    Some(
        Trouble::new(head.place(), Code::UnknownField, message).help(format!(
            "call it \"{needed}\": the names of columns are written in small letters"
        )),
    )
}

/// The columns, by what they are.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) file: Arc<str>,
    own: [Option<usize>; OWN.len()],
    /// The attribute that each column sets.
    attributes: Vec<Option<Arc<str>>>,
    dates: Dates,
}

impl Columns {
    pub(crate) fn find(head: &Head, dates: Dates) -> Result<Self, Trouble> {
        for needed in NEEDED {
            if !head.has(needed) {
                return Err(Trouble::new(
                    head.place(),
                    Code::MissingField,
                    format!("there is no column \"{needed}\""),
                )
                .help(
                    "a file with an event on each line has the columns \"case\", \"event\" and \
                     \"at\"; for one with a case on each line, say in a mapping what its columns are",
                ));
            }
        }
        let names = head.columns.iter();
        Ok(Columns {
            file: Arc::clone(&head.name),
            own: OWN.map(|name| head.column(name)),
            attributes: names
                .map(|name| {
                    let sets = !name.is_empty() && !OWN.contains(&name.as_ref());
                    sets.then(|| Arc::clone(name))
                })
                .collect(),
            dates,
        })
    }

    /// A row, by what its cells are.
    pub(crate) fn of<'r>(&'r self, row: &'r Row) -> Cells<'r> {
        Cells { columns: self, row }
    }

    /// Where the reference of a case stands.
    pub(crate) fn case(&self) -> usize {
        self.own.first().copied().flatten().unwrap_or(0)
    }
}

/// A row, by what its cells are.
pub(crate) struct Cells<'r> {
    columns: &'r Columns,
    row: &'r Row,
}

impl Told for Cells<'_> {
    fn file(&self) -> &Arc<str> {
        &self.columns.file
    }

    fn line(&self) -> u64 {
        self.row.line
    }

    fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let place = OWN.iter().position(|own| *own == name)?;
        let column = (*self.columns.own.get(place)?)?;
        self.row.cell(column).map(Cow::Borrowed)
    }

    fn place(&self, column: &str) -> String {
        format!(
            "{}:{}, column \"{column}\"",
            self.columns.file, self.row.line
        )
    }

    fn dates(&self) -> Dates {
        self.columns.dates
    }

    fn attributes(&self, _: &mut Vec<Trouble>) -> Vec<(String, Value)> {
        let set = self.row.cells().filter_map(|(column, cell)| {
            let name = self.columns.attributes.get(column)?.as_ref()?;
            Some((name.to_string(), value(cell)))
        });
        set.collect()
    }
}

#[cfg(test)]
mod tests {
    use dueby::Value;

    use crate::collected::csv;

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
