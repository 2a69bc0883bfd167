//! Targets over many cases: counted, put together, answered; and which cases are looked at.

use chrono::{DateTime, Utc};
use dueby::{Added, Case, MergeError, TargetOptions};
use dueby_report::{ReadAnswer, Report};
use self_cell::self_cell;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::{Engine, moment, options};
use crate::thrown::{Thrown, json};

/// What is asked of targets: an engine of its own, the moment, the months.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) engine: dueby::Engine,
    pub(crate) as_of: DateTime<Utc>,
    pub(crate) options: TargetOptions,
}

impl Asked {
    /// Without a moment the last of the period; a number of each name.
    pub(crate) fn new(
        engine: &Engine,
        period: &str,
        as_of: Option<String>,
        by: Option<String>,
        names: Vec<String>,
        numbers: &[f64],
        accept: &str,
    ) -> Result<Self, Thrown> {
        let engine = engine.0.clone();
        let as_of = as_of.map(|as_of| moment(&engine, &as_of)).transpose()?;
        let (span, as_of) = engine.span(period, as_of)?;
        let assess = options(&engine, None, false, accept)?;
        let mut options = TargetOptions::of(span).assess(assess);
        if let Some(by) = by {
            options = options.by(by);
        }
        for (name, number) in names.into_iter().zip(numbers) {
            // TypeScript has seen that it is a whole number.
            options = options.number(name, *number as u64);
        }
        Ok(Asked {
            engine,
            as_of,
            options,
        })
    }

    pub(crate) fn fold(&self) -> Result<dueby::Fold<'_>, dueby::Error> {
        dueby::Fold::new(&self.engine, self.as_of, &self.options)
    }
}

self_cell! {
    struct Counted {
        owner: Asked,
        #[not_covariant]
        dependent: InFold,
    }
}

type InFold<'a> = dueby::Fold<'a>;

/// Targets counted over cases that are given one by one.
#[wasm_bindgen]
#[allow(missing_debug_implementations, reason = "it holds counts only")]
pub struct Fold(Counted);

#[wasm_bindgen]
impl Fold {
    /// Of nothing so far.
    #[wasm_bindgen(constructor)]
    pub fn new(
        engine: &Engine,
        period: &str,
        as_of: Option<String>,
        by: Option<String>,
        names: Vec<String>,
        numbers: &[f64],
        accept: &str,
    ) -> Result<Fold, Thrown> {
        let asked = Asked::new(engine, period, as_of, by, names, numbers, accept)?;
        Ok(Fold(Counted::try_new(asked, Asked::fold)?))
    }

    /// Counts a case, JSON; whether none of its reference was counted before.
    pub fn add(&mut self, case: &str) -> Result<bool, Thrown> {
        let case = Case::from_json(case, "case")?;
        let added = self.0.with_dependent_mut(|_, fold| fold.add(&case))?;
        Ok(added == Added::Counted)
    }

    /// Puts in what another has counted.
    pub fn merge(&mut self, other: &Fold) -> Result<(), Thrown> {
        let other = &other.0;
        self.0
            .with_dependent_mut(|_, mine| {
                other.with_dependent(|_, theirs| mine.merge(theirs.clone()))
            })
            .map_err(|error| {
                let code = match error {
                    MergeError::Overlap { .. } => "duplicate-name",
                    _ => "wrong-type",
                };
                Thrown::of(code, &error.to_string())
            })
    }

    /// How many cases were counted.
    pub fn cases(&self) -> f64 {
        self.0.with_dependent(|_, fold| fold.len()) as f64
    }

    /// What they come to, as JSON.
    pub fn answer(&self) -> String {
        json(&self.0.with_dependent(|_, fold| fold.answer()))
    }

    /// The same as a page.
    pub fn html(&self) -> String {
        let answer = self.0.with_dependent(|_, fold| fold.answer());
        let read = ReadAnswer::default();
        dueby_report::html(&Report { answer, read })
    }
}

/// A target as those who ask for a report want to know it.
#[derive(Serialize)]
struct Told<'p> {
    pack: &'p str,
    version: Option<&'p str>,
    target: &'p str,
    promise: &'p str,
    definition: String,
    bound: Option<String>,
    status: dueby::Status,
    per_thousand: Option<&'p str>,
}

/// The targets of an engine's packs, as JSON.
#[wasm_bindgen(js_name = targetsOf)]
pub fn targets_of(engine: &Engine) -> String {
    let targets = engine.0.packs().flat_map(|pack| {
        pack.targets().iter().map(move |target| Told {
            pack: pack.id(),
            version: pack.version(),
            target: target.id(),
            promise: target.promise(),
            definition: target.definition(),
            bound: target.bound(),
            status: target.status(),
            per_thousand: target.per_thousand(),
        })
    });
    json(&targets.collect::<Vec<_>>())
}

/// The cases that a sample chooses.
#[wasm_bindgen]
pub fn sample(
    seed: &str,
    period: &str,
    stratum: &str,
    percent: u32,
    cases: Vec<String>,
) -> Vec<String> {
    let sample = dueby::Sample::new(seed, period, stratum, percent);
    let chosen = sample.choose(cases.iter().map(String::as_str));
    chosen.into_iter().map(str::to_owned).collect()
}

/// The mark of a case in a sample.
#[wasm_bindgen(js_name = sampleMark)]
pub fn sample_mark(seed: &str, period: &str, stratum: &str, case: &str) -> String {
    dueby::Sample::new(seed, period, stratum, 0).mark(case)
}
