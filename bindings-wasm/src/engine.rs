//! Engines: cases asked of packs.

use chrono::{DateTime, Utc};
use dueby::{Accept, Assessment, Case, EngineBuilder, Entry, EventTime, Options};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::shipped;
use crate::thrown::{Thrown, json};

/// Collects what an engine is made of.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Builder {
    pub(crate) builder: EngineBuilder,
    /// The calendars that were given, and the shipped ones that they may build on; none where
    /// none was given.
    #[cfg(feature = "authoring")]
    pub(crate) calendars: Vec<dueby::Calendar>,
    /// The packs given as texts, that later ones may extend.
    #[cfg(feature = "authoring")]
    pub(crate) packs: Vec<dueby::Pack>,
}

#[wasm_bindgen]
impl Builder {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Builder {
        Builder::default()
    }

    /// Adds a shipped pack that was given: every version of it, or that of `id@version`.
    pub fn pack(&mut self, name: &str) -> Result<(), Thrown> {
        for pack in shipped::packs(name)? {
            self.builder = std::mem::take(&mut self.builder).pack(pack);
        }
        Ok(())
    }

    /// Fills in a parameter.
    pub fn parameter(&mut self, name: &str, value: &str) {
        self.builder = std::mem::take(&mut self.builder).parameter(name, value);
    }

    /// The engine, with the shipped calendars that it asks for.
    pub fn build(&mut self) -> Result<Engine, Thrown> {
        let mut builder = std::mem::take(&mut self.builder);
        #[cfg(feature = "authoring")]
        if !self.calendars.is_empty() {
            for calendar in &self.calendars {
                builder = builder.calendar(calendar.clone());
            }
            return Ok(Engine(builder.build()?));
        }
        for id in builder.named_calendars() {
            match shipped::calendars()?.calendar(&id)? {
                Some(calendar) => builder = builder.calendar(calendar),
                // Who is told that there is none is told of all that there are.
                #[cfg(feature = "authoring")]
                None => {
                    for calendar in shipped::calendars()?.calendars()? {
                        builder = builder.calendar(calendar);
                    }
                }
                #[cfg(not(feature = "authoring"))]
                None => {}
            }
        }
        Ok(Engine(builder.build()?))
    }
}

/// Rules made ready to assess cases.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(pub(crate) dueby::Engine);

/// An answer with its steps in words.
#[derive(Serialize)]
struct WithTexts<'a> {
    answer: &'a Assessment,
    clocks: Vec<Vec<String>>,
    rights: Vec<Vec<String>>,
}

impl<'a> WithTexts<'a> {
    fn of(answer: &'a Assessment) -> Self {
        let texts = |steps: &[Entry]| steps.iter().map(Entry::text).collect();
        let clocks = answer.clocks.iter();
        let rights = answer.rights.iter();
        WithTexts {
            answer,
            clocks: clocks.map(|clock| texts(&clock.explanation)).collect(),
            rights: rights.map(|right| texts(&right.explanation)).collect(),
        }
    }
}

/// What the caller asks beside the case: `accept` has a word a line, as the command line's
/// `--accept`.
pub(crate) fn options(
    engine: &dueby::Engine,
    known_at: Option<String>,
    strict: bool,
    accept: &str,
) -> Result<Options, Thrown> {
    let mut accepted = Accept::none();
    for word in accept.lines() {
        accepted = match (word, word.split_once('=')) {
            ("all", _) => accepted.unconfirmed().contested(),
            ("unconfirmed", _) => accepted.unconfirmed(),
            ("contested", _) => accepted.contested(),
            (_, Some((clock, reading))) => accepted.reading(clock, reading),
            (clock, None) => accepted.clock(clock),
        };
    }
    let mut options = Options::default().accept(accepted);
    if let Some(known_at) = known_at {
        options = options.known_at(moment(engine, &known_at)?);
    }
    if strict {
        options = options.strict();
    }
    Ok(options)
}

pub(crate) fn moment(engine: &dueby::Engine, text: &str) -> Result<DateTime<Utc>, Thrown> {
    Ok(engine.instant(text.parse::<EventTime>()?)?)
}

#[wasm_bindgen]
impl Engine {
    pub(crate) fn assessed(
        &self,
        case: &str,
        as_of: &str,
        known_at: Option<String>,
        strict: bool,
        accept: &str,
    ) -> Result<Assessment, Thrown> {
        let case = Case::from_json(case, "case")?;
        let options = options(&self.0, known_at, strict, accept)?;
        Ok(self
            .0
            .assess_with(&case, moment(&self.0, as_of)?, &options)?)
    }

    /// The answer for a case, as JSON: what the Rust crate's `Assessment` is.
    pub fn assess(
        &self,
        case: &str,
        as_of: &str,
        known_at: Option<String>,
        strict: bool,
        accept: &str,
    ) -> Result<String, Thrown> {
        Ok(json(&self.assessed(case, as_of, known_at, strict, accept)?))
    }

    /// The same with the steps of each explanation in words.
    #[wasm_bindgen(js_name = assessWithTexts)]
    pub fn assess_with_texts(
        &self,
        case: &str,
        as_of: &str,
        known_at: Option<String>,
        strict: bool,
        accept: &str,
    ) -> Result<String, Thrown> {
        let answer = self.assessed(case, as_of, known_at, strict, accept)?;
        Ok(json(&WithTexts::of(&answer)))
    }

    /// When one promise is due that starts at a time, as [`Engine::assess_with_texts`] tells
    /// it; `attributes` is a JSON object.
    pub fn due(
        &self,
        pack: &str,
        clock: &str,
        from: &str,
        attributes: &str,
        accept: &str,
    ) -> Result<String, Thrown> {
        let known: Case = Case::from_json(
            &format!("{{\"case\":\"attributes\",\"attributes\":{attributes}}}"),
            "attributes",
        )?;
        let mut attributes = Vec::new();
        for (name, value) in &known.attributes {
            attributes.push((name.as_str(), value.clone()));
        }
        let answer = self.0.due(
            pack,
            clock,
            from.parse()?,
            &attributes,
            &options(&self.0, None, false, accept)?,
        )?;
        Ok(json(&WithTexts::of(&answer)))
    }

    /// What is in its packs: a JSON list.
    pub fn packs(&self) -> String {
        shipped::listed(self.0.packs())
    }

    /// The types of events that its clocks know, one a line.
    #[wasm_bindgen(js_name = eventTypes)]
    pub fn event_types(&self) -> String {
        self.0.event_types().collect::<Vec<_>>().join("\n")
    }

    /// The name of the zone that its answers are written in.
    pub fn zone(&self) -> String {
        self.0.calendar().zone().name().to_owned()
    }

    /// Who has which role, as JSON, if it was told.
    pub fn directory(&self) -> Option<String> {
        #[derive(Serialize)]
        struct Told<'d> {
            id: &'d str,
            title: &'d str,
            revision: &'d str,
            roles: Vec<&'d str>,
        }
        self.0.directory().map(|directory| {
            json(&Told {
                id: directory.id(),
                title: directory.title(),
                revision: directory.revision(),
                roles: directory.roles().collect(),
            })
        })
    }

    /// A calendar that its clocks count with, by its id.
    pub fn calendar(&self, id: &str) -> Option<crate::calendar::Calendar> {
        let mut known = self.0.calendars();
        let found = known.find(|calendar| calendar.id() == id);
        found.cloned().map(crate::calendar::Calendar)
    }
}
