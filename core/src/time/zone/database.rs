//! The time zone database: the only file that knows it.

use time::OffsetDateTime;
use time_tz::{Offset as _, TimeZone as _, Tz, timezones};

use super::{Changes, FROM, TO};
use crate::time::{DAY, SECOND};

/// Every change of offset, found by looking again and again and halving down to the second
/// where two looks differ. Some zones had two changes in a week, so they are looked at every
/// day; British ones never had.
pub(super) fn changes(name: &str) -> Option<Changes> {
    let tz = lookup(name)?;
    let days = if named_one_by_one(name).is_some() {
        7
    } else {
        1
    };
    let step = days * DAY / SECOND;
    let (from, to) = (FROM.0 / SECOND, TO.0 / SECOND);
    let first = offset(tz, from);
    let mut changes = Vec::new();
    let mut offsets = vec![i64::from(first) * SECOND];
    let (mut seen, mut at) = (first, from);
    while at < to {
        let look = (at + step).min(to - 1);
        if offset(tz, look) == seen {
            at = if look == to - 1 { to } else { look };
            continue;
        }
        let (mut same, mut other) = (at, look);
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            if offset(tz, middle) == seen {
                same = middle;
            } else {
                other = middle;
            }
        }
        seen = offset(tz, other);
        changes.push(other * SECOND);
        offsets.push(i64::from(seen) * SECOND);
        at = other;
    }
    Some(Changes {
        at: changes,
        offsets,
    })
}

/// The names of all zones.
#[cfg(all(feature = "precompiled", feature = "all-zones"))]
pub(super) fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = timezones::iter().map(|tz| tz.name()).collect();
    names.sort_unstable();
    names
}

/// The names of all zones.
#[cfg(all(feature = "precompiled", not(feature = "all-zones")))]
pub(super) fn names() -> Vec<&'static str> {
    NAMED.to_vec()
}

/// What [`named_one_by_one`] knows.
#[cfg(all(feature = "precompiled", not(feature = "all-zones")))]
const NAMED: [&str; 5] = [
    "Etc/UTC",
    "Europe/Belfast",
    "Europe/Dublin",
    "Europe/London",
    "UTC",
];

/// The offset in seconds at a number of seconds since 1970.
fn offset(tz: &Tz, seconds: i64) -> i32 {
    let at = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    tz.get_offset_utc(&at).to_utc().whole_seconds()
}

/// The zones that are named one by one, so that a small build does not carry the
/// whole database.
fn named_one_by_one(name: &str) -> Option<&'static Tz> {
    use timezones::db;
    match name {
        "Europe/London" => Some(db::europe::LONDON),
        "Europe/Belfast" => Some(db::europe::BELFAST),
        "Europe/Dublin" => Some(db::europe::DUBLIN),
        "UTC" | "Etc/UTC" => Some(db::etc::UTC),
        _ => None,
    }
}

fn lookup(name: &str) -> Option<&'static Tz> {
    named_one_by_one(name).or_else(|| lookup_all(name))
}

#[cfg(feature = "all-zones")]
fn lookup_all(name: &str) -> Option<&'static Tz> {
    // The database also knows Windows names, which have spaces.
    (!name.contains(' '))
        .then(|| timezones::get_by_name(name))
        .flatten()
}

#[cfg(not(feature = "all-zones"))]
fn lookup_all(_name: &str) -> Option<&'static Tz> {
    None
}
