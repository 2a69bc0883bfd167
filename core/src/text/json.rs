//! JSON as it stands in a text: whether it is JSON at all, and a walk through one that is.
//!
//! The library reads the values. Where each stands, which it does not tell, is known here, and
//! what is wrong with one is told in this crate's words from the first.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::serde_message::too_deep;
use crate::case::Value;
use crate::error::{Code, Error, Place, Problem, Shown as _};
use crate::model::{misshapen, missing, unknown};
use crate::sorted::{Map, sort_by};

/// A value; of a list or an object only that it is one. To read it is to read all of the text,
/// so that this is also how to see whether a text is JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Found<'t> {
    Null,
    Flag(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(Cow<'t, str>),
    List,
    Object,
}

impl Found<'_> {
    /// The number that it is.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Found::Signed(number) => Some(*number as f64),
            Found::Unsigned(number) => Some(*number as f64),
            Found::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// What it is, for people.
    fn told(&self) -> String {
        match self {
            Found::Null => "null".to_owned(),
            Found::Flag(flag) => flag.to_string(),
            Found::Signed(number) => format!("the number {number}"),
            Found::Unsigned(number) => format!("the number {number}"),
            Found::Float(number) => {
                let number = serde_json::to_string(number).unwrap_or_default();
                format!("the number {number}")
            }
            Found::Text(text) => format!("the text \"{}\"", text.shown()),
            Found::List => "a list".to_owned(),
            Found::Object => "a table".to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for Found<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Finding)
    }
}

/// It takes whatever comes: serde has no cause to say what it found and what it expected, for
/// which it would bring the tables of all characters and of all numbers to every browser.
struct Finding;

impl<'de> Visitor<'de> for Finding {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Found::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Found::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Found::Signed(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Found::Unsigned(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Found::Float(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Found::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Found::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<Found<'de>>()?.is_some() {}
        Ok(Found::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        while object.next_entry::<Found<'de>, Found<'de>>()?.is_some() {}
        Ok(Found::Object)
    }
}

/// What is wrong, and up to where the text was read when that was seen.
pub(super) struct Wrong {
    problem: Problem,
    at: Option<usize>,
}

impl From<Problem> for Wrong {
    /// Of no place: seen when the object that it is in was read so far.
    fn from(problem: Problem) -> Self {
        Wrong { problem, at: None }
    }
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Wrong::from(error.first().clone())
    }
}

impl Wrong {
    /// The problem at the last character that was read.
    pub(super) fn in_text(self, text: &str, file: &str) -> Problem {
        let read = text.get(..self.at.unwrap_or(0)).unwrap_or(text);
        let line = read.rfind('\n').map_or(0, |end| end + 1);
        let place = text.floor_char_boundary(read.len().saturating_sub(1).max(line));
        self.problem.at(Place::in_text(file, text, place..place))
    }
}

/// What was read, or what is wrong with it.
pub(super) type Read<T> = Result<T, Wrong>;

/// A text that is known to be JSON, being read.
pub(super) struct Json<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Json<'t> {
    /// A walk through a text; what is wrong with one that is not JSON. `like` says what it
    /// should look like.
    pub(super) fn of(text: &'t str, file: &str, like: &str) -> Result<Self, Error> {
        match serde_json::from_str::<Found<'_>>(text) {
            Ok(_) => Ok(Json { text, at: 0 }),
            Err(error) => Err(not_json(&error, text, file, like).into()),
        }
    }

    /// Up to where the text was read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Where what comes next begins.
    pub(super) fn next(&mut self) -> usize {
        self.space();
        self.at
    }

    /// What was read from there on.
    pub(super) fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Goes past a bracket or a colon.
    pub(super) fn pass(&mut self) {
        self.space();
        self.at += 1;
    }

    /// The value that comes next. Nothing is read of a list or an object yet.
    pub(super) fn value(&mut self) -> Found<'t> {
        let start = self.next();
        match self.peek() {
            Some(b'[') => return Found::List,
            Some(b'{') => return Found::Object,
            Some(b'"') => self.pass_text(),
            _ => {
                while self
                    .peek()
                    .is_some_and(|byte| !b",]} \n\r\t".contains(&byte))
                {
                    self.at += 1;
                }
            }
        }
        serde_json::from_str(self.since(start)).unwrap_or(Found::Null)
    }

    /// Goes on to the end of a text.
    fn pass_text(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
    }

    /// A text.
    pub(super) fn text(&mut self) -> Read<String> {
        let text = self.text_or_null()?;
        text.ok_or_else(|| self.misshapen(&Found::Null, "a text"))
    }

    /// A text, or null where there is none.
    pub(super) fn text_or_null(&mut self) -> Read<Option<String>> {
        match self.value() {
            Found::Null => Ok(None),
            Found::Text(text) => Ok(Some(text.into_owned())),
            found => Err(self.misshapen(&found, "a text")),
        }
    }

    /// A list, each of its values read by `each`.
    pub(super) fn list(&mut self, each: &mut dyn FnMut(&mut Self) -> Read<()>) -> Read<()> {
        match self.value() {
            Found::List => self.at += 1,
            found => return Err(self.misshapen(&found, "a list")),
        }
        while !self.closes(b']') {
            each(self)?;
        }
        Ok(())
    }

    /// An object: the value of each name is read by `each`. Where `fields` are given, each has
    /// to be one of them, and comes once.
    pub(super) fn object(
        &mut self,
        expected: &str,
        fields: &[&str],
        each: &mut dyn FnMut(&mut Self, &str) -> Read<()>,
    ) -> Read<()> {
        match self.value() {
            Found::Object => self.at += 1,
            found => return Err(self.misshapen(&found, expected)),
        }
        let mut seen = Vec::new();
        while !self.closes(b'}') {
            let read = self.entry(fields, &mut seen, each);
            if let Err(mut wrong) = read {
                if wrong.at.is_none() {
                    self.pass_end();
                    wrong.at = Some(self.at);
                }
                return Err(wrong);
            }
        }
        Ok(())
    }

    fn entry<'f>(
        &mut self,
        fields: &[&'f str],
        seen: &mut Vec<&'f str>,
        each: &mut dyn FnMut(&mut Self, &str) -> Read<()>,
    ) -> Read<()> {
        let Found::Text(name) = self.value() else {
            return Ok(());
        };
        self.space();
        match fields.iter().find(|field| **field == name) {
            Some(field) if seen.contains(field) => return Err(twice(&name).into()),
            Some(field) => seen.push(field),
            None if fields.is_empty() => {}
            None => return Err(unknown(&name, fields.iter().copied()).into()),
        }
        // The colon.
        self.pass();
        each(self, &name)
    }

    /// A value that an attribute can have, or null where it has none.
    fn attribute(&mut self) -> Read<Option<Value>> {
        Ok(match self.value() {
            Found::Null => None,
            Found::Flag(flag) => Some(Value::Flag(flag)),
            Found::Text(text) => Some(Value::Text(text.into_owned())),
            found => match found.number() {
                Some(number) => Some(Value::Number(number)),
                None => {
                    self.at += 1;
                    self.pass_end();
                    return Err(self.misshapen(&found, "a text, a number, true or false"));
                }
            },
        })
    }

    /// Attributes by name, those left out that are null.
    pub(super) fn attributes(&mut self) -> Read<Map<String, Value>> {
        let mut read = Vec::new();
        self.object("attributes with their values", &[], &mut |json, name| {
            let colon = json.at - 1;
            read.push((name.to_owned(), colon, json.attribute()?));
            Ok(())
        })?;
        sort_by(&mut read, |(one, ..), (other, ..)| one.cmp(other));
        let mut again: Option<(&str, usize)> = None;
        for pair in read.windows(2) {
            if let [(before, ..), (name, colon, _)] = pair
                && before == name
                && again.is_none_or(|(_, first)| *colon < first)
            {
                again = Some((name, *colon));
            }
        }
        if let Some((name, colon)) = again {
            return Err(Wrong {
                at: Some(colon),
                ..twice(name).into()
            });
        }
        let mut known = Map::new();
        for (name, _, value) in read {
            if let Some(value) = value {
                known.insert(name, value);
            }
        }
        Ok(known)
    }

    /// Goes past the end of a list or an object where that comes next.
    fn pass_end(&mut self) {
        self.space();
        if matches!(self.peek(), Some(b']' | b'}')) {
            self.at += 1;
        }
    }

    /// Whether the list or object ends here; else goes on to what comes next in it.
    pub(super) fn closes(&mut self, with: u8) -> bool {
        self.space();
        if self.peek() == Some(b',') {
            self.at += 1;
            self.space();
        }
        let closes = self.peek().is_none_or(|byte| byte == with);
        if closes {
            self.at += 1;
        }
        closes
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// That what was found is of another shape than it should be.
    fn misshapen(&self, found: &Found<'_>, expected: &str) -> Wrong {
        self.here(misshapen(&found.told(), expected))
    }

    /// That the object just read lacks a field.
    pub(super) fn lacks(&self, field: &str) -> Wrong {
        self.here(missing(field))
    }

    fn here(&self, problem: Problem) -> Wrong {
        let at = Some(self.at);
        Wrong {
            at,
            ..problem.into()
        }
    }
}

/// That a name stands in its object for the second time.
pub(super) fn twice(name: &str) -> Problem {
    Problem::new(
        Code::DuplicateName,
        format!("\"{}\" stands here twice", name.shown()),
    )
    .hint("keep one of them")
}

/// What is wrong with a text that is not JSON, at its place.
pub(super) fn not_json(error: &serde_json::Error, text: &str, file: &str, like: &str) -> Problem {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let problem = if error.is_eof() {
        Problem::new(Code::Syntax, "the text ends before it is complete")
            .hint("the file may have been cut short: fetch it again")
    } else if message.starts_with("recursion limit") {
        too_deep()
    } else {
        Problem::new(Code::Syntax, format!("this is not JSON: {message}")).hint(like)
    };
    problem.at(place_of(error, text, file))
}

/// The place that the library gives, which counts bytes; here it counts characters.
pub(super) fn place_of(error: &serde_json::Error, text: &str, file: &str) -> Place {
    let line = match error.line() {
        0 | 1 => 0,
        line => text
            .match_indices('\n')
            .nth(line - 2)
            .map_or(text.len(), |(at, _)| at + 1),
    };
    let start = line + error.column().saturating_sub(1);
    let start = text.floor_char_boundary(start);
    Place::in_text(file, text, start..start)
}
