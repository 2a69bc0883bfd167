//! Attributes held against what the packs declare, and slips in the values of those that
//! they do not: a priority "Urgent" where the rules say "urgent" would leave every promise
//! out without a word.

use crate::sorted::Set;

use super::findings::Findings;
use crate::case::{Case, Value};
use crate::compiled::{Engine, Expected};
use crate::error::{Code, Place, Problem, Shown as _, is_a_slip};

/// Notes the attributes that have a value which they cannot have. Where several packs
/// declare one, it fits when it fits any of them.
///
/// Of those that nothing declares, it notes each text that no clock knows but that differs
/// from one that some do in case, spaces or a single letter: other values may well be meant,
/// no clock is for them.
pub(super) fn slips(engine: &Engine, case: &Case, findings: &mut Findings) {
    let Expected {
        known, declared, ..
    } = &engine.expected;
    let mut seen = Set::new();
    let mut all: Vec<(Option<usize>, (&String, &Value))> = Vec::new();
    for value in &case.attributes {
        all.push((None, value));
    }
    for (index, event) in case.events.iter().enumerate() {
        for value in &event.set {
            all.push((Some(index), value));
        }
    }
    for (event, (name, value)) in all {
        let mut note = |problem: Problem| {
            findings.add(match event {
                Some(index) => problem.at(Place::event(index)),
                None => problem,
            });
        };
        if let Some(attributes) = declared.get(name.as_str()) {
            if !attributes.iter().any(|one| one.of.fits(value))
                && let Some(one) = attributes.first()
            {
                let what = format!("the attribute \"{}\"", name.shown());
                if let Some(problem) = one.of.misfit(&what, value) {
                    note(problem);
                }
            }
            continue;
        }
        if !known.contains_key(name.as_str())
            && let Some(near) = declared.keys().find(|near| is_a_slip(name, near))
        {
            let shown: String = name.chars().take(100).collect();
            let problem = Problem::new(
                Code::UnknownAttribute,
                format!("no rule knows the attribute \"{}\"", shown.shown()),
            );
            note(problem.hint(format!("did you mean \"{near}\"?")));
            continue;
        }
        let (Value::Text(text), Some(values)) = (value, known.get(name.as_str())) else {
            continue;
        };
        if text.len() > 100 || values.contains(text) || !seen.insert((name, text)) {
            continue;
        }
        let Some(near) = values.iter().find(|value| is_a_slip(text, value)) else {
            continue;
        };
        let problem = Problem::new(
            Code::UnknownValue,
            format!("no clock knows {name} \"{}\"", text.shown()),
        )
        .hint(format!("did you mean \"{near}\"?"));
        note(problem);
    }
}
