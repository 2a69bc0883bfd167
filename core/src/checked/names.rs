//! Names, words and dates, checked the same way wherever they stand.

/// The longest id, in bytes.
const LONGEST: usize = 100;

/// Whether a text can be the type of an event: `complaint.received`.
pub(crate) fn is_event(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST
        && name.split('.').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        })
}

pub(super) use read::{date, event, id, parse, word};

mod read {
    use std::ops::Range;
    use std::str::FromStr;

    use chrono::NaiveDate;

    use super::{LONGEST, is_event};
    use crate::error::{Code, Error, Problem, Shown as _};
    use crate::model::At;
    use crate::text::Reader;
    use crate::time::{impossible_date, iso_date, uk_date};

    /// Notes an id that answers could not be searched by: lower-case letters,
    /// digits and hyphens, with `/` between parts where those are allowed.
    pub(in super::super) fn id(id: &At<String>, what: &str, parts: bool, reader: &mut Reader<'_>) {
        let text = id.get_ref();
        let good = !text.is_empty()
            && text.len() <= LONGEST
            && text.bytes().all(|byte| {
                byte.is_ascii_lowercase()
                    || byte.is_ascii_digit()
                    || byte == b'-'
                    || (parts && byte == b'/')
            });
        if !good {
            let shown: String = text.chars().take(LONGEST).collect();
            reader.note(
                Problem::new(
                    Code::BadId,
                    format!("\"{}\" cannot be {what}", shown.shown()),
                )
                .hint(format!(
                    "use lower-case letters, digits and hyphens{}, at most {LONGEST}",
                    if parts { ", with / between parts" } else { "" }
                )),
                id.span(),
            );
        }
    }

    /// Notes a text that cannot be the type of an event.
    pub(in super::super) fn event(name: &str, span: Range<usize>, reader: &mut Reader<'_>) {
        if is_event(name) {
            return;
        }
        let shown: String = name.chars().take(LONGEST).collect();
        reader.note(
            Problem::new(
                Code::BadId,
                format!("\"{}\" cannot be an event's type", shown.shown()),
            )
            .hint(
                "use lower-case letters, digits and hyphens with dots between, \
                 such as \"complaint.received\"",
            ),
            span,
        );
    }

    /// One of a few words, or a problem that lists them.
    pub(in super::super) fn word<T: Copy>(
        written: &At<String>,
        words: &[(T, &'static str)],
        reader: &mut Reader<'_>,
    ) -> Option<T> {
        let text = written.get_ref().as_str();
        let found = words.iter().find(|(_, word)| *word == text);
        if found.is_none() {
            let known = words.iter().map(|(_, word)| *word);
            let problem = Problem::unknown(
                Code::UnknownWord,
                format!("\"{}\" is not known here", text.shown()),
                text,
                "write",
                known,
            );
            reader.note(problem, written.span());
        }
        found.map(|(value, _)| *value)
    }

    /// A date, `2026-11-22`.
    pub(in super::super) fn date(
        written: &At<String>,
        reader: &mut Reader<'_>,
    ) -> Option<NaiveDate> {
        let text = written.get_ref();
        let date = iso_date(text);
        if date.is_none() {
            reader.note(
                Problem::new(Code::BadDate, format!("\"{}\" is not a date", text.shown())).hint(
                    match uk_date(text) {
                        Some(iso) => format!("write the year first: \"{iso}\""),
                        None if impossible_date(text) => {
                            "there is no such date: check its day and month".to_owned()
                        }
                        None => "write the year first: \"2026-11-22\"".to_owned(),
                    },
                ),
                written.span(),
            );
        }
        date
    }

    /// Anything that reads itself from a text.
    pub(in super::super) fn parse<T: FromStr<Err = Error>>(
        written: &At<String>,
        reader: &mut Reader<'_>,
    ) -> Option<T> {
        match written.get_ref().parse() {
            Ok(value) => Some(value),
            Err(error) => {
                reader.note_all(&error, &written.span());
                None
            }
        }
    }
}
