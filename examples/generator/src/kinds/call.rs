//! Calls that are put through, to the second.

use super::Making;
use crate::case::Moment;

pub(super) const ATTRIBUTES: &[&str] = &["home", "patch"];

pub(super) const EVENTS: &[(&str, usize)] = &[
    ("call.transferred", 1),
    ("call.answered", 1),
    ("call.taken-by-voicemail", 1),
];

pub(super) fn make(making: &mut Making<'_>) {
    let day = making.landlord.days.worked_on(making.day);
    let second = making.chance.between(8 * 3600, 17 * 3600 - 1);
    let behind = making.landlord.behind("central", day);
    let seconds = match making.chance.in_thousand((150 * behind / 100).min(500)) {
        true => making.chance.mostly_low(21, 240),
        false => making.chance.mostly_low(3, 20),
    };
    making.happened("call.transferred", Moment::at(day, second));
    let event = match making.chance.in_thousand(70) {
        true => "call.taken-by-voicemail",
        false => "call.answered",
    };
    making.happened(event, Moment::at(day, second + seconds));
}
