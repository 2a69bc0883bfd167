//! Which cases a version of a pack is for: decided by the date of an event.

use chrono::{Days, NaiveDate};

use super::{Condition, Pack};
use crate::error::{Code, Problem};
use crate::sorted::sort_by_key;

/// Which cases a version of a pack is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Governs {
    /// The events whose date decides.
    pub(crate) by: Vec<String>,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) or_later: Option<String>,
    pub(crate) decides: Decides,
    pub(crate) when: Option<Condition>,
}

precompiled!(struct Governs { by, from, until, or_later, decides, when });

/// Which of a case's events decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Decides {
    /// The first of them, for the whole case. The default.
    TheFirst,
    /// Each of them, for what starts from it on until the next.
    Each,
}

precompiled!(
    enum Decides {
        TheFirst,
        Each,
    }
);

impl Decides {
    pub(crate) const WORDS: &'static [(Decides, &'static str)] =
        &[(Decides::TheFirst, "the first"), (Decides::Each, "each")];
}

impl Governs {
    /// The types of the events whose date decides.
    pub fn by(&self) -> &[String] {
        &self.by
    }

    /// The first and the last date, both inclusive; none where it has no such end.
    pub fn span(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        (self.from, self.until)
    }

    /// The attribute with the date from which it governs this case, where that is later
    /// than the first of its span.
    pub fn or_later(&self) -> Option<&str> {
        self.or_later.as_deref()
    }

    /// Which of a case's events decide.
    pub fn decides(&self) -> Decides {
        self.decides
    }

    /// What must hold of the case as well.
    pub fn when(&self) -> Option<&Condition> {
        self.when.as_ref()
    }

    /// Its dates in words: `from 2022-04-01 until 2024-03-31`.
    pub(crate) fn told(&self) -> String {
        match (self.from, self.until) {
            (None, None) => "for every date".to_owned(),
            (Some(from), None) => format!("from {from}"),
            (None, Some(until)) => format!("until {until}"),
            (Some(from), Some(until)) => format!("from {from} until {until}"),
        }
    }

    /// Whether a date of the event that decides lies in its span.
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.covers_from(self.from, date)
    }

    /// The same of what begins on another date.
    pub(crate) fn covers_from(&self, from: Option<NaiveDate>, date: NaiveDate) -> bool {
        from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }
}

/// Dates that two versions of a pack claim, or that none between them does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Seam {
    /// The pack's id.
    pub pack: String,
    /// The versions on either side, the earlier one first.
    pub versions: (String, String),
    /// The first date concerned, inclusive; none where it has no beginning.
    pub from: Option<NaiveDate>,
    /// The last date concerned, inclusive; none where it has no end.
    pub until: Option<NaiveDate>,
    /// Whether both claim them; else neither does.
    pub overlaps: bool,
}

impl Seam {
    /// The same as a problem, of the code `versions-overlap` or `no-version`.
    pub fn problem(&self) -> Problem {
        let dates = match (self.from, self.until) {
            (Some(from), Some(until)) if from == until => format!("on {from}"),
            (Some(from), Some(until)) => format!("from {from} until {until}"),
            (Some(from), None) => format!("from {from} on"),
            (None, Some(until)) => format!("until {until}"),
            (None, None) => "at any date".to_owned(),
        };
        let (earlier, later) = &self.versions;
        if self.overlaps {
            Problem::new(
                Code::VersionsOverlap,
                format!(
                    "the versions {earlier} and {later} of {} both govern {dates}",
                    self.pack
                ),
            )
            .hint("end the earlier on the day before the later begins: \"until\" is inclusive")
        } else {
            Problem::new(
                Code::NoVersion,
                format!(
                    "no version of {} governs {dates}, between {earlier} and {later}",
                    self.pack
                ),
            )
            .hint("let the earlier end on the day before the later begins: \"until\" is inclusive")
        }
    }

    /// Where the versions of packs overlap or leave a hole, pack by pack. Versions under a
    /// condition (`when`) may share dates: they count for no overlap.
    pub fn between<'p>(packs: impl IntoIterator<Item = &'p Pack>) -> Vec<Seam> {
        let mut versions: Vec<(&Pack, &Governs)> = packs
            .into_iter()
            .filter_map(|pack| Some((pack, pack.governs.as_ref()?)))
            .collect();
        sort_by_key(&mut versions, |(pack, governs)| {
            (&pack.id, governs.from, &pack.version)
        });
        let mut seams = Vec::new();
        for of_one in versions.chunk_by(|(a, _), (b, _)| a.id == b.id) {
            Seam::among(of_one, &mut seams);
        }
        seams
    }

    /// The same among the versions of one pack, in the order of their first dates.
    fn among(versions: &[(&Pack, &Governs)], seams: &mut Vec<Seam>) {
        /// More are told of no pack.
        const MOST: usize = 1_000;
        let before = seams.len();
        let mut ended: Option<(Option<NaiveDate>, &Pack)> = None;
        for (index, (pack, governs)) in versions.iter().enumerate() {
            if seams.len() - before >= MOST {
                return;
            }
            let seam = |earlier: &Pack, other: &Pack, from, until, overlaps| Seam {
                pack: pack.id.clone(),
                versions: (named(earlier), named(other)),
                from,
                until,
                overlaps,
            };
            let later = versions.get(index + 1..).unwrap_or_default();
            for (other, after) in later {
                let begins = after.from;
                let ends = earlier_end(governs.until, after.until);
                let overlap = match (begins, ends) {
                    (Some(begins), Some(ends)) => begins <= ends,
                    _ => true,
                };
                if overlap && governs.when.is_none() && after.when.is_none() {
                    seams.push(seam(pack, other, begins, ends, true));
                }
            }
            // The latest end so far; none once there is a version without one.
            let latest = match (ended, governs.until) {
                (Some((None, before)), _) => (None, before),
                (Some((Some(end), before)), Some(own)) if end > own => (Some(end), before),
                (_, own) => (own, *pack),
            };
            ended = Some(latest);
            // A hole begins where every version so far has ended.
            if let ((Some(ended), before), Some((other, after))) = (latest, later.first())
                && let Some(next) = after.from
                && let Some(begins) = ended.checked_add_days(Days::new(1))
                && begins < next
            {
                seams.push(seam(before, other, Some(begins), next.pred_opt(), false));
            }
        }
    }
}

/// The end that comes first; no end never does.
fn earlier_end(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<NaiveDate> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, None) | (None, one) => one,
    }
}

fn named(pack: &Pack) -> String {
    pack.version.clone().unwrap_or_default()
}

pub(super) use read::check;

mod read {
    use super::super::{AttributeType, Condition, attribute, awaited, condition, names};
    use super::{Decides, Governs};
    use crate::error::{Code, Problem};
    use crate::model;
    use crate::text::Reader;

    pub(in super::super) fn check(
        written: &model::Governs,
        reader: &mut Reader<'_>,
    ) -> Option<Governs> {
        let mut by = Vec::new();
        for awaited in awaited::check(&written.by, reader) {
            if awaited.when.is_some() {
                reader.note(
                    Problem::new(
                        Code::WrongType,
                        "the event whose date decides stands without a condition",
                    )
                    .hint("write its type alone, and the condition as \"when\""),
                    written.by.span(),
                );
            }
            by.push(awaited.event);
        }
        let mut date = |written: &Option<model::At<String>>| match written {
            None => Some(None),
            Some(date) => names::date(date, reader).map(Some),
        };
        let (from, until) = (date(&written.from), date(&written.until));
        if let (Some(Some(from)), Some(Some(until)), Some(place)) = (from, until, &written.until)
            && until < from
        {
            reader.note(
                Problem::new(
                    Code::BadDate,
                    format!("a version from {from} until {until} governs nothing"),
                )
                .hint("\"until\" is its last day, inclusive"),
                place.span(),
            );
        }
        let decides = match &written.decides {
            None => Some(Decides::TheFirst),
            Some(word) => names::word(word, Decides::WORDS, reader),
        };
        let when = written
            .when
            .as_ref()
            .map(|condition| condition::check(condition, reader));
        if let (Some(true), Some(place)) =
            (when.as_ref().map(Condition::asks_parameter), &written.when)
        {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "which version is for a case is not the landlord's to fill in",
                )
                .hint("compare attributes with values here"),
                place.span(),
            );
        }
        if let Some(name) = &written.or_later
            && let Some(of) = attribute::used(name.get_ref(), name.span(), reader)
            && of != AttributeType::Date
        {
            reader.note(
                Problem::new(
                    Code::WrongType,
                    format!("the attribute \"{}\" is {}", name.get_ref(), of.described()),
                )
                .hint("\"or-later\" names an attribute that is a date"),
                name.span(),
            );
        }
        Some(Governs {
            by,
            from: from?,
            until: until?,
            or_later: written.or_later.as_ref().map(|name| name.get_ref().clone()),
            decides: decides?,
            when,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Versions by name with their lines in `[pack.governs]`, and where they do not join.
    fn seams(versions: &[(&str, &str)]) -> Vec<String> {
        let packs: Vec<Pack> = versions
            .iter()
            .map(|(name, lines)| {
                let text = format!(
                    "[pack]\nid = \"p\"\ntitle = \"P\"\ncalendar = \"c\"\nbasis = \"code\"\n\
                     version = \"{name}\"\n[pack.governs]\nby = \"k.begun\"\n{lines}\n\
                     [[clock]]\nid = \"a\"\nkind = \"k\"\nstarts = \"k.begun\"\n\
                     stops = \"k.ended\"\nwithin = \"1 day\"\n"
                );
                Pack::from_toml(&text, name).unwrap_or_else(|error| panic!("{error}"))
            })
            .collect();
        let seams = Seam::between(&packs);
        seams
            .iter()
            .map(|one| one.problem().message().to_owned())
            .collect()
    }

    #[test]
    fn versions_join_or_do_not() {
        let (old, new) = ("until = \"2024-03-31\"", "from = \"2024-04-01\"");
        assert_eq!(seams(&[("b", new), ("a", old)]), [""; 0]);
        assert_eq!(
            seams(&[("b", new), ("a", "until = \"2024-03-29\"")]),
            ["no version of p governs from 2024-03-30 until 2024-03-31, between a and b"]
        );
        assert_eq!(
            seams(&[("a", "until = \"2024-04-02\""), ("b", new)]),
            ["the versions a and b of p both govern from 2024-04-01 until 2024-04-02"]
        );
        // A hole after the long one, whatever short one lies within it.
        assert_eq!(
            seams(&[
                ("a", "from = \"2020-01-01\"\nuntil = \"2024-03-29\""),
                (
                    "b",
                    "from = \"2021-01-01\"\nuntil = \"2021-12-31\"\nwhen = { pilot = true }"
                ),
                ("c", new),
            ]),
            ["no version of p governs from 2024-03-30 until 2024-03-31, between a and c"]
        );
        // The short version within the long one leaves no hole behind it.
        assert_eq!(
            seams(&[
                ("a", "from = \"2020-01-01\"\nuntil = \"2024-03-31\""),
                (
                    "b",
                    "from = \"2021-01-01\"\nuntil = \"2021-12-31\"\nwhen = { pilot = true }"
                ),
                ("c", new),
            ]),
            [""; 0]
        );
        assert_eq!(
            seams(&[("a", ""), ("b", new)]),
            ["the versions a and b of p both govern from 2024-04-01 on"]
        );
    }
}
