//! Reading GOV.UK's bank holidays, as they are published:
//! <https://www.gov.uk/bank-holidays.json>.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::serde_message;
use super::within_limits;
use crate::error::{Code, Error, Place, Problem, Shown as _};
use crate::time::Day;

/// The largest text, in bytes; the published one has some 60 KB.
const LARGEST: usize = 1024 * 1024;

const LIKE: &str = "fetch https://www.gov.uk/bank-holidays.json again";

/// One nation's part. Fields that are added one day are let be: the format is not ours.
#[derive(Debug, Deserialize)]
struct Division {
    events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
struct Event {
    title: String,
    date: NaiveDate,
    #[serde(default)]
    notes: String,
}

/// The holidays of a division with their names, in order; never none.
pub(crate) fn govuk(
    text: &str,
    file: &str,
    division: &str,
) -> Result<BTreeMap<Day, String>, Error> {
    within_limits(text, file, "GOV.UK's bank holidays", LARGEST)?;
    let divisions: BTreeMap<String, Division> = serde_json::from_str(text)
        .map_err(|error| serde_message::of_json(&error, text, file, LIKE))?;
    let Some(found) = divisions.get(division) else {
        return Err(Problem::unknown(
            Code::UnknownWord,
            format!("there is no division \"{}\" here", division.shown()),
            division,
            "the divisions are",
            divisions.keys().map(String::as_str),
        )
        .at(Place::file(file))
        .into());
    };
    if found.events.is_empty() {
        return Err(Problem::new(
            Code::NothingListed,
            format!("division \"{division}\" lists no holiday"),
        )
        .hint("the file may have been cut short: fetch it again")
        .at(Place::file(file))
        .into());
    }
    Ok(found
        .events
        .iter()
        .map(|event| {
            // GOV.UK says of a substitute only that it is one.
            let name = match event.notes.trim() {
                "" => event.title.clone(),
                note => format!("{} ({})", event.title, note.to_lowercase()),
            };
            (Day::of(event.date), name)
        })
        .collect())
}
