//! What moves a clock while it runs, checked: extensions, resets, reopenings.

use super::{Awaited, Condition};
use crate::count::{
    Allowance, BeforeStart, BeyondCap, CancelledLate, InTime, Kind, Reopens, WhenOverdue,
};

/// Each of these events, in time, extends the allowance, up to a cap in all.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extension {
    pub(crate) on: Vec<Awaited>,
    pub(crate) by: By,
    /// None only for an extension to a date.
    pub(crate) at_most: Option<Allowance>,
    pub(crate) beyond_cap: BeyondCap,
    pub(crate) in_time: InTime,
    /// What must hold right after the event, or it is refused.
    pub(crate) when: Option<Condition>,
}

precompiled!(struct Extension { on, by, at_most, beyond_cap, in_time, when });

/// How far an extension goes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum By {
    Allowance(Allowance),
    /// To the date that this attribute gives.
    Date(String),
}

precompiled!(
    enum By {
        Allowance(a),
        Date(a),
    }
);

impl Extension {
    /// Whether it extends an allowance of this kind.
    pub(crate) fn is_of(&self, kind: Kind) -> bool {
        match (&self.by, self.at_most) {
            (By::Allowance(by), _) => by.kind() == kind,
            (By::Date(_), Some(at_most)) => at_most.kind() == kind,
            (By::Date(_), None) => matches!(kind, Kind::CivilDays | Kind::WorkingDays),
        }
    }
}

/// The running instance counts anew from each of these events.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Resets {
    pub(crate) on: Vec<Awaited>,
    pub(crate) in_time: InTime,
}

precompiled!(struct Resets { on, in_time });

/// An instance that has ended is taken up again at each of these events.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Reopening {
    pub(crate) on: Vec<Awaited>,
    pub(crate) how: Reopens,
}

precompiled!(struct Reopening { on, how });

/// What a pause does at the edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Pausing {
    pub(crate) before_start: BeforeStart,
    pub(crate) when_overdue: WhenOverdue,
}

precompiled!(struct Pausing { before_start, when_overdue });

pub(super) use read::{cancelled_late, extension, pausing, reopens, resets};

mod read {
    use super::super::{attribute, awaited, condition, names};
    use super::{
        Allowance, BeyondCap, By, CancelledLate, Extension, Kind, Pausing, Reopening, Resets,
    };
    use crate::count::Word;
    use crate::error::{Code, Problem};
    use crate::model::{self, At};
    use crate::text::Reader;

    /// A word, or the default where none is written.
    fn option<T: Word + Default>(written: Option<&At<String>>, reader: &mut Reader<'_>) -> T {
        written
            .and_then(|word| names::word(word, T::WORDS, reader))
            .unwrap_or_default()
    }

    /// What becomes of a breach that a cancellation comes after.
    pub(in super::super) fn cancelled_late(
        written: Option<&At<String>>,
        cancels: bool,
        reader: &mut Reader<'_>,
    ) -> CancelledLate {
        if let Some(written) = written
            && !cancels
        {
            reader.note(
                Problem::new(
                    Code::PointlessOption,
                    "nothing cancels this clock, early or late",
                )
                .hint("add \"cancels\", or leave \"cancelled-late\" out"),
                written.span(),
            );
        }
        option(written, reader)
    }

    pub(in super::super) fn extension(
        written: &At<model::Extension>,
        kinds: &[Vec<Kind>],
        reader: &mut Reader<'_>,
    ) -> Option<Extension> {
        let span = written.span();
        let written = written.get_ref();
        let on = awaited::check(&written.on, reader);
        let when = written
            .when
            .as_ref()
            .map(|when| condition::check(when, reader));
        let in_time = option(written.in_time.as_ref(), reader);
        let beyond_cap: BeyondCap = option(written.beyond_cap.as_ref(), reader);
        let at_most: Option<Allowance> = match &written.at_most {
            Some(at_most) => Some(names::parse(at_most, reader)?),
            None => None,
        };
        let (by, place) = match (&written.by, &written.to) {
            (Some(by), None) => (By::Allowance(names::parse(by, reader)?), Some(by)),
            (None, Some(to)) => {
                let name = &to.get_ref().attribute;
                attribute::used(name.get_ref(), name.span(), reader);
                (By::Date(name.get_ref().clone()), written.at_most.as_ref())
            }
            (None, None) => {
                reader.note(
                    Problem::new(
                        Code::MissingField,
                        "the extension does not say how far it goes",
                    )
                    .hint("add by = \"5 working days\", or to = { attribute = \"new-date\" }"),
                    span,
                );
                return None;
            }
            (Some(_), Some(to)) => {
                reader.note(
                    Problem::new(
                        Code::WrongType,
                        "the extension goes \"by\" an allowance and \"to\" a date",
                    )
                    .hint("keep one of them"),
                    to.span(),
                );
                return None;
            }
        };
        let at_most = match (&by, at_most) {
            (By::Allowance(by), None) => Some(*by),
            (_, at_most) => at_most,
        };
        let of_by = match &by {
            By::Allowance(by) => Some(*by),
            By::Date(_) => {
                let days = |kind: &Kind| matches!(kind, Kind::CivilDays | Kind::WorkingDays);
                if kinds.iter().any(|limit| !limit.iter().any(days)) {
                    reader.note(
                        Problem::new(
                            Code::MixedKinds,
                            "only an allowance in days or working days is extended to a date",
                        )
                        .hint("extend it by an allowance of its own unit: by = \"…\""),
                        span,
                    );
                }
                None
            }
        };
        let capped = written.at_most.as_ref().zip(at_most);
        let each = of_by.into_iter().filter_map(|by| Some((place?, by)));
        for (place, allowance) in each.chain(capped) {
            if kinds.iter().any(|limit| !limit.contains(&allowance.kind())) {
                reader.note(
                    Problem::new(
                        Code::MixedKinds,
                        format!(
                            "\"{}\" is another kind of time than the allowance",
                            place.get_ref()
                        ),
                    )
                    .hint("extend a clock in the unit that it counts"),
                    place.span(),
                );
            }
        }
        if let (Some(beyond), None) = (&written.beyond_cap, at_most) {
            reader.note(
                Problem::new(Code::PointlessOption, "there is no cap to go beyond")
                    .hint("add at-most = \"…\", or leave \"beyond-cap\" out"),
                beyond.span(),
            );
        }
        Some(Extension {
            on,
            by,
            at_most,
            beyond_cap,
            in_time,
            when,
        })
    }

    pub(in super::super) fn resets(
        written: Option<&At<model::Turning>>,
        reader: &mut Reader<'_>,
    ) -> Resets {
        let Some(written) = written else {
            return Resets::default();
        };
        let (span, written) = (written.span(), written.get_ref());
        refuse("as", written.how.as_ref(), "\"on\" and \"in-time\"", reader);
        Resets {
            on: awaited::check_names(&written.on, span, reader),
            in_time: option(written.in_time.as_ref(), reader),
        }
    }

    pub(in super::super) fn reopens(
        written: Option<&At<model::Turning>>,
        reader: &mut Reader<'_>,
    ) -> Reopening {
        let Some(written) = written else {
            return Reopening::default();
        };
        let (span, written) = (written.span(), written.get_ref());
        refuse(
            "in-time",
            written.in_time.as_ref(),
            "\"on\" and \"as\"",
            reader,
        );
        Reopening {
            on: awaited::check_names(&written.on, span, reader),
            how: option(written.how.as_ref(), reader),
        }
    }

    /// Notes a field that the other of the two tables has.
    fn refuse(name: &str, written: Option<&At<String>>, fields: &str, reader: &mut Reader<'_>) {
        if let Some(written) = written {
            reader.note(
                Problem::new(
                    Code::UnknownField,
                    format!("there is no field \"{name}\" here"),
                )
                .hint(format!("the fields are {fields}")),
                written.span(),
            );
        }
    }

    pub(in super::super) fn pausing(
        written: Option<&model::Pausing>,
        reader: &mut Reader<'_>,
    ) -> Pausing {
        Pausing {
            before_start: option(
                written.and_then(|written| written.before_start.as_ref()),
                reader,
            ),
            when_overdue: option(
                written.and_then(|written| written.when_overdue.as_ref()),
                reader,
            ),
        }
    }
}
