//! Lists that are short.

/// A list that is seldom longer than `N`, and then lies where it belongs, beside the rest of
/// what it is a part of. A module for browsers keeps all lists the one way that is there anyway.
#[cfg(not(small))]
pub(crate) type Few<T, const N: usize> = smallvec::SmallVec<[T; N]>;
#[cfg(small)]
pub(crate) type Few<T, const N: usize> = Vec<T>;

/// Makes a list as `vec!` does.
#[cfg(not(small))]
pub(crate) use smallvec::smallvec as few;
#[cfg(small)]
pub(crate) use std::vec as few;

/// A copy of a list, made at once and not one by one.
#[cfg(not(small))]
pub(crate) fn copied<T: Copy, const N: usize>(list: &Few<T, N>) -> Few<T, N>
where
    [T; N]: smallvec::Array<Item = T>,
{
    smallvec::SmallVec::from_slice(list)
}
#[cfg(small)]
pub(crate) fn copied<T: Copy>(list: &Vec<T>) -> Vec<T> {
    list.clone()
}
