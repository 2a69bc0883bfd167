//! Anti-social behaviour, by its level.

use super::Making;
use crate::case::{Moment, Value};

pub(super) const ATTRIBUTES: &[&str] = &[
    "home",
    "patch",
    "nation",
    "landlord",
    "stock",
    "channel",
    "level",
    "hate-incident",
];

pub(super) const EVENTS: &[(&str, usize)] =
    &[("incident.reported", 1), ("incident.responded-to", 1)];

pub(super) fn make(making: &mut Making<'_>) {
    let level = making
        .chance
        .weighted(&[("high", 8), ("medium", 37), ("low", 55)]);
    let hate = making
        .chance
        .in_thousand(if level == "high" { 250 } else { 30 });
    making.say_landlord();
    making.say_stock();
    making.say_channel();
    making.say("level", Value::Text(level));
    making.say("hate-incident", Value::Flag(hate));

    let reported = Moment::any_hour(making.day, &mut making.chance);
    making.happened("incident.reported", reported);
    let responded = match level {
        "high" => reported.later(making.chance.mostly_low(30, 30 * 60)),
        level => {
            let most = if level == "medium" { 5 } else { 14 };
            let takes = making.takes(most, 90, "central");
            making.working_days_after(reported, takes)
        }
    };
    making.happened("incident.responded-to", responded);
}
