//! JSON as the values of TOML, each with its place: what reads the one reads the other.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::json::Found;

/// A JSON text that is known to be well-formed, being read.
pub(super) struct Json<'t> {
    text: &'t str,
    at: usize,
    /// Where a name stands for the second time in its object, or null in a list.
    pub(super) odd: Vec<(Odd, std::ops::Range<usize>)>,
}

/// Whether a text is JSON, and no TOML: it begins as an object does.
pub(crate) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// The values of a JSON object; nothing of a text that is none, or that lies too deep.
pub(crate) fn object(text: &str) -> Option<DeTable<'_>> {
    well_formed(text).ok()?;
    match Json::new(text).value()?.into_inner() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// Whether a text is one value as JSON has it, and how not.
pub(super) fn well_formed(text: &str) -> serde_json::Result<()> {
    serde_json::from_str::<Found<'_>>(text).map(|_| ())
}

/// What JSON can say and TOML cannot.
pub(super) enum Odd {
    Twice(String),
    Null,
}

impl<'t> Json<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Json {
            text,
            at: 0,
            odd: Vec::new(),
        }
    }

    /// The next value; nothing for null.
    pub(super) fn value(&mut self) -> Option<Spanned<DeValue<'t>>> {
        self.space();
        let start = self.at;
        let value = match self.peek()? {
            b'{' => DeValue::Table(self.object()),
            b'[' => {
                self.at += 1;
                let mut list = Vec::new();
                while !self.closes(b']') {
                    let start = self.at;
                    match self.value() {
                        Some(value) => list.push(value),
                        None => self.odd.push((Odd::Null, start..self.at)),
                    }
                }
                DeValue::Array(list.into_iter().collect())
            }
            b'"' => DeValue::String(self.string()),
            _ => {
                let word = self.word();
                match word {
                    "true" => DeValue::Boolean(true),
                    "false" => DeValue::Boolean(false),
                    "null" => return None,
                    number => match DeValue::parse(number) {
                        Ok(value) => value.into_inner(),
                        Err(_) => DeValue::String(Cow::Borrowed(number)),
                    },
                }
            }
        };
        Some(Spanned::new(start..self.at, value))
    }

    fn object(&mut self) -> DeTable<'t> {
        self.at += 1;
        let mut table = DeTable::new();
        // Those that are null too. A table as well, for there is a tree of it in any case.
        let mut seen = DeTable::new();
        while !self.closes(b'}') {
            let start = self.at;
            let name = self.string();
            let place = start..self.at;
            self.space();
            // The colon.
            self.at += 1;
            let known = Spanned::new(place.clone(), name.clone());
            let there = Spanned::new(place.clone(), DeValue::Boolean(true));
            if seen.insert(known, there).is_some() {
                self.odd
                    .push((Odd::Twice(name.clone().into_owned()), place.clone()));
            }
            if let Some(value) = self.value() {
                table.insert(Spanned::new(place, name), value);
            }
        }
        table
    }

    /// Whether the list or object ends here; else goes on to what comes next in it.
    fn closes(&mut self, with: u8) -> bool {
        self.space();
        if self.peek() == Some(b',') {
            self.at += 1;
            self.space();
        }
        match self.peek() {
            Some(byte) if byte == with => {
                self.at += 1;
                true
            }
            // A well-formed text does not end in the middle.
            None => true,
            Some(_) => false,
        }
    }

    fn string(&mut self) -> Cow<'t, str> {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += match byte {
                b'\\' => 2,
                _ => 1,
            };
            if byte == b'"' {
                break;
            }
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        match serde_json::from_str(text) {
            Ok(Found::Text(text)) => text,
            _ => Cow::Borrowed(text),
        }
    }

    fn word(&mut self) -> &'t str {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        // Whatever it is, go on.
        self.at = self.at.max(start + 1);
        word
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}
