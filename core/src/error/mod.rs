//! What can be wrong with what the engine is given.
//!
//! Everything that is refused is refused with one or more [`Problem`]s: a stable
//! [`Code`], a sentence that says what is wrong, the [`Place`], and what would be
//! right. [`Error`] carries them; drawing them is left to the caller.

mod code;
mod example;
mod explained;
mod severity;
mod shown;
mod suggest;

use crate::sorted::sort_by_key;
use std::fmt;
use std::ops::Range;

pub use code::Code;
pub use example::Example;
pub use explained::Explained;
pub use severity::Severity;
pub(crate) use shown::Shown;
pub(crate) use suggest::{closest, gathered, is_a_slip, list_of, same_letters};

/// Where a problem is.
///
/// Lines and columns count from 1, columns in characters. The byte range is the
/// text to underline. For a problem in a case, `event` is the index of the event
/// in the list, from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The name the text was given with: a path, or a pack's id.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// The bytes of the text that the problem is about.
    pub span: Option<Range<usize>>,
    /// The index of the event in the case's list, from 0.
    pub event: Option<usize>,
}

impl Place {
    /// A place in a text: the byte range, with its line and column worked out.
    pub(crate) fn in_text(file: &str, text: &str, span: Range<usize>) -> Self {
        Lines::of(text).place(file, span)
    }

    /// A whole file.
    pub(crate) fn file(file: &str) -> Self {
        Place {
            file: Some(file.to_owned()),
            ..Place::default()
        }
    }

    /// An event of a case, by its index from 0.
    pub(crate) fn event(index: usize) -> Self {
        Place {
            event: Some(index),
            ..Place::default()
        }
    }
}

/// The lines of a text, to find many places in it.
#[derive(Debug, Clone)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    /// Where each line but the first begins.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let ends = text.match_indices('\n');
        Lines {
            text,
            starts: ends.map(|(at, _)| at + 1).collect(),
        }
    }

    /// A place in a file of this text: the byte range, with its line and column.
    pub(crate) fn place(&self, file: &str, span: Range<usize>) -> Place {
        let start = span.start.min(self.text.len());
        let line = self.starts.partition_point(|first| *first <= start);
        let first = line.checked_sub(1).and_then(|line| self.starts.get(line));
        let before = self.text.get(first.copied().unwrap_or(0)..start);
        Place {
            file: Some(file.to_owned()),
            line: Some(line + 1),
            column: Some(before.unwrap_or("").chars().count() + 1),
            span: Some(start..span.end.clamp(start, self.text.len())),
            event: None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = false;
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            written = true;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
                if let Some(column) = self.column {
                    write!(f, ":{column}")?;
                }
            }
        } else if let Some(line) = self.line {
            write!(f, "line {line}")?;
            if let Some(column) = self.column {
                write!(f, ", column {column}")?;
            }
            written = true;
        }
        if let Some(event) = self.event {
            if written {
                write!(f, ", ")?;
            }
            write!(f, "events[{event}]")?;
        }
        Ok(())
    }
}

/// The longest message, and the longest hint, in characters.
const LONGEST: usize = 2_000;

/// The text, cut where nobody reads on: what it speaks of may be as long as a file.
fn no_longer(mut text: String) -> String {
    if text.len() > LONGEST
        && let Some((end, _)) = text.char_indices().nth(LONGEST)
    {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// One thing that is wrong, with its place and its remedy.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Problem(Box<Told>);

/// Behind a pointer, for a problem goes through many hands until it is told.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Told {
    code: Code,
    message: String,
    place: Place,
    hint: Option<String>,
    examples: Vec<Example>,
    severity: Severity,
}

impl Problem {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Problem(Box::new(Told {
            code,
            message: no_longer(message.into()),
            place: Place::default(),
            hint: None,
            examples: Vec::new(),
            severity: code.severity(),
        }))
    }

    /// A name that is not one of those known: with the nearest, or all of them.
    pub(crate) fn unknown<'k>(
        code: Code,
        message: impl Into<String>,
        name: &str,
        those_known: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Self {
        Problem::new(code, message).those_known(name, those_known, gathered(known))
    }

    fn those_known(self, name: &str, those_known: &str, known: Vec<&str>) -> Self {
        match closest(name, known.iter().copied()) {
            Some(near) => self.hint(format!("did you mean \"{near}\"?")),
            // Not "the clocks are none".
            None if known.is_empty() && those_known.ends_with(" are") => {
                self.hint("there are none")
            }
            None => self.hint(format!("{those_known} {}", list_of(known))),
        }
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.0.place = place;
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.0.hint = Some(no_longer(hint.into()));
        self
    }

    /// The same with cases that show it.
    pub(crate) fn shown_by(mut self, examples: Vec<Example>) -> Self {
        self.0.examples = examples;
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.0.severity
    }

    pub(crate) fn rated(mut self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// Cases that show it, where that is how to show it: a gap in a table.
    pub fn examples(&self) -> &[Example] {
        &self.0.examples
    }

    /// The stable code, for programs.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What is wrong, in a sentence without place or remedy.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.0.place
    }

    /// What would be right, where that can be said.
    pub fn remedy(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// The same problem in a named file, unless it names one already.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.name_file(file);
        self
    }

    fn name_file(&mut self, file: &str) {
        let place = &mut self.0.place;
        place.file.get_or_insert_with(|| file.to_owned());
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.0.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        write!(f, "{} [{}]", self.0.message, self.0.code)?;
        if let Some(hint) = &self.0.hint {
            write!(f, "\n  help: {hint}")?;
        }
        Ok(())
    }
}

/// One or more [`Problem`]s: the only error type of this crate.
///
/// ```
/// let error = dueby::Pack::from_toml("[pack]\nid = 3", "mine.toml").unwrap_err();
/// let first = error.first();
/// assert_eq!(first.code().as_str(), "wrong-type");
/// assert_eq!((first.place().line, first.place().column), (Some(2), Some(6)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error(Box<Problems>);

/// Behind a pointer, so that what answers can be small.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Problems {
    first: Problem,
    more: Vec<Problem>,
}

impl Error {
    /// The error for a pack that does not exist, with the nearest of those that do.
    pub fn unknown_pack<'k>(id: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        Problem::unknown(
            Code::UnknownPack,
            format!("there is no pack \"{}\"", id.shown()),
            id,
            "the packs are",
            known,
        )
        .into()
    }

    /// The first problem.
    pub fn first(&self) -> &Problem {
        &self.0.first
    }

    /// All problems, in the order of the text.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let Problems { first, more } = &*self.0;
        (0_usize..).map_while(move |place| match place.checked_sub(1) {
            None => Some(first),
            Some(after) => more.get(after),
        })
    }

    /// The stable code of the first problem.
    pub fn code(&self) -> Code {
        self.0.first.code()
    }

    /// The same error with a file named on every problem that names none.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        let Problems { first, more } = &mut *self.0;
        first.name_file(file);
        for problem in more {
            problem.name_file(file);
        }
        self
    }

    /// An error of all problems, or nothing where there are none.
    pub(crate) fn of(mut problems: Vec<Problem>) -> Option<Self> {
        if problems.is_empty() {
            return None;
        }
        sort_by_key(&mut problems, |p| {
            p.place()
                .span
                .as_ref()
                .map_or(usize::MAX, |span| span.start)
        });
        let mut problems = problems.into_iter();
        Some(Error(Box::new(Problems {
            first: problems.next()?,
            more: problems.collect(),
        })))
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Error(Box::new(Problems {
            first: problem,
            more: Vec::new(),
        }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.first)?;
        for problem in &self.0.more {
            write!(f, "\n{problem}")?;
        }
        Ok(())
    }
}
