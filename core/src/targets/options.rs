//! What a report is asked: its months, its groups, the numbers that rates are of.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::months::Span;
use crate::assess::Options;
use crate::checked::Target;
use crate::compiled::Engine;
use crate::error::{Code, Error, Problem, Shown as _};

/// What stands between the name of a number and the group that it is of.
const OF: char = ':';

/// What targets are asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetOptions {
    /// The months that the report is about.
    pub span: Span,
    /// The attribute whose values the figures are told by as well: a patch, a team, a
    /// priority. It is taken as the case has it at the moment asked for.
    pub by: Option<String>,
    /// Numbers that rates are of, by name: how many homes there are, at least 1. That of a group has the
    /// group's value behind a colon, `homes:Norton`; where any group of a name has its own, those
    /// without have no rate, and where none has, all are held against the whole.
    pub numbers: BTreeMap<String, u64>,
    /// How each case is assessed.
    pub assess: Options,
}

impl TargetOptions {
    /// About these months, of all cases together.
    pub fn of(span: Span) -> Self {
        TargetOptions {
            span,
            by: None,
            numbers: BTreeMap::new(),
            assess: Options::default(),
        }
    }

    /// The figures by the values of an attribute as well.
    #[must_use]
    pub fn by(mut self, attribute: impl Into<String>) -> Self {
        self.by = Some(attribute.into());
        self
    }

    /// A number that rates are of: `homes`, or `homes:Norton` for a group.
    #[must_use]
    pub fn number(mut self, name: impl Into<String>, number: u64) -> Self {
        self.numbers.insert(name.into(), number);
        self
    }

    /// How each case is assessed.
    #[must_use]
    pub fn assess(mut self, options: Options) -> Self {
        self.assess = options;
        self
    }

    /// Whether these can be asked of an engine's targets; [`Fold::new`](super::Fold::new) asks too.
    ///
    /// # Errors
    ///
    /// `unknown-field` for a number that no target asks for, `missing-field` for one of a group
    /// where no attribute is given to tell figures by.
    pub fn check(&self, engine: &Engine) -> Result<(), Error> {
        let targets = engine.packs().flat_map(|pack| pack.targets());
        let known: BTreeSet<&str> = targets.filter_map(|one| one.per_thousand()).collect();
        let mut problems = Vec::new();
        for given in self.numbers.keys() {
            let (name, group) = match given.split_once(OF) {
                Some((name, group)) => (name, Some(group)),
                None => (given.as_str(), None),
            };
            let shown = name.shown();
            if !known.contains(name) {
                let hint = match known.is_empty() {
                    true => "leave it out: no target of these packs is a rate".to_owned(),
                    false => {
                        let known: Vec<&str> = known.iter().copied().collect();
                        format!("these are asked for: {}", known.join(", "))
                    }
                };
                let message = format!("no target asks for the number \"{shown}\"");
                problems.push(Problem::new(Code::UnknownField, message).hint(hint));
            } else if let (Some(group), None) = (group, &self.by) {
                let message = format!(
                    "\"{shown}{OF}{}\" is the number of a group, and no groups are told",
                    group.shown()
                );
                let hint = "say by which attribute figures are told";
                problems.push(Problem::new(Code::MissingField, message).hint(hint));
            }
        }
        Error::of(problems).map_or(Ok(()), Err)
    }

    /// The numbers for a group: those of its own in the place of the whole's.
    pub(super) fn numbers_of(
        &self,
        target: &Target,
        group: Option<&str>,
    ) -> Cow<'_, BTreeMap<String, u64>> {
        match target.per_thousand() {
            Some(per) if self.groups_of(target).next().is_some() => {
                let own = group.and_then(|group| self.numbers.get(&format!("{per}{OF}{group}")));
                Cow::Owned(own.map(|own| (per.to_owned(), *own)).into_iter().collect())
            }
            _ => Cow::Borrowed(&self.numbers),
        }
    }

    /// The groups that have a number of the target's.
    pub(super) fn groups_of<'o>(&'o self, target: &'o Target) -> impl Iterator<Item = &'o str> {
        let per = target.per_thousand();
        self.numbers.keys().filter_map(move |name| {
            let (name, group) = name.split_once(OF)?;
            (Some(name) == per).then_some(group)
        })
    }
}
