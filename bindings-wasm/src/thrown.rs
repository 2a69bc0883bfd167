//! What is thrown, as JSON that the package makes an `Error` of.

use dueby::{Error, Problem, Severity};
use serde::Serialize;
use wasm_bindgen::JsValue;

/// What a call refuses, ready to be thrown.
#[derive(Debug)]
pub struct Thrown(String);

impl From<Error> for Thrown {
    fn from(error: Error) -> Self {
        let mut problems = Vec::new();
        for problem in error.problems() {
            problems.push(Told::of(problem));
        }
        Thrown(json(&problems))
    }
}

impl Thrown {
    /// What is wrong with arguments and not with rules or cases.
    pub(crate) fn of(code: &'static str, message: &str) -> Self {
        let told = Told {
            code,
            severity: Severity::Error,
            message,
            hint: None,
            file: None,
            line: None,
            column: None,
            span: None,
            event: None,
        };
        Thrown(json(&[told]))
    }
}

#[cfg(feature = "report")]
impl Thrown {
    /// What is wrong with a text that is no rules, each with its line and the part of it.
    pub(crate) fn of_text(
        file: &str,
        troubles: impl Iterator<Item = (dueby_cases::Trouble, Option<usize>, Option<[usize; 2]>)>,
    ) -> Self {
        let troubles: Vec<_> = troubles.collect();
        let told = troubles.iter().map(|(trouble, line, span)| Told {
            code: trouble.code,
            severity: Severity::Error,
            message: &trouble.message,
            hint: trouble.help.as_deref(),
            file: Some(file),
            line: *line,
            column: None,
            span: *span,
            event: None,
        });
        Thrown(json(&told.collect::<Vec<_>>()))
    }
}

impl From<Thrown> for JsValue {
    fn from(thrown: Thrown) -> Self {
        JsValue::from_str(&thrown.0)
    }
}

/// One problem.
#[derive(Serialize)]
pub(crate) struct Told<'p> {
    code: &'static str,
    severity: Severity,
    message: &'p str,
    hint: Option<&'p str>,
    file: Option<&'p str>,
    line: Option<usize>,
    column: Option<usize>,
    span: Option<[usize; 2]>,
    event: Option<usize>,
}

impl<'p> Told<'p> {
    pub(crate) fn of(problem: &'p Problem) -> Self {
        let place = problem.place();
        Told {
            code: problem.code().as_str(),
            severity: problem.severity(),
            message: problem.message(),
            hint: problem.remedy(),
            file: place.file.as_deref(),
            line: place.line,
            column: place.column,
            span: place.span.as_ref().map(|span| [span.start, span.end]),
            event: place.event,
        }
    }
}

/// A value as JSON text. Nothing that is written here can fail.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
