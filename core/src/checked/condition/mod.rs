//! Conditions on attributes. They are closed: a few comparisons, put together with
//! all, any and not, and nothing that would have to be run.
//!
//! Judging knows three verdicts: what does not depend on a missing attribute is
//! decided without it.

mod asks;
mod known;
mod open;
mod read;
mod season;
mod shape;
mod test;
mod text;

use std::sync::Arc;

pub(crate) use asks::Asks;
pub(crate) use known::Known;
pub(crate) use open::{Assigned, Edge, Judged};
pub(super) use read::{check, check_of_start};
pub(crate) use shape::Shape;
pub(crate) use test::{Sort, Test};

use super::AttributeType;
use crate::case::Value;
use crate::error::{Code, Problem, Shown as _};

/// What conditions call the date on which a clock's instance started.
pub(crate) const START_DATE: &str = "start-date";

/// What must hold of a case's attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition(Form);

#[cfg(feature = "precompiled")]
impl crate::precompiled::Precompiled for Condition {
    fn write(&self, to: &mut crate::precompiled::Writer) {
        self.0.write(to);
    }

    fn read(from: &mut crate::precompiled::Reader<'_>) -> Self {
        from.deeper(|from| Condition(Form::read(from)))
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Form {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// One that is written once and used by its name.
    Named(Arc<Condition>),
    Is {
        attribute: String,
        /// What it was declared to be, if it was.
        of: Option<AttributeType>,
        test: Test,
    },
}

precompiled!(enum Form { All(a), Any(a), Not(a), Named(a), Is { attribute, of, test } });

/// Whether a condition holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict<'c> {
    Holds,
    Fails,
    /// It cannot be said: this attribute is missing, or has a value that it cannot have.
    Missing(&'c str),
}

impl Condition {
    /// The condition that always holds.
    pub(crate) fn always() -> Self {
        Condition(Form::All(Vec::new()))
    }

    /// The condition with another one before it, that must hold as well.
    pub(crate) fn within(self, scope: Option<&Condition>) -> Self {
        let Some(scope) = scope else {
            return self;
        };
        let mut parts: Vec<Condition> = Vec::new();
        for condition in [scope, &self] {
            match &condition.0 {
                Form::All(all) => parts.extend(all.iter().cloned()),
                _ => parts.push(condition.clone()),
            }
        }
        match (parts.len(), parts.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                parts.extend(last);
                Condition(Form::All(parts))
            }
        }
    }

    /// The condition that both hold; none where there is neither.
    pub(crate) fn both(one: Option<&Condition>, other: Option<&Condition>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => {
                Some(Condition(Form::All(vec![one.clone(), other.clone()])))
            }
            (one, other) => one.or(other).cloned(),
        }
    }

    /// Whether it holds.
    pub(crate) fn judge(&self, known: &Known<'_>) -> Verdict<'_> {
        match &self.0 {
            Form::All(parts) => decide(parts, known, Verdict::Fails, Verdict::Holds),
            Form::Any(parts) => decide(parts, known, Verdict::Holds, Verdict::Fails),
            Form::Named(condition) => condition.judge(known),
            Form::Not(part) => match part.judge(known) {
                Verdict::Holds => Verdict::Fails,
                Verdict::Fails => Verdict::Holds,
                missing => missing,
            },
            Form::Is {
                attribute,
                of,
                test,
            } => match known.passes(attribute, of.as_ref(), test) {
                Some(true) => Verdict::Holds,
                Some(false) => Verdict::Fails,
                None => Verdict::Missing(attribute),
            },
        }
    }

    /// The attributes whose value is of a sort that it cannot be compared with, each
    /// with its value and what is wanted.
    pub(crate) fn mistyped<'v>(
        &self,
        known: &Known<'v>,
        note: &mut dyn FnMut(&str, &'v Value, &[Sort]),
    ) {
        self.tests(&mut |attribute, of, test| {
            // What is declared is held against its declaration, whether or not it is used.
            if of.is_none()
                && let Some(value) = known.get(attribute)
                && let Some(wanted) = test.wants(value)
            {
                note(attribute, value, &wanted);
            }
        });
    }

    /// The texts that it names, each with its attribute.
    pub(crate) fn texts<'c>(&'c self, note: &mut dyn FnMut(&'c str, &'c str)) {
        self.tests(&mut |attribute, _, test| {
            for value in test.accepted().unwrap_or_default() {
                if let Value::Text(text) = value {
                    note(attribute, text);
                }
            }
        });
    }

    /// The comparisons that it makes, each with its attribute and what that was declared to
    /// be, if it was.
    pub(crate) fn tests<'c>(
        &'c self,
        each: &mut dyn FnMut(&'c str, Option<&'c AttributeType>, &'c Test),
    ) {
        match &self.0 {
            Form::All(parts) | Form::Any(parts) => {
                parts.iter().for_each(|part| part.tests(each));
            }
            Form::Not(part) => part.tests(each),
            Form::Named(condition) => condition.tests(each),
            Form::Is {
                attribute,
                of,
                test,
            } => each(attribute, of.as_ref(), test),
        }
    }

    /// The parameters that it asks for.
    pub(crate) fn parameters<'c>(&'c self, note: &mut dyn FnMut(&'c str)) {
        self.tests(&mut |_, _, test| {
            if let Test::Asks(asks) = test {
                asks.parameters().for_each(&mut *note);
            }
        });
    }

    /// Whether it asks for a parameter.
    pub(crate) fn asks_parameter(&self) -> bool {
        let mut asks = false;
        self.parameters(&mut |_| asks = true);
        asks
    }

    /// The same with the values that parameters have in their place. What is wrong with one
    /// where it is used is noted with the parameter.
    pub(crate) fn filled<'v>(
        &self,
        value_of: &dyn Fn(&str) -> Option<&'v Value>,
        note: &mut dyn FnMut(&str, Problem),
    ) -> Condition {
        let mut all = |parts: &[Condition]| -> Vec<Condition> {
            let parts = parts.iter();
            parts
                .map(|part| part.filled(value_of, &mut *note))
                .collect()
        };
        Condition(match &self.0 {
            Form::All(parts) => Form::All(all(parts)),
            Form::Any(parts) => Form::Any(all(parts)),
            Form::Not(part) => Form::Not(Box::new(part.filled(value_of, note))),
            Form::Named(condition) if condition.asks_parameter() => {
                Form::Named(Arc::new(condition.filled(value_of, note)))
            }
            Form::Is {
                attribute,
                of,
                test: Test::Asks(asks),
            } => {
                let test = asks.with(value_of);
                if let Some(test) = &test {
                    for name in asks.parameters() {
                        let problem = unfit(attribute, of.as_ref(), test);
                        problem.into_iter().for_each(|problem| note(name, problem));
                    }
                }
                Form::Is {
                    attribute: attribute.clone(),
                    of: of.clone(),
                    test: test.unwrap_or_else(|| Test::Asks(asks.clone())),
                }
            }
            form => form.clone(),
        })
    }

    /// Whether it asks when the clock has started.
    pub(crate) fn asks_start(&self) -> bool {
        let mut asks = false;
        self.tests(&mut |attribute, _, _| asks |= attribute == START_DATE);
        asks
    }

    /// Its entries, each of which must hold; none of the condition that always does.
    pub fn entries(&self) -> &[Condition] {
        match &self.0 {
            Form::All(parts) => parts,
            Form::Named(condition) => condition.entries(),
            _ => std::slice::from_ref(self),
        }
    }

    /// The attribute and the values it may have, where that is all the condition says.
    pub fn accepts(&self) -> Option<(&str, &[Value])> {
        match &self.0 {
            Form::Is {
                attribute, test, ..
            } => Some((attribute, test.accepted()?)),
            Form::Named(condition) => condition.accepts(),
            _ => None,
        }
    }
}

/// What is wrong with a comparison once parameters have values.
fn unfit(attribute: &str, of: Option<&AttributeType>, test: &Test) -> Option<Problem> {
    if test.is_empty() {
        let problem = Problem::new(Code::NothingListed, format!("no value {test}"));
        return Some(problem.hint("the lower end comes first"));
    }
    let what = format!("the attribute \"{}\"", attribute.shown());
    let values = test.accepted().unwrap_or_default().iter();
    let mut misfits = values.filter_map(|value| of?.misfit(&what, value));
    misfits.next()
}

/// The first part that decides, else an attribute that is missing, else the rest.
fn decide<'c>(
    parts: &'c [Condition],
    known: &Known<'_>,
    decides: Verdict<'c>,
    otherwise: Verdict<'c>,
) -> Verdict<'c> {
    let mut verdict = otherwise;
    for part in parts {
        match part.judge(known) {
            decided if decided == decides => return decides,
            missing @ Verdict::Missing(_)
                // What the case can say matters more than a start that has not come.
                if verdict == otherwise || verdict == Verdict::Missing(START_DATE) =>
            {
                verdict = missing;
            }
            _ => {}
        }
    }
    verdict
}
