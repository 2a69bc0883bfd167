//! Sorted numbers, and how many of them are up to a given one.

/// Where to look among sorted numbers, which somebody else has: they are in buckets of equal
/// width, so that a question is answered in constant time however many they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Buckets {
    /// The first number.
    origin: i64,
    /// How many numbers there are.
    count: usize,
    /// A bucket is two to this power wide.
    shift: u32,
    /// Whether no bucket holds more than one.
    single: bool,
    /// For each bucket, and one past the last: the keys before it.
    before: Vec<u32>,
}

impl Buckets {
    /// `keys` are sorted, without repeats.
    pub(crate) fn of(keys: &[i64]) -> Self {
        let origin = keys.first().copied().unwrap_or(0);
        let span = keys.last().map_or(0, |last| last.abs_diff(origin));
        let gaps = keys.iter().zip(keys.iter().skip(1));
        let gap = gaps.map(|(a, b)| b.abs_diff(*a)).min().unwrap_or(1);
        // As wide as leaves one key in each, unless that would be many more than keys.
        let finest = gap.max(1).ilog2();
        let mut shift = finest;
        while span >> shift > 2 * keys.len() as u64 {
            shift += 1;
        }
        let mut before = vec![0];
        for (index, key) in keys.iter().enumerate() {
            let bucket = (key.abs_diff(origin) >> shift) as usize;
            before.resize((bucket + 1).max(before.len()), index as u32);
        }
        before.push(keys.len() as u32);
        Buckets {
            origin,
            count: keys.len(),
            shift,
            single: shift == finest,
            before,
        }
    }

    /// How many of the numbers are `at` or less; they are what `key` makes of the first of `all`.
    #[inline]
    pub(crate) fn up_to<T>(&self, all: &[T], key: impl Fn(&T) -> i64, at: i64) -> usize {
        if at < self.origin {
            return 0;
        }
        let bucket = (at.abs_diff(self.origin) >> self.shift) as usize;
        let Some(&first) = self.before.get(bucket) else {
            return self.count;
        };
        let first = first as usize;
        if self.single {
            // The next key is greater where it is of a later bucket.
            return first + usize::from(all.get(first).is_some_and(|one| key(one) <= at));
        }
        let end = self
            .before
            .get(bucket + 1)
            .map_or(first, |end| *end as usize);
        match all.get(first..end) {
            Some(within) => first + within.partition_point(|one| key(one) <= at),
            None => self.count,
        }
    }

    /// What it takes in memory, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.before.as_slice())
    }
}

/// Sorted numbers, without repeats, with their buckets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Steps {
    keys: Vec<i64>,
    buckets: Buckets,
}

impl Steps {
    pub(crate) fn new(keys: Vec<i64>) -> Self {
        Steps {
            buckets: Buckets::of(&keys),
            keys,
        }
    }

    /// How many of the numbers are `at` or less.
    #[inline]
    pub(crate) fn up_to(&self, at: i64) -> usize {
        self.buckets.up_to(&self.keys, |key| *key, at)
    }

    #[inline]
    pub(crate) fn get(&self, index: usize) -> Option<i64> {
        self.keys.get(index).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Steps;

    #[test]
    fn counts_as_a_plain_search_does() {
        let mut seed = 7_u64;
        let mut random = move |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            ((seed >> 33) % most) as i64
        };
        for round in 0..200 {
            let mut keys: Vec<i64> = (0..round % 40)
                .map(|_| random(if round % 3 == 0 { 50 } else { 1 << 40 }) - 20)
                .collect();
            keys.sort_unstable();
            keys.dedup();
            let steps = Steps::new(keys.clone());
            let beside = keys.iter().flat_map(|key| [key - 1, *key, key + 1]);
            for at in beside.chain([i64::MIN, 0, i64::MAX]) {
                let plain = keys.iter().filter(|key| **key <= at).count();
                assert_eq!(steps.up_to(at), plain, "{at} in {keys:?}");
            }
        }
    }
}
