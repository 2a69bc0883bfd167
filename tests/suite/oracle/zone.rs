//! What a clock on the wall shows: the offsets of a zone as the crate `jiff` has them
//! from the tables bundled with it, which have nothing to do with the engine's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

use crate::date::Date;

pub(crate) const NAMES: [&str; 7] = [
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "UTC",
];

/// The first instant that is answered for, and the first that is not any more, in
/// minutes since 1970: the years 1972 to 2099.
pub(crate) const FIRST: i64 = 1_051_200;
pub(crate) const END: i64 = 68_374_080;

pub(crate) struct Zone {
    pub(crate) name: &'static str,
    /// From each minute since 1970 on, the minutes that are added to UTC.
    pub(crate) stretches: Vec<(i64, i64)>,
    /// The most that is ever added.
    most: i64,
}

static ZONES: LazyLock<BTreeMap<&str, Zone>> =
    LazyLock::new(|| NAMES.iter().map(|name| (*name, Zone::read(name))).collect());

/// Whole minutes of seconds that are some.
fn minutes(seconds: i64) -> i64 {
    assert_eq!(seconds % 60, 0, "no zone here has changed within a minute");
    seconds / 60
}

impl Zone {
    pub(crate) fn named(name: &str) -> &'static Zone {
        &ZONES[name]
    }

    fn read(name: &'static str) -> Zone {
        let zone = TimeZoneDatabase::bundled().get(name).unwrap();
        let start = Timestamp::from_second((FIRST - 2 * 24 * 60) * 60).unwrap();
        let first = i64::from(zone.to_offset(start).seconds());
        let mut stretches = vec![(i64::MIN, minutes(first))];
        for change in zone.following(start) {
            let at = minutes(change.timestamp().as_second());
            if at > END + 2 * 24 * 60 {
                break;
            }
            let offset = minutes(change.offset().seconds().into());
            if stretches[stretches.len() - 1].1 != offset {
                stretches.push((at, offset));
            }
        }
        let most = stretches.iter().map(|stretch| stretch.1).max().unwrap();
        Zone {
            name,
            stretches,
            most,
        }
    }

    /// The minutes that are added to UTC at a minute.
    pub(crate) fn offset(&self, minute: i64) -> i64 {
        let after = self.stretches.partition_point(|(from, _)| *from <= minute);
        self.stretches[after - 1].1
    }

    /// The date on the wall at a minute, and the minutes since its midnight.
    pub(crate) fn shows(&self, minute: i64) -> (Date, i64) {
        let shown = minute + self.offset(minute);
        (
            Date::numbered(shown.div_euclid(24 * 60)),
            shown.rem_euclid(24 * 60),
        )
    }

    /// The first minute at which the wall shows so many minutes after a date's
    /// midnight, or more where the clocks jump over it: looked for minute by minute.
    pub(crate) fn first_showing(&self, date: Date, minutes: i64) -> i64 {
        self.first_on_wall(date.number() * 24 * 60 + minutes)
    }

    fn first_on_wall(&self, wanted: i64) -> i64 {
        let mut minute = wanted - self.most;
        while minute + self.offset(minute) < wanted {
            minute += 1;
        }
        minute
    }

    /// The first minute at which the wall shows exactly this, if it ever does.
    pub(crate) fn exactly(&self, date: Date, minutes: i64) -> Option<i64> {
        let minute = self.first_showing(date, minutes);
        (self.shows(minute) == (date, minutes)).then_some(minute)
    }

    /// The minutes at which clocks change between two.
    pub(crate) fn changes(&self, from: i64, until: i64) -> Vec<i64> {
        self.stretches
            .iter()
            .map(|stretch| stretch.0)
            .filter(|at| (from..until).contains(at))
            .collect()
    }
}

/// The same changes as in `tests/vectors/zones.json`, which Python's zoneinfo made, in
/// all years that it has: the editions of the two tables agree for these zones.
#[test]
fn zones_are_those_of_python() {
    let file: serde_json::Value =
        serde_json::from_str(&dueby_tests::read("tests/vectors/zones.json")).unwrap();
    let minute = |year: i64| Date::new(year as i32, 1, 1).number() * 24 * 60;
    let from = minute(file["from"].as_i64().unwrap());
    let until = minute(file["to"].as_i64().unwrap() + 1);
    assert_eq!(until, END);
    assert_eq!(minute(1972), FIRST);
    for name in NAMES {
        let zone = Zone::named(name);
        let listed = &file["zones"][name];
        let mut expected = vec![listed["first-offset"].as_i64().unwrap() / 60];
        let mut expected_at = Vec::new();
        for change in listed["changes"].as_array().unwrap() {
            let at: chrono::DateTime<chrono::Utc> = change[0].as_str().unwrap().parse().unwrap();
            expected_at.push(minutes(at.timestamp()));
            expected.push(minutes(change[1].as_i64().unwrap()));
        }
        let found_at = zone.changes(from, until);
        assert_eq!(found_at, expected_at, "{name}");
        let found: Vec<i64> = std::iter::once(from)
            .chain(found_at)
            .map(|at| zone.offset(at))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}
