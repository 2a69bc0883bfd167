//! What is wrong with what is read, where, and what would be right.

use std::io::ErrorKind;
use std::ops::Range;
use std::sync::Arc;

use dueby::{Code, Error, Problem};

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    /// The file, the line and the column or field.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// Its code, as answers and `dueby explain` know it; `unreadable` of a file that cannot be
    /// read.
    pub code: &'static str,
    /// What would be right.
    pub help: Option<String>,
    /// The text that it stands in, where that is kept.
    pub under: Option<Box<Under>>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Under {
    /// What the text is called.
    pub file: String,
    /// The whole text.
    pub text: Arc<str>,
    /// The part, in bytes.
    pub span: Range<usize>,
}

impl Trouble {
    /// What is wrong at a place.
    pub fn new(place: impl Into<String>, code: Code, message: impl Into<String>) -> Self {
        Trouble {
            place: place.into(),
            message: message.into(),
            code: code.as_str(),
            help: None,
            under: None,
        }
    }

    /// The same with what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A problem of the engine; `or` is its place when it names none.
    pub fn of(problem: &Problem, or: &str) -> Self {
        let place = problem.place().to_string();
        let place = if place.is_empty() {
            or.to_owned()
        } else {
            place
        };
        Trouble {
            help: problem.remedy().map(str::to_owned),
            ..Trouble::new(place, problem.code(), problem.message())
        }
    }

    /// Every problem of an error of a case, each where the case or its event was read.
    pub fn of_case(error: &Error, origin: &crate::Origin) -> Vec<Self> {
        let problems = error.problems().map(|problem| Trouble {
            place: origin.place(problem.place().event),
            ..Trouble::of(problem, "")
        });
        problems.collect()
    }

    /// A file or a stream that cannot be read.
    pub fn unreadable(name: &str, error: &std::io::Error) -> Self {
        let (message, help) = match error.kind() {
            ErrorKind::NotFound => (
                "there is no such file".to_owned(),
                "check its name, and the folder that the command is run in",
            ),
            ErrorKind::PermissionDenied => (
                "this file may not be read".to_owned(),
                "ask whoever owns it for permission to read it",
            ),
            ErrorKind::IsADirectory => ("this is a folder".to_owned(), "name the files in it"),
            _ => (
                format!("this cannot be read: {error}"),
                "try again, or copy the file to this computer first",
            ),
        };
        Trouble {
            code: "unreadable",
            ..Trouble::new(name, Code::Syntax, message).help(help)
        }
    }

    pub(crate) fn under(mut self, file: &str, text: &Arc<str>, span: Range<usize>) -> Self {
        self.under = Some(Box::new(Under {
            file: file.to_owned(),
            text: Arc::clone(text),
            span,
        }));
        self
    }
}

/// The known name nearest to what was written, if one is near enough.
pub fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.to_lowercase();
    known
        .map(|name| {
            let distance = strsim::damerau_levenshtein(&written, &name.to_lowercase());
            (distance, name)
        })
        // A third of the letters wrong is a slip; more is another word.
        .filter(|(distance, name)| *distance <= name.chars().count().max(3) / 3)
        .min()
        .map(|(_, name)| name)
}

/// Names as people list them, at most twelve: `"a", "b" and "c"`.
pub fn list_of<'k>(names: impl Iterator<Item = &'k str>) -> String {
    const MOST: usize = 12;
    let mut names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    let rest = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    if rest > 0 {
        return format!("{} and {rest} more", names.join(", "));
    }
    match names.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
