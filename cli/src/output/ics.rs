//! Deadlines as an iCalendar file (RFC 5545), for the calendars people look at.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use dueby::{Assessment, ClockAnswer, State};
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};
use tempfile::{Builder, NamedTempFile};

use super::one::several;
use super::words::{is_whole_day, moment, promise, shown};
use super::{Setting, reason};
use crate::problems::{Stop, Trouble};

/// The deadlines of running clocks, kept until all of them are there.
#[derive(Debug)]
pub(crate) struct Deadlines {
    file: PathBuf,
    /// Beside the file, until everything is in it; gone when it is not.
    new: NamedTempFile<File>,
    setting: Setting,
    calendar: Calendar,
}

impl Deadlines {
    /// Finds out whether the file can be written, before anything is worked out.
    pub(crate) fn to(file: &Path, setting: Setting) -> Result<Self, Stop> {
        let name = file.display().to_string();
        if name == "-" {
            return Err(
                Trouble::argument("--ics", "deadlines are written to a file")
                    .help("give its name: --ics deadlines.ics")
                    .into(),
            );
        }
        if file.is_dir() {
            return Err(Stop::Unwritable(
                Trouble::unwritable(name, "this is a folder").help("name a file in it"),
            ));
        }
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = Builder::new();
        builder.prefix(".dueby-").suffix(".ics");
        // As files usually are, and not for their owner alone as temporary ones.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let new = builder
            .tempfile_in(folder)
            .map_err(|error| unwritable(file, &error))?;
        let mut calendar = Calendar::empty();
        for (name, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//dueby//dueby//EN"),
            ("CALSCALE", "GREGORIAN"),
        ] {
            calendar.append_property(Property::new(name, value));
        }
        Ok(Deadlines {
            file: file.to_owned(),
            new,
            setting,
            calendar,
        })
    }

    /// Keeps the deadlines of a case.
    pub(crate) fn add(&mut self, answer: &Assessment) {
        let several = several(&answer.clocks);
        for clock in &answer.clocks {
            let key = (clock.pack.as_str(), clock.clock.as_str());
            let one_of_several = several.get(&key).is_some_and(|n| *n > 1);
            let event = event(answer, clock, one_of_several, &self.setting);
            self.calendar.components.extend(event.map(Into::into));
        }
    }

    /// Writes the file: whole, or not at all.
    pub(crate) fn write(mut self) -> Result<(), Stop> {
        let text = self.calendar.to_string();
        let new = self.new.as_file_mut();
        new.write_all(text.as_bytes())
            .and_then(|()| new.sync_all())
            .map_err(|error| unwritable(&self.file, &error))?;
        // Who could not write the old file does not get to put another in its place.
        if fs::metadata(&self.file).is_ok_and(|old| old.permissions().readonly()) {
            let error = io::Error::from(io::ErrorKind::PermissionDenied);
            return Err(unwritable(&self.file, &error));
        }
        match self.new.persist(&self.file) {
            Ok(_) => Ok(()),
            Err(error) => Err(unwritable(&self.file, &error.error)),
        }
    }
}

/// The deadline of a clock that is running.
fn event(
    answer: &Assessment,
    clock: &ClockAnswer,
    one_of_several: bool,
    setting: &Setting,
) -> Option<Event> {
    if !matches!(clock.state, State::OnTrack | State::AtRisk | State::Overdue) {
        return None;
    }
    let due = clock.due?;
    let promise = promise(clock, one_of_several, setting.packs);
    let mut said = vec![format!("{} as of {}", clock.state, moment(&answer.as_of))];
    said.extend(reason::said(clock, setting));
    let said: Vec<String> = said.iter().map(|one| shown(one)).collect();
    let mut event = Event::new();
    event
        .uid(&uid(&answer.case, clock))
        .timestamp(answer.as_of.with_timezone(&Utc))
        .summary(&shown(&format!("{promise}: {}", answer.case)))
        .description(&format!("{}\n\n{}", said.join("\n"), answer.notice))
        // A deadline takes up nobody's time.
        .add_property("TRANSP", "TRANSPARENT");
    if is_whole_day(&due, clock) {
        // The crate's own all-day events end on the day they begin, which is no time at all.
        let date = clock.due_date.unwrap_or_else(|| due.date_naive());
        event.starts(date).ends(date.succ_opt().unwrap_or(date));
    } else {
        let due: DateTime<Utc> = due.with_timezone(&Utc);
        event.starts(due);
    }
    Some(event.done())
}

/// The same for one instance of a clock in every file. A slash in a case's reference is
/// written out, so that no two cases have the same.
fn uid(case: &str, clock: &ClockAnswer) -> String {
    let mut uid = String::new();
    for byte in case.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                uid.push(char::from(byte));
            }
            other => uid.push_str(&format!("%{other:02X}")),
        }
    }
    format!(
        "{uid}/{}/{}/{}@dueby",
        clock.pack, clock.clock, clock.instance
    )
}

fn unwritable(file: &Path, error: &io::Error) -> Stop {
    let name = file.display().to_string();
    Stop::Unwritable(match error.kind() {
        io::ErrorKind::NotFound => Trouble::unwritable(name, "there is no such folder")
            .help("make the folder first, or check its name"),
        io::ErrorKind::PermissionDenied => Trouble::unwritable(name, "this may not be written")
            .help("ask whoever owns it for permission, or name a file in another folder"),
        _ => Trouble::unwritable(name, format!("this cannot be written: {error}"))
            .help("free some space, or name a file in another folder"),
    })
}
