//! Conditions as they are written, checked.

use std::ops::{Bound, Range};

use super::super::attribute::{self, AttributeType};
use super::super::parameter;
use super::asks::{Asks, End};
use super::season::{DayOfYear, Season};
use super::test::Test;
use super::{Condition, Form, START_DATE};
use crate::case::{Decimal, Value};
use crate::error::{Code, Problem, Shown as _};
use crate::model::{self, At, Comparison, Edge, Entry};
use crate::text::Reader;
use crate::time::{impossible_date, iso_date, uk_date};

/// The same where it is known when the clock has started.
pub(in super::super) fn check_of_start(
    written: &At<model::Condition>,
    reader: &mut Reader<'_>,
) -> Condition {
    let before = std::mem::replace(&mut reader.start_is_known, true);
    let condition = check(written, reader);
    reader.start_is_known = before;
    condition
}

/// The most comparisons that one condition may make.
const MOST_COMPARISONS: usize = 128;

pub(in super::super) fn check(
    written: &At<model::Condition>,
    reader: &mut Reader<'_>,
) -> Condition {
    let condition = part(written, reader);
    let mut comparisons = 0;
    condition.tests(&mut |_, _, _| comparisons += 1);
    if comparisons > MOST_COMPARISONS {
        reader.note(
            Problem::new(
                Code::TooLarge,
                format!(
                    "the condition makes {comparisons} comparisons, and {MOST_COMPARISONS} are \
                     the most"
                ),
            )
            .hint("list the values of an attribute together: { priority = [\"high\", \"low\"] }"),
            written.span(),
        );
        return Condition::always();
    }
    condition
}

fn part(written: &At<model::Condition>, reader: &mut Reader<'_>) -> Condition {
    let entries = &written.get_ref().0;
    if entries.is_empty() {
        reader.note(
            Problem::new(Code::NothingListed, "the condition is empty")
                .hint("name an attribute with its value, or leave the condition out"),
            written.span(),
        );
    }
    let mut parts: Vec<Condition> = entries
        .iter()
        .filter_map(|(name, entry)| self::entry(name, entry, reader))
        .collect();
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            Condition(Form::All(parts))
        }
    }
}

fn entry(name: &At<String>, entry: &Entry, reader: &mut Reader<'_>) -> Option<Condition> {
    Some(Condition(match entry {
        Entry::All(parts) => Form::All(listed(parts, reader)),
        Entry::Any(parts) => Form::Any(listed(parts, reader)),
        Entry::Named(name) => {
            let declared = &reader.declared;
            if let Some(condition) = declared.conditions.get(name.get_ref()) {
                let condition = condition.clone();
                if condition.asks_start() && !reader.start_is_known {
                    no_start(name.span(), reader);
                }
                return Some(Condition(Form::Named(condition)));
            }
            if !declared.broken_conditions.contains(name.get_ref()) {
                let problem = if reader.is_full() {
                    Problem::new(Code::UnknownCondition, "no such condition")
                } else {
                    unknown(name.get_ref(), reader)
                };
                reader.note(problem, name.span());
            }
            return None;
        }
        Entry::Not(inner) => Form::Not(Box::new(part(inner, reader))),
        Entry::Is(written) if name.get_ref() == START_DATE => {
            if !reader.start_is_known {
                no_start(name.span(), reader);
            }
            let test = match written.get_ref() {
                model::Test::Compared(comparison) if comparison.exists.is_none() => {
                    let of = AttributeType::Date;
                    compared(comparison, Some(&of), &written.span(), reader)?
                }
                _ => {
                    reader.note(
                        Problem::new(Code::WrongType, "the date of the start is compared").hint(
                            "write { at-least = \"2025-10-27\" }, or a time of year: \
                                 { from = \"1 November\", until = \"30 April\" }",
                        ),
                        written.span(),
                    );
                    return None;
                }
            };
            let of = AttributeType::Date;
            comparable(&of, "the date of the start", &test, written.span(), reader);
            Form::Is {
                attribute: START_DATE.to_owned(),
                of: Some(of),
                test,
            }
        }
        Entry::Is(written) => {
            let of = attribute::used(name.get_ref(), name.span(), reader);
            let what = format!("the attribute \"{}\"", name.get_ref().shown());
            let check = |value: &Value, span: Range<usize>, reader: &mut Reader<'_>| {
                if let Some(problem) = of.as_ref().and_then(|of| of.misfit(&what, value)) {
                    reader.note(problem, span);
                }
            };
            let test = match written.get_ref() {
                model::Test::One(value) => {
                    check(value, written.span(), reader);
                    Test::OneOf(vec![value.clone()])
                }
                model::Test::OneOf(values) => {
                    if values.is_empty() {
                        reader.note(
                            Problem::new(Code::NothingListed, "no value is listed")
                                .hint("name at least one value, or leave the condition out"),
                            written.span(),
                        );
                    }
                    for value in values {
                        check(value.get_ref(), value.span(), reader);
                    }
                    Test::OneOf(values.iter().map(|value| value.get_ref().clone()).collect())
                }
                model::Test::Parameter(name) => {
                    of_parameter(name, of.as_ref(), false, reader)?;
                    Test::Asks(Box::new(Asks::Is(name.get_ref().clone())))
                }
                model::Test::Compared(comparison) => {
                    let test = compared(comparison, of.as_ref(), &written.span(), reader)?;
                    if let Some(of) = &of {
                        comparable(of, &what, &test, written.span(), reader);
                    }
                    test
                }
            };
            Form::Is {
                attribute: name.get_ref().clone(),
                of,
                test,
            }
        }
    }))
}

/// Notes that a condition asks for a start that is not there to be asked.
fn no_start(span: Range<usize>, reader: &mut Reader<'_>) {
    reader.note(
        Problem::new(
            Code::PointlessOption,
            "\"start-date\" says when a clock started, and no clock has started here",
        )
        .hint("it stands in a clock's own \"when\", or in a row of its \"within\""),
        span,
    );
}

/// The problem of a condition that nothing has named.
fn unknown(name: &str, reader: &Reader<'_>) -> Problem {
    let shown: String = name.chars().take(100).collect();
    let shown = shown.shown();
    let known = reader.declared.conditions.keys().map(String::as_str);
    let problem = Problem::unknown(
        Code::UnknownCondition,
        format!("there is no condition \"{shown}\" in this pack"),
        name,
        "the pack has",
        known,
    );
    match problem.remedy() {
        Some(hint) if hint.starts_with("did you mean") => problem,
        _ => problem.hint("name it: [condition.NAME]; a named condition names no other"),
    }
}

/// Notes a comparison that values of the attribute's type do not bear.
fn comparable(
    of: &AttributeType,
    what: &str,
    test: &Test,
    span: Range<usize>,
    reader: &mut Reader<'_>,
) {
    let with = match test {
        Test::Numbers(_) if !matches!(of, AttributeType::Number | AttributeType::Money) => {
            "numbers"
        }
        Test::Dates(_) | Test::Season(_) if *of != AttributeType::Date => "dates",
        _ => return,
    };
    let problem = Problem::new(
        Code::WrongType,
        format!(
            "{what} is {}, and this compares it with {with}",
            of.described()
        ),
    );
    let problem = problem.hint(match of {
        AttributeType::Date => "compare it with dates: \"2026-01-01\"",
        AttributeType::Number | AttributeType::Money => "compare it with numbers: 2",
        AttributeType::Text(_) => "name the values it may have, in a list",
        AttributeType::Flag => "write true or false",
    });
    reader.note(problem, span);
}

fn listed(parts: &At<Vec<At<model::Condition>>>, reader: &mut Reader<'_>) -> Vec<Condition> {
    if parts.get_ref().is_empty() {
        reader.note(
            Problem::new(Code::NothingListed, "no condition is listed")
                .hint("list at least one condition, such as { priority = \"urgent\" }"),
            parts.span(),
        );
    }
    let parts = parts.get_ref().iter();
    parts.map(|one| part(one, reader)).collect()
}

/// The type of a parameter that an attribute of a type is compared with, where the two fit.
fn of_parameter(
    name: &At<String>,
    of: Option<&AttributeType>,
    is_end: bool,
    reader: &mut Reader<'_>,
) -> Option<AttributeType> {
    let is = parameter::used(name, reader)?;
    let ends = matches!(
        is,
        AttributeType::Number | AttributeType::Money | AttributeType::Date
    );
    let fits = match of {
        None => !is_end || ends,
        Some(of) => of.as_str() == is.as_str() || of.is_numeric() && is.is_numeric(),
    };
    if !fits || is_end && !ends {
        let shown = name.get_ref();
        reader.note(
            Problem::new(
                Code::WrongType,
                match of {
                    Some(of) if !fits => format!(
                        "the parameter \"{shown}\" is {}, and the attribute is {}",
                        is.described(),
                        of.described()
                    ),
                    _ => format!(
                        "the parameter \"{shown}\" is {}, and ends of a span are numbers or dates",
                        is.described()
                    ),
                },
            )
            .hint("declare both with the same type, or compare another parameter"),
            name.span(),
        );
        return None;
    }
    if let (Some(of @ AttributeType::Text(_)), AttributeType::Text(listed)) = (of, &is) {
        for value in listed {
            if let Some(problem) = of.misfit("", &Value::from(value.as_str())) {
                let lists = Problem::new(
                    Code::UnknownValue,
                    format!(
                        "the parameter \"{}\" lists \"{}\", which the attribute cannot be",
                        name.get_ref(),
                        value.shown()
                    ),
                );
                reader.note(
                    lists.hint(problem.remedy().unwrap_or_default()),
                    name.span(),
                );
            }
        }
    }
    Some(is)
}

fn compared(
    written: &Comparison,
    of: Option<&AttributeType>,
    span: &Range<usize>,
    reader: &mut Reader<'_>,
) -> Option<Test> {
    let low = one_of(
        ("at-least", &written.at_least),
        ("more-than", &written.more_than),
        reader,
    )?;
    let high = one_of(
        ("at-most", &written.at_most),
        ("less-than", &written.less_than),
        reader,
    )?;
    if written.from.is_some() || written.until.is_some() {
        if low.is_some() || high.is_some() || written.exists.is_some() {
            reader.note(
                Problem::new(Code::WrongType, "a time of year stands alone").hint(
                    "write two conditions: all = [ { a = { from = \"1 November\", until = \
                     \"30 April\" } }, { a = { at-least = \"2026-01-01\" } } ]",
                ),
                span.clone(),
            );
            return None;
        }
        return season(written, span, reader);
    }
    if let Some(exists) = &written.exists {
        if low.is_some() || high.is_some() {
            reader.note(
                Problem::new(Code::WrongType, "\"exists\" stands alone").hint(
                    "write two conditions: all = [ { a = { exists = true } }, \
                     { a = { at-least = 2 } } ]",
                ),
                exists.span(),
            );
            return None;
        }
        return Some(Test::Exists(*exists.get_ref()));
    }
    let (low, high) = (bound(low, of, reader)?, bound(high, of, reader)?);
    let test = match (&low, &high) {
        ((Bound::Unbounded, _), (Bound::Unbounded, _)) => {
            reader.note(
                Problem::new(Code::NothingListed, "the comparison is empty")
                    .hint("write at-least, more-than, at-most, less-than or exists"),
                span.clone(),
            );
            return None;
        }
        ((low, of_low), (high, of_high)) if of_low.zip(*of_high).is_none_or(|(a, b)| a == b) => {
            let asks = Asks::Between(low.clone(), high.clone());
            // Without a parameter it can be made here.
            let test = asks.with(&|_| None);
            test.unwrap_or_else(|| Test::Asks(Box::new(asks)))
        }
        _ => {
            reader.note(
                Problem::new(
                    Code::WrongType,
                    "one end of the span is a number, the other a date",
                )
                .hint("write two numbers, or two dates"),
                span.clone(),
            );
            return None;
        }
    };
    if test.is_empty() {
        reader.note(
            Problem::new(Code::NothingListed, format!("no value {test}"))
                .hint("put the lower end first: { at-least = 2, at-most = 4 }"),
            span.clone(),
        );
    }
    Some(test)
}

fn season(written: &Comparison, span: &Range<usize>, reader: &mut Reader<'_>) -> Option<Test> {
    let mut day = |end: &str, day: &Option<At<String>>| {
        let Some(day) = day else {
            reader.note(
                Problem::new(
                    Code::MissingField,
                    format!("the time of year has no \"{end}\""),
                )
                .hint("write both: { from = \"1 November\", until = \"30 April\" }"),
                span.clone(),
            );
            return None;
        };
        let read = DayOfYear::parse(day.get_ref());
        if read.is_none() {
            let shown: String = day.get_ref().chars().take(100).collect();
            reader.note(
                Problem::new(
                    Code::BadDate,
                    format!("\"{}\" is no day of every year", shown.shown()),
                )
                .hint("write a day and a month, without a year: \"1 November\""),
                day.span(),
            );
        }
        read
    };
    let (from, until) = (day("from", &written.from), day("until", &written.until));
    Some(Test::Season(Season {
        from: from?,
        until: until?,
    }))
}

/// A bound as it is written, and whether its value is among those that pass.
type Written<'w> = Option<(&'w At<Edge>, bool)>;

/// One of two words for the same end of a span.
fn one_of<'w>(
    with: (&str, &'w Option<At<Edge>>),
    without: (&str, &'w Option<At<Edge>>),
    reader: &mut Reader<'_>,
) -> Option<Written<'w>> {
    match (with.1, without.1) {
        (Some(_), Some(second)) => {
            reader.note(
                Problem::new(
                    Code::DuplicateName,
                    format!(
                        "\"{}\" and \"{}\" are the same end of a span",
                        with.0, without.0
                    ),
                )
                .hint("keep one of them"),
                second.span(),
            );
            None
        }
        (Some(value), None) => Some(Some((value, true))),
        (None, Some(value)) => Some(Some((value, false))),
        (None, None) => Some(None),
    }
}

/// An end as it is written, and whether it is a date; not said where nothing is written.
fn bound(
    written: Written<'_>,
    of: Option<&AttributeType>,
    reader: &mut Reader<'_>,
) -> Option<(Bound<End>, Option<bool>)> {
    let Some((value, included)) = written else {
        return Some((Bound::Unbounded, None));
    };
    let (end, is_date) = match value.get_ref() {
        Edge::Number(number) if number.is_finite() => (End::Number(*number), false),
        Edge::Number(number) => {
            reader.note(
                Problem::new(
                    Code::WrongType,
                    format!("{} has no place among numbers", Decimal(*number)),
                )
                .hint("write a number, or leave this end of the span out"),
                value.span(),
            );
            return None;
        }
        Edge::Text(text) => match iso_date(text) {
            Some(date) => (End::Date(date), true),
            None => {
                reader.note(not_comparable(text), value.span());
                return None;
            }
        },
        Edge::Parameter(name) => {
            let is = of_parameter(name, of, true, reader)?;
            (
                End::Parameter(name.get_ref().clone()),
                is == AttributeType::Date,
            )
        }
    };
    let end = if included {
        Bound::Included(end)
    } else {
        Bound::Excluded(end)
    };
    Some((end, Some(is_date)))
}

fn not_comparable(text: &str) -> Problem {
    let problem = Problem::new(Code::BadDate, format!("\"{}\" is not a date", text.shown()));
    if crate::case::number(text).is_some() {
        return problem.hint(format!("a number stands without quotation marks: {text}"));
    }
    problem.hint(match uk_date(text) {
        Some(iso) => format!("write the year first: \"{iso}\""),
        None if impossible_date(text) => {
            "there is no such date: check its day and month".to_owned()
        }
        None => "numbers and dates can be compared: 2, or \"2026-01-01\"".to_owned(),
    })
}
