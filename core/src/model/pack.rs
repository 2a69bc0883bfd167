//! The tables of a rule pack.

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{
    At, Condition, Due, Extension, Governs, Names, Pausing, Reading, Repeats, Source, Starts,
    Turning, Within,
};

/// `[pack]`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PackHead {
    pub(crate) id: At<String>,
    pub(crate) title: At<String>,
    pub(crate) version: Option<At<String>>,
    pub(crate) governs: Option<At<Governs>>,
    pub(crate) applies: Option<At<Applies>>,
    pub(crate) extends: Option<At<String>>,
    pub(crate) calendar: At<String>,
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::Basis"))]
    pub(crate) basis: At<String>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Status>"))]
    pub(crate) status: Option<At<String>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Date>"))]
    pub(crate) checked: Option<At<String>>,
    pub(crate) source: Option<At<Source>>,
    pub(crate) link: Option<At<String>>,
    pub(crate) notes: Option<At<String>>,
}

/// `[pack.applies]`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Applies {
    pub(crate) when: At<Condition>,
}

/// `[[clock]]`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Clock {
    pub(crate) id: At<String>,
    pub(crate) promise: Option<At<String>>,
    pub(crate) kind: At<String>,
    pub(crate) when: Option<At<Condition>>,
    pub(crate) starts: Option<At<Starts>>,
    pub(crate) repeats: Option<At<Repeats>>,
    pub(crate) stops: At<Names>,
    pub(crate) cancels: Option<At<Names>>,
    pub(crate) excuses: Option<At<Names>>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<super::schema::CancelledLate>")
    )]
    pub(crate) cancelled_late: Option<At<String>>,
    pub(crate) resets: Option<At<Turning>>,
    pub(crate) reopens: Option<At<Turning>>,
    pub(crate) pauses: Option<At<Pauses>>,
    pub(crate) pausing: Option<Pausing>,
    pub(crate) within: Option<At<Within>>,
    pub(crate) due: Option<At<Due>>,
    pub(crate) not_before: Option<At<String>>,
    pub(crate) reading: Option<At<Vec<At<Reading>>>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::OnChange>"))]
    pub(crate) on_change: Option<At<String>>,
    pub(crate) extension: Option<At<Extension>>,
    pub(crate) counting: Option<At<Counting>>,
    pub(crate) at_risk: Option<At<String>>,
    pub(crate) escalation: Option<At<String>>,
    pub(crate) calendar: Option<At<String>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Basis>"))]
    pub(crate) basis: Option<At<String>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Status>"))]
    pub(crate) status: Option<At<String>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Date>"))]
    pub(crate) checked: Option<At<String>>,
    pub(crate) source: Option<At<Source>>,
    pub(crate) link: Option<At<String>>,
    pub(crate) notes: Option<At<String>>,
}

/// `counting = { … }`
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Counting {
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Begins>"))]
    pub(crate) begins: Option<At<String>>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<super::schema::ReceivedOffDay>")
    )]
    pub(crate) received_off_day: Option<At<String>>,
    pub(crate) cut_off: Option<At<String>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Ends>"))]
    pub(crate) ends: Option<At<String>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Roll>"))]
    pub(crate) roll: Option<At<String>>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<super::schema::PauseDays>")
    )]
    pub(crate) pause_days: Option<At<String>>,
}

/// `pauses = { from = "…", until = "…" }`, `{ while = {…} }`, or a list of them.
#[derive(Debug)]
pub(crate) struct Pauses(pub(crate) Vec<Pause>);

#[derive(Debug)]
pub(crate) enum Pause {
    Between { from: At<Names>, until: At<Names> },
    While(At<Condition>),
}

impl<'de> Deserialize<'de> for Pause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            from: Option<At<Names>>,
            until: Option<At<Names>>,
            #[serde(rename = "while")]
            holds: Option<At<Condition>>,
        }
        let table = Table::deserialize(deserializer)?;
        match (table.from, table.until, table.holds) {
            (Some(from), Some(until), None) => Ok(Pause::Between { from, until }),
            (None, None, Some(holds)) => Ok(Pause::While(holds)),
            (Some(_), None, None) => Err(D::Error::missing_field("until")),
            (None, _, None) => Err(D::Error::missing_field("from")),
            _ => Err(D::Error::custom(
                "a pause has \"from\" and \"until\", or \"while\" alone",
            )),
        }
    }
}

impl<'de> Deserialize<'de> for Pauses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Pauses;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a table { from = …, until = … } or { while = … }, or a list of them")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Pauses, A::Error> {
                Pause::deserialize(MapAccessDeserializer::new(map)).map(|pair| Pauses(vec![pair]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Pauses, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = list.next_element()? {
                    pairs.push(pair);
                }
                Ok(Pauses(pairs))
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

/// `[parameter.NAME]`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Parameter {
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::ParameterType"))]
    pub(crate) of: At<String>,
    /// The texts that it can be, where it is a text.
    pub(crate) one_of: Option<At<Vec<At<String>>>>,
    pub(crate) question: At<String>,
    pub(crate) source: Option<At<String>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    pub(crate) value: Option<At<toml::Value>>,
}

/// `[escalation.NAME]`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Escalation {
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Basis>"))]
    pub(crate) basis: Option<At<String>>,
    pub(crate) source: Option<At<String>>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<super::schema::Acknowledged>")
    )]
    pub(crate) acknowledged: Option<At<String>>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<super::schema::WhilePaused>")
    )]
    pub(crate) while_paused: Option<At<String>>,
    pub(crate) steps: At<Vec<Step>>,
}

/// `{ at = "…", notify = "…", repeat = {…}, acknowledged-by = "…", within = "…" }`
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Step {
    pub(crate) at: At<String>,
    pub(crate) notify: At<String>,
    pub(crate) repeat: Option<Repeat>,
    pub(crate) acknowledged_by: Option<At<Names>>,
    pub(crate) within: Option<At<String>>,
}

/// `{ every = "…", at-most = 5 }`, the number perhaps a parameter's
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Repeat {
    pub(crate) every: At<String>,
    pub(crate) at_most: At<Times>,
}

/// How often: a number, or `{ parameter = "…" }`.
#[derive(Debug)]
pub(crate) enum Times {
    Number(i64),
    Parameter(At<String>),
}

impl<'de> Deserialize<'de> for Times {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TimesVisitor;
        impl<'de> Visitor<'de> for TimesVisitor {
            type Value = Times;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a whole number, or { parameter = \"name\" }")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Times, E> {
                Ok(Times::Number(number))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Times, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Table {
                    parameter: At<String>,
                }
                let table = Table::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Times::Parameter(table.parameter))
            }
        }
        deserializer.deserialize_any(TimesVisitor)
    }
}
