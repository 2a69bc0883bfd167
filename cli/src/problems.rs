//! Telling people what is wrong, where, and what would be right: on standard error.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use dueby::{Code, Error, Problem, Severity};
pub(crate) use dueby_cases::{list_of, nearest};

use crate::advice;
use crate::output::words::shown;

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub(crate) enum Stop {
    /// What it was given is wrong. Empty when that has been told already.
    BadInput(Vec<Trouble>),
    /// The answer could not be written.
    Output(io::Error),
    /// A file could not be written.
    Unwritable(Trouble),
    /// What was looked at is wrong, and that has been told.
    Wrong,
}

impl From<Vec<Trouble>> for Stop {
    fn from(troubles: Vec<Trouble>) -> Self {
        Stop::BadInput(troubles)
    }
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Stop::BadInput(vec![trouble])
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Stop::Output(error)
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trouble {
    pub(crate) place: String,
    pub(crate) message: String,
    pub(crate) code: &'static str,
    pub(crate) help: Option<String>,
    severity: Severity,
    drawn: Option<Box<Drawn>>,
}

/// The text to draw a problem under.
#[derive(Debug, Clone, PartialEq)]
struct Drawn {
    file: String,
    text: Arc<str>,
    span: Range<usize>,
}

impl Drawn {
    /// The lines that are underlined, the number of the first of them, and the span in them:
    /// to draw a problem of a long text takes no longer than one of a short text.
    fn lines(&self) -> (&str, usize, Range<usize>) {
        let text = self.text.as_ref();
        let (start, end) = (
            self.span.start.min(text.len()),
            self.span.end.min(text.len()),
        );
        let before = text.get(..start).unwrap_or(text);
        let first = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = text.get(end..).unwrap_or_default();
        let last = end + rest.find('\n').map_or(rest.len(), |at| at + 1);
        let number = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let lines = text.get(first..last).unwrap_or(text);
        (lines, number, start - first..end.max(start) - first)
    }
}

impl From<dueby_cases::Trouble> for Trouble {
    fn from(trouble: dueby_cases::Trouble) -> Self {
        let told = Trouble {
            place: trouble.place,
            message: advice::here(&trouble.message),
            code: trouble.code,
            help: trouble.help.as_deref().map(advice::here),
            severity: Severity::Error,
            drawn: None,
        };
        match trouble.under {
            Some(under) => told.under(&under.file, &under.text, under.span),
            None => told,
        }
    }
}

impl Trouble {
    pub(crate) fn new(place: impl Into<String>, code: Code, message: impl Into<String>) -> Self {
        Trouble {
            place: place.into(),
            message: message.into(),
            code: code.as_str(),
            help: None,
            severity: Severity::Error,
            drawn: None,
        }
    }

    /// The same, as bad as it is and no worse.
    pub(crate) fn rated(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// A file or a stream that cannot be read.
    pub(crate) fn unreadable(place: impl Into<String>, message: impl Into<String>) -> Self {
        Trouble {
            code: "unreadable",
            ..Trouble::new(place, Code::Syntax, message)
        }
    }

    /// An argument that cannot be taken.
    pub(crate) fn argument(place: impl Into<String>, message: impl Into<String>) -> Self {
        Trouble {
            code: "bad-argument",
            ..Trouble::new(place, Code::Syntax, message)
        }
    }

    /// An answer that cannot be written.
    pub(crate) fn output(error: &io::Error) -> Self {
        Trouble {
            code: "unwritable",
            ..Trouble::new(
                "",
                Code::Syntax,
                format!("the answer could not be written: {error}"),
            )
        }
        .help("what was written so far is not whole: free some space and ask again")
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(place: impl Into<String>, message: impl Into<String>) -> Self {
        Trouble {
            code: "unwritable",
            ..Trouble::new(place, Code::Syntax, message)
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says one thing more of what would be right.
    pub(crate) fn and_help(&mut self, more: &str) {
        self.help = Some(match self.help.take() {
            None => more.to_owned(),
            Some(help) if help.ends_with('?') => format!("{help} Otherwise, {more}"),
            Some(help) => format!("{help}; {more}"),
        });
    }

    /// Draws it under the text it is about.
    pub(crate) fn under(mut self, file: &str, text: &Arc<str>, span: Range<usize>) -> Self {
        self.drawn = Some(Box::new(Drawn {
            file: file.to_owned(),
            text: Arc::clone(text),
            span,
        }));
        self
    }

    /// A problem of the engine; `or` is its place when it names none.
    pub(crate) fn of(problem: &Problem, or: &str) -> Self {
        let place = problem.place().to_string();
        let place = if place.is_empty() {
            or.to_owned()
        } else {
            place
        };
        let mut trouble = Trouble {
            help: problem.remedy().map(advice::here),
            ..Trouble::new(place, problem.code(), advice::here(problem.message()))
        };
        let near = |help: &str| help.starts_with("did you mean");
        if problem.code() == Code::UnknownCalendar && trouble.help.as_deref().is_some_and(near) {
            trouble.and_help("give its file with --calendar FILE");
        }
        trouble
    }

    /// Every problem of an error.
    pub(crate) fn all(error: &Error, or: &str) -> Vec<Self> {
        error
            .problems()
            .map(|problem| Trouble::of(problem, or))
            .collect()
    }

    /// Every problem of an error in a text, each drawn under its place.
    pub(crate) fn drawn(error: &Error, file: &str, text: &str) -> Vec<Self> {
        let text: Arc<str> = Arc::from(text);
        error
            .problems()
            .map(|problem| {
                let trouble = Trouble::of(problem, file);
                match &problem.place().span {
                    Some(span) => trouble.under(file, &text, span.clone()),
                    None => trouble,
                }
            })
            .collect()
    }

    /// For people: in colour, for a stream that takes it out where it does not belong.
    pub(crate) fn write(&self) -> String {
        match &self.drawn {
            Some(drawn) => self.draw(drawn),
            None => self.line(self.level()),
        }
    }

    /// The same as something to know rather than something wrong.
    pub(crate) fn write_note(&self) -> String {
        self.line(Level::NOTE)
    }

    fn level(&self) -> Level<'static> {
        match self.severity {
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
            _ => Level::ERROR,
        }
    }

    fn line(&self, level: Level<'_>) -> String {
        let place = shown(&self.place);
        let mut message = String::new();
        if !place.is_empty() {
            message.push_str(&place);
            message.push_str(": ");
        }
        message.push_str(&format!("{} [{}]", shown(&self.message), self.code));
        let title = Group::with_title(level.primary_title(message));
        let mut text = Renderer::styled().render(&[title]);
        if let Some(help) = &self.help {
            text.push_str(&format!("\n  help: {}", shown(help)));
        }
        text
    }

    fn draw(&self, drawn: &Drawn) -> String {
        let (lines, first, span) = drawn.lines();
        let snippet = Snippet::source(lines)
            .line_start(first)
            .path(shown(&drawn.file))
            .annotation(AnnotationKind::Primary.span(span));
        let mut group = self
            .level()
            .primary_title(shown(&self.message))
            .id(self.code)
            .element(snippet);
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(shown(help)));
        }
        Renderer::styled().render(&[group])
    }
}

/// Tells each of them. That standard error cannot be written to cannot be told.
pub(crate) fn tell(troubles: &[Trouble]) {
    for trouble in troubles {
        tell_text(&trouble.write());
    }
}

/// Writes a line to standard error.
pub(crate) fn tell_text(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = writeln!(stderr, "{text}");
}
