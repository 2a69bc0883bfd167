//! What a part says, fact by fact, and what two editions of it say differently.

use crate::sorted::{Map, Set};

use super::{Cases, Difference, Part};
use crate::count::{Limit, Moment};

/// One thing that a part of a pack says.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) field: &'static str,
    /// Which row, step or reading.
    pub(super) at: Option<String>,
    pub(super) says: Says,
    pub(super) computes: bool,
    /// Whether it is what holds where nothing is written: then it is not told of what is
    /// new or gone.
    pub(super) is_default: bool,
}

/// What it says.
#[derive(Debug, Clone)]
pub(super) enum Says {
    Text(String),
    /// Parts whose order means nothing, with the word between them.
    Any(Vec<String>),
    /// The entries of a condition, each of which must hold.
    All(Vec<String>),
    Limit(Limit),
    Moment(Moment),
}

impl Says {
    /// What it says in words; nothing for what says nothing.
    fn words(&self) -> Option<String> {
        match self {
            Says::Text(text) => Some(text.clone()),
            Says::Any(parts) => (!parts.is_empty()).then(|| parts.join(" or ")),
            Says::All(parts) => (!parts.is_empty()).then(|| parts.join(" and ")),
            Says::Limit(limit) => Some(limit.to_string()),
            Says::Moment(moment) => Some(moment.to_string()),
        }
    }

    fn is_same(&self, other: &Says) -> bool {
        match (self, other) {
            (Says::Any(one), Says::Any(other)) | (Says::All(one), Says::All(other)) => {
                let set = |parts: &[String]| parts.iter().cloned().collect::<Set<_>>();
                set(one) == set(other)
            }
            _ => self.words() == other.words(),
        }
    }
}

/// The facts of a part, as they are found.
#[derive(Debug, Default)]
pub(super) struct Facts(Vec<Fact>);

impl Facts {
    pub(super) fn add(&mut self, field: &'static str, says: Says) {
        self.push(field, None, says, true);
    }

    pub(super) fn at(&mut self, field: &'static str, at: impl Into<String>, says: Says) {
        self.push(field, Some(at.into()), says, true);
    }

    /// A word, where there is one.
    pub(super) fn word(&mut self, field: &'static str, word: Option<impl ToString>) {
        if let Some(word) = word {
            self.add(field, Says::Text(word.to_string()));
        }
    }

    /// An option with a default, of all or of a reading.
    pub(super) fn option<T: Default + PartialEq + ToString>(
        &mut self,
        field: &'static str,
        at: Option<String>,
        option: &T,
    ) {
        self.push(field, at, Says::Text(option.to_string()), true);
        if let Some(last) = self.0.last_mut() {
            last.is_default = *option == T::default();
        }
    }

    /// What only travels with answers.
    pub(super) fn note(&mut self, field: &'static str, text: Option<impl ToString>) {
        if let Some(text) = text {
            self.push(field, None, Says::Text(text.to_string()), false);
        }
    }

    /// What only travels with answers, of the part of this name.
    pub(super) fn note_at(&mut self, field: &'static str, at: &str, text: Option<impl ToString>) {
        if let Some(text) = text {
            self.push(
                field,
                Some(at.to_owned()),
                Says::Text(text.to_string()),
                false,
            );
        }
    }

    fn push(&mut self, field: &'static str, at: Option<String>, says: Says, computes: bool) {
        if says.words().is_some() {
            self.0.push(Fact {
                field,
                at,
                says,
                computes,
                is_default: false,
            });
        }
    }

    /// Whether both say the same of what is computed from, whatever else they say.
    pub(super) fn compute_the_same(&self, other: &Facts) -> bool {
        let one = Whose::default();
        differences(&one, self, other)
            .iter()
            .all(|different| !different.computes)
    }
}

/// The word that rules write an option with.
pub(super) fn word_of<T: PartialEq>(words: &[(T, &'static str)], option: T) -> &'static str {
    let word = words.iter().find(|(one, _)| *one == option);
    word.map_or("", |(_, word)| word)
}

/// Whose facts they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Whose {
    pub(super) of: Option<Part>,
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
}

impl Whose {
    pub(super) fn whole() -> Self {
        Whose::default()
    }

    pub(super) fn part(of: Part, id: &str, title: Option<&str>) -> Self {
        Whose {
            of: Some(of),
            id: Some(id.to_owned()),
            title: title.map(str::to_owned),
        }
    }

    /// Something different of it.
    pub(super) fn differs(
        &self,
        field: &'static str,
        was: Option<String>,
        now: Option<String>,
    ) -> Difference {
        Difference {
            of: self.of.unwrap_or(Part::Whole),
            id: self.id.clone(),
            title: self.title.clone(),
            field,
            at: None,
            was,
            now,
            later: None,
            earlier: None,
            cases: None,
            computes: true,
        }
    }
}

/// What two editions say differently: in the order of the new one, then what only the old
/// one says.
pub(super) fn differences(whose: &Whose, old: &Facts, new: &Facts) -> Vec<Difference> {
    type Place<'f> = (&'f str, Option<&'f str>);
    fn place(fact: &Fact) -> Place<'_> {
        (fact.field, fact.at.as_deref())
    }
    let by_place = |facts: &'_ Facts| -> Map<(String, Option<String>), usize> {
        let places = facts.0.iter().enumerate();
        places
            .map(|(index, fact)| ((fact.field.to_owned(), fact.at.clone()), index))
            .collect()
    };
    let (in_old, in_new) = (by_place(old), by_place(new));
    let find = |facts: &'_ Map<(String, Option<String>), usize>, place: Place<'_>| {
        let key = (place.0.to_owned(), place.1.map(str::to_owned));
        facts.get(&key).copied()
    };
    // Where one edition has one value for all and the other a table, each row is held
    // against that value.
    let for_all = |facts: &Map<_, usize>, field: &str| find(facts, (field, None));
    let mut used = Set::new();
    let mut found = Vec::new();
    for fact in &new.0 {
        let same = find(&in_old, place(fact)).or_else(|| {
            let row = fact.at.is_some() && is_a_limit(fact);
            row.then(|| for_all(&in_old, fact.field)).flatten()
        });
        let before = same.and_then(|index| old.0.get(index));
        used.extend(same);
        if fact.at.is_none() && before.is_none() && is_a_limit(fact) {
            let rows = old.0.iter().filter(|row| row.field == fact.field);
            if rows.clone().count() > 0 {
                for row in rows {
                    let mut different = between(whose, Some(row), Some(fact));
                    different.at = row.at.clone();
                    found.extend(different.is_one().then_some(different));
                }
                used.extend(
                    old.0
                        .iter()
                        .enumerate()
                        .filter(|(_, row)| row.field == fact.field)
                        .map(|(index, _)| index),
                );
                continue;
            }
        }
        let differs = match before {
            Some(before) => !before.says.is_same(&fact.says),
            None => !fact.is_default,
        };
        if differs {
            found.push(between(whose, before, Some(fact)));
        }
    }
    for (index, fact) in old.0.iter().enumerate() {
        if !used.contains(&index) && !fact.is_default && find(&in_new, place(fact)).is_none() {
            found.push(between(whose, Some(fact), None));
        }
    }
    found
}

fn is_a_limit(fact: &Fact) -> bool {
    matches!(fact.says, Says::Limit(_))
}

impl Difference {
    fn is_one(&self) -> bool {
        self.was != self.now
    }
}

/// What two facts say differently.
fn between(whose: &Whose, old: Option<&Fact>, new: Option<&Fact>) -> Difference {
    let either = new.or(old);
    let (was, now) = (old.map(|fact| &fact.says), new.map(|fact| &fact.says));
    let mut different = whose.differs(
        either.map_or("id", |fact| fact.field),
        was.and_then(Says::words),
        now.and_then(Says::words),
    );
    different.at = either.and_then(|fact| fact.at.clone());
    different.computes = [old, new].into_iter().flatten().any(|fact| fact.computes);
    let none: &[String] = &[];
    match (was, now) {
        (Some(Says::Limit(was)), Some(Says::Limit(now))) => {
            different.later = now.can_end_after(was);
            different.earlier = was.can_end_after(now);
        }
        (Some(Says::Moment(was)), Some(Says::Moment(now))) => {
            let order = was.order(*now);
            different.later = order.map(std::cmp::Ordering::is_lt);
            different.earlier = order.map(std::cmp::Ordering::is_gt);
        }
        (Some(Says::All(was)), Some(Says::All(now))) => entries(&mut different, was, now),
        (Some(Says::All(was)), None) => entries(&mut different, was, none),
        (None, Some(Says::All(now))) => entries(&mut different, none, now),
        _ => {}
    }
    different
}

/// Of a condition only the entries that are different are told.
fn entries(different: &mut Difference, was: &[String], now: &[String]) {
    let only = |these: &[String], those: &[String]| {
        let those: Set<&String> = those.iter().collect();
        let only: Vec<String> = these
            .iter()
            .filter(|entry| !those.contains(entry))
            .cloned()
            .collect();
        (!only.is_empty()).then(|| only.join(" and "))
    };
    different.was = only(was, now);
    different.now = only(now, was);
    different.cases = match (&different.was, &different.now) {
        (Some(_), None) => Some(Cases::More),
        (None, Some(_)) => Some(Cases::Fewer),
        _ => None,
    };
}
