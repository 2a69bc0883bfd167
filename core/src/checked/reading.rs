//! The readings of a clock whose words are contested.

use super::Within;
use crate::count::{Counting, EarlyOpens};

/// One way to read contested words: what it makes of the clock.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub(crate) name: String,
    pub(crate) says: String,
    pub(crate) within: Option<Within>,
    pub(crate) counting: Option<Counting>,
    pub(crate) calendar: Option<String>,
    pub(crate) early_opens: Option<EarlyOpens>,
}

precompiled!(struct Reading { name, says, within, counting, calendar, early_opens });

impl Reading {
    /// Whether it moves no deadline that is counted from a start, and says only which early
    /// stop keeps the anniversary.
    fn is_of_early(&self) -> bool {
        self.within.is_none() && self.counting.is_none() && self.calendar.is_none()
    }
}

impl Reading {
    /// The name that a caller chooses it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it reads the words.
    pub fn says(&self) -> &str {
        &self.says
    }
}

pub(super) use read::{Words, check};

mod read {
    use super::super::{Within, names, repeats, within};
    use super::Reading;
    use crate::count::{Counting, EarlyOpens, Word as _};
    use crate::error::{Code, Problem};
    use crate::model::{self, At};
    use crate::text::Reader;

    /// The most readings of one clock.
    const MOST_READINGS: usize = 16;

    /// What the readings are of.
    pub(in super::super) struct Words<'c> {
        pub(in super::super) within: Option<&'c Within>,
        pub(in super::super) contested: bool,
        /// Whether a stop in a window before the due keeps its anniversary.
        pub(in super::super) early: bool,
    }

    /// How the clock reads counting options for an allowance.
    type Counts<'f> = dyn Fn(&At<model::Counting>, &Within, &mut Reader<'_>) -> Counting + 'f;

    pub(in super::super) fn check(
        written: &At<Vec<At<model::Reading>>>,
        words: &Words<'_>,
        counts: &Counts<'_>,
        reader: &mut Reader<'_>,
    ) -> Vec<Reading> {
        if written.get_ref().len() < 2 {
            reader.note(
                Problem::new(Code::NothingListed, "there is one reading, or none")
                    .hint("list at least two readings, or leave them out"),
                written.span(),
            );
        }
        let number = written.get_ref().len();
        let place = written.get_ref().get(MOST_READINGS).map(At::span);
        if reader.too_many(number, MOST_READINGS, "readings", place) {
            return Vec::new();
        }
        let mut readings: Vec<Reading> = Vec::new();
        for one in written.get_ref() {
            let reading = one.get_ref();
            let name = reading.name.get_ref();
            names::id(&reading.name, "a reading's name", false, reader);
            let own = reading
                .within
                .as_ref()
                .and_then(|written| within::check(written, reader));
            if let Some(Within::Parameter(_)) = &own {
                reader.note(
                    Problem::new(Code::WrongType, "a reading has a time of its own")
                        .hint("write the allowance, or leave \"within\" to the clock"),
                    one.span(),
                );
            }
            let calendar = reading.calendar.as_ref().map(|calendar| {
                names::id(calendar, "a calendar's id", true, reader);
                calendar.get_ref().clone()
            });
            if let Some(place) = reading.early_opens.as_ref().filter(|_| !words.early) {
                repeats::no_window(place, reader);
            }
            let early_opens = reading
                .early_opens
                .as_ref()
                .and_then(|word| names::word(word, EarlyOpens::WORDS, reader));
            let counting = match (&reading.counting, own.as_ref().or(words.within)) {
                (Some(counting), Some(within)) => Some(counts(counting, within, reader)),
                _ => None,
            };
            let read = Reading {
                name: name.clone(),
                says: reading.says.get_ref().clone(),
                within: own,
                counting,
                calendar,
                early_opens,
            };
            let same = |other: &&Reading| {
                other.name == read.name
                    || (other.within == read.within
                        && other.counting == read.counting
                        && other.calendar == read.calendar
                        && other.early_opens == read.early_opens)
            };
            if let Some(other) = readings.iter().find(same) {
                let message = if other.name == read.name {
                    format!("two readings are called \"{name}\"")
                } else {
                    format!(
                        "\"{name}\" makes the same of the clock as \"{}\"",
                        other.name
                    )
                };
                reader.note(
                    Problem::new(Code::DuplicateName, message).hint(
                        "give each reading its name, and the \"within\", \"counting\", \
                         \"calendar\" or \"early-opens\" in which it differs",
                    ),
                    one.span(),
                );
            }
            readings.push(read);
        }
        // What only says which early stop keeps the anniversary leaves the rule confirmed.
        if !words.contested && !readings.iter().all(Reading::is_of_early) {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "only words that are contested have several readings",
                )
                .hint("write status = \"contested\", or leave the readings out"),
                written.span(),
            );
        }
        readings
    }
}
