//! Working time as a script would count it: from opening to opening.

use crate::Script;
use crate::london::{HOUR, instant_of};

/// When the office opens and closes, in order.
#[derive(Debug)]
pub struct Openings(Vec<(i64, i64)>);

impl Openings {
    /// From 09:00 to 17:00 on each date that is worked, from 2007 to 2035.
    pub fn new(script: &Script) -> Self {
        let worked = script.dates().filter(|date| script.works(*date));
        let openings = worked.map(|date| (instant_of(date, 9 * HOUR), instant_of(date, 17 * HOUR)));
        Openings(openings.collect())
    }

    /// The instant by which so much time has passed, which may be a closing.
    pub fn add(&self, start: i64, millis: i64) -> i64 {
        let mut left = millis;
        for (opens, closes) in self.from(start) {
            let begins = start.max(*opens);
            if left <= closes - begins {
                return begins + left;
            }
            left -= closes - begins;
        }
        panic!("the openings end before the sum does");
    }

    /// The time open from one instant until a later one.
    pub fn between(&self, from: i64, until: i64) -> i64 {
        let overlapping = self
            .from(from)
            .iter()
            .take_while(|(opens, _)| *opens < until);
        overlapping
            .map(|(opens, closes)| (*closes).min(until) - (*opens).max(from))
            .sum()
    }

    /// Whether it is open.
    pub fn is_open(&self, at: i64) -> bool {
        self.next_open(at) == at
    }

    /// The first open instant from one on, itself included.
    pub fn next_open(&self, at: i64) -> i64 {
        let (opens, _) = self.from(at).first().expect("an opening after every row");
        at.max(*opens)
    }

    /// The openings that close after an instant.
    fn from(&self, at: i64) -> &[(i64, i64)] {
        let next = self.0.partition_point(|(_, closes)| *closes <= at);
        &self.0[next..]
    }
}
