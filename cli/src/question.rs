//! What a calendar can be asked: the same as arguments and as JSON.

use clap::{Subcommand, ValueEnum};
use dueby::{AtEdge, Roll};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Add {
    /// A date or a time. Days are counted from its date, which is day 0
    pub(crate) start: String,

    /// As rules write it: "5 working days", "8 working hours", "10 days", "24 hours",
    /// "1 month". Hours need a time to count from
    #[arg(required = true, num_args = 1..)]
    #[serde(deserialize_with = "one_text", serialize_with = "as_one_text")]
    pub(crate) amount: Vec<String>,

    /// For days, weeks, months and years: where a date to count from goes first that is
    /// not a working day. It stays, unless this is given
    #[arg(long)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) roll: Option<RollTo>,

    /// For working hours: where a sum ends that comes out exactly at a closing (counted
    /// back: at an opening). It stays there, unless this is given
    #[arg(long, value_name = "EDGE")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_edge: Option<Edge>,
}

#[derive(Debug, Clone, PartialEq, clap::Args, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Subtract {
    /// A date or a time. Days are counted back from its date, which is day 0
    pub(crate) end: String,

    /// As rules write it: "5 working days", "8 working hours", "10 days", "24 hours",
    /// "1 month". Hours need a time to count from
    #[arg(required = true, num_args = 1..)]
    #[serde(deserialize_with = "one_text", serialize_with = "as_one_text")]
    pub(crate) amount: Vec<String>,

    /// For days, weeks, months and years: where a date to count from goes first that is
    /// not a working day. It stays, unless this is given
    #[arg(long)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) roll: Option<RollTo>,

    /// For working hours: where a sum ends that comes out exactly at a closing (counted
    /// back: at an opening). It stays there, unless this is given
    #[arg(long, value_name = "EDGE")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at_edge: Option<Edge>,
}

#[derive(Debug, Clone, PartialEq, clap::Args, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub(crate) struct Moment {
    /// A time: "2025-12-24T16:00"
    pub(crate) at: String,
}

#[derive(Debug, Clone, PartialEq, clap::Args, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnDate {
    /// A date: "2025-12-24". A time is taken by its date
    pub(crate) date: String,
}

/// Where a date goes that is not a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RollTo {
    /// To the next working day
    Next,
    /// To the working day before
    Previous,
    /// To the next working day, or the one before where that is in another month
    Modified,
}

impl From<RollTo> for Roll {
    fn from(to: RollTo) -> Self {
        match to {
            RollTo::Next => Roll::Next,
            RollTo::Previous => Roll::Previous,
            RollTo::Modified => Roll::Modified,
        }
    }
}

/// Where a sum of working time ends that comes out exactly at an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Edge {
    /// There
    Stays,
    /// At the next opening; counted back, at the closing before
    Moves,
}

impl From<Edge> for AtEdge {
    fn from(edge: Edge) -> Self {
        match edge {
            Edge::Stays => AtEdge::Stays,
            Edge::Moves => AtEdge::Moves,
        }
    }
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

fn one_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    String::deserialize(deserializer).map(|text| vec![text])
}

fn as_one_text<S: Serializer>(words: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&words.join(" "))
}
