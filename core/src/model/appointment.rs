//! `[[appointment]]`: a window that somebody was promised, as it is written.

use toml::de::DeValue;

use super::node::{Node, Read, Wrong};
use super::pack::OfParameter;
use super::{At, Clock, Condition, Names, Source, Starts, Within};

table! {
    in schema,
    /// `[[appointment]]`
    #[derive(Debug)]
    pub(crate) struct Appointment {
        pub(crate) id: At<String>,
        promise: Option<At<String>>,
        kind: At<String>,
        when: Option<At<Condition>>,
        made: At<Names>,
        window: At<Window>,
        kept: At<Names>,
        missed: Option<At<Names>>,
        no_access: Option<At<Names>>,
        rearranged: Option<At<Names>>,
        cancelled: Option<At<Names>>,
        notice: Option<Notice>,
        reminder: Option<Reminder>,
        at_risk: Option<At<String>>,
        escalation: Option<At<String>>,
        calendar: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Basis>"))]
        basis: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Status>"))]
        status: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Date>"))]
        checked: Option<At<String>>,
        source: Option<At<Source>>,
        link: Option<At<String>>,
        notes: Option<At<String>>,
    }
}

table! {
    in schema,
    /// `{ from = "attribute", until = "attribute" }`
    #[derive(Debug, Clone)]
    pub(crate) struct Window {
        pub(crate) from: At<String>,
        pub(crate) until: At<String>,
    }
}

table! {
    in schema,
    /// `{ of = "24 hours", when = {…} }`
    #[derive(Debug)]
    pub(crate) struct Notice {
        pub(crate) of: At<Lead>,
        pub(crate) when: Option<At<Condition>>,
        pub(crate) promise: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Basis>"))]
        pub(crate) basis: Option<At<String>>,
        pub(crate) source: Option<At<Source>>,
    }
}

table! {
    in schema,
    /// `{ before = "1 working day", sent = "reminder.sent" }`
    #[derive(Debug)]
    pub(crate) struct Reminder {
        pub(crate) before: At<Lead>,
        pub(crate) sent: At<Names>,
        pub(crate) promise: Option<At<String>>,
        #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::Basis>"))]
        pub(crate) basis: Option<At<String>>,
        pub(crate) source: Option<At<Source>>,
        pub(crate) escalation: Option<At<String>>,
    }
}

/// How long before the window: an allowance, or `{ parameter = "…" }`.
#[derive(Debug)]
pub(crate) enum Lead {
    Of(String),
    Parameter(At<String>),
}

impl Default for Lead {
    fn default() -> Self {
        Lead::Of(String::new())
    }
}

impl Read for Lead {
    fn read(node: Node<'_>) -> Result<Self, Wrong> {
        match node.get_ref() {
            DeValue::String(_) => String::read(node).map(Lead::Of),
            DeValue::Table(_) => OfParameter::read(node).map(|of| Lead::Parameter(of.parameter)),
            _ => Err(Wrong::shape(
                &node,
                "an allowance, or { parameter = \"name\" }",
            )),
        }
    }
}

/// What an appointment is beside the clock of its being kept.
pub(crate) struct AppointmentHead {
    pub(crate) missed: Option<At<Names>>,
    pub(crate) no_access: Option<At<Names>>,
    pub(crate) rearranged: Option<At<Names>>,
    pub(crate) cancelled: Option<At<Names>>,
    pub(crate) notice: Option<Notice>,
    pub(crate) reminder: Option<Reminder>,
}

impl Appointment {
    /// The clock that is met when the appointment is kept.
    pub(crate) fn split(self) -> (AppointmentHead, Clock) {
        let head = AppointmentHead {
            missed: self.missed,
            no_access: self.no_access,
            rearranged: self.rearranged,
            cancelled: self.cancelled,
            notice: self.notice,
            reminder: self.reminder,
        };
        let made = At::new(self.made.span(), Starts::On(self.made.into_inner()));
        let window = At::new(self.window.span(), Within::Window(self.window.into_inner()));
        let clock = Clock {
            id: self.id,
            promise: self.promise,
            kind: self.kind,
            when: self.when,
            starts: Some(made),
            stops: self.kept,
            within: Some(window),
            at_risk: self.at_risk,
            escalation: self.escalation,
            calendar: self.calendar,
            basis: self.basis,
            status: self.status,
            checked: self.checked,
            source: self.source,
            link: self.link,
            notes: self.notes,
            ..Clock::default()
        };
        (head, clock)
    }
}
