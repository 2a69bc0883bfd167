//! The tables of a rule pack.

use toml::de::DeValue;

use super::node::{Node, Read, Wrong};
use super::{
    At, Condition, Due, Extension, Filled, Governs, Names, Pausing, Reading, Repeats, Source,
    Starts, Turning, Within,
};

table! {
    in schema,
    /// `[pack]`
    #[derive(Debug)]
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
}

table! {
    in schema,
    /// `[pack.applies]`
    #[derive(Debug)]
    pub(crate) struct Applies {
        pub(crate) when: At<Condition>,
    }
}

table! {
    in schema,
    /// `[[clock]]`
    #[derive(Debug)]
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
}

table! {
    in schema,
    /// `counting = { … }`
    #[derive(Debug)]
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
}

/// `pauses = { from = "…", until = "…" }`, `{ while = {…} }`, or a list of them.
#[derive(Debug)]
pub(crate) struct Pauses(pub(crate) Vec<Pause>);

#[derive(Debug)]
pub(crate) enum Pause {
    Between { from: At<Names>, until: At<Names> },
    While(At<Condition>),
}

impl Read for Pause {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        table! {
            struct Table {
                from: Option<At<Names>>,
                until: Option<At<Names>>,
                holds as "while": Option<At<Condition>>,
            }
        }
        let span = node.span();
        let table = Table::read(node)?;
        match (table.from, table.until, table.holds) {
            (Some(from), Some(until), None) => Ok(Pause::Between { from, until }),
            (None, None, Some(holds)) => Ok(Pause::While(holds)),
            (Some(_), None, None) => Err(Wrong::missing("until", span)),
            (None, _, None) => Err(Wrong::missing("from", span)),
            _ => Err(Wrong::said(
                "a pause has \"from\" and \"until\", or \"while\" alone",
                span,
            )),
        }
    }
}

impl Read for Pauses {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::Array(_) => Vec::read(node).map(Pauses),
            DeValue::Table(_) => Pause::read(node).map(|pause| Pauses(vec![pause])),
            _ => Err(Wrong::shape(
                &node,
                "a table { from = …, until = … } or { while = … }, or a list of them",
            )),
        }
    }
}

table! {
    in schema,
    /// `[parameter.NAME]`
    #[derive(Debug)]
    pub(crate) struct Parameter {
        #[cfg_attr(feature = "schema", schemars(rename = "type"))]
        #[cfg_attr(feature = "schema", schemars(with = "super::schema::ParameterType"))]
        pub(crate) of as "type": At<String>,
        /// The texts that it can be, where it is a text.
        pub(crate) one_of: Option<At<Vec<At<String>>>>,
        pub(crate) question: At<String>,
        pub(crate) source: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
        pub(crate) value: Option<At<Filled>>,
    }
}

table! {
    in schema,
    /// `[escalation.NAME]`
    #[derive(Debug)]
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
}

table! {
    in schema,
    /// `{ at = "…", notify = "…", repeat = {…}, acknowledged-by = "…", within = "…" }`
    #[derive(Debug)]
    pub(crate) struct Step {
        pub(crate) at: At<String>,
        pub(crate) notify: At<String>,
        pub(crate) repeat: Option<Repeat>,
        pub(crate) acknowledged_by: Option<At<Names>>,
        pub(crate) within: Option<At<String>>,
    }
}

table! {
    in schema,
    /// `{ every = "…", at-most = 5 }`, the number perhaps a parameter's
    #[derive(Debug)]
    pub(crate) struct Repeat {
        pub(crate) every: At<String>,
        pub(crate) at_most: At<Times>,
    }
}

/// How often: a number, or `{ parameter = "…" }`.
#[derive(Debug)]
pub(crate) enum Times {
    Number(i64),
    Parameter(At<String>),
}

impl Default for Times {
    fn default() -> Self {
        Times::Number(0)
    }
}

impl Read for Times {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::Integer(_) => i64::read(node).map(Times::Number),
            DeValue::Table(_) => OfParameter::read(node).map(|of| Times::Parameter(of.parameter)),
            _ => Err(Wrong::shape(
                &node,
                "a whole number, or { parameter = \"name\" }",
            )),
        }
    }
}

table! {
    /// `{ parameter = "…" }`: what a landlord fills in.
    pub(crate) struct OfParameter {
        pub(crate) parameter: At<String>,
    }
}
