//! The tables of a calendar.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor, value};

use super::At;

/// `[calendar]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    #[expect(dead_code, reason = "for people who read the file")]
    pub(crate) source: Option<String>,
    #[expect(dead_code, reason = "for people who read the file")]
    pub(crate) notes: Option<String>,
}

/// `[hours]`: weekdays or spans of them, with their opening windows; and `[dates]`,
/// dates with theirs.
pub(crate) type HoursTable = BTreeMap<At<String>, At<String>>;

/// A line of `[holidays]`: a name, or a table with what makes the day a holiday.
#[derive(Debug)]
pub(crate) struct DatedHoliday {
    pub(crate) name: String,
    pub(crate) by: Option<At<String>>,
}

impl<'de> Deserialize<'de> for DatedHoliday {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameOrTable;
        impl<'de> Visitor<'de> for NameOrTable {
            type Value = DatedHoliday;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the holiday's name, or a table { name = …, by = …, source = … }")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<DatedHoliday, E> {
                Ok(DatedHoliday {
                    name: name.to_owned(),
                    by: None,
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<DatedHoliday, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Table {
                    name: String,
                    by: Option<At<String>>,
                    #[expect(dead_code, reason = "for people who read the file")]
                    source: Option<String>,
                }
                let table = Table::deserialize(value::MapAccessDeserializer::new(map))?;
                Ok(DatedHoliday {
                    name: table.name,
                    by: table.by,
                })
            }
        }
        deserializer.deserialize_any(NameOrTable)
    }
}

/// `[[rule]]`: a holiday of every year.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(crate) on: At<String>,
    pub(crate) when: Option<At<String>>,
    pub(crate) by: At<String>,
    pub(crate) years: Option<At<String>>,
    #[expect(dead_code, reason = "for people who read the file")]
    pub(crate) source: Option<String>,
}

/// `[[closure]]`: a span of dates that are not worked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Closure {
    pub(crate) name: String,
    pub(crate) from: At<String>,
    pub(crate) to: At<String>,
    pub(crate) years: Option<At<String>>,
    pub(crate) priorities: Option<Vec<String>>,
    #[expect(dead_code, reason = "for people who read the file")]
    pub(crate) source: Option<String>,
}
