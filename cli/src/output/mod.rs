//! Answers → what is written: a line of JSON a case, or a table and reasons.

mod calendar;
pub(crate) mod diff;
mod drawn;
mod ics;
mod json;
mod many;
mod notes;
mod one;
mod reason;
pub(crate) mod report;
pub(crate) mod table;
mod whole;
pub(crate) mod words;

use std::collections::HashMap;
use std::io::{self, Write};

use dueby::{Assessment, Clock, ClockAnswer, Engine, Pack, Revisions, Status, Value};

use crate::input::{Given, Origin};
pub(crate) use calendar::{Answer, Is, tell_json, tell_text};
pub(crate) use drawn::Drawn;
pub(crate) use ics::Deadlines;
use many::Many;
use notes::Notes;
pub(crate) use whole::Whole;

/// How wide text is that no terminal shows, and the widest on a terminal.
const WIDTH: usize = 99;
const NARROWEST: usize = 60;
const WIDEST: usize = 140;

/// How wide to write: as the terminal is.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(WIDTH, |(width, _)| {
        usize::from(width.0).clamp(NARROWEST, WIDEST)
    })
}

/// A clock: its pack, the pack's version and its id.
type Key = (String, Option<String>, String);

fn key(pack: &Pack, clock: &Clock) -> Key {
    let version = pack.version().map(str::to_owned);
    (pack.id().to_owned(), version, clock.id().to_owned())
}

fn key_of(answer: &ClockAnswer) -> Key {
    (
        answer.pack.clone(),
        answer.version.clone(),
        answer.clock.clone(),
    )
}

/// Whether there are packs of several ids.
fn several(engine: &Engine) -> bool {
    let mut ids = engine.packs().map(Pack::id);
    let first = ids.next();
    ids.any(|id| Some(id) != first)
}

/// What all answers of a run are told in.
#[derive(Debug, Clone)]
pub(crate) struct Setting {
    /// The zone of the first pack's calendar.
    pub(crate) zone: String,
    /// Whether there are several packs (of one, several versions are none), so that promises name theirs.
    pub(crate) packs: bool,
    /// Kinds of case that the clocks are for.
    pub(crate) kinds: Vec<String>,
    /// By clock, the notes on rules that are not confirmed: what else their
    /// words may mean.
    readings: HashMap<Key, String>,
    /// By clock and attribute, the values for which the clock applies.
    conditions: HashMap<(Key, String), Vec<Value>>,
    /// By clock, what else must hold, in words.
    further: HashMap<Key, Vec<String>>,
}

impl Setting {
    pub(crate) fn of(engine: &Engine) -> Self {
        let first = engine.packs().next().map(Pack::calendar);
        let rights = |pack: &'_ Pack| -> Vec<String> {
            let kinds = pack.rights().iter().map(|right| right.clock().kind());
            kinds.map(str::to_owned).collect()
        };
        let mut kinds: Vec<String> = engine
            .packs()
            .flat_map(|pack| pack.clocks())
            .map(|clock| clock.kind().to_owned())
            .chain(engine.packs().flat_map(rights))
            .collect();
        kinds.sort();
        kinds.dedup();
        Setting {
            zone: engine
                .calendars()
                .find(|calendar| first.is_none_or(|first| calendar.id() == first))
                .map_or_else(String::new, |calendar| calendar.zone().name().to_owned()),
            packs: several(engine),
            kinds,
            readings: engine
                .packs()
                .flat_map(|pack| pack.clocks().iter().map(move |clock| (pack, clock)))
                .filter(|(_, clock)| clock.status() != Status::Confirmed)
                .filter_map(|(pack, clock)| Some((key(pack, clock), clock.notes()?.to_owned())))
                .collect(),
            conditions: engine
                .packs()
                .flat_map(|pack| pack.clocks().iter().map(move |clock| (pack, clock)))
                .flat_map(|(pack, clock)| {
                    let entries = clock.when().entries().iter();
                    entries.filter_map(move |entry| {
                        let (attribute, values) = entry.accepts()?;
                        Some(((key(pack, clock), attribute.to_owned()), values.to_vec()))
                    })
                })
                .collect(),
            further: engine
                .packs()
                .flat_map(|pack| pack.clocks().iter().map(move |clock| (pack, clock)))
                .map(|(pack, clock)| {
                    let entries = clock.when().entries().iter();
                    let further = entries.filter(|entry| entry.accepts().is_none());
                    (key(pack, clock), further.map(ToString::to_string).collect())
                })
                .collect(),
        }
    }

    /// What a condition says of an attribute that is no list of values.
    fn comparison(&self, answer: &ClockAnswer, attribute: &str) -> Option<&str> {
        let mut told = self.further.get(&key_of(answer)).into_iter().flatten();
        let names = |told: &&String| told.split([' ', '(', ')']).any(|word| word == attribute);
        told.find(names).map(String::as_str)
    }

    /// The values of an attribute for which a clock applies, where they are known.
    fn values(&self, answer: &ClockAnswer, attribute: &str) -> &[Value] {
        let key = (key_of(answer), attribute.to_owned());
        self.conditions.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The note on a clock whose rule is not confirmed.
    fn reading(&self, answer: &ClockAnswer) -> Option<&str> {
        self.readings.get(&key_of(answer)).map(String::as_str)
    }
}

/// Answers kept until all of them are there.
#[derive(Debug)]
pub(crate) enum Output {
    /// A line of JSON for each.
    Json(json::Spool),
    /// For people.
    Text(Box<Text>),
}

/// For people: one case is told in full, many in a table.
#[derive(Debug)]
pub(crate) struct Text {
    setting: Setting,
    /// The only case so far.
    one: Option<(Given, Assessment)>,
    many: Many,
    notes: Notes,
}

impl Output {
    pub(crate) fn new(json: bool, why: bool, setting: Setting) -> Self {
        if json {
            return Output::Json(json::Spool::new());
        }
        Output::Text(Box::new(Text {
            many: Many::new(why),
            setting,
            one: None,
            notes: Notes::default(),
        }))
    }

    /// Keeps an answer.
    pub(crate) fn add(&mut self, given: Given, assessment: Assessment) -> io::Result<()> {
        match self {
            Output::Json(spool) => spool.add(&assessment),
            Output::Text(text) => {
                text.notes.add(&given.origin, &assessment);
                text.many.add(&given, &assessment, &text.setting, width());
                text.one = (text.many.cases() == 1).then_some((given, assessment));
                Ok(())
            }
        }
    }

    /// Writes everything.
    pub(crate) fn write(self) -> io::Result<()> {
        match self {
            Output::Json(spool) => spool.write(&mut io::stdout().lock()),
            Output::Text(text) => {
                let notes = text.notes.write(width());
                match &text.one {
                    Some((given, answer)) => {
                        print(&one::write(given, answer, &notes, &text.setting, width()))?;
                    }
                    None => print(&text.many.write(&notes, &text.setting, width()))?,
                }
                text.notes.tell_beside();
                Ok(())
            }
        }
    }
}

/// Writes text to standard output, without colours where they do not belong.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut stdout = anstream::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// Writes one answer as a line of JSON.
pub(crate) fn json_line(assessment: &Assessment) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(json::line(assessment)?.as_bytes())?;
    stdout.flush()
}

/// Writes when one promise is due.
pub(crate) fn due(assessment: &Assessment, clock: &Clock, setting: &Setting) -> io::Result<()> {
    let mut text: String = assessment
        .clocks
        .iter()
        .map(|answer| reason::due(answer, clock, setting, width()))
        .collect();
    if assessment.clocks.is_empty() {
        text = reason::does_not_apply(clock, width());
    }
    let mut notes = Notes::default();
    notes.add(&Origin::argument("--from"), assessment);
    text.push_str(&notes.write(width()));
    text.push_str(&foot(&assessment.notice, &assessment.revisions, width()));
    print(&text)?;
    notes.tell_beside();
    Ok(())
}

/// What stands below every answer.
fn foot(notice: &str, revisions: &Revisions, width: usize) -> String {
    let mut parts = vec![
        format!("dueby {}", revisions.engine),
        format!("time zones {}", revisions.zones),
    ];
    for (what, by_id) in [
        ("pack", &revisions.packs),
        ("calendar", &revisions.calendars),
    ] {
        for (id, revision) in by_id {
            parts.push(format!("{what} {} revision {revision}", words::shown(id)));
        }
    }
    if let Some(directory) = &revisions.directory {
        let id = words::shown(&directory.id);
        parts.push(format!("directory {id} revision {}", directory.revision));
    }
    let mut text = format!("\n{notice}\n");
    for line in table::wrap(&format!("Made with {}", parts.join(", ")), width, 2) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}
