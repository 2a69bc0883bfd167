//! The tables of a calendar.

use toml::de::DeValue;

use super::At;
use super::node::{self, Node, Read, Wrong};
use crate::sorted::Map;

table! {
    /// `[calendar]`
    #[derive(Debug)]
    pub(crate) struct CalendarHead {
        pub(crate) id: At<String>,
        pub(crate) title: At<String>,
        pub(crate) zone: Option<At<String>>,
        /// The first date known, inclusive.
        pub(crate) from: Option<At<String>>,
        /// The last date known, inclusive.
        pub(crate) to: Option<At<String>>,
        /// The last date up to which the dated holidays are complete, inclusive.
        pub(crate) published: Option<At<String>>,
        pub(crate) extends: Option<At<String>>,
        pub(crate) off_when_any: Option<At<Vec<At<String>>>>,
        pub(crate) off_when_all: Option<At<Vec<At<String>>>>,
        pub(crate) checked: Option<At<String>>,
        /// For people who read the file.
        pub(crate) source: Option<String>,
        /// For people who read the file.
        pub(crate) notes: Option<String>,
    }
}

/// `[hours]`: weekdays or spans of them, with their opening windows; and `[dates]`,
/// dates with theirs.
pub(crate) type HoursTable = Map<At<String>, At<String>>;

impl Read for HoursTable {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        let mut hours = HoursTable::new();
        for (days, windows) in node::table(node, "a table")? {
            hours.insert(days, Read::read(windows)?);
        }
        Ok(hours)
    }
}

/// A line of `[holidays]`: a name, or a table with what makes the day a holiday.
#[derive(Debug)]
pub(crate) struct DatedHoliday {
    pub(crate) name: String,
    pub(crate) by: Option<At<String>>,
}

impl Read for DatedHoliday {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        table! {
            struct Table {
                name: String,
                by: Option<At<String>>,
                _source as "source": Option<String>,
            }
        }
        match node.get_ref() {
            DeValue::String(_) => String::read(node).map(|name| DatedHoliday { name, by: None }),
            DeValue::Table(_) => Table::read(node).map(|table| DatedHoliday {
                name: table.name,
                by: table.by,
            }),
            _ => Err(Wrong::shape(
                &node,
                "the holiday's name, or a table { name = …, by = …, source = … }",
            )),
        }
    }
}

table! {
    /// `[[rule]]`: a holiday of every year.
    #[derive(Debug)]
    pub(crate) struct Rule {
        pub(crate) name: String,
        pub(crate) on: At<String>,
        pub(crate) when: Option<At<String>>,
        pub(crate) by: At<String>,
        pub(crate) years: Option<At<String>>,
        /// For people who read the file.
        pub(crate) source: Option<String>,
    }
}

table! {
    /// `[[closure]]`: a span of dates that are not worked.
    #[derive(Debug)]
    pub(crate) struct Closure {
        pub(crate) name: String,
        pub(crate) from: At<String>,
        pub(crate) to: At<String>,
        pub(crate) years: Option<At<String>>,
        pub(crate) priorities: Option<Vec<String>>,
        /// For people who read the file.
        pub(crate) source: Option<String>,
    }
}
