//! Two editions of a pack, part by part.

use crate::error::Shown as _;
use crate::sorted::{Map, Set};

use super::clock;
use super::facts::{Facts, Says, Whose, differences, word_of};
use super::{Compared, Compares, Difference, Edition, Part, escalation, target, within};
use crate::checked::{Attribute, AttributeType, Clock, Decides, Governs, Pack, Parameter};

/// Compares two editions, and those that they extend.
pub(super) fn compare(old: Option<&Pack>, new: Option<&Pack>, compared: &mut Vec<Compared>) {
    let differences = match (old, new) {
        (Some(old), Some(new)) => of_one(old, new),
        _ => Vec::new(),
    };
    compared.push(Compared {
        what: Compares::Pack,
        was: old.map(edition),
        now: new.map(edition),
        differences,
    });
    let base = |pack: Option<&'_ Pack>| pack.and_then(|pack| pack.base.clone());
    if let (Some(was), Some(now)) = (base(old), base(new))
        && was.id == now.id
        && *was != *now
    {
        compare(Some(&was), Some(&now), compared);
    }
}

fn edition(pack: &Pack) -> Edition {
    Edition {
        id: pack.id.clone(),
        title: pack.title.clone(),
        version: pack.version.clone(),
        revision: pack.revision.clone(),
    }
}

fn of_one(old: &Pack, new: &Pack) -> Vec<Difference> {
    let mut found = differences(&Whose::whole(), &head(old), &head(new));
    clocks(old, new, &mut found);
    by_name(
        Part::Escalation,
        own(old, |pack| &pack.escalations),
        own(new, |pack| &pack.escalations),
        escalation::words,
        escalation::compare,
        &mut found,
    );
    by_name(
        Part::Parameter,
        own(old, |pack| &pack.parameters),
        own(new, |pack| &pack.parameters),
        |parameter| parameter.question.clone(),
        |whose, a, b| differences(whose, &of_parameter(a), &of_parameter(b)),
        &mut found,
    );
    by_name(
        Part::Attribute,
        own(old, |pack| &pack.attributes),
        own(new, |pack| &pack.attributes),
        |attribute| attribute.of.described().to_owned(),
        of_attribute,
        &mut found,
    );
    // What a condition's new words change is told of each clock that uses it.
    by_name(
        Part::Condition,
        own(old, |pack| &pack.conditions),
        own(new, |pack| &pack.conditions),
        |condition| condition.to_string(),
        |whose, a, b| {
            let facts = |condition: &crate::checked::Condition| {
                let mut facts = Facts::default();
                facts.add("when", Says::All(clock::entries(condition)));
                facts
            };
            differences(whose, &facts(a), &facts(b))
        },
        &mut found,
    );
    found
}

fn head(pack: &Pack) -> Facts {
    // Read in full, so that a new field cannot be forgotten.
    let Pack {
        id,
        title,
        version,
        governs,
        calendar,
        revision: _,
        source,
        notes,
        attributes: _,
        conditions: _,
        parameters: _,
        escalations: _,
        clocks: _,
        rights: _,
        targets,
        remarks: _,
        base,
    } = pack;
    let mut facts = Facts::default();
    facts.word("id", Some(id));
    facts.note("title", Some(title));
    facts.word("version", version.as_ref());
    if let Some(governs) = governs {
        add_governs(&mut facts, governs);
    }
    facts.word("extends", base.as_ref().map(|base| base.name()));
    targets.iter().for_each(|one| target::add(&mut facts, one));
    facts.word("calendar", Some(calendar));
    facts.note("source.title", source.title.as_ref());
    facts.note("source.link", source.link.as_ref());
    facts.note("notes", notes.as_ref());
    facts
}

fn add_governs(facts: &mut Facts, governs: &Governs) {
    let Governs {
        by,
        from,
        until,
        or_later,
        decides,
        when,
    } = governs;
    facts.add("governs.by", Says::Any(by.clone()));
    facts.word("governs.from", from.as_ref());
    facts.word("governs.until", until.as_ref());
    facts.word("governs.or-later", or_later.as_ref());
    facts.word("governs.decides", Some(word_of(Decides::WORDS, *decides)));
    if let Some(when) = when {
        facts.add("governs.when", Says::All(clock::entries(when)));
    }
}

/// A clock or a right, with what it is called.
struct Titled<'p> {
    of: Part,
    id: &'p str,
    title: &'p str,
    clock: &'p Clock,
    right: Option<(&'p str, Option<&'p str>)>,
}

fn titled(pack: &Pack) -> Vec<Titled<'_>> {
    let clocks = pack.clocks.iter().map(|clock| Titled {
        of: Part::Clock,
        id: &clock.id,
        title: &clock.promise,
        clock,
        right: None,
    });
    let rights = pack.rights.iter().map(|right| Titled {
        of: Part::Right,
        id: right.id(),
        title: &right.title,
        clock: &right.clock,
        right: Some((&right.to, right.nation.as_deref())),
    });
    clocks.chain(rights).collect()
}

impl Titled<'_> {
    fn facts(&self, pack: &Pack, renamed: &Map<&str, &str>) -> Facts {
        let mut facts = clock::facts(self.clock, pack, self.right.is_some(), renamed);
        if let Some((to, nation)) = self.right {
            facts.word("to", Some(to));
            facts.word("nation", nation);
        }
        facts
    }

    fn whose(&self) -> Whose {
        let title = (self.title != self.id).then_some(self.title);
        Whose::part(self.of, self.id, title)
    }

    /// What it allows, in few words.
    fn words(&self) -> String {
        let limits: Vec<String> = self
            .clock
            .within
            .limits()
            .iter()
            .map(ToString::to_string)
            .collect();
        match limits.as_slice() {
            [only] if matches!(self.clock.within, crate::checked::Within::Fixed(_)) => only.clone(),
            _ => self.title.to_owned(),
        }
    }
}

fn clocks(old: &Pack, new: &Pack, found: &mut Vec<Difference>) {
    let (was, now) = (titled(old), titled(new));
    let key = |one: &Titled<'_>| (one.of, one.id.to_owned());
    let in_old: Map<_, &Titled<'_>> = was.iter().map(|one| (key(one), one)).collect();
    let in_new: Set<_> = now.iter().map(key).collect();
    let gone: Vec<&Titled<'_>> = was
        .iter()
        .filter(|one| !in_new.contains(&key(one)))
        .collect();
    let added: Vec<&Titled<'_>> = now
        .iter()
        .filter(|one| !in_old.contains_key(&key(one)))
        .collect();
    let renames = renames(&gone, old, &added, new);
    let renamed: Map<&str, &str> = renames.iter().map(|(was, now)| (was.id, now.id)).collect();
    let before_of: Map<(Part, &str), &Titled<'_>> = renames
        .iter()
        .map(|(was, now)| ((now.of, now.id), *was))
        .collect();
    let nothing = Map::new();
    for one in &now {
        let whose = one.whose();
        let same_id = in_old.get(&key(one)).copied();
        let before = same_id.or_else(|| before_of.get(&(one.of, one.id)).copied());
        let Some(before) = before else {
            found.push(whose.differs("id", None, Some(one.words())));
            continue;
        };
        if before.id != one.id {
            found.push(whose.differs("id", Some(before.id.to_owned()), Some(one.id.to_owned())));
        }
        found.extend(differences(
            &whose,
            &before.facts(old, &renamed),
            &one.facts(new, &nothing),
        ));
    }
    for one in gone {
        if !renamed.contains_key(one.id) {
            found.push(one.whose().differs("id", Some(one.words()), None));
        }
    }
}

/// What is only called something else: it promises the same in the same words, and nothing
/// else that is new or gone does; or else it computes the same.
fn renames<'p>(
    gone: &[&'p Titled<'p>],
    old: &Pack,
    added: &[&'p Titled<'p>],
    new: &Pack,
) -> Vec<(&'p Titled<'p>, &'p Titled<'p>)> {
    /// More than these are not held against one another.
    const MOST: usize = 200;
    let mut pairs: Vec<(&Titled<'_>, &Titled<'_>)> = Vec::new();
    fn alone<'p>(all: &[&'p Titled<'p>]) -> Map<(Part, &'p str), Option<&'p Titled<'p>>> {
        let mut by_title: Map<_, Option<&Titled<'_>>> = Map::new();
        for one in all.iter().filter(|one| one.title != one.id) {
            let known = by_title.contains_key(&(one.of, one.title));
            by_title.insert((one.of, one.title), (!known).then_some(*one));
        }
        by_title
    }
    let in_old = alone(gone);
    for (title, now) in alone(added) {
        if let (Some(now), Some(Some(was))) = (now, in_old.get(&title)) {
            pairs.push((*was, now));
        }
    }
    let left = |all: &[&'p Titled<'p>]| -> Vec<&'p Titled<'p>> {
        let taken = |one: &Titled<'_>| {
            pairs
                .iter()
                .any(|(was, now)| std::ptr::eq(*was, one) || std::ptr::eq(*now, one))
        };
        all.iter().copied().filter(|one| !taken(one)).collect()
    };
    if gone.len() > MOST || added.len() > MOST {
        return pairs;
    }
    let (gone, added) = (left(gone), left(added));
    let nothing = Map::new();
    let facts = |all: &[&'p Titled<'p>], pack: &Pack| -> Vec<Facts> {
        all.iter().map(|one| one.facts(pack, &nothing)).collect()
    };
    let (of_gone, of_added) = (facts(&gone, old), facts(&added, new));
    let same = |a: usize, b: usize| {
        let of = |all: &[&Titled<'_>], at: usize| all.get(at).map(|one| one.of);
        let facts = of_gone.get(a).zip(of_added.get(b));
        of(&gone, a) == of(&added, b) && facts.is_some_and(|(a, b)| a.compute_the_same(b))
    };
    for (a, was) in gone.iter().enumerate() {
        let mut like: Vec<usize> = (0..added.len()).filter(|b| same(a, *b)).collect();
        if let (Some(b), true) = (like.pop(), like.is_empty())
            && (0..gone.len()).filter(|other| same(*other, b)).count() == 1
            && let Some(now) = added.get(b)
        {
            pairs.push((was, now));
        }
    }
    pairs
}

/// Parts by name, those apart that are as the pack has them that this one extends: they are
/// compared there.
fn own<'p, T: PartialEq>(
    pack: &'p Pack,
    parts: impl Fn(&'p Pack) -> &'p Map<String, T>,
) -> Map<&'p str, &'p T> {
    let taken_over = pack.base.as_deref().map(&parts);
    let is_own =
        |(name, part): &(&String, &T)| taken_over.and_then(|base| base.get(*name)) != Some(*part);
    let parts = parts(pack).iter().filter(is_own);
    parts.map(|(name, part)| (name.as_str(), part)).collect()
}

/// Parts that have names.
fn by_name<T>(
    of: Part,
    old: Map<&str, &T>,
    new: Map<&str, &T>,
    words: impl Fn(&T) -> String,
    compare: impl Fn(&Whose, &T, &T) -> Vec<Difference>,
    found: &mut Vec<Difference>,
) {
    for (name, now) in &new {
        let whose = Whose::part(of, name, None);
        match old.get(name) {
            Some(was) => found.extend(compare(&whose, was, now)),
            None => found.push(whose.differs("id", None, Some(words(now)))),
        }
    }
    for (name, was) in old.iter().filter(|(name, _)| !new.contains_key(**name)) {
        let whose = Whose::part(of, name, None);
        found.push(whose.differs("id", Some(words(was)), None));
    }
}

fn of_parameter(parameter: &Parameter) -> Facts {
    let mut facts = Facts::default();
    facts.note("question", Some(&parameter.question));
    facts.note("source", parameter.source.as_ref());
    facts.word("type", parameter.of().map(AttributeType::as_str));
    facts.word("value", parameter.value());
    if let Some(within) = parameter.allowance() {
        within::add(&mut facts, "value", None, within);
    } else if let Some(crate::checked::Starts::On(events)) = parameter.starts() {
        facts.add("value", clock::awaited(&events));
    }
    facts
}

fn of_attribute(whose: &Whose, old: &Attribute, new: &Attribute) -> Vec<Difference> {
    let facts = |attribute: &Attribute| {
        let Attribute {
            of,
            question,
            source,
        } = attribute;
        let mut facts = Facts::default();
        facts.word("type", Some(of.as_str()));
        facts.note("question", question.as_ref());
        facts.note("source", source.as_ref());
        facts
    };
    let mut found = differences(whose, &facts(old), &facts(new));
    if let (AttributeType::Text(was), AttributeType::Text(now)) = (&old.of, &new.of) {
        let only = |these: &[String], those: &[String]| {
            let those: Set<&String> = those.iter().collect();
            let only: Vec<String> = these
                .iter()
                .filter(|text| !those.contains(text))
                .map(|text| format!("\"{}\"", text.shown()))
                .collect();
            (!only.is_empty()).then(|| only.join(", "))
        };
        let any = |list: &[String]| list.is_empty().then(|| "any text".to_owned());
        let (gone, added) = match (any(was), any(now)) {
            (None, None) => (only(was, now), only(now, was)),
            (was_any, now_any) => (was_any.or(only(was, &[])), now_any.or(only(now, &[]))),
        };
        if gone != added {
            found.push(whose.differs("one-of", gone, added));
        }
    }
    found
}
