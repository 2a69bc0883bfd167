//! Reading a calendar.

use super::Reader;
use crate::calendar::CalendarSpec;
use crate::checked;
use crate::error::{Code, Error, Problem};
use crate::model::{At, CalendarHead, HoursTable};

const TABLES: &[&str] = &["calendar", "hours", "holidays", "projected"];

/// A calendar as it is written, each part with its place.
pub(crate) struct Written {
    pub(crate) head: Option<CalendarHead>,
    pub(crate) hours: Option<HoursTable>,
    pub(crate) holidays: Vec<(At<String>, String)>,
    pub(crate) projected: Vec<(At<String>, String)>,
}

/// Reads and checks a calendar.
pub(crate) fn calendar(text: &str, file: &str) -> Result<CalendarSpec, Error> {
    let (mut reader, tables) = Reader::parse(text, file, "a calendar")?;
    let mut written = Written {
        head: None,
        hours: None,
        holidays: Vec::new(),
        projected: Vec::new(),
    };
    let (mut head_stands, mut hours_stand) = (false, false);
    for (key, value) in tables {
        let name = key.get_ref().as_str();
        match name {
            "calendar" => {
                head_stands = true;
                written.head = reader.read(value);
            }
            "hours" => {
                hours_stand = true;
                written.hours = reader.read(value);
            }
            "holidays" | "projected" => {
                let holidays = if name == "holidays" {
                    &mut written.holidays
                } else {
                    &mut written.projected
                };
                for (date, value) in reader.table(value, "a date and a name on each line") {
                    if let Some(name) = reader.read(value) {
                        holidays.push((date, name));
                    }
                }
            }
            _ => reader.unknown_table(&key, TABLES),
        }
    }
    if !head_stands {
        reader.missing_table(
            "calendar",
            "begin with [calendar]: id, title, zone, from and to",
        );
    }
    if !hours_stand {
        reader.missing_table("hours", "add opening hours: mon-fri = \"09:00-17:00\"");
    }
    let revision = reader.revision();
    let spec = checked::calendar(written, revision, &mut reader);
    reader.finish()?;
    spec.ok_or_else(|| Problem::new(Code::Syntax, "the calendar could not be read").into())
}
