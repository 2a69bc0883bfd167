//! Duties without a number, such as "as soon as reasonably practicable": what can stand
//! beside one.

use super::{Clock, Within};
use crate::count::Moment;

impl Clock {
    /// The rule's own words, where it gives no number.
    pub(crate) fn open_words(&self) -> Option<&str> {
        match &self.within {
            Within::Open(words) => Some(words),
            _ => None,
        }
    }
}

impl Moment {
    /// Whether it can be placed where there is no deadline.
    pub(crate) fn is_from_start(self) -> bool {
        matches!(self, Moment::Start | Moment::AfterStart(_))
    }
}

pub(super) use read::{due_of_none, fits, hinted, overridden, words};

mod read {
    use super::super::{Clock, Escalation, Reading, Within};
    use crate::count::{Limit, Moment, NextRun, StartsAt};
    use crate::error::{Code, Problem, Shown as _};
    use crate::model::{self, At};
    use crate::text::Reader;
    use crate::words::place_of;
    use std::ops::Range;

    /// The words, as the rule has them.
    pub(in super::super) fn words(words: &At<String>, reader: &mut Reader<'_>) -> Option<String> {
        let text = words.get_ref().trim();
        if text.is_empty() {
            let problem = Problem::new(Code::BadAllowance, "the rule's words are missing");
            let hint = "write them as they stand: { open = \"as soon as reasonably practicable\" }";
            reader.note(problem.hint(hint), words.span());
            return None;
        }
        if let Ok(limit) = text.parse::<Limit>() {
            let problem = Problem::new(
                Code::BadAllowance,
                format!("\"{limit}\" is a number, and \"open\" is for a rule that gives none"),
            );
            reader.note(
                problem.hint(format!("write within = \"{limit}\"")),
                words.span(),
            );
            return None;
        }
        Some(text.to_owned())
    }

    /// A text without a figure or a unit may be a rule that gives none; nothing where that is
    /// said.
    pub(in super::super) fn hinted(text: &At<String>, reader: &mut Reader<'_>) -> Option<()> {
        const UNITS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];
        let written = text.get_ref();
        let numbered = written.chars().any(|c| c.is_ascii_digit());
        if written.trim().is_empty()
            || numbered
            || UNITS.iter().any(|unit| place_of(unit, written).is_some())
        {
            return Some(());
        }
        let shown: String = written.chars().take(60).collect();
        let shown = shown.shown();
        let problem = Problem::new(Code::BadAllowance, format!("\"{shown}\" has no number"));
        reader.note(
            problem.hint(format!(
                "write a number and a unit, such as \"2 working days\"; for a duty without a \
                 number write within = {{ open = \"{shown}\" }}"
            )),
            text.span(),
        );
        None
    }

    /// What of a clock means nothing where it has no deadline.
    pub(in super::super) fn fits(
        written: &model::Clock,
        (within, readings): (&Within, &[Reading]),
        at_risk: Option<Moment>,
        path: Option<&Escalation>,
        reader: &mut Reader<'_>,
    ) {
        let is_open = |within: &Within| matches!(within, Within::Open(_));
        let of_reading = |one: &Reading| is_open(one.within.as_ref().unwrap_or(within));
        let (any, all) = match readings {
            [] => (is_open(within), is_open(within)),
            some => (some.iter().any(of_reading), some.iter().all(of_reading)),
        };
        let mut at = |span: Option<Range<usize>>, why: &str, hint: &str| {
            if let Some(span) = span {
                pointless(why, hint, span, reader);
            }
        };
        if all {
            let without = "a duty without a number has no days to count, to add to or to miss";
            let (counting, extension) = (&written.counting, &written.extension);
            at(
                counting.as_ref().map(At::span),
                without,
                "leave \"counting\" out",
            );
            at(
                extension.as_ref().map(At::span),
                without,
                "leave \"extension\" out",
            );
            at(
                written.cancelled_late.as_ref().map(At::span),
                without,
                "leave \"cancelled-late\" out",
            );
        }
        if !any {
            return;
        }
        if let Some(repeats) = &written.repeats {
            let next = repeats.get_ref();
            if next.next.get_ref() == NextRun::AtDue.as_str() {
                at(
                    Some(next.next.span()),
                    "a duty without a number never falls due, so no run follows its due",
                    "write next = \"at stop\"",
                );
            }
            at(
                next.early.as_ref().map(At::span),
                "a duty without a number has no due, and so no anniversary",
                "leave \"early\" out",
            );
        }
        if at_risk.is_some_and(|moment| !moment.is_from_start()) {
            at(
                written.at_risk.as_ref().map(At::span),
                "a duty without a number has no due that this could be counted from",
                "count it from the start: \"5 days after start\"",
            );
        }
        if let (Some(steps), Some(name)) = (path, &written.escalation) {
            self::path(steps, name.span(), reader);
        }
    }

    /// Notes a path with steps that are counted from a due, for a clock that has none.
    fn path(path: &Escalation, span: Range<usize>, reader: &mut Reader<'_>) {
        if let Some(place) = path.steps.iter().position(|step| !step.at.is_from_start()) {
            let why = format!(
                "step {} of this path is counted from a due, and a duty without a number has none",
                place + 1
            );
            let hint = "give the clock a path whose steps are at the start or after it: \
                        \"start\", \"5 days after start\"";
            pointless(&why, hint, span, reader);
        }
    }

    /// The same of a clock of another pack, as an override has it.
    pub(in super::super) fn overridden(
        written: &model::Override,
        (within, at_risk, steps): (&Within, Option<Moment>, Option<&Escalation>),
        reader: &mut Reader<'_>,
    ) {
        if !matches!(within, Within::Open(_)) {
            return;
        }
        let place = |field: &Option<At<String>>| {
            let field = field.as_ref().unwrap_or(&written.clock);
            field.span()
        };
        if at_risk.is_some_and(|moment| !moment.is_from_start()) {
            pointless(
                "a duty without a number has no due that \"at-risk\" could be counted from",
                "count it from the start: at-risk = \"5 days after start\"",
                place(&written.at_risk),
                reader,
            );
        }
        if let Some(steps) = steps {
            path(steps, place(&written.escalation), reader);
        }
    }

    /// Notes the clocks that start with the due of one that has none. What follows a clock
    /// of another pack is looked at when the engine is put together.
    pub(in super::super) fn due_of_none<'m>(
        own: Option<&str>,
        clocks: &[Clock],
        starts: impl Iterator<Item = &'m At<model::Starts>>,
        reader: &mut Reader<'_>,
    ) {
        for written in starts {
            let model::Starts::Follows(follows) = written.get_ref() else {
                continue;
            };
            let of_own = |pack: &At<String>| Some(pack.get_ref().as_str()) == own;
            let led = clocks.iter().find(|one| one.id == *follows.clock.get_ref());
            let waits = |at: &At<String>| at.get_ref() != StartsAt::Stop.as_str();
            if follows.pack.as_ref().is_none_or(of_own)
                && led.is_some_and(|led| led.open_words().is_some())
                && let Some(at) = follows.at.as_ref().filter(|at| waits(at))
            {
                reader.note(never_due(follows.clock.get_ref()), at.span());
            }
        }
    }

    /// The problem of what waits for a due that never comes.
    pub(crate) fn never_due(clock: &str) -> Problem {
        Problem::new(
            Code::PointlessOption,
            format!("\"{clock}\" is a duty without a number and never falls due"),
        )
        .hint("write at = \"stop\"")
    }

    fn pointless(why: &str, hint: &str, span: Range<usize>, reader: &mut Reader<'_>) {
        reader.note(Problem::new(Code::PointlessOption, why).hint(hint), span);
    }
}

pub(crate) use read::never_due;
