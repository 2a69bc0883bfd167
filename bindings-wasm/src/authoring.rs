//! Rules, calendars and directories as texts: read, and what is wrong with them.

use dueby::{Calendar, Checker, Directory, Error, Pack, Severity};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::Builder;
use crate::shipped::{calendars, ids, packs};
use crate::thrown::{Thrown, Told, json};

fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// A shipped pack; of several versions the last.
fn last(name: &str) -> Result<Pack, Error> {
    let last = packs(name)?.pop();
    last.ok_or_else(|| Error::unknown_pack(name, std::iter::empty()))
}

#[wasm_bindgen]
impl Builder {
    /// Adds a pack given as TOML or JSON; it may extend a shipped one, or one given before.
    #[wasm_bindgen(js_name = packText)]
    pub fn pack_text(&mut self, text: &str, file: &str) -> Result<(), Thrown> {
        let given = &self.packs;
        let base = |name: &str| {
            let known = given.iter().rfind(|pack| pack.is_called(name)).cloned();
            known.map_or_else(|| last(name), Ok)
        };
        let pack = if is_json(text) {
            Pack::from_json_with(text, file, base)?
        } else {
            Pack::from_toml_with(text, file, base)?
        };
        self.packs.push(pack.clone());
        self.builder = std::mem::take(&mut self.builder).pack(pack);
        Ok(())
    }

    /// Adds a calendar given as TOML; it may build on a shipped one, or one given before.
    #[wasm_bindgen(js_name = calendarText)]
    pub fn calendar_text(&mut self, text: &str, file: &str) -> Result<(), Thrown> {
        if self.calendars.is_empty() {
            self.calendars = calendars()?.calendars()?;
        }
        let calendar = Calendar::from_toml_with(text, file, &self.calendars)?;
        self.calendars.push(calendar);
        Ok(())
    }

    /// Says who has which role, as TOML or JSON.
    #[wasm_bindgen(js_name = directoryText)]
    pub fn directory_text(&mut self, text: &str, file: &str) -> Result<(), Thrown> {
        let directory = if is_json(text) {
            Directory::from_json(text, file)?
        } else {
            Directory::from_toml(text, file)?
        };
        self.builder = std::mem::take(&mut self.builder).directory(directory);
        Ok(())
    }
}

/// A calendar given as TOML, that may build on a shipped one.
#[wasm_bindgen(js_name = readCalendar)]
pub fn read_calendar(text: &str, file: &str) -> Result<crate::calendar::Calendar, Thrown> {
    let calendar = Calendar::from_toml_with(text, file, &calendars()?.calendars()?)?;
    Ok(crate::calendar::Calendar(calendar))
}

/// What is wrong with some texts.
#[derive(Serialize)]
struct Report<'r> {
    files: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    problems: Vec<Told<'r>>,
}

/// Everything that is wrong with packs and calendars, as JSON: file after file with its text.
#[wasm_bindgen]
pub fn check(files: Vec<String>, texts: Vec<String>) -> Result<String, Thrown> {
    let mut checker = Checker::new();
    for calendar in calendars()?.calendars()? {
        checker = checker.calendar(calendar);
    }
    for name in ids() {
        for pack in packs(name)? {
            checker = checker.pack(pack);
        }
    }
    for (file, text) in files.into_iter().zip(texts) {
        checker = checker.text(file, text);
    }
    let report = checker.check();
    Ok(json(&Report {
        files: report.files().len(),
        errors: report.count(Severity::Error),
        warnings: report.count(Severity::Warning),
        notes: report.count(Severity::Note),
        problems: report.problems().iter().map(Told::of).collect(),
    }))
}
