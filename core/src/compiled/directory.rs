//! A directory with its calendars.

use crate::sorted::Map;

use crate::calendar::Calendar;
use crate::checked::Directory;
use crate::error::{Code, Place, Problem, Shown as _};

/// A directory made ready: every calendar that it names is there.
#[derive(Debug, Clone)]
pub(crate) struct CompiledDirectory {
    pub(crate) directory: Directory,
    pub(crate) calendars: Map<String, Calendar>,
}

impl CompiledDirectory {
    pub(crate) fn compile(
        directory: Directory,
        known: &Map<String, Calendar>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut calendars = Map::new();
        for id in directory.named_calendars() {
            match known.get(id) {
                Some(calendar) => {
                    calendars.insert(id.clone(), calendar.clone());
                }
                None => problems.push(
                    Problem::unknown(
                        Code::UnknownCalendar,
                        format!("there is no calendar \"{}\"", id.shown()),
                        id,
                        "give the engine the calendar; it has",
                        known.keys().map(String::as_str),
                    )
                    .at(Place::file(&directory.id)),
                ),
            }
        }
        CompiledDirectory {
            directory,
            calendars,
        }
    }
}
