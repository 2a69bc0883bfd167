//! The calendars that come with dueby, described without reading them: Monday to Friday
//! nine to five in London, and the holidays that the Python package `holidays` has.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::compare::World;
use crate::date::Date;
use crate::description::{BuildsOn, Closure, Description, Span};

const FROM: Date = Date::new(2007, 1, 1);
const TO: Date = Date::new(2035, 12, 31);

fn nation(id: &str) -> Description {
    let path = format!("tests/vectors/bank-holidays-{id}.json");
    let list: Value = serde_json::from_str(&dueby_tests::read(&path)).unwrap();
    let listed = list["holidays"].as_object().unwrap().keys();
    let mut holidays: BTreeSet<Date> = listed.map(|date| Date::read(date)).collect();
    // Where the package is wrong, and why, stands in the list itself.
    for difference in list["differences"].as_array().into_iter().flatten() {
        let date = Date::read(difference["date"].as_str().unwrap());
        match difference["calendar"].as_str().unwrap() {
            "open" => assert!(holidays.remove(&date)),
            _ => assert!(holidays.insert(date)),
        }
    }
    Description {
        holidays,
        ..Description::nine_to_five(id, "Europe/London", FROM, TO)
    }
}

/// Each in both minds.
pub(crate) fn worlds() -> Vec<World> {
    let nations = ["england-and-wales", "scotland", "northern-ireland"].map(nation);
    let [england_and_wales, scotland, northern_ireland] = nations.clone();
    // A day that is worked in every nation.
    let uk_any = Description {
        builds_on: BuildsOn::OffWhenAny(nations.to_vec()),
        ..Description::nine_to_five("uk-any", "Europe/London", FROM, TO)
    };
    // Christmas Eve is none: SSI 2002/316, regulation 2.
    let social_housing = Description {
        closures: vec![Closure {
            span: Span::Yearly((12, 24), (12, 24), None),
            priorities: Vec::new(),
        }],
        ..Description {
            id: "scotland-social-housing".to_owned(),
            ..scotland.clone()
        }
    };
    let every_hour = vec![(0, 24 * 60)];
    let utc = Description {
        hours: std::array::from_fn(|_| Some(every_hour.clone())),
        ..Description::nine_to_five("utc", "UTC", Date::new(1990, 1, 1), Date::new(2099, 12, 30))
    };
    let mut shipped = dueby_rules::calendars().unwrap();
    assert_eq!(shipped.len(), 6);
    [
        england_and_wales,
        scotland,
        northern_ireland,
        uk_any,
        social_housing,
        utc,
    ]
    .into_iter()
    .map(|description| {
        let place = shipped
            .iter()
            .position(|calendar| calendar.id() == description.id)
            .unwrap();
        World::with(description, None, shipped.swap_remove(place))
    })
    .collect()
}
