//! The two tables, written as plainly as can be: what a batch could cost at best.
//! Like the peers it has its holidays from the other list, and it panics on what it
//! does not know.

use dueby_benches::{Script, date};

pub(crate) struct Plain {
    first: i32,
    /// For each date: the working dates up to it, itself included.
    ordinals: Vec<i32>,
    /// For each ordinal, from 0: its working date.
    dates: Vec<i32>,
}

impl Plain {
    /// Of the dates from one to another, both inclusive.
    pub(crate) fn new(script: &Script, first: i32, last: i32) -> Self {
        let mut plain = Plain {
            first,
            ordinals: Vec::new(),
            dates: Vec::new(),
        };
        for day in first..=last {
            if script.works(date(day)) {
                plain.dates.push(day);
            }
            plain.ordinals.push(plain.dates.len() as i32);
        }
        plain
    }

    fn ordinal(&self, day: i32) -> i32 {
        self.ordinals[(day - self.first) as usize]
    }

    /// The nth working dates after these.
    pub(crate) fn add(&self, starts: &[i32], days: &[i32], ends: &mut [i32]) {
        for ((end, start), days) in ends.iter_mut().zip(starts).zip(days) {
            *end = self.dates[(self.ordinal(*start) + days - 1) as usize];
        }
    }

    /// The working dates from these on, up to those, which are not counted.
    pub(crate) fn between(&self, from: &[i32], until: &[i32], days: &mut [i32]) {
        for ((days, from), until) in days.iter_mut().zip(from).zip(until) {
            *days = self.ordinal(until - 1) - self.ordinal(from - 1);
        }
    }
}
