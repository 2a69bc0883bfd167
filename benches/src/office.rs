//! The office that everybody counts for: England and Wales, Monday to Friday from 09:00
//! to 17:00, local time.

use chrono::NaiveDate;
use dueby::Calendar;
use serde_json::Value;

use crate::{Openings, Script};

/// dueby's calendar, and the same office for all that bring none: bank holidays of a
/// list that is not dueby's own, so that equal answers say something.
#[derive(Debug)]
pub struct Office {
    /// The shipped calendar.
    pub calendar: Calendar,
    /// Bank holidays on weekdays, in order, from the Python package `holidays`.
    pub holidays: Vec<NaiveDate>,
}

impl Office {
    /// Reads both.
    pub fn new() -> Self {
        let found = dueby_rules::calendar("england-and-wales").unwrap();
        let list: Value = serde_json::from_str(include_str!(
            "../../tests/vectors/bank-holidays-england-and-wales.json"
        ))
        .unwrap();
        let holidays = list["holidays"].as_object().unwrap();
        Office {
            calendar: Calendar::from_toml(found.text, found.path).unwrap(),
            holidays: holidays.keys().map(|date| date.parse().unwrap()).collect(),
        }
    }

    /// Its working days, as a script would count them.
    pub fn script(&self) -> Script {
        Script::new(&self.holidays, self.calendar.span())
    }

    /// Its working time, likewise.
    pub fn openings(&self) -> Openings {
        Openings::new(&self.script())
    }
}

impl Default for Office {
    fn default() -> Self {
        Office::new()
    }
}
