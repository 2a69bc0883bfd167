//! Complaints: one stage or two, extended, withdrawn, taken to the Ombudsman.

use super::Making;
use crate::case::{Moment, Value};

pub(super) const ATTRIBUTES: &[&str] = &[
    "home",
    "patch",
    "nation",
    "landlord",
    "stock",
    "channel",
    "further-investigation",
    "outstanding-actions",
];

pub(super) const EVENTS: &[(&str, usize)] = &[
    ("matter.became-known", 1),
    ("complaint.received", 1),
    ("complaint.acknowledged", 1),
    ("complaint.withdrawn", 1),
    ("complaint.update-sent", 1),
    ("complaint.extended", 1),
    ("complaint.answered", 1),
    ("outstanding-actions.completed", 1),
    ("stage-2.requested", 1),
    ("stage-2.acknowledged", 1),
    ("stage-2.extended", 1),
    ("stage-2.answered", 1),
    ("ombudsman.asked", 1),
];

/// Who answers complaints is behind when this team is.
const TEAM: &str = "central";

pub(super) fn make(making: &mut Making<'_>) {
    let day = making.day;
    let further = making.chance.in_thousand(200);
    let outstanding = making.chance.in_thousand(350);
    making.say_landlord();
    making.say_stock();
    making.say_channel();
    making.say("further-investigation", Value::Flag(further));
    making.say("outstanding-actions", Value::Flag(outstanding));

    if let Some(known) = day.checked_sub(making.chance.between(3, 300)) {
        making.happened(
            "matter.became-known",
            Moment {
                day: known,
                second: None,
            },
        );
    }
    let received = Moment::any_hour(day, &mut making.chance);
    // A letter has the date of its stamp.
    let received = making.dated(received, 250);
    making.happened("complaint.received", received);
    let takes = making.takes(5, 45, TEAM);
    let acknowledged = making.working_days_after(received, takes);
    making.happened("complaint.acknowledged", acknowledged);
    if making.chance.in_thousand(25) {
        let withdrawn = making.working_days_after(acknowledged, 3);
        making.happened("complaint.withdrawn", withdrawn);
        return;
    }
    if further {
        let update = making.working_days_after(acknowledged, 4);
        making.happened("complaint.update-sent", update);
    }
    let takes = match making.chance.in_thousand(80) {
        true => {
            let extended = making.working_days_after(acknowledged, 7);
            making.happened("complaint.extended", extended);
            making.takes(20, 60, TEAM).max(9)
        }
        false => making.takes(10, 80, TEAM),
    };
    let answered = making.working_days_after(acknowledged, takes);
    let answered = making.dated(answered, 150);
    making.happened("complaint.answered", answered);
    if outstanding && making.chance.in_thousand(900) {
        let days = making.chance.mostly_low(3, 60);
        let done = making.working_days_after(answered, days);
        making.happened("outstanding-actions.completed", done);
    }
    if making.chance.in_thousand(150) {
        stage_2(making, answered);
    }
}

fn stage_2(making: &mut Making<'_>, answered: Moment) {
    let days = making.chance.mostly_low(2, 20);
    let requested = Moment::any_hour(answered.day + days, &mut making.chance);
    making.happened("stage-2.requested", requested);
    let takes = making.takes(5, 60, TEAM);
    let acknowledged = making.working_days_after(requested, takes);
    making.happened("stage-2.acknowledged", acknowledged);
    let takes = match making.chance.in_thousand(100) {
        true => {
            let extended = making.working_days_after(acknowledged, 15);
            making.happened("stage-2.extended", extended);
            making.takes(40, 60, TEAM).max(17)
        }
        false => making.takes(20, 110, TEAM),
    };
    let answered = making.working_days_after(acknowledged, takes);
    making.happened("stage-2.answered", answered);
    if making.chance.in_thousand(120) {
        let days = making.chance.between(5, 420);
        let asked = Moment {
            day: answered.day + days,
            second: None,
        };
        making.happened("ombudsman.asked", asked);
    }
}
