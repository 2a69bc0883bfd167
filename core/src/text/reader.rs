//! Reading a TOML text piece by piece, so that all problems are found in one run.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::json::Json;
use super::{LARGEST_RULES, harmful, json_value, serde_message, within_limits};
use crate::checked::Declared;
use crate::error::{Code, Error, Lines, Place, Problem, Shown as _};
#[cfg(feature = "texts")]
use crate::model::Filled;
use crate::model::{At, Entries, Node, Read, entries};
use crate::sorted::{Set, sort_by_key};

/// The most problems that are told of one text, and the most remarks.
pub(crate) const MOST_PROBLEMS: usize = 1_000;

/// A text being read, and what was wrong with it so far.
pub(crate) struct Reader<'t> {
    pub(crate) file: &'t str,
    pub(crate) text: &'t str,
    lines: Lines<'t>,
    problems: Vec<Problem>,
    /// How many more there are than are told.
    more: usize,
    remarks: Vec<Problem>,
    more_remarks: usize,
    /// What the text declares, for all that it says after it.
    pub(crate) declared: Declared,
    /// Whether what is read next is about a clock that has started.
    pub(crate) start_is_known: bool,
}

impl<'t> Reader<'t> {
    /// Nothing read of a text yet, and nothing wrong with it.
    fn of(text: &'t str, file: &'t str) -> Self {
        Reader {
            file,
            text,
            lines: Lines::of(text),
            problems: Vec::new(),
            more: 0,
            remarks: Vec::new(),
            more_remarks: 0,
            declared: Declared::default(),
            start_is_known: false,
        }
    }

    /// Parses the text into its top-level values.
    pub(super) fn parse(
        text: &'t str,
        file: &'t str,
        what: &str,
    ) -> Result<(Self, Entries<'t>), Error> {
        within_limits(text, file, what, LARGEST_RULES)?;
        let mut reader = Reader::of(text, file);
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let problem = serde_message::of_toml(error.message());
            reader.note(problem, error.span().unwrap_or(0..0));
        }
        if let Some(error) = Error::of(std::mem::take(&mut reader.problems)) {
            return Err(error);
        }
        let table = table.into_inner();
        for (problem, span) in harmful::problems(text, &table) {
            reader.note(problem, span);
        }
        Ok((reader, entries(table)))
    }

    /// The same of a JSON object.
    pub(super) fn parse_json(
        text: &'t str,
        file: &'t str,
        what: &str,
    ) -> Result<(Self, Entries<'t>), Error> {
        within_limits(text, file, what, LARGEST_RULES)?;
        let mut reader = Reader::of(text, file);
        let like = format!(
            "{what} in JSON is one object: {{\"{}\": …}}",
            what.strip_prefix("a ").unwrap_or(what)
        );
        let mut json = Json::of(text, file, &like)?;
        let mut odd = Vec::new();
        let value = json_value::value(&mut json, &mut odd);
        for (problem, span) in odd {
            reader.note(problem, span);
        }
        match value.map(Spanned::into_inner) {
            Some(DeValue::Table(table)) => {
                for (problem, span) in harmful::problems(text, &table) {
                    reader.note(problem, span);
                }
                Ok((reader, entries(table)))
            }
            _ => {
                reader.wrong_type(&format!("{what} as an object"), 0..text.len().min(1));
                Err(Error::of(reader.problems)
                    .unwrap_or_else(|| Problem::new(Code::WrongType, "this is no object").into()))
            }
        }
    }

    /// Notes a problem at a place in the text.
    pub(crate) fn note(&mut self, problem: Problem, span: Range<usize>) {
        if self.problems.len() >= MOST_PROBLEMS {
            self.more += 1;
            return;
        }
        let place = self.lines.place(self.file, span);
        self.problems.push(problem.at(place));
    }

    /// Whether no further problem will be told: what it would be need not be worked out.
    pub(crate) fn is_full(&self) -> bool {
        self.problems.len() >= MOST_PROBLEMS
    }

    /// Notes what is no mistake but worth a look, at a place in the text.
    pub(crate) fn remark(&mut self, problem: Problem, span: Range<usize>) {
        if self.remarks.len() >= MOST_PROBLEMS {
            self.more_remarks += 1;
            return;
        }
        let place = self.lines.place(self.file, span);
        self.remarks.push(problem.at(place));
    }

    /// What was worth a look, in the order of the text.
    pub(crate) fn take_remarks(&mut self) -> Vec<Problem> {
        let mut remarks = std::mem::take(&mut self.remarks);
        sort_by_key(&mut remarks, |one| {
            one.place().span.as_ref().map_or(0, |span| span.start)
        });
        if self.more_remarks > 0 {
            remarks.push(more(self.more_remarks, "notes", self.file));
        }
        remarks
    }

    /// Notes every problem of an error at one place.
    pub(crate) fn note_all(&mut self, error: &Error, span: &Range<usize>) {
        for problem in error.problems() {
            self.note(problem.clone(), span.clone());
        }
    }

    /// Reads one value into a type, or notes why not.
    pub(super) fn read<T: Read>(&mut self, value: Node<'_>) -> Option<T> {
        match T::read(value) {
            Ok(value) => Some(value),
            Err(wrong) => {
                let (problem, span) = wrong.into_parts();
                self.note(problem, span);
                None
            }
        }
    }

    /// Notes a top-level name that does not belong there.
    pub(super) fn unknown_table(&mut self, key: &At<String>, known: &[&str]) {
        let name = key.get_ref();
        let problem = Problem::unknown(
            Code::UnknownField,
            format!("there is no table \"{}\" here", name.shown()),
            name,
            "the tables are",
            known.iter().copied(),
        );
        self.note(problem, key.span());
    }

    /// Notes a table that is not there.
    pub(crate) fn missing_table(&mut self, name: &str, why: &str) {
        self.problems.push(
            Problem::new(Code::MissingField, format!("the table [{name}] is missing"))
                .hint(why)
                .at(Place::file(self.file)),
        );
    }

    fn wrong_type(&mut self, expected: &str, span: Range<usize>) {
        self.note(
            Problem::new(Code::WrongType, "this is of another type than it should be")
                .hint(format!("write {expected}")),
            span,
        );
    }

    /// A list's members, or the value itself as a problem.
    pub(super) fn list<'v>(&mut self, value: Node<'v>, expected: &str) -> Vec<Node<'v>> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(array) => array.into_iter().collect(),
            _ => {
                self.wrong_type(expected, span);
                Vec::new()
            }
        }
    }

    /// A list's members where there are no more than so many; more are a problem and none
    /// of them is read.
    pub(super) fn few<'v>(
        &mut self,
        value: Node<'v>,
        most: usize,
        what: &str,
        expected: &str,
    ) -> Vec<Node<'v>> {
        let all = self.list(value, expected);
        let place = all.get(most).map(Spanned::span);
        if self.too_many(all.len(), most, what, place) {
            return Vec::new();
        }
        all
    }

    /// The same of a table's entries.
    pub(super) fn few_named<'v>(
        &mut self,
        value: Node<'v>,
        most: usize,
        what: &str,
        expected: &str,
    ) -> Entries<'v> {
        let all = self.table(value, expected);
        let place = all.get(most).map(|(name, _)| name.span());
        if self.too_many(all.len(), most, what, place) {
            return Vec::new();
        }
        all
    }

    /// Notes more of something than there may be, where the first too many stands.
    pub(crate) fn too_many(
        &mut self,
        number: usize,
        most: usize,
        what: &str,
        place: Option<Range<usize>>,
    ) -> bool {
        if number > most {
            let message = format!("{number} {what} stand here, and {most} are the most");
            let problem = Problem::new(Code::TooLarge, message);
            self.note(
                problem.hint("split them up: an engine takes several packs together"),
                place.unwrap_or(0..0),
            );
        }
        number > most
    }

    /// A table's entries, or the value itself as a problem.
    pub(super) fn table<'v>(&mut self, value: Node<'v>, expected: &str) -> Entries<'v> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => entries(table),
            _ => {
                self.wrong_type(expected, span);
                Vec::new()
            }
        }
    }

    /// How many problems were found so far.
    pub(crate) fn problems(&self) -> usize {
        self.problems.len()
    }

    /// Whether anything was wrong so far.
    pub(crate) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// All problems as an error, if there were any.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.without_echoes();
        if self.more > 0 {
            self.problems.push(more(self.more, "problems", self.file));
        }
        match Error::of(self.problems) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// That a name holds a harmful character is not said where the name is refused.
    fn without_echoes(&mut self) {
        let refused: Set<usize> = self
            .problems
            .iter()
            .filter(|one| one.code() != Code::UnsafeText)
            .filter_map(|one| Some(one.place().span.as_ref()?.start))
            .collect();
        self.problems.retain(|one| {
            let start = one.place().span.as_ref().map(|span| span.start);
            one.code() != Code::UnsafeText || start.is_none_or(|start| !refused.contains(&start))
        });
    }

    /// Which text this is, and which it builds on.
    pub(crate) fn revision<'r>(&self, builds_on: impl IntoIterator<Item = &'r str>) -> String {
        revision(self.text, builds_on)
    }
}

/// That there are more problems of a file than are told.
pub(crate) fn more(number: usize, what: &str, file: &str) -> Problem {
    Problem::new(Code::TooLarge, format!("{number} more {what} are not told"))
        .hint("put these right, and check it again")
        .at(Place::file(file))
}

/// The first twelve hexadecimal digits of the SHA-1 of a text, as `sha1sum` prints it,
/// followed by a line for the revision of each other that it builds on.
pub(crate) fn revision<'r>(text: &str, builds_on: impl IntoIterator<Item = &'r str>) -> String {
    let mut hash = sha1_smol::Sha1::from(text);
    for revision in builds_on {
        hash.update(revision.as_bytes());
        hash.update(b"\n");
    }
    let mut digest = hash.digest().to_string();
    digest.truncate(12);
    digest
}

/// Reads a TOML text of another kind than a pack or a calendar into a type, as those are
/// read: what is wrong has its place, and slips of names are told.
///
/// # Errors
///
/// Every error of TOML; or the first thing that does not fit the type.
///
/// ```
/// #[derive(serde::Deserialize)]
/// #[serde(deny_unknown_fields)]
/// struct Note {
///     title: String,
/// }
/// let note: Note = dueby::read_toml("title = \"A note\"", "note.toml", "a note")?;
/// assert_eq!(note.title, "A note");
/// let error = dueby::read_toml::<Note>("titel = 3", "note.toml", "a note").err();
/// assert_eq!(error.map(|error| error.code()), Some(dueby::Code::UnknownField));
/// # Ok::<(), dueby::Error>(())
/// ```
pub fn read_toml<T: serde::de::DeserializeOwned>(
    text: &str,
    file: &str,
    what: &str,
) -> Result<T, Error> {
    let (mut reader, _) = Reader::parse(text, file, what)?;
    let read = toml::from_str(text);
    if let Err(error) = &read {
        let problem = serde_message::problem(error.message());
        reader.note(problem, error.span().unwrap_or(0..0));
    }
    reader.finish()?;
    read.map_err(|_| Problem::new(Code::Syntax, "the text could not be read").into())
}

/// Reads a value written on its own, such as `24 hours` or `{ by = "level", … }`. What
/// does not begin like a TOML table, list or text is the text itself.
#[cfg(feature = "texts")]
pub(crate) fn value(text: &str) -> Result<Filled, Error> {
    if !text.trim_start().starts_with(['{', '[', '"', '\'']) {
        return Ok(Filled::Text(text.to_owned()));
    }
    let parsed = DeValue::parse(text).map_err(|error| {
        Problem::new(
            Code::Syntax,
            format!("this is not a value: {}", error.message()),
        )
        .hint("write it as in a pack: \"24 hours\", or { by = \"level\", high = \"24 hours\" }")
    })?;
    Filled::read(parsed).map_err(|wrong| wrong.into_parts().0.into())
}
