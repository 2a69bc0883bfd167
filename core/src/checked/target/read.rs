//! A target as it is written, checked.

use chrono::NaiveDate;

use super::super::{Awaited, Basis, Status, awaited, condition, names, source};
use super::{
    Amount, Bound, Change, ChangeFrom, CountedOf, Counts, FIGURES, FigureKind, MOMENTS, Period,
    Target, TargetStep,
};
use crate::count::{Allowance, Kind};
use crate::error::{Code, Problem, Shown as _};
use crate::model::{self, At};
use crate::text::Reader;
use crate::time::MINUTE;

/// What targets take over from their pack.
pub(in super::super) struct Surroundings<'s> {
    pub(in super::super) basis: Basis,
    pub(in super::super) status: Status,
    pub(in super::super) checked: Option<NaiveDate>,
    /// The pack's own clocks, where all of them could be read.
    pub(in super::super) clocks: Option<&'s Vec<&'s str>>,
}

/// Checks a target; nothing where it cannot be used.
pub(in super::super) fn check(
    written: &model::Target,
    of_pack: &Surroundings<'_>,
    reader: &mut Reader<'_>,
) -> Option<Target> {
    names::id(&written.id, "a target's id", false, reader);
    let (number, _) = FIGURES
        .iter()
        .find(|(_, word)| *word == written.figure.get_ref().as_str())
        .copied()
        .unwrap_or((u8::MAX, ""));
    names::word(&written.figure, FIGURES, reader)?;
    let counts = counts(written, of_pack, reader);
    let figure = match number {
        0 => FigureKind::Share,
        1 => FigureKind::Count,
        2 => rate(written, reader)?,
        _ => percentile(written, reader)?,
    };
    let counts = counts?;
    fits(written, &counts, &figure, reader);
    let (change, relative) = change(written, &figure, reader);
    let bound = bound(written, &figure, change.is_some(), reader);
    Some(Target {
        id: written.id.get_ref().clone(),
        promise: match &written.promise {
            Some(promise) => promise.get_ref().clone(),
            None => written.id.get_ref().clone(),
        },
        counts,
        figure,
        when: written
            .when
            .as_ref()
            .map(|condition| condition::check(condition, reader)),
        bound,
        change: change.map(|change| Change { relative, ..change }),
        period: period(&written.period, reader)?,
        steps: steps(written, reader),
        basis: match &written.basis {
            Some(basis) => names::word(basis, Basis::WORDS, reader)?,
            None => of_pack.basis,
        },
        status: match &written.status {
            Some(status) => names::word(status, Status::WORDS, reader)?,
            None => of_pack.status,
        },
        checked: match &written.checked {
            Some(date) => names::date(date, reader),
            None => of_pack.checked,
        },
        source: source::of_clock(written.source.as_ref(), written.link.as_ref(), reader),
        notes: written.notes.as_ref().map(|notes| notes.get_ref().clone()),
    })
}

fn awaited_of(written: Option<&At<model::Names>>, reader: &mut Reader<'_>) -> Vec<Awaited> {
    written.map_or_else(Vec::new, |names| awaited::check(names, reader))
}

/// What is counted: one of clocks, events or cases.
fn counts(
    written: &model::Target,
    of_pack: &Surroundings<'_>,
    reader: &mut Reader<'_>,
) -> Option<Counts> {
    let given = [
        written.clock.is_some(),
        written.event.is_some(),
        written.case.is_some(),
    ];
    if given.iter().filter(|one| **one).count() != 1 {
        reader.note(
            Problem::new(
                Code::MissingField,
                "a target counts one thing: a \"clock\", an \"event\" or a \"case\"",
            )
            .hint("write one of them: clock = \"complaint-response\", event = \"repair.completed\" or case = \"enquiry\""),
            written.id.span(),
        );
        return None;
    }
    let with = awaited_of(written.with.as_ref(), reader);
    let once = awaited_of(written.once.as_ref(), reader);
    if let Some(clock) = &written.clock {
        if let Some(pack) = &written.pack {
            names::id(pack, "a pack's id", true, reader);
        } else if let Some(clocks) = of_pack.clocks
            && !clocks.contains(&clock.get_ref().as_str())
        {
            let problem = Problem::unknown(
                Code::UnknownClock,
                format!("there is no clock \"{}\"", clock.get_ref().shown()),
                clock.get_ref(),
                "the clocks are",
                clocks.iter().copied(),
            );
            reader.note(problem, clock.span());
        }
        return Some(Counts::Clocks {
            clock: clock.get_ref().clone(),
            pack: written.pack.as_ref().map(|pack| pack.get_ref().clone()),
            of: match &written.of {
                Some(of) => names::word(of, CountedOf::WORDS, reader)?,
                None => CountedOf::Completed,
            },
        });
    }
    if let Some(events) = &written.event {
        return Some(Counts::Events {
            events: awaited::check(events, reader),
            with,
        });
    }
    written.case.as_ref().map(|kind| Counts::Cases {
        kind: kind.get_ref().clone(),
        with,
        once,
    })
}

/// Notes what does not go together.
fn fits(written: &model::Target, counts: &Counts, figure: &FigureKind, reader: &mut Reader<'_>) {
    let mut pointless = |field: &str, only: &str, span| {
        reader.note(
            Problem::new(
                Code::PointlessOption,
                format!("\"{field}\" means nothing here"),
            )
            .hint(format!("it is for {only}: leave it out")),
            span,
        );
    };
    let is_clock = matches!(counts, Counts::Clocks { .. });
    if let (Some(of), false) = (&written.of, is_clock && *figure == FigureKind::Share) {
        pointless("of", "the share of a clock", of.span());
    }
    if let (Some(pack), false) = (&written.pack, is_clock) {
        pointless("pack", "a clock of another pack", pack.span());
    }
    if let (Some(with), true) = (&written.with, is_clock || *figure != FigureKind::Share) {
        pointless("with", "the share of events or of cases", with.span());
    }
    if let (Some(once), false) = (
        &written.once,
        written.case.is_some() && *figure == FigureKind::Share && written.with.is_none(),
    ) {
        pointless("once", "the share of cases, without \"with\"", once.span());
    }
    if let (Some(per), false) = (
        &written.per_thousand,
        matches!(figure, FigureKind::Rate { .. }),
    ) {
        pointless("per-thousand", "a rate", per.span());
    }
    let is_percentile = matches!(figure, FigureKind::Percentile { .. });
    if let (Some(percentile), false) = (&written.percentile, is_percentile) {
        pointless("percentile", "figure = \"percentile\"", percentile.span());
    }
    if let (Some(resolution), false) = (&written.resolution, is_percentile) {
        pointless("resolution", "figure = \"percentile\"", resolution.span());
    }
    let lacks = match (counts, figure) {
        (Counts::Clocks { .. }, FigureKind::Count | FigureKind::Rate { .. }) => {
            Some("a count or a rate is of events or of cases: name an \"event\" or a \"case\"")
        }
        (Counts::Events { .. } | Counts::Cases { .. }, FigureKind::Percentile { .. }) => {
            Some("a percentile is of the time that a clock took: name a \"clock\"")
        }
        (Counts::Events { with, .. }, FigureKind::Share) if with.is_empty() => {
            Some("a share of events needs \"with\": the event that has to follow each")
        }
        (Counts::Cases { with, once, .. }, FigureKind::Share)
            if with.is_empty() && once.is_empty() =>
        {
            Some("a share of cases needs \"with\" or \"once\": what the cases that are kept have")
        }
        _ => None,
    };
    if let Some(hint) = lacks {
        reader.note(
            Problem::new(
                Code::MissingField,
                "this figure cannot be made of what is counted",
            )
            .hint(hint),
            written.figure.span(),
        );
    }
}

fn needs(field: &str, hint: &str, written: &model::Target, reader: &mut Reader<'_>) {
    reader.note(
        Problem::new(Code::MissingField, format!("\"{field}\" is missing")).hint(hint),
        written.figure.span(),
    );
}

fn rate(written: &model::Target, reader: &mut Reader<'_>) -> Option<FigureKind> {
    let Some(per) = &written.per_thousand else {
        let hint = "say of what the rate is for each thousand: per-thousand = \"homes\"; how many there are is given with the cases";
        needs("per-thousand", hint, written, reader);
        return None;
    };
    names::id(per, "the name of a number", false, reader);
    Some(FigureKind::Rate {
        per: per.get_ref().clone(),
    })
}

fn percentile(written: &model::Target, reader: &mut Reader<'_>) -> Option<FigureKind> {
    let Some(percentile) = &written.percentile else {
        let hint = "say which: percentile = 90 is the time within which 90 of 100 were done";
        needs("percentile", hint, written, reader);
        return None;
    };
    let percent = u32::try_from(*percentile.get_ref())
        .ok()
        .filter(|one| (1..=100).contains(one));
    if percent.is_none() {
        reader.note(
            Problem::new(
                Code::BadNumber,
                "a percentile is a whole number from 1 to 100",
            )
            .hint("write 50 for the median, 90 for nine in ten"),
            percentile.span(),
        );
    }
    let resolution = match &written.resolution {
        None => MINUTE,
        Some(text) => {
            let read: Allowance = names::parse(text, reader)?;
            if read.kind() != Kind::Elapsed || read.amount() <= 0 {
                reader.note(
                    Problem::new(
                        Code::BadAllowance,
                        "a resolution is in seconds, minutes or hours",
                    )
                    .hint("write such as \"1 minute\"; times in days are always whole days"),
                    text.span(),
                );
            }
            read.amount().max(1)
        }
    };
    Some(FigureKind::Percentile {
        percent: percent?,
        resolution,
    })
}

/// The change, and whether its bound is in percent of what was before.
fn change(
    written: &model::Target,
    figure: &FigureKind,
    reader: &mut Reader<'_>,
) -> (Option<Change>, bool) {
    let Some(change) = &written.change else {
        return (None, false);
    };
    if matches!(figure, FigureKind::Percentile { .. }) {
        reader.note(
            Problem::new(Code::PointlessOption, "\"change\" means nothing here")
                .hint("it is for shares, counts and rates: leave it out"),
            change.from.span(),
        );
    }
    let Some(from) = names::word(&change.from, ChangeFrom::WORDS, reader) else {
        return (None, false);
    };
    if let (Some(baseline), false) = (&change.baseline, from == ChangeFrom::Baseline) {
        reader.note(
            Problem::new(Code::PointlessOption, "\"baseline\" means nothing here")
                .hint("it is for from = \"baseline\": leave it out"),
            baseline.span(),
        );
    }
    let baseline = change
        .baseline
        .as_ref()
        .and_then(|text| number(text, *figure == FigureKind::Share, reader));
    let text = written.at_least.as_ref().or(written.at_most.as_ref());
    let relative = text.is_some_and(|text| text.get_ref().trim_end().ends_with('%'));
    (
        Some(Change {
            from,
            baseline,
            relative,
        }),
        relative,
    )
}

fn bound(
    written: &model::Target,
    figure: &FigureKind,
    is_change: bool,
    reader: &mut Reader<'_>,
) -> Option<Bound> {
    let (at_least, text) = match (&written.at_least, &written.at_most) {
        (None, None) => return None,
        (Some(text), None) => (true, text),
        (None, Some(text)) => (false, text),
        (Some(_), Some(second)) => {
            reader.note(
                Problem::new(Code::DuplicateName, "a target is at least, or at most")
                    .hint("keep one of the two, or write two targets"),
                second.span(),
            );
            return None;
        }
    };
    let amount = match figure {
        FigureKind::Percentile { .. } => Amount::Time(names::parse(text, reader)?),
        _ if is_change => {
            let plain = text.get_ref().trim();
            let plain = plain.strip_suffix("points").unwrap_or(plain).trim();
            let percent = plain.ends_with('%');
            let plain = At::new(text.span(), plain.to_owned());
            let share = percent || *figure == FigureKind::Share;
            Amount::Millionths(if share && !percent {
                // Points of a share are hundredths of it.
                number(&plain, false, reader)? / 100
            } else {
                number(&plain, percent, reader)?
            })
        }
        FigureKind::Share => Amount::Millionths(number(text, true, reader)?),
        _ => Amount::Millionths(number(text, false, reader)?),
    };
    Some(Bound { at_least, amount })
}

/// A number, or a percentage, in millionths.
fn number(text: &At<String>, percent: bool, reader: &mut Reader<'_>) -> Option<i64> {
    let read = millionths(text.get_ref().trim(), percent);
    if read.is_none() {
        reader.note(
            Problem::new(
                Code::BadNumber,
                format!("\"{}\" cannot be read here", text.get_ref().shown()),
            )
            .hint(if percent {
                "write a percentage with at most four decimal places: \"80%\" or \"79.5%\""
            } else {
                "write a number with at most six decimal places: \"12\" or \"4.5\""
            }),
            text.span(),
        );
    }
    read
}

fn millionths(text: &str, percent: bool) -> Option<i64> {
    let (text, places) = match percent {
        true => (text.strip_suffix('%')?.trim_end(), 4),
        false => (text, 6),
    };
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > places || whole.len() > 12 {
        return None;
    }
    let scale = 10_i64.checked_pow(u32::try_from(places).ok()?)?;
    let fill = 10_i64.checked_pow(u32::try_from(places - part.len()).ok()?)?;
    let whole = whole.parse::<i64>().ok()?.checked_mul(scale)?;
    let part = part.parse::<i64>().ok()?.checked_mul(fill)?;
    Some(sign * (whole.checked_add(part)?))
}

fn period(written: &At<String>, reader: &mut Reader<'_>) -> Option<Period> {
    const WORDS: &[(Period, &str)] = &[
        (Period::Month, "calendar month"),
        (Period::Quarter, "quarter"),
        (Period::FinancialYear, "financial year"),
        (Period::Rolling(12), "rolling 12 months"),
    ];
    let rolling = written
        .get_ref()
        .strip_prefix("rolling ")
        .and_then(|rest| rest.strip_suffix(" months"))
        .and_then(|months| months.parse::<u32>().ok())
        .filter(|months| (1..=120).contains(months));
    match rolling {
        Some(months) => Some(Period::Rolling(months)),
        None => names::word(written, WORDS, reader),
    }
}

fn steps(written: &model::Target, reader: &mut Reader<'_>) -> Vec<TargetStep> {
    let Some(steps) = &written.escalation else {
        return Vec::new();
    };
    if written.at_least.is_none() && written.at_most.is_none() {
        reader.note(
            Problem::new(Code::PointlessOption, "\"escalation\" means nothing here")
                .hint("what has no \"at-least\" or \"at-most\" cannot be missed: leave it out"),
            steps.span(),
        );
    }
    steps
        .get_ref()
        .iter()
        .filter_map(|step| {
            Some(TargetStep {
                missed_only: names::word(&step.when, MOMENTS, reader)?,
                notify: step.notify.get_ref().clone(),
            })
        })
        .collect()
}
