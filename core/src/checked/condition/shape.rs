//! A condition over comparisons that are made elsewhere, and once: only their verdicts
//! are put together.

use super::{AttributeType, Condition, Form, Test};

/// A condition whose comparisons are numbers, from 0 to 127.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// All of these comparisons hold, a bit for each.
    Every(u128),
    All(Vec<Shape>),
    Any(Vec<Shape>),
    Not(Box<Shape>),
}

impl Condition {
    /// Its shape, where `number` gives each comparison its number.
    pub(crate) fn shape<'c>(
        &'c self,
        number: &mut dyn FnMut(&'c str, Option<&'c AttributeType>, &'c Test) -> u32,
    ) -> Shape {
        match &self.0 {
            Form::Is {
                attribute,
                of,
                test,
            } => {
                let number = number(attribute, of.as_ref(), test);
                Shape::Every(1u128.checked_shl(number).unwrap_or(0))
            }
            Form::Named(condition) => condition.shape(number),
            Form::Not(part) => Shape::Not(Box::new(part.shape(number))),
            Form::Any(parts) => Shape::Any(parts.iter().map(|part| part.shape(number)).collect()),
            Form::All(parts) => {
                let mut every = 0;
                let mut others = Vec::new();
                for part in parts {
                    match part.shape(number) {
                        Shape::Every(more) => every |= more,
                        other => others.push(other),
                    }
                }
                if others.is_empty() {
                    return Shape::Every(every);
                }
                others.push(Shape::Every(every));
                Shape::All(others)
            }
        }
    }
}

impl Shape {
    /// Whether it holds, given the comparisons that do and those that are unknown;
    /// nothing where that cannot be said.
    pub(crate) fn judge(&self, holds: u128, unknown: u128) -> Option<bool> {
        match self {
            Shape::Every(all) if all & !(holds | unknown) != 0 => Some(false),
            Shape::Every(all) => (all & unknown == 0).then_some(true),
            Shape::All(parts) => decide(parts, holds, unknown, false),
            Shape::Any(parts) => decide(parts, holds, unknown, true),
            Shape::Not(part) => part.judge(holds, unknown).map(|holds| !holds),
        }
    }
}

/// What one part decides, else unknown where one is, else the opposite.
fn decide(parts: &[Shape], holds: u128, unknown: u128, decides: bool) -> Option<bool> {
    let mut verdict = Some(!decides);
    for part in parts {
        match part.judge(holds, unknown) {
            Some(found) if found == decides => return Some(decides),
            None => verdict = None,
            Some(_) => {}
        }
    }
    verdict
}
