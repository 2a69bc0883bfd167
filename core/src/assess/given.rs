//! What is known of a case beside its events.

use crate::case::Case;
use crate::checked::Known;

/// A case without its events, from wherever it comes.
#[derive(Debug, Clone)]
pub(crate) struct Given<'c> {
    /// The host's reference.
    pub(crate) case: &'c str,
    pub(crate) kind: Option<&'c str>,
    /// The attributes before anything has happened.
    pub(crate) attributes: Known<'c>,
}

impl<'c> Given<'c> {
    pub(crate) fn of(case: &'c Case) -> Self {
        let attributes = case.attributes.iter();
        Given {
            case: &case.case,
            kind: case.kind.as_deref(),
            attributes: attributes
                .map(|(name, value)| (name.as_str(), value))
                .collect(),
        }
    }
}
