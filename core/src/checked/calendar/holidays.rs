//! Holidays and closures: dated, ruled, cancelled.

use crate::calendar::{Authority, Closure, HolidayRule, Span, YearlyCondition, YearlyDay, Years};
use crate::error::{Code, Problem, Shown as _};
use crate::model::{self, At};
use crate::text::Reader;
use crate::time::{Day, iso_date};

use super::super::names;

/// A holiday of every year.
pub(super) fn rule(written: &model::Rule, reader: &mut Reader<'_>) -> Option<HolidayRule> {
    let on = read(
        &written.on,
        YearlyDay::parse,
        "a day of the year",
        "write \"25 December\", \"first Monday of May\", \"last Monday of August\", \
         \"Easter Sunday\", \"2 days before Easter\" or \"1 day after Easter\"",
        reader,
    );
    let when = match &written.when {
        Some(when) => Some(read(
            when,
            YearlyCondition::parse,
            "a condition",
            "write \"25 December is Saturday or Sunday\"",
            reader,
        )?),
        None => None,
    };
    let by = names::word(&written.by, Authority::WORDS, reader);
    let years = years(written.years.as_ref(), reader);
    Some(HolidayRule {
        name: written.name.clone(),
        on: on?,
        when,
        by: by?,
        years: years?,
    })
}

/// A span of dates that are not worked.
pub(super) fn closure(written: &model::Closure, reader: &mut Reader<'_>) -> Option<Closure> {
    let span = span(written, reader)?;
    let years = years(written.years.as_ref(), reader)?;
    if let (Span::Once(..), Some(years)) = (span, &written.years) {
        reader.note(
            Problem::new(
                Code::PointlessOption,
                "a closure with dates of its own comes in no other years",
            )
            .hint("leave \"years\" out, or write a day and a month: \"24 December\""),
            years.span(),
        );
    }
    Some(Closure {
        name: written.name.clone(),
        span,
        years,
        priorities: written.priorities.clone().unwrap_or_default(),
    })
}

fn span(written: &model::Closure, reader: &mut Reader<'_>) -> Option<Span> {
    let (from, to) = (written.from.get_ref(), written.to.get_ref());
    if let (Some(from), Some(to)) = (
        crate::calendar::month_day(from),
        crate::calendar::month_day(to),
    ) {
        return Some(Span::Yearly(from, to));
    }
    const HINT: &str = "write two dates, \"2026-12-24\", or two days of the year, \"24 December\"";
    let dated = |text: &str| iso_date(text).map(Day::of);
    match (dated(from), dated(to)) {
        (Some(first), Some(last)) if first <= last => Some(Span::Once(first, last)),
        (Some(_), Some(_)) => {
            reader.note(
                Problem::new(Code::BadDate, "the closure ends before it begins")
                    .hint("both dates are inclusive: the same date twice closes one day"),
                written.to.span(),
            );
            None
        }
        (first, _) => {
            let place = if first.is_none() && crate::calendar::month_day(from).is_none() {
                &written.from
            } else {
                &written.to
            };
            reader.note(
                Problem::new(
                    Code::BadDate,
                    format!(
                        "\"{}\" cannot end or begin this closure",
                        place.get_ref().shown()
                    ),
                )
                .hint(HINT),
                place.span(),
            );
            None
        }
    }
}

fn years(written: Option<&At<String>>, reader: &mut Reader<'_>) -> Option<Years> {
    match written {
        None => Some(Years::ALL),
        Some(written) => read(
            written,
            Years::parse,
            "a span of years",
            "write \"2012\", \"2007-2011\" or \"1978-\", both inclusive",
            reader,
        ),
    }
}

fn read<T>(
    written: &At<String>,
    parse: fn(&str) -> Option<T>,
    what: &str,
    hint: &str,
    reader: &mut Reader<'_>,
) -> Option<T> {
    let value = parse(written.get_ref());
    if value.is_none() {
        reader.note(
            Problem::new(
                Code::BadDate,
                format!("\"{}\" is not {what}", written.get_ref().shown()),
            )
            .hint(hint),
            written.span(),
        );
    }
    value
}
