//! An appointment, checked: the clock of its being kept, and those of the notice and the
//! reminder that are owed before its window.

use super::{Awaited, Within};
use crate::count::{Allowance, Limit};
use crate::error::{Code, Problem};

/// A window from one time to another, each given by an attribute.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Window {
    pub(crate) from: String,
    pub(crate) until: String,
    /// How long before the window the promise falls due; none where it is the window.
    pub(crate) lead: Option<Lead>,
    /// Whether it is owed only once it is done: notice, of a change that is made.
    pub(crate) only_if_done: bool,
    /// The events that keep it.
    pub(crate) kept: Vec<Awaited>,
    /// The events by which it could not be kept for the resident's reasons.
    pub(crate) no_access: Vec<Awaited>,
    /// The events that take it away.
    pub(crate) cancelled: Vec<Awaited>,
}

precompiled!(struct Window { from, until, lead, only_if_done, kept, no_access, cancelled });

/// How long before a window.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lead {
    /// None while a landlord has not filled it in.
    pub(crate) of: Option<Allowance>,
    /// The parameter that stands for it.
    pub(crate) parameter: Option<String>,
}

precompiled!(struct Lead { of, parameter });

impl Lead {
    /// What a parameter's value makes of it; nothing where it is a table or has several
    /// limits, because a window has one lead.
    pub(crate) fn by(value: &Within) -> Option<Allowance> {
        match value {
            Within::Fixed(Limit::One(allowance)) => Some(*allowance),
            _ => None,
        }
    }

    /// What is wrong with such a value.
    pub(crate) fn misfit() -> Problem {
        Problem::new(
            Code::WrongType,
            "how long before an appointment is one allowance, and neither a table nor two limits",
        )
        .hint("write \"1 working day\", for example")
    }
}

impl Window {
    /// Whether events of this type keep the appointment.
    pub(crate) fn is_kept_by(&self, event: &str) -> bool {
        self.kept.iter().any(|awaited| awaited.event == event)
    }
}

pub(super) use read::expand;

mod read {
    use super::super::surroundings::{self, Surroundings};
    use super::super::{
        Basis, Clock, Condition, ParameterKind, Starts, Within, awaited, condition, names, source,
    };
    use super::{Awaited, Lead, Window};
    use crate::model::{self, At, Names};
    use crate::text::Reader;

    /// The clocks of an appointment: `keep` is the one of its being kept.
    pub(in super::super) fn expand(
        head: &model::AppointmentHead,
        mut keep: Clock,
        pack: &Surroundings<'_>,
        reader: &mut Reader<'_>,
    ) -> Vec<Clock> {
        let mut events = |written: &Option<At<Names>>| match written {
            Some(written) => awaited::check(written, reader),
            None => Vec::new(),
        };
        let (missed, no_access) = (events(&head.missed), events(&head.no_access));
        let (rearranged, cancelled) = (events(&head.rearranged), events(&head.cancelled));
        let made = match &keep.starts {
            Starts::On(events) => events.clone(),
            // One that follows a clock is an error, which is noted.
            Starts::Parameter(_) | Starts::Follows(_) | Starts::FromTheBeginning => Vec::new(),
        };
        let Within::Window(window) = &mut keep.within else {
            return vec![keep];
        };
        window.no_access.clone_from(&no_access);
        window.cancelled.clone_from(&cancelled);
        window.kept.clone_from(&keep.stops);
        let window = window.clone();
        // A new time takes the place of the old one, whoever says so.
        let changes: Vec<Awaited> = made.iter().chain(&rearranged).cloned().collect();
        keep.starts = Starts::On(changes.clone());
        keep.missed.clone_from(&missed);
        keep.cancels = [changes.as_slice(), &cancelled, &no_access].concat();

        let notice = head.notice.as_ref().and_then(|notice| {
            let of = lead(&notice.of, pack, reader)?;
            let when = notice
                .when
                .as_ref()
                .map(|when| condition::check(when, reader));
            let owed = rearranged.iter().chain(&cancelled);
            let mut clock = keep.clone();
            clock.id.push_str("-notice");
            clock.promise = text(&notice.promise).unwrap_or_else(|| {
                let of = of.of.map_or(String::new(), |of| format!("{of} "));
                format!("Give {of}notice before an appointment is rearranged or cancelled")
            });
            if let Some(basis) = &notice.basis {
                clock.basis = names::word(basis, Basis::WORDS, reader)?;
            }
            if notice.source.is_some() {
                clock.source = source::of_clock(notice.source.as_ref(), None, reader);
            }
            clock.stops = owed
                .map(|change| Awaited {
                    event: change.event.clone(),
                    when: Condition::both(change.when.as_ref(), when.as_ref()),
                })
                .collect();
            clock.cancels = [keep.cancels.as_slice(), &keep.stops, &missed].concat();
            clock.missed.clear();
            clock.within = Within::Window(Window {
                lead: Some(of),
                only_if_done: true,
                ..window.clone()
            });
            clock.at_risk = None;
            clock.escalation = None;
            Some(clock.knowing_what_it_asks())
        });
        let reminder = head.reminder.as_ref().and_then(|reminder| {
            let sent = awaited::check(&reminder.sent, reader);
            let before = lead(&reminder.before, pack, reader)?;
            let mut clock = keep.clone();
            clock.id.push_str("-reminder");
            clock.promise = text(&reminder.promise).unwrap_or_else(|| {
                let before = before.of.map_or(String::new(), |of| format!("{of} "));
                format!("Send a reminder {before}before an appointment")
            });
            if let Some(basis) = &reminder.basis {
                clock.basis = names::word(basis, Basis::WORDS, reader)?;
            }
            if reminder.source.is_some() {
                clock.source = source::of_clock(reminder.source.as_ref(), None, reader);
            }
            clock.stops = sent;
            // Once somebody has come, it is too late to remind.
            clock.missed = [keep.stops.as_slice(), &no_access].concat();
            clock.cancels = [changes.as_slice(), &cancelled, &missed].concat();
            clock.within = Within::Window(Window {
                lead: Some(before),
                ..window.clone()
            });
            clock.at_risk = None;
            clock.escalation = text(&reminder.escalation);
            Some(clock.knowing_what_it_asks())
        });
        std::iter::once(keep)
            .chain(notice)
            .chain(reminder)
            .collect()
    }

    /// How long before the window, or the parameter that says so.
    fn lead(
        written: &At<model::Lead>,
        pack: &Surroundings<'_>,
        reader: &mut Reader<'_>,
    ) -> Option<Lead> {
        match written.get_ref() {
            model::Lead::Of(text) => {
                let text = At::new(written.span(), text.clone());
                Some(Lead {
                    of: Some(names::parse(&text, reader)?),
                    parameter: None,
                })
            }
            model::Lead::Parameter(name) => {
                surroundings::parameter(
                    name.get_ref(),
                    name,
                    &ParameterKind::Allowance,
                    pack,
                    reader,
                );
                Some(Lead {
                    of: None,
                    parameter: Some(name.get_ref().clone()),
                })
            }
        }
    }

    fn text(written: &Option<At<String>>) -> Option<String> {
        written.as_ref().map(|text| text.get_ref().clone())
    }
}
