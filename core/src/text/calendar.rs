//! Reading a calendar.

use super::Reader;
use crate::calendar::{Calendar, CalendarSpec};
use crate::checked;
use crate::error::{Code, Error, Problem};
use crate::model::{At, CalendarHead, Closure, DatedHoliday, HoursTable, Node, Read, Rule};

/// The most rules that a calendar may have, and the most closures.
const MOST: usize = 1_000;

const TABLES: &[&str] = &[
    "calendar",
    "hours",
    "dates",
    "holidays",
    "projected",
    "cancelled",
    "rule",
    "closure",
];

/// A calendar as it is written, each part with its place.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) head: Option<CalendarHead>,
    pub(crate) hours: Option<HoursTable>,
    pub(crate) dates: Option<HoursTable>,
    pub(crate) holidays: Vec<(At<String>, DatedHoliday)>,
    pub(crate) projected: Vec<(At<String>, DatedHoliday)>,
    /// Dates with the reason why no holiday holds on them.
    pub(crate) cancelled: Vec<(At<String>, String)>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) closures: Vec<Closure>,
}

/// Reads and checks a calendar; `others` are those that it may build on.
pub(crate) fn calendar(
    text: &str,
    file: &str,
    json: bool,
    others: &[Calendar],
) -> Result<CalendarSpec, Error> {
    let (mut reader, tables) = if json {
        Reader::parse_json(text, file, "a calendar")?
    } else {
        Reader::parse(text, file, "a calendar")?
    };
    let mut written = Written::default();
    let (mut head_stands, mut hours_stand) = (false, false);
    for (key, value) in tables {
        match key.get_ref().as_str() {
            "calendar" => {
                head_stands = true;
                written.head = reader.read(value);
            }
            "hours" => {
                hours_stand = true;
                written.hours = reader.read(value);
            }
            "dates" => written.dates = reader.read(value),
            "holidays" => written.holidays = dated(&mut reader, value),
            "projected" => written.projected = dated(&mut reader, value),
            "cancelled" => written.cancelled = dated(&mut reader, value),
            "rule" => {
                for value in reader.few(value, MOST, "rules", "[[rule]] for each holiday") {
                    written.rules.extend(reader.read(value));
                }
            }
            "closure" => {
                for value in reader.few(value, MOST, "closures", "[[closure]] for each closure") {
                    written.closures.extend(reader.read(value));
                }
            }
            "$schema" if json => {}
            _ => reader.unknown_table(&key, TABLES),
        }
    }
    if !head_stands {
        reader.missing_table(
            "calendar",
            "begin with [calendar]: id, title, zone, from and to",
        );
    }
    let alone = written.head.as_ref().is_none_or(|head| {
        head.extends.is_none() && head.off_when_any.is_none() && head.off_when_all.is_none()
    });
    if alone && !hours_stand {
        reader.missing_table("hours", "add opening hours: mon-fri = \"09:00-17:00\"");
    }
    let spec = checked::calendar(written, others, &mut reader);
    reader.finish()?;
    spec.ok_or_else(|| Problem::new(Code::Syntax, "the calendar could not be read").into())
}

/// Lines of dates, each with what is said of it.
fn dated<T: Read>(reader: &mut Reader<'_>, value: Node<'_>) -> Vec<(At<String>, T)> {
    reader
        .table(value, "a date and a name on each line")
        .into_iter()
        .filter_map(|(date, value)| Some((date, reader.read(value)?)))
        .collect()
}
