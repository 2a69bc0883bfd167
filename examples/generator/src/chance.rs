//! Chance from a seed: SplitMix64, in whole numbers, so that it is the same everywhere.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of a seed for one purpose, and of that for one thing.
    pub(crate) fn of(seed: u64, purpose: u64, number: u64) -> Self {
        let mut chance = Chance(seed ^ purpose.rotate_left(32));
        let first = chance.next();
        Chance(first ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, and not including, `end`.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        (((self.next() >> 32) * u64::from(end)) >> 32) as u32
    }

    /// A number from `first` to `last`, both included.
    pub(crate) fn between(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last - first + 1)
    }

    /// The same, small ones more often.
    pub(crate) fn mostly_low(&mut self, first: u32, last: u32) -> u32 {
        self.between(first, last).min(self.between(first, last))
    }

    /// Whether something happens that happens so many times in a thousand.
    pub(crate) fn in_thousand(&mut self, times: u32) -> bool {
        self.below(1000) < times
    }

    /// One of a list.
    pub(crate) fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u32) as usize]
    }

    /// One of a list, each by its weight.
    pub(crate) fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> T {
        let total = list.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total);
        for (one, weight) in list {
            if left < *weight {
                return *one;
            }
            left -= weight;
        }
        unreachable!("the draw is below the sum of the weights")
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    /// The first numbers of SplitMix64 from 0 are published with it.
    #[test]
    fn it_is_splitmix64() {
        let mut chance = Chance(0);
        assert_eq!(chance.next(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(chance.next(), 0x6E78_9E6A_A1B9_65F4);
        assert_eq!(chance.next(), 0x06C4_5D18_8009_454F);
    }
}
