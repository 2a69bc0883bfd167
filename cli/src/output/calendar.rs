//! What a calendar answers: a line for people, or a line of JSON.

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use dueby::Calendar;
use serde::{Serialize, Serializer};

use super::words::{day, moment, shown};
use crate::question::Question;

/// How many days are named that were passed over, for people.
const NAMED: usize = 60;

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Answer {
    /// The answer for people, in a line.
    #[serde(skip)]
    pub(crate) line: String,
    pub(crate) answer: Is,
    /// The date that was counted from, where it was rolled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rolled: Option<Rolled>,
    /// The reason why not, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<String>,
    /// What was passed over, for sums of working days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) skipped: Option<Vec<Skipped>>,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Is {
    Date(NaiveDate),
    #[serde(serialize_with = "instant")]
    At(DateTime<FixedOffset>),
    So(bool),
    Amount(String),
}

/// A date that was not counted from, and the one that was.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Rolled {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
}

/// A date that was passed over.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Skipped {
    pub(crate) date: NaiveDate,
    pub(crate) why: String,
}

impl Answer {
    /// An answer with nothing beside it.
    pub(crate) fn plain(line: impl Into<String>, answer: Is) -> Self {
        Answer {
            line: line.into(),
            answer,
            rolled: None,
            why: None,
            skipped: None,
        }
    }

    pub(crate) fn date(date: NaiveDate) -> Self {
        Answer::plain(day(date), Is::Date(date))
    }

    pub(crate) fn at(at: DateTime<FixedOffset>) -> Self {
        Answer::plain(moment(&at), Is::At(at))
    }

    fn write(&self) -> String {
        let mut text = format!("{}\n", shown(&self.line));
        if let Some(rolled) = &self.rolled {
            let (from, to) = (day(rolled.from), day(rolled.to));
            text.push_str(&format!("  {from} is not a working day: moved to {to}\n"));
        }
        let skipped = self.skipped.as_deref().unwrap_or_default();
        for one in skipped.iter().take(NAMED) {
            let date = day(one.date);
            // A weekday's name would only say its date again.
            if one.why == one.date.format("%A").to_string() {
                text.push_str(&format!("  skipped {date}\n"));
            } else {
                text.push_str(&format!("  skipped {date}: {}\n", shown(&one.why)));
            }
        }
        let rest = skipped.len().saturating_sub(NAMED);
        if rest > 0 {
            text.push_str(&format!("  skipped {rest} more\n"));
        }
        text
    }
}

/// Writes an answer for people.
pub(crate) fn tell_text(answer: &Answer) -> io::Result<()> {
    super::print(&answer.write())
}

/// Writes answers as lines of JSON.
pub(crate) fn tell_json(
    calendar: &Calendar,
    priority: Option<&str>,
    answers: &[(Question, Answer)],
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Line<'a> {
        calendar: &'a str,
        revision: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        priority: Option<&'a str>,
        question: &'a Question,
        #[serde(flatten)]
        answer: &'a Answer,
    }
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    for (question, answer) in answers {
        let line = Line {
            calendar: calendar.id(),
            revision: calendar.revision(),
            priority,
            question,
            answer,
        };
        serde_json::to_writer(&mut stdout, &line)?;
        stdout.write_all(b"\n")?;
    }
    stdout.flush()
}

/// As in every other answer: the offset in digits, milliseconds only where there are
/// some.
fn instant<S: Serializer>(at: &DateTime<FixedOffset>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, false))
}
