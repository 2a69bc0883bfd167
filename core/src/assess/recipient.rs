//! Who a role is, as an answer says it.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::time::serialize_optional_instant;

/// Somebody who has to be told, as the directory found it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct RecipientAnswer {
    /// The contact's name in the directory.
    pub contact: String,
    /// The post or the team.
    pub title: String,
    /// How the host reaches it.
    pub address: Option<String>,
    /// The first time, from the step's moment on, at which the contact's calendar is open.
    #[serde(serialize_with = "serialize_optional_instant")]
    pub deliver_from: Option<DateTime<FixedOffset>>,
    /// How it was found, from the role on.
    pub via: Vec<Via>,
}

/// A step on the way from a role to a contact. In JSON, `by` says which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all_fields = "camelCase")
)]
pub enum Via {
    /// A rule for the role.
    Role {
        /// The role.
        role: String,
        /// Which of the directory's `[[role]]` it is, from 1.
        rule: usize,
        /// The attribute whose value chose the contact.
        attribute: Option<String>,
        /// That value.
        value: Option<String>,
    },
    /// The rule's out-of-hours duty.
    OutOfHours {
        /// The calendar that is closed.
        calendar: String,
    },
    /// The manager of a contact.
    Manager {
        /// That contact.
        of: String,
    },
    /// A member of a team.
    Member {
        /// The team.
        of: String,
    },
    /// The deputy of a contact that is away.
    Deputy {
        /// That contact.
        of: String,
        /// The first date away.
        from: NaiveDate,
        /// The last date away.
        until: NaiveDate,
        /// Why it is away.
        reason: Option<String>,
    },
}

/// Why a role, or a part of it, leads to nobody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(ts_rs::TS),
    ts(rename_all = "camelCase")
)]
pub struct UnresolvedAnswer {
    /// What sort of reason it is.
    pub code: UnresolvedCode,
    /// The role, attribute or contact concerned.
    pub about: String,
    /// The same in words.
    pub message: String,
}

/// What sort of reason leaves a role without anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum UnresolvedCode {
    /// The directory has no rule for the role.
    UnknownRole,
    /// The case does not have an attribute that the rule needs.
    MissingAttribute,
    /// No rule of the role is for a case like this.
    NoRow,
    /// The contact has no manager.
    NoManager,
    /// The contact is away, and so is whoever stands in, or nobody does.
    Away,
}
