//! A rule of one clock, as random as it comes and as a pack writes it.

use proptest::prelude::*;

use crate::model::{Happened, ROUTINE, URGENT};
use crate::path::{Path, path};

#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) within: Within,
    pub(crate) allowed: Allowed,
    /// What each extension adds, and what all may add.
    pub(crate) extension: Option<(i64, i64)>,
    /// Whether what starts it stops it too: the next begins where one ends.
    pub(crate) restarts: bool,
    pub(crate) path: Option<Path>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    WorkingDays,
    Days,
    Quarters,
    OpenQuarters,
    /// As soon as may be.
    Open,
}

impl Within {
    pub(crate) fn in_dates(self) -> bool {
        matches!(self, Within::WorkingDays | Within::Days)
    }

    /// So much, in words.
    pub(crate) fn text(self, amount: i64) -> String {
        match self {
            Within::WorkingDays => format!("{amount} working days"),
            Within::Days => format!("{amount} days"),
            Within::Quarters | Within::Open => format!("{} minutes", amount * 15),
            Within::OpenQuarters => format!("{} working minutes", amount * 15),
        }
    }
}

/// Dates or rows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Allowed {
    Always(i64),
    /// By the priority alone.
    ByPriority {
        urgent: i64,
        routine: i64,
    },
    /// By the priority and who lives there.
    ByBoth {
        urgent_and_vulnerable: i64,
        urgent_only: i64,
        rest: i64,
    },
}

/// What is known of a case; `priority` may be a value that no row is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attributes {
    pub(crate) priority: Option<&'static str>,
    pub(crate) vulnerable: Option<bool>,
}

impl Attributes {
    /// As they are after everything that has happened by a row.
    pub(crate) fn at(self, events: &[Happened], row: i64) -> Self {
        let mut priority = self.priority;
        for row in 0..=row {
            for (what, value) in [(ROUTINE, "routine"), (URGENT, "urgent")] {
                if events.iter().any(|one| one.what == what && one.row == row) {
                    priority = Some(value);
                }
            }
        }
        Attributes { priority, ..self }
    }
}

impl Allowed {
    /// What the table allows, whatever is not known; nothing where that hangs on it.
    pub(crate) fn amount(self, known: Attributes) -> Option<i64> {
        let priorities = match known.priority {
            Some(known) => vec![known],
            None => vec!["urgent", "routine", "low"],
        };
        let vulnerable = known
            .vulnerable
            .map_or(vec![true, false], |known| vec![known]);
        let mut found = Vec::new();
        for priority in &priorities {
            for vulnerable in &vulnerable {
                found.push(self.row(priority, *vulnerable));
            }
        }
        found.dedup();
        match found.as_slice() {
            [one] => *one,
            _ => None,
        }
    }

    fn row(self, priority: &str, vulnerable: bool) -> Option<i64> {
        match (self, priority, vulnerable) {
            (Allowed::Always(amount), ..) => Some(amount),
            (Allowed::ByPriority { urgent, .. }, "urgent", _) => Some(urgent),
            (Allowed::ByPriority { routine, .. }, "routine", _) => Some(routine),
            (Allowed::ByPriority { .. }, ..) => None,
            (
                Allowed::ByBoth {
                    urgent_and_vulnerable,
                    ..
                },
                "urgent",
                true,
            ) => Some(urgent_and_vulnerable),
            (Allowed::ByBoth { urgent_only, .. }, "urgent", false) => Some(urgent_only),
            (Allowed::ByBoth { rest, .. }, ..) => Some(rest),
        }
    }

    fn written(self, within: Within) -> String {
        let text = |amount| within.text(amount);
        match self {
            _ if within == Within::Open => "{ open = \"as soon as may be\" }".to_owned(),
            Allowed::Always(amount) => format!("\"{}\"", text(amount)),
            Allowed::ByPriority { urgent, routine } => format!(
                "{{ by = \"priority\", urgent = \"{}\", routine = \"{}\" }}",
                text(urgent),
                text(routine)
            ),
            Allowed::ByBoth {
                urgent_and_vulnerable,
                urgent_only,
                rest,
            } => format!(
                "[\n{{ when = {{ priority = \"urgent\", vulnerable = true }}, is = \"{}\" }},\n\
                 {{ is = \"{}\" }},\n\
                 {{ when = {{ priority = \"urgent\", vulnerable = false }}, is = \"{}\" }},\n]",
                text(urgent_and_vulnerable),
                text(rest),
                text(urgent_only)
            ),
        }
    }
}

pub(crate) fn written(rule: &Rule) -> String {
    let again = if rule.restarts {
        ", \"job.reported\""
    } else {
        ""
    };
    let extension = match rule.extension {
        Some((by, at_most)) => format!(
            "extension = {{ on = \"time.granted\", by = \"{}\", at-most = \"{}\" }}\n",
            rule.within.text(by),
            rule.within.text(at_most)
        ),
        None => String::new(),
    };
    let (named, path) = match &rule.path {
        Some(path) => ("escalation = \"path\"\n", path.written()),
        None => ("", String::new()),
    };
    format!(
        "[pack]\nid = \"plain\"\ntitle = \"Plain\"\ncalendar = \"england-and-wales\"\nbasis = \"promise\"\n\n\
         [[clock]]\nid = \"job\"\nkind = \"job\"\nstarts = \"job.reported\"\n\
         stops = [\"job.done\"{again}]\ncancels = \"job.withdrawn\"\npauses = [\n\
         {{ from = \"access.refused\", until = \"access.given\" }},\n\
         {{ from = \"part.ordered\", until = \"part.arrived\" }},\n]\n\
         within = {}\n{extension}{named}{path}",
        rule.allowed.written(rule.within)
    )
}

pub(crate) fn rule() -> impl Strategy<Value = Rule> {
    let within = prop::sample::select(vec![
        Within::WorkingDays,
        Within::Days,
        Within::Quarters,
        Within::OpenQuarters,
        Within::Open,
    ]);
    let table = prop_oneof![Just(0usize), Just(1), Just(2)];
    let extension = prop::option::of((1i64..12, 1i64..20));
    (within, (table, 1i64..40), extension, any::<bool>()).prop_flat_map(
        |(within, (table, amount), extension, restarts)| {
            // Days are fewer than quarters of an hour, for a history of the same length.
            let cut = move |amount: i64| {
                if within.in_dates() {
                    amount / 4 + 1
                } else {
                    amount * 4
                }
            };
            let allowed = match table {
                _ if within == Within::Open => Allowed::Always(1),
                0 => Allowed::Always(cut(amount)),
                1 => Allowed::ByPriority {
                    urgent: cut(amount),
                    routine: cut(amount) + 3,
                },
                _ => Allowed::ByBoth {
                    urgent_and_vulnerable: cut(amount),
                    urgent_only: cut(amount) + 1,
                    rest: cut(amount) + 4,
                },
            };
            let extension = extension.filter(|_| within != Within::Open);
            prop::option::of(path(within)).prop_map(move |path| Rule {
                within,
                allowed,
                extension: extension.map(|(by, at_most)| (cut(by), cut(at_most))),
                restarts,
                path,
            })
        },
    )
}
