//! A clock: one promise with what starts and stops it and how long it has.

use chrono::NaiveDate;

use super::{
    Awaited, Basis, Condition, Extension, Pausing, Reading, Reopening, Repeats, Resets, Source,
    Starts, Status, Within,
};
use crate::count::{Allowance, CancelledLate, Counting, Moment, OnChange};

/// One promise, as a clock that events start and stop.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    pub(crate) id: String,
    pub(crate) promise: String,
    pub(crate) kind: String,
    pub(crate) when: Condition,
    pub(crate) starts: Starts,
    /// Whether another run begins after each, and how.
    pub(crate) repeats: Option<Repeats>,
    /// A stop sooner after the start than this does not count.
    pub(crate) not_before: Option<Allowance>,
    pub(crate) stops: Vec<Awaited>,
    pub(crate) cancels: Vec<Awaited>,
    /// The events that give a reason, which stands beside the verdict and moves nothing.
    pub(crate) excuses: Vec<Awaited>,
    pub(crate) cancelled_late: CancelledLate,
    /// The events that break the promise: an appointment's.
    pub(crate) missed: Vec<Awaited>,
    pub(crate) resets: Resets,
    pub(crate) reopens: Reopening,
    pub(crate) pauses: Vec<Pause>,
    pub(crate) pausing: Pausing,
    pub(crate) within: Within,
    pub(crate) readings: Vec<Reading>,
    pub(crate) on_change: OnChange,
    pub(crate) extension: Option<Extension>,
    pub(crate) counting: Counting,
    pub(crate) at_risk: Option<Moment>,
    pub(crate) escalation: Option<String>,
    pub(crate) calendar: Option<String>,
    pub(crate) basis: Basis,
    pub(crate) status: Status,
    pub(crate) checked: Option<NaiveDate>,
    pub(crate) source: Source,
    pub(crate) notes: Option<String>,
    /// The parameters that its conditions compare with.
    pub(crate) asked: Vec<String>,
}

precompiled!(struct Clock {
    id, promise, kind, when, starts, repeats, not_before, stops, cancels, excuses, cancelled_late,
    missed, resets, reopens, pauses, pausing, within, readings, on_change, extension, counting,
    at_risk, escalation, calendar, basis, status, checked, source, notes, asked,
});

/// When the clock does not run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Pause {
    /// From one of these events until one of those.
    Between {
        from: Vec<Awaited>,
        until: Vec<Awaited>,
    },
    /// While this holds.
    While(Condition),
}

precompiled!(enum Pause { Between { from, until }, While(a) });

impl Clock {
    /// The id, unique in its pack.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What is promised, in words.
    pub fn promise(&self) -> &str {
        &self.promise
    }

    /// The kind of case it belongs to.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// What it rests on.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// How sure its rule is.
    pub fn status(&self) -> Status {
        self.status
    }

    /// How its days are counted.
    pub fn counting(&self) -> &Counting {
        &self.counting
    }

    /// Where in its document it stands, and where to find that.
    pub fn source(&self) -> (Option<&str>, Option<&str>) {
        let source = &self.source;
        (source.provision.as_deref(), source.link.as_deref())
    }

    /// The document it stands in, where that is not the pack's.
    pub fn document(&self) -> Option<&str> {
        self.source.title.as_deref()
    }

    /// The date on which it was last held against its source.
    pub fn checked(&self) -> Option<NaiveDate> {
        self.checked
    }

    /// The readings of its words, where they are contested.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }
    /// The cases it applies to: [`Condition::entries`] must all hold.
    pub fn when(&self) -> &Condition {
        &self.when
    }

    /// The events that start it, any of them; none while a parameter that says so is
    /// not filled in, and none where it follows another clock or is there from the
    /// beginning.
    pub fn starts(&self) -> impl Iterator<Item = &str> {
        let events = match &self.starts {
            Starts::On(events) => events.as_slice(),
            Starts::Parameter(_) | Starts::Follows(_) | Starts::FromTheBeginning => &[],
        };
        events.iter().map(|awaited| awaited.event.as_str())
    }

    /// The events that keep the promise, any of them.
    pub fn stops(&self) -> impl Iterator<Item = &str> {
        self.stops.iter().map(|awaited| awaited.event.as_str())
    }

    /// Anything else for people.
    pub fn notes(&self) -> Option<&str> {
        self.notes.as_deref()
    }
}

pub(super) use read::check;

mod read {
    use super::super::escalation::Step;
    use super::super::surroundings::{self, Surroundings};
    use super::super::{
        ParameterKind, awaited, condition, follows, names, open, reading, repeats, source,
        transition,
    };
    use super::{Basis, Clock, Condition, Pause, Starts, Status, Within};
    use crate::count::{Counting, Kind, OnChange, TimeOfDay, Word};
    use crate::error::{Code, Problem, Shown as _};
    use crate::model::{self, At};
    use crate::text::Reader;

    pub(in super::super) fn check(
        written: &model::Clock,
        pack: &Surroundings<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Clock> {
        names::id(&written.id, "a clock's id", false, reader);
        names::id(&written.kind, "a kind of case", false, reader);
        let starts = match (&written.starts, &written.due) {
            (Some(written), _) => starts(written, pack, reader),
            (None, Some(_)) => Some(Starts::FromTheBeginning),
            (None, None) => {
                missing("starts", &written.id, reader);
                None
            }
        };
        let stops = awaited::check(&written.stops, reader);
        let repeats = written
            .repeats
            .as_ref()
            .and_then(|written| repeats::repeats(written.get_ref(), reader));
        let until = written.repeats.as_ref();
        let until = until.and_then(|repeats| repeats.get_ref().until.as_ref());
        let mut cancels = Vec::new();
        for events in written.cancels.iter().chain(until) {
            cancels.extend(awaited::check(events, reader));
        }
        let excuses = match &written.excuses {
            Some(events) => awaited::check(events, reader),
            None => Vec::new(),
        };
        let not_before = written
            .not_before
            .as_ref()
            .and_then(|span| repeats::not_before(span, written.repeats.as_ref(), reader));
        let cancelled_late = transition::cancelled_late(
            written.cancelled_late.as_ref(),
            !cancels.is_empty() || matches!(starts, Some(Starts::Follows(_))),
            reader,
        );
        let pauses = match &written.pauses {
            Some(written) => pauses(written, reader),
            None => Vec::new(),
        };
        let resets = transition::resets(written.resets.as_ref(), reader);
        let reopens = transition::reopens(written.reopens.as_ref(), reader);
        let pausing = transition::pausing(written.pausing.as_ref(), reader);
        let within = limit(written, pack, reader);
        let readings = match &written.reading {
            Some(readings) => {
                let counts =
                    |counting: &At<model::Counting>, own: &Within, reader: &mut Reader<'_>| {
                        count(counting, &kinds(own, pack), reader)
                    };
                let contested = match &written.status {
                    Some(status) => status.get_ref() == "contested",
                    None => pack.status == Status::Contested,
                };
                let words = reading::Words {
                    within: within.as_ref(),
                    contested,
                    early: repeats.is_some_and(|repeats| repeats.early.is_some()),
                };
                reading::check(readings, &words, &counts, reader)
            }
            None => Vec::new(),
        };
        let on_change = written
            .on_change
            .as_ref()
            .and_then(|word| names::word(word, OnChange::WORDS, reader))
            .unwrap_or(OnChange::FromTheStart);
        let kinds = within.as_ref().map(|within| kinds(within, pack));
        let extension = written.extension.as_ref().and_then(|extension| {
            transition::extension(extension, kinds.as_deref().unwrap_or(&[]), reader)
        });
        let counting = match &written.counting {
            Some(counting) => count(counting, kinds.as_deref().unwrap_or(&[]), reader),
            None => Counting::default(),
        };
        let at_risk = written
            .at_risk
            .as_ref()
            .and_then(|moment| names::parse(moment, reader));
        if let Some(within) = &within {
            let starts = starts
                .as_ref()
                .filter(|starts| **starts != Starts::FromTheBeginning);
            repeats::fits(written, within, starts, at_risk, &counting, reader);
        }
        if let Some(path) = &written.escalation {
            surroundings::escalation(path, pack, reader);
        }
        let path = written.escalation.as_ref();
        let steps = path.and_then(|path| pack.escalations.get(path.get_ref()));
        if let Some(within) = &within {
            open::fits(written, (within, &readings), at_risk, steps, reader);
        }
        let shares = |step: &Step| step.at.needs_start();
        if starts == Some(Starts::FromTheBeginning)
            && let (Some(steps), Some(path)) = (steps, path)
            && steps.steps.iter().any(shares)
        {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "the clock has no start, and a step of this path is counted from one",
                )
                .hint("give the clock a path whose steps are before, at or after the due"),
                path.span(),
            );
        }
        if let Some(calendar) = &written.calendar {
            names::id(calendar, "a calendar's id", true, reader);
        }
        let text =
            |written: &Option<At<String>>| written.as_ref().map(|text| text.get_ref().clone());
        let basis = match &written.basis {
            Some(basis) => names::word(basis, Basis::WORDS, reader),
            None => Some(pack.basis),
        };
        let status = match &written.status {
            Some(status) => names::word(status, Status::WORDS, reader),
            None => Some(pack.status),
        };
        let checked = match &written.checked {
            Some(date) => names::date(date, reader),
            None => pack.checked,
        };
        let when = match &written.when {
            Some(when) => condition::check_of_start(when, reader),
            None => Condition::always(),
        }
        .within(pack.applies);
        if starts == Some(Starts::FromTheBeginning) && when.asks_start() {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "its condition asks for \"start-date\", and nothing starts this clock",
                )
                .hint("add \"starts\", or leave \"start-date\" out"),
                written.id.span(),
            );
        }
        let clock = Clock {
            id: written.id.get_ref().clone(),
            promise: text(&written.promise).unwrap_or_else(|| written.id.get_ref().clone()),
            kind: written.kind.get_ref().clone(),
            when,
            starts: starts?,
            repeats,
            not_before,
            stops,
            cancels,
            excuses,
            cancelled_late,
            missed: Vec::new(),
            resets,
            reopens,
            pauses,
            pausing,
            within: within?,
            readings,
            on_change,
            extension,
            counting,
            at_risk,
            escalation: text(&written.escalation),
            calendar: text(&written.calendar),
            basis: basis?,
            status: status?,
            checked,
            source: source::of_clock(written.source.as_ref(), written.link.as_ref(), reader),
            notes: text(&written.notes),
            asked: Vec::new(),
        };
        Some(clock.knowing_what_it_asks())
    }

    /// How long it has, or by when it is due: the one or the other.
    fn limit(
        written: &model::Clock,
        pack: &Surroundings<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Within> {
        match (&written.within, &written.due) {
            (Some(written), None) => surroundings::allowance(written, pack, reader),
            (None, Some(written)) => repeats::due(written, reader),
            (None, None) => {
                missing("within", &written.id, reader);
                None
            }
            (Some(_), Some(due)) => {
                reader.note(
                    Problem::new(
                        Code::PointlessOption,
                        "a clock has time from its start, or a due that is a date, not both",
                    )
                    .hint("leave \"within\" or \"due\" out, or make two clocks of it"),
                    due.span(),
                );
                None
            }
        }
    }

    fn missing(field: &str, id: &At<String>, reader: &mut Reader<'_>) {
        reader.note(
            Problem::new(
                Code::MissingField,
                format!("the field \"{field}\" is missing"),
            )
            .hint(format!("add \"{field}\"")),
            id.span(),
        );
    }

    fn starts(
        written: &At<model::Starts>,
        pack: &Surroundings<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Starts> {
        match written.get_ref() {
            model::Starts::On(events) => Some(Starts::On(awaited::check_names(
                events,
                written.span(),
                reader,
            ))),
            model::Starts::Parameter(name) => {
                surroundings::parameter(name.get_ref(), name, &ParameterKind::Event, pack, reader);
                Some(Starts::Parameter(name.get_ref().clone()))
            }
            model::Starts::Follows(written) => follows::check(written, reader).map(Starts::Follows),
        }
    }

    /// The most pauses of one clock.
    const MOST_PAUSES: usize = 100;

    fn pauses(written: &At<model::Pauses>, reader: &mut Reader<'_>) -> Vec<Pause> {
        let number = written.get_ref().0.len();
        if reader.too_many(number, MOST_PAUSES, "pauses", Some(written.span())) {
            return Vec::new();
        }
        written
            .get_ref()
            .0
            .iter()
            .map(|pause| match pause {
                model::Pause::Between { from, until } => Pause::Between {
                    from: awaited::check(from, reader),
                    until: awaited::check(until, reader),
                },
                model::Pause::While(holds) => Pause::While(condition::check(holds, reader)),
            })
            .collect()
    }

    /// The kinds of time of each limit a clock can have, as far as the pack says.
    fn kinds(within: &Within, pack: &Surroundings<'_>) -> Vec<Vec<Kind>> {
        let within = match within {
            Within::Parameter(name) => pack
                .parameters
                .get(name)
                .and_then(|parameter| parameter.allowance()),
            within => Some(within),
        };
        within.map_or_else(Vec::new, |within| {
            let limits = within.limits();
            limits.iter().map(|limit| limit.kinds().collect()).collect()
        })
    }

    fn count(
        written: &At<model::Counting>,
        kinds: &[Vec<Kind>],
        reader: &mut Reader<'_>,
    ) -> Counting {
        fn option<T: Word>(written: &Option<At<String>>, default: T, reader: &mut Reader<'_>) -> T {
            written
                .as_ref()
                .and_then(|word| names::word(word, T::WORDS, reader))
                .unwrap_or(default)
        }
        let span = written.span();
        let written = written.get_ref();
        if !kinds.is_empty() && kinds.iter().flatten().all(|kind| !kind.counts_dates()) {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "these options count days, and this clock counts hours or minutes",
                )
                .hint("leave \"counting\" out"),
                span,
            );
        }
        let default = Counting::default();
        Counting {
            begins: option(&written.begins, default.begins, reader),
            received_off_day: option(&written.received_off_day, default.received_off_day, reader),
            cut_off: written.cut_off.as_ref().and_then(|written| {
                let time = TimeOfDay::parse(written.get_ref());
                if time.is_none() {
                    reader.note(
                        Problem::new(
                            Code::BadTime,
                            format!("\"{}\" is not a time of day", written.get_ref().shown()),
                        )
                        .hint("write hours and minutes: \"16:00\""),
                        written.span(),
                    );
                }
                time
            }),
            ends: option(&written.ends, default.ends, reader),
            roll: option(&written.roll, default.roll, reader),
            pause_days: option(&written.pause_days, default.pause_days, reader),
        }
    }
}
