//! Clocks that run again by themselves, and deadlines that are dates.

use chrono::{Datelike, NaiveDate};

use crate::count::{Allowance, EarlyOpens, Lead, NextRun};

/// How the next run of a clock begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Repeats {
    pub(crate) next: NextRun,
    /// A stop within so much before the due keeps the anniversary.
    pub(crate) early: Option<Allowance>,
    /// On which date that window opens.
    pub(crate) early_opens: EarlyOpens,
}

precompiled!(struct Repeats { next, early, early_opens });

/// A deadline that is a date and not a time from a start.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DueDate {
    On(NaiveDate),
    /// The date that an attribute has, or one so long before or after it.
    Attribute {
        name: String,
        lead: Option<Lead>,
    },
    /// A date of each of these years, a run for each.
    EveryYear {
        /// In the first year.
        first: NaiveDate,
        /// The last year; none where it goes on.
        last: Option<i32>,
    },
    /// The document's text, which is no date.
    Text(String),
}

precompiled!(enum DueDate {
    On(a), Attribute { name, lead }, EveryYear { first, last }, Text(a),
});

impl DueDate {
    /// The date of a run in one of the years; none after the last.
    pub(crate) fn of_run(first: NaiveDate, last: Option<i32>, run: usize) -> Option<NaiveDate> {
        let later = i32::try_from(run).ok()?.checked_sub(1)?;
        let year = first.year().checked_add(later)?;
        if last.is_some_and(|last| year > last) {
            return None;
        }
        first.with_year(year)
    }
}

pub(super) use read::{due, fits, no_window, not_before, repeats};

mod read {
    use std::ops::Range;

    use chrono::{Datelike, NaiveDate};

    use super::super::{AttributeType, Starts, Within, attribute, names, parameter};
    use super::{DueDate, Repeats};
    use crate::calendar::month_day;
    use crate::count::{
        Allowance, Counting, EarlyOpens, Ends, Kind, Lead, Moment, NextRun, ReceivedOffDay, Side,
        Word,
    };
    use crate::error::{Code, Problem, Shown as _};
    use crate::model::{self, At};
    use crate::text::Reader;

    pub(in super::super) fn repeats(
        written: &model::Repeats,
        reader: &mut Reader<'_>,
    ) -> Option<Repeats> {
        let next = names::word(&written.next, NextRun::WORDS, reader)?;
        let early = written
            .early
            .as_ref()
            .and_then(|early| civil(early, "early", reader));
        if let (Some(place), NextRun::AtDue) = (&written.early, next) {
            pointless(
                "what repeats at its due keeps its dates anyway",
                "leave \"early\" out, or write next = \"at stop\"",
                place.span(),
                reader,
            );
        }
        let early_opens = written.early_opens.as_ref();
        if let (Some(place), None) = (early_opens, &written.early) {
            no_window(place, reader);
        }
        let early_opens = early_opens
            .and_then(|word| names::word(word, EarlyOpens::WORDS, reader))
            .unwrap_or_default();
        Some(Repeats {
            next,
            early,
            early_opens,
        })
    }

    /// Notes that there is no window of which it would be said when it opens.
    pub(in super::super) fn no_window(place: &At<String>, reader: &mut Reader<'_>) {
        let hint = "leave \"early-opens\" out, or write repeats = { next = \"at stop\", early = \"2 months\" }";
        let why = "without \"early\" no window opens";
        pointless(why, hint, place.span(), reader);
    }

    pub(in super::super) fn not_before(
        written: &At<String>,
        repeats: Option<&At<model::Repeats>>,
        reader: &mut Reader<'_>,
    ) -> Option<Allowance> {
        if repeats.is_some_and(|repeats| repeats.get_ref().early.is_some()) {
            pointless(
                "a clock has \"not-before\" or \"early\", not both",
                "leave one of them out: what comes before \"early\" counts from its own date",
                written.span(),
                reader,
            );
        }
        civil(written, "not-before", reader)
    }

    /// A span of days, weeks, months or years.
    fn civil(written: &At<String>, field: &str, reader: &mut Reader<'_>) -> Option<Allowance> {
        let span: Allowance = names::parse(written, reader)?;
        if !matches!(span.kind(), Kind::CivilDays | Kind::CivilMonths) {
            reader.note(
                Problem::new(
                    Code::MixedKinds,
                    format!("\"{field}\" is a span of the calendar, and \"{span}\" is not"),
                )
                .hint("write it in days, weeks, months or years"),
                written.span(),
            );
            return None;
        }
        Some(span)
    }

    pub(in super::super) fn due(
        written: &At<model::Due>,
        reader: &mut Reader<'_>,
    ) -> Option<Within> {
        if let model::Due::Parameter(name) = written.get_ref() {
            let of = parameter::used(name, reader)?;
            if of != AttributeType::Date {
                not_a_date("the parameter", name, &of, reader);
            }
            return Some(Within::Parameter(name.get_ref().clone()));
        }
        date(written, reader).map(Within::Date)
    }

    /// Notes a due that is no date.
    fn not_a_date(what: &str, name: &At<String>, of: &AttributeType, reader: &mut Reader<'_>) {
        let shown = name.get_ref().shown();
        reader.note(
            Problem::new(
                Code::WrongType,
                format!(
                    "a due is a date, and {what} \"{shown}\" is declared a {}",
                    of.as_str()
                ),
            )
            .hint("declare it with type = \"date\""),
            name.span(),
        );
    }

    /// So long before a date, or after it.
    fn lead(side: Side, written: &At<String>, reader: &mut Reader<'_>) -> Option<Lead> {
        let by: Allowance = names::parse(written, reader)?;
        let problem = if !by.kind().counts_dates() {
            Problem::new(
                Code::MixedKinds,
                format!(
                    "\"{}\" is counted from a date, which has no time of day, and \"{by}\" is time",
                    side.as_str()
                ),
            )
            .hint(
                "write it in days, weeks, months, years or working days; hours before a time are \
                 the \"reminder\" of an [[appointment]]",
            )
        } else if by.amount() == 0 {
            Problem::new(Code::BadAllowance, "no time at all is the date itself")
                .hint(format!("leave \"{}\" out", side.as_str()))
        } else {
            return Some(Lead { side, by });
        };
        reader.note(problem, written.span());
        None
    }

    fn date(written: &At<model::Due>, reader: &mut Reader<'_>) -> Option<DueDate> {
        match written.get_ref() {
            model::Due::Parameter(_) => None,
            model::Due::Date(text) => {
                let text = At::new(written.span(), text.clone());
                names::date(&text, reader).map(DueDate::On)
            }
            model::Due::Attribute {
                name,
                before,
                after,
            } => {
                let of = attribute::used(name.get_ref(), name.span(), reader);
                if let Some(of) = of.filter(|of| *of != AttributeType::Date) {
                    not_a_date("the attribute", name, &of, reader);
                }
                let lead = match (before, after) {
                    (Some(by), _) => Some(lead(Side::Before, by, reader)?),
                    (None, Some(by)) => Some(lead(Side::After, by, reader)?),
                    (None, None) => None,
                };
                Some(DueDate::Attribute {
                    name: name.get_ref().clone(),
                    lead,
                })
            }
            model::Due::Text(text) => Some(DueDate::Text(text.get_ref().clone())),
            model::Due::EveryYear { on, from, to } => {
                for year in std::iter::once(from).chain(to) {
                    if !(1..=9999).contains(year.get_ref()) {
                        reader.note(
                            Problem::new(
                                Code::BadDate,
                                format!("{} is not a year", year.get_ref()),
                            )
                            .hint("write it in four digits: 2026"),
                            year.span(),
                        );
                        return None;
                    }
                }
                let first = month_day(on.get_ref())
                    .and_then(|(month, day)| NaiveDate::from_ymd_opt(*from.get_ref(), month, day));
                // Not in every year.
                let first = first.filter(|date| (date.month(), date.day()) != (2, 29));
                let Some(first) = first else {
                    reader.note(
                        Problem::new(
                            Code::BadDate,
                            format!("\"{}\" is not a day of every year", on.get_ref().shown()),
                        )
                        .hint("write a day and a month: \"30 June\""),
                        on.span(),
                    );
                    return None;
                };
                if let Some(to) = to
                    && to.get_ref() < from.get_ref()
                {
                    reader.note(
                        Problem::new(Code::BadDate, "the last year is before the first")
                            .hint("write \"from\" and \"to\" the other way round"),
                        to.span(),
                    );
                }
                Some(DueDate::EveryYear {
                    first,
                    last: to.as_ref().map(|to| *to.get_ref()),
                })
            }
        }
    }

    /// What of a clock means nothing beside a due, or beside runs that begin at it.
    pub(in super::super) fn fits(
        written: &model::Clock,
        within: &Within,
        starts: Option<&Starts>,
        at_risk: Option<Moment>,
        counting: &Counting,
        reader: &mut Reader<'_>,
    ) {
        let dated = matches!(within, Within::Date(_)) || written.due.is_some();
        let every_year = matches!(within, Within::Date(DueDate::EveryYear { .. }));
        let repeats = written.repeats.as_ref();
        let at_due = repeats
            .is_some_and(|repeats| repeats.get_ref().next.get_ref() == NextRun::AtDue.as_str());
        if dated || at_due {
            let why = if dated {
                "a due that is a date is not moved by time"
            } else {
                "what repeats at its due keeps its dates"
            };
            for (span, field) in [
                (written.pauses.as_ref().map(At::span), "pauses"),
                (written.extension.as_ref().map(At::span), "extension"),
                (written.resets.as_ref().map(At::span), "resets"),
            ] {
                if let Some(span) = span {
                    pointless(why, &format!("leave \"{field}\" out"), span, reader);
                }
            }
        }
        if matches!(within, Within::Window(_))
            && matches!(starts, Some(Starts::Follows(_)))
            && let Some(starts) = &written.starts
        {
            let hint = "name the event that sets its window";
            pointless(
                "an appointment is made by an event",
                hint,
                starts.span(),
                reader,
            );
        }
        let begins_by_itself =
            repeats.is_some() || every_year || matches!(starts, Some(Starts::Follows(_)));
        if begins_by_itself && let Some(reopens) = &written.reopens {
            pointless(
                "a clock whose runs begin by themselves, or with another's, is not reopened",
                "leave \"reopens\" out",
                reopens.span(),
                reader,
            );
        }
        if let Some(repeats) = repeats {
            let span = repeats.span();
            if dated {
                let hint =
                    "for a date of each year write due = { every-year = \"30 June\", from = 2026 }";
                pointless("a due that is a date comes once", hint, span, reader);
            } else if matches!(starts, Some(Starts::Follows(_))) {
                let hint = "start it at the event that stops that clock, or leave \"repeats\" out";
                let why = "a clock that follows another runs once for each run of that";
                pointless(why, hint, span, reader);
            } else if at_due && matches!(within, Within::By { .. }) {
                let hint = "write one allowance, or next = \"at stop\"";
                let why = "the dates of what repeats at its due hang on no attribute";
                pointless(why, hint, span, reader);
            } else if at_due && within.limits().iter().any(|limit| limit.is_nothing()) {
                reader.note(
                    Problem::new(
                        Code::BadAllowance,
                        "a run of no time at all would be followed by another without end",
                    )
                    .hint("give it some time"),
                    written.within.as_ref().map_or(span, At::span),
                );
            }
            let early = repeats.get_ref().early.as_ref();
            let counts_dates = |limit: &crate::Limit| limit.kinds().all(|kind| kind.counts_dates());
            if let Some(early) = early
                && !within.limits().iter().all(counts_dates)
            {
                let hint = "leave \"early\" out";
                pointless(
                    "only what counts days has an anniversary",
                    hint,
                    early.span(),
                    reader,
                );
            }
        }
        if every_year && let Some(starts) = &written.starts {
            let hint = "leave \"starts\" out: the first run is there from the beginning, each \
                        next one from the due before";
            pointless(
                "a due of every year needs no start",
                hint,
                starts.span(),
                reader,
            );
        }
        if dated && let Some(written) = &written.counting {
            counted(written.span(), within, counting, reader);
        }
        if dated
            && starts.is_none()
            && at_risk.is_some_and(Moment::needs_start)
            && let Some(written) = &written.at_risk
        {
            let hint = "write \"1 week before due\", for example";
            pointless(
                "a clock without a start has no moment that is counted from one",
                hint,
                written.span(),
                reader,
            );
        }
    }

    /// What of counting means nothing for a date.
    fn counted(span: Range<usize>, within: &Within, counting: &Counting, reader: &mut Reader<'_>) {
        let lead = match within {
            Within::Date(DueDate::Attribute { lead, .. }) => *lead,
            _ => None,
        };
        let mut only = Counting {
            roll: counting.roll,
            ends: counting.ends,
            ..Counting::default()
        };
        if lead.is_some() {
            only.begins = counting.begins;
            only.received_off_day = counting.received_off_day;
        }
        let backwards = lead.is_some_and(|lead| lead.side == Side::Before);
        let second = counting.received_off_day == ReceivedOffDay::SecondWorkingDay;
        if *counting == only && counting.ends != Ends::SameTime && !(backwards && second) {
            return;
        }
        let (why, hint) = match lead {
            None => (
                "a due that is a date is not counted",
                "only \"roll\" and \"ends\" mean something for it",
            ),
            Some(_) if backwards && second => (
                "the second working day means nothing for a count that goes back from a date",
                "write \"next working day\" or \"previous working day\", or leave it out",
            ),
            Some(_) => (
                "what is counted from a date has no time of day and no pauses",
                "only \"begins\", \"received-off-day\", \"roll\" and \"ends\" mean something for it",
            ),
        };
        pointless(why, hint, span, reader);
    }

    fn pointless(why: &str, hint: &str, span: Range<usize>, reader: &mut Reader<'_>) {
        reader.note(Problem::new(Code::PointlessOption, why).hint(hint), span);
    }
}
