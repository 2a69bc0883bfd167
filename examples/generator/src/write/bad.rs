//! Lines with something wrong, as exports have them.

use super::Shape;
use crate::chance::Chance;

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bad {
    /// It has no reference of a case.
    NoReference,
    /// Its first time is on 30 February.
    NoDay,
    /// It ends in the middle, as where a transfer broke off.
    CutShort,
    /// It has bytes that are not UTF-8.
    NotUtf8,
    /// A case stands there twice, on this line and the one before; only where a line has a
    /// case.
    Twice,
}

/// Which lines have something wrong.
pub(super) struct Badness {
    chance: Chance,
    in_million: u32,
}

impl Badness {
    pub(super) fn new(seed: u64, in_million: u32) -> Self {
        Badness {
            chance: Chance::of(seed, 5, 0),
            in_million,
        }
    }

    pub(super) fn of_next(&mut self, shape: Shape) -> Option<Bad> {
        if self.in_million == 0 || self.chance.below(1_000_000) >= self.in_million {
            return None;
        }
        let all = [
            Bad::NoReference,
            Bad::NoDay,
            Bad::CutShort,
            Bad::NotUtf8,
            Bad::Twice,
        ];
        Some(match shape {
            Shape::Cases => self.chance.one_of(&all),
            Shape::Events => self.chance.one_of(&all[..4]),
        })
    }
}

/// Does to a line what concerns its bytes.
pub(super) fn spoil(wrong: Option<Bad>, line: &mut Vec<u8>) {
    let half = line.len() / 2;
    match wrong {
        // Within the first cells, where no quotation mark is open.
        Some(Bad::CutShort) => line.truncate(half.min(18)),
        Some(Bad::NotUtf8) => line.insert(half.min(18), 0xE9),
        _ => {}
    }
}
