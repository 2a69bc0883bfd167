//! Damp and mould: reported, investigated, made safe.

use super::Making;
use crate::case::{Moment, Value};

pub(super) const ATTRIBUTES: &[&str] = &[
    "home",
    "patch",
    "nation",
    "landlord",
    "stock",
    "channel",
    "social-home",
    "hazard-type",
    "finding",
    "safety-work",
    "preventative-work",
    "further-investigation",
    "physical-inspection",
];

pub(super) const EVENTS: &[(&str, usize)] = &[
    ("hazard.reported", 1),
    ("emergency.suspected", 1),
    ("emergency-investigation.completed", 1),
    ("emergency-investigation.summarised", 1),
    ("standard-investigation.completed", 1),
    ("standard-investigation.summarised", 1),
    ("safety-advice.given", 1),
    ("household.rehoused", 1),
    ("safety-work.completed", 1),
    ("preventative-work.steps-taken", 1),
    ("preventative-work.begun", 1),
    ("preventative-work.completed", 1),
    ("required-work.completed", 1),
    ("completion.told", 1),
];

pub(super) fn make(making: &mut Making<'_>) {
    let emergency = making.chance.in_thousand(70);
    let finding = match emergency {
        true => making
            .chance
            .weighted(&[("emergency", 8), ("significant", 2)]),
        false => making.chance.weighted(&[("significant", 6), ("none", 4)]),
    };
    let something = finding != "none";
    let work = if something { "new" } else { "none" };
    making.say_landlord();
    making.say("stock", Value::Text("low-cost-rental"));
    making.say_channel();
    making.say("social-home", Value::Flag(true));
    making.say("hazard-type", Value::Text("damp and mould"));
    making.say("finding", Value::Text(finding));
    making.say("safety-work", Value::Text(work));
    making.say("preventative-work", Value::Text(work));
    making.say("further-investigation", Value::Flag(false));
    making.say("physical-inspection", Value::Flag(true));

    let reported = Moment::any_hour(making.day, &mut making.chance);
    making.happened("hazard.reported", reported);
    let team = making.home.team;
    let found = match emergency {
        true => {
            let suspected = reported.later(25);
            making.happened("emergency.suspected", suspected);
            let late = making.chance.in_thousand(90);
            let minutes = match late {
                true => making.chance.between(24 * 60 + 30, 50 * 60),
                false => making.chance.mostly_low(90, 22 * 60),
            };
            let found = suspected.later(minutes);
            making.happened("emergency-investigation.completed", found);
            let summary = making.working_days_after(found, 2);
            making.happened("emergency-investigation.summarised", summary);
            found
        }
        false => {
            let takes = making.takes(10, 110, team);
            let found = making.working_days_after(reported, takes);
            let found = making.dated(found, 100);
            making.happened("standard-investigation.completed", found);
            let takes = making.takes(3, 60, team);
            let summary = making.working_days_after(found, takes);
            making.happened("standard-investigation.summarised", summary);
            found
        }
    };
    if something {
        work_is_done(making, found, finding);
    }
}

fn work_is_done(making: &mut Making<'_>, found: Moment, finding: &str) {
    let team = making.home.team;
    let safe = match finding {
        "emergency" => found.later(making.chance.mostly_low(60, 20 * 60)),
        _ => {
            let takes = making.takes(5, 130, team);
            making.working_days_after(found, takes)
        }
    };
    if making.chance.in_thousand(80) {
        let advice = making.working_days_after(found, 1);
        making.happened("safety-advice.given", advice);
        let rehoused = making.working_days_after(found, 3);
        making.happened("household.rehoused", rehoused);
    }
    making.happened("safety-work.completed", safe);
    let steps = making.takes(5, 90, team);
    let steps = making.working_days_after(found, steps);
    making.happened("preventative-work.steps-taken", steps);
    let days = making.chance.mostly_low(6, 70);
    let begun = making.working_days_after(steps, days);
    making.happened("preventative-work.begun", begun);
    let days = making.chance.mostly_low(1, 30);
    let done = making.working_days_after(begun, days);
    making.happened("preventative-work.completed", done);
    making.happened("required-work.completed", done);
    let told = making.working_days_after(done, 1);
    making.happened("completion.told", told);
}
