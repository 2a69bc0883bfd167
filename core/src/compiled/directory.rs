//! A directory with its calendars.

use crate::sorted::Map;

use crate::assess::{Resolve, resolve_role};
use crate::calendar::Calendar;
use crate::checked::Directory;
use crate::error::{Code, Place, Problem, Shown as _};

/// A directory made ready: every calendar that it names is there.
#[derive(Debug, Clone)]
pub(crate) struct CompiledDirectory {
    pub(crate) directory: Directory,
    pub(crate) calendars: Map<String, Calendar>,
    /// Finds who has a role.
    pub(crate) resolve: Resolve,
}

/// A directory as it was given, with what makes it ready. All that serves directories alone is
/// reached from here: an engine that can be given none, as in a module for browsers, carries
/// nothing of it.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) directory: Directory,
    /// The calendars that it names.
    pub(super) named: Vec<String>,
    pub(super) compile: Compile,
}

type Compile = fn(Directory, &Map<String, Calendar>, &mut Vec<Problem>) -> CompiledDirectory;

impl Given {
    pub(super) fn of(directory: Directory) -> Self {
        Given {
            named: directory.named_calendars().into_iter().cloned().collect(),
            directory,
            compile: CompiledDirectory::compile,
        }
    }
}

impl CompiledDirectory {
    fn compile(
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
            resolve: resolve_role,
        }
    }
}
