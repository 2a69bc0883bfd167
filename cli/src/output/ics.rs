//! Deadlines as an iCalendar file (RFC 5545), for the calendars people look at.

use std::path::Path;

use chrono::{DateTime, Utc};
use dueby::{Assessment, ClockAnswer, State};
use icalendar::{Calendar, Component as _, Event, EventLike as _, Property};

use super::one::several;
use super::whole::Whole;
use super::words::{is_whole_day, moment, promise, shown};
use super::{Setting, reason};
use crate::problems::Stop;

/// The deadlines of running clocks, kept until all of them are there.
#[derive(Debug)]
pub(crate) struct Deadlines {
    file: Whole,
    setting: Setting,
    calendar: Calendar,
}

impl Deadlines {
    /// Finds out whether the file can be written, before anything is worked out.
    pub(crate) fn to(file: &Path, setting: Setting) -> Result<Self, Stop> {
        let mut calendar = Calendar::empty();
        for (name, value) in [
            ("VERSION", "2.0"),
            ("PRODID", "-//dueby//dueby//EN"),
            ("CALSCALE", "GREGORIAN"),
        ] {
            calendar.append_property(Property::new(name, value));
        }
        Ok(Deadlines {
            file: Whole::at(file, "--ics", "deadlines.ics")?,
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
    pub(crate) fn write(self) -> Result<(), Stop> {
        self.file.write(&self.calendar.to_string())
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
