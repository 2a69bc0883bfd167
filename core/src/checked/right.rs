//! A resident's right: to whom, in which nation, and the clock of how long it is open.

use super::Clock;

/// What a resident may do within a time: to go to stage 2, or to an ombudsman.
///
/// It is signposted beside the promises. It is no promise of the landlord's, and never a
/// step of an escalation path.
#[derive(Debug, Clone, PartialEq)]
pub struct Right {
    pub(crate) title: String,
    pub(crate) to: String,
    pub(crate) nation: Option<String>,
    /// Its starts open it, its stops use it.
    pub(crate) clock: Clock,
}

precompiled!(struct Right { title, to, nation, clock });

impl Right {
    /// The id, unique in its pack.
    pub fn id(&self) -> &str {
        self.clock.id()
    }

    /// What the resident may do, in words.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whom it leads to.
    pub fn to(&self) -> &str {
        &self.to
    }

    /// The nation whose residents have it, where it is not all of them.
    pub fn nation(&self) -> Option<&str> {
        self.nation.as_deref()
    }

    /// How long it is open: its starts open it, its stops use it.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}
