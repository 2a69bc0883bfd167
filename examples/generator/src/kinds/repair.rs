//! Repairs: emergencies, storms, no access, reopened ones, a contractor's records.

use super::Making;
use crate::case::{Moment, Value};

pub(super) const ATTRIBUTES: &[&str] = &[
    "home",
    "patch",
    "nation",
    "landlord",
    "stock",
    "channel",
    "team",
    "priority",
    "tenancy",
    "homes-let",
    "defect",
    "cost",
    "inspection-needed",
    "description",
];

pub(super) const EVENTS: &[(&str, usize)] = &[
    ("repair.reported", 3),
    ("repair.acknowledged", 1),
    ("repair.inspected", 1),
    ("repair-notice.issued", 1),
    ("repair.appointment-offered", 1),
    ("exceptional-circumstances.began", 1),
    ("exceptional-circumstances.ended", 1),
    ("access.not-given", 1),
    ("repair.made-safe", 1),
    ("repair.withdrawn", 1),
    ("repair.completed", 3),
    ("repair.satisfaction-asked", 1),
];

/// Defects with how often each is reported, and what callers say.
const DEFECTS: &[((&str, &str), u32)] = &[
    (("loss-of-heating", "No heating, radiators cold"), 22),
    (("blocked-sink-bath-or-basin", "Sink will not drain"), 14),
    (
        (
            "leaking-pipe-tank-or-cistern",
            "Leak under the sink, \"dripping since Sunday\"",
        ),
        14,
    ),
    (("leaking-roof", "Roof leaks, back bedroom"), 8),
    (
        ("insecure-window-door-or-lock", "Front door will not lock"),
        9,
    ),
    (
        ("partial-loss-of-electric-power", "Sockets off in one room"),
        8,
    ),
    (("only-toilet-not-flushing", "Toilet does not flush"), 8),
    (("extractor-fan-not-working", "Bathroom fan broken"), 7),
    (("tap-that-cannot-be-turned", "Tap stuck, kitchen"), 6),
    (("total-loss-of-water", "No water at all"), 2),
    (("rotten-floor-or-stair-tread", "Stair tread soft"), 2),
];

const OTHERS: &[&str] = &[
    "Kitchen cupboard door off",
    "Fence panel down, rear garden",
    "Plaster cracked, hall",
    "Gutter blocked",
    "Light fitting loose",
    "Gate will not close",
];

pub(super) fn make(making: &mut Making<'_>) {
    let day = making.day;
    let storm = making.landlord.storm(day);
    let priority = making
        .chance
        .weighted(&[("emergency", 18), ("urgent", 27), ("routine", 55)]);
    let team = making.home.team;
    making.say_landlord();
    making.say("stock", Value::Text("low-cost-rental"));
    making.say_channel();
    making.say("team", Value::Text(team));
    making.say("priority", Value::Text(priority));
    making.say("tenancy", Value::Text("secure"));
    let homes = making.landlord.homes;
    making.say("homes-let", Value::Number(homes));
    let qualifies = making.chance.in_thousand(300);
    let inspect = qualifies && making.chance.in_thousand(80);
    if qualifies {
        let roof = ("leaking-roof", "Roof leaks since the storm");
        let (defect, description) = match storm {
            Some(_) if making.chance.in_thousand(600) => roof,
            _ => making.chance.weighted(DEFECTS),
        };
        making.say("defect", Value::Text(defect));
        let cost = making.chance.mostly_low(15, 420) * 100 + making.chance.one_of(&[0, 50, 99]);
        making.say("cost", Value::Pence(cost));
        making.say("inspection-needed", Value::Flag(inspect));
        making.say("description", Value::Text(description));
    } else {
        let description = making.chance.one_of(OTHERS);
        making.say("description", Value::Text(description));
    }

    let reported = match priority {
        "emergency" => Moment::at(day, making.chance.below(24 * 60) * 60),
        _ => Moment::any_hour(day, &mut making.chance),
    };
    making.happened("repair.reported", reported);
    if priority != "emergency" && making.chance.in_thousand(900) {
        let minutes = making.chance.mostly_low(5, 1500);
        making.happened("repair.acknowledged", reported.later(minutes));
    }
    if making.chance.in_thousand(20) {
        let withdrawn = making.working_days_after(reported, 2);
        making.happened("repair.withdrawn", withdrawn);
        return;
    }
    let mut begins = reported;
    if inspect {
        begins = making.working_days_after(reported, 1);
        making.happened("repair.inspected", begins);
        making.happened("repair-notice.issued", begins.later(60));
        begins = begins.later(60);
    }
    let done = match priority {
        "emergency" => emergency(making, begins),
        _ => planned(making, begins, priority, storm),
    };
    again(making, done, priority);
}

/// Made safe within a day, mostly, and mostly completed by that.
fn emergency(making: &mut Making<'_>, begins: Moment) -> Moment {
    let behind = making.landlord.behind(making.home.team, making.day);
    let late = making.chance.in_thousand(35 * behind / 100);
    let minutes = match late {
        true => making.chance.mostly_low(24 * 60 + 5, 72 * 60),
        false => making.chance.mostly_low(35, 22 * 60),
    };
    let safe = begins.later(minutes);
    making.happened("repair.made-safe", safe);
    let done = match making.chance.in_thousand(960) {
        true => safe,
        false => making.working_days_after(safe, 2),
    };
    let done = making.dated(done, 10);
    making.happened("repair.completed", done);
    done
}

fn planned(
    making: &mut Making<'_>,
    begins: Moment,
    priority: &str,
    storm: Option<(u32, u32)>,
) -> Moment {
    let team = making.home.team;
    let most = if priority == "urgent" { 5 } else { 20 };
    let mut takes = making.takes(most, 85, team);
    if making.chance.in_thousand(850) {
        let offered = making.working_days_after(begins, 1);
        making.happened("repair.appointment-offered", offered);
        takes = takes.max(1);
    }
    let mut from = begins;
    if let Some((_, until)) = storm.filter(|_| making.chance.in_thousand(400)) {
        let began = begins.later(30);
        let ended = Moment::in_hours(until.max(began.day) + 2, &mut making.chance);
        making.happened("exceptional-circumstances.began", began);
        making.happened("exceptional-circumstances.ended", ended);
        from = ended;
    }
    if making.chance.in_thousand(30) {
        let called = making.working_days_after(from, takes.max(1) - 1);
        making.happened("access.not-given", called.later(15));
        from = called.later(15);
        takes = making.chance.between(2, most);
    }
    let done = making.working_days_after(from, takes);
    // A contractor reports the date, others do not always write down the time.
    let dated = if team == "contractor" { 900 } else { 80 };
    let done = making.dated(done, dated);
    making.happened("repair.completed", done);
    done
}

/// Asked whether they are satisfied; and those who report the same again.
fn again(making: &mut Making<'_>, done: Moment, priority: &str) {
    if making.chance.in_thousand(620) {
        let days = making.chance.between(1, 6);
        let asked = Moment::in_hours(done.day + days, &mut making.chance);
        making.happened("repair.satisfaction-asked", asked);
    }
    let most = match priority {
        "emergency" => 1,
        "urgent" => 5,
        _ => 20,
    };
    let mut done = done;
    let mut times = [40, 120].iter();
    while times
        .next()
        .is_some_and(|times| making.chance.in_thousand(*times))
    {
        let days = making.chance.mostly_low(1, 40);
        let reported = Moment::any_hour(done.day + days, &mut making.chance);
        let takes = making.takes(most, 150, making.home.team);
        making.happened("repair.reported", reported);
        done = making.working_days_after(reported, takes);
        making.happened("repair.completed", done);
    }
}
