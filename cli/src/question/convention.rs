//! How a sum counts: the options of a pack's `counting` table, under the same names and
//! in the same words, and where a sum of working hours ends.

use clap::builder::{PossibleValue, PossibleValuesParser};
use dueby::{Allowance, AtEdge, Begins, Counting, Ends, Limit, ReceivedOffDay, Roll};
use serde::{Deserialize, Serialize};

use crate::problems::{Trouble, list_of, nearest};

/// Something an option can be, the word for it, and what that means.
type Known<T> = (T, &'static str, &'static str);

const BEGINS: &[Known<Begins>] = &[
    (
        Begins::DayAfter,
        Begins::DayAfter.as_str(),
        "the day after START; counted back, the day before END",
    ),
    (
        Begins::WithTheDay,
        Begins::WithTheDay.as_str(),
        "START itself; counted back, END itself",
    ),
];

const RECEIVED_OFF_DAY: &[Known<ReceivedOffDay>] = &[
    (
        ReceivedOffDay::Stays,
        ReceivedOffDay::Stays.as_str(),
        "it counts as that date",
    ),
    (
        ReceivedOffDay::NextWorkingDay,
        ReceivedOffDay::NextWorkingDay.as_str(),
        "it counts as the next working day",
    ),
    (
        ReceivedOffDay::PreviousWorkingDay,
        ReceivedOffDay::PreviousWorkingDay.as_str(),
        "it counts as the working day before",
    ),
    (
        ReceivedOffDay::SecondWorkingDay,
        ReceivedOffDay::SecondWorkingDay.as_str(),
        "day 1 is the second working day after it; not for subtract",
    ),
];

const ENDS: &[Known<Ends>] = &[
    (
        Ends::EndOfDay,
        Ends::EndOfDay.as_str(),
        "when the day is over: the answer is a date",
    ),
    (
        Ends::Closing,
        Ends::Closing.as_str(),
        "when the calendar closes on that day",
    ),
    (
        Ends::SameTime,
        Ends::SameTime.as_str(),
        "at the time of day that was given",
    ),
    (
        Ends::DayBefore,
        Ends::DayBefore.as_str(),
        "when the day before it is over",
    ),
];

const ROLL: &[Known<Roll>] = &[
    (Roll::None, Roll::None.as_str(), "it stays"),
    (Roll::Next, Roll::Next.as_str(), "to the next working day"),
    (
        Roll::Previous,
        Roll::Previous.as_str(),
        "to the working day before",
    ),
    (
        Roll::Modified,
        Roll::Modified.as_str(),
        "to the next working day or, where that is in another month, the one before",
    ),
];

const AT_EDGE: &[Known<AtEdge>] = &[
    (AtEdge::Stays, "stays", "there"),
    (
        AtEdge::Moves,
        "moves",
        "at the next opening; counted back, at the closing before",
    ),
];

/// How a sum counts.
#[derive(Debug, Clone, Default, PartialEq, clap::Args, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", default)]
#[command(next_help_heading = "Counting")]
pub(crate) struct Convention {
    /// Of days, weeks, months and years, the first that counts. The day after, unless
    /// this is given
    #[arg(long, value_name = "WHICH", value_parser = words(BEGINS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) begins: Option<String>,

    /// What becomes of a START or END that is not a working day. It stays, unless this
    /// is given
    #[arg(long, value_name = "WHERE", value_parser = words(RECEIVED_OFF_DAY))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) received_off_day: Option<String>,

    /// From this time of day on, a START counts as the next working day: "16:00". Not
    /// for subtract
    #[arg(long, value_name = "TIME OF DAY")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cut_off: Option<String>,

    /// When on its last day it ends. At the end of the day, unless this is given
    #[arg(long, value_name = "WHEN", value_parser = words(ENDS))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ends: Option<String>,

    /// Where a last day goes that is not a working day. It stays, unless this is given
    #[arg(long, value_name = "WHERE", value_parser = words(ROLL))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) roll: Option<String>,

    /// Of working hours, where a sum ends that comes out exactly at a closing (counted back:
    /// at an opening). It stays there, unless this is given
    #[arg(long, value_name = "EDGE", value_parser = words(AT_EDGE))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at_edge: Option<String>,
}

/// The words of an option, for arguments.
fn words<T>(known: &[Known<T>]) -> PossibleValuesParser {
    let values = known.iter();
    PossibleValuesParser::new(values.map(|(_, word, help)| PossibleValue::new(*word).help(*help)))
}

impl Convention {
    /// The names of its options.
    pub(crate) const OPTIONS: [&str; 6] = [
        "begins",
        "received-off-day",
        "cut-off",
        "ends",
        "roll",
        "at-edge",
    ];

    /// What was given, in that order.
    fn given(&self) -> [&Option<String>; 6] {
        [
            &self.begins,
            &self.received_off_day,
            &self.cut_off,
            &self.ends,
            &self.roll,
            &self.at_edge,
        ]
    }

    /// As the library counts; `place` names an option.
    pub(crate) fn counting(
        &self,
        amount: Limit,
        place: impl Fn(&str) -> String,
    ) -> Result<(Counting, AtEdge), Trouble> {
        self.pointless(amount, &place)?;
        let usual = Counting::default();
        let cut_off =
            match &self.cut_off {
                Some(text) => Some(text.trim().parse().map_err(|error: dueby::Error| {
                    Trouble::of(error.first(), &place("cut-off"))
                })?),
                None => usual.cut_off,
            };
        let counting = Counting {
            begins: read(&self.begins, BEGINS, usual.begins, || place("begins"))?,
            received_off_day: read(
                &self.received_off_day,
                RECEIVED_OFF_DAY,
                usual.received_off_day,
                || place("received-off-day"),
            )?,
            cut_off,
            ends: read(&self.ends, ENDS, usual.ends, || place("ends"))?,
            roll: read(&self.roll, ROLL, usual.roll, || place("roll"))?,
            ..usual
        };
        let edge = read(&self.at_edge, AT_EDGE, AtEdge::default(), || {
            place("at-edge")
        })?;
        Ok((counting, edge))
    }

    /// Refuses what would change nothing: it was meant to.
    fn pointless(&self, amount: Limit, place: impl Fn(&str) -> String) -> Result<(), Trouble> {
        let mut given = Self::OPTIONS.iter().zip(self.given());
        let pointless = given.find(|(option, value)| {
            value.is_some()
                && match **option {
                    "at-edge" => !matches!(amount, Limit::One(Allowance::WorkingTime(_))),
                    _ => !amount.kinds().any(|kind| kind.counts_dates()),
                }
        });
        let Some((option, _)) = pointless else {
            return Ok(());
        };
        let only = match *option {
            "at-edge" => "working hours and working minutes",
            _ => "days, weeks, months and years",
        };
        let message = format!("this means nothing for \"{amount}\"");
        Err(
            Trouble::new(place(option), dueby::Code::PointlessOption, message)
                .help(format!("leave it out; it is for {only}")),
        )
    }
}

/// What a word stands for.
fn read<T: Copy>(
    given: &Option<String>,
    known: &[Known<T>],
    usual: T,
    place: impl Fn() -> String,
) -> Result<T, Trouble> {
    let Some(given) = given else {
        return Ok(usual);
    };
    let found = known.iter().find(|(_, word, _)| word == given);
    if let Some((found, ..)) = found {
        return Ok(*found);
    }
    let message = format!("\"{}\" is not known here", given.escape_debug());
    let trouble = Trouble::new(place(), dueby::Code::UnknownWord, message);
    let words = || known.iter().map(|(_, word, _)| *word);
    Err(match nearest(given, words()) {
        Some(near) => trouble.help(format!("did you mean \"{near}\"?")),
        None => trouble.help(format!("it knows {}", list_of(words()))),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The words between backticks and quotation marks of an option's row.
    fn documented(option: &str) -> BTreeSet<String> {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rule-language.md");
        let text = std::fs::read_to_string(file).unwrap();
        let (_, table) = text.split_once("### `counting`").unwrap();
        let start = format!("| `{option}` |");
        let row = table.lines().find(|line| line.starts_with(&start)).unwrap();
        row.split("`\"")
            .skip(1)
            .map(|part| part.split_once("\"`").unwrap().0.to_owned())
            .collect()
    }

    fn known<T>(known: &[Known<T>]) -> BTreeSet<String> {
        known
            .iter()
            .map(|(_, word, _)| (*word).to_owned())
            .collect()
    }

    #[test]
    fn every_word_of_a_pack_is_known() {
        assert_eq!(known(BEGINS), documented("begins"));
        assert_eq!(known(RECEIVED_OFF_DAY), documented("received-off-day"));
        assert_eq!(known(ENDS), documented("ends"));
        assert_eq!(known(ROLL), documented("roll"));
    }
}
