//! Gas appliances, a check each year, with homes that nobody gets into.

use super::Making;
use crate::case::{Moment, Value};

pub(super) const ATTRIBUTES: &[&str] = &[
    "home",
    "patch",
    "nation",
    "landlord",
    "stock",
    "landlord-gas",
    "occupied",
    "tenanted",
];

pub(super) const EVENTS: &[(&str, usize)] = &[
    ("gas-appliance.installed", 1),
    ("gas-appliance.checked", 10),
    ("gas-record.given", 10),
];

pub(super) fn make(making: &mut Making<'_>) {
    making.say_landlord();
    making.say_stock();
    making.say("landlord-gas", Value::Flag(true));
    let occupied = making.chance.in_thousand(985);
    making.say("occupied", Value::Flag(occupied));
    making.say("tenanted", Value::Flag(occupied));

    let days = making.landlord.days.count();
    let mut day = making.chance.below(365);
    if making.chance.in_thousand(60) {
        day = making.chance.below(days);
        making.happened("gas-appliance.installed", Moment { day, second: None });
        day = due(making, day);
    }
    // At most ten: the longest span is of eight years, and few are checked after ten months.
    for _ in 0..10 {
        let day_of_check = making.landlord.days.worked_on(day);
        let checked = Moment::in_hours(day_of_check, &mut making.chance);
        let checked = making.dated(checked, 200);
        if day_of_check >= days {
            return;
        }
        making.happened("gas-appliance.checked", checked);
        if occupied {
            let late = making.chance.in_thousand(30);
            let after = match late {
                true => making.chance.between(29, 50),
                false => making.chance.mostly_low(0, 28),
            };
            let given = Moment {
                day: day_of_check + after,
                second: None,
            };
            making.happened("gas-record.given", given);
        }
        day = due(making, day_of_check);
    }
}

/// The day of the next check: in the two months before it is due, or late.
fn due(making: &mut Making<'_>, last: u32) -> u32 {
    match making.chance.in_thousand(25) {
        true => last + 366 + making.chance.mostly_low(0, 60),
        false => last + 362 - making.chance.mostly_low(0, 58),
    }
}
