//! What a calendar answers: a line for people, or a line of JSON.

use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use dueby::{Calendar, Ends, Entry};
use serde::{Serialize, Serializer};

use super::table::wrap;
use super::words::{count, day, moment, shown};
use crate::question::Question;

/// How many steps of a count are told, for people.
const TOLD: usize = 60;

/// An answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Answer {
    /// The answer for people, in a line.
    #[serde(skip)]
    pub(crate) line: String,
    pub(crate) answer: Is,
    /// The reason why not, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) why: Option<String>,
    /// What was counted and skipped, step by step as in every other answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) explanation: Option<Vec<Entry>>,
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

impl Answer {
    /// An answer with nothing beside it.
    pub(crate) fn plain(line: impl Into<String>, answer: Is) -> Self {
        Answer {
            line: line.into(),
            answer,
            why: None,
            explanation: None,
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
        let steps = self.explanation.iter().flatten().filter(|entry| {
            // The first line has it, but for the words "before that".
            let before = Some(Ends::DayBefore);
            !matches!(entry, Entry::Due { ends, .. } if *ends != before)
        });
        let steps: Vec<String> = steps.map(Entry::text).collect();
        for step in steps.iter().take(TOLD) {
            for line in wrap(&shown(step), super::width().saturating_sub(2), 2) {
                text.push_str(&format!("  {line}\n"));
            }
        }
        let rest = steps.len().saturating_sub(TOLD);
        if rest > 0 {
            let rest = count(rest, "step");
            text.push_str(&format!("  and {rest} more; --json has all of them\n"));
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
