//! Time zones.
//!
//! A zone's offsets are read out of the database once, when a calendar is made,
//! into a table of changes; every later question is answered from that table.

#[cfg(feature = "zones")]
mod database;
#[cfg(feature = "precompiled")]
mod given;

use crate::sorted::Map;
use std::sync::{Arc, RwLock};

use chrono::{DateTime, Datelike as _, FixedOffset};

use super::{DAY, Day, Instant, SECOND, Steps, days_and_rest};
use crate::error::{Code, Error, Problem, Shown as _};

/// The edition of the IANA time zone database that is compiled in.
pub(crate) const ZONE_DATA: &str = "2026e";

/// The years that can be computed with, both inclusive. The end of British standard
/// time in 1971 is an hour early in the compiled-in data; after 2099 it has no more
/// summer times.
const FIRST_YEAR: i32 = 1972;
const LAST_YEAR: i32 = 2099;

/// 1 January 1972 and 1 January 2100, in milliseconds.
const FROM: Instant = Instant(730 * DAY);
const TO: Instant = Instant(47_482 * DAY);

/// A time zone of the IANA database, from 1972 to 2099.
///
/// The zones of the United Kingdom and Ireland, and those of New York, Sydney, Sao
/// Paulo and Lord Howe, are checked hour by hour around every change from 1990 on.
/// Some others have an hour's error at a few changes of the past, because the crate
/// that the data comes from reads their end times as local ones: Asia/Almaty, Aqtobe,
/// Aqtau, Dushanbe and Istanbul, Atlantic/Azores, Europe/Simferopol and Vilnius,
/// Antarctica/Casey and Davis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(Arc<Offsets>);

#[derive(Debug, PartialEq, Eq)]
struct Offsets {
    name: String,
    /// The instants at which the offset changes.
    changes: Steps,
    /// The offset in milliseconds before the first change, and from each one on.
    offsets: Vec<i64>,
    /// For each date from 1972 on, the offset in quarters of an hour where it stays the same
    /// from the day before it on and for three days; else [`CHANGES`]. Answers most questions.
    steady: Vec<i8>,
}

/// What is known of a zone: when its offset changes.
#[derive(Debug, PartialEq, Eq)]
struct Changes {
    /// The instants, in milliseconds, from 1972 on.
    at: Vec<i64>,
    /// The offset in milliseconds before the first, and from each one on.
    offsets: Vec<i64>,
}

/// The changes of the zone of this name: as given with the rules, or by the database.
#[cfg_attr(
    not(any(feature = "precompiled", feature = "zones")),
    allow(unused_variables, reason = "without either there is no zone")
)]
fn changes(name: &str) -> Option<Changes> {
    #[cfg(feature = "precompiled")]
    if let Some(changes) = given::changes(name) {
        return Some(changes);
    }
    #[cfg(feature = "zones")]
    if let Some(changes) = database::changes(name) {
        return Some(changes);
    }
    None
}

/// Near that date the offset changes, or it is no number of quarters of an hour.
const CHANGES: i8 = i8::MIN;
const QUARTER: i64 = 900 * SECOND;

/// The zones read so far. Reading one takes as long as thousands of answers, and many
/// calendars are in one zone.
static READ: RwLock<Map<String, Zone>> = RwLock::new(Map::new());

/// What a local time of day means on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Local {
    Once(Instant),
    /// The clocks went back: the first and the second time it was.
    Twice(Instant, Instant),
    /// The clocks went forward over it: the instant they did.
    Never(Instant),
}

impl Zone {
    /// The zone of this name, `Europe/London` for example.
    ///
    /// # Errors
    ///
    /// `unknown-zone` when the name is not one of the database's; with the feature `zones` and not
    /// `all-zones`, when it is not one of the United Kingdom's, Ireland's or `UTC`. With neither
    /// and the feature `precompiled` those are known that came with the rules.
    pub fn named(name: &str) -> Result<Self, Error> {
        let known = READ.read().ok();
        if let Some(zone) = known.as_ref().and_then(|read| read.get(name)) {
            return Ok(zone.clone());
        }
        drop(known);
        let changes = changes(name).ok_or_else(|| {
            Problem::new(
                Code::UnknownZone,
                format!("there is no time zone \"{}\"", name.shown()),
            )
            .hint("use a name of the IANA database, such as \"Europe/London\" or \"UTC\"")
        })?;
        let zone = Zone::of(name, changes);
        if let Ok(mut read) = READ.write() {
            read.insert(name.to_owned(), zone.clone());
        }
        Ok(zone)
    }

    fn of(name: &str, changes: Changes) -> Self {
        let Changes { at, offsets } = changes;
        Zone(Arc::new(Offsets {
            name: name.to_owned(),
            steady: steady(&at, &offsets),
            changes: Steps::new(at),
            offsets,
        }))
    }

    /// The name, as it was asked for.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether an instant is in the years that the data of every zone covers.
    #[inline]
    pub(crate) fn covers_instant(at: Instant) -> bool {
        at >= FROM && at < TO
    }

    /// Whether a date is in the years that the data of every zone covers.
    #[cfg(feature = "precompiled")]
    pub(crate) fn covers(day: Day) -> bool {
        (FROM.0..TO.0).contains(&(i64::from(day.0) * DAY))
    }

    /// Nothing outside the years that the data of every zone covers.
    #[inline]
    pub(crate) fn covered(at: Instant) -> Result<(), Error> {
        if Zone::covers_instant(at) {
            return Ok(());
        }
        Err(Zone::uncovered(at))
    }

    #[cold]
    fn uncovered(at: Instant) -> Error {
        Problem::new(
            Code::TimeRange,
            format!(
                "the year {} is outside what time zone data covers",
                at.utc().year()
            ),
        )
        .hint(format!(
            "times from {FIRST_YEAR} to {LAST_YEAR} can be computed with"
        ))
        .into()
    }

    /// The offset in milliseconds, where it stays the same from the day before a date on and
    /// for three days, by UTC; no zone is as much as a day from it.
    #[inline]
    fn steady(&self, day: i64) -> Option<i64> {
        let place = usize::try_from(day - FROM.0 / DAY).ok()?;
        let quarters = *self.0.steady.get(place)?;
        (quarters != CHANGES).then_some(i64::from(quarters) * QUARTER)
    }

    /// The offset from UTC in milliseconds at an instant.
    #[inline]
    pub(crate) fn offset_at(&self, at: Instant) -> i64 {
        let steady = self.steady(days_and_rest(at.0).0);
        steady.unwrap_or_else(|| self.offset_near_a_change(at))
    }

    fn offset_near_a_change(&self, at: Instant) -> i64 {
        let offsets = &self.0;
        let changed = offsets.changes.up_to(at.0);
        offsets.offsets.get(changed).copied().unwrap_or(0)
    }

    /// The date and the milliseconds of the wall clock since its midnight.
    #[inline]
    pub(crate) fn local(&self, at: Instant) -> (Day, i64) {
        let local = at.0.saturating_add(self.offset_at(at));
        let (day, rest) = days_and_rest(local);
        (Day(i32::try_from(day).unwrap_or(i32::MAX)), rest)
    }

    pub(crate) fn date(&self, at: Instant) -> Day {
        self.local(at).0
    }

    /// What the wall clock's time on a date means. A time of 24 hours or more is
    /// a time of the following date.
    pub(crate) fn resolve(&self, day: Day, millis: i64) -> Local {
        let local = i64::from(day.0) * DAY + millis;
        // No offset is more than a day from UTC, and no zone changes twice in two days.
        let Offsets {
            changes, offsets, ..
        } = &*self.0;
        let passed = changes.up_to(local - DAY);
        let before = offsets.get(passed).copied().unwrap_or(0);
        let early = Instant(local - before);
        // Few are near a change.
        if changes.get(passed).is_none_or(|next| local + DAY < next) {
            return Local::Once(early);
        }
        let after = self.offset_at(Instant(local + DAY));
        if before == after {
            return Local::Once(early);
        }
        let late = Instant(local - after);
        let early_holds = self.offset_at(early) == before;
        let late_holds = self.offset_at(late) == after;
        match (early_holds, late_holds) {
            (true, true) if early == late => Local::Once(early),
            (true, true) => Local::Twice(early.min(late), early.max(late)),
            (true, false) => Local::Once(early),
            (false, true) => Local::Once(late),
            (false, false) => {
                let changes = &self.0.changes;
                let next = changes.get(changes.up_to(late.0));
                Local::Never(next.map_or(early, Instant))
            }
        }
    }

    /// The instant of a wall clock's time: the first where it is twice, the
    /// moment the clocks jump where it is never.
    #[inline]
    pub(crate) fn instant(&self, day: Day, millis: i64) -> Instant {
        let local = i64::from(day.0) * DAY + millis;
        match self.steady(i64::from(day.0)) {
            Some(offset) if (0..2 * DAY).contains(&millis) => Instant(local - offset),
            _ => self.instant_near_a_change(day, millis),
        }
    }

    fn instant_near_a_change(&self, day: Day, millis: i64) -> Instant {
        match self.resolve(day, millis) {
            Local::Once(at) | Local::Twice(at, _) | Local::Never(at) => at,
        }
    }

    /// The first instant of a date.
    pub(crate) fn start_of(&self, day: Day) -> Instant {
        self.instant(day, 0)
    }

    /// The last millisecond of a date.
    pub(crate) fn end_of(&self, day: Day) -> Instant {
        self.start_of(day.next()).plus(-1)
    }

    /// An instant with this zone's offset, for answers.
    pub(crate) fn write(&self, at: Instant) -> DateTime<FixedOffset> {
        let seconds = i32::try_from(self.offset_at(at) / SECOND).unwrap_or(0);
        match FixedOffset::east_opt(seconds) {
            Some(offset) => at.utc().with_timezone(&offset),
            None => at.utc().fixed_offset(),
        }
    }
}

/// Turns wall clock times into instants as [`Zone::instant`] does, sooner where one comes
/// soon after another: few are near a change of clocks.
pub(crate) struct Walls<'z> {
    zone: &'z Zone,
    /// The instants between which the offset is this.
    since: i64,
    until: i64,
    offset: i64,
}

impl<'z> Walls<'z> {
    pub(crate) fn of(zone: &'z Zone) -> Self {
        Walls {
            zone,
            since: 0,
            until: 0,
            offset: 0,
        }
    }

    pub(crate) fn instant(&mut self, day: Day, millis: i64) -> Instant {
        let local = i64::from(day.0) * DAY + millis;
        // No offset is more than a day from UTC.
        let (earliest, latest) = (local - DAY, local + DAY);
        if earliest < self.since || latest >= self.until {
            let Offsets {
                changes, offsets, ..
            } = &*self.zone.0;
            let passed = changes.up_to(earliest);
            let last = passed.checked_sub(1).and_then(|last| changes.get(last));
            self.since = last.unwrap_or(i64::MIN);
            self.until = changes.get(passed).unwrap_or(i64::MAX);
            self.offset = offsets.get(passed).copied().unwrap_or(0);
            if latest >= self.until {
                return self.zone.instant(day, millis);
            }
        }
        Instant(local - self.offset)
    }
}

/// See [`Offsets`]: from the changes, and the offsets before the first and from each one on.
fn steady(changes: &[i64], offsets: &[i64]) -> Vec<i8> {
    let first = FROM.0 / DAY;
    let mut steady = vec![CHANGES; usize::try_from(TO.0 / DAY - first).unwrap_or(0)];
    let since = std::iter::once(FROM.0 - 2 * DAY).chain(changes.iter().copied());
    let until = changes.iter().copied().chain([TO.0 + 4 * DAY]);
    for ((since, until), offset) in since.zip(until).zip(offsets) {
        let Some(quarters) = i8::try_from(offset / QUARTER)
            .ok()
            .filter(|_| offset % QUARTER == 0)
        else {
            continue;
        };
        // The day before the first begins at the change or later, the third ends before the next.
        let from = (since + DAY - 1).div_euclid(DAY) + 1 - first;
        let end = (until - 1).div_euclid(DAY) - 2 - first;
        let place = |day: i64| usize::try_from(day).unwrap_or(0).min(steady.len());
        let (from, end) = (place(from), place(end));
        if let Some(days) = steady.get_mut(from..end) {
            days.fill(quarters);
        }
    }
    steady
}

#[cfg(all(test, feature = "zones"))]
mod tests {
    use super::{DAY, Day, Instant, Zone};

    /// The table of dates says what the changes say, before, in and after its years.
    #[test]
    fn steady_dates_have_the_offset_of_the_changes() {
        let named = ["Europe/London", "Europe/Dublin", "UTC"].map(Zone::named);
        let zones: Vec<Zone> = named.into_iter().flatten().collect();
        assert_eq!(zones.len(), 3);
        for zone in zones {
            for day in 700..47_600 {
                for hour in [0, 1, 2, 12, 23, 25, 47, 48] {
                    let millis = hour * DAY / 24;
                    let at = Instant(i64::from(day) * DAY + millis);
                    assert_eq!(zone.offset_at(at), zone.offset_near_a_change(at), "{at:?}");
                    let day = Day(day);
                    let looked_up = zone.instant(day, millis);
                    let found = zone.instant_near_a_change(day, millis);
                    assert_eq!(looked_up, found, "{day:?} and {hour} hours");
                }
            }
        }
    }
}
