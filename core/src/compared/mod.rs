//! Checked → compared: what a new edition of rules changes, as data. What each part of a
//! pack says is put into words as rules write it (`clock.rs`, `pack.rs`, `within.rs`,
//! `calendar.rs`), and two editions are held against each other word by word (`facts.rs`).

mod calendar;
mod clock;
mod escalation;
mod facts;
mod matched;
mod pack;
mod target;
mod within;

use serde::Serialize;

use crate::calendar::Calendar;
use crate::checked::Pack;

/// What new editions of packs and calendars change.
///
/// ```
/// # let text = |within: &str| format!(
/// #     "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"c\"\nbasis = \"code\"\n\
/// #      [[clock]]\nid = \"acknowledge\"\nkind = \"k\"\nstarts = \"k.begun\"\n\
/// #      stops = \"k.ended\"\nwithin = \"{within}\"\n");
/// # let read = |within| dueby::Pack::from_toml(&text(within), "p.toml");
/// let (old, new) = (read("2 working days")?, read("5 working days")?);
/// let diff = dueby::Diff::between(&[old], &[new]);
/// let change = &diff.compared[0].differences[0];
/// assert_eq!((change.id.as_deref(), change.field), (Some("acknowledge"), "within"));
/// assert_eq!(change.was.as_deref(), Some("2 working days"));
/// assert_eq!(change.now.as_deref(), Some("5 working days"));
/// assert_eq!((change.later, change.earlier), (Some(true), Some(false)));
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// The version of this shape.
    pub schema: u32,
    /// Whether anything changes that answers are computed from.
    pub computes: bool,
    /// Each pack and calendar with its editions, in the order of the new ones, then those
    /// that are gone.
    pub compared: Vec<Compared>,
}

/// The two editions of a pack or a calendar, and what is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// What it is.
    pub what: Compares,
    /// The old edition. Null when there is none: it is new.
    pub was: Option<Edition>,
    /// The new edition. Null when there is none: it is gone.
    pub now: Option<Edition>,
    /// What is different, part by part in the order of the new text; what is gone comes
    /// after what is there.
    pub differences: Vec<Difference>,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Compares {
    /// A rule pack.
    Pack,
    /// A calendar.
    Calendar,
}

/// Which text it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Which version of the rules it is, where there are several.
    pub version: Option<String>,
    /// Its revision, as answers name it.
    pub revision: String,
}

/// Of which part of a pack or a calendar something is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Part {
    /// The pack or the calendar as a whole.
    Whole,
    /// A clock.
    Clock,
    /// A resident's right.
    Right,
    /// An escalation path.
    Escalation,
    /// A parameter.
    Parameter,
    /// An attribute.
    Attribute,
    /// A condition that is written once.
    Condition,
    /// A date of a calendar.
    Date,
}

/// One thing that is different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Of which part.
    pub of: Part,
    /// The part's id or name. Null for the whole.
    pub id: Option<String>,
    /// What the clock promises, or what the right allows, in words. Null where there is
    /// no more than the id.
    pub title: Option<String>,
    /// What of it, by the name that rules write it with: `within`, `stops`,
    /// `counting.roll`. `id` when all of it is new, gone, or called something else.
    pub field: &'static str,
    /// Which row, step or reading, in words. Null where there is one alone.
    pub at: Option<String>,
    /// What the old edition says, in words. Null where it says nothing.
    pub was: Option<String>,
    /// What the new edition says, in words. Null where it says nothing.
    pub now: Option<String>,
    /// Of an allowance or a moment: whether from some start it comes later than before.
    /// Null where that hangs on the calendar, or where it is none.
    pub later: Option<bool>,
    /// The same for earlier.
    pub earlier: Option<bool>,
    /// Of a condition: whether it is for more cases, or for fewer. Null where it is for
    /// others, or where it is none.
    pub cases: Option<Cases>,
    /// Whether answers are computed from it: dates, states, who is told. Titles, sources
    /// and notes only travel with answers.
    pub computes: bool,
}

/// For how many cases something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cases {
    /// For each case that it was for, and for others.
    More,
    /// For no case that it was not for.
    Fewer,
}

/// The version of a pack that governs before this one.
fn version_before<'p>(pack: &Pack, all: &'p [Pack]) -> Option<&'p Pack> {
    let from = |pack: &Pack| pack.governs().and_then(|governs| governs.span().0);
    let own = from(pack)?;
    let earlier = all
        .iter()
        .filter(|other| other.id() == pack.id() && other.version() != pack.version())
        .filter(|other| other.governs().is_some() && from(other).is_none_or(|from| from < own));
    earlier.max_by_key(|other| from(other))
}

impl Diff {
    /// What is different between old and new editions of packs.
    ///
    /// Packs are matched by their ids, several of one id by their versions, and a single
    /// one on each side whatever it is called; a version that is new, with the one that
    /// governs before it. What a pack takes over from one that it
    /// extends is compared too, as another pair.
    pub fn between(old: &[Pack], new: &[Pack]) -> Self {
        let mut compared = Vec::new();
        for (was, now) in matched::pairs(old, new, |pack| (pack.id(), pack.version())) {
            let before = || now.and_then(|now| version_before(now, new));
            pack::compare(was.or_else(before), now, &mut compared);
        }
        Diff::of(compared)
    }

    /// The same of calendars, matched by their ids. Hours and days off are compared date by
    /// date, over the dates that both know.
    #[must_use]
    pub fn with_calendars(self, old: &[Calendar], new: &[Calendar]) -> Self {
        let mut compared = self.compared;
        for (was, now) in matched::pairs(old, new, |calendar| (calendar.id(), None)) {
            compared.push(calendar::compare(was, now));
        }
        Diff::of(compared)
    }

    fn of(compared: Vec<Compared>) -> Self {
        let changed = |one: &Compared| {
            one.was.is_none()
                || one.now.is_none()
                || one.differences.iter().any(|different| different.computes)
        };
        Diff {
            schema: 1,
            computes: compared.iter().any(changed),
            compared,
        }
    }
}
