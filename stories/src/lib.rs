//! Stories of cases: what is given, what happens, and what is expected at moments. They
//! stand beside a rule pack, and show to whoever reads it, and to whoever changes it, what
//! it means.
//!
//! ```
//! # let calendar = "[calendar]\nid = \"c\"\ntitle = \"C\"\nzone = \"Europe/London\"\nfrom = \"2026-01-01\"\n\
//! #     to = \"2026-12-31\"\n[hours]\nmon-fri = \"09:00-17:00\"\n[holidays]\n2026-12-25 = \"Christmas Day\"\n";
//! # let rules = dueby_stories::Rules {
//! #     calendars: vec![dueby::Calendar::from_toml(calendar, "c.toml")?],
//! #     packs: vec![dueby::Pack::from_toml("[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"c\"\n\
//! #         basis = \"promise\"\n[[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\n\
//! #         stops = \"k.ended\"\nwithin = \"2 working days\"\n", "p.toml")?],
//! #     directories: Vec::new(),
//! # };
//! let text = r#"
//!     title = "Over Christmas"
//!     story = "Two working days from the 23rd: the 24th and, after Christmas, the 28th."
//!     pack = "p"
//!     kind = "k"
//!     [[event]]
//!     event = "k.begun"
//!     at = "2026-12-23T10:00"
//!     [[expect]]
//!     as-of = "2026-12-23T12:00"
//!     clock = "a"
//!     due = "2026-12-25"
//! "#;
//! let stories = dueby_stories::read(text, "story.toml")?;
//! let differences = stories[0].differences(&rules)?;
//! assert_eq!(differences[0].expected, "Fri 25 Dec 2026");
//! assert_eq!(differences[0].found, "end of Mon 28 Dec 2026");
//! assert_eq!(differences[0].because, ["Fri 25 Dec 2026 skipped: Christmas Day"]);
//! # Ok::<(), dueby::Error>(())
//! ```

mod compare;
mod told;
mod written;

use chrono::{DateTime, Utc};
use dueby::{
    Accept, Assessment, Calendar, Case, Directory, Engine, Error, EventTime, Options, Pack,
};
use serde::Deserialize;
use serde_json::json;
pub use written::Story;

use compare::differences;

/// What stories can name.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// The calendars that their packs name.
    pub calendars: Vec<Calendar>,
    /// The packs that they name by id.
    pub packs: Vec<Pack>,
    /// The directories that they name by the name of their file.
    pub directories: Vec<(String, Directory)>,
}

/// Where a story and an answer differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The moment, as the story writes it.
    pub as_of: String,
    /// The clock or the right it is about, where it is about one.
    pub about: Option<String>,
    /// What differs, as the story names it: `due`, `state`.
    pub what: String,
    /// What the story expects, in words.
    pub expected: String,
    /// What the answer says.
    pub found: String,
    /// Why it says so, where that can be said.
    pub because: Vec<String>,
}

/// What a file of stories holds: one story, or a list of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    scenario: Vec<Story>,
}

/// Whether a text tells stories: `[[expect]]` or `[[scenario]]` stands in it.
pub fn tells_stories(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .any(|line| line == "[[expect]]" || line == "[[scenario]]")
}

/// Reads the stories of a text. `file` is what to call it in messages.
///
/// # Errors
///
/// What is wrong with the text, with its place; and a story's case or moment that cannot
/// be read.
pub fn read(text: &str, file: &str) -> Result<Vec<Story>, Error> {
    let many = text.lines().any(|line| line.trim() == "[[scenario]]");
    let stories = if many {
        dueby::read_toml::<Listed>(text, file, "a file of stories")?.scenario
    } else {
        vec![dueby::read_toml::<Story>(text, file, "a story")?]
    };
    for story in &stories {
        story.case().map_err(|error| error.in_file(file))?;
    }
    Ok(stories)
}

impl Story {
    /// What it is about.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The name of the file of its directory, where it has one and does not write it out.
    pub fn directory_file(&self) -> Option<&str> {
        let name = self.directory.as_deref()?;
        (name.ends_with(".toml") || name.ends_with(".json")).then_some(name)
    }

    /// The clocks and rights whose deadline or reason it expects.
    pub fn tells_of(&self) -> impl Iterator<Item = &str> {
        self.expect.iter().filter_map(|one| {
            let clock = one.due.is_some() || one.reason_code.is_some();
            let right = one.open_until.is_some();
            let clock = one.clock.as_deref().filter(|_| clock);
            clock.or(one.right.as_deref().filter(|_| right))
        })
    }

    /// Each difference between what is expected and what the engine says.
    ///
    /// # Errors
    ///
    /// `unknown-pack` for a pack that is not among the rules, and whatever keeps the engine
    /// from being built or the case from being assessed.
    pub fn differences(&self, rules: &Rules) -> Result<Vec<Difference>, Error> {
        let engine = self.engine(rules)?;
        let mut all = Vec::new();
        for (expected, answer) in self.expect.iter().zip(self.asked(&engine)?) {
            all.extend(differences(&engine, expected, &answer)?);
        }
        Ok(all)
    }

    /// What the engine says at each moment that something is expected of, in their order.
    ///
    /// # Errors
    ///
    /// As [`Story::differences`].
    pub fn answers(&self, rules: &Rules) -> Result<Vec<Assessment>, Error> {
        self.asked(&self.engine(rules)?)
    }

    fn asked(&self, engine: &Engine) -> Result<Vec<Assessment>, Error> {
        let case = self.case()?;
        let mut answers = Vec::new();
        for expected in &self.expect {
            let accept = match self.accept.as_deref() {
                None => Accept::none(),
                Some("all") => Accept::all(),
                Some("contested") => Accept::none().contested(),
                Some("unconfirmed") => Accept::none().unconfirmed(),
                Some(other) => match other.split_once('=') {
                    Some((clock, reading)) => Accept::none().reading(clock, reading),
                    None => Accept::none().clock(other),
                },
            };
            let mut options = Options::default().accept(accept);
            if let Some(known_at) = &expected.known_at {
                options = options.known_at(moment(engine, known_at)?);
            }
            let as_of = moment(engine, &expected.as_of)?;
            answers.push(engine.assess_with(&case, as_of, &options)?);
        }
        Ok(answers)
    }

    fn engine(&self, rules: &Rules) -> Result<Engine, Error> {
        let mut builder = Engine::builder();
        let mut calendars = rules.calendars.clone();
        for text in &self.calendars {
            calendars.push(Calendar::from_toml_with(text, "calendars", &calendars)?);
        }
        for calendar in calendars {
            builder = builder.calendar(calendar);
        }
        for id in self.pack.iter().chain(&self.also) {
            let mut found = rules
                .packs
                .iter()
                .filter(|pack| pack.is_called(id))
                .peekable();
            if found.peek().is_none() {
                return Err(Error::unknown_pack(id, rules.packs.iter().map(Pack::id)));
            }
            for pack in found {
                builder = builder.pack(pack.clone());
            }
        }
        let mut own: Vec<Pack> = Vec::new();
        for text in self.rules.iter().chain(&self.more_rules) {
            let base = |id: &str| {
                let mut known = rules.packs.iter().chain(&own);
                let found = known.rfind(|pack| pack.is_called(id)).cloned();
                let ids = || rules.packs.iter().map(Pack::id);
                found.ok_or_else(|| Error::unknown_pack(id, ids()))
            };
            let pack = Pack::from_toml_with(text, "rules", base)?;
            builder = builder.pack(pack.clone());
            own.push(pack);
        }
        for (name, value) in &self.parameters {
            let text = match value {
                toml::Value::String(text) => text.clone(),
                other => inline(other),
            };
            builder = builder.parameter(name, text);
        }
        if let Some(directory) = &self.directory {
            let mut known = rules.directories.iter();
            let known = known.find(|(name, _)| name == directory);
            builder = builder.directory(match known {
                Some((_, directory)) => directory.clone(),
                None => Directory::from_toml(directory, "directory")?,
            });
        }
        builder.build()
    }

    /// The case as JSON, so that the way in is the one that all languages have.
    fn case(&self) -> Result<Case, Error> {
        let mut events = Vec::new();
        for happened in &self.event {
            let mut event =
                json!({"event": happened.event, "at": happened.at, "set": happened.set});
            if let Some(id) = &happened.id {
                event["id"] = json!(id);
            }
            if let Some(note) = &happened.note {
                event["note"] = json!(note);
            }
            if let Some(recorded_at) = &happened.recorded_at {
                event["recorded_at"] = json!(recorded_at);
            }
            if let Some(step) = &happened.step {
                event["step"] = json!(step);
            }
            events.push(event);
        }
        let mut case = json!({"case": "S-1", "attributes": self.attributes, "events": events});
        if let Some(kind) = &self.kind {
            case["kind"] = json!(kind);
        }
        Case::from_json(&case.to_string(), "the case of this story")
    }
}

/// A TOML value as it would stand in a pack.
fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::Table(table) => {
            let rows: Vec<String> = table
                .iter()
                .map(|(name, value)| format!("{name} = {}", inline(value)))
                .collect();
            format!("{{ {} }}", rows.join(", "))
        }
        toml::Value::Array(values) => {
            let values: Vec<String> = values.iter().map(inline).collect();
            format!("[{}]", values.join(", "))
        }
        toml::Value::String(text) => format!("\"{text}\""),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Boolean(flag) => flag.to_string(),
        toml::Value::Datetime(date) => date.to_string(),
    }
}

/// A moment in the zone of the story's calendar.
fn moment(engine: &Engine, text: &str) -> Result<DateTime<Utc>, Error> {
    engine.instant(text.parse::<EventTime>()?)
}
