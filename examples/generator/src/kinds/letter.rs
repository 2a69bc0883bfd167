//! Letters, which have dates alone.

use super::Making;
use crate::case::{Moment, Value};

pub(super) const ATTRIBUTES: &[&str] = &["home", "patch", "further-investigation"];

pub(super) const EVENTS: &[(&str, usize)] = &[
    ("letter.received", 1),
    ("letter.update-sent", 1),
    ("letter.answered", 1),
];

pub(super) fn make(making: &mut Making<'_>) {
    let further = making.chance.in_thousand(150);
    making.say("further-investigation", Value::Flag(further));
    let day = making.landlord.days.worked_on(making.day);
    let received = Moment { day, second: None };
    making.happened("letter.received", received);
    if further {
        let update = making.working_days_after(received, 5).dated();
        making.happened("letter.update-sent", update);
    }
    let takes = making.takes(7, 100, "central") + if further { 10 } else { 0 };
    let answered = making.working_days_after(received, takes).dated();
    making.happened("letter.answered", answered);
}
