//! An appointment, checked: the clock of its being kept, and those of the notice and the
//! reminder that are owed before its window.

use super::Awaited;
use crate::count::Allowance;

/// A window from one time to another, each given by an attribute.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "precompiled",
    derive(borsh::BorshSerialize, borsh::BorshDeserialize)
)]
pub(crate) struct Window {
    pub(crate) from: String,
    pub(crate) until: String,
    /// How long before the window the promise falls due; none where it is the window.
    pub(crate) lead: Option<Allowance>,
    /// Whether it is owed only once it is done: notice, of a change that is made.
    pub(crate) only_if_done: bool,
    /// The events that keep it.
    pub(crate) kept: Vec<Awaited>,
    /// The events by which it could not be kept for the resident's reasons.
    pub(crate) no_access: Vec<Awaited>,
    /// The events that take it away.
    pub(crate) cancelled: Vec<Awaited>,
}

impl Window {
    /// Whether events of this type keep the appointment.
    pub(crate) fn is_kept_by(&self, event: &str) -> bool {
        self.kept.iter().any(|awaited| awaited.event == event)
    }
}

pub(super) use read::expand;

mod read {
    use super::super::{Clock, Condition, Starts, Within, awaited, condition, names, source};
    use super::{Awaited, Window};
    use crate::count::Allowance;
    use crate::model::{self, At, Names};
    use crate::text::Reader;

    /// The clocks of an appointment: `keep` is the one of its being kept.
    pub(in super::super) fn expand(
        head: &model::AppointmentHead,
        mut keep: Clock,
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
            let of: Allowance = names::parse(&notice.of, reader)?;
            let when = notice
                .when
                .as_ref()
                .map(|when| condition::check(when, reader));
            let owed = rearranged.iter().chain(&cancelled);
            let mut clock = keep.clone();
            clock.id.push_str("-notice");
            clock.promise = text(&notice.promise).unwrap_or_else(|| {
                format!("Give {of} notice before an appointment is rearranged or cancelled")
            });
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
            Some(clock)
        });
        let reminder = head.reminder.as_ref().and_then(|reminder| {
            let sent = awaited::check(&reminder.sent, reader);
            let before: Allowance = names::parse(&reminder.before, reader)?;
            let mut clock = keep.clone();
            clock.id.push_str("-reminder");
            clock.promise = text(&reminder.promise)
                .unwrap_or_else(|| format!("Send a reminder {before} before an appointment"));
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
            Some(clock)
        });
        std::iter::once(keep)
            .chain(notice)
            .chain(reminder)
            .collect()
    }

    fn text(written: &Option<At<String>>) -> Option<String> {
        written.as_ref().map(|text| text.get_ref().clone())
    }
}
