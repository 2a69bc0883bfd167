//! What a rule rests on, and how sure it is.

use serde::Serialize;

/// What a promise rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Basis {
    /// Legislation.
    Statute,
    /// A code that binds by statute, such as the Complaint Handling Code.
    Code,
    /// The landlord's own promise.
    Promise,
    /// Worked out from something else that is said.
    Derived,
}

precompiled!(
    enum Basis {
        Statute,
        Code,
        Promise,
        Derived,
    }
);

/// How sure its rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Status {
    /// The source's own words were read.
    Confirmed,
    /// Not seen in its source's own words.
    Unconfirmed,
    /// The words bear several readings.
    Contested,
}

precompiled!(
    enum Status {
        Confirmed,
        Unconfirmed,
        Contested,
    }
);

impl Basis {
    pub(crate) const WORDS: &'static [(Basis, &'static str)] = &[
        (Basis::Statute, "statute"),
        (Basis::Code, "code"),
        (Basis::Promise, "promise"),
        (Basis::Derived, "derived"),
    ];
}

impl Status {
    pub(crate) const WORDS: &'static [(Status, &'static str)] = &[
        (Status::Confirmed, "confirmed"),
        (Status::Unconfirmed, "unconfirmed"),
        (Status::Contested, "contested"),
    ];

    /// The word for it in packs and answers.
    pub fn as_str(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(status, _)| *status == self)
            .map_or("", |(_, word)| word)
    }
}
