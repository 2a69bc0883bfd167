//! What a calendar can be asked: the same as arguments and as JSON.

mod convention;

use std::collections::BTreeMap;

use clap::{Command, Subcommand, ValueEnum};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use convention::Convention;

/// The names of the questions, as they are asked.
pub(crate) const QUESTIONS: [&str; 7] = [
    "add",
    "subtract",
    "between",
    "is-open",
    "is-working-day",
    "next-open",
    "previous-close",
];

/// A question.
#[derive(Debug, Clone, PartialEq, Subcommand, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Question {
    /// When an amount of time is over that begins at START
    Add(Add),
    /// When to start so that an amount of time is over at END
    Subtract(Subtract),
    /// How much there is from FROM, inclusive, until TO, exclusive; negative when TO is
    /// the earlier
    Between(Between),
    /// Whether it is open at a time: at the opening it is, at the closing it is not
    IsOpen(Moment),
    /// Whether a date is a working day, and why not
    IsWorkingDay(OnDate),
    /// The first time at or after AT that it is open
    NextOpen(Moment),
    /// The last closing at or before AT, or AT itself while it is open
    PreviousClose(Moment),
}

#[derive(Debug, Clone, PartialEq, clap::Args, Deserialize, Serialize)]
pub(crate) struct Add {
    /// A date or a time. Days are counted from its date
    pub(crate) start: String,

    /// As rules write it: "5 working days", "8 working hours", "10 days", "24 hours",
    /// "1 month", "10 days or 1 month, whichever is earlier". Hours need a time to count
    /// from
    #[arg(required = true, num_args = 1.., allow_negative_numbers = true)]
    #[serde(deserialize_with = "one_text", serialize_with = "as_one_text")]
    pub(crate) amount: Vec<String>,

    #[command(flatten)]
    #[serde(flatten)]
    pub(crate) convention: Convention,
}

#[derive(Debug, Clone, PartialEq, clap::Args, Deserialize, Serialize)]
pub(crate) struct Subtract {
    /// A date or a time. Days are counted back from its date
    pub(crate) end: String,

    /// As rules write it: "5 working days", "8 working hours", "10 days", "24 hours",
    /// "1 month", "10 days or 1 month, whichever is earlier". Hours need a time to count
    /// from
    #[arg(required = true, num_args = 1.., allow_negative_numbers = true)]
    #[serde(deserialize_with = "one_text", serialize_with = "as_one_text")]
    pub(crate) amount: Vec<String>,

    #[command(flatten)]
    #[serde(flatten)]
    pub(crate) convention: Convention,
}

#[derive(Debug, Clone, PartialEq, clap::Args, Deserialize, Serialize)]
pub(crate) struct Between {
    /// The first date or time that counts
    pub(crate) from: String,

    /// The first date or time that does not count any more
    pub(crate) to: String,

    /// What to count. Working hours need times
    #[arg(long = "in", value_name = "UNIT", default_value = "working days")]
    #[serde(rename = "in", default)]
    pub(crate) unit: Unit,
}

#[derive(Debug, Clone, PartialEq, clap::Args, Deserialize, Serialize)]
pub(crate) struct Moment {
    /// A time: "2025-12-24T16:00"
    pub(crate) at: String,
}

#[derive(Debug, Clone, PartialEq, clap::Args, Deserialize, Serialize)]
pub(crate) struct OnDate {
    /// A date: "2025-12-24". A time is taken by its date
    pub(crate) date: String,
}

/// What is counted between two times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, Deserialize, Serialize)]
pub(crate) enum Unit {
    /// Dates on which the calendar works
    #[default]
    #[value(name = "working days")]
    #[serde(rename = "working days")]
    WorkingDays,
    /// Time while it is open
    #[value(name = "working hours")]
    #[serde(rename = "working hours")]
    WorkingHours,
    /// Dates of any kind
    #[value(name = "days")]
    #[serde(rename = "days")]
    Days,
}

/// By question, the names that its parts have in JSON: those of its arguments.
pub(crate) fn fields() -> BTreeMap<String, Vec<String>> {
    let all = Question::augment_subcommands(Command::new("calendar"));
    all.get_subcommands()
        .map(|question| {
            let names = question.get_arguments().map(|argument| {
                let name = argument.get_long();
                name.unwrap_or(argument.get_id().as_str()).to_owned()
            });
            (question.get_name().to_owned(), names.collect())
        })
        .collect()
}

fn one_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    String::deserialize(deserializer).map(|text| vec![text])
}

fn as_one_text<S: Serializer>(words: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&words.join(" "))
}
