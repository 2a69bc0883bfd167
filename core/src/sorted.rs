//! Keys in order, each with a value, and lists put in order.
//!
//! What the rules name is counted in tens, and read far more often than it is added to, so a
//! sorted list serves it as well as a tree would; and it takes a fraction of the code, which
//! browsers have to load. For the same reason one sort serves every list here.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

#[cfg(feature = "precompiled")]
use crate::precompiled::Precompiled;

/// Keys in order, each once, with a value each: what a `BTreeMap` is, with its names, in one list.
///
/// ```
/// # let pack = dueby::Pack::from_toml(r#"
/// # [pack]
/// # id = "example"
/// # title = "An example"
/// # calendar = "office"
/// # basis = "promise"
/// # [attribute.priority]
/// # type = "text"
/// # one-of = ["urgent", "routine"]
/// # [[clock]]
/// # id = "repair"
/// # kind = "repair"
/// # starts = "repair.reported"
/// # stops = "repair.completed"
/// # within = "2 working days"
/// # when = { priority = "urgent" }
/// # "#, "example.toml")?;
/// assert!(pack.attributes().contains_key("priority"));
/// for (name, attribute) in pack.attributes() {
///     println!("{name}: {attribute:?}");
/// }
/// # Ok::<(), dueby::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Map<K, V>(Vec<(K, V)>);

#[cfg(feature = "precompiled")]
impl<K: Precompiled, V: Precompiled> Precompiled for Map<K, V> {
    fn write(&self, to: &mut crate::precompiled::Writer) {
        self.0.write(to);
    }

    fn read(from: &mut crate::precompiled::Reader<'_>) -> Self {
        Map(Vec::read(from))
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

impl<K, V> Map<K, V> {
    /// No key yet.
    pub const fn new() -> Self {
        Map(Vec::new())
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys with their values, in order.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter(self.0.iter())
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.0.iter().map(|(key, _)| key)
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.0.iter().map(|(_, value)| value)
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    #[cfg(all(feature = "precompiled", feature = "zones"))]
    pub(crate) fn into_keys(self) -> impl Iterator<Item = K> {
        self.0.into_iter().map(|(key, _)| key)
    }

    pub(crate) fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }

    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.0.retain_mut(|(key, value)| keep(key, value));
    }
}

impl<K: Ord, V> Map<K, V> {
    /// Where a key is, or would be.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(one, _)| one.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.get_key_value(key).map(|(_, value)| value)
    }

    pub(crate) fn get_key_value<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        let (key, value) = self.0.get(self.place(key).ok()?)?;
        Some((key, value))
    }

    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get_mut(place).map(|(_, value)| value)
    }

    /// Whether there is a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Puts pairs in order; whatever they were gathered from, it is done here.
    fn of(mut pairs: Vec<(K, V)>) -> Self {
        sort_by(&mut pairs, |(a, _), (b, _)| a.cmp(b));
        pairs.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                std::mem::swap(next, kept);
            }
            same
        });
        Map(pairs)
    }

    /// Gives a key a value, in place of the one it has, which is handed back.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => {
                let (_, known) = self.0.get_mut(place)?;
                Some(std::mem::replace(known, value))
            }
            Err(place) => {
                self.0.insert(place, (key, value));
                None
            }
        }
    }

    /// Takes a key out, with its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.0.remove(place).1)
    }

    /// The value of a key, which it is given if it has none.
    #[allow(clippy::indexing_slicing, reason = "the place was found, or made")]
    pub(crate) fn get_or_insert(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                self.0.insert(place, (key, value()));
                place
            }
        };
        let (_, value) = &mut self.0[place];
        value
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// Of a key that comes more than once the last value is kept.
impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut all = Vec::new();
        for pair in pairs {
            all.push(pair);
        }
        Map::of(all)
    }
}

/// Of a key that comes more than once the last value is kept.
///
/// ```
/// let attributes = dueby::Map::from([("tenure".to_owned(), dueby::Value::from("secure"))]);
/// assert_eq!(attributes["tenure"], "secure".into());
/// ```
impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

/// The value of a key.
///
/// # Panics
///
/// Where there is no such key; [`Map::get`] says so instead.
impl<K: Ord + Borrow<Q>, V, Q: Ord + ?Sized> std::ops::Index<&Q> for Map<K, V> {
    type Output = V;

    #[allow(clippy::expect_used, reason = "as every index, and said above")]
    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("no such key")
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m Map<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Iter<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The keys of a [`Map`] with their values, in order.
#[derive(Debug)]
pub struct Iter<'m, K, V>(std::slice::Iter<'m, (K, V)>);

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Iter(self.0.clone())
    }
}

impl<'m, K, V> Iterator for Iter<'m, K, V> {
    type Item = (&'m K, &'m V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(key, value)| (key, value))
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

/// Things in order, each once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Set<K>(Map<K, ()>);

#[cfg(feature = "precompiled")]
impl<K: Precompiled> Precompiled for Set<K> {
    fn write(&self, to: &mut crate::precompiled::Writer) {
        self.0.write(to);
    }

    fn read(from: &mut crate::precompiled::Reader<'_>) -> Self {
        Set(Map::read(from))
    }
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Set(Map::new())
    }
}

impl<K> Set<K> {
    pub(crate) const fn new() -> Self {
        Set(Map::new())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &K> + Clone {
        self.0.keys()
    }

    pub(crate) fn retain(&mut self, mut keep: impl FnMut(&K) -> bool) {
        self.0.retain(|key, ()| keep(key));
    }
}

impl<K: Ord> Set<K> {
    /// Adds one; whether it was not there before.
    pub(crate) fn insert(&mut self, one: K) -> bool {
        self.0.insert(one, ()).is_none()
    }

    pub(crate) fn contains<Q: Ord + ?Sized>(&self, one: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(one)
    }
}

impl<K: fmt::Debug> fmt::Debug for Set<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(all: I) -> Self {
        let mut keys = Vec::new();
        for one in all {
            keys.push((one, ()));
        }
        Set(Map::of(keys))
    }
}

impl<K: Ord> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, all: I) {
        for one in all {
            self.insert(one);
        }
    }
}

impl<K> IntoIterator for Set<K> {
    type Item = K;
    type IntoIter = std::iter::Map<std::vec::IntoIter<(K, ())>, fn((K, ())) -> K>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(key, ())| key)
    }
}

/// Puts a list in order; what is equal stays as it was.
pub(crate) fn sort_by<T>(list: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    if list.len() < 2 {
        return;
    }
    let order = order(list.len(), &mut |a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    place(order, &mut |one, other| list.swap(one, other));
}

/// The same by a key of each.
pub(crate) fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// The places of a list in the order of what is there, none where that is how it stands: the
/// one sort there is.
fn order(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    if (1..len).all(|next| compare(next - 1, next) != Ordering::Greater) {
        return Vec::new();
    }
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Swaps places until each has what the order says.
fn place(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for place in 0..order.len() {
        // What was at an earlier place has gone to where what is there now came from.
        let mut from = place;
        while let Some(next) = order.get(from) {
            from = *next;
            if from >= place {
                break;
            }
        }
        if let Some(slot) = order.get_mut(place) {
            *slot = from;
        }
        if from != place {
            swap(place, from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Map, Set, sort_by_key};

    fn random(seed: &mut u64, most: u64) -> u64 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (*seed >> 33) % most
    }

    /// As the standard library's stable sort has it, and its tree of keys.
    #[test]
    fn lists_and_keys_are_in_order() {
        let mut seed = 7;
        for round in 0..300 {
            let list: Vec<(u64, usize)> = (0..round % 40)
                .map(|place| (random(&mut seed, 1 + round as u64 / 4), place))
                .collect();
            let (mut ours, mut plain) = (list.clone(), list.clone());
            sort_by_key(&mut ours, |one| one.0);
            plain.sort_by_key(|one| one.0);
            assert_eq!(ours, plain);

            let collected: Map<u64, usize> = list.iter().copied().collect();
            let mut inserted = Map::new();
            let mut tree = std::collections::BTreeMap::new();
            for (key, value) in &list {
                assert_eq!(inserted.insert(*key, *value), tree.insert(*key, *value));
            }
            assert_eq!(collected, inserted);
            assert!(inserted.iter().eq(&tree));
            for key in 0..80 {
                assert_eq!(inserted.get(&key), tree.get(&key));
            }
            let set: Set<u64> = list.iter().map(|one| one.0).collect();
            assert!(set.iter().eq(tree.keys()));
            for key in 0..80 {
                assert_eq!(inserted.remove(&key), tree.remove(&key));
                assert!(inserted.iter().eq(&tree));
            }
        }
    }

    /// Every order of six is put right.
    #[test]
    fn every_order_is_put_right() {
        for code in 0..6usize.pow(6) {
            let mut list: Vec<usize> = (0..6).map(|place| code / 6usize.pow(place) % 6).collect();
            let mut plain = list.clone();
            sort_by_key(&mut list, |one| *one);
            plain.sort_unstable();
            assert_eq!(list, plain);
        }
    }
}
