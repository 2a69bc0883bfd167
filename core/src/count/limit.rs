//! Limits, as rules write them: an allowance, or the earlier or the later of two.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Allowance, Deadline, Kind};
use crate::error::{Code, Error, Problem, Shown as _};
use crate::words::place_of;

/// How long a promise has: one allowance, or the earlier or the later of two, each
/// counted for itself from the same start.
///
/// Written as the allowance, or as `10 working days or 3 weeks, whichever is earlier`
/// (or `later`).
///
/// ```
/// use dueby::{Limit, Whichever};
///
/// let limit: Limit = "10 working days or 3 weeks, whichever is earlier".parse()?;
/// assert!(matches!(limit, Limit::Two { whichever: Whichever::Earlier, .. }));
/// assert_eq!(limit.to_string(), "10 working days or 3 weeks, whichever is earlier");
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "string"))]
pub enum Limit {
    /// One allowance.
    One(Allowance),
    /// Two, of which one governs.
    Two {
        /// The one that is written first.
        first: Allowance,
        /// The other.
        second: Allowance,
        /// Which of the two deadlines governs.
        whichever: Whichever,
    },
}

precompiled!(enum Limit { One(a), Two { first, second, whichever } });

/// Which of two deadlines governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whichever {
    /// The earlier.
    Earlier,
    /// The later.
    Later,
}

precompiled!(
    enum Whichever {
        Earlier,
        Later,
    }
);

impl Whichever {
    /// The word that rules write.
    pub const fn as_str(self) -> &'static str {
        match self {
            Whichever::Earlier => "earlier",
            Whichever::Later => "later",
        }
    }

    /// Whether the first of two deadlines governs; of equal ones it does.
    pub(crate) fn is_first(self, first: Deadline, second: Deadline) -> bool {
        match self {
            Whichever::Earlier => first.overdue_from() <= second.overdue_from(),
            Whichever::Later => first.overdue_from() >= second.overdue_from(),
        }
    }

    /// The deadline that governs.
    pub(crate) fn of(self, first: Deadline, second: Deadline) -> Deadline {
        if self.is_first(first, second) {
            first
        } else {
            second
        }
    }
}

impl Limit {
    /// The kinds of time that are counted: one or two.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        let (first, second) = self.parts();
        std::iter::once(first)
            .chain(second)
            .map(|allowance| allowance.kind())
    }

    /// Whether it allows no time at all, or may.
    pub(crate) fn is_nothing(&self) -> bool {
        let (first, second) = self.parts();
        first.amount() == 0 || second.is_some_and(|second| second.amount() == 0)
    }

    /// The allowances, in the order they are written.
    pub(crate) const fn parts(&self) -> (Allowance, Option<Allowance>) {
        match self {
            Limit::One(only) => (*only, None),
            Limit::Two { first, second, .. } => (*first, Some(*second)),
        }
    }
}

impl From<Allowance> for Limit {
    fn from(allowance: Allowance) -> Self {
        Limit::One(allowance)
    }
}

impl FromStr for Limit {
    type Err = Error;

    /// # Errors
    ///
    /// As an [`Allowance`]; `bad-allowance` too for two without a word on which
    /// governs.
    fn from_str(text: &str) -> Result<Self, Error> {
        let trimmed = text.trim();
        let governed = [
            (", whichever is earlier", Whichever::Earlier),
            (", whichever is later", Whichever::Later),
        ]
        .into_iter()
        .find_map(|(words, whichever)| Some((trimmed.strip_suffix(words)?, whichever)));
        match governed {
            None if place_of(OR, trimmed).is_some() => Err(Problem::new(
                Code::BadAllowance,
                format!("\"{}\" does not say which of the two governs", shown(text)),
            )
            .hint("end with \", whichever is earlier\" or \", whichever is later\"")
            .into()),
            None => Ok(Limit::One(trimmed.parse()?)),
            Some((rest, whichever)) => {
                let place = place_of(OR, rest).ok_or_else(|| {
                    Problem::new(
                        Code::BadAllowance,
                        format!("\"{}\" names no two allowances", shown(text)),
                    )
                    .hint("write \"10 working days or 3 weeks, whichever is earlier\", for example")
                })?;
                let (first, or_second) = rest.split_at(place);
                let second = or_second.strip_prefix(OR).unwrap_or_default();
                Ok(Limit::Two {
                    first: first.parse()?,
                    second: second.parse()?,
                    whichever,
                })
            }
        }
    }
}

/// What stands between two allowances.
const OR: &str = " or ";

fn shown(text: &str) -> String {
    let start: String = text.chars().take(80).collect();
    start.shown().to_string()
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::One(only) => write!(f, "{only}"),
            Limit::Two {
                first,
                second,
                whichever,
            } => write!(
                f,
                "{first} or {second}, whichever is {}",
                whichever.as_str()
            ),
        }
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
