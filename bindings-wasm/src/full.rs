//! What an engine is asked beside answers: pictures, what is to come, and other rules.

use dueby::Case;
use dueby_picture::Picture;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::{Engine, moment, options};
use crate::thrown::{Thrown, json};

#[wasm_bindgen]
impl Engine {
    /// The answer for a case as a picture, SVG text.
    #[allow(clippy::too_many_arguments, reason = "an option each")]
    pub fn picture(
        &self,
        case: &str,
        as_of: &str,
        known_at: Option<String>,
        strict: bool,
        accept: &str,
        width: u16,
        on_paper: bool,
    ) -> Result<String, Thrown> {
        let answer = self.assessed(case, as_of, known_at, strict, accept)?;
        let picture = Picture::of(&self.0).width(width);
        let picture = if on_paper {
            picture.on_paper()
        } else {
            picture
        };
        Ok(picture.draw(&answer))
    }

    /// Every change to come of a case between two moments, as JSON.
    pub fn timeline(
        &self,
        case: &str,
        from: &str,
        until: &str,
        known_at: Option<String>,
        strict: bool,
        accept: &str,
    ) -> Result<String, Thrown> {
        let case = Case::from_json(case, "case")?;
        let options = options(&self.0, known_at, strict, accept)?;
        let (from, until) = (moment(&self.0, from)?, moment(&self.0, until)?);
        Ok(json(&self.0.timeline(&case, from, until, &options)?))
    }

    /// What differs with other rules, as JSON; a case a line.
    #[wasm_bindgen(js_name = whatIf)]
    pub fn what_if(
        &self,
        other: &Engine,
        cases: &str,
        as_of: &str,
        known_at: Option<String>,
        strict: bool,
        accept: &str,
    ) -> Result<String, Thrown> {
        let cases = cases
            .lines()
            .map(|line| Case::from_json(line, "case"))
            .collect::<Result<Vec<_>, _>>()?;
        let options = options(&self.0, known_at, strict, accept)?;
        let as_of = moment(&self.0, as_of)?;
        Ok(json(&self.0.what_if(&other.0, &cases, as_of, &options)?))
    }
}
